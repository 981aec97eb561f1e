"""The check `number`: numbers of one text that the other text does not have.

First every number looks for a number of the other text that can be the same. Of those that find
none, a Chinese and an English number of the same kind at about the same place are reported
together, as one number with two values. A number by itself is reported only if a translator could
hardly leave it out: a percentage, a number of three digits or more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache, partial
from typing import TypeVar

from aigov_corpus import patterns as re
from aigov_corpus.checking.coverage import Coverage, cover_some
from aigov_corpus.checking.numbers.amounts import (
    Amount,
    counts_something,
    read_amounts,
    significant_digits,
)
from aigov_corpus.checking.numbers.bounds import find_wrong_bounds
from aigov_corpus.checking.numbers.changes import (
    Couple,
    find_lost_currency,
    find_wrong_changes,
    find_wrong_points,
    list_couples,
)
from aigov_corpus.checking.numbers.clock import find_wrong_time
from aigov_corpus.checking.numbers.comparing import Meaning, match_meanings, meaning_of
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.checking.numbers.coupled_numbers import couple_numbers, couple_with_surplus
from aigov_corpus.checking.numbers.discounts import find_wrong_discount
from aigov_corpus.checking.numbers.dollars import find_wrong_dollars
from aigov_corpus.checking.numbers.eras import (
    find_wrong_era,
    find_wrong_lunar_day,
    find_wrong_year,
)
from aigov_corpus.checking.numbers.exchanged_numbers import find_exchanged_numbers
from aigov_corpus.checking.numbers.explained_numbers import leave_out_explained
from aigov_corpus.checking.numbers.forms import write_like
from aigov_corpus.checking.numbers.frequency import find_wrong_frequency
from aigov_corpus.checking.numbers.grades import find_wrong_grade
from aigov_corpus.checking.numbers.inserted_articles import find_wrong_article
from aigov_corpus.checking.numbers.labels import (
    find_wrong_annex,
    find_wrong_copies,
    find_wrong_labels,
    find_wrong_party,
)
from aigov_corpus.checking.numbers.marks import find_wrong_mark
from aigov_corpus.checking.numbers.measures import are_same_unit
from aigov_corpus.checking.numbers.multiples import find_wrong_multiples, read_multiples
from aigov_corpus.checking.numbers.quarters import (
    find_wrong_quarter,
    find_wrong_ratio,
    find_wrong_session,
)
from aigov_corpus.checking.numbers.references import find_wrong_reference
from aigov_corpus.checking.numbers.round_numbers import (
    find_wrong_base,
    find_wrong_half,
    find_wrong_magnitude,
    find_wrong_rate,
)
from aigov_corpus.checking.numbers.signs import find_wrong_direction, find_wrong_sign
from aigov_corpus.checking.numbers.small_counts import (
    find_wrong_persons,
    find_wrong_shares,
    find_wrong_times,
)
from aigov_corpus.checking.numbers.spans import find_wrong_part, find_wrong_span
from aigov_corpus.checking.numbers.sport import find_wrong_result, find_wrong_score
from aigov_corpus.checking.numbers.weekdays import find_wrong_day
from aigov_corpus.checking.numbers.wording import describe, describe_alone, suggest
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Severity, Unit, Units
from aigov_corpus.records import Finding

CODE = "number"
Value = TypeVar("Value")
_LONGEST_NOTE = 3
"""Digits of the longest mark of a note."""
_CITED = re.compile(
    r"[(（][^()（）]*\b(?:1[5-9]|20)\d\d[a-z]?[,:，：]\s?(?:pp?\.\s?)?(?:\d+[-–—])?$"
)
"""Pattern before the page of a work that is cited."""
_BEHIND_PAGE = re.compile(r"\s?(?:[-–—]\d|[)）;；,，])")
_LONGEST_CITATION = 100
"""Characters before a page in which its work is named."""
_ALONE_DIGITS = 3
"""Significant digits of a number that a translation hardly leaves out."""
_SURE = 0.9
"""Score of two values of one number."""
_LIKELY = 0.6
"""Score of a number that the other text lacks."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each number that has two values, or that the other text lacks."""
    for number, unit in enumerate(units):
        if not unit.has_both:
            continue
        zh = read_amounts(unit.zh, unit.zh_numbers, "zh")
        en = read_amounts(unit.en, unit.en_numbers, "en")
        yield from _check_unit(unit, zh, en, cache(partial(_cover, units, number)))
        if dollars := find_wrong_dollars(unit, units, zh, en):
            yield _contrast(unit, dollars)


def _cover(units: Units, number: int) -> Coverage:
    """Return the links of the words of a unit."""
    return cover_some(units, [number])[number]


def _check_unit(
    unit: Unit, zh: Sequence[Amount], en: Sequence[Amount], cover: Callable[[], Coverage]
) -> Iterator[Finding]:
    """Yield the findings of one pair; `cover` returns the links of its words."""
    multiples = read_multiples(unit.en) if zh else []
    special = list(_find_special(unit))
    yield from special
    reported = {(place.side, place.start) for found in special for place in found.spans}
    with_multiples = match_meanings(zh, (*en, *multiples))
    matched = match_meanings(zh, en) if multiples else with_multiples
    zh_left = [one for one in zh if not with_multiples[meaning_of(one)]]
    said = set[Meaning]().union(*with_multiples.values())
    en_left = [one for one in en if meaning_of(one) not in said]
    if zh_left or en_left:
        zh_left, en_left = leave_out_explained(unit, zh, zh_left, en_left)
    couples = couple_numbers(unit, zh_left, en_left)
    couples += couple_with_surplus(unit, zh, en, zh_left, en_left, couples)
    for one, other_one in couples:
        if not any(_is_reported(number, reported) for number in (one, other_one)):
            yield _differ(unit, one, other_one)
    coupled = {id(one) for couple in couples for one in couple}
    for one in (*zh_left, *en_left):
        is_new = id(one) not in coupled and not _is_reported(one, reported)
        if is_new and _must_be_there(one) and not _is_note(unit.text(one.side), one.place):
            yield _alone(unit, one)
    reported |= {(number.side, number.place[0]) for couple in couples for number in couple}
    same = list(list_couples(zh, en, matched))
    for contrast in _list_contrasts(unit, zh, en, matched, same):
        if not _is_near(contrast, reported):
            yield _contrast(unit, contrast)
    for contrast in find_exchanged_numbers(unit.zh, unit.en, zh, en, same, cover):
        yield _contrast(unit, contrast)


def _list_contrasts(
    unit: Unit,
    zh: Sequence[Amount],
    en: Sequence[Amount],
    matched: Mapping[Meaning, Set[Meaning]],
    same: Sequence[Couple],
) -> Iterator[Contrast]:
    """Yield contradictions in the words beside equal values: bounds, shares, frequencies, times."""
    yield from find_wrong_bounds(unit.zh, unit.en, zh, en, matched)
    yield from find_wrong_shares(unit.en, zh, en, matched)
    yield from find_wrong_changes(unit.zh, unit.en, same)
    yield from find_wrong_points(unit.en, same)
    yield from find_lost_currency(unit.zh, unit.en, same)
    yield from find_wrong_labels(unit.zh, unit.en, zh, en)
    found = (
        find_wrong_frequency(unit.zh, unit.en),
        find_wrong_time(unit.zh, unit.en),
        find_wrong_quarter(unit.zh, unit.en),
        find_wrong_ratio(unit.zh, unit.en),
        find_wrong_score(unit.zh, unit.en),
        find_wrong_result(unit.zh, unit.en),
        find_wrong_session(unit.zh, unit.en),
        find_wrong_persons(unit.zh, unit.en),
        find_wrong_times(unit.zh, unit.en, zh, en),
        find_wrong_grade(unit.zh, unit.en),
        find_wrong_sign(unit.zh, unit.en, zh, en),
        find_wrong_direction(unit.zh, unit.en),
        find_wrong_span(unit.zh, unit.en),
        find_wrong_part(unit.zh, unit.en),
        find_wrong_year(unit.zh, unit.en, zh, en),
        find_wrong_era(unit.zh, unit.en, en),
        find_wrong_lunar_day(unit.zh, unit.en),
        find_wrong_discount(unit.zh, unit.en, zh),
        find_wrong_article(unit.zh, unit.en),
        find_wrong_magnitude(unit.zh, unit.en, zh),
        find_wrong_half(unit.zh, unit.en),
        find_wrong_annex(unit.zh, unit.en),
        find_wrong_party(unit.zh, unit.en),
        find_wrong_copies(unit.zh, unit.en),
        find_wrong_base(unit.zh, unit.en),
        find_wrong_rate(unit.zh, unit.en, zh, en),
    )
    yield from (one for one in found if one)


def _is_near(contrast: Contrast, reported: Set[tuple[str, int]]) -> bool:
    """Tell whether a place of a contrast was reported already."""
    return any(("zh", at) in reported for at in range(*contrast.zh)) or any(
        ("en", at) in reported for at in range(*contrast.en)
    )


def _contrast(unit: Unit, contrast: Contrast) -> Finding:
    """Return the finding about two places that say contrary things; a warning if not certain."""
    source, target = _in_order(unit, contrast.zh, contrast.en)
    here = quote(unit.text(unit.source)[slice(*source)])
    there = quote(unit.text(unit.target)[slice(*target)])
    message = f"another {contrast.what}: the source has {here}, the translation has {there}"
    severity: Severity = "error" if contrast.is_certain else "warning"
    score = _SURE if contrast.is_certain else _LIKELY
    return unit.find(CODE, severity, unit.target, target, message, other=source, score=score)


def _find_special(unit: Unit) -> Iterator[Finding]:
    """Yield what is wrong with multiples, numbers of items, weekdays and references."""
    for wrong in find_wrong_multiples(unit.zh, unit.en):
        message = (
            f"{wrong.written} is {wrong.factor:g} times as much, the English has {wrong.english}"
        )
        other, place = _in_order(unit, wrong.zh, wrong.en)
        yield unit.find(CODE, "error", unit.target, place, message, other=other, score=_SURE)
    if mark := find_wrong_mark(unit.zh, unit.en):
        source, target = _in_order(unit, mark.zh_number, mark.en_number)
        other, place = _in_order(unit, mark.zh, mark.en)
        message = f"this item has number {source} in the source and {target} in the translation"
        yield unit.find(CODE, "error", unit.target, place, message, other=other, score=_SURE)
    yield from _find_wrong_day(unit)
    if references := find_wrong_reference(unit.zh, unit.en):
        reference, wrong_reference = _in_order(unit, *references)
        written = unit.text(unit.source)[slice(*reference.place)]
        other_one = unit.text(unit.target)[slice(*wrong_reference.place)]
        message = f"the reference to {written} in the source is {other_one} in the translation"
        yield unit.find(
            CODE, "error", unit.target, wrong_reference.place, message, other=reference.place,
            score=_SURE, suggestion=write_like(reference.values[-1], other_one),
        )  # fmt: skip


def _find_wrong_day(unit: Unit) -> Iterator[Finding]:
    """Yield the weekday that is another one in the translation."""
    if day := find_wrong_day(unit.zh, unit.en):
        from_place, place = _in_order(unit, day.zh, day.en)
        written = (f"{day.written} ({day.zh_name})", day.en_name)
        source_day, target_day = _in_order(unit, *written)
        message = f"the source has {source_day}, the translation has {target_day}"
        name = day.zh_name if unit.target == "en" else ""
        yield unit.find(
            CODE,
            "error",
            unit.target,
            place,
            message,
            other=from_place,
            score=_SURE,
            suggestion=name,
        )


def _is_reported(number: Amount, reported: Set[tuple[str, int]]) -> bool:
    """Tell whether a number stands in a place that was reported already."""
    start, end = number.place
    return any((number.side, at) in reported for at in range(start, end))


def _in_order(unit: Unit, zh: Value, en: Value) -> tuple[Value, Value]:
    """Return what belongs to the source and what belongs to the translation, in this order."""
    return (zh, en) if unit.target == "en" else (en, zh)


def _differ(unit: Unit, zh: Amount, en: Amount) -> Finding:
    """Return the finding about one number with two values."""
    source, target = _in_order(unit, zh, en)
    return unit.find(
        CODE,
        "error",
        unit.target,
        target.place,
        describe(source, target),
        other=source.place,
        score=_SURE,
        suggestion=suggest(source, target) if _may_suggest(zh, en) else "",
    )


def _may_suggest(zh: Amount, en: Amount) -> bool:
    """Tell whether the number of the source fits into the translation as it is.

    300 for 30 hectares does not if the source has 300亩.
    """
    return are_same_unit(zh.unit, en.english_units)


def _alone(unit: Unit, one: Amount) -> Finding:
    """Return the finding about a number that the other text lacks."""
    message = describe_alone(one)
    if one.side == unit.target:
        return unit.find(CODE, "warning", one.side, one.place, message, score=_LIKELY)
    end = len(unit.text(unit.target))
    return unit.find(
        CODE, "warning", unit.target, (end, end), message, other=one.place, score=_LIKELY
    )


def _is_note(text: str, place: tuple[int, int]) -> bool:
    """Tell whether a number is the mark of a note, [101], or the page in one: (Sewell 2005, 110).

    One text may lack these. A year in brackets, [2019]年 or [2019]101号, is no mark, nor is what
    counts something: [128]份.
    """
    start, end = place
    if _CITED.search(text[max(0, start - _LONGEST_CITATION) : start]):
        return _BEHIND_PAGE.match(text, end) is not None
    before, behind = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    is_in_brackets = before in tuple("[［") and behind in tuple("]］")
    if not is_in_brackets or end - start > _LONGEST_NOTE:
        return False
    after = end + len(text[end:]) - len(text[end:].lstrip()) + 1
    return not counts_something(text, after)


def _must_be_there(one: Amount) -> bool:
    """Tell whether a translator could hardly leave a number out."""
    if one.family not in ("count", "share") or not one.has_digits:
        return False
    return significant_digits(one.values[0]) >= _ALONE_DIGITS
