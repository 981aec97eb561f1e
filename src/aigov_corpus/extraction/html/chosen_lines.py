"""Choose the lines of a page that another extractor takes for its text.

The other extractor rewrites what it finds: it joins lines, and loses headings and lists. So its
text only shows which lines of the page to read. They are compared by their letters and digits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aigov_corpus.extraction.html.lines import Line, visible_lines
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.text.letters import keep_letters

_PIECE = 6
"""Letters of the pieces by which lines are compared."""

_LONG_LINE = 20
"""Letters from which a line is chosen by its pieces; shorter ones stand in menus too."""

_LEAST_SHARE = 0.7
"""Smallest share of a line's pieces that the other text has in common with it."""


@dataclass(slots=True)
class ChosenLines:
    """The lines of a page, divided into text and other lines."""

    kept: list[Line] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Visible lines that the other extractor does not take for text."""
    added: list[str] = field(default_factory=list)
    """Lines of the other extractor that no visible line holds; they are among `kept` too."""


def choose_lines(root: Any, theirs: str) -> ChosenLines:
    """Divide the visible lines of a page: into those that another extractor's text has, and others.

    Lines of that text that are not visible, because a script shows them, are kept as they are, each
    behind the line that the line above it comes from.
    """
    lines = list(visible_lines(root))
    their_lines = [text for text in map(collapse_whitespace, theirs.splitlines()) if text]
    is_kept = _compare(lines, [keep_letters(text) for text in their_lines])
    places: dict[str, int] = {}
    for n, line in enumerate(lines):
        if is_kept[n]:
            for piece in _pieces(keep_letters(line.typed)):
                places.setdefault(piece, n)
    chosen = ChosenLines()
    behind: dict[int, list[str]] = {}
    place = -1
    above = ""
    for text in their_lines:
        own = keep_letters(text)
        # A line of few letters may be the end of the line above on the page.
        found = [places.get(piece) for piece in _pieces(own)]
        if len(own) < _PIECE and found[:1] == [None]:
            found = [places.get(piece) for piece in _pieces(above[-_PIECE:] + own)]
        known = [n for n in found if n is not None]
        if len(known) >= _LEAST_SHARE * len(found):
            place = known[-1] if known else place
        else:
            behind.setdefault(place, []).append(text)
        above = own
    for n in range(-1, len(lines)):
        if n >= 0 and is_kept[n]:
            chosen.kept.append(lines[n])
        elif n >= 0:
            chosen.left_out.append(lines[n].para.text)
        for text in behind.get(n, ()):
            chosen.added.append(text)
            chosen.kept.append(Line(Para(text)))
    return chosen


def _compare(lines: Sequence[Line], their_letters: Sequence[str]) -> list[bool]:
    """Return for each line of a page whether the other text holds it.

    A short line must be a line of the other text, or stand there beside the same line as on the
    page. A line that the page shows several times is chosen as often as the other text has it.
    """
    pieces = set(_pieces("".join(their_letters)))
    counts = Counter(their_letters)
    letters = [keep_letters(line.typed) for line in lines]
    is_kept: list[bool] = []
    for n, own in enumerate(letters):
        if len(own) >= _LONG_LINE:
            found = _pieces(own)
            holds = sum(piece in pieces for piece in found) >= _LEAST_SHARE * len(found)
        else:
            holds = counts[own] > 0 or _stands_beside(letters, n, pieces)
        is_kept.append(holds and own != "")
    seen: Counter[str] = Counter()
    for n, own in enumerate(letters):
        if is_kept[n]:
            seen[own] += 1
            is_kept[n] = seen[own] <= max(1, counts[own])
    return is_kept


def _stands_beside(letters: Sequence[str], n: int, pieces: set[str]) -> bool:
    """Tell whether line `n` stands in the other text beside the line above or below it."""
    above = letters[n - 1][-_LONG_LINE:] if n else ""
    below = letters[n + 1][:_LONG_LINE] if n + 1 < len(letters) else ""
    return any(
        len(beside) >= _LONG_LINE and pieces.issuperset(_pieces(joined))
        for beside, joined in ((above, above + letters[n]), (below, letters[n] + below))
    )


def _pieces(letters: str) -> list[str]:
    """Return all pieces of `_PIECE` letters; the letters themselves if there are fewer."""
    return [letters[n : n + _PIECE] for n in range(max(1, len(letters) - _PIECE + 1)) if letters]
