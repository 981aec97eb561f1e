"""One document in every format that is read: the same text comes out of each."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from pdf_files import make_pdf, write

from aigov_corpus.extraction import READ_FORMATS, extract

TITLE = "路灯管理办法"
HEADING = "第一章 总则"
TEXTS = (
    "第一条 为了加强路灯管理，保障道路照明设施的完好，方便人民群众的生产和生活，制定本办法。",
    "第二条 路灯包括灯杆、灯具、配电箱和地下管线。",
)
ROWS = (("灯杆", "八米"), ("灯具", "二十瓦"))
EXPECTED = [TITLE, HEADING, *TEXTS, *(" | ".join(row) for row in ROWS)]


def as_html() -> bytes:
    """A page."""
    rows = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in ROWS)
    texts = "".join(f"<p>{html.escape(text)}</p>" for text in TEXTS)
    body = f"<h1>{TITLE}</h1><h2>{HEADING}</h2>{texts}<table>{rows}</table>"
    return f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode()


def as_markdown() -> bytes:
    """Markdown."""
    rows = "\n".join(f"| {one} | {other} |" for one, other in ROWS)
    head, _, rest = rows.partition("\n")
    table = f"{head}\n|---|---|\n{rest}"
    return "\n\n".join([f"# {TITLE}", f"## {HEADING}", *TEXTS, table]).encode()


def as_asciidoc() -> bytes:
    """AsciiDoc."""
    rows = "\n".join(f"|{one} |{other}" for one, other in ROWS)
    return "\n\n".join([f"= {TITLE}", f"== {HEADING}", *TEXTS, f"|===\n{rows}\n|==="]).encode()


def as_text() -> bytes:
    """Plain text."""
    rows = "\n".join(" | ".join(row) for row in ROWS)
    return "\n\n".join([TITLE, HEADING, *TEXTS, rows]).encode()


def as_docx() -> bytes:
    """A Word file, made by python-docx."""
    import docx

    document = docx.Document()
    document.add_heading(TITLE, level=0)
    document.add_heading(HEADING, level=1)
    for text in TEXTS:
        document.add_paragraph(text)
    table = document.add_table(rows=len(ROWS), cols=2)
    for row, texts in zip(table.rows, ROWS, strict=True):
        row.cells[0].text, row.cells[1].text = texts
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_odt() -> bytes:
    """An OpenDocument text, with the few elements that it needs."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{each}="{urn}:{each}:1.0"' for each in ("office", "text", "table"))
    texts = "".join(f"<text:p>{text}</text:p>" for text in TEXTS)
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in ROWS
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        files.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        files.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text>"
            f'<text:h text:outline-level="1">{TITLE}</text:h>'
            f'<text:h text:outline-level="2">{HEADING}</text:h>{texts}'
            f"<table:table>{rows}</table:table></office:text></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()


def as_epub() -> bytes:
    """A book of one page."""
    out = io.BytesIO()
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        container = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
        book.writestr("META-INF/container.xml", container)
        book.writestr("a.opf", f'<package>{item}<spine><itemref idref="a"/></spine></package>')
        book.writestr("a.xhtml", as_html())
    return out.getvalue()


def as_pdf() -> bytes:
    """A page of A4, made by reportlab."""

    def page(canvas: Any) -> None:
        write(canvas, 240, 780, TITLE, size=18)
        write(canvas, 72, 740, HEADING, size=14)
        write(canvas, 92, 710, TEXTS[0][:30])
        write(canvas, 72, 696, TEXTS[0][30:])
        write(canvas, 92, 682, TEXTS[1])
        canvas.grid([72, 172, 272], [670, 650, 630])
        for n, row in enumerate(ROWS):
            write(canvas, 77, 656 - 20 * n, row[0])
            write(canvas, 177, 656 - 20 * n, row[1])

    return make_pdf(page)


def as_subtitles() -> bytes:
    """SubRip; a cue knows no tables."""
    return "\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{text}\n"
        for n, text in enumerate(EXPECTED, 1)
    ).encode()


MAKERS: dict[str, Callable[[], bytes]] = {
    "asciidoc": as_asciidoc,
    "docx": as_docx,
    "epub": as_epub,
    "html": as_html,
    "markdown": as_markdown,
    "odt": as_odt,
    "pdf": as_pdf,
    "subtitles": as_subtitles,
    "text": as_text,
}


@pytest.mark.parametrize("kind", READ_FORMATS)
def test_every_format_gives_the_same_text(kind: str) -> None:
    """The format is told by what is in the file; sections are the same too."""
    document = extract(MAKERS[kind](), name="file")
    assert document.meta["format"] == kind
    assert document.meta["warnings"] == []
    assert [block.text for block in document.blocks] == EXPECTED
    if kind != "subtitles":
        sections = [block.section for block in document.blocks]
        assert sections[2:4] == ["ch1/art1", "ch1/art2"]
        assert [block.kind for block in document.blocks][:2] == ["title", "heading"]
