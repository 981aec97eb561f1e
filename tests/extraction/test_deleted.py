"""Text that an author struck through or deleted is left out of every format, with a warning."""

from __future__ import annotations

import io
from typing import Any

import pytest
from books import make_book
from pdf_files import make_pdf, write

from aigov_corpus.extraction import extract
from aigov_corpus.records import Document

LAST = "The town keeps the lamps of all of its streets in good order."
STYLE = "<style>.c5, i.c6 {color:red; text-decoration:line-through} .c7{color:red}</style>"


def read(data: Any, name: str) -> tuple[list[str], list[str], Document]:
    """The texts of the blocks, and what is left out as deleted."""
    document = extract(data, name=name, lang="en")
    assert not any("accounted" in warning for warning in document.meta["warnings"])
    left_out = [each.text for each in document.left_out if each.reason == "deleted text"]
    return [block.text for block in document.blocks], left_out, document


@pytest.mark.parametrize(
    "struck",
    [
        "<del cite='mailto:x'>white</del>",
        "<s>white</s>",
        "<strike>white</strike>",
        "<span style='text-decoration:underline line-through'>white</span>",
        "<span class='x c5'>white</span>",
    ],
)
def test_on_a_page(struck: str) -> None:
    """In elements, styles, and classes of its style sheet; the remedy brings it back."""
    page = (
        f"<html>{STYLE}<p>Poles are {struck} <span class='c7'>grey</span>.</p><p>{LAST}</p></html>"
    )
    texts, left_out, document = read(page, "x.html")
    assert (texts, left_out) == (["Poles are grey.", LAST], ["white"])
    assert document.meta["warnings"] == [
        "1 deleted or struck-through piece of text is left out, the first begins 'white'; to keep "
        "such text, pass  --keep 'deleted text'"
    ]
    kept = extract(page, name="x.html", lang="en", keep=["deleted text"])
    assert "white" in [block.text for block in kept.blocks]
    assert kept.meta["warnings"] == []


def test_in_markdown() -> None:
    """Between two tildes."""
    texts, left_out, _ = read(f"# Poles\n\nPoles are ~~white~~ grey.\n\n{LAST}\n", "x.md")
    assert (texts, left_out) == (["Poles", "Poles are grey.", LAST], ["white"])


def test_in_asciidoc() -> None:
    """With the role that shows it struck through."""
    for struck in ("[.line-through]#white#", "[line-through]*white*"):
        text = f"= Poles\n\nPoles are {struck} grey.\n\n{LAST}\n"
        texts, left_out, _ = read(text, "x.adoc")
        assert (texts, left_out) == (["Poles", "Poles are grey.", LAST], [struck])


def test_in_a_word_file() -> None:
    """Struck through by itself or by its style, without a tracked change."""
    import docx

    file = docx.Document()
    file.styles.add_style("Old", 2).font.strike = True
    paragraph = file.add_paragraph("Poles are ")
    paragraph.add_run("white ").font.strike = True
    paragraph.add_run("and red ", style="Old")
    paragraph.add_run("grey.").font.strike = False
    out = io.BytesIO()
    file.save(out)
    texts, left_out, _ = read(out.getvalue(), "x.docx")
    assert (texts, left_out) == (["Poles are grey."], ["white and red"])


def test_in_a_book() -> None:
    """A style sheet of its own, one of many or a long one, says what is struck through."""
    sheets = {f"a{number}.css": "p{color:black}" for number in range(60)}
    sheets["look.css"] = "/*" + "x" * 1_500_000 + "*/ @media all{.c5{text-decoration:line-through}}"
    book = make_book(f"<p>Poles are <i class='c5'>white</i> grey.</p><p>{LAST}</p>", sheets)
    texts, left_out, _ = read(book, "x.epub")
    assert (texts, left_out) == (["Poles are grey.", LAST], ["white"])


def draw(canvas: Any) -> None:
    """Draw words and a line that are struck through, and lines that strike nothing."""
    width = canvas.stringWidth
    lines = [
        (
            "Poles are painted grey in all of the streets that are wider than nine metres, and all",
            "",
        ),
        ("stand thirty metres apart in wide streets ", "and forty metres apart in the small ones"),
        (
            "",
            "and fifty metres apart in the streets of all of the villages, without lamps and poles",
        ),
        ("and twenty in narrow ones, where they carry ", "big"),
    ]
    for n, (plain, struck) in enumerate(lines):
        y = 780 - 14 * n
        write(canvas, 72, y, plain)
        left = 72 + width(plain, "Times-Roman", 10)
        write(canvas, left, y, struck)
        if struck:
            canvas.line(left, y + 2.5, left + width(struck, "Times-Roman", 10), y + 2.5)
    left += width("big", "Times-Roman", 10)
    write(canvas, left, 738, " numbers by which they are known.")
    canvas.line(left, 736.5, left + 80, 736.5)  # underlined
    write(canvas, 72, 700, "路灯")
    canvas.line(60, 703, 500, 703)  # the line of a table that is drawn too high
    write(canvas, 72, 600, "Ample", size=40)
    for height in (0, 18, 27):  # the heights of its letters, in a drawing
        canvas.line(70, 600 + height, 180, 600 + height)


def test_in_a_pdf() -> None:
    """A line through words; the lines of the paragraph stay one paragraph."""
    texts, left_out, document = read(make_pdf(draw), "x.pdf")
    assert texts == [
        "Poles are painted grey in all of the streets that are wider than nine metres, and all "
        "stand thirty metres apart in wide streets and twenty in narrow ones, where they carry "
        "numbers by which they are known.",
        "路灯",
        "Ample",
    ]
    assert left_out == [
        "and forty metres apart in the small ones and fifty metres apart in the streets of "
        "all of the villages, without lamps and poles",
        "big",
    ]
    assert "(the first at page 1)" in document.meta["warnings"][0]


def test_in_chinese_no_blank_stays_behind() -> None:
    """Where struck characters stood between others."""

    def page(canvas: Any) -> None:
        write(canvas, 72, 780, "路灯应当每年每季度检查一次，损坏的应当及时更换。")
        canvas.line(112, 783, 132, 783)

    assert read(make_pdf(page), "x.pdf")[:2] == (
        ["路灯应当每季度检查一次，损坏的应当及时更换。"],
        ["每年"],
    )
