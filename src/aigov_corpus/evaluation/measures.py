"""How good an alignment is, measured by comparing it with one made by hand (the gold).

The alignment that is measured is called the *test*. Module `gold` explains beads and null beads. A
null bead of several sentences counts as several null beads of one sentence each.

A bead of the test is right if the gold has a bead with exactly the same source sentences and the
same target sentences. From this, precision, recall and F1 are computed in two ways. Their figures
cannot be compared with each other, so both are given:

- `strict` counts null beads in precision and in recall (bfsujason/aligner-eval);
- `vecalign` counts null beads in precision but not in recall (thompsonb/vecalign, score.py).

A *border* is a place between two beads, written `(i, j)`: i source sentences and j target sentences
come before it. A *stretch* is the part between two neighbouring borders that test and gold share.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from typing import NamedTuple

from aigov_corpus.evaluation.gold import GoldText, Indices, Pairing, split_nulls

ScoredBead = tuple[Indices, Indices, float | None]
"""One bead: its source sentences, its target sentences, and its score; a null bead has none."""
Border = tuple[int, int]

_DRAWS = 1000
"""Number of bootstrap samples for an interval, as in Koehn (EMNLP 2004)."""
_SEED = 0
"""Seed of these choices, so that the same texts give the same interval."""
_LOW_END = 0.025
"""Share of the samples below the interval, so that 95 % of them lie inside."""
_HIGH_END = 0.975
"""Share of the samples below the upper end of the interval."""
_WRONG_TO_FIND = 0.9
"""Share of the wrong beads that a reader wants to find (`Ranking.read_for_90`)."""
_DIGITS = 4
"""Decimals in `Result.as_dict`."""


class Quality(NamedTuple):
    """Precision, recall and F1, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of beads; all measures are computed from them.

    Counts of several texts can be added.

    Attributes:
        right: beads that are in the test and in the gold.
        test: beads of the test.
        gold: beads of the gold.
        null_right: null beads that are in the test and in the gold.
        null_test: null beads of the test.
        null_gold: null beads of the gold.
        edits: corrections that turn the test into the gold (see `count_edits`).
    """

    right: int = 0
    test: int = 0
    gold: int = 0
    null_right: int = 0
    null_test: int = 0
    null_gold: int = 0
    edits: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the sum of two counts, number by number."""
        sums = (one + two for one, two in zip(astuple(self), astuple(other), strict=True))
        return Counts(*sums)

    def strict(self) -> Quality:
        """Return precision, recall and F1; null beads count in both."""
        return _quality(self.right, self.test, self.right, self.gold)

    def vecalign(self) -> Quality:
        """Return precision, recall and F1; null beads do not count in recall."""
        found = self.right - self.null_right
        return _quality(self.right, self.test, found, self.gold - self.null_gold)

    def nulls(self) -> Quality:
        """Return precision, recall and F1 of the null beads alone."""
        return _quality(self.null_right, self.null_test, self.null_right, self.null_gold)


def _quality(right: int, test: int, found: int, gold: int) -> Quality:
    """Return precision `right / test`, recall `found / gold`, and F1; a division by 0 gives 0."""
    precision = right / test if test else 0.0
    recall = found / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return Quality(precision, recall, f1)


def count_beads(test: Iterable[Pairing], gold: Iterable[Pairing]) -> Counts:
    """Return the counts for one text, from its test alignment and its gold alignment."""
    test_beads, gold_beads = split_nulls(test), split_nulls(gold)
    in_test, in_gold = set(test_beads), set(gold_beads)
    nulls_in_test = {bead for bead in in_test if _is_null(bead)}
    nulls_in_gold = {bead for bead in in_gold if _is_null(bead)}
    return Counts(
        right=len(in_test & in_gold),
        test=len(in_test),
        gold=len(in_gold),
        null_right=len(nulls_in_test & nulls_in_gold),
        null_test=len(nulls_in_test),
        null_gold=len(nulls_in_gold),
        edits=count_edits(test_beads, gold_beads),
    )


def _is_null(bead: Pairing) -> bool:
    """Tell whether a bead has sentences on one side only."""
    src, tgt = bead
    return not (src and tgt)


def count_edits(test: Sequence[Pairing], gold: Sequence[Pairing]) -> int:
    """Return the smallest number of corrections that turn the test into the gold.

    A correction merges two beads (one border fewer), splits a bead (one border more), or moves one
    border by one sentence on one side. The result is the edit distance between the two lists of
    borders. Gold beads that cross each other have no such borders; for them the number is only an
    estimate.
    """
    test_borders, gold_borders = _borders(test), _borders(gold)
    shared = set(test_borders) & set(gold_borders)
    stretches = zip(
        _between(test_borders, shared), _between(gold_borders, shared), strict=False
    )  # of different number only if gold beads cross
    return sum(_edit_distance(in_test, in_gold) for in_test, in_gold in stretches)


def _borders(beads: Sequence[Pairing]) -> list[Border]:
    """Return the border after each bead, in order."""
    borders = []
    i = j = 0
    for src, tgt in _with_nulls_sorted(beads):
        i += len(src)
        j += len(tgt)
        borders.append((i, j))
    return borders


def _with_nulls_sorted(beads: Sequence[Pairing]) -> list[Pairing]:
    """Return the beads, with neighbouring null beads sorted: source first, then by number.

    If two alignments differ only in the order of such null beads, they have the same meaning.
    """
    ordered: list[Pairing] = []
    for are_nulls, neighbours in groupby(beads, key=_is_null):
        if are_nulls:
            ordered += sorted(neighbours, key=lambda null: (not null[0], null))
        else:
            ordered += neighbours
    return ordered


def _between(borders: list[Border], shared: set[Border]) -> list[list[Border]]:
    """Return the borders of each stretch, without the shared borders at its ends."""
    stretches: list[list[Border]] = [[]]
    for border in borders:
        if border in shared:
            stretches.append([])
        else:
            stretches[-1].append(border)
    return stretches


def _edit_distance(test: list[Border], gold: list[Border]) -> int:
    """Return the fewest borders to add, remove or move by one sentence (Levenshtein distance)."""
    costs = list(range(len(gold) + 1))
    for number, (i, j) in enumerate(test, start=1):
        diagonal, costs[0] = costs[0], number
        for column, (gold_i, gold_j) in enumerate(gold, start=1):
            moved = diagonal + abs(i - gold_i) + abs(j - gold_j)
            diagonal = costs[column]
            costs[column] = min(moved, costs[column] + 1, costs[column - 1] + 1)
    return costs[-1]


def bootstrap_interval(
    texts: Sequence[tuple[Sequence[Pairing], Sequence[Pairing]]],
) -> tuple[float, float]:
    """Return the lower and the upper end of the 95 % bootstrap interval of strict F1.

    Samples are drawn from stretches and not from beads. Errors come in clusters, because a wrong
    bead usually makes its neighbour wrong too.
    """
    stretches: list[_Stretch] = []
    for test, gold in texts:
        stretches += _stretches(split_nulls(test), split_nulls(gold))
    if not stretches:
        return 0.0, 0.0
    rng = random.Random(_SEED)
    f1s = []
    for _ in range(_DRAWS):
        sample = rng.choices(stretches, k=len(stretches))
        right = sum(stretch.right for stretch in sample)
        beads = sum(stretch.beads for stretch in sample)
        # A null bead of the test and its twin in the gold may stand in different stretches, so
        # that a sample can hold more right beads than half of its beads.
        f1s.append(min(1.0, 2 * right / beads) if beads else 0.0)
    f1s.sort()
    return f1s[int(_LOW_END * _DRAWS)], f1s[int(_HIGH_END * _DRAWS)]


class _Stretch(NamedTuple):
    """Numbers of beads between two borders that test and gold share."""

    right: int
    """Number of beads of the test that are right."""
    beads: int
    """Number of beads of the test plus number of beads of the gold."""


def _stretches(test: list[Pairing], gold: list[Pairing]) -> list[_Stretch]:
    """Return all stretches of a text that have beads, in order."""
    shared = sorted(set(_borders(test)) & set(_borders(gold)))
    stretch_after = {border: number for number, border in enumerate(shared, start=1)}
    in_test = _beads_by_stretch(test, stretch_after)
    in_gold = _beads_by_stretch(gold, stretch_after)
    known = set(gold)
    stretches = []
    for of_test, of_gold in zip(in_test, in_gold, strict=True):
        right = sum(bead in known for bead in of_test)
        stretches.append(_Stretch(right, len(of_test) + len(of_gold)))
    return [stretch for stretch in stretches if stretch.beads]


def _beads_by_stretch(
    beads: list[Pairing], stretch_after: dict[Border, int]
) -> list[list[Pairing]]:
    """Return the beads of each stretch."""
    found: list[list[Pairing]] = [[] for _ in range(len(stretch_after) + 1)]
    i = j = number = 0
    for src, tgt in beads:
        found[number].append((src, tgt))
        i += len(src)
        j += len(tgt)
        number = stretch_after.get((i, j), number)
    return found


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well low scores point to the wrong beads.

    Attributes:
        auc: probability that a wrong bead has a lower score than a right one.
        read_for_90: share of the beads that a person has to read, lowest score first, to find 90 %
            of the wrong ones.
        wrong: number of beads that have a score and are wrong.
        beads: number of beads that have a score.
    """

    auc: float
    read_for_90: float
    wrong: int
    beads: int


def measure_ranking(scored: Iterable[tuple[float, bool]]) -> Ranking:
    """Return how well low scores point to the wrong beads.

    Args:
        scored: for each bead its score, and whether the bead is right. If a right and a wrong bead
            have the same score, this counts half in `auc`.
    """
    ordered = sorted(scored)
    beads = len(ordered)
    wrong = sum(not is_right for _, is_right in ordered)
    if wrong == 0:
        return Ranking(auc=1.0, read_for_90=0.0, wrong=wrong, beads=beads)
    if wrong == beads:
        return Ranking(auc=0.0, read_for_90=0.0, wrong=wrong, beads=beads)
    places = [place for place, (_, is_right) in enumerate(ordered, start=1) if not is_right]
    last_read = places[math.ceil(_WRONG_TO_FIND * wrong) - 1]
    return Ranking(
        auc=_area_under_curve(ordered), read_for_90=last_read / beads, wrong=wrong, beads=beads
    )


def _area_under_curve(ordered: list[tuple[float, bool]]) -> float:
    """Return the share of pairs (wrong bead, right bead) in which the wrong bead scores lower.

    Args:
        ordered: scores, lowest first, and whether each bead is right; both kinds must occur.
    """
    wrong_below = won = 0.0
    for _, tied in groupby(ordered, key=lambda bead: bead[0]):
        are_right = [is_right for _, is_right in tied]
        tied_right = sum(are_right)
        tied_wrong = len(are_right) - tied_right
        won += tied_right * (wrong_below + tied_wrong / 2)
        wrong_below += tied_wrong
    right = sum(is_right for _, is_right in ordered)
    return won / (wrong_below * right)


@dataclass(frozen=True, slots=True)
class Result:
    """The measures of one text, or of several taken together."""

    name: str
    counts: Counts
    ranking: Ranking
    f1_interval: tuple[float, float]
    """Lower and upper end of the 95 % interval of strict F1."""
    signature: str
    """Encoder, weights, settings and version that made the test."""
    n_src: int
    """Number of source sentences."""
    n_tgt: int
    """Number of target sentences."""
    test_many_to_many: int
    """Beads of the test with several sentences on both sides."""
    gold_many_to_many: int
    """Beads of the gold with several sentences on both sides."""

    def as_dict(self) -> dict[str, object]:
        """Return the values that `evaluate --json` prints for this text."""
        counts, ranking = self.counts, self.ranking
        return {
            "text": self.name,
            "sentences": [self.n_src, self.n_tgt],
            "strict": _rounded(counts.strict()),
            "strict_f1_95": [round(end, _DIGITS) for end in self.f1_interval],
            "vecalign": _rounded(counts.vecalign()),
            "nulls": {
                **_rounded(counts.nulls()),
                "gold": counts.null_gold,
                "test": counts.null_test,
            },
            "beads": {
                "gold": counts.gold,
                "test": counts.test,
                "right": counts.right,
                "test_n_m": self.test_many_to_many,
                "gold_n_m": self.gold_many_to_many,
            },
            "edits": counts.edits,
            "scores": {
                "auc": round(ranking.auc, _DIGITS),
                "read_for_90": round(ranking.read_for_90, _DIGITS),
                "wrong": ranking.wrong,
            },
            "signature": self.signature,
        }


def _rounded(quality: Quality) -> dict[str, float]:
    """Return precision, recall and F1 by name, each rounded."""
    return {name: round(value, _DIGITS) for name, value in quality._asdict().items()}


def pool(
    results: Sequence[tuple[GoldText, Sequence[ScoredBead]]], *, name: str, signature: str = ""
) -> Result:
    """Return the measures of one or several aligned texts, computed from all their beads together.

    Args:
        results: each text with its gold, and the beads that an aligner found for it.
        name: a name for all the texts together.
        signature: encoder, weights, settings and version that made the beads.
    """
    counts = Counts()
    scored: list[tuple[float, bool]] = []
    aligned: list[tuple[list[Pairing], Sequence[Pairing]]] = []
    for text, beads in results:
        test = [(src, tgt) for src, tgt, _ in beads]
        counts += count_beads(test, text.beads)
        known = set(text.beads)
        for src, tgt, score in beads:
            if score is not None:
                scored.append((score, (src, tgt) in known))
        aligned.append((test, text.beads))
    return Result(
        name=name,
        counts=counts,
        ranking=measure_ranking(scored),
        f1_interval=bootstrap_interval(aligned),
        signature=signature,
        n_src=sum(len(text.src) for text, _ in results),
        n_tgt=sum(len(text.tgt) for text, _ in results),
        test_many_to_many=sum(_count_many_to_many(test) for test, _ in aligned),
        gold_many_to_many=sum(_count_many_to_many(gold) for _, gold in aligned),
    )


def _count_many_to_many(beads: Sequence[Pairing]) -> int:
    """Return the number of beads with several sentences on both sides."""
    return sum(len(src) > 1 and len(tgt) > 1 for src, tgt in beads)
