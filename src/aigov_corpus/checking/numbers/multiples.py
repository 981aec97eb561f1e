"""Growth by a multiple: 增长两倍 and 翻两番 against doubled, tripled, fourfold.

增长两倍 is an increase by two times what there was: it is three times as much, tripled. 翻一番 is
doubled, and 翻两番 is doubled twice. Translators slip here more than anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.text.numerals import NumberMention, find_numbers, read_integer

_WORDS = {
    2: r"doubl(?:e|es|ed|ing)|twice|twofold|two-fold",
    3: r"tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|thrice|threefold|three-fold",
    4: r"quadrupl(?:e|es|ed|ing)|fourfold|four-fold",
    5: r"quintupl(?:e|es|ed|ing)|fivefold|five-fold",
    6: r"sextupl(?:e|es|ed|ing)|sixfold|six-fold",
    10: r"tenfold|ten-fold",
}
"""English words for a multiple."""
_ENGLISH = re.compile(
    r"\b(?:" + "|".join(f"(?P<n{value}>{words})" for value, words in _WORDS.items()) + r")\b",
    re.IGNORECASE,
)
_PARTS = ("doubl", "tripl", "trebl", "upl", "wice", "hrice", "fold")
"""Letters of which each of these words has some, a fast test."""
_TIMES = re.compile(r"(?:\s*-?\s*fold\b|\s+times\b)", re.IGNORECASE)
_AS_NOUN = re.compile(
    r"\b(?:the|a|an|this|that|of|double|triple)\s+(?:double|triple)s?\b"
    r"|\b(?:double|triple)\s+(?:[a-z]+\s+)?(?:taxation|helix|check|counting|standard|lines?"
    r"|chamber)",
    re.IGNORECASE,
)
"""Pattern for "double" that says no growth."""
_NUMERAL = r"(?P<times>[一两兩二三四五六七八九十]|\d+(?:\.\d+)?)"
_GROWN = re.compile(
    rf"(?:增长|增長|增加|提高|上升|扩大|擴大|上涨|上漲|增|多|高出|涨)了?将?近?约?約?{_NUMERAL}多?倍"
)
_TIMES_AS_MUCH = re.compile(rf"(?:是|为|為|达|達|到|的|相当于){_NUMERAL}多?倍")
_DOUBLINGS = re.compile("翻了?(?P<times>[一两兩二三])番")
_ANY = re.compile("[倍番]")
"""Pattern for the characters of which each Chinese multiple has one."""
_LIKE = 1e-6


@dataclass(frozen=True, slots=True)
class WrongMultiple:
    """A growth that the two texts say with different multiples."""

    zh: tuple[int, int]
    en: tuple[int, int]
    written: str
    """The Chinese words."""
    factor: float
    """How many times as much it is by the Chinese text."""
    english: str
    """The English words."""


@dataclass(frozen=True, slots=True)
class _Multiple:
    """What one text says about a multiple."""

    place: tuple[int, int]
    factors: tuple[float, ...]
    """What it may mean: how many times as much."""


def read_multiples(text: str) -> list[Amount]:
    """Return the English words for multiples as numbers that may be meant: doubled is 2 (times)."""
    found = []
    lower = text.lower()
    for word in _ENGLISH.finditer(text) if any(part in lower for part in _PARTS) else ():
        mention = NumberMention(*word.span(), "cardinal", (_value(word),))
        found.append(Amount(mention, "en", word[0], word.start() / len(text), is_multiple=True))
    return found


def find_wrong_multiples(zh: str, en: str) -> Iterator[WrongMultiple]:
    """Yield a Chinese growth that the English says with another multiple.

    Nothing is said if either text has several multiples: they may have changed places.
    """
    grown = _list_chinese(zh)
    if len(grown) != 1:
        return
    said = _list_english(en)
    if len(said) != 1 or _AS_NOUN.search(en):
        return
    (one,), (other,) = grown, said
    if _says_ratio(en, other, one.factors):
        return
    if not any(abs(a - b) < _LIKE for a in one.factors for b in other.factors):
        written = zh[slice(*one.place)]
        english = en[slice(*other.place)].strip()
        yield WrongMultiple(one.place, other.place, written, one.factors[0], english)


def _says_ratio(en: str, other: _Multiple, factors: Sequence[float]) -> bool:
    """Tell whether an English text has a multiple as a bare number: 市盈率为15倍, a P/E of 15."""
    return any(
        number.kind == "cardinal" and number.values[0] in factors
        for number in find_numbers(en, lang="en")
        if not other.place[0] <= number.start < other.place[1]
    )


def _list_chinese(text: str) -> list[_Multiple]:
    """Return the multiples of a Chinese text."""
    if not _ANY.search(text):
        return []
    found = [_Multiple(one.span(), (_times(one) + 1,)) for one in _GROWN.finditer(text)]
    found += [_Multiple(one.span(), (_times(one),)) for one in _TIMES_AS_MUCH.finditer(text)]
    found += [_Multiple(one.span(), (2.0 ** _times(one),)) for one in _DOUBLINGS.finditer(text)]
    return found


def _times(found: re.Match[str]) -> float:
    written = found["times"]
    return float(read_integer(written) or 0) if not written[0].isdecimal() else float(written)


def _list_english(text: str) -> list[_Multiple]:
    """Return the multiples of an English text; percentages only if there is no other multiple.

    "Increased threefold" and "three times more" may mean three or four times as much.
    """
    found = [
        _Multiple(word.span(), _meanings(_value(word), word[0])) for word in _ENGLISH.finditer(text)
    ]
    numbers = find_numbers(text, lang="en")
    for number in numbers:
        if number.kind == "cardinal" and (times := _TIMES.match(text, number.end)):
            place = (number.start, times.end())
            found.append(_Multiple(place, _meanings(number.values[0], times[0])))
    if not found:
        found = [
            _Multiple((number.start, number.end), (1 + number.values[0] / 100,))
            for number in numbers
            if number.kind == "percent"
        ]
    return found


def _meanings(value: float, word: str) -> tuple[float, ...]:
    """Return how many times as much an English multiple may mean."""
    is_loose = "fold" in word.lower() or "times" in word.lower()
    return (value, value + 1) if is_loose else (value,)


def _value(word: re.Match[str]) -> float:
    """Return the multiple that an English word says."""
    return float((word.lastgroup or "n0")[1:])
