"""Read the units of an XLIFF file, 1.2 or 2, from any program, also from this one.

The dialects of Trados (.sdlxliff) and memoQ (.mqxliff) are XLIFF 1.2. Where a unit is divided into
segments (`<mrk mtype="seg">`, `<segment>`), each segment is a pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.exporting.xliff import SIGNATURE, STATES, TOOL
from aigov_corpus.importing.facts import (
    WITHOUT_REGION,
    columns_of,
    is_unit_of_ours,
    read_facts,
)
from aigov_corpus.importing.inline import InlineText, read_code
from aigov_corpus.importing.states import States, is_yes
from aigov_corpus.importing.variants import AlignedTexts, RawUnit, choose_texts
from aigov_corpus.importing.xml_stream import read_xml
from aigov_corpus.text.language_codes import normalise_code
from aigov_corpus.text.language_codes import read_code as read_language
from aigov_corpus.text.scripts import detect_language

_UNITS = frozenset({"trans-unit", "segment", "ignorable"})
_PASSED_OVER = {
    "alt-trans": "suggestions of other translations",
    "match": "suggestions of other translations",
    "bin-source": "pictures and the like",
    "bin-target": "",
    "originalData": "",
    "glossary": "lists of terms",
}
"""Elements with other texts than those of the unit, with what they are; the empty one is markup."""
_FOREIGN = frozenset(
    {
        *("seg-defs", "seg", "doc-info", "cmt-defs", "cmt-def", "Comments", "Comment"),
        *("comments", "comments40", "comment"),
        *("matches", "match"),
        *("tag-defs", "tag", "ph", "st"),
        *("tunit-metadata", "mark"),
    }
)
"""Elements of other vocabularies that are read: of Trados and memoQ states of segments, and
comments; of Trados what its codes stand for; of Phrase the numbers of codes; of XLIFF 2
suggestions, which are counted."""
_OF_MODULE = ":match"
_SEGMENT = "seg"
_COMMENTS = frozenset({"comment", "Comment"})
_COMMENT_MARK = "x-sdl-comment"
_TEXTS = frozenset({"source", "seg-source", "target"})
_LOCKED = "lockTU_"
"""Beginning of the ids under which Trados keeps what is locked inside a text: where it stands, a
code names the id."""
_LOCKED_PLACE = re.compile("\x00([^\x00]*)\x00")
"""Where it stands, in a text whose file is not read to its end; no XML has this character."""
_MOST_LOCKED = 5
"""Locked passages that may stand in each other."""
_MOST_FILLED = 20_000_000
"""Characters of all locked passages, each counted as often as it stands in a text."""
_PHRASE = "http://www.memsource.com/"
"""Beginning of the vocabulary of Phrase, which writes its codes as text: `{1>bold<1}`, `{2}`."""
_PHRASE_PAIR = re.compile(r"\{(?:[1-9]\d*|[a-z^_]{1,5})>|<(?:[1-9]\d*|[a-z^_]{1,5})\}")
_PHRASE_MARK = re.compile(r"\{([1-9]\d*)\}")


def read_xliff(data: bytes, *, name: str, wanted: Sequence[str] = ()) -> AlignedTexts:
    """Return the Chinese and English texts of an XLIFF file, in its order.

    Translations that a person approved or confirmed have the status `confirmed`, rejected ones
    `needs-review`; notes and comments are kept. Codes in a text, suggestions (`<alt-trans>`) and
    other states are left out and counted. What `export` wrote becomes columns of the pairs again; a
    status that a program has changed since counts.

    Args:
        data: the bytes of the file.
        name: name of the file, for messages.
        wanted: language codes that the user prefers, the source first.

    Raises:
        InvalidInputError: it cannot be read, or lacks one of the languages.
        UsageError: a language that the user names does not occur in it.
    """
    reader = _XliffReader()
    notes = read_xml(data, reader, name=name, roots=("xliff",), foreign=_FOREIGN)
    reader.fill_in_locked(name)
    texts = choose_texts(reader.units, wanted=wanted, name=name)
    notes += [*reader.inline.notes(), *reader.notes()]
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
        self._own_languages: dict[str, str] = {}
        """For `source` and `target`, the language code that the text has for itself."""
        self._segments: dict[str, dict[str, str]] = {}
        """For `source` and `target`, the text of each segment by its id."""
        self._segment = ""
        self._segment_depth = 0
        self._states = States()
        self._unit_states: list[str] = []
        """What the unit, or its translation, says about itself."""
        self._segment_states: dict[str, str] = {}
        """For segments of Trados, what is said about them beside the unit."""
        self._notes: list[str] = []
        self._note: list[str] | None = None
        self._comments: dict[str, list[str]] = {}
        """Comments that the file lists at its beginning, by their ids."""
        self._comment_id = ""
        self._commented: dict[str, list[str]] = {}
        """For each segment the ids of the comments on it."""
        self._is_in_unit = False
        self._id = ""
        self._context: list[tuple[str, str]] = []
        """What contexts of the unit say, by their types."""
        self._type = ""
        """Type of the context that is being read."""
        self._author = ""
        """Author of the note that is being read."""
        self._signature = ""
        """What made the pairs of the present file."""
        self._wrong_facts = 0
        self._left_out: Counter[str] = Counter()
        """What was passed over, by its name."""
        self._is_fixed = False
        """Whether the unit is not to be translated."""
        self._locked: dict[str, str] = {}
        """What is locked inside texts, by its id."""
        self._filled = 0
        """Characters of locked passages that were put in."""
        self._shown: dict[str, str] = {}
        """What the text has at the codes of the present file, by their ids."""
        self._tag = ""
        """Id of the code that is being explained."""
        self._tag_kind = ""
        self._explained: list[str] | None = None
        """The markup that it stands for."""
        self._is_phrase = False
        self._marks: set[str] = set()
        """Numbers of the codes of the unit, if Phrase wrote them."""

    def start(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""
        self._path.append(tag)
        is_suggestion = tag.endswith(_OF_MODULE)
        if self._skipped or is_suggestion or tag in _PASSED_OVER:
            what = _PASSED_OVER["match" if is_suggestion else tag] if not self._skipped else ""
            self._left_out[what] += 1 if what else 0
            self._skipped += 1
            return
        said = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        local = tag.rpartition(":")[2]
        if self.inline.is_open:
            self._start_inline(tag, attributes)
        elif tag in ("xliff", "file"):
            self._read_languages(attributes)
            self._signature = ""
            self._shown = {}
            self._is_phrase |= any(value.startswith(_PHRASE) for value in attributes.values())
        elif tag == "unit":
            self._notes, self._is_in_unit, self._context = [], True, []
            self._is_fixed = said.get("translate") == "no"
        elif tag in _UNITS:
            self._start_unit(tag, said)
        elif tag in _TEXTS:
            if tag == "target":
                self._unit_states += [said.get("state-qualifier", ""), said.get("state", "")]
            if code := said.get("lang"):
                self._own_languages.setdefault(self._side(), read_language(code))
            self.inline.open()
        elif local == _SEGMENT:
            self._segment_states[said.get("id", "")] = said.get("conf", "")
            self._states.locked += is_yes(said.get("locked", ""))
        elif local == "cmt-def":
            self._comment_id = said.get("id", "")
        elif local == "tag" and not self._is_in_unit:
            self._tag = said.get("id", "")
        elif local in ("ph", "st") and self._tag:
            self._tag_kind, self._explained = said.get("name", ""), []
        elif local == "mark":
            self._marks.add(said.get("id", ""))
        elif tag == "note" or local in _COMMENTS:
            self._author = said.get("from", "")
            self._note = []
        elif tag == "context":
            self._type = said.get("context-type", "")
            self._note = []

    def _start_unit(self, tag: str, said: Mapping[str, str]) -> None:
        """A unit begins, or a segment of XLIFF 2.

        Args:
            tag: its name.
            said: its attributes, without prefixes.
        """
        self._texts, self._segments, self._own_languages = {}, {}, {}
        self._segment_states, self._commented, self._marks = {}, {}, set()
        self._id = said.get("id", "")
        if tag == "trans-unit":
            self._notes, self._is_in_unit, self._context = [], True, []
            self._is_fixed = said.get("translate") == "no"
        self._states.locked += is_yes(said.get("locked", ""))
        is_sure = is_yes(said.get("approved", "")) or is_yes(said.get("confirmed", ""))
        self._unit_states = [
            "approved" if is_sure else "",
            *(said.get(name, "") for name in ("status", "state")),
        ]

    def fill_in_locked(self, name: str) -> None:
        """Put what is locked inside texts where it stands.

        Raises:
            InvalidInputError: that is too much, since they name one another many times.
        """
        for unit in self.units:
            unit.texts = [(code, self._fill_in(text, name)) for code, text in unit.texts]

    def _fill_in(self, text: str, name: str) -> str:
        """Return a text with what is locked in it, which may hold further locked passages."""
        for _ in range(_MOST_LOCKED):
            if "\x00" not in text:
                break
            places = _LOCKED_PLACE.findall(text)
            self._filled += sum(len(self._locked.get(place, "")) for place in places)
            if self._filled > _MOST_FILLED:
                most = _MOST_FILLED // 10**6
                raise InvalidInputError(
                    f"its locked passages have more than {most} million characters",
                    source=name,
                    remedy="divide it",
                )
            text = _LOCKED_PLACE.sub(lambda found: self._locked.get(found[1], ""), text)
        return _LOCKED_PLACE.sub("", text)

    def notes(self) -> list[str]:
        """Return sentences about what was left out beside the texts."""
        kept = self._left_out.pop("translate", 0)
        left_out = filter(lambda each: each[1], self._left_out.items())
        notes = [f"{what} were left out: {count:,}" for what, count in left_out]
        if kept:
            notes.append(
                "units that the file marks as not to be translated are read like the others: "
                f"{kept:,}"
            )
        if self._wrong_facts:
            notes.append(f"contexts without a usable value were left out: {self._wrong_facts:,}")
        return [*notes, *self._states.notes()]

    def _read_languages(self, attributes: Mapping[str, str]) -> None:
        """Read the languages of a file, in the names of XLIFF 1.2 and 2."""
        for at, names in enumerate(
            (("source-language", "srcLang"), ("target-language", "trgLang"))
        ):
            for name in names:
                if name in attributes:
                    self._languages[at] = read_language(attributes[name])

    def _start_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins in a text; a segment of XLIFF 1.2 is kept by its id."""
        is_segment = tag == "mrk" and attributes.get("mtype") == "seg"
        if is_segment and not self._segment_depth:
            self._keep_outside(self.inline.close())
            self._segment, self._segment_depth = attributes.get("mid", ""), len(self._path)
            self.inline.open()
        else:
            if attributes.get("mtype") == _COMMENT_MARK:
                cid = attributes.get("sdl:cid", attributes.get("cid", ""))
                self._commented.setdefault(self._segment, []).append(cid)
            shown = self._shown.get(attributes.get("id", ""), "") if tag == "x" else ""
            if (place := attributes.get("xid", "")).startswith(_LOCKED):
                shown = f"\x00{place}\x00"
            self.inline.start(tag, attributes, shown)

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
        elif self._explained is not None:
            self._explained.append(text)
        else:
            self.inline.add(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
        elif self._segment_depth and len(self._path) == self._segment_depth:
            self._segments.setdefault(self._side(), {})[self._segment] = self.inline.close()
            self._segment_depth, self._segment = 0, ""
            self.inline.open()
        elif tag in _TEXTS and self.inline.is_open:
            text = self.inline.close()
            if self._segments.get(self._side()):
                self._keep_outside(text)
            elif tag != "seg-source" and tag in self._texts:
                self._left_out["further texts that a unit has in one language"] += 1
            elif tag != "seg-source":
                self._texts[tag] = text
        elif self.inline.is_open:
            self.inline.end(tag)
        elif self._note is not None and (tag == "note" or tag.rpartition(":")[2] in _COMMENTS):
            self._end_note("".join(self._note))
            self._note = None
        elif self._note is not None and tag == "context":
            self._context.append((self._type, "".join(self._note)))
            self._note = None
        elif tag.rpartition(":")[2] == "cmt-def":
            self._comment_id = ""
        elif self._explained is not None:
            self._shown[self._tag] = read_code("".join(self._explained), self._tag_kind)
            self._explained = None
        elif tag.rpartition(":")[2] == "tag":
            self._tag = ""
        elif tag == "unit":
            self._is_in_unit = False
        elif tag in _UNITS:
            self._end_unit(tag)
            self._is_in_unit = self._is_in_unit and tag != "trans-unit"
        self._path.pop()

    def _end_note(self, text: str) -> None:
        """Keep a note of a unit, or a comment that the file lists at its beginning."""
        if not text.strip():
            return
        if self._comment_id:
            self._comments.setdefault(self._comment_id, []).append(text)
        elif self._is_in_unit and self._author == TOOL:
            self._left_out["notes of aigov-corpus on findings"] += 1
        elif self._is_in_unit:
            self._notes.append(text)
        elif self._author == SIGNATURE:
            self._signature = text
        else:
            self._left_out["notes on the whole file"] += 1

    def _end_unit(self, tag: str) -> None:
        """Add a unit, or each of its segments."""
        sources, targets = (self._segments.get(side, {}) for side in ("source", "target"))
        if sources and targets:
            for key in [*sources, *(key for key in targets if key not in sources)]:
                self._add(sources.get(key, ""), targets.get(key, ""), key)
        else:
            source = self._texts.get("source") or "".join(sources.values())
            target = self._texts.get("target") or "".join(targets.values())
            if tag != "ignorable" or source.strip() or target.strip():
                self._add(source, target, *self._segment_states)
        self._texts, self._segments, self._notes = {}, {}, []

    def _add(self, source: str, target: str, *segments: str) -> None:
        """Add a unit with its two texts, and the ids of its segments."""
        if self._id.startswith(_LOCKED):
            self._locked[self._id] = source
            return
        if self._is_phrase:
            source, target = map(self._without_codes, (source, target))
        if self._is_fixed and (source.strip() or target.strip()):
            self._left_out["translate"] += 1
        named = (
            _choose_code(self._own_languages.get(side, ""), code)
            for side, code in zip(("source", "target"), self._languages, strict=True)
        )
        codes = [
            code or (detect_language(text) if text.strip() else "")
            for code, text in zip(named, (source, target), strict=True)
        ]
        found = columns_of(self._context)
        is_ours = is_unit_of_ours(found)
        if is_ours:
            codes = [WITHOUT_REGION.get(code, code) for code in codes]
        unit = RawUnit(len(self.units) + 1, list(zip(codes, (source, target), strict=True)))
        unit.source = codes[0]
        states = [*self._unit_states, *(self._segment_states.get(each, "") for each in segments)]
        if is_ours:
            unit.pair_id = self._id
            found.setdefault("signature", [self._signature])
            unit.facts, wrong = read_facts(found)
            self._wrong_facts += wrong
            if source.strip() and target.strip():
                unit.facts["status"] = _read_own_state(states, unit.facts.get("status", ""))
        elif source.strip() and target.strip() and (status := self._states.read(*states)):
            unit.facts["status"] = status
        marked = [cid for each in {"", *segments} for cid in self._commented.get(each, ())]
        comments = [text for cid in dict.fromkeys(marked) for text in self._comments.get(cid, ())]
        if notes := [*self._notes, *comments]:
            unit.facts["comment"] = "\n".join(notes)
        self.units.append(unit)

    def _without_codes(self, text: str) -> str:
        """Return a text of Phrase without the codes that stand in it as text."""
        text, pairs = _PHRASE_PAIR.subn("", text)
        marks = [found for found in _PHRASE_MARK.findall(text) if found in self._marks]
        self.inline.dropped += pairs + len(marks)
        return _PHRASE_MARK.sub(lambda found: "" if found[1] in self._marks else found[0], text)


def _read_own_state(states: Sequence[str], written: str) -> str:
    """Return the status of a pair that `export` wrote, which a program may have changed since.

    Args:
        states: what the unit says now.
        written: the status that it had; empty if it does not say so.
    """
    said = States().read(*states)
    if said == States().read(*STATES.get(written, {}).values()):
        return written or "given"
    return said or "edited"


def _choose_code(own: str, stated: str) -> str:
    """Return the language code of a text.

    Args:
        own: the code that the text itself has; empty if it has none.
        stated: that of the file, which counts if the other is no code or says less (zh, zh-CN).
    """
    try:
        normalise_code(own or stated)
    except UsageError:
        return stated
    return stated if stated.lower().startswith(own.lower()) else own
