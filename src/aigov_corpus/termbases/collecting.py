"""Collect the entries of a file; what is no entry is counted and reported with its places."""

from __future__ import annotations

from collections import defaultdict

from aigov_corpus import patterns as re
from aigov_corpus.errors import UsageError
from aigov_corpus.termbases.entries import Termbase, TermEntry

_LONGEST_TERM = 300
"""Characters of the longest term: the name of a law may have 150."""
_SHOWN_PLACES = 3
"""Places that a note names."""
_SPEECH = {
    "noun": r"n(?:oun)?\.?|common ?noun|名词?|名詞",
    "proper noun": r"proper ?noun|propn|name|nr|专有?名词?|專有?名詞?",
    "verb": r"v(?:erb|t|i)?\.?|动词?|動詞",
    "adjective": r"adj(?:ective)?\.?|a\.|形(?:容词|容詞)?",
    "adverb": r"adv(?:erb)?\.?|副词?|副詞",
}
"""Patterns for the names of parts of speech in files."""


def read_part_of_speech(text: str) -> str:
    """Return one of `PARTS_OF_SPEECH` for its name in a file; empty for an empty text."""
    name = text.strip().lower()
    for speech, pattern in _SPEECH.items():
        if re.fullmatch(pattern, name):
            return speech
    return "other" if name else ""


class Collected:
    """The entries of a file so far, and what was left out."""

    def __init__(self) -> None:
        self.entries: list[TermEntry] = []
        self._notes: list[str] = []
        self._places: defaultdict[str, list[str]] = defaultdict(list)

    def note(self, text: str) -> None:
        """Remember a sentence about the file."""
        self._notes.append(text)

    def add(
        self,
        place: str,
        *,
        zh: tuple[str, ...],
        en: tuple[str, ...],
        forbidden_zh: tuple[str, ...] = (),
        forbidden_en: tuple[str, ...] = (),
        part_of_speech: str = "",
        note: str = "",
    ) -> None:
        """Add an entry; if it says nothing about a translation, remember its place."""
        forms = {"zh": zh, "en": en, "forbidden_zh": forbidden_zh, "forbidden_en": forbidden_en}
        short = {name: self._short(place, terms) for name, terms in forms.items()}
        if not any(map(any, short.values())):
            self._places["empty rows"].append(place)
            return
        try:
            entry = TermEntry(**short, part_of_speech=part_of_speech, note=note)
        except UsageError:
            self._places["without a term in both languages"].append(place)
        else:
            self.entries.append(entry)

    def finish(self) -> Termbase:
        """Return the termbase, with notes about what was left out."""
        notes = list(self._notes)
        for reason, places in self._places.items():
            if reason != "empty rows":
                shown = ", ".join(places[:_SHOWN_PLACES])
                more = ", …" if len(places) > _SHOWN_PLACES else ""
                notes.append(f"left out {len(places)} {reason}: {shown}{more}")
        return Termbase(tuple(self.entries), tuple(notes))

    def _short(self, place: str, terms: tuple[str, ...]) -> tuple[str, ...]:
        """Return the terms that are not too long."""
        short = tuple(term for term in terms if len(term) <= _LONGEST_TERM)
        if len(short) < len(terms):
            self._places[f"with more than {_LONGEST_TERM} characters"].append(place)
        return short
