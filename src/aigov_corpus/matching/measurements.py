"""Figures that show whether two texts are translations of each other.

All figures are computed from the odds that two pieces are translations of each other
(`likeness.py`). A piece is one segment, or a few consecutive ones. Headings and sign-offs are left
out: laws on different subjects may have the same chapter headings, and all notices of one office
end in the same way. The pieces that remain are called *body pieces*. If a text has more different
headings than other sentences (minutes whose every item ends in "Agreed."), they are body too.

A body piece that is repeated counts once, however many copies a text has.

The *support* of two pieces is the probability that they are translations of each other, compared
with all other candidates. It is computed once for each direction, and the mean of the two is taken.

A chain is a list of pairs of pieces. From one pair to the next, both numbers grow. The *chain* of
two texts is the one whose pairs have the largest sum of support.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.matching.best_chain import find_chain
from aigov_corpus.matching.likeness import Likeness, find_different
from aigov_corpus.matching.runs import find_runs
from aigov_corpus.records import Segmented

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

Chain = list[tuple[int, int]]
"""A list of pairs: the 0-based numbers of a Chinese body piece and of an English one. Both numbers
grow from pair to pair."""

_NO_BODY = frozenset({"title", "heading", "signoff"})

_CLEAR = 0.8  # a counterpart is clear if its probability is above this
_LEAST_CLEAR = 8  # so many pieces need a clear counterpart for `in_order`

# A clear counterpart lies near the chain if its distance from it, in English pieces, is at most
# `_NEAR` plus `_NEAR_SHARE` times the number of all English pieces.
_NEAR = 3
_NEAR_SHARE = 0.01

_NEIGHBOURHOOD = 10  # the neighbourhood of a piece is so many pieces on either side
_COVERED = 0.06  # a piece is covered if its neighbourhood has more mean support

_MATCHED_SECTION = 0.2  # a section has a counterpart if its support adds up to this


@dataclass(frozen=True, slots=True)
class SectionCount:
    """How many sections of one text have a counterpart in the other text."""

    matched: int
    """Number of sections that have a counterpart: their pieces have enough support in the chain."""
    total: int
    """Number of sections that have body text."""
    lonely: tuple[str, ...] = ()
    """Paths of the sections that have body text and no counterpart."""

    @property
    def share(self) -> float:
        """`matched` divided by `total`. It is 0 if no section has body text."""
        return self.matched / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Measurements:
    """The figures that show whether two texts are translations of each other."""

    shorter: int
    """Number of different body pieces of the text that has fewer of them."""
    found: float
    """Sum of the support of all pairs of the chain, of which copies count once, divided by
    `shorter`. It is near 1 if each piece has a clear translation, in the same order."""
    in_order: float | None
    """Share of the pieces with a clear counterpart whose counterpart lies near the chain, for the
    text in which it is larger. In a text of which the other is an excerpt, it is small by nature.
    None if fewer than 8 pieces have one."""
    covered: tuple[float, float]
    """Two shares, first of the Chinese and then of the English body pieces: those pieces count that
    have enough support in the chain, in themselves or in their neighbours."""
    zh_sections: SectionCount
    """The count of the Chinese sections. A table of contents does not count as a section."""
    en_sections: SectionCount
    """The count of the English sections. A table of contents does not count as a section."""
    strength: float
    """Mean support of the better half of the chain's pairs. It is 0 if the chain is empty."""


def measure(zh: Segmented, en: Segmented, likeness: Likeness) -> Measurements:
    """Compute the figures that show whether two texts are translations of each other.

    Args:
        zh: the Chinese text, or any other one, with at least one segment.
        en: the English text, or any other one, with at least one segment.
        likeness: what `compare` returned for these two texts.
    """
    zh_body = _body_pieces(zh, likeness.zh_bounds)
    en_body = _body_pieces(en, likeness.en_bounds)
    odds = likeness.odds()[np.ix_(zh_body, en_body)]
    zh_votes = odds / (1 + odds.sum(axis=1, keepdims=True))
    en_votes = odds / (1 + odds.sum(axis=0, keepdims=True))
    zh_shares = _share_copies(zh, likeness.zh_bounds)[zh_body]
    en_shares = _share_copies(en, likeness.en_bounds)[en_body]
    # copies of one piece do not compete for a counterpart: each has one, if there are as many
    zh_likely = odds / (1 + odds @ en_shares[:, None])
    en_likely = odds / (1 + zh_shares[None, :] @ odds)
    support: Floats = ((zh_likely + en_likely) / 2).astype(np.float32)
    chain = find_chain(support)
    supports = [float(support[pair]) for pair in chain]
    zh_support, en_support = _support_by_piece(chain, supports, odds.shape)
    better_half = sorted(supports)[len(supports) // 2 :]
    shorter = round(min(zh_shares.sum(), en_shares.sum()))
    counted = [
        float(min(zh_shares[i], en_shares[j])) * own
        for (i, j), own in zip(chain, supports, strict=True)
    ]
    return Measurements(
        shorter=shorter,
        found=sum(counted) / shorter,
        in_order=_best_share_in_order(zh_votes, en_votes, chain),
        covered=(_covered_share(zh_support), _covered_share(en_support)),
        zh_sections=_count_sections(zh, likeness.zh_bounds[zh_body], zh_support),
        en_sections=_count_sections(en, likeness.en_bounds[en_body], en_support),
        strength=sum(better_half) / len(better_half) if better_half else 0.0,
    )


def _support_by_piece(
    chain: Chain, supports: Sequence[float], shape: tuple[int, ...]
) -> tuple[Doubles, Doubles]:
    """Return the support that each piece has in the chain. It is 0 for pieces outside the chain.

    Returns:
        Two arrays: one number per Chinese body piece, and one per English body piece.
    """
    zh, en = np.zeros(shape[0]), np.zeros(shape[1])
    for (i, j), support in zip(chain, supports, strict=True):
        zh[i] = en[j] = support
    return zh, en


def _best_share_in_order(zh_votes: Floats, en_votes: Floats, chain: Chain) -> float | None:
    """Return the share of the clear counterparts that lie near the chain, for the better text.

    If one text is an excerpt, many sentences of the other have a counterpart that looks clear only
    because the right one is not there. The sentences of the excerpt itself are in order.

    Args:
        zh_votes: for each Chinese and each English body piece the probability that the English one
            is the counterpart of the Chinese one.
        en_votes: the same, that the Chinese one is the counterpart of the English one.
        chain: the chain.

    Returns:
        The larger share, or None if too few pieces of either text have a clear counterpart.
    """
    shares = (
        _share_in_order(zh_votes, chain),
        _share_in_order(en_votes.T, [(j, i) for i, j in chain]),
    )
    return max((share for share in shares if share is not None), default=None)


def _share_in_order(votes: Floats, chain: Chain) -> float | None:
    """Return the share of the clear counterparts that lie near the chain.

    A Chinese piece has a clear counterpart if the probability of its best English piece is high.
    None is returned if too few pieces have one.

    Args:
        votes: one row for each Chinese body piece: for each English body piece the probability that
            it is the counterpart.
        chain: the chain. Between two pairs, a straight line says where a counterpart is expected.
    """
    n, m = votes.shape
    clear = np.flatnonzero(votes.max(axis=1) > _CLEAR)
    if len(clear) < _LEAST_CLEAR:
        return None
    line = np.array([(-1, -1), *chain, (n, m)])
    expected = np.interp(clear, line[:, 0], line[:, 1])
    distance = abs(votes[clear].argmax(axis=1) - expected)
    return float((distance <= _NEAR + _NEAR_SHARE * m).mean())


def _covered_share(support: Doubles) -> float:
    """Return the share of a text's body pieces whose neighbourhood has enough support."""
    window = np.ones(2 * _NEIGHBOURHOOD + 1)
    inside = slice(_NEIGHBOURHOOD, _NEIGHBOURHOOD + len(support))
    total = np.convolve(support, window)[inside]
    count = np.convolve(np.ones(len(support)), window)[inside]
    return float((total / count > _COVERED).mean())


def _body_pieces(text: Segmented, bounds: Ints) -> Ints:
    """Return the numbers of the pieces that contain body text.

    All pieces are returned if none does, or if there are more different ones without it.

    Args:
        text: a segmented document.
        bounds: the first segment of each piece, and the number of segments (see `Likeness`).
    """
    no_body = np.array([segment.kind in _NO_BODY for segment in text.segments])
    is_body = ~np.logical_and.reduceat(no_body, bounds[:-1])
    shares = _share_copies(text, bounds)
    if shares[~is_body].sum() > shares[is_body].sum():
        return np.arange(len(bounds) - 1)
    return np.flatnonzero(is_body)


def _share_copies(text: Segmented, bounds: Ints) -> Floats:
    """Return 1 / the number of pieces of a text that have the words of each piece, `(pieces,)`."""
    different = find_different(text, bounds)
    shares: Floats = (1 / np.bincount(different)[different]).astype(np.float32)
    return shares


def _count_sections(text: Segmented, starts: Ints, support: Doubles) -> SectionCount:
    """Count the sections that have body text, and those among them that have a counterpart."""
    runs = [run for run in find_runs(text) if not run.is_contents]
    ranges = np.searchsorted(starts, [(run.start, run.end) for run in runs])
    totals = [
        (run.path, float(support[start:end].sum()))
        for run, (start, end) in zip(runs, ranges, strict=True)
        if end > start
    ]
    lonely = tuple(path for path, total in totals if total < _MATCHED_SECTION)
    return SectionCount(len(totals) - len(lonely), len(totals), lonely)
