"""Language codes: BCP 47, and how people get them wrong."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1024)
def fault(code: str) -> tuple[str, str]:
    """Return what is wrong with a code and the better one: a finding's code, or an empty string."""
    from langcodes import standardize_tag, tag_is_valid

    if "_" in code:
        return "lang-underscore", cased(code.replace("_", "-"))
    if not re.fullmatch("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", code) or not tag_is_valid(code):
        return "lang-unknown", ""
    standard = standardize_tag(code)
    if standard.lower() != code.lower():
        return "lang-old", standard
    return ("lang-case", cased(code)) if code != cased(code) else ("", "")


def cased(code: str) -> str:
    """Return a code as BCP 47 recommends to write it: `zh-Hans-CN`, `en-x-us`."""
    parts: list[str] = []
    for part in code.lower().split("-"):
        if parts and len(parts[-1]) > 1:
            part = part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part
        parts.append(part)
    return "-".join(parts)


def same(one: str, other: str) -> bool:
    """Say whether two codes mean the same, whatever their case and hyphen."""
    return one.lower().replace("_", "-") == other.lower().replace("_", "-")
