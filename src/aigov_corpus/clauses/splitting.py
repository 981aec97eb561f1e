"""Cut pairs into smaller units where both texts have a mark and the links of words agree.

A unit goes from one mark to another in both texts. It must have links of its own, hardly any link
may lead out of it, and its lengths must fit. Of all ways to cut a pair, the one with the most
units is taken. Where the translator changed the order of clauses, nothing is cut.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aigov_corpus.terms.linked import LinkedPair, link_pairs
from aigov_corpus.text.content_words import list_content_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_CHINESE_MARK = re.compile(r"[，；：。！？…]+[”’」』）》]*|[,;:!?]+(?!\d)[”’」』）》]*")
"""Pattern for what ends a clause of Chinese."""
_ENGLISH_MARK = re.compile(r"[,;:.!?]+[”’\"')\]]*(?=\s)|[—–](?=\s?\w)")
"""Pattern for what ends a clause of English."""
_OPENING, _CLOSING = "“‘「『（(《[", "”’」』）)》]"

# Chosen on the bundled document and on paragraphs of reports, not on the gold of this room.
_LINKED = 0.3
"""Strength below which a link does not count."""
_MOST_LEAKING = 0.12
"""Share of the links of a unit that lead out of it, at most."""
_LEAST_LINKED = 0.6
"""Share of the words with a meaning of each text of a unit that must have a link inside it."""
_FEWEST_LINKS = 1.6
"""Sum of the links of a unit, at least: two sure ones are enough."""
_SPREAD = 0.5
"""Largest difference between the logarithm of the lengths of a unit and that of its pair."""
_SHORTEST = (6, 18)
"""Characters of a unit, Chinese and English, at least."""


class Cut(NamedTuple):
    """A place where a pair is cut: the offsets in both texts where the next unit begins."""

    zh: int
    en: int


def find_cuts(texts: Sequence[tuple[str, str]]) -> list[list[Cut]]:
    """Return for each pair of a Chinese and an English text where it can be cut, in order."""
    return [_cut(zh, en, linked) for (zh, en), linked in zip(texts, link_pairs(texts), strict=True)]


def _cut(zh: str, en: str, linked: LinkedPair) -> list[Cut]:
    """Return where one pair can be cut."""
    places = [0, *_find_marks(zh, _CHINESE_MARK), len(zh)]
    others = [0, *_find_marks(en, _ENGLISH_MARK), len(en)]
    if len(places) == 2 or len(others) == 2:
        return []
    table = _Links(linked)
    ratio = math.log(len(en) / len(zh))

    @cache
    def is_unit(first: int, last: int, other_first: int, other_last: int) -> bool:
        start, end = places[first], places[last]
        other_start, other_end = others[other_first], others[other_last]
        sizes = end - start, other_end - other_start
        if sizes[0] < _SHORTEST[0] or sizes[1] < _SHORTEST[1]:
            return False
        if abs(math.log(sizes[1] / sizes[0]) - ratio) > _SPREAD:
            return False
        return table.fits((start, end), (other_start, other_end))

    # for each two places, the most units up to there, and where the last of them begins
    best: dict[tuple[int, int], tuple[int, tuple[int, int] | None]] = {(0, 0): (0, None)}
    for i in range(1, len(places)):
        for j in range(1, len(others)):
            found = [
                (count + 1, (k, m))
                for (k, m), (count, _) in best.items()
                if k < i and m < j and is_unit(k, i, m, j)
            ]
            if found:
                best[i, j] = max(found)
    end = (len(places) - 1, len(others) - 1)
    cuts: list[Cut] = []
    step = best.get(end, (0, None))[1]
    while step and step != (0, 0):
        cuts.append(Cut(places[step[0]], others[step[1]]))
        step = best[step][1]
    return cuts[::-1]


def _find_marks(text: str, mark: re.Pattern[str]) -> list[int]:
    """Return the offsets behind marks and the white space after them, outside of brackets."""
    found = []
    for match in mark.finditer(text):
        before = text[: match.end()]
        depth = sum(map(before.count, _OPENING)) - sum(map(before.count, _CLOSING))
        at = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
        if depth <= 0 and 0 < at < len(text):
            found.append(at)
    return found


class _Links:
    """The links of one pair, asked for stretches of both texts."""

    def __init__(self, linked: LinkedPair) -> None:
        import numpy as np

        self._zh, self._en = linked.zh, linked.en
        strengths = np.where(linked.strengths > _LINKED, linked.strengths, 0)
        self._means = [
            np.array([bool(list_content_words(word, lang=lang)) for word, _, _ in words], bool)
            for words, lang in ((linked.zh, "zh"), (linked.en, "en"))
        ]
        self._strengths = strengths * self._means[0][:, None] * self._means[1]

    def fits(self, zh: tuple[int, int], en: tuple[int, int]) -> bool:
        """Tell whether two stretches are linked with each other, and hardly with anything else."""
        rows = self._inside(self._zh, zh)
        columns = self._inside(self._en, en)
        inside = self._strengths[rows, columns]
        total = float(inside.sum())
        leaking = float(self._strengths[rows].sum() + self._strengths[:, columns].sum()) - 2 * total
        if total < _FEWEST_LINKS or leaking > _MOST_LEAKING * total:
            return False
        return all(
            (inside.max(axis=axis, initial=0)[means] > _LINKED).mean() >= _LEAST_LINKED
            for axis, means in ((1, self._means[0][rows]), (0, self._means[1][columns]))
            if means.any()
        )

    def _inside(self, words: Sequence[tuple[str, int, int]], place: tuple[int, int]) -> slice:
        """Return the numbers of the words of a stretch."""
        numbers = [n for n, (_, start, _) in enumerate(words) if place[0] <= start < place[1]]
        return slice(numbers[0], numbers[-1] + 1) if numbers else slice(0, 0)
