"""What stands beside the text of a PDF: notes, boxes, numbers of lines, a second column."""

from __future__ import annotations

from typing import Any

import pytest
from pdf_files import wrap, write, write_column
from test_pdf_kinds import PARAGRAPHS, read, reasons, texts

LONG = " ".join(PARAGRAPHS)
LAWS = [f"{n}. {text}" for n, text in enumerate(PARAGRAPHS, start=1)]
NOTES = ["Duty to light lamps", "Duty to report lamps", "Poles of the lamps", "Cost of the light"]


@pytest.mark.parametrize(("text", "notes"), [(150, 60), (60, 420)])
def test_notes_in_the_margin(text: float, notes: float) -> None:
    """Each stands before its paragraph, and none inside of it, on the left as on the right."""

    def page(canvas: Any) -> None:
        y = 780.0
        for law, note in zip(LAWS, NOTES, strict=True):
            write(canvas, notes, y, "\n".join(wrap(note, 60)))
            y = write_column(canvas, text, y, law, 330, stretched=True) - 12

    found = [each for pair in zip(NOTES, LAWS, strict=True) for each in pair]
    assert texts(read(page)) == found


def test_short_names_of_paragraphs_are_no_notes() -> None:
    """A glossary has one word before each of its paragraphs, and no notes of several lines."""

    def page(canvas: Any) -> None:
        y = 780.0
        for name, text in zip(("Lamp", "Report", "Pole", "Cost"), PARAGRAPHS, strict=True):
            write(canvas, 60, y, name)
            y = write_column(canvas, 150, y, text, 330, stretched=True) - 12

    pairs = zip(("Lamp", "Report", "Pole", "Cost"), PARAGRAPHS, strict=True)
    assert texts(read(page)) == [f"{name} {text}" for name, text in pairs]


def test_close_columns_stated_row_by_row() -> None:
    """A third of the size parts them, and the file states each row across both."""

    def page(canvas: Any) -> None:
        left, right = wrap(LONG, 220), wrap(LONG[::-1], 220)
        for n, (one, other) in enumerate(zip(left, right, strict=False)):
            for x, line in ((60, one), (283, other)):
                write_column(canvas, x, 780 - 12 * n, line, 220, stretched=len(line) > 30)

    def lines(canvas: Any) -> None:
        for n, line in enumerate(wrap(LONG, 443)):
            write_column(canvas, 60, 780 - 12 * n, line, 443, stretched=True)

    count = min(len(wrap(LONG, 220)), len(wrap(LONG[::-1], 220)))
    sides = [" ".join(wrap(text, 220)[:count]) for text in (LONG, LONG[::-1])]
    assert " ".join(texts(read(page))) == " ".join(sides)
    assert " ".join(texts(read(lines))) == LONG


def test_text_beside_a_box() -> None:
    """The lines below the box, which are wider, go on with those beside it."""
    box = (
        "Oil is kept in a shed, and gas comes in pipes from the works by the river. Both are "
        "brought to the lamps by the men who have the carts."
    )

    def page(canvas: Any) -> None:
        beside = wrap(LONG, 250)[:8]
        y = 780.0
        for line in beside:
            write(canvas, 60, y, line)
            y -= 14
        canvas.rect(330, y + 40, 125, 80)
        canvas.setFont("Times-Roman", 8)
        for n, line in enumerate(wrap(box, 110, size=8)):
            canvas.drawString(336, 780 - 10 * n, line)
        rest = LONG.removeprefix(" ".join(beside)).strip()
        for line in wrap(rest, 450):
            write(canvas, 60, y, line)
            y -= 14

    assert texts(read(page)) == [LONG, box]


def test_what_begins_below_a_larger_heading_is_no_rest_of_a_sentence() -> None:
    """Only tables and smaller texts, such as captions, may part a sentence."""
    lines = wrap(LONG, 450)

    def page(canvas: Any, heading: str, first: int, last: int) -> None:
        write(canvas, 60, 780, heading, size=14)
        write(canvas, 60, 740, "\n".join(lines[first:last]))

    found = texts(read(lambda c: page(c, "Lamps", 0, 5), lambda c: page(c, "Poles", 5, 99)))
    assert found == ["Lamps", " ".join(lines[:5]), "Poles", " ".join(lines[5:])]


def test_a_table_at_the_top_of_a_page_parts_a_sentence() -> None:
    """The sentence goes on behind the table, and is one paragraph."""
    lines = wrap(LONG, 450)

    def first(canvas: Any) -> None:
        for n, line in enumerate(lines[:5]):
            write(canvas, 60, 140 - 14 * n, line)

    def second(canvas: Any) -> None:
        for n, row in enumerate([("Lamps", "Men"), ("40", "11"), ("50", "12"), ("60", "13")]):
            for x, cell in zip((60, 200), row, strict=True):
                write(canvas, x, 780 - 14 * n, cell)
        write(canvas, 60, 700, "\n".join(lines[5:]))

    assert lines[5][0].islower()
    assert LONG in texts(read(first, second))


def test_numbers_of_lines_beside_both_columns() -> None:
    """Those on the right go on with those on the left."""
    rows = wrap(LONG, 200)

    def page(canvas: Any) -> None:
        for column, (x, edge) in enumerate(((80, 50), (300, 520))):
            for n, line in enumerate(rows):
                y = 780 - 12 * n
                write_column(canvas, x, y, line, 200, stretched=line is not rows[-1])
                write(canvas, edge, y, str(column * len(rows) + n + 1), size=6)

    document = read(page)
    assert texts(document) == [LONG, LONG]
    assert reasons(document) == {"line number"}


def test_contents_in_two_columns() -> None:
    """The lines of each column stand below each other, without the numbers of their pages."""
    names = [
        f"{word} of the {place}" for word in ("Lamps", "Poles") for place in ("North", "South")
    ]
    names += [f"{word} in the {place}" for word in ("Carts", "Wires") for place in ("East", "West")]

    def page(canvas: Any) -> None:
        for n, name in enumerate(names):
            x, y = 60 + 250 * (n // 4), 780 - 14 * (n % 4)
            write(canvas, x, y, name + " " + "." * 30)
            write(canvas, x + 190, y, str(10 + n))
        write(canvas, 60, 600, "\n".join(wrap(LONG, 450)))

    document = read(page, keep=["table of contents"])
    assert texts(document) == [*names, LONG]
    assert reasons(document) == {"page number"}


def test_titles_of_slides_that_differ_in_a_number() -> None:
    """They are larger than the text, and no running heads."""

    def slide(canvas: Any, number: int) -> None:
        write(canvas, 60, 780, f"Lamp {number}", size=24)
        write(canvas, 60, 700, "\n".join(wrap(PARAGRAPHS[number - 1], 450)))

    pages = [lambda canvas, n=n: slide(canvas, n) for n in (1, 2, 3, 4)]  # type: ignore[misc]
    found = [text for n in (1, 2, 3, 4) for text in (f"Lamp {n}", PARAGRAPHS[n - 1])]
    document = read(*pages)
    assert texts(document) == found
    assert reasons(document) == set()


def test_larger_running_heads_with_the_number_of_their_page() -> None:
    """A gap parts the number from them, as it parts none from the title of a slide."""

    def page(canvas: Any, number: int) -> None:
        write(canvas, 60, 800, str(number), size=14)
        write(canvas, 85, 800, "Of Lamps", size=14)
        write(canvas, 60, 700, "\n".join(wrap(PARAGRAPHS[number - 1], 450)))

    pages = [lambda canvas, n=n: page(canvas, n) for n in (1, 2, 3, 4)]  # type: ignore[misc]
    document = read(*pages)
    assert texts(document) == PARAGRAPHS
    assert reasons(document) == {"running head"}


def test_a_lowered_letter_beside_a_higher_column() -> None:
    """The E of TeX's logo is lower than its line, which is lower than that of the other column."""

    def page(canvas: Any) -> None:
        for n, line in enumerate(wrap(LONG, 200)):
            y = 780 - 12 * n
            write(canvas, 60, y, line)
            for x, lower, text in ((300, 2.3, "All T"), (321, 4.1, "E"), (326, 2.3, "X is set")):
                write(canvas, x, y - lower, text)

    assert " ".join(texts(read(page))).count("TEX is set") == len(wrap(LONG, 200))


def test_a_ring_without_a_blank_is_no_bullet() -> None:
    """It may be the 〇 of a year."""

    def page(canvas: Any) -> None:
        write(canvas, 60, 780, "○二五年，路灯的数量增加了一倍，管理机构也增加了一倍的工人。")
        write(canvas, 60, 740, "○ 路灯自黄昏点亮。")

    found = read(page, lang="zh")
    assert texts(found)[0].startswith("○二五年")
    assert texts(found)[1] == "路灯自黄昏点亮。"


def test_the_same_small_number_everywhere_is_no_mark() -> None:
    """It belongs to a name."""

    def page(canvas: Any) -> None:
        for n in range(6):
            write(canvas, 60, 780 - 40 * n, "The lamp Lux")
            write(canvas, 117, 784 - 40 * n, "2", size=6)
            write(canvas, 122, 780 - 40 * n, "burns in every street until the morning.")

    document = read(page)
    assert all(text.startswith("The lamp Lux2 burns") for text in texts(document))
    assert reasons(document) == set()


def test_the_room_of_a_note_mark_is_no_blank() -> None:
    """A raised mark behind a Latin word parts it from no Chinese mark or character."""

    def page(canvas: Any) -> None:
        for n in (1, 2):
            y = 780 - 60 * n
            write(canvas, 60, y, "路灯用的是")
            write(canvas, 110, y, "Lux")
            write(canvas, 126, y + 4, f"[{n}]", size=6)
            write(canvas, 134, y, "，管理机构也用它。")
        write(canvas, 60, 100, "[1] 清单。", size=7)
        write(canvas, 60, 88, "[2] 报告。", size=7)

    document = read(page, lang="zh")
    assert texts(document)[0] == "路灯用的是Lux，管理机构也用它。" * 2
    assert reasons(document) == {"note mark"}


def test_the_last_row_of_a_table_alone_on_the_next_page() -> None:
    """A table without lines between its columns ends above a paragraph; a cell has two lines."""

    def first(canvas: Any) -> None:
        write(canvas, 60, 780, "\n".join(wrap(PARAGRAPHS[0], 450)))
        for n in range(6):
            for x, cell in ((60, f"Street {n}"), (200, "lamps of oil"), (400, str(7 * n + 40))):
                write(canvas, x, 700 - 20 * n, cell)

    def second(canvas: Any) -> None:
        for x, cell in ((60, "Harbour"), (200, "lamps of gas that burn\nuntil noon"), (400, "11")):
            write(canvas, x, 780, cell)
        write(canvas, 60, 720, "\n".join(wrap(PARAGRAPHS[1], 450)))

    found = texts(read(first, second))
    assert found[-2:] == ["Harbour | lamps of gas that burn until noon | 11", PARAGRAPHS[1]]
