"""Find the running heads of a text whose pages are parted by form feeds, as pdftotext writes it.

There the first and last lines of a page are known. They are heads if they return from page to page,
or if they hold the number of the page: 总则　12, 12 | Annual Report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.running_heads import (
    AROUND,
    MOST_HEAD_CHARACTERS,
    is_bare_number,
    may_be_head,
)
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

_LEAST_PAGES = 3
"""Fewest pages on which a head stands."""

_LEAST_SHARE = 0.4
"""Smallest share of the pages on which a head stands; even and odd pages may differ."""

_LINES = 2
"""Lines at the top and at the bottom of a page that may be heads."""

_INNER = (1, -2)
"""Places of the second lines from the edges; they are heads only if the first ones are."""

# Also the small Roman numbers of the pages of a preface.
_DIGITS = re.compile(r"\d+|(?<![A-Za-z])[ivxl]{1,7}$")
_GAP = re.compile(r"[ \t\u3000\xa0]{2,}")
# 12 | Report, Report 12; but 2 Lamps is a heading
_PAGE = re.compile(r"(?:^|[^\d.])(?P<last>\d{1,4})$|^(?P<first>\d{1,4})(?:\s*[|｜·•—–]|  |$)")
# A number of this kind may be that of the page by chance, where each has a page of its own.
_CAPTION = re.compile(r"(?:(?:table|figure|chart|box|exhibit)\s+|附?[表图圖]\s*)\d+", re.IGNORECASE)


class _Edge(NamedTuple):
    """A line near the edge of a page."""

    line: int
    """Index of the line."""
    page: int
    place: int
    """0 and 1 for the first and second line of the page, -1 and -2 for its last ones."""
    text: str


def find_page_heads(lines: Sequence[str], starts: Sequence[int]) -> list[int]:
    """Return the indices of the lines that are running heads, ascending.

    Args:
        lines: all lines of the text.
        starts: index of the first line of each page but the first.
    """
    edges = _find_edges(lines, [0, *starts])
    pages = len({edge.page for edge in edges})
    least = max(_LEAST_PAGES, _LEAST_SHARE * pages)
    copies = Counter((edge.place, _DIGITS.sub("#", edge.text)) for edge in edges)
    numbered = {
        edge: (edge.place < 0, int(found["last"] or found["first"]) - edge.page)
        for edge in edges
        if (found := _PAGE.search(edge.text)) and not _is_number_of_part(edge.text)
    }
    offsets = Counter(numbered.values())
    at_number = {edge for edge, offset in numbered.items() if offsets[offset] >= least}
    heads: set[tuple[int, int]] = set()
    found_lines: list[int] = []
    for edge in sorted(edges, key=lambda edge: edge.place in _INNER):
        returns = copies[edge.place, _DIGITS.sub("#", edge.text)] >= least
        is_head = (returns and _is_no_item(edge.text)) or edge in at_number
        beyond = (edge.page, -1 if edge.place < 0 else 0)
        if is_head and (edge.place not in _INNER or beyond in heads):
            heads.add((edge.page, edge.place))
            found_lines.append(edge.line)
    return sorted(found_lines)


def _find_edges(lines: Sequence[str], starts: Sequence[int]) -> list[_Edge]:
    """Return the lines near the edges of the pages that may be heads."""
    edges: list[_Edge] = []
    for page, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        filled = [n for n in range(start, end) if lines[n].strip(AROUND)]
        if len(filled) <= 2 * _LINES:
            continue
        for place in (*range(_LINES), *range(-_LINES, 0)):
            text = _GAP.sub("  ", lines[filled[place]].strip(AROUND))
            if len(text) <= MOST_HEAD_CHARACTERS and may_be_head(text):
                edges.append(_Edge(filled[place], page, place, text))
    return edges


def _is_no_item(text: str) -> bool:
    """Tell whether a line is no heading, caption or item with a number: Article 3, 第三条."""
    no_marker = find_marker(text, detect_language(text) or "zh") is None
    return no_marker and not _is_number_of_part(text)


def _is_number_of_part(text: str) -> bool:
    """Tell whether a line is only the number of a chapter or the like, a table or a figure."""
    return is_bare_number(text) or _CAPTION.fullmatch(text) is not None
