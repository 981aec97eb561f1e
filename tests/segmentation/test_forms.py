"""Sentences in texts with rare forms of marks and letters."""

from __future__ import annotations

import pytest

from aigov_corpus.segmentation import segment
from aigov_corpus.segmentation.forms import usual_letters, usual_marks


@pytest.mark.parametrize(
    ("lang", "case"),
    [
        ("zh", "安全︒|发展很好︕|合作︖|好。"),  # marks of vertical lines, as PDFs have them
        ("zh", "安全｡|｢发展｡｣|合作"),  # half width
        ("zh", "安全﹔|发展﹗|合作﹖|好﹐行"),  # small ones of Big5
        ("en", "Ｓａｆｅ．| Ｇｏｏｄ．"),
        ("en", "A cafe\u0301.| De\u0301ja\u0300 vu."),  # accents that are characters of their own
    ],
)
def test_sentences_end_at_rare_forms_of_marks(lang: str, case: str) -> None:
    """The sentences are the text as it was written."""
    assert segment(case.replace("|", ""), lang) == [part.strip() for part in case.split("|")]


def test_rare_forms_are_replaced_one_by_one() -> None:
    """So that offsets in both texts are the same."""
    for text in (
        "︒︕︖︐︑︓︔﹁﹂﹃﹄︵︶︽︾︿﹀｢｣﹐﹑﹔﹕﹖﹗﹙﹚",
        "Ａ．ｚ～",
        "e\u0301\u0302x\u0300",
    ):
        for usual in (usual_marks, usual_letters):
            assert len(usual(text)) == len(text)
    assert usual_letters("Ａ．e\u0301") == "A.ee"
