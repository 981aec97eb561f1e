"""What an export leaves out or changes is told, in Python too."""

from __future__ import annotations

import logging
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.errors import UsageError

PAIRS = [("安全。", "Safe."), ("安\x0b全。", "Safe, too."), ("发展。", "")]


def test_python_is_told_what_was_left_out_or_changed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """By the logger of the package, whose warnings Python shows; the command says the same."""
    corpus = ac.Corpus.from_pairs(PAIRS)
    corpus.export("tmx", tmp_path / "a.tmx")
    told = [record.getMessage().partition("a.tmx: ")[2] for record in caplog.records]
    assert told == [
        "left out: 1 pair without a text in both languages",
        "1 pair with a control character, for which a space is written",
    ]
    caplog.clear()
    corpus.export("jsonl", tmp_path / "a.jsonl")
    assert not caplog.records
    done = CliRunner().invoke(
        main,
        ["export", str(tmp_path / "a.jsonl"), "--format", "docx", "--out", f"{tmp_path}/a.docx"],
    )
    assert "  1 with a control character, for which a space is written" in done.output


def test_pairs_may_be_rows_of_an_array_and_not_a_table() -> None:
    """A table yields the names of its columns; the message says how to pass two of them."""
    rows = np.array([("安全。", "Safe."), ("发展。", "Growth.")])
    assert [pair.en for pair in ac.Corpus.from_pairs(rows)] == ["Safe.", "Growth."]
    with pytest.raises(UsageError, match=r'zip\(table\["zh"\], table\["en"\]\)'):
        ac.Corpus.from_pairs(pd.DataFrame(rows, columns=["zh", "en"]))


def test_exchanged_languages_are_told(caplog: pytest.LogCaptureFixture) -> None:
    """The pairs stay as they were given."""
    with caplog.at_level(logging.WARNING):
        corpus = ac.Corpus.from_pairs([("安全。", "Safe."), ("Growth.", "发展。")])
    assert corpus.warnings[0].startswith("row 2: the Chinese and the English text seem exchanged")
    assert corpus.warnings[0] in caplog.text


def test_a_file_is_no_corpus_to_pass_on(tmp_path: Path) -> None:
    """Nothing is known of its sources; the message does not speak of a build."""
    with pytest.raises(UsageError, match="says nothing of the sources and licences"):
        ac.Corpus.from_pairs(PAIRS).export("corpus", tmp_path / "new")


def test_a_table_for_annotators_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Its date of creation is fixed; a carriage return is a line feed."""
    corpus = ac.Corpus.from_pairs([("安\r\n全。", "Safe.")])
    out = tmp_path / "a.xlsx"
    corpus.to_annotation(out)
    with zipfile.ZipFile(out) as book:
        assert b">2000-01-01T00:00:00Z<" in book.read("docProps/core.xml")
        assert b"_x000D_" not in book.read("xl/sharedStrings.xml")
