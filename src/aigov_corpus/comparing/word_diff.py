"""What differs between two wordings of one text, word by word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal

from aigov_corpus.text.words import find_words

PieceKind = Literal["same", "gone", "new"]
Pieces = tuple[tuple[PieceKind, str], ...]
"""The pieces of both texts in order: what both have, what only the old, what only the new has."""


def diff_words(old: str, new: str, *, lang: str) -> Pieces:
    """Return two texts word by word: what both have, and what only one has.

    The pieces `same` and `gone` joined are the old text, `same` and `new` joined the new one; only
    white space may differ.
    """
    first, second = _split_tokens(old, lang), _split_tokens(new, lang)
    keys = [[token.strip() for token in side] for side in (first, second)]
    pieces: list[tuple[PieceKind, str]] = []
    codes = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    for number, (kind, start, end, other_start, other_end) in enumerate(codes):
        gone, came = "".join(first[start:end]), "".join(second[other_start:other_end])
        if kind == "equal" and not (0 < number < len(codes) - 1 and _is_mark(came)):
            pieces.append(("same", came))
            continue
        pieces += [("gone", gone)] if gone else []
        pieces += [("new", came)] if came else []
    return _gather(pieces)


def _gather(pieces: Iterable[tuple[PieceKind, str]]) -> Pieces:
    """Return pieces, those that stand side by side joined, with what is gone before what is new."""
    found: list[tuple[PieceKind, str]] = []
    gone = came = ""
    for kind, text in [*pieces, ("same", "")]:
        if kind == "gone":
            gone += text
        elif kind == "new":
            came += text
        else:
            found += [("gone", gone)] if gone else []
            found += [("new", came)] if came else []
            found += [("same", text)] if text else []
            gone = came = ""
    return tuple(found)


def _is_mark(text: str) -> bool:
    """Tell whether a text is a mark or white space alone, which joins what stands around it."""
    return len(text.strip()) <= 1 and not any(map(str.isalnum, text))


def _split_tokens(text: str, lang: str) -> list[str]:
    """Return the words and marks of a text, each with the white space behind it."""
    tokens: list[str] = []
    at = 0
    for _, start, end in [*find_words(text, lang=lang), ("", len(text), len(text))]:
        for char in text[at:start]:
            if char.isspace() and tokens:
                tokens[-1] += char
            else:
                tokens.append(char)
        if end > start:
            tokens.append(text[start:end])
        at = end
    return tokens
