"""The characters that stand for others in PDFs: radicals, ligatures, marks of private fonts."""

from __future__ import annotations

import unicodedata
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.font_signs import PRIVATE_SIGN, find_sign
from aigov_corpus.text.equivalents import restore_radicals

_LIGATURES = re.compile("[\ufb00-\ufb06]")

# Any character that is changed below.
_CHANGED = re.compile("[\u2e80-\u2fd5\ufb00-\ufb06\uf900-\ufaff\u00a0\u2000-\u200a\u202f\u205f]")
_BLANKS = frozenset(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)


# Some programs write the letters of a ligature with their two bytes exchanged: U+0066 as U+6600.
# These characters are rare in Chinese, and no word has two of them beside each other.
_SWAPPED = dict(zip("昀椀氀琀樀", "filtj", strict=True))
_SWAPPED_LIGATURE = re.compile("昀{1,2}[椀氀樀琀]|昀{2}|琀{1,2}椀|琀{2}")

_TYPEWRITER = re.compile(r"mono(?!type)|courier|consol|menlo|typewriter|cmtt|code", re.IGNORECASE)
"""Names of fonts in which code is set."""


def mend_ligatures(text: str) -> str:
    """Return a text in which ligatures with exchanged bytes have their letters: 昀椀 becomes `fi`.

    The text keeps its length.
    """
    return _SWAPPED_LIGATURE.sub(
        lambda found: "".join(_SWAPPED[char] for char in found.group()), text
    )


def restore_signs(page: dict[str, Any]) -> None:
    """Put usual characters in place of signs of Symbol and Wingdings on a page."""
    text = page.get("chars", "")
    if not PRIVATE_SIGN.search(text):
        return
    fonts = [page["styles"][style][3] for style in page["style"]]
    page["chars"] = PRIVATE_SIGN.sub(
        lambda found: find_sign(fonts[found.start()], ord(found.group())) or found.group(), text
    )


def restore(text: str) -> str:
    """Return a text in which radicals, ligatures and compatibility forms are the usual characters.

    ⼈ (U+2F08) becomes 人, `ﬁ` becomes `fi`. Digits and letters of full width stay as they are.
    """
    return _CHANGED.sub(lambda found: _restore_one(found.group()), mend_ligatures(text))


def _restore_one(char: str) -> str:
    if char in _BLANKS:
        return " "
    if _LIGATURES.match(char):
        return unicodedata.normalize("NFKC", char)
    return restore_radicals(char)


def is_wide(char: str) -> bool:
    """Tell whether a character is as wide as it is high: Chinese, or a mark of Chinese."""
    return "\u2e80" <= char <= "\ua4cf" or "\uf900" <= char <= "\uffef" or char >= "\U00020000"


def is_typewriter(font: str) -> bool:
    """Tell whether the name of a font says that all its letters are equally wide."""
    return _TYPEWRITER.search(font) is not None
