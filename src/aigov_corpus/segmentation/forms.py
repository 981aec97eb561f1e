"""Usual characters in place of rare forms of them, so that rules know them; the length stays."""

from __future__ import annotations

from aigov_corpus import patterns as re

_VERTICAL_OR_SMALL = str.maketrans(
    "︒︕︖︐︑︓︔﹁﹂﹃﹄︵︶︽︾︿﹀｢｣﹐﹑﹔﹕﹖﹗﹙﹚",
    "。！？，、：；「」『』（）《》〈〉「」，、；：？！（）",
)
"""Marks of vertical lines, those of half width, and the small ones of Big5."""
_HAS_RARE_MARK = re.compile("[︐-︙︵-﹄﹐-﹚｢｣]")
_FULL_WIDTH = str.maketrans({chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)})
"""ASCII of full width: ．, Ａ."""
_HAS_FULL_WIDTH = re.compile("[！-～]")
_ACCENTS = re.compile("([A-Za-z])([\u0300-\u036f]+)")
"""A letter and accents that are characters of their own, as macOS and some PDFs store é."""


def usual_marks(text: str) -> str:
    """Return a Chinese text with the usual marks in place of vertical, half-width and small ones.

    Each character stands for one, so that offsets stay.
    """
    return text.translate(_VERTICAL_OR_SMALL) if _HAS_RARE_MARK.search(text) else text


def usual_letters(text: str) -> str:
    """Return an English text in which letters of full width, and letters with accents, are plain.

    In place of each accent the letter stands once more, so that offsets stay.
    """
    if text.isascii():
        return text
    if _HAS_FULL_WIDTH.search(text):
        text = text.translate(_FULL_WIDTH)
    return _ACCENTS.sub(lambda found: found[1] * len(found[0]), text)
