"""datapackage.json of an archive: its table of pairs, its report, and its translation memories.

It is a Frictionless Data Package 2.0, as that of each document is. It has no times and no path of
this machine, so it is the same after any run that did the same documents.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from aigov_corpus.batching.archive import REPORT
from aigov_corpus.corpus.archive_table import ARCHIVE, PAIRS, TABLES
from aigov_corpus.corpus.datapackage import SCHEMA, hash_file, seal_package
from aigov_corpus.corpus.document_folders import DOCUMENTS
from aigov_corpus.corpus.integrity import read_package
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.ownership import PACKAGE
from aigov_corpus.files.writing import replace_text
from aigov_corpus.text.counting import counted

_MOST_MEMORIES = 1_000
"""Documents up to which each translation memory is listed; of more, the datapackage.json of each
document lists its own, and that of the archive stays small enough to be read as a whole."""
_WHOLE_NUMBERS = ("pairs", "unaligned", "doubtful", "findings", "left_out")
_REPORT_FIELDS = {
    "id": "Name of the document.",
    "state": "done, failed or left.",
    "reason": "Why it failed.",
    "pairs": "Number of its pairs.",
    "unaligned": "Number of its pairs with one language only.",
    "doubtful": "Number of its pairs that are as likely wrong as right.",
    "findings": "Number of places of the rendering to look at.",
    "left_out": "Number of characters that reading left out.",
    "warnings": "What reading and aligning warned of.",
}
"""Columns of the report, and what they are; all others are metadata of the manifest."""


def describe_archive(path: Path, documents: Sequence[str]) -> None:
    """Write datapackage.json of an archive, after its table and its report.

    Args:
        path: the archive, which the caller has locked.
        documents: ids of all documents that lie in it, sorted.

    Raises:
        AigovError: the file cannot be written.
    """
    packages = list(_read_packages(path / DOCUMENTS / name for name in documents))
    resources = [*_list_parts(path), _describe_report(path / REPORT)]
    if len(documents) <= _MOST_MEMORIES:
        for package in packages:
            resources += _list_memories(package)
        memories = "their translation memories"
    else:
        memories = f"and in {DOCUMENTS}/ each document with its translation memories"
    package = {
        "$schema": SCHEMA,
        "name": "archive",
        "title": "Chinese texts and their English renderings",
        "description": f"{counted(len(documents), 'document')}, aligned sentence by sentence: the "
        f"table of all pairs in parts, the report, {memories}.",
        "generator": packages[0]["generator"] if packages else "",
        "languages": _list_languages(packages),
        "licenses": list(_list_licences(packages)),
        "resources": resources,
    }
    sealed = seal_package({key: value for key, value in package.items() if value})
    replace_text(path / PACKAGE, json.dumps(sealed, ensure_ascii=False, indent=1) + "\n")


def _read_packages(folders: Iterable[Path]) -> Iterator[Mapping[str, Any]]:
    """Yield what is said of each document; one whose description is damaged is left to `validate`.

    Only a document that this run was not about can have such a one.
    """
    for folder in folders:
        with suppress(InvalidInputError):
            yield read_package(folder, unchecked=True)


def _list_parts(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of the parts of the table of pairs."""
    hashes: Mapping[str, str] = json.loads((path / ARCHIVE).read_bytes()).get(TABLES, {})
    for name, digest in sorted(hashes.items()):
        file = path / PAIRS / name
        yield {
            "name": f"pairs-{file.stem}",
            "path": f"{PAIRS}/{name}",
            "title": "Pairs of all documents, in parts with the same columns",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "bytes": file.stat().st_size,
            "hash": f"sha256:{digest}",
            # as in the package of a document: frictionless fails on columns of lists
            "type": "file",
        }


def _describe_report(file: Path) -> dict[str, Any]:
    """Return the entry of the report, with its columns."""
    with file.open(encoding="utf-8", newline="") as stream:
        columns = next(csv.reader(stream))
    fields: list[dict[str, Any]] = [
        {
            "name": name,
            "type": "integer" if name in _WHOLE_NUMBERS else "string",
            "description": _REPORT_FIELDS.get(name, "Metadata of the manifest."),
        }
        for name in columns
    ]
    fields[0]["constraints"] = {"required": True}
    return {
        "name": "report",
        "path": file.name,
        "title": "What came of each document of the manifest",
        "format": "csv",
        "mediatype": "text/csv",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{hash_file(file)}",
        "encoding": "utf-8",
        "type": "table",
        "schema": {"fields": fields, "primaryKey": ["id"], "missingValues": [""]},
    }


def _list_memories(package: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the entries of the translation memories of a document."""
    document = str(package["name"])
    for resource in package["resources"]:
        if resource["format"] == "tmx":
            name, path = resource["name"], resource["path"]
            where = {"name": f"{document}-{name}", "path": f"{DOCUMENTS}/{document}/{path}"}
            yield {**resource, **where}


def _list_licences(packages: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the licences of all texts, each once; `title` has it as the texts state it."""
    seen = set()
    for package in packages:
        for licence in package.get("licenses", ()):
            title = str(licence.get("title", "")).partition(": ")[2]
            entry = {"name": str(licence["name"]), "title": title}
            if (key := tuple(entry.values())) not in seen:
                seen.add(key)
                yield {name: value for name, value in entry.items() if value}


def _list_languages(packages: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the languages of all documents, each once."""
    return list(
        dict.fromkeys(code for package in packages for code in package.get("languages", ()))
    )
