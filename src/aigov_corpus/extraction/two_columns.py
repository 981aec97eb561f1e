"""Plain text in two columns: each line holds a piece of both texts, with a wide gap between."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from aigov_corpus import patterns as re
from aigov_corpus.extraction.delimited import is_head
from aigov_corpus.extraction.hyphens import count_words
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.plain import is_wrapped, join_wrapped, read_paragraphs, split_chunks
from aigov_corpus.extraction.readings import is_reading_with_tones
from aigov_corpus.text.scripts import detect_language

_SENTENCE_MARK = re.compile(r"[，。；！？]|[,.;!?](?=\s|$)")
_GAP = re.compile(r"\t+|[ \u3000\xa0]{2,}")

_INDENT = 8
"""Spaces at the beginning of a line from which its first column is taken to be empty.

The indent of a paragraph has fewer.
"""

_LONGEST_COLUMN_LINE = 10_000
"""Characters of a line from which on it is no two columns: it holds a text, or a table."""

_MOST_GAPS = 50
"""Gaps of a line of which one may part two columns."""

_LEAST_COLUMN_LINES = 2
"""Minimum number of lines with two columns in a text that is recognised as two-column."""

_COLUMN_SHARE = 0.5
"""Smallest share of lines with two columns in a text that is recognised as two-column."""


def _split_columns(line: str) -> tuple[str, str] | None:
    """Return the left and the right column of a line; None if it does not have two columns.

    One of the columns may be empty, but not both. If neither is, their languages must differ.
    """
    if len(line) > _LONGEST_COLUMN_LINE:
        return None
    for gap in islice(_GAP.finditer(line), _MOST_GAPS):
        left, right = line[: gap.start()].strip(), line[gap.end() :].strip()
        if not right:
            continue
        if not left:
            is_column = gap.end() >= _INDENT or "\t" in gap.group()
            return (left, right) if is_column else None
        if {detect_language(left), detect_language(right)} == {"zh", "en"}:
            return left, right
    return None


def has_columns(text: str) -> bool:
    """Tell whether a text stands in two columns, one for each language."""
    lines = [line for chunk in split_chunks(text) for line in chunk]
    halved = [_split_columns(line) for line in lines]
    full = sum(columns is not None and all(columns) for columns in halved)
    return full >= _LEAST_COLUMN_LINES and full >= _COLUMN_SHARE * len(lines)


def read_columns(text: str) -> list[Para]:
    """Return the paragraphs of a text in two columns.

    The text is read chunk by chunk (from blank line to blank line), and in each chunk first the one
    language and then the other. Wrapped lines of one column are joined.
    """
    paras: list[Para] = []
    row = 0
    for chunk in split_chunks(text):
        first_row = row + 1
        by_language: dict[str, list[tuple[int, str]]] = {}
        for row, line in enumerate(chunk, start=first_row):
            for part in _split_columns(line) or (line,):
                for piece in _part_readings(part):
                    lang = detect_language(piece) or next(reversed(by_language), "zh")
                    by_language.setdefault(lang, []).append((row, piece))
        columns = {lang: [part for _, part in parts] for lang, parts in by_language.items()}
        if any(map(_is_column_wrapped, columns.values())):
            words = count_words(line for lines in columns.values() for line in lines)
            for lang, lines in columns.items():
                joined = join_wrapped(lines, words) if _is_column_wrapped(lines) else lines
                paras += [Para(line, lang, paragraph=first_row) for line in joined]
        else:
            rows = [(n, lang, part) for lang, parts in by_language.items() for n, part in parts]
            rows.sort(key=lambda part: part[0])
            paras += [Para(part, lang, paragraph=n) for n, lang, part in rows]
    return [_read_cell(para) for para in paras]


def _read_cell(para: Para) -> Para:
    """Return a piece of a column; it may be provenance, such as the names of the columns."""
    if is_head(_GAP.split(para.text)):
        return replace(para, kind="provenance")
    return replace(read_paragraphs(para.text, table=False)[0], paragraph=para.paragraph)


def _part_readings(part: str) -> list[str]:
    """Return the pieces of a column; one that tells how characters are read is a piece by itself.

    Lists of words have such a column between the two languages.
    """
    pieces = [piece.strip() for piece in _GAP.split(part) if piece.strip()]
    return pieces if any(map(is_reading_with_tones, pieces)) else [part.strip()] * bool(pieces)


def _is_column_wrapped(lines: list[str]) -> bool:
    """Return whether the lines of one column of a chunk were broken at a fixed width.

    Lists of words, which have no marks of sentences, were not.
    """
    if len(lines) < 2 or not any(map(_SENTENCE_MARK.search, lines)):
        return False
    # A chunk is short, and columns are narrow: what shows that lines were wrapped is asked of three
    # copies.
    return is_wrapped([lines] * 3, least_columns=0)
