"""Principles of one unit, from the words that show them and, on request, from its likeness to examples.

The score is a rule one can check by hand:

- a side (Chinese or English) weighs 1 with a strong cue or two different weak ones, 0.5 with one weak cue,
  else 0;
- the unit's score is the mean of the two sides, so that 1.0 needs both;
- a side that is not there weighs 0: a unit with one side reaches 0.5 at most, and its evidence names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from aigov_corpus.records import Evidence, Tag
from aigov_corpus.tagging.taxonomy import Cues, Taxonomy

Words = Callable[[str], Iterable[tuple[str, int, int]]]
"""Chinese text to its words, each `(word, start, end)`."""

Similarity = Callable[[str, str], Mapping[str, float]]
"""Chinese and English text of a unit to the principles it is like, each with a score in 0 … 1."""

ACCEPT = 0.5
"""A tag needs a strong cue on one side, or a weak one on both; a weak one alone (机遇, open) gives 0.25."""

STRONG, WEAK, EXCLUDED = 1.0, 0.5, 0.0

_HYPHENS = "\u2010\u2011-"


class _Hit(NamedTuple):
    start: int
    end: int
    cue: str
    weight: float


def tag_principles(
    zh: str,
    en: str,
    *,
    taxonomy: Taxonomy,
    words: Words | None = None,
    similarity: Similarity | None = None,
    accept: float = ACCEPT,
) -> tuple[Tag, ...]:
    """Return the principles that a unit expresses, in the taxonomy's order, each with its evidence.

    Args:
        zh: the Chinese text; empty if there is none.
        en: the English text; empty if there is none.
        taxonomy: what to look for.
        words: Chinese word segmentation; jieba's by default.
        similarity: a second way to find principles, e.g. a `PrincipleSimilarity`; none by default.
        accept: tags that score less are left out.
    """
    inside = _inside_words(zh, words or _default_words) if zh.strip() else frozenset()
    alike = similarity(zh, en) if similarity is not None and (zh.strip() or en.strip()) else {}
    words_zh, anywhere_zh = (
        partial(_chinese_spans, zh, inside),
        partial(_chinese_spans, zh, frozenset()),
    )
    words_en = partial(_english_spans, en)
    tags = []
    for principle in taxonomy.principles:
        in_zh = _hits(principle.zh, words_zh, anywhere_zh)
        in_en = _hits(principle.en, words_en, words_en)
        score = (_weight(in_zh) + _weight(in_en)) / 2
        evidence = [Evidence("zh", "cue", hit.cue, hit.start, hit.end) for hit in in_zh]
        evidence += [Evidence("en", "cue", hit.cue, hit.start, hit.end) for hit in in_en]
        if principle.id in alike:
            score = max(score, min(1.0, max(0.0, alike[principle.id])))
            evidence.append(Evidence(_sides(zh, en), "embedding"))
        if evidence and score >= accept:
            tags.append(Tag(principle.id, score, tuple(evidence)))
    return tuple(tags)


_Spans = Callable[[str], Iterable[tuple[int, int]]]


def _hits(cues: Cues, spans: _Spans, excluded_spans: _Spans) -> list[_Hit]:
    """Return what fires, in reading order.

    Of two wordings one inside the other the longer one counts, and a `not` wording before a cue.
    """
    weighted = [(cue, STRONG) for cue in cues.strong] + [(cue, WEAK) for cue in cues.weak]
    found = [_Hit(*span, cue, weight) for cue, weight in weighted for span in spans(cue)]
    if not found:
        return []
    found += [
        _Hit(*span, wording, EXCLUDED)
        for wording in cues.excluded
        for span in excluded_spans(wording)
    ]
    longest: list[_Hit] = []
    for hit in sorted(
        found, key=lambda hit: (hit.start, -hit.end, hit.weight != EXCLUDED, -hit.weight, hit.cue)
    ):
        if not longest or hit.end > longest[-1].end:
            longest.append(hit)
    return [hit for hit in longest if hit.weight != EXCLUDED]


def _weight(hits: list[_Hit]) -> float:
    return min(STRONG, sum({hit.cue: hit.weight for hit in hits}.values()))


def _sides(zh: str, en: str) -> Literal["zh", "en", "both"]:
    if not zh.strip():
        return "en"
    return "both" if en.strip() else "zh"


def _default_words(text: str) -> Iterable[tuple[str, int, int]]:
    from aigov_corpus.text.words import find_words

    return find_words(text, lang="zh")


def _inside_words(text: str, words: Words) -> frozenset[int]:
    """Return the positions where a cue may neither begin nor end: those inside a word."""
    return frozenset(at for _, start, end in words(text) for at in range(start + 1, end))


def _chinese_spans(text: str, inside: frozenset[int], cue: str) -> list[tuple[int, int]]:
    matches = re.finditer(re.escape(cue), text, re.IGNORECASE)
    return [match.span() for match in matches if not inside.intersection(match.span())]


def _english_spans(text: str, cue: str) -> list[tuple[int, int]]:
    return [match.span() for match in _english_pattern(cue).finditer(text)]


@lru_cache(maxsize=4096)
def _english_pattern(cue: str) -> re.Pattern[str]:
    """Return the pattern of an English cue: whole words, `*` for any ending, spaces and hyphens alike.

    A hyphen joins words: `open` does not fire in `open-source`, which is a cue or an exception of its own.
    """
    words = (re.escape(word).replace(r"\*", r"\w*") for word in re.split(r"[\s-]+", cue))
    body = rf"[\s{_HYPHENS}]+".join(words)
    return re.compile(rf"(?<!\w)(?<!\w[{_HYPHENS}]){body}(?!\w)(?![{_HYPHENS}]\w)", re.IGNORECASE)
