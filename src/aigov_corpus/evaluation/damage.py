"""Delete sentences on purpose, to see whether an aligner notices that they are missing.

If a sentence is deleted, the beads of the gold change with it: a sentence whose translation was
deleted gets a null bead.
"""

from __future__ import annotations

import random
from collections.abc import Collection

from aigov_corpus.evaluation.gold import GoldText, Indices, Pairing, split_nulls

_LONGEST_OMISSION = 4
"""Most sentences that are deleted in one place; missing sections are measured separately."""


def plant_omissions(text: GoldText, *, rate: float = 0.1, seed: int = 0) -> GoldText:
    """Return a text with some sentences deleted at random, and with its gold changed to fit.

    One to four sentences are deleted at each of several random places, on a random side.

    Args:
        text: a text with its gold.
        rate: share of all sentences of both sides to delete, 0 to 1.
        seed: seed of the random choices; the same seed deletes the same sentences.
    """
    rng = random.Random(f"{seed}/{text.name}")
    sizes = len(text.src), len(text.tgt)
    deleted: tuple[set[int], set[int]] = (set(), set())
    while len(deleted[0]) + len(deleted[1]) < rate * sum(sizes):
        side = rng.randrange(2)
        start = rng.randrange(sizes[side])
        stop = min(sizes[side], start + rng.randint(1, _LONGEST_OMISSION))
        deleted[side].update(range(start, stop))
    return delete_sentences(text, src=deleted[0], tgt=deleted[1])


def delete_sentences(
    text: GoldText, *, src: Collection[int] = (), tgt: Collection[int] = ()
) -> GoldText:
    """Return a text without some of its sentences, and with its gold changed to fit.

    Args:
        text: a text with its gold.
        src: 0-based numbers of the source sentences to delete.
        tgt: 0-based numbers of the target sentences to delete.
    """
    new_src, new_tgt = _new_numbers(len(text.src), src), _new_numbers(len(text.tgt), tgt)
    beads: list[Pairing] = [
        (_renumbered(bead_src, new_src), _renumbered(bead_tgt, new_tgt))
        for bead_src, bead_tgt in text.beads
    ]
    return GoldText(
        name=text.name,
        src=tuple(text.src[number] for number in new_src),
        tgt=tuple(text.tgt[number] for number in new_tgt),
        src_lang=text.src_lang,
        tgt_lang=text.tgt_lang,
        beads=tuple(split_nulls(beads)),
    )


def _new_numbers(size: int, deleted: Collection[int]) -> dict[int, int]:
    """Return the new number of each sentence that stays, by its old number.

    Args:
        size: number of sentences before.
        deleted: numbers of the sentences that were deleted.
    """
    kept = [number for number in range(size) if number not in deleted]
    return {old: new for new, old in enumerate(kept)}


def _renumbered(sentences: Indices, new: dict[int, int]) -> Indices:
    """Return the new numbers of those of the sentences that stay."""
    return tuple(new[number] for number in sentences if number in new)
