"""The distinct words of one side of the pairs, and what is known of each alone."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.protocols import ComposingEncoder
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.simplified import simplify_words

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_ANY_WORD = "a"

# Words that mostly stand for the form of the other language's phrase and not for a word of it.
_FORM_WORDS = {
    "en": (
        "the a an of to in and is was were be been are it its this that for on at by with from "
        "as or but has have had"
    ),
    "zh": "的 之 所 了 着 地 得 把",
}


class Vocabulary:
    """The distinct words of the source side or of the target side, each with a number.

    The most frequent word is 0. Of equally frequent ones, that which occurs first comes first.

    Attributes:
        words: the words by their numbers.
        plain: the same in lower case, those of Chinese in simplified characters.
        is_mark: bool `(words,)`, true for words without a letter or digit.
        is_form: bool `(words,)`, true for words such as "the" and 的.
        vectors: float32 `(words, dim)`, the vectors of the words, of length 1. The vector of an
            empty word is 0.

    Args:
        counts: the words, numbered as they come, with their counts.
        lang: the language of the texts.
        encoder: makes the vectors.
    """

    def __init__(self, counts: WordCounts, *, lang: str, encoder: ComposingEncoder) -> None:
        order = np.argsort(-np.array(counts.counts, np.int64), kind="stable")
        self._numbers = np.empty(len(order), np.int64)
        self._numbers[order] = np.arange(len(order))
        self.words = [counts.words[number] for number in order]
        is_chinese = base_language(lang) == "zh"
        self.plain = simplify_words(self.words) if is_chinese else [*map(str.lower, self.words)]
        form_words = frozenset(_FORM_WORDS.get(base_language(lang), "").split())
        self.is_form = np.array([word in form_words for word in self.plain], bool)
        self.is_mark = np.array([not any(map(str.isalnum, word)) for word in self.plain], bool)
        self.vectors = _encode(self.plain, encoder)

    def numbers(self, text: NDArray[np.int32]) -> Ints:
        """Return the numbers of words of which `WordCounts` gave the numbers."""
        return self._numbers[text]


class WordCounts:
    """Words numbered in the order in which they come, from 0, and how often each came."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self.words: list[str] = []
        self.counts = array("q")

    def add(self, text: Sequence[str]) -> NDArray[np.int32]:
        """Count the words of a text, and return their numbers."""
        known, words, counts = self._number, self.words, self.counts
        found = []
        for word in text:
            number = known.get(word)
            if number is None:
                number = known[word] = len(words)
                words.append(word)
                counts.append(0)
            counts[number] += 1
            found.append(number)
        return np.array(found, np.int32)


def _encode(words: Sequence[str], encoder: ComposingEncoder) -> Floats:
    """Return the vectors of words; 0 for words without a character that can be seen."""
    is_present = [bool(word.strip()) for word in words]
    present = [word for word in words if word.strip()]
    # one word more, so that the vectors have their width even if there is no other
    vectors = encoder.words([*present, _ANY_WORD])[:-1]
    if not np.isfinite(vectors).all():
        vectors = np.nan_to_num(vectors)
    if len(present) == len(words) and vectors.dtype == np.float32:
        return vectors
    found = np.zeros((len(words), vectors.shape[1]), np.float32)
    found[is_present] = vectors
    return found
