"""JSON Lines: one line of JSON for each pair, with all columns, in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.rows import WRITE_AGAIN, from_row, to_row
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair


def export(pairs: Iterable[Pair], out: Path, *, tally: Tally | None = None) -> list[Path]:
    """Write each pair as one line of JSON; return `[out]`.

    Raises:
        NothingToDoError: there are no pairs.
        AigovError: the file cannot be written.
    """
    tally = Tally() if tally is None else tally
    with Replacing() as files, files.beside(out).open("w", encoding="utf-8", newline="\n") as file:
        for pair in pairs:
            file.write(json.dumps(to_row(pair), ensure_ascii=False) + "\n")
            tally.written += 1
        require_written(tally, out)
    return files.written


FORMAT = Format(
    export,
    title="JSON Lines",
    summary="comparing versions, grep, programs that read line by line",
    is_text=True,
    takes_tally=True,
)


def read(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a file that `export` wrote.

    Raises:
        InvalidInputError: a line is not JSON, or not a pair; the error names file and line.
    """
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            place = f"line {number}"
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InvalidInputError(
                    f"it is not JSON ({error})",
                    source=path,
                    place=place,
                    remedy=WRITE_AGAIN,
                ) from error
            yield from_row(row, source=path, place=place)
