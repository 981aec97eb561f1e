"""Principles that only one of the two texts expresses: they were lost, or added, in translation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aigov_corpus.records import Pair

_WHERE = ("both", "only_zh", "only_en", "together")
"""Which text of a pair can express a principle."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Numbers of pairs of a rendering in which one text, or both, express a principle."""

    document: str
    rendering: str
    principle: str
    both: int
    """Pairs in which each text expresses it by itself."""
    only_zh: int
    """Pairs in which only the Chinese does."""
    only_en: int
    """Pairs in which only the English does."""
    together: int
    """Pairs in which neither text is enough by itself, but both hint at it."""
    only_zh_ids: list[str]
    """Ids of the pairs in which only the Chinese expresses it."""
    only_en_ids: list[str]
    """Ids of the pairs in which only the English expresses it."""


def find_shifts(pairs: Iterable[Pair]) -> list[Shift]:
    """Return for each rendering and principle in how many pairs which text expresses it.

    Pairs without one of the two texts are left out.
    """
    found: dict[tuple[str, str], dict[str, dict[str, list[str]]]] = {}
    for pair in pairs:
        if not pair.zh or not pair.en:
            continue
        principles = found.setdefault((pair.document, pair.rendering), {})
        for name in dict.fromkeys((*pair.principles, *pair.principles_zh, *pair.principles_en)):
            ids = principles.setdefault(name, {})
            ids.setdefault(_where(pair, name), []).append(pair.pair_id)
    return [
        _shift(document, rendering, name, principles[name])
        for (document, rendering), principles in found.items()
        for name in sorted(principles)
    ]


def _shift(document: str, rendering: str, principle: str, ids: dict[str, list[str]]) -> Shift:
    """Return the row of a principle, from the ids of its pairs by the text that expresses it."""
    both, only_zh, only_en, together = (ids.get(name, []) for name in _WHERE)
    counts = (len(both), len(only_zh), len(only_en), len(together))
    return Shift(document, rendering, principle, *counts, only_zh, only_en)


def _where(pair: Pair, principle: str) -> str:
    """Return which text of a pair expresses a principle."""
    in_zh, in_en = principle in pair.principles_zh, principle in pair.principles_en
    if in_zh and in_en:
        return "both"
    if in_zh or in_en:
        return "only_zh" if in_zh else "only_en"
    return "together"
