"""Notes in the margin, as laws and handbooks have them beside their paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aigov_corpus.extraction.pdf.columns import is_label, is_prose, text_of
from aigov_corpus.extraction.pdf.rows import Row, join_words
from aigov_corpus.text.scripts import detect_language

_GAP = 0.8
"""Smallest gap between a note and the text, as a share of the size of the text."""

_LEAST_ROWS = 8
"""Fewest rows of the text on a page with notes in its margin."""

_MOST_PLACES = 8
"""Most places of a page at which text or notes may begin, from the left."""

_MOST_OVER = 0.1
"""Largest share of the rows of the text that run over the margin."""

_SHARED = 0.5
"""Smallest share of the lines of notes that begin, or end, at one place."""

_NOTE_SHARE = 0.75
"""Largest share of the rows of a page that have a note beside them; a table has more."""

_WIDEST = 0.4
"""Largest width of the notes, as a share of that of the text."""

_NEXT_LINE = 1.8
"""Largest step between two lines of a note, as a multiple of their size."""

_LEAST_LONG_NOTES = 2
"""Fewest notes with several lines; those with one may be names of what stands beside them."""

_LEAST_LETTERS = 3
"""Fewest letters of half of the lines of notes; shorter ones are numbers of paragraphs."""

_MOST_RULES = 1
"""Most lines drawn across text and margin; a table has more."""

_SAME_EDGE = 2.0
"""Points by which the edges of lines above each other may differ."""

Box = tuple[float, float, float, float]


def part_margin_notes(
    rows: Sequence[Row], rules: Sequence[Box]
) -> tuple[list[Row], list[list[Row]]]:
    """Return the rows of a page without the notes in a margin, and the lines of each note.

    Args:
        rows: the rows, from top to bottom.
        rules: the straight lines on the page.
    """
    if len(rows) >= _LEAST_ROWS:
        for place in _find_places(rows):
            for is_left in (True, False):
                sides = [_part(row, place, is_left=is_left) for row in rows]
                text, margin = (
                    [row for row in side if row.words] for side in zip(*sides, strict=True)
                )
                if _is_margin(margin, text, is_left=is_left) and not _has_table(rules, place):
                    return text, list(_find_notes(margin))
    return list(rows), []


def _find_places(rows: Sequence[Row]) -> list[float]:
    """Return the places at which words of several rows begin behind a gap, from the left."""
    places: Counter[int] = Counter()
    for row in rows:
        least = _GAP * row.size
        for one, other in pairwise(row.words):
            if other.x0 - one.x1 >= least:
                places[round(other.x0)] += 1
    shared = [place for place in sorted(places) if places[place] + places[place + 1] > 1]
    return [float(place) for place in shared[:_MOST_PLACES]]


def _part(row: Row, place: float, *, is_left: bool) -> tuple[Row, Row]:
    """Return the words of a row on the side of the text, and those in the margin.

    All words of a row that runs over the place, as a heading across both does, are text.

    Args:
        row: the row.
        place: where the text begins if the margin is on its left, else where the notes begin.
        is_left: whether the margin is on the left.
    """
    words = row.words
    cut = sum(word.x0 < place - _SAME_EDGE for word in words)
    if 0 < cut < len(words) and words[cut].x0 - words[cut - 1].x1 < _GAP * row.size:
        cut = 0 if is_left else len(words)
    before, behind = Row(words[:cut], row.y), Row(words[cut:], row.y)
    return (behind, before) if is_left else (before, behind)


def _is_margin(margin: Sequence[Row], text: Sequence[Row], *, is_left: bool) -> bool:
    """Tell whether rows in a margin are notes on the text beside them."""
    if not 0 < len(margin) <= _NOTE_SHARE * len(text) or len(text) < _LEAST_ROWS:
        return False
    left, right = _find_edges(margin)
    start, end = _find_edges(text)
    beside = right - left <= _WIDEST * (end - start)
    over = sum(row.words[0].x0 < right if is_left else row.words[-1].x1 > left for row in text)
    if not beside or over > _MOST_OVER * len(text):
        return False
    lines = [join_words(row.words) for row in margin]
    short = sum(is_label(line) or sum(map(str.isalpha, line)) < _LEAST_LETTERS for line in lines)
    if short > len(lines) / 2 or not is_prose(text):
        return False
    if detect_language(" ".join(lines)) != detect_language(text_of(text)):
        return False
    long = sum(len(note) > 1 for note in _find_notes(margin))
    return long >= _LEAST_LONG_NOTES and _share_edge(margin)


def _find_edges(rows: Sequence[Row]) -> tuple[float, float]:
    return min(row.words[0].x0 for row in rows), max(row.words[-1].x1 for row in rows)


def _share_edge(rows: Sequence[Row]) -> bool:
    """Tell whether most lines of notes begin or end at one place."""
    for edges in ([row.words[0].x0 for row in rows], [row.words[-1].x1 for row in rows]):
        places = Counter(round(edge / _SAME_EDGE) for edge in edges)
        place = places.most_common(1)[0][0]
        if sum(places[place + near] for near in (-1, 0, 1)) >= _SHARED * len(rows):
            return True
    return False


def _find_notes(margin: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the lines of each note; a gap parts it from the one above."""
    note: list[Row] = []
    for row in margin:
        own = Row(row.words, max(word.y for word in row.words))  # not that of the text beside it
        if note and note[-1].y - own.y > _NEXT_LINE * own.size:
            yield note
            note = []
        note.append(own)
    if note:
        yield note


def _has_table(rules: Sequence[Box], place: float) -> bool:
    """Tell whether lines run across text and margin, as in a table."""
    across = sum(
        left < place - _SAME_EDGE and right > place + _SAME_EDGE and right - left > top - bottom
        for left, bottom, right, top in rules
    )
    return across > _MOST_RULES
