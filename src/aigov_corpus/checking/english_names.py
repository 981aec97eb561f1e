"""Names in an English text: words with a capital letter that are no common words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.name_index import load_name_index
from aigov_corpus.checking.transliteration import strip_accents
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.months import MONTHS

_WORD = re.compile(r"[A-Za-zÀ-ɏ][\w'’]*(?:[-‐][A-Za-zÀ-ɏ][\w'’]*)*")
_POSSESSIVE = re.compile(r"['’](?:s|ll|ve|m|d|re)?$")
_INITIALS = re.compile(r"[A-Z](?:\.(?:[A-Z]\.)+|(?<!\w.)[a-z]?[A-Z][A-Za-z0-9&]*\b)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NO_NAMES = frozenset(
    [
        *_WEEKDAYS,
        *(f"{day}s" for day in _WEEKDAYS),
        *"internet celsius fahrenheit ltd inc plc corp messrs mrs prof tel tele dept ave".split(),
        "gazette",
    ]
)
"""Words with a capital letter that name no person or place."""
# Before a word that begins a sentence, heading, item or quotation.
_BEGINS = re.compile(r"(?:^|[.!?:;•*–—|/\n\"“‘(\[]|\d[.)]|[a-z]\))\s*[\"“‘'(\[]*\s*$")
_OF_SHORT = {"US": "美", "USA": "美", "UK": "英", "EU": "欧", "UN": "联", "UAE": "阿", "DPRK": "朝"}
"""Abbreviations of places, each with a character that every Chinese name of it has."""
_SHORT_PLACES = re.compile(
    r"(?<![\w$.-])(?:USA|US|U\.S\.A\.|U\.S\.|UK|U\.K\.|EU|E\.U\.|UN|U\.N\.|UAE|DPRK)(?![\w$/@-]"
    r"|\.\w)"
)
_MAY_BE_SHORT = re.compile("U|DPRK")
"""Pattern for letters that each of them has, a fast test."""
_ALSO_THINGS = frozenset({"turkey", "chile"})
"""Countries that are things too if written with a small letter."""
_PREFIXES = frozenset(
    ("sub", "non", "anti", "pre", "post", "re", "co", "multi", "inter", "vice", "ex", "pro", "semi")
)
"""Parts of words with a hyphen that are no words themselves: Sub-Committee."""
_SAYING = re.compile(
    r"\bRome\s+(?:was|wasn['’]t)\s+(?:not\s+)?built\b"
    r"|\broads\s+lead\s+to\s+Rome\b"
    r"|\b[Ww]hen\s+in\s+Rome\b"
    r"|\bPandora['’]s\s+box\b"
    r"|\bAchilles['’]?(?:s)?\s+heel\b"
    r"|\bTrojan\s+horses?\b"
    r"|\bGordian\s+knot\b"
    r"|\b[Rr]obb?(?:ing|s)?\s+Peter\s+to\s+pay\s+Paul\b"
    r"|\bMidas\s+touch\b"
    r"|\bHerculean\b"
    r"|\bSisyphean\b"
    r"|\bcoals\s+to\s+Newcastle\b"
    r"|\bHobson['’]s\s+choice\b"
    r"|\bMurphy['’]s\s+[Ll]aw\b"
    r"|\bGreek\s+to\s+(?:me|him|her|them|us)\b"
    r"|\bTom,?\s+Dick,?\s+(?:and|or)\s+Harry\b"
)
"""Pattern for sayings with a name, by which English renders Chinese ones with none or another."""
_BEFORE = 12
"""Characters before a word that tell whether it begins a sentence."""
_MOSTLY = 0.85
"""Share of long words with a capital letter above which a text is a title."""
_LONG = 4
"""Letters of a long word; short ones have small letters in titles too."""
_FEWEST_LETTERS = 3
"""Letters of the shortest name; shorter words are mostly abbreviations."""
_ABBREVIATION = 5
"""The most letters of an abbreviation with small letters, such as MoU or PBoC."""
_MOST_CAPITALS = 2
"""Capital letters of a name, at most; more has an abbreviation, such as HiBoR."""
_FEWEST_WORDS = 4
"""Words of the shortest text that may be a title."""


class EnglishName(NamedTuple):
    """Consecutive capitalised words of a text."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    words: tuple[str, ...]
    """The words that are no common words, without a possessive ending."""


@lru_cache(maxsize=1 << 14)
def plain(word: str) -> str:
    """Return a word in lower case, without accents and possessive ending."""
    return strip_accents(_POSSESSIVE.sub("", word)).lower()


def list_names(text: str, lower_words: frozenset[str]) -> list[EnglishName]:
    """Return the names of a text, in order. Months and abbreviations are none.

    Of a title, in which all words have capital letters, only known names are returned.

    Args:
        text: an English text.
        lower_words: stems of words that other texts write with a small letter.
    """
    words = list(_WORD.finditer(text))
    capitalised = [word for word in words if text[word.start()].isupper()]
    capitals = sum(len(word[0]) >= _LONG for word in capitalised)
    is_title = len(words) >= _FEWEST_WORDS and capitals > _MOSTLY * _count_long(words)
    found: list[EnglishName] = []
    open_name: list[re.Match[str]] = []
    for match in capitalised:
        # a name ends before any other word
        if open_name and text[open_name[-1].end() : match.start()].strip(" \t."):
            _close(open_name, lower_words, found)
        if not _is_sentence_word(text, match, lower_words):
            open_name.append(match)
        else:
            _close(open_name, lower_words, found)
    _close(open_name, lower_words, found)
    if found and (sayings := [one.span() for one in _SAYING.finditer(text)]):
        found = [
            name for name in found if not any(start <= name.start < end for start, end in sayings)
        ]
    if is_title:
        return [name for name in found if _is_known(name)] if text != text.upper() else []
    return [name for name in found if not _is_doubtful(text, name)]


def _count_long(words: Sequence[re.Match[str]]) -> int:
    """Return how many words are so long that titles write them with a capital letter."""
    return sum(map(_LONG.__le__, map(len, map(re.Match.group, words))))


def _is_known(name: EnglishName) -> bool:
    """Tell whether the dictionary has every word of a name."""
    known = load_name_index().chinese_of
    return all(stem(plain(word)) in known for word in name.words)


def _is_doubtful(text: str, name: EnglishName) -> bool:
    """Tell whether a name is a single word, begins a sentence, and is not in the dictionary."""
    before = text[max(0, name.start - _BEFORE) : name.start]
    is_known = any(stem(plain(word)) in load_name_index().chinese_of for word in name.words)
    return len(name.words) == 1 and not is_known and _BEGINS.search(before) is not None


def _is_sentence_word(text: str, match: re.Match[str], lower_words: frozenset[str]) -> bool:
    """Tell whether a word has its capital letter only because a sentence begins with it."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    return _BEGINS.search(before) is not None and is_common(match[0], lower_words)


def _close(
    matches: list[re.Match[str]], lower_words: frozenset[str], found: list[EnglishName]
) -> None:
    """Add the name that some words make, if any of them is no common word; empty the list."""
    names = [match for match in matches if not is_common(match[0], lower_words)]
    if names:
        words = tuple(_POSSESSIVE.sub("", match[0]) for match in names)
        found.append(EnglishName(names[0].start(), names[-1].end(), words))
    matches.clear()


def is_part_of_title(text: str, name: EnglishName) -> bool:
    """Tell whether a name is a part of a longer one: Taipei in “the Taipei Exchange Rules”.

    Months and titles of persons make no such name, and in a title all words have capital letters.
    """
    words = list(_WORD.finditer(text))
    long_words = [word[0] for word in words if len(word[0]) >= _LONG]
    if sum(word[0].isupper() for word in long_words) > _MOSTLY * len(long_words):
        return False
    behind = _WORD.match(text, name.end + 1)
    return (
        behind is not None
        and text[name.end : name.end + 1] == " "
        and behind[0][0].isupper()
        and len(behind[0]) >= _LONG
        and plain(behind[0]) not in MONTHS
    )


def list_unmentioned(text: str, zh: str) -> list[EnglishName]:
    """Return the abbreviations of places, such as US, of which a Chinese text has no character."""
    if not _MAY_BE_SHORT.search(text) or text.isupper():
        return []
    return [
        EnglishName(*found.span(), (found[0],))
        for found in _SHORT_PLACES.finditer(text)
        if not any(character in zh for character in _OF_SHORT[found[0].replace(".", "")])
    ]


def is_common(word: str, lower_words: frozenset[str]) -> bool:
    """Tell whether a word is no name: a common word, month, weekday or abbreviation."""
    key = plain(word)
    if len(key) < _FEWEST_LETTERS or key in MONTHS or key in _NO_NAMES:
        return True
    if sum(map(str.isupper, word)) > _MOST_CAPITALS:
        return True
    if sum(map(str.isupper, word)) > 1 and (word[1].isupper() or len(word) <= _ABBREVIATION):
        return True
    index = load_name_index()
    if key in index.only_names or key in _ALSO_THINGS:
        return False
    common = index.common
    if key.endswith("men") and stem(f"{key[:-2]}an") in common:
        return True
    return all(
        stem(part) in common or stem(part) in lower_words or part in _PREFIXES
        for part in key.split("-")
        if part
    )


def list_lower_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words that some texts write with a small letter."""
    words = {word for text in texts for word in _WORD.findall(text)}
    return frozenset(stem(plain(word)) for word in words if word[0].islower())


def list_capitalised(text: str) -> list[str]:
    """Return all words with a capital letter, without possessive endings, in order."""
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(text) if word[0].isupper()]


def list_initials(text: str) -> list[str]:
    """Return the capital letters of each abbreviation, in lower case: U.S. and US give `us`."""
    found = (match[0] for match in _INITIALS.finditer(text))
    return ["".join(filter(str.isupper, letters)).lower() for letters in found]
