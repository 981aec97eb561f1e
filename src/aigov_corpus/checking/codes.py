"""Codes of many digits, such as telephone numbers, which the two texts may group differently."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CODE = re.compile(r"(?<![\d.,%])\+?\(?\d+(?:[)\s–-]{1,2}\(?\d+)*(?![\d%]|[.,]\d)", re.ASCII)
LAST_DIGITS = 7
"""Last digits of a code that tell it from others: a telephone may have codes of places before."""


def last_digits(code: str) -> str:
    """Return the last digits of a code without what stands between them."""
    return re.sub(r"\D", "", code)[-LAST_DIGITS:]


def find_codes(text: str) -> Mapping[str, tuple[int, int]]:
    """Return the places of the codes of a text, by their last digits.

    139 1234 5678, (86-10) 6655 4433 and 6222020200112233 are codes.
    """
    found = {}
    for match in _CODE.finditer(text):
        digits = last_digits(match[0])
        if len(digits) == LAST_DIGITS:
            found[digits] = match.span()
    return found
