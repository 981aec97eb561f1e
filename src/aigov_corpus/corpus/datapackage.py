"""datapackage.json: a description of the files of a document, as Frictionless Data Package 2.0.

The same files give the same description, byte for byte: it contains neither the time of the build
nor a path on the computer.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigov_corpus.exporting.constraints import PAIRS, SENTENCES, Constraints
from aigov_corpus.records import Document

if TYPE_CHECKING:
    from aigov_corpus.config import Provenance

# The files that are described, by their suffix.
_MEDIATYPES = {
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "tmx": "application/xml",
}
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


FIELDS: dict[str, tuple[str, str]] = {
    "pair_id": (
        "string",
        "Id of the unit: document, rendering, and a hash of the ids of its sentences.",
    ),
    "document": ("string", "Id of the document."),
    "rendering": ("string", "Id of the English version."),
    "seq": ("integer", "Number of the unit in its rendering, from 1."),
    "section": ("string", "Path of the section: 0 before the first heading, 3, 3/1, ch2/art33."),
    "section_title_zh": (
        "string",
        "Title of the section in Chinese, without its number; empty if unknown.",
    ),
    "section_title_en": (
        "string",
        "Title of the section in English, without its number; empty if unknown.",
    ),
    "kind": (
        "string",
        "title, heading, paragraph, item, table_row or signoff (the lines of signer and date).",
    ),
    "zh": ("string", "Chinese text of the unit; empty if it has none."),
    "en": ("string", "English text of the unit; empty if it has none."),
    "language_zh": ("string", "Language code of the Chinese text: zh, zh-TW, zh-Hant."),
    "language_en": ("string", "Language code of the English text: en, en-GB."),
    "zh_ids": (
        "list",
        "Ids of its Chinese sentences: language, hash of the text, and a number if the text has "
        "the sentence more than once.",
    ),
    "en_ids": ("list", "Ids of its English sentences, in the same form."),
    "bead": ("string", "Numbers of Chinese and English sentences: 1-2."),
    "score": (
        "number",
        "Confidence (0 to 1) that both sides belong together; empty if one side is empty.",
    ),
    "status": (
        "string",
        "auto: aligned by machine; given: the texts came together, in a file or a list; "
        "missing: the source lacks this section (or, in a text without sections, this stretch) in "
        "one language; "
        "omitted: Chinese without English; added: English without Chinese; "
        "moved: the passage stands at another place of the other language; "
        "by a person: confirmed; edited (changed, not confirmed yet); needs-review; rejected (the "
        "two texts do not belong together).",
    ),
    "principles": ("list", "Ids of the governance principles that the unit expresses."),
    "principles_zh": ("list", "Ids of the principles that the Chinese text alone expresses."),
    "principles_en": ("list", "Ids of the principles that the English text alone expresses."),
    "principle_evidence": (
        "array",
        "Each of the principles with its score, the score of each side, and the places in the text "
        "that express it.",
    ),
    "near_misses": (
        "array",
        "Principles with some evidence but too low a score, in the same form.",
    ),
    "source_url_zh": ("string", "URL that the Chinese text is from."),
    "source_url_en": ("string", "URL that the English text is from."),
    "sha256_zh": ("string", "SHA-256 of the raw file of the Chinese text."),
    "sha256_en": ("string", "SHA-256 of the raw file of the English text."),
    "licence_en": ("string", "Licence of the English text."),
    "signature": (
        "string",
        "Sources, segmenters, encoder, aligner, taxonomy and version that made the unit.",
    ),
    "moved_to": (
        "string",
        "Id of the unit that holds the text of the empty side, if the status is moved; else empty.",
    ),
    "moved_score": (
        "number",
        "Confidence (0 to 1) that both units hold the same passage; empty if nothing was moved.",
    ),
    "source_side": ("string", "zh or en: the text that is the source for other programs."),
    "changed_by": (
        "string",
        "Who changed the unit last in a review; empty if nobody did.",
    ),
    "changed_at": ("string", "Time of that change: UTC, ISO 8601."),
    "comment": ("string", "Comments of reviewers, one on each line."),
}
"""Columns of the table of pairs; for each its type (in Frictionless) and its meaning."""

SENTENCE_FIELDS: dict[str, tuple[str, str]] = {
    "id": (
        "string",
        "Id of the sentence, unique in its text: language, hash of the text, and a number if "
        "the text has the sentence more than once.",
    ),
    "document": ("string", "Id of the document."),
    "rendering": (
        "string",
        "Id of the English version; the Chinese text is repeated for each of them.",
    ),
    "language": ("string", "Language code of the text: zh, zh-TW, en."),
    "position": (
        "integer",
        "Number of the sentence in its text, from 1; 0 for a line that is not part of the text.",
    ),
    "pair_id": ("string", "Id of its unit; empty for a line that is not part of the text."),
    "section": ("string", "Path of the section in its own text."),
    "level": ("integer", "Depth of that section, from 1; 0 before the first heading."),
    "kind": (
        "string",
        "title, heading, paragraph, item, table_row, signoff, or provenance (a line about the "
        "file, not part of the text).",
    ),
    "block": ("integer", "Number of its block (paragraph, heading, item) in the text, from 1."),
    "start": ("integer", "Offset of its first character in the block, from 0."),
    "end": ("integer", "Offset after its last character in the block."),
    "text": ("string", "The sentence: block_text from start to end."),
    "block_text": ("string", "The whole text of the block, exactly as it was read."),
}
"""Columns of the table of sentences; for each its type and its meaning."""


def describe_files(
    folder: Path,
    *,
    name: str,
    title: str,
    description: str,
    texts: Sequence[SourceText],
    taxonomy: str,
) -> dict[str, Any]:
    """Return the content of datapackage.json for the files in a folder.

    Args:
        folder: the folder. Only tables and translation memories in it are described.
        name: id of the document.
        title: title of the document.
        description: one sentence about the document.
        texts: the texts that the document was made from.
        taxonomy: name and version of the taxonomy used for the tags.
    """
    translators = dict.fromkeys(text.provenance.translator for text in texts)
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "description": description,
        "version": version("aigov-corpus"),
        "licenses": [_licence(text) for text in texts],
        "sources": [_source(text) for text in texts],
        "contributors": [
            {"title": person, "roles": ["translator"]} for person in translators if person
        ],
        "taxonomy": taxonomy,
        "resources": [
            _resource(path) for path in sorted(folder.iterdir()) if path.suffix[1:] in _MEDIATYPES
        ],
    }
    return package | {"hash": hash_package(package)}


def hash_package(package: Mapping[str, Any]) -> str:
    """Return `sha256:` and the SHA-256 of the content of datapackage.json without its key `hash`.

    What is hashed is the JSON with sorted keys, without white space between them, in UTF-8.
    """
    content = {key: value for key, value in package.items() if key != "hash"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def licence_line(texts: Sequence[SourceText]) -> str:
    """Return the licences of texts on one line: `zh: state document; en/x: MIT`."""
    return "; ".join(_licence_title(text) for text in texts)


def _licence_title(text: SourceText) -> str:
    """Return the name of a text and its licence on one line: `en/x: MIT`."""
    return f"{text.name}: {text.provenance.licence or 'not known'}"


def _licence(text: SourceText) -> dict[str, str]:
    """Return the entry of one text in `licenses`."""
    known = text.provenance
    licence = {
        "name": known.licence if _SPDX.fullmatch(known.licence) else "notspecified",
        "title": _licence_title(text),
    }
    return licence | ({"note": known.licence_note} if known.licence_note else {})


def _source(text: SourceText) -> dict[str, str]:
    """Return the entry of one text in `sources`; unknown values are left out."""
    document, known = text.document, text.provenance
    origin = known.publisher or known.translator or document.source or "not known"
    source = {
        "title": f"{text.name}: {origin}",
        "path": document.url,
        "sha256": document.sha256,
        "published": known.published or document.published,
        "note": known.note,
    }
    return {key: value for key, value in source.items() if value}


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
    if form in ("csv", "jsonl"):
        is_pairs = path.stem == "pairs"
        resource |= {"type": "table", "schema": _schema(form) if is_pairs else _sentence_schema()}
    return resource


def _sentence_schema() -> dict[str, Any]:
    """Return the columns of the table of sentences in the form of Frictionless Table Schema."""
    fields = [
        _with_constraints({"name": name, "type": kind, "description": description}, SENTENCES)
        for name, (kind, description) in SENTENCE_FIELDS.items()
    ]
    unit = {"resource": "pairs-jsonl", "fields": ["pair_id"]}
    return {
        "fields": fields,
        "primaryKey": ["rendering", "language", "id"],
        "foreignKeys": [{"fields": ["pair_id"], "reference": unit}],
        "missingValues": [""],
    }


def _schema(form: str) -> dict[str, Any]:
    """Return the columns of the table of pairs in the form of Frictionless Table Schema.

    Args:
        form: `csv` or `jsonl`.
    """
    fields: list[dict[str, Any]] = []
    for name, (kind, description) in FIELDS.items():
        field: dict[str, Any] = {"name": name, "type": kind, "description": description}
        if kind == "list":
            field |= (
                {"delimiter": ";", "itemType": "string"} if form == "csv" else {"type": "array"}
            )
        fields.append(_with_constraints(field, PAIRS))
    return {"fields": fields, "primaryKey": ["pair_id"], "missingValues": [""]}


def _with_constraints(
    field: dict[str, Any], constraints: Mapping[str, Constraints]
) -> dict[str, Any]:
    """Return the description of a column with its constraints, if it has some."""
    found = constraints.get(field["name"])
    return field | ({"constraints": dict(found)} if found else {})


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
