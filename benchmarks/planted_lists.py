"""Lists of which `checks.py` drops an item: their places in Chinese texts.

They are found as the check `list-length` found them when its figures were first reported, so that
the same items are dropped whatever the check reads as a list now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

Place = tuple[int, int]
_ITEM = r"[^、，。；：！？“”《》（）()\s,;:]{1,24}"
_CHINESE = re.compile(f"{_ITEM}(?:、{_ITEM})+")
_BEFORE_LAST = re.compile(
    "以及|(?<!共)(?<!碳中)和(?![谐諧平睦解气氣好善])|[与與](?![共会會时時])|及(?![时時其])|或(?![许許者])"
)
_COMMA = re.compile("、")
_AND_SO_ON = "等"
"""等, "and so on", behind the last item; what follows says what kind of things the items are."""
_LEAST_ITEMS = 3
_LONGEST_ITEM = 6
"""Characters of an item between two others; a longer one is a clause, which English says freely."""


def find_chinese_lists(text: str) -> Iterator[list[Place]]:
    """Yield the places of the items of each list of three short items or more.

    Words before a list belong to its first item; of the words behind it, the last item has as many
    that it is no longer than the others by more than a character.
    """
    for found in _CHINESE.finditer(text):
        items = _cut_items(text, found.span())
        inner = [text[start:end] for start, end in items[1:-1]]
        if len(items) < _LEAST_ITEMS or any(
            len(item) > _LONGEST_ITEM or _BEFORE_LAST.search(item) for item in inner
        ):
            continue
        start, end = items[-1]
        end = min(end, start + max(map(len, inner)) + 1)
        yield [
            (at, at + len(text[at:stop].partition(_AND_SO_ON)[0]))
            for at, stop in [*items[:-1], (start, end)]
        ]


def _cut_items(text: str, place: Place) -> list[Place]:
    """Return the places of the items of a list that stands at a place.

    What joins the last item is a word, not a part of one: 碳中和 and 参与 join nothing. It stands
    behind an item that is no longer than the others between two 、 by more than a character, if
    there are others: 与 in 学习、创业、就业、生活提供与… joins nothing.
    """
    start, end = place
    cuts = [found.span() for found in _COMMA.finditer(text, start, end)]
    begin = cuts[-1][1]
    inner = [after[0] - before[1] for before, after in pairwise(cuts)]
    longest = max(inner) + 1 if inner else end
    joints = [found.span() for found in _BEFORE_LAST.finditer(text, begin + 1, end)]
    joints = [joint for joint in joints if joint[0] - begin <= longest]
    if joints:
        words = {(first, last) for _, first, last in find_words(simplify(text), lang="zh")}
        cuts += [joint for joint in joints if joint in words and joint[1] < end][:1]
    starts = [start, *(last for _, last in cuts)]
    ends = [*(first for first, _ in cuts), end]
    return list(zip(starts, ends, strict=True))
