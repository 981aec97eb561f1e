"""Pairs that are in no list: each loop over them reads them anew, so memory stays flat."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import overload

from aigov_corpus.records import Pair


class PairsReadAnew(Sequence[Pair]):
    """Pairs that a subclass reads from the beginning in each loop, and can count."""

    @abstractmethod
    def __iter__(self) -> Iterator[Pair]:
        """Yield the pairs in their order."""

    @overload
    def __getitem__(self, index: int) -> Pair: ...
    @overload
    def __getitem__(self, index: slice) -> list[Pair]: ...
    def __getitem__(self, index: int | slice) -> Pair | list[Pair]:
        """Return a pair or several, for which all are read."""
        return list(self)[index]
