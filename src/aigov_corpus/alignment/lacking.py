"""Whether something inside a bead has no counterpart.

The score of a bead says whether its sentences belong together. A right bead may still hold a
sentence or a clause that the other side lacks. Three signs of that are combined: a sentence or a
run of words resembles nothing on the other side, the rest is covered well, and the side is too
long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from aigov_corpus.embedding.use_package import measure_rarity
from aigov_corpus.records import Lacking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Step

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Run = tuple[int, int]

# The logarithm of the odds that one side of a bead has something that the other side lacks is
# linear in these numbers. Fitted on 4,400 beads of political, academic, magazine and literary
# texts: in some, a clause or a sentence of one side was deleted, or a sentence or a heading put in.
# These count as a tenth of all beads. docs/alignment.md has its reliability.
_LOG_ODDS = -7.72
_WEIGHTS = np.array(
    [
        0.90,  # the run of words that is covered least: log(1 + its uncovered rarity)
        1.19,  # how much longer than usual the side is, in standard deviations; negative if shorter
        1.26,  # how much shorter than usual it is, in standard deviations; 0 if it is not shorter
        10.57,  # how well the words of the side are covered, 0 to 1
        0.61,  # log(1 + the rarity of its words)
        -6.13,  # how well the clauses of the sentence are covered that is covered worst
        -7.67,  # how well the words of the sentence are covered that is covered worst
        -0.83,  # log(number of its clauses)
    ]
)
# Coverage below which a word makes it likelier that a run of words has no counterpart.
_COVERED = 0.45
# Bounds of the deviation of a length, in standard deviations.
_LEAST_DEVIATIONS = -3
_MOST_DEVIATIONS = 4
# Characters that are added to both sides, so that the ratio of short ones is not extreme.
_MARGIN = 6
# Variance of log(target / source characters), as for beads (see `evidence`).
_LENGTH_VARIANCE = 0.04
_LENGTH_VARIANCE_PER_CHARACTER = 6
# Added to the rarity of the words before a share is divided by it.
_RARITY_SMOOTHING = 8


class _Side(NamedTuple):
    """One side of a bead, and the other side."""

    text: SentenceFeatures
    run: Run
    """The number of its first sentence, and that of the sentence after its last one."""
    other: SentenceFeatures
    other_run: Run
    ratio: float
    """log(characters of the other text / characters of this text)."""
    words: Sequence[Ints]
    """The words of each sentence, by their numbers; a word may occur several times."""
    covered: Floats
    """How well each word of the text is covered by the other side, by its number; else 0."""
    clauses: Sequence[Floats]
    """How well each clause of each sentence is covered."""


def weigh_lacking(
    pair: EncodedPair, step: Step, clauses: tuple[Sequence[Sequence[str]], ...]
) -> Lacking:
    """Return which side of a bead more probably has something that the other side lacks.

    Args:
        pair: the two texts, the first Chinese and the second English.
        step: a bead with sentences on both sides.
        clauses: for the source and for the target, the clauses of each sentence of the whole text.

    Returns:
        The side as the caller counts it, the probability, and the clause that is covered worst.
    """
    sides = _sides(pair, step)
    odds = list(map(_log_odds, sides))
    number = int(np.argmax(odds))
    names: tuple[Literal["src", "tgt"], ...] = ("tgt", "src") if pair.swapped else ("src", "tgt")
    side = sides[number]
    texts = [clause for at in range(*side.run) for clause in clauses[number][at]]
    worst = int(np.argmin(np.concatenate(side.clauses)))
    return Lacking(names[number], float(1 / (1 + np.exp(-odds[number]))), texts[worst].strip())


def measure_lacking(pair: EncodedPair, step: Step) -> tuple[float, float]:
    """Return the log-odds that the source side, and the target side, hold too much.

    Args:
        pair: the two texts, the first Chinese and the second English.
        step: a bead with sentences on both sides.
    """
    src, tgt = _sides(pair, step)
    return _log_odds(src), _log_odds(tgt)


def _log_odds(side: _Side) -> float:
    """Return the log-odds that one side of a bead has something that the other side lacks."""
    return float(_WEIGHTS @ _measure(side)) + _LOG_ODDS


def _sides(pair: EncodedPair, step: Step) -> tuple[_Side, _Side]:
    """Return the source side and the target side of a bead."""
    i, j, src_size, tgt_size = step
    src_run, tgt_run = (i, i + src_size), (j, j + tgt_size)
    src_words, tgt_words = _words(pair.src, src_run), _words(pair.tgt, tgt_run)
    src_types, tgt_types = (
        np.unique(np.concatenate(src_words)),
        np.unique(np.concatenate(tgt_words)),
    )
    similarity = np.maximum(
        pair.src.word_vectors[src_types] @ pair.tgt.word_vectors[tgt_types].T,
        pair.glossary.between(src_types, tgt_types),
    )
    src_covered = np.zeros(len(pair.src.types), np.float32)
    tgt_covered = np.zeros(len(pair.tgt.types), np.float32)
    src_covered[src_types] = similarity.max(axis=1, initial=0)
    tgt_covered[tgt_types] = similarity.max(axis=0, initial=0)
    of_clauses = pair.src.clause_vectors(*src_run) @ pair.tgt.clause_vectors(*tgt_run).T
    src_clauses = _by_sentence(pair.src, src_run, of_clauses.max(axis=1))
    tgt_clauses = _by_sentence(pair.tgt, tgt_run, of_clauses.max(axis=0))
    src, tgt, ratio = pair.src, pair.tgt, pair.ratio
    return (
        _Side(src, src_run, tgt, tgt_run, ratio, src_words, src_covered, src_clauses),
        _Side(tgt, tgt_run, src, src_run, -ratio, tgt_words, tgt_covered, tgt_clauses),
    )


def _words(text: SentenceFeatures, run: Run) -> list[Ints]:
    """Return the words of each sentence of a run, by their numbers."""
    starts = text.word_starts
    own = [text.words[starts[at] : starts[at + 1]] for at in range(*run)]
    return [words[words > 0] for words in own]


def _by_sentence(text: SentenceFeatures, run: Run, values: Floats) -> list[Floats]:
    """Return the values of the clauses of a run, one array for each sentence."""
    starts = text.clause_starts[run[0] + 1 : run[1]] - text.clause_starts[run[0]]
    return np.split(values, starts)


def _measure(side: _Side) -> Floats:
    """Return the numbers that are multiplied by `_WEIGHTS`, `(8,)`."""
    rarity_of = {
        number: measure_rarity(side.text.types[number])
        for number in np.concatenate(side.words).tolist()
    }
    rarities = [np.array([rarity_of[n] for n in own.tolist()]) for own in side.words]
    covered = [side.covered[own] for own in side.words]
    shares = [
        float(own @ share) / (float(own.sum()) + _RARITY_SMOOTHING)
        for own, share in zip(rarities, covered, strict=True)
    ]
    all_rarities, all_covered = np.concatenate(rarities), np.concatenate(covered)
    total = float(all_rarities.sum())
    chars = _by_sentence(
        side.text, side.run, side.text.clause_chars[slice(*side.text.clause_starts[list(side.run)])]
    )
    sentences = [
        float(own @ share / own.sum()) for own, share in zip(chars, side.clauses, strict=True)
    ]
    longer = float(np.clip(_deviations(side), _LEAST_DEVIATIONS, _MOST_DEVIATIONS))
    return np.array(
        [
            np.log1p(_largest_sum(all_rarities * (_COVERED - all_covered))),
            longer,
            max(0.0, -longer),
            float(all_rarities @ all_covered) / (total + _RARITY_SMOOTHING),
            np.log1p(total),
            min(sentences),
            min(shares),
            np.log(sum(map(len, chars))),
        ],
        np.float32,
    )


def _deviations(side: _Side) -> float:
    """Return how much longer a side is than the other side predicts, in standard deviations."""
    own = float(side.text.chars[slice(*side.run)].sum())
    other = float(side.other.chars[slice(*side.other_run)].sum())
    scale = np.exp(side.ratio / 2)
    variance = _LENGTH_VARIANCE + _LENGTH_VARIANCE_PER_CHARACTER / (own * scale + other / scale)
    usual = np.log((other + _MARGIN) / (own + _MARGIN)) - side.ratio
    return float(-usual / np.sqrt(variance))


def _largest_sum(values: Floats) -> float:
    """Return the largest sum of consecutive values, at least 0."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return float((sums - np.minimum.accumulate(sums)).max())
