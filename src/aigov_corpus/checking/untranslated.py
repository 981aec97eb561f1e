"""Chinese left in the English text: `untranslated`.

A gloss beside its English is meant: moderately prosperous (小康), the word “道”.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Units, is_inside
from aigov_corpus.records import Finding
from aigov_corpus.text.scripts import HAN

CODE = "untranslated"
_CHINESE = re.compile(rf"[{HAN}](?:[{HAN}、，。；：《》〈〉“”\s\d]*[{HAN}])?")
_GLOSS = re.compile(r"[(（\[【「『《〈][^()（）\[\]【】「」『』《》〈〉]*[)）\]】」』》〉]")
"""Pattern for a piece in brackets; Chinese that stands in one is a gloss."""
_QUOTED = re.compile(
    "(?:[(（]|\\b(?:characters?|words?|terms?|called|as|phrase|expression) )"
    "[“\"‘'][^“”\"‘’']{1,12}[”\"’']|[“\"‘'][^“”\"‘’']{1,12}[”\"’'](?=\\s*[(（])"
)
"""Pattern for a few characters in quotation marks beside their English: “道” (dao)."""
_LATIN = re.compile("[A-Za-z]{2}")


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each piece of Chinese in an English text that is no gloss."""
    for unit in units:
        text = unit.en
        if text.isascii() or not unit.has_both or unit.zh == text:
            continue
        glosses = _spans_of_glosses(text, unit.zh) if _LATIN.search(text) else []
        for found in _CHINESE.finditer(text):
            if is_inside(found.span(), glosses):
                continue
            at = unit.zh.find(found[0])
            other = (at, at + len(found[0])) if at >= 0 else None
            message = f"Chinese is left in the English: {quote(found[0])}"
            yield unit.find(CODE, "error", "en", found.span(), message, other=other)


def _spans_of_glosses(text: str, zh: str) -> list[tuple[int, int]]:
    """Return the places of pieces in brackets or short quotations, with their marks.

    What the Chinese text has in brackets as well is no gloss, but was to be translated.
    """
    bracketed = {found[0][1:-1].strip() for found in _GLOSS.finditer(zh)}
    return [
        found.span()
        for pattern in (_GLOSS, _QUOTED)
        for found in pattern.finditer(text)
        if found[0][1:-1].strip() not in bracketed
    ]
