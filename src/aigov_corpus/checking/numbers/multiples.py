"""Growth by a multiple: 增长两倍 and 翻两番 against doubled, tripled, fourfold.

增长两倍 is an increase by two times what there was: it is three times as much, tripled. 翻一番 is
doubled, and 翻两番 is doubled twice. Translators slip here more than anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.text.numerals import NumberMention, read_integer

_WORDS = {
    2: r"doubl(?:e|es|ed|ing)|twice|twofold|two-fold",
    3: r"tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|thrice|threefold",
    4: r"quadrupl(?:e|es|ed|ing)|fourfold",
    5: r"quintupl(?:e|es|ed|ing)|fivefold",
    10: r"tenfold",
}
"""English words for a multiple."""
_ENGLISH = re.compile(
    r"\b(?:" + "|".join(f"(?P<n{value}>{words})" for value, words in _WORDS.items()) + r")\b",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"\bdoubl(?:es|ed|ing)\b|\b(?:will|to|would) double\b", re.IGNORECASE)
_GROWN = re.compile(
    "(?:增长|增長|增加|提高|上升|扩大|擴大|增)了?近?约?(?P<times>[两兩二三四五六七八九十2-9])倍"
)
_DOUBLINGS = re.compile("翻了?(?P<times>[一两兩二三])番")


@dataclass(frozen=True, slots=True)
class WrongMultiple:
    """A growth that the two texts say with different multiples."""

    zh: tuple[int, int]
    en: tuple[int, int]
    written: str
    """The Chinese words."""
    factor: int
    """How many times as much it is by the Chinese text."""


def read_multiples(text: str) -> list[Amount]:
    """Return the English words for multiples as numbers that may be meant: doubled is 2 (times)."""
    found = []
    for word in _ENGLISH.finditer(text):
        mention = NumberMention(*word.span(), "cardinal", (_value(word),))
        found.append(Amount(mention, "en", word[0], word.start() / len(text), is_multiple=True))
    return found


def find_wrong_multiples(zh: str, en: str) -> Iterator[WrongMultiple]:
    """Yield each Chinese growth whose English says doubled where it is not.

    Nothing is said if another multiple of the English text fits, or if either text has several.
    """
    grown = [*_GROWN.finditer(zh), *_DOUBLINGS.finditer(zh)]
    doubled = list(_DOUBLED.finditer(en))
    if len(grown) != 1 or len(doubled) != 1:
        return
    (found,) = grown
    times = read_integer(found["times"]) or 0
    factor = times + 1 if found[0].endswith("倍") else 2**times
    fitting = [word for word in _ENGLISH.finditer(en) if _value(word) == factor]
    if factor != 2 and not fitting:
        yield WrongMultiple(found.span(), doubled[0].span(), found[0], factor)


def _value(word: re.Match[str]) -> float:
    """Return the multiple that an English word says."""
    return float((word.lastgroup or "n0")[1:])
