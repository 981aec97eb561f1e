"""The spans of a text: runs of words that may render a phrase.

A *span* is a run of up to six words with a meaning; it crosses no punctuation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.files.spooling import find_keys
from aigov_corpus.records import Side
from aigov_corpus.terms.linked import Word
from aigov_corpus.text.content_words import list_content_words, stem

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]

_MOST_WORDS = 6
"""Words with a meaning in the longest span."""
_MOST_FORM_WORDS = 3
"""Words without a meaning of their own, such as "of the", that a span may have besides."""
_BREAK = re.compile('[,.;:()\\[\\]“”"!?，。；：、（）！？《》]')
"""Pattern for marks that no span crosses."""
_EDGES: dict[Side, frozenset[str]] = {
    "en": frozenset(
        (
            "under within between among amongst through during against upon toward towards "
            "throughout via per across beyond along around above below behind near despite since "
            "until till while although because whether unless though amid concerning regarding "
            "including like another each every both either neither whose must being thus hence "
            "therefore however moreover nor onto off once same own else etc without before after"
        ).split()
    ),
    "zh": frozenset(
        (
            "过 以及 及其 向 由 将 并 并且 且 或者 等 再 更 最 该 此 所 则 即 但 但是 因为 所以 "
            "如果 通过 根据 按照 关于 对于 由于 为了 以便 从而 同时 应 应当 必须 能够 各 其中"
        ).split()
    ),
}
"""Words that no rendering begins or ends with unless the phrase asks for them, beside those that
have no meaning of their own."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""An odd number by which keys of words are mixed to that of a span (the golden ratio)."""


class Spans(NamedTuple):
    """The spans of one text."""

    first: Ints
    """Number of the first word of each span."""
    last: Ints
    """Number of its last word."""
    keys: Keys
    """A number for its stems: spans with the same number are forms of one phrase."""
    sizes: Ints
    """Its words with a meaning."""


class SpanCounts:
    """In how many texts each span occurs.

    Args:
        keys: keys of spans, in ascending order.
        counts: in how many texts each of them occurs.
        rest: what counts for the others.
    """

    def __init__(self, keys: Keys, counts: NDArray[Any], *, rest: float = 0.0) -> None:
        self._keys = keys
        self._counts = counts
        self._rest = rest

    @classmethod
    def of_texts(cls, texts: Sequence[Spans], weights: Sequence[float] | None = None) -> SpanCounts:
        """Count the spans of some texts.

        Args:
            texts: the spans of each text.
            weights: how many texts each of them stands for; None for one.
        """
        distinct = [np.unique(spans.keys) for spans in texts]
        joined = np.concatenate(distinct) if distinct else np.empty(0, np.uint64)
        counted = np.repeat(
            np.ones(len(texts)) if weights is None else np.asarray(weights, float),
            [len(keys) for keys in distinct],
        )
        keys, places = np.unique(joined, return_inverse=True)
        return cls(keys, np.bincount(places, counted, len(keys)))

    def of(self, keys: Keys) -> Floats:
        """Return the counts of some spans."""
        places = find_keys(keys, self._keys)
        found = np.full(len(keys), self._rest)
        found[places >= 0] = self._counts[places[places >= 0]]
        return found


def list_spans(words: Sequence[Word], text: str, side: Side) -> Spans:
    """Return the spans of a text."""
    has_meaning = [is_content(word, side) for word, _, _ in words]
    ends_here = [
        _BREAK.search(text, before[2], behind[1]) is not None for before, behind in pairwise(words)
    ]
    numbers = [_number(word, side) for word, _, _ in words]
    rows: list[tuple[int, int, int, int]] = []
    for first in range(len(words)):
        if not has_meaning[first]:
            continue
        key = size = 0
        for last in range(first, min(len(words), first + _MOST_WORDS + _MOST_FORM_WORDS)):
            if last > first and ends_here[last - 1]:
                break
            key = (key * int(_MULTIPLIER) + numbers[last]) & 0xFFFFFFFFFFFFFFFF
            size += has_meaning[last]
            if size > _MOST_WORDS:
                break
            if has_meaning[last]:
                rows.append((first, last, key, size))
    if not rows:
        none = np.empty(0, np.int64)
        return Spans(none, none, np.empty(0, np.uint64), none)
    first_words, last_words, keys, sizes = zip(*rows, strict=True)
    return Spans(
        np.array(first_words, np.int64),
        np.array(last_words, np.int64),
        np.array(keys, np.uint64),
        np.array(sizes, np.int64),
    )


@lru_cache(maxsize=1 << 16)
def is_content(word: str, side: Side) -> bool:
    """Tell whether a word has a meaning of its own: not "the" and 的."""
    return bool(list_content_words(word, lang=side))


def is_edge(word: str, side: Side) -> bool:
    """Tell whether no rendering begins or ends with a word unless the phrase asks for it."""
    return word.lower() in _EDGES[side]


@lru_cache(maxsize=1 << 16)
def _number(word: str, side: Side) -> int:
    """Return a number for the stem of a word, the same in every process."""
    key = stem(re.sub("['’]s$", "", word.lower())) if side == "en" else word
    found = 0
    for character in key:
        found = (found * 1_000_003 + ord(character) + 1) & 0xFFFFFFFFFFFFFFFF
    return found
