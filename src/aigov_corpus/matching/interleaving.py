"""Fences of a bilingual file: its paragraphs stand beside or below their translations.

Blocks of the two documents that were read from one file have numbers (`Block.paragraph`), which
give their order in the file. Each place between two paragraphs of the file may be a fence: it is
one if no translation lies across it. So the file is divided into *stretches*, each of which holds
some Chinese paragraphs and their translations, in any order. The score of a division rewards
counterparts inside the stretches, and languages that change in the usual order. The sum over all
divisions gives the probability of each fence.

A paragraph without translation, such as a preface, is a stretch of its own or joins its neighbour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.matching.likeness import Likeness
from aigov_corpus.records import HEADING_KINDS, Segmented

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# All scores are in nats (natural logarithms). They were set by hand on made-up files in both
# orders, with prefaces, readings and several paragraphs of a language running.

_SURE = 0.9
"""Probability from which a place is a fence; that of cuts between sections is the same."""

_VOTE = 3.0
"""Score of a sentence whose counterpart is surely in the same stretch."""

_ONE_SIDED = 3.0
"""Cost of a stretch in one language."""

_CHANGE = 3.0
"""Cost of each change of language in a stretch but the first."""

_CHANGE_BESIDE_BOTH = 1.0
"""Added to it beside a paragraph of the file that holds both languages, and so is complete."""

_OTHER_KIND = 2.5
"""Cost of a stretch that begins with a heading in one language only."""

_MOST_ORDER = 4.0
"""Largest cost of a stretch in the order of languages that is unusual in the file."""

_LENGTH_SPREAD = 0.35
"""Usual deviation of the logarithm of the ratio of lengths of long paragraphs."""

_LENGTH_SPREAD_SHORT = 3.0
"""Divided by the root of the number of characters, it adds to the deviation of short ones."""

_MOST_LENGTH = 4.0
"""Largest cost of unlike lengths. Free translations and names give any ratio."""

_LEAST_WINDOW = 60
"""Paragraphs that a stretch may have at least, however short the runs of the file are."""

_RUNS_IN_WINDOW = 3
"""Longest runs of paragraphs in one language that a stretch may hold."""

_MOST_WINDOW = 1500
"""Paragraphs that a stretch may have at most; with more the sums would take too long."""


@dataclass(frozen=True, slots=True)
class _Paragraphs:
    """The paragraphs of a file, in order, and where they stand in its two documents."""

    zh: Ints
    """For each place between paragraphs the number of Chinese segments before it."""
    en: Ints
    """The same for English segments."""

    @property
    def count(self) -> int:
        """Number of paragraphs."""
        return len(self.zh) - 1


def find_paragraph_fences(
    zh: Segmented, en: Segmented, likeness: Likeness
) -> tuple[tuple[int, int], ...]:
    """Return the fences between the paragraphs of the file that holds both texts, in order.

    Returns:
        No fences if the two texts are not from one bilingual file.
    """
    if not _from_one_file(zh, en):
        return ()
    paragraphs = _number_paragraphs(zh, en)
    if paragraphs.count < 2:
        return ()
    window = _find_window(paragraphs)
    if window > _MOST_WINDOW:
        return ()
    scores = _Scores.of(paragraphs, zh, en, likeness, window=window)
    lattice = _Lattice.of(scores)
    lattice = _Lattice.of(scores, zh_first_cost=lattice.learn_order())
    return tuple(
        (int(paragraphs.zh[place]), int(paragraphs.en[place]))
        for place in range(1, paragraphs.count)
        if lattice.probability(place) >= _SURE
    )


def _from_one_file(zh: Segmented, en: Segmented) -> bool:
    """Return whether two texts are the two languages of one file."""
    documents = (zh.document, en.document)
    same = documents[0].sha256 != "" and documents[0].sha256 == documents[1].sha256
    return same and all(
        document.meta.get("layout", "plain") != "plain"
        and all(block.paragraph for block in document.blocks if block.kind != "provenance")
        for document in documents
    )


def _number_paragraphs(zh: Segmented, en: Segmented) -> _Paragraphs:
    """Return the paragraphs of a file from the numbers of the blocks of its two documents."""
    sides = []
    for text in (zh, en):
        sides.append([text.document.blocks[segment.block].paragraph for segment in text.segments])
    numbers = sorted({*sides[0], *sides[1]})
    places = [np.searchsorted(side, numbers, side="right") for side in sides]
    zh_places, en_places = (np.concatenate([[0], place]) for place in places)
    return _Paragraphs(zh_places, en_places)


def _find_window(paragraphs: _Paragraphs) -> int:
    """Return how many paragraphs a stretch may have: a few times the longest run of one language.

    A file that holds one text behind the other has very long runs, and its order shows nothing.
    """
    has_zh, has_en = np.diff(paragraphs.zh) > 0, np.diff(paragraphs.en) > 0
    begins = np.flatnonzero((has_zh[1:] != has_zh[:-1]) | (has_en[1:] != has_en[:-1])) + 1
    runs = np.diff(np.concatenate([[0], begins, [paragraphs.count]]))
    single = ~(has_zh & has_en)[np.concatenate([[0], begins])]
    longest = int(runs[single].max(initial=0))
    return max(_LEAST_WINDOW, _RUNS_IN_WINDOW * longest)


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the scores of stretches are made of."""

    paragraphs: _Paragraphs
    window: int
    """Paragraphs that a stretch may have at most."""
    votes: Doubles
    """Sum of the votes between the first Chinese and the first English pieces, shape
    `(zh pieces + 1, en pieces + 1)`."""
    zh_pieces: Ints
    """For each place the number of Chinese pieces before it."""
    en_pieces: Ints
    zh_lengths: Doubles
    """For each place the number of Chinese characters before it."""
    en_lengths: Doubles
    changes: Ints
    """For each paragraph the changes of language from the first paragraph to it, inclusive."""
    inner: Ints
    """For each paragraph 1 if it holds both languages, else 0."""
    complete: Ints
    """For each paragraph the borders before it at which a paragraph holds both languages."""
    zh_headings: Bools
    """For each place whether the next Chinese segment is one of a heading."""
    en_headings: Bools

    @classmethod
    def of(
        cls,
        paragraphs: _Paragraphs,
        zh: Segmented,
        en: Segmented,
        likeness: Likeness,
        *,
        window: int,
    ) -> _Scores:
        """Prepare the scores of all stretches of a file."""
        odds = likeness.odds().astype(np.float64)
        votes = odds / (1 + odds.sum(axis=1, keepdims=True))
        votes += odds / (1 + odds.sum(axis=0, keepdims=True))
        sums = np.zeros((odds.shape[0] + 1, odds.shape[1] + 1))
        sums[1:, 1:] = votes.cumsum(axis=0).cumsum(axis=1)
        has_zh, has_en = np.diff(paragraphs.zh) > 0, np.diff(paragraphs.en) > 0
        inner = (has_zh & has_en).astype(np.int64)
        other = (has_zh[1:] != has_zh[:-1]) | (has_en[1:] != has_en[:-1]) | (inner[1:] > 0)
        beside = np.maximum(inner[1:], inner[:-1])
        return cls(
            paragraphs=paragraphs,
            window=window,
            votes=sums,
            zh_pieces=np.searchsorted(likeness.zh_bounds, paragraphs.zh),
            en_pieces=np.searchsorted(likeness.en_bounds, paragraphs.en),
            zh_lengths=_lengths(zh)[paragraphs.zh],
            en_lengths=_lengths(en)[paragraphs.en],
            changes=np.cumsum(np.concatenate([[0], other]) + inner),
            inner=inner,
            complete=np.cumsum(np.concatenate([[0], beside])),
            zh_headings=_mark_headings(zh)[paragraphs.zh],
            en_headings=_mark_headings(en)[paragraphs.en],
        )

    def ending_at(self, end: int, starts: Ints, zh_first_cost: float) -> tuple[Doubles, Ints]:
        """Return the scores of the stretches that end at a place, and the order of each.

        Args:
            end: the place.
            starts: the places at which they begin.
            zh_first_cost: cost of a stretch with Chinese first; if negative, of one with English
                first.

        Returns:
            The order is 1 if Chinese comes first in a stretch that changes its language once
            between paragraphs, -1 if English does, else 0.
        """
        zh, en = self.paragraphs.zh, self.paragraphs.en
        i, j = self.zh_pieces[starts], self.en_pieces[starts]
        k, m = self.zh_pieces[end], self.en_pieces[end]
        votes = self.votes[k, m] - self.votes[i, m] - self.votes[k, j] + self.votes[i, j]
        changes = self.changes[end - 1] - self.changes[starts] + self.inner[starts]
        two_sided = (zh[end] > zh[starts]) & (en[end] > en[starts])
        chinese_first = zh[starts + 1] > zh[starts]
        simple = two_sided & (changes == 1) & (self.inner[starts] == 0)
        order = np.where(simple, np.where(chinese_first, 1, -1), 0)
        cost = np.where(order > 0, max(zh_first_cost, 0.0), 0.0)
        cost += np.where(order < 0, max(-zh_first_cost, 0.0), 0.0)
        cost += _CHANGE * (changes - 1)
        cost += _CHANGE_BESIDE_BOTH * (self.complete[end - 1] - self.complete[starts])
        cost += _OTHER_KIND * (self.zh_headings[starts] != self.en_headings[starts])
        form = np.where(two_sided, -cost, -_ONE_SIDED)
        return _VOTE * votes + form + self._length_scores(end, starts, two_sided), order

    def _length_scores(self, end: int, starts: Ints, two_sided: Ints) -> Doubles:
        """Return the scores of the lengths of stretches: 0 at the ratio of the whole texts."""
        zh = self.zh_lengths[end] - self.zh_lengths[starts]
        en = self.en_lengths[end] - self.en_lengths[starts]
        usual = (self.en_lengths[-1] + 1) / (self.zh_lengths[-1] + 1)
        deviation = np.log((en + 1) / (zh + 1) / usual)
        spread = _LENGTH_SPREAD + _LENGTH_SPREAD_SHORT / np.sqrt(zh + en + 1)
        scores = -np.minimum(_MOST_LENGTH, (deviation / spread) ** 2 / 2)
        return np.where(two_sided, scores, 0.0)


def _mark_headings(text: Segmented) -> Bools:
    """Return for each segment whether it is one of a title or heading; False at the end."""
    return np.array([*(segment.kind in HEADING_KINDS for segment in text.segments), False])


def _lengths(text: Segmented) -> Doubles:
    """Return the number of characters before each segment of a text, and of all at the end."""
    return np.cumsum([0.0, *(float(len(segment.text)) for segment in text.segments)])


@dataclass(frozen=True, slots=True)
class _Lattice:
    """The sums over all divisions of a file into stretches."""

    scores: _Scores
    zh_first_cost: float
    before: Doubles
    """Logarithm of the sum over all divisions of what is before each place."""
    behind: Doubles
    """The same for what is behind it."""

    @classmethod
    def of(cls, scores: _Scores, *, zh_first_cost: float = 0.0) -> _Lattice:
        """Sum over all divisions, where one order of languages has a cost."""
        count = scores.paragraphs.count
        before = np.full(count + 1, -np.inf)
        behind = np.full(count + 1, -np.inf)
        before[0] = behind[count] = 0.0
        for end in range(1, count + 1):
            starts = np.arange(max(0, end - scores.window), end)
            found, _ = scores.ending_at(end, starts, zh_first_cost)
            before[end] = np.logaddexp.reduce(before[starts] + found)
        for end in range(count, 0, -1):
            starts = np.arange(max(0, end - scores.window), end)
            found, _ = scores.ending_at(end, starts, zh_first_cost)
            behind[starts] = np.logaddexp(behind[starts], behind[end] + found)
        return cls(scores, zh_first_cost, before, behind)

    def probability(self, place: int) -> float:
        """Return the probability that a place is a fence."""
        return float(np.exp(self.before[place] + self.behind[place] - self.before[-1]))

    def learn_order(self) -> float:
        """Return the cost of Chinese first (if negative, of English first) that the file shows."""
        count = self.scores.paragraphs.count
        zh_first = en_first = 1.0
        for end in range(1, count + 1):
            starts = np.arange(max(0, end - self.scores.window), end)
            found, order = self.scores.ending_at(end, starts, self.zh_first_cost)
            share = np.exp(self.before[starts] + found + self.behind[end] - self.before[-1])
            zh_first += float(share[order > 0].sum())
            en_first += float(share[order < 0].sum())
        cost = float(np.log(en_first / zh_first))
        return max(-_MOST_ORDER, min(_MOST_ORDER, cost))
