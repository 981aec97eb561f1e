"""Cut pairs into smaller units where both texts have a mark and the links of words agree.

A unit goes from one mark to another in both texts. It must have links of its own, hardly any link
may lead out of it, and its lengths must fit. Of all ways to cut a pair, the one with the most
units is taken. Where the translator changed the order of clauses, nothing is cut.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, product
from typing import NamedTuple

import numpy as np

from aigov_corpus import patterns as re
from aigov_corpus.terms.linked import LinkedPair, link_pairs
from aigov_corpus.text.content_words import list_content_words

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
    table = _Links(linked, places, others)
    # for each two places, the most units up to there, and where the last of them begins
    best: dict[tuple[int, int], tuple[int, tuple[int, int] | None]] = {(0, 0): (0, None)}
    begins: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for at in product(range(len(places)), range(len(others))):
        if at in begins:
            counted = sorted(((best[begin][0] + 1, begin) for begin in begins[at]), reverse=True)
            found = next((one for one in counted if table.fits(one[1], at)), None)
            if found:
                best[at] = found
        if at in best:
            for end in table.list_ends(at):
                begins.setdefault(end, []).append(at)
    end = (len(places) - 1, len(others) - 1)
    cuts: list[Cut] = []
    step = best.get(end, (0, None))[1]
    while step and step != (0, 0):
        cuts.append(Cut(places[step[0]], others[step[1]]))
        step = best[step][1]
    return cuts[::-1]


def _find_marks(text: str, mark: re.Pattern[str]) -> list[int]:
    """Return the offsets behind marks and the white space after them, outside of brackets."""
    depths = list(accumulate((char in _OPENING) - (char in _CLOSING) for char in text))
    found = []
    for match in mark.finditer(text):
        at = match.end()
        while at < len(text) and text[at].isspace():
            at += 1
        if depths[match.end() - 1] <= 0 and 0 < at < len(text):
            found.append(at)
    return found


class _Links:
    """The links of one pair, asked for stretches of both texts between two places.

    Args:
        linked: the words and their links.
        zh: offsets of the places in the Chinese text, in order.
        en: those in the English text.
    """

    def __init__(self, linked: LinkedPair, zh: Sequence[int], en: Sequence[int]) -> None:
        strengths = np.where(linked.strengths > _LINKED, linked.strengths, 0)
        self._means = [
            np.array([bool(list_content_words(word, lang=lang)) for word, _, _ in words], bool)
            for words, lang in ((linked.zh, "zh"), (linked.en, "en"))
        ]
        self._strengths = strengths * self._means[0][:, None] * self._means[1]
        self._places = np.array(zh), np.array(en)
        self._words = tuple(
            np.searchsorted([start for _, start, _ in words], places)
            for words, places in zip((linked.zh, linked.en), self._places, strict=True)
        )
        # the sum of all links before a word of each text
        sums = np.zeros([size + 1 for size in self._strengths.shape])
        sums[1:, 1:] = self._strengths.cumsum(axis=0, dtype=float).cumsum(axis=1)
        self._sums = sums[np.ix_(*self._words)]
        self._of_rows, self._of_columns = sums[self._words[0], -1], sums[-1, self._words[1]]

    def list_ends(self, begin: tuple[int, int]) -> list[tuple[int, int]]:
        """Return where a unit may end that begins at two places, by its lengths and its links.

        Lengths must fit, and the links of the unit must be enough, with few that lead out of it.
        """
        i, j = begin
        sizes = (
            self._places[0][i + 1 :] - self._places[0][i],
            (self._places[1][j + 1 :] - self._places[1][j]),
        )
        ratio = math.log(self._places[1][-1] / self._places[0][-1])
        spread = np.log(sizes[1])[None, :] - np.log(sizes[0])[:, None] - ratio
        rows = (self._of_rows[i + 1 :] - self._of_rows[i])[:, None]
        columns = (self._of_columns[j + 1 :] - self._of_columns[j])[None, :]
        sums = self._sums[i:, j:]
        total = sums[1:, 1:] - sums[1:, :1] - sums[:1, 1:] + sums[0, 0]
        is_possible = (
            (sizes[0] >= _SHORTEST[0])[:, None]
            & (sizes[1] >= _SHORTEST[1])
            & (abs(spread) <= _SPREAD)
            & (total >= _FEWEST_LINKS)
            & (rows + columns - 2 * total <= _MOST_LEAKING * total)
        )
        return [(i + 1 + int(k), j + 1 + int(m)) for k, m in np.argwhere(is_possible)]

    def fits(self, begin: tuple[int, int], end: tuple[int, int]) -> bool:
        """Tell whether most words with a meaning are linked inside two stretches."""
        rows, columns = (
            slice(words[first], words[last])
            for words, first, last in zip(self._words, begin, end, strict=True)
        )
        inside = self._strengths[rows, columns]
        return all(
            (inside.max(axis=axis, initial=0)[means] > _LINKED).mean() >= _LEAST_LINKED
            for axis, means in ((1, self._means[0][rows]), (0, self._means[1][columns]))
            if means.any()
        )
