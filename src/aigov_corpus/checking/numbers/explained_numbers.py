"""Numbers without a counterpart that need none: the other text says them in another way.

They are parts of codes, count the rest of all ("all but three"), or are for another unit, such as
每亩 and "per hectare".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from itertools import chain, product

from aigov_corpus import patterns as re
from aigov_corpus.checking.addresses import find_telephones
from aigov_corpus.checking.codes import find_codes
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.changes import Couple
from aigov_corpus.checking.numbers.coupled_numbers import digits_of
from aigov_corpus.checking.numbers.inserted_articles import list_english
from aigov_corpus.checking.numbers.round_numbers import find_other_rate
from aigov_corpus.checking.units import Unit, is_inside
from aigov_corpus.text.numerals import find_numbers, read_chinese

_ROUNDED = 0.02
"""Largest difference of converted amounts, as a share of the larger one."""
_RUN = re.compile("[一二三四五六七八九]{3,}")
"""Pattern for Chinese digits that are read one by one: 三七五減租, 九九六."""
_NAMED = re.compile("[^，。；：！？]{2,80}等$")
_BETWEEN_NAMES = re.compile("[、和与及與]")
_OTHER = re.compile(r"\s+(?:others?|more|further)\b", re.IGNORECASE)
"""Patterns for the named ones before the number of all, 教育部等八部门, for what stands between
them, and for what stands behind the number of the others: "seven other departments"."""
_EXCEPT_ZH = re.compile("除[了去]?$")
_EXCEPT_EN = re.compile(r"\b(?:but|except|excluding|save)(?:\s+for)?\s+$", re.IGNORECASE)
"""Patterns before the number of those left out of all."""
_LONGEST_EXCEPT = 20
"""Characters before a number in which one of these stands."""


def leave_out_explained(
    unit: Unit, zh: Sequence[Amount], zh_left: Sequence[Amount], en_left: Sequence[Amount]
) -> tuple[list[Amount], list[Amount]]:
    """Return the numbers without a counterpart that need one.

    Args:
        unit: the pair.
        zh: all numbers of its Chinese text.
        zh_left: those of them without a counterpart.
        en_left: the English numbers without a counterpart.
    """
    zh_left = _leave_out_codes(zh_left, unit.zh, unit.en)
    en_left = _leave_out_codes(en_left, unit.en, unit.zh)
    zh_left = [one for one in zh_left if not _is_side(one, unit.en)]
    en_left = [one for one in en_left if not _is_side(one, unit.zh)]
    en_left = _leave_out_read_apart(en_left, zh, unit)
    same = [
        *_list_others(unit, zh_left, en_left),
        *_list_excepted(unit, zh, zh_left, en_left),
        *_list_rates(unit, zh_left, en_left),
    ]
    explained = {id(one) for couple in same for one in couple}
    return (
        [one for one in zh_left if id(one) not in explained],
        [one for one in en_left if id(one) not in explained],
    )


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
        if not is_inside(one.place, articles) and digits_of(one.values[0]) not in runs
    ]


def _list_others(
    unit: Unit, zh_left: Sequence[Amount], en_left: Sequence[Amount]
) -> Iterator[Couple]:
    """Yield numbers that count all in Chinese with those that count the others in English.

    教育部等八部门 are "the Ministry of Education and seven other departments".
    """
    others = [one for one in en_left if _OTHER.match(unit.en, one.place[1])]
    for one in zh_left if others else ():
        named = _NAMED.search(unit.zh, 0, one.place[0])
        count = 1 + len(_BETWEEN_NAMES.findall(named[0])) if named else 0
        rest = next((other for other in others if other.values[0] + count == one.values[0]), None)
        if named and rest:
            yield one, rest


def _list_excepted(
    unit: Unit, zh: Sequence[Amount], zh_left: Sequence[Amount], en_left: Sequence[Amount]
) -> Iterator[Couple]:
    """Yield numbers of those left out with the numbers of the rest: of 31, "all but three" are 28.

    The Chinese may say so too: 除3个外.
    """
    totals = {one.values[0] for one in zh}
    excepted = [
        [one for one in left if pattern.search(text[: one.place[0]][-_LONGEST_EXCEPT:])]
        for text, pattern, left in (
            (unit.zh, _EXCEPT_ZH, zh_left),
            (unit.en, _EXCEPT_EN, en_left),
        )
    ]
    for one, other in chain(product(excepted[0], en_left), product(zh_left, excepted[1])):
        if one.values[0] + other.values[0] in totals:
            yield one, other


def _list_rates(
    unit: Unit, zh_left: Sequence[Amount], en_left: Sequence[Amount]
) -> Iterator[Couple]:
    """Yield numbers with those for another unit: 每亩500公斤, 7,500 kilograms per hectare."""
    rate = find_other_rate(unit.zh, unit.en) if zh_left and en_left else None
    for one, other in product(zh_left, en_left) if rate else ():
        if rate and math.isclose(one.values[0] * rate[1], other.values[0], rel_tol=_ROUNDED):
            yield one, other


def _is_said_apart(one: Amount, values: Set[float]) -> bool:
    """Tell whether a fraction is written with two numbers that are both among some values."""
    if one.mention.kind != "fraction":
        return False
    parts = find_numbers(one.written, lang="en")
    return len(parts) > 1 and all(part.values[0] in values for part in parts)
