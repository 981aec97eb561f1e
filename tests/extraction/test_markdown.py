"""Markdown reads as a browser shows it, and what is left out of it is listed."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import describe_left_out, extract, extract_bilingual
from aigov_corpus.extraction.ledger import count_letters
from aigov_corpus.records import Document, LeftOut

SENTENCE = "城市照明应当安全可靠，方便居民出行。"
ENGLISH = "City lighting should be safe and reliable."


def read(text: str, lang: str = "zh") -> Document:
    """The document of a file that is called x.md."""
    return extract(text, name="x.md", lang=lang)


def rows(document: Document) -> list[tuple[str, str, str]]:
    """Kind, section and text of each block."""
    return [(block.kind, block.section, block.text) for block in document.blocks]


def test_inline_html_reads_as_in_a_browser() -> None:
    """Breaks part lines, entities are characters, anchors and pictures are nothing."""
    text = f"甲&nbsp;one<br/>{SENTENCE}<a id='x'></a>\n\n![图](a.png)<span>丙</span> `code` [丁](http://x.org)"
    assert [block.text for block in read(text).blocks] == ["甲 one", SENTENCE, "丙 code 丁"]


def test_a_tag_makes_no_web_page_of_it() -> None:
    """Headings above an `<aside>` are headings, and its text is text."""
    text = f"## 甲\n\n{SENTENCE}\n\n<aside>\n  <p>{SENTENCE}</p>\n</aside>\n\n<div>\n\n## 乙\n\n</div>\n\n丙"
    document = read(text)
    assert [block.section for block in document.blocks] == ["1", "1", "1", "2", "2"]
    assert document.meta["format"] == "markdown"


def test_front_matter_is_metadata() -> None:
    """Its title is the title of the document, and it is listed as left out."""
    document = read(f'---\ntitle: "照明计划"\ntags: [灯]\n---\n\n## 目标\n\n{SENTENCE}')
    assert document.title == "照明计划"
    assert rows(document) == [("heading", "1", "目标"), ("paragraph", "1", SENTENCE)]
    assert document.left_out == (
        LeftOut('title: "照明计划"\ntags: [灯]', "front matter", "line 1"),
    )


def test_text_between_two_rules_is_no_front_matter() -> None:
    """Nor is a text lost that is quoted many times over."""
    text = f"---\n\n{SENTENCE}\n\n---\n\n更多。\n\n" + "> " * 30 + "引文。"
    document = read(text)
    assert [block.text for block in document.blocks] == [SENTENCE, "更多。", "引文。"]
    assert not document.left_out


def test_levels_of_headings_are_those_of_sections() -> None:
    """Numbers never change them, and the numbers of a list open nothing."""
    text = (
        f"# 计划\n\n## 二、目标\n\n1. {SENTENCE}\n2. 灯具更换\n\n### 9. 灯杆 {{#poles}}\n\n{SENTENCE}\n\n"
        f"## 检查\n\n1. 路灯\n\n## 结语\n\n{SENTENCE}"
    )
    assert rows(read(text)) == [
        ("title", "0", "计划"),
        ("heading", "2", "二、目标"),
        ("item", "2", f"1. {SENTENCE}"),
        ("item", "2", "2. 灯具更换"),
        ("heading", "2/9", "9. 灯杆"),
        ("paragraph", "2/9", SENTENCE),
        ("heading", "3", "检查"),
        ("item", "3", "1. 路灯"),
        ("heading", "4", "结语"),
        ("paragraph", "4", SENTENCE),
    ]


def test_a_chapter_keeps_its_name_below_a_preface() -> None:
    """The preface has no number, and takes none from the chapters."""
    text = f"# 法\n\n## 序言\n\n{SENTENCE}\n\n## 第一章 总则\n\n### 第一节 灯\n\n第一条 {SENTENCE}"
    assert [b.section for b in read(text).blocks][1:] == ["1", "1", "ch1", "ch1/s1", "ch1/s1/art1"]


def test_tables_tasks_footnotes_and_code() -> None:
    """Rows are one block each, footnotes stand at the end, code is left out with its line."""
    text = "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n- [x] 完成[^1]\n\n[^1]: 注释。\n\n```py\nprint(1)\n```\n"
    document = read(text)
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("table_row", "甲 | 乙"),
        ("table_row", "丙 | 丁"),
        ("item", "完成"),
        ("item", "注释。"),
    ]
    assert document.left_out == (LeftOut("print(1)", "code", "line 9"),)
    assert "8 characters of code" in describe_left_out(document)


def test_a_paragraph_with_both_languages_is_parted_at_its_break() -> None:
    """`中文<br/>English`, in bold as well, and spans that a style puts on lines of their own."""
    block = "style='display:block'"
    text = (
        f"**一、目标**<br/>**I. Goals**\n\n{SENTENCE}<br/>{ENGLISH}\n\n{SENTENCE}\n{ENGLISH}\n\n"
        f"<strong {block}>二、其他</strong><strong {block}>II. Other</strong>\n\n{SENTENCE}<br>{ENGLISH}"
    )
    zh, en = extract_bilingual(text.encode(), name="both.md")
    assert [b.text for b in zh.blocks] == ["一、目标", SENTENCE, SENTENCE, "二、其他", SENTENCE]
    assert [b.text for b in en.blocks] == ["I. Goals", ENGLISH, ENGLISH, "II. Other", ENGLISH]
    assert [b.section for b in zh.blocks] == [b.section for b in en.blocks]


def test_wrapped_lines_are_joined_and_others_are_not() -> None:
    """Lines that are full go on; lines that end early are paragraphs."""
    wrapped = "\n".join(["The council shall keep all of the lamps in each street"] * 6) + " lit."
    assert len(read(wrapped, "en").blocks) == 1
    assert len(read("路灯检查\n灯杆粉刷\n灯具更换").blocks) == 3


PIECES = [
    "# 标题\n\n", "## Scope {#s}\n\n", "**一、目标**\n\n", f"{SENTENCE}\n", f"{ENGLISH}\n\n", "- 甲\n", "1. 乙\n",
    "   丙\n", "| a | 丁 |\n|---|---|\n| b | c |\n\n", "```\ncode 码\n```\n\n", "<br/>", "<aside>注</aside>\n\n",
    "<script>x</script>", "> 引文\n\n", "[^1]", "\n\n[^1]: 脚注\n\n", "*强调*", "&amp;", "囹（líng）", "---\n\n",
    "5 < 7 ", "路 灯", "https://example.org/a\n", "<rt>yǔ</rt>", "`行内`", "Lamps1 ",
]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=9), st.sampled_from(["x.md", "x.txt"])
)
def test_blocks_and_ledger_are_all_of_the_text(pieces: list[str], name: str) -> None:
    """No letter that the reader saw is missing in any order of pieces, and none is there twice."""
    source = SENTENCE + "\n\n" + "".join(pieces)
    document = extract(source, name=name, lang="zh")
    assert not [w for w in document.meta["warnings"] if "not be accounted for" in w]
    if document.meta["format"] == "text":
        found = count_letters(
            [b.text for b in document.blocks] + [x.text for x in document.left_out]
        )
        assert found == count_letters([source])
    else:
        # an open fence makes code of all below it, which the ledger has
        whole = "".join([b.text for b in document.blocks] + [x.text for x in document.left_out])
        assert whole.count("甲") == sum("甲" in piece for piece in pieces)
        assert whole.count("注") >= sum("<aside>" in p for p in pieces)


@pytest.mark.parametrize("name", ["x.md", "x.txt"])
def test_what_a_reader_loses_would_be_told(name: str) -> None:
    """No warning for a text with every kind of markup."""
    document = extract("".join(dict.fromkeys(PIECES)), name=name, lang="zh")
    assert not [w for w in document.meta["warnings"] if re.search("accounted", w)]


def test_comments_and_texts_for_pictures_are_listed() -> None:
    """They are no text of the page, and are not lost either."""
    document = read(f"{SENTENCE}![图](a.png)\n\n<!-- 甲\n乙 -->\n\n<img alt='丙' src=x>\n")
    assert [block.text for block in document.blocks] == [SENTENCE]
    assert [(piece.text, piece.reason) for piece in document.left_out] == [
        ("图", "alternative text"),
        ("甲乙", "comment"),
        ("丙", "alternative text"),
    ]
    assert not document.meta["warnings"]


@pytest.mark.parametrize(
    "deep", [">" * 101 + " 甲", "".join("  " * n + "- 甲\n" for n in range(60))]
)
def test_nesting_that_would_lose_text_is_refused(deep: str) -> None:
    """The parser reads no text below a hundred levels."""
    with pytest.raises(InvalidInputError, match=r"x.md, line \d+: .* more than 100 levels deep"):
        read(f"{SENTENCE}\n\n{deep}")


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["a`", "> a\n", "*a ", "[a](", "- 灯\n", "|灯|杆|\n"])
def test_time_is_linear(piece: str) -> None:
    """Four times the text takes no sixteen times the time."""
    times = []
    for size in (2_000, 8_000):
        began = time.process_time()
        read(f"# {SENTENCE}\n\n|甲|乙|\n|-|-|\n" + piece * size)
        times.append(time.process_time() - began)
    assert times[1] < 10 * times[0] + 0.5


def test_marks_for_site_programs_are_markup() -> None:
    """Titles of containers and the texts in them are text; their marks are in the ledger."""
    text = (
        ":::tip 灯光\n甲乙丙。\n:::\n\n::: warning\n丁。\n:::\n\n[[toc]]\n\n> [!NOTE]\n> 戊。\n\n"
        '{{< note >}}\n己。\n{{< /note >}}\n\n{% include x.html %}\n\nimport A from "./a"\n\n庚 [x](y)'
    )
    document = read(text)
    assert [block.text for block in document.blocks] == [
        "灯光", "甲乙丙。", "丁。", "戊。", "己。", "庚 x",
    ]  # fmt: skip
    assert [piece.text for piece in document.left_out] == [
        "tip", "warning", "[[toc]]", "[!NOTE]", "{{< note >}}", "{{< /note >}}",
        "{% include x.html %}", 'import A from "./a"',
    ]  # fmt: skip
    assert document.meta["warnings"] == []


def test_marks_inside_html_are_read() -> None:
    """Links and bold text inside an `<aside>` are read, and two languages in `<span>`s are parted."""
    text = f"<aside>\n  {SENTENCE}[甲](http://x.org) **乙**\n</aside>"
    assert [block.text for block in read(text).blocks] == [f"{SENTENCE}甲乙"]
    both = b"<span>\xe2\x80\x94\xe5\xae\x8c\xe2\x80\x94</span><span>End</span>\n\n\xe7\x94\xb2\n\nA"
    zh, en = extract_bilingual(both, name="x.md")
    assert [block.text for block in zh.blocks] == ["—完—", "甲"]
    assert [block.text for block in en.blocks] == ["End", "A"]


def test_front_matter_in_toml_is_metadata() -> None:
    """Its title is the title."""
    document = extract('+++\ntitle = "路灯"\ndraft = true\n+++\n\n路灯应当检查。\n', name="x.md")
    assert (document.title, [block.text for block in document.blocks]) == (
        "路灯",
        ["路灯应当检查。"],
    )
    assert [piece.reason for piece in document.left_out] == ["front matter"]


def test_terms_directives_and_settings_are_read_as_their_programs_show_them() -> None:
    """Lists of terms, the text of a MyST directive, the width of a picture."""
    text = (
        "路灯\n: 照明的灯。\n\n```{note} 小心\n:class: x\n有电的*路灯*。\n```\n\n"
        "![灯](a.png){width=50%}\n\n```{code} sh\nmake\n```\n"
    )
    document = extract(text, name="x.md", lang="zh")
    assert [block.text for block in document.blocks] == [
        "路灯",
        "照明的灯。",
        "小心",
        "有电的路灯。",
    ]
    assert {piece.reason for piece in document.left_out} == {"markup", "alternative text", "code"}


def test_stars_around_chinese_marks_are_bold_to_their_author() -> None:
    """Though not to CommonMark, by which they would stay; stars in a formula stay."""
    document = extract("这是**“重点”**和**加粗。**后面。\n\n2 ** 3 ** 4\n", name="x.md", lang="zh")
    assert [block.text for block in document.blocks] == ["这是“重点”和加粗。后面。", "2 ** 3 ** 4"]


def test_a_higher_heading_below_a_lower_one_opens_a_section_of_its_own() -> None:
    """No two sections have one path."""
    text = "### 甲\n\n甲文。\n\n# 乙\n\n乙文。\n\n## 丙\n\n丙文。\n"
    blocks = extract(text, name="x.md", lang="zh").blocks
    assert [block.section for block in blocks if block.kind == "paragraph"] == ["1", "2", "2/1"]


def test_titles_of_boxes_and_tabs_of_mkdocs() -> None:
    """They stand in quotes; a title that only names the kind of the box is markup."""
    document = extract(
        '# 灯\n\n!!! tip "提示"\n    请先更换灯具。\n\n!!! note "关于 `lamp` 的说明"\n    这里是说明。\n\n'
        '=== "钠灯"\n\n    钠灯很热。\n\n??? warning\n    当心。\n',
        name="a.md",
        lang="zh",
    )
    assert [block.text for block in document.blocks] == [
        *(
            "灯",
            "请先更换灯具。",
            "关于 lamp 的说明",
            "这里是说明。",
            "钠灯",
            "钠灯很热。",
            "当心。",
        )
    ]
    left_out = [piece.text for piece in document.left_out]
    assert left_out == ['!!! tip "提示"', "!!! note", "===", "??? warning"]
