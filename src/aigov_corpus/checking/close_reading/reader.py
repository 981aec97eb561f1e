"""What the network says of the characters of both texts of each pair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.checking.close_reading.network import MOST_TOKENS, load_network
from aigov_corpus.checking.close_reading.tokens import Tokens, cut
from aigov_corpus.checking.units import Units
from aigov_corpus.protocols import Progress

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class Reading(NamedTuple):
    """For each character the log-odds that the other text has nothing for its token."""

    zh: Floats
    """`(characters,)` of the Chinese text; NaN for spaces."""
    en: Floats
    """`(characters,)` of the English text; NaN for spaces."""


def read_pair(zh: str, en: str) -> Reading | None:
    """Read a Chinese text and an English one together; None if they are too long for the network.

    The longest pair has about 350 Chinese characters and their translation.
    """
    return _read([(zh, en)], lambda what, share: None)[0]


def count_too_long(texts: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs of texts are too long for the network; they are checked by links."""
    return sum(
        len(zh) + len(en) > MOST_TOKENS and len(cut(zh).ids) + len(cut(en).ids) > MOST_TOKENS
        for zh, en in texts
    )


def read_units(units: Units) -> list[Reading | None]:
    """Return the reading of each unit; None for one without two texts, and for one too long."""
    return list(_read_some(units, range(len(units))).values())


def read_some(units: Units, numbers: Collection[int]) -> dict[int, Reading | None]:
    """Return the readings of some units by their numbers.

    Each is read once, whichever check asks for it; where a check is thorough, all are read at once.
    """
    if units.thorough:
        readings = units.once(read_units)
        return {number: readings[number] for number in numbers}
    known = units.once(begin_reading)
    known.update(_read_some(units, [number for number in numbers if number not in known]))
    return {number: known[number] for number in numbers}


def begin_reading(units: Units) -> dict[int, Reading | None]:
    """Return the readings by the numbers of the units before any is read."""
    return {}


def _read_some(units: Units, numbers: Collection[int]) -> dict[int, Reading | None]:
    """Read some units; those without two texts have no reading."""
    found: dict[int, Reading | None] = dict.fromkeys(numbers)
    asked = [n for n in numbers if units[n].has_both and units[n].zh != units[n].en]
    readings = _read([(units[n].zh, units[n].en) for n in asked], units.progress)
    found.update(zip(asked, readings, strict=True))
    return found


def _read(pairs: Sequence[tuple[str, str]], progress: Progress) -> list[Reading | None]:
    """Return the reading of each pair of texts."""
    tokens = [(cut(zh), cut(en)) for zh, en in pairs]
    fits = [0 < len(zh.ids) + len(en.ids) <= MOST_TOKENS for zh, en in tokens]
    short = [(zh.ids, en.ids) for (zh, en), fit in zip(tokens, fits, strict=True) if fit]
    read = iter(load_network().read(short, progress) if short else ())
    found: list[Reading | None] = []
    for (zh_text, en_text), (zh, en), fit in zip(pairs, tokens, fits, strict=True):
        if not fit:
            found.append(None)
            continue
        log_odds = next(read)
        of_zh, of_en = np.split(log_odds, [len(zh.ids)])
        found.append(Reading(_spread(zh_text, zh, of_zh), _spread(en_text, en, of_en)))
    return found


def _spread(text: str, tokens: Tokens, log_odds: Floats) -> Floats:
    """Return for each character of a text what was said of its token."""
    found = np.full(len(text), np.nan, np.float32)
    for (start, end), value in zip(tokens.places, log_odds, strict=True):
        found[start:end] = value
    return found
