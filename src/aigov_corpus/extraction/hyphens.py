"""Words that the end of a line cuts: `develop-` and `ment`, `semi-` and `feudal`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from aigov_corpus import patterns as re

HYPHENS = ("-", "\u00ad", "\u2010")
"""Characters that stand at the end of a line whose last word goes on below."""

_CUT = re.compile(r"(?<=[^\W_])[-\u00ad\u2010]$")
# TeX breaks an address so; the hyphen is none of it.
_CUT_ADDRESS = re.compile(r"\w://\S*[/.]-$")
_FIRST = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_LETTERS = re.compile(r"[^\W\d_]+(?=[-\u00ad\u2010]$)")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_PREFIXES = frozenset(
    [
        "all", "cross", "far", "first", "five", "full", "half", "high", "intra", "large", "long",
        "low", "mid", "non", "quasi", "self", "semi", "short", "single", "socio", "three", "two",
        "vice", "well", "world",
    ]
)  # fmt: skip
"""First parts of English words that are written with a hyphen."""

_SECOND_PARTS = frozenset(
    [
        "based", "being", "border", "called", "driven", "ended", "free", "level", "made",
        "oriented", "owned", "quality", "related", "round", "scale", "sector", "sized", "tech",
        "term", "wide",
    ]
)  # fmt: skip
"""Second parts of English words that are written with a hyphen."""

_JOINING = frozenset(["and", "or", "to", "but"])
"""Words behind a part that shares its second half with a later word: short- and long-term."""

_LEAST_SECOND_PART = 4
"""Letters of the shortest second part of such a word: `self-help`, but not `semi-nar`."""


def count_words(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word of a text occurs, in lower case, but for words that a line cuts.

    They tell `semi-feudal` from `develop-ment`. Neither part of a cut word is counted: `in` is a
    word in every text, and `in-vestment` would be one with a hyphen.
    """
    words: Counter[str] = Counter()
    was_cut = False
    for line in lines:
        found = _WORDS.findall(line.lower())
        is_cut = line.endswith(HYPHENS)
        words.update(found[was_cut : len(found) - is_cut])
        was_cut = is_cut and bool(found)
    return words


def cuts_word(above: str, below: str) -> bool:
    """Tell whether the end of a line cuts a word, number or address: `develop-`, `2020-`."""
    last = last_word(above)
    is_cut = _CUT.search(last) or _CUT_ADDRESS.search(last)
    return is_cut is not None and _FIRST.match(below) is not None


def last_word(text: str) -> str:
    """Return what stands behind the last blank of a text, which may be as long as a chapter."""
    return text[text.rfind(" ") + 1 :]


def join_cut(above: str, below: str, words: Counter[str]) -> str:
    """Return two pieces of a text as one, where `cuts_word` found that a word is cut.

    Args:
        above: the text so far.
        below: the next line.
        words: the words of the whole text, from `count_words`.
    """
    last = last_word(above)
    end, start = _LAST_LETTERS.search(last), _LETTERS.match(below)
    if above.endswith("\u00ad") or _CUT_ADDRESS.search(last):
        return above[:-1] + below
    if start is not None and start[0] in _JOINING:
        return f"{above} {below}"
    if end is None or start is None:
        return above + below
    in_capitals = len(end[0]) > 1 and end[0].isupper() and start[0].isupper()
    if not in_capitals and not start[0][0].islower():
        return above + below
    one, other = end[0].lower(), start[0].lower()
    together, apart = words[one + other], words[f"{one}-{other}"]
    if together or apart:
        return (above[:-1] if together >= apart else above) + below
    vowels = one == "co" and other[0] in "eo"
    is_chained = last[: end.start()].endswith("-") or below[start.end() :].startswith("-")
    keeps = is_chained or vowels or len(one) == 1
    if len(other) >= _LEAST_SECOND_PART:
        keeps = (
            keeps or one in _PREFIXES or other in _SECOND_PARTS or min(words[one], words[other]) > 0
        )
    return (above if keeps else above[:-1]) + below
