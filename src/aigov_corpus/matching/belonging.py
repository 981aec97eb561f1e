"""Whether two documents belong together: whether one is a translation of the other, in the same order.

Measured before anything is aligned, because an aligner makes the best of nonsense too. The thresholds are
set from texts that belong together and texts made not to (docs/sections.md has both and the margins);
they stand at the top of this module, and nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aigov_corpus.errors import MismatchError
from aigov_corpus.matching.likeness import Likeness, compare
from aigov_corpus.matching.sections import TOC, runs
from aigov_corpus.text.language_codes import base_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aigov_corpus.protocols import Encoder
    from aigov_corpus.records import Segmented

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int64]

# Counterparts in order, as a share of the shorter text; chance gives more of it to short texts.
_LEAST, _LEAST_SHORT = 0.1, 0.35  # the second over the root of the number of sentences
_DOUBTFUL = 1.5  # times the least
_FEWEST = 3  # sentences: with fewer there are doubts, but no objections; nor for other languages
# Of the sentences whose counterpart is clear, those that stand near the best path through both texts.
_CLEAR, _ENOUGH_CLEAR = 0.8, 8
_IN_ORDER, _IN_ORDER_DOUBTFUL = 0.6, 0.8
# Sentences in whose neighbourhood (so many on either side) there are counterparts at all.
_AROUND, _SOME = 10, 0.06
_COVERED = 0.65
_LONG = 40  # sentences from which neighbourhoods are looked at
# Sections in which there is a counterpart; of how strong counterparts are where there are any.
_SUPPORT = 0.2
_SECTIONS, _SECTIONS_DOUBTFUL = 0.6, 0.9
_ENOUGH_SECTIONS = 6

# Sentences of our own that any encoder of both languages tells apart.
_KNOWN = (
    ("今天下午三点开会。", "The meeting is at three o'clock this afternoon."),
    ("河里有很多鱼。", "There are many fish in the river."),
    ("各国应当保护个人数据。", "All countries should protect personal data."),
    ("他把钥匙忘在家里了。", "He left his keys at home."),
    ("我们支持发展中国家的能力建设。", "We support capacity building in developing countries."),
    ("冬天这里常常下雪。", "It often snows here in winter."),
)


_FRAME = frozenset(("title", "heading", "signoff"))
_FAKE = "hash@"  # whoever chooses the fake knows that it knows nothing
NAMES = ("the Chinese", "the English")


@dataclass(frozen=True, slots=True)
class Belonging:
    """What was measured, and what speaks against the two documents' belonging together."""

    found: float
    """Counterparts in order, in sentences of the shorter text; a perfect translation has nearly 1."""
    least: float
    """What `found` must be."""
    in_order: float | None
    """Share of the clear counterparts that follow each other; None if there are too few."""
    covered: tuple[float, float]
    """Share of either text in whose neighbourhood there are counterparts."""
    sections: tuple[int, int, int, int]
    """Chinese sections with a counterpart, of how many; English ones, of how many; zeros if undivided."""
    objections: tuple[str, ...] = ()
    """Why the two do not belong together; empty if they do."""
    doubts: tuple[str, ...] = ()
    """What a person should look at although they do."""


def document_score(
    zh: Segmented,
    en: Segmented,
    *,
    encoder: Encoder,
    likeness: Likeness | None = None,
    names: tuple[str, str] = NAMES,
) -> Belonging:
    """Measure whether two documents belong together.

    Args:
        zh: one side.
        en: the other.
        encoder: of both languages. One that does not know them (a monolingual model) is found out by a few
            sentences of our own; then nothing is measured, and the doubts say so.
        likeness: what `compare` found of the two, if the caller has it.
        names: of the two documents, for the sentences.
    """
    import numpy as np

    langs = {base_language(side.document.lang) for side in (zh, en)}
    if langs == {"zh", "en"} and not knows_chinese_and_english(encoder):
        doubt = (
            f"the encoder {encoder.id} does not tell Chinese-English translations from other sentences: it "
            "was not checked whether the texts belong together"
        )
        doubts = () if encoder.id.startswith(_FAKE) else (doubt,)
        return Belonging(0.0, 0.0, None, (0.0, 0.0), (0, 0, 0, 0), (), doubts)
    likeness = likeness or compare(zh, en, encoder=encoder)
    # Headings and sign-offs are left out: two laws may have the same chapters and articles on other
    # things, and any two notices of an office end alike.
    text = (_text_units(zh, likeness.zh), _text_units(en, likeness.en))
    odds = likeness.odds()[np.ix_(*text)]
    votes = (
        odds / (1 + odds.sum(axis=1, keepdims=True)),
        odds / (1 + odds.sum(axis=0, keepdims=True)),
    )
    support = (votes[0] + votes[1]) / 2
    path = best_path(support)
    anchors = [float(support[at]) for at in path]
    least = _LEAST + _LEAST_SHORT / math.sqrt(min(odds.shape))
    along = _along(path, anchors, odds.shape)
    strength = _mean(sorted(anchors)[len(anchors) // 2 :])
    measured = Belonging(
        found=sum(anchors) / min(odds.shape),
        least=least,
        in_order=_in_order(votes[0], path),
        covered=(_covered(along[0]), _covered(along[1])),
        sections=(
            *_sections(zh, likeness.zh, text[0], along[0]),
            *_sections(en, likeness.en, text[1], along[1]),
        ),
    )
    shorter = min(odds.shape)
    certain = langs == {"zh", "en"} and shorter >= _FEWEST
    return _judged(measured, strength, names, long=shorter >= _LONG, certain=certain)


def require_belonging(measured: Belonging, *, names: tuple[str, str] = NAMES) -> None:
    """Refuse two documents that do not belong together.

    Raises:
        MismatchError: they do not; says why.
    """
    if measured.objections:
        raise MismatchError(
            f"{names[0]} and {names[1]} do not seem to belong together: {'; '.join(measured.objections)}; "
            "give the same version of one text in both languages"
        )


def knows_chinese_and_english(encoder: Encoder) -> bool:
    """Return whether an encoder finds each of a few Chinese sentences nearest to its translation."""
    one, other = (encoder.encode([pair[side] for pair in _KNOWN]) for side in (0, 1))
    return bool((one @ other.T).argmax(axis=1).tolist() == list(range(len(_KNOWN))))


def best_path(support: Floats) -> list[tuple[int, int]]:
    """Return the pairs, ascending on both sides, whose support adds up to most."""
    import numpy as np

    n, m = support.shape
    total = np.zeros((n + 1, m + 1), np.float32)
    for i in range(n):
        row = total[i].copy()
        row[1:] = np.maximum(row[1:], total[i, :-1] + support[i])
        total[i + 1] = np.maximum.accumulate(row)
    path = []
    while n and m:
        if total[n, m] == total[n - 1, m]:
            n -= 1
        elif total[n, m] == total[n, m - 1]:
            m -= 1
        else:
            n, m = n - 1, m - 1
            path.append((n, m))
    return path[::-1]


def _along(
    path: Sequence[tuple[int, int]], anchors: Sequence[float], shape: tuple[int, ...]
) -> tuple[Doubles, Doubles]:
    """Return the support of each unit of either side on the path."""
    import numpy as np

    one, other = np.zeros(shape[0]), np.zeros(shape[1])
    for (i, j), value in zip(path, anchors, strict=True):
        one[i] = other[j] = value
    return one, other


def _in_order(votes: Floats, path: Sequence[tuple[int, int]]) -> float | None:
    """Return how many of the clear counterparts lie near the path, as a share of them."""
    import numpy as np

    n, m = votes.shape
    clear = np.flatnonzero(votes.max(axis=1) > _CLEAR)
    if len(clear) < _ENOUGH_CLEAR:
        return None
    at = np.array([(-1, -1), *path, (n, m)])
    there = np.interp(clear, at[:, 0], at[:, 1])
    return float((abs(votes[clear].argmax(axis=1) - there) <= 3 + 0.01 * m).mean())


def _covered(support: Doubles) -> float:
    """Return the share of units in whose neighbourhood there is support."""
    import numpy as np

    window = np.ones(2 * _AROUND + 1)
    near = np.convolve(support, window)[_AROUND : _AROUND + len(support)]
    count = np.convolve(np.ones(len(support)), window)[_AROUND : _AROUND + len(support)]
    return float((near / count > _SOME).mean())


def _text_units(side: Segmented, units: Ints) -> Ints:
    """Return the numbers of the units that are no headings or sign-offs; all if there is nothing else."""
    import numpy as np

    frame = np.array([segment.kind in _FRAME for segment in side.segments])
    found = np.flatnonzero(~np.logical_and.reduceat(frame, units[:-1]))
    return found if len(found) else np.arange(len(units) - 1)


def _sections(side: Segmented, units: Ints, text: Ints, support: Doubles) -> tuple[int, int]:
    """Return how many sections have support, and how many there are that have any text."""
    import numpy as np

    own = [(run.start, run.end) for run in runs(side) if run.path != TOC]
    ends = np.searchsorted(units[text], own)
    sums = [support[start:end].sum() for start, end in ends if end > start]
    return sum(bool(value >= _SUPPORT) for value in sums), len(sums)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _judged(
    measured: Belonging, strength: float, names: tuple[str, str], *, long: bool, certain: bool
) -> Belonging:
    """Return the measurements with what they mean."""
    wrong: list[str] = []
    odd: list[str] = []

    def judge(value: float, least: float, doubtful: float, sentence: str) -> None:
        if value < least:
            wrong.append(sentence)
        elif value < doubtful:
            odd.append(sentence)

    judge(
        measured.found,
        measured.least,
        _DOUBTFUL * measured.least,
        f"counterparts in order make up only {measured.found:.0%} of the shorter text "
        f"(at least {measured.least:.0%} is expected)",
    )
    if measured.in_order is not None:
        judge(
            measured.in_order,
            _IN_ORDER,
            _IN_ORDER_DOUBTFUL,
            f"the order differs: of the sentences whose counterpart is clear only {measured.in_order:.0%} "
            "follow each other",
        )
    if long:
        one, other = measured.covered
        sentence = f"for {1 - one:.0%} of {names[0]} and {1 - other:.0%} of {names[1]} there is no counterpart near"
        judge(max(one, other), _COVERED, _COVERED, sentence)
        if min(one, other) < _COVERED <= max(one, other):
            odd.append(sentence)
    found_zh, of_zh, found_en, of_en = measured.sections
    if min(of_zh, of_en) >= _ENOUGH_SECTIONS:
        shares = sorted([found_zh / of_zh, found_en / of_en])
        sentence = (
            f"of the sections of {names[0]} {found_zh} of {of_zh}, of those of {names[1]} {found_en} of "
            f"{of_en} have a counterpart"
        )
        judge(shares[1], _SECTIONS * strength, _SECTIONS_DOUBTFUL * strength, sentence)
        if shares[0] < _SECTIONS * strength and shares[1] >= _SECTIONS_DOUBTFUL * strength:
            odd.append(sentence)
    if not certain:
        wrong, odd = [], [*wrong, *odd]
    return replace(measured, objections=tuple(wrong), doubts=tuple(odd))
