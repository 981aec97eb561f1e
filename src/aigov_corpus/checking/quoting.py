"""Pieces of texts in the messages of checks."""

from __future__ import annotations

_LONGEST = 60
"""Characters of a quoted piece; a longer one is cut in the middle."""


_START = 40
"""Characters of the beginning of a text that is not quoted whole."""


def quote(text: str) -> str:
    """Return a piece of a text in quotation marks, on one line, cut between words if it is long."""
    flat = " ".join(text.split())
    if len(flat) > _LONGEST:
        half = _LONGEST // 2
        first = flat[: _start_of_word(flat, half)] or flat[:half]
        last = flat[_end_of_word(flat, len(flat) - half) :] or flat[-half:]
        flat = f"{first.rstrip()} … {last.lstrip()}"
    return f"“{flat}”"


def quote_start(text: str) -> str:
    """Return the beginning of a text in quotation marks, on one line, cut between words."""
    flat = " ".join(text.split())
    if len(flat) > _START:
        flat = f"{(flat[: _start_of_word(flat, _START)] or flat[:_START]).rstrip()} …"
    return f"“{flat}”"


def quote_around(text: str, place: int, before: int, after: int) -> str:
    """Return the words around a place of a text in quotation marks.

    Args:
        text: the text.
        place: offset in it.
        before: characters before the place; more where a word would be cut.
        after: characters after it; more where a word would be cut.
    """
    start = _start_of_word(text, max(0, place - before))
    end = _end_of_word(text, min(len(text), place + after))
    return quote(text[start:end])


def _start_of_word(text: str, at: int) -> int:
    """Return the offset at which the word in Latin letters begins that an offset would cut."""
    while 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at]):
        at -= 1
    return at


def _end_of_word(text: str, at: int) -> int:
    """Return the offset at which the word in Latin letters ends that an offset would cut."""
    while 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at]):
        at += 1
    return at


def _is_letter(character: str) -> bool:
    """Tell whether a character is a letter or digit of a word that is not to be cut."""
    return character.isalnum() and not "\u3040" <= character <= "\u9fff"
