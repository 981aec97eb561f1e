"""Read the tables of a Word file: rows of cells, as they are after all tracked changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.docx import ALIGNED
from aigov_corpus.extraction.docx_names import (
    BODY,
    FALLBACK,
    MATH_TEXT,
    SIGNS,
    W,
    has_choice,
    is_on,
)
from aigov_corpus.files.damaged_zip import DAMAGED_ZIP, require_whole_zip
from aigov_corpus.files.office_files import as_usual
from aigov_corpus.importing.archives import read_parts
from aigov_corpus.importing.delimited import Row
from aigov_corpus.importing.sheets import STRUCK

_PROPERTIES = "docProps/core.xml"
"""Name of the file with the properties of a Word file."""
_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_DELETED = frozenset(f"{W}{tag}" for tag in ("del", "moveFrom"))
_PARTS = {
    "word/comments.xml": ("comment", "comments were left out: {}; accept or move what counts"),
    "word/footnotes.xml": ("footnote", "footnotes were left out: {}; put them into cells"),
    "word/endnotes.xml": ("endnote", "endnotes were left out: {}; put them into cells"),
}
"""Parts of a Word file with further texts: the elements that hold them, and what is said."""
_NOTES = {
    "nested": "tables inside cells were left out: {}; put their texts into rows of their own",
    "deleted": "passages that tracked changes delete were left out: {}",
    "hidden": "hidden passages were left out: {}; to read them, show them",
    "struck": STRUCK,
    "numbered": "paragraphs in cells whose number Word counts are read without it: {}",
}
"""What is said of what the cells hold beside their texts."""


class WordTables(NamedTuple):
    """The rows of all tables of a file, and what else is known of it."""

    rows: list[Row]
    outside: int
    """Paragraphs outside of tables."""
    notes: list[str]
    """Sentences about what was left out of the tables."""
    is_aligned: bool
    """Whether its properties say that it is an export of texts that an aligner paired."""


def read_word_tables(data: bytes, *, name: str) -> WordTables:
    """Return the rows of the tables of a Word file, in order; rows without text are left out.

    Raises:
        InvalidInputError: the file is damaged, too large, or declares entities.
    """
    try:
        parts = dict(read_parts(as_usual(data), name=name))
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(parts[BODY], parser)
    except (etree.LxmlError, *DAMAGED_ZIP) as error:
        require_whole_zip(data, name=name)
        raise InvalidInputError(
            "it is a zip archive, but not a Word file that can be read",
            source=name,
            remedy="open it in a word processor and save it again",
        ) from error
    rows = []
    found: Counter[str] = Counter()
    # the rows of a table inside a cell are no rows
    shown = (row for row in root.iter(f"{W}tr") if _is_outer(row))
    for number, row in enumerate(shown, 1):
        cells = [_text(cell, found) for cell in row.iterchildren(f"{W}tc")]
        if any(cell.strip() for cell in cells):
            rows.append(Row(number, cells))
    outside = [
        paragraph
        for paragraph in root.iter(f"{W}p")
        if next(paragraph.iterancestors(f"{W}tc"), None) is None
        and any((text.text or "").strip() for text in paragraph.iter(f"{W}t"))
    ]
    notes = [sentence.format(found[key]) for key, sentence in _NOTES.items() if found[key]]
    is_aligned = ALIGNED in _keywords(parts.get(_PROPERTIES, b""))
    return WordTables(rows, len(outside), [*notes, *_describe_parts(parts)], is_aligned)


def _describe_parts(parts: Mapping[str, bytes]) -> list[str]:
    """Return sentences about the comments and notes of a Word file, which are not read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    notes = []
    for name, (tag, sentence) in _PARTS.items():
        root = etree.fromstring(parts[name], parser) if name in parts else None
        if root is not None:
            texts = ("".join(node.itertext(f"{W}t")) for node in root.iter(f"{W}{tag}"))
            if count := sum(bool(text.strip()) for text in texts):
                notes.append(sentence.format(count))
    return notes


def _is_outer(row: etree._Element) -> bool:
    """Tell whether a row is none of a table inside a cell."""
    return next(row.iterancestors(f"{W}tc"), None) is None


def _keywords(properties: bytes) -> str:
    """Return the keywords among the properties of a Word file; empty if there are none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(properties, parser) if properties.strip() else None
    found = None if root is None else root.find(_KEYWORDS)
    return "" if found is None else found.text or ""


def _text(cell: etree._Element, found: Counter[str]) -> str:
    """Return the text of a cell; its paragraphs are separated by line ends.

    Args:
        cell: the cell.
        found: counts what it holds beside its text, by the keys of `_NOTES`.
    """
    paragraphs: list[str] = []
    walk = etree.iterwalk(cell, events=("start",))
    for _, node in walk:
        if node.tag == f"{W}tbl":
            found["nested"] += 1
            walk.skip_subtree()
        elif node.tag in _DELETED:
            found["deleted"] += next(node.iter(f"{W}delText", f"{W}t"), None) is not None
            walk.skip_subtree()
        elif node.tag == FALLBACK and has_choice(node):
            walk.skip_subtree()
        elif node.tag == f"{W}r" and is_on(node, f"{W}rPr/{W}vanish"):
            found["hidden"] += bool(_letters(node))
            walk.skip_subtree()
        elif node.tag == f"{W}p":
            paragraphs.append("")
            is_numbered = node.find(f"{W}pPr/{W}numPr") is not None
            found["numbered"] += is_numbered and bool(_letters(node))
        elif node.tag == f"{W}r":
            is_struck = is_on(node, f"{W}rPr/{W}strike") or is_on(node, f"{W}rPr/{W}dstrike")
            found["struck"] += is_struck and bool(_letters(node))
        elif paragraphs and node.tag in (f"{W}t", MATH_TEXT):
            paragraphs[-1] += node.text or ""
        elif paragraphs and node.tag in SIGNS:
            paragraphs[-1] += SIGNS[node.tag]
    return "\n".join(paragraphs)


def _letters(node: etree._Element) -> str:
    """Return the text inside an element, without white space around it."""
    return "".join(node.itertext(f"{W}t")).strip()
