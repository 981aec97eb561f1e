"""The numbers of a sentence that its translation should name as well."""

from __future__ import annotations

import pytest

from aigov_corpus.text.numerals import evidence_numbers


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
        ("下降11.3%（-11.3%）", "a fall of 11.3 per cent"),
        ("三分之二，四成", "two-thirds, 40 percent"),
        ("下午3点", "15:00"),
    ],
)
def test_numbers_meet_over_scripts(zh: str, en: str) -> None:
    """A number is the same evidence whatever it is written with."""
    assert evidence_numbers(zh, lang="zh") == evidence_numbers(en, lang="en") != frozenset()


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("统一思想，万一不行", "zh"),
        ("十分重要", "zh"),
        ("一个，两国，第二，一半", "zh"),
        ("七八天", "zh"),
        ("one of the two", "en"),
        ("item 1, half of it, zero", "en"),
        ("they may march", "en"),
        ("COVID-19", "en"),
        ("", "en"),
    ],
)
def test_what_is_no_evidence(text: str, lang: str) -> None:
    """Numerals inside words, one, two and a half, and guesses count for nothing."""
    assert evidence_numbers(text, lang=lang) == frozenset()
