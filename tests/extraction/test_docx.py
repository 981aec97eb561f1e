"""Word files, made with the library that reads them."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract, extract_bilingual

ZH = "各区应当在四月底前检查全部主要道路的灯具，发现损坏的应当及时更换。"
EN = (
    "The districts are to check the lamps of all main "
    "roads by the end of April and replace broken ones."
)


def word_file(*, table: bool = False) -> bytes:
    """A small bilingual document."""
    import docx

    document = docx.Document()
    document.add_heading("路灯检修计划", level=0)
    document.add_heading("一、检修范围", level=1)
    document.add_paragraph(ZH)
    document.add_heading("1. Scope", level=1)
    document.add_paragraph(EN)
    if table:
        rows = document.add_table(rows=2, cols=2)
        for row, (zh, en) in zip(rows.rows, [("灯具", "Lamps"), ("灯杆", "Poles")], strict=True):
            row.cells[0].text, row.cells[1].text = zh, en
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_headings_and_paragraphs() -> None:
    """The styles say what is a title and a heading; both languages are told apart."""
    zh, en = extract_bilingual(word_file(), name="plan.docx")
    assert [(b.kind, b.section, b.text) for b in zh.blocks] == [
        ("title", "0", "路灯检修计划"),
        ("heading", "1", "一、检修范围"),
        ("paragraph", "1", ZH),
    ]
    assert [(b.kind, b.section, b.text) for b in en.blocks] == [
        ("heading", "1", "1. Scope"),
        ("paragraph", "1", EN),
    ]
    assert zh.meta["format"] == "docx"
    assert zh.title == "路灯检修计划"


def test_tables_nested_too_deeply_are_named() -> None:
    """The parser of XML reads no deeper; the file is no other kind of file for that."""
    out = io.BytesIO()
    tags = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
    with zipfile.ZipFile(io.BytesIO(word_file())) as whole, zipfile.ZipFile(out, "w") as deep:
        for name in whole.namelist():
            text = whole.read(name)
            if name == "word/document.xml":
                tables = tags[0] * 200 + "<w:p/>" + tags[1] * 200
                text = text.replace(b"<w:body>", b"<w:body>" + tables.encode(), 1)
            deep.writestr(name, text)
    with pytest.raises(InvalidInputError, match="nested too deeply"):
        extract(out.getvalue(), name="deep.docx")


def test_rows_of_a_table_are_cut_by_language() -> None:
    """A table with a language in each column."""
    zh, en = extract_bilingual(word_file(table=True), name="plan.docx")
    assert [b.text for b in zh.blocks][-2:] == ["灯具", "灯杆"]
    assert [b.text for b in en.blocks][-2:] == ["Lamps", "Poles"]


@pytest.mark.parametrize("data", [word_file()[:2000], b"PK\x03\x04 not a zip"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    """The message says what to do."""
    with pytest.raises(InvalidInputError, match="cut off or damaged"):
        extract(data, name="plan.docx")


def test_another_zip_is_refused() -> None:
    """A zip archive with other things in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(InvalidInputError, match="not text but an archive; unpack it"):
        extract(out.getvalue(), name="a.zip")


@cache
def plain(header: str) -> bytes:
    """An empty document."""
    import docx

    document = docx.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(xml: str, **parts: str) -> bytes:
    """A Word file whose body begins with `xml`; parts: header, footnotes, pattern, lists."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain(parts.get("header", "")))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                data = data.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)
            if item.filename == "word/_rels/document.xml.rels" and "footnotes" in parts:
                data = data.replace(b"</Relationships>", NOTES_RELATION + b"</Relationships>")
            if item.filename == "[Content_Types].xml" and "footnotes" in parts:
                data = data.replace(b"</Types>", NOTES_TYPE + b"</Types>")
            if item.filename == "word/styles.xml" and "styles" in parts:
                data = data.replace(b"</w:styles>", parts["styles"].encode() + b"</w:styles>")
            if item.filename == "word/numbering.xml" and "pattern" in parts:
                pattern = f'<w:lvlText w:val="{parts["pattern"]}'
                data = data.replace(b'<w:lvlText w:val="', pattern.encode())
            if item.filename == "word/numbering.xml" and "lists" in parts:
                data = f'<w:numbering xmlns:w="{W}">{parts["lists"]}</w:numbering>'.encode()
            new.writestr(item, data)
        if "footnotes" in parts:
            notes = f'<w:footnotes xmlns:w="{W}">{parts["footnotes"]}</w:footnotes>'
            new.writestr("word/footnotes.xml", notes)
    return out.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES_RELATION = (
    b'<Relationship Id="n1" Target="footnotes.xml" Type="http://schemas.openxmlformats.org'
    b'/officeDocument/2006/relationships/footnotes"/>'
)
NOTES_TYPE = (
    b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats'
    b'-officedocument.wordprocessingml.footnotes+xml"/>'
)
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(text: str) -> str:
    """A run of text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def p(content: str, style: str = "") -> str:
    """A paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


def read(data: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """The texts of the blocks, and what is left out with the reasons."""
    document = extract(data, name="plan.docx", lang="zh")
    warnings = document.meta["warnings"]
    is_deleted = [piece.reason == "deleted text" for piece in document.left_out]
    assert len(warnings) == any(is_deleted)
    assert all(warning.startswith(f"{sum(is_deleted)} deleted") for warning in warnings)
    left_out = [(piece.text, piece.reason) for piece in document.left_out]
    return [block.text for block in document.blocks], left_out


def test_text_is_read_wherever_it_stands() -> None:
    """Tracked insertions, content controls, links, text boxes, notes; deletions are left out."""
    box = f"<w:txbxContent>{p(run('框里的字。'))}</w:txbxContent>"
    body = "".join(
        [
            p(
                run("前，")
                + f"<w:ins>{run('插入，')}</w:ins><w:hyperlink>{run('链接。')}</w:hyperlink>"
            ),
            f"<w:sdt><w:sdtContent>{p(run('控件里的段落。'))}</w:sdtContent></w:sdt>",
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{p(run('单击此处。'))}</w:sdtContent></w:sdt>",
            p(
                run("有框。")
                + f"<w:r><mc:AlternateContent {MC}><mc:Choice Requires='wps'>{box}</mc:Choice>"
                f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
            ),
            p(run("留。") + "<w:del><w:r><w:delText>删。</w:delText></w:r></w:del>"),
            p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏。</w:t></w:r>" + run("显。")),
        ]
    )
    texts, left_out = read(with_body(body, header="页眉", footnotes=p(run("脚注。"))))
    assert texts == [
        "前，插入，链接。", "控件里的段落。", "有框。", "框里的字。", "留。", "显。", "脚注。"
    ]  # fmt: skip
    assert left_out == [
        ("单击此处。", "prompt"),
        ("删。", "deleted text"),
        ("藏。", "hidden text"),
        ("页眉", "page header"),
    ]


def test_a_file_whose_text_is_all_left_out_is_refused_with_the_way_to_read_it() -> None:
    """Such as a form that nobody has filled in."""
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    data = with_body(prompt.format(p(run("单击此处输入文字。"))))
    with pytest.raises(InvalidInputError, match="--keep 'prompt'"):
        extract(data, name="x.docx")
    assert extract(data, name="x.docx", keep=["prompt"]).blocks[0].text == "单击此处输入文字。"


def test_notes_stand_in_the_order_of_their_marks() -> None:
    """That of a deleted mark is deleted text, and one without a mark is not shown."""

    def mark(number: int) -> str:
        return f"<w:r><w:footnoteReference w:id='{number}'/></w:r>"

    body = p(run("甲") + mark(3) + run("，乙。") + mark(1) + f"<w:del>{mark(2)}</w:del>")
    notes = "".join(
        f"<w:footnote w:id='{number}'>{p(run(f'注{number}。'))}</w:footnote>" for number in "1234"
    )
    texts, left_out = read(with_body(body, footnotes=notes))
    assert texts == ["甲，乙。", "注3。", "注1。"]
    assert left_out == [("注2。", "deleted text"), ("注4。", "hidden text")]


def test_a_field_inside_an_instruction_and_a_deleted_cell_are_not_shown() -> None:
    """As `IF PAGE = 7` with both results saved; the result of the outer field is the text."""
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    inner = mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate")
    outer = mark("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + inner + run("7")
    field = outer + mark("end") + mark("separate") + run("末页") + mark("end")
    cells = f"<w:tc>{p(run('灯具'))}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>{p(run('旧'))}</w:tc>"
    data = with_body(p(field + run("。")) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    texts, left_out = read(data)
    assert texts == ["末页。", "灯具"]
    assert sorted(left_out) == [("7", "hidden text"), ("旧", "deleted text")]


def test_embedded_files_are_counted() -> None:
    """Word shows them; a warning says how to make them part of the text."""
    document = extract(with_body(f"{p(run('路灯。'))}<w:altChunk/><w:subDoc/>"), name="x.docx")
    assert [block.text for block in document.blocks] == ["路灯。"]
    assert document.meta["warnings"][0].startswith(
        "files that are embedded in its text, and were not read: 2;"
    )


def test_relations_that_lead_nowhere_do_no_harm() -> None:
    """Some programs refer to a picture NULL, and leave the file of properties empty."""
    out = io.BytesIO()
    data = io.BytesIO(with_body(p(run("路灯。"))))
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = b"" if name == "docProps/core.xml" else old.read(name)
            if name == "word/_rels/document.xml.rels":
                content = content.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/'
                    b'officeDocument/2006/relationships/image" Target="../NULL"/></Relationships>',
                )
            new.writestr(name, content)
    assert read(out.getvalue())[0] == ["路灯。"]


@pytest.mark.parametrize(
    ("target", "texts"),
    [
        ("../word/Foot%6Eotes.xml", ["路灯。", "灯杆。"]),
        ("\\word\\footnotes.xml", ["路灯。", "灯杆。"]),
        ("other.xml", ["路灯。"]),
        ('file:///C:/other.xml" TargetMode="External', ["路灯。"]),
    ],
)
def test_paths_of_parts_are_spelt_in_many_ways(target: str, texts: list[str]) -> None:
    """A warning names a part with text that is missing, or lies outside the file."""
    out = io.BytesIO()
    data = io.BytesIO(with_body(p(run("路灯。")), footnotes=p(run("灯杆。"))))
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                content = content.replace(b'"footnotes.xml"', f'"{target}"'.encode())
            new.writestr(name, content)
    document = extract(out.getvalue(), name="x.docx")
    assert [block.text for block in document.blocks] == texts
    lacking = [warning for warning in document.meta["warnings"] if "/other.xml; " in warning]
    assert bool(lacking) is ("other.xml" in target)


def test_numbers_of_lists_are_read() -> None:
    """Word counts them, and they are not in the text; bullets are not read."""
    texts, _ = read(with_body(p(run("灯。"), "ListNumber") + p(run("杆。"), "ListNumber")))
    assert texts == ["1. 灯。", "2. 杆。"]
    assert read(with_body(p(run("灯。"), "ListBullet")))[0] == ["灯。"]


def level(depth: int, pattern: str, inner: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{inner}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def in_list(text: str, number: str, depth: int = 0) -> str:
    """A paragraph of the list with a number."""
    place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
    return f"<w:p><w:pPr><w:numPr>{place}</w:numPr></w:pPr>{run(text)}</w:p>"


def test_a_list_may_begin_anew_go_on_or_follow_another() -> None:
    """As Word counts: a list that begins anew, one that borrows its levels, articles that run."""
    never = '<w:lvlRestart w:val="0"/>'
    lists = (
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Law"/>{level(0, "第%1章")}'
        f"{level(1, '第%2条', never)}{level(2, '（%3）')}</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Law"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="3">{level(0, "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="2"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="5"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, '%1)')}</w:lvlOverride></w:num>"
    )
    law = [("总则", 0), ("目的。", 1), ("范围；", 2), ("附则", 0), ("施行。", 1), ("日期；", 2)]
    body = "".join(in_list(text, "1", depth) for text, depth in law)
    body += "".join(in_list("灯。", number) for number in ("3", "3", "4", "4", "3", "5"))
    assert read(with_body(body, lists=lists))[0] == [
        "第1章 总则", "第1条 目的。", "（1）范围；", "第2章 附则", "第2条 施行。", "（1）日期；",
        "1. 灯。", "2. 灯。", "1. 灯。", "2. 灯。", "3. 灯。", "4) 灯。",
    ]  # fmt: skip


def test_a_style_tells_the_list_and_the_list_the_depth() -> None:
    """A paragraph may state its depth alone, and a style its list alone."""
    named = '<w:pStyle w:val="ListNumber"/>'
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{level(0, "第%1章")}{level(1, "第%2条", named)}'
        "</w:abstractNum>"
        + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/></w:num>' for n in range(20))
    )
    deep = '<w:p><w:pPr><w:pStyle w:val="ListNumber"/><w:numPr><w:ilvl w:val="0"/></w:numPr>'
    body = f"{deep}</w:pPr>{run('总则')}</w:p>" + p(run("目的。"), "ListNumber")
    assert read(with_body(body, lists=lists))[0] == ["第1章 总则", "第1条 目的。"]


def test_a_text_in_several_bodies_and_parts_without_a_type() -> None:
    """As programs leave them that join files, or add pictures."""
    whole = with_body(p(run("灯具。")))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                further = f"</w:body><w:body>{p(run('灯杆。'))}</w:body></w:document>"
                data = data.replace(b"</w:body></w:document>", further.encode())
            if item.filename == "word/_rels/document.xml.rels":
                picture = NOTES_RELATION.replace(b"footnotes.xml", b"media/picture.tiff")
                picture = picture.replace(b"/footnotes", b"/image")
                data = data.replace(b"</Relationships>", picture + b"</Relationships>")
            new.writestr(item, data)
        new.writestr("word/media/picture.tiff", "II")
    assert read(out.getvalue())[0] == ["灯具。", "灯杆。"]


ARTICLES = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "第%1章")}{level(1, "第%2条")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def test_a_style_may_take_its_list_from_the_style_that_it_is_based_on() -> None:
    """It then states only the depth."""
    style = (
        '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}'
        "<w:pPr><w:numPr>{}</w:numPr></w:pPr></w:style>"
    )
    based = '<w:basedOn w:val="Chapter"/>'
    styles = style.format("Chapter", "Chapter", "", '<w:numId w:val="1"/>')
    styles += style.format("Article", "Article", based, '<w:ilvl w:val="1"/>')
    styles += style.format("Bare", "Bare", based, '<w:numId w:val="0"/>')
    body = p(run("总则"), "Chapter") + p(run("目的。"), "Article")
    body += p(run("没有编号。"), "Bare") + p(run("附则"), "Chapter")
    texts = read(with_body(body, lists=ARTICLES, styles=styles))[0]
    assert texts == ["第1章 总则", "第1条 目的。", "没有编号。", "第2章 附则"]


def test_paragraphs_without_text_count() -> None:
    """Their number is read only in a table; one that was deleted or is hidden does not count."""
    place = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    deleted = f"<w:p><w:pPr>{place}<w:rPr><w:del/></w:rPr></w:pPr></w:p>"
    body = in_list("目的。", "1", 1) + in_list("", "1", 1) + in_list("范围。", "1", 1)
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    gone = f"<w:r>{hidden}<w:t>隐去。</w:t></w:r>"
    body += f"{deleted}<w:p><w:pPr>{place}{hidden}</w:pPr>{gone}</w:p>"
    cells = [in_list("", "1", 1), p(run("灯具")), p(run("修好"))]
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    texts = read(with_body(f"{body}<w:tbl><w:tr>{row}</w:tr></w:tbl>", lists=ARTICLES))[0]
    assert texts == ["第1条 目的。", "第3条 范围。", "第4条 | 灯具 | 修好"]


def test_a_level_that_is_passed_over_counts_as_begun() -> None:
    """A section below a chapter without a number of its own: the next of its level is the second.

    A list that begins anew has begun with its first paragraph, at whatever level.
    """
    shapes = level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3")
    anew = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{shapes}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2">'
        f'<w:abstractNumId w:val="1"/>{anew.format(1)}{anew.format(2)}</w:num>'
    )
    places = [("1", 0), ("1", 2), ("1", 1), ("1", 2), ("2", 2), ("2", 1)]
    body = "".join(in_list("灯具。", number, depth) for number, depth in places)
    numbers = [text.split()[0] for text in read(with_body(body, lists=lists))[0]]
    assert numbers == ["1", "1.1.1", "1.2", "1.2.1", "1.2.1", "1.3"]


@pytest.mark.parametrize(
    ("start", "form", "pattern", "written"),
    [
        ("", "decimal", "%1.", "0. 灯具。"),
        ('<w:start w:val="1"/>', "none", "%1附件", "附件 灯具。"),
        ('<w:start w:val="10"/>', "ideographTraditional", "%1、", "癸、灯具。"),
        ('<w:start w:val="11"/>', "ideographTraditional", "%1、", "11、灯具。"),
    ],
)
def test_a_list_counts_from_zero_in_no_form_or_beyond_its_signs(
    start: str, form: str, pattern: str, written: str
) -> None:
    """A level begins at 0 without a start; it shows no count without a form, or digits."""
    shape = f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
    lists = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">{start}{shape}</w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert read(with_body(in_list("灯具。", "1"), lists=lists))[0] == [written]


def test_the_pattern_of_a_number_is_short() -> None:
    """One of megabytes, which each paragraph would repeat, is refused."""
    long = with_body(p(run("灯具。"), "ListNumber"), pattern="%1" * 999)
    with pytest.raises(InvalidInputError, match="not a Word file that can be read"):
        extract(long, name="law.docx", lang="zh")


def test_a_merged_cell_is_read_once() -> None:
    """Whatever number of columns it claims to span."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>{}</w:tc>'
    row = f"<w:tr>{cell.format(p(run('灯具')))}<w:tc>{p(run('十个'))}</w:tc></w:tr>"
    assert read(with_body(f"<w:tbl>{row}</w:tbl>"))[0] == ["灯具 | 十个"]


LETTERS = "灯杆检查甲乙丙丁"
INLINE = ["{}", "<w:ins>{}</w:ins>", "<w:smartTag>{}</w:smartTag>", "<w:hyperlink>{}</w:hyperlink>"]
INLINE += ["<w:del>{}</w:del>", "<w:r><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:r>"]
AROUND = ["{}", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:customXml>{}</w:customXml>"]
AROUND += ["<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>", "{0}{0}"]
words = st.text(LETTERS, min_size=1, max_size=6).map(run)
inlines = st.recursive(
    words, lambda inner: st.builds(str.format, st.sampled_from(INLINE), inner), max_leaves=4
)
paragraphs = st.lists(inlines, max_size=3).map("".join).map(p)
bodies = st.recursive(
    paragraphs, lambda inner: st.builds(str.format, st.sampled_from(AROUND), inner), max_leaves=4
)


@settings(max_examples=25, deadline=None)
@given(st.lists(bodies, min_size=1, max_size=4).map("".join))
def test_every_letter_is_read_or_left_out(body: str) -> None:
    """Each letter of a file is in one block or in one piece that is left out."""
    data = with_body(p(run("标题的文字")) + body)
    texts, left_out = read(data)
    found = Counter("".join(texts + [text for text, _ in left_out]))
    shown = Counter("".join(re.findall("<w:t>(.*?)</w:t>", body)) + "标题的文字")
    assert {letter: found[letter] for letter in LETTERS} == {
        letter: shown[letter] for letter in LETTERS
    }


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 8000), st.binary(max_size=20))
def test_damage_is_told_or_read(at: int, piece: bytes) -> None:
    """Damaged bytes give a document or an error of ours."""
    data = DAMAGED[:at] + piece + DAMAGED[at + len(piece) :]
    try:
        extract(data, name="plan.docx", lang="zh")
    except InvalidInputError as error:
        assert "plan.docx" in str(error)


DAMAGED = with_body(p(run("灯具应当检查。"), "ListNumber"), footnotes=p(run("脚注。")))


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHANGES = f"""<w:body {WORD}>
<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>
<w:r><w:t xml:space="preserve">Lamps and </w:t></w:r></w:p>
<w:p><w:r><w:t>poles are checked.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Scope</w:t><w:tab/><w:t>12</w:t></w:r></w:p>
<w:tbl><w:tr><w:trPr><w:del w:id="2" w:author="x"/></w:trPr>
<w:tc><w:p><w:del w:id="3"><w:r><w:delText>old row</w:delText></w:r></w:del></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>lamp</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>pole</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Scope</w:t></w:r></w:p>
<w:p><w:r><w:t>The rules are for all of the districts.</w:t></w:r></w:p></w:body>"""


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("kind", ["document", "macros"])
def test_tracked_changes_and_other_kinds_of_files(strict: bool, kind: str) -> None:
    """Files with macros, strict ones, paths in capitals; paragraphs that a change joins."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"<w:body>.*</w:body>", CHANGES.encode(), content, flags=re.S)
            if kind == "macros":
                content = content.replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    b"vnd.ms-word.document.macroEnabled.main",
                )
            if strict:
                usual, ours = b"schemas.openxmlformats.org", b"purl.oclc.org/ooxml"
                for part in (b"/wordprocessingml", b"/officeDocument", b"/drawingml"):
                    content = re.sub(
                        usual + part + rb"/2006/(main|rel)", ours + part + rb"/\1", content
                    )
            new.writestr(name.replace("/", "\\").upper() if strict else name, content)
    document = extract(out.getvalue(), name="x.docx", lang="en")
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("paragraph", "Lamps and poles are checked."),
        ("paragraph", "Scope"),
        ("table_row", "lamp | pole"),
        ("heading", "Scope"),
        ("paragraph", "The rules are for all of the districts."),
    ]
    left_out = [(piece.text, piece.reason) for piece in document.left_out]
    assert left_out == [("12", "page number"), ("old row", "deleted text")]


def test_fields_show_what_stands_in_no_run() -> None:
    """What was chosen and ticked in a form, and texts in instructions; other fields are counted."""
    mark = "<w:r><w:fldChar w:fldCharType='{}'>{}</w:fldChar></w:r>".format
    entries = "".join(f"<w:listEntry w:val='{each}'/>" for each in ("公开", "内部"))
    choice = f"<w:ffData><w:ddList><w:result w:val='1'/>{entries}</w:ddList></w:ffData>"
    box = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"

    def made(code: str, data: str = "", result: str = "") -> str:
        text = mark("separate", "") + run(result) if result else ""
        instruction = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        return mark("begin", data) + instruction + text + mark("end", "")

    body = [
        p(run("密级：") + made("FORMDROPDOWN", choice) + run("，同意") + made("FORMCHECKBOX", box)),
        p(run("填表人：") + made("MACROBUTTON x 点此填写") + made('QUOTE "甲"')),
        p(run("图") + made("SEQ 图", result="7") + run("。共") + made("NUMPAGES") + run("页。")),
        p(run("见") + "<w:fldSimple w:instr='REF a'/>" + run("条。") + made('XE "灯"')),
    ]
    document = extract(with_body("".join(body)), name="x.docx", lang="zh")
    texts = [block.text for block in document.blocks]
    assert texts == ["密级：内部，同意☒", "填表人：点此填写甲", "图7。共页。", "见条。"]
    assert [warning.partition(";")[0] for warning in document.meta["warnings"]] == [
        "fields without a saved result that were not read: 2"
    ]


def test_cells_of_a_table_in_a_cell_stay_apart() -> None:
    """Paragraphs of a Chinese cell are lines of it; inner cells are not."""
    inner = (
        f"<w:tbl><w:tr><w:tc>{p(run('灯一'))}</w:tc><w:tc>{p(run('灯二'))}</w:tc></w:tr></w:tbl>"
    )
    cells = f"<w:tc>{p(run('路'))}{p(run('灯'))}{inner}{p('')}</w:tc><w:tc>{p(run('三盏'))}</w:tc>"
    data = with_body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert read(data)[0] == ["路灯 灯一 灯二 | 三盏"]


def test_signs_of_other_fonts_and_in_circles_are_characters() -> None:
    """20 °C, ≥, ☑ and ①; what is not known is counted."""
    sign = "<w:r><w:sym w:font='{}' w:char='{}'/></w:r>".format
    fonts = "<w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr>"
    equation = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> eq {}</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    ).format
    body = [
        p(run("灯温20") + sign("Symbol", "F0B0") + run("C，") + sign("Wingdings", "F0FE")),
        p(f"<w:r>{fonts}<w:t>\uf0b3</w:t></w:r>" + run("5盏。")),
        p(equation("\\o\\ac(○,12)") + run("换灯。") + sign("Wingdings 2", "F052")),
    ]
    assert read(with_body("".join(body)))[0] == ["灯温20°C，☑", "≥5盏。", "⑫换灯。☑"]
    unknown = p(sign("Webdings", "F04A") + run("灯。") + equation("\\f(1,2)"))
    warnings = extract(with_body(unknown), name="x.docx").meta["warnings"]
    assert [warning.partition(";")[0] for warning in warnings] == [
        "formulas in fields that were not read: 1",
        "signs of a font of their own that were not read: 1",
    ]


def test_signs_of_the_font_of_a_style_are_characters() -> None:
    """Letters among them count as letters of the file."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    word = docx.Document()
    style = word.styles.add_style("Greek", WD_STYLE_TYPE.PARAGRAPH)
    style.font.name = "Symbol"
    word.add_paragraph("\uf061 是灯的亮度。", "Greek")
    out = io.BytesIO()
    word.save(out)
    document = extract(out.getvalue(), name="x.docx")
    assert [block.text for block in document.blocks] == ["α 是灯的亮度。"]
    assert document.meta["warnings"] == []


def test_diagrams_are_read_where_they_are_anchored() -> None:
    """The text of a diagram (SmartArt) is a part of its own; only what is shown of it is read."""
    names = (
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    anchor = f"<w:r><dgm:relIds {names} xmlns:r='{relation}' r:dm='d1'/></w:r>"
    point = "<dgm:pt type='{}'><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>".format
    points = point("node", "管灯的部门") + point("pres", "不显示")
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(with_body(p(run("如图。") + anchor) + p(run("完毕。"))))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/_rels/document.xml.rels":
                added = f'<Relationship Id="d1" Target="d.xml" Type="{relation}/diagramData"/>'
                data = data.replace(b"</Relationships>", f"{added}</Relationships>".encode())
            new.writestr(item, data)
        new.writestr("word/d.xml", f"<dgm:dataModel {names}>{points}</dgm:dataModel>")
    assert read(out.getvalue())[0] == ["如图。", "管灯的部门", "完毕。"]


def test_word_art_is_read_and_charts_are_counted() -> None:
    """The box around the contents that Word makes is left out."""
    art = "<v:textpath xmlns:v='urn:schemas-microsoft-com:vml' string='市政府文件'/>"
    chart = "<c:chart xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'/>"
    box = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
        f"</w:sdtPr><w:sdtContent>{p(run('目次'))}</w:sdtContent></w:sdt>"
    )
    body = with_body(box + p(f"<w:r>{art}</w:r>") + p(run("路灯。") + f"<w:r>{chart}</w:r>"))
    document = extract(body, name="x.docx")
    assert [block.text for block in document.blocks] == ["市政府文件", "路灯。"]
    assert [(piece.text, piece.reason) for piece in document.left_out] == [
        ("目次", "table of contents")
    ]
    assert document.meta["warnings"] == [
        "charts and other objects that were not read: 1; copy what they say into the text"
    ]


def test_a_large_first_letter_begins_its_paragraph() -> None:
    """Word sets a drop cap as a paragraph of its own, in a frame; other frames are paragraphs."""
    frame = "<w:pPr><w:framePr {}/></w:pPr>".format
    initial = frame('w:dropCap="drop" w:lines="3"')
    name = "市政府公布名单。"
    body = p(initial + run(ZH[0])) + p(run(ZH[1:])) + p(frame('w:w="900"') + run(name)) + p(run(ZH))
    assert read(with_body(body)) == ([ZH, name, ZH], [])


def test_a_phonetic_guide_in_a_field_keeps_its_characters() -> None:
    """Older versions of Word write pinyin above characters as a formula, also with a result."""
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    formula = r' EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(lù),路)'
    begin = f"{mark('begin')}<w:r><w:instrText>{formula}</w:instrText></w:r>"
    for result in ("", mark("separate")):
        field = f"{begin}{result}{mark('end')}"
        texts, left_out = read(with_body(p(run("检查道") + field + run("灯具。"))))
        assert (texts, left_out) == (["检查道路灯具。"], [("lù", "reading")])


def test_dates_that_word_computes_are_counted() -> None:
    """The file does not state them."""
    document = extract(with_body(p(run(ZH) + "<w:r><w:dayLong/></w:r>")), name="x.docx")
    assert "fields without a saved result that were not read: 1" in document.meta["warnings"][0]
