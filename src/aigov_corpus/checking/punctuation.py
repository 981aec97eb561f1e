"""Punctuation marks that are wrong: doubled, or of the other language: `punctuation`.

The translation alone is checked: doubled marks (,, or 。。), Chinese marks in English, a blank
before a comma, a mark where a word was lost ("the."), an article before a word that allows none
("an our"), and words without blanks between them.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.checking.quoting import quote_around
from aigov_corpus.checking.units import GLUED, Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.scripts import HAN

CODE = "punctuation"
_DOUBLED = re.compile(
    r"(?<![,，。;；:：、.])(?P<mark>[,，。;；:：、])(?P=mark)+|(?<=\w)(?<!\d)\.\.(?![./\\])"
    r"|[,;:]\.(?![\d.])|\b[a-z]{4,}\.,(?=\s)"
)
"""Pattern for two marks of which one is too many; behind an abbreviation, .,  is right."""
_TWO_MARKS = re.compile("[,，。;；:：、.]{2}")
"""Pattern for two marks side by side, a fast test that each match of `_DOUBLED` passes."""
_CHINESE_MARK = re.compile("[，。；、！？]")
_BLANK = re.compile(r"(?<=\w) [,;](?=\s)")
_BESIDE = 12
"""Characters around a mark that a message shows."""

_WORD_LOST = re.compile(
    r"'s(?=\s)(?<=\s..)|’s(?=\s)(?<=\s..)"
    r"|the(?<!['’\w]...)\s?[,.;](?=\s|$)|an(?<!['’\w]..)\s?[,.;](?=\s|$)"
)
"""Pattern for what stays where a word was lost: the possessive of 's water, or "the."; each of its
parts begins with letters, so that it is not tried at each place."""
_FIRST_WORD_LOST = re.compile(r"(?:In|At|From|By|Of|With|For)\s?,(?=\s)")
"""Pattern for the same at the beginning of a text: "In, "."""
_TWO_ARTICLES = re.compile(
    r"(?<![\w'’.-])(?:(?:an|the) (?:our|my|your|their|these|those|its)"
    r"|a (?:our|my|your|their|these|those|the)|an the|the an)(?=\s|[.,;](?!\w))"
)
"""Pattern for an article before a word that allows none: "within an our"."""
_SLIPS = (
    (_TWO_ARTICLES, "a word is wrong, lost or too many behind the article"),
    (GLUED, "blanks seem to be lost between these words"),
    (_BLANK, "a blank stands before the mark"),
)
"""Patterns for slips of which the first one in each English text is reported, with what is said."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each wrong mark of a translation."""
    for unit in units:
        if not unit.has_both:
            continue
        text = unit.text(unit.target)
        source = unit.text(unit.source)
        for found in _DOUBLED.finditer(text) if _TWO_MARKS.search(text) else ():
            if found[0] in source:  # code: Module::name
                continue
            yield _finding(unit, found, "two marks stand side by side")
        if unit.target == "en":
            yield from _check_english(unit, text)


def _check_english(unit: Unit, text: str) -> Iterator[Finding]:
    """Yield the findings that only an English text can have."""
    if not text.isascii():
        for found in _CHINESE_MARK.finditer(text):
            beside = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
            if not re.search(f"[{HAN}》」』]", beside):
                yield _finding(unit, found, "a Chinese mark stands in the English")
                break
    if slip := _FIRST_WORD_LOST.match(text) or _WORD_LOST.search(text):
        yield _finding(unit, slip, "a word seems to be lost beside the mark")
    for pattern, what in _SLIPS:
        if slip := pattern.search(text):
            yield _finding(unit, slip, what)


def _finding(unit: Unit, found: re.Match[str], what: str) -> Finding:
    """Return the finding about the marks that a pattern has found."""
    start, end = found.span()
    around = quote_around(found.string, start, _BESIDE, end - start + _BESIDE)
    return unit.find(CODE, "warning", unit.target, (start, end), f"{what}: {around}", score=0.7)
