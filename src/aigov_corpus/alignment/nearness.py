"""How near the two sides of a bead are by themselves, whatever else the two texts hold.

The other features compare a bead with the beads beside it, and weigh words by how rare they are in
the text. A text of one sentence has nothing to compare with. Here a word is weighed by how rare it
is in the language, as the built-in encoder's tokenizer has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.ratio import USUAL_RATIO
from aigov_corpus.embedding.use_package import measure_rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Step

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

NEARNESS = ("cosine", "clauses", "words", "glosses", "length", "lacking", "shared", "long")
"""Names of the numbers that `measure_nearness` returns for a bead.

- cosine: the cosine of the vectors of both sides.
- clauses: how similar each clause is to the most similar one of the other side, the mean by
  characters, both sides added up.
- words: the same for words, by their vectors or the dictionary, the mean by rarity.
- glosses: the same by the dictionary alone.
- length: how unusual the ratio of characters is, in standard deviations.
- lacking: how many numbers one side names and the other does not; the larger of both.
- shared: 1 if both sides name the same number, else 0.
- long: logarithm of the length divided by that of a long sentence, at least 0: two long unrelated
  texts of one kind are nearer to each other than two short ones.
"""

# Variance of log(English / Chinese characters): this constant, …
_LENGTH_VARIANCE = 0.06
# … plus this number over the sum of the (scaled) lengths of both sides.
_LENGTH_VARIANCE_PER_CHARACTER = 6
# A length ratio that is off by more standard deviations counts as this many.
_MOST_DEVIATIONS = 5
# More numbers that the other side lacks count as this many.
_MOST_NUMBERS = 3
# Number of consecutive sentences in which a number grows by one, from which on it numbers a list.
_LEAST_COUNTED = 3
# Scaled characters of both sides together from which on a bead is long (50 Chinese characters).
_LONG = 200
# Added to the summed rarity of the words of a side, so that a side of one word is hardly ever
# covered by chance. A word has a rarity of 9 on average.
_RARITY_SMOOTHING = 8


def measure_nearness(pair: EncodedPair, steps: Sequence[Step]) -> Floats:
    """Return the numbers of `NEARNESS` for some beads, `(beads, 8)`.

    Args:
        pair: two texts, the first of them Chinese and the second English.
        steps: beads with sentences on both sides.
    """
    places = np.array(steps)
    vectors_src = pair.src.vectors_of_runs(places[:, 0], places[:, 2])
    vectors_tgt = pair.tgt.vectors_of_runs(places[:, 1], places[:, 3])
    found = np.empty((len(steps), len(NEARNESS)), np.float32)
    found[:, 0] = np.vecdot(vectors_src, vectors_tgt)
    for row, (i, j, src_size, tgt_size) in enumerate(steps):
        src, tgt = (i, i + src_size), (j, j + tgt_size)
        found[row, 1] = _cover_clauses(pair, src, tgt)
        found[row, 2:4] = _cover_words(pair, src, tgt)
        found[row, 4:] = _compare_sizes(pair, src, tgt)
    return found


def _cover_clauses(pair: EncodedPair, src: tuple[int, int], tgt: tuple[int, int]) -> float:
    """Return how well the clauses of two runs cover each other, both sides added up."""
    similarity = pair.src.clause_vectors(*src) @ pair.tgt.clause_vectors(*tgt).T
    return _mean(similarity.max(axis=1), _clause_chars(pair.src, src)) + _mean(
        similarity.max(axis=0), _clause_chars(pair.tgt, tgt)
    )


def _clause_chars(text: SentenceFeatures, run: tuple[int, int]) -> Floats:
    """Return the characters of each clause of a run, `(clauses,)`."""
    first, last = text.clause_starts[list(run)]
    return text.clause_chars[first:last]


def _cover_words(
    pair: EncodedPair, src: tuple[int, int], tgt: tuple[int, int]
) -> tuple[float, float]:
    """Return how well the words of two runs cover each other, both sides added up.

    Returns:
        The share by vectors and dictionary, and by the dictionary alone, each 0 to 2.
    """
    src_types, src_rarity = _words(pair.src, src)
    tgt_types, tgt_rarity = _words(pair.tgt, tgt)
    if not len(src_types) or not len(tgt_types):
        return 0.0, 0.0
    glosses = pair.glossary.between(src_types, tgt_types)
    similarity = pair.src.word_vectors[src_types] @ pair.tgt.word_vectors[tgt_types].T
    both = []
    for strengths in (np.maximum(similarity, glosses), glosses):
        clipped = np.maximum(strengths, 0)
        both.append(
            _mean(clipped.max(axis=1), src_rarity, _RARITY_SMOOTHING)
            + _mean(clipped.max(axis=0), tgt_rarity, _RARITY_SMOOTHING)
        )
    return both[0], both[1]


def _words(text: SentenceFeatures, run: tuple[int, int]) -> tuple[Ints, Floats]:
    """Return the distinct content words of a run, by their number, and how rare each is."""
    first, last = text.word_starts[list(run)]
    numbers = np.unique(text.words[first:last])
    numbers = numbers[numbers > 0]
    rarity = [measure_rarity(text.types[number]) for number in numbers.tolist()]
    return numbers, np.array(rarity, np.float32)


def _mean(values: Floats, weights: Floats, smoothing: float = 0.0) -> float:
    """Return the weighted mean of some values; `smoothing` is a weight with the value 0."""
    return float(values @ weights / (weights.sum() + smoothing))


def _compare_sizes(
    pair: EncodedPair, src: tuple[int, int], tgt: tuple[int, int]
) -> tuple[float, float, float, float]:
    """Return the last four numbers of `NEARNESS`, which need no vectors."""
    scale = np.sqrt(USUAL_RATIO)
    src_length = float(pair.src.chars[slice(*src)].sum()) * scale
    tgt_length = float(pair.tgt.chars[slice(*tgt)].sum()) / scale
    both = src_length + tgt_length
    deviation = np.sqrt(_LENGTH_VARIANCE + _LENGTH_VARIANCE_PER_CHARACTER / both)
    odd = min(abs(np.log(tgt_length / src_length)) / deviation, _MOST_DEVIATIONS)
    named_src = frozenset[float]().union(*pair.src.numbers[slice(*src)])
    named_tgt = frozenset[float]().union(*pair.tgt.numbers[slice(*tgt)])
    lacking = max(
        len(named_src - named_tgt - _find_item_numbers(pair.src, src)),
        len(named_tgt - named_src - _find_item_numbers(pair.tgt, tgt)),
    )
    return (
        odd,
        min(lacking, _MOST_NUMBERS),
        float(bool(named_src & named_tgt)),
        max(0.0, np.log(both / _LONG)),
    )


def _find_item_numbers(text: SentenceFeatures, run: tuple[int, int]) -> frozenset[float]:
    """Return the numbers that only count the sentences of a run, as the items of a list.

    In a list against one sentence the other side has no such numbers. They are those that grow by
    one from sentence to sentence, over `_LEAST_COUNTED` sentences or more.
    """
    found: set[float] = set()
    counted: dict[float, int] = {}
    for numbers in text.numbers[slice(*run)]:
        counted = {number: counted.get(number - 1, 0) + 1 for number in numbers}
        for number, length in counted.items():
            if length >= _LEAST_COUNTED:
                found.update(number - back for back in range(length))
    return frozenset(found)
