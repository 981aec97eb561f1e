"""The programs that our files are for: they read back what we wrote. Nothing here is skipped."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from aigov_corpus.exporting import tmx, xces
from aigov_corpus.records import Pair
from aigov_corpus.tmx_validation import TmxCheck

from .conftest import PAIR, make_sentence

pytestmark = pytest.mark.slow


@pytest.fixture
def many(pairs: list[Pair]) -> list[Pair]:
    """Pairs with markup, quotes, full-width punctuation, and characters beyond the BMP."""
    texts = [
        ("坚持“以人为本”，A&B<C>。", 'Adhere to "people first", A&B<C>.'),
        ("《全球人工智能治理行动计划》", "Global AI Governance Action Plan"),
        ("𠮷野家，100%：0.5……", "Yoshinoya, 100%: 0.5 …"),
        ("控制\x0b字符和\n换行", "A control\x0bcharacter and a\nline end"),
    ]
    return pairs + [
        replace(
            PAIR,
            pair_id=f"plan-2025/sinocism/x{number}",
            zh=zh,
            en=en,
            zh_ids=(f"zh-x{number}",),
            en_ids=(f"en-x{number}",),
        )
        for number, (zh, en) in enumerate(texts)
    ]


def expected(pairs: list[Pair]) -> list[tuple[str, str]]:
    """The texts that a memory should hold."""
    clean = [
        (" ".join(p.zh.replace("\x0b", " ").split()), " ".join(p.en.replace("\x0b", " ").split()))
        for p in pairs
    ]
    return [pair for pair in clean if all(pair)]


@pytest.mark.parametrize("profile", tmx.PROFILES)
def test_the_dtd_and_the_schema_that_omegat_ships_accept_every_profile(
    profile: str, omegat_jar: Path, many: list[Pair], tmp_path: Path
) -> None:
    """Both come out of the installed package: none of its files is part of this project."""
    out = tmp_path / "corpus.tmx"
    tmx.export(many, out, profile=profile, created="20261122T120000Z")
    tree = etree.parse(out)
    with zipfile.ZipFile(omegat_jar) as archive:
        etree.DTD(io.BytesIO(archive.read("schemas/tmx14.dtd"))).assertValid(tree)
        for name in ("tmx14.xsd", "xml.xsd"):
            tmp_path.joinpath(name).write_bytes(archive.read(f"schemas/{name}"))
    etree.XMLSchema(etree.parse(tmp_path / "tmx14.xsd")).assertValid(tree)


@pytest.mark.parametrize("profile", tmx.PROFILES)
def test_translate_toolkit_reads_back_the_same_pairs(
    profile: str, many: list[Pair], tmp_path: Path
) -> None:
    """In order, with the languages it is asked for."""
    from translate.storage.tmx import tmxfile

    out = tmp_path / "corpus.tmx"
    tmx.export(many, out, profile=profile)
    with out.open("rb") as file:
        store = tmxfile(file, sourcelanguage="zh-CN", targetlanguage="en-US")
    assert [(str(unit.source), str(unit.target)) for unit in store.units] == expected(many)


@pytest.mark.parametrize("profile", ["generic", "omegat"])
def test_omegat_translates_a_project_from_our_memory(
    profile: str, omegat: Callable[..., tuple[Path, list[str]]], many: list[Pair]
) -> None:
    """A sentence that the memory holds comes out in English; one that it lacks stays Chinese."""
    texts = expected(many)
    source = [zh for zh, _ in texts] + ["这一句没有译文。"]
    project, target = omegat(source, lambda path: tmx.export(many, path, profile=profile))
    assert target == [*(en for _, en in texts), "这一句没有译文。"]
    # OmegaT writes its memories as TMX 1.1 and 1.4 with capitals: warnings to us, never errors
    memories = sorted(project.glob("*.tmx"))
    assert len(memories) == 3
    for memory in memories:
        found = {finding.code for finding in TmxCheck(memory)}
        assert {"lang-case"} <= found <= {"lang-case", "version-old"}, memory


def opus_read(folder: Path, *options: str) -> list[str]:
    """What `opus_read` prints of the corpus `plan`, line by line."""
    command = Path(sys.executable).with_name("opus_read")
    assert command.is_file(), "OpusTools is not installed: pip install 'aigov-corpus[slow]'"
    run = subprocess.run(
        [
            sys.executable,
            str(command),
            "-d",
            "plan",
            "-s",
            "en",
            "-t",
            "zh",
            "-p",
            "raw",
            "-dl",
            str(folder),
            *options,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        cwd=folder,
        stdin=subprocess.DEVNULL,
    )
    return run.stdout.splitlines()


def test_opus_read_reads_our_xces(many: list[Pair], tmp_path: Path) -> None:
    """As Moses lines; `-ln` leaves out the units without a counterpart."""
    xces.export(many, tmp_path / "plan")
    lines = [f"{en}\t{zh}" for zh, en in expected(many)]
    assert opus_read(tmp_path, "-wm", "moses", "-ln") == lines
    everything = opus_read(tmp_path, "-wm", "moses")
    assert len(everything) == len(many)
    assert "The English of section 5 stands alone.\t" in everything


def test_opus_read_drops_weak_links_by_their_certainty(many: list[Pair], tmp_path: Path) -> None:
    """A threshold between the two scores takes the weaker pair, and what has no score."""
    xces.export(many, tmp_path / "plan")
    strong = opus_read(tmp_path, "-wm", "moses", "-a", "certainty", "-tr", "0.5")
    assert len(strong) == len(many) - 2
    assert not any("All parties should cooperate more." in line for line in strong)


def test_opus_read_sees_the_sentences_of_a_bead(pairs: list[Pair], tmp_path: Path) -> None:
    """A 1-2 bead is two English sentences of the corpus, and can be asked for."""
    texts = PAIR.en.partition(" It")[0], "It is a field of human development."
    known = [make_sentence(name, text) for name, text in zip(PAIR.en_ids, texts, strict=True)]
    xces.export(pairs, tmp_path / "plan", sentences=known)
    assert opus_read(tmp_path, "-wm", "moses", "-S", "2", "-T", "1") == [f"{PAIR.en}\t{PAIR.zh}"]
