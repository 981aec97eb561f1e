"""Numbers that show whether an item of a Chinese list is absent from the English text.

They come from the links of words: how well the item is linked, whether an English list with one
item less fits the others, and what is left of the English if each item takes one part of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from heapq import nlargest, nsmallest
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import translate
from aigov_corpus.checking.coverage import Coverage, Word
from aigov_corpus.checking.list_items import (
    find_chinese_lists,
    find_english_cuts,
    find_english_lists,
    own_places,
)
from aigov_corpus.checking.units import Place
from aigov_corpus.matching.best_chain import chain_cells
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import list_words

Floats = NDArray[np.float64]
Links = NDArray[np.float32]

FEATURES = (
    "unlinked",
    "shorter_list",
    "unlinked_and_shorter",
    "unmatched",
    "marks_lacking",
    "is_first",
    "is_last",
    "unlinked_here",
    "unlinked_here_squared",
    "unlinked_and_glossed",
    "unlinked_beside_others",
)
"""Names of the numbers of an item, in their order.

They are the share of its words that their links do not account for (`unlinked`); by how much an
English list of one item less fits the other items better than one of as many fits all, and that
times the share; whether no part of the English is left for it if each item takes one; how many
marks the English has less than the other items need; whether it is the first item or the last one;
the share of its words that links with the parts beside those of the others do not account for, and
its square; and `unlinked` times how free an English word is that the dictionary gives for it, and
times the free English words near the items beside it, up to 1.5 of them."""
QUICK = 7
"""How many of these are measured of every item; the others take longer."""

_COUNTERPART = 0.3
"""Strength from which on a linked word is a counterpart of an item, if it is one of the best."""
_OF_BEST = 0.6
"""Share of the strongest link from which on a counterpart is one of the best."""
_NEAR = 3
"""Words around the counterparts of the items beside an item that could render it."""
MOST_NEAR = 1.5
"""Free words from which on more count the same."""
_MOST_MARKS = 3
"""Marks from which on more or fewer count the same."""
_LEAST_BESIDE = 2
"""Other items with counterparts from which on the marks between these are counted."""
_FAINT = 0.15
"""A part of the English that fits an item less is no match for it, and weaker links make none."""
_END = re.compile(r"[.!?:()“”—。！？：（）]")
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


class PartlyMeasured(NamedTuple):
    """An item of which the numbers that take longer are not measured yet."""

    quick: list[float]
    """The first `QUICK` numbers of `FEATURES`."""
    finish: Callable[[], Item]
    """Measures the others."""


class _List(NamedTuple):
    """A Chinese list, and how well links account for its items."""

    number: int
    """Its number in the text, from 0."""
    places: Sequence[Place]
    """The places of its items."""
    rows: list[list[int]]
    """The numbers of the words with meaning of each item."""
    unlinked: list[float]
    """For each item the share of its words that their links do not account for."""


class _English(NamedTuple):
    """What is read in the English of a unit, for all its lists."""

    lists: list[list[range]]
    """The words of each item of each list."""
    parts: list[range]
    """The words between all marks."""
    cut_starts: list[int]
    """Where the marks and words between items begin."""
    cut_ends: list[int]
    """Where they end."""


@dataclass(frozen=True)
class _Matched:
    """What of the English belongs to the items of a list."""

    counterparts: list[list[int]]
    """For each item the numbers of the words that are its counterparts, rising."""
    taken: list[int]
    """The number of the part that each item takes; -1 for none."""

    @cached_property
    def linked(self) -> list[int]:
        """The numbers of the items that have counterparts."""
        return [number for number, found in enumerate(self.counterparts) if found]

    @cached_property
    def ends(self) -> tuple[list[int], list[int]]:
        """Of these, the two whose counterparts begin first, and the two whose end last."""
        firsts = nsmallest(2, self.linked, key=lambda at: self.counterparts[at][0])
        return firsts, nlargest(2, self.linked, key=lambda at: self.counterparts[at][-1])

    @cached_property
    def takers(self) -> list[int]:
        """The numbers of the items that take a part."""
        return [number for number, part in enumerate(self.taken) if part >= 0]


@dataclass(frozen=True)
class _Links:
    """The links of a unit to words with meaning."""

    table: Links
    """`(Chinese words, English words)`, their strengths."""
    zh: Floats
    """How much each Chinese word counts."""
    en: Floats
    """How much each English word counts."""
    words: Sequence[Word]
    """The English words."""

    @cached_property
    def stems(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the English words by their stems."""
        found: dict[str, list[int]] = {}
        for number, (word, _, _) in enumerate(self.words):
            found.setdefault(stem(word.lower()), []).append(number)
        return found

    @cached_property
    def strong(self) -> list[list[tuple[int, float]]]:
        """For each Chinese word its links that are not faint: English words, rising, and strengths.

        They are few, so that a long list takes no longer for each item than a short one.
        """
        found: list[list[tuple[int, float]]] = [[] for _ in self.table]
        rows, columns = np.nonzero(self.table >= _FAINT)
        strengths = self.table[rows, columns].tolist()
        for row, column, strength in zip(rows.tolist(), columns.tolist(), strengths, strict=True):
            found[row].append((column, strength))
        return found

    def strongest(self, rows: Sequence[int], words: range) -> float:
        """Return the strongest link of some Chinese words with some English ones; 0 for none."""
        if not rows:
            return 0.0
        return float(self.table[rows, words.start : words.stop].max(initial=0))

    def best_without(self, rows: Sequence[int], words: Sequence[int]) -> Links:
        """Return the strongest link of some English words with the Chinese words but some.

        Args:
            rows: the numbers of the Chinese words to leave out, rising.
            words: the numbers of the English words.
        """
        before, behind = self._best
        first, last = rows[0], rows[-1]
        best: Links = np.maximum(before[first, words], behind[last + 1, words])
        for row in set(range(first, last)).difference(rows):
            best = np.maximum(best, self.table[row, words])
        return best

    @cached_property
    def _best(self) -> tuple[Links, Links]:
        """The strongest links with the first n Chinese words, and with those from word n on."""
        none = np.zeros((1, self.table.shape[1]), self.table.dtype)
        before = np.maximum.accumulate(np.concatenate([none, self.table]))
        behind = np.maximum.accumulate(np.concatenate([none, self.table[::-1]]))[::-1]
        return before, behind


def measure_items(zh: str, en: str, covered: Coverage) -> list[Item]:
    """Return the items of all lists of a Chinese text, with what speaks for their absence.

    Items without a word with meaning are left out.
    """
    return [one.finish() for one in begin_items(zh, en, covered)]


def begin_items(
    zh: str, en: str, covered: Coverage, *, least_unlinked: float = 0.0
) -> list[PartlyMeasured]:
    """Return the same items, of which only the first `QUICK` numbers have been measured.

    Args:
        zh: the Chinese text.
        en: the English text.
        covered: the links of their words.
        least_unlinked: items of which less is `unlinked` are left out, which saves time.
    """
    places = [(start, end) for _, start, end in covered.zh.words]
    lists = list(find_chinese_lists(zh, places)) if covered.links.size else []
    if not lists:
        return []
    table = covered.links * (covered.en.weights > 0)
    links = _Links(table, covered.zh.weights, covered.en.weights, covered.en.words)
    measured = _measure_unlinked(zh, lists, covered, links)
    chosen = [one for one in measured if max(one.unlinked) >= least_unlinked]
    if not chosen:
        return []
    counts = {len(one.places) for one in chosen}
    english = _read_english(en, links, counts | {count - 1 for count in counts})
    return [begun for one in chosen for begun in _begin(zh, one, links, english, least_unlinked)]


def _measure_unlinked(
    zh: str, lists: Sequence[Sequence[Place]], covered: Coverage, links: _Links
) -> list[_List]:
    """Return lists with the share of the words of each item that links do not account for."""
    weights = links.zh.tolist()
    linked = (links.zh * links.table.max(axis=1)).tolist()
    found = []
    for number, items in enumerate(lists):
        places = zip(own_places(zh, items), items, strict=True)
        # an item that consists of what all share keeps it
        rows = [_content_at(covered, own, weights) or _content_at(covered, full, weights)
                for own, full in places]  # fmt: skip
        unlinked = [
            1 - sum(linked[at] for at in row) / sum(weights[at] for at in row) if row else 0.0
            for row in rows
        ]
        found.append(_List(number, items, rows, unlinked))
    return found


def _read_english(en: str, links: _Links, sizes: Collection[int]) -> _English:
    """Return what is read in an English text, with lists of some numbers of items."""
    starts = [start for _, start, _ in links.words]
    cuts = find_english_cuts(en)
    marks = sorted({at for at, _ in cuts} | {mark.start() for mark in _END.finditer(en)})
    bounds = [0, *(bisect_left(starts, at) for at in marks), len(starts)]
    weights = links.en.tolist()
    parts = [range(first, last) for first, last in pairwise(bounds) if any(weights[first:last])]
    ends = [end for _, _, end in links.words]
    lists = [
        [
            range(first := bisect_right(ends, at), max(first, bisect_left(starts, end)))
            for at, end in items
        ]
        for items in find_english_lists(en, sizes)
    ]
    return _English(lists, parts, [at for at, _ in cuts], [end for _, end in cuts])


def _begin(
    zh: str, one: _List, links: _Links, english: _English, least_unlinked: float
) -> Iterator[PartlyMeasured]:
    """Yield the items of a list that have a word with meaning, if enough of it is unlinked."""
    _, items, rows, shares = one
    shorter = _compare_lists(links, rows, english.lists)
    matched = _Matched(
        [_find_counterparts(links, row) for row in rows], _match_parts(links, rows, english.parts)
    )
    for number, (row, unlinked) in enumerate(zip(rows, shares, strict=True)):
        if not row or unlinked < least_unlinked:
            continue
        quick = [
            unlinked,
            shorter[number],
            unlinked * max(0.0, shorter[number]),
            float(matched.taken[number] < 0),
            float(_count_lacking_marks(matched, number, links.words, english)),
            float(number == 0),
            float(number == len(items) - 1),
        ]
        yield PartlyMeasured(
            quick, partial(_finish, (zh, english), one, number, (links, matched), quick)
        )


def _finish(
    texts: tuple[str, _English], one: _List, number: int, linked: tuple[_Links, _Matched],
    quick: list[float],
) -> Item:  # fmt: skip
    """Return an item of a list with all its numbers."""
    zh, english = texts
    links, matched = linked
    place, row, unlinked = one.places[number], one.rows[number], one.unlinked[number]
    weights = links.zh[row]
    here = links.table[row, _near_parts(matched, number, english.parts)].max(axis=1, initial=0)
    unlinked_here = 1 - float(weights @ here / weights.sum())
    glosses = translate(list_words(simplify(zh[slice(*place)]), lang="zh")).values()
    glossed = [at for gloss in frozenset().union(*glosses) for at in links.stems.get(gloss, ())]
    near = _near(matched, number, len(links.words))
    free = _free(links, row, [*glossed, *near])
    features = [
        *quick,
        unlinked_here,
        unlinked_here * unlinked_here,
        unlinked * float(free[: len(glossed)].max(initial=0)),
        unlinked * min(float(links.en[near.start : near.stop] @ free[len(glossed) :]), MOST_NEAR),
    ]
    return Item(place, one.number, len(one.places), row, features)


def _free(links: _Links, row: Sequence[int], words: Sequence[int]) -> Floats:
    """Return how free English words are for an item, whose Chinese words are given, from 0 to 1."""
    outside = links.best_without(row, words)
    free: Floats = (1 - np.minimum(outside, 1)) * (links.en[words] > 0)
    return free


def _find_counterparts(links: _Links, row: Sequence[int]) -> list[int]:
    """Return the numbers of the English words that are counterparts of the words of an item."""
    strong = [link for at in row for link in links.strong[at]]
    least = max(_COUNTERPART, _OF_BEST * max((strength for _, strength in strong), default=0.0))
    return sorted({word for word, strength in strong if strength >= least})


def _content_at(covered: Coverage, place: Place, weights: Sequence[float]) -> list[int]:
    """Return the numbers of the Chinese words with meaning that lie, in part, at a place."""
    start, end = place
    words = covered.zh.words
    first = bisect_right(words, start, key=itemgetter(2))
    last = max(first, bisect_left(words, end, key=itemgetter(1)))
    return [number for number in range(first, last) if weights[number] > 0]


def _compare_lists(
    links: _Links, rows: Sequence[Sequence[int]], english: Sequence[Sequence[range]]
) -> list[float]:
    """Return for each item how much better an English list fits that lacks it.

    It is the mean fit of the other items with the English list of one item less that fits best,
    minus that of all items with the list of as many; 0 for a list that there is not. An item fits
    another one by the strongest link of their words.
    """
    count = len(rows)
    whole = 0.0
    without = [0.0] * count
    for items in english:
        if len(items) not in (count, count - 1):
            continue
        fits = np.array([*map(links.strongest, rows, items)])
        if len(items) == count:
            whole = max(whole, float(fits.mean()))
            continue
        # items before the one that lacks fit as they stand, those behind it one place further
        before = np.concatenate([[0.0], np.cumsum(fits)])
        behind = np.concatenate([[0.0], np.cumsum([*map(links.strongest, rows[1:], items)])])
        sums = before + behind[-1] - behind
        without = [max(pair) for pair in zip(without, (sums / (count - 1)).tolist(), strict=True)]
    return [fit - whole for fit in without]


def _match_parts(links: _Links, rows: Sequence[Sequence[int]], parts: Sequence[range]) -> list[int]:
    """Return the part of the English that each item takes, in their order; -1 for none.

    A part fits an item as a whole: half of it by the best word of the item, half by the mean of
    all.
    """
    starts = [part.start for part in parts]
    # words between the parts carry no meaning, so a part may be read until the next one begins
    ends = [*starts[1:], len(links.words)]
    pairs: list[tuple[int, int]] = []
    best: list[float] = []
    for item, row in enumerate(rows):
        of_words = [_best_by_part(links.strong[at], starts) for at in row]
        for part in sorted(set().union(*of_words)):
            pairs.append((item, part))
            best += [
                of_word[part] if part in of_word
                else float(links.table[at, starts[part] : ends[part]].max())
                for at, of_word in zip(row, of_words, strict=True)
            ]  # fmt: skip
    found = [-1] * len(rows)
    if pairs:
        sizes = [len(rows[item]) for item, _ in pairs]
        firsts = [0, *accumulate(sizes[:-1])]
        weights = links.zh[[at for item, _ in pairs for at in rows[item]]]
        mean = np.add.reduceat(np.array(best) * weights, firsts) / np.add.reduceat(weights, firsts)
        fits = (np.maximum.reduceat(best, firsts) + mean) / 2
        cells = zip(pairs, fits.tolist(), strict=True)
        for item, part in chain_cells((*pair, fit) for pair, fit in cells if fit >= _FAINT):
            found[item] = part
    return found


def _best_by_part(strong: Sequence[tuple[int, float]], starts: Sequence[int]) -> dict[int, float]:
    """Return the parts with which a word has links that are not faint, each with the best one."""
    found: dict[int, float] = {}
    for word, strength in strong:
        part = bisect_right(starts, word) - 1
        found[part] = max(found.get(part, 0.0), strength)
    return found


def _near_parts(matched: _Matched, number: int, parts: Sequence[range]) -> slice:
    """Return the English words of the parts that the other items take, and of those beside them."""
    takers = matched.takers
    first = next((matched.taken[at] for at in takers[:2] if at != number), None)
    if first is None:
        return slice(None)
    last = next(matched.taken[at] for at in takers[:-3:-1] if at != number)
    return slice(parts[max(0, first - 1)].start, parts[min(len(parts) - 1, last + 1)].stop)


def _near(matched: _Matched, number: int, words: int) -> range:
    """Return the English words around the counterparts of the items beside an item."""
    linked, counterparts = matched.linked, matched.counterparts
    at, next_one = bisect_left(linked, number), bisect_right(linked, number)
    before = counterparts[linked[at - 1]] if at else []
    behind = counterparts[linked[next_one]] if next_one < len(linked) else []
    if before and behind:
        _, *ends = min((abs(one - other), one, other) for one in before for other in behind)
        first, last = sorted(ends)
    elif before:
        first = last = before[-1]
    elif behind:
        first = last = behind[0]
    else:
        return range(0)
    return range(max(0, first - _NEAR), min(words, last + 1 + _NEAR))


def _count_lacking_marks(
    matched: _Matched, number: int, words: Sequence[Word], english: _English
) -> int:
    """Return how many marks the English lacks between the counterparts of the other items."""
    linked, counterparts = matched.linked, matched.counterparts
    is_linked = bool(counterparts[number])
    if len(linked) - is_linked < _LEAST_BESIDE:
        return 0
    begin, close = (next(at for at in two if at != number) for two in matched.ends)
    start = words[counterparts[begin][0]][2]
    end = words[counterparts[close][-1]][2]
    first, last = bisect_left(english.cut_starts, start), bisect_right(english.cut_ends, end)
    first_item, last_item = (
        next(at for at in ends if at != number) for ends in (linked[:2], linked[:-3:-1])
    )
    lacking = last_item - first_item - max(0, last - first)
    return min(max(lacking, -_MOST_MARKS), _MOST_MARKS)
