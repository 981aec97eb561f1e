"""What does not fit into memory waits on the disk: records by their numbers, and counts of keys."""

from __future__ import annotations

import tempfile
import weakref
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Counts = NDArray[np.int64]

_IN_MEMORY = 1 << 24
"""Bytes of records that stay in memory; 16 MiB hold what a few documents need."""
_MOST_KEYS = 1 << 20
"""Keys that are counted in memory; of more, each part waits on the disk."""
_PART_IN_MEMORY = 1 << 18
"""Bytes of each part that stay in memory."""
_PARTS = 64
"""Parts into which keys are sorted; 64 of a million keys each are in memory one by one."""
_PART_BITS = np.uint64(58)
"""Bits of a key that do not tell its part: 64 less the six that count to 63."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd number that spreads keys over the parts (the golden ratio)."""


class Spool:
    """Records of bytes, which are read again by their numbers, counted from 0."""

    def __init__(self, *, in_memory: int = _IN_MEMORY) -> None:
        """Begin without records; up to `in_memory` bytes of them stay in memory."""
        self._file = tempfile.SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115  it lives on
        # also where an error ends the work before its owner closes it
        self._close = weakref.finalize(self, self._file.close)
        self._ends = array("q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, *parts: bytes) -> None:
        """Add a record that consists of some parts."""
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + sum(self._file.write(part) for part in parts))

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number]
        self._file.seek(start)
        return self._file.read(self._ends[number + 1] - start)

    def close(self) -> None:
        """Delete the records."""
        self._close()


class KeyCounter:
    """Counts 64-bit keys; however many there are, some millions are in memory at a time."""

    def __init__(self) -> None:
        self._waiting: list[Keys] = []
        self._size = 0
        self._parts: list[Spool] = []

    def add(self, keys: Keys) -> None:
        """Count each of some keys once more."""
        self._waiting.append(keys)
        self._size += len(keys)
        if self._size >= _MOST_KEYS:
            self._put_away()

    def find(self, least: int) -> tuple[Keys, Counts]:
        """Return the keys that were counted `least` times or more, in ascending order.

        The counter is empty then.

        Returns:
            The keys, and how often each was counted.
        """
        if not self._parts:
            found = [_count(self._waiting, least)]
        else:
            self._put_away()
            found = [
                _count([np.frombuffer(part[at], np.uint64) for at in range(len(part))], least)
                for part in self._parts
            ]
        for part in self._parts:
            part.close()
        self._waiting, self._size, self._parts = [], 0, []
        keys = np.concatenate([each for each, _ in found])
        counts = np.concatenate([each for _, each in found])
        order = np.argsort(keys, kind="stable")
        return keys[order], counts[order]

    def _put_away(self) -> None:
        """Write the waiting keys into the parts to which they belong."""
        self._parts = self._parts or [Spool(in_memory=_PART_IN_MEMORY) for _ in range(_PARTS)]
        keys = np.concatenate([np.empty(0, np.uint64), *self._waiting])
        self._waiting, self._size = [], 0
        places = (keys * _MIX) >> _PART_BITS
        order = np.argsort(places, kind="stable")
        borders = np.searchsorted(places[order], np.arange(_PARTS + 1, dtype=np.uint64))
        for part, start, end in zip(self._parts, borders, borders[1:], strict=False):
            if end > start:
                part.append(keys[order[start:end]].tobytes())


def _count(keys: Iterable[Keys], least: int) -> tuple[Keys, Counts]:
    """Return the different ones of some keys that occur often enough, and how often."""
    distinct, counts = np.unique(
        np.concatenate([np.empty(0, np.uint64), *keys]), return_counts=True
    )
    often = counts >= least
    return distinct[often], counts[often].astype(np.int64)


def find_keys(keys: Keys, known: Keys) -> NDArray[np.int64]:
    """Return the place of each key among known ones, which are in ascending order; or -1."""
    if not len(known):
        return np.full(len(keys), -1, np.int64)
    places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[places] == keys, places, -1)
