"""Which negation of one text renders which of the other, and which are left over.

Each negation takes the nearest one of the other text that is still free; what surely negates comes
before what only may. So a "not" is not explained by a 不 that "unable" renders.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_definitions
from aigov_corpus.checking.negation_cues import (
    Cues,
    find_chinese_cues,
    find_english_cues,
    find_implicit,
    is_morphological,
    is_only,
    may_negate,
    renders_only,
)
from aigov_corpus.checking.units import Place
from aigov_corpus.text.simplified import simplify
from aigov_corpus.word_links import is_too_long

_DEAREST = 0.7
"""Largest cost at which two negations may render each other."""
_DOUBTFUL = 0.14
"""Cost from which on it is doubtful whether one of two negations renders the other."""
_WEIGHT = 1.0
"""Cost of the greatest possible distance, that of the whole text; in short texts it is less."""
_LONG = 40
"""Characters of a Chinese text from which on the distance counts in full."""
_STRONG, _WEAK, _VAGUE = range(3)
"""How surely a cue negates: "not", then words with a negative part ("unable", 不平衡), then words
that only may negate ("only", "few", 停)."""
_COSTS = ((0.0, 0.15, 0.3), (0.15, 0.0, 0.35), (0.3, 0.35, 0.5))
"""Cost of a couple by the kinds of its two cues; two of the same kind cost least."""
_AT_ONCE = 1 << 12
"""Couples that are looked at before those whose negations have counterparts are left out."""
_LEXICAL = 3
"""Characters of 不 and a word that it negates."""
_GROUP = 12
"""Characters between two negations that English may render by one: 不A、不B."""
_BEFORE_NOUNS = frozenset({"no", "neither", "none"})
_LIKE_NOT = frozenset({"nor", "without", "unable"})
"""Words that render 不 or 没有 as "not" does."""
_EXCEPT_ZH = "除"
_EXCEPT = re.compile(r"unless|except\w*|other\s+than|exclu\w+", re.IGNORECASE)
"""Pattern for words that render 除, and no other negation."""
_AGAINST = re.compile("[对對防反抗御禦击擊]")
"""Pattern for what "against" renders that negates nothing."""
_NEITHER = re.compile(r"\bneither\b", re.IGNORECASE)
"""Pattern for one negation of two things, each of which Chinese negates."""
_MODAL = re.compile(r"\b(?:may|shall|can|could|should|must|will)\b")
_SUBJECT = 200
"""Characters of the longest subject that "no" stands before."""
_LATIN = re.compile("[A-Za-z]")
_NEXT_WORD = re.compile(r"\W+\w+")
_ENDS = re.compile("[。；！？;!?]")
_OF = re.compile("的[^，、的]")
"""Pattern for what ends a clause before a noun, so that the next negation is another one's:
未申报的货物不予放行."""

Costs = dict[Place, float]
"""The cost of the couple that a negation belongs to."""


class UnmatchedNegations(NamedTuple):
    """The explicit negations without a counterpart."""

    zh: list[Place]
    """Negations of the Chinese text."""
    en: list[Place]
    """Negations of the English text."""
    doubtful_zh: list[Place]
    """Chinese negations with a counterpart that is far away or negates in another way."""
    doubtful_en: list[Place]
    """The same of the English text."""


class _Cue(NamedTuple):
    """A negation, or what may be one."""

    place: Place
    where: float
    """Place of its first character in the text, from 0 to 1."""
    kind: int
    """How surely it negates: `_STRONG`, `_WEAK` or `_VAGUE`."""


@lru_cache(maxsize=1 << 10)
def match_negations(zh: str, en: str) -> UnmatchedNegations:
    """Return the explicit negations of two texts that have no counterpart."""
    chinese = find_chinese_cues(zh)
    if not chinese.strong and not may_negate(en):
        return UnmatchedNegations([], [], [], [])
    english = _leave_quoted(find_english_cues(en), zh, en)
    if not chinese.strong and not english.strong:
        return UnmatchedNegations([], [], [], [])
    heads, followers = _split(simplify(zh), chinese.strong)
    if _NEITHER.search(en):
        heads, followers = heads[:1], [*followers, *heads[1:]]
    of_zh = [_cue(place, zh, _WEAK if _is_lexical(place, zh) else _STRONG) for place in heads]
    is_except = _EXCEPT_ZH in zh
    weak = [place for place in chinese.weak if zh[place[0]] != _EXCEPT_ZH or not _EXCEPT.search(en)]
    of_zh += [_cue(place, zh, _WEAK) for place in (*followers, *weak)]
    of_zh += [_cue(place, zh, _VAGUE) for place in find_implicit(zh, en)]
    ignores_only = renders_only(zh, en)
    of_en = [_Cue(place, _behind_no(place, en) / len(en), _STRONG) for place in english.strong]
    strong = frozenset(english.strong)
    for place in english.weak:
        word = en[slice(*place)]
        if place in strong or (ignores_only and is_only(word)):
            continue
        if is_except and _EXCEPT.fullmatch(word):
            continue
        if word.lower() == "against" and _AGAINST.search(zh):
            continue
        of_en.append(_cue(place, en, _kind(word)))
    taken_zh, taken_en = _match(of_zh, of_en, _WEIGHT * min(1.0, len(zh) / _LONG))
    return UnmatchedNegations(
        [place for place in heads if place not in taken_zh],
        [place for place in english.strong if place not in taken_en],
        [place for place in heads if taken_zh.get(place, 0) > _DOUBTFUL],
        [place for place in english.strong if taken_en.get(place, 0) > _DOUBTFUL],
    )


def _leave_quoted(cues: Cues, zh: str, en: str) -> Cues:
    """Return negations without those that the Chinese quotes with the next word: NOT NULL."""
    if not _LATIN.search(zh):
        return cues
    return Cues([place for place in cues.strong if not _is_quoted(place, zh, en)], cues.weak)


def _is_quoted(place: Place, zh: str, en: str) -> bool:
    """Tell whether a Chinese text has an English negation and the word behind it as they are."""
    found = _NEXT_WORD.match(en, place[1])
    return found is not None and en[place[0] : found.end()] in zh


def _is_lexical(place: Place, zh: str) -> bool:
    """Tell whether 不 and what follows are a word of the dictionary: 不稳定 is "unstable"."""
    start, end = place
    return end - start == 1 and bool(list_definitions(simplify(zh[start : start + _LEXICAL])))


def _kind(word: str) -> int:
    """Return how surely an English word negates that is no explicit negation."""
    if word.lower() in _LIKE_NOT:
        return _STRONG
    return _WEAK if is_morphological(word) else _VAGUE


def _behind_no(place: Place, en: str) -> int:
    """Return where an English negation belongs: behind "no organisation", at its verb."""
    is_before_noun = en[slice(*place)].lower() in _BEFORE_NOUNS
    verb = _MODAL.search(en, place[1], place[1] + _SUBJECT) if is_before_noun else None
    return verb.start() if verb else place[0]


def _cue(place: Place, text: str, kind: int) -> _Cue:
    return _Cue(place, place[0] / max(1, len(text)), kind)


def _split(zh: str, places: Sequence[Place]) -> tuple[list[Place], list[Place]]:
    """Return the negations that need a counterpart, and those that follow one closely."""
    heads: list[Place] = []
    followers: list[Place] = []
    seen: list[Place] = []
    for place in places:
        at = bisect_left(seen, place)
        previous = seen[at - 1] if at else None
        seen.insert(at, place)
        if previous and place[0] - previous[1] <= _GROUP:
            between = zh[previous[1] : place[0]]
            if not _ENDS.search(between) and not _OF.search(between):
                followers.append(place)
                continue
        heads.append(place)
    return heads, followers


def _match(zh: Sequence[_Cue], en: Sequence[_Cue], weight: float) -> tuple[Costs, Costs]:
    """Return the places of both texts that got a counterpart, each with the cost of the couple.

    The cheapest couples come first. In texts that are too long to be compared, all have one.
    """
    if is_too_long(len(zh), len(en)):
        return dict.fromkeys((one.place for one in zh), 0.0), dict.fromkeys(
            (other.place for other in en), 0.0
        )
    taken_zh: Costs = {}
    taken_en: Costs = {}
    if not zh or not en:
        return taken_zh, taken_en
    zh, en = sorted(zh, key=_place), sorted(en, key=_place)  # of equal costs the first place wins
    costs = np.abs(np.subtract.outer([one.where for one in zh], [other.where for other in en]))
    costs *= weight
    costs += np.array(_COSTS)[np.ix_([one.kind for one in zh], [other.kind for other in en])]
    order = np.argsort(costs, axis=None, kind="stable")
    order = order[: np.count_nonzero(costs <= _DEAREST)]
    is_free = np.ones(costs.shape, bool)
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        for at in some[is_free.flat[some]].tolist():
            row, column = divmod(at, len(en))
            one, other = zh[row].place, en[column].place
            if one not in taken_zh and other not in taken_en:
                taken_zh[one] = taken_en[other] = float(costs[row, column])
                is_free[row] = is_free[:, column] = False
    return taken_zh, taken_en


def _place(cue: _Cue) -> Place:
    return cue.place
