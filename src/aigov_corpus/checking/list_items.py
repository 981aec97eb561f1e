"""Where the items of Chinese and of English lists stand.

A Chinese list has 、 between its items and 和, 与 or 及 before the last one; an English one has
commas and a word for "and".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aigov_corpus.checking.units import Place
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_ITEM = r"[^、，。；：！？“”《》（）()\s,;:]{1,24}"
_CHINESE = re.compile(f"{_ITEM}(?:、{_ITEM})+")
_BEFORE_LAST = re.compile(
    "以及|(?<!共)(?<!碳中)和(?![谐諧平睦解气氣好善])|[与與](?![共会會时時])|及(?![时時其])|或(?![许許者])"
)
_COMMA = re.compile("、")
_AND_SO_ON = "等"
"""等, "and so on", behind the last item; what follows says what kind of things the items are."""
_ENGLISH_LAST = re.compile(r",? (?:and|or|as well as) ")
_NO_ITEM = re.compile("[.;:!?()]")
_BEFORE_LIST = re.compile(r".*(?:[.;:!?()] |, )", re.S)
_AFTER_LIST = re.compile(r"[.;:!?(),]|$")
_ENGLISH_WORD = re.compile(r"\S+")
_LEAST_ITEMS = 3
_LONGEST_ITEM = 6
"""Characters of an item between two others; a longer one is a clause, which English says freely."""
_LONGEST_ENGLISH_ITEM = 6
"""Words of such an item in English; of the first and the last item no more are taken."""
_LONGEST_SEARCH = 60
"""Characters before a comma in which the comma before it must stand."""


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


def find_english_lists(text: str) -> list[list[Place]]:
    """Return the places of the items of each list, of two items or more.

    Up to six words around a list belong to its first and its last item.
    """
    return [_find_items(text, last.span()) for last in _ENGLISH_LAST.finditer(text)]


def _find_items(text: str, last: Place) -> list[Place]:
    """Return the items of an English list by the place of its word for "and"."""
    cuts = [last]
    start = last[0]
    while (comma := text.rfind(", ", max(0, start - _LONGEST_SEARCH), start)) >= 0:
        item = text[comma + 2 : start]
        if len(item.split()) > _LONGEST_ENGLISH_ITEM or _NO_ITEM.search(item):
            break
        start = comma
        cuts.insert(0, (start, start + 2))
    before = _BEFORE_LIST.match(text, 0, start)
    words = list(_ENGLISH_WORD.finditer(text, before.end() if before else 0, start))
    begin = words[-_LONGEST_ENGLISH_ITEM:][0].start() if words else start
    after = _AFTER_LIST.search(text, last[1])
    words = list(_ENGLISH_WORD.finditer(text, last[1], after.start() if after else len(text)))
    close = words[:_LONGEST_ENGLISH_ITEM][-1].end() if words else last[1]
    starts = [begin, *(end for _, end in cuts)]
    return list(zip(starts, [*(at for at, _ in cuts), close], strict=True))


def own_places(text: str, items: Sequence[Place]) -> list[Place]:
    """Return the places of items without what all of them but the first begin or end with.

    So 建设 in 经济建设、政治建设 and 社会建设 is left out. The first item, which may have words of
    the sentence before it, only loses the same end.

    Args:
        text: the text of the list.
        items: the places of its items.
    """
    texts = [text[slice(*place)] for place in items[1:]]
    shortest = min(map(len, texts))
    end = _count_same([each[::-1] for each in texts], shortest - 1)
    begin = _count_same(texts, shortest - 1 - end)
    start, stop = items[0]
    same = text[start:stop].endswith(texts[0][len(texts[0]) - end :])
    first = (start, stop - end if same and stop - start > end else stop)
    return [first, *((at + begin, stop - end) for at, stop in items[1:])]


def _count_same(texts: Sequence[str], most: int) -> int:
    """Return with how many characters all texts begin, up to a number."""
    count = 0
    while count < most and len({text[count] for text in texts}) == 1:
        count += 1
    return count
