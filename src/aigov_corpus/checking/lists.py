"""A list with one item less in English than in Chinese: `list-length`.

A Chinese list has 、 between its items and 和, 与 or 及 before the last one; an English one has
commas and the word and. Lists are compared if they stand at a like place and every item
is short. As one English word may say two items, the links of words must leave one item without
an account, or a short item must be the only one without a translation in the dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aigov_corpus.alignment.dictionary import translate
from aigov_corpus.checking.coverage import Covered, cover_some
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import list_words

CODE = "list-length"
_ITEM = r"[^、，。；：！？“”《》（）()\s,;:]{1,24}"
_CHINESE = re.compile(f"{_ITEM}(?:、{_ITEM})+")
_BEFORE_LAST = re.compile(
    "以及|(?<!共)和(?![谐諧平睦解气氣好善])|[与與](?![共会會时時])|及(?![时時其])|或(?![许許者])"
)
_ENGLISH_LAST = re.compile(r",? (?:and|or|as well as) ")
_NO_ITEM = re.compile("[.;:!?()]")
_WORD = re.compile("[A-Za-z]+")
_LEAST_ITEMS = 3
_LONGEST_ITEM = 6
"""Characters of an item between two others; a longer one is a clause, which English says freely."""
_LONGEST_ENGLISH_ITEM = 6
"""Words of such an item in English."""
_LONGEST_SEARCH = 60
"""Characters before a comma in which the comma before it must stand."""
_LONG_TEXT = 150
"""Characters of a Chinese text from which on it has so many lists that places must agree."""
_FAR = 0.4
"""Largest difference of the places of a list in its two texts, as shares of their length."""
_FAR_IN_LONG_TEXT = 0.1
_COMMON = 3
"""Characters that all items of a list may have in common: 建设 in 经济建设、政治建设."""
_TINY = 1e-9
_SHORT_ITEM = 2
"""Characters of an item that counts as missing if the dictionary alone says so."""
_UNCLAIMED = 0.4
"""The share of an item without links from which on it counts as missing. With .2 half as many more
of dropped items are found, and nine times as many lists of complete reports are reported."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of a Chinese text."""

    start: int
    end: int
    items: tuple[str, ...]
    """The items in order; words before the list belong to the first one, words behind to the last
    one."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each Chinese list whose English has one item less."""
    shorter = {number: lists for number, unit in enumerate(units) if (lists := _compare(unit))}
    for number, covered in cover_some(units, list(shorter)).items():
        for found in shorter[number]:
            yield from _report(units[number], found, covered.zh)


def _compare(unit: Unit) -> list[ItemList]:
    """Return the Chinese lists of a unit whose English list has one item less."""
    if not unit.has_both or unit.source != "zh" or "、" not in unit.zh:
        return []
    sizes = find_english_lists(unit.en)
    shorter = []
    for found in find_chinese_lists(unit.zh):
        far = _FAR if len(unit.zh) < _LONG_TEXT else _FAR_IN_LONG_TEXT
        place = found.end / len(unit.zh)
        near = [size for size, at in sizes if abs(at / len(unit.en) - place) < far]
        if near and max(near) == len(found.items) - 1:
            shorter.append(found)
    return shorter


def find_chinese_lists(text: str) -> Iterator[ItemList]:
    """Yield the lists of three short items or more."""
    for found in _CHINESE.finditer(text):
        *items, last = found[0].split("、")
        joints = _BEFORE_LAST.finditer(last, 1)
        joined = next((joint for joint in joints if joint.end() < len(last)), None)
        items += [last[: joined.start()], last[joined.end() :]] if joined else [last]
        inner = items[1:-1]
        is_plain = all(
            len(item) <= _LONGEST_ITEM and not _BEFORE_LAST.search(item) for item in inner
        )
        if len(items) >= _LEAST_ITEMS and is_plain:
            yield ItemList(*found.span(), tuple(items))


def find_english_lists(text: str) -> list[tuple[int, int]]:
    """Return the number of items of each list, and the offset of the end of its last but one."""
    found = []
    for last in _ENGLISH_LAST.finditer(text):
        size, end = 2, last.start()
        while (comma := text.rfind(", ", max(0, end - _LONGEST_SEARCH), end)) >= 0:
            item = text[comma + 2 : end]
            if len(item.split()) > _LONGEST_ENGLISH_ITEM or _NO_ITEM.search(item):
                break
            size, end = size + 1, comma
        found.append((size, last.start()))
    return found


def _report(unit: Unit, found: ItemList, covered: Covered) -> Iterator[Finding]:
    """Yield the finding about a list, at the item that the English seems to lack."""
    places, missing = [], []
    at = found.start
    for item in found.items:
        start = unit.zh.index(item, at)
        at = start + len(item)
        # behind 等 ("and so on") stands what all items are
        places.append((start, start + len(item.partition("等")[0])))
        missing.append(_share_unclaimed(covered, places[-1]))
    number = _find_untranslated(unit, found.items)
    if number is None:
        number = max(range(len(missing)), key=missing.__getitem__)
        # words that stand before the list belong to its first item
        if number == 0 or missing[number] < _UNCLAIMED:
            return
    size = len(found.items)
    text = quote(unit.zh[slice(*places[number])])
    message = f"the Chinese lists {size} items, the English {size - 1}; look for {text}"
    end = len(unit.en)
    yield unit.find(CODE, "warning", "en", (end, end), message, other=places[number], score=0.4)


def _find_untranslated(unit: Unit, items: Sequence[str]) -> int | None:
    """Return the number of the one item without a dictionary translation in the English.

    Longer items are rendered freely too often, so it must be a short one; None if it is not.
    """
    stems = {stem(word.lower()) for word in _WORD.findall(unit.en)}
    parts = _own_parts(items)
    lacking = [number for number, part in enumerate(parts) if not _is_translated(part, stems)]
    if len(lacking) != 1 or lacking[0] == 0 or len(items[lacking[0]]) > _SHORT_ITEM:
        return None
    return lacking[0]


def _share_unclaimed(covered: Covered, place: Place) -> float:
    """Return how much of an item the links do not account for, from 0 to 1."""
    inside = np.array([start < place[1] and end > place[0] for _, start, end in covered.words])
    if not inside.any():
        return 0.0
    weights = covered.weights[inside]
    return float(weights @ covered.unclaimed[inside] / max(weights.sum(), _TINY))


def _own_parts(items: Sequence[str]) -> list[str]:
    """Return the items without the characters at which all but the first one end."""
    common = 0
    rest = items[1:]
    while common < _COMMON and all(len(item) > common + 1 for item in rest):
        if len({item[-common - 1] for item in rest}) > 1:
            break
        common += 1
    return [item[: len(item) - common] or item for item in items]


def _is_translated(item: str, stems: set[str]) -> bool:
    """Tell whether the English has a word that translates one of an item."""
    translations = translate(list_words(simplify(item), lang="zh"))
    return any(not stems.isdisjoint(found) for found in translations.values())
