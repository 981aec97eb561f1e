"""The principles that a unit expresses, found by their cues.

A cue is a wording that the taxonomy lists for a principle. It *fires* where it stands in the text
as whole words. It does not fire inside a longer cue, nor inside a wording that the taxonomy
excludes (the key `not`).

The score of a principle can be checked by hand:

- A side (the Chinese text or the English one) has the weight 1 if a strong cue fires in it, or two
  different weak ones; 0.5 if one weak cue fires; otherwise 0. An empty side has the weight 0.
- The score is the mean of the two weights. So 1.0 needs both sides, and a unit with one empty side
  scores 0.5 at most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from aigov_corpus.records import Evidence, Tag
from aigov_corpus.tagging.taxonomy import Cues, Taxonomy

Words = Callable[[str], Iterable[tuple[str, int, int]]]
"""A function that splits a Chinese text into words, each `(word, start, end)`."""

ACCEPT = 0.5
"""Least score of a tag: one strong cue in one side, or one weak cue in each. One weak cue alone
(机遇, open) scores 0.25 and is too common. docs/annotation-guideline.md says what this finds on
hand-tagged units."""

_STRONG = 1.0
"""Weight of a strong cue, and the most that a side can weigh."""
_WEAK = 0.5
"""Weight of a weak cue."""
_EXCLUDED = 0.0
"""Weight of a wording that the taxonomy excludes."""

_HYPHENS = "\u2010\u2011-"
"""Characters that join two English words: hyphen, non-breaking hyphen, ASCII hyphen."""
_CACHED_PATTERNS = 4096
"""English cues whose compiled pattern is kept; the bundled taxonomy has some 400."""


class _Hit(NamedTuple):
    """A place where a cue fires, or where an excluded wording stands: `text[start:end]`."""

    start: int
    end: int
    cue: str
    weight: float


_Find = Callable[[str], Iterable[tuple[int, int]]]
"""A function that finds a wording in one text, and gives each place as `(start, end)`."""


def tag_principles(
    zh: str,
    en: str,
    *,
    taxonomy: Taxonomy,
    words: Words | None = None,
    accept: float = ACCEPT,
) -> tuple[Tag, ...]:
    """Return the principles that a unit expresses, in the taxonomy's order, each with its evidence.

    Args:
        zh: the Chinese text; empty if the unit has none.
        en: the English text; empty if the unit has none.
        taxonomy: the principles and their cues.
        words: the segmentation of Chinese into words; jieba's by default.
        accept: least score of a tag; principles that score less are left out.
    """
    inside: frozenset[int] = frozenset()
    if zh.strip():
        inside = _inside_words(zh, words or _default_words)
    find_zh = partial(_find_chinese, zh, inside)
    find_zh_anywhere = partial(_find_chinese, zh, frozenset())
    find_en = partial(_find_english, en)
    tags = []
    for principle in taxonomy.principles:
        hits_zh = _hits(principle.zh, find_zh, find_zh_anywhere)
        hits_en = _hits(principle.en, find_en, find_en)
        score = (_side_weight(hits_zh) + _side_weight(hits_en)) / 2
        evidence = (*_evidence("zh", hits_zh), *_evidence("en", hits_en))
        if evidence and score >= accept:
            tags.append(Tag(principle.id, score, evidence))
    return tuple(tags)


def _hits(cues: Cues, find: _Find, find_excluded: _Find) -> list[_Hit]:
    """Return the places where the cues fire, in reading order.

    Args:
        cues: the cues of one principle in one language.
        find: finds a cue in the text.
        find_excluded: finds an excluded wording in the text.
    """
    hits = [_Hit(*place, cue, _STRONG) for cue in cues.strong for place in find(cue)]
    hits += [_Hit(*place, cue, _WEAK) for cue in cues.weak for place in find(cue)]
    if not hits:
        return []
    for wording in cues.excluded:
        hits += [_Hit(*place, wording, _EXCLUDED) for place in find_excluded(wording)]
    hits.sort(key=_outer_first)
    outermost: list[_Hit] = []
    for hit in hits:
        if not outermost or hit.end > outermost[-1].end:
            outermost.append(hit)
    return [hit for hit in outermost if hit.weight != _EXCLUDED]


def _outer_first(hit: _Hit) -> tuple[int, int, bool, float, str]:
    """Return a sort key by which a hit comes before those inside it.

    Of two hits at the same place, the excluded wording comes first, then the strong cue.
    """
    return (hit.start, -hit.end, hit.weight != _EXCLUDED, -hit.weight, hit.cue)


def _side_weight(hits: list[_Hit]) -> float:
    """Return the weight of a side: that of its different cues together, 1 at most."""
    weights = {hit.cue: hit.weight for hit in hits}
    return min(_STRONG, sum(weights.values()))


def _evidence(side: Literal["zh", "en"], hits: list[_Hit]) -> list[Evidence]:
    return [Evidence(side, "cue", hit.cue, hit.start, hit.end) for hit in hits]


def _default_words(text: str) -> Iterable[tuple[str, int, int]]:
    from aigov_corpus.text.words import find_words

    return find_words(text, lang="zh")


def _inside_words(text: str, words: Words) -> frozenset[int]:
    """Return the positions inside words; a cue neither begins nor ends at one of them."""
    return frozenset(at for _, start, end in words(text) for at in range(start + 1, end))


def _find_chinese(text: str, inside: frozenset[int], cue: str) -> list[tuple[int, int]]:
    """Return the places of a Chinese cue, except those that begin or end `inside` a word."""
    matches = re.finditer(re.escape(cue), text, re.IGNORECASE)
    return [match.span() for match in matches if not inside.intersection(match.span())]


def _find_english(text: str, cue: str) -> list[tuple[int, int]]:
    """Return the places of an English cue."""
    return [match.span() for match in _english_pattern(cue).finditer(text)]


@lru_cache(maxsize=_CACHED_PATTERNS)
def _english_pattern(cue: str) -> re.Pattern[str]:
    """Return the pattern of an English cue.

    Between the words of the cue, spaces and hyphens are the same, and a `*` stands for any ending
    of a word. A hyphen before or after the cue joins it to another word, and then it does not
    match: `open` is not found in `open-source`.
    """
    words = (re.escape(word).replace(r"\*", r"\w*") for word in re.split(r"[\s-]+", cue))
    body = rf"[\s{_HYPHENS}]+".join(words)
    return re.compile(rf"(?<!\w)(?<!\w[{_HYPHENS}]){body}(?!\w)(?![{_HYPHENS}]\w)", re.IGNORECASE)
