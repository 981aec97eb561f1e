"""Runs the aligner on gold texts, and measures each result and all results together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aigov_corpus.evaluation.gold import GoldText
from aigov_corpus.evaluation.measures import Result, pool
from aigov_corpus.protocols import Encoder

ALL_TEXTS = "all"
"""The name of the result of all texts together."""


def score_aligner(
    texts: Sequence[GoldText],
    *,
    encoder: Encoder,
    max_align: int | None = None,
    weights: str | Path | None = None,
    omitted: str = "",
    progress: Callable[[str], None] | None = None,
) -> list[Result]:
    """Align gold texts; return a result for each text and, last, one for all of them together.

    Args:
        texts: at least one gold text.
        encoder: the encoder of the sentences.
        max_align: most sentences in one bead, both sides together; None for the default.
        weights: path of a weights file written by `evaluate --fit`; None for the bundled weights.
        omitted: share of sentences deleted from the texts and the seed, for the signature:
            `0.1,seed1`.
        progress: called with a few words before each text.

    Raises:
        UsageError: `max_align` is out of range.
        ConfigError: the weights file is wrong.
    """
    from aigov_corpus.alignment import align_sentences

    options: dict[str, Any] = {"encoder": encoder, "weights": weights}
    if max_align is not None:
        options["max_align"] = max_align
    aligned = []
    results = []
    for number, text in enumerate(texts, start=1):
        if progress:
            progress(f"aligning {text.name}, text {number} of {len(texts)}")
        alignment = align_sentences(
            text.src, text.tgt, src_lang=text.src_lang, tgt_lang=text.tgt_lang, **options
        )
        beads = [(bead.src, bead.tgt, bead.score) for bead in alignment.beads]
        aligned.append((text, beads))
        results.append(pool(aligned[-1:], name=text.name, signature=alignment.signature))
    together = replace(alignment.made_by, sources=(), omitted=omitted)
    results.append(pool(aligned, name=ALL_TEXTS, signature=str(together)))
    return results
