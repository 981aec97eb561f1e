"""The check `number`: numbers of one text that the other text does not have.

First every number looks for a number of the other text that can be the same. Of those that find
none, a Chinese and an English number of the same kind at about the same place are reported
together, as one number with two values. A number by itself is reported only if a translator could
hardly leave it out: a percentage, a number of three digits or more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache, partial
from typing import TypeVar

from aigov_corpus import patterns as re
from aigov_corpus.checking.addresses import find_telephones
from aigov_corpus.checking.codes import find_codes
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
from aigov_corpus.checking.numbers.comparing import Meaning, converted, match_meanings, meaning_of
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.checking.numbers.counted import is_said_otherwise
from aigov_corpus.checking.numbers.discounts import find_wrong_discount
from aigov_corpus.checking.numbers.dollars import find_wrong_dollars
from aigov_corpus.checking.numbers.eras import (
    find_wrong_era,
    find_wrong_lunar_day,
    find_wrong_year,
)
from aigov_corpus.checking.numbers.exchanged_numbers import find_exchanged_numbers
from aigov_corpus.checking.numbers.forms import write_like
from aigov_corpus.checking.numbers.frequency import find_wrong_frequency
from aigov_corpus.checking.numbers.grades import find_wrong_grade
from aigov_corpus.checking.numbers.inserted_articles import find_wrong_article, list_english
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
    find_other_rate,
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
from aigov_corpus.checking.units import Severity, Unit, Units, is_inside
from aigov_corpus.records import Finding
from aigov_corpus.text.numerals import NumberMention, find_numbers, read_chinese

CODE = "number"
Value = TypeVar("Value")
_FARTHEST = 0.4
"""Largest difference between the places of a number in its two texts, as shares of their length."""
_SHORT = 120
"""Characters of a Chinese text in which places do not matter: numbers move freely in a sentence."""
_ROUNDED = 0.02
"""Largest difference of converted amounts, as a share of the larger one."""
_MOST_TIMES = 20.0
"""Largest ratio of two values of which one may be the other, written wrongly."""
_MOST_CONVERTED = 2.0
"""The same ratio for values in different units."""
_RUN = re.compile("[一二三四五六七八九]{3,}")
"""Pattern for Chinese digits that are read one by one: 三七五減租, 九九六."""
_PERCENT = 100.0
_PER_MILLE = re.compile("[‰‱]|[千万]分之")
_MOST_COUPLES = 1 << 20
"""Possible couples of numbers without counterpart; where there are more, each is told by itself."""
_MOST_COMPARED = 1 << 16
"""Couples that are looked at, nearest first, as of 256 numbers in each text; the numbers left then
are told by themselves, too."""
_DAYS = 31
"""Days of the longest month; November 57 is a slip."""
_LEAST_YEAR = 100
_LONGEST_NOTE = 3
"""Digits of the longest mark of a note."""
_NAMED = re.compile("[^，。；：！？]{2,80}等$")
_BETWEEN_NAMES = re.compile("[、和与及與]")
_OTHER = re.compile(r"\s+(?:others?|more|further)\b", re.IGNORECASE)
"""Patterns for the named ones before the number of all, 教育部等八部门, for what stands between
them, and for what stands behind the number of the others: "seven other departments"."""
_EXCEPT_ZH = re.compile("除[了去]?$")
_EXCEPT_EN = re.compile(r"\b(?:but|except|excluding|save)(?:\s+for)?\s+$", re.IGNORECASE)
"""Patterns before the number of those left out of all."""
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
        zh_left = _leave_out_codes(zh_left, unit.zh, unit.en)
        en_left = _leave_out_codes(en_left, unit.en, unit.zh)
        zh_left = [one for one in zh_left if not _is_side(one, unit.en)]
        en_left = [one for one in en_left if not _is_side(one, unit.zh)]
        en_left = _leave_out_read_apart(en_left, zh, unit)
        zh_left, en_left = _leave_out_others(zh_left, en_left, unit)
        zh_left, en_left = _leave_out_excepted(zh, zh_left, en_left, unit)
        zh_left, en_left = _leave_out_rates(zh_left, en_left, unit)
    couples = _couple(unit, zh_left, en_left)
    couples += _couple_with_surplus(unit, zh, en, zh_left, en_left, couples)
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


def _leave_out_codes(left: Sequence[Amount], own: str, other: str) -> list[Amount]:
    """Return the numbers of one text that are no part of a telephone number or of a shared code.

    Telephone numbers are compared by the check `address`.
    """
    if not left:
        return []
    codes = find_codes(own)
    tails = {tail for code in find_codes(other) for tail in code.tails} if codes else set()
    shared = [code.place for code in codes if code.tails & tails]
    places = [*find_telephones(own), *shared]
    return [one for one in left if not is_inside(one.place, places)]


def _is_side(one: Amount, other: str) -> bool:
    """Tell whether the other text has a number as the second side of a size: 1920x1080."""
    return (
        one.has_digits and re.search(rf"\d[xX×*]{re.escape(one.written)}(?!\d)", other) is not None
    )


def _leave_out_read_apart(left: Sequence[Amount], zh: Sequence[Amount], unit: Unit) -> list[Amount]:
    """Return English numbers without those that the Chinese has otherwise than as one number.

    It has the digits of 375 by themselves in 三七五減租, and the two numbers of Article 85.1 or of
    "3 out of 7".
    """
    if not left:
        return []
    runs = {str(read_chinese(found[0])) for found in _RUN.finditer(unit.zh)}
    values = {value for one in zh for value in one.values}
    left = [one for one in left if not _is_said_apart(one, values)]
    articles = [
        article.place for article in list_english(unit.en) if float(article.number) in values
    ]
    return [
        one
        for one in left
        if not is_inside(one.place, articles) and _digits(one.values[0]) not in runs
    ]


def _leave_out_others(
    zh_left: Sequence[Amount], en_left: Sequence[Amount], unit: Unit
) -> tuple[list[Amount], list[Amount]]:
    """Return numbers without those that count all in Chinese and the others in English.

    教育部等八部门 are "the Ministry of Education and seven other departments".
    """
    others = [one for one in en_left if _OTHER.match(unit.en, one.place[1])]
    same: list[Couple] = []
    for one in zh_left if others else ():
        named = _NAMED.search(unit.zh, 0, one.place[0])
        count = 1 + len(_BETWEEN_NAMES.findall(named[0])) if named else 0
        rest = next((other for other in others if other.values[0] + count == one.values[0]), None)
        if named and rest:
            same.append((one, rest))
    return _without(same, zh_left, en_left)


def _leave_out_excepted(
    zh: Sequence[Amount], zh_left: Sequence[Amount], en_left: Sequence[Amount], unit: Unit
) -> tuple[list[Amount], list[Amount]]:
    """Return numbers without those for which the other text has the rest of all.

    Of 31, "all but three" are 28, and 除3个外 too.
    """
    totals = {one.values[0] for one in zh}
    same = [
        (one, other)
        for one in zh_left
        for other in en_left
        if one.values[0] + other.values[0] in totals
        and (
            _EXCEPT_ZH.search(unit.zh, 0, one.place[0])
            or _EXCEPT_EN.search(unit.en, 0, other.place[0])
        )
    ]
    return _without(same, zh_left, en_left)


def _leave_out_rates(
    zh_left: Sequence[Amount], en_left: Sequence[Amount], unit: Unit
) -> tuple[list[Amount], list[Amount]]:
    """Return numbers without those for another unit: 每亩500公斤, 7,500 kilograms per hectare."""
    rate = find_other_rate(unit.zh, unit.en) if zh_left and en_left else None
    if rate is None:
        return [*zh_left], [*en_left]
    same = [
        (one, other)
        for one in zh_left
        for other in en_left
        if math.isclose(one.values[0] * rate[1], other.values[0], rel_tol=_ROUNDED)
    ]
    return _without(same, zh_left, en_left)


def _without(
    couples: Sequence[Couple], zh_left: Sequence[Amount], en_left: Sequence[Amount]
) -> tuple[list[Amount], list[Amount]]:
    """Return numbers without those of some couples."""
    return (
        [one for one in zh_left if one not in [zh for zh, _ in couples]],
        [one for one in en_left if one not in [en for _, en in couples]],
    )


def _is_said_apart(one: Amount, values: Set[float]) -> bool:
    """Tell whether a fraction is written with two numbers that are both among some values."""
    if one.mention.kind != "fraction":
        return False
    parts = find_numbers(one.written, lang="en")
    return len(parts) > 1 and all(part.values[0] in values for part in parts)


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


def _couple(
    unit: Unit, zh_left: Sequence[Amount], en_left: Sequence[Amount]
) -> list[tuple[Amount, Amount]]:
    """Return pairs of a Chinese and an English number that stand for each other, nearest first."""
    if not 0 < len(zh_left) * len(en_left) <= _MOST_COUPLES:
        return []
    is_short = len(unit.zh) <= _SHORT
    texts = _without_numbers(unit.zh, unit.zh_numbers), _without_numbers(unit.en, unit.en_numbers)
    order = sorted(
        (distance, column, row)
        for row, one in enumerate(zh_left)
        for column, other in enumerate(en_left)
        if (distance := abs(one.where - other.where)) <= _FARTHEST or is_short
    )
    couples: list[tuple[Amount, Amount]] = []
    taken: set[int] = set()
    compared = 0
    for _, column, row in order:
        one, other = zh_left[row], en_left[column]
        if id(one) in taken or id(other) in taken:
            continue
        compared += 1
        if compared > _MOST_COMPARED:
            break
        if _are_alike(one, other) or _count_same(texts, one, other):
            taken |= {id(one), id(other)}
            couples.append((one, other))
    return couples


def _couple_with_surplus(
    unit: Unit,
    zh: Sequence[Amount],
    en: Sequence[Amount],
    zh_left: Sequence[Amount],
    en_left: Sequence[Amount],
    couples: Sequence[tuple[Amount, Amount]],
) -> list[tuple[Amount, Amount]]:
    """Return couples of a number without counterpart and one that its own text says too often.

    If the Chinese has 25 twice and the English has 25 and 21, one 25 stands for 21.
    """
    coupled = {id(one) for couple in couples for one in couple}
    zh_alone = [one for one in zh_left if id(one) not in coupled]
    en_alone = [one for one in en_left if id(one) not in coupled]
    found: list[tuple[Amount, Amount]] = []
    if en_alone and not zh_alone:
        surplus = _list_surplus(zh, en)
        found = _couple(unit, surplus, en_alone)
    elif zh_alone and not en_alone:
        surplus = _list_surplus(en, zh)
        found = _couple(unit, zh_alone, surplus)
    return [couple for couple in found if is_slip(*couple) or _is_level(couple[0], zh, en)]


def _is_level(one: Amount, zh: Sequence[Amount], en: Sequence[Amount]) -> bool:
    """Tell whether both texts have equally many numbers that say what this one says."""
    counts = [
        sum(_count_written(other) for other in side if other.family == one.family)
        for side in (zh, en)
    ]
    return counts[0] == counts[1]


def _count_written(one: Amount) -> int:
    """Return how often a number is written: twice if brackets repeat it, as in 三十（30）."""
    return 2 if one.written.endswith((")", "）")) else 1


def _list_surplus(own: Sequence[Amount], others: Sequence[Amount]) -> list[Amount]:
    """Return the numbers of a text whose values it says more often than the other text."""
    here, there = (
        Counter(one.values for one in amounts for _ in range(_count_written(one)))
        for amounts in (own, others)
    )
    return [one for one in own if here[one.values] > max(1, there[one.values])]


def _are_alike(zh: Amount, en: Amount) -> bool:
    """Tell whether two numbers with different values can stand for the same thing."""
    if not zh.is_counted:
        return False
    if zh.mention.kind == "day" and en.family in ("count", "place"):
        is_day = en.family == "place" and en.has_digits and en.values[0] <= _DAYS
        return is_day or (en.has_digits and _DAYS < en.values[0] < _LEAST_YEAR)
    if zh.family == "place" and en.family in ("count", "year"):
        return not zh.is_trivial and en.has_digits and is_slip(zh, en)
    if zh.mention.kind == "percent" and en.per:
        return _PER_MILLE.search(zh.written) is not None
    if zh.family != en.family:
        return False
    if zh.family == "place":
        return zh.mention.kind == en.mention.kind
    if zh.is_trivial or en.is_trivial:
        return zh.has_digits and en.has_digits
    if zh.family in ("year", "decade", "date", "time"):
        return zh.mention.kind == en.mention.kind
    return is_slip(zh, en) or _have_like_size(zh, en)


def _count_same(texts: tuple[str, str], zh: Amount, en: Amount) -> bool:
    """Tell whether two numbers count the same, and a small one of them is surely said as such.

    Args:
        texts: the Chinese and the English text, without their numbers.
        zh: a Chinese number.
        en: an English number.
    """
    if not zh.is_counted or not zh.counted or zh.counted != en.counted:
        return False
    return not is_said_otherwise(zh.counted, zh.values[0], en.values[0], *texts)


def _without_numbers(text: str, mentions: Sequence[NumberMention]) -> str:
    """Return a text with a blank for each number."""
    ends = [0, *(mention.end for mention in mentions)]
    starts = [*(mention.start for mention in mentions), len(text)]
    return " ".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _have_like_size(zh: Amount, en: Amount) -> bool:
    """Tell whether one value is at most some times the other, in the same unit or a converted one.

    A third and 23 % are compared as percentages.
    """
    other = _in_percent(en)
    for value in converted(zh, en):
        low, high = sorted((value if zh.family != "share" else _in_percent(zh), other))
        most = _MOST_TIMES if value == zh.values[0] else _MOST_CONVERTED
        if low > 0 and high / low <= most:
            return True
    return False


def _in_percent(amount: Amount) -> float:
    """Return the value of a number, that of a fraction in percent."""
    return amount.values[0] * (_PERCENT if amount.mention.kind == "fraction" else 1.0)


def is_slip(zh: Amount, en: Amount) -> bool:
    """Tell whether two values look like one, written wrongly: other zeros, a wrong digit."""
    one, other = (_digits(amount.values[0]) for amount in (zh, en))
    if one == other or (len(one) > 1 and sorted(one) == sorted(other)):
        return True
    different = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) > 1 and different == 1


def _digits(value: float) -> str:
    """Return the digits of a number without zeros at its ends."""
    return f"{value:.12g}".partition("e")[0].replace(".", "").strip("0")


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
