"""What one text has and the other lacks: `omission` for the source, `addition` for the translation.

A whole sentence without counterpart is found by the aligner, and its status says so. A part of a
unit, such as a clause, or a sentence in the midst of others, is found by its words: see `parts`.
A unit whose translation renders the text of its neighbour has one finding, an `omission`.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus.checking.exchanged import find_exchanged
from aigov_corpus.checking.parts import find_lacking
from aigov_corpus.checking.quoting import quote, quote_start
from aigov_corpus.checking.units import Place, Unit, Units, other_side
from aigov_corpus.records import Finding, Side

_ALONE = frozenset({"omitted", "added"})
"""Statuses of a sentence that has no counterpart although its section has one."""
_MARKS = 2
"""Characters around a part that is the whole text: the mark at its end, a quotation mark."""
_FEWEST_WORDS = 4
"""Words of the shortest English text that is said to lack the whole of the other."""
_LANGUAGES: dict[Side, str] = {"zh": "Chinese", "en": "English"}


def check_omission(units: Units) -> Iterator[Finding]:
    """Yield a finding for each part of a source that its translation lacks."""
    parts = {side: find_lacking(units, side) for side in _sides(units, is_source=True)}
    exchanged = units.once(find_exchanged)
    for number, unit in enumerate(units):
        side = unit.source
        if number in exchanged:
            where = "after" if exchanged[number] > number else "before"
            language = _LANGUAGES[other_side(side)]
            message = f"the {language} renders another text; the pair {where} it renders this one"
            place = (0, len(unit.text(other_side(side))))
            other = (0, len(unit.text(side)))
            yield unit.find("omission", "error", other_side(side), place, message, other=other)
        elif _is_alone(unit, side):
            place = (0, len(unit.text(side)))
            message = _nothing_for(unit, side)
            yield unit.find("omission", "warning", other_side(side), (0, 0), message, other=place)
        elif (part := parts[side][number]) and _is_comparable(unit, part.place, side):
            text = quote(unit.text(side)[slice(*part.place)])
            message = f"the {_LANGUAGES[other_side(side)]} seems to lack {text}"
            yield unit.find(
                "omission",
                "warning",
                other_side(side),
                (0, 0),
                message,
                other=part.place,
                score=part.certainty,
            )


def check_addition(units: Units) -> Iterator[Finding]:
    """Yield a finding for each part of a translation that its source lacks."""
    parts = {side: find_lacking(units, side) for side in _sides(units, is_source=False)}
    exchanged = units.once(find_exchanged)
    for number, unit in enumerate(units):
        side = unit.target
        if number in exchanged:
            continue
        if _is_alone(unit, side):
            place = (0, len(unit.text(side)))
            message = _nothing_for(unit, side)
            yield unit.find("addition", "warning", side, place, message)
        elif (part := parts[side][number]) and _is_comparable(unit, part.place, side):
            text = quote(unit.text(side)[slice(*part.place)])
            message = f"the {_LANGUAGES[other_side(side)]} seems to lack {text}"
            yield unit.find("addition", "warning", side, part.place, message, score=part.certainty)


def _is_comparable(unit: Unit, place: Place, side: Side) -> bool:
    """Tell whether the English has words that could render a part of the other text.

    Words without blanks between them have none, nor has "It doubled" for the whole of a sentence.
    """
    is_whole = len(unit.text(side).strip()) - (place[1] - place[0]) <= _MARKS
    return unit.has_words and not (is_whole and len(unit.en.split()) < _FEWEST_WORDS)


def _nothing_for(unit: Unit, side: Side) -> str:
    """Return the message about a text that stands alone, with its beginning."""
    return f"the {_LANGUAGES[other_side(side)]} has nothing for {quote_start(unit.text(side))}"


def _sides(units: Units, *, is_source: bool) -> set[Side]:
    """Return the languages of the sources, or of the translations."""
    return {unit.source if is_source else unit.target for unit in units}


def _is_alone(unit: Unit, side: Side) -> bool:
    """Tell whether a unit has this text alone, and its section has both."""
    has_other = bool(unit.text(other_side(side)).strip())
    is_explained = unit.is_aligned and unit.pair.status in _ALONE  # else it is simply empty
    return is_explained and bool(unit.text(side).strip()) and not has_other
