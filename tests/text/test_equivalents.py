"""Phrases are found whatever the forms of their characters, in memory and in an archive."""

from __future__ import annotations

import re

import pytest

from aigov_corpus.research.patterns import make_pattern
from aigov_corpus.terms.renderings import find_places, side_of


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("葛飾", "葛\U000e0100飾区", "葛\U000e0100飾"),
        ("葛\U000e0100飾", "葛飾区", "葛飾"),
        ("人工智能", "人\u200b工智\u00ad能。", "人\u200b工智\u00ad能"),
        ("AI治理", "ＡＩ治理。", "ＡＩ治理"),
        ("12.5%", "１２．５％。", "１２．５％"),
        ("“好”", "他说 ”好“。", "”好“"),
        ("⼈工", "人工。", "人工"),
        ("豈", "\uf900。", "\uf900"),
        ("café", "A cafe\u0301.", "cafe\u0301"),
        ("a-b [c]", "A-B  [C]", "A-B  [C]"),
    ],
)
def test_a_phrase_is_found_in_each_form(phrase: str, text: str, found: str) -> None:
    """The pattern for tables finds each text that has a place of the phrase."""
    side = side_of(phrase)
    ((start, end),) = find_places(text, phrase, side)
    assert text[start:end] == found
    fast_side, pattern = make_pattern(phrase)
    assert fast_side == side
    # `\p{Z}` is of RE2, which the tables are asked with
    assert re.search(pattern.replace(r"\p{Z}", " "), text)
