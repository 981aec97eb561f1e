"""Words written in capitals, read as if they were written in small letters.

Encoders were trained on running text. They take THE WORK OF THE GOVERNMENT for a list of
abbreviations: with the built-in one, the cosine of 政府工作报告 and "REPORT ON THE WORK OF THE
GOVERNMENT" is .65, and .90 in small letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from aigov_corpus import patterns as re

_LIKELY = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]{3}")
"""Pattern that every run of words in capitals has; most texts have none."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONG_WORD = 7
"""Letters from which on a word in capitals is hardly ever an abbreviation."""
_MANY_WORDS = 4
"""Number of words in a row from which on they are hardly ever all abbreviations."""
_SMALL_WORDS = frozenset(
    {"A", "AN", "AND", "ARE", "AS", "AT", "BY", "FOR", "FROM"}
    | {"IN", "IS", "OF", "ON", "OR", "THE", "TO", "WITH"}
)
"""Words that stand among words of a text and not among abbreviations."""


def lower_capitals(text: str) -> str:
    """Return a text with the words in capitals in small letters, but for the first letter of a run.

    Abbreviations stay: one or a few short words in capitals without a word such as "of" among them.

    Args:
        text: any text. The result is as long.
    """
    if not _LIKELY.search(text):
        return text
    pieces = []
    at = 0
    for start, end in _find_runs(text):
        small = text[start + 1 : end].lower()
        if len(small) == end - start - 1:
            pieces += [text[at : start + 1], small]
            at = end
    return "".join([*pieces, text[at:]])


def _find_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each run of words in capitals that are no abbreviations."""
    for in_capitals, run in groupby(_WORD.finditer(text), key=lambda word: word[0].isupper()):
        words = list(run)
        if in_capitals and _is_text([word[0] for word in words]):
            yield words[0].start(), words[-1].end()


def _is_text(words: list[str]) -> bool:
    """Return whether words in capitals are words of a text, and not abbreviations."""
    if len(words) >= _MANY_WORDS or max(map(len, words)) >= _LONG_WORD:
        return True
    return len(words) > 1 and not _SMALL_WORDS.isdisjoint(words)
