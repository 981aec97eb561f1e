"""The principles that a unit expresses, found by their cues.

A *cue* is a wording that the taxonomy lists for a principle. It *fires* at each place where it
occurs in the text as whole words, with four exceptions: inside a longer cue; inside a wording that
the taxonomy excludes (the key `not`); inside a name (`tagging.names`); and next to words that deny
any link with it (nothing to do with security). Chinese cues and texts are compared in simplified
characters.

You can check the score of a principle by hand:

- A side (the Chinese or the English text) scores 1 if a strong cue or two different weak cues fire
  in it; if one weak cue fires, 0.5 if a small model confirms it (`tagging.confirmation`), and else
  0.4; otherwise 0. The other side makes no difference to this score.
- The score of the unit is the mean over the sides that have text. In this mean, one weak cue counts
  0.5 if the other side has a cue of the principle too, because each confirms the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from aigov_corpus.errors import UsageError
from aigov_corpus.records import Evidence, Tag
from aigov_corpus.tagging.confirmation import find_probable
from aigov_corpus.tagging.searching import ChineseText, EnglishText, Words
from aigov_corpus.tagging.taxonomy import Cues, Taxonomy
from aigov_corpus.text.values import require_text
from aigov_corpus.text.words import find_words

ACCEPT = 0.5
"""Lowest score of a tag: one strong cue in one side, or one weak cue in each side.

One weak cue alone (机遇, open) is too common; it scores 0.4, unless the model confirms it.
docs/annotation-guideline.md has figures for units that were tagged by hand.
"""

_STRONG = 1.0
"""Weight of a strong cue, and the largest weight of a side."""
_WEAK = 0.5
"""Weight of a weak cue; two different weak cues weigh as much as a strong one."""
_ALONE = 0.4
"""Score of a side with only one weak cue, which nothing confirms; it is below `ACCEPT`."""
_CONFIRMED = 0.5
"""Score of a side with only one weak cue if the model confirms it (`tagging.confirmation`)."""
_EXCLUDED = 0.0
"""Weight of a wording that the taxonomy excludes."""


class _Hit(NamedTuple):
    """A place `text[start:end]` at which a cue fires or an excluded wording occurs."""

    start: int
    end: int
    cue: str
    weight: float


class _Side(NamedTuple):
    """A text of a unit, and the places at which cues of one principle fire in it."""

    text: str
    """The text as it was searched; empty if the unit has none."""
    hits: list[_Hit]


class UnitTags(NamedTuple):
    """The principles of one unit, in the form that the columns of its row need."""

    principles: tuple[str, ...]
    """Ids of the principles that the unit expresses."""
    principles_zh: tuple[str, ...]
    """Ids of the principles that the Chinese text alone expresses."""
    principles_en: tuple[str, ...]
    """Ids of the principles that the English text alone expresses."""
    principle_evidence: tuple[Tag, ...]
    """The principles in `principles`, with scores and evidence."""
    near_misses: tuple[Tag, ...]
    """Principles with some evidence but a score below `ACCEPT`."""


def tag_unit(zh: str, en: str, *, taxonomy: Taxonomy, words: Words | None = None) -> UnitTags:
    """Return the principles of a unit, the principles of each side, and the near misses.

    Args:
        zh: the Chinese text; empty if the unit has none.
        en: the English text; empty if the unit has none.
        taxonomy: the principles and their cues.
        words: a function that splits Chinese into words; jieba by default.
    """
    (tags,) = tag_units([(zh, en)], taxonomy=taxonomy, words=words)
    return tags


def tag_units(
    units: Iterable[tuple[str, str]], *, taxonomy: Taxonomy, words: Words | None = None
) -> list[UnitTags]:
    """Return what `tag_unit` returns for each of several units, in less time.

    The model is asked once, for the texts of all units together.

    Args:
        units: the Chinese and the English text of each unit.
        taxonomy: the principles and their cues.
        words: a function that splits Chinese into words; jieba by default.
    """
    return [
        UnitTags(
            principles=tuple(tag.principle for tag in scored if tag.score >= ACCEPT),
            principles_zh=tuple(tag.principle for tag in scored if _reaches(tag.score_zh)),
            principles_en=tuple(tag.principle for tag in scored if _reaches(tag.score_en)),
            principle_evidence=tuple(tag for tag in scored if tag.score >= ACCEPT),
            near_misses=tuple(tag for tag in scored if tag.score < ACCEPT),
        )
        for scored in _score_units(units, taxonomy, words)
    ]


def _reaches(score: float | None) -> bool:
    """Tell whether the score of a side is enough for a tag; None is the score of an empty side."""
    return score is not None and score >= ACCEPT


def tag_principles(
    zh: str,
    en: str,
    *,
    taxonomy: Taxonomy,
    words: Words | None = None,
    accept: float = ACCEPT,
) -> tuple[Tag, ...]:
    """Return the principles that a unit expresses, in the order of the taxonomy, with evidence.

    Args:
        zh: the Chinese text; empty if the unit has none.
        en: the English text; empty if the unit has none.
        taxonomy: the principles and their cues.
        words: a function that splits Chinese into words; jieba by default. The text that it gets is
            in simplified characters.
        accept: lowest score of a tag; principles with a lower score are left out.
    """
    (scored,) = _score_units([(zh, en)], taxonomy, words)
    return tuple(tag for tag in scored if tag.score >= accept)


def _score_units(
    units: Iterable[tuple[str, str]], taxonomy: Taxonomy, words: Words | None
) -> list[list[Tag]]:
    """Return the principles of each unit of which there is any evidence, in any strength."""
    searched = [_search(zh, en, taxonomy, words or _default_words) for zh, en in units]
    doubtful = [
        side.text
        for unit in searched
        for sides in unit.values()
        for side in sides
        if _weigh(side.hits) == _WEAK
    ]
    probable = find_probable(doubtful, taxonomy=taxonomy)
    return [
        [_score(principle, *sides, probable) for principle, sides in unit.items()]
        for unit in searched
    ]


def _search(zh: str, en: str, taxonomy: Taxonomy, words: Words) -> dict[str, tuple[_Side, _Side]]:
    """Return, for each principle of which a cue fires in a unit, its Chinese and English hits."""
    _check_arguments(zh, en, taxonomy)
    chinese = ChineseText(zh, words) if zh.strip() else None
    english = EnglishText(en) if en.strip() else None
    found = {}
    for principle in taxonomy.principles:
        sides = (_find_side(principle.zh, chinese), _find_side(principle.en, english))
        if sides[0].hits or sides[1].hits:
            found[principle.id] = sides
    return found


def _find_side(cues: Cues, text: ChineseText | EnglishText | None) -> _Side:
    """Return the hits of the cues of one principle in a text; None stands for an empty text."""
    return _Side("", []) if text is None else _Side(text.text, _hits(cues, text))


def _score(principle: str, zh: _Side, en: _Side, probable: Mapping[str, frozenset[str]]) -> Tag:
    """Return a principle with its scores and its evidence in a unit.

    Args:
        principle: id of the principle.
        zh: what fires in the Chinese text.
        en: what fires in the English text.
        probable: the principles that the model finds in each text with only a weak cue.
    """
    score_zh, by_model_zh = _side_score(zh, principle, probable)
    score_en, by_model_en = _side_score(en, principle, probable)
    evidence = _evidence("zh", zh.hits, by_model=by_model_zh)
    evidence += _evidence("en", en.hits, by_model=by_model_en)
    return Tag(principle, _unit_score(score_zh, score_en), evidence, score_zh, score_en)


def _check_arguments(zh: object, en: object, taxonomy: object) -> None:
    """Check that the arguments of the tagger are two texts and a taxonomy.

    Raises:
        UsageError: one of them is something else.
    """
    for name, text in (("zh", zh), ("en", en)):
        if not isinstance(text, str):
            raise UsageError(
                f"{name} is {text!r}, which is not a text",
                remedy="give a text, or an empty one for a language that the unit lacks",
            )
        require_text(text, name=name)
    if not isinstance(taxonomy, Taxonomy):
        raise UsageError(
            f"taxonomy is {taxonomy!r}, which is not a taxonomy",
            remedy="give load_taxonomy() for the bundled one, or load_taxonomy(path) for your own",
        )


def _side_score(
    side: _Side, principle: str, probable: Mapping[str, frozenset[str]]
) -> tuple[float | None, bool]:
    """Return the score of a side, and whether the model confirmed its only cue.

    Args:
        side: the hits of one principle. If the text is empty, the score is None.
        principle: id of the principle.
        probable: the principles that the model finds in each text with only a weak cue.
    """
    if not side.text:
        return None, False
    weight = _weigh(side.hits)
    if weight != _WEAK:
        return weight, False
    confirmed = principle in probable[side.text]
    return (_CONFIRMED if confirmed else _ALONE), confirmed


def _weigh(hits: list[_Hit]) -> float:
    """Return the weight of the cues of one principle in a text; the same cue counts once."""
    weights = {hit.cue: hit.weight for hit in hits}
    return min(_STRONG, sum(weights.values(), 0.0))


def _unit_score(score_zh: float | None, score_en: float | None) -> float:
    """Return the score of a unit from those of its sides; None is the score of an empty side."""
    scores = [score for score in (score_zh, score_en) if score is not None]
    if len(scores) > 1 and all(scores):
        scores = [max(score, _WEAK) for score in scores]
    return sum(scores) / len(scores)


def _hits(cues: Cues, text: ChineseText | EnglishText) -> list[_Hit]:
    """Return the places at which the cues of one principle fire in a text, in reading order."""
    hits = _find(cues.strong, text, _STRONG) + _find(cues.weak, text, _WEAK)
    if hits:
        hits = _outside_names(hits, text.names)
    if not hits:
        return []
    hits += _find(cues.excluded, text, _EXCLUDED)
    hits.sort(key=_outer_first)
    outermost: list[_Hit] = []
    for hit in hits:
        if not outermost or hit.end > outermost[-1].end:
            outermost.append(hit)
    return [hit for hit in outermost if hit.weight != _EXCLUDED]


def _find(cues: tuple[str, ...], text: ChineseText | EnglishText, weight: float) -> list[_Hit]:
    """Return the places of cues in a text, in any order."""
    anywhere = weight == _EXCLUDED
    return [
        _Hit(*place, cue, weight)
        for cue in text.candidates(cues)
        for place in text.find(cue, anywhere=anywhere)
    ]


def _outside_names(hits: list[_Hit], names: list[tuple[int, int]]) -> list[_Hit]:
    """Return the hits that are not part of a name; a cue that is the whole name is kept."""
    starts = [start for start, _ in names]
    kept = []
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        start, end = names[at] if at >= 0 else (0, 0)
        if hit.end > end or (hit.start, hit.end) == (start, end):
            kept.append(hit)
    return kept


def _outer_first(hit: _Hit) -> tuple[int, int, bool, float, str]:
    """Return a sort key that puts a hit before the hits inside it.

    If two hits have the same place, an excluded wording comes first, and a strong cue comes before
    a weak one.
    """
    return (hit.start, -hit.end, hit.weight != _EXCLUDED, -hit.weight, hit.cue)


def _evidence(
    side: Literal["zh", "en"], hits: list[_Hit], *, by_model: bool
) -> tuple[Evidence, ...]:
    """Return the evidence in a side: its cues, and the model if that confirmed a weak cue."""
    cues = tuple(Evidence(side, "cue", hit.cue, hit.start, hit.end) for hit in hits)
    return (*cues, Evidence(side, "embedding")) if by_model else cues


def _default_words(text: str) -> Iterable[tuple[str, int, int]]:
    return find_words(text, lang="zh")
