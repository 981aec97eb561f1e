"""Codes of many digits, such as telephone numbers, which the two texts may group differently."""

from __future__ import annotations

from typing import NamedTuple

from aigov_corpus import patterns as re

_CODE = re.compile(r"(?<![\d.,%])\+?\(?\d+(?:[)\s–-]{1,2}\(?\d+)*(?![\d%]|[.,]\d)", re.ASCII)
LAST_DIGITS = 7
"""Last digits of a code that tell it from others: a telephone may have codes of places before."""
_MOST_PLACES = 2
"""Groups before a telephone number that are codes of places: of a country and of a city."""


class Code(NamedTuple):
    """A code in a text."""

    written: str
    place: tuple[int, int]

    @property
    def tails(self) -> frozenset[str]:
        """Its digits, and those without codes of places.

        (852) 2878-8196 has 85228788196 and 28788196. All have digits enough to tell them
        from other codes.
        """
        groups = re.findall(r"\d+", self.written)
        tails = ("".join(groups[at:]) for at in range(_MOST_PLACES + 1))
        return frozenset(tail for tail in tails if len(tail) >= LAST_DIGITS)


def last_digits(code: str) -> str:
    """Return the last digits of a code without what stands between them."""
    return re.sub(r"\D", "", code)[-LAST_DIGITS:]


def find_codes(text: str) -> list[Code]:
    """Return the codes of a text.

    139 1234 5678, (86-10) 6655 4433 and 6222020200112233 are codes.
    """
    found = [Code(match[0], match.span()) for match in _CODE.finditer(text)]
    return [code for code in found if len(last_digits(code.written)) == LAST_DIGITS]
