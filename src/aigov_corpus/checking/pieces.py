"""Pieces of a text that a translation may lack: clauses, items of lists, and neighbours of them.

A piece is a run of words. It begins and ends at marks or at a word for "and", because what a
translator leaves out does so too, and because a reader can look for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.records import Side

Piece = tuple[int, int]
"""A run of words: the number of its first word, and the number after its last one."""
Word = tuple[str, int, int]
"""A word, the offset of its first character, and the offset after its last one."""

_MARKS: dict[Side, re.Pattern[str]] = {
    "zh": re.compile("[，。；：！？、,;:!?（）()“”—…]"),
    "en": re.compile(r"[,;:.!?()—–“”](?=\s|$|[”’)])|[(“—–]"),
}
"""Marks between pieces; a full stop or comma inside a number is none."""
_AND: dict[Side, re.Pattern[str]] = {
    "zh": re.compile(
        "以及|(?<!共)和(?![谐諧平睦解气氣好善])|[与與](?![共会會时時])|及(?![时時其])"
        "|或(?![许許者])"
    ),
    "en": re.compile(r"\b(?:and|or|as well as)\b", re.I),
}
"""Words that join the last item of a list to the others."""
_LIST_MARK = "、"
_JOINTS = frozenset({"and", "or", "和", "与", "與", "及", "以及", "或"})
"""Words that join a piece to the one before it, and say nothing of the piece that they begin."""


def list_pieces(text: str, words: Sequence[Word], side: Side) -> list[Piece]:
    """Return the pieces of a text, in order; some contain others.

    They are what stands between two marks, or between marks and words for "and", and every two
    neighbours of those between marks. The items of a list with 、 are pieces, and so is the list.
    """
    starts = [start for _, start, _ in words]
    marks = [(bisect_left(starts, mark.start()), mark[0]) for mark in _MARKS[side].finditer(text)]
    found = set(_join_neighbours(_cut(len(words), [at for at, _ in marks])))
    if _LIST_MARK in text:
        others = [at for at, mark in marks if mark != _LIST_MARK]
        found.update(_join_neighbours(_cut(len(words), others)))
    joints = [bisect_left(starts, joint.start()) for joint in _AND[side].finditer(text)]
    if joints:
        found.update(_cut(len(words), [*joints, *(at for at, _ in marks)]))
    return sorted(found)


def find_place(words: Sequence[Word], piece: Piece) -> tuple[int, int]:
    """Return the offsets of a piece in its text, without a word for "and" that it begins with."""
    first, last = piece
    if last - first > 1 and words[first][0].lower() in _JOINTS:
        first += 1
    return words[first][1], words[last - 1][2]


def _cut(words: int, cuts: Iterable[int]) -> list[Piece]:
    """Return the runs of some words between the words before which they are cut."""
    return list(pairwise(sorted({0, words, *cuts})))


def _join_neighbours(runs: Sequence[Piece]) -> Iterator[Piece]:
    """Yield runs, and every two neighbours as one run."""
    yield from runs
    for (first, _), (_, last) in pairwise(runs):
        yield first, last
