"""Absolute evidence: how near two sentences are, compared with any two sentences.

The score of a bead compares alignments of the same two texts. Where there is little to compare, as
with one sentence against one, even unrelated sentences have a high score. What helps there is how
near translations are to each other, and how near unrelated sentences, in texts in general. These
figures hold only for the encoder that they were measured with.
"""

from __future__ import annotations

from itertools import product
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.alignment.nearness import measure_nearness
from aigov_corpus.alignment.pair import MAX_ALIGN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.lattice import Lattice
    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

    Doubles = NDArray[np.float64]

# Name of the encoder for which the numbers below hold, without its version.
_ENCODER = "use-multi-v3"
# The numbers about beads were measured between these two languages.
_LANGUAGES = {"zh", "en"}

SURE = 0.9
"""A bead with a lower score may hold a passage that stands elsewhere, and not its counterpart."""

MOST_BEADS = 12
"""An alignment with more beads has evidence enough of its own."""


class Belief(NamedTuple):
    """The logarithm of the odds that the two sides of a bead translate each other."""

    weights: Sequence[float]
    """One weight for each number of `NEARNESS`, in the same order."""
    constant: float
    """What is added to the weighted sum."""


class Caution(NamedTuple):
    """How much what stands beside a bead, or was left out of it, counts in a small text."""

    alone: float
    """Log-odds of a sentence without counterpart, taken as a bead of the chain, that it stands
    among related ones: in unrelated texts, the one pair that is near stands among such sentences.
    """
    left_out: float
    """What is taken off the log-odds of a bead for each sentence that is left out of it, when its
    score is judged: of many ways to leave some out, one is near by chance."""
    power: float
    """The odds of a score are raised to this power: in texts of a few beads they are too careful.
    """


class Core(NamedTuple):
    """The part of a bead whose sides are related."""

    step: Step
    odds: float
    """Logarithm of the odds that its sides translate each other."""


# Fitted by logistic regression on the beads that the aligner chooses in texts of one to three
# groups of sentences, related and unrelated ones: political, academic, magazine, literary and legal
# texts, headings and terms; each kind counts the same (benchmarks/small_texts.py --learn).
BELIEF = Belief(
    weights=(10.45, 2.10, 4.16, -0.28, -0.43, -1.50, 1.06, -4.63),
    constant=-7.14,
)
# Set after a look at small texts of all kinds; chosen without a kind they do no better, see
# docs/adr/0010-seen-by-itself.md (benchmarks/small_texts.py).
CAUTION = Caution(alone=-1.0, left_out=1.0, power=1.2)
# Factor on these odds. With 1, too many translations stay undecided: of single sentences of novels,
# .60 are above .9 with 1, .77 with 2.5 (weights learned without novels), and no unrelated ones.
_SHARPNESS = 2.5
# More sentences without counterpart in a row count as this many: an excerpt has long runs of them.
_MOST_ALONE = 2
# How much these odds count as evidence for the place of a few sentences on a page, of .3, .5, .8,
# 1.2 and 2. Whichever kind of text is left out when it is chosen, it comes out as .5.
_COUNTS_ON_PAGE = 0.5
# A text with fewer sentences is no page: in small texts that evidence only doubts right borders.
_LEAST_PAGE = 8
# Beads that are less probable than this do not get that evidence: they are not chosen anyway.
_LEAST_ON_PAGE = 1e-4
# Scores are kept this far from 0 and 1 before odds are taken.
_LEAST_SCORE = 1e-12
# The most sentences at the ends of a bead that may be left out of it.
_MOST_SWALLOWED = 2
# Probability that one bead is right and the next one wrong, or the other way round.
_CHANGE = 0.01
# A bead that is less probable than this, by itself and the beads beside it, is taken apart into
# null beads. What is more probable keeps its bead with a low score: with one half, one in seven
# related texts lost a bead (salutations, wishes, sayings), and with this one in a hundred, outside
# novels.
_LEAST_PROBABLE = 0.02
# Below this probability, a score falls with its square, so that it shows as doubtful.
_UNDECIDED = 0.5


def is_known_encoder(pair: EncodedPair) -> bool:
    """Return whether absolute evidence is known for the encoder of two texts."""
    return pair.src.encoder.id.partition("@")[0] == _ENCODER


def is_known_pair(pair: EncodedPair) -> bool:
    """Return whether absolute evidence is known for the encoder and the languages of two texts."""
    return is_known_encoder(pair) and {pair.src.lang, pair.tgt.lang} == _LANGUAGES


def add_nearness(pair: EncodedPair, lattice: Lattice) -> Lattice:
    """Return a lattice in which beads are also judged by how near their two sides are.

    This is for a few sentences that stand somewhere on a page of the other text. What they say is
    often repeated elsewhere on the page. Features that compare a bead with the beads beside it say
    little about that, and rare words cannot be told in a text of a sentence.

    Args:
        pair: the two texts.
        lattice: the lattice. It is returned as it is if both texts are short, or if nothing is
            known of the encoder or the languages.
    """
    if max(len(pair.src), len(pair.tgt)) < _LEAST_PAGE or not is_known_pair(pair):
        return lattice
    steps = [step for step in lattice.probable_steps(_LEAST_ON_PAGE) if step[2] and step[3]]
    if not steps:
        return lattice
    return lattice.with_more_for(steps, _COUNTS_ON_PAGE * _log_odds(pair, steps))


def judge_small_text(
    pair: EncodedPair, steps: Sequence[Step], scores: Sequence[float]
) -> tuple[list[Step], list[float]]:
    """Return the beads of an alignment, judged by absolute evidence if there are only a few.

    Each score is multiplied by the probability that the two sides of the bead translate each other,
    and by a smaller number if that is below one half. What stands beside it counts too, beads and
    null beads: a chain has two states, related and unrelated, which seldom change from one to the
    next. A bead that is almost surely wrong, by itself and the other beads, becomes null beads.

    Nothing changes if there are many beads, or if the encoder or the languages are others than
    those that the evidence was measured with.

    Args:
        pair: the two texts.
        steps: the beads of the alignment.
        scores: their scores.
    """
    whole = [step for step in steps if step[2] and step[3]]
    if not is_known_pair(pair) or not 0 < len(whole) <= MOST_BEADS:
        return list(steps), list(scores)
    return judge_by_cores(steps, scores, find_cores(pair, whole))


def judge_by_cores(
    steps: Sequence[Step], scores: Sequence[float], cores: Sequence[Core]
) -> tuple[list[Step], list[float]]:
    """Return the beads of an alignment, judged by the cores of its beads (see `judge_small_text`).

    Args:
        steps: the beads of the alignment.
        scores: their scores.
        cores: what `find_cores` returned for the beads with sentences on both sides, at least one.
    """
    whole = [number for number, step in enumerate(steps) if step[2] and step[3]]
    core_of = {number: core.step for number, core in zip(whole, cores, strict=True)}
    by_beads = _SHARPNESS * np.array([core.odds for core in cores])
    alone = [_count(steps[number]) - _count(core_of[number]) for number in whole]
    among_all = by_beads - _SHARPNESS * CAUTION.left_out * np.array(alone)
    counting = _counting(steps)
    odds_of = dict(zip(whole, among_all.tolist(), strict=True))
    shares = _probabilities(np.array([odds_of.get(number, CAUTION.alone) for number in counting]))
    share_of = dict(zip(counting, shares.tolist(), strict=True))
    probable = dict(zip(whole, _probabilities(by_beads).tolist(), strict=True))
    found_steps: list[Step] = []
    found_scores: list[float] = []
    for number, (step, score) in enumerate(zip(steps, scores, strict=True)):
        if number not in core_of:
            found_steps.append(step)
            found_scores.append(score)
            continue
        share, core = share_of[number], core_of[number]
        is_lost = probable[number] < _LEAST_PROBABLE
        parts = take_apart(step) if is_lost else _keep_core(step, core)
        found_steps += parts
        lowered = share * min(1.0, share / _UNDECIDED)
        found_scores += [_sharpen(score) * lowered] * len(parts)
    return found_steps, found_scores


def _counting(steps: Sequence[Step]) -> list[int]:
    """Return the numbers of the beads that count in the chain.

    These are all beads with sentences on both sides, and the first null beads of each run of them.
    """
    found = []
    alone = 0
    for number, (_, _, src_size, tgt_size) in enumerate(steps):
        alone = 0 if src_size and tgt_size else alone + 1
        if alone <= _MOST_ALONE:
            found.append(number)
    return found


def _count(step: Step) -> int:
    """Return how many sentences a bead has on both sides together."""
    return step[2] + step[3]


def _sharpen(score: float) -> float:
    """Return a score whose odds are raised to the power of `CAUTION`."""
    inside = min(max(score, _LEAST_SCORE), 1 - _LEAST_SCORE)
    return float(1 / (1 + ((1 - inside) / inside) ** CAUTION.power))


def find_cores(pair: EncodedPair, steps: Sequence[Step]) -> list[Core]:
    """Return for each bead the part of it whose sides are related.

    If the sides of the whole bead do not seem to be related, up to two sentences at its ends are
    left out: one that has no counterpart may have been swallowed. A list against one sentence stays
    whole, for any other items would be as easily left out.

    Args:
        pair: the two texts.
        steps: beads with sentences on both sides.
    """
    found = []
    for step, odds in zip(steps, _log_odds(pair, steps).tolist(), strict=True):
        candidates = [Core(step, odds)]
        is_list = _count(step) > MAX_ALIGN
        parts = [] if is_list or odds >= 0 else list(_parts(step))
        if parts:
            candidates += map(Core, parts, _log_odds(pair, parts).tolist())
        found.append(max(candidates, key=attrgetter("odds")))
    return found


def _parts(step: Step) -> Iterator[Step]:
    """Yield the bead without one or two of the sentences at its ends."""
    i, j, src_size, tgt_size = step
    ends = range(_MOST_SWALLOWED + 1)
    for src_first, src_last, tgt_first, tgt_last in product(ends, repeat=4):
        sizes = src_size - src_first - src_last, tgt_size - tgt_first - tgt_last
        left_out = src_first + src_last + tgt_first + tgt_last
        if 0 < left_out <= _MOST_SWALLOWED and min(sizes) > 0:
            yield (i + src_first, j + tgt_first, *sizes)


def _keep_core(step: Step, core: Step) -> list[Step]:
    """Return a part of a bead, and null beads for the sentences before and behind it."""
    i, j, src_size, tgt_size = step
    core_i, core_j, core_src, core_tgt = core
    core_end = core_i + core_src, core_j + core_tgt
    before = (i, j, core_i - i, core_j - j)
    behind = (*core_end, i + src_size - core_end[0], j + tgt_size - core_end[1])
    return [*take_apart(before), core, *take_apart(behind)]


def _log_odds(pair: EncodedPair, steps: Sequence[Step]) -> Doubles:
    """Return the logarithm of the odds that the sides of each bead translate each other."""
    found: Doubles = measure_nearness(pair, steps) @ np.array(BELIEF.weights) + BELIEF.constant
    return found


def _probabilities(log_odds: Doubles) -> Doubles:
    """Return the probability that each of some consecutive beads is right (forward-backward).

    Args:
        log_odds: `(beads,)`, what each bead says by itself.
    """
    change = np.array([[1 - _CHANGE, _CHANGE], [_CHANGE, 1 - _CHANGE]])
    # the two columns are the states related and unrelated
    own = np.stack([1 / (1 + np.exp(-log_odds)), 1 / (1 + np.exp(log_odds))], axis=1)
    before = np.ones_like(own)
    after = np.ones_like(own)
    for number in range(1, len(own)):
        reached = (before[number - 1] * own[number - 1]) @ change
        before[number] = reached / reached.sum()
    for number in range(len(own) - 2, -1, -1):
        reached = change @ (after[number + 1] * own[number + 1])
        after[number] = reached / reached.sum()
    both = before * own * after
    found: Doubles = both[:, 0] / both.sum(axis=1)
    return found


def take_apart(step: Step) -> list[Step]:
    """Return the null beads of all sentences of a bead, first those of its source sentences."""
    i, j, src_size, tgt_size = step
    src = [(i + number, j, 1, 0) for number in range(src_size)]
    tgt = [(i + src_size, j + number, 0, 1) for number in range(tgt_size)]
    return src + tgt


def take_some_apart(
    steps: Sequence[Step], scores: Sequence[float], chosen: Collection[int]
) -> tuple[list[Step], list[float]]:
    """Return the beads and their scores, with the chosen ones taken apart (`take_apart`).

    Args:
        steps: the beads.
        scores: their scores. Null beads that come from a bead have its score.
        chosen: the numbers of the beads that are taken apart.
    """
    found_steps: list[Step] = []
    found_scores: list[float] = []
    for number, (step, score) in enumerate(zip(steps, scores, strict=True)):
        parts = take_apart(step) if number in chosen else [step]
        found_steps += parts
        found_scores += [score] * len(parts)
    return found_steps, found_scores
