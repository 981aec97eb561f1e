"""The network that reads both texts of a pair: a transformer with twelve layers, in numpy.

It is multilingual-e5-small (Wang et al., "Multilingual E5 Text Embeddings", 2024; MIT), whose
layers were trained further to say of each token whether the other text has a counterpart of it. A
layer is that of BERT (Devlin et al., 2019). Its weights are kept in 8 bits, with a step for each
output, and are multiplied so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aigov_corpus.checking.close_reading.tokens import load_tokenizer
from aigov_corpus.embedding.integer_layers import IntegerLayer
from aigov_corpus.embedding.threads import limit_matrix_threads, load_once, map_in_parallel
from aigov_corpus.protocols import Progress, tell_nobody

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

MOST_TOKENS = 508
"""Tokens of the longest pair that the network can read, its two texts together."""
_MARKS = 4
"""Tokens that mark the borders of the two texts."""
_HEADS = 12
_EPSILON = 1e-12
_BATCH_TOKENS = 512
"""Tokens that are read at once, at most, unless one pair has more."""
_FILE = "close_reader.npz"

_Matrix = tuple[IntegerLayer, "Floats"]
"""The weights of a linear layer, and the bias that is added."""


class _Layer(NamedTuple):
    """The weights of a layer; a matrix has a bias, a norm is a scale and a shift."""

    qkv: _Matrix
    """`dim` inputs, `3 * dim` outputs: the queries, keys and values of all heads."""
    out: _Matrix
    up: _Matrix
    down: _Matrix
    n1: Floats
    n2: Floats


class Network:
    """The network with its weights, which take 0.2 s to load and 45 MB."""

    def __init__(self) -> None:
        with (
            as_file(files("aigov_corpus") / "data" / "checks" / _FILE) as path,
            np.load(path, allow_pickle=False) as stored,
        ):
            tables = {name: stored[name] for name in stored.files}
        self._words: NDArray[np.int8] = tables["words"]
        self._word_scales = tables["word_scales"].astype(np.float32)
        self._positions: Floats = tables["positions"].astype(np.float32)
        self._sides: Floats = tables["sides"].astype(np.float32)
        self._norm: Floats = tables["norm"]
        self._head: Floats = tables["head"]
        depth = sum(name.endswith(".qkv") for name in tables)
        self._layers = [_read_layer(tables, number) for number in range(depth)]

    @limit_matrix_threads()
    def read(
        self,
        pairs: Sequence[tuple[Sequence[int], Sequence[int]]],
        progress: Progress = tell_nobody,
    ) -> list[Floats]:
        """Return how much speaks for each token having no counterpart.

        Args:
            pairs: the tokens of the two texts of each pair, at most `MOST_TOKENS` together.
            progress: told after every some pairs which share of them is read.

        Returns:
            For each pair float32 `(tokens,)`, those of the first text and then those of the second
            one: log-odds, above 0 if it is more likely than not that the other text has nothing
            for the token.
        """
        order = sorted(range(len(pairs)), key=lambda number: sum(map(len, pairs[number])))
        # Only pairs of one length are read at once. Filling up would change last digits, and with
        # them now and then a whole step of what is rounded.
        batches: list[list[int]] = []
        last_length = 0
        for number in order:
            length = sum(map(len, pairs[number])) + _MARKS
            if length != last_length or length * (len(batches[-1]) + 1) > _BATCH_TOKENS:
                batches.append([])
            batches[-1].append(number)
            last_length = length
        found: list[Floats] = [np.empty(0, np.float32)] * len(pairs)
        read = map_in_parallel(lambda some: self._read([pairs[one] for one in some]), batches)
        done, tokens = 0, max(1, sum(sum(map(len, pair)) for pair in pairs))
        for batch, results in zip(batches, read, strict=True):
            for number, result in zip(batch, results, strict=True):
                found[number] = result
                done += len(result)
            progress("reading both texts of each pair", done / tokens)
        return found

    def _read(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[Floats]:
        """Read some pairs of one length at once: `<s> first </s> </s> second </s>`."""
        tokenizer = load_tokenizer()
        begin, end = tokenizer.bos_id(), tokenizer.eos_id()
        ids = np.array([[begin, *first, end, end, *second, end] for first, second in pairs])
        at = np.arange(ids.shape[1])
        is_second = at >= np.array([len(first) + 2 for first, _ in pairs])[:, None]
        log_odds = self._run(ids, is_second.astype(np.int64))
        return [
            np.concatenate([row[1 : len(first) + 1], row[len(first) + 3 :][: len(second)]])
            for row, (first, second) in zip(log_odds, pairs, strict=True)
        ]

    def _run(self, ids: Ints, sides: Ints) -> Floats:
        """Return the log-odds of all tokens, float32 `(pairs, tokens)`.

        Args:
            ids: `(pairs, tokens)`, numbers of the tokens.
            sides: `(pairs, tokens)`, 0 for those of the first text, 1 for those of the second one.
        """
        words = self._words[ids].reshape(*ids.shape, self._word_scales.shape[1], -1)
        embedded = (words * self._word_scales[ids][..., None]).reshape(*ids.shape, -1)
        embedded += self._positions[: ids.shape[1]] + self._sides[sides]
        state = _normalise(embedded, self._norm)
        for layer in self._layers:
            state = _normalise(state + _attend(state, layer), layer.n1)
            changed = _linear(_gelu(_linear(state, layer.up)), layer.down)
            state = _normalise(state + changed, layer.n2)
        log_odds: Floats = state @ self._head[:-1] + self._head[-1]
        return log_odds


@load_once
def load_network() -> Network:
    """Return the network that comes with the package. It is loaded once per process."""
    return Network()


def _read_layer(tables: dict[str, Any], number: int) -> _Layer:
    """Return the weights of a layer."""
    qkv, out, up, down = (
        _read_matrix(tables, f"{number}.{name}") for name in ("qkv", "out", "up", "down")
    )
    return _Layer(qkv, out, up, down, tables[f"{number}.n1"], tables[f"{number}.n2"])


def _read_matrix(tables: dict[str, Any], name: str) -> _Matrix:
    """Return a matrix and its bias."""
    steps = tables[f"{name}.scales"].astype(np.float32)
    return IntegerLayer(tables[name], steps), tables[f"{name}.bias"].astype(np.float32)


def _linear(state: Floats, matrix: _Matrix) -> Floats:
    layer, bias = matrix
    flat = layer(state.reshape(-1, state.shape[-1]))
    flat += bias
    return flat.reshape(*state.shape[:-1], -1)


def _attend(state: Floats, layer: _Layer) -> Floats:
    """Return what each token takes from all others of its pair."""
    pairs, tokens, dim = state.shape
    heads = _linear(state, layer.qkv).reshape(pairs, tokens, 3, _HEADS, dim // _HEADS)
    queries, keys, values = heads.transpose(2, 0, 3, 1, 4)
    fits = queries @ keys.transpose(0, 1, 3, 2)
    fits *= np.float32(1 / math.sqrt(dim // _HEADS))
    fits -= fits.max(axis=-1, keepdims=True)
    np.exp(fits, out=fits)
    fits /= fits.sum(axis=-1, keepdims=True)
    taken = (fits @ values).transpose(0, 2, 1, 3).reshape(pairs, tokens, dim)
    return _linear(taken, layer.out)


def _normalise(state: Floats, weights: Floats) -> Floats:
    """Return rows of mean 0 and variance 1, scaled and shifted (layer normalisation)."""
    centred: Floats = state - state.mean(axis=-1, keepdims=True)
    variance = np.vecdot(centred, centred)[..., None] / np.float32(state.shape[-1])
    centred /= np.sqrt(variance + np.float32(_EPSILON))
    centred *= weights[0]
    centred += weights[1]
    return centred


def _gelu(state: Floats) -> Floats:
    """Return `x Φ(x)` by its approximation with tanh (Hendrycks and Gimpel, 2016)."""
    inner = state * state
    inner *= np.float32(0.044715)
    inner += 1
    inner *= state
    inner *= np.float32(math.sqrt(2 / math.pi))
    np.tanh(inner, out=inner)
    inner += 1
    inner *= state
    inner *= np.float32(0.5)
    return inner
