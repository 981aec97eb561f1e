"""Whether a Chinese phrase is built as terms are: terms are noun phrases, and end with a noun."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOMINAL = re.compile("n.*|vn|an|x|j|l|i|eng")
"""Pattern for jieba's tags of words that a term may end with: nouns, verbs used as nouns, short
forms, idioms, unknown words."""
_VERBAL = frozenset(["v", "d", "p", "c", "r", "t", "m", "f", "u"])
"""Jieba's tags of words that a term hardly begins with: verbs, adverbs, pronouns, numbers, …"""
_NO_NOUN = 0.5
"""Factor for a phrase that ends with another word."""
_VERB_FIRST = 0.5
"""Factor for a phrase that begins with a verb or the like."""
_SHORT = 0.4
"""Factor for a single short word: most are no terms."""
_SHORT_CHARACTERS = 3
"""Characters of the longest such word."""


def weigh_form(words: Sequence[str], tags: dict[str, str]) -> float:
    """Return from 0 to 1 how much a phrase looks like a term.

    Args:
        words: its words.
        tags: the parts of speech of words that are known.
    """
    weight = 1.0
    if not _NOMINAL.fullmatch(tags.get(words[-1], "x")):
        weight *= _NO_NOUN
    if tags.get(words[0], "x") in _VERBAL:
        weight *= _VERB_FIRST
    if len(words) == 1 and len(words[0]) <= _SHORT_CHARACTERS:
        weight *= _SHORT
    return weight
