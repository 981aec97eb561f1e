"""Findings beside the pairs: written and read, accepted, filtered, shown in a spreadsheet."""

from __future__ import annotations

import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aigov_corpus.checking import check_pairs
from aigov_corpus.cli import main
from aigov_corpus.corpus import Corpus
from aigov_corpus.corpus.accepted import (
    accept,
    add_accepted,
    format_accepted,
    read_accepted,
    split_accepted,
)
from aigov_corpus.corpus.findings import COLUMNS, read_parquet, write_parquet
from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.exporting import parquet
from aigov_corpus.exporting.formats import export_pairs
from aigov_corpus.files.locking import take_lock
from checking.pairs import make_pair

WRONG = make_pair("中国的城市。", "The city of 中国.", pair_id="doc/en/1")
RIGHT = make_pair("城市。", "The city.", pair_id="doc/en/2")
PAIRS = [WRONG, RIGHT]
HELD: dict[str, Any] = {
    "wait": 0,
    "progress": print,
    "waiting": "waiting",
    "error": AigovError("held"),
}
"""How a lock is taken that nobody else holds."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A document directory with two pairs, one of them with an error."""
    document = tmp_path / "corpus" / "doc"
    document.mkdir(parents=True)
    parquet.export(PAIRS, document / "pairs.parquet")
    (document / "datapackage.json").write_text("{}")
    write_parquet(check_pairs(PAIRS), PAIRS, document / "findings.parquet", metadata={})
    return document


def run(*arguments: object) -> tuple[int, str, str]:
    """Return exit code, standard output and messages of a command."""
    result = CliRunner().invoke(main, [*map(str, arguments), "--unchecked"])
    return result.exit_code, result.stdout, result.stderr


def test_a_table_of_findings_is_read_as_it_was_written(folder: Path) -> None:
    """Places in both texts included; a damaged table is refused with the row."""
    findings = check_pairs(PAIRS)
    assert read_parquet(folder / "findings.parquet") == findings
    (folder / "findings.parquet").write_bytes(b"PAR1")
    with pytest.raises(InvalidInputError, match=r"findings.parquet.*build --force"):
        read_parquet(folder / "findings.parquet")


def test_corpus_check_returns_a_data_frame() -> None:
    """One row for each finding, with the columns that the documentation names."""
    frame = Corpus(PAIRS).check(only="untranslated")
    assert list(frame.columns) == list(COLUMNS)
    (row,) = frame.to_dict("records")
    assert WRONG.en[row["start"] : row["end"]] == "中国" == WRONG.zh[: row["other_end"]]
    assert Corpus([RIGHT]).check().empty


def test_an_accepted_finding_survives_another_alignment(tmp_path: Path) -> None:
    """A new id and one more sentence in the unit do not matter; another text does."""
    file = tmp_path / "accepted.jsonl"
    (finding,) = check_pairs(PAIRS)
    assert [add_accepted(file, [accept(finding, WRONG)]) for _ in range(2)] == [1, 0]
    accepted = read_accepted(file)
    longer = replace(WRONG, pair_id="doc/en/9", zh=f"{WRONG.zh}城市。", en=f"The city. {WRONG.en}")
    assert split_accepted(check_pairs([longer]), [longer], accepted)[0] == []
    other = replace(WRONG, zh="中国的农村。", en="The village of 中国.")
    assert len(split_accepted(check_pairs([other]), [other], accepted)[0]) == 1
    file.write_text('{"code": 1}\n')
    with pytest.raises(InvalidInputError, match="line 1: it is no accepted finding; remove"):
        read_accepted(file)


def test_what_two_processes_accept_at_once_is_kept_of_both(tmp_path: Path) -> None:
    """One waits for the other, and nothing but the file stays."""
    file = tmp_path / "accepted.jsonl"
    found = [accept(check_pairs([WRONG])[0], replace(WRONG, pair_id=str(n))) for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda one: add_accepted(file, [one]), found)) == len(found)
    assert {one.pair_id for one in read_accepted(file)} == {str(n) for n in range(40)}
    assert [path.name for path in tmp_path.iterdir()] == ["accepted.jsonl"]
    with take_lock(tmp_path / ".accepted.jsonl.lock", **HELD):
        assert add_accepted(file, found) == 0


def test_lines_of_a_newer_version_and_by_hand_are_kept(tmp_path: Path) -> None:
    """With keys that this version does not know, as they stand, and without a last line end."""
    file = tmp_path / "accepted.jsonl"
    first = json.loads(format_accepted(accept(check_pairs([WRONG])[0], WRONG)))
    by_hand = json.dumps(first | {"why": "a brand"}).encode() + b"\r\n\r\n" + b'{"code": "x",'
    by_hand += b'"pair_id": "", "side": "en", "quote": "", "zh": "", "en": ""}'
    file.write_bytes(by_hand)
    other = accept(check_pairs([WRONG])[0], replace(WRONG, pair_id="other"))
    assert add_accepted(file, [other]) == 1
    assert file.read_bytes() == by_hand + b"\n" + format_accepted(other).encode() + b"\n"


def test_a_lock_makes_no_folder_and_follows_no_link(tmp_path: Path) -> None:
    """A file of accepted findings may be a link, also into a folder that is not there."""
    new = [accept(check_pairs([WRONG])[0], WRONG)]
    (tmp_path / "accepted.jsonl").symlink_to(tmp_path / "gone" / "accepted.jsonl")
    with pytest.raises(AigovError, match="where there is nothing"):
        add_accepted(tmp_path / "accepted.jsonl", new)
    assert not (tmp_path / "gone").exists()
    (tmp_path / "mine").write_text("precious")
    (tmp_path / ".other.jsonl.lock").symlink_to("mine")
    with pytest.raises(AigovError, match=r"other\.jsonl: it cannot be written"):
        add_accepted(tmp_path / "other.jsonl", new)
    assert (tmp_path / "mine").read_text() == "precious"


def test_a_table_that_no_build_wrote_is_checked(folder: Path) -> None:
    """As `stats` and `export` read it: nothing describes it, and nothing is refused."""
    for name in ("datapackage.json", "findings.parquet"):
        (folder / name).unlink()
    for path in (folder, folder.parent):
        result = CliRunner().invoke(main, ["check", str(path)])
        assert (result.exit_code, result.stdout.count("[untranslated]")) == (0, 1)
    assert CliRunner().invoke(main, ["check", str(folder), "--accept", "all"]).exit_code == 0
    assert (folder / "accepted.jsonl").is_file()


def test_the_command_lists_gates_and_accepts(folder: Path) -> None:
    """Exit code 3 only if it is asked for; what was accepted is counted and not shown."""
    code, out, err = run("check", folder.parent)
    assert (code, out.count("\n")) == (0, 1)
    assert (
        "doc/en/1 (row 1): error [untranslated] Chinese is left in the English: “中国” (id " in out
    )
    assert "2 units: 1 error, 0 warnings (untranslated 1)" in err
    assert run("check", folder, "--fail-on", "error")[0] == 3
    assert run("check", folder, "--only", "empty", "--fail-on", "warning")[0] == 0
    report = json.loads(run("check", folder, "--json")[1])
    assert report["counts"] == {"untranslated": 1}
    assert run("check", folder, "--accept", "nosuchid")[0] == 2
    code, out, err = run("check", folder.parent, "--accept", report["findings"][0]["id"])
    assert (code, out) == (0, "")
    assert f"1 finding accepted in {folder / 'accepted.jsonl'}" in err
    code, out, err = run("check", folder, "--fail-on", "warning")
    assert (code, out) == (0, "")
    assert "1 accepted before" in err


def test_export_takes_the_units_with_a_finding(folder: Path) -> None:
    """By the code of the check; a code that no check has is an error that lists all."""
    _, out, _ = run("export", folder, "--format", "jsonl", "--finding", "untranslated")
    assert [json.loads(line)["pair_id"] for line in out.splitlines()] == ["doc/en/1"]
    assert run("export", folder, "--format", "jsonl", "--finding", "empty")[0] == 5
    assert run("export", folder, "--format", "jsonl", "--finding", "nosuch")[0] == 2


def test_a_spreadsheet_shows_the_findings(tmp_path: Path) -> None:
    """The text is coloured, and a comment says what was found in it."""
    out = tmp_path / "pairs.xlsx"
    export_pairs(PAIRS, out, format="xlsx", load_findings=lambda: check_pairs(PAIRS))
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as book:
        comments = book.read("xl/comments1.xml").decode()
        assert "untranslated: Chinese is left in the English" in comments
        assert "F8CBAD" in book.read("xl/styles.xml").decode()
