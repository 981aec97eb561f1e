"""Patterns that find the texts with a phrase fast, before its exact places are looked for."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from aigov_corpus.records import Side
from aigov_corpus.terms.renderings import side_of
from aigov_corpus.text.equivalents import as_any_pattern, usual_form
from aigov_corpus.text.simplified import simplify

_FIRST, _LAST = 0x3400, 0x9FFF
"""Code points of the first and the last Chinese character in common use."""


def make_pattern(phrase: str) -> tuple[Side, str]:
    """Return in which text a phrase is looked for, and a regular expression of RE2 for it.

    The expression finds each text that has the phrase, in traditional or simplified characters, in
    upper or lower case; and perhaps a few others, such as those with a longer English word.
    """
    phrase = " ".join(phrase.split())
    side = side_of(phrase)
    if side == "en":
        words = (as_any_pattern(word, forms=lambda _: "") for word in phrase.split())
        return side, "(?i)" + r"[\s\p{Z}]+".join(words)
    forms = _traditional_forms()
    return side, as_any_pattern(
        simplify(usual_form(phrase)), forms=lambda char: forms.get(char, "")
    )


@lru_cache(maxsize=1)
def _traditional_forms() -> dict[str, str]:
    """Return for each simplified character the others that become it."""
    characters = "".join(map(chr, range(_FIRST, _LAST + 1)))
    forms: dict[str, str] = defaultdict(str)
    for old, new in zip(characters, simplify(characters), strict=True):
        if old != new:
            forms[new] += old
    return dict(forms)
