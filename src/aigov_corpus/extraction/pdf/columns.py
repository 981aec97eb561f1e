"""What the columns of a page hold: running text, labels, numbers of pages, or cells."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.extraction.pdf.rows import Row, join_words
from aigov_corpus.text.scripts import detect_language

_LEAST_PROSE_ROWS = 4
"""Fewest rows of a column of running text."""

_LEAST_FULL_ROWS = 3
"""The same if all but the last fill the column, and the sentences go on from row to row."""

_FULL = 0.85
"""Smallest share of the width of a column that such a row fills."""

_PROSE_FILL = 0.55
"""Smallest share of its width that half of the rows of such a column fill."""

_PROSE_CHARACTERS = {"zh": 8, "en": 16, "": 1000}
"""Fewest characters of half of the rows of such a column."""

_LEAST_LONG_ROWS = 10
"""Fewest rows of two columns of which only one is running text, the other short paragraphs."""

_BESIDE_SHARE = 0.6
"""Smallest share of the rows of the shorter column that have a row beside them in a table."""

_LABEL_CHARACTERS = 14
"""Characters of the longest label that stands beside a paragraph: `Article 12`, `(iii)`."""

_LABELS = 0.7
"""Smallest share of numbers and bullets in a column of labels; it may hold a word, `Note:`."""

_ALIGNED_SHARE = 0.7
"""Smallest share of the texts of a column that stand right above each other in a table."""

_SAME_EDGE = 2.0
"""Points by which places of texts may differ that stand one above the other."""

_HALF = 0.5

_CLOSING = ")）]］"

_NUMBER = re.compile(r"[\W_]*\d[\d.,\s]*[\W_]*|[\W_]*|[ivxlcIVXLC]{1,7}")

_VALUE = re.compile(r"\d+(?:\.\d+)?")

# 1, 1.2, (iii), a), 第三条, §12, •; but no words, which a column of a table may hold.
_LABEL = re.compile(
    r"[(（\[§]?(?:\d[\w.\-]{0,5}|[A-Za-z]|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十百]{1,4})[)）\].、:：]*"
    r"|第[一二三四五六七八九十百千\d]{1,5}[条條章节節款项項]"
    r"|[•●○■□▪▫◦‣·–—*\uf000-\uf0ff-]"
)


def stand_apart(columns: Sequence[Sequence[Row]]) -> bool:
    """Tell whether two long columns are no table: their rows stand at heights of their own.

    One is running text, and the other may be a list of short paragraphs.
    """
    counts = [sum(bool(row.words) for row in column) for column in columns]
    if len(columns) != 2 or min(counts) < _LEAST_LONG_ROWS or not any(map(is_prose, columns)):
        return False
    beside = sum(bool(one.words and other.words) for one, other in zip(*columns, strict=True))
    return beside < _BESIDE_SHARE * min(counts)


def _is_aligned(column: Sequence[Row]) -> bool:
    """Tell whether most texts of a column begin, or have their middle, at one place.

    The gaps between words that happen to stand above each other part no columns.
    """
    rows = [row.words for row in column if row.words]
    least = _ALIGNED_SHARE * len(rows)
    numbers = [words for words in rows if _NUMBER.fullmatch(join_words(words))]
    for places in (
        [words[0].x0 for words in rows],
        [(words[0].x0 + words[-1].x1) / 2 for words in rows],
        [words[-1].x1 for words in (rows if len(numbers) >= _HALF * len(rows) else numbers)],
    ):
        if any(
            sum(abs(place - other) <= _SAME_EDGE for other in places) >= least for place in places
        ):
            return True
    return False


def cut_column(rows: Sequence[Row], start: float, end: float) -> list[Row]:
    """Return the rows with only the words between two places; some are then empty."""
    return [
        Row([word for word in row.words if start <= (word.x0 + word.x1) / 2 < end], row.y)
        for row in rows
    ]


def merge_labels(columns: list[list[Row]]) -> list[list[Row]]:
    """Return the columns; those that hold only numbers or labels are joined with their text."""
    merged = [columns[0]]
    for column in columns[1:]:
        if _is_label(merged[-1], column) or (len(columns) == 2 and _counts_pages(column)):
            merged[-1] = _join_columns(merged[-1], column)
        else:
            merged.append(column)
    return merged


def merge_unaligned(columns: Sequence[list[Row]]) -> list[list[Row]]:
    """Return the columns; those that are not aligned are joined with the one on their left.

    So are brackets that close what they begin: the blank for an answer, at the edge of a test.
    """
    merged = [columns[0]]
    for column in columns[1:]:
        closes = all(row.words[0].text[0] in _CLOSING for row in column if row.words)
        if _is_aligned(column) and not closes:
            merged.append(column)
        else:
            merged[-1] = _join_columns(merged[-1], column)
    return merged


def _join_columns(column: Sequence[Row], other: Sequence[Row]) -> list[Row]:
    return [Row([*one.words, *two.words], one.y) for one, two in zip(column, other, strict=True)]


def _is_label(column: Sequence[Row], following: Sequence[Row]) -> bool:
    """Tell whether a column holds only the numbers of the paragraphs in the next one."""
    texts = [join_words(row.words) for row in column if row.words]
    if not texts:
        return True
    labels = sum(map(is_label, texts))
    if labels >= _LABELS * len(texts) and max(map(len, texts)) <= _LABEL_CHARACTERS:
        return is_prose(following) or not _are_values(texts)
    beside = [bool(other.words) for one, other in zip(column, following, strict=True) if one.words]
    rows = sum(bool(row.words) for row in following)
    same = detect_language("".join(texts)) in ("", detect_language(text_of(following)))
    short = max(map(len, texts)) <= _LABEL_CHARACTERS
    return short and same and all(beside) and len(texts) <= _HALF * rows and is_prose(following)


def is_label(text: str) -> bool:
    """Tell whether a text is only a number, a bullet or the like: `(iii)`, `第三条`."""
    return _LABEL.fullmatch(text) is not None


def _are_values(texts: Sequence[str]) -> bool:
    """Tell whether a column holds numbers, below its name if it has one, that count no items."""
    values = [text for text in texts if _VALUE.fullmatch(text)]
    if len(values) < len(texts) - 1 or (len(values) < len(texts) and texts[0] in values):
        return False
    return all(map(str.isdigit, values)) or values != sorted(values, key=float)


def _counts_pages(column: Sequence[Row]) -> bool:
    """Tell whether a column holds only the numbers of pages, as in a table of contents."""
    texts = [join_words(row.words) for row in column if row.words]
    numbers = [int(text) for text in texts if text.isdecimal()]
    rising = numbers == sorted(numbers) and len(set(numbers)) > 1
    return rising and all(_NUMBER.fullmatch(text) for text in texts)


def text_of(column: Sequence[Row]) -> str:
    """Return the text of a column, its rows joined with blanks."""
    return " ".join(join_words(row.words) for row in column if row.words)


def is_prose(column: Sequence[Row]) -> bool:
    """Tell whether a column holds running text, whose lines fill it."""
    rows = [row.words for row in column if row.words]
    if len(rows) < _LEAST_FULL_ROWS:
        return False
    left = min(words[0].x0 for words in rows)
    right = max(words[-1].x1 for words in rows)
    if len(rows) < _LEAST_PROSE_ROWS:
        full = all(words[-1].x1 - words[0].x0 >= _FULL * (right - left) for words in rows[:-1])
        low = any(words[0].text[0].islower() for words in rows[1:])
        return full and low and len(join_words(rows[0])) >= _PROSE_CHARACTERS["en"]
    widths = sorted(words[-1].x1 - words[0].x0 for words in rows)
    texts = sorted((join_words(words) for words in rows), key=len)
    middle = texts[len(texts) // 2]
    least = _PROSE_CHARACTERS[detect_language(text_of(column))]
    return widths[len(widths) // 2] >= _PROSE_FILL * (right - left) and len(middle) >= least
