"""Files in which each line of a page is a paragraph, as programs that convert PDFs leave them."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable

import docx
import pytest

from aigov_corpus.extraction import extract

ZH = [
    "第一条 为了加强城市照明管理，改善城市照明环境，促进能源节约，提高人民生活质量，"
    "根据有关法律和国务院的规定，制定本办法。",
    "第二条 市人民政府照明主管部门负责本行政区域内城市照明的监督管理工作，其他有关部门"
    "在各自职责范围内做好相关工作，并且每年向市人民政府报告执行情况和所用的经费。",
    "第三条 城市照明应当安全可靠、节能环保，与经济社会发展水平相适应，不得影响居民的正常生活"
    "和道路交通安全，也不得妨碍消防车辆通行。",
]
EN = [
    "Article 1 These Measures are made in accordance with the relevant laws and provisions to "
    "strengthen the management of urban lighting, to save energy and to improve people's lives.",
    "Article 2 The lighting department of the municipal government is responsible for the "
    "supervision of urban lighting in its area and reports each year on what it has done.",
    "Article 3 Urban lighting shall be safe, reliable and economical, and shall neither disturb "
    "the life of residents nor endanger traffic, nor block the way of fire engines.",
]


def lines(paragraphs: list[str]) -> list[str]:
    """The lines of a page on which each paragraph is broken at a width."""
    if paragraphs[0].isascii():
        return [line for text in paragraphs for line in textwrap.wrap(text, 44)]
    return [text[n : n + 20] for text in paragraphs for n in range(0, len(text), 20)]


def as_docx(texts: list[str]) -> bytes:
    """A Word file with a paragraph for each text."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(file := io.BytesIO())
    return file.getvalue()


def as_page(texts: list[str]) -> bytes:
    """A web page with a paragraph for each text."""
    return f"<html><body>{''.join(f'<p>{text}</p>' for text in texts)}</body></html>".encode()


def as_text(texts: list[str]) -> bytes:
    """A text with a blank line behind each line."""
    return "\n\n".join(texts).encode()


@pytest.mark.parametrize("write", [as_docx, as_page, as_text])
@pytest.mark.parametrize(("paragraphs", "lang"), [(ZH, "zh"), (EN, "en")])
def test_lines_become_paragraphs(
    write: Callable[[list[str]], bytes], paragraphs: list[str], lang: str
) -> None:
    """Whatever the format; in English, lines may end with "of" and "and"."""
    document = extract(write(lines(paragraphs * 2)), lang=lang)
    assert [block.text for block in document.blocks] == paragraphs * 2


def test_a_warning_says_how_many_and_how_to_keep_them() -> None:
    """The layout `plain` keeps the paragraphs of a Word file as they are."""
    data = as_docx(lines(ZH * 2))
    warning = next(w for w in extract(data, lang="zh").meta["warnings"] if "joined to" in w)
    assert f"its {len(lines(ZH * 2))} lines were joined to 6 paragraphs" in warning
    kept = extract(data, lang="zh", layout="plain")
    assert [block.text for block in kept.blocks] == lines(ZH * 2)


def test_titles_of_like_lengths_stay_apart() -> None:
    """No line ends where the first word of the next one had no room; or all begin anew."""
    titles = [
        f"The office of city lighting reports {n} lamps in {n} streets" for n in range(10, 40)
    ]
    names = [
        "关于" + "进一步" * (n % 3) + "加强城市照明管理工作的若干意见和通知" for n in range(30)
    ]
    contents = [
        f"{n}.{m}. Lamps and Posts in Street {n * m}" for n in (1, 2, 3) for m in range(1, 9)
    ]
    for texts, lang in ((titles, "en"), (names, "zh"), (contents, "en")):
        document = extract(as_docx(texts), lang=lang)
        assert len(document.blocks) == len(texts)


def test_whole_paragraphs_among_short_ones_stay_apart() -> None:
    """Lines of a page are not longer than it is wide."""
    texts = [*lines(ZH * 2), *ZH, *ZH]
    assert len(extract(as_docx(texts), lang="zh").blocks) == len(texts)


def test_paragraphs_in_one_line_are_parted_at_their_indents() -> None:
    """Two wide spaces part them behind sentences and headings, and not the cells of a line."""
    texts = ["第一章　总则", *ZH, "本办法由市人民政府负责解释。"]
    document = extract("　　" + "　　".join(texts), lang="zh")
    assert [block.text for block in document.blocks] == texts
    cells = "姓名　　王明　　职务　　主任　　电话　　12345"
    assert [block.text for block in extract(cells, lang="zh").blocks] == [cells]


SLOGANS = [
    "加快建设更高水平开放型经济新体制的若干重要举措",
    "深入推进新型城镇化和城乡融合发展的总体工作方案",
    "全面提升政务服务效能和数字政府建设的指导意见",
    "持续优化营商环境促进民营经济发展的实施办法细",
    "完善基本公共卫生服务体系建设的中长期发展规划",
    "推动制造业高端化智能化绿色化发展的行动指南书",
] * 2


@pytest.mark.parametrize("form", ["{}\n\n", "{}\n", "7  {}\n"])
def test_slogans_of_one_length_stay_apart(form: str) -> None:
    """Broken prose has marks inside its lines; a list of titles, even a numbered one, has none."""
    lines = [f"{line[:3]}{number}{line[3:]}" for number, line in enumerate(SLOGANS, 10)]
    text = "".join(form.format(line).replace("7", str(n)) for n, line in enumerate(lines, 1))
    assert len(extract(text, lang="zh").blocks) == len(lines)


def test_the_fields_of_a_form_stay_in_their_line() -> None:
    """A colon is no end of a sentence, so wide spaces behind it part no paragraphs."""
    form = "姓名：\u3000\u3000性别：\u3000\u3000籍贯：\u3000\u3000单位："
    assert form in [block.text for block in extract(f"登记表\n\n{form}\n", lang="zh").blocks]


ITEM = "the keeping of the street lamps in the streets of the city in good order"


@pytest.mark.parametrize("number", ["{})", "({})", "{}."])
@pytest.mark.parametrize("text", ["加强城市路灯的管理和养护工作以保障照明", ITEM])
def test_items_with_letters_are_no_lines(number: str, text: str) -> None:
    """Twenty items of one length, none with a stop, stay twenty."""
    items = [f"{number.format(letter)} {text}" for letter in "abcdefghijklmnopqrst"]
    document = extract(as_docx(items), name="list.docx")
    assert [block.text for block in document.blocks] == items
    assert not document.meta["warnings"]


def test_english_items_with_chinese_numbers_are_no_lines() -> None:
    """The numbers that a Chinese program counts stand before English items, too."""
    numbers = [f"{ten}{unit}" for ten in ("", "十", "二十") for unit in "一二三四五六七八九"]
    items = [f"{number}、{ITEM}" for number in numbers]
    assert len(extract(as_docx(items), name="list.docx").blocks) == len(items)
