"""Numbers without a counterpart that stand for each other although their values differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.changes import Couple
from aigov_corpus.checking.numbers.comparing import converted
from aigov_corpus.checking.numbers.counted import is_said_otherwise
from aigov_corpus.checking.units import Unit
from aigov_corpus.text.letters import differ_in_one
from aigov_corpus.text.numerals import NumberMention

_FARTHEST = 0.4
"""Largest difference between the places of a number in its two texts, as shares of their length."""
_SHORT = 120
"""Characters of a Chinese text in which places do not matter: numbers move freely in a sentence."""
_MOST_TIMES = 20.0
"""Largest ratio of two values of which one may be the other, written wrongly."""
_MOST_CONVERTED = 2.0
"""The same ratio for values in different units."""
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


def couple_numbers(
    unit: Unit, zh_left: Sequence[Amount], en_left: Sequence[Amount]
) -> list[Couple]:
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
    couples: list[Couple] = []
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


def couple_with_surplus(
    unit: Unit,
    zh: Sequence[Amount],
    en: Sequence[Amount],
    zh_left: Sequence[Amount],
    en_left: Sequence[Amount],
    couples: Sequence[Couple],
) -> list[Couple]:
    """Return couples of a number without counterpart and one that its own text says too often.

    If the Chinese has 25 twice and the English has 25 and 21, one 25 stands for 21.
    """
    coupled = {id(one) for couple in couples for one in couple}
    zh_alone = [one for one in zh_left if id(one) not in coupled]
    en_alone = [one for one in en_left if id(one) not in coupled]
    found: list[Couple] = []
    if en_alone and not zh_alone:
        surplus = _list_surplus(zh, en)
        found = couple_numbers(unit, surplus, en_alone)
    elif zh_alone and not en_alone:
        surplus = _list_surplus(en, zh)
        found = couple_numbers(unit, zh_alone, surplus)
    return [couple for couple in found if _is_slip(*couple) or _is_level(couple[0], zh, en)]


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
        return not zh.is_trivial and en.has_digits and _is_slip(zh, en)
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
    return _is_slip(zh, en) or _have_like_size(zh, en)


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


def _is_slip(zh: Amount, en: Amount) -> bool:
    """Tell whether two values look like one, written wrongly: other zeros, a wrong digit."""
    one, other = (digits_of(amount.values[0]) for amount in (zh, en))
    if one == other or (len(one) > 1 and sorted(one) == sorted(other)):
        return True
    return len(one) > 1 and differ_in_one(one, other)


def digits_of(value: float) -> str:
    """Return the digits of a number without zeros at its ends."""
    return f"{value:.12g}".partition("e")[0].replace(".", "").strip("0")
