"""Names of persons that an English text writes in pinyin: Wang Xiaoming."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_readings
from aigov_corpus.checking.chinese_names import SURNAMES
from aigov_corpus.checking.name_index import load_name_index

_WORD = re.compile(r"[A-Z][a-z]+(?:-?[a-z]+)*")
_FEWEST_LETTERS = 2
"""Letters of the shortest surname and given name."""


class PinyinPerson(NamedTuple):
    """A surname and a given name in pinyin."""

    start: int
    """Offset of the surname."""
    end: int
    """Offset after the given name."""
    surname: str
    """The surname in lower case."""
    given: str
    """The given name in lower case, without a hyphen."""


@lru_cache(maxsize=1 << 8)
def list_persons(text: str) -> tuple[PinyinPerson, ...]:
    """Return the persons of an English text, in order."""
    found: list[PinyinPerson] = []
    for first, second in pairwise(_WORD.finditer(text)):
        if text[first.end() : second.start()] != " ":
            continue
        surname, given = first[0].lower(), second[0].lower().replace("-", "")
        if surname in _surnames() and len(given) >= _FEWEST_LETTERS and _is_given(given):
            found.append(PinyinPerson(first.start(), second.end(), surname, given))
    return tuple(found)


@lru_cache(maxsize=1 << 8)
def list_reversed(text: str) -> tuple[PinyinPerson, ...]:
    """Return the persons whose given name of two syllables stands first: Xiaoming Wang."""
    syllables = load_name_index().syllables
    found: list[PinyinPerson] = []
    for first, second in pairwise(_WORD.finditer(text)):
        given, surname = first[0].lower().replace("-", ""), second[0].lower()
        is_name = surname in _surnames() and given not in syllables and _is_given(given)
        if is_name and text[first.end() : second.start()] == " " and given not in _surnames():
            found.append(PinyinPerson(first.start(), second.end(), surname, given))
    return tuple(found)


def cut_given(word: str) -> list[tuple[str, ...]]:
    """Return the ways to cut a given name into one or two syllables of pinyin."""
    syllables = load_name_index().syllables
    cuts = [(word,)] if word in syllables else []
    pairs = ((word[:at], word[at:]) for at in range(1, len(word)))
    return cuts + [pair for pair in pairs if all(part in syllables for part in pair)]


def _is_given(word: str) -> bool:
    """Tell whether a word has one or two syllables of pinyin."""
    syllables = load_name_index().syllables
    return word in syllables or any(
        word[:at] in syllables and word[at:] in syllables for at in range(1, len(word))
    )


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    """Return the frequent surnames in pinyin, by the first reading of each."""
    readings = (list_readings(character)[:1] for character in SURNAMES)
    return frozenset(word for one in readings for word in one if len(word) >= _FEWEST_LETTERS)
