"""Watermarks of PDF pages: words that stand behind the text, or across it, on many pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from aigov_corpus.extraction.pdf.rows import Row, join_words
from aigov_corpus.extraction.pdf.words import Word

_WATERMARK_SHARE = 0.6
"""Smallest share of the pages of a file that have the same words in the middle as a watermark."""

_OTHER_SIZE = 0.1
"""Smallest difference of the size of a watermark from that of most rows, as a share of it."""

_LEAST_WATERMARK_PAGES = 3
"""Fewest pages of a file with such a watermark, unless it stands behind the text."""

_LEAST_PAGES_BEHIND = 2
"""Fewest pages of a file with a watermark behind the text."""

_LARGE_MARK = 1.5
"""Size of a word that is parted from smaller ones on its base line, as a multiple of the usual."""

_MIDDLE = 0.4
"""Height of the middle of letters above their base line, as a share of their size."""


def part_large(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """Return the rows of pages, with large words apart that stand at one place of several pages.

    A watermark may have the base line of a row of text in front of it. Large bullets and labels
    stand beside the text.
    """
    least = _LARGE_MARK * _find_usual_size(pages)
    counts = Counter(
        _place([word]) for rows in pages for row in rows for word in row.words if word.size >= least
    )
    repeated = {place for place, count in counts.items() if count > 1}
    parted: list[list[Row]] = []
    for rows in pages:
        parted.append([])
        for row in rows:
            marks = [
                word
                for word in row.words
                if word.size >= least and _place([word]) in repeated and _is_behind(word, row.words)
            ]
            rest = [word for word in row.words if word not in marks]
            parted[-1] += [Row(words, row.y) for words in (rest, marks) if words]
    return parted


def _is_behind(word: Word, others: Sequence[Word]) -> bool:
    """Tell whether smaller words of the same row stand in front of a word."""
    return any(
        other.size < word.size and other.x0 < word.x1 and word.x0 < other.x1 for other in others
    )


def _find_usual_size(pages: Sequence[list[Row]]) -> float:
    """Return the size of most rows; 0 if there are none."""
    sizes = Counter(row.size for rows in pages for row in rows)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def find_watermarks(pages: Sequence[list[Row]], reasons: dict[int, str]) -> dict[int, str]:
    """Return the ids of rows with the same words at the same place of most pages."""
    places: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for n, rows in enumerate(pages):
        for row in rows:
            places[_place(row.words)].add(n)
    least = max(_LEAST_PAGES_BEHIND, _WATERMARK_SHARE * len(pages))
    usual = _find_usual_size(pages)
    return {
        id(row): "watermark"
        for rows in pages
        for row in rows
        if id(row) not in reasons
        and abs(row.size - usual) > _OTHER_SIZE * usual
        and len(places[_place(row.words)]) >= least
        and (len(pages) >= _LEAST_WATERMARK_PAGES or _stands_behind(row, rows))
    }


def _stands_behind(row: Row, rows: Sequence[Row]) -> bool:
    """Tell whether smaller letters of a page stand in front of those of a row."""
    middle = row.y + _MIDDLE * row.size
    return any(
        other.size < row.size
        and abs(other.y + _MIDDLE * other.size - middle) < _MIDDLE * row.size
        and other.words[0].x0 < row.words[-1].x1
        and row.words[0].x0 < other.words[-1].x1
        for other in rows
    )


def _place(words: Sequence[Word]) -> tuple[str, int, int]:
    """Return what words have in common that are drawn the same way on several pages."""
    return (join_words(words), round(words[0].y), round(words[0].x0))
