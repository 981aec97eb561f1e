"""docs/schema.md is what the code does, and rows are checked against it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from schema_page import PAGE, make_page

import aigov_corpus as ac
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.rows import from_row, to_flat_row


def test_the_page_is_made_from_the_code() -> None:
    """Else  python tests/corpus/schema_page.py --write  makes it anew."""
    page = PAGE.read_text("utf-8")
    assert make_page(page) == page


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("status", "Confirmed", "the column status has 'Confirmed', which is none of auto, given"),
        ("kind", "provenance", "which is none of title, heading"),
        ("bead", "one", "has not the form"),
        ("seq", 0, "which is less than 1"),
        ("source_side", "fr", "which is none of zh, en"),
        ("document", "", "and must not be empty"),
    ],
)
def test_a_value_that_is_not_allowed_is_named(column: str, value: Any, message: str) -> None:
    """With file, row and column."""
    row = to_flat_row(ac.load()[0]) | {column: value}
    with pytest.raises(InvalidInputError, match=f"^table, row 3: .*{message}"):
        from_row(row, source="table", place="row 3")


def test_a_table_of_another_version_is_called_one() -> None:
    """It lacks a column; one of another program is none of this package."""
    row = to_flat_row(ac.load()[0])
    del row["near_misses"]
    with pytest.raises(InvalidInputError, match=r"'near_misses' is missing, .*; build the corpus"):
        from_row(row, source="table", place="row 1")
    with pytest.raises(InvalidInputError, match=r"'pair_id' is missing; give a table of aigov"):
        from_row({"zh": "好。"}, source="table", place="row 1")


def test_a_sentence_stands_where_its_row_says(built: Path) -> None:
    """In its block; a table that was changed otherwise is refused, even if it may be changed."""
    table = built / "data" / "aligned" / "plan" / "sentences.parquet"
    rows = pq.read_table(table)

    def write(name: str, change: Callable[[Any], Any]) -> None:
        values = [change(value) for value in rows[name].to_pylist()]
        at = rows.schema.get_field_index(name)
        changed = rows.set_column(at, rows.schema.field(at), [values])
        pq.write_table(changed, table)

    corpus = ac.load(built / "data" / "aligned", unchecked=True)
    for name, change, message in (
        ("text", lambda text: text + "x", "row 1: the text is not that of its place"),
        ("kind", lambda kind: "chapter", "the column kind has 'chapter'"),
        ("position", lambda position: -1, "the column position has -1"),
    ):
        write(name, change)
        with pytest.raises(InvalidInputError, match=message):
            corpus.sentences()
