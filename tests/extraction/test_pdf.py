"""PDF files: text in reading order, and refusals that say what to do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_files import add_annotation, make_pdf, wrap, write

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract, extract_bilingual

LEFT, TOP = 72, 770
BODY = (
    "The authority shall keep every street lamp in good order. It shall repair a\n"
    "broken one within three days, and report what it has done to the depart-\n"
    "ment that is in charge of the street."
)
BODY_JOINED = (
    "The authority shall keep every street lamp in good order. It shall repair a broken one within "
    "three days, and report what it has done to the department that is in charge of the street."
)


def texts(data: bytes, **options: Any) -> list[str]:
    """The texts of the blocks that a PDF makes."""
    document = extract(data, name="x.pdf", **options)
    assert document.meta["warnings"] == []
    assert document.meta["format"] == "pdf"
    return [block.text for block in document.blocks]


def test_wrapped_lines_are_joined() -> None:
    """English lines with a blank, Chinese ones with none; a hyphen at the end of a line goes."""

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "Article 1 Lamps", font="Times-Bold", size=14)
        write(canvas, LEFT, TOP - 40, BODY)
        write(canvas, LEFT + 20, TOP - 120, "第一条 为了加强城市路灯的管理，保障道路照明设施完好，")
        write(canvas, LEFT, TOP - 134, "方便人民群众的生产和生活，根据有关法律，制定本条例。")

    assert texts(make_pdf(page), layout="plain") == [
        "Article 1 Lamps",
        BODY_JOINED,
        "第一条 为了加强城市路灯的管理，保障道路照明设施完好，"
        "方便人民群众的生产和生活，根据有关法律，制定本条例。",
    ]


def test_numbers_of_pages_and_running_heads_are_in_the_ledger() -> None:
    """They are left out of the text, and a paragraph goes on across the page break."""
    lines = BODY.split("\n")

    def page(number: int) -> Any:
        def draw(canvas: Any) -> None:
            write(canvas, 250, 810, "Street Lamps Act", size=8)
            write(canvas, LEFT, TOP, "\n".join(lines[1:] if number else lines[:1]))
            write(canvas, 290, 30, f"- {number + 1} -", size=8)

        return draw

    document = extract(make_pdf(page(0), page(1)), name="x.pdf")
    assert [block.text for block in document.blocks] == [BODY_JOINED]
    assert [(piece.text, piece.reason, piece.place) for piece in document.left_out] == [
        ("Street Lamps Act", "running head", "page 1"),
        ("- 1 -", "page number", "page 1"),
        ("Street Lamps Act", "running head", "page 2"),
        ("- 2 -", "page number", "page 2"),
    ]


def test_bullets_begin_items_and_circles_for_zeros_do_not() -> None:
    """A bullet may have no blank behind it; ○ stands for 〇 in many years."""
    lines = [
        "第一条 为了加强城市路灯的管理，保障照明设施完好，根据二",
        "○二四年公布的法律，制定本条例。",
    ]
    items = ["•各区应当管理路灯，并在每年五月向市民公布检查的结果，", "•不得损坏灯具。"]

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "\n".join(lines))
        write(canvas, LEFT, TOP - 60, "\n".join(items))

    expected = ["".join(lines), *(item.removeprefix("•") for item in items)]
    assert texts(make_pdf(page)) == expected


def test_columns_are_read_one_after_the_other() -> None:
    """A heading above both comes first."""
    left = (
        "Lamps burn from dusk to\ndawn in all streets that\nhave them, and are kept\n"
        "clean by the districts."
    )
    right = (
        "Poles stand thirty metres\napart, are painted grey,\nand bear a number by\n"
        "which they are known."
    )

    def page(canvas: Any) -> None:
        write(canvas, 240, TOP, "Lamps and Poles", size=16)
        write(canvas, LEFT, TOP - 40, left)
        write(canvas, LEFT + 150, TOP - 40, right)

    assert texts(make_pdf(page)) == [
        "Lamps and Poles",
        left.replace("\n", " "),
        right.replace("\n", " "),
    ]


def test_chinese_columns_may_stand_close_together() -> None:
    """LaTeX parts them by the width of a character, and lets marks stand in it."""
    left = [
        "灯具应当每月检查一次并将结果记",
        "入档案同时报告主管部门备查以便",
        "安排修理所需要的经费人员和设备、",
        "材料。",
    ]
    right = [
        "灯杆应当每年粉刷一次并将颜色记",
        "入档案同时报告主管部门备查以便",
        "安排粉刷所需要的经费人员设备和",
        "材料。",
    ]

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "\n".join(left))
        write(canvas, LEFT + 161, TOP, "\n".join(right))

    assert texts(make_pdf(page)) == ["".join(left), "".join(right)]


def test_a_short_heading_may_stand_above_both_columns() -> None:
    """What stands above it in the right column comes before it, and one in a column does not."""
    rule = BODY_JOINED.removeprefix("The authority")
    parts = [f"{who}{rule}" for who in ("The mayor", "A council", "The office", "A district")]

    def page(canvas: Any) -> None:
        for n, part in enumerate(parts):
            x, y = LEFT + 170 * (n % 2), TOP - 120 * (n // 2)
            write(canvas, x, y, "\n".join(wrap(part, 150)))
        write(canvas, LEFT, TOP - 97, "Part Two", size=14)

    def other(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "\n".join(wrap(parts[0], 150)))
        write(canvas, LEFT, TOP - 97, "Part Two", size=14)
        write(canvas, LEFT, TOP - 120, "\n".join(wrap(parts[2], 150)))
        write(canvas, LEFT + 170, TOP, "\n".join(wrap(" ".join(parts[:3]), 150)))

    assert texts(make_pdf(page)) == [*parts[:2], "Part Two", *parts[2:]]
    assert texts(make_pdf(other)) == [parts[0], "Part Two", parts[2], " ".join(parts[:3])]


@pytest.mark.parametrize("lower", [0, 3])
def test_columns_may_stand_as_close_as_words(lower: int) -> None:
    """The file states one after the other; a larger heading stands above the second.

    The lines of the second may be lower than those of the first, none beside another.
    """
    rule = BODY_JOINED.removeprefix("The authority ")
    left, right = f"Every council {rule}", f"The mayor {rule}"

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "\n".join(wrap(left, 150)))
        write(canvas, LEFT + 153, TOP - lower, "Mayors", size=14)
        write(canvas, LEFT + 153, TOP - lower - 28, "\n".join(wrap(right, 150)))

    assert texts(make_pdf(page)) == [left, "Mayors", right]


def test_a_paragraph_goes_on_in_a_column_below_a_wide_heading() -> None:
    """The heading stands above the first two of three columns, which are parted below it."""
    heading = "Rules for all lamps of the town and its streets"
    clauses = BODY_JOINED.replace(". It", ", and it").removesuffix(".")
    text = f"{clauses}, and {clauses.lower()}."
    lines = wrap(text, 130)

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, heading, size=12)
        for x, part in ((0, lines[:6]), (150, lines[6:]), (310, lines[:-1])):
            write(canvas, LEFT + x, TOP - 17, "\n".join(part))

    assert texts(make_pdf(page)) == [heading, text, " ".join(lines[:-1])]


def test_blanks_above_each_other_are_no_gutter() -> None:
    """Lines that begin with the same words have their blanks at one place, and are still lines."""
    places = ["north", "south", "old town", "new harbour", "park", "eastern district"]
    lines = [f"Every lamp that stands in the {place} is kept by its district." for place in places]

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "\n".join(lines))

    assert " ".join(texts(make_pdf(page))) == " ".join(lines)


@pytest.mark.parametrize("margin", [30, 60])
def test_texts_in_boxes_are_joined(margin: int) -> None:
    """Their lines end at unequal places, far from the edge that other lines of the page reach."""
    note = (
        "A district that keeps its own lamps tells the authority which of them are broken, and "
        "who repairs them; the authority writes both into the register of lamps, and it prints "
        "the register once in a year for all who would like to read it."
    )

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "\n".join(wrap(BODY_JOINED, 400)))
        write(canvas, LEFT + margin, TOP - 60, "\n".join(wrap(note, 400 - 2 * margin)))
        write(canvas, LEFT, TOP - 180, "\n".join(wrap(BODY_JOINED, 400)))

    assert texts(make_pdf(page)) == [BODY_JOINED, note, BODY_JOINED]


def test_short_lines_set_in_are_no_box() -> None:
    """Names of unequal length stay lines of their own."""
    names = ["The registrar of lamps in the northern district", "The mayor", "A council of five"]

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "\n".join(wrap(BODY_JOINED, 300)))
        write(canvas, LEFT + 40, TOP - 60, "\n".join(names))

    assert texts(make_pdf(page)) == [BODY_JOINED, *names]


def test_an_abstract_is_set_in_from_both_edges() -> None:
    """Its first line further; the text below fills the page."""
    abstract = [
        "违反本办法规定的由主管部门责令改正造成损失的",
        "依法承担赔偿责任新建道路的照明设施应当与道路一同",
        "设计。",
    ]
    body = ["市政府每年公布照明质量评价结果评价指标由主管部门制定各区应当", "建立档案。"]

    def page(canvas: Any) -> None:
        write(canvas, LEFT + 60, TOP, abstract[0])
        write(canvas, LEFT + 40, TOP - 14, "\n".join(abstract[1:]))
        write(canvas, LEFT + 20, TOP - 60, body[0])
        write(canvas, LEFT, TOP - 74, body[1])

    assert texts(make_pdf(page)) == ["".join(abstract), "".join(body)]


@pytest.mark.parametrize("height", [-4.4, 4.4])
def test_large_raised_and_lowered_digits_stay_in_their_line(height: float) -> None:
    """As WeasyPrint sets them, in eight ninths of the size of the text."""

    def page(canvas: Any) -> None:
        end = LEFT + canvas.stringWidth("Water is H", "Times-Roman", 10)
        write(canvas, LEFT, TOP, "Water is H")
        write(canvas, end, TOP + height, "2", size=8.9)
        write(canvas, end + 4.5, TOP, "O in all of the lamps.")

    assert texts(make_pdf(page)) == ["Water is H2O in all of the lamps."]


def test_raised_and_lowered_letters_of_a_logo_stay_in_their_line() -> None:
    """As TeX sets its name: one letter small and raised, one of full size and lowered."""
    logo = [("L", 0, 0, 10), ("A", 2.5, 1.7, 7), ("T", 6.2, 0, 10)]
    logo += [("E", 11.9, -2.2, 10), ("X", 17.3, 0, 10)]

    def page(canvas: Any) -> None:
        for y in (TOP, TOP - 15):
            write(canvas, LEFT, y, "路灯应当每天检查" * 2)
            for letter, right, up, size in logo:
                write(canvas, LEFT + 163 + right, y + up, letter, size=size)
            write(canvas, LEFT + 190, y, "并且记录在册以供" * 2)

    assert texts(make_pdf(page)) == [
        "路灯应当每天检查路灯应当每天检查LATEX并且记录在册以供并且记录在册以供" * 2
    ]


def test_columns_of_numbers_are_no_labels() -> None:
    """In a table without lines between its columns, as LaTeX sets them; a numbered list is none."""
    rows = [("Item", "Number", "Unit"), ("Lamp", "100", "pieces"), ("Pole", "50", "pieces")]
    rows += [("Cable", "2000", "metres"), ("Box", "12.5", "kilograms")]

    def page(canvas: Any) -> None:
        for n, (item, number, unit) in enumerate(rows):
            y = TOP - 14 * n
            write(canvas, LEFT, y, item)
            canvas.drawRightString(LEFT + 75, y, number)
            write(canvas, LEFT + 87, y, unit)

    assert texts(make_pdf(page)) == [" | ".join(row) for row in rows]


def test_heads_with_the_words_of_a_heading_are_left_out() -> None:
    """Each section has its own, in a short file on one page; LaTeX writes them in capitals."""
    lines = BODY.split("\n")

    def page(heading: str, head: str, *texts: str) -> Any:
        def draw(canvas: Any) -> None:
            write(canvas, LEFT, 800, head)
            write(canvas, LEFT, TOP, texts[0])
            write(canvas, LEFT, TOP - 60, heading, size=14)
            write(canvas, LEFT, TOP - 90, "\n".join(texts[1:]))

        return draw

    first = page("2 The Lamps", "", "Streets need light.", lines[0])
    second = page("3 The Poles", "2 THE LAMPS", "\n".join(lines[1:]), "Poles are of steel.")
    document = extract(make_pdf(first, second), name="x.pdf")
    assert BODY_JOINED in [block.text for block in document.blocks]
    heads = [(piece.text, piece.reason) for piece in document.left_out]
    assert heads == [("2 THE LAMPS", "running head")]


def test_long_numbers_at_the_edge_of_a_page_are_read_in_the_time_of_their_text() -> None:
    """Each way to part their digits was tried: a manual of 175 pages took minutes."""
    number = "1" * 40

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, f"{number} lamps")
        write(canvas, LEFT, TOP - 40, BODY)

    assert texts(make_pdf(page)) == [f"{number} lamps", BODY_JOINED]


def test_the_title_is_kept_where_the_head_of_other_pages_stands() -> None:
    """It has the words of the running head, and is larger."""

    def page(size: int) -> Any:
        def draw(canvas: Any) -> None:
            write(canvas, LEFT, 800, "Rules for the Lamps of the Town", size=size)
            write(canvas, LEFT, TOP, f"Lamps are lit at night, as rule {size} says.")

        return draw

    document = extract(make_pdf(page(16), page(9), page(8)), name="x.pdf")
    assert document.title == "Rules for the Lamps of the Town"
    assert len([piece for piece in document.left_out if piece.reason == "running head"]) == 2


def test_headings_and_rows_at_the_top_of_a_page_are_no_heads() -> None:
    """Not below a page that has the words alone, nor a row with a sign and no word in a cell."""
    lines = BODY.split("\n")

    def divider(canvas: Any) -> None:
        write(canvas, LEFT, 500, "The Lamps", size=30)

    def page(canvas: Any) -> None:
        write(canvas, LEFT, 800, "The Lamps", size=16)
        write(canvas, LEFT, TOP, "\n".join(lines[:2]))
        write(canvas, LEFT, TOP - 100, "7", size=30)

    def row(canvas: Any) -> None:
        write(canvas, LEFT, 800, "Streets need light")
        write(canvas, LEFT + 200, 800, "...")
        write(canvas, LEFT, TOP, "\n".join(lines[2:]))

    document = extract(make_pdf(divider, page, row), name="x.pdf")
    assert [piece.text for piece in document.left_out if piece.reason == "running head"] == []


def test_the_mark_of_a_note_may_begin_a_line() -> None:
    """A line may break before it; the note in smaller letters has the same."""

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "A lamp is a light on a pole.")
        write(canvas, LEFT, TOP - 10, "1", size=6)
        write(canvas, LEFT + 4, TOP - 14, "Poles are of steel.")
        write(canvas, LEFT, 91, "1", size=5)
        write(canvas, LEFT + 4, 88, "Also those in parks.", size=8)

    document = extract(make_pdf(page), name="x.pdf")
    assert document.blocks[0].text == "A lamp is a light on a pole. Poles are of steel."
    assert [(piece.text, piece.reason) for piece in document.left_out] == [("1", "note mark")]


def test_rows_of_a_table_with_lines() -> None:
    """Each row is a block, and the lines of a cell are joined."""

    def page(canvas: Any) -> None:
        canvas.grid([LEFT, 172, 300], [TOP, TOP - 20, TOP - 60])
        write(canvas, LEFT + 5, TOP - 14, "Kind")
        write(canvas, 177, TOP - 14, "Height")
        write(canvas, LEFT + 5, TOP - 34, "Street lamps")
        write(canvas, 177, TOP - 34, "eight metres, in\nparks four")

    assert texts(make_pdf(page)) == ["Kind | Height", "Street lamps | eight metres, in parks four"]


def test_cells_may_stand_in_the_middle_of_their_rows() -> None:
    """Without lines between them, as browsers print them; beside two lines at half the height."""
    rows = [
        ("Lamps", "burn from dusk to dawn\nin all streets"),
        ("Poles", "stand thirty metres apart\nin wide streets, and are\npainted grey"),
        ("Wires", "hang six metres above\nthe road and are tested\nevery year"),
    ]

    def page(canvas: Any) -> None:
        y = TOP
        for name, text in rows:
            lines = text.count("\n")
            write(canvas, LEFT, y - 7 * lines, name)
            write(canvas, LEFT + 100, y, text)
            y -= 14 * lines + 20

    cells = [tuple(block.text.split(" | ")) for block in extract(make_pdf(page), name="x").blocks]
    assert cells == [(name, text.replace("\n", " ")) for name, text in rows]


def test_heads_of_a_table_that_come_again_are_left_out() -> None:
    """Also where a page break cuts a row, and no line parts its rest from the head."""

    def draw(canvas: Any, *rows: tuple[str, str]) -> None:
        edges = [TOP]
        for row in rows:
            edges.append(edges[-1] - 20 - 14 * row[1].count("\n"))
        canvas.grid([LEFT, 172, 300], edges)
        for edge, row in zip(edges, rows, strict=False):
            write(canvas, LEFT + 5, edge - 14, row[0])
            write(canvas, 177, edge - 14, row[1])

    def first(canvas: Any) -> None:
        write(canvas, LEFT, TOP + 40, "The table says how high they are.")
        draw(canvas, ("Kind", "Height"), ("Lamps", "eight metres, and in"))

    data = make_pdf(
        first,
        lambda canvas: draw(canvas, ("Kind", "Height\nparks four."), ("Poles", "Nine metres.")),
        lambda canvas: draw(canvas, ("Kind", "Height"), ("Wires", "Ten metres.")),
    )
    document = extract(data, name="law.pdf", lang="en")
    assert [block.text for block in document.blocks if "table" not in block.text] == [
        "Kind | Height",
        "Lamps | eight metres, and in parks four.",
        "Poles | Nine metres.",
        "Wires | Ten metres.",
    ]
    heads = [(piece.text, piece.reason, piece.place) for piece in document.left_out]
    assert heads == [("Kind Height", "running head", f"page {page}") for page in (2, 3)]


@pytest.mark.parametrize("size", [6, 8.3, 8.75, 8.9])
def test_footnotes_stand_at_the_end(size: float) -> None:
    """The mark in the text is left out, in the ledger; browsers print it quite large."""

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "A lamp")
        write(canvas, LEFT + 29, TOP + 4, "1", size=size)
        write(canvas, LEFT + 35, TOP, "is a light on a pole. The authority keeps a list of all of")
        write(canvas, LEFT, TOP - 14, "them and of their places.")
        canvas.line(LEFT, 100, LEFT + 100, 100)
        write(canvas, LEFT, 88, "1 Also those in parks.", size=8)

    def second(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "Poles are of steel.")

    document = extract(make_pdf(page, second), name="x.pdf")
    assert [block.text for block in document.blocks] == [
        "A lamp is a light on a pole. The authority keeps a list of all of them and of their "
        "places.",
        "Poles are of steel.",
        "1 Also those in parks.",
    ]
    assert [(piece.text, piece.reason) for piece in document.left_out] == [("1", "note mark")]


def test_filled_fields_are_text_and_notes_on_the_page_are_comments() -> None:
    """What somebody wrote into a form stands where the page shows it, and remarks do not."""

    def draw(canvas: Any) -> None:
        write(canvas, 72, 700, "The name of the project is:")
        write(canvas, 72, 600, "The form ends here.")
        form = canvas.acroForm
        form.textfield(value="Lamps for the river", x=72, y=640, width=300, height=20)
        form.textfield(
            value="Not shown", x=72, y=500, width=300, height=20, annotationFlags="hidden"
        )
        canvas.textAnnotation("Ask the council again", Rect=(400, 700, 420, 720))
        canvas.textAnnotation("why? " * 2500, Rect=(400, 600, 420, 620))

    document = extract(make_pdf(draw), name="form.pdf")
    assert [block.text for block in document.blocks] == [
        "The name of the project is:",
        "Lamps for the river",
        "The form ends here.",
    ]
    assert [(piece.text, piece.reason, piece.place) for piece in document.left_out] == [
        ("Ask the council again", "comment", "page 1"),
        (("why? " * 2500).strip(), "comment", "page 1"),
    ]
    assert not document.meta["warnings"]


def test_boxes_that_the_file_does_not_draw_are_told() -> None:
    """A text box without a drawn form is in no character of the page: a warning says so."""

    def draw(canvas: Any) -> None:
        write(canvas, 72, 700, "The lamps are lit at dusk.")
        canvas.freeTextAnnotation("And put out at dawn", DA="/Helv 10 Tf", Rect=(72, 600, 300, 620))

    document = extract(make_pdf(draw), name="box.pdf")
    assert "page 1 hold text that is no part of the page" in document.meta["warnings"][0]


def test_stamps_and_signatures_lie_over_the_text() -> None:
    """What they show is in no sentence: it is in the ledger, and what they say is a comment."""
    rows = "Lamps are lit at dusk.\nPoles are of steel.\nKeep the river clean."

    def draw(canvas: Any) -> None:
        write(canvas, 72, 700, rows)
        add_annotation(canvas, "DRAFT", 690, Subtype="/Stamp", Contents="(Not yet)")
        add_annotation(canvas, "Signed by Li", 670, Subtype="/Widget", FT="/Sig")
        add_annotation(canvas, "Submit", 500, Subtype="/Widget", FT="/Btn", Ff="65536")
        callout = {"Subtype": "/FreeText", "IT": "/FreeTextCallout", "Contents": "(Is it so?)"}
        add_annotation(canvas, "Is it so?", 400, **callout)

    document = extract(make_pdf(draw), name="x.pdf")
    assert [block.text for block in document.blocks] == [rows.replace("\n", " ")]
    assert [(piece.text, piece.reason) for piece in document.left_out] == [
        ("Not yet", "comment"),
        ("Is it so?", "comment"),
        ("DRAFT Signed by Li", "stamp"),
    ]


def test_slanted_text_is_a_watermark() -> None:
    """It is left out, in the ledger."""

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, BODY)
        canvas.rotate(45)
        write(canvas, 300, 300, "DRAFT", size=60)

    document = extract(make_pdf(page), name="x.pdf")
    assert [block.text for block in document.blocks] == [BODY_JOINED]
    assert [(piece.text, piece.reason) for piece in document.left_out] == [("DRAFT", "watermark")]


def test_a_scan_is_refused() -> None:
    """The message says that characters must be recognised first."""

    def page(canvas: Any) -> None:
        canvas.rect(LEFT, 100, 400, 600)

    with pytest.raises(InvalidInputError, match=r"no text layer.*OCR"):
        extract(make_pdf(page), name="x.pdf")


def test_an_encrypted_file_is_refused() -> None:
    """If it opens only with a password; one that may not be printed is read."""

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, BODY)

    with pytest.raises(InvalidInputError, match=r"password.*without a password"):
        extract(make_pdf(page, encrypt="secret"), name="x.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    """With what to do."""
    with pytest.raises(InvalidInputError, match="damaged PDF"):
        extract(data, name="x.pdf")


def test_two_languages_side_by_side_are_pairs() -> None:
    """Paragraphs that begin at one height are a pair, also without lines between them."""
    pairs = [
        ("人人生而自由，在尊严\n和权利上一律平等。", "All are born free and\nequal in dignity."),
        ("任何人不得使为奴隶\n或奴役。", "No one shall be held in\nslavery or servitude."),
        ("人人有权享有生命、自\n由和人身安全。", "All have the right to\nlife and liberty."),
    ]  # fmt: skip

    def page(canvas: Any) -> None:
        for n, (zh, en) in enumerate(pairs):
            write(canvas, LEFT, TOP - 60 * n, zh)
            write(canvas, 250, TOP - 60 * n, en)

    zh, en = extract_bilingual(make_pdf(page), name="x.pdf")
    assert [block.text for block in zh.blocks] == [zh.replace("\n", "") for zh, _ in pairs]
    assert [block.text for block in en.blocks] == [en.replace("\n", " ") for _, en in pairs]


def test_two_languages_may_stand_close_together() -> None:
    """A gutter narrower than a blank is one where the script changes at one place in each row."""
    pairs = [
        ("第一章总则", "Chapter I General"),
        ("人人生而自由，在尊严，\n和权利上一律平等。", "All are born free and\nequal in dignity."),
        ("第一条任何人不得奴役", "No one shall be a slave"),
        ("人人有权享有生命30年，\n和人身安全。", "All have the right to\nlife and liberty."),
    ]  # fmt: skip

    def page(canvas: Any) -> None:
        for n, (zh, en) in enumerate(pairs):
            y = TOP - 14 * sum(one.count("\n") + 1 for one, _ in pairs[:n]) - 8 * n
            write(canvas, LEFT, y, zh)
            write(canvas, LEFT + 111, y, en)

    zh, en = extract_bilingual(make_pdf(page), name="x.pdf")
    assert [block.text for block in zh.blocks] == [zh.replace("\n", "") for zh, _ in pairs]
    assert [block.text for block in en.blocks] == [en.replace("\n", " ") for _, en in pairs]


def test_rows_without_gaps_are_pairs_if_both_lines_above_end_early() -> None:
    """A pair that is set without a gap begins where both columns had room on the line above."""
    pairs = [
        ("第一章总则", "Chapter I"),
        ("人人生而自由，在尊严，\n和权利上一律平等。", "All are born free and\nequal in dignity."),
        ("第二章附则", "Chapter II"),
        ("人人有权享有生命与自由\n和人身安全。", "All have the right to life\nand liberty."),
    ]  # fmt: skip

    def page(canvas: Any) -> None:
        for n, (zh, en) in enumerate(pairs):
            y = TOP - 14 * sum(one.count("\n") + 1 for one, _ in pairs[:n])
            write(canvas, LEFT, y, zh)
            write(canvas, LEFT + 120, y, en)

    zh, en = extract_bilingual(make_pdf(page), name="x.pdf")
    assert [block.text for block in zh.blocks] == [zh.replace("\n", "") for zh, _ in pairs]
    assert [block.text for block in en.blocks] == [en.replace("\n", " ") for _, en in pairs]


def test_pairs_go_on_over_the_page() -> None:
    """The rest of a pair may be a line, in one language or in both."""
    whole = [
        ("人人生而自由，在尊严\n和权利上一律平等。", "All are born free and\nequal in dignity.")
    ] * 3

    def first(canvas: Any) -> None:
        for n, (zh, en) in enumerate(
            [*whole, ("任何人不得使为奴隶\n或奴役，一切形式的", "No one shall be")]
        ):
            write(canvas, LEFT, TOP - 60 * n, zh)
            write(canvas, 250, TOP - 60 * n, en)

    def second(canvas: Any) -> None:
        write(canvas, 250, TOP, "held in slavery.")
        write(canvas, LEFT, TOP - 60, whole[0][0])
        write(canvas, 250, TOP - 60, whole[0][1])
        write(canvas, LEFT, TOP - 120, "人人有权享有生命、自\n由和人身安全，任何人")
        write(canvas, 250, TOP - 120, "All have the right to\nlife and")

    def third(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "都不例外。")
        write(canvas, 250, TOP, "liberty, all of us,\nwithout exception.")

    zh, en = extract_bilingual(make_pdf(first, second, third), name="x.pdf")
    assert [block.text for block in zh.blocks][3:] == [
        "任何人不得使为奴隶或奴役，一切形式的",
        "人人生而自由，在尊严和权利上一律平等。",
        "人人有权享有生命、自由和人身安全，任何人都不例外。",
    ]
    assert [block.text for block in en.blocks][3:] == [
        "No one shall be held in slavery.",
        "All are born free and equal in dignity.",
        "All have the right to life and liberty, all of us, without exception.",
    ]


def test_a_pair_goes_on_over_a_page_in_one_language() -> None:
    """The page behind it goes on with the same two columns."""
    zh_text, en_text = "人人生而自由，在尊严\n和权利上一律平等。", "All are born free and\nequal in"

    def first(canvas: Any) -> None:
        for y in (TOP, TOP - 60):
            write(canvas, LEFT, y, zh_text)
            write(canvas, 250, y, en_text)

    def second(canvas: Any) -> None:
        write(canvas, 250, TOP, "dignity, in any\nland under the sun\nand")

    def third(canvas: Any) -> None:
        write(canvas, 250, TOP, "at any time.")
        write(canvas, LEFT, TOP - 60, zh_text)
        write(canvas, 250, TOP - 60, en_text)

    zh, en = extract_bilingual(make_pdf(first, second, third), name="x.pdf")
    assert [block.text for block in zh.blocks] == [zh_text.replace("\n", "")] * 3
    assert en.blocks[1].text == (
        "All are born free and equal in dignity, in any land under the sun and at any time."
    )


def test_the_contents_lose_their_dots_and_numbers() -> None:
    """The numbers are in the ledger."""

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "Lamps ............ 3\nPoles of Steel and\nWood ............ 12")
        write(canvas, LEFT, TOP - 42, "End ...... 20")

    document = extract(make_pdf(page), name="x.pdf")
    assert [block.text for block in document.blocks] == ["Lamps", "Poles of Steel and Wood", "End"]
    assert [piece.text for piece in document.left_out] == ["3", "12", "20"]


def test_radicals_become_characters() -> None:
    """Digits of full width stay as they are."""

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "⼈⺠的⻓期利益，２０２３年。")

    assert texts(make_pdf(page)) == ["人民的长期利益，２０２３年。"]


def test_ligatures_with_exchanged_bytes_get_their_letters() -> None:
    """As Ghostscript writes them; a character of theirs alone is one."""

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, "Arti昀椀cial o昀昀er, o昀昀ice, bo琀琀le, a昀氀oat; 纪昀。")

    assert texts(make_pdf(page)) == ["Artificial offer, office, bottle, afloat; 纪昀。"]


def test_pages_that_are_alike_keep_their_text() -> None:
    """Only what a gap parts from it is a running head."""

    def page(canvas: Any) -> None:
        write(canvas, LEFT, TOP, BODY)

    document = extract(make_pdf(page, page, page, page), name="x.pdf")
    assert [block.text for block in document.blocks] == [BODY_JOINED] * 4


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(20, 500),
            st.integers(20, 820),
            st.sampled_from((6, 9, 10, 14)),
            st.text("abcde 1289.-，。路灯管理（一）\u3000", min_size=1, max_size=40),
            st.booleans(),
        ),
        min_size=1,
        max_size=25,
    ),
    st.integers(1, 5),
)
def test_each_letter_is_in_a_block_or_left_out(lines: list[Any], pages: int) -> None:
    """Whatever stands where on the pages; a letter lost or doubled would be a warning."""

    def page(canvas: Any) -> None:
        for x, y, size, text, has_rule in lines:
            write(canvas, x, y, text, size=size)
            if has_rule:
                canvas.rect(x - 3, y - 3, 80, 30)

    def first(canvas: Any) -> None:
        write(canvas, LEFT, TOP, BODY)

    document = extract(make_pdf(first, *[page] * pages), name="x.pdf", layout="plain")
    # lines such as "9." before "1." are read as headings, and what is said of their order is true
    warnings = [each for each in document.meta["warnings"] if "is numbered wrongly" not in each]
    assert warnings == []


def test_a_long_row_goes_on_over_pages() -> None:
    """Its paragraphs are read, and the rows above and below it stay rows."""
    lines = [f"路灯管理部门应当每年检查第{n}号路灯并且公布结果" for n in range(10, 46)]

    def draw(canvas: Any, number: int) -> None:
        part = lines[number * 32 : number * 32 + 32]
        top, bottom = TOP, TOP - 14 * len(part) - 20
        heights = [top, bottom] if number else [top, top - 20, bottom]
        heights += [bottom - 20] * bool(number)
        for y in heights:
            canvas.line(LEFT, y, LEFT + 400, y)
        for x in (LEFT, LEFT + 100, LEFT + 400):
            canvas.line(x, heights[-1], x, top)
        begin = top - 14 if number else top - 34
        if not number:
            write(canvas, LEFT + 5, top - 14, "部门")
            write(canvas, LEFT + 105, top - 14, "职责")
            write(canvas, LEFT + 5, begin, "市政")
        for at, line in enumerate(part):
            write(canvas, LEFT + 105, begin - 14 * at, line, size=12)
        if number:
            write(canvas, LEFT + 5, bottom - 14, "公安")
            write(canvas, LEFT + 105, bottom - 14, "查处违法行为")

    pages = [lambda canvas, number=number: draw(canvas, number) for number in (0, 1)]
    document = extract(make_pdf(*pages), name="x.pdf", lang="zh")
    texts = [block.text for block in document.blocks]
    assert texts == ["部门 | 职责", "市政", "".join(lines), "公安 | 查处违法行为"]
