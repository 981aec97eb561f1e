"""How far two texts run parallel: the figures that show whether they belong together.

Everything is read off the odds that two pieces are translations of each other (`likeness.py`).
Headings and sign-offs are left out: two laws on different things may have the same chapters and
articles, and all notices of one office end alike. What is left are the *body pieces*.

The *support* of two pieces is the probability that they are translations, given the odds of all
other candidates; it is the mean of the two directions. The *chain* is the best list of pairs of
pieces that rises in both texts: the one with the largest sum of support.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigov_corpus.matching.likeness import Likeness
from aigov_corpus.matching.runs import find_runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aigov_corpus.records import Segmented

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int64]

Chain = list[tuple[int, int]]
"""Pairs of a Chinese and an English body piece, by 0-based number, rising in both texts."""

_NO_BODY = frozenset({"title", "heading", "signoff"})

_CLEAR = 0.8  # probability above which a counterpart is clear
_LEAST_CLEAR = 8  # Chinese pieces with a clear counterpart that are needed to measure their order

# A clear counterpart lies near the chain if its distance, in English pieces, is at most the sum of
_NEAR = 3  # pieces, and
_NEAR_SHARE = 0.01  # of all English pieces

_NEIGHBOURHOOD = 10  # pieces on either side of one that are its neighbourhood
_COVERED = 0.06  # mean support in the neighbourhood, above which a piece is covered

_MATCHED_SECTION = 0.2  # sum of support from which a section has a counterpart


@dataclass(frozen=True, slots=True)
class SectionCount:
    """How many sections of one text have a counterpart."""

    matched: int
    """Sections of which a sentence has a counterpart in the chain."""
    total: int
    """Sections that have any body text."""

    @property
    def share(self) -> float:
        """Share of the sections that have a counterpart; 0 if the text has none."""
        return self.matched / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Measurements:
    """How far two texts run parallel."""

    shorter: int
    """Number of body pieces of the shorter text."""
    found: float
    """Sum of support along the chain, divided by `shorter`; nearly 1 in a perfect translation."""
    in_order: float | None
    """Share of the clear counterparts that lie near the chain; None if fewer than 8 are clear."""
    covered: tuple[float, float]
    """Share of the Chinese and of the English pieces near which there is support in the chain."""
    zh_sections: SectionCount
    """Chinese sections; a table of contents is none."""
    en_sections: SectionCount
    """English sections; a table of contents is none."""
    strength: float
    """Mean support of the better half of the chain; 0 if the chain is empty."""


def measure(zh: Segmented, en: Segmented, likeness: Likeness) -> Measurements:
    """Measure how far two texts run parallel.

    Args:
        zh: the Chinese text, or any other one; it has at least one segment.
        en: the English text, or any other one; it has at least one segment.
        likeness: what `compare` found for these two texts.
    """
    import numpy as np

    zh_body = _body_pieces(zh, likeness.zh_bounds)
    en_body = _body_pieces(en, likeness.en_bounds)
    odds = likeness.odds()[np.ix_(zh_body, en_body)]
    zh_votes = odds / (1 + odds.sum(axis=1, keepdims=True))
    en_votes = odds / (1 + odds.sum(axis=0, keepdims=True))
    support = (zh_votes + en_votes) / 2
    chain = find_chain(support)
    supports = [float(support[pair]) for pair in chain]
    zh_support, en_support = _support_by_piece(chain, supports, odds.shape)
    better_half = sorted(supports)[len(supports) // 2 :]
    shorter = min(odds.shape)
    return Measurements(
        shorter=shorter,
        found=sum(supports) / shorter,
        in_order=_share_in_order(zh_votes, chain),
        covered=(_covered_share(zh_support), _covered_share(en_support)),
        zh_sections=_count_sections(zh, likeness.zh_bounds[zh_body], zh_support),
        en_sections=_count_sections(en, likeness.en_bounds[en_body], en_support),
        strength=sum(better_half) / len(better_half) if better_half else 0.0,
    )


def find_chain(support: Floats) -> Chain:
    """Return the chain with the largest sum of support.

    Args:
        support: support of each two body pieces, shape `(zh pieces, en pieces)`.
    """
    import numpy as np

    n, m = support.shape
    # best[i, j]: largest sum over the first i Chinese and the first j English pieces
    best = np.zeros((n + 1, m + 1), np.float32)
    for i in range(n):
        row = best[i].copy()
        row[1:] = np.maximum(row[1:], best[i, :-1] + support[i])
        best[i + 1] = np.maximum.accumulate(row)
    chain = []
    i, j = n, m
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            chain.append((i, j))
    return chain[::-1]


def _support_by_piece(
    chain: Chain, supports: Sequence[float], shape: tuple[int, ...]
) -> tuple[Doubles, Doubles]:
    """Return the support of each Chinese and each English piece in the chain; 0 outside of it."""
    import numpy as np

    zh, en = np.zeros(shape[0]), np.zeros(shape[1])
    for (i, j), support in zip(chain, supports, strict=True):
        zh[i] = en[j] = support
    return zh, en


def _share_in_order(votes: Floats, chain: Chain) -> float | None:
    """Return the share of the clear counterparts that lie near the chain, None if few are clear.

    Args:
        votes: probability of each English piece to be a Chinese one's counterpart, one row for
            each Chinese piece.
        chain: the chain; between its pairs a straight line is drawn.
    """
    import numpy as np

    n, m = votes.shape
    clear = np.flatnonzero(votes.max(axis=1) > _CLEAR)
    if len(clear) < _LEAST_CLEAR:
        return None
    line = np.array([(-1, -1), *chain, (n, m)])
    expected = np.interp(clear, line[:, 0], line[:, 1])
    distance = abs(votes[clear].argmax(axis=1) - expected)
    return float((distance <= _NEAR + _NEAR_SHARE * m).mean())


def _covered_share(support: Doubles) -> float:
    """Return the share of a text's pieces that have support in their neighbourhood."""
    import numpy as np

    window = np.ones(2 * _NEIGHBOURHOOD + 1)
    inside = slice(_NEIGHBOURHOOD, _NEIGHBOURHOOD + len(support))
    total = np.convolve(support, window)[inside]
    count = np.convolve(np.ones(len(support)), window)[inside]
    return float((total / count > _COVERED).mean())


def _body_pieces(text: Segmented, bounds: Ints) -> Ints:
    """Return the numbers of the pieces that hold body text; of all pieces if none does."""
    import numpy as np

    no_body = np.array([segment.kind in _NO_BODY for segment in text.segments])
    body = np.flatnonzero(~np.logical_and.reduceat(no_body, bounds[:-1]))
    return body if len(body) else np.arange(len(bounds) - 1)


def _count_sections(text: Segmented, starts: Ints, support: Doubles) -> SectionCount:
    """Count the sections that have body text, and those of them that have a counterpart.

    Args:
        text: a segmented document.
        starts: index of the first segment of each body piece.
        support: support of each body piece in the chain.
    """
    import numpy as np

    sections = [(run.start, run.end) for run in find_runs(text) if not run.is_contents]
    ranges = np.searchsorted(starts, sections)
    totals = [support[start:end].sum() for start, end in ranges if end > start]
    matched = sum(bool(total >= _MATCHED_SECTION) for total in totals)
    return SectionCount(matched, len(totals))
