"""The part of a text that the other text lacks, if there is one.

Two sums of weighted evidence decide. The first one is computed for all pieces of a text, and the
piece with the largest sum is picked. The second one says whether the picked piece is absent: it
also knows by how much that piece stands out from the others, because where a translation is free,
all pieces have few links. The weights were learned from texts of which clauses, items and phrases
had been deleted (`benchmarks/omission_weights.py`). Where it is doubtful whether a piece is absent,
or all texts are to be read closely (see `close_reading`), what the network says of a piece is
weighed too, with weights of their own.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.checking.close_reading import READ_FEATURES, measure_readings
from aigov_corpus.checking.coverage import CHUNK, Coverage, cover_units
from aigov_corpus.checking.left_out import is_left_out_by_right
from aigov_corpus.checking.missing_words import find_lacking_words
from aigov_corpus.checking.piece_evidence import (
    FEATURES,
    Measured,
    measure_deviations,
    measure_pieces,
)
from aigov_corpus.checking.pieces import Piece, find_place
from aigov_corpus.checking.short_forms import is_note, is_short_form
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Side
from aigov_corpus.text.simplified import simplify

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_OF_PIECE = (
    "log_words",
    "long_text",
    "fits_without",
    "unlinked_around",
    "unlinked_in_other",
    "share_of_text",
    "unlinked_share",
    "unclaimed_share",
)
"""Names of the numbers of a piece that the second sum also uses."""
SECOND_FEATURES = ("first_sum", "lead", "log_words_of_text", *_OF_PIECE)
"""Names of the numbers that the second sum weighs, in their order."""
_NO_OTHER = -6.0
"""Stands for the first sum of the second best piece if there is none."""
_LARGEST_LEAD = 6.0
"""Largest lead of the best piece over the second best that counts, in log-odds."""
_HABIT = 3
"""Number of units that lack the same words from which on none is reported: it is a habit."""
_FEWEST_ENGLISH = 4.0
"""Words of a piece of English that is reported, at least, as `Covered` weighs them: two or three
are mostly what a Chinese word means."""
_DOUBTFUL = 1.2
"""Log-odds below the threshold from which on both texts of a pair are read closely though nobody
asked for it: so much one complete pair in ten has, and most of those that lack a clause."""
_IF_SHORT = 0.6
"""Taken from these log-odds for each standard deviation by which the English of a Chinese source is
short: they make too much of it, and a pair doubtful only by its length is seldom worth reading."""
_IF_LONG = 0.15
"""Taken from them if the text is e times as long as `_USUAL`: its reading takes so much longer."""
_USUAL = 40
"""Characters of a text, about those of a sentence in Chinese."""
_CAUTION = 0.3
"""Added to the threshold there. With it no more complete political pairs and paragraphs of reports
are flagged than by the links alone."""
_CHOSEN = 0.25
"""Share of the log-odds by the links that is added to it too: they are weighed beside the reading,
but say less of pairs that were chosen by them."""
_KNOWS = 1.0
"""Log-odds of a close reading from which on no abbreviation of the English excuses an omission: the
network knows what it stands for."""
_SURE = 0.25
"""Log-odds of a close reading from which on the rules that excuse omissions do not apply, if it was
asked for."""
_FILE, _CLOSE_FILE = "omission.toml", "omission_thorough.toml"


class Part(NamedTuple):
    """A part of a text that the other text seems to lack."""

    place: Place
    """Its offsets."""
    certainty: float
    """How sure it is, from 0 to 1."""


class PieceWeights(NamedTuple):
    """The weights for one text of a pair."""

    first: Floats
    """Weights of the first sum: of `FEATURES`, of `READ_FEATURES` if the texts were read closely,
    and last the constant."""
    second: Floats
    """Weights of the second sum: of `SECOND_FEATURES`, of `READ_FEATURES` likewise, and last the
    constant."""
    threshold: float
    """The smallest second sum of a part that is reported."""


class Picked(NamedTuple):
    """The piece of each unit that is most likely absent from the other text."""

    indices: Ints
    """`(units,)`, index of the piece; -1 for a unit without pieces."""
    features: Floats
    """`(units, SECOND_FEATURES)`, and `READ_FEATURES` if they were measured; 0 for a unit without
    pieces."""


class Judged(NamedTuple):
    """The piece of each unit that is most likely absent, and whether it is."""

    indices: Ints
    """`(units,)`, index of the piece; -1 for a unit without pieces."""
    sums: Floats
    """`(units,)`, its second sum: the log-odds that it is absent."""
    reported: NDArray[np.bool_]
    """`(units,)`, whether it is reported."""


def find_lacking(units: Units, side: Side) -> list[Part | None]:
    """Return for each unit the part of one text that the other lacks; None if there is none."""
    found: list[Part | None] = []
    # so that memory does not grow with the corpus
    step = max(1, len(units)) if units.thorough else CHUNK
    for start in range(0, len(units), step):
        found += _find_in(units, side, range(start, min(start + step, len(units))))
    if units.thorough and side == "zh":
        rest = [number for number, part in enumerate(found) if part is None]
        for number, place, certainty in find_lacking_words(units, rest):
            found[number] = Part(place, certainty)
    return _drop_habits(units, side, found)


def _find_in(units: Units, side: Side, part: range) -> list[Part | None]:
    """Do the same for some units in a row, without regard to the others."""
    measured = measure_pieces(units, side, part)
    judged = _judge(measured, load_weights()[side])
    wanted = list_readable(units, side, part, judged)
    judged, is_read = _judge_closely(units, side, measured, judged, wanted, part.start)
    found: list[Part | None] = [None] * len(part)
    coverage = units.once(cover_units)
    for row in np.flatnonzero(judged.reported).tolist():
        number = part[row]
        piece = measured.pieces[judged.indices[row]]
        own = coverage[number].zh if side == "zh" else coverage[number].en
        place = find_place(own.words, piece)
        if side == "en" and _may_unfold(units[number], coverage[number], piece, place):
            continue
        is_sure = units.thorough and is_read[row] and judged.sums[row] >= _SURE
        if (
            side == "zh"
            and not is_sure
            and is_left_out_by_right(
                units,
                number,
                coverage[number],
                place,
                is_known=is_read[row] and judged.sums[row] >= _KNOWS,
            )
        ):
            continue
        found[row] = Part(place, round(1 / (1 + math.exp(-judged.sums[row])), 2))
    return found


def _judge(measured: Measured, weights: PieceWeights) -> Judged:
    """Pick a piece of each unit, and decide whether it is reported."""
    picked = pick_pieces(measured, weights.first)
    sums = weigh(picked.features, weights.second)
    return Judged(picked.indices, sums, (picked.indices >= 0) & (sums >= weights.threshold))


def list_readable(units: Units, side: Side, part: range, judged: Judged) -> list[int]:
    """Return the numbers of the units in a row whose source is read closely.

    Where the check is thorough all are, else those in which it is doubtful whether a piece is
    absent. Translations are not: the English that a reading finds beyond the links mostly unfolds
    what the Chinese says in short.
    """
    readable = (judged.indices >= 0) & [units[number].source == side for number in part]
    if not units.thorough and readable.any():
        readable &= judged.reported | (_doubt(units, side, part, judged) >= -_DOUBTFUL)
    return [part[row] for row in np.flatnonzero(readable)]


def _doubt(units: Units, side: Side, part: range, judged: Judged) -> Floats:
    """Return `(units,)`: how much a reading of each unit in a row promises, for its time."""
    sizes = np.array([max(1, len(units[number].text(side))) for number in part])
    of_links = judged.sums - load_weights()[side].threshold
    doubt: Floats = of_links - _IF_LONG * np.log(sizes / _USUAL)
    if side == "zh":
        deviations = units.once(measure_deviations)[part.start : part.stop]
        doubt += _IF_SHORT * deviations.clip(max=0)
    return doubt


def _judge_closely(
    units: Units,
    side: Side,
    measured: Measured,
    quickly: Judged,
    wanted: Sequence[int],
    first: int,
) -> tuple[Judged, NDArray[np.bool_]]:
    """Judge the pieces of some units anew with what a close reading says of them.

    Args:
        units: the pairs.
        side: the text whose pieces are judged.
        measured: the pieces of units in a row.
        quickly: what the links say of them; this stays for units that cannot be read.
        wanted: the numbers of the units to read.
        first: the number of the first unit in the row.

    Returns:
        What is judged, and `(units,)`, whether the unit was read.
    """
    if not wanted:
        return quickly, np.zeros(len(quickly.sums), bool)
    closely, is_read = add_readings(units, side, measured, wanted, first)
    weights = load_weights(thorough=True)[side]
    judged = _judge(closely, weights)
    if not units.thorough:
        of_links = quickly.sums - load_weights()[side].threshold
        is_sure = judged.sums >= weights.threshold + _CAUTION + _CHOSEN * of_links
        reported = judged.reported & is_sure
        # where both report a piece, that of the links is the longer one
        indices = np.where(reported & quickly.reported, quickly.indices, judged.indices)
        judged = judged._replace(indices=indices, reported=reported)
    chosen = (np.where(is_read, *both) for both in zip(judged, quickly, strict=True))
    return Judged(*chosen), is_read


def add_readings(
    units: Units, side: Side, measured: Measured, wanted: Collection[int], first: int = 0
) -> tuple[Measured, NDArray[np.bool_]]:
    """Return the pieces with what a close reading says of them, and which units were read.

    Args:
        units: the pairs.
        side: the text of the pieces.
        measured: the pieces of units in a row.
        wanted: the numbers of the units to read.
        first: the number of the first unit in the row.
    """
    read, is_read = measure_readings(units, measured.pieces, measured.starts, side, wanted, first)
    names = (*measured.names, *READ_FEATURES)
    return measured._replace(features=np.hstack([measured.features, read]), names=names), is_read


def _may_unfold(unit: Unit, covered: Coverage, piece: Piece, place: Place) -> bool:
    """Tell whether a piece of English may unfold what its Chinese says in short."""
    if is_note(unit.en, place[0]):
        return False
    is_small = covered.en.weights[slice(*piece)].sum() < _FEWEST_ENGLISH
    return bool(is_small) or is_short_form(simplify(unit.zh), covered.zh)


def _drop_habits(units: Units, side: Side, found: list[Part | None]) -> list[Part | None]:
    """Leave out parts that several units lack: the translator renders them in other words."""
    texts = [
        unit.text(side)[slice(*part.place)] if part else ""
        for unit, part in zip(units, found, strict=True)
    ]
    counts = Counter(texts)
    return [
        part if counts[text] < _HABIT else None for part, text in zip(found, texts, strict=True)
    ]


def pick_pieces(measured: Measured, first: Floats) -> Picked:
    """Return the piece of each unit with the largest first sum.

    Args:
        measured: the pieces of one text of all units.
        first: the weights of the first sum.
    """
    sums = weigh(measured.features, first)
    indices = np.full(len(measured.contents), -1)
    leads = np.zeros(len(measured.contents))
    for unit, (start, stop) in enumerate(
        zip(measured.starts[:-1].tolist(), measured.starts[1:].tolist(), strict=True)
    ):
        if start < stop:
            best = start + int(sums[start:stop].argmax())
            indices[unit] = best
            leads[unit] = sums[best] - _second_best(measured, sums, best, range(start, stop))
    names = [name for name in (*_OF_PIECE, *READ_FEATURES) if name in measured.names]
    of_piece = measured.features[:, [measured.names.index(name) for name in names]]
    known = indices >= 0
    found = np.column_stack(
        [
            sums[indices[known]],
            leads[known].clip(max=_LARGEST_LEAD),
            np.log(measured.contents[known] + 1),
            of_piece[indices[known]],
        ]
    )
    features = np.zeros((len(indices), found.shape[1]))
    features[known] = found
    return Picked(indices, features)


def _second_best(measured: Measured, sums: Floats, best: int, pieces: range) -> float:
    """Return the largest sum of a piece that has no word in common with the best one."""
    first, last = measured.pieces[best]
    others = (
        float(sums[piece])
        for piece in pieces
        if measured.pieces[piece][1] <= first or measured.pieces[piece][0] >= last
    )
    return max(others, default=_NO_OTHER)


def weigh(features: Floats, weights: Floats) -> Floats:
    """Return the weighted sum of each row of features, with the constant."""
    sums: Floats = features @ weights[:-1] + weights[-1]
    return sums


@lru_cache(maxsize=2)
def load_weights(*, thorough: bool = False) -> dict[Side, PieceWeights]:
    """Return the weights that come with the package, or those for texts that are read closely."""
    file = _CLOSE_FILE if thorough else _FILE
    text = (files("aigov_corpus") / "data" / "checks" / file).read_text("utf-8")
    table = tomllib.loads(text)
    read = READ_FEATURES if thorough else ()
    sides: tuple[Side, Side] = ("zh", "en")
    return {
        side: PieceWeights(
            np.array([table[side]["first"][name] for name in (*FEATURES, *read, "constant")]),
            np.array(
                [table[side]["second"][name] for name in (*SECOND_FEATURES, *read, "constant")]
            ),
            table[side]["threshold"],
        )
        for side in sides
    }
