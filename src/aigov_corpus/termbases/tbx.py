"""TBX, the exchange format for termbases (ISO 30042): TBX-Basic is written, 2008 and 2019 are read.

Written is the form of 2008, whose first element is `martif`: it is the one that OmegaT and the
Translate Toolkit read. Entries of the form of 2019 (`tbx`) are read in both of its styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.importing.variants import side_of
from aigov_corpus.importing.xml_stream import read_xml
from aigov_corpus.records import Side
from aigov_corpus.termbases.collecting import Collected, read_part_of_speech
from aigov_corpus.termbases.entries import TermEntry
from aigov_corpus.text.language_codes import USUAL_REGIONS

ROOTS = ("martif", "tbx")
"""Names of the first element, of 2008 and of 2019."""
_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_SPEECH = "partOfSpeech"
_STATUS = "administrativeStatus"
_NOTES = frozenset({"note", "descrip", "definition"})
_PREFERRED = "preferredTerm-admn-sts"
_ADMITTED = "admittedTerm-admn-sts"
_DEPRECATED = "deprecatedTerm-admn-sts"
_REFUSED = ("deprecated", "superseded", "obsolete", "forbidden")
"""Beginnings of a status with which a term must not be used."""
_PROPER = "properNoun"
"""How TBX writes `proper noun`."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XCS = "http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs"
"""Name of the rules of TBX-Basic; nothing is fetched from there."""


def to_tbx(entries: Iterable[TermEntry]) -> bytes:
    """Return a file of TBX-Basic, in UTF-8."""
    from lxml import etree

    root = etree.Element("martif", {"type": "TBX-Basic", _XML_LANG: "en"})
    header = etree.SubElement(root, "martifHeader")
    file = etree.SubElement(header, "fileDesc")
    titles = etree.SubElement(file, "titleStmt")
    etree.SubElement(titles, "title").text = "Terms"
    source = etree.SubElement(file, "sourceDesc")
    etree.SubElement(source, "p").text = "Written by aigov_corpus"
    encoding = etree.SubElement(header, "encodingDesc")
    etree.SubElement(encoding, "p", type="XCSURI").text = _XCS
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, entry in enumerate(entries, 1):
        _add_entry(body, entry, number)
    etree.indent(root, space=" ")
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def _add_entry(body: Any, entry: TermEntry, number: int) -> None:
    """Add the element of an entry."""
    from lxml import etree

    element = etree.SubElement(body, "termEntry", id=f"c{number}")
    if entry.note:
        etree.SubElement(element, "note").text = entry.note
    for side in get_args(Side):
        statuses = [_PREFERRED, *[_ADMITTED] * (len(entry.terms(side)) - 1)][
            : len(entry.terms(side))
        ]
        statuses += [_DEPRECATED] * len(entry.forbidden(side))
        terms = entry.terms(side) + entry.forbidden(side)
        if not terms:
            continue
        language = etree.SubElement(element, "langSet", {_XML_LANG: USUAL_REGIONS[side]})
        for term, status in zip(terms, statuses, strict=True):
            group = etree.SubElement(language, "tig")
            etree.SubElement(group, "term").text = term
            if entry.part_of_speech:
                speech = entry.part_of_speech.replace("proper noun", _PROPER)
                etree.SubElement(group, "termNote", type=_SPEECH).text = speech
            etree.SubElement(group, "termNote", type=_STATUS).text = status


def read_tbx(data: bytes, collected: Collected, *, name: str) -> None:
    """Collect the entries of a TBX file; languages other than Chinese and English are left out.

    Raises:
        InvalidInputError: it is no TBX file, is damaged, or declares entities.
    """
    handler = _Handler(collected)
    try:
        notes = read_xml(data, handler, name=name, roots=ROOTS, is_one_vocabulary=False)
    except InvalidInputError as error:
        is_about_memories = "TMX" in error.remedy
        raise error.with_fields(
            remedy="export it again as TBX" if is_about_memories else None
        ) from error
    for note in notes:
        collected.note(note)
    if handler.others:
        collected.note(f"languages that were left out: {', '.join(sorted(handler.others))}")


@dataclass(slots=True)
class _Term:
    """A term of an entry, as far as it is read."""

    text: str = ""
    status: str = ""


@dataclass(slots=True)
class _Concept:
    """An entry, as far as it is read."""

    place: str
    terms: dict[Side, list[_Term]] = field(default_factory=lambda: {"zh": [], "en": []})
    part_of_speech: str = ""
    notes: list[str] = field(default_factory=list)


class _Handler:
    """Collects the entries while their elements are read."""

    def __init__(self, collected: Collected) -> None:
        self._collected = collected
        self._concept: _Concept | None = None
        self._side: Side | None = None
        self._term: _Term | None = None
        self._field = ""
        """What the text of the element that is open belongs to; empty for nothing."""
        self._text: list[str] = []
        self.others: set[str] = set()
        """Codes of languages that are neither Chinese nor English."""

    def start(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""
        if tag in _ENTRIES:
            self._concept = _Concept(f"line {line}")
        elif tag in _LANGUAGES:
            code = attributes.get("xml:lang") or attributes.get("lang") or ""
            self._side = side_of(code) if code else None
            if self._side is None:
                self.others.add(code or "unknown")
        elif tag in _TERMS:
            self._term = _Term()
        elif found := _field_of(tag, attributes):
            self._field = found
            self._text = []

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._field:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _ENTRIES:
            self._finish()
        elif tag in _LANGUAGES:
            self._side = None
        elif tag in _TERMS:
            if self._concept and self._side and self._term and self._term.text:
                self._concept.terms[self._side].append(self._term)
            self._term = None
        elif self._field and tag in _FIELD_TAGS:
            self._take("".join(self._text).strip())
            self._field = ""

    def _take(self, text: str) -> None:
        """Take the text of a field."""
        if self._concept is None or not text:
            return
        if self._field == "term" and self._term is not None:
            self._term.text = text
        elif self._field == _STATUS and self._term is not None:
            self._term.status = text.lower()
        elif self._field == _SPEECH:
            speech = read_part_of_speech(text.replace(_PROPER, "proper noun"))
            self._concept.part_of_speech = self._concept.part_of_speech or speech
        elif self._field == "note" and text not in self._concept.notes:
            self._concept.notes.append(text)

    def _finish(self) -> None:
        """Add the entry that was read."""
        concept = self._concept
        self._concept = None
        if concept is None:
            return
        allowed: dict[Side, tuple[str, ...]] = {}
        forbidden: dict[Side, tuple[str, ...]] = {}
        for side, terms in concept.terms.items():
            refused = [term.text for term in terms if term.status.startswith(_REFUSED)]
            good = [term for term in terms if not term.status.startswith(_REFUSED)]
            good.sort(key=lambda term: not term.status.startswith("preferred"))
            allowed[side] = tuple(term.text for term in good)
            forbidden[side] = tuple(refused)
        self._collected.add(
            concept.place,
            zh=allowed["zh"],
            en=allowed["en"],
            forbidden_zh=forbidden["zh"],
            forbidden_en=forbidden["en"],
            part_of_speech=concept.part_of_speech,
            note=" ".join(concept.notes),
        )


_FIELD_TAGS = _NOTES | {"term", "termNote", _SPEECH, _STATUS}
"""Elements whose text is read; those of the style DCT are named after what they hold."""


def _field_of(tag: str, attributes: Mapping[str, str]) -> str:
    """Return what an element holds: `term`, `note`, `_SPEECH`, `_STATUS`; empty for nothing."""
    if tag in ("term", _SPEECH, _STATUS):
        return tag
    kind = attributes.get("type", "")
    if tag == "termNote":
        return kind if kind in (_SPEECH, _STATUS) else ""
    if tag == "descrip":
        return "note" if kind == "definition" else ""
    return "note" if tag in _NOTES else ""
