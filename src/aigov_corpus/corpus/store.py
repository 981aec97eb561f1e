"""Read a corpus from disk: each document has a directory, with its pairs in `pairs.parquet`.

    data/aligned/
        .lock                              held by the build that is writing here
        .new-<document>-<process>/         files that a build is writing; removed afterwards
        <document>/
            pairs.parquet                  the pairs; the other files are made from the same pairs
            pairs.jsonl  pairs.csv  corpus.tmx
            sentences.parquet              the sentences of the pairs, and the blocks around them
            sentences.jsonl
            datapackage.json               columns, licences, sources, hashes (Frictionless 2.0)
            .build.json                    fingerprint of the build, and hashes of its files

A *corpus* is a directory of document directories, such as `data/aligned`, or one document
directory.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.integrity import check_table, read_package
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.ownership import TABLE
from aigov_corpus.files.parquet import read_rows
from aigov_corpus.records import Pair, Sentence
from aigov_corpus.text.values import require_path

SENTENCES = "sentences.parquet"
"""File that holds the sentences of the pairs."""


def find_documents(path: str | Path) -> list[Path]:
    """Return the document directories of a corpus, sorted by name.

    Args:
        path: a directory of document directories, or one document directory. Directories whose
            names begin with a dot are left out.

    Raises:
        InvalidInputError: there is no corpus at `path`.
    """
    root = require_path(path, name="path")
    if (root / TABLE).is_file():
        return [root]
    documents = sorted(table.parent for table in root.glob(f"[!.]*/{TABLE}"))
    if not documents:
        reason = f"it holds no {TABLE}, and no directory in it holds one"
        raise InvalidInputError(
            reason if root.exists() else "there is no such file or directory",
            source=root,
            remedy=_other_documents(root)
            or "give the path of a corpus, or build one with  aigov-corpus build",
        )
    return documents


def _other_documents(missing: Path) -> str:
    """Return a remedy that lists the documents beside a missing one; empty if there are none."""
    if missing.exists():
        return ""
    names = sorted(table.parent.name for table in missing.parent.glob(f"[!.]*/{TABLE}"))
    return f"choose one of the documents there: {', '.join(names)}" if names else ""


def load_pairs(path: str | Path, *, unchecked: bool = False) -> list[Pair]:
    """Return all pairs of a corpus, document by document, in the order of the texts.

    Args:
        path: the corpus.
        unchecked: True to read tables that are not the ones that datapackage.json describes.

    Raises:
        InvalidInputError: there is no corpus at `path`, or one of its tables cannot be read or is
            not the one that datapackage.json describes.
    """
    from aigov_corpus.exporting.parquet import read

    tables = _find_tables(path, TABLE, unchecked=unchecked)
    return [pair for table in tables for pair in read(table)]


def load_sentences(path: str | Path, *, unchecked: bool = False) -> list[Sentence]:
    """Return all sentences of a corpus, document by document and rendering by rendering.

    For each rendering, the sentences of the Chinese text come first and then those of the English
    text, in reading order.

    Args:
        path: the corpus.
        unchecked: True to read tables that are not the ones that datapackage.json describes.

    Raises:
        InvalidInputError: there is no corpus at `path`, or one of its tables cannot be read or is
            not the one that datapackage.json describes.
    """
    from aigov_corpus.corpus.sentences import read_parquet

    tables = _find_tables(path, SENTENCES, unchecked=unchecked)
    return [row for table in tables for row in read_parquet(table)]


def _find_tables(path: str | Path, name: str, *, unchecked: bool) -> list[Path]:
    """Return the tables of this name of all documents; check each of them unless `unchecked`."""
    tables = [document / name for document in find_documents(path)]
    for table in tables:
        if table.exists() and not unchecked:
            check_table(table)
    return tables


def load_ids(directory: Path) -> set[str]:
    """Return the ids of the pairs in a document directory; empty if its table cannot be read.

    The table may have been written by an earlier version, with other columns.
    """
    try:
        rows = list(read_rows(directory / TABLE, what="a table", remedy="", columns=["pair_id"]))
    except InvalidInputError:
        return set()
    return {str(row["pair_id"]) for row in rows}


def load_descriptions(path: str | Path, *, unchecked: bool = False) -> list[Mapping[str, Any]]:
    """Return the content of each document's datapackage.json.

    Args:
        path: the corpus.
        unchecked: True to read descriptions that were changed on purpose.

    Raises:
        InvalidInputError: there is no corpus at `path`, or a datapackage.json cannot be read.
    """
    return [read_package(document, unchecked=unchecked) for document in find_documents(path)]
