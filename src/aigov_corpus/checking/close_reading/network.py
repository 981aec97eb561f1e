"""The network that reads both texts of a pair: a transformer with ten layers, in numpy.

It is multilingual-e5-small (Wang et al., "Multilingual E5 Text Embeddings", 2024; MIT), whose
layers were trained further to say of each token whether the other text has a counterpart of it. Of
its twelve layers the last two are left out, and the three before them read on only in the text that
is asked about: the other one stays as the seventh layer left it. A layer is that of BERT (Devlin et
al., 2019). Its weights are kept in 8 bits, with a step for each output, and are multiplied so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aigov_corpus.checking.close_reading.tokens import load_tokenizer
from aigov_corpus.embedding.integer_layers import IntegerLayer
from aigov_corpus.embedding.threads import limit_matrix_threads, load_once, map_in_parallel
from aigov_corpus.protocols import Progress, tell_nobody

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

MOST_TOKENS = 508
"""Tokens of the longest pair that the network can read, its two texts together."""
BOTH = 7
"""Layers through which both texts pass; the others change that text alone that is asked about."""
_MARKS = 4
"""Tokens that mark the borders of the two texts."""
_HEADS = 12
_EPSILON = 1e-12
_LARGEST_FIT = np.float32(80)
"""How well a token fits another one at most: the exponentials of 508 such fits can be added up in
single precision. Those of real texts are far smaller."""
LARGEST_WHOLE = np.float32(700)
"""The largest whole number of steps: 32 products of two of them have less than 24 bits."""
PARTS = np.float32(23_000)
"""Parts into which a token's attention is divided; times `LARGEST_WHOLE`, they have 24 bits."""
_BATCH_TOKENS = 512
"""Tokens that are read at once, at most, unless one pair has more."""
_FILE = "close_reader.npz"


class Asked(NamedTuple):
    """The tokens of the two texts of a pair, and of which one it is asked what the other lacks."""

    first: Sequence[int]
    second: Sequence[int]
    of_second: bool
    """Whether the second text is asked about."""


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
    """The network with its weights, which take 0.2 s to load and 40 MB.

    Args:
        tables: the weights by their names in the file of the package.
    """

    def __init__(self, tables: Mapping[str, NDArray[Any]]) -> None:
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
        pairs: Sequence[Asked],
        progress: Progress = tell_nobody,
    ) -> list[Floats]:
        """Return how much speaks for each token having no counterpart.

        Args:
            pairs: the tokens of the two texts of each pair, at most `MOST_TOKENS` together.
            progress: told after every some pairs which share of them is read.

        Returns:
            For each pair float32 `(tokens,)` of the text that is asked about: log-odds, above 0 if
            it is more likely than not that the other text has nothing for the token.
        """
        # Only pairs of the same lengths are read at once. Filling up would change last digits, and
        # with them now and then a whole step of what is rounded.
        shapes = [(len(one.first), len(one.second), one.of_second) for one in pairs]
        batches: list[list[int]] = []
        last = None
        for number in sorted(range(len(pairs)), key=lambda number: shapes[number]):
            length = sum(shapes[number][:2]) + _MARKS
            if shapes[number] != last or length * (len(batches[-1]) + 1) > _BATCH_TOKENS:
                batches.append([])
            batches[-1].append(number)
            last = shapes[number]
        found: list[Floats] = [np.empty(0, np.float32)] * len(pairs)
        read = map_in_parallel(lambda some: self._read([pairs[one] for one in some]), batches)
        done, tokens = (
            0,
            max(1, sum(len(one.second if one.of_second else one.first) for one in pairs)),
        )
        for batch, results in zip(batches, read, strict=True):
            for number, result in zip(batch, results, strict=True):
                found[number] = result
                done += len(result)
            progress("reading both texts of each pair", done / tokens)
        return found

    def _read(self, pairs: Sequence[Asked]) -> list[Floats]:
        """Read some pairs of the same lengths at once."""
        log_odds = self.pass_layers(pairs) @ self._head[:-1] + self._head[-1]
        return list(log_odds)

    def pass_layers(self, pairs: Sequence[Asked], both: int = BOTH) -> Floats:
        """Return what the layers make of the tokens that are asked about.

        Args:
            pairs: pairs of the same lengths, of which the same text is asked about. They are read
                as `<s> first </s> </s> second </s>`.
            both: layers through which both texts pass.

        Returns:
            float32 `(pairs, tokens, dim)`.
        """
        tokenizer = load_tokenizer()
        begin, end = tokenizer.bos_id(), tokenizer.eos_id()
        ids = np.array([[begin, *first, end, end, *second, end] for first, second, _ in pairs])
        border = len(pairs[0].first) + 2
        sides = (np.arange(ids.shape[1]) >= border).astype(np.int64)
        asked = slice(border, None) if pairs[0].of_second else slice(border)
        words = self._words[ids].reshape(*ids.shape, self._word_scales.shape[1], -1)
        embedded = (words * self._word_scales[ids][..., None]).reshape(*ids.shape, -1)
        embedded += self._positions[: ids.shape[1]] + self._sides[sides]
        state = _normalise(embedded, self._norm)
        for layer in self._layers[:both]:
            state = _pass(state, layer, slice(None))
        for layer in self._layers[both:]:
            state[:, asked] = _pass(state, layer, asked)
        return state[:, asked][:, 1:-1]


@load_once
def load_network() -> Network:
    """Return the network that comes with the package. It is loaded once per process."""
    with as_file(files("aigov_corpus") / "data" / "checks" / _FILE) as path:
        return Network(read_tables(path))


def read_tables(path: Path) -> dict[str, NDArray[Any]]:
    """Return the weights of a network by their names (`benchmarks/close_reader/pack.py`)."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _read_layer(tables: Mapping[str, NDArray[Any]], number: int) -> _Layer:
    """Return the weights of a layer."""
    qkv, out, up, down = (
        _read_matrix(tables, f"{number}.{name}") for name in ("qkv", "out", "up", "down")
    )
    return _Layer(qkv, out, up, down, tables[f"{number}.n1"], tables[f"{number}.n2"])


def _read_matrix(tables: Mapping[str, NDArray[Any]], name: str) -> _Matrix:
    """Return a matrix and its bias."""
    steps = tables[f"{name}.scales"].astype(np.float32)
    return IntegerLayer(tables[name], steps), tables[f"{name}.bias"].astype(np.float32)


def _linear(state: Floats, matrix: _Matrix) -> Floats:
    layer, bias = matrix
    flat = layer(state.reshape(-1, state.shape[-1]))
    flat += bias
    return flat.reshape(*state.shape[:-1], -1)


def _pass(state: Floats, layer: _Layer, asked: slice) -> Floats:
    """Return what a layer makes of the tokens that are asked about."""
    attended = _normalise(state[:, asked] + _attend(state, layer, asked), layer.n1)
    changed = _linear(_gelu(_linear(attended, layer.up)), layer.down)
    return _normalise(attended + changed, layer.n2)


def _attend(state: Floats, layer: _Layer, asked: slice) -> Floats:
    """Return what each token that is asked about takes from all tokens of its pair."""
    pairs, tokens, dim = state.shape
    rounded, steps = round_heads(_linear(state, layer.qkv).reshape(pairs, tokens, 3, dim))
    heads = rounded.reshape(pairs, tokens, 3, _HEADS, dim // _HEADS)
    queries, keys, values = heads.transpose(2, 0, 3, 1, 4)
    fits = queries[:, :, asked] @ keys.transpose(0, 1, 3, 2)
    fits *= steps[0] * steps[1] * np.float32(1 / math.sqrt(dim // _HEADS))
    np.clip(fits, -_LARGEST_FIT, _LARGEST_FIT, out=fits)
    shares = np.exp(fits, out=fits)
    shares *= PARTS / shares.sum(axis=-1, keepdims=True)
    np.rint(shares, out=shares)
    taken = shares @ values
    taken *= steps[2] / PARTS
    return _linear(taken.transpose(0, 2, 1, 3).reshape(pairs, -1, dim), layer.out)


def round_heads(heads: Floats) -> tuple[Floats, Floats]:
    """Return queries, keys and values as whole numbers of steps, and their steps in each pair.

    Sums of products of such numbers have less than 24 bits. So they are exact in single precision,
    and the same on every processor. Else the last digits would differ, with them now and then what
    is rounded to 8 bits later on, and at last the log-odds by .4.

    Args:
        heads: `(pairs, tokens, 3, dim)`, which is rounded in place.

    Returns:
        The whole numbers, and `(3, pairs, 1, 1, 1)`.
    """
    largest = np.abs(heads).max(axis=1).max(axis=2)  # faster than over both axes at once
    steps = np.maximum(largest, np.float32(_EPSILON)) / LARGEST_WHOLE
    heads /= steps[:, None, :, None]
    return np.rint(heads, out=heads), steps.T[:, :, None, None, None]


def _normalise(state: Floats, weights: Floats) -> Floats:
    """Return rows of mean 0 and variance 1, scaled and shifted (layer normalisation)."""
    centred: Floats = state - state.mean(axis=-1, keepdims=True)
    variance = np.einsum("...i,...i", centred, centred)[..., None] / np.float32(state.shape[-1])
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
