"""Sentences of findings in Chinese: each English pattern is the first that fits what it says."""

from __future__ import annotations

import pytest

from aigov_corpus.serving.finding_sentences import translate_finding


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "the Chinese has the direction “东”, the English has “West”",
            "中文的方位为“东”，英文为“West”",
        ),
        ("the Chinese has 3, the English has 4", "中文为“3”，英文为“4”"),
        (
            "the Chinese has “出口”, the English the contrary (“imports”)",
            "中文为“出口”，英文意思相反（“imports”）",
        ),
        (
            "another change: the source has “下降5%”, the translation has “rose by 5 %”",
            "增减不同：原文为“下降5%”，译文为“rose by 5 %”",
        ),
    ],
)
def test_a_sentence_is_said_in_chinese(english: str, chinese: str) -> None:
    """A pattern with blanks for any words stands behind those that say more."""
    assert translate_finding(english) == chinese
