"""A governance principle that only one of the two texts expresses: `principle`.

The principles of each text are those that the tagger found when the corpus was built; pairs of a
file have none. One cue is often lost by right (urban and rural, 民生), so it takes two different
ones on one side, and none at all on the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding, Side, Tag

CODE = "principle"
_LEAST_CUES = 2
"""Different cues of a principle that a text must have."""
_SURE = 1.0
"""Score of a text with a strong cue, or with two weak ones."""
_LANGUAGES: dict[Side, str] = {"zh": "Chinese", "en": "English"}


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each principle with a sure cue on one side and none on the other."""
    for unit in units:
        if not unit.has_words:
            continue
        for tag in unit.pair.principle_evidence + unit.pair.near_misses:
            if tag.score_zh == _SURE and not tag.score_en:
                yield from _finding(unit, tag, "zh")
            elif tag.score_en == _SURE and not tag.score_zh:
                yield from _finding(unit, tag, "en")


def _finding(unit: Unit, tag: Tag, side: Side) -> Iterator[Finding]:
    """Yield the finding about a principle that only one side has, at its first cue."""
    cues = [evidence for evidence in tag.evidence if evidence.side == side and evidence.end]
    if len({evidence.cue for evidence in cues}) < _LEAST_CUES:
        return
    cue = cues[0]
    here, there = _LANGUAGES[side], _LANGUAGES["en" if side == "zh" else "zh"]
    written = quote(unit.text(side)[cue.start : cue.end])
    message = (
        f"the {here} has {written} ({tag.principle}), the {there} no wording of this principle"
    )
    place = (cue.start, cue.end)
    if side == unit.target:
        yield unit.find(CODE, "warning", side, place, message, score=0.5)
    else:
        end = len(unit.text(unit.target))
        yield unit.find(CODE, "warning", unit.target, (end, end), message, other=place, score=0.5)
