"""Write a manifest: the list of documents that `fetch` and `batch` read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

MANIFEST_FORMS = ("csv", "tsv", "jsonl")
"""Forms of a manifest that is written; all are read by their suffix."""
_DELIMITERS = {"csv": ",", "tsv": "\t"}


def format_manifest(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, form: str = "csv"
) -> str:
    """Return a manifest as text."""
    if form == "jsonl":
        objects = (dict(zip(columns, row, strict=True)) for row in rows)
        return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=_DELIMITERS[form], lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()
