"""How much two documents of different languages look like versions of one text.

A document is reduced to a *profile*: the vectors of a few dozen of its sentences, in order, and the
numbers in it. So the cost of finding pairs grows with the number of sentences, and only a cheap
comparison with the square of the number of documents.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.protocols import Encoder
from aigov_corpus.text.numerals import evidence_numbers
from aigov_corpus.text.simplified import simplify

Floats = NDArray[np.float32]

_SENTENCES = 64
"""Most sentences of a document whose vectors are kept; from a longer one, so many at even steps."""
_NEAR = 0.12
"""Distance, as a share of the text, at which the counterpart of a sentence is looked for."""
_ENOUGH_DOCUMENTS = 10
"""Documents of a language from which the mean of their vectors says something about all of them."""

# Weights of the logarithm of the odds, rounded from logistic regressions on 40 laws of Taiwan and
# on 22 pieces of hand-aligned political texts (docs/scale.md has what they do on other texts).
_START, _VECTORS, _NUMBERS, _LENGTH = -8.0, 20.0, 4.0, -5.0
_UNKNOWN_NUMBERS = 0.25
"""Share of common numbers that is assumed of two documents without any number."""
_MOST_LENGTH = 1.0
"""Largest difference of lengths that counts, as a natural logarithm: one text may be an excerpt."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is kept of a document for the comparison."""

    vectors: Floats
    """Vectors of length 1 of sentences of the document, in order, shape `(n, dimensions)`."""
    places: Floats
    """Where each of the sentences begins: 0 is the start of the text, 1 its end; shape `(n,)`."""
    numbers: Mapping[float, int]
    """How often each number occurs."""
    size: int
    """Number of characters."""


def make_profile(sentences: Sequence[str], *, lang: str, encoder: Encoder) -> Profile:
    """Return the profile of a document."""
    lengths = np.array([len(sentence) for sentence in sentences], np.float32)
    starts = (np.cumsum(lengths) - lengths) / lengths.sum()
    count = min(len(sentences), _SENTENCES)
    chosen = np.linspace(0, len(sentences) - 1, count).round().astype(int)
    texts = [sentences[number] for number in chosen]
    vectors = encoder.encode([simplify(text) for text in texts] if lang == "zh" else texts)
    numbers: Counter[float] = Counter()
    for sentence in sentences:
        numbers.update(evidence_numbers(sentence, lang=lang))
    return Profile(np.asarray(vectors, np.float32), starts[chosen], numbers, int(lengths.sum()))


def centre(profiles: Sequence[Profile]) -> list[Floats]:
    """Return the vectors of each document without what all documents have in common.

    Few documents are left as they are.
    """
    if len(profiles) < _ENOUGH_DOCUMENTS:
        return [profile.vectors for profile in profiles]
    mean = np.mean([profile.vectors.mean(axis=0) for profile in profiles], axis=0)
    return [normalise(profile.vectors - mean) for profile in profiles]


def normalise(vectors: Floats) -> Floats:
    """Return vectors of length 1."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Floats = vectors / np.maximum(lengths, 1e-9)
    return result


def compare_vectors(zh: Profile, en: Profile, zh_vectors: Floats, en_vectors: Floats) -> float:
    """Return the mean cosine of each sentence with the best one near its place in the other text.

    Args:
        zh: profile of the Chinese document.
        en: profile of the English document.
        zh_vectors: its vectors as `centre` returned them.
        en_vectors: likewise.
    """
    cosines = zh_vectors @ en_vectors.T
    away = np.abs(zh.places[:, None] - en.places[None, :])
    far = away > np.maximum(_NEAR, away.min(axis=1, keepdims=True) + 1e-6)
    forward = np.where(far, -1.0, cosines).max(axis=1).mean()
    far = away > np.maximum(_NEAR, away.min(axis=0, keepdims=True) + 1e-6)
    back = np.where(far, -1.0, cosines).max(axis=0).mean()
    return float(forward + back) / 2


def weigh_numbers(profiles: Sequence[Profile]) -> dict[float, float]:
    """Return the weight of each number: the logarithm of documents by documents that have it."""
    having = Counter(number for profile in profiles for number in profile.numbers)
    return {number: math.log(1 + len(profiles) / count) for number, count in having.items()}


def compare_numbers(zh: Profile, en: Profile, weights: Mapping[float, float]) -> float | None:
    """Return the share of the numbers, by weight, that both documents have; None if none has any.

    A number counts as often as the document has it that has it less often.
    """
    names = zh.numbers.keys() | en.numbers.keys()
    if not names:
        return None
    shared = total = 0.0
    for number in names:
        counts = zh.numbers.get(number, 0), en.numbers.get(number, 0)
        shared += weights[number] * math.sqrt(min(counts))
        total += weights[number] * math.sqrt(max(counts))
    return shared / total


def log_odds(
    zh: Profile,
    en: Profile,
    vectors: tuple[Floats, Floats],
    weights: Mapping[float, float],
    usual_ratio: float,
) -> float:
    """Return the logarithm of the odds that two documents are versions of one text.

    Args:
        zh: profile of the Chinese document.
        en: profile of the English document.
        vectors: the vectors of both, as `centre` returned them.
        weights: the weight of each number.
        usual_ratio: logarithm of the usual length of an English text by that of a Chinese one.
    """
    numbers = compare_numbers(zh, en, weights)
    length = abs(math.log(en.size / zh.size) - usual_ratio)
    return (
        _START
        + _VECTORS * compare_vectors(zh, en, *vectors)
        + _NUMBERS * (_UNKNOWN_NUMBERS if numbers is None else numbers)
        + _LENGTH * min(length, _MOST_LENGTH)
    )
