"""Checks of the pairs that a caller passes: two lists of words each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from aigov_corpus.errors import UsageError
from aigov_corpus.text.values import read_sentences

WordPair: TypeAlias = tuple[Sequence[str], Sequence[str]]
"""The words of a source text and the words of its translation."""

_REMEDY = "pass a list of (source words, target words), as in [(['中国'], ['China'])]"
# The number of texts of a pair.
_SIDES = 2


def read_word_pairs(pairs: Iterable[WordPair]) -> list[tuple[list[str], list[str]]]:
    """Return the pairs as lists; raise an error for anything else.

    Raises:
        UsageError: `pairs` is no sequence of pairs of lists of texts. The error names the item,
            counted from 0.
        InvalidInputError: a word is too long.
    """
    if isinstance(pairs, (str, bytes)) or not isinstance(pairs, Iterable):
        raise UsageError(f"pairs is a {type(pairs).__name__}, and not a list", remedy=_REMEDY)
    found = []
    for index, pair in enumerate(pairs):
        is_sequence = isinstance(pair, Sequence) and not isinstance(pair, (str, bytes))
        if not is_sequence or len(pair) != _SIDES:
            raise UsageError(f"pairs[{index}] does not have two lists of words", remedy=_REMEDY)
        try:
            src, tgt = (
                read_sentences(words, name=f"pairs[{index}][{side}]", noun="words")
                for side, words in enumerate(pair)
            )
        except UsageError as error:
            raise error.with_fields(remedy=_REMEDY) from error
        found.append((src, tgt))
    return found
