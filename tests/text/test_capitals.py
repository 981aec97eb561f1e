"""Words in capitals are read in small letters, and abbreviations are not."""

from __future__ import annotations

import pytest

from aigov_corpus.text.capitals import lower_capitals


@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("REPORT ON THE WORK OF THE GOVERNMENT", "Report on the work of the government"),
        ("CHAPTER IV GENERAL PROVISIONS", "Chapter iv general provisions"),
        ("第一章 PREFACE", "第一章 Preface"),
        ("IMPORTANT: read this", "Important: read this"),
        ("WE MUST GO NOW", "We must go now"),
        ("ОТЧЁТ ПРАВИТЕЛЬСТВА", "Отчёт правительства"),
    ],
)
def test_words_of_a_text_are_lowered(text: str, lowered: str) -> None:
    """The first letter of a run stays, and the text keeps its length."""
    assert lower_capitals(text) == lowered


@pytest.mark.parametrize(
    "text",
    [
        "UNESCO and the OECD AI Principles",
        "GDP, CPI, PPI",
        "加入WTO",
        "人工智能治理",
        "The Basic Law",
        "İSTANBULDAYIZ HEPİMİZ BİR ARADA",  # a small letter of it has two characters
        "",
    ],
)
def test_other_texts_stay(text: str) -> None:
    """Abbreviations, names and texts without capitals are returned as they are."""
    assert lower_capitals(text) == text
