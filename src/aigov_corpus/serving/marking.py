"""Texts divided into stretches that a page shows in different ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from aigov_corpus import patterns as re


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text that is shown in its own way."""

    start: int
    end: int
    kind: str
    """Class of the element on the page: `evidence`, `match`, `finding`."""
    title: str = ""
    """What the element says when one points at it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text with the marks that lie on it."""

    text: str
    kinds: str = ""
    """Classes, with spaces between them; empty if there is no mark."""
    title: str = ""
    is_border: bool = False
    """Whether a new sentence begins with this stretch."""


def divide_text(text: str, marks: Iterable[Mark], borders: Iterable[int] = ()) -> list[Stretch]:
    """Return the stretches of a text; together they are the text.

    Args:
        text: the text.
        marks: its marks, which may overlap.
        borders: offsets where sentences begin; the first one is not needed.
    """
    marks = [mark for mark in marks if mark.start < mark.end]
    borders = {at for at in borders if 0 < at < len(text)}
    edges = {0, len(text), *borders}
    for mark in marks:
        edges |= {min(mark.start, len(text)), min(mark.end, len(text))}
    ordered = sorted(edges)
    found = []
    for start, end in pairwise(ordered):
        own = [mark for mark in marks if mark.start <= start and end <= mark.end]
        found.append(
            Stretch(
                text[start:end],
                " ".join(dict.fromkeys(mark.kind for mark in own)),
                "; ".join(dict.fromkeys(mark.title for mark in own if mark.title)),
                start in borders,
            )
        )
    return found


def find_matches(text: str, wanted: str) -> Iterator[Mark]:
    """Yield a mark for each place of a text that a search found, in capitals or not."""
    if wanted:
        for match in re.finditer(re.escape(wanted), text, re.IGNORECASE):
            yield Mark(match.start(), match.end(), "match")
