"""A sample of pairs that has its share of each group."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from aigov_corpus.errors import NothingToDoError, UnknownNameError, UsageError
from aigov_corpus.records import Pair

GROUPS = ("document", "rendering", "section", "principle", "status", "kind")
"""Names of the groups into which a sample may be divided."""
NO_PRINCIPLE = "none"
"""The group of pairs without a principle."""


def draw_sample(
    pairs: Iterable[Pair], size: int, *, by: Sequence[str] = (), seed: int = 0
) -> tuple[list[Pair], list[str]]:
    """Return some pairs in the order of the text, and sentences about the groups.

    Each group gets its share of the sample, and at least one pair as long as there are enough. The
    same pairs, size and seed give the same sample.

    `Corpus.sample` describes the arguments and the errors. Pairs that lack a text can be drawn.
    """
    pairs = list(pairs)
    for name in by:
        if name not in GROUPS:
            raise UnknownNameError("group", name, GROUPS)
    if size < 1:
        raise UsageError(f"the size of the sample is {size}", remedy="give 1 or more")
    if not pairs:
        raise NothingToDoError("there are no pairs to draw from", remedy="use wider filters")
    if size > len(pairs):
        raise UsageError(
            f"the sample of {size:,} is larger than the corpus",
            remedy=f"give {len(pairs):,} or less",
        )
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    read = _readers(pairs)
    for number, pair in enumerate(pairs):
        groups[tuple(read[name](pair) for name in by)].append(number)
    quotas = divide(size, {group: len(members) for group, members in groups.items()})
    chosen: list[int] = []
    for group, members in groups.items():
        drawn = random.Random(f"{seed}/{group}").sample(members, quotas[group])
        chosen += drawn
    notes = [f"{size:,} of {len(pairs):,} pairs, drawn with the seed {seed}"]
    empty = [" / ".join(group) for group, quota in quotas.items() if not quota]
    if empty:
        notes.append(f"no pair was drawn of {len(empty)} small groups: {', '.join(empty)}")
    return [pairs[number] for number in sorted(chosen)], notes


def _readers(pairs: Sequence[Pair]) -> dict[str, Callable[[Pair], str]]:
    """Return for each name a function that returns the group of a pair."""
    frequency = Counter(name for pair in pairs for name in pair.principles)

    def rarest(pair: Pair) -> str:
        names = sorted(pair.principles, key=lambda name: (frequency[name], name))
        return names[0] if names else NO_PRINCIPLE

    return {
        "document": lambda pair: pair.document,
        "rendering": lambda pair: pair.rendering,
        "section": lambda pair: pair.section,
        "principle": rarest,
        "status": lambda pair: pair.status,
        "kind": lambda pair: pair.kind,
    }


def divide(size: int, groups: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """Return how many of a sample come from each group, by its size.

    Each gets one, the largest groups first; the rest is divided by size, with largest remainders.
    """
    total = sum(groups.values())
    shares = {group: size * members / total for group, members in groups.items()}
    quotas = {
        group: min(members, max(1, math.floor(shares[group]))) for group, members in groups.items()
    }
    by_size = sorted(groups, key=lambda group: (-groups[group], group))
    while sum(quotas.values()) > size:
        largest = max(by_size, key=lambda group: (quotas[group] > 1, quotas[group] - shares[group]))
        if quotas[largest] <= 1:
            for group in by_size[size:]:
                quotas[group] = 0
            break
        quotas[largest] -= 1
    while sum(quotas.values()) < size:
        open_groups = [group for group in by_size if quotas[group] < groups[group]]
        quotas[max(open_groups, key=lambda group: shares[group] - quotas[group])] += 1
    return quotas
