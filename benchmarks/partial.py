"""Texts that only partly have a counterpart: excerpts, moved and exchanged passages."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from aigov_corpus.alignment import align_sentences
from aigov_corpus.embedding import get_encoder
from aigov_corpus.evaluation.damage import delete_sentences
from aigov_corpus.evaluation.gold import GoldText, Pairing
from aigov_corpus.records import Alignment

SHARES = (0.1, 0.3)
"""Shares of the beads that an excerpt holds."""
LEAST_PAIRS = 10
"""Beads of an excerpt with both sides, at least; of fewer, one is too large a share."""
LOW = 0.93
"""Share of its pairs below which an excerpt counts as low."""
PIECE = 90
"""Beads of a text that a moved passage, or a small text, is taken from."""
PASSAGE = (2, 10)
"""Fewest and most beads of a moved passage."""
LEAST_DISTANCE = 4
"""Beads that a passage is moved by, at least."""
EXCHANGED_BEADS = 3
"""Beads of an exchanged passage, at most."""
MOST_DISTANCE = 10
"""Beads that two exchanged passages lie apart, at most."""
NEAR_EQUAL = 0.6
"""Cosine from which on two target sides are nearly equal."""
EXCHANGES = 15
"""Exchanges of each size that are planted into the texts of a kind, at most."""


class Exchange(NamedTuple):
    """Two passages of a text that change places in the target."""

    first: range
    """The numbers of the beads of the earlier passage."""
    second: range
    """Those of the later one."""

    def order(self, size: int) -> list[int]:
        """Return the numbers of `size` beads in the order in which their targets stand."""
        between = range(self.first.stop, self.second.start)
        before, behind = range(self.first.start), range(self.second.stop, size)
        return [*before, *self.second, *between, *self.first, *behind]


def align(text: GoldText) -> Alignment:
    """Return our alignment of a text."""
    return align_sentences(text.src, text.tgt, src_lang=text.src_lang, tgt_lang=text.tgt_lang)


def excerpts(text: GoldText) -> Iterator[GoldText]:
    """Yield a text with one side cut to its head, middle, tail, or two stretches.

    One side of all other beads is deleted, once the source and once the target.
    """
    size = len(text.beads)
    for share in SHARES:
        count = max(1, round(share * size))
        half = count // 2
        places = (
            range(count),
            range((size - count) // 2, (size - count) // 2 + count),
            range(size - count, size),
            [*range(size // 5, size // 5 + half), *range(3 * size // 5, 3 * size // 5 + half)],
        )
        for kept in map(set, places):
            others = [bead for number, bead in enumerate(text.beads) if number not in kept]
            yield delete_sentences(text, src={number for bead in others for number in bead[0]})
            yield delete_sentences(text, tgt={number for bead in others for number in bead[1]})


def measure_excerpts(texts: Sequence[GoldText]) -> dict[str, float]:
    """Return how many of the pairs of all excerpts of some texts are found."""
    pairs = found = cuts = low = 0
    scores: list[float] = []
    for text in texts:
        for excerpt in excerpts(text):
            gold = {bead for bead in excerpt.beads if bead[0] and bead[1]}
            if len(gold) < LEAST_PAIRS:
                continue
            right = [bead for bead in align(excerpt).beads if (bead.src, bead.tgt) in gold]
            pairs += len(gold)
            found += len(right)
            cuts += 1
            low += len(right) < LOW * len(gold)
            scores += [bead.score or 0 for bead in right]
    return {
        "pairs": pairs,
        "found": round(found / pairs, 4),
        "cuts": cuts,
        "low": low,
        "mean_score": round(sum(scores) / len(scores), 4),
    }


def pieces(texts: Sequence[GoldText]) -> Iterator[tuple[GoldText, list[Pairing]]]:
    """Yield the texts in pieces of `PIECE` beads with both sides."""
    for text in texts:
        beads = sorted(bead for bead in text.beads if bead[0] and bead[1])
        for start in range(0, max(1, len(beads) - PIECE * 2 // 3), PIECE):
            yield text, beads[start : start + PIECE]


def measure_moves(texts: Sequence[GoldText]) -> dict[str, float]:
    """Return how many beads of moved passages are linked, and how many links are wrong.

    In each piece of a text one passage of the target is moved. A bead should be linked if it has
    null beads on both sides.
    """
    rng = random.Random(0)
    should = linked = wrong = 0
    for text, beads in pieces(texts):
        order = _move_passage(len(beads), rng)
        src_of, tgt_of, alignment = _align_in_order(text, beads, order)
        src_nulls = {src_of[bead.src[0]] for bead in alignment.beads if not bead.tgt}
        tgt_nulls = {tgt_of[bead.tgt[0]] for bead in alignment.beads if not bead.src}
        links = {(src_of[move.src], tgt_of[move.tgt]) for move in alignment.moves}
        right = {src for src, tgt in links if src == tgt}
        should += len(src_nulls & tgt_nulls)
        linked += len(right & src_nulls & tgt_nulls)
        wrong += sum(abs(src - tgt) > 1 for src, tgt in links)
    return {
        "moved": should,
        "linked": round(linked / max(1, should), 4),
        "wrong": wrong,
        "texts": len(texts),
        "false_in_complete": sum(len(align(text).moves) for text in texts),
    }


def _align_in_order(
    text: GoldText, beads: Sequence[Pairing], order: Sequence[int]
) -> tuple[list[int], list[int], Alignment]:
    """Align some beads of a text with the targets in another order.

    Returns:
        For each source and for each target sentence the number of its bead, and the alignment.
    """
    src_of = [number for number, bead in enumerate(beads) for _ in bead[0]]
    tgt_of = [number for number in order for _ in beads[number][1]]
    alignment = align_sentences(
        [text.src[at] for bead in beads for at in bead[0]],
        [text.tgt[at] for number in order for at in beads[number][1]],
        src_lang=text.src_lang,
        tgt_lang=text.tgt_lang,
    )
    return src_of, tgt_of, alignment


def _move_passage(size: int, rng: random.Random) -> list[int]:
    """Return the numbers of beads, 0 to `size` - 1, with one passage at another place."""
    length = rng.randint(*PASSAGE)
    start = rng.randrange(size - length)
    rest = [*range(start), *range(start + length, size)]
    place = rng.choice([at for at in range(len(rest)) if abs(at - start) >= LEAST_DISTANCE])
    return [*rest[:place], *range(start, start + length), *rest[place:]]


def measure_exchanges(texts: Sequence[GoldText], *, seed: int, unequal: bool) -> dict[str, float]:
    """Return how many beads of exchanged passages are found, and how many links are wrong.

    In a piece of a text, two passages of one to three beads which nearly equal each other change
    places in the target. Such a bead is found if a sentence of its source and one of its target are
    linked, or in one bead.

    Args:
        texts: the texts.
        seed: the seed of what is exchanged.
        unequal: whether one of the passages has more beads than the other; else both have as many.
    """
    exchanged = found = wrong = 0
    for text, beads, exchange in draw_exchanges(texts, random.Random(seed), unequal=unequal):
        moved = [*exchange.first, *exchange.second]
        src_of, tgt_of, alignment = _align_in_order(text, beads, exchange.order(len(beads)))
        links = {(src_of[move.src], tgt_of[move.tgt]) for move in alignment.moves}
        together = links | {
            (src_of[src], tgt_of[tgt])
            for bead in alignment.beads
            for src in bead.src
            for tgt in bead.tgt
        }
        exchanged += len(moved)
        found += sum((number, number) in together for number in moved)
        wrong += sum(src != tgt for src, tgt in links)
    return {"exchanged": exchanged, "found": round(found / max(1, exchanged), 4), "wrong": wrong}


def draw_exchanges(
    texts: Sequence[GoldText], rng: random.Random, *, unequal: bool
) -> Iterator[tuple[GoldText, list[Pairing], Exchange]]:
    """Yield pieces of texts and what is exchanged in them: as many of each size, if there are."""
    places = [
        (text, beads, exchange)
        for text, beads in pieces(texts)
        for exchange in _near_equal_passages(text, beads, unequal=unequal)
    ]
    for size in range(1, EXCHANGED_BEADS + 1):
        of_size = [place for place in places if len(place[2].first) == size]
        yield from rng.sample(of_size, min(EXCHANGES, len(of_size)))


def _near_equal_passages(
    text: GoldText, beads: Sequence[Pairing], *, unequal: bool
) -> Iterator[Exchange]:
    """Yield what may be exchanged: passages that are nearly equal in the target.

    If both have as many beads, each bead is nearly equal to the one at its place in the other.
    """
    tgt = [" ".join(text.tgt[at] for at in bead[1]) for bead in beads]
    sizes = range(1, EXCHANGED_BEADS + 1)
    joined = {
        size: [" ".join(tgt[at : at + size]) for at in range(len(tgt) - size + 1)]
        for size in (sizes if unequal else [1])
    }
    vectors = {size: get_encoder("use").encode(passages) for size, passages in joined.items()}
    for size, other in product(sizes, sizes):
        if unequal == (size == other):
            continue
        for first in range(len(beads)):
            last = min(first + MOST_DISTANCE, len(beads) - other)
            for second in range(first + size, last + 1):
                parts = [(size, first, other, second)]
                if not unequal:
                    parts = [(1, first + at, 1, second + at) for at in range(size)]
                if all(
                    vectors[a][i] @ vectors[b][j] > NEAR_EQUAL and joined[a][i] != joined[b][j]
                    for a, i, b, j in parts
                ):
                    yield Exchange(range(first, first + size), range(second, second + other))
