"""Read tables of text: CSV with commas or semicolons, and TSV, as Excel and others write them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.decoding import NULS, decode_unchanged
from aigov_corpus.extraction.delimited import has_both_languages
from aigov_corpus.files.limits import MIB

_LONGEST_CELL = 64 * MIB
"""Characters of the longest cell; the default of Python's csv module is 131,072."""
_DELIMITERS = "\t;,|"
_SAMPLE = 1 << 20
"""Characters from which the delimiter and the use of quotes are found."""
_SAMPLE_ROWS = 200
_NUMBERS = {2: "two", 3: "three"}
_SEP = re.compile(r"sep=([\t;,|])[\t;,|]*\r?\n", re.IGNORECASE)
"""A first line with which Excel names the delimiter of a CSV file."""
_QUOTED = re.compile(r'(?:(?<=\t)|(?<=\n)|\A)"((?:[^"]|"")*)"(?=\t|\r?\n|\Z)')
"""A quoted cell of a TSV file."""
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]{2}")
"""Patterns for a cell with characters of both: of delimiters that divide as many rows, the one is
taken that leaves fewer such."""
_WORDFAST = re.compile("%Wordfast TM")
"""What the first line of a memory of Wordfast (.txt) has."""
_WORDFAST_CODE = re.compile(r"&t[A-Z];")
_MUST_BE_QUOTED = re.compile('[",\t\r\n]')
"""What makes Excel quote a cell of a TSV file."""


class Row(NamedTuple):
    """A row of a table."""

    number: int
    """Number of the row, from 1; of a file of text, that of its first line."""
    cells: list[str]

    def cell(self, at: int) -> str:
        """Return a cell without white space around it; empty if the row is shorter.

        Args:
            at: number of the cell, from 0.
        """
        return self.cells[at].strip() if at < len(self.cells) else ""


class Delimited(NamedTuple):
    """The rows of a file, and how they were read."""

    rows: list[Row]
    delimiter: str
    is_excel: bool
    """Whether the file begins with a byte order mark, as Excel needs it."""
    notes: list[str]
    has_nuls: bool
    """Whether NUL characters were left out; `notes` says how many."""


class DecodedTable(NamedTuple):
    """The text of a file that holds a table."""

    text: str
    notes: list[str]
    """Warnings about its encoding."""
    has_nuls: bool
    """Whether NUL characters were left out; `notes` says how many."""


def decode_table(data: bytes, *, name: str) -> DecodedTable:
    """Return the text of a file unchanged if it is UTF-8, and warnings about its encoding.

    Raises:
        InvalidInputError: it cannot be decoded, or is not text.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if text and "\x00" not in text:
        return DecodedTable(text, [], False)
    decoded = decode_unchanged(data, name=name)
    notes = [*decoded.warnings, f"read as {decoded.encoding}"]
    return DecodedTable(decoded.text, notes, any(note.startswith(NULS) for note in notes))


def read_delimited(data: bytes, *, name: str, columns: int = 2) -> Delimited:
    """Return the rows of a CSV or TSV file; empty rows are left out.

    The delimiter is the one that divides most rows alike.

    Args:
        data: the bytes of the file.
        name: name of the file, for messages. If it ends with `.tsv`, tabs divide the cells.
        columns: fewest cells of a row.

    Raises:
        InvalidInputError: it cannot be decoded, or its rows have fewer cells.
    """
    text, notes, has_nuls = decode_table(data, name=name)
    text = _tidy_lines(text)
    begin = 0
    found = _SEP.match(text)
    if found:
        delimiter, begin = found[1], found.end()
    else:
        delimiter = _find_delimiter(text[:_SAMPLE], name, columns)
    if not delimiter:
        raise InvalidInputError(
            f"it is no table of {_NUMBERS.get(columns, columns)} columns: no tab, semicolon, "
            "comma or bar divides its lines alike",
            source=name,
            remedy="give a table with a source and its translation in each row, or pair two texts "
            "with  aigov-corpus align",
        )
    is_quoted = delimiter != "\t" or _uses_quotes(text[begin:])
    rows = list(_rows(text[begin:], delimiter, name, is_quoted=is_quoted, first=1 + bool(found)))
    return Delimited(rows, delimiter, data.startswith(b"\xef\xbb\xbf"), notes, has_nuls)


def without_wordfast_codes(rows: list[Row]) -> tuple[list[Row], int]:
    """Return the rows of a memory of Wordfast without its codes, and how many it had.

    Any other rows are returned as they are.
    """
    if not rows or not any(_WORDFAST.match(cell) for cell in rows[0].cells):
        return rows, 0
    count = sum(len(_WORDFAST_CODE.findall(cell)) for row in rows for cell in row.cells)
    return [
        Row(row.number, [_WORDFAST_CODE.sub("", cell) for cell in row.cells]) for row in rows
    ], count


def _tidy_lines(text: str) -> str:
    r"""Return a text whose lines end alike, without what programs leave at the ends of files.

    Old Macs end lines with \r; a file that Windows copied twice as text has \r\r\n. U+FEFF begins
    each of several files that were put together, and U+001A ends those of DOS.
    """
    if "\n" not in text:
        text = text.replace("\r", "\n")
    text = text.replace("\r\r\n", "\r\n").rstrip("\x1a")
    return text.replace("\n\ufeff", "\n").lstrip("\ufeff")


def _find_delimiter(text: str, name: str, columns: int) -> str:
    """Return the character that divides most rows into the same number of cells, or nothing.

    Other ones than tabs must divide more than half of the rows. Where most rows have a cell in both
    languages, they stand in sentences: 他来了,我走了。 He came, and I left.

    Raises:
        InvalidInputError: none does, and the rows by a character that the first line has are broken
            by a quotation mark.
    """
    best: tuple[float, int, str] = (0.0, 0, "")
    broken: InvalidInputError | None = None
    for delimiter in _DELIMITERS:
        if delimiter not in text:
            continue
        if delimiter == "\t" and name.lower().endswith((".tsv", ".tab")):
            return delimiter
        is_quoted = delimiter != "\t" or _uses_quotes(text)
        try:
            sample = [
                row
                for row, _ in zip(
                    _rows(text, delimiter, name, is_quoted=is_quoted),
                    range(_SAMPLE_ROWS),
                    strict=False,
                )
            ]
        except InvalidInputError as error:
            if delimiter in text.partition("\n")[0]:
                broken = broken or error
            continue
        counts = Counter(len(row.cells) for row in sample)
        divided = sum(len(row.cells) >= columns for row in sample)
        if delimiter != "\t" and 2 * divided <= len(sample):
            continue  # a text with a comma in some of its lines
        share = max(
            (count for cells, count in counts.items() if cells >= columns), default=0
        ) / max(1, len(sample))
        mixed = sum(any(map(has_both_languages, row.cells)) for row in sample)
        is_named = delimiter == "\t" or name.lower().endswith(".csv")
        if not is_named and (2 * share <= 1 or 2 * mixed > len(sample)):
            continue  # commas of sentences
        touching = sum(
            any(_HAN.search(cell) and _LATIN.search(cell) for cell in row.cells) for row in sample
        )
        if share and (share, -touching) > best[:2]:
            best = (share, -touching, delimiter)
    if broken and not best[2]:
        raise broken
    return best[2]


def find_longer(rows: Sequence[Row]) -> list[int]:
    """Return the numbers of the lines with a text behind as many cells as most lines have.

    None are returned where the first line has as many, whose names tell what stands there.
    """
    counts = Counter(len(row.cells) for row in rows)
    usual = max(counts.most_common(1)[0][0], len(rows[0].cells)) if rows else 0
    return [row.number for row in rows if any(cell.strip() for cell in row.cells[usual:])]


def _uses_quotes(text: str) -> bool:
    """Tell whether quotes in a TSV file are marks around cells, and not part of the text.

    Excel quotes each cell with a quotation mark, comma, tab or line end in it, and no other; some
    programs quote all cells.
    """
    if '"' not in text:
        return False
    quoted = [cell[1] for cell in _QUOTED.finditer(text)]
    rest = _QUOTED.sub("", text)
    if not quoted or '"' in rest:
        return False
    bare = [cell for cell in re.split("[\t\r\n]+", rest) if cell.strip()]
    if not bare:
        return True
    if any('""' in cell or "\t" in cell or "\n" in cell for cell in quoted):
        return True
    return all(_MUST_BE_QUOTED.search(cell) for cell in quoted) and not any(
        "," in cell for cell in bare
    )


def _rows(
    text: str, delimiter: str, name: str, *, is_quoted: bool, first: int = 1
) -> Iterator[Row]:
    """Yield the rows that are not empty."""
    if not is_quoted:
        for number, line in enumerate(text.split("\n"), start=first):
            if line.strip():
                yield Row(number, line.removesuffix("\r").split(delimiter))
        return
    csv.field_size_limit(_LONGEST_CELL)
    has_blanks, has_escapes = _finds_blanks(text, delimiter), _finds_escapes(text, delimiter)
    # lines are divided at line feeds alone: a carriage return may be text of a quoted cell
    reader = csv.reader(
        (f"{line}\n" for line in text.split("\n")),
        delimiter=delimiter,
        strict=True,
        skipinitialspace=has_blanks,
        doublequote=not has_escapes,
        escapechar="\\" if has_escapes else None,
    )
    begin = 0
    try:
        for cells in reader:
            number, begin = first + begin, reader.line_num
            if any(cell.strip() for cell in cells):
                yield Row(number, cells)
    except csv.Error as error:
        is_open = "unexpected end of data" in str(error)
        raise InvalidInputError(
            "a quotation mark in this row is never closed"
            if is_open
            else f"a quotation mark or line end is not where a table has it ({error})",
            source=name,
            place=f"line {first + begin}",
            remedy="save it again as CSV, or as .xlsx",
        ) from error


def _finds_blanks(text: str, delimiter: str) -> bool:
    """Tell whether blanks between a delimiter and the quotes of a cell are none of its text."""
    mark = re.escape(delimiter)
    if delimiter == "\t" or not re.search(rf'{mark} +"', text):
        return False
    cell = rf'(?:^|{mark}) *"(?:[^"]|"")*+"(?= *(?:{mark}|\r?$))'
    return '"' not in re.sub(cell, "", text, flags=re.MULTILINE)


def _finds_escapes(text: str, delimiter: str) -> bool:
    r"""Tell whether a backslash stands before each quotation mark inside a quoted cell: \"."""
    if '\\"' not in text:
        return False
    mark = re.escape(delimiter)
    cell = rf'"(?:[^"\\]|\\.)*+"(?=\s*(?:{mark}|\Z|\n))'
    return '"' not in re.sub(cell, "", text)
