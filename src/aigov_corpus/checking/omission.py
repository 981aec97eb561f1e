"""What one text has and the other lacks: `omission` for the source, `addition` for the translation.

The aligner finds whole sentences without counterpart; their status says so. A part of a unit, such
as a clause, or a sentence in the midst of others, is found by its words: see `parts`. A unit whose
translation belongs to its neighbour has one finding, an `omission`. If the counterpart stands in a
neighbouring pair, the finding says so; of several such units in a row only the first is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.exchanged import find_exchanged
from aigov_corpus.checking.misplaced_texts import UnmatchedText, find_beside, join_rows
from aigov_corpus.checking.missing_parts import find_lacking
from aigov_corpus.checking.quoting import quote, quote_start
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding, Side, other_side
from aigov_corpus.text.language_codes import LANGUAGE_NAMES

_ALONE = frozenset({"omitted", "added"})
"""Statuses of a sentence that has no counterpart although its section has one."""
_MARKS = 2
"""Characters around a part that is the whole text: the mark at its end, a quotation mark."""
_SURE_ADDITION: dict[Side, float] = {"zh": 0.82, "en": 0.0}
"""Certainty from which on an addition to a Chinese translation is reported. Of less certain ones in
an academic and a magazine text, hardly any was right. For English the weights set the limit."""
_ONLY_NUMBER = re.compile(
    r"(?:(?:article|section|chapter|part|(?:sub)?paragraph|item|page|no\.?)s?\s*)?[\W\d_]*"
    r"|[\W_]*第?[\d\s一二三四五六七八九十百零〇之-]+[條条章節节項项款頁页編编]?[\W_]*",
    re.IGNORECASE,
)
"""Pattern for the number of an article, paragraph or page that stands alone."""
_FEWEST_WORDS = 4
"""Number of words from which on an English text can lack the whole of the other text."""
_SIDES: tuple[Side, Side] = ("zh", "en")


class _ReportedText(NamedTuple):
    """A text without counterpart in its own pair, as a finding reports it."""

    place: Place
    """The text, or the part of it."""
    certainty: float
    """How sure it is, from 0 to 1."""
    is_alone: bool
    """Whether its pair has no other text at all."""
    beside: tuple[int, ...]
    """Numbers of the pairs beside it that have the counterpart; the first has most of it."""


def check_omission(units: Units) -> Iterator[Finding]:
    """Yield a finding for each part of a source that its translation lacks."""
    told = units.once(_tell)
    exchanged = units.once(find_exchanged)
    for number, unit in enumerate(units):
        side = unit.source
        if number in exchanged:
            where = "after" if exchanged[number] > number else "before"
            language = LANGUAGE_NAMES[other_side(side)]
            message = (
                f"the {language} translates another text; the right {language} stands in the pair "
                f"{where} this one"
            )
            place = (0, len(unit.text(other_side(side))))
            other = (0, len(unit.text(side)))
            yield unit.find("omission", "error", other_side(side), place, message, other=other)
        elif one := told.get((number, side)):
            yield unit.find(
                "omission",
                "warning",
                other_side(side),
                (0, 0),
                _describe(number, unit, side, one),
                other=one.place,
                elsewhere=[(units[at].pair, other_side(side)) for at in one.beside],
                score=one.certainty,
            )


def check_addition(units: Units) -> Iterator[Finding]:
    """Yield a finding for each part of a translation that its source lacks."""
    told = units.once(_tell)
    for number, unit in enumerate(units):
        if one := told.get((number, unit.target)):
            yield unit.find(
                "addition",
                "warning",
                unit.target,
                one.place,
                _describe(number, unit, unit.target, one),
                elsewhere=[(units[at].pair, unit.source) for at in one.beside],
                score=one.certainty,
            )


def _tell(units: Units) -> dict[tuple[int, Side], _ReportedText]:
    """Return what is said of each text for which its pair has nothing, by unit and side."""
    exchanged = units.once(find_exchanged)
    parts = {side: find_lacking(units, side) for side in _SIDES}
    certainty: dict[UnmatchedText, float] = {}
    for number, unit in enumerate(units):
        for side in _SIDES:
            if _is_alone(unit, side):
                certainty[UnmatchedText(number, side, (0, len(unit.text(side))))] = 1.0
                continue
            part = None if number in exchanged else parts[side][number]
            is_weak = part and part.certainty < _SURE_ADDITION[side] and side == unit.target
            if part and not is_weak and _is_comparable(unit, part.place, side):
                certainty[UnmatchedText(number, side, part.place)] = part.certainty
    beside = find_beside(units, list(certainty))
    first = join_rows(beside)
    return {
        (one.number, one.side): _ReportedText(
            one.place, sure, _is_alone(units[one.number], one.side), first.get(one, ())
        )
        for one, sure in certainty.items()
        if one not in beside or one in first
    }


def _describe(number: int, unit: Unit, side: Side, told: _ReportedText) -> str:
    """Return the message about a text for which its pair has nothing."""
    language = LANGUAGE_NAMES[other_side(side)]
    text = unit.text(side)[slice(*told.place)]
    if told.is_alone:
        message = f"the {language} has nothing for {quote_start(text)}"
    else:
        message = f"the {language} seems to lack {quote(text)}"
    if told.beside:
        where = "after" if told.beside[0] > number else "before"
        message += f"; its counterpart stands in a pair {where} this one"
    return message


def _is_comparable(unit: Unit, place: Place, side: Side) -> bool:
    """Tell whether the English has words that could render a part of the other text.

    Words without blanks between them have none, nor has "It doubled" for the whole of a sentence.
    """
    is_whole = len(unit.text(side).strip()) - (place[1] - place[0]) <= _MARKS
    return unit.has_words and not (is_whole and len(unit.en.split()) < _FEWEST_WORDS)


def _is_alone(unit: Unit, side: Side) -> bool:
    """Tell whether a unit has this text alone, and its section has both."""
    has_other = bool(unit.text(other_side(side)).strip())
    is_explained = unit.is_aligned and unit.pair.status in _ALONE  # else it is simply empty
    text = unit.text(side).strip()
    is_sentence = any(map(str.isalnum, text)) and not _ONLY_NUMBER.fullmatch(text)
    return is_explained and is_sentence and not has_other
