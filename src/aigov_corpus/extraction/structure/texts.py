"""Find where a further text begins in a document: several laws in one file, a law and its rules.

A further text is known by its articles, which begin again at 1 without a chapter or part to hold
them, or together with the chapters; or which begin below sections that are numbered 一、 or 1., as
a law does behind the decision that amends it; or by its sections, whose plain numbers begin again
at 1 with nothing above them. Its title, and what may stand below it, are above that place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import NamedTuple

from aigov_corpus.extraction.structure.lines import (
    MOST_TITLE_LINES,
    TITLE_LETTERS,
    could_be_heading,
)
from aigov_corpus.extraction.structure.scan import Scan
from aigov_corpus.text.markers import Marker, Rank

_MOST_BELOW_TITLE = 6
"""Most paragraphs between the title of a text and its first number: its dates, a preamble."""

_LOWEST_NUMBERS = 3
"""Highest number of an article with which a text may begin, if the numbers before it are lost."""

_LEAST_COUNTED = 3
"""Fewest articles that count on behind such a number."""

_FIRST_MARKS = "《“‘\"'【「"
_CLOSING = ("）", ")", "】", "]")


class _Numbers(NamedTuple):
    """The named numbers that were read of the present text."""

    article: int = 0
    """Number of the last article; 0 before the first."""
    above: tuple[tuple[int, Marker], ...] = ()
    """The chapters and the like behind the last article, each with the index of its paragraph."""
    top: float = Rank.ARTICLE
    """The lowest rank of the numbers before these."""


def find_texts(scan: Scan, openings: Collection[int] = ()) -> dict[int, int]:
    """Return where further texts begin.

    Returns:
        For the index of the first paragraph of each further text the index of the paragraph behind
        its title. Both are equal if no title was found.
    """
    begun: dict[int, int] = {}
    numbers = _Numbers()
    named = [(n, marker) for n, marker in scan.body_markers() if not marker.plain]
    for at, (n, marker) in enumerate(named):
        if marker.family == "annex":
            if n not in scan.mentions:
                numbers = _Numbers()
        elif marker.family != "art":
            numbers = numbers._replace(above=(*numbers.above, (n, marker)))
        elif _begins_again(numbers.article, named, at):
            if (first := _find_first(numbers, n)) is not None:
                start, end = _find_title(scan, first)
                begun[start] = end
                numbers = _Numbers()
            numbers = _close(numbers, marker.number)
        elif not numbers.article and marker.number == 1 and any(one < n for one in openings):
            first = min([n, *(above for above, _ in numbers.above)])
            start, end = _find_title(scan, first)
            if not begun and start < end and any(one < start for one in openings):
                begun[start] = end
            numbers = _close(numbers, 1)
        else:
            numbers = _close(numbers, max(numbers.article, marker.number))
    if not begun:
        for n in _find_plain_beginnings(scan, openings):
            start, end = _find_title(scan, n)
            if start < end:
                begun[start] = end
    return begun


def _find_plain_beginnings(scan: Scan, openings: Collection[int]) -> list[int]:
    """Return the indexes of the first sections of further texts, which only have plain numbers."""
    beginnings: list[int] = []
    above: list[Marker] = []
    for n, marker in scan.body_markers():
        if marker.plain and n not in openings:
            continue
        closed = None
        while above and above[-1].rank >= marker.rank:
            closed = above.pop()
        again = closed is not None and closed.rank == marker.rank and closed.number > 1
        if again and marker.plain and marker.number == 1 and not above:
            beginnings.append(n)
        above.append(marker)
    return beginnings


def _close(numbers: _Numbers, article: int) -> _Numbers:
    """Return the numbers behind an article."""
    ranks = [marker.rank for _, marker in numbers.above]
    return _Numbers(article, (), min([numbers.top, *ranks]))


def _begins_again(before: int, named: Sequence[tuple[int, Marker]], at: int) -> bool:
    """Tell whether the articles begin again.

    Args:
        before: the number of the article before; 0 if there is none.
        named: the named numbers of the document.
        at: the index among these of that of an article.
    """
    _, article = named[at]
    number = article.number
    if number >= before or article.suffix:
        return False
    if number == 1:
        return True
    if number > _LOWEST_NUMBERS:
        return False
    following = (other.number for _, other in islice(named, at + 1, None) if other.family == "art")
    counted = range(number + 1, number + 1 + _LEAST_COUNTED)
    return list(islice(following, _LEAST_COUNTED)) == list(counted)


def _find_first(numbers: _Numbers, article: int) -> int | None:
    """Return the index of the first number of a text whose articles begin again.

    Returns:
        None if it is a part of the present text: the articles of its second part begin again, too.
    """
    if not numbers.above:
        return article
    first, marker = min(numbers.above, key=lambda item: item[1].rank)
    if marker.number != 1 or marker.rank > numbers.top:
        return None
    return first


def _find_title(scan: Scan, first: int) -> tuple[int, int]:
    """Return the index of the first line of the title of a text, and the index behind its last.

    Args:
        scan: the document.
        first: the index of the first number of the text; both are this one if there is no title.
    """
    at = first - 1
    passed = 0
    while at > 0 and passed <= _MOST_BELOW_TITLE:
        if at not in scan.contents:
            if _could_be_title(scan, at):
                end = at + 1
                while at > 1 and end - at < MOST_TITLE_LINES:
                    higher = at - 2 if at > 2 and _is_in_brackets(scan, at - 1) else at - 1
                    if not _could_be_title(scan, higher):
                        break
                    at = higher
                return at, end
            if not _may_stand_below(scan, at):
                break
            passed += 1
        at -= 1
    return first, first


def _may_stand_below(scan: Scan, n: int) -> bool:
    """Tell whether a paragraph may stand between a title and the first number of the text."""
    para = scan.paras[n]
    return para.kind is None and scan.markers[n] is None and n not in scan.signoffs


def _could_be_title(scan: Scan, n: int) -> bool:
    """Tell whether a paragraph could be a line of a title."""
    para = scan.paras[n]
    if not (_may_stand_below(scan, n) or para.kind == "title") or n in scan.contents:
        return False
    if _is_in_brackets(scan, n) or not (para.text[0].isalnum() or para.text[0] in _FIRST_MARKS):
        return False
    return could_be_heading(para.text, para.lang, longest=TITLE_LETTERS)


def _is_in_brackets(scan: Scan, n: int) -> bool:
    """Tell whether a paragraph stands in brackets, as a date below a title does."""
    text = scan.paras[n].text
    return text.startswith(("（", "(", "【", "[")) and text.endswith(_CLOSING)
