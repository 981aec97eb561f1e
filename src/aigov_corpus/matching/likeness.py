"""How far the sentences of two texts are translations of each other, as the encoder sees it.

Cosines of sentences do not compare between texts: a sentence of a law is near every sentence of every law.
What tells is how much nearer it is to one than to the rest of the other text (`margins`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aigov_corpus.protocols import Encoder
    from aigov_corpus.records import Segmented

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# Over nine hand-aligned texts the margin of the right counterpart has a median of .08 (novels) to .35
# (academic prose), and nine tenths of the best wrong ones lie below .16; see docs/sections.md.
_HALF = 0.13  # where a counterpart is as likely as not
_STEP = 0.035
_NEIGHBOURS = 6
_PRIOR, _PRIOR_COUNT = 0.2, 2
# Larger tables are made of units of two or more sentences: six million float32 are 24 MB, and a few
# tables of the size are held at once.
_LARGEST = 6_000_000


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two texts compared, unit by unit: a unit is a segment, in very long texts a few of one section.

    Attributes:
        values: `(units of zh, units of en)`, the margins.
        zh: index of each unit's first segment, and at the end the number of segments.
        en: the same of the other side.
        most: segments in the largest units.
    """

    values: Floats
    zh: Ints
    en: Ints
    most: int = 1

    def odds(self) -> Floats:
        """Return the odds, `(n, m)`, that two units are translations of each other, all else being equal."""
        import numpy as np

        found: Floats = np.exp(np.clip((self.values - _HALF) / _STEP, -30, 30))
        return found


def compare(zh: Segmented, en: Segmented, *, encoder: Encoder) -> Likeness:
    """Compare two segmented documents.

    Args:
        zh: one side.
        en: the other.
        encoder: a caching one is asked for what the aligner will ask for, so that little is encoded twice.
    """
    pieces = max(1, math.ceil(math.sqrt(len(zh.segments) * len(en.segments) / _LARGEST)))
    one, other = _units(zh, pieces), _units(en, pieces)
    return Likeness(
        margins(_vectors(zh, one, encoder), _vectors(en, other, encoder)), one, other, pieces
    )


def margins(one: Floats, other: Floats) -> Floats:
    """Return cosines `(n, m)` less how near each of the two vectors is to the other text in general.

    That is the mean over its next neighbours (Lample et al., "Word translation without parallel data",
    2018: CSLS), drawn to a prior in texts that have few.
    """
    import numpy as np

    cosines: Floats = one @ other.T
    general = []
    for rows in (cosines, cosines.T):
        count = min(_NEIGHBOURS + 1, rows.shape[1])
        near = -np.partition(-rows, count - 1, axis=1)[:, :count]
        total = near.sum(axis=1) - near.max(axis=1) + _PRIOR * _PRIOR_COUNT
        general.append(total / (count - 1 + _PRIOR_COUNT))
    cosines -= general[0][:, None] / 2
    cosines -= general[1][None, :] / 2
    return cosines


def _units(side: Segmented, pieces: int) -> Ints:
    """Return where units of so many segments begin, a section beginning one, and the number of segments."""
    import numpy as np

    starts: list[int] = []
    at = 0
    for _, group in groupby(side.segments, key=lambda segment: segment.section):
        end = at + sum(1 for _ in group)
        starts += range(at, end, pieces)
        at = end
    return np.array([*starts, at])


def _unnumbered(text: str, lang: str) -> str:
    """Return a text without the number that opens it: two articles are not alike for being the fifth."""
    from aigov_corpus.text.markers import find_marker

    marker = find_marker(text, lang)
    return (text[marker.end :] if marker else "") or text


def _vectors(side: Segmented, units: Ints, encoder: Encoder) -> Floats:
    """Return one unit vector a unit."""
    import numpy as np

    from aigov_corpus.embedding.composing import make_composing
    from aigov_corpus.text.clauses import split_clauses
    from aigov_corpus.text.language_codes import UNSPACED, base_language

    composing = make_composing(encoder)
    texts = [_unnumbered(segment.text, side.document.lang) for segment in side.segments]
    lang = base_language(side.document.lang)
    parts = composing.parts(
        [split_clauses(text, lang=lang) for text in texts], spaced=lang not in UNSPACED
    )

    def added(values: Sequence[Floats]) -> Floats:
        return np.add.reduceat(np.stack(values), units[:-1], axis=0)

    return composing.compose(
        added([one.clauses.sum(axis=0) for one in parts]),
        added([one.edge for one in parts]) / np.diff(units).astype(np.float32)[:, None],
        added([one.sizes.sum() for one in parts]),
    )
