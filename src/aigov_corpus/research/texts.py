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


def text_of(pair: Pair, side: Side) -> str:
    """Return one of the two texts of a pair."""
    return pair.zh if side == "zh" else pair.en


def ids_of(pair: Pair, side: Side) -> tuple[str, ...]:
    """Return the ids of the sentences of one text of a pair."""
    return pair.zh_ids if side == "zh" else pair.en_ids


def language_of(pair: Pair, side: Side) -> str:
    """Return the language code of one text of a pair."""
    return pair.language_zh if side == "zh" else pair.language_en


def other_side(side: Side) -> Side:
    """Return the side of the other text."""
    return "en" if side == "zh" else "zh"


def source_of(pair: Pair, side: Side) -> tuple[str, str]:
    """Return the names of the text that a side of a pair is from: document and rendering.

    The Chinese text of a document is the same for all its renderings, so their names are left out.
    """
    return (pair.document, "" if side == "zh" else pair.rendering)


def pairs_once(pairs: Iterable[Pair], side: Side) -> Iterator[Pair]:
    """Yield the pairs that have a text on one side, and whose sentences there are not all known.

    So the Chinese text of a document with several renderings comes once.
    """
    return (pair for pair, is_new in mark_once(pairs, side) if is_new)


def mark_once(pairs: Iterable[Pair], side: Side) -> Iterator[tuple[Pair, bool]]:
    """Yield each pair, and whether `pairs_once` yields it."""
    seen: set[tuple[str, str, str]] = set()
    for pair in pairs:
        names = {(*source_of(pair, side), name) for name in ids_of(pair, side)}
        is_new = bool(text_of(pair, side)) and not (names and names <= seen)
        if is_new:
            seen |= names
        yield pair, is_new
