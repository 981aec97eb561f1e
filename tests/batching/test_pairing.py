"""Which documents belong together: pairs, documents without one, and editions of one text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import aigov_corpus as ac
from aigov_corpus.batching.likeness import Profile
from aigov_corpus.batching.pairing import pair_documents
from aigov_corpus.errors import InvalidInputError, NothingToDoError


def profile(seed: int, *, numbers: tuple[float, ...], noise: int, size: int) -> Profile:
    """Return the profile of a version of document `seed`; `noise` tells versions apart."""
    text, version = np.random.default_rng(seed), np.random.default_rng(1000 + noise)
    vectors = text.normal(size=(20, 64)) + 0.6 * version.normal(size=(20, 64))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    places = np.linspace(0, 1, 20, endpoint=False)
    return Profile(
        vectors.astype(np.float32), places.astype(np.float32), dict.fromkeys(numbers, 1), size
    )


def versions(seed: int, *numbers: float) -> tuple[Profile, Profile]:
    """Return a Chinese and an English version of one document."""
    zh = profile(seed, numbers=numbers, noise=2 * seed, size=1000)
    return zh, profile(seed, numbers=numbers, noise=2 * seed + 1, size=3300)


def test_pairs_are_found_and_the_rest_stays_alone() -> None:
    """Twelve documents in another order; one of each language has no counterpart."""
    both = [versions(seed, 100.0 + seed, 2000.0) for seed in range(12)]
    zh = [pair[0] for pair in both[1:]]
    en = [pair[1] for pair in reversed(both[:-1])]
    found = pair_documents(zh, en)
    assert [(pair.zh + 1, 10 - pair.en) for pair in found] == [(n, n) for n in range(1, 11)]
    assert all(pair.score > 0.9 for pair in found)


def test_numbers_tell_editions_apart() -> None:
    """Two texts alike but for their numbers; without them, neither is paired."""
    rest = [versions(seed, 50.0 + seed) for seed in range(2, 14)]
    old, new = versions(1, 2018.0, 31.0, 77.0), versions(1, 2022.0, 35.0, 81.0)
    both = [old, new, *rest]
    found = pair_documents([pair[0] for pair in both], [pair[1] for pair in both])
    assert [(pair.zh, pair.en) for pair in found] == [(n, n) for n in range(14)]
    same = [versions(1), versions(1), *rest]
    found = pair_documents([pair[0] for pair in same], [pair[1] for pair in same])
    assert {pair.zh for pair in found} == set(range(2, 14))


def test_no_document_is_no_pair() -> None:
    """Of either language."""
    assert pair_documents([], [versions(1)[1]]) == pair_documents([versions(1)[0]], []) == []


def test_directories_are_checked(tmp_path: Path) -> None:
    """A missing one, and one without a text."""
    with pytest.raises(InvalidInputError, match="no such directory"):
        ac.match(tmp_path / "no", tmp_path, encoder="hash")
    with pytest.raises(NothingToDoError, match="no Chinese text"):
        ac.match(tmp_path, tmp_path, encoder="hash")


def test_of_a_fetched_page_the_latest_version_is_read(tmp_path: Path) -> None:
    """And neither what describes it nor the exchange with its server."""
    for lang, text in (("zh", "检查灯具。"), ("en", "Lamps are inspected.")):
        for version in ("0001-2025-07-27-5d41402a", "0002-2025-08-30-7d793037"):
            folder = tmp_path / lang / "content_9348-1f3a9c02" / version
            folder.mkdir(parents=True)
            (folder / "body.html").write_text(f"<p>{text}</p>", encoding="utf-8")
            (folder / "snapshot.json").write_text("{}", encoding="utf-8")
            (folder / "exchange.warc.gz").write_bytes(b"")
    found = ac.match(tmp_path / "zh", tmp_path / "en", encoder="hash")
    read = [pair.zh for pair in found.pairs] + list(found.unmatched_zh)
    assert [path.parent.name[:4] for path in read] == ["0002"]
    assert not found.unread


def test_links_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    """And links to directories, and pipes: nothing is passed over in silence."""
    for name in ("zh", "en"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "law.txt").write_text(
            "人工智能是新领域。" if name == "zh" else "AI is a new field.", encoding="utf-8"
        )
    for name, target in (("gone", "nowhere"), ("loop", "loop"), ("linked", "../en")):
        (tmp_path / "zh" / name).symlink_to(target)
    found = ac.match(tmp_path / "zh", tmp_path / "en", encoder="hash")
    assert sorted(path.name for path in found.unread) == ["gone", "linked", "loop"]
    with pytest.raises(InvalidInputError, match=r"links|symlink"):
        ac.match(tmp_path / "zh" / "loop", tmp_path / "en", encoder="hash")


@pytest.mark.slow
def test_files_of_one_directory_are_paired_and_built(tmp_path: Path) -> None:
    """With the real encoder: languages and pairs are found, and `batch` takes the manifest."""
    subjects = {
        "lamps": ("检查灯具", "the inspection of lamps", 31),
        "rivers": ("保护河流和鱼类", "the protection of rivers and fish", 47),
        "schools": ("农村学校的午餐", "lunch in rural schools", 1200),
    }
    for name, (zh, en, number) in subjects.items():
        (tmp_path / f"{name}_a.txt").write_text(
            f"关于{zh}的规定\n\n第一条 为了加强{zh}工作，制定本规定。\n\n"
            f"第二条 每年安排{number}万元用于{zh}。\n",
            encoding="utf-8",
        )
        (tmp_path / f"x-{number}.txt").write_text(
            f"Provisions on {en}\n\nArticle 1 These Provisions are made to strengthen {en}.\n\n"
            f"Article 2 Every year {number * 10_000:,} yuan are spent on {en}.\n",
            encoding="utf-8",
        )
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = ac.match(tmp_path, tmp_path)
    assert {pair.zh.stem[:-2]: pair.en.stem for pair in found.pairs} == {
        name: f"x-{number}" for name, (_, _, number) in subjects.items()
    }
    assert [path.name for path in found.unread] == ["picture.png"]
    manifest = tmp_path / "list.csv"
    manifest.write_text(found.manifest(tmp_path), encoding="utf-8")
    report = ac.batch(manifest, tmp_path / "archive")
    assert {outcome.state for outcome in report.outcomes} == {"built"}
