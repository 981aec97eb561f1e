"""Delete or insert sentences on purpose, to see whether an aligner notices.

If a sentence is deleted, the beads of the gold change with it: a sentence whose translation was
deleted gets a null bead. A sentence that is inserted on one side gets a null bead as well.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from statistics import median

from aigov_corpus.evaluation.gold import GoldText, Indices, Pairing, split_nulls

_LONGEST_OMISSION = 4
"""Maximum sentences that are deleted in one place; missing sections are measured separately."""
_SHORT = 0.6
"""A sentence is short if it has fewer characters than this share of the median sentence of its
side. Headings, captions, slogans and salutations are short."""
_SINGLE_STRAYS = 0.75
"""Share of the places with inserted lines that get only one line; the others get two."""


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


def omit_short(text: GoldText, *, rate: float = 0.05, seed: int = 0) -> GoldText:
    """Return a text without some of its short sentences, and with its gold changed accordingly.

    A short sentence is easily taken for a part of the bead beside it. Of one bead no more than one
    sentence is deleted.

    Args:
        text: a text with its gold.
        rate: share of the sentences of both sides together to delete, 0 to 1. If the text has too
            few short sentences, fewer are deleted.
        seed: the same seed deletes the same sentences of the same text.
    """
    rng = random.Random(f"short/{seed}/{text.name}")
    short_numbers = [_short_sentences(text, side) for side in range(2)]
    short = [
        (side, number, bead)
        for bead in text.beads
        for side, numbers in enumerate(bead)
        for number in numbers
        if number in short_numbers[side]
    ]
    rng.shuffle(short)
    deleted: tuple[set[int], set[int]] = (set(), set())
    damaged: set[Pairing] = set()
    for side, number, bead in short:
        if len(damaged) >= rate * (len(text.src) + len(text.tgt)):
            break
        if bead not in damaged:
            damaged.add(bead)
            deleted[side].add(number)
    return delete_sentences(text, src=deleted[0], tgt=deleted[1])


def plant_strays(text: GoldText, *, rate: float = 0.04, seed: int = 0) -> GoldText:
    """Return a text with lines that only one side has, and with its gold changed accordingly.

    The lines are short sentences of the same text, from anywhere in it. So they are about the same
    things as what stands around them, as a heading, a caption or a slogan is. They stand before
    beads, one or two in a place.

    Args:
        text: a text with its gold.
        rate: number of lines to insert, as a share of the sentences of both sides together.
        seed: the same seed inserts the same lines into the same text.
    """
    rng = random.Random(f"strays/{seed}/{text.name}")
    sides = text.src, text.tgt
    short = [sorted(_short_sentences(text, side)) for side in range(2)]
    strays: tuple[dict[int, list[str]], dict[int, list[str]]] = ({}, {})
    for _ in range(round(rate * sum(map(len, sides)))):
        side = rng.randrange(2)
        begins = [bead[side][0] for bead in text.beads if bead[side]]
        if not short[side] or not begins:
            continue
        count = 1 if rng.random() < _SINGLE_STRAYS else 2
        lines = [sides[side][rng.choice(short[side])] for _ in range(count)]
        strays[side][rng.choice(begins)] = lines
    return _insert_lines(text, strays)


def _short_sentences(text: GoldText, side: int) -> set[int]:
    """Return the numbers of the short sentences of one side: 0 for the source, 1 for the target."""
    lengths = [len(sentence) for sentence in (text.src, text.tgt)[side]]
    bound = _SHORT * median(lengths) if lengths else 0
    return {number for number, length in enumerate(lengths) if length < bound}


def _insert_lines(text: GoldText, lines: Sequence[Mapping[int, Sequence[str]]]) -> GoldText:
    """Return a text with lines inserted, each of them a null bead.

    Args:
        text: a text with its gold.
        lines: for source and target, the number of a sentence to the lines that come before it.
    """
    sides: list[tuple[str, ...]] = []
    new: list[dict[int, int]] = []
    inserted: list[Indices] = []
    for sentences, before in zip((text.src, text.tgt), lines, strict=True):
        found: list[str] = []
        numbers: dict[int, int] = {}
        nulls: list[int] = []
        for number, sentence in enumerate(sentences):
            added = before.get(number, ())
            nulls += range(len(found), len(found) + len(added))
            found += added
            numbers[number] = len(found)
            found.append(sentence)
        sides.append(tuple(found))
        new.append(numbers)
        inserted.append(tuple(nulls))
    beads = [(_renumbered(src, new[0]), _renumbered(tgt, new[1])) for src, tgt in text.beads]
    beads += [(inserted[0], ()), ((), inserted[1])]
    return GoldText(
        name=text.name,
        src=sides[0],
        tgt=sides[1],
        src_lang=text.src_lang,
        tgt_lang=text.tgt_lang,
        beads=tuple(split_nulls(beads)),
    )


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
    """Return the new number of each sentence that stays, by its old number."""
    kept = [number for number in range(size) if number not in deleted]
    return {old: new for new, old in enumerate(kept)}


def _renumbered(sentences: Indices, new: dict[int, int]) -> Indices:
    """Return the new numbers of those of the sentences that stay."""
    return tuple(new[number] for number in sentences if number in new)
