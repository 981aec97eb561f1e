"""The table of all pairs of an archive answers what loading all documents answers."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import aigov_corpus as ac
from aigov_corpus.checking.consistency import CODES
from aigov_corpus.corpus import store
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.reviewing.log import append_acts
from aigov_corpus.reviewing.planning import Planner

LAMPS = ("检查灯具的规定应当公布。", "The rules on lamps shall be published.")
OTHER = "Lamp rules are to be made public."


def write(folder: Path, name: str, second: tuple[str, str]) -> str:
    """Write two texts of two articles; return their row in a manifest."""
    zh = f"第一条 {name}号区应当在{name}年检查灯具。\n第二条 {second[0]}\n"
    en = f"Article 1 District {name} shall inspect lamps in {name}.\nArticle 2 {second[1]}\n"
    (folder / f"{name}.zh.txt").write_text(zh, encoding="utf-8")
    (folder / f"{name}.en.txt").write_text(en, encoding="utf-8")
    return f"{name},{name}.zh.txt,{name}.en.txt"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of four documents: three share a sentence that one renders anew."""
    folder = tmp_path_factory.mktemp("archive_table")
    rows = [
        write(folder, "1991", LAMPS),
        write(folder, "1992", (LAMPS[0], OTHER)),
        write(folder, "1993", LAMPS),
        write(folder, "1994", ("每年1月公布结果。", "Results are published every January.")),
    ]
    manifest = folder / "list.csv"
    manifest.write_text("\n".join(["id,zh,en", *rows]) + "\n", encoding="utf-8")
    assert not ac.batch(manifest, folder / "archive", encoder="hash").exit_code
    return folder / "archive"


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Path:
    """Return a copy of that archive."""
    return Path(shutil.copytree(built, tmp_path / "archive"))


def test_reviewed_documents_are_asked_as_they_are_now(archive: Path) -> None:
    """A person rendered a sentence as elsewhere, and wrote a word that no text had."""
    folder = archive / "documents" / "1992"
    bitext = store.load_review(folder).review.bitexts["en"]
    row = list(bitext)[-1]
    act = Planner(bitext, by="anna", unlocked=True).edit(row, f"{OTHER} Zeppelins!")
    append_acts(folder / "edits.jsonl", [act])
    notices: list[str] = []
    by_table = store.load_pairs(archive, having="zeppelins", notices=notices)
    assert [pair.document for pair in by_table] == ["1992"]
    assert not store.load_pairs(archive, having="zeppelins", reviewed=False)
    few = ac.load(archive, contradicting=True)
    assert few.find(only=sorted(CODES)) == ac.load(archive).find(only=sorted(CODES))


def test_letters_are_compared_as_python_compares_them() -> None:
    """DuckDB keeps and lowers the same letters, so no group of equal texts is torn apart."""
    import duckdb

    letters = [chr(point) for point in range(1, 0xFFFF) if not 0xD800 <= point < 0xE000]
    column = "regexp_replace(lower(letter), '[^a-z0-9\\x{3400}-\\x{9fff}]+', '', 'g')"
    found = duckdb.sql(
        f"select {column} from (select unnest($letters) as letter)", params={"letters": letters}
    ).fetchall()
    wanted = [re.sub("[^a-z0-9\u3400-\u9fff]+", "", letter.lower()) for letter in letters]
    assert [row[0] for row in found] == wanted


def test_a_phrase_is_found_as_in_all_documents(archive: Path) -> None:
    """The same pairs in the same order, by the table and by the documents (`unchecked`)."""
    for phrase in ("灯具", "燈具", "rules on LAMPS"):
        by_table = store.load_pairs(archive, having=phrase)
        assert by_table == store.load_pairs(archive, having=phrase, unchecked=True)
        assert 2 <= len(by_table) < len(ac.load(archive))
        found = ac.load(archive, having=phrase).concordance(phrase, links=False)
        assert list(found) == list(ac.load(archive).concordance(phrase, links=False))


def test_contradictions_are_found_as_in_all_documents(archive: Path) -> None:
    """The checks of consistency say the same of the few pairs as of all."""
    few = ac.load(archive, contradicting=True)
    assert [pair.document for pair in few] == ["1991", "1992", "1993"]
    assert list(few) == list(ac.load(archive, contradicting=True, unchecked=True))
    assert few.find(only=sorted(CODES)) == ac.load(archive).find(only=sorted(CODES))
    assert len(few.find(only=sorted(CODES))[0]) == 1


def test_a_table_that_does_not_fit_is_not_asked(archive: Path) -> None:
    """After a damaged part, a document that is gone, and a batch that did not end."""
    wanted = store.load_pairs(archive, having="灯具")
    names = sorted(path.name for path in (archive / "documents").iterdir() if path.is_dir())
    assert store.find_parts(archive, names)
    assert not store.find_parts(archive, names[1:])
    part = next((archive / "pairs").iterdir())
    whole = part.read_bytes()
    part.write_bytes(whole[:-1])
    assert not store.find_parts(archive, names)
    assert store.load_pairs(archive, having="灯具") == wanted
    part.write_bytes(whole)
    mark = archive / "archive.json"
    mark.write_text(json.dumps({"format": "aigov_corpus archive"}), encoding="utf-8")
    assert not store.find_parts(archive, names)


def test_an_archive_is_exported_document_by_document(archive: Path, tmp_path: Path) -> None:
    """Pairs that are read anew by each loop are those that `load` has."""
    stored = store.StoredPairs(archive, unchecked=False, reviewed=True)
    assert list(stored) == list(stored) == list(ac.load(archive))
    assert (len(stored), stored[1]) == (len(ac.load(archive)), ac.load(archive)[1])
    table = archive / "documents" / "1992" / "pairs.parquet"
    table.write_bytes(table.read_bytes()[:-1])
    with pytest.raises(InvalidInputError, match="1992"):
        list(stored)
