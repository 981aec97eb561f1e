"""Which sections of two language versions of a text belong together, by content, order and number.

Each text is divided into runs: consecutive segments with the same section path (`runs.py`). Each
piece of a text votes for the runs of the other text that may contain its translation (`votes.py`).
The votes give a score to every way to match the runs. Section numbers that agree or differ change
that score. From the sum over all ways follows the probability of each possible cut (`lattice.py`).

A *cut* is a place at which both texts are divided. Only cuts that are nearly certain are made,
because a wrong cut separates sentences from their translations, but a missing cut does little harm.
A *region* is what lies between two cuts that follow each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.matching.lattice import SectionLattice
from aigov_corpus.matching.likeness import Likeness
from aigov_corpus.matching.parts import mark_unlike_parts
from aigov_corpus.matching.runs import Run, find_runs
from aigov_corpus.matching.votes import Votes, count_votes, mark_contents
from aigov_corpus.records import Segmented

Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]

Node = tuple[int, int]
"""A place in both texts: the number of Chinese runs and of English runs that come before it."""

# All scores are in nats (natural logarithms). They were set by hand, on two laws and nine
# hand-aligned texts that were cut into sections and changed in ten ways. docs/sections.md says how
# many right and wrong cuts they give.

_LARGEST_TABLE = 4_000_000  # largest number of pairs of runs; the lattice then takes 0.7 GB
_LEVELS = (None, 3, 2, 1)  # how many levels of section paths count; tried in this order
_SURE = 0.9  # a cut is made if its probability is at least this

_FOUND = 1.5  # score of a sentence that has its counterpart in the region
_MISSED_PART = (
    0.3  # part of -log(share of sentences without counterpart) that such a sentence costs
)
_MOST_FOUND = 0.95  # largest share of sentences with a counterpart that is assumed

_JOIN = -3.0  # score of a run that joins a region
_JOIN_DEEPER = -2.5  # the same, if the run is at a deeper level than the run before it
_JOIN_AGAIN = 0.8  # added for each joining run but the first: often only one text is divided
_ALONE = -2.0  # score of a run without a counterpart, times the segments of a piece
_ALONE_UNKNOWN = 1.5  # added to it if no run of the other text has the same number

_SAME_NUMBER = 1.5  # kind and number of the two sections agree: art3 and art3
_OTHER_NUMBER = -3.0  # the kind agrees and the number does not: art3 and art4
_SAME_VALUE = 0.5  # the number agrees and the kind does not: ch3 and art3
_UNLIKE_PARTS = -20.0  # two runs of different laws, which have nothing to do with each other
_CONTENTS_WITH_TEXT = -20.0  # a table of contents and something else open a region

# How far section numbers are trusted depends on how often they are right where the content is sure.
_RIGHT_BEFOREHAND = 2  # so many agreeing numbers are assumed before any are counted

# Cuts by numbers are given up for cuts by content alone if they keep too few votes together.
_KEPT_OF_CONTENT = 0.8  # they must keep at least this part of what cuts by content keep
_KEPT = 0.3  # and this part of all votes, if most sentences have clear counterparts
_CLEAR = 0.5  # counterparts are clear if pieces give a run this much on average

_MOST_VOTES = 0.5  # at most one run can have more than this share of a run's votes

_LEAST_TOTAL = 1e-9  # avoids a division by zero if there are no votes

_LABEL = re.compile(r"([a-z]*)(\d+)(.*)")


@dataclass(frozen=True, slots=True)
class Region:
    """A part of both texts that belongs together, or a part that only one text has."""

    zh: tuple[int, int]
    """Index of the region's first Chinese segment, and the index after its last one. Both are equal
    if the region has no Chinese segment."""
    en: tuple[int, int]
    """The same for English segments."""

    @property
    def one_sided(self) -> bool:
        """True if the region has no segment of one of the two texts."""
        return self.zh[0] == self.zh[1] or self.en[0] == self.en[1]


def match_sections(zh: Segmented, en: Segmented, likeness: Likeness) -> tuple[Region, ...]:
    """Return the regions of two texts, in order. Each segment is in exactly one of them.

    A section that the other text lacks is a region of its own, without segments of the other text.
    Sections whose borders are uncertain are together in one region.
    """
    runs = _runs(zh, en)
    if runs is None:
        return (Region((0, len(zh.segments)), (0, len(en.segments))),)
    zh_runs, en_runs = runs
    votes = count_votes(likeness, zh, en, zh_runs, en_runs)
    numbers = _Numbers.of(zh_runs, en_runs, unlike=mark_unlike_parts(likeness, zh, en, runs))
    nodes = _choose_cuts(zh_runs, en_runs, votes, numbers, alone=_ALONE * likeness.piece_size)
    zh_ends = [0, *(run.end for run in zh_runs)]
    en_ends = [0, *(run.end for run in en_runs)]
    return tuple(
        Region((zh_ends[i], zh_ends[i_next]), (en_ends[j], en_ends[j_next]))
        for (i, j), (i_next, j_next) in pairwise(nodes)
    )


def _runs(zh: Segmented, en: Segmented) -> tuple[list[Run], list[Run]] | None:
    """Return the runs of both texts, divided as finely as memory allows.

    If there is not enough memory for the runs of full section paths, only the first three, two or
    one levels of a path count.

    Returns:
        The Chinese and the English runs. None if there are too many runs even with one level, or if
        a text has no segment.
    """
    for levels in _LEVELS:
        zh_runs = find_runs(zh, levels=levels)
        en_runs = find_runs(en, levels=levels)
        if 0 < len(zh_runs) * len(en_runs) <= _LARGEST_TABLE:
            return zh_runs, en_runs
    return None


def _choose_cuts(
    zh_runs: Sequence[Run],
    en_runs: Sequence[Run],
    votes: tuple[Votes, Votes],
    numbers: _Numbers,
    *,
    alone: float,
) -> list[Node]:
    """Return the nodes at which the texts are cut, including the first and the last node.

    At first, cuts are found by content alone. They show how often section numbers agree, and so how
    far the numbers can be trusted. Then cuts are found by content and numbers. If these separate
    too many pieces from their counterparts, the cuts by content alone are returned. This happens in
    a text whose sections were numbered anew because one was inserted.
    """
    scores = _VoteScores.of(votes)

    def find_cuts(trust: float) -> list[Node]:
        """Return the nearly certain cuts if section numbers get this much trust, from 0 to 1."""
        lattice = _lattice(zh_runs, en_runs, scores, numbers, alone=alone, trust=trust)
        return _sure_nodes(lattice.cut_probabilities())

    by_content = find_cuts(0.0)
    by_numbers = find_cuts(numbers.trust(by_content))
    kept = _kept_together(by_numbers, scores.together)
    least = _KEPT_OF_CONTENT * _kept_together(by_content, scores.together)
    if _is_clear(votes):
        least = max(least, _KEPT)
    if kept < least:
        return by_content
    return _without_separating(by_numbers, votes, unlike=numbers.unlike)


def _lattice(
    zh_runs: Sequence[Run],
    en_runs: Sequence[Run],
    scores: _VoteScores,
    numbers: _Numbers,
    *,
    alone: float,
    trust: float,
) -> SectionLattice:
    """Return the lattice of all ways to match the runs."""
    by_number = trust * numbers.scores()
    contents = mark_contents(zh_runs)[:, None], mark_contents(en_runs)
    by_number[contents[0] != contents[1]] = _CONTENTS_WITH_TEXT
    together = scores.together + _UNLIKE_PARTS * numbers.unlike
    missed_zh = scores.missed_zh[:, None]
    missed_en = scores.missed_en[None, :]
    return SectionLattice(
        opened=together + by_number - missed_zh - missed_en,
        joined_zh=together + _join_scores(zh_runs)[:, None] - missed_zh,
        joined_en=together + _join_scores(en_runs)[None, :] - missed_en,
        alone_zh=np.where(numbers.unknown_zh, trust * _ALONE_UNKNOWN, 0.0) + alone,
        alone_en=np.where(numbers.unknown_en, trust * _ALONE_UNKNOWN, 0.0) + alone,
        join_again=_JOIN_AGAIN,
    )


def _is_clear(votes: tuple[Votes, Votes]) -> bool:
    """Return whether the pieces of at least one of the texts mostly have a clear counterpart."""
    return max(float(side.shares.max(axis=1).mean()) for side in votes) > _CLEAR


def _join_scores(runs: Sequence[Run]) -> Doubles:
    """Return the score that each run has for joining the region of the run before it."""
    depths = [run.path.count("/") for run in runs]
    scores = [_JOIN]
    for before, after in pairwise(depths):
        scores.append(_JOIN_DEEPER if after > before else _JOIN)
    return np.array(scores)


@dataclass(frozen=True, slots=True)
class _VoteScores:
    """The scores that follow from the votes of both texts."""

    together: Doubles
    """Score for each Chinese and each English run if they are in the same region: it comes from the
    votes that they give each other. Shape `(zh runs, en runs)`."""
    missed_zh: Doubles
    """What is subtracted from the score of a region for each Chinese run in it. Votes within the
    region make up for it in `together`."""
    missed_en: Doubles
    """The same for English runs."""

    @classmethod
    def of(cls, votes: tuple[Votes, Votes]) -> _VoteScores:
        """Compute the scores from the votes of both texts.

        A sentence without a counterpart costs more if such sentences are rare in the two texts.
        """
        from_zh, from_en = votes
        largest_shares = np.concatenate([side.shares.max(axis=1) for side in votes])
        found = min(_MOST_FOUND, float(largest_shares.mean()))
        missed = -_MISSED_PART * math.log(1 - found)
        return cls(
            together=(_FOUND + missed) * (from_zh.totals + from_en.totals.T),
            missed_zh=missed * from_zh.weights,
            missed_en=missed * from_en.weights,
        )


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Where the numbers of Chinese and English runs agree.

    Only the last label of a section path is compared. The last label of `ch2/art33` is `art33`: its
    kind is `art`, and its number is `33`. Each of the four arrays has the shape
    `(zh runs, en runs)`.
    """

    same: Bools
    """True where the kind and the number agree."""
    other: Bools
    """True where the kind agrees but the number does not."""
    same_value: Bools
    """True where the number agrees but the kind does not."""
    unlike: Bools
    """True where the parts of two runs have nothing to do with each other. Numbers say nothing
    there: each law has an article 3."""

    @classmethod
    def of(cls, zh_runs: Sequence[Run], en_runs: Sequence[Run], *, unlike: Bools) -> _Numbers:
        """Compare the last label of each Chinese run with that of each English run."""
        zh_labels = [_last_label(run.path) for run in zh_runs]
        en_labels = [_last_label(run.path) for run in en_runs]
        zh_kinds, zh_numbers = (np.array(parts) for parts in zip(*zh_labels, strict=True))
        en_kinds, en_numbers = (np.array(parts) for parts in zip(*en_labels, strict=True))
        kind = zh_kinds[:, None] == en_kinds[None, :]
        number = zh_numbers[:, None] == en_numbers[None, :]
        numbered = (zh_numbers != "")[:, None]
        return cls(
            same=kind & number & ~unlike,
            other=kind & ~number & ~unlike,
            same_value=~kind & number & numbered & ~unlike,
            unlike=unlike,
        )

    @property
    def unknown_zh(self) -> Bools:
        """For each Chinese run, True if no English run has its number."""
        known: Bools = np.any(self.same | self.same_value, axis=1)
        return ~known

    @property
    def unknown_en(self) -> Bools:
        """For each English run, True if no Chinese run has its number."""
        known: Bools = np.any(self.same | self.same_value, axis=0)
        return ~known

    def scores(self) -> Doubles:
        """Return what the labels of two runs add to the score of opening a region with them."""
        scores: Doubles = (
            _SAME_NUMBER * self.same + _OTHER_NUMBER * self.other + _SAME_VALUE * self.same_value
        )
        return scores

    def trust(self, by_content: Sequence[Node]) -> float:
        """Return how far section numbers can be trusted, from 0 to 1.

        Only regions with one run of each text are looked at. It is counted how often the numbers of
        the two runs agree, and how often they differ.

        Args:
            by_content: the nodes at which the texts are cut by content alone.
        """
        right = _RIGHT_BEFOREHAND
        wrong = 0
        for (i, j), (i_next, j_next) in pairwise(by_content):
            if (i_next - i, j_next - j) == (1, 1):
                right += bool(self.same[i, j])
                wrong += bool(self.other[i, j])
        return max(0.0, (right - wrong) / (right + wrong))


def _last_label(path: str) -> tuple[str, str]:
    """Return the kind and the number of a path's last label: `ch2/art33` gives `("art", "33")`.

    The number is an empty string if the label has none.
    """
    label = path.rpartition("/")[2]
    found = _LABEL.fullmatch(label)
    return (found[1], found[2] + found[3]) if found else (label, "")


def _sure_nodes(probabilities: Doubles) -> list[Node]:
    """Return the nodes where a cut is nearly certain, in order, including the first and last one.

    No two of them contradict each other. Two nodes contradict each other if one comes first in the
    Chinese text and the other in the English text. Such nodes are never cuts of the same path, so
    not both of them can be nearly certain.
    """
    last = probabilities.shape[0] - 1, probabilities.shape[1] - 1
    sure = {(int(i), int(j)) for i, j in np.argwhere(probabilities >= _SURE)}
    return sorted({(0, 0), *sure, last})


def _kept_together(nodes: Sequence[Node], together: Doubles) -> float:
    """Return how large a part of the votes stays inside regions, on a scale from chance to all.

    It is 1 if every vote is for a run of the same region. It is 0 if no more votes are than would
    be by chance in regions of these sizes, or if there is only one region. It may be below 0.

    Args:
        nodes: the cuts that divide the texts into regions.
        together: the scores `_VoteScores.together`.
    """
    regions = [together[i:i_next, j:j_next] for (i, j), (i_next, j_next) in pairwise(nodes)]
    chance = sum(region.size for region in regions) / together.size
    if chance >= 1:
        return 0.0
    kept = sum(region.sum() for region in regions) / max(together.sum(), _LEAST_TOTAL)
    return float((kept - chance) / (1 - chance))


def _without_separating(
    nodes: Sequence[Node], votes: tuple[Votes, Votes], *, unlike: Bools
) -> list[Node]:
    """Return the nodes without cuts that separate two runs which belong together by their votes.

    Two runs belong together if each of them gives the other more than half of its votes, and their
    parts are not unlike: each law ends with when it shall come into force. Such wrong
    cuts come from section numbers, in texts too short to show that their numbers are wrong.

    Args:
        nodes: the cuts.
        votes: the votes of the Chinese pieces, and those of the English pieces.
        unlike: what `mark_unlike_parts` returned for the runs.
    """
    zh_shares, en_shares = (side.totals / side.weights[:, None] for side in votes)
    mutual = (zh_shares > _MOST_VOTES) & (en_shares.T > _MOST_VOTES) & ~unlike
    rows, columns = np.nonzero(mutual)
    return [(i, j) for i, j in nodes if not ((rows < i) != (columns < j)).any()]
