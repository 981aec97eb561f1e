"""Where the items of Chinese and of English lists stand.

A Chinese list has 、 between its items and 和, 与 or 及 before the last one; an English one has
commas and a word for "and".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.units import Place

_ITEM = r"[^、，。；：！？,;:\n]{1,40}"
_CHINESE = re.compile(f"{_ITEM}(?:、{_ITEM})+")
_NUMBER = re.compile(r"[\s(（]*(?:[一二三四五六七八九十百零〇甲乙丙丁戊己]+|[\d０-９]+)[)）]?、")
"""The number of a paragraph, which is no item."""
_BEFORE_PARAGRAPH = "。；：！？;:\n"
_BEFORE_LAST = re.compile(
    "以及|(?<!共)(?<!碳中)和(?![谐諧平睦解气氣好善])|[与與](?![共会會时時])|及(?![时時其])"
    "|或(?![许許者])"
)
_COMMA = re.compile("、")
_AND_SO_ON = "等"
"""等, "and so on", behind the last item; what follows says what kind of things the items are."""
_AROUND_ITEM = " 「」『』“”《》（）()"
"""Marks around an item, which are no part of it."""
_QUOTATIONS = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"))
_NO_NOUN = re.compile(
    "第|(?:其[他它餘余]|另外)?的?|[一二兩两三四五六七八九十几幾数數多各每]+[^、]?"
)
"""Pattern for what begins an item and says nothing without the word behind it."""
_JOINED = 8
"""Characters before a word for "and" that are an item, at most, if no item tells more."""
_AT_END = 6
"""Characters of the first and the last item, at most, if no item between them tells more."""
_LEAST_ITEMS = 3
"""Items from which on it is seen what all of them begin or end with."""
_ENGLISH_LAST = re.compile(r",? (?:and|or|as well as) ")
_NO_ITEM = re.compile("[.;:!?()]")
_BEFORE_LIST = re.compile(r".*(?:[.;:!?()] |, )", re.S)
_AFTER_LIST = re.compile(r"[.;:!?(),]|$")
_ENGLISH_WORD = re.compile(r"\S+")
_LONGEST_ENGLISH_ITEM = 6
"""Words of an item of an English list; of the first and the last item no more are taken."""
_LONGEST_SEARCH = 60
"""Characters before a comma in which the comma before it must stand."""
_ENGLISH_JOINT = r"(?:[,;/&]|\b(?:and|or|as well as|nor|plus|along with)\b)"
_ENGLISH_CUT = re.compile(rf"{_ENGLISH_JOINT}(?:\s*{_ENGLISH_JOINT})*", re.IGNORECASE)


_AS_ENGLISH = str.maketrans("，、；：！？（）", ",,;:!?()")
"""Chinese marks that stand in English, as Chinese programs type them, each with the English one."""


def find_chinese_lists(text: str, words: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield the places of the items of each list with 、, of two items or more.

    The sentence goes on before the first item and behind the last one. Of both, so many words are
    taken that they are no longer than the others by more than a character.
    """
    known = set(words)
    for found in _CHINESE.finditer(text):
        start, end = found.span()
        number = _NUMBER.match(text, start, end)
        if number and (start == 0 or text[start - 1] in _BEFORE_PARAGRAPH):
            start = number.end()
            if "、" not in text[start:end]:
                continue
        items = _cut_items(text, (start, end), known)
        inner = [stop - at for at, stop in items[1:-1]]
        longest = max(inner) + 1 if inner else _AT_END
        items[0] = _keep_end(items[0], longest, words)
        items[-1] = _keep_start(text, items[-1], longest, words)
        items = [place for item in items if (place := _strip(text, item))]
        if len(items) > 1:
            yield items


def _cut_items(text: str, place: Place, words: set[Place]) -> list[Place]:
    """Return the places of the items of a list that stands at a place.

    What joins two items is a word, not a part of one: 碳中和 and 参与 join nothing. In the last
    part it stands behind an item that is no longer than the others between two 、 by more than a
    character: 与 in 学习、创业、就业、生活提供与… joins nothing. Nor does 和 in quotation marks.
    """
    start, end = place
    commas = [found.span() for found in _COMMA.finditer(text, start, end)]
    parts = list(
        zip([start, *(stop for _, stop in commas)], [*(at for at, _ in commas), end], strict=True)
    )
    inner = [stop - at for at, stop in parts[1:-1]]
    longest = max(inner) + 1 if inner else _JOINED
    items = parts[:1]
    for begin, stop in parts[1:]:
        joints = [
            joint.span()
            for joint in _BEFORE_LAST.finditer(text, begin + 1, stop)
            if joint.span() in words
            and joint.end() < stop
            and not _is_quoted(text[begin : joint.start()])
            and (stop < end or joint.start() - begin <= longest)
        ]
        if joints:
            items += [(begin, joints[0][0]), (joints[0][1], stop)]
        else:
            items.append((begin, stop))
    return items


def _is_quoted(before: str) -> bool:
    """Tell whether a quotation that begins in a text goes on behind it."""
    return any(before.rfind(begin) > before.rfind(end) for begin, end in _QUOTATIONS)


def _keep_end(item: Place, longest: int, words: Sequence[Place]) -> Place:
    """Return the last words of an item that are no longer than a number of characters."""
    start, end = item
    if end - start > longest:
        start = min((at for at, _ in words if end - longest <= at < end), default=end - longest)
    return start, end


def _keep_start(text: str, item: Place, longest: int, words: Sequence[Place]) -> Place:
    """Return the first words of an item, before 等, that are no longer than some characters."""
    start, end = item
    end = start + (len(text[start:end].partition(_AND_SO_ON)[0]) or end - start)
    if end - start > longest:
        ends = [at for _, at in words if start < at <= end]
        kept = max((at for at in ends if at <= start + longest), default=start + longest)
        # "other", "two" and the like say nothing without the word behind them
        end = (
            next((at for at in ends if at > kept), end)
            if _NO_NOUN.fullmatch(text, start, kept)
            else kept
        )
    return start, end


def _strip(text: str, place: Place) -> Place | None:
    """Return the place of an item without the marks around it; None if nothing is left."""
    start, end = place
    own = text[start:end]
    start += len(own) - len(own.lstrip(_AROUND_ITEM))
    end -= len(own) - len(own.rstrip(_AROUND_ITEM))
    return (start, end) if start < end else None


def find_english_lists(text: str, sizes: Collection[int] | None = None) -> list[list[Place]]:
    """Return the places of the items of each list, of two items or more.

    Up to six words around a list belong to its first and its last item.

    Args:
        text: the text.
        sizes: the numbers of items of the lists that are returned; None for all.
    """
    text = _as_english(text)
    cuts = [_find_joints(text, last.span()) for last in _ENGLISH_LAST.finditer(text)]
    return [
        _find_items(text, of_list) for of_list in cuts if not sizes or len(of_list) + 1 in sizes
    ]


def _find_joints(text: str, last: Place) -> list[Place]:
    """Return the places between the items of an English list by that of its word for "and"."""
    cuts = [last]
    start = last[0]
    while (comma := text.rfind(", ", max(0, start - _LONGEST_SEARCH), start)) >= 0:
        item = text[comma + 2 : start]
        if len(item.split()) > _LONGEST_ENGLISH_ITEM or _NO_ITEM.search(item):
            break
        start = comma
        cuts.insert(0, (start, start + 2))
    return cuts


def _find_items(text: str, cuts: Sequence[Place]) -> list[Place]:
    """Return the items of an English list by the places between them."""
    start, last = cuts[0][0], cuts[-1]
    before = _BEFORE_LIST.match(text, 0, start)
    words = list(_ENGLISH_WORD.finditer(text, before.end() if before else 0, start))
    begin = words[-_LONGEST_ENGLISH_ITEM:][0].start() if words else start
    after = _AFTER_LIST.search(text, last[1])
    words = list(_ENGLISH_WORD.finditer(text, last[1], after.start() if after else len(text)))
    close = words[:_LONGEST_ENGLISH_ITEM][-1].end() if words else last[1]
    starts = [begin, *(end for _, end in cuts)]
    return list(zip(starts, [*(at for at, _ in cuts), close], strict=True))


def find_english_cuts(text: str) -> list[Place]:
    """Return the places of what may stand between two items: commas, words for "and", or both."""
    return [found.span() for found in _ENGLISH_CUT.finditer(_as_english(text))]


def _as_english(text: str) -> str:
    """Return a text with English marks in place of Chinese ones; each stays at its place."""
    return text if text.isascii() else text.translate(_AS_ENGLISH)


def own_places(text: str, items: Sequence[Place]) -> list[Place]:
    """Return the places of items without what all of them but the first begin or end with.

    So 建设 in 经济建设、政治建设 and 社会建设 is left out. The first item, which may have words of
    the sentence before it, only loses the same end.
    """
    if len(items) < _LEAST_ITEMS:
        return list(items)
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
