"""The band around the path, fences, and the windows that cover the band."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.alignment.band import cover, lead_through_fences, widen
from aigov_corpus.alignment.fences import check_fences, find_limits
from aigov_corpus.errors import UsageError


def test_limits_of_nodes_between_fences() -> None:
    """A bead reaches to the next fence; one from between no two fences reaches nowhere."""
    rows, columns = np.arange(4)[:, None], np.arange(5)[None, :]
    last_rows, last_columns = find_limits(rows, columns, [(1, 2), (3, 4)])
    limits = np.stack([last_rows, last_columns], axis=-1).tolist()
    assert limits[0][0] == [1, 2]
    assert limits[1][1] == [1, 2]
    assert limits[1][2] == [3, 4]
    assert limits[0][3] == [-1, -1]
    assert limits[2][1] == [-1, -1]


def test_fences_are_put_in_order() -> None:
    """The end of both texts is the last one, their beginning is none, and none is there twice."""
    assert check_fences([(3, 4), (0, 0), (1, 2), (3, 4)], 5, 6) == [(1, 2), (3, 4), (5, 6)]
    assert check_fences([], 0, 0) == []


def test_a_wrong_fence_says_how_fences_must_be() -> None:
    """The message names both fences, the sizes of the texts and the rule."""
    with pytest.raises(UsageError, match=r"fence \(4, 2\) after \(3, 3\) is out of order.*; give"):
        check_fences([(3, 3), (4, 2)], 5, 5)


def test_the_band_is_wider_beside_a_passage_that_the_target_lacks() -> None:
    """There the path may have sent the last sentences before it to its other end."""
    low = np.array([*range(20), *[20] * 60, *range(20, 41)])
    high = np.array([*range(1, 20), *[20] * 60, *range(20, 41), 40])
    first, last = widen(low, high)
    assert (first[50], last[50]) == (8, 32)
    assert (first[5], last[5]) == (0, 22)
    assert (np.diff(first) >= 0).all() and (np.diff(last) >= 0).all()


@given(st.data())
def test_a_path_is_led_through_every_fence(data: st.DataObject) -> None:
    """Whatever the path was, the new one visits all fences and never goes back."""
    n_src, n_tgt = data.draw(st.integers(1, 20)), data.draw(st.integers(1, 20))
    places = st.tuples(st.integers(0, n_src), st.integers(0, n_tgt))
    drawn = data.draw(st.lists(places, max_size=4))
    rows, columns = sorted(i for i, _ in drawn), sorted(j for _, j in drawn)
    fences = check_fences(list(zip(rows, columns, strict=True)), n_src, n_tgt)
    steps = data.draw(st.lists(st.integers(0, n_tgt), min_size=n_src + 1, max_size=n_src + 1))
    low = np.sort(np.array(steps))
    high = np.maximum.accumulate(np.append(low[1:], n_tgt))
    low, high = lead_through_fences(low, high, fences)
    assert all(low[i] <= j <= high[i] for i, j in [(0, 0), *fences])
    assert (np.diff(low) >= 0).all() and (np.diff(high) >= 0).all()


@pytest.mark.parametrize("rows", [1, 2, 95, 96, 97, 1000])
def test_windows_cover_the_band(rows: int) -> None:
    """Windows follow each other, none is high, and each holds the columns of its rows."""
    path = np.arange(rows) * 2
    first, last = widen(path, path)
    assert (first <= path).all() and (path <= last).all()
    areas = list(cover((first, last)))
    assert len(areas) % 2 == 0 or (rows <= 12 and len(areas) == 1)
    assert (areas[0][0][0], areas[-1][0][1]) == (0, rows)
    assert all(one[0][1] == following[0][0] for one, following in pairwise(areas))
    for (start, stop), (left, right) in areas:
        assert stop - start <= 48
        assert start == stop or (left <= first[start] and last[stop - 1] < right)
