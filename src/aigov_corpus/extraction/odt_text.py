"""The paragraphs of one part of an OpenDocument text, read in one pass over its elements.

The paragraphs of a text box follow the paragraph that it is anchored in; those of footnotes and
endnotes are kept apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.cells import read_row
from aigov_corpus.extraction.ledger import (
    ALTERNATIVE_TEXT,
    COMMENT,
    CONTENTS,
    DELETED,
    HIDDEN,
    INDEX_TERM,
    PROMPT,
    READING,
)
from aigov_corpus.extraction.number_forms import to_int
from aigov_corpus.extraction.odt_styles import (
    DRAW,
    OFFICE,
    OUTLINE,
    STYLE,
    TABLE,
    TEXT,
    OpenStyles,
)
from aigov_corpus.extraction.open_paragraphs import OpenParagraph
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.raised import keep_raised
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import BlockKind, LeftOut

_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_PROMPTS = (
    "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}showing-place-holder"
)
_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_ROWS = f"{TABLE}table-row"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")

_SOURCES = (
    *("table-of-content", "illustration-index", "table-index", "object-index", "user-index"),
    *("alphabetical-index", "bibliography", "section"),
)
"""Elements that have settings of their own, named after them."""

_DATA = frozenset(
    (
        *(f"{_DC}creator", f"{_DC}date", f"{_META}date-string", f"{_META}creator-initials"),
        *(f"{OFFICE}forms", f"{OFFICE}scripts", f"{OFFICE}binary-data", f"{OFFICE}event-listeners"),
        *(f"{TEXT}script", f"{TEXT}number", f"{TEXT}sequence-decls", f"{TEXT}variable-decls"),
        *(f"{TEXT}user-field-decls", f"{TEXT}dde-connection-decls"),
        *(f"{TEXT}{name}-source" for name in _SOURCES),
    )
)
"""Elements without any text that is shown: names and days of comments, settings, programs."""

_UNSHOWN = {
    f"{TEXT}tracked-changes": DELETED,
    f"{OFFICE}annotation": COMMENT,
    f"{TEXT}ruby-text": READING,
    f"{TEXT}note-citation": "note mark",
    f"{TEXT}placeholder": PROMPT,
    f"{TEXT}table-of-content": CONTENTS,
    f"{TEXT}illustration-index": CONTENTS,
    f"{TEXT}table-index": CONTENTS,
    f"{TEXT}object-index": CONTENTS,
    f"{TEXT}user-index": CONTENTS,
    f"{TEXT}alphabetical-index": INDEX_TERM,
    f"{_SVG}title": ALTERNATIVE_TEXT,
    f"{_SVG}desc": ALTERNATIVE_TEXT,
}
"""Elements whose text is left out, with the reasons."""

_FRAMES = frozenset(
    f"{DRAW}{name}"
    for name in (
        *("frame", "a", "g", "custom-shape", "rect", "ellipse", "circle", "polygon", "line"),
        *("path", "polyline", "connector", "caption", "regular-polygon", "measure", "text-box"),
    )
)
"""Elements that hold paragraphs of their own amid a paragraph."""

_HIDDEN_BY = (f"{TEXT}hidden-paragraph", f"{TEXT}hidden-text")
"""Elements that hide a paragraph, or themselves, if they say so."""

_BLANK_SIGNS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\v"}
"""Elements that stand for blanks and for the end of a line."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_BLANKS = 100


@dataclass
class OpenReading:
    """Everything that was read of an OpenDocument text so far."""

    styles: OpenStyles
    objects: Mapping[str, Any]
    """The root element of each object in the file, by its name, such as `Object 1`."""
    deletions: frozenset[str] = frozenset()
    """Ids of tracked changes that delete text which stands in its place all the same."""
    paras: list[Para] = field(default_factory=list)
    notes: list[Para] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    """Numbers that are shown although the text does not contain them, and formulas."""
    unread: Counter[str] = field(default_factory=Counter)
    """What is shown and was not read, by its name."""
    _series: dict[str, dict[int, int]] = field(default_factory=dict)
    """The counts of each list, by its id."""
    _last: dict[str, dict[int, int]] = field(default_factory=dict)
    """The counts of the last list of each style."""
    _outline: dict[int, int] = field(default_factory=dict)
    """The counts of the headings."""

    _in_cell: bool = False
    """Whether a cell of a table is being read."""
    _deletion: str = ""
    """Id of the open tracked change that deletes text."""
    _broken: OpenParagraph | None = None
    """The paragraph above if its end was deleted, so that the next one goes on with it."""

    def read(self, root: Any) -> None:
        """Add the paragraphs inside an element."""
        self._read_blocks(root, self.paras)
        self._deletion, broken, self._broken = "", self._broken, None
        if broken is not None:
            self._end_paragraph(broken, self.paras)

    def _read_blocks(self, root: Any, into: list[Para]) -> None:
        for node in root:
            self._read_block(node, into)

    def _read_block(self, node: Any, into: list[Para]) -> None:
        """Add the paragraphs of an element that stands between paragraphs, or is one."""
        tag = node.tag
        if not isinstance(tag, str) or self._passes(node):
            return
        if reason := self._find_reason(node):
            self._leave_out(node, reason)
        elif tag in _PARAGRAPHS:
            self._read_paragraph(node, into)
        elif tag == f"{TEXT}list":
            self._read_list(node, into, {}, "", 1)
        elif tag == f"{TABLE}table":
            self._read_table(node, into)
        elif tag == f"{DRAW}object":
            if formula := self._read_object(node):
                into.append(Para(formula))
        else:
            self._read_blocks(node, into)

    def _passes(self, node: Any) -> bool:
        """Tell whether an element has no text; note what it shows all the same."""
        if node.tag == f"{OFFICE}forms":
            controls = sum(isinstance(each.tag, str) and not len(each) for each in node.iter())
            self.unread["fields of forms"] += controls if len(node) else 0
        return node.tag in _DATA

    def _find_reason(self, node: Any) -> str:
        """Return why the text of an element is not shown; empty if it is shown."""
        if reason := _UNSHOWN.get(node.tag):
            return reason
        if node.get(_PROMPTS) == "true":
            return PROMPT
        if node.get(f"{TEXT}display") == "none" or (
            node.tag in _HIDDEN_BY and node.get(f"{TEXT}is-hidden") == "true"
        ):
            return HIDDEN
        if node.tag in _PARAGRAPHS:
            hides = node.iterchildren(f"{TEXT}hidden-paragraph")
            if any(each.get(f"{TEXT}is-hidden") == "true" for each in hides):
                return HIDDEN
            return self.styles.find_reason("paragraph", node.get(f"{TEXT}style-name"))
        if node.tag in (f"{TEXT}span", f"{TEXT}a"):
            return self.styles.find_reason("text", node.get(f"{TEXT}style-name"))
        is_collapsed = node.get(f"{TABLE}visibility") in ("collapse", "filter")
        return HIDDEN if node.tag == _ROWS and is_collapsed else ""

    def _leave_out(self, node: Any, reason: str) -> None:
        """Leave out all text of an element that is not shown, paragraph by paragraph."""
        outer = [each for each in node.iter(*_PARAGRAPHS) if _is_outermost(each, node)]
        for part in outer or [node]:
            texts = "".join(_texts(part))
            if text := collapse_whitespace(texts):
                self.left_out.append(LeftOut(text, reason))

    def _read_paragraph(
        self, node: Any, into: list[Para], number: str = "", *, is_item: bool = False
    ) -> None:
        """Add the paragraph that an element holds, and those of its text boxes."""
        name = node.get(f"{TEXT}style-name")
        is_heading = node.tag == f"{TEXT}h"
        level = max(1, to_int(node.get(f"{TEXT}outline-level"), default=1)) if is_heading else 0
        if level and not number and self.styles.is_outlined(name):
            number = self._count_heading(node, level)
        is_title = not is_heading and self.styles.is_title(name)
        kind: BlockKind | None = "title" if is_title else "item" if is_item and not level else None
        paragraph = OpenParagraph(kind, level, number, self._in_cell)
        if (broken := self._broken) is not None:
            self._broken = None
            paragraph = replace(
                broken if "".join(broken.texts).strip() else paragraph,
                texts=broken.texts,
                unshown=broken.unshown,
                inner=broken.inner,
            )
        self._read_inline(node, paragraph)
        if self._deletion:
            self._broken = paragraph
        else:
            self._end_paragraph(paragraph, into)

    def _end_paragraph(self, paragraph: OpenParagraph, into: list[Para]) -> None:
        """Add a paragraph that was read to its end."""
        paras, left_out, added = paragraph.close(line_end="\v")
        into += paras
        self.left_out += left_out
        self.added += added

    def _read_inline(self, node: Any, paragraph: OpenParagraph) -> None:
        """Add the text inside an element to a paragraph."""
        self._add(paragraph, _BLANKS.sub(" ", node.text or ""))
        for child in node:
            if isinstance(child.tag, str) and not self._passes(child):
                self._read_piece(child, paragraph)
            self._add(paragraph, _BLANKS.sub(" ", child.tail or ""))

    def _add(self, paragraph: OpenParagraph, text: str) -> None:
        if text and self._deletion:
            paragraph.leave_out(text, DELETED)
        elif text:
            paragraph.texts.append(text)

    def _read_piece(self, node: Any, paragraph: OpenParagraph) -> None:
        """Add what an element inside a paragraph holds."""
        tag = node.tag
        if tag in _BLANK_SIGNS:
            times = to_int(node.get(f"{TEXT}c"), default=1) if tag == f"{TEXT}s" else 1
            self._add(paragraph, _BLANK_SIGNS[tag] * min(times, _MOST_BLANKS))
        elif tag == f"{TEXT}change-start" and node.get(f"{TEXT}change-id") in self.deletions:
            self._deletion = node.get(f"{TEXT}change-id")
        elif tag == f"{TEXT}change-end" and node.get(f"{TEXT}change-id") == self._deletion:
            self._deletion = ""
        elif reason := self._find_reason(node):
            if next(node.iter(*_PARAGRAPHS), None) is not None:
                self._leave_out(node, reason)
            else:
                paragraph.leave_out("".join(_texts(node)), reason)
        elif tag == f"{TEXT}note":
            for each in node.iterchildren(f"{TEXT}note-citation"):
                paragraph.leave_out("".join(_texts(each)) + " ", "note mark")
            for each in node.iterchildren(f"{TEXT}note-body"):
                if self._deletion:
                    self._leave_out(each, DELETED)
                else:
                    self._read_blocks(each, self.notes)
        elif tag in _FRAMES:
            for each in node.iterchildren(f"{DRAW}object"):
                self._add(paragraph, self._read_object(each))
            for each in node:
                if each.tag != f"{DRAW}object":
                    self._read_block(each, paragraph.inner)
        else:
            begun = len(paragraph.texts)
            self._read_inline(node, paragraph)
            if begun and tag == f"{TEXT}span" and self.styles.raises(node.get(f"{TEXT}style-name")):
                before, raised = paragraph.texts[begun - 1], "".join(paragraph.texts[begun:])
                paragraph.texts[begun:] = [keep_raised(before, raised)]

    def _read_object(self, node: Any) -> str:
        """Return the text of a formula; count any other object, whose text is not read."""
        root = self.objects.get((node.get(_HREF) or "").removeprefix("./").rstrip("/"))
        formula = node.find(f"{_MATH}math")
        if formula is None:
            formula = root if root is not None and root.tag == f"{_MATH}math" else None
        if formula is None:
            self.unread["charts and other objects"] += 1
            return ""
        marks = {f"{_MATH}annotation", f"{_MATH}annotation-xml"}
        text = "".join(_texts(formula, marks)).strip()
        if formula is root:
            self.added.append(text)
        return text

    def _read_list(
        self, node: Any, into: list[Para], counts: dict[int, int], style: str, depth: int
    ) -> None:
        """Add the paragraphs of a list, with their numbers.

        Args:
            node: the list.
            into: the paragraphs so far.
            counts: the last count of each level of the list that it is inside of.
            style: name of the style of that list.
            depth: its level, from 1.
        """
        style = node.get(f"{TEXT}style-name") or style or self._find_style(node)
        if depth == 1:
            counts = self._begin_series(node, style)
        for item in node:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            start = to_int(item.get(f"{TEXT}start-value"), default=-1)
            own = item.get(f"{TEXT}style-override") or style
            is_first = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    self._read_list(child, into, counts, style, depth + 1)
                elif child.tag in _PARAGRAPHS and not self._find_reason(child):
                    number = self._count(counts, own, depth, start) if is_first else ""
                    is_item = is_first and self.styles.is_bullet(own, depth)
                    self._read_paragraph(child, into, number, is_item=is_item)
                    is_first = False
                else:
                    self._read_block(child, into)

    def _find_style(self, node: Any) -> str:
        """Return the style that the first paragraph of a list names."""
        first = next(node.iter(*_PARAGRAPHS), None)
        return "" if first is None else self.styles.find_list(first.get(f"{TEXT}style-name"))

    def _begin_series(self, node: Any, style: str) -> dict[int, int]:
        """Return the counts with which a list begins."""
        followed = node.get(f"{TEXT}continue-list")
        counts: dict[int, int] = {}
        if followed in self._series:
            counts = self._series[followed]
        elif node.get(f"{TEXT}continue-numbering") == "true":
            counts = self._last.get(style, counts)
        self._last[style] = counts
        if name := node.get(_XML_ID):
            self._series[name] = counts
        return counts

    def _count(self, counts: dict[int, int], style: str, depth: int, start: int) -> str:
        """Count one paragraph; return its number.

        Args:
            counts: the last count of each level, which are changed.
            style: name of the style of the list, or `OUTLINE`.
            depth: level of the paragraph, from 1.
            start: the number that it is given; -1 if it follows the one above.
        """
        for above in range(1, depth):  # a level that is passed over counts as begun
            counts.setdefault(above, self.styles.start(style, above))
        first = self.styles.start(style, depth)
        counts[depth] = start if start >= 0 else counts.get(depth, first - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return self.styles.write(style, depth, counts)

    def _count_heading(self, node: Any, level: int) -> str:
        if node.get(f"{TEXT}is-list-header") == "true":
            return ""
        restarts = node.get(f"{TEXT}restart-numbering") == "true"
        start = to_int(node.get(f"{TEXT}start-value"), default=1) if restarts else -1
        return self._count(self._outline, OUTLINE, level, start)

    def _read_table(self, node: Any, into: list[Para]) -> None:
        """Add the rows of a table."""
        for child in node:
            if child.tag == f"{TABLE}table" or not isinstance(child.tag, str):
                continue
            if child.tag == _ROWS:
                self._read_row(child, into)
            elif child.tag in _UNSHOWN or child.tag in _FRAMES:
                self._read_block(child, into)
            else:
                self._read_table(child, into)

    def _read_row(self, node: Any, into: list[Para]) -> None:
        if reason := self._find_reason(node):
            self._leave_out(node, reason)
            return
        cells: list[list[Para]] = []
        outside, self._in_cell = self._in_cell, True
        for cell in node.iterchildren(*_CELLS):
            cells.append([])
            self._read_blocks(cell, cells[-1])
        self._in_cell = outside
        into += read_row(cells)


def read_aside(root: Any, reason: str, reading: OpenReading) -> None:
    """Leave out all text of an element, and what is left out of it by itself."""
    before = len(reading.paras)
    reading.read(root)
    pieces = [*reading.paras[before:], *reading.notes]
    reading.left_out += [LeftOut(para.text, reason) for para in pieces]
    del reading.paras[before:], reading.notes[:]


def shown_texts(root: Any) -> str:
    """Return all text inside an element, to check that none is lost."""
    return "\n".join(_texts(root, _DATA))


def find_deletions(root: Any) -> frozenset[str]:
    """Return the ids of tracked changes that delete text, as their marks in the text name them."""
    return frozenset(
        region.get(f"{TEXT}id") or region.get(_XML_ID) or ""
        for region in root.iter(f"{TEXT}changed-region")
        if region.find(f"{TEXT}deletion") is not None
    )


def find_asides(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield the headers and footers of the pages of a document, with the reasons to leave them."""
    for node in root.iter(f"{STYLE}master-page"):
        for part in node:
            name = part.tag.partition("}")[2] if isinstance(part.tag, str) else ""
            if name.startswith(("header", "footer")):
                yield part, f"page {name[:6]}"


def _texts(node: Any, without: Collection[str] = _DATA) -> Iterator[str]:
    """Yield the pieces of text inside an element, without those of some elements."""
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str) and child.tag not in without:
            yield " " if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break") else ""
            yield from _texts(child, without)
        yield child.tail or ""


def _is_outermost(node: Any, root: Any) -> bool:
    """Tell whether a paragraph inside an element is in no other paragraph of it."""
    for around in node.iterancestors():
        if around is root:
            return True
        if around.tag in _PARAGRAPHS:
            return False
    return True
