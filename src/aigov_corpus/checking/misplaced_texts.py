"""Texts whose counterpart stands in a neighbouring pair, because the aligner cut the pairs wrongly.

A sentence without counterpart, or a part that the other text seems to lack, is compared with the
other texts of the pairs before and after. Only words of a neighbour that have no link in their own
pair count. If they account for the text, nothing is lost: the two pairs are aligned wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.checking.coverage import Covered, cover_units
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Side
from aigov_corpus.word_links import weigh_links

_REACH = 2
"""Pairs on each side that are searched for a text that stands alone, at least; for other texts
1."""
_FARTHEST = 8
"""Pairs that are searched, at most, where several texts in a row stand alone."""
_FREE = 0.5
"""Strength of a link below which a word is free for a neighbouring text."""
_LEAST_SHARE = 0.5
"""Share of a text's words that free words of a neighbour must account for. Of sentences whose
counterpart was deleted, one in a hundred has .43 to .64; of those aligned wrongly, nearly all have
more."""
_LEAST_ALONE = 0.38
"""The same share if both texts stand alone, one beside the other."""
_LEAST_WORDS = 3.0
"""Words of the shortest text that is compared, as `Covered` weighs them."""


class UnmatchedText(NamedTuple):
    """A text, or a part of one, that has no counterpart in its own pair."""

    number: int
    """The number of the unit."""
    side: Side
    """The text in which it stands."""
    place: Place
    """Its offsets."""


def find_beside(units: Units, lacked: Sequence[UnmatchedText]) -> dict[UnmatchedText, int]:
    """Return the number of the pair beside each text that has its counterpart.

    Texts for which no pair beside them has one are left out.
    """
    coverage = units.once(cover_units)
    asked: list[tuple[UnmatchedText, int]] = []
    own_words: dict[UnmatchedText, Covered] = {}
    for one in lacked:
        own = coverage[one.number].sides(one.side)[0]
        own_words[one] = own.take(own.rows_at(one.place))
        if own_words[one].weights.sum() >= _LEAST_WORDS:
            asked += [(one, number) for number in _list_near(units, one.number)]
        elif not units[one.number].has_both:  # （刪除） beside “Deleted”
            near = [one.number - 1, one.number + 1]
            asked += [
                (one, number)
                for number in _list_near(units, one.number)
                if number in near and not units[number].has_both
            ]
    others = {
        number: [coverage[number].en, coverage[number].zh] for number in {to for _, to in asked}
    }
    texts = []
    for one, number in asked:
        own, other = own_words[one], others[number][one.side == "en"]
        of_zh, of_en = (own, other) if one.side == "zh" else (other, own)
        texts.append(([w for w, _, _ in of_zh.words], [w for w, _, _ in of_en.words]))
    best: dict[UnmatchedText, tuple[float, int]] = {}
    for (one, number), links in zip(asked, weigh_links(texts, together=False), strict=True):
        rows = links if one.side == "zh" else links.T
        share = _share(own_words[one], others[number][one.side == "en"], rows)
        are_alone = not (units[one.number].has_both or units[number].has_both)
        least = _LEAST_ALONE if are_alone else _LEAST_SHARE
        if share >= least and share > best.get(one, (0.0, 0))[0]:
            best[one] = share, number
    return {one: number for one, (_, number) in best.items()}


def join_rows(beside: Mapping[UnmatchedText, int]) -> dict[UnmatchedText, tuple[int, ...]]:
    """Group neighbouring pairs with one fault; return, for the first of each group, the others.

    Three sentences in a row that were aligned wrongly are one fault, reported at the first one.
    """
    group_of: dict[int, set[int]] = {}
    for one, number in beside.items():
        joined = group_of.get(one.number, {one.number}) | group_of.get(number, {number})
        for member in joined:
            group_of[member] = joined
    told: dict[UnmatchedText, tuple[int, ...]] = {}
    seen: set[int] = set()
    for one in sorted(beside):
        group = group_of[one.number]
        if one.number not in seen:
            others = (number for number in sorted(group) if number != one.number)
            told[one] = tuple(sorted(others, key=lambda number: abs(number - one.number)))
            seen |= group
    return told


def _list_near(units: Units, number: int) -> list[int]:
    """Return the numbers of the pairs of the same text before and after one that are looked at.

    For a text that stands alone these are more, and all that stand alone in the same row.
    """
    own: Unit = units[number]
    near: list[int] = []
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(units) and abs(at - number) <= _FARTHEST:
            unit: Unit = units[at]
            if unit.belongs_to != own.belongs_to:
                break
            near.append(at)
            is_beside = abs(at - number) < (1 if own.has_both else _REACH)
            if not is_beside and (own.has_both or unit.has_both):
                break
            at += step
    return near


def _share(own: Covered, other: Covered, links: NDArray[np.float32]) -> float:
    """Return the share of a text (0 to 1) that the free words of another text account for."""
    if not own.words or not other.words:
        return 0.0
    free = links * (other.strengths < _FREE)
    return float((own.weights * free.max(axis=1, initial=0)).sum() / own.weights.sum())
