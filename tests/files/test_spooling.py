"""What waits on the disk comes back as it was, and counts as in memory."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

import numpy as np
import pytest

from aigov_corpus.files.spooling import KeyCounter, Spool, find_keys


def test_records_come_back_in_any_order() -> None:
    """Whether they are still in memory or not; an empty one is a record too."""
    spool = Spool(in_memory=100)
    records = [bytes([number]) * number for number in range(60)]
    for record in records:
        spool.append(record[:3], record[3:])
        assert spool[0] == b""
    assert [spool[number] for number in reversed(range(60))] == records[::-1] and len(spool) == 60


@pytest.mark.parametrize("most", [1 << 20, 1000])
def test_keys_are_counted_in_memory_and_on_the_disk(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """In ascending order, without those that are too rare; then the counter is empty."""
    monkeypatch.setattr(import_module("aigov_corpus.files.spooling"), "_MOST_KEYS", most)
    rng = np.random.default_rng(7)
    drawn = rng.zipf(1.3, 20_000).astype(np.uint64) * np.uint64(0x123456789ABCDEF1)
    counter = KeyCounter()
    for start in range(0, len(drawn), 300):
        counter.add(drawn[start : start + 300])
    keys, counts = counter.find(3)
    expected = sorted((key, n) for key, n in Counter(drawn.tolist()).items() if n >= 3)
    assert list(zip(keys.tolist(), counts.tolist(), strict=True)) == expected
    assert len(counter.find(1)[0]) == 0
    assert find_keys(keys[:2], keys).tolist() == [0, 1]
    assert find_keys(np.array([5], np.uint64), keys[:0]).tolist() == [-1]
