"""Read one file or page of any format: PDF, Word, OpenDocument, EPUB, HTML, Markdown, text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aigov_corpus import patterns as re
from aigov_corpus.extraction.ascii_encodings import read_references, refuse_escapes
from aigov_corpus.extraction.asciidoc import (
    is_asciidoc_name,
    looks_like_asciidoc,
    read_asciidoc,
)
from aigov_corpus.extraction.bilingual import read_text
from aigov_corpus.extraction.decoding import decode
from aigov_corpus.extraction.docx import read_docx
from aigov_corpus.extraction.drawn_tables import flatten_tables
from aigov_corpus.extraction.epub import read_epub
from aigov_corpus.extraction.file_kinds import ZIP, find_foreign_kind, find_zip_kind, refuse_pairs
from aigov_corpus.extraction.html.page import is_html, read_page
from aigov_corpus.extraction.line_numbers import part_line_numbers
from aigov_corpus.extraction.markdown import (
    is_markdown_name,
    looks_like_markdown,
    read_markdown,
)
from aigov_corpus.extraction.odt import is_flat_odt, read_flat_odt, read_odt
from aigov_corpus.extraction.page_breaks import part_page_breaks, part_rules
from aigov_corpus.extraction.paragraphs import PageContent, no_text
from aigov_corpus.extraction.pdf import is_pdf, read_pdf
from aigov_corpus.extraction.plain import is_wrapped, split_chunks
from aigov_corpus.extraction.source_kinds import refuse_sources
from aigov_corpus.extraction.subtitles import begins_as_subtitles, is_subtitles, read_subtitles
from aigov_corpus.extraction.wide_letters import narrow_letters
from aigov_corpus.text.counting import counted

READ_FORMATS = ("asciidoc", "docx", "epub", "html", "markdown", "odt", "pdf", "subtitles", "text")
"""The formats that are read, by the names that `Document.meta["format"]` has."""

_ZIP_READERS = {"docx": read_docx, "epub": read_epub, "odt": read_odt}
"""The reader of each kind of zip archive."""


_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
"""What a page has that is no piece of one."""

_LETTER = re.compile(r"[^\W\d_]")

_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml")


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of one file, or of one page of an article, before they are read."""

    data: bytes
    name: str
    """File or URL, for messages."""
    url: str = ""
    """URL of the page, which chooses the rules for its site; empty for a file."""
    charset: str = ""
    """Encoding that the HTTP header names; empty if it names none."""


def read_raw(page: RawPage, *, layout: str | None) -> PageContent:
    """Return the paragraphs of a file or page, and the facts that it states about its text.

    Args:
        page: the file or page.
        layout: the layout that the user names, or None.

    Raises:
        InvalidInputError: it cannot be decoded, is not text or written in escapes, or is a page
            without text.
    """
    if page.data.startswith(ZIP):
        reader = _ZIP_READERS[find_zip_kind(page.data, name=page.name)]
        return replace(reader(page.data, name=page.name), layout=layout)
    if is_pdf(page.data):
        return replace(read_pdf(page.data, name=page.name), layout=layout)
    text, encoding, warnings = decode(page.data, name=page.name, declared=page.charset)
    if is_flat_odt(text):
        return replace(read_flat_odt(page.data, name=page.name), layout=layout)
    refuse_pairs(text, name=page.name)
    if not begins_as_subtitles(text):  # fonts in ASS and talk about programs look like such marks
        refuse_sources(text, name=page.name, layout=layout)
    text, narrowed = narrow_letters(text)
    if narrowed:
        lines = counted(narrowed, "line")
        warnings = [*warnings, f"{lines} in letters of full width, read as usual letters"]
    meta = {"format": "text", "encoding": encoding, "warnings": warnings}
    if is_subtitles(page.name, text) and layout != "two-column":
        content = read_subtitles(text)
        meta |= {"format": "subtitles", **content.meta}
        return replace(content, known={"url": page.url}, meta=meta, layout=layout)
    if _is_asciidoc(page.name, text) and layout != "two-column":
        content = read_asciidoc(text, name=page.name)
        meta |= {"format": "asciidoc", "warnings": [*warnings, *content.meta["warnings"]]}
        return replace(content, known={"url": page.url}, meta=meta, layout=layout)
    by_content = not _is_page(page.name, text) and looks_like_markdown(text)
    if layout != "two-column" and (is_markdown_name(page.name) or by_content):
        content = read_markdown(flatten_tables(text, markdown=True), name=page.name)
        known = {"url": page.url} | content.known
        return replace(content, known=known, meta=meta | {"format": "markdown"}, layout=layout)
    if not _is_page(page.name, text):
        text = read_references(text)
        if not _LETTER.search(text):
            raise no_text(page.name)
        refuse_escapes(text, name=page.name)
        body, left_out = part_rules(flatten_tables(text))
        body, numbers = part_line_numbers(body)
        left_out += numbers
        body, breaks = part_page_breaks(body, wrapped=is_wrapped(split_chunks(body)))
        left_out += breaks
        paras, layout = read_text(body, layout=layout)
        return PageContent(
            paras, {"url": page.url}, meta, layout=layout, left_out=left_out, visible=text
        )
    content = read_page(text, name=page.name, url=page.url)
    meta |= {**content.meta, "warnings": [*warnings, *content.meta["warnings"]]}
    return replace(content, meta=meta, layout=layout)


def is_document(head: bytes, *, name: str = "") -> bool:
    """Tell whether a file is more than lines of text: only a reader of its format finds its text.

    Such files are PDFs, Word files, web pages, subtitles, and those that no reader reads; Markdown
    and AsciiDoc are lines of text.

    Args:
        head: its first bytes; 4,096 are enough.
        name: file or URL.
    """
    if head.startswith(ZIP) or is_pdf(head) or find_foreign_kind(head):
        return True
    text = head.decode("utf-8", "replace")
    # a text about web pages names tags, too; a page begins with one
    begins_with_tag = text.lstrip("\ufeff \t\r\n").startswith("<")
    is_page = _is_page(name, text) and (begins_with_tag or name.lower().endswith(_PAGE_NAMES))
    return is_page or is_flat_odt(text) or is_subtitles(name, text)


def _is_page(name: str, text: str) -> bool:
    """Tell whether a file is a web page, by its elements or, if it has any tag, by its name.

    Markdown with tables of HTML in it is none.
    """
    if name.lower().endswith(_PAGE_NAMES):
        return "<" in text
    if not is_html(text):
        return False
    begins_with_tag = text.lstrip("\ufeff \t\r\n").startswith("<")
    return begins_with_tag or _WHOLE_PAGE.search(text) is not None or not looks_like_markdown(text)


def _is_asciidoc(name: str, text: str) -> bool:
    """Tell whether a file is AsciiDoc, by its name or, if that shows nothing, by its headings."""
    if is_asciidoc_name(name):
        return True
    return not (is_markdown_name(name) or _is_page(name, text)) and looks_like_asciidoc(text)
