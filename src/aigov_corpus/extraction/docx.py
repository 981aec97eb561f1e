"""Read Word files: paragraphs, headings (known by their style), rows of tables and notes, in order.

Footnotes and endnotes stand at the end. Headers, footers, comments, deleted and hidden text are
left out.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.docx_numbers import Numbering
from aigov_corpus.extraction.docx_signs import replace_signs
from aigov_corpus.extraction.docx_styles import Styles
from aigov_corpus.extraction.docx_text import UNKNOWN_SIGNS, Reading, read_text, shown_texts
from aigov_corpus.extraction.ledger import COMMENT
from aigov_corpus.extraction.paragraphs import PageContent, check_number
from aigov_corpus.extraction.raised import keep_raised_in_word
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.files.damaged_zip import DAMAGED_ZIP, require_whole_zip
from aigov_corpus.files.office_files import as_usual
from aigov_corpus.records import LeftOut

_LARGEST = 200_000_000
"""Bytes of the largest file after unpacking; even a small archive may unpack to any size."""

_LARGEST_XML = 50_000_000
"""Bytes of all its XML, the text with its markup; that of a long book has some 10 million."""

_TOO_DEEP = "Excessive depth"
"""How the parser of XML begins to say that elements are nested deeper than it reads."""

_MEGABYTE = 10**6
_REMEDY = "open it in a word processor and save it as .docx or .txt"

_NOTES = ("footnotes", "endnotes")
"""Ends of the type names of parts (footnotes, endnotes) whose text is read after the body."""

_OTHER_PARTS = {"header": "page header", "footer": "page footer", "comments": COMMENT}
"""Ends of the type names of parts whose text is left out, each with the reason."""

_CONTENT_TYPES = "[Content_Types].xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Media types of the text in files with macros and in templates.
_KIND = re.compile(
    rb"application/vnd\.ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml"
    rb"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.template\.main\+xml"
)
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
"""The vocabularies of diagrams and of the texts in them."""

_STATED_TYPE = re.compile(rb"\s(?:extension|partname)\s*=\s*[\"']([^\"']+)")
_ADDED_TYPE = b'<Default Extension="*" ContentType="application/octet-stream"/>'
_END_OF_TYPES = re.compile(rb"</Types\s*>")

_RELATIONS = ".rels"
"""End of the names of lists of relations."""
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*/>")
_TARGET = re.compile(rb"\sTarget\s*=\s*[\"']([^\"']+)")
_READ_PART = re.compile(rb"/(?:footnotes|endnotes|numbering|styles|diagramData)[\"']")
"""End of the type of a relation to a part whose content is read or shows how to read the text."""
_EXTERNAL = re.compile(rb"\sTargetMode\s*=\s*[\"']External")

_TYPE = re.compile(r"[^/]*$")


def read_docx(data: bytes, *, name: str) -> PageContent:
    """Return the paragraphs of a Word file, the title from its properties, and what is left out.

    Raises:
        InvalidInputError: the file is a zip archive but not a Word file, or is damaged.
    """
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return _read(as_usual(data), name)
    except (
        OpcError,
        LxmlError,
        TypeError,
        AttributeError,  # python-docx takes a part of another kind for the one it expects
        AssertionError,
        *DAMAGED_ZIP,
    ) as error:
        require_whole_zip(data, name=name)
        deep = isinstance(error, LxmlError) and _TOO_DEEP in str(error)
        raise InvalidInputError(
            "its tables or other parts are nested too deeply to be read"
            if deep
            else "it is a zip archive, but not a Word file that can be read",
            source=name,
            remedy=_REMEDY,
        ) from error


def _read(data: bytes, name: str) -> PageContent:
    document, warnings = _open(data, name)
    body = document.element.body
    if body is None:
        raise ValueError("no body")
    for further in list(body.itersiblings(body.tag)):  # programs that join files leave them
        body.extend(list(further))
    paragraphs = int(body.xpath("count(.//w:p)"))
    check_number(paragraphs, name=name)
    parts = list(_parts(document.part))
    numbering = next((root for kind, root in parts if kind == "numbering"), None)
    styles = Styles(document.styles.element)
    reading = Reading(styles, Numbering(numbering), diagrams=_read_diagrams(document.part))
    notes = [(kind, root) for kind, root in parts if kind in _NOTES]
    for root in (body, *(root for _, root in notes)):
        keep_raised_in_word(root)
        reading.unread[UNKNOWN_SIGNS] += replace_signs(root, styles)
    read_text(body, reading)
    for kind, root in notes:
        reading.read_notes(kind, root)
    shown = shown_texts([body, *(root for _, root in notes)])
    left_out = reading.left_out
    for kind, root in parts:
        if kind in _OTHER_PARTS:
            other = Reading(reading.styles, Numbering(None))
            read_text(root, other)
            pieces = [LeftOut(para.text, _OTHER_PARTS[kind]) for para in other.paras]
            left_out += [*pieces, *other.left_out]
            shown += shown_texts([root])
    visible = "\n".join([*shown, *reading.added])
    title = collapse_whitespace(document.core_properties.title or "")
    if files := int(body.xpath("count(.//w:altChunk|.//w:subDoc)")):
        warnings.append(
            f"files that are embedded in its text, and were not read: {files}; open it in Word and "
            "save it again, which makes them part of it"
        )
    warnings += [
        f"{kind} that were not read: {count}; copy what they say into the text"
        for kind, count in sorted(reading.unread.items())
        if count
    ]
    meta = {"format": "docx", "warnings": warnings}
    return PageContent(reading.paras, {"title": title}, meta, left_out=left_out, visible=visible)


def _open(data: bytes, name: str) -> tuple[Any, list[str]]:
    """Return a Word file as a document of the library python-docx, and warnings about its parts."""
    import docx

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        xml = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
        every = [part.file_size for part in parts]
        for size, most in ((sum(xml), _LARGEST_XML), (sum(every), _LARGEST)):
            if size > most:
                raise InvalidInputError(
                    f"it unpacks to more than {most // _MEGABYTE} MB", source=name, remedy=_REMEDY
                )
        usual, missing = _as_document(archive, data)
    warnings = []
    if missing:
        warnings.append(
            f"parts of the file that are missing, empty or elsewhere: {', '.join(missing)}; "
            "look for a better copy"
        )
    return docx.Document(io.BytesIO(usual)), warnings


def _as_document(archive: zipfile.ZipFile, data: bytes) -> tuple[bytes, list[str]]:
    """Return a Word file as one that python-docx opens, and the parts with text that it lacks.

    Files with macros (.docm) and templates (.dotx) differ from it in one name, and files of some
    programs refer to parts that are missing or empty, such as a picture NULL.

    Args:
        archive: the file.
        data: its bytes, which are returned if nothing differs.
    """
    present = {
        part.filename.lower(): part.filename for part in archive.infolist() if part.file_size
    }
    types = _KIND.sub(_DOCUMENT, archive.read(_CONTENT_TYPES))
    changes = {_CONTENT_TYPES: _add_types(types, present.values())}
    missing: list[str] = []
    for name in present.values():
        if name.endswith(_RELATIONS):
            changes[name] = _mend_relations(archive.read(name), name, present, missing)
    if all(archive.read(name) == content for name, content in changes.items()):
        return data, missing
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in dict.fromkeys(archive.namelist()):
            changed.writestr(name, changes.get(name) or archive.read(name))
    return out.getvalue(), missing


def _add_types(content: bytes, names: Iterable[str]) -> bytes:
    """Return the list of types with one for the parts that it passes over, such as pictures."""
    stated = set(_STATED_TYPE.findall(content.lower()))
    endings = {
        ending
        for name in names
        if (ending := posixpath.splitext(name.lower())[1][1:].encode())
        and not {ending, f"/{name.lower()}".encode()} & stated
    }
    added = [_ADDED_TYPE.replace(b"*", ending) for ending in sorted(endings) if ending.isalnum()]
    return _END_OF_TYPES.sub(lambda end: b"".join(added) + end[0], content) if added else content


def _mend_relations(
    content: bytes, name: str, present: Mapping[str, str], missing: list[str]
) -> bytes:
    """Return a list of relations with the paths of parts as they are, and none to missing ones.

    Args:
        content: the list.
        name: its name in the archive, such as `word/_rels/document.xml.rels`.
        present: names of the parts that have content, by the same names in lower case.
        missing: takes up the names of parts with text that are not there.
    """
    folder = posixpath.dirname(posixpath.dirname(name))

    def mend(found: re.Match[bytes]) -> bytes:
        target = _TARGET.search(found[0])
        is_external, is_read = _EXTERNAL.search(found[0]), _READ_PART.search(found[0])
        if target is None or (is_external and not is_read):
            return found[0]
        written = unescape(target[1].decode("utf-8", "replace"))
        if is_external:
            missing.append(written)
            return b""
        usual = unquote(written).replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", folder, usual)).lstrip("/")
        part = present.get(path.lower())
        if part is None:
            if is_read:
                missing.append(path)
            return b""
        if part == path and usual == written:
            return found[0]
        start, end = target.span(1)
        return found[0][:start] + f"/{escape(part)}".encode() + found[0][end:]

    return _RELATION.sub(mend, content)


def _parts(part: Any) -> Iterator[tuple[str, Any]]:
    """Yield the type name and the root element of each part with text that a document refers to."""
    from docx.oxml.parser import parse_xml

    wanted = {*_NOTES, *_OTHER_PARTS, "numbering"}
    seen: set[Any] = set()
    for relation in part.rels.values():
        found = _TYPE.search(relation.reltype)
        kind = found.group() if found else ""
        if kind not in wanted or relation.is_external or relation.target_part in seen:
            continue
        target = relation.target_part
        seen.add(target)
        root = getattr(target, "element", None)
        yield kind, parse_xml(target.blob) if root is None else root


def _read_diagrams(part: Any) -> dict[str, list[str]]:
    """Return the texts of each diagram (SmartArt) of a document, by the id of its relation."""
    from docx.oxml.parser import parse_xml

    found: dict[str, list[str]] = {}
    for name, relation in part.rels.items():
        if relation.is_external or not relation.reltype.endswith("/diagramData"):
            continue
        points = parse_xml(relation.target_part.blob).iter(f"{_DIAGRAM}pt")
        found[name] = [
            "".join(text.text or "" for text in line.iter(f"{_DRAWING}t"))
            for point in points
            if point.get("type", "node") in ("node", "asst")
            for line in point.iter(f"{_DRAWING}p")
        ]
    return found
