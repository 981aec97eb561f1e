"""Sentences cut into clauses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.text.clauses import split_clauses


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
    english = "Yes, we call on all the governments, and on all parts of the industry."
    assert split_clauses(english, lang="en") == [
        "Yes, we call on all the governments,",
        "and on all parts of the industry.",
    ]
