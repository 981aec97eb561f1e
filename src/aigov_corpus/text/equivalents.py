"""Forms of characters that make no difference to who looks for a word: width, accents, marks."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}
_WIDTHS = ("<wide>", "<narrow>")
"""How Unicode marks characters of full or half width that stand for usual ones."""
_RADICALS = ("\u2f00", "\u2fd5")
_COMPATIBILITY = (("\uf900", "\ufaff"), ("\U0002f800", "\U0002fa1f"))
"""Chinese characters that have the code of another one beside their own."""


class _Usual(dict[int, str]):
    """For the code of a character, the usual character; found when it is first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = usual = _usual(chr(code))
        return usual


def _usual(char: str) -> str:
    """Return the usual character that another one stands for; itself if it is one."""
    is_radical = _RADICALS[0] <= char <= _RADICALS[1]
    is_compatible = any(first <= char <= last for first, last in _COMPATIBILITY)
    if is_radical or is_compatible or unicodedata.decomposition(char).startswith(_WIDTHS):
        usual = unicodedata.normalize("NFKC", char)
        return usual if len(usual) == 1 else char
    return _QUOTES.get(char, char)


_TABLE = _Usual()


def unify(text: str) -> str:
    """Return a text with usual characters: Ａ becomes A, ⼈ (a radical) 人, and “ a straight mark.

    The result is as long as the text, so an offset in one is an offset in the other.
    """
    return text if text.isascii() else text.translate(_TABLE)


def as_pattern(phrase: str) -> str:
    """Return a regular expression for a phrase in a text that `unify` returned.

    A letter with an accent may be one character or two.
    """
    parts = []
    for char in unify(unicodedata.normalize("NFC", phrase)):
        apart = unicodedata.normalize("NFD", char)
        one = re.escape(char)
        parts.append(one if apart == char else f"(?:{one}|{re.escape(apart)})")
    return "".join(parts)
