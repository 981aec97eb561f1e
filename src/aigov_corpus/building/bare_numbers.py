"""Numbers that stand in a line of their own in one text, and before their text in the other.

`Article 42` above its text has no counterpart of its own where the other text begins with
第四十二条: it belongs to the bead that begins there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aigov_corpus.records import Alignment, Bead, Segment, Segmented
from aigov_corpus.text.markers import Marker, find_marker


def attach_bare_numbers(alignment: Alignment, src: Segmented, tgt: Segmented) -> Alignment:
    """Return an alignment in which no number stands alone that the next bead begins with."""
    moved = {move.src for move in alignment.moves}, {move.tgt for move in alignment.moves}
    beads: list[Bead] = []
    for bead in alignment.beads:
        above = beads[-1] if beads else None
        if above is not None and _begins_with(above, bead, (src, tgt), moved):
            beads[-1] = replace(bead, src=above.src + bead.src, tgt=above.tgt + bead.tgt)
        else:
            beads.append(bead)
    return replace(alignment, beads=tuple(beads))


def _begins_with(
    above: Bead, bead: Bead, texts: tuple[Segmented, Segmented], moved: Sequence[set[int]]
) -> bool:
    """Tell whether a null bead is only a number, and the next bead begins with it on both sides.

    Args:
        above: the bead.
        bead: the next one.
        texts: source and target.
        moved: the sentences of each that were found at another place of the other.
    """
    if not (bead.src and bead.tgt):
        return False
    sides = ((above.src, bead.tgt), (above.tgt, bead.src))
    for side, (alone, others) in enumerate(sides):
        if len(alone) != 1 or sides[1 - side][0] or alone[0] in moved[side]:
            continue
        segment = texts[side].segments[alone[0]]
        number = _find_named(segment, texts[side].document.lang)
        other = texts[1 - side]
        first = other.segments[others[0]]
        theirs = _find_named(first, other.document.lang)
        if number is None or theirs is None or number.end < len(segment.text.rstrip()):
            return False
        same = (number.family, number.number) == (theirs.family, theirs.number)
        return same and number.suffix == theirs.suffix and theirs.end < len(first.text.rstrip())
    return False


def _find_named(segment: Segment, lang: str) -> Marker | None:
    """Return the number with a name (article, chapter) that a segment begins with, or None."""
    marker = find_marker(segment.text, lang)
    return None if marker is None or marker.plain else marker
