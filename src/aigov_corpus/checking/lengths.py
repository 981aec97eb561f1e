"""A translation that is far too short or too long for its source: `length`.

What is too long depends on the text: the ratio of lengths is compared with those of all pairs of
the same document, by the median and the median deviation. So each text has limits of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.scripts import HAN_CHARACTER

CODE = "length"
_LEAST_PAIRS = 20
"""Pairs that a document must have before its usual ratio is known."""
_LEAST_CHARACTERS = 15
"""Chinese characters of a pair from which on its ratio says something."""
_FARTHEST = 6.0
"""Deviations from the median that are still usual, about one pair in 10,000 of a normal text."""
_NORMAL = 1.4826
"""Standard deviation of a normal distribution with a median deviation of 1."""
_LEAST_CHINESE = 0.5
"""Least share of Chinese characters in a Chinese text; code and text that nobody has translated are
as long in both languages."""
_SMALLEST_SPREAD = 0.1
"""Least spread of the logarithm of the ratio, so that a text of like sentences has some."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each pair whose ratio of lengths is far from that of its document."""
    documents: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.has_both:
            documents[unit.belongs_to].append(unit)
    for same in documents.values():
        yield from _check_document(same)


def _check_document(units: Sequence[Unit]) -> Iterator[Finding]:
    """Yield the findings of one rendering of a document."""
    long_units = [unit for unit in units if _is_comparable(unit.zh)]
    if len(long_units) < _LEAST_PAIRS:
        return
    ratios = [math.log(_characters(unit.en) / _characters(unit.zh)) for unit in long_units]
    middle = median(ratios)
    spread = max(_SMALLEST_SPREAD, _NORMAL * median(abs(ratio - middle) for ratio in ratios))
    for unit, ratio in zip(long_units, ratios, strict=True):
        # the ratio of a short text varies more
        allowed = _FARTHEST * spread * (1 + _LEAST_CHARACTERS / _characters(unit.zh))
        if abs(ratio - middle) <= allowed:
            continue
        is_short = (ratio < middle) == (unit.target == "en")
        times = math.exp(abs(ratio - middle))
        word = "shorter" if is_short else "longer"
        message = f"the translation is {times:.1f} times {word} than usual in this text"
        text = unit.text(unit.target)
        yield unit.find(
            CODE, "warning", unit.target, (0, len(text)), message,
            other=(0, len(unit.text(unit.source))), score=0.6,
        )  # fmt: skip


def _is_comparable(zh: str) -> bool:
    """Tell whether a Chinese text is long enough, and Chinese enough, to have a usual ratio."""
    characters = _characters(zh)
    if characters < _LEAST_CHARACTERS:
        return False
    return len(HAN_CHARACTER.findall(zh)) >= _LEAST_CHINESE * characters


def _characters(text: str) -> int:
    """Return the number of characters of a text that are no white space, at least 1."""
    return max(1, len("".join(text.split())))
