"""Read OpenDocument texts (.odt): paragraphs, headings, lists, rows of tables and notes, in order.

Footnotes and endnotes stand at the end. Headers, footers, comments, deleted and hidden text are
left out.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.odt_styles import OFFICE, TEXT, OpenStyles
from aigov_corpus.extraction.odt_text import (
    OpenReading,
    find_asides,
    find_deletions,
    read_aside,
    shown_texts,
)
from aigov_corpus.extraction.paragraphs import PageContent, check_number
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.files.damaged_zip import DAMAGED_ZIP

_LARGEST = 50_000_000
"""Bytes of the largest part of a file after unpacking; the text of a long book has 10 million."""

_MEGABYTE = 10**6
_REMEDY = "open it in a word processor and save it as .odt or .docx"
_CONTENT, _STYLES, _META, _MANIFEST = (
    *("content.xml", "styles.xml", "meta.xml"),
    "META-INF/manifest.xml",
)
_HARMLESS = ("NS_ERR_UNDEFINED_NAMESPACE", "DTD_XMLID_VALUE", "DTD_ID_REDEFINED")
"""What the parser calls mistakes in XML that do not touch the text."""

_OBJECT = re.compile(r"([^/]{1,100})/content\.xml")
_ENCRYPTED = b"encryption-data"
_FLAT = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<office:document\s[^<>]{0,20000}"
    r"office:mimetype=.application/vnd\.oasis\.opendocument\.text"
)
"""Beginning of an OpenDocument text in one file."""

_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_odt(data: bytes, *, name: str) -> PageContent:
    """Return the paragraphs of an OpenDocument text, its title, and what is left out of it.

    Raises:
        InvalidInputError: the file is damaged, encrypted or too large.
    """
    from lxml.etree import LxmlError

    try:
        return _read(_open(data, name), name)
    except (LxmlError, *DAMAGED_ZIP) as error:
        raise InvalidInputError(
            "it is an OpenDocument text, but damaged", source=name, remedy=_REMEDY
        ) from error


def is_flat_odt(text: str) -> bool:
    """Tell whether a text is an OpenDocument text in one file of XML (.fodt)."""
    return _FLAT.match(text) is not None


def read_flat_odt(data: bytes, *, name: str) -> PageContent:
    """Return the same of an OpenDocument text in one file of XML (.fodt)."""
    from lxml.etree import LxmlError

    try:
        root = _parse(data)
        return _read(dict.fromkeys((_CONTENT, _STYLES, _META), root), name)
    except (LxmlError, LookupError, ValueError, RuntimeError) as error:
        raise InvalidInputError(
            "it is an OpenDocument text in one file, but damaged", source=name, remedy=_REMEDY
        ) from error


def _open(data: bytes, name: str) -> dict[str, Any]:
    """Return the root element of each part of a file that is read, by the name of the part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {member.filename: member for member in archive.infolist()}
        wanted = [part for part in (_CONTENT, _STYLES, _META) if part in members]
        wanted += [part for part in members if _OBJECT.fullmatch(part)]
        if sum(members[part].file_size for part in wanted) > _LARGEST:
            raise InvalidInputError(
                f"it unpacks to more than {_LARGEST // _MEGABYTE} MB",
                source=name,
                remedy="divide it",
            )
        is_small = _MANIFEST in members and members[_MANIFEST].file_size <= _LARGEST
        if is_small and _ENCRYPTED in archive.read(_MANIFEST):
            raise InvalidInputError(
                "it opens only with a password", source=name, remedy="save it without one"
            )
        return {part: _parse(archive.read(part)) for part in wanted}


def _parse(data: bytes) -> Any:
    """Return the root element of XML; nothing that it refers to is opened.

    Prefixes without a namespace, and ids that are no names or stand twice, do no harm: some
    programs write them.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(data, parser)
    if root is None or any(error.type_name not in _HARMLESS for error in parser.error_log):
        raise ValueError("it is no XML")
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    return root


def _read(parts: dict[str, Any], name: str) -> PageContent:
    content = parts[_CONTENT]
    body, *further = content.findall(f"{OFFICE}body/{OFFICE}text") or [None]
    if body is None:
        raise ValueError("no text")
    for each in further:  # programs that join files leave them
        body.extend(list(each))
    paragraphs = sum(1 for _ in body.iter(f"{TEXT}p", f"{TEXT}h"))
    check_number(paragraphs, name=name)
    sheets = parts.get(_STYLES)
    of_pages = [] if sheets is None else list(sheets.iterchildren(f"{OFFICE}styles"))
    objects = {found[1]: root for part, root in parts.items() if (found := _OBJECT.fullmatch(part))}
    own = content.iterchildren(f"{OFFICE}automatic-styles")
    reading = OpenReading(OpenStyles([*of_pages, *own]), objects, find_deletions(body))
    reading.read(body)
    shown = [shown_texts(body)]
    if sheets is not None:
        their = sheets.iterchildren(f"{OFFICE}automatic-styles")
        asides = OpenReading(OpenStyles([*of_pages, *their]), objects)
        for root, reason in find_asides(sheets):
            read_aside(root, reason, asides)
            shown.append(shown_texts(root))
        reading.left_out += asides.left_out
        reading.added += asides.added
    meta = parts.get(_META)
    title = next(meta.iter(_DC_TITLE), None) if meta is not None else None
    text = "" if title is None else collapse_whitespace(title.text or "")
    warnings = [
        f"{what} that were not read: {count}; copy what they say into the text"
        for what, count in reading.unread.items()
        if count
    ]
    return PageContent(
        [*reading.paras, *reading.notes],
        {"title": text},
        {"format": "odt", "warnings": warnings},
        left_out=reading.left_out,
        visible="\n".join([*shown, *reading.added]),
    )
