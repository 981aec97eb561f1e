"""Language codes of BCP 47, and common mistakes in them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.text.language_codes import LEGACY, LOCALE_END


class LanguageFault(NamedTuple):
    """What is wrong with a language code."""

    finding: str
    """Code of the finding: `lang-underscore`, `lang-unknown`, `lang-old` or `lang-case`."""
    better: str
    """Language code to write instead; empty if none is known."""


@lru_cache(maxsize=1024)
def find_fault(code: str) -> LanguageFault | None:
    """Return what is wrong with a language code, or None if nothing is."""
    from langcodes import standardize_tag, tag_is_valid

    if "_" in code:
        hyphened = LOCALE_END.sub("", code).replace("_", "-")
        better = standardize_tag(hyphened) if tag_is_valid(hyphened) else hyphened
        return LanguageFault("lang-underscore", better)
    well_formed = re.fullmatch("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", code)
    if not well_formed or not tag_is_valid(code):
        return LanguageFault("lang-unknown", "")
    standard = LEGACY.get(code.lower()) or standardize_tag(code)
    if standard.lower() != code.lower():
        return LanguageFault("lang-old", standard)
    return LanguageFault("lang-case", standard) if code != standard else None


def is_same_code(one: str, other: str) -> bool:
    """Return whether two language codes differ in nothing but case, or `_` in place of `-`."""
    return one.lower().replace("_", "-") == other.lower().replace("_", "-")
