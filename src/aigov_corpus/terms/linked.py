"""Pairs with their words and the links between these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words
from aigov_corpus.word_links import weigh_links

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Word = tuple[str, int, int]
"""A word, the offset of its first character, and the offset after its last one."""


class LinkedPair(NamedTuple):
    """The words of two texts, and how strongly they are linked."""

    zh: list[Word]
    """The Chinese words, in simplified characters."""
    en: list[Word]
    """The English words."""
    strengths: NDArray[np.float32]
    """`(Chinese words, English words)`, from 0 to 1."""


def link_pairs(texts: Iterable[tuple[str, str]]) -> list[LinkedPair]:
    """Link the words of pairs of a Chinese and an English text."""
    words = [(find_words(simplify(zh), lang="zh"), find_words(en, lang="en")) for zh, en in texts]
    strengths = weigh_links(
        [([word for word, _, _ in zh], [word for word, _, _ in en]) for zh, en in words]
    )
    return [LinkedPair(*pair, strength) for pair, strength in zip(words, strengths, strict=True)]
