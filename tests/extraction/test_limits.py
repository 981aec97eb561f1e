"""Where a reader stops looking, it says so."""

from __future__ import annotations

from typing import Any

import pytest
from books import make_book
from pdf_files import make_pdf, write

from aigov_corpus.extraction import epub, extract, two_columns
from aigov_corpus.extraction.html import article_text, cross_check
from aigov_corpus.importing.delimited import Row
from aigov_corpus.importing.tables import read_rows

SENTENCE = "The town keeps the lamps of all of its streets in good order. "


def warnings(data: Any, name: str) -> str:
    """The warnings about a text."""
    return "\n".join(extract(data, name=name, lang="en").meta["warnings"])


def test_style_sheets_of_a_book_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are counted: text that they strike through is read."""
    monkeypatch.setattr(epub, "_LARGEST_SHEETS", 100)
    sheets = {"small.css": "p{color:red}", "large.css": "p{color:red}" * 10}
    book = make_book(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>", sheets)
    assert "style sheets that are too large and were not read: 1" in warnings(book, "x")


def test_a_page_that_is_too_long_to_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no second opinion."""
    for module in (cross_check, article_text):
        monkeypatch.setattr(module, "LARGEST", 100)
    text = f"<html><body><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p></body></html>"
    assert "not compared with that of another extractor" in warnings(text, "x.html")


def test_a_page_of_a_pdf_with_more_lines_than_a_table_has() -> None:
    """Its tables are not found, and its text is not known as struck through."""

    def draw(canvas: Any) -> None:
        write(canvas, 60, 700, SENTENCE)
        for at in range(1600):
            x, y = 60 + 10 * (at % 40), 100 + 10 * (at // 40)
            canvas.line(x, y, x + 8, y)

    assert "lines drawn on page 1 are too many" in warnings(make_pdf(draw), "x.pdf")


def test_a_column_that_is_empty_for_long_is_named() -> None:
    """The languages of columns are found in the first rows, but none is dropped in silence."""
    rows = [Row(at, ["好。", "Good.", "late" if at > 2100 else ""]) for at in range(1, 2103)]
    assert "columns that were left out: 3" in read_rows(rows, name="x").notes


def test_only_the_first_gaps_of_a_line_may_part_two_columns() -> None:
    """Each gap was tried, which took minutes for a line of 300,000 cells."""
    assert two_columns._split_columns("中\t" * 60 + "the end") is None
    assert two_columns._split_columns("中\t" * 20_000 + "the end") is None
    assert two_columns._split_columns("中\t" * 9 + "the end")
