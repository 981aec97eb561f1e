"""What a check reads: the pairs in order, each with its source and its translation.

Pairs that a person has rejected are left out. What several checks need, such as the numbers of a
text, is computed once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal, TypeVar

from aigov_corpus import patterns as re
from aigov_corpus.protocols import Progress, tell_nobody
from aigov_corpus.records import Finding, Pair, Side, Span, is_by_aligner, other_side
from aigov_corpus.termbases import TermEntry
from aigov_corpus.text.characters import list_visible_offsets, without_invisible
from aigov_corpus.text.numerals import NumberMention, find_numbers

GLUED = re.compile(r"(?<![\w./:@%_-])[A-Za-z,]{31,}(?![\w/:@_-])")
"""Pattern for words between which blanks were lost; the longest English word has 29 letters."""
Severity = Literal["error", "warning"]
Place = tuple[int, int]
"""Offsets in a text: of the first character, and after the last one."""
Value = TypeVar("Value")

_REJECTED = "rejected"
_UNCLEAR = re.compile(
    r"第\s?\d{2,3}(?:[,，]\d{3})+(?=\s?[条條])"
    r"|^\s*\d{1,2}[.．](?=(?:19|20)\d\d\s?[-–—~～至、年])|百份(?=之)"
)
"""Pattern for several articles that look like thousands, 第194,196条, for the number of an item
before a year, 2.2003年, and for another writing of 百分之."""
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d,]|\.\d)")
"""Pattern for a number with blanks between its thousands, or for several numbers."""
_DIGITS = re.compile(r"\d+(?:,\d{3})*")
_SPREAD = re.compile(r"(?<!\d)(?<!\d )\d(?: \d){1,3}(?= ?[年月日])")
"""Pattern for a number of a date whose digits stand apart, as in texts of PDF files: 1 2 月."""
_NO_BREAK = "\u00a0"
"""A blank that the reader of numbers takes for part of one."""
_CLEAR = str.maketrans(",，.．份", "、、、、分")


def _write_clearly(found: re.Match[str]) -> str:
    """Return numbers with a mark between them that is in no number, or 百分."""
    return found[0].translate(_CLEAR)


def _join_thousands(text: str, other: str) -> str:
    """Return a text whose numbers in the manner of standards, 1 500, have a blank of their own.

    A blank may stand between two numbers as well; it does not if the other text has them as one.
    """
    if not _SPACED.search(text):
        return text
    known = {digits.replace(",", "") for digits in _DIGITS.findall(other)}
    return _SPACED.sub(
        lambda one: one[0].replace(" ", _NO_BREAK if one[0].replace(" ", "") in known else " "),
        text,
    )


def _close_up(found: re.Match[str]) -> str:
    """Return a number without the blanks between its digits, which stand before it."""
    return found[0].replace(" ", "").rjust(len(found[0]))


def is_inside(place: Place, wholes: Iterable[Place]) -> bool:
    """Tell whether a place lies within one of others."""
    return any(start <= place[0] and place[1] <= end for start, end in wholes)


class Unit:
    """One pair, with what the checks have read in its texts so far."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        """The pair itself."""
        self.zh = without_invisible(pair.zh)
        """The Chinese text, without characters that nobody sees; empty if there is none."""
        self.en = without_invisible(pair.en)
        """The English text in the same way."""
        self.source: Side = pair.source_side
        """The text that was translated."""
        self.target: Side = other_side(pair.source_side)
        """The translation."""

    @property
    def is_aligned(self) -> bool:
        """Whether an aligner has made the pair; else somebody gave its two texts together."""
        return is_by_aligner(self.pair.signature)

    @property
    def belongs_to(self) -> tuple[str, str]:
        """The document and the rendering; units with the same ones are of the same two texts."""
        return self.pair.document, self.pair.rendering

    @cached_property
    def has_both(self) -> bool:
        """Whether both texts have more than white space."""
        return self.pair.has_both

    @cached_property
    def has_words(self) -> bool:
        """Whether both texts have words to compare: not so English that has lost its blanks."""
        return self.has_both and GLUED.search(self.en) is None

    def text(self, side: Side) -> str:
        """Return the text of a side."""
        return self.zh if side == "zh" else self.en

    @cached_property
    def zh_numbers(self) -> list[NumberMention]:
        """The numbers of the Chinese text, in its order."""
        text = _SPREAD.sub(_close_up, _join_thousands(self.zh, self.en))
        return find_numbers(_UNCLEAR.sub(_write_clearly, text), lang="zh")

    @cached_property
    def en_numbers(self) -> list[NumberMention]:
        """The numbers of the English text, in its order."""
        return find_numbers(_join_thousands(self.en, self.zh), lang="en")

    def find(
        self,
        code: str,
        severity: Severity,
        side: Side,
        place: Place,
        message: str,
        *,
        other: Place | None = None,
        elsewhere: Iterable[tuple[Pair, Side]] = (),
        score: float = 1.0,
        suggestion: str = "",
    ) -> Finding:
        """Return a finding about this pair.

        Args:
            code: name of the check.
            severity: `error` for what is hardly ever right, else `warning`.
            side: the text to correct.
            place: the place in `text(side)`; empty (twice the same offset) where something is
                missing.
            message: one sentence for a translator, with both values side by side.
            other: the place in the other text that belongs to it; None if there is none.
            elsewhere: further pairs to compare, each with the side that matters.
            score: how sure it is that something is wrong, from 0 to 1.
            suggestion: a text for the place.
        """
        places = [self._find_span(side, place)]
        if other is not None:
            places.append(self._find_span(other_side(side), other))
        places.extend(Span(pair.pair_id, of, 0, len(pair.text(of))) for pair, of in elsewhere)
        return Finding(severity, code, message, tuple(places), score, suggestion)

    def find_between(
        self,
        code: str,
        message: str,
        *,
        zh: Place | None,
        en: Place | None,
        score: float = 1.0,
    ) -> Finding:
        """Return a warning about what the two texts say differently; the translation comes first.

        Args:
            code: name of the check.
            message: one sentence for a translator, with both values side by side.
            zh: the place in the Chinese text; None if this text lacks what the other one has.
            en: the place in the English text, in the same way.
            score: how sure it is that something is wrong, from 0 to 1.
        """
        place, other = (en, zh) if self.target == "en" else (zh, en)
        return self.find(
            code, "warning", self.target, place or (0, 0), message, other=other, score=score
        )

    def _find_span(self, side: Side, place: Place) -> Span:
        """Return a place of a text of this unit as one of the text of its pair."""
        whole = self.pair.text(side)
        start, end = place
        if len(whole) > len(self.text(side)):
            offsets = [*list_visible_offsets(whole), len(whole)]
            start, end = offsets[start], offsets[end - 1] + 1 if start < end else offsets[end]
        return Span(self.pair.pair_id, side, start, end)


class Units(Sequence[Unit]):
    """All pairs that are checked together, in order."""

    def __init__(
        self,
        pairs: Iterable[Pair],
        *,
        terms: Iterable[TermEntry] = (),
        thorough: bool = False,
        progress: Progress | None = None,
    ) -> None:
        """Take the pairs in the order of the text; rejected ones are left out.

        Args:
            pairs: the pairs.
            terms: the entries of a termbase.
            thorough: whether checks may take longer than aligning the texts did.
            progress: told about what takes long.
        """
        self.progress: Progress = progress or tell_nobody
        """What checks tell about their progress, if they take long."""
        self.thorough = thorough
        """Whether what was left out is looked for by reading both texts of each pair together."""
        self.terms = tuple(terms)
        """The entries of the termbase; none if there is no termbase."""
        self._units = tuple(Unit(pair) for pair in pairs if pair.status != _REJECTED)
        self._computed: dict[Callable[..., Any], Any] = {}

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self._units)

    def __getitem__(self, index: Any) -> Any:
        """Return the unit at an index, or those of a slice."""
        return self._units[index]

    def __iter__(self) -> Iterator[Unit]:
        """Return an iterator over the units."""
        return iter(self._units)

    def once(self, compute: Callable[[Units], Value]) -> Value:
        """Return `compute(self)`, computed when it is first asked for.

        In this way checks share what takes long to compute, such as the links between words.
        """
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        value: Value = self._computed[compute]
        return value

    def has_computed(self, compute: Callable[[Units], Any]) -> bool:
        """Tell whether `once(compute)` has been asked for."""
        return compute in self._computed


Check = Callable[[Units], Iterable[Finding]]
"""A check: it reads the units and yields findings, whose code is the name of the check."""
