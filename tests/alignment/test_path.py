"""The coarse path, and what it tells about lengths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from aigov_corpus.alignment.path import length_ratio


@dataclass
class _Lengths:
    chars: np.ndarray

    def __len__(self) -> int:
        return len(self.chars)


def _lengths(size: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(20, 60, size).astype("f4")


def test_without_a_lacking_section_all_lengths_count() -> None:
    """The ratio is that of the whole texts, also for a single sentence."""
    for size in (1, 7, 200):
        src, tgt = _lengths(size, 1), 3 * _lengths(size, 2)
        path = np.arange(size + 1)
        found = length_ratio(_Lengths(src), _Lengths(tgt), path)  # type: ignore[arg-type]
        assert found == pytest.approx(np.log(tgt.sum() / src.sum()), abs=1e-6)


@pytest.mark.parametrize(("first", "last"), [(60, 140), (0, 100), (120, 200)])
def test_a_lacking_section_does_not_change_the_ratio(first: int, last: int) -> None:
    """Half of a text without its other side, wherever it lies: the rest tells the ratio."""
    src = _lengths(200, 3)
    tgt = 3 * src
    kept = np.delete(np.arange(200), slice(first, last))
    path = np.searchsorted(kept, np.arange(201))
    lacks_tgt = length_ratio(_Lengths(src), _Lengths(tgt[kept]), path)  # type: ignore[arg-type]
    path = np.append(kept, 200)  # the first column of each row: the section comes at the end of one
    lacks_src = length_ratio(_Lengths(src[kept]), _Lengths(tgt), path)  # type: ignore[arg-type]
    assert lacks_tgt == pytest.approx(np.log(3), abs=0.1)
    assert lacks_src == pytest.approx(np.log(3), abs=0.1)
    assert abs(np.log(tgt[kept].sum() / src.sum()) - np.log(3)) > 0.4


def test_texts_with_nothing_in_common_keep_their_own_ratio() -> None:
    """A path that goes down and then right tells nothing."""
    src, tgt = _lengths(100, 5), _lengths(100, 6)
    path = np.zeros(101, np.int64)
    found = length_ratio(_Lengths(src), _Lengths(tgt), path)  # type: ignore[arg-type]
    assert found == pytest.approx(np.log(tgt.sum() / src.sum()), abs=1e-6)
