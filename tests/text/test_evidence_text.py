"""What a sentence shows without an encoder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.text.clauses import split_clauses
from aigov_corpus.text.content_words import list_content_words
from aigov_corpus.text.marks import read_marks
from aigov_corpus.text.numerals import chinese_integer, numbers


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("党的十八大", "the 18th National Congress"),
        ("2012年11月15日", "November 15, 2012"),
        ("1.5亿人", "150 million people"),
        ("三十万", "three hundred thousand"),
        ("二〇二五年", "in 2025"),
        ("第一百零三条", "Article 103"),
        ("二十一世纪", "the twenty-first century"),
        ("五千多年", "over five thousand years"),
        ("5月4日", "on 4 May"),
        ("一千二百三十四", "1,234"),
        ("3.2万亿元", "3.2 trillion yuan"),
    ],
)
def test_numbers_meet_over_scripts(zh: str, en: str) -> None:
    """A number is the same whatever it is written with."""
    assert numbers(zh, lang="zh") == numbers(en, lang="en") != frozenset()


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("统一思想，万一不行", "zh"),
        ("十分重要", "zh"),
        ("one of the two", "en"),
        ("they may march", "en"),
        ("", "en"),
    ],
)
def test_words_that_are_no_number(text: str, lang: str) -> None:
    """Numerals inside words, and one and two as words, count for nothing."""
    assert numbers(text, lang=lang) == frozenset()


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_are_read_right(number: int) -> None:
    """Any whole number, written out by the rules, comes back."""
    assert chinese_integer(_written(number)) == number


def _written(number: int) -> str:
    digits = "零一二三四五六七八九"
    if number >= 10_000:
        rest = number % 10_000
        tail = ("" if rest >= 1000 or not rest else "零") + (_written(rest) if rest else "")
        return _written(number // 10_000) + "万" + tail
    found = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            found += digits[digit] + name
        elif found and number:
            found = found.rstrip("零") + "零"
    return found


@given(st.text(max_size=200), st.sampled_from(["zh", "en", "ja", "de"]))
def test_clauses_lose_nothing(text: str, lang: str) -> None:
    """Joined, the clauses are the sentence but for white space."""
    assert "".join("".join(split_clauses(text, lang=lang)).split()) == "".join(text.split())
    assert split_clauses(text, lang=lang)


def test_clauses_are_long_enough_to_mean_something() -> None:
    """Short pieces stay with their neighbour."""
    assert split_clauses("是的，我们呼吁各国政府，积极参与国际合作。", lang="zh") == [
        "是的，我们呼吁各国政府，",
        "积极参与国际合作。",
    ]
    assert (
        split_clauses("Yes, we call on all governments, and on all of industry.", lang="en")
        == [
            "Yes, we call on all governments,",
            "and on all of industry.",
        ]
        or len(split_clauses("Yes, we call on all governments, and on all of industry.", lang="en"))
        == 1
    )


def test_content_words_leave_out_function_words() -> None:
    """Words that stand everywhere are no evidence."""
    assert list_content_words("We call on the governments of all countries", lang="en") == [
        "call",
        "governments",
        "countries",
    ]
    assert "的" not in list_content_words("各国的政府", lang="zh")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("“真的吗？”", "asks opens closes"),
        ("他说：“不。", "opens"),
        ("我不去。”", "closes"),
        ("「はい」", "opens closes"),
        ("It's not!", "exclaims"),
        ("the governments' and the world’s", ""),
        ("'No,' she said", "opens closes"),
        ("'Tis all the same to 'em.", ""),
        ('"No," she said. "Not now', "opens closes"),
        ("I won't go.\"", "closes"),
        ('("Not now', "opens"),
        ("‘Yes,’ he said", "opens closes"),
        ("So the workers’ councils", ""),
        ("he said: „Nein", "opens"),
        ("", ""),
    ],
)
def test_marks(text: str, seen: str) -> None:
    """Questions, exclamations and where quotations begin and end are seen in either script."""
    names = ("asks", "exclaims", "opens", "closes")
    assert (
        " ".join(name for name, is_so in zip(names, read_marks(text), strict=True) if is_so) == seen
    )
