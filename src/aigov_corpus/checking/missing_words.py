"""Words and phrases that an English translation lacks, within clauses that it renders.

Only a close reading finds them, and only in texts that are rendered closely: where nearly every
word has a counterpart, one without it stands out. In a free translation many words have none, and
those that were left out cannot be told from those that are said by other means. Words of English
sources are not looked for: in complete pairs with a Chinese translation, 3 to 5 of 100 have one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.checking.close_reading import read_units, read_words
from aigov_corpus.checking.coverage import Word, cover_units
from aigov_corpus.checking.left_out import is_left_out_by_right
from aigov_corpus.checking.units import Place, Units

Floats = NDArray[np.float64]

_FEWEST_UNITS = 20
"""Pairs from which on it is seen how closely texts are rendered."""
_SHARE, _CLOSE = 75, -5.5
"""Texts are rendered closely if this share of their words, in percent, have lower log-odds of
having no counterpart than this."""
_LACKING = 0.5
"""Log-odds from which on a word is reported. With 1.0, seven of 48 wrong findings in talks go, and
five of 111 words and phrases that were removed from news are lost."""
_ALONG = -1.0
"""Log-odds from which on words beside it are reported with it."""
_MEANING = 0.3
"""A word that counts more has meaning."""
_NEGATION = re.compile("[不没未]")
"""Pattern for the beginning of a word that the check `negation` looks for: 不到 of 听不到."""


def find_lacking_words(units: Units, numbers: Sequence[int]) -> Iterator[tuple[int, Place, float]]:
    """Yield words of Chinese sources that the English lacks; none if it is a free rendering.

    How closely the texts are rendered is seen by all pairs with a Chinese source.

    Args:
        units: the pairs, which are read closely.
        numbers: the pairs in which to look, by their numbers.

    Yields:
        The number of a pair, the place of the words, and how sure it is, from 0 to 1.
    """
    coverage = units.once(cover_units)
    log_odds = {
        number: read_words(coverage[number].zh, reading)
        for number, reading in enumerate(units.once(read_units))
        if reading is not None and units[number].source == "zh"
    }
    meant = {
        number: np.where(coverage[number].zh.weights > _MEANING, row, -np.inf)
        for number, row in log_odds.items()
    }
    if not _are_close(list(meant.values())):
        return
    for number in numbers:
        if number not in meant or meant[number].max(initial=-np.inf) < _LACKING:
            continue
        words = coverage[number].zh.words
        first, last = _extend(words, log_odds[number], meant[number])
        place = words[first][1], words[last - 1][2]
        is_negation = _NEGATION.match(words[first][0]) is not None
        if is_negation or is_left_out_by_right(units, number, coverage[number], place):
            continue
        yield number, place, round(1 / (1 + math.exp(-float(meant[number].max()))), 2)


def _are_close(rows: Sequence[Floats]) -> bool:
    """Tell whether texts are rendered closely.

    Args:
        rows: for each pair the log-odds of its words, of which those without meaning are infinite.
    """
    if len(rows) < _FEWEST_UNITS:
        return False
    known = np.concatenate(rows)
    known = known[np.isfinite(known)]
    return known.size > 0 and float(np.percentile(known, _SHARE)) < _CLOSE


def _extend(words: Sequence[Word], log_odds: Floats, meant: Floats) -> tuple[int, int]:
    """Return the run of words around the one that is most likely absent: its first and its end.

    It goes on over words that are likely absent too, up to a mark, and begins and ends with a word
    that has meaning.

    Args:
        words: the words of a text.
        log_odds: `(words,)`, how likely each is absent.
        meant: the same, of words with meaning alone; the others are infinite.
    """
    best = int(meant.argmax())
    first, last = best, best + 1
    while first > 0 and log_odds[first - 1] >= _ALONG and words[first - 1][2] == words[first][1]:
        first -= 1
    while last < len(words) and log_odds[last] >= _ALONG and words[last - 1][2] == words[last][1]:
        last += 1
    kept = first + np.flatnonzero(np.isfinite(meant[first:last]))
    return int(kept[0]), int(kept[-1]) + 1
