"""A number in the form of another one: 3 beside `4` is `3`, and beside `IV` it is `III`.

A suggestion stands in the place of the wrong number, and what is around it stays. So Chapter 4
becomes Chapter 3, and not Chapter 3rd; the fourth paragraph becomes the third one.
"""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.text.numerals import read_roman
from aigov_corpus.text.numerals.chinese_numerals import NUMERAL, ORDINAL_SIGN
from aigov_corpus.text.numerals.english_words import CARDINALS, ORDINALS

_WITH_ENDING = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)
_ROMAN_PARTS = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_CHINESE_DIGITS = "零一二三四五六七八九"
_TEN = 10
_HUNDRED = 100
_LETTERS = 26


def write_ordinal(value: int) -> str:
    """Return an ordinal number: 1st, 22nd, 13th."""
    ending = "th" if value % _HUNDRED in _TEENS else _ENDINGS.get(value % _TEN, "th")
    return f"{value}{ending}"


def write_like(value: int, written: str) -> str:
    """Return a number in the form in which another one is written; digits if that is unknown.

    Args:
        value: the number.
        written: the other number: `4`, `4th`, `fourth`, `Four`, `IV`, `d`, `四`, `第四`.
    """
    text = written.strip()
    lower = text.lower()
    if text.startswith(ORDINAL_SIGN):
        return ORDINAL_SIGN + write_like(value, text.removeprefix(ORDINAL_SIGN))
    found = str(value)
    if value < 1:
        return found
    if _WITH_ENDING.fullmatch(text):
        found = write_ordinal(value)
    elif lower.rpartition("-")[2] in ORDINALS:
        found = _in_words(value, is_ordinal=True)
    elif lower.rpartition("-")[2] in CARDINALS:
        found = _in_words(value, is_ordinal=False)
    elif text and all(char in NUMERAL for char in text):
        found = _in_chinese(value)
    elif len(text) == 1 and text.isascii() and text.isalpha() and lower not in "ivx":
        found = chr(ord("a") + value - 1) if value <= _LETTERS else found
    elif read_roman(text):
        found = _in_roman(value)
    if text.islower():
        return found.lower()
    has_words = text.replace("-", "").isalpha()
    return found.upper() if text.isupper() else found.title() if has_words else found


def _in_words(value: int, *, is_ordinal: bool) -> str:
    """Return a number below a hundred in English words, a larger one in digits."""
    if value >= _HUNDRED:
        return write_ordinal(value) if is_ordinal else str(value)
    words = {number: word for word, number in (ORDINALS if is_ordinal else CARDINALS).items()}
    if value in words:
        return words[value]
    tens = {number: word for word, number in CARDINALS.items()}
    return f"{tens[value // _TEN * _TEN]}-{words[value % _TEN]}"


def _in_roman(value: int) -> str:
    """Return a number as a Roman numeral, a large one in digits."""
    if value >= 4 * _HUNDRED:
        return str(value)
    found = ""
    for part, letters in _ROMAN_PARTS:
        found += letters * (value // part)
        value %= part
    return found


def _in_chinese(value: int) -> str:
    """Return a number below a thousand in Chinese numerals, a larger one in digits."""
    if value >= _TEN * _HUNDRED:
        return str(value)
    hundreds, rest = divmod(value, _HUNDRED)
    tens, ones = divmod(rest, _TEN)
    found = f"{_CHINESE_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        found += f"{_CHINESE_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        found += _CHINESE_DIGITS[0]
    return found + (_CHINESE_DIGITS[ones] if ones else "")
