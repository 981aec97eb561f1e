"""Linear layers in whole numbers of 8 bits."""

from __future__ import annotations

import numpy as np
import pytest

from aigov_corpus.embedding.integer_layers import (
    LARGEST,
    IntegerLayer,
    cut_negative,
    round_to_bytes,
)


def test_numbers_are_rounded_in_steps_and_cut_off() -> None:
    """The nearest whole number of steps; what is too large becomes the largest."""
    values = np.array([0, 0.12, -0.2, 3, -1000, 1000], np.float32)
    rounded = round_to_bytes(values, np.float32(0.25))
    assert rounded.tolist() == [0, 0, -1, 12, -LARGEST, LARGEST]


def test_only_negative_numbers_become_zero() -> None:
    """All others stay, also the largest, and the result may take the place of the values."""
    values = np.array([-np.inf, -3, -0.0, 0, 0.5, 3e38, np.inf], np.float32)
    assert cut_negative(values).tolist() == [0, 0, 0, 0, 0.5, float(np.float32(3e38)), np.inf]
    assert cut_negative(values, out=values) is values
    assert values.min() == 0


@pytest.mark.parametrize("inputs", [1, 63, 320, 1280])
def test_products_of_whole_numbers_are_exact(inputs: int) -> None:
    """Each is what numpy computes in 64 bits, also of the largest numbers."""
    generator = np.random.default_rng(inputs)
    weights = generator.integers(-LARGEST, LARGEST + 1, (inputs, 17)).astype(np.float32)
    weights[0] = LARGEST  # so that weights are whole numbers of steps
    rows = generator.integers(-LARGEST, LARGEST + 1, (33, inputs)).astype(np.int8)
    rows[0] = LARGEST
    found = IntegerLayer.from_weights(weights).multiply(rows, np.float32(1))
    assert np.array_equal(found, rows.astype(np.int64) @ weights.astype(np.int64))


def test_a_layer_is_near_the_product_in_single_precision() -> None:
    """Rows of unlike size, and one of zeros, each rounded in a step of its own."""
    generator = np.random.default_rng(1)
    weights = generator.normal(size=(320, 64)).astype(np.float32)
    rows = generator.normal(size=(5, 320)).astype(np.float32)
    rows *= np.array([[1e-3], [1], [1e4], [0], [7]], np.float32)
    layer = IntegerLayer.from_weights(weights)
    found, exact = layer(rows), rows @ weights
    size = np.linalg.norm(exact, axis=1) + 1e-9
    assert (np.linalg.norm(found - exact, axis=1) / size < 0.02).all()
    assert np.allclose(layer.sums, weights.sum(axis=0), atol=0.5)
