"""Which files of a folder a build of aigov-corpus wrote.

A build leaves two files that name the others: `datapackage.json`, which is published, and
`.build.json`, which stays on the machine of the build. What neither of them names belongs to
somebody else, and a build leaves it alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.limits import parse_json, read_record

PACKAGE = "datapackage.json"
"""File that describes the files of a document to other programs (Frictionless Data Package)."""
BUILD = ".build.json"
"""File with the fingerprint that a document was built from, and the hash of each written file."""
TABLE = "pairs.parquet"
"""Name of the table that every document has."""
TEXTS = "texts.csv"
"""Name of the table that every corpus has beside its documents.

No build wrote a datapackage.json without one of the two tables.
"""


def write_again(folder: Path) -> str:
    """Return how a damaged document is written again, by the origin in its `.build.json`."""
    inputs = _read(folder / BUILD).get("inputs")
    known = inputs if isinstance(inputs, Mapping) else {}
    if isinstance(files := known.get("files"), str):
        return f"align {files} again with the same  --out"
    if known.get("settings") == "export":
        return "export the corpus again with  aigov-corpus export --format corpus"
    remedy = "build the document again with  aigov-corpus build --force"
    return remedy if known else f"{remedy},  or align its files again"


def files_of_build(folder: Path) -> dict[str, str]:
    """Return the names of the files in a folder that builds wrote, each with its SHA-256.

    The hash is hexadecimal, and empty if it is not known. If no build wrote in the folder, the
    result is empty. A `.build.json` that cannot be read, as a loss of power may leave it, is of the
    build that wrote the datapackage.json beside it.
    """
    described = files_of_package(_read(folder / PACKAGE))
    if described and not _read(folder / BUILD):
        described[BUILD] = ""
    return described | _named_by_build(folder)


def _named_by_build(folder: Path) -> dict[str, str]:
    """Return `.build.json` and the files that it names, each with its SHA-256 or `""`."""
    files = _read(folder / BUILD).get("files")
    if not isinstance(files, Mapping):
        return {}
    return {BUILD: ""} | {Path(name).name: str(found) for name, found in files.items()}


def files_of_package(package: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of the files that a datapackage.json describes, each with its SHA-256.

    The hash is hexadecimal, and empty if it is not known. `datapackage.json` itself is among the
    names. If no build wrote the description, the result is empty.
    """
    resources = package.get("resources")
    if not isinstance(resources, list):
        return {}
    files = {PACKAGE: ""}
    for resource in resources:
        if not isinstance(resource, Mapping) or not isinstance(resource.get("path"), str):
            continue
        if "/" not in resource["path"]:  # else it lies in the directory of a document
            found = str(resource.get("hash", ""))
            files[Path(resource["path"]).name] = found.removeprefix("sha256:")
    return files if TABLE in files or TEXTS in files else {}


def _read(file: Path) -> Mapping[str, Any]:
    """Return the JSON object in a file; empty if the file is not there or holds something else."""
    try:
        data = read_record(file)
        found = parse_json(data, source=file, remedy="")
    except (OSError, InvalidInputError):
        return {}
    return found if isinstance(found, Mapping) else {}
