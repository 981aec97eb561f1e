"""How near two sentences are, compared with any two sentences: the evidence of small texts.

The score of a bead compares alignments of the same two texts. Where there is little to compare, as
with one sentence against one, even unrelated sentences have a high score. So this module knows how
near to each other translations usually are, and how near unrelated sentences are. These figures
hold only for the encoder that they were measured with.
"""

from __future__ import annotations

from itertools import product
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.alignment.bare_words import weigh_bare_words
from aigov_corpus.alignment.nearness import NEARNESS, measure_nearness
from aigov_corpus.alignment.pair import MAX_ALIGN
from aigov_corpus.records.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.lattice import Lattice
    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Step

    Doubles = NDArray[np.float64]

# Name of the encoder for which the numbers below hold, without its version.
_ENCODER = "use-multi-v3"
# The numbers about beads were measured between these two languages.
_LANGUAGES = {"zh", "en"}

SURE = 0.9
"""Score below which the two sides of a bead may be unrelated: one of them was moved elsewhere."""

MOST_BEADS = 12
"""Number of beads up to which a text is small. With more beads, their scores need no judgement."""


class Belief(NamedTuple):
    """The logarithm of the odds that the two sides of a bead translate each other."""

    weights: Sequence[float]
    """Weights of the numbers named in `nearness.NEARNESS`, in the same order."""
    constant: float
    """What is added to the weighted sum."""


class Caution(NamedTuple):
    """Settings for small texts, about what stands beside a bead and what was left out of it."""

    alone: float
    """Log-odds that the texts are related at a sentence without counterpart (a null bead). It is
    below 0: in unrelated texts the one pair that is near by chance stands among such sentences.
    """
    left_out: float
    """Number subtracted from the log-odds of a bead for each sentence that is left out of it. There
    are many ways to leave some out, and with one of them the rest is near by chance."""
    power: float
    """Power to which the odds of a score are raised, because scores in texts of a few beads are too
    low.
    """


class Core(NamedTuple):
    """The part of a bead whose sides are related."""

    step: Step
    odds: float
    """Logarithm of the odds that the two sides of this part translate each other."""


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
# Factor by which log-odds are multiplied. With 1, too many translations stay undecided: of single
# sentences of novels, 60 % have a probability above .9 with 1 and 77 % with 2.5 (weights learned
# without novels); of unrelated sentences none has, with either.
SHARPNESS = 2.5
# At most this many null beads in a row count: an excerpt has long runs of them.
_MOST_ALONE = 2
# Factor on these log-odds when they help to place a few sentences on a page. Tried: .3, .5, .8, 1.2
# and 2; .5 is best whichever kind of text is left out of the trial.
_COUNTS_ON_PAGE = 0.5
# Number of sentences from which on a text counts as a page. In smaller texts this evidence only
# makes right beads doubtful.
_LEAST_PAGE = 8
# Probability below which a bead does not get this evidence, because it is not chosen anyway.
_LEAST_ON_PAGE = 1e-4
# Least distance of a score from 0 and from 1 before its odds are computed.
_LEAST_SCORE = 1e-12
# Number of sentences at the ends of a bead that may be left out of it, at most.
_MOST_SWALLOWED = 2
# Added to the log-odds of a line for each further copy of it in its text, if its counterpart has as
# many copies. Of twelve sentences in a row in the gold, one in 60 to 700 stands there twice, so two
# unrelated texts hardly ever repeat lines at the same places (臣謹奏。 / Respectfully submitted.).
_ECHO = 4.5
# More copies count as this many, after the first.
_MOST_ECHOES = 2
# Column of `measure_nearness` that tells how well the dictionary covers a bead.
_GLOSSES = NEARNESS.index("glosses")
# Probability that one bead is right and the next one wrong, or the other way round.
_CHANGE = 0.01
# Probability below which a bead is taken apart into null beads; it takes account of the beads
# beside it. With .5, one in seven related texts would lose a right bead (salutations, wishes,
# sayings); with .02, one in a hundred does, novels apart.
_LEAST_PROBABLE = 0.02
# Probability below which a score is lowered by the square of the probability, so that it shows as
# doubtful.
_UNDECIDED = 0.5


class _Turn(NamedTuple):
    """How a line is repeated in its text."""

    distances: tuple[int, ...]
    """How far behind the first copy each copy stands."""
    own: int
    """The distance of this copy."""
    number: int
    """Number of other lines with the same distances whose first copy stands before."""
    lines: int
    """Number of lines with the same distances."""


def is_known_encoder(pair: EncodedPair) -> bool:
    """Tell whether these figures hold for the encoder of two texts."""
    return pair.src.encoder.id.partition("@")[0] == _ENCODER


def is_known_pair(pair: EncodedPair) -> bool:
    """Tell whether these figures hold for the encoder and the languages of two texts."""
    return is_known_encoder(pair) and {pair.src.lang, pair.tgt.lang} == _LANGUAGES


def add_nearness(pair: EncodedPair, lattice: Lattice) -> Lattice:
    """Return a lattice in which beads are also judged by how near their two sides are.

    This is for a few sentences that stand somewhere on a page of the other text. What they say is
    often repeated elsewhere on the page. The other features do not help then: they compare a bead
    with the beads beside it, and a text of one sentence does not show which of its words are rare.

    Args:
        pair: the two texts.
        lattice: the lattice. It is returned as it is if nothing is known of the encoder or the
            languages. If both texts are short, only what they repeat counts.
    """
    if not is_known_pair(pair):
        return lattice
    steps = [step for step in lattice.probable_steps(_LEAST_ON_PAGE) if step[2] and step[3]]
    if not steps:
        return lattice
    is_page = max(len(pair.src), len(pair.tgt)) >= _LEAST_PAGE
    odds = measure_odds(pair, steps) if is_page else _weigh_echoes(pair, steps)
    return lattice.with_more_for(steps, _COUNTS_ON_PAGE * odds)


def judge_small_text(
    pair: EncodedPair, steps: Sequence[Step], scores: Sequence[float]
) -> tuple[list[Step], list[float]]:
    """Return the beads of an alignment, judged by their nearness if there are only a few.

    Each score is multiplied by the probability that the two sides of the bead translate each other,
    and by its square if that is below one half. The beads and null beads beside it count too: in a
    chain with two states, related and unrelated, the state seldom changes from one bead to the
    next. A bead that is almost surely wrong becomes null beads.

    Nothing changes if there are many beads, or if the evidence was not measured with this encoder
    and these languages.
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
    by_beads = SHARPNESS * np.array([core.odds for core in cores])
    alone = [_count(steps[number]) - _count(core_of[number]) for number in whole]
    among_all = by_beads - SHARPNESS * CAUTION.left_out * np.array(alone)
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
    left out, because a sentence without counterpart may have joined the bead. A list against one
    sentence stays whole, since any of its items could be left out as well.

    Args:
        pair: the two texts.
        steps: beads with sentences on both sides.
    """
    found = []
    for step, odds in zip(steps, measure_odds(pair, steps).tolist(), strict=True):
        candidates = [Core(step, odds)]
        is_list = _count(step) > MAX_ALIGN
        parts = [] if is_list or odds >= 0 else list(_parts(step))
        if parts:
            candidates += map(Core, parts, measure_odds(pair, parts).tolist())
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


def measure_odds(pair: EncodedPair, steps: Sequence[Step]) -> Doubles:
    """Return the logarithm of the odds that the sides of each bead translate each other."""
    nearness = measure_nearness(pair, steps)
    bare = [
        weigh_bare_words(pair, step, glosses)
        for step, glosses in zip(steps, nearness[:, _GLOSSES].tolist(), strict=True)
    ]
    found: Doubles = nearness @ np.array(BELIEF.weights) + BELIEF.constant + np.array(bare)
    return found + _weigh_echoes(pair, steps)


def _weigh_echoes(pair: EncodedPair, steps: Sequence[Step]) -> Doubles:
    """Return what repetition adds to the log-odds of each bead."""
    return _ECHO * np.minimum(count_echoes(pair, steps), _MOST_ECHOES)


def count_echoes(pair: EncodedPair, steps: Sequence[Step]) -> list[int]:
    """Return for each bead how many more copies of its two lines their texts have.

    This is 0 unless the bead is one line against one, and the copies of both stand as far before
    and behind. If lines take turns, several are repeated in the same way; then the first of them in
    a text goes with the first of them in the other one, and so on.
    """
    src, tgt = _list_turns(pair.src), _list_turns(pair.tgt)
    return [
        len(src[i].distances) - 1 if sizes == [1, 1] and i in src and src[i] == tgt.get(j) else 0
        for i, j, *sizes in steps
    ]


def _list_turns(text: SentenceFeatures) -> dict[int, _Turn]:
    """Return how each line that a text has more than once is repeated, by the index of the line."""
    copies = group_by(range(len(text.firsts)), text.firsts.tolist().__getitem__).values()
    repeated = (own for own in copies if len(own) > 1)
    alike = group_by(repeated, lambda own: tuple(at - own[0] for at in own))
    return {
        at: _Turn(distances, at - own[0], number, len(lines))
        for distances, lines in alike.items()
        for number, own in enumerate(lines)
        for at in own
    }


def _probabilities(log_odds: Doubles) -> Doubles:
    """Return the probability that each of some consecutive beads is right (forward-backward).

    Args:
        log_odds: `(beads,)`, the log-odds of each bead, judged alone.
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
    """Return the beads and their scores after the chosen beads were taken apart (see `take_apart`).

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
