"""The upper half of the built-in encoder: from the sum of a text's tokens to its vector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.embedding.integer_layers import IntegerLayer, cut_negative

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.embedding.use_package import Network

    Floats = NDArray[np.float32]


# Texts that are computed at once: what stands between sums and vectors takes 12 KiB of each.
_AT_ONCE = 1024


class UpperHalf:
    """The upper half of a network.

    Three of its layers are computed in whole numbers. The fourth is not: a few of its weights are
    sixteen times as large as most, and the others would be rounded too coarsely.

    Args:
        network: the network that `load_network` returns. Layers have the names they have there.
    """

    def __init__(self, network: Network) -> None:
        layers = network.layers
        self._first_width = layers["d0"].shape[1]
        weights = layers["d1"], layers["d2"], layers["d3"]
        self._d1, self._d2, self._d3 = map(IntegerLayer.from_weights, weights)
        self._p3: Floats = layers["p3"]
        self._smallest_square = float(layers["eps"])

    def vectors(self, sums: Floats, lengths: Floats) -> Floats:
        """Return one vector of length 1 for each text, float32 `(texts, 512)`.

        Args:
            sums: `(texts, 640)`, the sum over all tokens of each text, as `LowerHalf.sums` computes
                it.
            lengths: `(texts,)`, the number of tokens of each text.
        """
        found = np.empty((len(sums), self._p3.shape[1]), np.float32)
        for start in range(0, len(sums), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            found[some] = self._vectors(sums[some], lengths[some])
        return found

    def _vectors(self, sums: Floats, lengths: Floats) -> Floats:
        """Return the vectors of some texts."""
        mean = sums / np.sqrt(lengths)[:, None]
        y0 = cut_negative(mean[:, : self._first_width])
        y1 = cut_negative(mean[:, self._first_width :] + self._d1(y0))
        y2 = cut_negative(self._d2(y1))
        output = np.tanh(y1 @ self._p3 + self._d3(y2))
        squared_lengths = np.einsum("ij,ij->i", output, output)
        vector_lengths = np.sqrt(np.maximum(squared_lengths, self._smallest_square))
        unit: Floats = output / vector_lengths[:, None]
        return unit
