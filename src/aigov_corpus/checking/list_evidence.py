"""Numbers that show whether an item of a Chinese list is absent from the English text.

They come from the links of words: how well the item is linked, whether an English list with one
item less fits the others, and what is left of the English if each item takes one part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.alignment.dictionary import translate
from aigov_corpus.checking.coverage import Coverage, Word
from aigov_corpus.checking.list_items import (
    find_chinese_lists,
    find_english_cuts,
    find_english_lists,
    own_places,
)
from aigov_corpus.checking.units import Place
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import list_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEATURES = (
    "unlinked",
    "unlinked_and_glossed",
    "unlinked_beside_others",
    "shorter_list",
    "unlinked_and_shorter",
    "unmatched",
    "unlinked_here",
    "unlinked_here_squared",
    "marks_lacking",
    "is_first",
    "is_last",
)
"""Names of the numbers of an item, in their order.

They are the share of its words that their links do not account for (`unlinked`); that share times
how free an English word is that the dictionary gives for it, and times the free English words near
the items beside it; by how much an English list of one item less fits the other items better than
one of as many fits all, and that times the share; whether no part of the English is left for it if
each item takes one; the share of its words that links with the parts beside those of the others do
not account for, and its square; how many marks the English has less than the other items need; and
whether it is the first item or the last one."""

_COUNTERPART = 0.3
"""Strength from which on a linked word is a counterpart of an item, if it is one of the best."""
_OF_BEST = 0.6
"""Share of the strongest link from which on a counterpart is one of the best."""
_NEAR = 3
"""Words around the counterparts of the items beside an item that could render it."""
_MOST_NEAR = 1.5
"""Free words from which on more count the same."""
_MOST_MARKS = 3
"""Marks from which on more or fewer count the same."""
_FAINT = 0.15
"""A part of the English that fits an item less is no match for it."""
_END = re.compile(r"[.!?:()“”—]")
"""Marks that end a part of the English, besides those between items."""


class Item(NamedTuple):
    """An item of a Chinese list."""

    place: Place
    """Its offsets."""
    number: int
    """Number of its list in the text, from 0."""
    of: int
    """Number of items of the list."""
    words: list[int]
    """Numbers of its words that carry meaning, without those that all items share."""
    features: list[float]
    """The numbers of `FEATURES`."""


class _List(NamedTuple):
    """A Chinese list, and how well links account for its items."""

    number: int
    """Its number in the text, from 0."""
    places: Sequence[Place]
    """The places of its items."""
    rows: list[list[int]]
    """The numbers of the words with meaning of each item."""
    links: Floats
    """`(Chinese words, English words)`: the links of the unit to words with meaning."""
    unlinked: list[float]
    """For each item the share of its words that their links do not account for."""


class _English(NamedTuple):
    """What is read in the English of a unit, for all its lists."""

    weights: Floats
    """How much each word counts."""
    stems: list[str]
    """The stem of each word."""
    lists: list[list[range]]
    """The words of each item of each list."""
    parts: list[range]
    """The words between all marks."""
    cuts: list[Place]
    """The places of the marks and words between items."""
    words: Sequence[Word]
    """The words."""


def measure_items(
    zh: str, en: str, covered: Coverage, *, least_unlinked: float = 0.0
) -> list[Item]:
    """Return the items of all lists of a Chinese text, with what speaks for their absence.

    Args:
        zh: the Chinese text.
        en: the English text.
        covered: the links of their words.
        least_unlinked: items of which less is `unlinked` are left out, which saves time.
    """
    places = [(start, end) for _, start, end in covered.zh.words]
    lists = list(find_chinese_lists(zh, places)) if covered.links.size else []
    links = covered.links.astype(np.float64) * (covered.en.weights > 0)
    measured = [
        _measure_unlinked(zh, number, items, covered, links) for number, items in enumerate(lists)
    ]
    chosen = [one for one in measured if max(one.unlinked) >= least_unlinked]
    if not chosen:
        return []
    english = _read_english(en, covered)
    return [
        Item(one.places[at], one.number, len(one.places), one.rows[at], features)
        for one in chosen
        for at, features in _measure_list(zh, one, covered, english, least_unlinked)
    ]


def _measure_unlinked(
    zh: str, number: int, items: Sequence[Place], covered: Coverage, links: Floats
) -> _List:
    """Return a list with the share of the words of each item that links do not account for."""
    content = covered.zh.weights > 0
    places = zip(own_places(zh, items), items, strict=True)
    # an item that consists of what all share keeps it
    rows = [_content_at(covered, own, content) or _content_at(covered, full, content)
            for own, full in places]  # fmt: skip
    weights = covered.zh.weights
    best = weights * links.max(axis=1)
    unlinked = [1 - float(best[row].sum() / weights[row].sum()) if row else 0.0 for row in rows]
    return _List(number, items, rows, links, unlinked)


def _read_english(en: str, covered: Coverage) -> _English:
    """Return what is read in an English text."""
    words = covered.en.words
    starts = [start for _, start, _ in words]
    cuts = find_english_cuts(en)
    marks = sorted({at for at, _ in cuts} | {mark.start() for mark in _END.finditer(en)})
    bounds = [0, *(bisect_left(starts, at) for at in marks), len(words)]
    weights = covered.en.weights
    parts = [range(first, last) for first, last in pairwise(bounds) if weights[first:last].any()]
    lists = [[_words_at(words, place) for place in items] for items in find_english_lists(en)]
    stems = [stem(word.lower()) for word, _, _ in words]
    return _English(weights, stems, lists, parts, cuts, words)


def _measure_list(
    zh: str, one: _List, covered: Coverage, english: _English, least_unlinked: float
) -> Iterator[tuple[int, list[float]]]:
    """Yield the number of each item of a list, and its numbers of `FEATURES`.

    Items without a word with meaning are left out, and those of which less is unlinked.
    """
    _, items, rows, links, shares = one
    fits = np.array([links[row].max(axis=0, initial=0) for row in rows])
    strongest = fits.max(axis=1)
    counterparts = [
        np.flatnonzero(fit >= max(_COUNTERPART, _OF_BEST * best))
        for fit, best in zip(fits, strongest, strict=True)
    ]
    shorter = _compare_lists(fits, english.lists)
    taken = _match_parts(_fit_parts(links, rows, covered.zh.weights, english.parts))
    for number, (place, row, unlinked) in enumerate(zip(items, rows, shares, strict=True)):
        if not row or unlinked < least_unlinked:
            continue
        weights = covered.zh.weights[row]
        here = _near_parts(taken, number, english.parts)
        unlinked_here = float(
            1 - (weights * links[row, here].max(axis=1, initial=0)).sum() / weights.sum()
        )
        outside = np.delete(covered.links, row, axis=0).max(axis=0, initial=0)
        free = (1 - outside.clip(max=1)) * (english.weights > 0)
        glosses = translate(list_words(simplify(zh[slice(*place)]), lang="zh")).values()
        glossed = _most_free(english.stems, frozenset().union(*glosses), free)
        near = (english.weights * free)[_near(counterparts, number, len(free))].sum()
        yield (
            number,
            [
                unlinked,
                unlinked * glossed,
                unlinked * min(float(near), _MOST_NEAR),
                shorter[number],
                unlinked * max(0.0, shorter[number]),
                float(taken[number] < 0),
                unlinked_here,
                unlinked_here * unlinked_here,
                float(_count_lacking_marks(counterparts, number, english)),
                float(number == 0),
                float(number == len(items) - 1),
            ],
        )


def _content_at(covered: Coverage, place: Place, content: NDArray[np.bool_]) -> list[int]:
    """Return the numbers of the Chinese words with meaning that lie, in part, at a place."""
    start, end = place
    words = covered.zh.words
    first = bisect_right(words, start, key=itemgetter(2))
    last = max(first, bisect_left(words, end, key=itemgetter(1)))
    return [number for number in range(first, last) if content[number]]


def _words_at(words: Sequence[Word], place: Place) -> range:
    """Return the numbers of the words that lie, at least in part, at a place."""
    start, end = place
    first = bisect_right(words, start, key=itemgetter(2))
    return range(first, max(first, bisect_left(words, end, key=itemgetter(1))))


def _compare_lists(fits: Floats, english: Sequence[Sequence[range]]) -> list[float]:
    """Return for each item how much better an English list fits that lacks it.

    It is the mean fit of the other items with the English list of one item less that fits best,
    minus that of all items with the list of as many; 0 for a list that there is not.
    """
    count = len(fits)
    whole = 0.0
    without = [0.0] * count
    for items in english:
        if len(items) not in (count, count - 1):
            continue
        table = np.array(
            [fits[:, item.start : item.stop].max(axis=1, initial=0) for item in items]
        ).T
        if len(items) == count:
            whole = max(whole, float(table.diagonal().mean()))
            continue
        # items before the one that lacks fit as they stand, those behind it one place further
        before = np.concatenate([[0.0], np.cumsum(table.diagonal())])
        behind = np.concatenate([[0.0], np.cumsum(table[1:].diagonal())])
        sums = before + behind[-1] - behind
        without = [max(pair) for pair in zip(without, (sums / (count - 1)).tolist(), strict=True)]
    return [fit - whole for fit in without]


def _fit_parts(
    links: Floats, rows: Sequence[Sequence[int]], weights: Floats, parts: Sequence[range]
) -> Floats:
    """Return `(items, parts)`: how well each part of the English fits each item, from 0 to 1."""
    starts = [part.start for part in parts]
    if not starts:
        return np.zeros((len(rows), 0))
    # words between the parts carry no meaning, so a part may be read until the next one begins
    of_words = np.maximum.reduceat(links, starts, axis=1)
    found = np.zeros((len(rows), len(parts)))
    for number, row in enumerate(rows):
        if row:
            own = of_words[row]
            mean = weights[row] @ own / weights[row].sum()
            found[number] = (own.max(axis=0) + mean) / 2
    found[found < _FAINT] = 0
    return found


def _match_parts(fits: Floats) -> list[int]:
    """Return the part of the English that each item takes, in their order; -1 for none."""
    count, parts = fits.shape
    sums = np.zeros((count + 1, parts + 1))
    for number in range(count):
        taken = sums[number, :-1] + fits[number]
        sums[number + 1, 1:] = np.maximum(sums[number, 1:], taken)
        np.maximum.accumulate(sums[number + 1], out=sums[number + 1])
    found = [-1] * count
    item, part = count, parts
    while item and part:
        if sums[item, part] == sums[item - 1, part]:
            item -= 1
        elif sums[item, part] == sums[item, part - 1]:
            part -= 1
        else:
            item -= 1
            part -= 1
            found[item] = part
    return found


def _near_parts(taken: Sequence[int], number: int, parts: Sequence[range]) -> slice:
    """Return the English words of the parts that the other items take, and of those beside them."""
    others = [part for at, part in enumerate(taken) if part >= 0 and at != number]
    if not others:
        return slice(None)
    first, last = max(0, min(others) - 1), min(len(parts) - 1, max(others) + 1)
    return slice(parts[first].start, parts[last].stop)


def _most_free(stems: Sequence[str], glosses: Collection[str], free: Floats) -> float:
    """Return how free the freest English word is that the dictionary gives; 0 if none is."""
    return max((float(free[at]) for at, one in enumerate(stems) if one in glosses), default=0.0)


def _near(counterparts: Sequence[NDArray[np.int64]], number: int, words: int) -> slice:
    """Return the English words around the counterparts of the items beside an item."""
    before = next((found for found in counterparts[:number][::-1] if len(found)), None)
    behind = next((found for found in counterparts[number + 1 :] if len(found)), None)
    if before is not None and behind is not None:
        gaps = abs(before[:, None] - behind)
        row, column = np.unravel_index(gaps.argmin(), gaps.shape)
        first, last = sorted((int(before[row]), int(behind[column])))
    elif before is not None:
        first = last = int(before.max())
    elif behind is not None:
        first = last = int(behind.min())
    else:
        return slice(0)
    return slice(max(0, first - _NEAR), min(words, last + 1 + _NEAR))


def _count_lacking_marks(
    counterparts: Sequence[NDArray[np.int64]], number: int, english: _English
) -> int:
    """Return how many marks the English lacks between the counterparts of the other items."""
    others = [at for at, found in enumerate(counterparts) if len(found) and at != number]
    if len(others) < 2:
        return 0
    of_others = np.concatenate([counterparts[at] for at in others])
    start = english.words[int(of_others.min())][2]
    end = english.words[int(of_others.max())][2]
    between = sum(start <= at and stop <= end for at, stop in english.cuts)
    return int(np.clip(others[-1] - others[0] - between, -_MOST_MARKS, _MOST_MARKS))
