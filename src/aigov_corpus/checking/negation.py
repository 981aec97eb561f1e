"""A negation that only one of the two texts has: `negation`.

English "not", "no", "never" must have something negative in the Chinese, and Chinese 不, 没有, 不得
something negative in the English: a negation, or a word such as "unable", "refuse", "without".
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus.checking.negation_matching import match_negations
from aigov_corpus.checking.negation_renderings import (
    find_lost_not_only,
    find_permission,
    is_renderable,
)
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding

CODE = "negation"


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each negation that has no counterpart."""
    for unit in units:
        if unit.has_both and unit.zh != unit.en:
            yield from _check_unit(unit)


def _check_unit(unit: Unit) -> Iterator[Finding]:
    """Yield the findings of one pair."""
    left = match_negations(unit.zh, unit.en)
    for place in left.en[:1]:
        word = quote(unit.en[slice(*place)])
        message = f"the English has a negation, {word}, and the Chinese has none for it"
        yield unit.find(CODE, "warning", "en", place, message)
    for place in left.zh:
        word = unit.zh[slice(*place)]
        if find_permission(word, unit.en) or is_renderable(unit.zh, place, unit.en):
            continue
        message = f"the Chinese has a negation, {quote(word)}, and the English has none for it"
        yield unit.find(CODE, "warning", "en", (0, len(unit.en)), message, other=place)
        break
    if found := find_lost_not_only(unit.zh, unit.en):
        place, other = found
        message = f"the Chinese says {quote(unit.zh[slice(*other)])}, not only, the English only"
        yield unit.find(CODE, "warning", "en", place, message, other=other)
