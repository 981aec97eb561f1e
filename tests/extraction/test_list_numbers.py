"""The numbers that a browser shows before items and paragraphs."""

from __future__ import annotations

import pytest

from aigov_corpus.extraction import extract
from aigov_corpus.extraction.html.number_styles import CounterStyle, write_marker

LAW = ["为了规范人工智能服务，制定本条例。", "国家鼓励人工智能的创新发展。", "提供者应当遵守法律。"]
LINE = "人工智能是人类发展的新领域，也是新一轮科技革命的重要力量，需要各方共同努力。"
WORD = "letters of the file"


def read(page: str) -> list[str]:
    """Return the lines of a page, after making sure that every letter is accounted for."""
    document = extract(f"<html><body>{page}</body></html>", name="x.html", lang="zh")
    assert not any(WORD in warning for warning in document.meta["warnings"])
    return [block.text for block in document.blocks]


def items(*texts: str) -> str:
    """Return the items of a list."""
    return "".join(f"<li>{text}</li>" for text in texts)


@pytest.mark.parametrize(
    ("attributes", "numbers"),
    [
        ("", ["1. ", "2. ", "3. "]),
        ("start=4", ["4. ", "5. ", "6. "]),
        ("type=a", ["a. ", "b. ", "c. "]),
        ("type=I start=3", ["III. ", "IV. ", "V. "]),
        ("reversed", ["3. ", "2. ", "1. "]),
        ("style='list-style: cjk-ideographic inside'", ["一、", "二、", "三、"]),
        ("style='list-style-type: \"注意\"'", ["注意 "] * 3),
        ("style='list-style: none'", ["", "", ""]),
        ("style='list-style-type: square'", ["", "", ""]),
        ("class=law", ["第一条 ", "第二条 ", "第三条 "]),
    ],
)
def test_the_numbers_of_a_list_are_read(attributes: str, numbers: list[str]) -> None:
    """As a browser shows them: by attributes, by a style, by a style that the page defines."""
    sheet = (
        "<style>/* {x} */ @counter-style law {system: extends cjk-ideographic; prefix: '第';"
        "suffix: '条\\3000'} @media print {ol {list-style: none}} ol.law {list-style: law}</style>"
    )
    lines = read(f"{sheet}<p>{LINE}</p><ol {attributes}>{items(*LAW)}</ol>")
    assert lines == [LINE, *(f"{number}{text}" for number, text in zip(numbers, LAW, strict=True))]


def test_articles_that_a_style_sheet_counts_are_sections() -> None:
    """As Google Docs writes its lists; a list may go on behind a paragraph."""
    page = (
        "<html><style>ol.a{list-style-type:none}ol.a.start{counter-reset:n 0}"
        ".a>li{counter-increment:n}"
        ".a>li:before{content:'\\7b2c' counter(n,cjk-ideographic) '\\6761'}"
        f"</style><body><h1>条例</h1><ol class='a start'>{items(*LAW[:2])}</ol><p>{LINE}</p>"
        f"<ol class=a start=3>{items(LAW[2])}</ol></body></html>"
    )
    document = extract(page, name="x.html", lang="zh")
    assert [(block.section, block.text) for block in document.blocks[1:]] == [
        ("art1", f"第一条 {LAW[0]}"),
        ("art2", f"第二条 {LAW[1]}"),
        ("art2", LINE),
        ("art3", f"第三条 {LAW[2]}"),
    ]


def test_inner_lists_and_values_count_by_themselves() -> None:
    """A hidden item does not count, and an item may state its number."""
    inner = f"<ol type=i>{items('甲方负责。', '乙方负责。')}</ol>"
    outer = f"<li><p>{LAW[0]}</p>{inner}</li><li hidden>x</li><li value=7>{LAW[1]}"
    lines = read(f"<p>{LINE}</p><ol>{outer}</ol>")
    assert lines[1:] == [
        f"1. {LAW[0]}",
        "i. 甲方负责。",
        "ii. 乙方负责。",
        f"7. {LAW[1]}",
    ]


def test_numbers_in_the_text_are_not_doubled() -> None:
    """A style sheet outside the page hides those of the list then."""
    lines = ["（一）甲方负责。", "（二）乙方负责。"]
    assert read(f"<p>{LINE}</p><ol>{items(*lines)}</ol>")[1:] == lines


def test_an_item_with_a_number_of_its_own_gets_no_other() -> None:
    """Though the other items of its list have none in their text."""
    lines = ["甲方负责。", "（二）乙方负责。", "丙方负责。"]
    assert read(f"<p>{LINE}</p><ol>{items(*lines)}</ol>")[1:] == [
        "1. 甲方负责。", "（二）乙方负责。", "3. 丙方负责。"
    ]  # fmt: skip


def test_short_lists_amid_a_text_are_no_sections() -> None:
    """A list divides a text only if it is the only one, and the text does not go on below it."""
    lists = "".join(f"<p>{LINE}</p><ol>{items('甲', '乙')}</ol>" for _ in range(2))
    for page in (lists, f"<p>{LINE}</p><ol>{items('甲', '乙')}</ol><p>{LINE}</p>"):
        document = extract(f"<h1>办法</h1>{page}".encode(), name="page.html", lang="zh")
        assert {block.section for block in document.blocks} == {"0"}


def test_numbers_of_notes_are_no_text() -> None:
    """Their marks in the text are left out, too."""
    notes = "<li id=fn1><p>见附件。<a href='#r1' class=footnote-back>↩</a></p></li>"
    assert read(f"<p>{LINE}</p><ol>{notes}</ol>")[1:] == ["见附件。"]


def test_a_page_with_nothing_but_its_text_is_read_whole() -> None:
    """A title above a list, as word processors save it, stands outside the densest element."""
    assert read(f"<p>照明办法</p><ol>{items(LINE, LINE)}</ol>")[0] == "照明办法"


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (27, "lower-alpha", "aa. "),
        (10, "cjk-decimal", "一〇、"),
        (11, "trad-chinese-formal", "壹拾壹、"),
        (10, "cjk-heavenly-stem", "癸、"),
        (11, "cjk-heavenly-stem", "一一、"),
        (13, "cjk-earthly-branch", "一三、"),
        (3, "mine", "C) "),
        (9, "mine", "9) "),
        (5, "stars", "**. "),
        (2, "unknown", "2. "),
        (0, "upper-roman", "0. "),
    ],
)
def test_styles_of_numbers(number: int, style: str, written: str) -> None:
    """Those of CSS, and those that a page defines."""
    own = {
        "mine": CounterStyle("fixed", ("A", "B", "C"), suffix=") "),
        "stars": CounterStyle("symbolic", ("*", "†", "‡")),
    }
    assert write_marker(number, style, own) == written.replace("**", "††")
