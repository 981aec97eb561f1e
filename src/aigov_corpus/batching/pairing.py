"""Which documents of two collections are versions of one text.

Each document gets few candidates: those whose vectors, or whose rare numbers, are most alike. Each
candidate gets odds (`likeness`). The probability of a pair falls with the odds of its rivals, so
two editions of one text are told apart or, where nothing tells them apart, left alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.batching.likeness import Profile, centre, log_odds, normalise, weigh_numbers

Floats = NDArray[np.float32]

_CANDIDATES = 12
"""Documents of the other language that a document is compared with, by its vectors."""
_BY_NUMBERS = 6
"""Further ones, by the numbers that both have."""
_COMMON = 0.05
"""A number that more than this share of the documents have is too common to tell which documents to
compare."""
_LEAST_COMMON = 20
"""A number is never too common if at most so many documents have it."""
_LEAST = 0.5
"""Probability below which two documents are not paired."""
_USUAL_RATIO = math.log(3.2)
"""Usual length of English by Chinese, in characters, where few documents tell it: that of laws."""
_ENOUGH_DOCUMENTS = 10
_MOST_LOG_ODDS = 30.0


class DocumentPair(NamedTuple):
    """A Chinese and an English document that belong together."""

    zh: int
    """0-based number of the Chinese document."""
    en: int
    """0-based number of the English document."""
    score: float
    """Probability that they are versions of one text, 0 to 1."""


def pair_documents(zh: Sequence[Profile], en: Sequence[Profile]) -> list[DocumentPair]:
    """Return the pairs of documents that belong together; each document is in one pair at most."""
    if not zh or not en:
        return []
    zh_vectors, en_vectors = centre(zh), centre(en)
    weights = weigh_numbers([*zh, *en])
    usual = _find_usual_ratio(zh, en)
    odds: dict[tuple[int, int], float] = {}
    for i, j in _find_candidates(zh, en, weights):
        found = log_odds(zh[i], en[j], (zh_vectors[i], en_vectors[j]), weights, usual)
        odds[i, j] = math.exp(min(found, _MOST_LOG_ODDS))
    rows: dict[int, float] = defaultdict(float)
    columns: dict[int, float] = defaultdict(float)
    for (i, j), value in odds.items():
        rows[i] += value
        columns[j] += value
    scored = [
        DocumentPair(i, j, value / (1 + rows[i] + columns[j] - value))
        for (i, j), value in odds.items()
    ]
    return sorted(_choose(scored))


def _choose(scored: Sequence[DocumentPair]) -> list[DocumentPair]:
    """Return the most probable pairs such that no document is in two of them."""
    found: list[DocumentPair] = []
    taken_zh: set[int] = set()
    taken_en: set[int] = set()
    for pair in sorted(scored, key=lambda pair: (-pair.score, pair.zh, pair.en)):
        if pair.score < _LEAST:
            break
        if pair.zh not in taken_zh and pair.en not in taken_en:
            taken_zh.add(pair.zh)
            taken_en.add(pair.en)
            found.append(pair)
    return found


def _find_usual_ratio(zh: Sequence[Profile], en: Sequence[Profile]) -> float:
    """Return the logarithm of the usual length of an English text by that of a Chinese one."""
    if min(len(zh), len(en)) < _ENOUGH_DOCUMENTS:
        return _USUAL_RATIO
    here = math.log(median(each.size for each in en) / median(each.size for each in zh))
    return (_USUAL_RATIO + here) / 2


def _find_candidates(
    zh: Sequence[Profile], en: Sequence[Profile], weights: dict[float, float]
) -> set[tuple[int, int]]:
    """Return the pairs of documents that are worth a comparison, as numbers `(zh, en)`."""
    found: set[tuple[int, int]] = set()
    zh_means, en_means = _means(zh), _means(en)
    cosines = zh_means @ en_means.T
    for i, j in _best(cosines, _CANDIDATES):
        found.add((i, j))
    for j, i in _best(cosines.T, _CANDIDATES):
        found.add((i, j))
    return found | _find_by_numbers(zh, en, weights)


def _means(profiles: Sequence[Profile]) -> Floats:
    """Return the mean vector of each document without the mean of all, of length 1."""
    means = np.stack([profile.vectors.mean(axis=0) for profile in profiles])
    return normalise(means - means.mean(axis=0))


def _best(cosines: Floats, count: int) -> list[tuple[int, int]]:
    """Return `(row, column)` of the largest values of each row."""
    count = min(count, cosines.shape[1])
    columns = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
    return [(row, int(column)) for row, best in enumerate(columns) for column in best]


def _find_by_numbers(
    zh: Sequence[Profile], en: Sequence[Profile], weights: dict[float, float]
) -> set[tuple[int, int]]:
    """Return pairs of documents that share rare numbers."""
    most = max(_LEAST_COMMON, _COMMON * len(en))
    having: dict[float, list[int]] = defaultdict(list)
    for j, profile in enumerate(en):
        for number in profile.numbers:
            having[number].append(j)
    found = set()
    for i, profile in enumerate(zh):
        shared: dict[int, float] = defaultdict(float)
        for number in profile.numbers:
            documents = having.get(number, ())
            if len(documents) <= most:
                for j in documents:
                    shared[j] += weights[number]
        best = sorted(shared, key=lambda j: (-shared[j], j))[:_BY_NUMBERS]
        found |= {(i, j) for j in best}
    return found
