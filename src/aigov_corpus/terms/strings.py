"""Chinese strings that may be terms although no words begin and end there, found in two ways.

- *Branching entropy*: after a part of a term hardly any other character comes than its next one;
  after the whole term any character may come, and so before it (Jin and Tanaka-Ishii 2006).
- *Lists*: what stands between two 、 is a whole: 算力、算法、数据.

Both also tell more about phrases that are candidates already (see `candidates`).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.files.spooling import KeyCounter, Spool, find_keys
from aigov_corpus.text.scripts import HAN, HAN_RUN

Characters = NDArray[np.uint32]
Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]

_LONGEST = 14
"""Characters of the longest string."""
_SHORTEST = 2
"""Characters of the shortest string."""
_LONGEST_ITEM = 10
"""Characters of the longest item of a list."""
_REPEATED = 2
"""How often a neighbour occurs that says something about the entropy."""
_CHUNK = 1 << 17
"""Characters of texts that are worked on together."""
_CHARACTER_BITS = np.uint64(21)
"""Bits of a code point of Unicode."""
_BORDER = "\n"
"""What stands between two texts."""
_LIST = re.compile(f"[{HAN}A-Z]+(?:、[{HAN}A-Z]+)+")
"""Pattern for a list."""
_LAST_TWO = re.compile("(.+?)(?:以及|及|和|与|或)(.+)")
"""Pattern for its last two items, with a word between them."""


class Surroundings(NamedTuple):
    """Where a string stands."""

    frequency: int
    """How often it occurs."""
    entropy: float
    """Branching entropy in bits, of the side where it is less."""


def measure_strings(texts: Iterable[str], *, min_count: int) -> dict[str, Surroundings]:
    """Return the strings of Chinese characters that occur often enough.

    The texts wait on the disk. For each length the strings are counted, and each place gets the
    number of its string, or -1 for a rare one; a longer string can be as frequent only if both its
    parts are.

    Args:
        texts: Chinese texts, in simplified characters; they are read once.
        min_count: how often a string occurs, at least.
    """
    chunks, numbers = Spool(), Spool()
    for characters in _join_texts(texts):
        chunks.append(characters.tobytes())
        numbers.append(np.where(_chinese()[characters], 0, -1).tobytes())
    found: dict[str, Surroundings] = {}
    for size in range(1, _LONGEST + 1):
        counter = KeyCounter()
        for characters, shorter in _read_chunks(chunks, numbers):
            counter.add(_list_keys(characters, shorter, size)[1])
        keys, counts = counter.find(min_count)
        longer = Spool()
        strings = _Strings(size, counts)
        for characters, shorter in _read_chunks(chunks, numbers):
            starts, own = _list_keys(characters, shorter, size)
            number = np.full(len(characters), -1, np.int64)
            number[starts] = find_keys(own, keys)
            longer.append(number.tobytes())
            if size >= _SHORTEST:
                strings.add(characters, number)
        numbers.close()
        numbers = longer
        if size >= _SHORTEST:
            found |= strings.measure()
    chunks.close()
    numbers.close()
    return found


class _Strings:
    """The frequent strings of one length, and what stands beside them.

    Args:
        size: their length in characters.
        counts: how often each occurs, by their numbers.
    """

    def __init__(self, size: int, counts: Ints) -> None:
        self._size = size
        self._counts = counts
        self._texts = [""] * len(counts)
        self._known = np.zeros(len(counts), bool)
        self._beside = (KeyCounter(), KeyCounter())

    def add(self, characters: Characters, numbers: Ints) -> None:
        """Add the strings of some texts."""
        starts = np.flatnonzero(numbers >= 0)
        numbers = numbers[starts]
        for counter, step in zip(self._beside, (-1, self._size), strict=True):
            beside = characters[starts + step]
            is_chinese = _chinese()[beside]
            counter.add(_join_key(numbers[is_chinese], beside[is_chinese]))
        distinct, first = np.unique(numbers, return_index=True)
        for number, at in zip(distinct.tolist(), starts[first].tolist(), strict=True):
            if not self._known[number]:
                self._texts[number] = _decode(characters[at : at + self._size])
        self._known[distinct] = True

    def measure(self) -> dict[str, Surroundings]:
        """Return the strings with their branching entropies, of the side where it is less.

        A mark or the end of a text counts as another neighbour each time.
        """
        entropies = np.full(len(self._counts), np.inf)
        for counter in self._beside:
            keys, counts = counter.find(_REPEATED)
            numbers = (keys >> _CHARACTER_BITS).astype(np.int64)
            sums = np.bincount(numbers, counts * np.log2(counts), len(self._counts))
            entropies = np.minimum(entropies, np.log2(self._counts) - sums / self._counts)
        measured = zip(self._texts, self._counts.tolist(), entropies.tolist(), strict=True)
        return {text: Surroundings(count, entropy) for text, count, entropy in measured}


def _join_texts(texts: Iterable[str]) -> Iterator[Characters]:
    """Yield the characters of some texts at a time, with a border before and behind each text."""
    waiting: list[str] = [""]
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _CHUNK:
            yield _encode(_BORDER.join([*waiting, ""]))
            waiting, size = [""], 0
    yield _encode(_BORDER.join([*waiting, ""]))


def _encode(text: str) -> Characters:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _decode(characters: Characters) -> str:
    return characters.tobytes().decode("utf-32-le", "surrogatepass")


def _read_chunks(chunks: Spool, numbers: Spool) -> Iterator[tuple[Characters, Ints]]:
    """Yield the characters of some texts at a time, and the numbers of the strings there."""
    for at in range(len(chunks)):
        yield np.frombuffer(chunks[at], np.uint32), np.frombuffer(numbers[at], np.int64)


def _list_keys(characters: Characters, shorter: Ints, size: int) -> tuple[Ints, Keys]:
    """Return the places where a frequent string of `size` characters may begin, and a key for each.

    Args:
        characters: the texts.
        shorter: for each character the number of the string that begins there and is shorter by
            one, or -1.
        size: the length.
    """
    may_begin = shorter >= 0
    if size > 1:
        may_begin[:-1] &= shorter[1:] >= 0
        may_begin[-1] = False
    starts = np.flatnonzero(may_begin)
    return starts, _join_key(shorter[starts], characters[starts + size - 1])


def _join_key(numbers: Ints, characters: Characters) -> Keys:
    """Return a key of a string and a character beside it."""
    return (numbers.astype(np.uint64) << _CHARACTER_BITS) | characters.astype(np.uint64)


@cache
def _chinese() -> NDArray[np.bool_]:
    """Return for each code point whether it is a Chinese character."""
    found = np.zeros(sys.maxunicode + 1, bool)
    for run in HAN_RUN.finditer("".join(map(chr, range(sys.maxunicode + 1)))):
        found[run.start() : run.end()] = True
    return found


def count_items(texts: Iterable[str], *, wanted: Container[str] | None = None) -> Counter[str]:
    """Return how often each string is an item of a list, with 、 or a word such as 和 at both ends.

    The first and the last item of a list may have other words before or behind it, and so they do
    not count.

    Args:
        texts: Chinese texts, in simplified characters.
        wanted: the items that are counted; None for all.
    """
    items = (item for text in texts for item in _list_items(text))
    return Counter(item for item in items if wanted is None or item in wanted)


def _list_items(text: str) -> Iterator[str]:
    """Yield the items of the lists of a text that have a mark at both ends."""
    for found in _LIST.finditer(text):
        items = found[0].split("、")
        inner = items[1:-1]
        if last := _LAST_TWO.match(items[-1]):
            inner.append(last[1])
        yield from (item for item in inner if _SHORTEST <= len(item) <= _LONGEST_ITEM)
