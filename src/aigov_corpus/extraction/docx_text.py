"""The paragraphs of one part of a Word file, read in one pass over its elements.

Text is read wherever it stands: in tracked insertions, content controls, links and text boxes. The
paragraphs of a text box follow the paragraph that it is anchored in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.cells import read_row
from aigov_corpus.extraction.docx_fields import (
    UNSAVED,
    OpenField,
    read_choice,
    read_instruction,
)
from aigov_corpus.extraction.docx_names import FALLBACK, MATH_TEXT, SIGNS, W, has_choice, is_on
from aigov_corpus.extraction.docx_numbers import Numbering
from aigov_corpus.extraction.docx_signs import read_sign
from aigov_corpus.extraction.docx_styles import Styles, outline_level
from aigov_corpus.extraction.ledger import (
    ALTERNATIVE_TEXT,
    CONTENTS,
    DELETED,
    HIDDEN,
    PROMPT,
    READING,
)
from aigov_corpus.extraction.open_paragraphs import OpenParagraph
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import LeftOut

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_COMPUTED = ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "pgNum")
"""Elements in whose place Word writes the date, or the number of the page."""
_UNREAD = {
    **{f"{W}{name}": UNSAVED for name in _COMPUTED},
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "charts and other objects",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "charts and other objects",
}
"""Elements that show something that is not read, with what messages call them."""

UNKNOWN_SIGNS = "signs of a font of their own"
_CONTENTS_BOX = "Table of Contents"
"""What Word calls the box around the table of contents that it makes."""

_TEXTS = frozenset((f"{W}t", f"{W}delText", MATH_TEXT))
"""Elements whose content is text."""

_PROPERTIES = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr"))
"""Elements that hold no text."""

_UNSHOWN = {
    f"{W}del": DELETED,
    f"{W}moveFrom": DELETED,
    f"{W}rt": READING,
    f"{W}delText": DELETED,
}
"""Elements whose text is left out, with the reasons."""

_REFERENCES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
"""Marks of notes in the text, each with the part that holds the notes."""
_NOTES = frozenset((f"{W}footnote", f"{W}endnote"))

_LOOKS = {"vanish": HIDDEN, "strike": DELETED, "dstrike": DELETED}
"""Properties of pieces of text that are left out, with the reasons."""

_LISTED_PAGE = re.compile(r"[\t\s.…·]+(\d{1,4}|[ivxlcIVXLC]{1,7})\s*$")


@dataclass
class Reading:
    """Everything that was read of a Word file so far."""

    styles: Styles
    numbering: Numbering
    paras: list[Para] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    """Numbers that Word shows before paragraphs although the text does not contain them."""
    diagrams: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The texts of each diagram (SmartArt), by the id of its relation."""
    unread: Counter[str] = field(default_factory=Counter)
    """How many things of each kind show something that was not read."""
    references: dict[tuple[str, str], str] = field(default_factory=dict)
    """The notes that the text refers to, by part and id, in the order of their marks; each with the
    reason if no mark of it is shown."""
    _fields: list[OpenField] = field(default_factory=list)
    _open: list[OpenParagraph] = field(default_factory=list)
    """The open paragraph, after the paragraphs that it is inside of, the outermost first."""
    _cells: list[list[Para]] = field(default_factory=list)
    """The cells of the open row."""
    _tables: int = 0
    """Number of open tables."""
    _reasons: list[tuple[Any, str]] = field(default_factory=list)
    """The open elements that are not shown, with the reasons."""
    _broken: OpenParagraph | None = None
    """The paragraph above if the next one goes on with it."""

    def enter(self, node: Any, tag: str) -> bool:
        """Read the beginning of an element; return whether to read its content too."""
        if tag in _PROPERTIES or (tag == FALLBACK and has_choice(node)):
            return False
        if reason := _reason(node, tag, self.styles):
            self._reasons.append((node, reason))
        if tag in _TEXTS:
            text = node.text or ""
            if self._is_in_instruction():
                self._open[-1].leave_out(text, HIDDEN)
            else:
                self._add(text)
        elif tag == f"{W}sym":
            sign = read_sign(node)
            self.unread[UNKNOWN_SIGNS] += sign is None
            self._add_shown(sign or "")
        elif tag in (f"{W}fldChar", f"{W}instrText"):
            self._read_field(node)
        elif tag == f"{W}fldSimple" and not _has_text(node) and not self._reasons:
            self._show(*read_instruction(node.get(f"{W}instr") or ""))
        elif tag in (_DIAGRAM, _WORD_ART):
            texts = self.diagrams.get(node.get(f"{_OFFICE}dm") or "", ())
            self._add_beside([node.get("string") or ""] if tag == _WORD_ART else texts)
        elif part := _REFERENCES.get(tag):
            self._refer(part, node.get(f"{W}id") or "")
        elif kind := _UNREAD.get(tag):
            self.unread[kind] += 1
        elif sign := SIGNS.get(tag):
            self._add(sign)
        elif tag == f"{W}p":
            self._open.append(self._begin(node))
        elif tag == f"{W}tbl":
            if self._tables:
                self._part_cells()
            self._tables += 1
        elif tag == f"{W}tc" and self._tables == 1:
            self._cells.append([])
        elif tag == _DRAWING and (text := collapse_whitespace(node.get("descr") or "")):
            self.left_out.append(LeftOut(text, ALTERNATIVE_TEXT))
            self.added.append(text)
        return True

    def leave(self, node: Any, tag: str) -> None:
        """Read the end of an element whose beginning was read."""
        if self._reasons and self._reasons[-1][0] is node:
            self._reasons.pop()
        if tag == f"{W}p":
            self._end_paragraph(self._open.pop())
        elif tag == f"{W}tbl":
            self._tables -= 1
        elif tag == f"{W}tc":
            self.end()
            if self._tables > 1:
                self._part_cells()
        elif tag == f"{W}tr" and self._tables == 1:
            self._end_row()

    def _begin(self, node: Any) -> OpenParagraph:
        """Return the paragraph that an element begins."""
        properties = node.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        name = (style.get(f"{W}val") or "") if style is not None else ""
        kind, heading = self.styles.look(name)
        heading = outline_level(properties) or heading
        goes_on = _ends_deleted(properties) or _is_initial(properties)
        number = self._count(node, properties, name)
        if number:
            is_bullet = not any(map(str.isalnum, number))
            number = "" if is_bullet else number
            if kind != "title" and not heading:
                kind = "item" if is_bullet else None
        is_listed = self.styles.is_contents(name)
        in_cell = bool(self._tables and self._cells)
        return OpenParagraph(kind, heading, number, in_cell, goes_on, is_listed)

    def _count(self, node: Any, properties: Any, style: str) -> str:
        """Return the number of a paragraph, or a bullet; empty if it has none.

        Paragraphs without text count too, unless they are deleted or hidden.
        """
        numbered = properties.find(f"{W}numPr") if properties is not None else None
        every = [numbered, *self.styles.numbers(style)]
        if self._reasons or not any(each is not None for each in every):
            return ""
        if _ends_deleted(properties) and not _has_text(node):
            return ""
        if _ends_hidden(properties) and not self._shows_text(node):
            return ""
        return self.numbering.next_number(every, style)

    def _shows_text(self, node: Any) -> bool:
        """Tell whether any piece of a paragraph is shown."""
        runs = (run for run in node.iter(f"{W}r") if _has_text(run))
        return any(not _reason(run, run.tag, self.styles) for run in runs)

    def _add(self, text: str) -> None:
        """Add a piece of text to the open paragraph."""
        if not self._open:
            return
        paragraph = self._open[-1]
        if self._reasons:
            paragraph.leave_out(text, self._reasons[-1][1])
        else:
            paragraph.texts.append(text)

    def _add_shown(self, text: str) -> None:
        """Add characters that Word shows although the text does not contain them."""
        self._add(text)
        self.added.append(text)

    def _add_beside(self, texts: Iterable[str]) -> None:
        """Add texts of a drawing, which stand behind the paragraph that it is anchored in."""
        if self._open and not self._reasons:
            shown = [text for each in texts if (text := collapse_whitespace(each))]
            self._open[-1].inner += map(Para, shown)
            self.added += shown

    def _refer(self, part: str, number: str) -> None:
        """Note that a mark of a note stands in the text."""
        reason = self._reasons[-1][1] if self._reasons else ""
        if not reason:
            self.references[part, number] = ""
        else:
            self.references.setdefault((part, number), reason)

    def read_notes(self, part: str, root: Any) -> None:
        """Read the notes in a part, in the order of their marks.

        Notes whose mark was deleted are left out, and so are those without a mark, which Word does
        not show.
        """
        order = {number: n for n, (of, number) in enumerate(self.references) if of == part}

        def place(node: Any) -> int:
            return order.get(node.get(f"{W}id") or "", len(order))

        for node in sorted(root, key=place):
            number = node.get(f"{W}id") or ""
            reason = self.references.get((part, number), HIDDEN) if node.tag in _NOTES else ""
            if reason:
                self._reasons.append((None, reason))
            read_text(node, self)
            if reason:
                self._reasons.pop()

    def _is_in_instruction(self) -> bool:
        """Tell whether the result of a field is part of the instruction of a field around it."""
        return self._open != [] and any(
            not each.has_result and each.paragraph is self._open[-1] for each in self._fields[:-1]
        )

    def _read_field(self, node: Any) -> None:
        """Read a mark of a field, or a piece of its instruction."""
        match node.get(f"{W}fldCharType"):
            case "begin":
                paragraph = self._open[-1] if self._open else None
                self._fields.append(OpenField(chosen=read_choice(node), paragraph=paragraph))
            case "separate" if self._fields:
                self._fields[-1].has_result = True
                self._fields[-1].size = self._count_pieces()
            case "end" if self._fields:
                is_shown = not self._reasons and not self._is_in_instruction()
                ended = self._fields.pop()
                is_empty = not ended.has_result or (
                    ended.shows_itself() and ended.size == self._count_pieces()
                )
                if is_empty and is_shown:
                    self._show(*ended.read())
                    self._leave_out_reading(ended.reading)
            case _ if self._fields:
                self._fields[-1].instruction.append(node.text or "")

    def _count_pieces(self) -> int:
        """Return how many pieces of text the open paragraph has."""
        return len(self._open[-1].texts) if self._open else 0

    def _show(self, shown: str, unread: str) -> None:
        """Add what a field shows, or count it."""
        self._add_shown(shown)
        if unread:
            self.unread[unread] += 1

    def _leave_out_reading(self, reading: str) -> None:
        """Note how characters are read that a field shows."""
        if reading:
            self.left_out.append(LeftOut(reading, READING))
            self.added.append(reading)

    def _end_paragraph(self, paragraph: OpenParagraph) -> None:
        """Add a paragraph to the page, or to the cell or paragraph that it is in."""
        if self._broken is not None and not self._open:
            paragraph = _join_broken(self._broken, paragraph)
            self._broken = None
        if paragraph.goes_on and not self._open:
            self._broken = replace(paragraph, goes_on=False)
            return
        if paragraph.is_listed:
            self._leave_out_page(paragraph)
        paras, left_out, added = paragraph.close(line_end="\n")
        self.left_out += left_out
        self.added += added
        if self._open:
            self._open[-1].inner += paras
        elif self._cells and self._tables:
            self._cells[-1] += paras
        else:
            self.paras += paras

    def _part_cells(self) -> None:
        """Note that what was read last ends a cell of a table inside a cell."""
        paras = self._open[-1].inner if self._open else self._cells[-1] if self._cells else []
        if paras:
            paras[-1] = replace(paras[-1], cells=(paras[-1].text,))

    def _leave_out_page(self, paragraph: OpenParagraph) -> None:
        """Leave the number of the page out of a line of the table of contents."""
        text = "".join(paragraph.texts)
        if found := _LISTED_PAGE.search(text):
            paragraph.texts = [text[: found.start()]]
            self.left_out.append(LeftOut(found[1], "page number"))

    def end(self) -> None:
        """Read the end of a part."""
        if self._broken is not None:
            broken, self._broken = self._broken, None
            self._end_paragraph(broken)

    def _end_row(self) -> None:
        """Add the open row of a table, or its paragraphs if the table only lays out a page."""
        paras = read_row(self._cells)
        self._cells = []
        if self._open:
            self._open[-1].inner += paras
        else:
            self.paras += paras


def read_text(root: Any, reading: Reading) -> None:
    """Add the paragraphs inside an element to what was read."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    skipped = None
    for event, node in walk:
        if event == "start":
            if not reading.enter(node, node.tag):
                skipped = node
                walk.skip_subtree()
        elif node is skipped:
            skipped = None
        else:
            reading.leave(node, node.tag)
    reading.end()


def shown_texts(roots: Iterable[Any]) -> list[str]:
    """Return all texts inside elements, to check that none is lost.

    Copies for programs that cannot show the original are left out.
    """
    texts: list[str] = []
    for root in roots:
        copies = {
            text for copy in root.iter(FALLBACK) if has_choice(copy) for text in copy.iter(*_TEXTS)
        }
        texts += [node.text or "" for node in root.iter(*_TEXTS) if node not in copies]
    return texts


def _is_contents_box(node: Any) -> bool:
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == _CONTENTS_BOX


def _has_text(node: Any) -> bool:
    return next(node.iter(f"{W}t"), None) is not None


def _ends_deleted(properties: Any) -> bool:
    """Tell whether the end of a paragraph was deleted in a tracked change."""
    if properties is None:
        return False
    return any(properties.find(f"{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def _is_initial(properties: Any) -> bool:
    """Tell whether a paragraph is a large first letter (drop cap), for which Word makes a frame."""
    frame = properties.find(f"{W}framePr") if properties is not None else None
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def _ends_hidden(properties: Any) -> bool:
    """Tell whether the end of a paragraph is hidden."""
    marks = properties.find(f"{W}rPr") if properties is not None else None
    return marks is not None and is_on(marks, f"{W}vanish")


def _join_broken(above: OpenParagraph, below: OpenParagraph) -> OpenParagraph:
    """Return two paragraphs as one, because the second goes on with the first."""
    unshown = {
        reason: [*above.unshown.get(reason, []), *below.unshown.get(reason, [])]
        for reason in {**above.unshown, **below.unshown}
    }
    return replace(
        below,
        number=above.number or below.number,
        texts=[*above.texts, *below.texts],
        unshown=unshown,
        inner=[*above.inner, *below.inner],
    )


def _reason(node: Any, tag: str, styles: Styles) -> str:
    """Return the reason why the text of an element is not shown; empty if it is shown."""
    if tag == f"{W}sdt":
        settings = node.find(f"{W}sdtPr")
        is_prompt = settings is not None and is_on(settings, f"{W}showingPlcHdr")
        return CONTENTS if _is_contents_box(node) else PROMPT if is_prompt else ""
    if tag == f"{W}tr" and node.find(f"{W}trPr/{W}del") is not None:
        return DELETED
    if tag == f"{W}tc" and node.find(f"{W}tcPr/{W}cellDel") is not None:
        return DELETED
    if tag != f"{W}r":
        return _UNSHOWN.get(tag, "")
    properties = node.find(f"{W}rPr")
    if properties is None:
        return ""
    if reason := next((why for name, why in _LOOKS.items() if is_on(properties, f"{W}{name}")), ""):
        return reason
    style = properties.find(f"{W}rStyle")
    own = any(properties.find(f"{W}{name}") is not None for name in ("strike", "dstrike"))
    struck = style is not None and not own and styles.strikes(style.get(f"{W}val") or "")
    return DELETED if struck else ""
