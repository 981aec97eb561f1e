"""Pairs whose translation renders the text of the pair before or after.

The words of such a pair have few links, and more links with the other text of a neighbour. Only
neighbours are compared: sentences are exchanged, or shifted by one, when texts are copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.checking.coverage import CHUNK, Coverage, Covered, cover_units
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.word_links import weigh_links

_DOUBTFUL = 0.5
"""Mean strength of links below which a pair is compared with its neighbours."""
_BETTER = 0.08
"""Gain in mean strength that the translation of a neighbour must bring. Of sentences that were
exchanged, 89 of 100 are found; of 2,300 correct pairs of six kinds of text none is reported."""
_LEAST_WORDS = 5.0
"""Words with a meaning of their own that each text must have: verses have too few."""


def find_exchanged(units: Units) -> dict[int, int]:
    """Return the numbers of units whose source another translation renders, with that one's number.

    The other translation is that of the unit before or after.
    """
    coverage = units.once(cover_units)
    asked: list[tuple[int, int]] = []
    for number, (unit, covered) in enumerate(zip(units, coverage, strict=True)):
        if _has_words(unit, covered.zh, covered.en) and _own_strength(covered) < _DOUBTFUL:
            near = [at for at in (number - 1, number + 1) if _can_exchange(units, number, at)]
            asked += [(number, at) for at in (number, *near)] if near else []
    found: dict[int, int] = {}
    for some in _divide(asked):
        found |= _choose(units, some)
    return found


def _divide(asked: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """Yield parts of what is asked, each with all that is asked of its units."""
    start = 0
    for end in range(1, len(asked) + 1):
        is_last = end == len(asked) or asked[end][0] != asked[end - 1][0]
        if is_last and (end - start >= CHUNK or end == len(asked)):
            yield asked[start:end]
            start = end


def _can_exchange(units: Units, number: int, other: int) -> bool:
    """Tell whether a unit exists, belongs to the same text, and has words enough."""
    if not 0 <= other < len(units):
        return False
    one, two = units[number].pair, units[other].pair
    covered = units.once(cover_units)[other]
    same = (one.document, one.rendering) == (two.document, two.rendering)
    return same and _has_words(units[other], covered.zh, covered.en)


def _choose(units: Units, asked: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return for each source the translation that fits best, if it is much better than its own.

    Args:
        units: the units.
        asked: numbers of a unit, and of the unit whose translation is compared.
    """
    coverage = units.once(cover_units)
    texts: list[tuple[Covered, Covered]] = []
    for number, other in asked:
        source = units[number].source
        own, their = coverage[number], coverage[other]
        texts.append((own.zh, their.en) if source == "zh" else (their.zh, own.en))
    words = [([w for w, _, _ in zh.words], [w for w, _, _ in en.words]) for zh, en in texts]
    fits: dict[int, dict[int, float]] = {}
    for (number, other), (zh, en), links in zip(
        asked, texts, weigh_links(words, together=False), strict=True
    ):
        fits.setdefault(number, {})[other] = _mean_strength(zh, en, links)
    found = {}
    for number, of_other in fits.items():
        best = max(of_other, key=lambda other: of_other[other])
        # a translation that renders its own source belongs there
        least = max(of_other[number] + _BETTER, _own_strength(coverage[best]))
        if of_other[best] > least:
            found[number] = best
    return found


def _has_words(unit: Unit, zh: Covered, en: Covered) -> bool:
    """Tell whether both texts have enough words that carry meaning."""
    if not unit.has_both or unit.zh == unit.en:
        return False
    return min(zh.content, en.content) >= _LEAST_WORDS


def _mean_strength(zh: Covered, en: Covered, links: NDArray[np.float32]) -> float:
    """Return the mean strength of the strongest links of the words of two texts."""
    of_zh = zh.weights @ links.max(axis=1, initial=0)
    of_en = en.weights @ links.max(axis=0, initial=0)
    return float((of_zh + of_en) / max(1.0, zh.content + en.content))


def _own_strength(covered: Coverage) -> float:
    """Return the mean strength of the strongest links of the words of a unit."""
    zh, en = covered.zh, covered.en
    strength = zh.weights @ zh.strengths + en.weights @ en.strengths
    return float(strength / max(1.0, zh.content + en.content))
