"""Vectors of any run of sentences, composed from sentences that were encoded once.

Bertalign and Vecalign encode every run of up to `k` sentences as a text of its own: the runs have
`k (k + 1) / 2` times as many tokens as the document. Here a text is encoded once, in clauses, and
the vector of a run is composed from their parts (see `ComposingEncoder` in `protocols`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.errors import EncoderError
from aigov_corpus.protocols import ComposingEncoder, Encoder, SentenceParts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# Shortest vector that is divided by its length; shorter ones stay near zero.
_SHORTEST = 1e-12


def make_composing(encoder: Encoder) -> ComposingEncoder:
    """Return `encoder` itself if it composes, else a `SummingEncoder` of it."""
    if isinstance(encoder, ComposingEncoder):
        return encoder
    return SummingEncoder(encoder)


class SummingEncoder:
    """Lets any encoder compose: the vector of a run is the weighted sum of its clauses' vectors.

    A clause weighs the square root of its number of characters, because the length of a sum of
    independent vectors grows with the square root of their number.

    Args:
        encoder: the encoder that makes the vectors of clauses, sentences and words.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def id(self) -> str:
        """The id of the wrapped encoder."""
        return self._encoder.id

    def reader(self) -> SummingEncoder:
        """Return this encoder: it remembers nothing."""
        return self

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each text.

        Raises:
            EncoderError: the wrapped encoder returned something else than one vector per text.
        """
        vectors = np.asarray(self._encoder.encode(texts), np.float32)
        one_each = vectors.ndim == 2 and len(vectors) == len(texts)
        if texts and not (one_each and np.isfinite(vectors).all()):
            raise EncoderError(
                f"the encoder '{self.id}' returned an array {vectors.shape} for {len(texts)} "
                "texts, or numbers in it that are not finite",
                remedy="an encoder returns one vector of finite numbers per text",
            )
        return vectors

    def parts(self, sentences: Sequence[Sequence[str]], *, spaced: bool) -> list[SentenceParts]:
        """Encode each clause, and each sentence as a whole.

        The clause vectors are shifted so that their sum is the vector of the whole sentence: a run
        of one sentence then has the vector that the encoder itself gives to the sentence.
        """
        joiner = " " if spaced else ""
        clauses = [clause for sentence in sentences for clause in sentence]
        wholes = [joiner.join(sentence) for sentence in sentences]
        vectors = self.encode(clauses + wholes)
        whole_vectors = vectors[len(clauses) :]
        found = []
        start = 0
        for sentence, whole in zip(sentences, whole_vectors, strict=True):
            stop = start + len(sentence)
            found.append(_sentence_parts(sentence, vectors[start:stop], whole))
            start = stop
        return found

    def words(self, words: Sequence[str]) -> Floats:
        """Return the vectors that the wrapped encoder gives to the words as texts."""
        return self.encode(words)

    def compose(self, sums: Floats, edges: Floats, sizes: Floats) -> Floats:
        """Return the sums, scaled to length 1; edges and sizes are not used."""
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        unit: Floats = (sums / np.maximum(lengths, _SHORTEST)).astype(np.float32)
        return unit


def _sentence_parts(clauses: Sequence[str], vectors: Floats, whole: Floats) -> SentenceParts:
    """Return the parts of one sentence.

    Args:
        clauses: its clauses.
        vectors: `(clauses, dim)`, the vector of each clause.
        whole: `(dim,)`, the vector of the sentence as one text.
    """
    characters = np.array([max(1, len(clause)) for clause in clauses], np.float32)
    sizes = np.sqrt(characters)
    weighted = vectors * sizes[:, None]
    missing = whole * sizes.sum() - weighted.sum(axis=0)
    # what is missing is shared out over the clauses by their sizes
    weighted = weighted + missing * (sizes / sizes.sum())[:, None]
    edge = np.zeros(weighted.shape[1], np.float32)
    return SentenceParts(weighted.astype(np.float32), edge, sizes)
