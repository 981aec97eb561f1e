"""One entry of a termbase, and the termbase itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from aigov_corpus.errors import UsageError, show_value
from aigov_corpus.records import Side
from aigov_corpus.text.characters import clean_text
from aigov_corpus.text.values import read_items, require_text

PARTS_OF_SPEECH = ("noun", "proper noun", "verb", "adjective", "adverb", "other")
"""Values of a part of speech, those of TBX-Basic."""
_FORMS = ("zh", "en", "forbidden_zh", "forbidden_en")
"""Fields that hold several texts."""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One concept: its terms in both languages, and those that a translation must not use.

    `zh` and `en` have the preferred term first, and then the allowed variants.
    """

    zh: tuple[str, ...]
    """Chinese terms, the preferred one first."""
    en: tuple[str, ...]
    """English terms, the preferred one first; the others are allowed variants."""
    forbidden_zh: tuple[str, ...] = ()
    """Chinese terms that must not render it."""
    forbidden_en: tuple[str, ...] = ()
    """English terms that must not render it."""
    part_of_speech: str = ""
    """One of `PARTS_OF_SPEECH`; empty if unknown."""
    note: str = ""
    """A definition or a remark."""

    def __post_init__(self) -> None:
        """Put each text on one line; refuse an entry that says nothing about a translation."""
        for name in _FORMS:
            value = getattr(self, name)
            forms = map(clean_text, read_items(value, name=name, of=str))
            object.__setattr__(self, name, tuple(dict.fromkeys(filter(None, forms))))
        object.__setattr__(self, "note", clean_text(require_text(self.note, name="note")))
        speech = require_text(self.part_of_speech, name="part_of_speech")
        if speech not in ("", *PARTS_OF_SPEECH):
            raise UsageError(
                f"part_of_speech is {show_value(self.part_of_speech)}",
                remedy=f"choose one of: {', '.join(PARTS_OF_SPEECH)}; or leave it empty",
            )
        is_zh_rendered = self.zh and (self.en or self.forbidden_en)
        is_en_rendered = self.en and self.forbidden_zh
        if not is_zh_rendered and not is_en_rendered:
            raise UsageError(
                "an entry needs a term of one language, and one of the other that is allowed or "
                "forbidden",
                remedy="give zh and en",
            )

    def terms(self, side: Side) -> tuple[str, ...]:
        """Return the terms of a language, the preferred one first."""
        return self.zh if side == "zh" else self.en

    def forbidden(self, side: Side) -> tuple[str, ...]:
        """Return the forbidden terms of a language."""
        return self.forbidden_zh if side == "zh" else self.forbidden_en


@dataclass(frozen=True, slots=True)
class Termbase:
    """The entries of a termbase, in order. `len(termbase)` is their number."""

    entries: tuple[TermEntry, ...]
    notes: tuple[str, ...] = ()
    """Sentences about the file: how it was read, and what was left out."""

    def __post_init__(self) -> None:
        """Check that there are entries and nothing else."""
        object.__setattr__(
            self, "entries", tuple(read_items(self.entries, name="entries", of=TermEntry))
        )
        object.__setattr__(self, "notes", tuple(read_items(self.notes, name="notes", of=str)))

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)

    def __iter__(self) -> Iterator[TermEntry]:
        """Return an iterator over the entries."""
        return iter(self.entries)

    def __repr__(self) -> str:
        """Return the number of entries and the first terms."""
        first = ", ".join((entry.zh + entry.en)[0] for entry in self.entries[:3])
        return f"<Termbase: {len(self)} entries, {first} …>"

    def write(self, path: str | Path, *, format: str | None = None) -> Path:
        """Write the termbase to a file, and return its path; see `write_termbase`."""
        from aigov_corpus.termbases.files import write_termbase

        return write_termbase(self, path, format=format)


def merge_entries(first: TermEntry, second: TermEntry) -> TermEntry:
    """Return one entry with the texts of two; of the part of speech and the note, the first."""
    joined = {name: getattr(first, name) + getattr(second, name) for name in _FORMS}
    rest = {
        field.name: getattr(first, field.name) or getattr(second, field.name)
        for field in fields(TermEntry)
        if field.name not in _FORMS
    }
    return replace(first, **joined, **rest)
