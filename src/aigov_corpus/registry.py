"""Names to "module:attribute" strings, so that listing what there is imports none of it.

Other packages add to a table with an entry point of the group `aigov_corpus.<table>`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from aigov_corpus.errors import UnknownNameError

TABLES: dict[str, dict[str, str]] = {
    "encoder": {
        "use": "aigov_corpus.embedding.use:UseEncoder",
        "sentence-transformers": "aigov_corpus.embedding.sentence_transformers:SentenceTransformersEncoder",
        "hash": "aigov_corpus.embedding.hashing:HashEncoder",
    },
    "segmenter": {
        "zh": "aigov_corpus.segmentation.zh:ChineseSegmenter",
        "en": "aigov_corpus.segmentation.en:EnglishSegmenter",
        "ja": "aigov_corpus.segmentation.zh:JapaneseSegmenter",
    },
    "format": {
        "tmx": "aigov_corpus.exporting.tmx:export",
        "csv": "aigov_corpus.exporting.csv:export",
        "xlsx": "aigov_corpus.exporting.xlsx:export",
        "jsonl": "aigov_corpus.exporting.jsonl:export",
        "parquet": "aigov_corpus.exporting.parquet:export",
        "xces": "aigov_corpus.exporting.xces:export",
        "moses": "aigov_corpus.exporting.moses:export",
    },
}


def table(kind: str) -> dict[str, str]:
    """Return the table `kind` with what entry points add to it; imports nothing listed in it."""
    found = dict(TABLES[kind])
    for name, value in _added(kind):
        found.setdefault(name, value)
    return found


@cache  # each look reads the metadata of every package that is installed: 10 to 30 ms
def _added(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the names and values that other packages add to the table `kind`."""
    return tuple((point.name, point.value) for point in entry_points(group=f"aigov_corpus.{kind}"))


def names(kind: str) -> list[str]:
    """Return what is registered under `kind`, sorted."""
    return sorted(table(kind))


def resolve(kind: str, name: str) -> Any:
    """Import and return what `name` stands for.

    Raises:
        UnknownNameError: there is nothing of that name; the message lists what there is.
    """
    found = table(kind)
    if name not in found:
        raise UnknownNameError(kind, name, found)
    module, _, attribute = found[name].partition(":")
    return getattr(import_module(module), attribute)
