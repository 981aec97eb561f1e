"""Chinese phrases that may be terms: runs of words that occur often as a whole.

They are ranked by the C-value of Frantzi, Ananiadou and Mima (2000): a phrase counts more if it is
long, and less if it mostly occurs inside one longer phrase. Strings that are free on both sides, or
stand in lists, are added where jieba finds no such words: 户政事务所 (see `strings`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.files.spooling import KeyCounter, find_keys
from aigov_corpus.terms.strings import count_items, measure_strings
from aigov_corpus.text.content_words import list_content_words
from aigov_corpus.text.scripts import HAN

_LONGEST = 5
"""The most words of a term, without those that join its parts."""
_JOINING = frozenset(["及", "和", "与", "的", "或"])
"""Words that a term may have inside: 支付系统及储值支付工具条例. Such a term counts less."""
_JOINED_SHARE = 0.5
"""Factor on the C-value of a term with such a word."""
_MOST_CHARACTERS = 14
"""The most characters of a term."""
_LEAST_ALONE = 0.5
"""Occurrences that count for a phrase that always stands inside longer ones."""
_FEWEST_CHARACTERS = 2
"""Characters of the shortest term."""
_LEAST_ENTROPY = 2.0
"""Branching entropy in bits from which on a string without the borders of words is a candidate."""
_CHARACTERS_OF_WORD = 2
"""Characters that count as a word in the C-value of such a string."""
_STRING_SHARE = 0.5
"""Factor on the frequency of such a string, because it is not known how often it stands alone."""
_NO_LAST = frozenset(
    "的了和与及或等在为将对从向到由被把以于而并也都就是有不要会能可其该此本各之经依应得自已则但按因至"
)
"""Characters with which such a string does not end."""
_NO_FIRST = _NO_LAST | {"所", "者"}
"""Characters with which it does not begin."""
_WORD = re.compile(f"[{HAN}]+|[A-Z][A-Za-z]*[A-Z]")
"""Pattern for a word that a term may have: Chinese, or an acronym."""
# Words that are part of no term: they begin, join or count phrases.
_EXCLUDED = (
    "的 了 和 与 及 以及 或 等 在 为 将 对 从 向 到 由 被 把 以 于 而 并 也 都 就 还 又 "
    "是 有 不 要 会 能 可 可以 应 应当 必须 已 已经 正在 通过 根据 按照 关于 对于 由于 "
    "因此 同时 其中 其 其他 有关 相关 包括 以上 以下 这 那 该 此 本 各 每 一个 一些 这些 "
    "那些 我们 他们 它们 进行 作出 年 月 日 第 至 但 如 若 则 并且 以来 期间 之间 之一 "
    "之后 之前 年内 去年 今年 个 项 名 次 中 内 上 下 后 前 时 所 之"
)
_NO_PART = frozenset(_EXCLUDED.split())
# Verbs before a term, as in 推动数字经济 (promote the digital economy).
_VERBS = (
    "推动 推进 加快 加强 促进 落实 坚持 支持 深化 完善 提高 提升 实现 开展 构建 鼓励 帮助 "
    "助力 确保 保障 维护 扩大 增强 强化 优化 探索 呼吁 带来 继续 努力 共同 积极 不断 全面 "
    "进一步 充分 切实 高度 需要"
)
_BEFORE_TERM = frozenset(_VERBS.split())


class Candidate(NamedTuple):
    """A phrase that may be a term."""

    text: str
    """The phrase, in simplified characters."""
    frequency: int
    """How often it occurs."""
    c_value: float
    """Its C-value."""
    words: tuple[str, ...]
    """Its words; the whole phrase as one if it does not begin and end where words do."""
    entropy: float = 0.0
    """Its branching entropy in bits; for a phrase with letters the largest possible one."""
    items: int = 0
    """How often it is an item of a list."""
    is_string: bool = False
    """Whether it does not begin and end where words do."""


def list_all_candidates(
    texts: Sequence[str], words: Sequence[Sequence[tuple[str, int, int]]], *, min_count: int
) -> list[Candidate]:
    """Return phrases of words that may be terms, the best first, and then other strings."""
    strings = measure_strings(texts, min_count=min_count)
    phrases = list_candidates(words, min_count=min_count)
    known = {candidate.text for candidate in phrases}
    items = count_items(texts, wanted=strings.keys() | known)
    found = [
        candidate._replace(
            entropy=strings[candidate.text].entropy
            if candidate.text in strings
            else math.log2(candidate.frequency),
            items=items[candidate.text],
        )
        for candidate in phrases
    ]
    for text, string in strings.items():
        is_free = string.entropy >= _LEAST_ENTROPY or text in items
        if text in known or not is_free or text[0] in _NO_FIRST or text[-1] in _NO_LAST:
            continue
        size = len(text) / _CHARACTERS_OF_WORD
        value = round(math.log2(size + 1) * string.frequency * _STRING_SHARE, 2)
        found.append(
            Candidate(text, string.frequency, value, (text,), string.entropy, items[text], True)
        )
    return found


def list_candidates(
    texts: Sequence[Sequence[tuple[str, int, int]]], *, min_count: int
) -> list[Candidate]:
    """Return the phrases of words that may be terms, the best first.

    Args:
        texts: for each text its words with offsets, as `text.words.find_words` returns them; they
            are read twice.
        min_count: how often a phrase occurs, at least.
    """
    counts = _count_phrases(texts, min_count)
    kept = {phrase: count for phrase, count in counts.items() if count >= min_count}
    longer: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for phrase, count in kept.items():
        # a list such as 数字经济和安全 is no longer term of which its parts are a piece
        if not _JOINING & set(phrase):
            for part in _list_parts(phrase):
                longer[part].append(count)
    found: dict[str, Candidate] = {}
    for phrase, count in kept.items():
        inside = longer.get(phrase, [])
        alone = count - sum(inside) / len(inside) if inside else count
        contents = sum(word not in _JOINING for word in phrase)
        value = math.log2(contents + 1) * max(alone, _LEAST_ALONE)
        if contents < len(phrase):
            value *= _JOINED_SHARE
        text = "".join(phrase)
        known = found.get(text)
        if known is None or value > known.c_value:
            found[text] = Candidate(text, count, round(value, 2), phrase)
    return sorted(found.values(), key=lambda candidate: (-candidate.c_value, candidate.text))


def _count_phrases(
    texts: Iterable[Sequence[tuple[str, int, int]]], min_count: int
) -> Counter[tuple[str, ...]]:
    """Return the counts of all phrases that occur often enough, and perhaps of a few others.

    Most phrases occur once, so their hashes are counted first, and in memory are those that occur
    often.
    """
    counter = KeyCounter()
    for words in texts:
        counter.add(_hash(list(_list_phrases(words))))
    often, _ = counter.find(min_count)
    counts: Counter[tuple[str, ...]] = Counter()
    for words in texts:
        phrases = list(_list_phrases(words))
        known = find_keys(_hash(phrases), often) >= 0
        counts.update(compress(phrases, known.tolist()))
    return counts


def _hash(phrases: Sequence[tuple[str, ...]]) -> NDArray[np.uint64]:
    return np.array([hash(phrase) for phrase in phrases], np.int64).view(np.uint64)


def _list_phrases(words: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of neighbouring words that may be terms."""
    for first in range(len(words)):
        if words[first][0] in _BEFORE_TERM or not list_content_words(words[first][0], lang="zh"):
            continue
        phrase: tuple[str, ...] = ()
        contents = 0
        for at in range(first, len(words)):
            word, start, _ = words[at]
            is_joining = bool(phrase) and word in _JOINING
            if phrase and start != words[at - 1][2]:
                break
            if not is_joining and (word in _NO_PART or not _WORD.fullmatch(word)):
                break
            phrase += (word,)
            contents += not is_joining
            if contents > _LONGEST or sum(map(len, phrase)) > _MOST_CHARACTERS:
                break
            if not is_joining and sum(map(len, phrase)) >= _FEWEST_CHARACTERS:
                yield phrase


def _list_parts(phrase: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the shorter runs of words of a phrase."""
    return {
        phrase[start:stop]
        for start in range(len(phrase))
        for stop in range(start + 1, len(phrase) + 1)
        if stop - start < len(phrase)
    }
