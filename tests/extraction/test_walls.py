"""Texts that a program broke at a fixed width, with lists and code between the paragraphs."""

from __future__ import annotations

import textwrap
from itertools import cycle, islice

import pytest

from aigov_corpus.extraction import extract
from aigov_corpus.extraction.walls import count_columns

ZH = [
    "城市照明办公室每天检查 street lamps 的亮度，并把损坏的灯具登记在案，"
    "以便维修人员在次日早晨之前更换；"
    "如果 LED 灯具连续三次损坏，应当报告 City Lighting Office 并更换全部线路。",
    "居民可以在网站 https://lamps.example.org/zh/ 上报告熄灭的路灯，也可以拨打电话；收到报告以后，"
    "办公室会在两个工作日之内答复，并且公布处理结果和所用的经费。",
]
EN = [
    "The lighting office checks the brightness of all street lamps every day and lists the lamps "
    "that are damaged, so that workers can replace them before the next morning.",
    "Residents may report a lamp that is out on the site or by telephone, and the office answers "
    "within two working days and publishes what was done and what it cost.",
]
LIST = ["灯具", "3.1. LED 灯", "3.2. 钠灯", "3.2.1. 高压", "灯杆"]
CODE = [
    "lampctl --status all",
    "lampctl --on 7 # the lamp at the corner of Harbour Road and Market Street, which is old",
]


def break_lines(text: str, columns: int) -> list[str]:
    """The lines of a text that a program for terminals wrote, which parts no Latin word."""
    lines = [""]
    for word in text.replace(" ", " \x00").split("\x00"):
        pieces = [word] if word.isascii() else list(word)
        for piece in pieces:
            glued = lines[-1][-1:].isascii() and piece.isascii() and lines[-1][-1:] not in ("", " ")
            if count_columns((lines[-1] + piece).rstrip()) > columns and not glued:
                lines.append("")
            lines[-1] += piece
    return [line.strip() for line in lines]


def manual(paragraphs: list[str], columns: int, times: int = 6) -> tuple[str, list[str]]:
    """A manual with a list and code behind every second paragraph, and its paragraphs."""
    chunks: list[list[str]] = []
    for n, paragraph in enumerate(islice(cycle(paragraphs), times)):
        chunks.append(break_lines(paragraph, columns))
        if n % 2:
            chunks += [LIST, CODE]
    text = "\n\n".join("\n".join(chunk) for chunk in chunks)
    return text, [*paragraphs, *LIST]


def test_a_number_alone_in_its_line_belongs_to_no_paragraph_above() -> None:
    """A title above 第 1 條 may be as long as the lines of the text."""
    title = "第二編　" + ZH[0].replace("。", "")
    lines = [*break_lines(title + "灯" * 60, 60)[:1], "第 1 條", *break_lines(ZH[1], 60)]
    chunks = ["\n".join(break_lines(ZH[n % 2], 60)) for n in range(6)]
    text = "\n\n".join([*chunks, "\n".join(lines)])
    assert [lines[0], "第 1 條", ZH[1]] == [
        block.text for block in extract(text, layout="plain", lang="zh").blocks
    ][-3:]


@pytest.mark.parametrize("columns", [60, 72, 76])
@pytest.mark.parametrize("paragraphs", [ZH, EN])
def test_paragraphs_are_whole_beside_lists_and_long_lines_of_code(
    paragraphs: list[str], columns: int
) -> None:
    """Chinese with English words fills lines unevenly in characters, but not in columns."""
    text, wanted = manual(paragraphs, columns, times=8)
    found = [block.text for block in extract(text, name="manual.txt", lang="zh").blocks]
    assert [paragraph for paragraph in wanted if paragraph not in found] == []


def test_items_of_a_list_are_parted_by_their_bullets() -> None:
    """Their further lines are indented; an indented line below others begins a paragraph."""
    items = [f"* {text}" for text in ZH * 2]
    chunk = [
        "  " * (n > 0) + line for item in items for n, line in enumerate(break_lines(item, 70))
    ]
    paragraphs = [
        "　　" * (n == 0) + line for text in ZH for n, line in enumerate(break_lines(text, 66))
    ]
    text = "\n".join(chunk) + "\n\n" + "\n".join(paragraphs) + "\n"
    blocks = [block.text for block in extract(text * 3, name="list.txt", lang="zh").blocks]
    assert [block.removeprefix("* ") for block in blocks[:6]] == ZH * 3


@pytest.mark.parametrize("mark", "/#=")
def test_an_address_that_is_broken_at_a_mark_is_whole_again(mark: str) -> None:
    """No blank is put into it."""
    lines = [
        *textwrap.wrap(EN[0], 60),
        "",
        f"see the page https://lamps.example.org/reports/of{mark}",
        "lamps/2024 for all reports.",
    ]
    text = "\n".join([*textwrap.wrap(" ".join(EN * 4), 60), "", *lines])
    found = extract(text, name="address.txt", lang="en").blocks[-1].text
    assert (
        found
        == f"see the page https://lamps.example.org/reports/of{mark}lamps/2024 for all reports."
    )


@pytest.mark.parametrize(
    "lines",
    [
        [f"{'路灯' * n}的检查" for n in range(6, 30)],
        [f"Lamp {n}, {'bright ' * (n % 9 + 2)}and old" for n in range(30)],
    ],
    ids=["headings", "rows"],
)
def test_lines_without_a_wall_stay_lines(lines: list[str]) -> None:
    """Headings and rows of a list end where their text ends."""
    assert len(extract("\n".join(lines), name="lines.txt").blocks) == len(lines)


def test_commands_make_no_markdown_of_a_text() -> None:
    """Lines that begin with `#` are code if they are indented, or stand below each other."""
    settings = (
        "# which lamp is lit\n# and until when\nlamp=7\n# its place\n# in the street\nplace=3\n"
    )
    for code in ("    # lampctl --on 7\n", settings):
        document = extract(f"{ZH[0]}\n\n{code}\n{ZH[1]}\n", lang="zh")
        assert document.meta["format"] == "text"
        assert "# " in "".join(block.text for block in document.blocks)
    assert extract(f"# 甲\n# Lamps\n\n{ZH[0]}\n", lang="zh").meta["format"] == "markdown"


def test_lines_of_digits_are_read() -> None:
    """They are in no language."""
    line = "12 345 678 901 234 567 890 123 456 789 012 345 678"
    assert extract(f"{ZH[0]}\n\n" + f"{line}\n" * 4, lang="zh").blocks


def test_lines_that_end_in_commas_are_parted_by_their_author() -> None:
    """The reasons of a resolution are as long as each other, and no line breaks off."""
    lines = [
        "Recalling its earlier resolutions on the lamps of the city,",
        "Stressing the role of light in the safety of the streets,",
        "Noting the report of the office that checks the lamps,",
        "Welcoming the efforts of the residents to report damage,",
        "1. Urges the office to replace all of the damaged lamps.",
    ]
    document = extract("\n".join(lines), name="resolution.txt", lang="en")
    assert [block.text for block in document.blocks] == lines


def test_lines_that_all_begin_with_a_capital_are_items() -> None:
    """They have no marks and are as long as each other, but none goes on with the one above."""
    lines = [
        "Bank statements for the last three months",
        "A certificate of employment from the employer",
        "The title deed of the house or the lease",
        "The original receipt of the payment of taxes",
        "The booking of the return flight and the hotel",
    ]
    document = extract("\n".join(lines), name="list.txt", lang="en")
    assert [block.text for block in document.blocks] == lines


LAW = [
    "第一条 为了加强城市路灯的管理，保障道路照明设施完好，方便人民群众的生产和生活，制定本条例。",
    "第二条 路灯自黄昏点亮，直到清晨才熄灭。管理机构有四十名工人和十一辆车，保存着全部路灯的清单。",
    "第二章 路灯的维护和管理",
    "第三条 居民发现路灯损坏的，应当告知管理机构；管理机构应当在两日之内修复，并把结果告诉居民。",
]


@pytest.mark.parametrize("columns", [26, 28, 30])
def test_narrow_columns_that_were_copied_without_their_indents(columns: int) -> None:
    """As programs copy them out of PDFs: the first line of each paragraph is shorter."""
    lines = [line for text in LAW for line in break_lines(f"　　{text}", columns)]
    text = "\n".join(line.strip("　") for line in lines)
    document = extract(text, name="law.txt", lang="zh", layout="plain")
    assert [block.text for block in document.blocks] == LAW


def test_few_lines_that_marks_inside_show_to_be_cut() -> None:
    """A short text has few broken lines."""
    text = "\n\n".join("\n".join(break_lines(text, 40)) for text in LAW)
    document = extract(text, name="law.txt", lang="zh", layout="plain")
    assert [block.text for block in document.blocks] == LAW


@pytest.mark.parametrize(
    "line", ["城市照明管理办公室的第{}项职责", "{}、检查街道照明设施的亮度和位置"]
)
def test_narrow_lines_without_marks_inside_stay_lines(line: str) -> None:
    """Verse and lists are as even, and no mark shows that a line is cut."""
    lines = [line.format(digit) for digit in "一二三四五六七八九"]
    document = extract("\n".join(lines), name="list.txt", lang="zh", layout="plain")
    assert [block.text for block in document.blocks] == lines


NARROW, BROAD = frozenset("fijlrt.,;'I "), frozenset("mwMWLA")


def print_lines(text: str, columns: int) -> list[str]:
    """The lines of a text that was printed with letters of their own widths."""
    lines = [""]
    for word in text.split(" "):
        line = f"{lines[-1]} {word}".strip()
        width = sum(0.55 if c in NARROW else 1.6 if c in BROAD else 1 for c in line)
        if width > columns:
            lines.append(word)
        else:
            lines[-1] = line
    return lines


PRINTED = [
    "The lighting office of the City of Williamstown, which was founded by Mary Ellis in 1931, "
    "checks the lamps of all streets, and lists those that are damaged for the men of the Mill "
    "Lane depot. Its reports, which the Mayor signs, are kept in the Town Library until the next "
    "review by the Council.",
    "In summer the lamps of Harbour Road are lit at nine, and those of Market Street at half past "
    "nine. Residents may report a lamp that is out by telephone, by letter or on the site of the "
    "Office of Public Works, which answers within two working days, if no holiday is near.",
    "Lamps with filaments, which the Lindley Mill built, will be replaced. The Council will, "
    "until the end of the year, still allow them in Williams Park, where many of them still "
    "light the small paths to the old mill; the others will all be illuminated with modern lamps.",
]
NOTE = "1 The founding letter, which was found in 1978, is kept in the Town Library."


@pytest.mark.parametrize("columns", [38, 46, 66])
@pytest.mark.parametrize("note", ["", NOTE])
def test_text_copied_out_of_a_pdf(columns: int, note: str) -> None:
    """Letters have widths of their own there, and the end of a column is a blank line."""
    lines = [print_lines(text, columns) for text in PRINTED]
    cut = next(n for n, line in enumerate(lines[1]) if n > 1 and line[:1].islower())
    chunks = ["\n".join(lines[0] + lines[1][:cut])]
    chunks += ["\n".join(print_lines(note, columns))] if note else []
    chunks += ["\n".join(lines[1][cut:] + lines[2])]
    document = extract("\n\n".join(chunks), lang="en")
    texts = [block.text for block in document.blocks]
    assert " ".join(sorted(texts)) == " ".join(sorted([*PRINTED, *([note] if note else [])]))


@pytest.mark.parametrize("mark", ["。", "）。", "，"])
def test_a_line_that_begins_with_a_mark_goes_on(mark: str) -> None:
    """Programs that write pages as text break lines behind a link, whatever the width."""
    text, paragraphs = manual(ZH, 70)
    more = f"报告路灯的办法请参看第三章\n{mark}"
    found = extract(f"{text}\n\n{more}\n\n{text}", name="x.txt", lang="zh")
    texts = [block.text for block in found.blocks]
    assert more.replace("\n", "") in texts
    assert set(paragraphs) <= set(texts)


def test_a_stop_alone_in_its_line_parts_paragraphs() -> None:
    """So do licences that are quoted in files of facts about programs."""
    lines = [" ." if not line else f" {line}" for line in manual(EN, 70)[0].split("\n")]
    texts = [block.text for block in extract("\n".join(lines), name="copyright.txt").blocks]
    assert texts.count(".") > 3
    assert set(EN) <= set(texts)
