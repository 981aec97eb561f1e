"""The part of a text that the other text lacks, if there is one.

Two things speak for such a part: its words have no links, and without it the lengths of the two
texts fit better to each other, measured by how they are related in the other units.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from aigov_corpus.checking.coverage import Covered, cover_units
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Side
from aigov_corpus.text.content_words import list_content_words
from aigov_corpus.text.scripts import HAN

_HAN = re.compile(f"[{HAN}]")
_LINKED = 0.35
"""A word with a stronger link counts as rendered."""
_FORM_WORD = -0.05
"""What a word without meaning of its own adds to the sum of a part."""
_LONGEST_WORD = 4
"""From so many characters on, Chinese words count the same."""
_CHARACTERS = 2
"""Characters of a Chinese word that counts as one."""
_SHORT_ENGLISH = 3
"""Letters of a short English word, which counts less."""
_SHORT_WEIGHT = 0.7
"""What a short English word counts."""
_UNLINKED_WEIGHT = 4.0
"""Weight of the unlinked words against that of the lengths. It and the thresholds were chosen on
texts of which clauses had been deleted."""
_FEWEST_WORDS = 16
"""A long text has a part without links by chance, so its parts need more; texts with fewer words
than this are alike."""
_MOST_OF_LENGTH = 3.0
"""The most that the lengths may speak for or against a part."""
_THRESHOLD: dict[Side, float] = {"zh": 3.8, "en": 3.4}
"""The smallest score of a part that is reported, for each text."""
_USUAL_RATIO = math.log(3.87)
"""Logarithm of English characters for a Chinese one, in hand-aligned political texts."""
_USUAL_SPREAD = 0.29
"""Standard deviation of that logarithm."""
_SMALLEST_SPREAD = 0.12
"""Smallest standard deviation that is believed."""
_FEW_UNITS = 12
"""Units from which on the ratio of the text itself is used instead of the usual one."""
_TO_DEVIATION = 1.48
"""Median deviation of a normal distribution to its standard deviation."""
_LATIN_SHARE = 0.4
"""Chinese characters that a letter, digit or mark of a Chinese text stands for."""
_MARGIN = {"zh": 2, "en": 6}
"""Characters that are added to each text, so that the ratio of short ones is not extreme."""


class Part(NamedTuple):
    """A part of a text that the other text seems to lack."""

    place: Place
    """Its offsets."""
    score: float
    """What speaks for it."""

    @property
    def certainty(self) -> float:
        """The score as a number between 0 and 1."""
        return round(1 - math.exp(-self.score / 4), 2)


class Lengths(NamedTuple):
    """How the lengths of the two texts are related in a corpus."""

    mean: float
    """Mean logarithm of the ratio of English to Chinese."""
    spread: float
    """Standard deviation of that logarithm."""


def find_lacking(units: Units, side: Side) -> list[Part | None]:
    """Return for each unit the part of one text that the other lacks; None if there is none.

    Args:
        units: the pairs.
        side: the text in which to look.
    """
    lengths = units.once(measure_lengths)
    coverage = units.once(cover_units)
    found: list[Part | None] = []
    for unit, covered in zip(units, coverage, strict=True):
        part = None
        if unit.has_both and unit.zh != unit.en:
            part = _find_part(unit, covered.zh if side == "zh" else covered.en, side, lengths)
        found.append(part if part and part.score > _THRESHOLD[side] else None)
    return found


def measure_lengths(units: Units) -> Lengths:
    """Return how the lengths are related, by medians, which a few odd units do not change."""
    ratios = [_log_ratio(*_sizes(unit)) for unit in units if unit.has_both]
    if len(ratios) < _FEW_UNITS:
        return Lengths(_USUAL_RATIO, _USUAL_SPREAD)
    mean = median(ratios)
    spread = _TO_DEVIATION * median(abs(ratio - mean) for ratio in ratios)
    return Lengths(mean, max(spread, _SMALLEST_SPREAD))


def _sizes(unit: Unit) -> tuple[float, float]:
    """Return the lengths of the Chinese and of the English text, in their characters."""
    han = len(_HAN.findall(unit.zh))
    return han + _LATIN_SHARE * (len(unit.zh) - han), float(len(unit.en))


def _log_ratio(zh: float, en: float) -> float:
    """Return the logarithm of English characters for a Chinese one."""
    return math.log((en + _MARGIN["en"]) / (zh + _MARGIN["zh"]))


def _find_part(unit: Unit, covered: Covered, side: Side, lengths: Lengths) -> Part | None:
    """Return the part whose words have the fewest links, with its score."""
    total, start, stop = _find_unlinked(covered, side)
    if stop == start:
        return None
    place = (covered.words[start][1], covered.words[stop - 1][2])
    share = min((place[1] - place[0]) / len(unit.text(side)), 1.0)
    zh, en = _sizes(unit)
    with_part = _log_ratio(zh, en)
    without = _log_ratio(zh * (1 - share), en) if side == "zh" else _log_ratio(zh, en * (1 - share))
    gain = (with_part - lengths.mean) ** 2 - (without - lengths.mean) ** 2
    by_length = max(-_MOST_OF_LENGTH, min(_MOST_OF_LENGTH, gain / (2 * lengths.spread**2)))
    by_links = _UNLINKED_WEIGHT * total / math.log(max(len(covered.words), _FEWEST_WORDS))
    return Part(place, by_links + by_length)


def _find_unlinked(covered: Covered, side: Side) -> tuple[float, int, int]:
    """Return the run of words with the largest sum: unlinked words count for, linked ones against.

    Returns:
        The sum, the number of the first word, and the number after the last one.
    """
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for number, ((word, _, _), strength) in enumerate(
        zip(covered.words, covered.strengths, strict=True)
    ):
        if total <= 0:
            total, start = 0.0, number
        weight = _weigh(word, side)
        total += weight * _judge(float(strength)) if weight else _FORM_WORD
        if total > best[0]:
            best = (total, start, number + 1)
    return best


def _judge(strength: float) -> float:
    """Return how the strength of a link speaks: 1 for no link, -1 for the strongest."""
    if strength < _LINKED:
        return (_LINKED - strength) / _LINKED
    return (_LINKED - strength) / (1 - _LINKED)


@lru_cache(maxsize=1 << 15)
def _weigh(word: str, side: Side) -> float:
    """Return how much a word counts: 0 for words such as "the" and 的."""
    if not word.strip() or not list_content_words(word, lang=side):
        return 0.0
    if side == "zh":
        return min(len(word), _LONGEST_WORD) / _CHARACTERS
    return 1.0 if len(word) > _SHORT_ENGLISH else _SHORT_WEIGHT
