"""The principles that a unit expresses, found by their cues.

A cue is a wording that the taxonomy lists for a principle. It *fires* where it stands in the text
as whole words. It does not fire inside a longer cue, inside a wording that the taxonomy excludes
(the key `not`), inside a name (`tagging.names`), or behind words that deny any link with it
(nothing to do with security). Chinese is read in simplified characters, cues and text alike.

The score of a principle can be checked by hand:

- A side (the Chinese text or the English one) scores 1 if a strong cue fires in it, or two
  different weak ones; 0.4 if one weak cue fires; otherwise 0. A side depends on its own text only.
- The score of the unit is the mean over the sides that have text. There, one weak cue counts 0.5
  if the other side has a cue of the principle too: the two sides confirm each other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from aigov_corpus.records import Evidence, Tag
from aigov_corpus.tagging.names import find_chinese_names, find_english_names
from aigov_corpus.tagging.taxonomy import Cues, Taxonomy
from aigov_corpus.text.simplified import simplify

Words = Callable[[str], Iterable[tuple[str, int, int]]]
"""A function that splits a Chinese text into words, each `(word, start, end)`."""

ACCEPT = 0.5
"""Least score of a tag: one strong cue in one side, or one weak cue in each. One weak cue alone
(机遇, open) scores 0.4 at most and is too common. docs/annotation-guideline.md says what this finds
on hand-tagged units."""

_STRONG = 1.0
"""Weight of a strong cue, and the most that a side can weigh."""
_WEAK = 0.5
"""Weight of a weak cue; two different ones are as good as a strong one."""
_ALONE = 0.4
"""Score of a side with a single weak cue that nothing confirms: below `ACCEPT`."""
_EXCLUDED = 0.0
"""Weight of a wording that the taxonomy excludes."""

_HYPHENS = "\u2010\u2011-"
"""Characters that join two English words: hyphen, non-breaking hyphen, ASCII hyphen."""
_CACHED_PATTERNS = 4096
"""English cues whose compiled pattern is kept; the bundled taxonomy has some 800."""
_GAP = "…"
"""Stands in a cue for a few words, or for none: `respect* … sovereignty`, 尊重…政策."""
_GAP_WORDS = 5
"""Most English words in a gap; more, and the parts belong to different phrases."""
_GAP_CHARACTERS = 10
"""Most Chinese characters in a gap, about as long as five English words."""
_GAP_STOPS = re.compile("[，。；：！？,;:!?\n]")
"""Marks that a Chinese gap does not cross. It may cross the comma of a list (、)."""
_DENIED_ZH = re.compile(r"(?:不涉及|不适用于|谈不上)[^，。；！？]{0,6}$")
_DENIED_ZH_AFTER = re.compile(r"[^，。；！？]{0,4}无关")
_DENIED_EN = re.compile(
    r"(?:nothing to do with|unrelated to|(?:not|n[’']t) (?:concern|involve|relate to|a matter of))"
    r"(?:\s+[\w’'-]+){0,3}\s+$",
    re.IGNORECASE,
)
"""Words before a cue, in Chinese also behind it, that deny any link with it.

Other negations state the principle as much as its affirmation does: “no country may interfere”,
不公平.
"""
_DENIAL_WINDOW = 60
"""Characters before a cue in which a denial is looked for."""


class _Hit(NamedTuple):
    """A place where a cue fires, or where an excluded wording stands: `text[start:end]`."""

    start: int
    end: int
    cue: str
    weight: float


class UnitTags(NamedTuple):
    """The tags of one unit, for the columns of its row."""

    principles: tuple[str, ...]
    """Ids of the principles of the unit."""
    principles_zh: tuple[str, ...]
    """Ids of the principles that the Chinese text expresses by itself."""
    principles_en: tuple[str, ...]
    """Ids of the principles that the English text expresses by itself."""
    tags: tuple[Tag, ...]
    """`principles` with scores and evidence."""
    near_misses: tuple[Tag, ...]
    """Principles with some evidence, whose score is below `ACCEPT`."""


def tag_unit(zh: str, en: str, *, taxonomy: Taxonomy, words: Words | None = None) -> UnitTags:
    """Return the principles of a unit, of each of its sides, and the near misses.

    Args:
        zh: the Chinese text; empty if the unit has none.
        en: the English text; empty if the unit has none.
        taxonomy: the principles and their cues.
        words: the segmentation of Chinese into words; jieba's by default.
    """
    scored = tag_principles(zh, en, taxonomy=taxonomy, words=words, accept=0.0)
    tags = tuple(tag for tag in scored if tag.score >= ACCEPT)
    return UnitTags(
        principles=tuple(tag.principle for tag in tags),
        principles_zh=tuple(tag.principle for tag in scored if _reaches(tag.score_zh)),
        principles_en=tuple(tag.principle for tag in scored if _reaches(tag.score_en)),
        tags=tags,
        near_misses=tuple(tag for tag in scored if tag.score < ACCEPT),
    )


def _reaches(score: float | None) -> bool:
    """Return whether a side is tagged; a side without text has no score."""
    return score is not None and score >= ACCEPT


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
        words: the segmentation of Chinese into words; jieba's by default. It is given the text in
            simplified characters.
        accept: least score of a tag; principles that score less are left out.
    """
    chinese = _ChineseText(zh, words or _default_words) if zh.strip() else None
    english = _EnglishText(en) if en.strip() else None
    tags = []
    for principle in taxonomy.principles:
        hits_zh = _hits(principle.zh, chinese) if chinese else []
        hits_en = _hits(principle.en, english) if english else []
        evidence = (*_evidence("zh", hits_zh), *_evidence("en", hits_en))
        if not evidence:
            continue
        score_zh = _side_score(hits_zh) if chinese else None
        score_en = _side_score(hits_en) if english else None
        score = _unit_score(score_zh, score_en)
        if score >= accept:
            tags.append(Tag(principle.id, score, evidence, score_zh, score_en))
    return tuple(tags)


def _side_score(hits: list[_Hit]) -> float:
    """Return the score of a side from its different cues, 1 at most."""
    weights = {hit.cue: hit.weight for hit in hits}
    weight = min(_STRONG, sum(weights.values(), 0.0))
    return _ALONE if weight == _WEAK else weight


def _unit_score(score_zh: float | None, score_en: float | None) -> float:
    """Return the mean over the sides that have text (the others are None)."""
    scores = [score for score in (score_zh, score_en) if score is not None]
    if len(scores) > 1 and all(scores):
        scores = [max(score, _WEAK) for score in scores]
    return sum(scores) / len(scores)


class _ChineseText:
    """A Chinese text in which cues are looked for."""

    def __init__(self, text: str, words: Words) -> None:
        self._text = simplify(text)
        self._inside = _inside_words(self._text, words)
        self.names = find_chinese_names(self._text)

    def find(self, cue: str, *, anywhere: bool = False) -> list[tuple[int, int]]:
        """Return the places of a cue as whole words; `anywhere` allows parts of words as well."""
        first, *others = [simplify(part) for part in cue.split(_GAP)]
        matches = re.finditer(re.escape(first), self._text, re.IGNORECASE)
        places = [match.span() for match in matches]
        for part in others:
            joined = ((start, self._end_behind(end, part)) for start, end in places)
            places = [(start, end) for start, end in joined if end is not None]
        whole = [place for place in places if anywhere or self._inside.isdisjoint(place)]
        return [place for place in whole if not self._denied(*place)]

    def _end_behind(self, end: int, part: str) -> int | None:
        """Return where the next part of a cue ends, if it stands within a gap behind `end`."""
        window = self._text[end : end + _GAP_CHARACTERS + len(part)]
        for match in re.finditer(re.escape(part), window, re.IGNORECASE):
            if _GAP_STOPS.search(window, 0, match.start()):
                return None
            if end + match.end() not in self._inside:
                return end + match.end()
        return None

    def _denied(self, start: int, end: int) -> bool:
        if _DENIED_ZH_AFTER.match(self._text, end):
            return True
        before = self._text[max(0, start - _DENIAL_WINDOW) : start]
        return _DENIED_ZH.search(before) is not None


class _EnglishText:
    """An English text in which cues are looked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.names = find_english_names(text)

    def find(self, cue: str, *, anywhere: bool = False) -> list[tuple[int, int]]:
        """Return the places of a cue as whole words; `anywhere` makes no difference in English."""
        matches = _english_pattern(cue).finditer(self._text)
        return [match.span() for match in matches if not self._denied(match.start())]

    def _denied(self, start: int) -> bool:
        before = self._text[max(0, start - _DENIAL_WINDOW) : start]
        return _DENIED_EN.search(before) is not None


def _hits(cues: Cues, text: _ChineseText | _EnglishText) -> list[_Hit]:
    """Return the places where the cues of one principle fire in a text, in reading order."""
    hits = [_Hit(*place, cue, _STRONG) for cue in cues.strong for place in text.find(cue)]
    hits += [_Hit(*place, cue, _WEAK) for cue in cues.weak for place in text.find(cue)]
    hits = _outside_names(hits, text.names)
    if not hits:
        return []
    for wording in cues.excluded:
        places = text.find(wording, anywhere=True)
        hits += [_Hit(*place, wording, _EXCLUDED) for place in places]
    hits.sort(key=_outer_first)
    outermost: list[_Hit] = []
    for hit in hits:
        if not outermost or hit.end > outermost[-1].end:
            outermost.append(hit)
    return [hit for hit in outermost if hit.weight != _EXCLUDED]


def _outside_names(hits: list[_Hit], names: list[tuple[int, int]]) -> list[_Hit]:
    """Return the hits that are not a part of a name; a cue that is the whole name stays.

    Args:
        hits: the hits.
        names: places of the names in order, none inside another.
    """
    starts = [start for start, _ in names]
    kept = []
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        start, end = names[at] if at >= 0 else (0, 0)
        if hit.end > end or (hit.start, hit.end) == (start, end):
            kept.append(hit)
    return kept


def _outer_first(hit: _Hit) -> tuple[int, int, bool, float, str]:
    """Return a sort key by which a hit comes before those inside it.

    Of two hits at the same place, the excluded wording comes first, then the strong cue.
    """
    return (hit.start, -hit.end, hit.weight != _EXCLUDED, -hit.weight, hit.cue)


def _evidence(side: Literal["zh", "en"], hits: list[_Hit]) -> list[Evidence]:
    return [Evidence(side, "cue", hit.cue, hit.start, hit.end) for hit in hits]


def _default_words(text: str) -> Iterable[tuple[str, int, int]]:
    from aigov_corpus.text.words import find_words

    return find_words(text, lang="zh")


def _inside_words(text: str, words: Words) -> frozenset[int]:
    """Return the positions inside words; a cue neither begins nor ends at one of them."""
    return frozenset(at for _, start, end in words(text) for at in range(start + 1, end))


@lru_cache(maxsize=_CACHED_PATTERNS)
def _english_pattern(cue: str) -> re.Pattern[str]:
    """Return the pattern of an English cue.

    Between the words of the cue, spaces and hyphens are the same, a `*` stands for any ending of a
    word, and a `…` for a few words. A hyphen before or after the cue joins it to another word, and
    then it does not match: `open` is not found in `open-source`.
    """
    gap = rf"(?:\s+[^\s.;:!?]+){{0,{_GAP_WORDS}}}?[\s{_HYPHENS}]+"
    body = gap.join(_english_part(part) for part in cue.split(_GAP))
    return re.compile(rf"(?<!\w)(?<!\w[{_HYPHENS}]){body}(?!\w)(?![{_HYPHENS}]\w)", re.IGNORECASE)


def _english_part(part: str) -> str:
    """Return the pattern of the words of a cue before, between or behind its gaps."""
    words = (re.escape(word).replace(r"\*", r"\w*") for word in re.split(r"[\s-]+", part.strip()))
    return rf"[\s{_HYPHENS}]+".join(words)
