"""texts.csv: one row for each text of a corpus, with where it is from and what may be done with it.

The rows are made of what datapackage.json of each document says about its texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from aigov_corpus.exporting.csv import format_line
from aigov_corpus.records import Sentence
from aigov_corpus.reviewing.pieces import split_name
from aigov_corpus.text.language_codes import base_language

TEXT_FIELDS: dict[str, tuple[str, str]] = {
    "document": ("string", "Id of the document."),
    "text": ("string", "zh for the Chinese text; en/ and the id of the rendering for the English."),
    "rendering": ("string", "Id of the English version; empty for the Chinese text."),
    "language": ("string", "Language code of the text: zh, zh-TW, en-GB."),
    "title": ("string", "Title of the text; empty if it is not known."),
    "publisher": ("string", "Who published it."),
    "translator": ("string", "Who translated it; empty for a text that is no translation."),
    "published": ("string", "Day on which it was published, ISO 8601; empty if it is not known."),
    "url": ("string", "Address that it is from."),
    "licence": ("string", "What may be done with it: an SPDX id, or a few words."),
    "licence_note": ("string", "The same in full sentences."),
    "sections": ("integer", "Number of its sections, with those inside other sections."),
    "sentences": ("integer", "Number of its sentences, headings and items."),
    "characters": ("integer", "Number of characters of these, without white space."),
    "sha256": ("string", "SHA-256 of the raw file that it was read from."),
    "note": ("string", "What else is to be known."),
}
"""Columns of the table of texts; for each its type (in Frictionless) and its meaning."""


def measure_text(sentences: Iterable[Sentence], name: str) -> dict[str, int]:
    """Return how many sections, sentences and characters a text of a document has.

    Args:
        sentences: the sentences of all renderings of the document.
        name: the text: `zh`, or `en/` and the id of a rendering.
    """
    side, _, rendering = name.partition("/")
    of_side = [each for each in sentences if each.position and base_language(each.language) == side]
    # the Chinese text is repeated for each rendering
    rendering = rendering or (of_side[0].rendering if of_side else "")
    own = [each for each in of_side if each.rendering == rendering]
    return {
        "sections": len({each.section for each in own}),
        "sentences": len({split_name(each.id)[0] for each in own}),
        "characters": sum(map(_count_characters, own)),
    }


def _count_characters(sentence: Sentence) -> int:
    """Return how many characters a sentence has; of one that was left out, white space counts."""
    return len("".join(sentence.text.split())) if sentence.text else sentence.end - sentence.start


def list_texts(package: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the rows of a document, its Chinese text first."""
    rows = []
    for source, licence in zip(package["sources"], package["licenses"], strict=True):
        name = str(source["name"])
        values = {
            "document": package["name"],
            "text": name,
            "rendering": name.partition("/")[2],
            "title": source.get("textTitle", ""),
            "url": source.get("path", ""),
            "licence_note": licence.get("note", ""),
        }
        rows.append({key: str(values.get(key, source.get(key, ""))) for key in TEXT_FIELDS})
    return rows


def write_texts(packages: Sequence[Mapping[str, Any]], out: Path) -> None:
    """Write the table of the texts of all documents as CSV in UTF-8."""
    lines = [format_line(TEXT_FIELDS, excel=False)]
    for package in packages:
        lines += [format_line(row.values(), excel=False) for row in list_texts(package)]
    out.write_text("".join(lines), encoding="utf-8", newline="")
