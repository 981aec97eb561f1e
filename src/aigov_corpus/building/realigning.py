"""Align again what stands between the pairs that a reviewer confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus.protocols import Encoder
from aigov_corpus.records import Status
from aigov_corpus.reviewing.acts import NewRow
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.planning import Aligner

_DECIMALS = 4
"""Decimals of a score, as in a build."""


def make_aligner(bitext: Bitext, encoder: Encoder | str) -> Aligner:
    """Return a function that aligns pieces of a rendering."""
    first = bitext.pairs[0]

    def align(zh: Sequence[str], en: Sequence[str]) -> list[NewRow]:
        from aigov_corpus.alignment import align_sentences

        alignment = align_sentences(
            [bitext.texts.text(piece) for piece in zh],
            [bitext.texts.text(piece) for piece in en],
            src_lang=first.language_zh,
            tgt_lang=first.language_en,
            encoder=encoder,
        )
        rows = []
        for bead in alignment.beads:
            status: Status = "auto" if bead.src and bead.tgt else "omitted" if bead.src else "added"
            rows.append(
                NewRow(
                    tuple(zh[number] for number in bead.src),
                    tuple(en[number] for number in bead.tgt),
                    None if bead.score is None else round(bead.score, _DECIMALS) + 0.0,
                    status,
                )
            )
        return rows

    return align
