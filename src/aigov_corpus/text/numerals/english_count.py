"""The value of a number written in English words, which are read one after the other."""

from __future__ import annotations

from aigov_corpus.text.numerals.english_words import (
    ADVERBS,
    CARDINALS,
    HUNDRED,
    ORDINALS,
    SCALE_ORDINALS,
    SCALES,
    TEN,
)
from aigov_corpus.text.numerals.times import CENTURY, LAST_YEAR

_PLACES = ORDINALS | ADVERBS
_PLURAL_DECADE = "decades"
_TWENTY = 20
_LAST_CENTURY = LAST_YEAR // CENTURY


class Count:
    """A number to which words are added one by one: two, two hundred, two hundred and three."""

    def __init__(self, *, with_article: bool) -> None:
        """Begin a number without words.

        Args:
            with_article: whether `a` or `an` stands before its first word.
        """
        self.scale = 1.0
        """Value of the last scale word: 1000000.0 for five million; 1.0 if there is none."""
        self.is_ordinal = False
        self.is_year = False
        """Whether the words may be a year said in two halves: nineteen forty-nine."""
        self._group = 1.0 if with_article else 0.0
        self._total = 0.0
        self._last = "article" if with_article else ""

    @property
    def value(self) -> float:
        """The value of all words taken in so far."""
        return self._total + self._group

    def take(self, word: str, *, with_and: bool) -> bool:
        """Add one more word and return True; return False if the word cannot continue the number.

        Args:
            word: the word in lower case.
            with_and: whether `and` stands before it.
        """
        if self.is_ordinal:
            return False
        if word == _PLURAL_DECADE:
            word = _PLURAL_DECADE.removesuffix("s")
        if word in SCALES or word in SCALE_ORDINALS:
            return not with_and and self._multiply(word)
        if word in CARDINALS:
            return self._add(CARDINALS[word], with_and=with_and)
        if word in _PLACES and self._add(_PLACES[word], with_and=with_and):
            self.is_ordinal = True
            return True
        return False

    def _multiply(self, word: str) -> bool:
        """Multiply by a word such as hundred or hundredth; return False if it cannot follow."""
        scale = SCALES.get(word) or SCALE_ORDINALS[word]
        if not self._group and word in SCALES:
            return False
        group = self._group or 1.0
        if scale == HUNDRED:
            if group >= HUNDRED:
                return False
            self._group = group * scale
        else:
            self._total += group * scale
            self._group = 0.0
        self.scale = float(scale)
        self._last = "scale"
        self.is_ordinal = word in SCALE_ORDINALS
        return True

    def _add(self, value: int, *, with_and: bool) -> bool:
        """Add a word below a hundred; return False if it cannot follow the words so far.

        It may come first, after a scale word, or after a multiple of ten.
        """
        if self._last == "article":
            return False
        is_year = False
        if self._last in ("ones", "tens"):
            is_digit = self._last == "tens" and 0 < value < TEN
            is_year = not self._total and value >= TEN and TEN <= self._group <= _LAST_CENTURY
            if with_and or not (is_digit or is_year):
                return False
        if is_year:
            self._group *= HUNDRED
            self.is_year = True
        self._group += value
        self._last = "tens" if value >= _TWENTY and value % TEN == 0 else "ones"
        return True
