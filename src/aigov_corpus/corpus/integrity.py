"""Prove that a table of a corpus is the one that a build wrote.

datapackage.json has the SHA-256 of every file of a document. A table that was damaged, changed by
hand, or left by another build has another hash. A table that was changed on purpose can be read
unchecked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.datapackage import hash_file, hash_package
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.limits import naming_input, parse_json, read_record
from aigov_corpus.files.ownership import BUILD, PACKAGE, files_of_package, write_again
from aigov_corpus.files.reading import IN_THE_WAY

READ_UNCHECKED = "or read it as it is with  --unchecked  (in Python:  unchecked=True)"
"""What helps if it was changed on purpose."""


def read_package(folder: Path, *, unchecked: bool = False) -> Mapping[str, Any]:
    """Return the content of datapackage.json in a document directory.

    Args:
        folder: the document directory.
        unchecked: True to read a description that was changed on purpose. Otherwise it must have
            the SHA-256 that stands in it under `hash`.

    Raises:
        InvalidInputError: the file is missing, does not hold a JSON object, or was changed.
    """
    file = folder / PACKAGE
    with naming_input(file, remedy=write_again(folder), directory=IN_THE_WAY):
        data = read_record(file)
    try:
        package = parse_json(data, source=file, remedy="")
    except InvalidInputError as error:
        raise error.with_fields(remedy=write_again(folder)) from None
    if not isinstance(package, Mapping):
        raise InvalidInputError("it holds no JSON object", source=file, remedy=write_again(folder))
    if not unchecked and package.get("hash") != hash_package(package):
        reason = "its SHA-256 is not the one in it under 'hash': it was damaged or changed"
        raise InvalidInputError(
            reason, source=file, remedy=f"{write_again(folder)},  {READ_UNCHECKED}"
        )
    return package


def is_described(folder: Path) -> bool:
    """Tell whether a build wrote in a folder, so that datapackage.json describes its tables."""
    return (folder / PACKAGE).exists() or (folder / BUILD).exists()


def check_table(file: Path) -> None:
    """Check that a table has the hash that datapackage.json in the same folder has for it.

    A table in a folder where no build wrote, such as an export, is not checked: nothing describes
    it.

    Raises:
        InvalidInputError: the hashes differ, datapackage.json or its hash of the table is missing,
            or one of both files cannot be read.
    """
    folder = file.parent
    if not is_described(folder):
        return
    problem = find_change(file, files_of_package(read_package(folder)))
    if problem:
        remedy = f"{write_again(folder)},  {READ_UNCHECKED}"
        raise InvalidInputError(problem, source=file, remedy=remedy)


def is_proved(folder: Path, names: Iterable[str]) -> bool:
    """Tell whether files of a document are those that its datapackage.json describes."""
    try:
        hashes = files_of_package(read_package(folder))
        return not any(find_change(folder / name, hashes) for name in names)
    except InvalidInputError:
        return False


def find_change(file: Path, hashes: Mapping[str, str]) -> str:
    """Return what is wrong with a file, or an empty string if nothing is.

    Raises:
        InvalidInputError: the file cannot be read.
    """
    expected = hashes.get(file.name)
    if not expected:
        return f"{PACKAGE} has no hash of it, so nothing proves that it is whole"
    with naming_input(file, remedy=write_again(file.parent), directory=IN_THE_WAY):
        found = hash_file(file)
    if found != expected:
        return (
            f"its SHA-256 is not the one in {PACKAGE}: it was damaged, changed, or written by "
            "another build"
        )
    return ""
