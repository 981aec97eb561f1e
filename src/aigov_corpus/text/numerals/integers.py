"""Whole numbers written as one numeral: digits, Chinese, Roman, circled, or an English word.

Chinese numerals may be written in everyday characters (三十万), in the characters used on cheques
(叁拾萬), in simplified or traditional form, or digit by digit (二〇二五).
"""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.text.numerals.english_words import CARDINALS

_ZEROS = "零〇○Ｏ"
CHINESE_DIGITS = {
    char: value
    for value, chars in enumerate(
        (
            _ZEROS,
            "一壹",
            "二贰貳两兩",
            "三叁參",
            "四肆",
            "五伍",
            "六陆陸",
            "七柒",
            "八捌",
            "九玖",
        )
    )
    for char in chars
}
"""Value of each Chinese digit."""

CHINESE_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
"""Values of the units below 10,000."""

CHINESE_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
"""Values of the units from 10,000 on, each of which counts a group of four digits."""

UNITS = CHINESE_UNITS | CHINESE_GROUPS
"""Value of each unit: 百 is 100, 万 is 10,000."""
# What may multiply a unit is less than this: 九百 is right, 十百 is not, 三万亿 is.
_MOST_TIMES = {10: 10, 100: 10, 1000: 10, 10**4: 10**4, 10**8: 10**8, 10**12: 10**8}
_TENS_IN_ONE = {"廿": "二十", "卅": "三十", "卌": "四十"}
_IN_ONE = str.maketrans(_TENS_IN_ONE)

# Characters: a longer numeral is read as none; the longest below 10^16 has 33.
_LONGEST = 40

_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""The numbers 1 to 20 in circles."""

BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
"""The Chinese numbers 1 to 10 in brackets; each is a single character."""


def read_integer(text: str) -> int | None:
    """Return the value of a text that is a single numeral; None if it is anything else.

    Args:
        text: such as `12`, `１２`, `十二`, `廿`, `二〇二五`, `XII`, `xii`, `⑫`, `㈩`, `twelve`.
    """
    text = text.strip()
    for row in (CIRCLED, BRACKETED):
        if len(text) == 1 and text in row:
            return row.index(text) + 1
    if (value := read_chinese(text)) is not None:
        return value
    return read_roman(text) or CARDINALS.get(text.lower()) or None


def read_chinese(text: str, *, spoken: bool = False) -> int | None:
    """Return the value of a Chinese numeral or of decimal digits; None if the text is neither.

    Args:
        text: a numeral: 一百零三 gives 103, 二〇二五 gives 2025, 三十万 gives 300000.
        spoken: whether the last digit counts the next lower unit, as in speech: 一万二 is then
            12000, not 10002. Laws do not use this form: in them, 第一百三条 stands for 103.
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    if text.isdecimal():
        return int(text)
    text = text.translate(_IN_ONE)
    if all(char in CHINESE_DIGITS for char in text):
        return int("".join(str(CHINESE_DIGITS[char]) for char in text))
    return _read_units(text, spoken=spoken)


def _read_units(text: str, *, spoken: bool) -> int | None:
    """Return the value of a numeral with units; None if it is malformed.

    The part before the largest unit multiplies it, and the part after it is added. A numeral is
    malformed if its units are out of order or two digits stand side by side.
    """
    found = [char for char in text if char in UNITS]
    if not found:
        digits = text.lstrip(_ZEROS) or text[-1:]
        return CHINESE_DIGITS.get(digits) if text else 0
    char = max(found, key=UNITS.__getitem__)
    unit = UNITS[char]
    before, _, after = text.rpartition(char)
    times = _read_units(before, spoken=False) if before else 1
    if spoken and unit > CHINESE_UNITS["十"] and after in CHINESE_DIGITS:
        rest: int | None = CHINESE_DIGITS[after] * unit // 10
    else:
        rest = _read_units(after, spoken=spoken)
    if times is None or rest is None or not 0 < times < _MOST_TIMES[unit] or rest >= unit:
        return None
    return times * unit + rest


def read_roman(text: str) -> int | None:
    """Return the value of a Roman numeral, in upper or lower case; None if the text is not one."""
    text = text.upper()
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_DIGITS[char] for char in text]
    following = [*values[1:], 0]
    total = 0
    for value, after in zip(values, following, strict=True):
        total += -value if value < after else value
    return total
