"""A negation that only one of the two texts has: `negation`.

English "not", "no", "never" must have something negative in the Chinese, and Chinese 不, 没有, 不得
something negative in the English: a negation, or a word such as "unable", "refuse", "without".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aigov_corpus.alignment.dictionary import translate
from aigov_corpus.checking.coverage import Coverage, cover_some
from aigov_corpus.checking.double_negation import is_taken_back, is_twice, says_only_if
from aigov_corpus.checking.negation_matching import match_negations
from aigov_corpus.checking.negation_renderings import (
    find_lost_not_only,
    find_permission,
    is_renderable,
)
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.content_words import stem

CODE = "negation"
_RENDERED = 0.3
"""The strength of a link from which on a negated Chinese word is rendered in the English. Where it
is not, the negation and its word are mostly said by another word: 不足 is "lack"."""
_WORD = re.compile("[A-Za-z]+")


class _Lost(NamedTuple):
    """A Chinese negation for which the English seems to have none."""

    number: int
    """The number of the unit."""
    place: Place
    """The place of the negation."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each negation that has no counterpart."""
    lost: list[_Lost] = []
    for number, unit in enumerate(units):
        if unit.has_words and unit.zh != unit.en:
            left = match_negations(unit.zh, unit.en)
            yield from _report_added(unit, left.en)
            lost += [_Lost(number, place) for place in left.zh if not _is_said(unit, place)][:1]
            yield from _report_not_only(unit)
    covered = cover_some(units, dict.fromkeys(one.number for one in lost))
    for number, place in lost:
        if _is_negated_word_rendered(units[number], place, covered[number]):
            yield _report_lost(units[number], place)


def _report_added(unit: Unit, left: list[Place]) -> Iterator[Finding]:
    """Yield the finding about the first English negation without a counterpart."""
    for place in left:
        if not is_taken_back(unit.en, place, unit.zh):
            word = quote(unit.en[slice(*place)])
            message = f"the English has a negation, {word}, and the Chinese has none for it"
            yield unit.find(CODE, "warning", "en", place, message)
            return


def _report_lost(unit: Unit, place: Place) -> Finding:
    """Return the finding about a Chinese negation without a counterpart."""
    word = quote(unit.zh[slice(*place)])
    message = f"the Chinese has a negation, {word}, and the English has none for it"
    return unit.find(CODE, "warning", "en", (0, len(unit.en)), message, other=place)


def _report_not_only(unit: Unit) -> Iterator[Finding]:
    """Yield a finding if "not only" has become "only"."""
    if found := find_lost_not_only(unit.zh, unit.en):
        place, other = found
        message = f"the Chinese says {quote(unit.zh[slice(*other)])}, not only, the English only"
        yield unit.find(CODE, "warning", "en", place, message, other=other)


def _is_said(unit: Unit, place: Place) -> bool:
    """Tell whether the English may say a Chinese negation in a positive way."""
    return bool(
        find_permission(unit.zh[slice(*place)], unit.en)  # `modality` reports it
        or is_renderable(unit.zh, place, unit.en)
        or is_twice(unit.zh, place)
        or says_only_if(unit.zh, unit.en)
    )


def _is_negated_word_rendered(unit: Unit, place: Place, covered: Coverage) -> bool:
    """Tell whether the English has the word behind a Chinese negation, by links or dictionary."""
    words = zip(covered.zh.words, covered.zh.strengths, covered.zh.weights, strict=True)
    behind = (
        (word, link) for (word, start, _), link, weight in words if start >= place[1] and weight
    )
    word, link = next(behind, ("", 1.0))
    if link >= _RENDERED:
        return True
    stems = {stem(found.lower()) for found in _WORD.findall(unit.en)}
    return not stems.isdisjoint(translate([word])[word])
