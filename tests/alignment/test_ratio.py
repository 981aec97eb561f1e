"""The ratio of lengths, read along the coarse path."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from aigov_corpus.alignment.ratio import length_ratio


@dataclass
class _Lengths:
    chars: np.ndarray
    lang: str = ""

    def __len__(self) -> int:
        return len(self.chars)


def _ratio(src: np.ndarray, tgt: np.ndarray, pairs: list[tuple[int, int]]) -> float:
    """Return the ratio along a path that pairs some sentences and else goes down, then right."""
    low = np.zeros(len(src) + 1, np.int64)
    high = low.copy()
    for i, j in pairs:
        high[i] = j
        low[i + 1 :] = high[i + 1 :] = j + 1
    high[-1] = len(tgt)
    return length_ratio(_Lengths(src), _Lengths(tgt), (low, high))  # type: ignore[arg-type]


def _lengths(size: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(20, 60, size).astype("f4")


@pytest.mark.parametrize("size", [1, 7, 200])
def test_without_a_lacking_section_all_lengths_count(size: int) -> None:
    """The ratio is that of the whole texts, also for a single sentence."""
    src, tgt = _lengths(size, 1), 3 * _lengths(size, 2)
    found = _ratio(src, tgt, [(i, i) for i in range(size)])
    assert found == pytest.approx(np.log(tgt.sum() / src.sum()), abs=1e-6)


@pytest.mark.parametrize(("first", "last"), [(60, 140), (0, 100), (120, 200), (20, 200), (0, 175)])
def test_a_lacking_section_does_not_change_the_ratio(first: int, last: int) -> None:
    """Half of a text without its other side, or seven eighths: the rest tells the ratio."""
    src = _lengths(200, 3)
    tgt = 3 * src
    kept = [i for i in range(200) if not first <= i < last]
    lacks_tgt = _ratio(src, tgt[kept], [(i, place) for place, i in enumerate(kept)])
    lacks_src = _ratio(src[kept], tgt, list(enumerate(kept)))
    assert lacks_tgt == pytest.approx(np.log(3), abs=0.1)
    assert lacks_src == pytest.approx(np.log(3), abs=0.1)
    assert abs(np.log(tgt[kept].sum() / src.sum()) - np.log(3)) > 0.4


def test_texts_with_nothing_in_common_keep_their_own_ratio() -> None:
    """A path that pairs no sentences tells nothing."""
    src, tgt = _lengths(100, 5), _lengths(100, 6)
    assert _ratio(src, tgt, []) == pytest.approx(np.log(tgt.sum() / src.sum()), abs=1e-6)


@pytest.mark.parametrize("place", [0, 4, 8])
def test_one_sentence_against_a_page_has_the_ratio_of_its_pair(place: int) -> None:
    """A sentence of Chinese against nine of English: the other eight do not count."""
    tgt = _lengths(9, 7) * 3.2
    src = tgt[place : place + 1] / 3.2
    low = np.array([place, 9])
    high = np.array([place, 9])
    low[0], low[1] = 0, place + 1
    found = length_ratio(
        _Lengths(src, "zh"),  # type: ignore[arg-type]
        _Lengths(tgt, "en"),  # type: ignore[arg-type]
        (low, high),
    )
    assert found == pytest.approx(np.log(3.2), abs=0.1)


def test_a_pair_that_is_far_from_the_usual_ratio_does_not_count() -> None:
    """The path paired a page of Chinese with one wrong word: the usual ratio of both is taken."""
    src, tgt = _lengths(20, 8), np.array([4], "f4")
    low, high = np.zeros(21, np.int64), np.zeros(21, np.int64)
    low[1:] = high[1:] = 1
    found = length_ratio(
        _Lengths(src, "zh"),  # type: ignore[arg-type]
        _Lengths(tgt, "en"),  # type: ignore[arg-type]
        (low, high),
    )
    assert found == pytest.approx(np.log(3.6))
