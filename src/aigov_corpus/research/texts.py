"""Texts of pairs: one side of them, each Chinese text once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aigov_corpus.errors import UnknownNameError
from aigov_corpus.records import Pair, Side

SIDES: dict[str, Side] = {"zh": "zh", "en": "en"}
"""The names of the sides."""


def read_side(side: str) -> Side:
    """Return a side by its name.

    Raises:
        UnknownNameError: it is neither `zh` nor `en`.
    """
    if side not in SIDES:
        raise UnknownNameError("side", side, SIDES)
    return SIDES[side]


def name_text(pair: Pair, side: Side) -> tuple[str, str]:
    """Return the names of the text that a side of a pair is from: document and rendering.

    The Chinese text of a document is the same for all its renderings, so their names are left out.
    """
    return (pair.document, "" if side == "zh" else pair.rendering)


def keep_new_texts(pairs: Iterable[Pair], side: Side) -> Iterator[Pair]:
    """Yield the pairs that have a text on one side, and whose sentences there are not all known.

    So the Chinese text of a document with several renderings comes once.
    """
    return (pair for pair, is_new in mark_new_texts(pairs, side) if is_new)


def mark_new_texts(pairs: Iterable[Pair], side: Side) -> Iterator[tuple[Pair, bool]]:
    """Yield each pair, and whether `keep_new_texts` yields it."""
    seen: set[tuple[str, str, str]] = set()
    for pair in pairs:
        names = {(*name_text(pair, side), name) for name in pair.ids(side)}
        is_new = bool(pair.text(side)) and not (names and names <= seen)
        if is_new:
            seen |= names
        yield pair, is_new
