"""A negation that only one of the two texts has: `negation`.

English "not", "no", "never" must have something negative in the Chinese, and Chinese 不, 没有, 不得
something negative in the English: a negation, or a word such as "unable", "refuse", "without".
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus.checking.negation_cues import (
    find_chinese_cues,
    find_english_cues,
    find_implicit,
    is_only,
    renders_only,
)
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding

CODE = "negation"
_FARTHEST = 0.33
"""How far apart two negations may stand that render each other, as a share of the text."""
_SHORTEST_LONG = 40
"""Characters of the shortest Chinese text in which the distance counts."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each negation that has no counterpart."""
    for unit in units:
        if unit.has_both and unit.zh != unit.en:
            yield from _check_english(unit)
            yield from _check_chinese(unit)


def _check_english(unit: Unit) -> Iterator[Finding]:
    """Yield a finding if the English has more explicit negations than the Chinese explains."""
    explicit = find_english_cues(unit.en).strong
    if not explicit:
        return
    chinese = find_chinese_cues(unit.zh)
    places = [*chinese.strong, *chinese.weak, *find_implicit(unit.zh, unit.en)]
    explained = len(places)
    if len(explicit) > explained:
        place = explicit[0]
    elif far := _find_far(unit, explicit, places):
        place = far
    else:
        return
    word = quote(unit.en[slice(*place)])
    message = f"the English has a negation, {word}, and the Chinese has none"
    if explained:
        message = f"the Chinese has nothing for the negation {word} of the English"
    yield unit.find(CODE, "warning", "en", place, message)


def _find_far(unit: Unit, explicit: list[Place], places: list[Place]) -> Place | None:
    """Return the first negation of the English that stands far from all those of the Chinese.

    Args:
        unit: the pair.
        explicit: the places of the negations in the English text.
        places: the places of the negations in the Chinese text.
    """
    if len(unit.zh) < _SHORTEST_LONG:
        return None
    shares = [start / len(unit.zh) for start, _ in places]
    for place in explicit:
        own = place[0] / len(unit.en)
        if all(abs(own - share) > _FARTHEST for share in shares):
            return place
    return None


def _check_chinese(unit: Unit) -> Iterator[Finding]:
    """Yield a finding if the Chinese has an explicit negation and the English nothing negative."""
    explicit = find_chinese_cues(unit.zh).strong
    if not explicit:
        return
    english = find_english_cues(unit.en)
    ignores_only = renders_only(unit.zh, unit.en)
    negative = [
        place
        for place in (*english.strong, *english.weak)
        if not (ignores_only and is_only(unit.en[slice(*place)]))
    ]
    if negative:
        return
    place = explicit[0]
    message = f"the Chinese has a negation, {quote(unit.zh[slice(*place)])}, and the English none"
    yield unit.find(CODE, "warning", "en", (0, len(unit.en)), message, other=place)
