"""What the network says of the characters of a text, having read both texts of its pair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from aigov_corpus.checking.close_reading.network import MOST_TOKENS, Asked, load_network
from aigov_corpus.checking.close_reading.tokens import Tokens, cut
from aigov_corpus.checking.units import Units
from aigov_corpus.protocols import Progress, tell_nobody
from aigov_corpus.records import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_Text: TypeAlias = tuple[int, Side]
"""A text of a unit, by the number of the unit."""


Reading: TypeAlias = "Floats"
"""`(characters,)` of a text: the log-odds that the other text has nothing for the token of each
character; NaN for spaces."""


def read_pair(zh: str, en: str, side: Side = "zh") -> Reading | None:
    """Read a Chinese text and an English one together; None if they are too long for the network.

    The longest pair has about 350 Chinese characters and their translation.

    Args:
        zh: the Chinese text.
        en: the English text.
        side: the text that is asked about.
    """
    return _read([(zh, en, side)], tell_nobody)[0]


def count_too_long(texts: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs of texts are too long for the network; they are checked by links."""
    return sum(
        len(zh) + len(en) > MOST_TOKENS and len(cut(zh).ids) + len(cut(en).ids) > MOST_TOKENS
        for zh, en in texts
    )


def read_units(units: Units) -> list[Reading | None]:
    """Return the reading of the source of each unit.

    It is None for a unit without two texts, and for one that is too long.
    """
    return list(_read_some(units, [(n, unit.source) for n, unit in enumerate(units)]).values())


def read_some(units: Units, numbers: Collection[int], side: Side) -> dict[int, Reading | None]:
    """Return the readings of one text of some units by their numbers.

    Each is read once, whichever check asks for it; where a check is thorough, all are read at once.
    """
    known = units.once(begin_reading)
    known.update(_read_some(units, [(n, side) for n in numbers if (n, side) not in known]))
    return {number: known[number, side] for number in numbers}


def begin_reading(units: Units) -> dict[_Text, Reading | None]:
    """Return the readings of texts before a check has asked for any: all where it is thorough."""
    if not units.thorough:
        return {}
    readings = units.once(read_units)
    return {(n, unit.source): readings[n] for n, unit in enumerate(units)}


def _read_some(units: Units, asked: Sequence[_Text]) -> dict[_Text, Reading | None]:
    """Read some texts; those of units without two texts have no reading."""
    found: dict[_Text, Reading | None] = dict.fromkeys(asked)
    readable = [(n, side) for n, side in asked if units[n].has_both and units[n].zh != units[n].en]
    texts = [(units[n].zh, units[n].en, side) for n, side in readable]
    found.update(zip(readable, _read(texts, units.progress), strict=True))
    return found


def _read(texts: Sequence[tuple[str, str, Side]], progress: Progress) -> list[Reading | None]:
    """Return the reading of one text of each pair: a Chinese one, an English one, and which."""
    tokens = [(cut(zh), cut(en)) for zh, en, _ in texts]
    fits = [0 < len(zh.ids) + len(en.ids) <= MOST_TOKENS for zh, en in tokens]
    short = [
        Asked(zh.ids, en.ids, side == "en")
        for (zh, en), (_, _, side), fit in zip(tokens, texts, fits, strict=True)
        if fit
    ]
    read = iter(load_network().read(short, progress) if short else ())
    return [
        _spread(*((en_text, en) if side == "en" else (zh_text, zh)), next(read)) if fit else None
        for (zh_text, en_text, side), (zh, en), fit in zip(texts, tokens, fits, strict=True)
    ]


def _spread(text: str, tokens: Tokens, log_odds: Floats) -> Floats:
    """Return for each character of a text what was said of its token."""
    found = np.full(len(text), np.nan, np.float32)
    for (start, end), value in zip(tokens.places, log_odds, strict=True):
        found[start:end] = value
    return found
