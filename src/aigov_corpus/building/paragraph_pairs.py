"""Two texts whose paragraphs match one by one: line n of one file belongs to line n of the other.

The lines are those that `extract --format text` writes, or any others. A bead never crosses the
border between two paragraphs.
"""

from __future__ import annotations

from aigov_corpus.alignment import align_sentences
from aigov_corpus.building.two_texts import TwoTexts
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.protocols import Encoder
from aigov_corpus.records import Block, Document, Segmented
from aigov_corpus.text.quoting import printable

_SHOWN = 40
"""Characters of a paragraph that a message shows."""


def find_fences(texts: TwoTexts, *, encoder: Encoder) -> list[tuple[int, int]]:
    """Return the borders between paragraphs, as numbers of source and target segments before them.

    Raises:
        InvalidInputError: they do not have the same number of paragraphs. The error says at which
            paragraphs the two part.
    """
    src, tgt = (_blocks(text.document) for text in (texts.src, texts.tgt))
    if len(src) != len(tgt):
        raise _unequal_counts_error(texts, src, tgt, encoder)
    src_starts, tgt_starts = _starts(texts.src), _starts(texts.tgt)
    return list(zip(src_starts, tgt_starts, strict=True))[1:]


def _blocks(document: Document) -> list[Block]:
    """Return the blocks of a document that are part of its text."""
    return [block for block in document.blocks if block.kind != "provenance"]


def _starts(text: Segmented) -> list[int]:
    """Return, for each block of the text, the number of segments before it."""
    counts: dict[int, int] = {}
    for segment in text.segments:
        counts[segment.block] = counts.get(segment.block, 0) + 1
    starts, total = [], 0
    for number, block in enumerate(text.document.blocks):
        if block.kind != "provenance":
            starts.append(total)
            total += counts.get(number, 0)
    return starts


def _unequal_counts_error(
    texts: TwoTexts, src: list[Block], tgt: list[Block], encoder: Encoder
) -> InvalidInputError:
    """Return the error for two texts with different numbers of paragraphs."""
    alignment = align_sentences(
        [block.text for block in src],
        [block.text for block in tgt],
        src_lang=texts.languages[0],
        tgt_lang=texts.languages[1],
        encoder=encoder,
    )
    at_src = at_tgt = 0
    for bead in alignment.beads:
        if (len(bead.src), len(bead.tgt)) != (1, 1):
            break
        at_src, at_tgt = at_src + 1, at_tgt + 1
    places = [
        _place(name, blocks, at)
        for name, blocks, at in ((texts.names[0], src, at_src), (texts.names[1], tgt, at_tgt))
    ]
    return InvalidInputError(
        f"{texts.names[0]} has {len(src)} paragraphs and {texts.names[1]} has {len(tgt)}; they "
        f"seem to part at {places[0]} and {places[1]}",
        remedy="join or divide the paragraphs there, or leave out --paragraphs",
    )


def _place(name: str, blocks: list[Block], at: int) -> str:
    """Return the name of a place in a file: its line, and the words there."""
    if at >= len(blocks):
        return f"the end of {name}"
    block = blocks[at]
    shown = printable(block.text, longest=_SHOWN)
    line = f"line {block.paragraph}" if block.paragraph else f"paragraph {at + 1}"
    return f"{line} of {name} ('{shown}')"
