"""The files that describe a corpus as a whole; they stand beside the directories of its documents.

    data/aligned/
        datapackage.json    all files of all documents, licences, sources (Frictionless 2.0)
        texts.csv           one row for each text, with its licence (`corpus.texts`)
        README.md           the card of the data set (`corpus.card`)      if corpus.toml has
        CITATION.cff        how to cite it                                the table [corpus]
        CHANGELOG.md        what changed from version to version          if it names one

The same documents give the same files, byte for byte.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.card import CARD, write_card
from aigov_corpus.corpus.citing import cite
from aigov_corpus.corpus.datapackage import (
    SCHEMA,
    list_resources,
    seal_package,
)
from aigov_corpus.corpus.integrity import read_package
from aigov_corpus.corpus.texts import write_texts
from aigov_corpus.corpus.writing import replace_files, writing_folder
from aigov_corpus.files.ownership import TEXTS

CITATION = "CITATION.cff"
"""How to cite a corpus, in the Citation File Format."""
CHANGES = "CHANGELOG.md"
"""What changed in a corpus from version to version."""
_NAME = "corpus"
"""Id of a corpus that has none."""


def describe_corpus(
    out: Path,
    documents: Sequence[str],
    *,
    stated: Mapping[str, Any],
    pairs: int,
    changelog: Path | None = None,
) -> None:
    """Write the files that describe a corpus as a whole, in place of those of an earlier build.

    Args:
        out: directory of the corpus, which the caller has locked.
        documents: ids of its documents, in their order; each was built.
        stated: what is said about the corpus as a whole, as `describe_release` returns it; empty if
            nothing is.
        pairs: number of pairs of all documents.
        changelog: a file that tells what changed from version to version; it is copied.

    Raises:
        AigovError: a file cannot be written, or a file that no build wrote has its name.
        InvalidInputError: the datapackage.json of a document is damaged.
    """
    packages = [read_package(out / name) for name in documents]
    facts = _state_facts(packages, stated)
    with writing_folder(out) as new:
        write_texts(packages, new / TEXTS)
        if stated:
            write_card(facts, packages, new / CARD, pairs=pairs, has_changes=changelog is not None)
            text = cite(packages, form="cff")
            (new / CITATION).write_text(text, encoding="utf-8", newline="\n")
        if changelog is not None:
            shutil.copyfile(changelog, new / CHANGES)
        resources = list_resources(new)
        for package in packages:
            resources += _prefixed(package)
        replace_files(new, out, package=seal_package({**facts, "resources": resources}))


def _state_facts(
    packages: Sequence[Mapping[str, Any]], stated: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the datapackage.json of a whole corpus says, without its files."""
    names = ", ".join(str(package["name"]) for package in packages)
    makers = [{"title": person, "roles": ["author"]} for person in stated.get("authors", ())]
    return {
        "$schema": SCHEMA,
        "name": _NAME,
        "title": "Chinese texts and their English renderings",
        "description": f"{len(packages)} texts, aligned sentence by sentence: {names}.",
        **{key: value for key, value in stated.items() if key != "authors"},
        "generator": packages[0]["generator"],
        "languages": _join(packages, "languages"),
        "licenses": _with_document(packages, "licenses"),
        "sources": _with_document(packages, "sources"),
        "contributors": [*makers, *_join(packages, "contributors")],
        "taxonomy": packages[0].get("taxonomy", ""),
    }


def _join(packages: Sequence[Mapping[str, Any]], key: str) -> list[Any]:
    """Return the entries that all documents have under a key, each once."""
    found: list[Any] = []
    for package in packages:
        found += [entry for entry in package.get(key, ()) if entry not in found]
    return found


def _with_document(packages: Sequence[Mapping[str, Any]], key: str) -> list[dict[str, Any]]:
    """Return the entries of all documents, each with the id of its document before its title."""
    return [
        {**entry, "title": f"{package['name']}, {entry['title']}"}
        for package in packages
        for entry in package.get(key, ())
    ]


def _prefixed(package: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the files of a document with names and paths for the whole corpus."""
    document = str(package["name"])
    found = []
    for resource in package["resources"]:
        entry = {
            **resource,
            "name": f"{document}-{resource['name']}",
            "path": f"{document}/{resource['path']}",
        }
        if "sameRowsAs" in entry:
            entry["sameRowsAs"] = f"{document}/{entry['sameRowsAs']}"
        if keys := entry.get("schema", {}).get("foreignKeys"):
            entry["schema"] = {
                **entry["schema"],
                "foreignKeys": [_key_of(key, document) for key in keys],
            }
        found.append(entry)
    return found


def _key_of(key: Mapping[str, Any], document: str) -> dict[str, Any]:
    """Return a foreign key that points into the table of a document, for the whole corpus."""
    reference = key["reference"]
    return {
        **key,
        "reference": {**reference, "resource": f"{document}-{reference['resource']}"},
    }
