"""JSON Lines: one line of JSON for each pair, with all columns, in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.rows import WRITE_AGAIN, from_row, to_row
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.files.limits import MIB, parse_json
from aigov_corpus.files.reading import require_unchanged
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import escape_line_ends

_LONGEST_LINE = 64 * MIB
"""Bytes of the longest line; a pair has some 5,000."""


def export(pairs: Iterable[Pair], out: Path, *, tally: Tally | None = None) -> list[Path]:
    """Write each pair as one line of JSON; return `[out]`.

    Raises:
        NothingToDoError: there are no pairs.
        AigovError: the file cannot be written.
    """
    tally = Tally() if tally is None else tally
    with Replacing() as files, files.beside(out).open("w", encoding="utf-8", newline="\n") as file:
        for pair in pairs:
            line = json.dumps(to_row(pair), ensure_ascii=False)
            file.write(escape_line_ends(line) + "\n")
            tally.written += 1
        require_written(tally, out)
    return files.written


FORMAT = Format(
    export,
    title="JSON Lines",
    summary="comparing versions, grep, programs that read line by line",
    is_text=True,
    takes_tally=True,
    is_ids_enough=True,
)


def read(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a file that `export` wrote.

    Raises:
        InvalidInputError: a line is not JSON, or not a pair; the error names file and line.
    """
    try:
        with path.open("rb") as file, require_unchanged(file, name=path):
            for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE + 1), b""), 1):
                yield _read_line(line, source=path, place=f"line {number}")
    except OSError as error:
        raise InvalidInputError(
            f"it cannot be read ({error.strerror})", source=path, remedy="check its name"
        ) from error


def _read_line(line: bytes, *, source: Path, place: str) -> Pair:
    """Return the pair of a line."""
    if len(line) > _LONGEST_LINE:
        raise InvalidInputError(
            f"the line is longer than {_LONGEST_LINE // MIB} MiB",
            source=source,
            place=place,
            remedy=WRITE_AGAIN,
        )
    row = parse_json(line, source=source, place=place, remedy=WRITE_AGAIN)
    return from_row(row, source=source, place=place)
