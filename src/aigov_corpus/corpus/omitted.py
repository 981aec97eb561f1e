"""omitted.csv: what was left out of a document that is passed on without the text of a rendering.

It has the SHA-256 of each block, of each unit and of each title of a section, so that a copy of the
text can be proved to be the same.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from aigov_corpus.corpus.integrity import find_change, read_package
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.csv import format_line
from aigov_corpus.exporting.omitting import OMITTED_FIELDS, OmittedText
from aigov_corpus.files.limits import read_record
from aigov_corpus.files.ownership import files_of_package

OMITTED = "omitted.csv"
"""Name of the table of what was left out."""
OMITTED_TEXTS = "omitted_texts"
"""Key under which a loaded datapackage.json has the rows of omitted.csv."""
GET_AGAIN = "get the corpus again from where it is from"
"""What mends a table of what was left out; nothing else can make it anew."""


def write_omitted(omitted: Sequence[OmittedText], out: Path) -> None:
    """Write what was left out as CSV in UTF-8."""
    lines = [format_line(OMITTED_FIELDS, excel=False)]
    lines += [format_line(map(str, astuple(each)), excel=False) for each in omitted]
    out.write_text("".join(lines), encoding="utf-8", newline="")


def read_omitted(directory: Path, *, unchecked: bool = False) -> list[OmittedText]:
    """Return what was left out of a document; empty if nothing was.

    Args:
        directory: the directory of the document.
        unchecked: True to read files that were changed on purpose.

    Raises:
        InvalidInputError: datapackage.json or omitted.csv is damaged.
    """
    package = read_package(directory, unchecked=unchecked)
    if not package.get("omitted"):
        return []
    file = directory / OMITTED
    problem = "" if unchecked else find_change(file, files_of_package(package))
    if problem:
        raise InvalidInputError(problem, source=file, remedy=GET_AGAIN)
    try:
        text = read_record(file).decode("utf-8")
        rows = list(csv.DictReader(text.splitlines()))
        return [
            OmittedText(**{**row, "characters": int(row["characters"])})  # type: ignore[arg-type]
            for row in rows
        ]
    except (OSError, ValueError, TypeError, KeyError) as error:
        reason = f"it is not a table of what was left out ({error})"
        raise InvalidInputError(reason, source=file, remedy=GET_AGAIN) from error
