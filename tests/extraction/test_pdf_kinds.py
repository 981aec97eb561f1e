"""PDF files of several kinds: the same text out of each, and what is left out is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pdf_files import ZH_FONT, make_pdf, wrap, write, write_column

from aigov_corpus.extraction import extract
from aigov_corpus.extraction.pdf.characters import restore_signs
from aigov_corpus.records import Document

PARAGRAPHS = [
    "Lamps are lit at dusk in every street of the town and they burn until the morning. The "
    "authority that keeps them has forty men and eleven carts. It has a list of all lamps.",
    "A lamp that is broken is reported by the person who first sees it to the nearest office. That "
    "office writes down the place and the hour, and sends a man on the same day.",
    "Poles are made of steel and painted grey. They stand thirty metres apart in wide streets and "
    "twenty metres apart in narrow ones, and they carry numbers by which they are known.",
    "The cost of the light is borne by the district in which a street lies. Where a street lies in "
    "two districts each of them pays a half, unless they have agreed on another share.",
]
ZH = [
    "第一条 为了加强城市路灯的管理，保障道路照明设施完好，方便人民群众的生产和生活，制定本条例。",
    "第二条 路灯自黄昏点亮，直到清晨才熄灭。管理机构有四十名工人和十一辆车，保存着全部路灯的清单。",
]
NAMES = ["OIL LAMPS", "GAS LAMPS", "WIRES", "LEDS", "SENSORS"]
NOTES = ["* See the list.", "* By letter.", "* Since 1901.", "* In writing."]


def read(*pages: Callable[[Any], None], lang: str = "en", **options: Any) -> Document:
    """The document in a PDF."""
    return extract(make_pdf(*pages), name="x.pdf", lang=lang, layout="plain", **options)


def texts(document: Document) -> list[str]:
    """The texts of its blocks."""
    return [block.text for block in document.blocks]


def reasons(document: Document) -> set[str]:
    """The reasons for which something was left out."""
    return {piece.reason for piece in document.left_out}


def draw_flush(canvas: Any, width: float, *, stretched: bool) -> None:
    """Draw the paragraphs without gaps and indents."""
    y = 780.0
    for text in PARAGRAPHS:
        y = write_column(canvas, 72, y, text, width, stretched=stretched)


def test_paragraphs_without_gap_and_indent() -> None:
    """A paragraph ends where its next word had room or, in justified text, before the edge."""
    # the last line of the first paragraph is full, but for less than two words
    assert texts(read(lambda canvas: draw_flush(canvas, 254, stretched=True))) == PARAGRAPHS
    assert texts(read(lambda canvas: draw_flush(canvas, 300, stretched=False))) == PARAGRAPHS


@pytest.mark.slow
def test_paragraphs_without_gap_in_columns_of_any_width() -> None:
    """In justified text 1 of 50 is joined with the next one: the one that ends at the edge."""
    widths = range(200, 460, 10)
    documents = [
        read(lambda canvas, width=width: draw_flush(canvas, width, stretched=True))  # type: ignore[misc]
        for width in widths
    ]
    lost = sum(len(PARAGRAPHS) - len(texts(document)) for document in documents)
    assert lost <= len(widths) * len(PARAGRAPHS) / 50


@pytest.mark.parametrize(("step", "x"), [(1, 60), (5, 60), (5, 400)])
def test_numbers_of_lines_are_left_out(step: int, x: float) -> None:
    """Of each line or of every fifth, on the left or on the right, over all pages."""
    number = 0

    def page(two: list[str]) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            nonlocal number
            y = 780.0
            for text in two:
                for line in wrap(text, 300):
                    number += 1
                    write(canvas, 82, y, line)
                    if number % step == 0:
                        write(canvas, x, y, str(number), size=7)
                    y -= 12
                y -= 6

        return draw

    document = read(page(PARAGRAPHS[:2]), page(PARAGRAPHS[2:]))
    assert texts(document) == PARAGRAPHS
    assert reasons(document) == {"line number"}
    assert len(document.left_out) == number // step


def test_numbers_of_lines_of_a_law_with_short_items_are_left_out() -> None:
    """Less than half of its lines are full."""
    items = [f"（{n}）检查{what}；" for n, what in enumerate(["路灯", "灯杆和电线", "控制箱"], 1)]

    def draw(canvas: Any) -> None:
        y, number = 780.0, 0
        for text in [*ZH, "第三条 管理机构应当：", *items, "第四条 本条例自公布之日起施行。"]:
            for line in (text[n : n + 24] for n in range(0, len(text), 24)):
                number += 1
                write(canvas, 82, y, line)
                write(canvas, 60, y, str(number), size=7)
                y -= 14

    document = read(draw, lang="zh")
    assert texts(document)[:2] == ZH
    assert reasons(document) == {"line number"}


def test_numbers_of_paragraphs_and_rows_stay() -> None:
    """They count no lines."""

    def paragraphs(canvas: Any) -> None:
        y = 780.0
        for number, text in enumerate(PARAGRAPHS, start=1):
            write(canvas, 60, y, str(number))
            y = write_column(canvas, 82, y, text, 300) - 6

    def names(canvas: Any) -> None:
        for n, name in enumerate(["Lamps", "Poles in parks", "Wires", "Men", "Carts"] * 2):
            write(canvas, 60, 780 - 12 * n, str(n + 1))
            write(canvas, 82, 780 - 12 * n, name)

    for page in (paragraphs, names):
        assert reasons(read(page)) == set()


def draw_down(canvas: Any, x: float = 520) -> None:
    """Draw the Chinese paragraphs from top to bottom, in columns from right to left."""
    canvas.setFont(ZH_FONT, 12)
    for text in ZH:
        for start in range(0, len(text), 18):
            for n, char in enumerate(text[start : start + 18]):
                canvas.drawString(x, 760 - 13 * n, char)
            x -= 20


def test_text_from_top_to_bottom() -> None:
    """With its title and page number written across."""

    def page(canvas: Any) -> None:
        write(canvas, 200, 800, "城市路灯条例", size=16)
        draw_down(canvas)
        write(canvas, 290, 20, "12")

    document = read(page, lang="zh")
    assert texts(document) == ["城市路灯条例", *ZH]
    assert reasons(document) == {"page number"}
    assert document.meta["warnings"] == []


def test_a_page_in_two_directions_has_a_warning() -> None:
    """Its two texts are kept apart, and a person is told to compare their order."""

    def page(canvas: Any) -> None:
        draw_down(canvas)
        write_column(canvas, 72, 300, PARAGRAPHS[0], 300)

    document = read(page, lang="zh")
    assert texts(document) == [*ZH, PARAGRAPHS[0]]
    assert document.meta["warnings"] == [
        "page 1 is written across and from top to bottom: compare the order of the text with the "
        "file"
    ]


def test_a_table_of_contents_is_left_out() -> None:
    """Its title, its dots and its lines, some of which name no page; `keep` brings it back."""

    def contents(canvas: Any) -> None:
        write(canvas, 72, 780, "Contents", size=14)
        write(canvas, 72, 750, "Street Lamps Act")
        for n, (name, page) in enumerate(
            [("1. Lamps", "1"), ("2. Poles", "4"), ("3. Costs", "12")]
        ):
            write(canvas, 72, 736 - 14 * n, f"{name} {'. ' * 40}{page}")

    def body(canvas: Any) -> None:
        for n, name in enumerate(["1. Lamps", "2. Poles", "3. Costs"]):
            write(canvas, 72, 780 - 100 * n, name, font="Times-Bold", size=12)
            write_column(canvas, 72, 750 - 100 * n, PARAGRAPHS[n], 300)

    document = read(contents, body)
    wanted = ["1. Lamps", PARAGRAPHS[0], "2. Poles", PARAGRAPHS[1], "3. Costs", PARAGRAPHS[2]]
    assert texts(document) == wanted
    listed = [piece.text for piece in document.left_out if piece.reason == "table of contents"]
    assert listed == ["Contents", "Street Lamps Act", "1. Lamps", "2. Poles", "3. Costs"]
    kept = read(contents, body, keep=["table of contents"])
    assert texts(kept) == [*listed, *wanted]
    assert {block.section for block in kept.blocks[:5]} == {"toc"}


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("stretched", [False, True])
@pytest.mark.slow
def test_columns(columns: int, stretched: bool) -> None:
    """One after the other, below a heading across them."""
    width = 450 / columns - 20

    def page(canvas: Any) -> None:
        write(canvas, 150, 790, "On the Lamps of the Town", font="Times-Bold", size=16)
        for n in range(columns):
            write_column(
                canvas, 60 + n * (width + 20), 750, PARAGRAPHS[n], width, stretched=stretched
            )

    assert texts(read(page)) == ["On the Lamps of the Town", *PARAGRAPHS[:columns]]


@pytest.mark.slow
def test_running_heads_that_alternate_and_footnotes_of_columns() -> None:
    """The title on the left pages, the chapter on the right ones, the number outside."""

    def page(n: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            write(
                canvas,
                60 if n % 2 else 430,
                810,
                ["Street Lamps Act", "CHAPTER TWO"][n % 2],
                size=8,
            )
            write(canvas, 490 if n % 2 else 60, 810, str(n + 1), size=8)
            write_column(canvas, 60, 770, PARAGRAPHS[n], 220)
            write_column(canvas, 310, 770, PARAGRAPHS[n], 220)
            canvas.line(310, 300, 380, 300)
            write(canvas, 310, 290, NOTES[n], size=7)

        return draw

    document = read(*map(page, range(4)))
    doubled = [text for text in PARAGRAPHS for _ in range(2)]
    assert texts(document) == [*doubled, *NOTES]
    assert reasons(document) == {"running head"}


@pytest.mark.slow
def test_headings_of_columns_larger_than_their_text() -> None:
    """A heading in one column ends no column, and the columns may begin at different heights."""

    def page(canvas: Any) -> None:
        write(canvas, 150, 790, "On the Lamps of the Town", font="Times-Bold", size=16)
        for x, top, n in ((60, 746, 0), (310, 757, 2)):
            y = write_column(canvas, x, top, PARAGRAPHS[n], 210) - 20
            write(canvas, x, y, ("Costs", "", "Poles")[n], font="Times-Bold", size=15)
            write_column(canvas, x, y - 30, PARAGRAPHS[n + 1], 210)

    want = [PARAGRAPHS[0], "Costs", PARAGRAPHS[1], PARAGRAPHS[2], "Poles", PARAGRAPHS[3]]
    assert texts(read(page)) == ["On the Lamps of the Town", *want]


@pytest.mark.slow
@pytest.mark.parametrize("second", [206, 240])
def test_tables_without_lines_above_a_heading(second: float) -> None:
    """A narrow gutter stays one beside a wider one, and the heading is no row."""
    rows = [
        ("指标", "目标", "完成"),
        ("路灯新增数量增长的比率", "5%左右", "5.2%"),
        ("新建灯杆", "1200 根", "1244 根"),
        ("单位路灯平均耗电的数量", "降低2%", "降低0.5%"),
    ]

    def page(canvas: Any) -> None:
        for n, row in enumerate(rows):
            for x, text in zip((72, second, 330), row, strict=True):
                write(canvas, x, 720 - 17 * n, text, size=11)
        write(canvas, 72, 630, "三、路灯建设中存在的问题", size=11)
        write(canvas, 72, 605, "一些街道的路灯还不够亮，有的灯杆已经旧了，需要尽快更换。", size=11)

    assert texts(read(page, lang="zh"))[:5] == [*map(" | ".join, rows), "三、路灯建设中存在的问题"]


@pytest.mark.parametrize(("gap", "spacing", "text"), [(1.66, 0, "The lamp burns"),
    (1.66, 0.7, "Thelampburns"), (1.3, 0, "Thelampburns")])  # fmt: skip
def test_blanks_narrowed_to_a_sixth_of_the_size(gap: float, spacing: float, text: str) -> None:
    """As TeX narrows them in full lines; letters that are set apart themselves have wider ones."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    def page(canvas: Any) -> None:
        at = 72.0
        for word, font in [("The", "Times-Roman"), ("lamp", "Times-Bold"), ("burns", "Times-Bold")]:
            canvas.setFont(font, 10)
            for letter in word:
                canvas.drawString(at, 700, letter)
                at += stringWidth(letter, font, 10) + spacing
            at += gap - spacing

    assert texts(read(page)) == [text]


@pytest.mark.slow
def test_blanks_for_answers_are_no_column() -> None:
    """A bracket at the right edge closes the one before it."""

    def page(canvas: Any) -> None:
        for n, line in enumerate(lines):
            write(canvas, 72, 700 - 30 * n, line, size=11)
            write(canvas, 330, 700 - 30 * n, ")", size=11)
        write_column(canvas, 72, 550, PARAGRAPHS[0], 450)

    lines = ["1. Lamps are lit at (", "2. Who paints the grey poles? (", "3. A cart holds ("]
    wanted = " ".join([*(f"{line} )" for line in lines), PARAGRAPHS[0]])
    assert " ".join(texts(read(page))) == wanted


@pytest.mark.slow
def test_notes_directly_below_a_table_that_goes_on_overleaf() -> None:
    """They stand at the end; the first row overleaf is a row of its own."""
    rows = [
        ("Kind", "Number"),
        ("Lamps", "twelve"),
        ("Poles", "nine hundred\nmetric tons"),
    ]

    def draw(canvas: Any, rows: list[tuple[str, str]], y: float) -> None:
        for n, row in enumerate(rows):
            for x, text in zip((72, 250), row, strict=True):
                write(canvas, x, y - 19 * n, text)

    def page(canvas: Any) -> None:
        write_column(canvas, 72, 780, PARAGRAPHS[0], 450)
        draw(canvas, rows, 650)
        canvas.line(72, 110, 170, 110)
        write(canvas, 72, 95, "1 See the list of lamps that the bureau keeps in the town.")

    def overleaf(canvas: Any) -> None:
        draw(canvas, [("Carts", "eleven"), ("Men", "forty")], 780)
        write_column(canvas, 72, 700, PARAGRAPHS[1], 450)

    assert texts(read(page, overleaf)) == [
        PARAGRAPHS[0],
        "Kind | Number",
        "Lamps | twelve",
        "Poles | nine hundred metric tons",
        "Carts | eleven",
        "Men | forty",
        PARAGRAPHS[1],
        "1 See the list of lamps that the bureau keeps in the town.",
    ]


@pytest.mark.slow
def test_second_lines_of_cells_that_follow_a_little_closer() -> None:
    """A row without text in some column, nearer than the others, goes on with the row above."""
    cells = [
        (700, "Indicator", "Target", "Result"),
        (682, "New lamps", "Around 12 million", "12.4 million"),
        (665, "Price of a", "Around 3%", "0.2%"),
        (651, "lamp", "", ""),
        (634, "Poles", "Over 650", "695"),
    ]

    def page(canvas: Any) -> None:
        for y, *row in cells:
            for x, text in zip((72, 200, 330), row, strict=True):
                write(canvas, x, y, text, size=12)

    assert texts(read(page))[2:] == ["Price of a lamp | Around 3% | 0.2%", "Poles | Over 650 | 695"]


@pytest.mark.slow
def test_tables_without_lines_and_hyphens() -> None:
    """A header may stand apart; a word that a hyphen cuts goes on wherever its line ends."""

    def page(canvas: Any) -> None:
        write(
            canvas,
            72,
            780,
            "The govern-\nment keeps self-\ngoverning lamps and poles in all streets.",
        )
        for y in (735, 715, 665):
            canvas.line(72, y, 450, y)
        rows = [("Kind", "Number", "Note"), ("Lamps", "1,200", "see it"), ("Poles", "900", "grey")]
        for n, row in enumerate([*rows, ("Carts", "11", "new")]):
            for x, text in zip((72, 200, 330), row, strict=True):
                write(canvas, x, 720 - 14 * n - (5 if n else 0), text)

    assert texts(read(page)) == [
        "The government keeps self-governing lamps and poles in all streets.",
        "Kind | Number | Note",
        "Lamps | 1,200 | see it",
        "Poles | 900 | grey",
        "Carts | 11 | new",
    ]


def test_running_heads_that_name_chapter_and_section() -> None:
    """They change from page to page; the first page of a chapter has none."""
    words = [word for text in PARAGRAPHS for word in text.split()]
    bodies = [" ".join(words[n : n + 14]) for n in range(15)]

    def page(n: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            if n % 3:
                write(canvas, 72, 800, f"CHAPTER {n // 3 + 1}. {NAMES[n // 3]} OF THE CITY")
                write(canvas, 400, 800, f"{n // 3 + 1}.{n}. STREET {n}")
            write(canvas, 72, 740, bodies[n])
            write(canvas, 72, 726, " ".join(words[40 + n : 54 + n]))

        return draw

    document = extract(make_pdf(*map(page, range(15))), lang="en")
    assert len(document.left_out) == 10
    assert reasons(document) == {"running head"}
    text = " ".join(block.text for block in document.blocks)
    assert all(body in text for body in bodies)
    assert "CHAPTER" not in text


def test_titles_of_slides_are_no_running_heads() -> None:
    """They are larger than the text, and name what the slide is about."""
    words = [word for text in PARAGRAPHS for word in text.split()]

    def page(n: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            write(canvas, 72, 800, f"{NAMES[n // 2]} OF OLD", size=20)
            write(canvas, 400, 800, f"{words[n].upper()}", size=20)
            write(canvas, 72, 700, " ".join(words[n : n + 9]))
            write(canvas, 72, 686, " ".join(words[n + 30 : n + 39]))

        return draw

    document = extract(make_pdf(*map(page, range(10))), lang="en")
    assert not document.left_out


def test_chinese_notes_that_are_set_in_from_both_edges_are_whole() -> None:
    """Verse that is set in stays in its lines: they are short."""
    text = "路灯自黄昏点亮，直到清晨才熄灭，管理机构有四十名工人和十一辆车，保存着全部路灯的清单"
    wide, note = text * 3, (text * 2)[:75]
    verse = ["床前明月光照在我的窗", "疑是地上霜又像是冬天", "举头望明月想起了故乡"]

    def draw(canvas: Any) -> None:
        y = 760
        for x, columns, whole in ((72, 45, wide), (120, 30, note), (72, 45, wide)):
            for start in range(0, len(whole), columns):
                write(canvas, x, y, whole[start : start + columns])
                y -= 14
            y -= 14
        for line in verse:
            write(canvas, 120, y, line)
            y -= 14

    blocks = [block.text for block in extract(make_pdf(draw), lang="zh").blocks]
    assert note in blocks
    assert blocks[-3:] == verse


def test_a_column_of_short_paragraphs_beside_running_text() -> None:
    """Its rows stand at heights of their own, so that the two are no table."""
    names = [
        f"The lamp of street {name}{'' if n % 4 else ', with all its poles'}."
        for n, name in enumerate("ABCDEFGHIJKL")
    ]

    def page(canvas: Any) -> None:
        y = 780.0
        for text in PARAGRAPHS:
            y = write_column(canvas, 60, y, text, 200) - 6
        for n, name in enumerate(names):
            write(canvas, 300, 780 - 19 * n, name)

    assert " ".join(texts(read(page))) == " ".join([*PARAGRAPHS, *names])


def test_a_line_of_code_that_goes_beyond_the_edge_makes_no_other_line_short() -> None:
    """Lines of a column that end where most others do are full."""
    text = "路灯自黄昏点亮，直到清晨才熄灭，管理机构有四十名工人和十一辆车，保存着全部路灯的清单"
    bodies = [f"{text}{text}{text}"[:n] for n in (92, 96, 101)]
    code = "lampctl " + " ".join(f"--street Harbour-Road-{n}" for n in range(4))

    def draw(canvas: Any) -> None:
        y = 760
        for whole in bodies:
            for start in range(0, len(whole), 40):
                write(canvas, 72, y, whole[start : start + 40])
                y -= 14
            write(canvas, 72, y - 14, code)
            y -= 42

    blocks = [block.text for block in extract(make_pdf(draw), lang="zh").blocks]
    assert blocks == [block for body in bodies for block in (body, code)]


def test_the_step_between_lines_of_code_is_not_that_of_the_text() -> None:
    """Code has more lines than the Chinese text above it, and they stand closer."""
    text = "路灯自黄昏点亮，直到清晨才熄灭，管理机构有四十名工人和十一辆车，保存着全部路灯的清单"
    body = "，".join([text] * 7)

    def draw(canvas: Any) -> None:
        for n, start in enumerate(range(0, len(body), 40)):
            write(canvas, 72, 760 - 20 * n, body[start : start + 40])
        for n in range(12):
            write(canvas, 72, 550 - 12 * n, f"lampctl --on {n}", font="Courier", size=10)

    blocks = [block.text for block in extract(make_pdf(draw), lang="zh").blocks]
    assert blocks[0] == body


def test_an_address_beyond_the_margin_does_not_show_the_edge() -> None:
    """Lines that end at the margin are full, although a word that cannot be cut goes beyond it."""
    full, rest = "路灯自黄昏点亮直到清晨才熄灭管理机构有四十名工人和十一辆车保存着全部", "清单。"

    def page(canvas: Any) -> None:
        y = 780
        for _ in range(5):
            write(canvas, 60, y, f"{full}\n{rest}")
            y -= 42
        for n in range(6):
            write(canvas, 60, y - 28 * n, full[: 10 + n])
        write(canvas, 60, 300, f"http://lamps.example/{'x' * 90}")

    assert texts(read(page, lang="zh"))[:5] == [full + rest] * 5


def test_small_code_at_the_foot_of_a_page_is_no_note() -> None:
    """It has numbers of lines, as notes have theirs, and is in the font of a typewriter."""
    code = ["1 Kind: gas", "2 Place: Field Lane", "3 Poles: 40"]

    def page(canvas: Any) -> None:
        write_column(canvas, 60, 780, PARAGRAPHS[0], 300)
        for n, line in enumerate(code):
            write(canvas, 60, 700 - 20 * n, line, font="Courier", size=8)

    def second(canvas: Any) -> None:
        write_column(canvas, 60, 780, PARAGRAPHS[1], 300)

    assert texts(read(page, second)) == [PARAGRAPHS[0], *code, PARAGRAPHS[1]]


@pytest.mark.parametrize("line", ["1004 lamps in 1980", "7.5 per cent", "12-lamp poles"])
def test_a_small_line_that_begins_with_another_number_is_no_note(line: str) -> None:
    """Numbers of notes have three digits at most, with no further digits or unit behind them."""

    def page(canvas: Any) -> None:
        write_column(canvas, 60, 780, PARAGRAPHS[0], 300)
        write(canvas, 60, 700, line, size=8)

    def second(canvas: Any) -> None:
        write_column(canvas, 60, 780, PARAGRAPHS[1], 300)

    assert texts(read(page, second)) == [PARAGRAPHS[0], line, PARAGRAPHS[1]]


@pytest.mark.parametrize("note", ["1 Of gas.", "1: Of gas.", "1/ Of gas."])
def test_a_mark_is_left_out_whatever_stands_behind_that_of_its_note(note: str) -> None:
    """A colon or a stroke, with a space."""

    def page(canvas: Any) -> None:
        write(canvas, 60, 780, "The lamps of the town are lit at night")
        write(canvas, 60 + 152, 784, "1", size=6)
        write(canvas, 60, 740, "They are kept by the town.")
        write(canvas, 60, 690, note, size=7)

    document = read(page)
    assert [piece.text for piece in document.left_out if piece.reason == "note mark"] == ["1"]


def test_powers_are_no_marks_of_notes() -> None:
    """Whatever notes the page has; raised digits behind a digit stay raised."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    def page(canvas: Any) -> None:
        x = 60.0
        for text, mark in (
            ("Lamps are lit", "1"),
            (" on 10", "6"),
            (" km by 4 m", "2"),
            (" of park", "2"),
        ):
            write(canvas, x, 780, text)
            x += stringWidth(text, "Times-Roman", 10)
            write(canvas, x, 784, mark, size=6)
            x += 3
        write(canvas, 60, 690, "1 Of gas.", size=7)
        write(canvas, 60, 680, "2 Of grass.", size=7)

    document = read(page)
    assert texts(document)[0] == "Lamps are lit on 10⁶ km by 4 m2 of park"
    assert [piece.text for piece in document.left_out] == ["1", "2"]


def test_marks_behind_years_and_powers_between_notes() -> None:
    """The first note is no power, and m² is none of the notes that count up."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    def page(number: int, *parts: str) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            x = 60.0
            for n, part in enumerate(parts):
                write(canvas, x, 780 + 4 * (n % 2), part, size=10 - 4 * (n % 2))
                x += stringWidth(part, "Times-Roman", 10 - 4 * (n % 2)) + n % 2
            for mark in (number, number + 1):
                write(canvas, 60, 700 - 10 * mark, f"{mark} See rule {mark}.", size=7)

        return draw

    document = read(
        page(1, "Lamps of 2020", "1", " are lit", "2", " at night."),
        page(3, "A park", "3", " of 40 m", "2", " is lit", "4", " at night."),
    )
    assert texts(document)[:2] == [
        "Lamps of 2020 are lit at night.",
        "A park of 40 m2 is lit at night.",
    ]


def test_marks_of_notes_may_be_raised_characters_or_roman_numbers() -> None:
    """ⅰ, ii … count up, and ² has a note below."""

    def page(canvas: Any) -> None:
        for n, mark in enumerate(["i", "ii", "iii"]):
            write(canvas, 60, 780 - 14 * n, "The lamps of the town are lit at night")
            write(canvas, 60 + 152, 784 - 14 * n, mark, size=6)

    def other(canvas: Any) -> None:
        write(canvas, 60, 780, "The lamps are lit²and there are 4 m² of grass.")
        write(canvas, 60, 690, "² Of gas.", size=7)

    assert [piece.text for piece in read(page).left_out] == ["i", "ii", "iii"]
    document = read(other)
    assert texts(document)[0] == "The lamps are lit and there are 4 m² of grass."
    assert [piece.text for piece in document.left_out] == ["²"]


def test_changing_heads_in_the_size_of_the_text_of_a_manual_with_more_code() -> None:
    """Most rows are code, which is smaller than the text and its running heads."""
    sections = [f"On all kinds of {name}" for name in NAMES]

    def page(n: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            write(canvas, 60, 800, ("LAMPS", "POLES")[n // 3], size=10)
            write(canvas, 400, 800, sections[n], size=10)
            y = write_column(canvas, 60, 760, PARAGRAPHS[n % 4], 220)
            code = "\n".join(f"lamp {n}-{line} on" for line in range(12))
            write(canvas, 60, y - 20, code, font="Courier", size=9)

        return draw

    document = read(*map(page, range(5)))
    heads = {piece.text for piece in document.left_out if piece.reason == "running head"}
    assert heads == {
        f"{('LAMPS', 'POLES')[n // 3]} {section}" for n, section in enumerate(sections)
    }


@pytest.mark.parametrize("rest", ["Done in the hall.", PARAGRAPHS[1][:75]])
def test_few_lines_of_two_columns_on_the_last_page(rest: str) -> None:
    """They show no columns by themselves, and go on with those of the page before."""

    def page(canvas: Any) -> None:
        for x, n in ((60, 0), (310, 2)):
            y = write_column(canvas, x, 780, PARAGRAPHS[n], 220)
            write_column(canvas, x, y - 8, PARAGRAPHS[n + 1], 220)

    def second(canvas: Any) -> None:
        write_column(canvas, 60, 780, PARAGRAPHS[2][:75], 220)
        write_column(canvas, 310, 780, rest, 220)

    assert texts(read(page, second)) == [*PARAGRAPHS, PARAGRAPHS[2][:75], rest]


def test_a_small_table_below_two_columns_is_none_of_them() -> None:
    """Its first cells are short, where the lines of a column are full."""
    rows = [
        ("Telephone of the office", "2878 8196"),
        ("Address", "Harbour Road 7"),
        ("Open", "9-5"),
    ]

    def page(canvas: Any) -> None:
        for x, n in ((60, 0), (310, 2)):
            y = write_column(canvas, x, 780, PARAGRAPHS[n], 220)
            write_column(canvas, x, y - 8, PARAGRAPHS[n + 1], 220)

    def second(canvas: Any) -> None:
        for n, cells in enumerate(rows):
            for x, cell in zip((60, 310), cells, strict=True):
                write(canvas, x, 780 - 14 * n, cell)

    assert texts(read(page, second)) == [*PARAGRAPHS, *map(" | ".join, rows)]


def test_a_watermark_behind_the_text_of_two_pages() -> None:
    """It may have the base line of a row, and is in no row of the text."""

    def page(base: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            write(canvas, 60, 400, "DRAFT", size=40)
            for n in range(9):
                write(
                    canvas, 60, 400 + base + 20 * (n - 4), f"{base + n} lamps are lit at night in"
                )

        return draw

    document = read(page(0), page(7))
    assert [piece.text for piece in document.left_out] == ["DRAFT", "DRAFT"]
    assert not any("DRAFT" in text for text in texts(document))


def test_large_words_beside_the_text_stay_in_their_rows() -> None:
    """They stand at the same place of all pages, as a watermark does."""

    def page(number: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            write(canvas, 60, 700, "Article", size=18)
            write(canvas, 130, 700, f"{number} on lamps")
            for n in range(5):
                write(canvas, 60, 600 - 14 * n, "The lamps of the town are lit at night.")

        return draw

    document = read(page(1), page(2), page(3))
    assert [text for text in texts(document) if "Article" in text] == [
        f"Article {number} on lamps" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("font", "shown"),
    [
        ("ABCDEF+SymbolMT", "5≥α•"),
        ("Wingdings-Regular", "5\uf0b3\uf061\uf0b7"),
        ("OpenSymbol", "5\uf0b3\uf061\uf0b7"),
    ],
)
def test_signs_of_the_font_symbol_are_characters(font: str, shown: str) -> None:
    """As programs on Windows write them; LibreOffice keeps its codes from several fonts."""
    styles = [(10.0, 0, False, "Times"), (10.0, 0, False, font)]
    page = {"chars": "5\uf0b3\uf061\uf0b7", "style": [0, 1, 1, 1], "styles": styles}
    restore_signs(page)
    assert page["chars"] == shown


def test_an_initial_belongs_to_the_first_of_the_lines_beside_it() -> None:
    """Its base line is that of a lower one. A letter before a word that stands elsewhere is one."""
    wanted = [PARAGRAPHS[0], PARAGRAPHS[1].replace("sees it", "sees the lamp")]

    def draw(canvas: Any) -> None:
        for y, initial, rest in ((700, "L", wanted[0][1:]), (500, "A", wanted[1][2:])):
            write(canvas, 60, y - 24, initial, size=46)
            width = canvas.stringWidth(initial, "Times-Roman", 46) + 3
            lines = wrap(rest, 300 - width)
            write(canvas, 60 + width, y, "\n".join(lines[:3]))
            write(canvas, 60, y - 42, "\n".join(wrap(" ".join(lines[3:]), 300)))

    assert texts(read(draw)) == wanted


def test_the_line_below_an_initial_is_left_as_it_is() -> None:
    """Its second word stands right of the initial, as the lines beside it do."""

    def draw(canvas: Any) -> None:
        write(canvas, 60, 700, "A", size=36)
        write(
            canvas,
            92,
            715,
            "rtificial lamps are a new frontier of\nhuman light that all should use",
        )
        write(canvas, 60, 688, "together, and the rest of the text runs on below.")

    assert texts(read(draw)) == [
        "Artificial lamps are a new frontier of human light that all should use together, and the "
        "rest of the text runs on below."
    ]


def test_what_counts_on_down_its_columns_is_read_column_by_column() -> None:
    """A list of short lines looks like a table, whose numbers would count from left to right."""

    def draw(canvas: Any, *, numbers: str) -> None:
        for n, number in enumerate(numbers):
            x, y = (60, 330)[n // 3], 700 - 30 * (n % 3)
            write(canvas, x, y, f"{number} 注释内容之{'甲乙丙丁戊己'[n]}，依据规定制定。")

    down = texts(read(lambda canvas: draw(canvas, numbers="123456")))
    assert [text[:1] for text in down] == [*"123456"]
    assert len(texts(read(lambda canvas: draw(canvas, numbers="135246")))) == 3
