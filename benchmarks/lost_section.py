"""A section deleted from one side of a text, as in a rendering that does not have all of it."""

from __future__ import annotations

from aigov_corpus.evaluation.damage import delete_sentences
from aigov_corpus.evaluation.gold import GoldText

SHARE = 0.4
"""Share of a text's beads that lie in the section: two of five, so that it dwarfs any omission."""
SRC = 0
"""The side that is deleted: the source."""
TGT = 1
"""The side that is deleted: the target."""


def lose_section(text: GoldText, *, side: int, share: float = SHARE) -> GoldText:
    """Return a text without one side of its middle section, and with its gold changed accordingly.

    The sentences of the other side stay, and become null beads.

    Args:
        text: a text with its gold.
        side: the side to delete, `SRC` or `TGT`.
        share: share of the text's beads that lie in the section, 0 to 1.
    """
    size = round(share * len(text.beads))
    first = (len(text.beads) - size) // 2
    section = text.beads[first : first + size]
    deleted = {number for bead in section for number in bead[side]}
    if side == SRC:
        return delete_sentences(text, src=deleted)
    return delete_sentences(text, tgt=deleted)
