"""What stands in a translation in the place of a term that is not rendered as it should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.checking.term_forms import is_part, list_keys
from aigov_corpus.checking.term_places import TermPlace
from aigov_corpus.checking.units import Place, Unit
from aigov_corpus.records import Side
from aigov_corpus.terms import LinkedPair, link_pairs, render
from aigov_corpus.text.content_words import list_content_words

Strengths = NDArray[np.float32]

# `_LEAST_LINKED`, `_LEAST_SIZE`, `_UNLINKED` and `_LONG_CHINESE` were chosen together, on laws of
# Taiwan and political texts with lists of terms of our own: the choice among 24 with the largest
# difference between the share of planted terms found and that of paragraphs flagged.
_LEAST_LINKED = 0.7
"""Mean strength of the links of the words that seem to render a term, at least."""
_LEAST_SIZE = 0.5
"""Words of what seems to render a term, at least, as a share of those of the wanted rendering."""
_UNLINKED = 0.45
"""Strength below which a link does not count."""
_ANCHOR = 0.5
"""Strength of a link from which on it shows where the words beside it have their counterparts."""
_ANCHORS = 4
"""Words before and after a term that are looked at for such links."""
_NEAR = 4
"""Words before and after the expected place that are looked at, too."""
_WIDEST = 30
"""Words of the widest expected place: in a wider one some words have no link by chance."""
_LEAST_RUN = 2
"""Words in a row without a link, at least, that may stand for a term of several words."""
_LONG_CHINESE = 3
"""Characters of a Chinese term, at least, that is missed if no word is linked to it."""
_LONGEST_GAP = 3
"""Numbers by which two words of such a row differ at most: "and the" may stand between."""
_UNLINKED_SCORE = 0.4
"""How sure it is that words without a link render a term wrongly."""
_LINKED_SHARE = 0.8
"""How sure it is for linked words, as a share of the strength of their links."""


class Missing(NamedTuple):
    """A term without one of its allowed renderings in the translation."""

    unit: Unit
    found: TermPlace
    rendering: Place
    """The words of the translation that stand in its place."""
    score: float
    """How sure it is that they render the term."""
    is_linked: bool
    """Whether links show it; else the words stand where the rendering is to be expected."""


class _View(NamedTuple):
    """The words of a pair, seen from its source."""

    own: Sequence[tuple[str, int, int]]
    other: Sequence[tuple[str, int, int]]
    strengths: Strengths
    """`(words of the source, words of the translation)`."""


def find_missing(suspicious: Sequence[tuple[Unit, TermPlace]]) -> Iterator[Missing]:
    """Yield the terms in whose place other words stand.

    Args:
        suspicious: terms none of whose allowed renderings stands in the translation.
    """
    units = {unit.pair.pair_id: unit for unit, _ in suspicious}
    linked = link_pairs((unit.zh, unit.en) for unit in units.values())
    of_unit = dict(zip(units, linked, strict=True))
    for unit, found in suspicious:
        words = of_unit[unit.pair.pair_id]
        place = render(words, unit.source, *found.place)
        view = _look(words, unit.source)
        strength = _strength(view, found.place, place)
        side, text = unit.target, unit.text(unit.target)
        keys = list_keys(text[slice(*place)], side)
        if any(is_part(keys, term, side) for term in found.wanted.allowed):
            continue
        wanted = len(list_keys(found.wanted.allowed[0], side))
        if strength >= _LEAST_LINKED and len(keys) >= _LEAST_SIZE * wanted:
            place = _extend(view, place, wanted - len(keys), side)
            yield Missing(unit, found, place, round(_LINKED_SHARE * strength, 2), True)
        elif run := _find_unlinked(view, found, side):
            yield Missing(unit, found, run, _UNLINKED_SCORE, False)


def _look(words: LinkedPair, source: Side) -> _View:
    """Return the words and links of a pair as seen from its source."""
    if source == "zh":
        return _View(words.zh, words.en, words.strengths)
    return _View(words.en, words.zh, words.strengths.T)


def _inside(words: Sequence[tuple[str, int, int]], place: Place) -> list[int]:
    """Return the numbers of the words at a place."""
    return [
        number
        for number, (_, start, end) in enumerate(words)
        if start < place[1] and end > place[0]
    ]


def _strength(view: _View, place: Place, rendering: Place) -> float:
    """Return the mean strength of the links of a rendering's words with the words of a term."""
    rows, columns = _inside(view.own, place), _inside(view.other, rendering)
    if not rows or not columns:
        return 0.0
    return float(view.strengths[rows][:, columns].max(axis=0).mean())


def _extend(view: _View, place: Place, most: int, side: Side) -> Place:
    """Return a place with the words beside it that have no link: "information" before "safety"."""
    inside = _inside(view.other, place)
    covered = view.strengths.max(axis=0)
    first, last = inside[0], inside[-1]
    for step in (-1, 1):
        at = (first if step < 0 else last) + step
        while most > 0 and 0 <= at < len(view.other):
            is_content = bool(list_content_words(view.other[at][0], lang=side))
            if covered[at] >= _UNLINKED or not is_content:
                break
            first, last = min(first, at), max(last, at)
            most -= 1
            at += step
    return view.other[first][1], view.other[last][2]


def _find_unlinked(view: _View, found: TermPlace, side: Side) -> Place | None:
    """Return the words without links where a term of several words is to be expected."""
    rows = _inside(view.own, found.place)
    wanted = len(list_content_words(found.wanted.allowed[0], lang=side))
    if not rows or not view.other or wanted < _LEAST_RUN or not _is_long(found, side):
        return None
    expected = _expect(view, rows)
    covered = view.strengths.max(axis=0)
    known = {
        word.lower()
        for (word, _, _), strength in zip(view.other, covered, strict=True)
        if strength > _ANCHOR
    }
    best: list[int] = []
    run: list[int] = []
    for number in expected:
        word = view.other[number][0]
        if not list_content_words(word, lang=side):
            continue
        is_free = covered[number] < _UNLINKED and word.lower() not in known and word.isalpha()
        follows = run and number - run[-1] <= _LONGEST_GAP
        run = [*(run if follows else ()), number] if is_free else []
        best = max(best, run, key=len)
    if len(best) < _LEAST_RUN:
        return None
    return view.other[best[0]][1], view.other[best[-1]][2]


def _is_long(found: TermPlace, target: Side) -> bool:
    """Tell whether a term of the source is so long that a translation hardly leaves it out."""
    if target == "en":
        return found.place[1] - found.place[0] >= _LONG_CHINESE
    return len(list_content_words(found.wanted.term, lang="en")) >= _LEAST_RUN


def _expect(view: _View, rows: Sequence[int]) -> range:
    """Return the numbers of the words among which the rendering of a term is to be expected."""
    strongest = view.strengths.max(axis=1)
    columns = view.strengths.argmax(axis=1)
    before = [
        int(columns[row])
        for row in range(max(0, rows[0] - _ANCHORS), rows[0])
        if strongest[row] > _ANCHOR
    ]
    behind = [
        int(columns[row])
        for row in range(rows[-1] + 1, min(len(view.own), rows[-1] + 1 + _ANCHORS))
        if strongest[row] > _ANCHOR
    ]
    anchors = [*before[-1:], *behind[:1]]
    first, last = (min(anchors), max(anchors)) if anchors else (0, len(view.other) - 1)
    if last - first > _WIDEST:
        return range(0)
    return range(max(0, first - _NEAR), min(len(view.other), last + _NEAR + 1))
