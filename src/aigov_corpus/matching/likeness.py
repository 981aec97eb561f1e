"""How much the sentences of two texts look like translations of each other.

The cosine of two sentence vectors means different things in different texts: in a law, every
sentence is similar to every other one. So a *margin* is used instead. It says how much more similar
two sentences are to each other than each of them is to the other text in general (`find_margins`).

What is compared are *pieces*. A piece is one segment. In very long texts it is a few consecutive
segments of one section, so that the table of margins stays small enough.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.embedding.composing import make_composing
from aigov_corpus.protocols import Encoder
from aigov_corpus.records import Segmented
from aigov_corpus.text.clauses import split_clauses
from aigov_corpus.text.language_codes import UNSPACED, base_language
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.simplified import simplify

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# The next two numbers turn a margin into odds. In nine hand-aligned texts the margin of the right
# counterpart has a median of .08 (novels) to .35 (academic prose), and 90 % of the best wrong ones
# lie below .16; see docs/sections.md.
_EVEN_MARGIN = 0.13  # at this margin the odds are 1
_MARGIN_SCALE = 0.035  # if the margin grows by this, the odds grow by the factor e

_MOST_LOG_ODDS = 30  # largest logarithm of odds; e^30 still fits into a float32

_NEIGHBOURS = 6  # nearest pieces, beside the best one, that show how near the text is in general
# Texts of few pieces have few neighbours: a mean over one or two of them would say little.
_INVENTED = 2  # how many invented neighbours are added
_INVENTED_COSINE = 0.2  # their cosine: a usual one for two unrelated sentences

_LARGEST_TABLE = (
    6_000_000  # cells; as float32 they take 24 MB, and several such tables exist at once
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The comparison of each piece of one text with each piece of another text."""

    margins: Floats
    """Margin of each Chinese piece and each English piece, shape `(zh pieces, en pieces)`."""
    zh_bounds: Ints
    """0-based index of the first segment of each Chinese piece, and at the end the number of
    segments."""
    en_bounds: Ints
    """The same for English pieces and segments."""
    piece_size: int = 1
    """The largest number of segments that a piece may have."""

    def odds(self) -> Floats:
        """Return the odds that two pieces are translations of each other, shape as `margins`.

        The odds of two pieces depend only on their margin, not on how well other pieces would fit.
        """
        log_odds = (self.margins - _EVEN_MARGIN) / _MARGIN_SCALE
        odds: Floats = np.exp(np.clip(log_odds, -_MOST_LOG_ODDS, _MOST_LOG_ODDS))
        return odds


def compare(zh: Segmented, en: Segmented, *, encoder: Encoder) -> Likeness:
    """Compare each piece of one text with each piece of the other.

    Args:
        zh: the Chinese text, or any other one.
        en: the English text, or any other one.
        encoder: the encoder for both texts. Use one with a cache, because the aligner will need the
            vectors of the same sentences.
    """
    cells = len(zh.segments) * len(en.segments)
    if not cells:
        n, m = len(zh.segments), len(en.segments)
        return Likeness(np.zeros((n, m), np.float32), np.arange(n + 1), np.arange(m + 1))
    size = max(1, math.ceil(math.sqrt(cells / _LARGEST_TABLE)))
    zh_bounds = _piece_bounds(zh, size)
    en_bounds = _piece_bounds(en, size)
    margins = find_margins(
        _encode(zh, zh_bounds, encoder),
        _encode(en, en_bounds, encoder),
        zh_different=find_different(zh, zh_bounds),
        en_different=find_different(en, en_bounds),
    )
    return Likeness(margins, zh_bounds, en_bounds, size)


def find_different(text: Segmented, bounds: Ints) -> Ints:
    """Return for each piece of a text the number of the first piece with the same words."""
    words = [
        " ".join(segment.text for segment in text.segments[start:end])
        for start, end in pairwise(bounds.tolist())
    ]
    first: dict[str, int] = {}
    return np.array([first.setdefault(own, number) for number, own in enumerate(words)])


def find_margins(
    zh: Floats, en: Floats, *, zh_different: Ints | None = None, en_different: Ints | None = None
) -> Floats:
    """Return the margin of each two vectors, shape `(len(zh), len(en))`.

    How near a vector is to the other text in general is measured by its mean cosine with the most
    similar vectors of that text. The margin of two vectors is their cosine minus the mean of these
    two numbers (the method CSLS of Lample et al., "Word translation without parallel data", 2018).
    Two things are different here. The single most similar vector is left out of the mean. And two
    invented cosines are added to it, because texts with few pieces have few similar vectors. Of
    pieces with the same words one counts: else a line that stands in seven places would be no
    nearer to its own translation than to the text in general.

    Args:
        zh: vectors of length 1, shape `(pieces, dimensions)`.
        en: vectors of length 1, shape `(pieces, dimensions)`.
        zh_different: what `find_different` returned for the Chinese pieces. By default, no two of
            them have the same words.
        en_different: the same for the English pieces.
    """
    margins: Floats = zh @ en.T
    zh_nearness = _nearness(_without_copies(margins, en_different))
    en_nearness = _nearness(_without_copies(margins.T, zh_different))
    margins -= zh_nearness[:, None] / 2
    margins -= en_nearness[None, :] / 2
    return margins


def _without_copies(cosines: Floats, different: Ints | None) -> Floats:
    """Return the columns of the first pieces with the same words."""
    if different is None:
        return cosines
    firsts = np.unique(different)
    return cosines if len(firsts) == len(different) else cosines[:, firsts]


def _nearness(cosines: Floats) -> Floats:
    """Return how near each piece is to the other text in general, shape `(pieces,)`.

    Args:
        cosines: one row for each of these pieces, one column for each piece of the other text.
    """
    count = min(_NEIGHBOURS + 1, cosines.shape[1])
    nearest = -np.partition(-cosines, count - 1, axis=1)[:, :count]
    total = nearest.sum(axis=1) - nearest.max(axis=1) + _INVENTED_COSINE * _INVENTED
    nearness: Floats = total / (count - 1 + _INVENTED)
    return nearness


def _piece_bounds(text: Segmented, size: int) -> Ints:
    """Return the index of the first segment of each piece, and at the end the number of segments.

    Args:
        text: a segmented document.
        size: the largest number of segments in a piece. A piece never has segments of two sections.
    """
    starts: list[int] = []
    start = 0
    for _, group in groupby(text.segments, key=lambda segment: segment.section):
        end = start + sum(1 for _ in group)
        starts += range(start, end, size)
        start = end
    return np.array([*starts, start])


def _without_number(text: str, lang: str) -> str:
    """Return a text without the number that it begins with, unless there is nothing else.

    Two articles need not be translations of each other just because both are number five.
    """
    marker = find_marker(text, lang)
    return (text[marker.end :] if marker else "") or text


def _encode(text: Segmented, bounds: Ints, encoder: Encoder) -> Floats:
    """Return a vector of length 1 for each piece, shape `(pieces, dimensions)`."""
    composing = make_composing(encoder)
    lang = base_language(text.document.lang)
    sentences = [_without_number(segment.text, text.document.lang) for segment in text.segments]
    if lang == "zh":  # the encoder knows simplified Chinese better, as the aligner does
        sentences = list(map(simplify, sentences))
    parts = composing.parts(
        [split_clauses(sentence, lang=lang) for sentence in sentences], spaced=lang not in UNSPACED
    )

    def add_up(values: Sequence[Floats]) -> Floats:
        """Return, for each piece, the sum of the values of its segments."""
        return np.add.reduceat(np.stack(values), bounds[:-1], axis=0)

    sizes = np.diff(bounds).astype(np.float32)
    return composing.compose(
        add_up([sentence.clauses.sum(axis=0) for sentence in parts]),
        add_up([sentence.edge for sentence in parts]) / sizes[:, None],
        add_up([sentence.sizes.sum() for sentence in parts]),
    )
