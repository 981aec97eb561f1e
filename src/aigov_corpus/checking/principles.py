"""A governance principle that only one of the two texts expresses: `principle`.

The principles of each text are those that the tagger found when the corpus was built; pairs of a
file have none. Most cues without a cue on the other side are rendered all the same, by words that
the taxonomy does not list. So it takes two different cues on one side and none at all on the other,
and no word of the other text may render one of these cues: by its links, and by the dictionary.
Nor may the other text have as many words without a link, which could render them freely.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aigov_corpus.alignment.dictionary import translate
from aigov_corpus.checking.coverage import Coverage, Covered, cover_some, has_translation
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Evidence, Finding, Side, Tag
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.language_codes import LANGUAGE_NAMES

CODE = "principle"
_LEAST_CUES = 2
"""Different cues of a principle that a text must have."""
_SURE = 1.0
"""Score of a text with a strong cue, or with two weak ones."""
# The next two were chosen on political texts, reports, laws and essays, clean and without the
# clauses that had the English cues: they find a third of what was lost, and nothing in clean ones.
_UNLINKED = 0.4
"""Mean strength of the links of its words from which on a cue counts as rendered."""
_LEAST_EXCESS = 0.1
"""Least lead of one text over the other in the share of its words without a link."""


class _Lone(NamedTuple):
    """A principle of which only one text of a unit has cues."""

    number: int
    """The number of the unit."""
    tag: Tag
    side: Side
    """The text with the cues."""
    cues: list[Evidence]
    """The cues, in the order of the text."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each principle with cues on one side that the other does not render."""
    lone = [
        one
        for number, unit in enumerate(units)
        if unit.has_words
        for tag in unit.pair.principle_evidence + unit.pair.near_misses
        for one in _find_lone(number, tag)
    ]
    covered = cover_some(units, dict.fromkeys(one.number for one in lone))
    for one in lone:
        strongest = _strongest_rendering(covered[one.number], one)
        if strongest < _UNLINKED and not _is_translated(covered[one.number], one):
            yield _report(units[one.number], one, 1 - strongest)


def _find_lone(number: int, tag: Tag) -> Iterator[_Lone]:
    """Yield a principle with a sure score and enough cues in one text, and none in the other."""
    if tag.score_zh == _SURE and not tag.score_en:
        side: Side = "zh"
    elif tag.score_en == _SURE and not tag.score_zh:
        side = "en"
    else:
        return
    cues = [evidence for evidence in tag.evidence if evidence.side == side and evidence.end]
    if len({evidence.cue for evidence in cues}) >= _LEAST_CUES:
        yield _Lone(number, tag, side, cues)


def _strongest_rendering(covered: Coverage, one: _Lone) -> float:
    """Return how strongly the other text renders the best rendered cue, from 0 to 1.

    It is 1 if the other text has words enough that no link explains.
    """
    own, other = covered.sides(one.side)
    if own.share_unlinked() - other.share_unlinked() < _LEAST_EXCESS:
        return 1.0
    links = covered.links if one.side == "zh" else covered.links.T
    strengths = links[:, other.weights > 0].max(axis=1, initial=0)
    rendered = []
    for cue in one.cues:
        rows = _rows_of(own, cue)
        weights = own.weights[rows]
        total = float(weights.sum())
        rendered.append(float((strengths[rows] * weights).sum()) / total if total else 1.0)
    return max(rendered)


def _is_translated(covered: Coverage, one: _Lone) -> bool:
    """Tell whether the other text has a word that the dictionary gives for a word of a cue."""
    own, _ = covered.sides(one.side)
    wanted = {own.words[row][0] for cue in one.cues for row in _rows_of(own, cue)}
    if one.side == "zh":
        return has_translation(wanted, covered.en)
    chinese = translate(dict.fromkeys(word for word, _, _ in covered.zh.words))
    known = frozenset[str]().union(*chinese.values())
    return not known.isdisjoint(stem(word.lower()) for word in wanted)


def _rows_of(own: Covered, cue: Evidence) -> list[int]:
    """Return the numbers of the words of a cue that carry meaning."""
    return [row for row in own.rows_at((cue.start, cue.end)) if own.weights[row] > 0]


def _report(unit: Unit, one: _Lone, score: float) -> Finding:
    """Return the finding about a principle that only one side has, at its first cue."""
    cue, side = one.cues[0], one.side
    here, there = LANGUAGE_NAMES[side], LANGUAGE_NAMES["en" if side == "zh" else "zh"]
    written = quote(unit.text(side)[cue.start : cue.end])
    message = (
        f"the {here} has {written} ({one.tag.principle}), the {there} has no words for this "
        "principle"
    )
    place = (cue.start, cue.end)
    score = round(score, 2)
    if side == unit.target:
        return unit.find(CODE, "warning", side, place, message, score=score)
    end = len(unit.text(unit.target))
    return unit.find(CODE, "warning", unit.target, (end, end), message, other=place, score=score)
