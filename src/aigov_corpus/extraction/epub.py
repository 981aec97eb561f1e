"""Read EPUB books: the pages of the book in reading order, then their notes.

An EPUB is a zip archive of web pages, and of a list (the spine) that gives their order.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.decoding import decode
from aigov_corpus.extraction.file_kinds import CONTAINER
from aigov_corpus.extraction.html.lines import Line, free_numbered, visible_lines, visible_text
from aigov_corpus.extraction.html.parsing import XML_DECLARATION, find_struck_classes, parse_html
from aigov_corpus.extraction.html.remainder import read_remainder, take_comments
from aigov_corpus.extraction.html.sheets import numbers_paragraphs
from aigov_corpus.extraction.ledger import CONTENTS
from aigov_corpus.extraction.paragraphs import HEADING_BY_LOOKS, PageContent, Para, check_number
from aigov_corpus.extraction.plain import as_provenance
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.files.damaged_zip import DAMAGED_ZIP
from aigov_corpus.records import LeftOut

_LARGEST = 50_000_000
"""Bytes of all pages of the largest book after unpacking; a long novel has 5 million."""

_LARGEST_PACKAGE = 10_000_000
"""Bytes of the largest list of the pages of a book; most have some 10,000."""

_LARGEST_SHEETS = 20_000_000
"""Bytes of all style sheets of a book that are read; those of most books have some 10,000."""

_MEGABYTE = 10**6

_MOST_PAGES = 10_000
"""Pages of the longest book that is read; most have fewer than a hundred."""

_ENCRYPTION = "META-INF/encryption.xml"
_PROTECTIONS = ("META-INF/rights.xml", "META-INF/sinf.xml", "META-INF/license.lcpl")
"""Files that only books with protection against copying have."""

_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made unusable elsewhere; the text of such a book is open."""

_PAGE_TYPES = frozenset(
    ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
)
"""Media types of the pages of a book."""

_REMEDY = "open it in a program for EPUBs and save it again, or save its text"

_NOTE_TYPES = frozenset(("footnote", "endnote", "rearnote", "note"))
"""What elements call themselves whose text stands at the end of the book."""

_UNREAD = {
    "noteref": "note mark",
    "backlink": "note mark",
    "pagebreak": "page number",
    "toc": CONTENTS,
    "landmarks": CONTENTS,
    "page-list": CONTENTS,
}
"""What elements call themselves that are left out, with the reasons."""

# <a id="p1"/> is an element without content in XML; in HTML the text that follows would be in it.
_EMPTY_ELEMENT = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)"
    r"([A-Za-z][\w:-]{0,30})((?:\s[^<>]{0,2000})?)/>"
)
_NAME = re.compile(r"\{[^}]*\}")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass
class _Book:
    """What is read of a book."""

    paras: list[Para] = field(default_factory=list)
    notes: list[Para] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    struck: set[str] = field(default_factory=set)
    """Classes that its style sheets show struck through."""
    sheets: list[str] = field(default_factory=list)
    """Those of its style sheets that number paragraphs."""
    paragraphs: int = 0
    """Number of the last paragraph of the book."""


@dataclass(frozen=True, slots=True)
class _Package:
    """What the list of a book states."""

    title: str
    published: str
    pages: list[str]
    """Names of the pages in the archive, in reading order."""
    contents: frozenset[str]
    """Those that are tables of contents."""
    unread: int
    """Pages that the list does not describe, or that are pictures."""


def read_epub(data: bytes, *, name: str) -> PageContent:
    """Return the paragraphs of a book, its title, and what is left out of it.

    Raises:
        InvalidInputError: it is damaged, protected against copying, or unpacks to too much.
    """
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, name)
    except (LxmlError, *DAMAGED_ZIP) as error:
        raise InvalidInputError(
            "it is an EPUB, but damaged", source=name, remedy=_REMEDY
        ) from error


def _read(archive: zipfile.ZipFile, name: str) -> PageContent:
    """Return the content of a book."""
    members = {member.filename: member for member in archive.infolist()}
    top = _find_top(members)
    package = _read_package(archive, top)
    _check(archive, members, package, name, top=top)
    book = _Book()
    unread = _read_sheets(archive, members, book)
    if unread:
        book.warnings.append(
            f"style sheets that are too large and were not read: {unread}; if they show text "
            "struck through, it is read like the rest, and numbers that they count are missing"
        )
    if package.unread:
        book.warnings.append(
            "pages in its list that are pictures or are not described there, and were not read: "
            f"{package.unread}; compare the text with the book"
        )
    for page in package.pages:
        if page not in members:
            book.warnings.append(f"its page {page} is missing: take another copy of the book")
            continue
        text = decode(archive.read(page), name=f"{name}, {page}").text
        _read_page(text, page, book, is_contents=page in package.contents)
        check_number(len(book.paras) + len(book.notes), name=name)
    meta = {"format": "epub", "warnings": book.warnings}
    known = {"title": package.title, "published": package.published}
    return PageContent(
        [*book.paras, *book.notes],
        {key: value for key, value in known.items() if value},
        meta,
        left_out=book.left_out,
        visible="\n".join(book.shown),
    )


def _read_sheets(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], book: _Book) -> int:
    """Read the style sheets of a book.

    Returns:
        The number of sheets that are too large to be read, with those before them.
    """
    sheets = sorted(
        (member for name, member in members.items() if name.lower().endswith(".css")),
        key=lambda member: member.file_size,
    )
    size = 0
    for number, sheet in enumerate(sheets):
        size += sheet.file_size
        if size > _LARGEST_SHEETS:
            return len(sheets) - number
        text = archive.read(sheet).decode("utf-8", "replace")
        book.struck |= find_struck_classes(text)
        if numbers_paragraphs(text):
            book.sheets.append(text)
    return 0


def _find_top(names: Collection[str]) -> str:
    """Return the folder that holds the whole book, with its slash; usually empty.

    Some publishers pack the folder and not what is in it.
    """
    tops = [each.removesuffix(CONTAINER) for each in names if each.endswith(f"/{CONTAINER}")]
    return "" if CONTAINER in names else next((top for top in tops if top.count("/") == 1), "")


def _read_package(archive: zipfile.ZipFile, top: str) -> _Package:
    """Return what the list of a book states, with the names of pages as they are in the archive."""
    container = _parse(_read_small(archive, top + CONTAINER))
    path = top + next(node.get("full-path") for node in _named(container, "rootfile"))
    root = _parse(_read_small(archive, path))
    folder = posixpath.dirname(path)
    places: dict[str, str] = {}
    contents = set()
    for item in _named(root, "item"):
        place = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if item.get("media-type") in _PAGE_TYPES:
            places[item.get("id") or ""] = place
        if "nav" in (item.get("properties") or "").split():
            contents.add(place)
    for reference in _named(root, "reference"):
        if (reference.get("type") or "").lower() == "toc":
            href = unquote((reference.get("href") or "").partition("#")[0])
            contents.add(posixpath.normpath(posixpath.join(folder, href)))
    pages = [places.get(each.get("idref") or "", "") for each in _named(root, "itemref")]
    unread = pages.count("")
    title = next((collapse_whitespace(each.text or "") for each in _named(root, "title")), "")
    dates = (_DATE.match(each.text or "") for each in _named(root, "date"))
    published = next((date[0] for date in dates if date), "")
    named = list(dict.fromkeys(filter(None, pages)))
    return _Package(title, published, named, frozenset(contents), unread)


def _read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the content of a file that describes a book; raise a `ValueError` if it is large."""
    if archive.getinfo(name).file_size > _LARGEST_PACKAGE:
        raise ValueError(f"{name} is too large")
    return archive.read(name)


def _parse(data: bytes) -> Any:
    """Return the root of an XML file; entities of its own are not resolved."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise ValueError("no element")
    return root


def _named(root: Any, name: str) -> Iterator[Any]:
    """Yield the elements of a name, in whatever namespace."""
    for node in root.iter():
        if isinstance(node.tag, str) and _NAME.sub("", node.tag) == name:
            yield node


def _check(
    archive: zipfile.ZipFile,
    members: dict[str, zipfile.ZipInfo],
    package: _Package,
    name: str,
    *,
    top: str,
) -> None:
    """Raise an error if a book is protected, or unpacks to too much."""
    encrypted: set[str] = set()
    if top + _ENCRYPTION in members:
        for node in _named(_parse(_read_small(archive, top + _ENCRYPTION)), "EncryptedData"):
            methods = [each.get("Algorithm") or "" for each in _named(node, "EncryptionMethod")]
            if not any(method in _FONT_ALGORITHMS for method in methods):
                references = _named(node, "CipherReference")
                encrypted |= {top + unquote(each.get("URI") or "") for each in references}
    locked = any(members[page].flag_bits & 1 for page in package.pages if page in members)
    protected = any(top + each in members for each in _PROTECTIONS) and encrypted
    if locked or protected or encrypted & set(package.pages):
        raise InvalidInputError(
            "it is protected against copying (DRM)",
            source=name,
            remedy="ask its publisher for a copy without protection",
        )
    size = sum(members[page].file_size for page in package.pages if page in members)
    if size > _LARGEST or len(package.pages) > _MOST_PAGES:
        raise InvalidInputError(
            f"it unpacks to more than {_LARGEST // _MEGABYTE} MB or {_MOST_PAGES:,} pages",
            source=name,
            remedy="divide it",
        )


def _read_page(text: str, page: str, book: _Book, *, is_contents: bool) -> None:
    """Add the paragraphs of a page to a book, and what is left out of it.

    Args:
        text: the page.
        page: its name in the archive.
        book: the book.
        is_contents: whether the page is a table of contents, which is left out.
    """
    text = _EMPTY_ELEMENT.sub(r"<\1\2></\1>", XML_DECLARATION.sub("", text))
    root = parse_html(text, name=page, struck=book.struck, sheets=book.sheets)
    comments = take_comments(root)
    body = next(iter(root.iter("body")), root)
    reasons = {
        node: reason
        for node in body.iter()
        if isinstance(node.tag, str) and (reason := _find_reason(node))
    }
    if is_contents:
        reasons = dict.fromkeys(body, CONTENTS)
        bare = visible_text(body, separator="\n", dropped=frozenset(reasons))
        if bare:
            book.left_out.append(LeftOut(bare, CONTENTS, page))
    else:
        notes = [node for node in body.iter() if _types(node) & _NOTE_TYPES]
        unread = frozenset(reasons)
        lines = list(visible_lines(body, dropped=unread.union(notes)))
        _add_lines(free_numbered(lines), book.paras, book)
        for note in notes:
            if not any(_types(around) & _NOTE_TYPES for around in note.iterancestors()):
                _add_lines(visible_lines(note, dropped=unread), book.notes, book)
    remainder = read_remainder(root, body, frozenset(), comments, reasons=reasons)
    book.left_out += [replace(piece, place=page) for piece in remainder.left_out]
    book.shown += remainder.shown


def _add_lines(lines: Iterable[Line], paras: list[Para], book: _Book) -> None:
    """Add lines to paragraphs of a book; the paragraphs are numbered through the book."""
    first = book.paragraphs
    for line in lines:
        para = line.para
        number = first + para.paragraph
        book.paragraphs = max(book.paragraphs, number)
        heading = para.heading
        if line.bold and not heading and para.kind is None:
            heading = HEADING_BY_LOOKS
        credit = as_provenance(para.text)
        paras.append(credit or replace(para, paragraph=number, heading=heading))
    book.paragraphs += 1


def _types(node: Any) -> frozenset[str]:
    """Return what an element says it is, such as `footnote` or `toc`."""
    if not isinstance(node.tag, str):
        return frozenset()
    words = f"{node.get('epub:type') or ''} {node.get('role') or ''}".lower().split()
    return frozenset(word.removeprefix("doc-") for word in words)


def _find_reason(node: Any) -> str:
    """Return why the text of an element is not read; empty if it is."""
    types = _types(node)
    return next((reason for kind, reason in _UNREAD.items() if kind in types), "")
