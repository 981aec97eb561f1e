"""Sentences that say which part of a text its other version covers.

An excerpt is aligned like a whole text. So a person should read in one line that it is one, and
which part of the other text it holds. If both texts lack much of each other, they are probably two
versions of one text, and that is said too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aigov_corpus.records import Alignment, Segmented

# Fewest sentences in a row without a counterpart that are called a part of a text. Fewer are
# omissions of a translator.
_LEAST_PART = 8
# Share of a text from which on such parts are told.
_LEAST_SHARE = 0.1
# So many stretches of a text are named at most.
_MOST_NAMED = 3


def describe_coverage(
    zh: Segmented, en: Segmented, alignment: Alignment, names: tuple[str, str]
) -> list[str]:
    """Return what a person should know about parts of the two texts that have no counterpart.

    Args:
        zh: the Chinese text.
        en: the English text.
        alignment: their beads.
        names: what to call the two texts.

    Returns:
        No sentence if neither text has a long part without a counterpart, or if a text is empty.
        One sentence otherwise.
    """
    whole = [bead for bead in alignment.beads if bead.src and bead.tgt]
    moved = {move.src for move in alignment.moves}, {move.tgt for move in alignment.moves}
    zh_shared = sorted({number for bead in whole for number in bead.src} | moved[0])
    en_shared = sorted({number for bead in whole for number in bead.tgt} | moved[1])
    if not zh_shared and zh.segments and en.segments:
        return [f"no sentence of {names[0]} has a counterpart in {names[1]}"]
    found = []
    for text, shared in ((zh, zh_shared), (en, en_shared)):
        size = len(text.segments)
        stretches = _covered(shared, size)
        outside = size - sum(end - start for start, end in stretches)
        found.append((size, stretches, outside, outside >= max(_LEAST_PART, _LEAST_SHARE * size)))
    (zh_size, zh_stretches, zh_outside, zh_lacks), (en_size, en_stretches, en_outside, en_lacks) = (
        found
    )
    if not zh_lacks and not en_lacks:
        return []
    if zh_lacks and en_lacks:
        return [
            f"{zh_outside} of {zh_size} sentences of {names[0]} and {en_outside} of {en_size} of "
            f"{names[1]} stand in long parts that the other text lacks: they seem to be two "
            "different versions"
        ]
    if zh_lacks:
        return [_excerpt(names[1], names[0], zh_stretches, zh_size)]
    return [_excerpt(names[0], names[1], en_stretches, en_size)]


def _covered(shared: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Return the stretches of a text that its other version covers.

    Between two stretches, before the first and behind the last, at least `_LEAST_PART` sentences in
    a row have no counterpart.

    Args:
        shared: the 0-based numbers of the sentences with a counterpart, in ascending order.
        size: the number of sentences.

    Returns:
        For each stretch the number of its first sentence, and the number after its last one.
    """
    if not shared:
        return []
    borders = [0 if shared[0] < _LEAST_PART else shared[0]]
    for number, following in pairwise(shared):
        if following - number > _LEAST_PART:
            borders += [number + 1, following]
    borders.append(size if size - shared[-1] <= _LEAST_PART else shared[-1] + 1)
    return list(zip(borders[::2], borders[1::2], strict=True))


def _excerpt(part: str, whole: str, stretches: Sequence[tuple[int, int]], size: int) -> str:
    """Return a sentence that says which part of a text the other one covers.

    Args:
        part: the name of the text that is an excerpt.
        whole: the name of the other text.
        stretches: what `_covered` returned for the other text.
        size: the number of sentences of the other text.
    """
    ranges = [f"{start + 1} to {end}" for start, end in stretches[:_MOST_NAMED]]
    if len(stretches) > _MOST_NAMED:
        ranges.append(f"{len(stretches) - _MOST_NAMED} more stretches")
    share = sum(end - start for start, end in stretches) / size
    listed = " and ".join(filter(None, (", ".join(ranges[:-1]), *ranges[-1:]))) or "none"
    return (
        f"{part} covers only a part of {whole}: sentences {listed} of {size} ({share:.0%}); the "
        "rest is missing in it"
    )
