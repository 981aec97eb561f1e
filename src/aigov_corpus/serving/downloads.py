"""Downloads: a document in a format of other programs, all of it or a part."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.exporting.formats import export_pairs
from aigov_corpus.records import Pair, Sentence

FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "tmx": ("tmx", {}),
    "tmx:omegat": ("tmx", {"profile": "omegat"}),
    "tmx:trados": ("tmx", {"profile": "trados"}),
    "tmx:memoq": ("tmx", {"profile": "memoq"}),
    "xlsx": ("xlsx", {}),
    "csv": ("csv", {}),
    "jsonl": ("jsonl", {}),
}
"""For each choice on the page the name of the format, and its options."""
_KINDS = {
    "tmx": "application/x-tmx+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
}
_PERCENT = 100


def make_download(
    document: str,
    pairs: Sequence[Pair],
    sentences: Sequence[Sentence],
    asked: Mapping[str, str],
) -> tuple[str, bytes, str]:
    """Return the name of a file, its content, and its type.

    Args:
        document: id of the document, for the name.
        pairs: all pairs of the document.
        sentences: their sentences.
        asked: `format`, a key of `FORMATS`; `rendering`, the only rendering that is wanted;
            `which`: `all`, `confirmed`, or `score` with the least score in percent in `least`.

    Raises:
        UsageError: there is no such format, or no such choice.
        NothingToDoError: no pair is chosen.
    """
    choice = asked.get("format", "tmx")
    if choice not in FORMATS:
        raise UsageError(f"no format is called '{choice}'", remedy="choose one of the list")
    name, options = FORMATS[choice]
    chosen = _choose(pairs, asked)
    stem = re.sub(r"[^\w.-]+", "-", document)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, f"{stem}.{name}")
        exported = export_pairs(
            chosen, out, format=name, load_sentences=lambda: sentences, **options
        )
        files = {path.name: path.read_bytes() for path in exported.files}
    if len(files) == 1:
        [(file, content)] = files.items()
        return file, content, _KINDS[name]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in files.items():
            archive.writestr(file, content)
    return f"{stem}.{name}.zip", packed.getvalue(), "application/zip"


def _choose(pairs: Sequence[Pair], asked: Mapping[str, str]) -> list[Pair]:
    """Return the pairs that a download asks for.

    Raises:
        UsageError: the least score is no number.
        NothingToDoError: there are none.
    """
    rendering, which = asked.get("rendering", ""), asked.get("which", "all")
    chosen = [pair for pair in pairs if not rendering or pair.rendering == rendering]
    if which == "confirmed":
        chosen = [pair for pair in chosen if pair.status == "confirmed"]
    elif which == "score":
        try:
            least = float(asked.get("least", "")) / _PERCENT
        except ValueError as error:
            raise UsageError("the least score is no number", remedy="write one") from error
        chosen = [
            pair
            for pair in chosen
            if pair.status not in ("rejected", "needs-review")
            and pair.score is not None
            and pair.score >= least
        ]
    if not chosen:
        raise NothingToDoError(
            "no pair is chosen, so there is nothing to download",
            remedy="confirm some pairs, or choose all",
        )
    return chosen
