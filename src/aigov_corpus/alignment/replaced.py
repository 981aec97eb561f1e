"""Sentences at whose place the other text says something else, in texts of many beads.

A new edition replaces a sentence, or a translator writes another one in its place. As nothing else
stands there, the two make a bead, and compared with other alignments of the same texts its score is
high. So a bead that is much less alike than the text's other beads is judged by itself, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.pair import MAX_ALIGN
from aigov_corpus.alignment.small_texts import (
    MOST_BEADS,
    SHARPNESS,
    is_known_pair,
    measure_odds,
)
from aigov_corpus.embedding.threads import map_in_parallel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# By how much the log-odds of a bead may be below those of the middle bead of the text, so that it
# is as likely related as not. Chosen on manuals, help pages, messages, games and the Bible, in
# which a tenth of the sentences was replaced: of 395 such beads, 120 had a score above .9, now 22,
# and 332 have one below .5; so do 4 of 5,992 right ones. With 8 or 10 it would be the same 4, and
# 21 or 31 of the replaced ones above .9. What is not translated closely has a lower middle: -3 is
# much in a report, and not in a novel.
_BELOW_USUAL = 9.0
# The highest of these limits. In a test or a table nearly all lines are as near as can be, and a
# heading such as 二、判断题 (II. True or False) has log-odds of -1.4. With -1, 5 right ones would
# be doubtful and 11 replaced ones above .9.
_HIGHEST_LIMIT = -2.5
# A bead whose cosine is less below that of the middle bead is not judged. On the same texts, none
# of those would get a lower score.
_BELOW_USUAL_COSINE = 0.2
# Beads of which the middle log-odds are taken, at most; if there are more, at equal distances.
_MOST_MEASURED = 64
# Beads whose vectors are composed at a time. This limits the memory of long texts.
_BEADS_AT_ONCE = 512


def lower_replaced(
    pair: EncodedPair, steps: Sequence[Step], scores: Sequence[float]
) -> list[float]:
    """Return the scores of an alignment, lower for beads whose sides are hardly related.

    The score is multiplied by the probability p that the sides are related, below one half by 2p².
    The beads stay. Nothing changes in a small text (see `small_texts.judge_small_text`), with
    another encoder than the built-in one, or with other languages than Chinese and English.
    """
    whole = [
        number
        for number, step in enumerate(steps)
        if step[2] and step[3] and step[2] + step[3] <= MAX_ALIGN
    ]
    lowered = list(scores)
    if not is_known_pair(pair) or len(whole) <= MOST_BEADS:
        return lowered
    beads = np.array([steps[number] for number in whole])
    cosines = _measure_cosines(pair, beads)
    far = np.flatnonzero(cosines < np.median(cosines) - _BELOW_USUAL_COSINE)
    if not len(far):
        return lowered
    some = np.unique(np.linspace(0, len(whole) - 1, _MOST_MEASURED).round().astype(int))
    odds = measure_odds(pair, [steps[whole[at]] for at in (*some.tolist(), *far.tolist())])
    limit = min(np.median(odds[: len(some)]) - _BELOW_USUAL, _HIGHEST_LIMIT)
    related = 1 / (1 + np.exp(-SHARPNESS * (odds[len(some) :] - limit)))
    for at, probable in zip(far.tolist(), related.tolist(), strict=True):
        lowered[whole[at]] *= probable * min(1.0, 2 * probable)
    return lowered


def _measure_cosines(pair: EncodedPair, beads: Ints) -> Floats:
    """Return the cosine of the two sides of each bead, `(beads,)`."""

    def measure(part: Ints) -> Floats:
        src = pair.src.vectors_of_beads(part[:, 0], part[:, 2])
        tgt = pair.tgt.vectors_of_beads(part[:, 1], part[:, 3])
        found: Floats = np.vecdot(src, tgt)
        return found

    parts = np.split(beads, range(_BEADS_AT_ONCE, len(beads), _BEADS_AT_ONCE))
    return np.concatenate(list(map_in_parallel(measure, parts)))
