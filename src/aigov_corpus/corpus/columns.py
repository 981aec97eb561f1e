"""The columns of the tables of a document, for datapackage.json (Frictionless Table Schema 2.0)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aigov_corpus.exporting.constraints import PAIRS, SENTENCES, Constraints
from aigov_corpus.exporting.omitting import OMITTED_FIELDS

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


def describe_columns(table: str, form: str) -> dict[str, Any]:
    """Return the columns of a table in the form of Frictionless Table Schema.

    Args:
        table: `pairs`, `sentences`, `texts` or `omitted`.
        form: `csv` or `jsonl`.
    """
    from aigov_corpus.corpus.texts import TEXT_FIELDS

    tables: dict[str, tuple[Mapping[str, tuple[str, str]], list[str]]] = {
        "pairs": (FIELDS, ["pair_id"]),
        "sentences": (SENTENCE_FIELDS, ["rendering", "language", "id"]),
        "texts": (TEXT_FIELDS, ["document", "text"]),
        "omitted": (OMITTED_FIELDS, ["rendering", "kind", "key"]),
    }
    columns, key = tables[table]
    constraints: dict[str, Mapping[str, Constraints]] = {
        "pairs": PAIRS,
        "sentences": SENTENCES,
        "texts": {name: {"required": True} for name in key},
    }
    schema: dict[str, Any] = {
        "fields": [
            _describe_column(name, kind, meaning, form, constraints.get(table, {}).get(name))
            for name, (kind, meaning) in columns.items()
        ],
        "primaryKey": key,
    }
    if table == "sentences":
        unit = {"resource": "pairs-jsonl", "fields": ["pair_id"]}
        schema["foreignKeys"] = [{"fields": ["pair_id"], "reference": unit}]
    return schema | {"missingValues": [""]}


def _describe_column(
    name: str, kind: str, meaning: str, form: str, constraints: Constraints | None
) -> dict[str, Any]:
    """Return the description of a column, with its constraints if it has some."""
    field: dict[str, Any] = {"name": name, "type": kind, "description": meaning}
    if kind == "list":
        field |= {"delimiter": ";", "itemType": "string"} if form == "csv" else {"type": "array"}
    return field | ({"constraints": dict(constraints)} if constraints else {})
