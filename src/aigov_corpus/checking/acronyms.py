"""Acronyms of one text that the other one lacks: `acronym`.

WTO in a Chinese source must be WTO in the English, or words with these initials (World Trade
Organization). Chinese writes out what English shortens (CPC, PRC), so translations from English are
not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_definitions
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.letters import differ_in_one
from aigov_corpus.text.scripts import HAN
from aigov_corpus.text.simplified import simplify

CODE = "acronym"
_ACRONYM = re.compile(r"(?<![A-Za-z0-9@./_#-])[A-Z][A-Z&]{1,7}(?![A-Za-z0-9@_]|[./-]\w)")
"""Pattern for two to eight capital letters that are no part of an address, a name or a code."""
_WORD = re.compile(r"[A-Za-z]+")
_SMALL_WORDS = frozenset({"of", "and", "the", "for", "in", "on", "to", "a", "with", "by", "at"})
_GLOSSED = re.compile(rf"[{HAN}]\s?[(（]\s?$")
_GLOSS = re.compile(rf"\s?[(（][{HAN}]{{3,}}[^()（）]{{0,20}}[)）]")
"""Patterns before and behind an acronym that Chinese words explain: 标识符 (UUID), CMS（系统）."""
_ROMAN = re.compile("[IVXLC]+")
_MARKS = frozenset({"OK", "AM", "PM", "NO", "ID", "TV", "VS", "IT", "DE", "LA"})
"""Capital letters that are words, or that translations leave out."""
_UNITS = {
    "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "KM": "kilomet",
    "CM": "centimet", "MM": "millimet", "KG": "kilogram", "ML": "millilit", "MW": "megawatt",
    "KW": "kilowatt", "GW": "gigawatt",
}  # fmt: skip
"""Units of measure in capital letters, each with the beginning of the word for it."""
_IN_OTHER_WORDS = {
    "GDP": re.compile(r"\b(?:econom\w*|(?:energy|carbon)\s+intensity)\b", re.IGNORECASE),
    "CPI": re.compile(r"\b(?:inflation|consumer\s+prices?)\b", re.IGNORECASE),
    "PPI": re.compile(r"\b(?:producer|factory-?gate)\s+prices?\b", re.IGNORECASE),
    **{unit: re.compile(word, re.IGNORECASE) for unit, word in _UNITS.items()},
}
"""Acronyms that English often says in other words: 单位GDP能耗 as energy intensity."""
_LONGEST_NAME = 10
"""Characters of the longest name that is looked for before an acronym in brackets."""
_LEAST_NEAR = 3
"""Letters of the shortest acronym for which another one may stand by a slip."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each acronym of the source that the translation lacks."""
    for unit in units:
        source, target = unit.text(unit.source), unit.text(unit.target)
        if not unit.has_both or not re.search("[A-Z]{2}", source):
            continue
        if unit.source == "zh":
            yield from _check_unit(unit, source, target)


def _check_unit(unit: Unit, source: str, target: str) -> Iterator[Finding]:
    """Yield the findings of a pair whose source is Chinese."""
    initials = ""
    capitals = re.sub(r"[^A-Z0-9]", "", target.upper())  # also of plurals and of longer words
    for found in _ACRONYM.finditer(source):
        acronym = found[0]
        if _ROMAN.fullmatch(acronym) or acronym in _MARKS or _letters(acronym) in capitals:
            continue
        initials = initials or _initials(target)
        if _letters(acronym) in initials or _is_written_as_one(acronym, target):
            continue
        if acronym in _IN_OTHER_WORDS and _IN_OTHER_WORDS[acronym].search(target):
            continue
        wrong = _find_near(acronym, source, target)
        if wrong:
            message = f"the source has {acronym}, the English has {wrong[0]}"
            yield unit.find(
                CODE, "error", unit.target, wrong.span(), message, other=found.span(),
                suggestion=acronym, score=0.8,
            )  # fmt: skip
        elif not _is_gloss(source, found) or _abbreviates(source, found, target):
            end = len(target)
            message = (
                f"the English has neither {acronym} of the source nor the words that it stands for"
            )
            yield unit.find(
                CODE, "warning", unit.target, (end, end), message, other=found.span(), score=0.5
            )


def _is_gloss(source: str, found: re.Match[str]) -> bool:
    """Tell whether Chinese words around an acronym explain it, so that English may render these."""
    is_behind = _GLOSSED.search(source, 0, found.start()) and source[found.end() :][:1] in ")）"
    return bool(is_behind or _GLOSS.match(source, found.end()))


def _abbreviates(source: str, found: re.Match[str], target: str) -> bool:
    """Tell whether the dictionary renders the words before an acronym by words with its initials.

    So WB abbreviates 世界银行, but UUID not 标识符, which English may render by another word. An
    English text with most of these words, as "chief executive" for CEO, needs no acronym.
    """
    before = simplify(source[: found.start()].rstrip(" (（"))
    return any(
        _letters(found[0]) == _initials(gloss) and not _has_most_words(target, gloss)
        for length in range(2, min(len(before), _LONGEST_NAME) + 1)
        for glosses in list_definitions(before[-length:])
        for gloss in glosses.split(";")
    )


def _has_most_words(text: str, gloss: str) -> bool:
    """Tell whether a text has more than half of the words of a gloss."""
    words = gloss.lower().split()
    return 2 * sum(word in text.lower() for word in words) > len(words)


def _letters(acronym: str) -> str:
    return acronym.replace("&", "").upper()


def _initials(text: str) -> str:
    """Return the initials of the words of a text in capitals, without those of small words.

    OpenDocument has two of them.
    """
    words = _WORD.findall(text)
    return "".join(
        word[0] + (re.sub("[a-z]", "", word[1:]) if not word.isupper() else "")
        for word in words
        if word.lower() not in _SMALL_WORDS
    ).upper()


def _is_written_as_one(acronym: str, text: str) -> bool:
    """Tell whether a word of a text has the letters of an acronym as its capitals: JavaScript."""
    return any(re.sub("[a-z]", "", word) == _letters(acronym) for word in _WORD.findall(text))


def _find_near(acronym: str, source: str, target: str) -> re.Match[str] | None:
    """Return an acronym of the translation that is this one with a letter wrong, or None."""
    for found in _ACRONYM.finditer(target) if len(acronym) >= _LEAST_NEAR else ():
        if found[0] not in source and differ_in_one(acronym, found[0]):
            return found
    return None
