"""Chinese strings that may be terms although no words begin and end there, found in two ways.

- *Branching entropy*: after a part of a term hardly any other character comes than its next one;
  after the whole term any character may come, and so before it (Jin and Tanaka-Ishii 2006).
- *Lists*: what stands between two 、 is a whole: 算力、算法、数据.

Both also tell more about phrases that are candidates already (see `candidates`).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aigov_corpus.text.scripts import HAN

_LONGEST = 14
"""Characters of the longest string."""
_SHORTEST = 2
"""Characters of the shortest string."""
_LONGEST_ITEM = 10
"""Characters of the longest item of a list."""
_BORDER = "\n"
"""What stands between two texts."""
_CHINESE = re.compile(f"[{HAN}]+")
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


def measure_strings(texts: Sequence[str], *, min_count: int) -> dict[str, Surroundings]:
    """Return the strings of Chinese characters that occur often enough.

    Args:
        texts: Chinese texts, in simplified characters.
        min_count: how often a string occurs, at least.
    """
    joined = _BORDER.join(["", *texts, ""])
    starts = [at for run in _CHINESE.finditer(joined) for at in range(*run.span())]
    found: dict[str, Surroundings] = {}
    for size in range(1, _LONGEST + 1):
        counts = Counter(joined[at : at + size] for at in starts)
        often = {string for string, count in counts.items() if count >= min_count}
        starts = [at for at in starts if joined[at : at + size] in often]
        if size >= _SHORTEST:
            entropies = _measure_entropies(joined, starts, size)
            found |= {text: Surroundings(counts[text], value) for text, value in entropies.items()}
        # a longer string can be as frequent only if both its parts are
        frequent = set(starts)
        starts = [at for at in starts if at + 1 in frequent and _CHINESE.match(joined[at + size])]
    return found


def _measure_entropies(text: str, starts: Iterable[int], size: int) -> dict[str, float]:
    """Return the branching entropy of each string, of the side where it is less.

    A mark or the end of a text counts as another neighbour each time.
    """
    before: dict[str, list[str]] = defaultdict(list)
    behind: dict[str, list[str]] = defaultdict(list)
    for at in starts:
        string = text[at : at + size]
        before[string].append(text[at - 1])
        behind[string].append(text[at + size])
    return {string: min(_entropy(before[string]), _entropy(behind[string])) for string in before}


def _entropy(neighbours: Sequence[str]) -> float:
    """Return the entropy of neighbouring characters in bits."""
    total = len(neighbours)
    counts: list[int] = []
    for character, count in Counter(neighbours).items():
        counts += [count] if _CHINESE.match(character) else [1] * count
    return math.log2(total) - sum(count * math.log2(count) for count in counts) / total


def count_items(texts: Iterable[str]) -> Counter[str]:
    """Return how often each string is an item of a list, with 、 or a word such as 和 at both ends.

    The first and the last item of a list may have other words before or behind it, and so they do
    not count.
    """
    return Counter(item for text in texts for item in _list_items(text))


def _list_items(text: str) -> Iterator[str]:
    """Yield the items of the lists of a text that have a mark at both ends."""
    for found in _LIST.finditer(text):
        items = found[0].split("、")
        inner = items[1:-1]
        if last := _LAST_TWO.match(items[-1]):
            inner.append(last[1])
        yield from (item for item in inner if _SHORTEST <= len(item) <= _LONGEST_ITEM)
