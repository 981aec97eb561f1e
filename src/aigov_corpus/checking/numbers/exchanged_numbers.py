"""Two numbers of a text that the translation exchanged: revenue rose 6.4 %, spending 5.4 %.

The words beside a number say what it counts. Two numbers in the other order are exchanged if the
dictionary links the Chinese words before each with the English words before the other, and hardly
with those before its own, or if the links of words do so (`linked_numbers`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_gloss_stems
from aigov_corpus.checking.coverage import Coverage
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.changes import Couple
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.checking.numbers.linked_numbers import (
    are_linked_across,
    have_same_unit,
    is_change,
)
from aigov_corpus.text.content_words import list_content_words, stem
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_ENDS_ZH = re.compile("[。；：]")
_ENDS_EN = re.compile(r"[.;:](?=\s)")
_ENDS_CLAUSE = re.compile(r"[，,]\s*$")
"""Pattern for Chinese words that belong to no number behind them."""
_BLANK = re.compile(r"[\W_]*")
_FAMILIES = frozenset({"count", "share"})
"""Families of numbers that are compared; those of articles move in a translation."""
_LEAST = 2
"""Words linked crosswise, at least, beyond those linked straight."""
_LABELLED = frozenset("号號层層楼樓级級")
"""Characters behind numbers that name something and count nothing."""
_MOST_COUPLES = 40
"""Numbers of a text that are compared with each other, at most; tables have more."""


class _Labelled(NamedTuple):
    """A number that each text has once, with the words before it."""

    zh: Amount
    en: Amount
    zh_label: tuple[int, int]
    """Place of the Chinese words before it."""
    en_label: tuple[int, int]
    """Place of the English words before it."""


def find_exchanged_numbers(
    zh: str,
    en: str,
    zh_amounts: Sequence[Amount],
    en_amounts: Sequence[Amount],
    couples: Iterable[Couple],
    cover: Callable[[], Coverage],
) -> Iterator[Contrast]:
    """Yield the Chinese numbers whose words stand beside another number in English.

    Args:
        zh: a Chinese text.
        en: its English.
        zh_amounts: the numbers of the Chinese text.
        en_amounts: the numbers of the English text.
        couples: the numbers that each text has once (`list_couples`).
        cover: returns the links of the words of both texts; called if numbers are reversed.
    """
    compared = [
        couple
        for couple in couples
        if couple[0].family in _FAMILIES and zh[couple[0].place[1] :][:1] not in _LABELLED
    ]
    if not 1 < len(compared) <= _MOST_COUPLES:
        return
    before_zh = _find_labels(zh, zh_amounts, _ENDS_ZH)
    before_en = _find_labels(en, en_amounts, _ENDS_EN)
    numbers = [
        _Labelled(one, other, before_zh[one.place], before_en[other.place])
        for one, other in compared
    ]
    for one, two in combinations(numbers, 2):
        is_reversed = (one.zh.place < two.zh.place) != (one.en.place < two.en.place)
        is_alike = one.zh.mention.kind == two.zh.mention.kind
        if not is_reversed or not is_alike or is_change(zh, one.zh, two.zh):
            continue
        couple = (one.zh, one.en), (two.zh, two.en)
        if _are_exchanged(zh, en, one, two) or (
            have_same_unit(zh, one.zh, two.zh)
            and are_linked_across(zh, en, (zh_amounts, en_amounts), couple, cover())
        ):
            for here, there in ((one, two), (two, one)):
                zh_place = (here.zh_label[0], here.zh.place[1])
                en_place = (there.en_label[0], there.en.place[1])
                yield Contrast("number", zh_place, en_place, is_certain=False)
            return


def _find_labels(
    text: str, amounts: Sequence[Amount], ends: re.Pattern[str]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for the place of each number, the place of the words between it and the one before.

    They begin with its sentence, at the earliest.
    """
    found = {}
    first = 0
    for place in sorted(one.place for one in amounts):
        for end in ends.finditer(text, first, place[0]):
            first = end.end()
        blank = _BLANK.match(text, first, place[0])
        found[place] = (blank.end() if blank else first, place[0])
        first = place[1]
    return found


def _are_exchanged(zh: str, en: str, one: _Labelled, two: _Labelled) -> bool:
    """Tell whether the Chinese words before each of two numbers stand before the other one."""
    if not one.zh.has_digits or not two.zh.has_digits:
        return False
    if any(_ENDS_CLAUSE.search(zh[slice(*number.zh_label)]) for number in (one, two)):
        return False
    words = [_list_stems(en[slice(*number.en_label)]) for number in (one, two)]
    only = [words[0] - words[1], words[1] - words[0]]
    glosses = [_list_glosses(zh[slice(*number.zh_label)]) for number in (one, two)]
    straight = [_count_linked(glosses[at], only[at]) for at in (0, 1)]
    crossed = [_count_linked(glosses[at], only[1 - at]) for at in (0, 1)]
    return min(crossed) > 0 and sum(crossed) >= sum(straight) + _LEAST


def _list_stems(english: str) -> frozenset[str]:
    """Return the stems of the words of an English text that carry meaning."""
    return frozenset(map(stem, list_content_words(english, lang="en")))


def _list_glosses(chinese: str) -> list[frozenset[str]]:
    """Return the stems of the glosses of each word of a Chinese text."""
    return [list_gloss_stems(word) for word, _, _ in find_words(simplify(chinese), lang="zh")]


def _count_linked(glosses: Sequence[frozenset[str]], stems: frozenset[str]) -> int:
    """Return how many Chinese words have one of some English words among their glosses."""
    return sum(not of_word.isdisjoint(stems) for of_word in glosses)
