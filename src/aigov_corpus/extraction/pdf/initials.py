"""Initials: large letters at the beginning of a paragraph, as high as several of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from aigov_corpus.extraction.pdf.rows import find_size
from aigov_corpus.extraction.pdf.words import Word

_LEAST_LARGER = 1.8
"""How many times larger than the text beside it an initial is at least."""

_LEAST_LINES = 2
"""Fewest lines beside an initial."""

_MOST_LETTERS = 2
"""Letters of the longest initial: one behind a quotation mark."""

_MOST_INITIALS = 50
"""Most initials of a page; more are a poster or a form."""

_LARGEST_GAP = 1.5
"""Largest gap between an initial and the text beside it, as a share of the size of that text."""

_SAME_TOP = 0.8
"""Largest difference between the tops of both, as a share of that size."""

_WORDS = frozenset("AI")
"""Letters that are words by themselves."""


def set_initials(words: Sequence[Word]) -> None:
    """Put each initial on the first line of its paragraph, and the lines beside it below it."""
    least = _LEAST_LARGER * find_size(words)
    short = (word for word in words if len(word.text) <= _MOST_LETTERS and word.size >= least)
    initials = [word for word in short if word.text[-1].isalpha()]
    if not initials or len(initials) > _MOST_INITIALS:
        return
    known = Counter(word.text.strip(",.;:") for word in words)
    for word in initials:
        _set_initial(word, _find_beside(word, words), known)


def _find_beside(initial: Word, words: Sequence[Word]) -> list[Word]:
    """Return the first word of each line beside a large letter, from top to bottom."""
    under = (word for word in words if word.x0 < initial.x1 and word.x1 > initial.x0)
    below = {word.y for word in under if word is not initial}
    beside = [
        word
        for word in words
        if word.size * _LEAST_LARGER <= initial.size
        and -_SAME_TOP < (word.x0 - initial.x1) / word.size < _LARGEST_GAP
        and initial.bottom - word.size < word.y < initial.top
        and word.y not in below
    ]
    beside.sort(key=lambda word: (-word.y, word.x0))
    return [next(row) for _, row in groupby(beside, key=lambda word: word.y)]


def _set_initial(initial: Word, beside: Sequence[Word], known: Counter[str]) -> None:
    """Put a large letter before the first of the lines beside it, if there are several.

    Args:
        initial: the letter.
        beside: the first words of the lines.
        known: how often each word stands on the page. If the rest of the first word stands there
            again, the letter is a word of its own: A lamp.
    """
    if len(beside) < _LEAST_LINES or len({word.size for word in beside}) > 1:
        return
    first = beside[0]
    if abs(initial.top - first.top) > _SAME_TOP * first.size:
        return
    initial.y, initial.size, initial.bold = first.y, first.size, first.bold
    initial.x1 = first.x0
    first.blank |= initial.text[-1] in _WORDS and known[first.text] > 1
    for word in beside[1:]:
        word.x0 = initial.x0
