"""How numbers before paragraphs are written: 第一条, (a), iv, ①.

The forms have the names that Word gives them (`ST_NumberFormat`: ECMA-376, part 1, 17.18.59).
"""

from __future__ import annotations

from aigov_corpus import patterns as re

_CLOSED = tuple("、）】」．。")
"""Marks after which no space stands between a number and its text."""

_LONGEST_PATTERN = 500
"""Characters of the longest pattern of a number; Word takes 255."""

_LARGEST = 9_999
"""The largest number that is written in letters or characters; larger ones are in digits."""

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_CHEQUE_UNITS = ("", "拾", "佰", "仟")
_CHEQUE_DIGITS = {
    "chineseLegalSimplified": "零壹贰叁肆伍陆柒捌玖",
    "ideographLegalTraditional": "零壹貳參肆伍陸柒捌玖",
}
_SIGNS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
"""A sign for each number; those behind the last one are in digits."""

_DIGIT_BY_DIGIT = frozenset(
    ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "koreanDigital2")
)
"""Forms with a character for each digit: 一〇 for 10."""

_FIRST_SIGNS = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
"""The sign of the number 1 in forms of one sign, and the largest number that has a sign."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TO_WIDE = {ord("0") + digit: ord("０") + digit for digit in range(10)}


def to_int(text: str | None, *, default: int = 0) -> int:
    """Return the value of one to four digits; `default` for any other text."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,4}", text) else default


def check_pattern(pattern: str) -> str:
    """Return the pattern of a number; raise a `ValueError` if it is too long."""
    if len(pattern) > _LONGEST_PATTERN:
        raise ValueError("the pattern of a number is too long")
    return pattern


def stands_close(pattern: str) -> bool:
    """Tell whether no space stands between numbers of a pattern and their text, as in 一、总则."""
    return pattern.endswith(_CLOSED)


def write_number(number: int, form: str) -> str:
    """Return a number in a form of Word, such as `lowerRoman`; an unknown form gives digits."""
    if not 1 <= number <= _LARGEST:
        return str(number)
    if form in _FIRST_SIGNS:
        first, most = _FIRST_SIGNS[form]
        return chr(ord(first) + number - 1) if number <= most else str(number)
    if form in _SIGNS:
        return _SIGNS[form][number - 1 : number] or str(number)
    if form in _CHEQUE_DIGITS:
        return _chinese(number, _CHEQUE_DIGITS[form], _CHEQUE_UNITS)
    if form in _DIGIT_BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            return _roman(number).upper() if form == "upperRoman" else _roman(number)
        case "decimalZero":
            return f"{number:02}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(number).translate(_TO_WIDE)
        case "numberInDash":
            return f"- {number} -"
        case _ if "Counting" in form:
            return _chinese(number, _DIGITS, _UNITS)
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _chinese(number: int, digits: str, units: tuple[str, ...]) -> str:
    """Return a number below 10,000 in Chinese characters: 十二, 一百零五; for cheques 壹拾贰."""
    written = ""
    places = [int(digit) for digit in str(number)]
    for at, digit in enumerate(places):
        if digit:
            written += digits[digit] + units[len(places) - 1 - at]
        elif written and not written.endswith("零") and any(places[at:]):
            written += "零"
    is_teen = len(places) == 2 and places[0] == 1 and units == _UNITS
    return written[1:] if is_teen else written
