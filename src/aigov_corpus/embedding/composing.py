"""Vectors of any run of sentences, composed from sentences that are encoded only once.

A run is one or more consecutive sentences. Bertalign and Vecalign encode every run of up to `k`
sentences as a text of its own, and these runs have `k (k + 1) / 2` times as many tokens as the
document. Here each sentence is encoded once, in clauses, which gives its parts. The vector of a run
is composed from the parts of its sentences (see `ComposingEncoder` in `protocols`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.errors import EncoderError
from aigov_corpus.protocols import ComposingEncoder, Encoder, SentenceParts
from aigov_corpus.text.values import read_sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# A vector that is shorter than this is not scaled to length 1 and stays near zero.
_SHORTEST = 1e-12


def make_composing(encoder: Encoder) -> ComposingEncoder:
    """Return `encoder` itself if it is a composing encoder, else a `SummingEncoder` around it."""
    if isinstance(encoder, ComposingEncoder):
        return encoder
    return SummingEncoder(encoder)


class SummingEncoder:
    """Makes a composing encoder of any encoder, by adding up the vectors of clauses.

    The vector of a run is the weighted sum of the vectors of its clauses. The weight of a clause is
    the square root of its number of characters, because the length of a sum of independent vectors
    grows with the square root of their number.

    Args:
        encoder: the wrapped encoder, which makes the vectors of clauses, sentences and words.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def id(self) -> str:
        """The id of the wrapped encoder."""
        return self._encoder.id

    def reader(self) -> SummingEncoder:
        """Return this encoder itself. It needs no copy per text, because it remembers nothing."""
        return self

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each text.

        Raises:
            EncoderError: the wrapped encoder did not return exactly one vector of finite numbers
                per text.
        """
        texts = read_sentences(texts, name="texts")
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
        """Encode each clause, and each sentence as a whole, and return the parts of each sentence.

        The weighted clause vectors of a sentence are changed a little, so that their sum points in
        the direction of the vector of the whole sentence. So a run of one sentence has the same
        vector as if the wrapped encoder had encoded the sentence directly.
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
        """Return the vectors of the words. The wrapped encoder encodes each word as a text."""
        return self.encode(words)

    def compose(self, sums: Floats, edges: Floats, sizes: Floats) -> Floats:
        """Return the sums, scaled to length 1. Edges and sizes are not used."""
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        unit: Floats = (sums / np.maximum(lengths, _SHORTEST)).astype(np.float32)
        return unit


def _sentence_parts(clauses: Sequence[str], vectors: Floats, whole: Floats) -> SentenceParts:
    """Return the parts of one sentence.

    Args:
        clauses: the clauses of the sentence.
        vectors: `(clauses, dim)`, the vector of each clause.
        whole: `(dim,)`, the vector of the whole sentence, encoded as one text.
    """
    characters = np.array([max(1, len(clause)) for clause in clauses], np.float32)
    sizes = np.sqrt(characters)
    weighted = vectors * sizes[:, None]
    missing = whole * sizes.sum() - weighted.sum(axis=0)
    # what is missing is shared out over the clauses by their sizes
    weighted = weighted + missing * (sizes / sizes.sum())[:, None]
    edge = np.zeros(weighted.shape[1], np.float32)
    return SentenceParts(weighted.astype(np.float32), edge, sizes)
