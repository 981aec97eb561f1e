"""Vectors of any run of sentences, composed from what each sentence was encoded to once.

Bertalign and Vecalign encode every run of up to k sentences anew: k(k+1)/2 times the document's own
tokens. Here a text is encoded once, in clauses; a run's vector is composed from its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from aigov_corpus.protocols import Encoder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Parts:
    """What one sentence was encoded to: enough to compose runs of sentences, and its clauses.

    Attributes:
        clauses: float32 `(clauses, dim)`, additive: a sentence is the sum of its clauses.
        edge: float32 `(dim,)`, what beginning and end of the text add once, however long the run.
        weights: float32 `(clauses,)`, additive sizes (tokens) that `compose` divides by.
    """

    clauses: Floats
    edge: Floats
    weights: Floats


class SpanEncoder(Protocol):
    """An encoder whose vectors of runs are composed from parts."""

    @property
    def id(self) -> str:
        """Name and version, for the signature and the cache's key."""

    def reader(self) -> SpanEncoder:
        """Return an encoder for one thread that may remember what one call made for the next."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text."""

    def parts(self, sentences: Sequence[Sequence[str]], *, spaced: bool) -> list[Parts]:
        """Encode sentences given as lists of clauses; `spaced`: clauses are joined by a blank."""

    def words(self, words: Sequence[str]) -> Floats:
        """Return one unit vector a word, as it means by itself."""

    def compose(self, sums: Floats, edges: Floats, weights: Floats) -> Floats:
        """Return unit vectors `(n, dim)` of n runs: summed parts, their mean edge, summed weights."""


class VectorSum:
    """Any encoder as a SpanEncoder: a run's vector is the sum of its clauses' vectors by length.

    A clause weighs the square root of its characters, as the norm of a sum of independent words would.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def id(self) -> str:
        """The wrapped encoder's."""
        return self._encoder.id

    def reader(self) -> VectorSum:
        """Return itself: it remembers nothing."""
        return self

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text."""
        return self._encoder.encode(texts)

    def parts(self, sentences: Sequence[Sequence[str]], *, spaced: bool) -> list[Parts]:
        """Encode each clause and each sentence whole; the whole corrects the sum of its clauses."""
        joiner = " " if spaced else ""
        flat = [clause for clauses in sentences for clause in clauses]
        whole = [joiner.join(clauses) for clauses in sentences]
        vectors = self._encoder.encode(flat + whole)
        found, at = [], 0
        for number, clauses in enumerate(sentences):
            weights = np.sqrt(np.array([max(1, len(clause)) for clause in clauses], np.float32))
            own = vectors[at : at + len(clauses)] * weights[:, None]
            # the sentence's own vector, at its own weight, shared out over its clauses
            target = vectors[len(flat) + number] * weights.sum()
            own = own + (target - own.sum(axis=0)) * (weights / weights.sum())[:, None]
            found.append(Parts(own.astype(np.float32), np.zeros(own.shape[1], np.float32), weights))
            at += len(clauses)
        return found

    def words(self, words: Sequence[str]) -> Floats:
        """Return the encoder's own vectors of single words."""
        return self._encoder.encode(words)

    def compose(self, sums: Floats, edges: Floats, weights: Floats) -> Floats:
        """Return the normalised sums."""
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        unit: Floats = (sums / np.maximum(norms, 1e-12)).astype(np.float32)
        return unit


def span_encoder(encoder: Encoder) -> SpanEncoder:
    """Return `encoder` itself where it composes runs, else the generic way around it."""
    if hasattr(encoder, "compose"):
        return encoder  # type: ignore[return-value]
    return VectorSum(encoder)
