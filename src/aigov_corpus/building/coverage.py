"""Sentences that say which part of a text its other version covers.

An excerpt is aligned like a whole text. So a person should read in one line that it is one, and
which part of the other text it holds. If both texts lack much of each other, they are probably two
versions of one text, and that is said too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aigov_corpus.matching.parts import MovedPart
from aigov_corpus.records import Alignment, Segmented, is_doubtful
from aigov_corpus.text.counting import counted
from aigov_corpus.text.quoting import printable
from aigov_corpus.text.row_numbers import describe_rows

# Fewest sentences in a row without a counterpart that are called a part of a text. Fewer are
# omissions of a translator.
_LEAST_PART = 8
# Share of a text from which on such parts are told.
_LEAST_SHARE = 0.1
# If less of both texts is in rows that are not doubtful, they hardly have anything in common.
_LEAST_COMMON = 0.5
# Parts that are told one by one, and characters of their titles.
_MOST_PARTS = 3
_TITLE_CHARACTERS = 60


def describe_moved_parts(
    moved: Sequence[MovedPart], alignment: Alignment, names: tuple[str, str]
) -> list[str]:
    """Return a sentence that says which parts of a text stand elsewhere in it than in the rows.

    Returns:
        No sentence if no part was moved, else one.
    """
    if not moved:
        return []
    told = [
        f"{_quote(part.title)} is part {part.place} of {names[1]} and part {part.counterpart} of "
        f"{names[0]} ({_describe_rows_of(part, alignment)})"
        for part in moved[:_MOST_PARTS]
    ]
    if len(moved) > _MOST_PARTS:
        told.append(f"and {counted(len(moved) - _MOST_PARTS, 'more part')} moved")
    return [
        f"the parts of {names[1]} stand in another order than those of {names[0]}, and the rows "
        f"follow {names[0]}: {', '.join(told)}"
    ]


def _describe_rows_of(part: MovedPart, alignment: Alignment) -> str:
    """Return the rows of a part of the second text."""
    return describe_rows(
        row
        for row, bead in enumerate(alignment.beads, start=1)
        if bead.tgt and part.start <= bead.tgt[0] < part.end
    )


def _quote(title: str) -> str:
    """Return the beginning of a title, in quotation marks."""
    return f"“{printable(title, longest=_TITLE_CHARACTERS)}”"


def describe_coverage(
    zh: Segmented, en: Segmented, alignment: Alignment, names: tuple[str, str]
) -> list[str]:
    """Return what a person should know about parts of the two texts that have no counterpart.

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
    sides = [
        _Side(names[0], len(zh.segments), zh_shared, [bead.src for bead in alignment.beads]),
        _Side(names[1], len(en.segments), en_shared, [bead.tgt for bead in alignment.beads]),
    ]
    lacking = [side for side in sides if side.lacks_part]
    if len(lacking) == 1:
        [side] = lacking
        part = names[1] if side is sides[0] else names[0]
        share = 1 - side.outside / side.size
        return [
            f"{part} covers only a part of {side.name}, {share:.0%} of its sentences "
            f"({side.describe(covered=True)}); the rest is missing in it "
            f"({side.describe(covered=False)})"
        ]
    if lacking:
        found = [
            f"{side.outside} of {side.size} sentences of {side.name} "
            f"({side.describe(covered=False)})"
            for side in sides
        ]
        return [
            f"{found[0]} and {found[1]} stand in long parts that the other text lacks: they seem "
            "to be two different versions"
        ]
    return _describe_common(sides, alignment)


def _describe_common(sides: Sequence[_Side], alignment: Alignment) -> list[str]:
    """Return a sentence that says how little two texts have in common, if it is little of both."""
    sure = [
        bead for bead in alignment.beads if bead.src and bead.tgt and not is_doubtful(bead.score)
    ]
    zh, en = sum(len(bead.src) for bead in sure), sum(len(bead.tgt) for bead in sure)
    zh_side, en_side = sides
    if zh >= _LEAST_COMMON * zh_side.size or en >= _LEAST_COMMON * en_side.size:
        return []
    return [
        f"only {zh} of {zh_side.size} sentences of {zh_side.name} and {en} of {en_side.size} "
        f"sentences of {en_side.name} surely have a counterpart: they seem to be two different "
        "texts or versions"
    ]


class _Side:
    """One of two texts: which stretches of it the other text covers, and in which rows they are."""

    def __init__(
        self, name: str, size: int, shared: Sequence[int], beads: Sequence[Sequence[int]]
    ) -> None:
        """Find the stretches.

        Args:
            name: name of the text.
            size: its number of sentences.
            shared: the 0-based numbers of the sentences with a counterpart, in ascending order.
            beads: the numbers of its sentences in each bead; row n is the n-th bead, from 1.
        """
        self.name = name
        self.size = size
        self._beads = beads
        self._covered = [False] * size
        for start, end in _covered(shared, size):
            self._covered[start:end] = [True] * (end - start)
        self.outside = size - sum(self._covered)

    @property
    def lacks_part(self) -> bool:
        """Whether long parts of the text have no counterpart."""
        return self.outside >= max(_LEAST_PART, _LEAST_SHARE * self.size)

    def describe(self, *, covered: bool) -> str:
        """Return the rows of the stretches that the other text covers, or of all others."""
        rows = [
            row
            for row, numbers in enumerate(self._beads, start=1)
            if numbers and self._covered[numbers[0]] == covered
        ]
        return describe_rows(rows) if rows else "no row"


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
