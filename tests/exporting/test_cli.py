"""`aigov-corpus export`: filters, where it goes, what it says, and how it fails."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.corpus.sentences import write_parquet
from aigov_corpus.exporting import parquet
from aigov_corpus.records import Pair

BUNDLED = Path(__file__).parents[2] / "data" / "aligned"


@pytest.fixture
def corpus(tmp_path: Path, pairs: list[Pair]) -> Path:
    """A corpus of one document with two renderings: four pairs, two units without Chinese."""
    folder = tmp_path / "aligned" / "plan-2025"
    folder.mkdir(parents=True)
    other = [
        replace(pair, rendering="official", pair_id=pair.pair_id.replace("sinocism", "official"))
        for pair in pairs
    ]
    parquet.export([*pairs, *other], folder / "pairs.parquet")
    write_parquet([], folder / "sentences.parquet", metadata={})
    return folder.parent


def export(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ([], ["s1", "s2", "s3", "o1", "o2", "o3"]),
        (["--rendering", "sinocism"], ["s1", "s2", "s3"]),
        (["--section", "5"], ["s3", "o3"]),
        (["--section", "5", "--section", "1", "--rendering", "official"], ["o1", "o2", "o3"]),
        (["--principle", "people"], ["s1", "o1"]),
        (["--status", "missing"], ["s3", "o3"]),
        (["--min-score", "0.5"], ["s1", "o1"]),
    ],
)
def test_each_filter_selects(filters: list[str], ids: list[str], corpus: Path) -> None:
    """Data on stdout, one line about it on stderr."""
    result = export(corpus, "--format", "jsonl", *filters)
    assert result.exit_code == 0, result.output
    found = [json.loads(line)["pair_id"] for line in result.stdout.splitlines()]
    assert found == [
        f"plan-2025/{'sinocism' if name[0] == 's' else 'official'}/p00{name[1]}" for name in ids
    ]
    assert result.stderr.startswith(f"{len(ids)} of 6 units written to stdout\n")


def test_the_report_says_what_was_left_out_and_why(corpus: Path, tmp_path: Path) -> None:
    """By the filters, and by the format."""
    out = tmp_path / "plan.tmx"
    result = export(corpus, "--format", "tmx", "--out", out, "--rendering", "sinocism")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        f"2 of 6 units written to {out}",
        "  3 left out by the filters",
        "  1 without a text in both languages",
    ]
    assert len(etree.parse(out).findall("body/tu")) == 2


def test_two_renderings_are_two_tmx_files(corpus: Path, tmp_path: Path) -> None:
    """And on stdout an error that says what to do."""
    result = export(corpus, "--format", "tmx", "--out", tmp_path / "plan.tmx")
    assert result.exit_code == 0
    assert sorted(path.name for path in tmp_path.glob("*.tmx")) == [
        "plan.official.tmx",
        "plan.sinocism.tmx",
    ]

    result = export(corpus, "--format", "tmx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "choose one rendering with  --rendering ID" in result.stderr

    result = export(
        corpus,
        "--format",
        "tmx",
        "--tmx-one-file",
        "--tmx-dedupe",
        "first",
        "--tmx-profile",
        "memoq",
        "--out",
        "-",
    )
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("<tu ") == 2
    assert '<prop type="x-document">' in result.stdout
    assert "2 with the source of an earlier one" in result.stderr


@pytest.mark.parametrize("format_", ["xlsx", "parquet", "xces", "moses"])
def test_what_is_not_one_text_file_needs_a_name(format_: str, corpus: Path, tmp_path: Path) -> None:
    """Rather than bytes on a terminal."""
    result = export(corpus, "--format", format_)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        f"the format {format_} is binary or several files; it cannot go to stdout; "
        "add  --out FILE" in result.stderr
    )

    result = export(
        corpus, "--format", format_, "--rendering", "sinocism", "--out", tmp_path / "plan"
    )
    assert result.exit_code == 0, result.output
    assert list(tmp_path.glob("plan*"))


def test_nothing_selected_is_exit_5_and_no_file(corpus: Path, tmp_path: Path) -> None:
    """Also if the selection holds nothing that the format can take."""
    for filters in (["--section", "1", "--status", "missing"], ["--status", "missing"]):
        result = export(corpus, "--format", "tmx", "--out", tmp_path / "plan.tmx", *filters)
        assert result.exit_code == 5, result.output
        assert list(tmp_path.glob("plan*")) == []


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--format", "odt"], 2, "'odt' is not one of"),
        (["--format", "csv", "--csv-dialect", "tsv"], 2, "'tsv' is not one of"),
        (["--format", "csv", "--tmx-dedupe", "first"], 2, "or write  --format tmx"),
        (
            ["--format", "tmx", "--csv-dialect", "excel"],
            2,
            "--csv-dialect is an option of csv, not of tmx; leave it out, or",
        ),
        (["--format", "csv", "--min-score", "2"], 2, "2.0 is not a number from 0 to 1"),
        (["--format", "tmx", "--tmx-created", "yesterday"], 2, "20261122T120000Z"),
        (
            ["--format", "csv", "--out", "/nowhere/at/all.csv"],
            1,
            "create the directory /nowhere/at first",
        ),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    arguments: list[str], code: int, sentence: str, corpus: Path
) -> None:
    """In one sentence, with the exit code of its kind."""
    result = export(corpus, *arguments)
    assert result.exit_code == code
    assert sentence in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.linux
@pytest.mark.parametrize("name", [os.fsdecode(b"\xd6\xd0"), "year=2024"])
def test_a_folder_of_any_name_holds_a_corpus(name: str, tmp_path: Path) -> None:
    """Of bytes that are not UTF-8, or with a sign of which pyarrow makes a column."""
    folder = tmp_path / name
    folder.mkdir()
    whole = len(ac.load(BUNDLED))
    for form in ("parquet", "xlsx", "docx", "tei", "corpus"):
        out = folder / f"pairs.{form}"
        line = ["export", str(BUNDLED), "--format", form, "--out", str(out)]
        result = CliRunner().invoke(main, line)
        assert result.exit_code == 0, result.output
        assert form in ("docx", "tei") or len(ac.load(out)) == whole


def test_no_corpus_is_exit_3(tmp_path: Path) -> None:
    """The message names the place."""
    result = export(tmp_path, "--format", "csv")
    assert result.exit_code == 3
    assert str(tmp_path) in result.stderr


def test_csv_for_excel_goes_to_a_pipe_with_its_mark(corpus: Path) -> None:
    """The bytes are the file's."""
    result = export(corpus, "--format", "csv", "--csv-dialect", "excel")
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert result.stdout_bytes.count(b"\r\n") == 7


def test_the_help_has_a_worked_example(corpus: Path) -> None:
    """That works as it stands."""
    assert "aigov-corpus export data/aligned --out plan.tmx" in export("--help").stdout
