"""datapackage.json: a description of the files of a document, as Frictionless Data Package 2.0.

The same files give the same description, byte for byte: it contains neither the time of the build
nor a path on the computer.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.config import Provenance, Release
from aigov_corpus.corpus.columns import describe_columns
from aigov_corpus.files.reading import refuse_pipe
from aigov_corpus.records import Document, Sentence

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
"""What datapackage.json is checked against by other programs."""
_NO_RELEASE = Release()

# The files that are described, by their suffix.
_MEDIATYPES = {
    "cff": "application/yaml",
    "md": "text/markdown",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "tmx": "application/xml",
}
_SAME_BYTES = ("csv", "jsonl")
"""Formats of which the same rows are always the same bytes."""
# The form of an SPDX identifier, which is what Frictionless takes as the name of a licence.
_SPDX = re.compile(r"[A-Za-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class SourceText:
    """One of the texts that a document of the corpus was made from."""

    name: str
    """`zh`, or `en/` and the id of the rendering."""
    document: Document
    """The text itself."""
    provenance: Provenance
    """The facts known about its origin."""


def describe_document(
    name: str,
    *,
    title: str,
    description: str,
    texts: Sequence[SourceText],
    sentences: Sequence[Sentence],
    taxonomy: str,
    release: Release = _NO_RELEASE,
    titles: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what datapackage.json says about a document, without its files.

    Args:
        name: id of the document.
        title: title of the document.
        description: one sentence about the document.
        texts: the texts that the document was made from.
        sentences: the sentences of all its renderings.
        taxonomy: name and version of the taxonomy used for the tags.
        release: what is said about the corpus that the document is in.
        titles: the title of the document in each language, under `zh` and `en`, if stated; and
            those of renderings that have another one, under the names of their texts (`en/plain`).
    """
    from aigov_corpus.corpus.texts import measure_text

    titles = titles or {}
    translators = dict.fromkeys(text.provenance.translator for text in texts)
    whole = describe_release(release)
    facts: dict[str, Any] = {
        "$schema": SCHEMA,
        "name": name,
        "title": title,
        "description": description,
        **{key: whole[key] for key in ("version", "created", "keywords") if key in whole},
        "homepage": next(
            (text.document.url for text in texts if text.document.url), release.homepage
        ),
        "generator": f"aigov-corpus {version('aigov-corpus')}",
        "languages": list(dict.fromkeys(text.document.lang for text in texts)),
        "licenses": [_licence(text) for text in texts],
        "sources": [
            _source(text, title=titles.get(text.name) or titles.get(text.name[:2], ""))
            | measure_text(sentences, text.name)
            for text in texts
        ],
        "contributors": [
            {"title": person, "roles": ["translator"]} for person in translators if person
        ],
        "taxonomy": taxonomy,
    }
    if release.is_stated:
        facts["partOf"] = whole
    return {key: value for key, value in facts.items() if value != ""}


def describe_release(release: Release) -> dict[str, Any]:
    """Return what is said about a whole corpus: version of the data, its day, homepage, keywords.

    What is not known is left out.

    The time is midnight of that day in UTC, because a package without a time is no valid one, and
    the time of the build would make two builds of the same files differ.
    """
    facts: dict[str, Any] = {
        "name": release.id,
        "title": release.title,
        "description": release.description,
        "version": release.version,
        "created": f"{release.date}T00:00:00Z" if release.date else "",
        "homepage": release.homepage,
        "doi": release.doi,
        "keywords": list(release.keywords),
        "authors": list(release.authors),
    }
    return {key: value for key, value in facts.items() if value}


def describe_files(folder: Path, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of datapackage.json for the files in a folder.

    Args:
        folder: the folder. Only tables and translation memories in it are described.
        facts: what it says about the document, as `describe_document` returns it.
    """
    return seal_package({**facts, "resources": list_resources(folder)})


def seal_package(package: Mapping[str, Any]) -> dict[str, Any]:
    """Return a description with an `id` made of its tables, and with its own `hash` at the end.

    Args:
        package: the description with all `resources`, but without `hash`.
    """
    # not of Parquet: the same rows have other bytes if another version of pyarrow writes them
    tables = [each["hash"] for each in package["resources"] if each["format"] in _SAME_BYTES]
    found = uuid.uuid5(uuid.NAMESPACE_URL, f"{package['name']} {' '.join(tables)}")
    sealed = {"$schema": package["$schema"], "name": package["name"], "id": str(found), **package}
    return sealed | {"hash": hash_package(sealed)}


def hash_package(package: Mapping[str, Any]) -> str:
    """Return `sha256:` and the SHA-256 of the content of datapackage.json without its key `hash`.

    What is hashed is the JSON with sorted keys, without white space between them, in UTF-8.
    """
    content = {key: value for key, value in package.items() if key != "hash"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def licence_line(facts: Mapping[str, Any]) -> str:
    """Return the licences of the texts of a document on one line: `zh: CC0; en/x: MIT`."""
    return "; ".join(licence["title"] for licence in facts["licenses"])


def _licence(text: SourceText) -> dict[str, str]:
    """Return the entry of one text in `licenses`."""
    known = text.provenance
    licence = {
        "name": known.licence if _SPDX.fullmatch(known.licence) else "notspecified",
        "title": f"{text.name}: {known.licence or 'not known'}",
    }
    return licence | ({"note": known.licence_note} if known.licence_note else {})


def _source(text: SourceText, *, title: str) -> dict[str, str]:
    """Return the entry of one text in `sources`; unknown values are left out."""
    document, known = text.document, text.provenance
    origin = known.publisher or known.translator or document.source or "not known"
    source = {
        "title": f"{text.name}: {origin}",
        "path": document.url,
        "name": text.name,
        "textTitle": title or document.title,
        "language": document.lang,
        "publisher": known.publisher,
        "translator": known.translator,
        "licence": known.licence,
        "sha256": document.sha256,
        "published": known.published or document.published,
        "note": known.note,
    }
    return {key: value for key, value in source.items() if value}


def list_resources(folder: Path) -> list[dict[str, Any]]:
    """Return the entries of `resources` for the files in a folder, sorted by name."""
    return [_resource(path) for path in sorted(folder.iterdir()) if path.suffix[1:] in _MEDIATYPES]


def _resource(path: Path) -> dict[str, Any]:
    """Return the entry of one file in `resources`.

    A Parquet file gets no schema, because it contains one.
    """
    form = path.suffix[1:]
    resource: dict[str, Any] = {
        "name": path.name.replace(".", "-"),
        "path": path.name,
        "format": form,
        "mediatype": _MEDIATYPES[form],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{hash_file(path)}",
    }
    if form == "parquet":
        # frictionless takes an untyped Parquet file for a table and fails on its columns of lists
        resource["type"] = "file"
        if (same := path.with_suffix(".jsonl")).exists():
            resource["sameRowsAs"] = same.name
    else:
        resource["encoding"] = "utf-8"
    if form in _SAME_BYTES:
        resource |= {"type": "table", "schema": describe_columns(path.stem, form)}
    elif form != "parquet":
        resource["type"] = "file"
    return resource


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    refuse_pipe(path)
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
