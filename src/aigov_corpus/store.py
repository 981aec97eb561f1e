"""The corpus on disk: one directory a document, `pairs.parquet` in it being the canonical table.

A corpus is a directory of such directories (`data/aligned`), or one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.records import Pair

TABLE = "pairs.parquet"


def find_documents(path: str | Path) -> list[Path]:
    """Return the document directories of a corpus, sorted: `path` itself, or those directly in it.

    Raises:
        InvalidInputError: there is no corpus at `path`.
    """
    root = Path(path)
    if (root / TABLE).is_file():
        return [root]
    found = sorted(table.parent for table in root.glob(f"[!.]*/{TABLE}"))
    if not found:
        what = "is not there" if not root.exists() else f"holds no {TABLE}, nor does a directory in it"
        raise InvalidInputError(f"{root} {what}; name a corpus, or build one with  aigov-corpus build")
    return found


def load_pairs(path: str | Path) -> list[Pair]:
    """Return every pair of a corpus, document by document, in the order of the texts.

    Raises:
        InvalidInputError: there is no corpus at `path`, or a table of it cannot be read.
    """
    from aigov_corpus.export.parquet import read

    return [pair for document in find_documents(path) for pair in read(document / TABLE)]


def select(
    pairs: Iterable[Pair],
    *,
    section: str | Sequence[str] | None = None,
    principle: str | Sequence[str] | None = None,
    status: str | Sequence[str] | None = None,
    min_score: float | None = None,
    rendering: str | Sequence[str] | None = None,
) -> list[Pair]:
    """Return the pairs that pass every filter given, in order; None and an empty sequence filter nothing.

    Args:
        pairs: what to filter.
        section: paths of sections; `1` selects section 1 and what is nested in it (`1/2`).
        principle: ids of principles; a pair passes if it has one of them.
        status: `auto`, `missing`, …
        min_score: pairs without a score (one side is empty) do not pass.
        rendering: ids of renderings.
    """
    sections, principles = _several(section), set(_several(principle))
    statuses, renderings = _several(status), _several(rendering)

    def passes(pair: Pair) -> bool:
        return (
            (not sections or any(pair.section == s or pair.section.startswith(f"{s}/") for s in sections))
            and (not principles or not principles.isdisjoint(pair.principles))
            and (not statuses or pair.status in statuses)
            and (min_score is None or (pair.score is not None and pair.score >= min_score))
            and (not renderings or pair.rendering in renderings)
        )

    return [pair for pair in pairs if passes(pair)]


def _several(value: str | Sequence[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)
