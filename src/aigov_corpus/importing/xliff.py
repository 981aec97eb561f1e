"""Read the units of an XLIFF file, 1.2 or 2, from any program.

The dialects of Trados (.sdlxliff) and memoQ (.mqxliff) are XLIFF 1.2. Where a unit is divided into
segments (`<mrk mtype="seg">`, `<segment>`), each segment is a pair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aigov_corpus.importing.inline import InlineText
from aigov_corpus.importing.variants import AlignedTexts, RawUnit, choose_texts
from aigov_corpus.importing.xml_stream import read_xml
from aigov_corpus.text.scripts import detect_language

_UNITS = frozenset({"trans-unit", "segment", "ignorable"})
_PASSED_OVER = frozenset({"alt-trans", "bin-unit", "originalData", "matches", "glossary"})
"""Elements with other texts than those of the unit: suggestions, pictures, markup."""
_TEXTS = frozenset({"source", "seg-source", "target"})
_APPROVED = frozenset({"final", "signed-off", "reviewed"})
"""States of a translation that a person has confirmed."""


def read_xliff(data: bytes, *, name: str, wanted: Sequence[str] = ()) -> AlignedTexts:
    """Return the Chinese and English texts of an XLIFF file, in its order.

    Approved translations have the status `confirmed`, and notes are kept. Codes in a text are left
    out and counted; suggestions (`<alt-trans>`) are passed over.

    Args:
        data: the bytes of the file.
        name: name of the file, for messages.
        wanted: language codes that the user prefers, the source first.

    Raises:
        InvalidInputError: it cannot be read, or lacks one of the languages.
        UsageError: a language that the user names does not occur in it.
    """
    reader = _XliffReader()
    notes = read_xml(data, reader, name=name, roots=("xliff",))
    texts = choose_texts(reader.units, wanted=wanted, name=name)
    notes += reader.inline.notes()
    return AlignedTexts(texts.units, texts.languages, (*texts.notes, *notes))


class _XliffReader:
    """Collects units while the XML is read."""

    def __init__(self) -> None:
        self.units: list[RawUnit] = []
        self.inline = InlineText()
        self._languages = ["", ""]
        """Language codes of source and target in the present file."""
        self._skipped = 0
        """Depth of elements that are passed over."""
        self._path: list[str] = []
        self._texts: dict[str, str] = {}
        self._segments: dict[str, dict[str, str]] = {}
        """For `source` and `target`, the text of each segment by its id."""
        self._segment = ""
        self._segment_depth = 0
        self._is_confirmed = False
        self._notes: list[str] = []
        self._note: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""
        self._path.append(tag)
        if self._skipped or tag in _PASSED_OVER:
            self._skipped += 1
            return
        if self.inline.is_open:
            self._start_inline(tag, attributes)
        elif tag in ("xliff", "file"):
            self._read_languages(attributes)
        elif tag == "unit":
            self._notes = []
        elif tag in _UNITS:
            self._texts, self._segments = {}, {}
            state = attributes.get("state", "")
            self._is_confirmed = attributes.get("approved") == "yes" or state in _APPROVED
        elif tag in _TEXTS:
            if tag == "target" and attributes.get("state", "") in _APPROVED:
                self._is_confirmed = True
            self.inline.open()
        elif tag == "note":
            self._note = []

    def _read_languages(self, attributes: Mapping[str, str]) -> None:
        """Read the languages of a file, in the names of XLIFF 1.2 and 2."""
        for at, names in enumerate(
            (("source-language", "srcLang"), ("target-language", "trgLang"))
        ):
            for name in names:
                self._languages[at] = attributes.get(name, self._languages[at])

    def _start_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins in a text; a segment of XLIFF 1.2 is kept by its id."""
        is_segment = tag == "mrk" and attributes.get("mtype") == "seg"
        if is_segment and not self._segment_depth:
            self._keep_outside(self.inline.close())
            self._segment, self._segment_depth = attributes.get("mid", ""), len(self._path)
            self.inline.open()
        else:
            self.inline.start(tag, attributes)

    def _side(self) -> str:
        """Return the side whose text is being read: `source` or `target`."""
        kind = next(tag for tag in reversed(self._path) if tag in _TEXTS)
        return "target" if kind == "target" else "source"

    def _keep_outside(self, text: str) -> None:
        """Keep what stands between the segments of a text, if it is more than white space."""
        if text.strip():
            side = self._segments.setdefault(self._side(), {})
            side[f"between {len(side)}"] = text

    def text(self, text: str) -> None:
        """A piece of text stands in the element."""
        if self._skipped:
            return
        if self._note is not None:
            self._note.append(text)
        else:
            self.inline.add(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
        elif self._segment_depth and len(self._path) == self._segment_depth:
            self._segments.setdefault(self._side(), {})[self._segment] = self.inline.close()
            self._segment_depth = 0
            self.inline.open()
        elif tag in _TEXTS and self.inline.is_open:
            text = self.inline.close()
            if self._segments.get(self._side()):
                self._keep_outside(text)
            elif tag != "seg-source":
                self._texts[tag] = text
        elif self.inline.is_open:
            self.inline.end(tag)
        elif tag == "note" and self._note is not None:
            self._notes.append("".join(self._note))
            self._note = None
        elif tag in _UNITS:
            self._end_unit(tag)
        self._path.pop()

    def _end_unit(self, tag: str) -> None:
        """Add a unit, or each of its segments."""
        sources, targets = (self._segments.get(side, {}) for side in ("source", "target"))
        if sources and targets:
            for key in [*sources, *(key for key in targets if key not in sources)]:
                self._add(sources.get(key, ""), targets.get(key, ""))
        else:
            source = self._texts.get("source") or "".join(sources.values())
            target = self._texts.get("target") or "".join(targets.values())
            if tag != "ignorable" or source.strip() or target.strip():
                self._add(source, target)
        self._texts, self._segments, self._notes = {}, {}, []

    def _add(self, source: str, target: str) -> None:
        """Add a unit with its two texts."""
        codes = [
            code or (detect_language(text) if text.strip() else "")
            for code, text in zip(self._languages, (source, target), strict=True)
        ]
        unit = RawUnit(len(self.units) + 1, list(zip(codes, (source, target), strict=True)))
        unit.source = codes[0]
        if self._is_confirmed and source.strip() and target.strip():
            unit.facts["status"] = "confirmed"
        if notes := [note for note in self._notes if note.strip()]:
            unit.facts["comment"] = "\n".join(notes)
        self.units.append(unit)
