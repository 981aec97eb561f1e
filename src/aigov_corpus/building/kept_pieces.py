"""Put single pieces back into a document that reading had left out, at their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from aigov_corpus.extraction import extract_any
from aigov_corpus.records import Block, Document


def bring_back_pieces(
    document: Document, data: bytes, *, name: str, wanted: Collection[int]
) -> Document:
    """Return a document with some of the pieces that are left out of it.

    The file is read again with all pieces that were left out for the same reasons, which puts each
    at its place. Those that nobody wants are taken out again.

    Args:
        document: the document, as the file was read.
        data: the bytes of the file.
        name: name of the file, for messages.
        wanted: 0-based numbers of the pieces in `document.left_out`.

    Raises:
        InvalidInputError: the file cannot be read in this way.
    """
    if not wanted:
        return document
    reasons = sorted({document.left_out[number].reason for number in wanted})
    texts = extract_any(data, name=name, keep=reasons)
    full = next((text for text in texts if text.lang == document.lang), texts[0])
    blocks = _without_others(full.blocks, document, wanted, reasons)
    rest = tuple(
        piece for number, piece in enumerate(document.left_out) if number not in set(wanted)
    )
    return replace(document, blocks=tuple(blocks), left_out=rest)


def _without_others(
    blocks: Sequence[Block], document: Document, wanted: Collection[int], reasons: Sequence[str]
) -> list[Block]:
    """Return the blocks of a document in which all pieces of some reasons are, without the others.

    Of pieces with the same text, the first one in the list is the first one in the text.
    """
    read = Counter(_flat(block.text) for block in document.blocks)
    pieces: dict[str, list[bool]] = {}
    for number, piece in enumerate(document.left_out):
        if piece.reason in reasons:
            pieces.setdefault(_flat(piece.text), []).append(number in wanted)
    found = []
    for block in blocks:
        text = _flat(block.text)
        is_piece = not read[text] or block.kind == "paragraph"  # a heading of this text is none
        if pieces.get(text) and is_piece:
            if pieces[text].pop(0):
                found.append(block)
            continue
        read[text] -= 1
        found.append(block)
    return found


def _flat(text: str) -> str:
    """Return a text without white space, in which a piece and its paragraph may differ."""
    return "".join(text.split())
