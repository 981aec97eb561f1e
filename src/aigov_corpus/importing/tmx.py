"""Read the units of a TMX file from any program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.importing.facts import (
    WITHOUT_REGION,
    columns_of,
    is_unit_of_ours,
    read_facts,
)
from aigov_corpus.importing.inline import InlineText
from aigov_corpus.importing.states import States
from aigov_corpus.importing.variants import AlignedTexts, RawUnit, choose_texts
from aigov_corpus.importing.xml_stream import read_xml
from aigov_corpus.text.language_codes import read_code
from aigov_corpus.text.scripts import detect_language

_ANY = "*all*"
"""Value of `srclang` of a file whose source may be any language."""
_STATE = "x-ConfirmationLevel"
"""Property in which Trados says whether a translation is approved or rejected."""
_OMEGAT = "OmegaT"
_OMEGAT_CODE = re.compile(r"</?[A-Za-z]{1,12}\d+\s?/?>")
"""A code in a memory of OmegaT, which writes it as text: `<f0>`, `</f0>`, `<t1/>`."""
_MOST_NAMED = 5
"""Properties of other programs that a message names."""


def read_tmx(data: bytes, *, name: str, wanted: Sequence[str] = ()) -> AlignedTexts:
    """Return the Chinese and English texts of a TMX file, in its order.

    Properties that `export` writes become columns of the pairs again, and notes are kept. Codes in
    a text are left out and counted.

    Args:
        data: the bytes of the file.
        name: name of the file, for messages.
        wanted: language codes that the user prefers, the source first.

    Raises:
        InvalidInputError: it cannot be read, or lacks one of the languages.
        UsageError: a language that the user names does not occur in it.
    """
    reader = _TmxReader()
    notes = read_xml(data, reader, name=name, roots=("tmx",))
    texts = choose_texts(reader.units, wanted=wanted, name=name)
    notes += reader.inline.notes()
    if reader.wrong_facts:
        notes.append(
            f"properties and times without a usable value were left out: {reader.wrong_facts:,}"
        )
    notes += reader.states.notes()
    if reader.others:
        names = [kind for kind, _ in reader.others.most_common()]
        listed = ", ".join(names[:_MOST_NAMED])
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        notes.append(f"properties of other programs were left out: {listed}{more}")
    if reader.bare:
        notes.append(
            "texts in <tuv> without <seg>, where other programs see none, were read: "
            f"{reader.bare:,}"
        )
    if reader.nameless:
        notes.append(
            "texts without a language (xml:lang), for which their characters decided: "
            f"{reader.nameless:,}"
        )
    if reader.headers > 1:
        notes.append(
            f"headers of the file, of which each counts for the units below it: "
            f"{reader.headers:,}; a TMX has one"
        )
    return AlignedTexts(texts.units, texts.languages, (*texts.notes, *notes))


class _TmxReader:
    """Collects units while the XML is read."""

    def __init__(self) -> None:
        self.units: list[RawUnit] = []
        self.inline = InlineText()
        self.wrong_facts = 0
        self.bare = 0
        """Texts that stand in no `<seg>`."""
        self.headers = 0
        self._is_omegat = False
        self.nameless = 0
        """Texts without a language."""
        self.states = States()
        self.others: Counter[str] = Counter()
        """Properties that are not read, by their types."""
        self._variant: list[str] | None = None
        """Text that stands directly in the `<tuv>` that is open, until it has a `<seg>`."""
        self._unit: RawUnit | None = None
        self._source = ""
        self._signature = ""
        self._properties: list[tuple[str, str]] = []
        self._notes: list[str] = []
        self._lang = ""
        self._tuid = ""
        self._change: dict[str, Any] = {}
        """Who changed the unit last, and when, by column."""
        self._kind = ""
        """Type of the property that is being read."""
        self._text: list[str] | None = None
        """Text of the property or note that is being read."""

    def start(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""
        if self.inline.is_open:
            self.inline.start(tag, attributes)
        elif tag == "header":
            self.headers += 1
            self._source = attributes.get("srclang", "")
            self._is_omegat = attributes.get("creationtool") == _OMEGAT
        elif tag == "tu":
            self._unit = RawUnit(len(self.units) + 1, source=attributes.get("srclang", ""))
            self._properties, self._notes = [], []
            self._tuid = attributes.get("tuid", "")
            self._change = _change_of(attributes)
        elif tag == "tuv":
            self._lang = read_code(attributes.get("xml:lang", attributes.get("lang", "")))
            self._variant = []
            # OmegaT names who changed a unit in the translation, other programs in the unit
            self._change = _change_of(attributes) or self._change
        elif tag == "seg":
            self._variant = None
            self.inline.open()
        elif tag in ("prop", "note"):
            self._kind = attributes.get("type", "")
            self._text = []

    def text(self, text: str) -> None:
        """A piece of text stands in the element."""
        if self._text is not None:
            self._text.append(text)
        elif self._variant is not None:
            self._variant.append(text)
        else:
            self.inline.add(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "seg":
            self._add_text(self.inline.close())
        elif self.inline.is_open:
            self.inline.end(tag)
        elif tag in ("prop", "note") and self._text is not None:
            self._end_remark(tag, "".join(self._text))
            self._text = None
        elif tag == "tuv":
            text = "".join(self._variant or ()).strip()
            self._variant = None
            if text:
                self.bare += 1
                self._add_text(text)
        elif tag == "tu" and self._unit:
            self._end_unit(self._unit)
            self._unit = None

    def _add_text(self, text: str) -> None:
        """Add a text to the unit that is open."""
        code = self._lang
        if not code and text.strip():
            self.nameless += 1
            code = detect_language(text)
        if self._is_omegat:
            text, codes = _OMEGAT_CODE.subn("", text)
            self.inline.dropped += codes
        if self._unit:
            self._unit.texts.append((code, text))

    def _end_remark(self, tag: str, text: str) -> None:
        """Keep a property or note of a unit, and the signature in the header."""
        kind = self._kind.partition(":")[0]
        if tag == "note" and self._unit:
            self._notes.append(text)
        elif self._unit:
            self._properties.append((kind, text))
        elif kind == "x-signature":
            self._signature = text

    def _end_unit(self, unit: RawUnit) -> None:
        """Add a unit with what is known about it."""
        source = unit.source or self._source
        unit.source = "" if source == _ANY else read_code(source)
        found = columns_of(self._properties)
        is_ours = is_unit_of_ours(found)
        if is_ours:
            unit.pair_id = self._tuid
            unit.texts = [(WITHOUT_REGION.get(code, code), text) for code, text in unit.texts]
            if self._signature:
                found.setdefault("signature", [self._signature])
        else:
            self.others.update(kind or "without a type" for kind, _ in self._properties)
            del self.others[_STATE]
        unit.facts, wrong = read_facts((found if is_ours else {}) | self._change)
        state = next((text for kind, text in self._properties if kind == _STATE), "")
        if state and (status := self.states.read(state)):
            unit.facts["status"] = status
        self.wrong_facts += wrong
        if any(note.strip() for note in self._notes):
            unit.facts["comment"] = "\n".join(note for note in self._notes if note.strip())
        self.units.append(unit)


def _change_of(attributes: Mapping[str, str]) -> dict[str, Any]:
    """Return who changed an element last, and when, by column; empty if it does not say so."""
    named = (("changed_by", "changeid"), ("changed_at", "changedate"))
    return {column: [attributes[name]] for column, name in named if attributes.get(name)}
