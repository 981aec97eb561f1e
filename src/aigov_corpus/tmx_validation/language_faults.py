"""Language codes of BCP 47, and common mistakes in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from aigov_corpus.text.language_codes import LEGACY

_SCRIPT = 4
"""Number of letters in the code of a script, such as Hans."""

_REGION = 2
"""Number of letters in the code of a country, such as CN."""


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
        return LanguageFault("lang-underscore", recommended_case(code.replace("_", "-")))
    well_formed = re.fullmatch("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", code)
    if not well_formed or not tag_is_valid(code):
        return LanguageFault("lang-unknown", "")
    standard = LEGACY.get(code.lower()) or standardize_tag(code)
    if standard.lower() != code.lower():
        return LanguageFault("lang-old", standard)
    cased = recommended_case(code)
    return LanguageFault("lang-case", cased) if code != cased else None


def recommended_case(code: str) -> str:
    """Return a language code in the case that BCP 47 recommends: `zh-Hans-CN`, `en-x-us`.

    Scripts begin with a capital, and countries are in capitals. All else is in lower case, and so
    is a part that follows a single letter, as `us` follows `x`.
    """
    parts: list[str] = []
    for part in code.lower().split("-"):
        behind_letter = not parts or len(parts[-1]) == 1
        if not behind_letter and len(part) == _REGION:
            part = part.upper()
        elif not behind_letter and len(part) == _SCRIPT:
            part = part.title()
        parts.append(part)
    return "-".join(parts)


def is_same_code(one: str, other: str) -> bool:
    """Return whether two language codes differ in nothing but case, or `_` in place of `-`."""
    return one.lower().replace("_", "-") == other.lower().replace("_", "-")
