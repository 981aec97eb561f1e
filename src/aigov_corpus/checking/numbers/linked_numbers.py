"""Whether the words beside two numbers of one unit are linked with those beside the other one.

捕捞量为300吨，养殖量为500吨 is not "a catch of 500 tonnes and farmed output of 300 tonnes". The
words that say what a number counts stand before or behind it, in either language.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from aigov_corpus import patterns as re
from aigov_corpus.checking.coverage import Coverage, Covered
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.changes import Couple
from aigov_corpus.checking.units import Place

_LEAST = 0.3
"""Least strength of the links crosswise, beyond that of the links straight. It makes little
difference: from .1 to .4, 51 to 43 of 144 couples that we exchanged are found, and no correct pair
of 4,622 is flagged."""
_ENDS_ZH = re.compile("[，。；：、！？（）]")
_ENDS_EN = re.compile(r"[.;:,()](?=\s|$)|\b(?:and|while|but)\b")
"""Patterns for what ends the words beside a number."""
_COUNTED = frozenset("percent per cent million billion thousand hundred tonnes yuan".split())
"""English words that numbers count, whatever they say."""
_PERCENT = "%"
_FROM = re.compile("[由从從自][^。；]{0,25}$")
_TO = re.compile("[至到]")
"""Patterns for what stands before and between the numbers of a change: 由2017年的5%升至6%."""
_LONGEST_FROM = 26
"""Characters before a number in which a change begins."""


def have_same_unit(zh: str, one: Amount, two: Amount) -> bool:
    """Tell whether two Chinese numbers count the same."""
    return _unit(zh, one) == _unit(zh, two)


def is_change(zh: str, one: Amount, two: Amount) -> bool:
    """Tell whether two Chinese numbers are a change from one to the other: 由5%升至6%."""
    first, last = sorted((one, two), key=lambda amount: amount.place)
    before = zh[max(0, first.place[0] - _LONGEST_FROM) : first.place[0]]
    return bool(_FROM.search(before) and _TO.search(zh, first.place[1], last.place[0]))


def are_linked_across(
    zh: str,
    en: str,
    amounts: tuple[Sequence[Amount], Sequence[Amount]],
    couples: tuple[Couple, Couple],
    coverage: Coverage,
) -> bool:
    """Tell whether the words beside each of two numbers are linked with those beside the other.

    Args:
        zh: a Chinese text.
        en: its English.
        amounts: all numbers of both texts.
        couples: the two numbers, each with the English number that is the same.
        coverage: the links of the words of both texts.
    """
    beside_zh = [_find_beside(zh, couple[0], amounts[0], _ENDS_ZH) for couple in couples]
    beside_en = [_find_beside(en, couple[1], amounts[1], _ENDS_EN) for couple in couples]
    crossed = straight = -1.0
    for here, there in product((0, 1), repeat=2):
        rows = _list_own(coverage.zh, [side[here] for side in beside_zh])
        columns = _list_own(coverage.en, [side[there] for side in beside_en])
        (own, across), (back, other) = (
            [_link(coverage, rows[at], columns[to]) for to in (0, 1)] for at in (0, 1)
        )
        crossed = max(crossed, min(across, back) - max(own, other))
        straight = max(straight, min(own, other) - max(across, back))
    return crossed >= max(_LEAST, straight + _LEAST)


def _unit(zh: str, amount: Amount) -> str:
    """Return the first character of what a Chinese number counts."""
    return _PERCENT if amount.written.endswith(_PERCENT) else zh[amount.place[1] :][:1]


def _find_beside(
    text: str, amount: Amount, amounts: Sequence[Amount], ends: re.Pattern[str]
) -> tuple[Place, Place]:
    """Return the places of the words before and behind a number, as far as they may belong to it.

    They end where another number stands, and at marks; one right before the number is passed.
    """
    start, end = amount.place
    first = max((one.place[1] for one in amounts if one.place[1] <= start), default=0)
    last = min((one.place[0] for one in amounts if one.place[0] >= end), default=len(text))
    for mark in ends.finditer(text, first, start):
        if text[mark.end() : start].strip():
            first = mark.end()
    closing = ends.search(text, end, last)
    return (first, start), (end, closing.start() if closing else last)


def _list_own(covered: Covered, places: Sequence[Place]) -> list[list[int]]:
    """Return, for each of two places, the numbers of its words with a meaning that it alone has."""
    found = [
        {
            covered.words[row][0].lower(): row
            for row in covered.rows_at(place)
            if covered.weights[row] > 0 and covered.words[row][0].lower() not in _COUNTED
        }
        for place in places
    ]
    shared = found[0].keys() & found[1].keys()
    return [[row for word, row in of_place.items() if word not in shared] for of_place in found]


def _link(coverage: Coverage, rows: Sequence[int], columns: Sequence[int]) -> float:
    """Return the strength of the strongest link between some words of both texts."""
    return float(coverage.links[np.ix_(rows, columns)].max()) if rows and columns else 0.0
