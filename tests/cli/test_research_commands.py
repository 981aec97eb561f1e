"""`concordance`, `search` and `sample` print the same rows in four forms."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from aigov_corpus.cli import main

CORPUS = str(Path(__file__).parents[2] / "data" / "aligned")
LINES = {
    "concordance": ["concordance", CORPUS, "all", "--rendering", "sinocism"],
    "search": ["search", CORPUS, "安全", "-k", "4", "--encoder", "hash"],
    "sample": ["sample", CORPUS, "4", "--by", "section", "--seed", "3"],
}


def run(*words: str) -> str:
    """Return what a command prints; it succeeds."""
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("name", LINES)
def test_each_form_has_the_same_rows(name: str) -> None:
    """Text has a line for each; CSV and JSON Lines the same values; HTML a page without script."""
    words = LINES[name]
    rows = [json.loads(line) for line in run(*words, "--format", "jsonl").splitlines()]
    assert len(rows) >= 3
    assert len(run(*words).splitlines()) == len(rows)
    read = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv"))))
    assert [row["pair_id"] for row in read] == [row["pair_id"] for row in rows]
    assert list(read[0]) == list(rows[0])
    page = run(*words, "--format", "html")
    assert page.startswith("<!doctype html>") and "<script" not in page
    assert page.count("<tr>") == len(rows) + 1


def test_a_sample_can_be_written_for_an_annotator(tmp_path: Path) -> None:
    """The same pairs, in the order of the text."""
    table = tmp_path / "todo.csv"
    assert run(*LINES["sample"], "--annotate", str(table)) == ""
    drawn = [
        json.loads(line)["pair_id"]
        for line in run(*LINES["sample"], "--format", "jsonl").splitlines()
    ]
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert [row["pair_id"] for row in csv.DictReader(file)] == drawn


@pytest.mark.parametrize(
    ("words", "told"),
    [(("care worker zz",), "--lemma"), (("蒸汽机", "--words"), "leave out --words")],
)
def test_what_may_help_to_find_a_phrase_is_named(words: tuple[str, ...], told: str) -> None:
    """Other forms of English words; Chinese phrases that are no whole words."""
    found = CliRunner().invoke(main, ["concordance", "data/aligned", *words])
    assert (found.exit_code, told in found.stderr) == (5, True)


def test_a_concordance_that_takes_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of all pairs with the phrase are linked, which takes a millisecond a pair."""
    words = ["concordance", CORPUS, "包容"]
    assert "linking their words" not in CliRunner().invoke(main, words).stderr
    monkeypatch.setattr("aigov_corpus.cli.concordance._MANY", 2)
    told = CliRunner().invoke(main, words).stderr
    assert "pairs have this phrase; linking their words takes 1 minute or more" in told
