"""A list with one item less in English than in Chinese: `list-length`.

The items are compared in their order, by the links of their words. All but one must have a
counterpart in an English list of one item less, and no list of as many items may fit as well. Most
of the words of that one must have no link, and the dictionary none of them among the English words
that are not the counterparts of other Chinese words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from aigov_corpus.checking.coverage import Coverage, Covered, Word, cover_some, has_translation
from aigov_corpus.checking.list_items import find_chinese_lists, find_english_lists, own_places
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import list_words

CODE = "list-length"
_LINKED = 0.5
"""The least mean strength of the links between the other items and those of the English list.

This and the next one were chosen on every other pair of political texts and on half of the annual
reports, with an item deleted and complete (`benchmarks/checks.py`)."""
_UNLINKED = 0.5
"""The least share of the words of the missing item that their links do not account for."""
_WELL_LINKED = 0.9
"""The least mean strength of the links of the other items for which less must be unlinked."""
_UNLINKED_BESIDE = 0.45
"""The least share that must be unlinked in that case. This number, the one above and the one below
were chosen on laws, half of the annual reports and every other pair of political texts."""
_CLAIMED = 0.5
"""The least strength of a link that makes an English word the counterpart of a Chinese one."""

Lists = Sequence[Sequence[Place]]


class _Lacking(NamedTuple):
    """The item that an English list of one item less lacks."""

    number: int
    """Its number in the Chinese list, from 0."""
    linked: float
    """The mean strength of the links between the other items and those of the English list."""
    unlinked: float
    """The share of its words that their links do not account for."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each Chinese list whose English has one item less."""
    lists = {number: found for number, unit in enumerate(units) if (found := _list_longer(unit))}
    for number, covered in cover_some(units, list(lists)).items():
        unit = units[number]
        english = find_english_lists(unit.en)
        for items in lists[number]:
            if lacking := _find_lacking(unit.zh, items, english, covered):
                yield _report(unit, items, lacking)


def _list_longer(unit: Unit) -> list[list[Place]]:
    """Return the Chinese lists of a unit for which there is an English list of one item less."""
    if not unit.has_both or unit.source != "zh" or "、" not in unit.zh:
        return []
    chinese = list(find_chinese_lists(unit.zh))
    sizes = {len(items) for items in find_english_lists(unit.en)} if chinese else set()
    return [items for items in chinese if len(items) - 1 in sizes]


def _find_lacking(
    zh: str, items: Sequence[Place], english: Lists, covered: Coverage
) -> _Lacking | None:
    """Return the item that the best fitting English list lacks; None if none is missing."""
    is_content = covered.zh.weights > 0
    own = own_places(zh, items)
    rows = [
        [number for number in _words_at(covered.zh.words, place) if is_content[number]]
        for place in own
    ]
    unlinked = [_share_unlinked(covered, row) for row in rows]
    strengths = covered.links.tolist()
    found: list[_Lacking] = []
    whole = 0.0
    for places in english:
        if len(items) - len(places) not in (0, 1):
            continue
        columns = [_words_at(covered.en.words, place) for place in places]
        links = np.array(
            [[_strongest(strengths, row, column) for column in columns] for row in rows]
        )
        if len(items) == len(places):
            whole = max(whole, float(links.diagonal().mean()))
            continue
        for number in range(1, len(items)):  # the first item has words that stand before the list
            linked = float(np.delete(links, number, axis=0).diagonal().mean())
            found.append(_Lacking(number, linked, unlinked[number]))
    best = max(found, key=lambda each: each.linked + each.unlinked / 2)
    least = _UNLINKED_BESIDE if best.linked >= _WELL_LINKED else _UNLINKED
    if best.linked < max(_LINKED, whole) or best.unlinked < least:
        return None
    words = list_words(simplify(zh[slice(*own[best.number])]), lang="zh")
    # then the item may be rendered elsewhere, or with another one by one word
    return None if has_translation(words, _unclaimed(covered, own[best.number])) else best


def _unclaimed(covered: Coverage, item: Place) -> Covered:
    """Return the English words that are not the counterparts of Chinese words outside an item."""
    outside = np.ones(len(covered.zh.words), bool)
    outside[covered.zh.rows_at(item)] = False
    claims = covered.links[outside].max(axis=0, initial=0)
    return covered.en.take(np.flatnonzero(claims < _CLAIMED).tolist())


def _words_at(words: Sequence[Word], place: Place) -> list[int]:
    """Return the numbers of the words at a place."""
    start, end = place
    first = bisect_right(words, start, key=itemgetter(2))
    return list(range(first, max(first, bisect_left(words, end, key=itemgetter(1)))))


def _strongest(strengths: Sequence[Sequence[float]], zh: Sequence[int], en: Sequence[int]) -> float:
    """Return the strength of the strongest link between some words; 0 if there are none."""
    return max((strengths[row][column] for row in zh for column in en), default=0.0)


def _share_unlinked(covered: Coverage, words: Sequence[int]) -> float:
    """Return the share of Chinese words that their strongest links do not account for.

    A link with a word such as "and" accounts for nothing.
    """
    links = covered.links[words][:, covered.en.weights > 0]
    return float(1 - links.max(axis=1, initial=0).mean()) if words else 0.0


def _report(unit: Unit, items: Sequence[Place], lacking: _Lacking) -> Finding:
    """Return the finding about a list, at the item that the English seems to lack."""
    place = items[lacking.number]
    message = (
        f"the Chinese lists {len(items)} items, the English {len(items) - 1}; look for "
        f"{quote(unit.zh[slice(*place)])}"
    )
    end = len(unit.en)
    score = round(lacking.unlinked, 2)
    return unit.find(CODE, "warning", "en", (end, end), message, other=place, score=score)
