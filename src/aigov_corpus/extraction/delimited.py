"""Read the rows of a CSV text that holds both languages: `"中文","English"`.

Rows are recognised only if nearly all lines have the same number of cells, and one column is in
Chinese and one in English.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import chain, dropwhile

from aigov_corpus import patterns as re
from aigov_corpus.extraction.page_breaks import LINE_END
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.plain import as_provenance
from aigov_corpus.extraction.readings import is_reading_with_tones
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.text.scripts import detect_language

_DELIMITERS = (",", ";", "\t", "，", "；")

_LEAST_CELLS_BY_TAB = 3
"""Fewest cells of a row by tabs without quotation marks; `two-column` has two, by any gap."""

_LEAST_ROWS = 3
"""Fewest rows of a table."""

_LEAST_SHARE = 0.8
"""Smallest share of the lines that are rows with the usual number of cells."""

_LEAST_IN_LANGUAGE = 0.8
"""Smallest share of a column's cells that are in its language."""

_CHINESE_PHRASE = re.compile("[\u4e00-\u9fff]{2}")
_ENGLISH_PHRASE = re.compile(r"(?<![A-Za-z])[A-Za-z]+(?:[ ,]+[A-Za-z]+){2}")
"""Patterns for what is more than a name or a term of the other language."""

_BRACKETED = re.compile(r"[(（\[【][^()（）\[\]【】]{0,200}[)）\]】]")
"""What stands in brackets, such as the term in the other language."""

_SENTENCE_IN_BRACKETS = re.compile(
    "[\u4e00-\u9fff][。！？]?\\s*[(（][A-Za-z]+ [^()（）]{5,}[.!?][)）]"
)
"""A translation behind its sentence; no abbreviation, as in 美国（U.S.）."""

_MOST_CELLS = 8
"""Most cells of a row; a line with more is prose with many commas."""

_MOST_LINES = 40
"""Most lines of one row; a quotation mark that is never closed would make one of the whole text."""

_MOST_ABOVE = 5
"""Most lines above the names of the columns: a title, a date, a remark."""

_HEADS = frozenset(
    [
        "id", "no", "no.", "nr", "#", "zh", "en", "zh-cn", "en-us", "zh_cn", "en_us", "cn",
        "chinese", "english", "source", "target", "src", "tgt", "term", "terms", "translation",
        "original", "序号", "编号", "中文", "英文", "汉语", "英语", "原文", "译文", "术语", "词条",
        "翻译",
    ]
)  # fmt: skip
"""Names of columns, in lower case."""


def read_rows(text: str) -> list[Para] | None:
    """Return the rows of a CSV text in both languages, with their cells; None if it is none.

    The names of the columns, the lines above them, and the cells of further columns are provenance;
    other lines that are no rows are paragraphs.
    """
    for delimiter in _DELIMITERS:
        if text.count(delimiter) < _LEAST_ROWS or _is_prose(text, delimiter):
            continue
        least = _LEAST_CELLS_BY_TAB if delimiter == "\t" and '"' not in text else 2
        records = _parse(text, delimiter)
        if not records:
            continue
        size = Counter(map(len, records)).most_common(1)[0][0]
        rows = list(dropwhile(_is_alone, (cells for cells in records if len(cells) == size)))
        most = len(rows) >= max(_LEAST_ROWS, _LEAST_SHARE * (len(records) - 1))
        if '"' not in text and _mixes(rows):
            continue
        if least <= size <= _MOST_CELLS and most and len(_find_columns(rows)) > 1:
            columns = _find_columns(rows)
            above = _count_above_names(records, columns)
            body = (_make_paras(cells, columns, delimiter) for cells in records[above:])
            return [*map(partial(_describe, delimiter), records[:above]), *chain(*body)]
    return None


def _count_above_names(records: Sequence[Sequence[str]], columns: Sequence[int]) -> int:
    """Return how many lines stand above the names of the columns; 0 if a row is among them."""
    for number, cells in enumerate(records[: _MOST_ABOVE + 1]):
        if _names_columns(cells, columns):
            return number
        if not _is_alone(cells):
            return 0
    return 0


def _is_alone(cells: Sequence[str]) -> bool:
    """Tell whether a record has one text: `Lamps of the city,`."""
    return sum(map(bool, cells)) == 1


def _describe(delimiter: str, cells: Sequence[str]) -> Para:
    """Return a line that tells what the table is: its title, or a remark."""
    return Para(delimiter.join(filter(None, cells)), kind="provenance")


def _is_prose(text: str, delimiter: str) -> bool:
    """Tell whether a mark stands as in a sentence: before a blank, in a text without quotations."""
    return '"' not in text and text.count(f"{delimiter} ") > text.count(delimiter) / 2


def _mixes(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether most rows have a cell with phrases of both languages: the marks are prose.

    So it is where something else parts the two: 他来了，我走了。 | He came and I left.
    """
    mixed = sum(
        any(has_both_languages(cell) or _SENTENCE_IN_BRACKETS.search(cell) for cell in cells)
        for cells in rows
    )
    return mixed > len(rows) / 2


def has_both_languages(cell: str) -> bool:
    """Tell whether a cell has a phrase in Chinese and one in English, not just a name or a term.

    What stands in brackets, as in glossaries, does not count.
    """
    text = _BRACKETED.sub(" ", cell)
    return bool(_CHINESE_PHRASE.search(text) and _ENGLISH_PHRASE.search(text))


def _parse(text: str, delimiter: str) -> list[list[str]]:
    """Return the cells of each record; an empty list if the text is no CSV."""
    lines = LINE_END.split(text.lstrip("\ufeff"))
    in_single = sum(line.startswith("'") for line in lines) > len(lines) / 2
    reader = csv.reader(
        (f"{line}\n" for line in lines),
        delimiter=delimiter,
        quotechar="'" if in_single else '"',
        strict=True,
        skipinitialspace=True,
    )
    records = []
    before = 0
    try:
        for cells in reader:
            if reader.line_num - before > _MOST_LINES:
                return []
            before = reader.line_num
            records.append([collapse_whitespace(cell) for cell in cells])
    except csv.Error:
        return []
    return [cells for cells in records if any(cells)]


def _find_columns(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the index of the Chinese and of the English column; fewer if one of them lacks.

    If there are several in one language, such as notes, the one with the most text is taken.
    """
    rows = [cells for cells in rows if not is_head(cells)]
    columns = list(zip(*rows, strict=True))
    found = []
    for lang in ("zh", "en"):
        sizes = {
            n: sum(map(len, column))
            for n, column in enumerate(columns)
            if not any(map(is_reading_with_tones, column))
            and Counter(map(detect_language, column))[lang] >= _LEAST_IN_LANGUAGE * len(rows)
        }
        if sizes:
            found.append(max(sizes, key=lambda n: sizes[n]))
    return found


def is_head(cells: Sequence[str]) -> bool:
    """Tell whether the cells of a row are names of columns: `zh`, `English`, 序号."""
    return len(cells) > 1 and all(cell.strip().lower() in _HEADS for cell in cells)


def _names_columns(cells: Sequence[str], columns: Sequence[int]) -> bool:
    """Tell whether a record has the names of the Chinese and of the English column."""
    return is_head([cells[n] for n in columns if n < len(cells)])


def _make_paras(cells: Sequence[str], columns: Sequence[int], delimiter: str) -> list[Para]:
    """Return the paragraphs that a record makes: a row, and its other cells as provenance.

    A number before both texts is part of the row, and so is a column that tells how characters are
    read.

    Args:
        cells: the cells of the record.
        columns: indexes of the Chinese and the English column.
        delimiter: what stands between cells.
    """
    filled = [n for n, cell in enumerate(cells) if cell]
    if _names_columns(cells, columns):
        return [Para(" | ".join(cells[n] for n in filled), kind="provenance")]
    texts = [n for n in filled if n in columns]
    if len(cells) <= max(columns) or not texts:
        text = delimiter.join(cells[n] for n in filled)
        return [as_provenance(text) or Para(text)]
    numbers = [n for n in filled if n < min(texts) and not detect_language(cells[n])]
    readings = [n for n in filled if is_reading_with_tones(cells[n])]
    own = sorted({*numbers, *texts, *readings})
    row = tuple(cells[n] for n in own)
    others = [Para(cells[n], kind="provenance") for n in filled if n not in own]
    if len(row) == 1:
        return [Para(row[0]), *others]
    return [Para(" | ".join(row), kind="table_row", cells=row), *others]
