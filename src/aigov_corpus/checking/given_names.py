"""Persons with the same surname and another given name: 王小明 is not Wang Xiaohong.

Pinyin, older English spellings (Teng-hui for 登辉) and dialects write one syllable in many ways.
So a given name is another one only if a syllable of it begins or ends in a sound that no way of
writing the character has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_readings
from aigov_corpus.checking.chinese_names import SURNAMES
from aigov_corpus.checking.name_index import load_name_index
from aigov_corpus.checking.pinyin_persons import (
    PinyinPerson,
    cut_given,
    list_persons,
    list_reversed,
)

_LONGEST = 3
"""Characters of a surname and a given name of two characters."""
_INITIAL = re.compile("zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?")
_INITIALS = dict.fromkeys(("zh", "ch", "j", "q", "z", "c"), "c") | dict.fromkeys(
    ("sh", "x", "s"), "s"
)
_INITIALS |= dict.fromkeys("bp", "p") | dict.fromkeys("dt", "t") | dict.fromkeys("gk", "k")
_INITIALS |= dict.fromkeys("yw", "") | dict.fromkeys("jr", "c")
"""Consonants that older spellings write alike, each with a class."""


def has_other_given(name: str, en: str, zh: str) -> bool:
    """Tell whether the English has the surname of a Chinese person with another given name only."""
    if not 1 < len(name) <= _LONGEST or name[0] not in SURNAMES or not _is_person(name):
        return False
    surnames = list_readings(name[0])
    same = [one for one in (*list_persons(en), *list_reversed(en)) if one.surname in surnames]
    if not same or any(_fits(one, name[1:]) for one in same):
        return False
    return any(not any(_fits(one, given) for given in _list_givens(one, zh)) for one in same)


@lru_cache(maxsize=1 << 12)
def _is_person(name: str) -> bool:
    """Tell whether the dictionary lacks a name, or has it as one in pinyin."""
    gloss = load_name_index().english_of.get(name)
    return gloss is None or gloss.partition(" ")[0] in list_readings(name[0])


def _list_givens(person: PinyinPerson, zh: str) -> Iterator[str]:
    """Yield what stands in the Chinese behind each character that the surname may be."""
    for at, character in enumerate(zh):
        if person.surname in list_readings(character):
            yield zh[at + 1 : at + 2]
            yield zh[at + 1 : at + _LONGEST]


def _fits(person: PinyinPerson, characters: str) -> bool:
    """Tell whether a given name in Latin letters may be that of some characters."""
    return any(
        len(cut) == len(characters)
        and all(
            _sounds(syllable)
            & {sound for reading in list_readings(character) for sound in _sounds(reading)}
            for syllable, character in zip(cut, characters, strict=True)
        )
        for cut in cut_given(person.given)
    )


@lru_cache(maxsize=1 << 12)
def _sounds(syllable: str) -> frozenset[str]:
    """Return a syllable with the class of its consonant, and its vowels."""
    found = _INITIAL.match(syllable)
    initial = found[0] if found else ""
    rest = syllable[len(initial) :].replace("v", "u")
    return frozenset({f"{_INITIALS.get(initial, initial)}-{rest}"})
