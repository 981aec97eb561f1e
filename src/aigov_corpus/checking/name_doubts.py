"""Which missing names are no fault: implied, named in a neighbouring pair, or said in common words.

A name that only the English has is hardly ever wrong if the Chinese refers to it (两地, 本市), or
if a neighbouring pair has it: English then repeats a name where Chinese needs none. A name that is
neither in the dictionary nor in pinyin is mostly translated by its meaning. But if the Chinese of
the pair also has a name without counterpart, one name may have replaced the other, and both are
reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_definitions, list_gloss_stems, list_readings
from aigov_corpus.checking.chinese_names import ChineseName
from aigov_corpus.checking.classical import list_classical
from aigov_corpus.checking.coverage import Coverage, cover_some
from aigov_corpus.checking.english_names import EnglishName, is_part_of_title, plain
from aigov_corpus.checking.implied_names import (
    has_programme,
    implies_china,
    is_place_in_china,
    may_imply_place,
)
from aigov_corpus.checking.name_explanations import count_named, is_named_in_full
from aigov_corpus.checking.name_index import load_name_index
from aigov_corpus.checking.name_renderings import list_unnamed, list_unrendered
from aigov_corpus.checking.pinyin_persons import cut_given, list_persons
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.text.content_words import list_content_words, stem
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURE_LINK = 0.9
"""Strength of a link from which on what looks like a person is a common word; titles have up to
.8."""
_NEAR = 2
"""Pairs before and after one that may name what it means."""
_OFTEN = 3
"""Number of times that a text names a place in China before English may repeat it anywhere."""
_NEAR_PERSON = 8
"""The number of pairs for persons: the two languages say “he” instead of the name in different
places."""
_LONG_PINYIN = 6
"""Letters from which on pinyin of two syllables is hardly a word of another language."""
_OF_TWO = 2
"""Characters of a name that may be two common words: 蓝光 is Blu-ray and blue light."""
_PLACE = re.compile(r"\b(?:city|province|prefecture|capital|river|country|state|town|county)\b")
"""Pattern for glosses of places, which are hardly ever common words."""
_LEFT_OUT = 1
"""Number of characters that a literal translation of a name may lack."""
_KINDS_OF_PLACE = tuple("江河湖海山岭城州县郡关岛")
"""Last characters of names that say what kind of place has the name."""


class Doubt(NamedTuple):
    """A name without explanation."""

    number: int
    """The number of the unit."""
    name: EnglishName | ChineseName
    """The name."""
    key: str
    """Text under which the name is counted."""


def drop_reasonable(
    units: Units, doubts: Sequence[Doubt], lower_words: frozenset[str]
) -> list[Doubt]:
    """Return the doubts for which no reason is seen.

    Args:
        units: the pairs.
        doubts: their names without counterpart.
        lower_words: stems of words that other texts write with a small letter.
    """
    if not doubts:
        return []
    classical = units.once(list_classical)
    uncertain = {
        doubt
        for doubt in doubts
        if isinstance(doubt.name, ChineseName)
        and (doubt.name.kind == "person" or classical[doubt.number] or _is_surname(doubt.name.text))
    }
    two_words = {
        doubt
        for doubt in doubts
        if doubt not in uncertain
        and isinstance(doubt.name, ChineseName)
        and doubt.name.kind == "dictionary"
        and len(doubt.name.text) == _OF_TWO
        and not any(map(_PLACE.search, list_definitions(doubt.name.text)))
    }
    may_be_words = uncertain | two_words
    covered = cover_some(units, sorted({doubt.number for doubt in may_be_words}))
    chinese = [
        doubt
        for doubt in doubts
        if isinstance(doubt.name, ChineseName)
        and not (
            doubt in may_be_words
            and _is_said_in_common_words(
                doubt.name, covered[doubt.number], is_sure=doubt in two_words
            )
        )
    ]
    whole = _join_documents(units)
    replaced = {doubt.number for doubt in chinese}
    english = [
        doubt
        for doubt in doubts
        if isinstance(doubt.name, EnglishName)
        and _is_telling(units[doubt.number], doubt.name)
        and (
            doubt.number in replaced
            or not _has_reason(
                units, doubt.number, doubt.name, whole[units[doubt.number].pair.document]
            )
        )
    ]
    replacing = {doubt.number for doubt in english}
    kept = {
        *english,
        *(
            doubt
            for doubt in chinese
            if doubt.number in replacing or not _is_named_near(units, doubt, lower_words)
        ),
    }
    return [doubt for doubt in doubts if doubt in kept]


def _has_reason(units: Units, number: int, name: EnglishName, whole: str) -> bool:
    """Tell whether the Chinese, or that of the pairs beside it, explains why English has a name."""
    unit: Unit = units[number]
    zh = simplify(unit.zh)
    if _is_in_gloss(name, zh):
        return True
    is_person = _is_person(unit, name)
    if is_person and has_programme(zh):
        return True
    is_chinese = all(is_place_in_china(plain(word)) for word in name.words)
    if not is_person and may_imply_place(zh, is_chinese=is_chinese):
        return True
    if all(implies_china(plain(word), zh) for word in name.words):
        return True
    if is_part_of_title(unit.en, name):
        return True
    if is_chinese and max(count_named(plain(word), whole) for word in name.words) >= _OFTEN:
        return True
    distance = _NEAR_PERSON if is_person else _NEAR
    near = "。".join(simplify(one.zh) for one in _list_near(units, number, distance))
    return bool(near) and is_named_in_full(name, near)


def _is_in_gloss(name: EnglishName, zh: str) -> bool:
    """Tell whether the dictionary glosses a Chinese word with a name: 花椒 is Sichuan pepper."""
    glosses = [
        gloss.lower()
        for word in {word for word, _, _ in find_words(zh, lang="zh") if len(word) > 1}
        for gloss in list_definitions(word)
    ]
    return all(
        any(re.search(rf"\b{re.escape(plain(word))}\b", gloss) for gloss in glosses)
        for word in name.words
    )


def _join_documents(units: Units) -> dict[str, str]:
    """Return the whole Chinese text of each document, in simplified characters."""
    texts: dict[str, list[str]] = {}
    for unit in units:
        texts.setdefault(unit.pair.document, []).append(unit.zh)
    return {document: simplify("\n".join(of_document)) for document, of_document in texts.items()}


def _is_person(unit: Unit, name: EnglishName) -> bool:
    """Tell whether a name is that of a person in pinyin."""
    return any(one.start <= name.start < one.end for one in list_persons(unit.en))


def _is_telling(unit: Unit, name: EnglishName) -> bool:
    """Tell whether a name is so well known that Chinese would use it and not explain it."""
    return _is_person(unit, name) or _is_in_dictionary(name)


def _is_in_dictionary(name: EnglishName) -> bool:
    """Tell whether the dictionary has a word of a name, or it is written in pinyin: Yanqing.

    A single syllable of pinyin may be anything.
    """
    index = load_name_index()
    return any(
        (stem(plain(word)) in index.chinese_of and plain(word) not in index.syllables)
        or (len(word) >= _LONG_PINYIN and bool(cut_given(plain(word))))
        for word in name.words
    )


def _list_near(units: Units, number: int, distance: int) -> Iterable[Unit]:
    """Return the pairs of the same text at most so far before and after one."""
    own = units[number].belongs_to
    return [
        units[at]
        for at in range(max(0, number - distance), min(len(units), number + distance + 1))
        if at != number and units[at].belongs_to == own
    ]


def _is_named_near(units: Units, doubt: Doubt, lower_words: frozenset[str]) -> bool:
    """Tell whether the English of the pairs beside a unit has the Chinese name."""
    near = " ".join(one.en for one in _list_near(units, doubt.number, _NEAR))
    if not near or not isinstance(doubt.name, ChineseName):
        return False
    name = doubt.name
    zh = simplify(units[doubt.number].zh)
    if name.kind == "institution":
        return not any(list_unnamed(zh, near))
    return not any(list_unrendered([name], near, zh, lower_words))


def _is_said_in_common_words(name: ChineseName, covered: Coverage, *, is_sure: bool) -> bool:
    """Tell whether English says what looks like a person, or a surname, by words that are no names.

    So is any name of an ancient text, where 太白 is "too white". 白大褂 is a white smock, 山上 on
    the mountain: the words are linked to words with small letters, or the dictionary glosses their
    characters with such words.

    Args:
        name: the name.
        covered: the links of its pair.
        is_sure: whether it is a name in most texts: then each character must be rendered.
    """
    # 长江 as "the river" is lost, though each of its words has a link
    is_place = name.kind != "person" and name.text.endswith(_KINDS_OF_PLACE)
    if not is_place and _is_linked_to_small(name, covered):
        return True
    parts = [part for word, _, _ in covered.en.words for part in word.lower().split("-")]
    stems = {stem(part) for part in parts if list_content_words(part, lang="en")}
    rendered = sum(
        not stems.isdisjoint(list_gloss_stems(character).difference(list_readings(character)))
        for character in name.text
    )
    return rendered >= max(1, len(name.text) - (0 if is_place or is_sure else _LEFT_OUT))


def _is_surname(name: str) -> bool:
    """Tell whether the dictionary has a name only as a Japanese surname: 山上, 高桥."""
    glosses = [gloss for gloss in list_definitions(name) if gloss.strip()]
    return bool(glosses) and all("surname" in gloss or "Japanese" in gloss for gloss in glosses)


def _is_linked_to_small(name: ChineseName, covered: Coverage) -> bool:
    """Tell whether each Chinese word of a name is linked to an English word with small letters."""
    rows = covered.zh.rows_at((name.start, name.end))
    small = [column for column, (word, _, _) in enumerate(covered.en.words) if word.islower()]
    if not rows or not small:
        return False
    return bool((covered.links[rows][:, small].max(axis=1) > _SURE_LINK).all())
