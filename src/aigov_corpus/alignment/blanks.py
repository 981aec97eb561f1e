"""Blank sentences: they are left out before a text is aligned, and put back as null beads.

A blank sentence says nothing that could be compared. Each one becomes a null bead of its own, and
no bead holds sentences from both sides of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from aigov_corpus.alignment.fences import Fence
from aigov_corpus.records import Bead
from aigov_corpus.text.characters import clean_text


@dataclass(frozen=True, slots=True)
class FilledText:
    """The sentences of a text that are not blank.

    Attributes:
        sentences: these sentences, in order.
        numbers: the number of each in the whole text, counted from 0.
        size: how many sentences the whole text has.
    """

    sentences: tuple[str, ...]
    numbers: tuple[int, ...]
    size: int

    @property
    def borders(self) -> tuple[int, ...]:
        """Numbers of the `sentences` that stood right behind a blank one; never 0."""
        if len(self.sentences) == self.size:
            return ()
        return tuple(
            at for at in range(1, len(self.numbers)) if self.numbers[at] - self.numbers[at - 1] > 1
        )

    def count_before(self, number: int) -> int:
        """Return how many of `sentences` stand before sentence `number` of the whole text."""
        return bisect_left(self.numbers, number)


def leave_out_blanks(sentences: Sequence[str]) -> FilledText:
    """Return the sentences of a text that hold more than white space and invisible characters."""
    numbers = [number for number, sentence in enumerate(sentences) if clean_text(sentence)]
    return FilledText(
        tuple(sentences[number] for number in numbers), tuple(numbers), len(sentences)
    )


def move_fences(fences: Sequence[Fence], src: FilledText, tgt: FilledText) -> list[Fence]:
    """Return the same fences, where only sentences that are not blank are counted."""
    moved = ((src.count_before(i), tgt.count_before(j)) for i, j in fences)
    return [fence for fence in dict.fromkeys(moved) if fence != (0, 0)]


def put_blanks_back(
    beads: Sequence[Bead], src: FilledText, tgt: FilledText, fences: Sequence[Fence]
) -> tuple[Bead, ...]:
    """Return the beads of the whole texts: those of the filled sentences, and one for each blank.

    Args:
        beads: beads of `src.sentences` and `tgt.sentences`, in order.
        src: the source text.
        tgt: the target text.
        fences: fences of the whole texts in ascending order, the last one at the end of both.
    """
    if len(src.sentences) == src.size and len(tgt.sentences) == tgt.size:
        return tuple(beads)
    found: list[Bead] = []
    place = _Place(frozenset(src.numbers), frozenset(tgt.numbers), list(reversed(fences)))
    for bead in beads:
        found += place.pass_blanks()
        moved = Bead(
            tuple(src.numbers[number] for number in bead.src),
            tuple(tgt.numbers[number] for number in bead.tgt),
            bead.score,
        )
        place.i += len(moved.src)
        place.j += len(moved.tgt)
        found.append(moved)
    return (*found, *place.pass_blanks())


@dataclass(slots=True)
class _Place:
    """A place in both texts, which moves on behind each bead.

    Attributes:
        filled_src: numbers of the source sentences that are not blank.
        filled_tgt: numbers of the target sentences that are not blank.
        fences: the fences that are still ahead, the next one last.
        i: number of the next source sentence.
        j: number of the next target sentence.
    """

    filled_src: frozenset[int]
    filled_tgt: frozenset[int]
    fences: list[Fence]
    i: int = 0
    j: int = 0

    def pass_blanks(self) -> list[Bead]:
        """Return null beads for the blank sentences that come next, as far as fences allow."""
        found: list[Bead] = []
        while self.fences:
            fence_i, fence_j = self.fences[-1]
            if self.i < fence_i and self.i not in self.filled_src:
                found.append(Bead((self.i,), ()))
                self.i += 1
            elif self.j < fence_j and self.j not in self.filled_tgt:
                found.append(Bead((), (self.j,)))
                self.j += 1
            elif (self.i, self.j) == (fence_i, fence_j):
                self.fences.pop()
            else:
                break
        return found
