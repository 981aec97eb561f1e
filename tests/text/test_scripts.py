"""The language of a paragraph, judged by its letters."""

from __future__ import annotations

import pytest

from aigov_corpus.text.scripts import detect_language, split_languages, weigh_languages


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("人工智能治理", "zh"),
        ("AI governance", "en"),
        ("人工智能（Artificial Intelligence）治理行动计划", "zh"),
        ("The plan 计划 grew", "en"),
        ("见 https://www.gov.cn/zhengce/content/index.htm", "zh"),
        ("2025-11-26", ""),
        ("", ""),
    ],
)
def test_the_language_with_more_text_is_that_of_a_paragraph(text: str, lang: str) -> None:
    """A Chinese character counts as three letters, and a web address not at all."""
    assert detect_language(text) == lang


def test_weights_are_in_latin_letters() -> None:
    """Two Chinese characters weigh as much as six letters."""
    assert weigh_languages("计划 plan") == (6.0, 4.0)


def test_a_heading_in_both_languages_is_split() -> None:
    """Each language of a heading is a part."""
    assert split_languages("第一章 总则 Chapter One General Provisions") == [
        ("zh", "第一章 总则"),
        ("en", "Chapter One General Provisions"),
    ]


def test_a_name_in_a_sentence_is_no_reason_to_split() -> None:
    """A foreign name in brackets leaves the paragraph whole."""
    text = "世界人工智能大会（World Artificial Intelligence Conference）在上海举行。"
    assert split_languages(text) == [("zh", text)]


@pytest.mark.parametrize(
    ("zh", "mark", "en"),
    [
        ("介绍", " / ", "Introduction"),
        ("小巧：仅 2 MB。", " ", "Small: only 2 MB."),
        ("（掌声）", "", "(Applause)"),
        ("2024年5月6日", " ", "May 6, 2024"),
        ("谢谢。", "", "Thanks."),
    ],
)
def test_marks_between_two_short_parts_show_that_there_are_two(zh: str, mark: str, en: str) -> None:
    """A bar, the end of a sentence, brackets and dates part them, however short they are."""
    assert split_languages(f"{zh}{mark}{en}") == [("zh", zh), ("en", en)]


@pytest.mark.parametrize(
    "text", ["我用 iPhone 15 Pro Max. 很好用。", "我们用 TCP/IP 协议。", "使用 Docker Compose 部署"]
)
def test_names_at_such_marks_do_not_part_a_line(text: str) -> None:
    """A Chinese line stays whole, and Chinese, however many foreign names it has."""
    assert split_languages(text) == [("zh", text)]
