"""JSON Lines: one line of JSON for each pair, with all columns, in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from aigov_corpus.exporting.rows import to_row
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import escape_line_ends


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
