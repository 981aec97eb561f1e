"""Whole numbers written as one numeral."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.text.numerals import find_numbers, read_chinese, read_integer, read_roman
from aigov_corpus.text.numerals.english_words import CARDINALS

SIMPLIFIED = ("零一二三四五六七八九", "十百千", "万亿")
TRADITIONAL = ("零一二三四五六七八九", "十百千", "萬億")
UPPER = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿")
UPPER_TRADITIONAL = ("零壹貳叁肆伍陸柒捌玖", "拾佰仟", "萬億")
ROUND_CHARS = ("〇一二三四五六七八九", "十百千", "万亿")


NAMES = {value: word for word, value in CARDINALS.items()}


def in_chinese(number: int, chars: tuple[str, str, str]) -> str:
    """Write a whole number from 1 to 10^16 - 1 by the rules."""
    digits, units, groups = chars
    for size, group in ((10**8, groups[1]), (10**4, groups[0])):
        if number >= size:
            head, rest = divmod(number, size)
            gap = digits[0] if 0 < rest < size // 10 else ""
            return in_chinese(head, chars) + group + gap + (in_chinese(rest, chars) if rest else "")
    written = ""
    for place in (3, 2, 1, 0):
        digit, number = divmod(number, 10**place)
        if digit:
            written += digits[digit] + (units[place - 1] if place else "")
        elif written and number and not written.endswith(digits[0]):
            written += digits[0]
    return written


def in_english(number: int, *, with_and: bool) -> str:
    """Write a whole number from 1 to 10^15 - 1 in words."""
    for size, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
    ):
        if number >= size:
            head, rest = divmod(number, size)
            tail = f" {in_english(rest, with_and=with_and)}" if rest else ""
            return f"{in_english(head, with_and=with_and)} {name}{tail}"
    if number >= 100:
        head, rest = divmod(number, 100)
        link = " and " if with_and else " "
        return f"{NAMES[head]} hundred" + (
            link + in_english(rest, with_and=with_and) if rest else ""
        )
    if number >= 20:
        head, rest = divmod(number, 10)
        return NAMES[head * 10] + (f"-{NAMES[rest]}" if rest else "")
    return NAMES[number]


@given(
    st.integers(1, 10**16 - 1),
    st.sampled_from([SIMPLIFIED, TRADITIONAL, UPPER, UPPER_TRADITIONAL, ROUND_CHARS]),
)
def test_chinese_numerals_come_back(number: int, chars: tuple[str, str, str]) -> None:
    """Any whole number, written out by the rules in any set of characters, is read as itself."""
    written = in_chinese(number, chars)
    assert read_chinese(written) == number
    if written.startswith(("一十", "壹拾")):
        assert read_chinese(written[1:]) == number


@given(st.integers(3, 10**12 - 1), st.sampled_from([SIMPLIFIED, TRADITIONAL]))
def test_chinese_numerals_come_back_from_texts(number: int, chars: tuple[str, str, str]) -> None:
    """In a text the numeral ends where the next word begins, and is one number."""
    found = find_numbers(f"共有{in_chinese(number, chars)}人。", lang="zh")
    assert [mention.values for mention in found] == [(float(number),)]


@given(st.integers(3, 10**12 - 1), st.booleans())
def test_english_words_come_back_from_texts(number: int, with_and: bool) -> None:
    """In a text a number in words is one number, with or without `and`."""
    found = find_numbers(f"There are {in_english(number, with_and=with_and)} people.", lang="en")
    assert [mention.values for mention in found] == [(float(number),)]


@given(st.integers(0, 10**15))
def test_digits_come_back(number: int) -> None:
    """Digits are read, also with commas between thousands and of full width."""
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert read_chinese(wide) == number
    for lang in ("zh", "en"):
        found = find_numbers(f"({number:,})", lang=lang)
        assert [mention.values for mention in found] == [(float(f"{number:.12g}"),)]


@given(st.integers(1, 3999))
def test_roman_numerals_come_back(number: int) -> None:
    """Each number has one Roman numeral, in capitals or small letters."""
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"))
    steps += ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    rest, written = number, ""
    for value, letters in steps:
        written += letters * (rest // value)
        rest %= value
    assert read_roman(written) == read_roman(written.lower()) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零一", 101),
        ("一百四十三", 143),
        ("一百三", 103),
        ("一百十三", 113),
        ("二〇二五", 2025),
        ("二零零八", 2008),
        ("廿", 20),
        ("廿一", 21),
        ("卅", 30),
        ("两百", 200),
        ("兩萬", 20_000),
        ("三万亿", 3 * 10**12),
        ("叁拾萬", 300_000),
        ("12", 12),
        (" １２ ", 12),
        ("IV", 4),
        ("ix", 9),
        ("⑫", 12),
        ("㈩", 10),
        ("twelve", 12),
        ("Twenty", 20),
        ("甲", None),
        ("十百", None),
        ("十四五", None),
        ("二十三十", None),
        ("IIII", None),
        ("one two", None),
        ("", None),
        ("九" * 41, None),
    ],
)
def test_a_numeral_alone_has_a_value(text: str, value: int | None) -> None:
    """Every form of numeral has a value; what is malformed has none."""
    assert read_integer(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("一万二", 12_000), ("一百三", 130), ("三亿五", 350_000_000), ("一万零二", 10_002)],
)
def test_spoken_numerals_shorten_their_last_unit(text: str, value: int) -> None:
    """In speech a last digit counts the next lower unit, unless 零 stands before it."""
    assert read_chinese(text, spoken=True) == value
