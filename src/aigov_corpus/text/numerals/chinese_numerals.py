"""One numeral of a Chinese text: where it ends, and its value.

A numeral is written with digits and units (1.5亿, 3万5千), with characters (三十万), or with the
characters used on cheques (叁拾萬). A character that begins a unit of measure is not part of it:
1000万千瓦 is ten million kilowatts (千瓦).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aigov_corpus import patterns as re
from aigov_corpus.text.numerals.digits import ARABIC, is_in_name, value_of
from aigov_corpus.text.numerals.integers import (
    CHINESE_DIGITS,
    CHINESE_GROUPS,
    UNITS,
    read_chinese,
)

NUMERAL = "零〇○一二三四五六七八九十百千万萬亿億兆廿卅卌两兩"
"""Characters of which numerals in running text consist."""

# Characters of cheques are words of their own elsewhere (参加, 大陆): with a unit alone they count.
CHEQUE_NUMERAL = (
    "[壹贰貳叁參肆伍陆陸柒捌玖](?=[拾佰仟万萬亿億])[零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億]+"
)
"""Regular expression for a numeral in the characters used on cheques."""

ORDINAL_SIGN = "第"

_GROUPS = "".join(CHINESE_GROUPS)
_ZEROS = frozenset("零〇○")
# Units of measure that begin with 千: 千瓦, 千克, 千米, 千卡, 千伏, 千赫, 千帕, 千焦.
_OF_KILO = "瓦克米卡伏赫帕焦"
# 多, 余 and 几 may stand before a unit or inside it: 5000多亿 is more than 500 billion.
_MORE = "多余餘来來"
_UNIT = (
    rf"(?:[十拾佰万萬亿億]|百(?![分货貨姓])|[千仟](?![{_OF_KILO}兆字])|兆(?![瓦赫字帕焦伏欧比]))"
)
_SCALE = re.compile(rf"\s?(?:[{_MORE}]?\s?(?={_UNIT}){_UNIT})+")
_MORE_AND_GROUPS = re.compile(rf"[{_MORE}]([万萬亿億]+)")
_GROUP = re.compile(f"[{_GROUPS}]")
_NEXT_PART = re.compile(ARABIC)
# Behind 13万2, where the last digit counts the next lower unit, as in speech.
_AFTER_SPOKEN = re.compile("[元圆圓块塊人]")
_KILO_UNIT = re.compile(f"[千仟](?=[{_OF_KILO}])")
_METRE = "米"
# 两 is also a weight, after a numeral: 二两.
_WEIGHT = re.compile("[两兩](?![百千万萬亿億佰仟])")
# A decimal in characters: 三点五. 三点五分 is a time, 一点一点 is "little by little".
_DECIMALS = re.compile(
    "[点點]([零〇○一二三四五六七八九]+)(?![十分刻点點滴零〇○一二三四五六七八九])"
)
_GUESS = re.compile(
    "(?P<head>(?:.*[十百千万萬亿億])?)"
    "(?P<low>[一二两兩三四五六七八])(?P<high>[二两兩三四五六七八九])"
    "(?P<unit>[十百千万萬亿億]*)"
)
# The one pair of a guess whose digits do not follow each other.
_FAR_GUESS = "三五"
# Behind these, digits are read one by one: 一九四九年.
_READ_AS_ROW = frozenset("年届屆号號")


@dataclass(slots=True)
class Numeral:
    """A numeral in a text, with its value; what kind of number it is, is not known yet."""

    start: int
    end: int
    values: tuple[float, ...]
    """One value, or two for a guess: 七八十 (“seventy or eighty”) gives 70.0 and 80.0."""
    written: str
    scale: float = 1.0
    """Value of the units at its end: 10000 for 5万 and 五万; 1 for 500 and 五百."""
    is_row: bool = False
    """Whether its digits are read one by one, as in 二〇二五."""

    @property
    def value(self) -> float:
        """Its value; the lower one for a guess."""
        return self.values[0]

    @property
    def whole(self) -> int:
        """Its value as a whole number; -1 if it has decimals or is a guess."""
        return int(self.value) if len(self.values) == 1 and self.value.is_integer() else -1


def read_digits(text: str, start: int, end: int) -> Numeral | None:
    """Read the digits `text[start:end]` and the units after them (1.5亿).

    Returns:
        The numeral; None if the digits are part of a name, such as 5G.
    """
    if is_in_name(text, start, end):
        return None
    value, section, total, scale = value_of(text[start:end]), 0.0, 0.0, 1.0
    while scaled := _SCALE.match(text, end):
        units = scaled[0].strip()
        factor, group = product_of(units), product_of(_GROUP.findall(units))
        end, scale = scaled.end(), max(scale, factor)
        section, value = section + value * factor / group, 0.0
        if group > 1:
            over = total if total < group else 0.0  # the 1万 of 1万2000亿
            section, total = 0.0, total - over + (over + section) * group
        part = _NEXT_PART.match(text, end)
        if not part or value_of(part[0]) >= factor:
            break
        if not _SCALE.match(text, part.end()):
            value = 0.0 if "." in text[start:end] else _without_unit(text, part, factor)
            end = part.end() if value else end
            break
        value, end = value_of(part[0]), part.end()
    return Numeral(start, end, (total + section + value,), text[start:end], scale)


def _without_unit(text: str, part: re.Match[str], factor: float) -> float:
    """Return what digits without a unit add behind a unit: 2000 in 1万2000人 and 1万2元.

    Returns:
        The value; 0 if the digits do not belong to what stands before them.
    """
    digits = sum(char.isdecimal() for char in part[0])
    if digits == 1 and _AFTER_SPOKEN.match(text, part.end()):
        return value_of(part[0]) * factor / 10
    fills = "." not in part[0] and 10**digits in (factor, factor / 10)
    return value_of(part[0]) if fills and text[part.end() : part.end() + 1] != "年" else 0.0


def read_characters(text: str, start: int, end: int) -> Numeral | None:
    """Read a numeral that is written in the Chinese characters `text[start:end]`.

    Returns:
        The numeral; None if the characters make no number. It may end before `end`, where a unit of
        measure begins, or after `end`, if decimals follow.
    """
    end = _without_unit_of_measure(text, start, end)
    written = text[start:end]
    is_row = _is_row(written, text[end : end + 1])
    values: tuple[float, ...] = ()
    if not is_row and (guess := _GUESS.fullmatch(written)):
        values = _guessed(guess)
    if not values and (is_row or len(written) == 1 or not _is_digits(written)):
        value = read_chinese(written, spoken=ORDINAL_SIGN not in text[max(0, start - 2) : start])
        values = () if value is None else (float(value),)
    if not values:
        return None
    groups = written[len(written.rstrip(_GROUPS)) :]
    numeral = Numeral(start, end, values, written, product_of(groups), is_row)
    if more := _MORE_AND_GROUPS.match(text, end):
        factor = product_of(more[1])
        numeral.values = tuple(value * factor for value in values)
        numeral.scale, numeral.end = numeral.scale * factor, more.end()
    if numeral.whole >= 0 and (decimals := _DECIMALS.match(text, end)):
        numeral.values = (with_decimals(numeral.whole, decimals[1]),)
        numeral.end = decimals.end()
        if scaled := _SCALE.match(text, numeral.end):
            numeral.values = (numeral.value * product_of(scaled[0].strip()),)
            numeral.end = scaled.end()
    return numeral


def with_decimals(whole: int, decimals: str) -> float:
    """Return the number of this whole part and these Chinese decimals: 3 and 五 give 3.5."""
    return float(f"{whole}.{''.join(str(CHINESE_DIGITS[char]) for char in decimals)}")


def product_of(units: Iterable[str]) -> float:
    """Return the product of units: 万亿 and 多万亿 give 10^12; no unit gives 1."""
    product = 1.0
    for unit in units:
        product *= UNITS.get(unit, 1)
    return product


def _without_unit_of_measure(text: str, start: int, end: int) -> int:
    """Return the offset at which a numeral ends, without a unit of measure that begins in it.

    Such units are 两 (a weight) and 千瓦.
    """
    if weight := _WEIGHT.search(text, start + 1, end):
        end = weight.start()
    if end - start > 1 and _KILO_UNIT.match(text, end - 1):
        is_metres = text[end] == _METRE and read_chinese(text[start:end]) is not None
        end -= not is_metres
    return end


def _is_digits(written: str) -> bool:
    """Tell whether a numeral consists of Chinese digits without units."""
    return all(char in CHINESE_DIGITS for char in written)


def _is_row(written: str, after: str) -> bool:
    """Tell whether Chinese digits are read one by one: 二〇二五, 九八年; but 七八年 is a guess."""
    if len(written) == 1 or not _is_digits(written):
        return False
    if not _ZEROS.isdisjoint(written):
        return True
    is_guess = written == _FAR_GUESS or (len(written) == 2 and _follow(*written))
    return after in _READ_AS_ROW and not is_guess


def _follow(low: str, high: str) -> bool:
    return CHINESE_DIGITS[low] + 1 == CHINESE_DIGITS[high]


def _guessed(guess: re.Match[str]) -> tuple[float, ...]:
    """Return the two values of a guess such as 七八十 or 三五.

    The result is empty if the two digits do not follow each other: it is no guess then.
    """
    low, high = guess["low"], guess["high"]
    if not _follow(low, high) and low + high != _FAR_GUESS:
        return ()
    ends = [read_chinese(guess["head"] + digit + guess["unit"]) for digit in (low, high)]
    return tuple(float(value) for value in ends if value is not None) if None not in ends else ()
