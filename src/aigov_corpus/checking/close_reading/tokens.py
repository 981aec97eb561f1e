"""The tokens of the network that reads both texts, with their places in the text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

from aigov_corpus.text.capitals import lower_capitals

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

_SPACE = "▁"
"""How the tokenizer writes a space; it also puts one before every text."""
_FILE = "close_reader.model"


class Tokens(NamedTuple):
    """The tokens of a text."""

    ids: list[int]
    """Their numbers in the vocabulary."""
    places: list[tuple[int, int]]
    """The offset of the first character of each in the text, and that after its last one."""


@lru_cache(maxsize=1)
def load_tokenizer() -> SentencePieceProcessor:
    """Return the tokenizer that comes with the package."""
    from sentencepiece import SentencePieceProcessor

    with as_file(files("aigov_corpus") / "data" / "checks" / _FILE) as path:
        return SentencePieceProcessor(model_file=str(path))


def cut(text: str) -> Tokens:
    """Return the tokens of a text.

    Characters are normalised one by one (NFKC), so that each token can be found in the text again.
    Words in capitals are read in small letters.
    """
    tokenizer = load_tokenizer()
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(lower_capitals(text)):
        for normal in unicodedata.normalize("NFKC", character):
            is_space = normal.isspace()
            if is_space and (not characters or characters[-1] == " "):
                continue
            # a surrogate that is not part of a pair cannot be encoded
            characters.append(" " if is_space else normal if normal.isprintable() else "\ufffd")
            offsets.append(offset)
    while characters and characters[-1] == " ":
        del characters[-1], offsets[-1]
    pieces: list[str] = tokenizer.encode("".join(characters), out_type=str)
    places = []
    at = -1  # the space before the text has no offset
    for piece in pieces:
        first = at + (piece[0] == _SPACE and len(piece) > 1)
        at += len(piece)
        places.append((offsets[max(first, 0)], offsets[max(at - 1, 0)] + 1))
    return Tokens([int(tokenizer.piece_to_id(piece)) for piece in pieces], places)
