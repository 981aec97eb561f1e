"""OpenDocument texts, written as LibreOffice and pandoc write them."""

from __future__ import annotations

import io
import zipfile

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(
    f'xmlns:{short}="{URN}:{long}:1.0"'
    for short, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
    }.items()
) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:m="http://www.w3.org/1998/Math/MathML"'
)
LEVELS = """
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."
  style:num-prefix="第" style:num-suffix="条"/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
"""
STYLES = f"""
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Author" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="H" style:family="paragraph" style:default-outline-level="1"/>
<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"
  style:num-suffix="."/></text:outline-style>
<text:list-style style:name="L">{LEVELS}</text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>
"""
AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/>
</style:style>
<style:style style:name="Struck" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="Up" style:family="text">
<style:text-properties style:text-position="33% 58%"/></style:style>
<style:style style:name="Line" style:family="text">
<style:text-properties style:text-position="14% 100%"/></style:style>
<style:style style:name="Low" style:family="text">
<style:text-properties style:text-position="sub 58%"/></style:style>
"""
PAGE = """<office:master-styles><style:master-page style:name="Standard">
<style:header><text:p>页眉</text:p></style:header></style:master-page></office:master-styles>"""


def root(name: str, content: str) -> str:
    """One file of XML."""
    return f'<?xml version="1.0"?><office:{name} {NAMES}>{content}</office:{name}>'


def content_of(body: str) -> str:
    """The styles and the text of a document."""
    return (
        f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )


def odt(
    body: str, *, first: str = "mimetype", manifest: str = "", styles: str = STYLES, **more: str
) -> bytes:
    """An OpenDocument text with a body."""
    kind = "application/vnd.oasis.opendocument.text"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        files.writestr(first, kind)
        files.writestr("META-INF/manifest.xml", f"<manifest>{kind}{manifest}</manifest>")
        files.writestr("content.xml", root("document-content", content_of(body)))
        common = f"<office:styles>{styles}</office:styles>{PAGE}"
        files.writestr("styles.xml", root("document-styles", common))
        title = "<office:meta><dc:title>计划</dc:title></office:meta>"
        files.writestr("meta.xml", root("document-meta", title))
        for name, text in more.items():
            files.writestr(f"{name}/content.xml", text)
    return out.getvalue()


def read(data: bytes) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    """The texts of a document, what is left out, and the warnings."""
    document = extract(data, name="plan.odt", lang="zh")
    return (
        [f"{block.kind[0]} {block.text}" for block in document.blocks],
        [(piece.text, piece.reason) for piece in document.left_out if piece.text != "页眉"],
        document.meta["warnings"],
    )


def test_an_archive_that_was_packed_again() -> None:
    """Its kind does not stand at the beginning, and no list of its parts names it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt("<text:p>灯亮了。</text:p>"))) as old:
        parts = {name: old.read(name) for name in ("content.xml", "styles.xml", "mimetype")}
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    assert read(out.getvalue())[0] == ["p 灯亮了。"]


def test_headings_lists_and_tables() -> None:
    """With the numbers that the program counts; a list goes on behind the text that parts it."""
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    texts, left_out, warnings = read(
        odt(
            '<text:p text:style-name="P1">检修计划</text:p>'
            '<text:p text:style-name="Author">市政局编写并发布了这份计划。</text:p>'
            '<text:h text:style-name="H" text:outline-level="1">范围</text:h>'
            '<text:list text:style-name="L"><text:list-item><text:p>检查<text:s/>灯具。</text:p>'
            f"<text:list>{item.format('高杆灯。')}{item.format('路灯。')}</text:list>"
            f"</text:list-item>{item.format('检查灯杆。')}</text:list>"
            "<text:p>中间的话说明了原因。</text:p>"
            f'<text:list text:style-name="L" text:continue-numbering="true">'
            f"{item.format('检查电缆。')}</text:list>"
            f'<text:list text:style-name="B">{item.format("没有编号的一项。")}</text:list>'
            "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
            "<text:p>灯具</text:p></table:table-cell><table:table-cell><text:p>数量</text:p>"
            "<text:p>（盏）</text:p></table:table-cell></table:table-row>"
            "</table:table-header-rows><table:table-row><table:table-cell "
            'table:number-columns-spanned="2"><text:p>合计不包括支路的灯。</text:p>'
            "</table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
        )
    )
    assert texts == [
        "t 检修计划",
        "p 市政局编写并发布了这份计划。",
        "h 1. 范围",
        "p 第一条 检查 灯具。",
        "p a) 高杆灯。",
        "p b) 路灯。",
        "p 第二条 检查灯杆。",
        "p 中间的话说明了原因。",
        "p 第三条 检查电缆。",
        "i 没有编号的一项。",
        "t 灯具 | 数量（盏）",
        "p 合计不包括支路的灯。",
    ]
    assert (left_out, warnings) == ([], [])


def test_items_without_text_count() -> None:
    """As the program counts them; in a table their number is read."""
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    items = "".join(map(item.format, ("灯具。", "", "灯杆。")))
    last = f'<text:list text:style-name="L" text:continue-numbering="true">{item.format("")}'
    cells = (f"{last}</text:list>", "<text:p>电缆</text:p>")
    row = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    texts, _, warnings = read(
        odt(
            f'<text:list text:style-name="L">{items}</text:list>'
            f"<table:table><table:table-row>{row}</table:table-row></table:table>"
        )
    )
    assert (texts, warnings) == (["p 第一条 灯具。", "p 第三条 灯杆。", "t 第四条 | 电缆"], [])


def test_mistakes_in_names_do_no_harm() -> None:
    """An attribute whose prefix is declared nowhere, and ids that are no names or stand twice."""
    body = '<text:p new:mode="1" xml:id="7#1">灯具由市政局检修。</text:p>'
    body += '<text:p xml:id="a">灯杆亦同。</text:p><text:p xml:id="a">电缆亦同。</text:p>'
    texts = ["p 灯具由市政局检修。", "p 灯杆亦同。", "p 电缆亦同。"]
    assert read(odt(body)) == (texts, [], [])


def test_all_texts_of_a_file_are_read() -> None:
    """Programs that join files leave several texts in one."""
    body = "<text:p>灯具。</text:p></office:text><office:text><text:p>灯杆。</text:p>"
    assert read(odt(body)) == (["p 灯具。", "p 灯杆。"], [], [])


def test_what_is_not_shown_is_left_out() -> None:
    """Each piece with its reason; notes stand at the end, formulas in their place."""
    texts, left_out, warnings = read(
        odt(
            "<text:p>句子一<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>脚注的话。</text:p></text:note-body></text:note>说明了原因"
            "<office:annotation><dc:creator>某人</dc:creator><text:p>批注</text:p>"
            '</office:annotation>。<text:span text:style-name="Gone">隐藏</text:span>'
            '<text:span text:style-name="Struck">旧话</text:span></text:p>'
            "<text:p>句子二<draw:frame><draw:text-box><text:p>框里的话。</text:p></draw:text-box>"
            "<svg:desc>照片</svg:desc></draw:frame>说明了结果"
            '<draw:frame><draw:object xlink:href="./F"/></draw:frame>。</text:p>'
            '<text:p><draw:frame><draw:object xlink:href="./G"/></draw:frame>图表说明。</text:p>'
            '<text:section text:display="none"><text:p>整段不见</text:p></text:section>'
            "<text:table-of-content><text:index-body><text:p>目录 1</text:p></text:index-body>"
            "</text:table-of-content>"
            "<text:p>日期：<text:placeholder>年月日</text:placeholder></text:p>"
            "<text:p><text:ruby><text:ruby-base>汉字</text:ruby-base><text:ruby-text>hànzì"
            "</text:ruby-text></text:ruby>有读音。</text:p>",
            F='<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>E</mi><mo>=</mo></math>',
            G="<chart/>",
        )
    )
    assert texts == [
        "p 句子一说明了原因。",
        "p 句子二说明了结果E=。",
        "p 框里的话。",
        "p 图表说明。",
        "p 日期：",
        "p 汉字有读音。",
        "p 脚注的话。",
    ]
    assert sorted(left_out) == sorted(
        [
            ("1", "note mark"),
            ("批注", "comment"),
            ("隐藏", "hidden text"),
            ("旧话", "deleted text"),
            ("照片", "alternative text"),
            ("整段不见", "hidden text"),
            ("目录 1", "table of contents"),
            ("年月日", "prompt"),
            ("hànzì", "reading"),
        ]
    )
    assert warnings[:1] == [
        "charts and other objects that were not read: 1; copy what they say into the text"
    ]


def test_digits_above_the_line_are_raised() -> None:
    """Behind a digit; and no letter counts as lost."""
    up, down, line = (
        f'<text:span text:style-name="{name}">2</text:span>' for name in ("Up", "Low", "Line")
    )
    texts, _, warnings = read(
        odt(f"<text:p>共10{up}盏，5m{up}，CO{down}，3{down}{line}。</text:p>")
    )
    assert (texts, warnings) == (["p 共10²盏，5m2，CO2，322。"], [])


def test_cells_of_a_table_in_a_cell_stay_apart() -> None:
    """They are no cells of the outer table."""

    def table(*cells: str) -> str:
        row = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f"<table:table><table:table-row>{row}</table:table-row></table:table>"

    first, one, two, last = (
        f"<text:p>{text}</text:p>" for text in ("路灯", "灯一", "灯二", "三盏")
    )
    assert read(odt(table(first + table(one, two), last)))[0] == ["t 路灯 灯一 灯二 | 三盏"]


CHANGE = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>{}</text:deletion>'
    '</text:changed-region><text:changed-region text:id="c2"><text:insertion/>'
    "</text:changed-region></text:tracked-changes>"
)


@pytest.mark.parametrize(
    "body",
    [
        CHANGE.format("<text:p>小巷，不过</text:p>")
        + '<text:p>检查道路，<text:change text:change-id="c1"/>'
        '<text:change-start text:change-id="c2"/>也检查<text:change-end text:change-id="c2"/>'
        "桥梁。</text:p>",
        CHANGE.format("")
        + '<text:p>检查道路，<text:change-start text:change-id="c1"/>小巷，</text:p>'
        '<text:p>不过<text:change-end text:change-id="c1"/>也检查桥梁。</text:p>',
    ],
    ids=["apart", "in-place"],
)
def test_tracked_changes(body: str) -> None:
    """What a change deletes is left out, wherever the program keeps it."""
    texts, left_out, _ = read(odt(body))
    assert texts == ["p 检查道路，也检查桥梁。"]
    assert left_out == [("小巷，不过", "deleted text")]


def test_one_file_of_xml_and_an_archive_packed_anew() -> None:
    """Both are read as the usual form is."""
    body = "<text:p>检查道路，也检查桥梁。</text:p>"
    kind = f'office:mimetype="{"application/vnd.oasis.opendocument.text"}"'
    flat = root("document", content_of(body)).replace(
        "<office:document ", f"<office:document {kind} "
    )
    assert read(flat.encode()) == read(odt(body)) == read(odt(body, first="Thumbnails/a"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (odt("<text:p>一</text:p>")[:900], "damaged; open it in a word processor"),
        (odt("<text:p>一</text:p>", manifest="<encryption-data/>"), "opens only with a password"),
    ],
    ids=["damaged", "encrypted"],
)
def test_what_cannot_be_read_is_refused(data: bytes, told: str) -> None:
    """With what to do."""
    with pytest.raises(InvalidInputError, match=told):
        extract(data, name="plan.odt")


def test_the_title_is_known_by_its_style_without_a_definition() -> None:
    """As pandoc writes it; the author and the first heading below are no lines of the title."""
    body = (
        '<text:p text:style-name="Title">城市照明条例</text:p><text:p>市政府</text:p>'
        '<text:h text:outline-level="1">总则</text:h><text:p>灯具应当检查。</text:p>'
    )
    document = extract(odt(body, styles=""), name="a.odt")
    assert [(block.kind, block.text) for block in document.blocks][:3] == [
        ("title", "城市照明条例"),
        ("paragraph", "市政府"),
        ("heading", "总则"),
    ]
