"""Tables that are drawn with characters are read row by row."""

from __future__ import annotations

import pytest

from aigov_corpus.extraction import extract, extract_bilingual
from aigov_corpus.extraction.drawn_tables import flatten_tables

FRAME = """\
+---------+------------------+
| name    | made of          |
+=========+==================+
| lamp    | glass, and a     |
|         | frame of brass   |
+---------+------------------+
| pole    | wood             |
+---------+------------------+"""
BOX = FRAME.translate(str.maketrans({"-": "─", "=": "═", "|": "│", "+": "┼"}))
CLOSED = """\
=========  ====================
name       made of
=========  ====================
lamp       glass, and a
           frame of brass
pole       wood
=========  ===================="""
OPEN = """\
  name       made of
  ---------  --------------------------------
  lamp       glass, and a frame of brass
  pole       wood"""
WRAPPED = """\
  -----------------------------
  name       made of
  ---------  ------------------
  lamp       glass, and a
             frame of brass

  pole       wood
  -----------------------------"""
HEADLESS = """\
---------  --------------------------------
name       made of
lamp       glass, and a frame of brass
pole       wood
---------  --------------------------------"""
ROWS = ["name | made of", "lamp | glass, and a frame of brass", "pole | wood"]


@pytest.mark.parametrize("table", [FRAME, BOX, CLOSED, OPEN, WRAPPED, HEADLESS])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_the_rows_are_lines(table: str, name: str) -> None:
    """In a frame or below rulers, in a text and in Markdown; what stands around stays."""
    text = f"The list of the lamps is this.\n\n{table}\n\nThat is all.\n"
    document = extract(text, name=name, lang="en")
    texts = [block.text for block in document.blocks]
    assert texts == ["The list of the lamps is this.", *ROWS, "That is all."]
    assert [block.kind for block in document.blocks[1:4]] == ["table_row"] * 3
    assert document.meta["warnings"] == []
    assert flatten_tables(text).count("\n") == text.count("\n")


def test_chinese_characters_are_two_columns_wide() -> None:
    """So the two languages of a table are parted where its columns are."""
    table = "======  ========\n路灯    lamp\n灯具杆  pole on\n        a street\n======  ========\n"
    zh, en = extract_bilingual(table, name="a.txt")
    assert [block.text for block in zh.blocks] == ["路灯", "灯具杆"]
    assert [block.text for block in en.blocks] == ["lamp", "pole on a street"]


@pytest.mark.parametrize(
    "text",
    [
        "Lamps\n-- --\nThe lamps are lit at dusk.",
        "The lamps are lit at dusk\n----- -----\nand put out at dawn, in all streets.",
        "---- ----",
        "==== ====\nlamps and poles\n",
        "+--+\n",
    ],
)
def test_other_lines_of_marks_are_no_tables(text: str) -> None:
    """Words run across their gaps, nothing ends them, or nothing is in them."""
    assert flatten_tables(text) == text


def test_a_notice_in_a_frame_and_code_stay_lines() -> None:
    """A frame without columns holds lines; a fence holds code."""
    assert flatten_tables("+-----+\n| Lit |\n+-----+") == "Lit\n\n"
    fenced = f"```\n{FRAME}\n```\n"
    assert flatten_tables(fenced, markdown=True) == fenced


def test_cells_that_run_over_two_columns_or_rows() -> None:
    """Their text stays, each row as far as its lines show it."""
    table = (
        "+------+------+\n| lamps and   |\n+------+------+\n| a    | b    |\n|      +------+\n"
        "|      | c    |\n+------+------+"
    )
    rows = [line for line in flatten_tables(table).split("\n") if line]
    assert rows == ["| lamps and |  |", "| a | b |", "|  | c |"]
