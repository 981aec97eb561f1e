"""A negation that only one of the two texts has: `negation`.

English "not", "no", "never" must have something negative in the Chinese, and Chinese 不, 没有, 不得
something negative in the English: a negation, or a word such as "unable", "refuse", "without".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.classical import list_classical
from aigov_corpus.checking.coverage import Coverage, cover_some
from aigov_corpus.checking.double_negation import is_taken_back, is_twice, says_only_if
from aigov_corpus.checking.modality import find_obliged, find_permitted
from aigov_corpus.checking.negation_clauses import (
    find_added_beside,
    find_lost_before_nor,
    find_lost_beside,
    find_lost_formula,
)
from aigov_corpus.checking.negation_cues import find_chinese_cues, lower
from aigov_corpus.checking.negation_evidence import (
    is_really_added,
    is_really_lost,
    is_surely_added,
)
from aigov_corpus.checking.negation_matching import match_negations
from aigov_corpus.checking.negation_renderings import (
    find_lost_not_only,
    is_renderable,
)
from aigov_corpus.checking.negative_words import find_lost_in_word
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding, Side, other_side

CODE = "negation"
_TWICE = re.compile(
    r"(?:not(?<!\w...)|never(?<!\w.....)|cannot(?<!\w......)|n't|n’t)"
    r"\s+(?:no(?!\.|\s+(?:\d|longer|matter|doubt))|neither|never|none|nothing|nobody)\b"
)
"""Pattern for two negations side by side, in small letters: "there is not no difficulty"."""
_NOBODY_NOT = re.compile(
    r"(?:^|(?<=[^\w\s-])|(?<=[^\w\s-]\s)|(?<=\d\s))"
    r"(?:no(?!\.|-|\s+(?:\d|longer|matter|doubt))|neither|none|nobody|nothing)\b"
    r"(?:(?!\b(?:who|which|that|if|when|but|and|or)\b)[^,.;:!?]){1,60}?"
    r"\b(?:may|shall|can|must|will|should|could|would|is|are|was|were|has|have|do|does|did)"
    r"(?:\s+not|n['’]t)\b(?!\s+(?:only|just|merely))"
)
"""Pattern for the same of a subject and its verb, in small letters: "no person shall not". The
subject begins a clause: "with no water, people do not", `--no-color` and "no reason" are none."""


class _UnmatchedNegation(NamedTuple):
    """An explicit negation without a counterpart in the other text, as it seems."""

    number: int
    """The number of the unit."""
    side: Side
    """The text that has the negation."""
    place: Place
    """The place of the negation."""
    is_doubtful: bool
    """Whether it has a counterpart, but one that is far away or negates in another way."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each negation that has no counterpart."""
    left: list[_UnmatchedNegation] = []
    beside: list[tuple[int, Side, Place]] = []
    for number, unit in enumerate(units):
        if unit.has_words and unit.zh != unit.en:
            yield from _report_not_only(unit)
            yield from _report_twice(unit)
            left += _find_left(number, unit)
            beside += ((number, *found) for found in _find_beside(unit))
    covered = cover_some(units, dict.fromkeys(one.number for one in left))
    classical = units.once(list_classical) if left else []
    said: dict[tuple[int, Side], Place] = {}
    for one in left:
        unit = units[one.number]
        if one[:2] not in said and _is_found(one, unit, covered[one.number], classical[one.number]):
            said[one.number, one.side] = one.place
    known = {number for number, _ in said}
    said |= {(number, side): place for number, side, place in beside if number not in known}
    for (number, side), place in said.items():
        if (number, other_side(side)) not in said:  # else one renders the other, elsewhere
            yield (_report_lost if side == "zh" else _report_added)(units[number], place)


def _find_left(number: int, unit: Unit) -> Iterator[_UnmatchedNegation]:
    """Yield the first negation of each text that has no counterpart and may need one.

    Those with a doubtful counterpart follow.
    """
    left = match_negations(unit.zh, unit.en)
    added = (place for place in left.en if not is_taken_back(unit.en, place, unit.zh))
    lost = (place for place in left.zh if not _is_said(unit, place))
    yield from (_UnmatchedNegation(number, "en", place, False) for place in islice(added, 1))
    yield from (_UnmatchedNegation(number, "zh", place, False) for place in islice(lost, 1))
    for place in left.doubtful_en:
        if not is_taken_back(unit.en, place, unit.zh):
            yield _UnmatchedNegation(number, "en", place, True)
    for place in left.doubtful_zh:
        if not _is_said(unit, place):
            yield _UnmatchedNegation(number, "zh", place, True)


def _find_beside(unit: Unit) -> Iterator[tuple[Side, Place]]:
    """Yield a negation of a pair with several that the clause of what it negates lacks."""
    lost = (
        find_lost_formula(unit.zh, unit.en)
        or find_lost_before_nor(unit.zh, unit.en)
        or find_lost_beside(unit.zh, unit.en)
    )
    if lost and not _is_said(unit, lost):
        yield "zh", lost
    elif (in_word := find_lost_in_word(unit.zh, unit.en)) and not _is_said(unit, in_word):
        yield "zh", in_word
    added = find_added_beside(unit.zh, unit.en)
    if added and not is_taken_back(unit.en, added, unit.zh):
        yield "en", added


def _is_found(one: _UnmatchedNegation, unit: Unit, covered: Coverage, classical: bool) -> bool:
    """Tell whether links show that the other text has what is negated, and no negation of it."""
    if one.side == "zh":
        return is_really_lost(unit, one.place, covered, doubtful=one.is_doubtful)
    if one.is_doubtful:
        return not classical and is_surely_added(unit, one.place, covered)
    return is_really_added(unit, one.place, covered, classical=classical)


def _report_added(unit: Unit, place: Place) -> Finding:
    """Return the finding about an English negation without a counterpart."""
    word = quote(unit.en[slice(*place)])
    message = f"the English has a negation, {word}, and the Chinese has none for it"
    return unit.find_between(CODE, message, zh=None, en=place)


def _report_lost(unit: Unit, place: Place) -> Finding:
    """Return the finding about a Chinese negation without a counterpart."""
    word = quote(unit.zh[slice(*place)])
    message = f"the Chinese has a negation, {word}, and the English has none for it"
    return unit.find_between(CODE, message, zh=place, en=(0, len(unit.en)))


def _report_twice(unit: Unit) -> Iterator[Finding]:
    """Yield a finding if the English negates twice what a careful writer negates once."""
    en = lower(unit.en)
    found = _TWICE.search(en)
    if not found and len(find_chinese_cues(unit.zh).strong) == 1:
        found = _NOBODY_NOT.search(en)
    if found:
        message = f"the English negates twice, {quote(unit.en[slice(*found.span())])}"
        yield unit.find(CODE, "warning", "en", found.span(), message)


def _report_not_only(unit: Unit) -> Iterator[Finding]:
    """Yield a finding if "not only" has become "only"."""
    if found := find_lost_not_only(unit.zh, unit.en):
        place, other = found
        said = quote(unit.zh[slice(*other)])
        message = f"the Chinese says {said}, which is “not only”, and the English says “only”"
        yield unit.find_between(CODE, message, zh=other, en=place)


def _is_said(unit: Unit, place: Place) -> bool:
    """Tell whether the English may say a Chinese negation in a positive way."""
    return bool(
        _is_told_by_modality(unit, place)
        or is_renderable(unit.zh, place, unit.en)
        or is_twice(unit.zh, place)
        or says_only_if(unit.zh, unit.en)
        or find_lost_not_only(unit.zh, unit.en)  # which is reported as such
    )


def _is_told_by_modality(unit: Unit, place: Place) -> bool:
    """Tell whether `modality` reports that the English permits or demands what Chinese forbids."""
    found = find_permitted(unit.zh, unit.en) or find_obliged(unit)
    return found is not None and found[0] == place
