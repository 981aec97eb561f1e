"""Section markers: the numbers that open paragraphs."""

from __future__ import annotations

import pytest

from aigov_corpus.text.markers import Rank, find_marker


@pytest.mark.parametrize(
    ("text", "lang", "label"),
    [
        ("第一百零一条　居民有权", "zh", "art101"),
        ("第三条居民有权", "zh", "art3"),
        ("第五条之一　灯具", "zh", "art5-1"),
        ("第 5-1 條", "zh", "art5-1"),
        ("第5條之1　燈具", "zh", "art5-1"),
        ("第五之一條　燈具", "zh", "art5-1"),
        ("第 三 章　附 则", "zh", "ch3"),
        ("第十二條　居民有權", "zh", "art12"),
        ("第廿一條　居民有權", "zh", "art21"),
        ("（十一）灯具", "zh", "11"),
        ("(一)灯具", "zh", "1"),
        ("附件2", "zh", "annex2"),
        ("Article 39:The street", "en", "art39"),
        ("Chapter VI Lamps", "en", "ch6"),
        ("CHAPTER TWO", "en", "ch2"),
        ("Section 2 Lamps", "en", "s2"),
        ("II. Lamps", "en", "2"),
        ("3. Lamps", "en", "3"),
        ("Annex I", "en", "annex1"),
        ("Annex B", "en", "annex2"),
        ("Article 5-1 Lamps", "en", "art5-1"),
        ("§ 17 Lamps", "en", "art17"),
        ("§5-1. Lamps", "en", "art5-1"),
        ("②灯具", "zh", "2"),
        ("㈢灯具", "zh", "3"),
        ("(iv) Lamps", "en", "4"),
    ],
)
def test_a_marker_gives_the_label_of_a_section(text: str, lang: str, label: str) -> None:
    """Each form gives the component of the section path that both languages share."""
    marker = find_marker(text, lang)
    assert marker is not None
    assert marker.label == label


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("一是加强管理", "zh"),
        ("2018年12月4日", "zh"),
        ("3.5 percent of lamps", "en"),
        ("Section 1.2 (lamps)", "en"),
        ("Partly sunny", "en"),
    ],
)
def test_what_only_looks_like_a_number(text: str, lang: str) -> None:
    """Counting words, dates and decimals open nothing."""
    assert find_marker(text, lang) is None


def test_the_text_behind_a_marker_is_told() -> None:
    """The end of a marker lies behind its marks and spaces; a title in 【】 stays in the text."""
    for text, lang, rest in (
        ("第三条　居民有权", "zh", "居民有权"),
        ("第三条【灯具】居民", "zh", "【灯具】居民"),
        ("一、 灯具", "zh", "灯具"),
        ("Article 39: The street", "en", "The street"),
    ):
        marker = find_marker(text, lang)
        assert marker is not None
        assert text[marker.end :] == rest


def test_each_number_before_the_last_one_lowers_the_section() -> None:
    """`2.1.3` stands two half ranks below `2.`, and its number is the last one."""
    marker = find_marker("2.1.3 lamps", "en")
    assert marker is not None
    assert (marker.number, marker.rank) == (3, Rank.DIGIT + 1)
