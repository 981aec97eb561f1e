"""README.md beside the documents of a corpus: the card that hubs of data sets show.

It begins with YAML that hubs read: licence, languages, size, and which files are which table. So
`datasets.load_dataset("data/aligned")` loads the pairs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.citing import cite
from aigov_corpus.corpus.texts import list_texts
from aigov_corpus.files.ownership import TABLE
from aigov_corpus.text.counting import counted
from aigov_corpus.text.language_codes import base_language

CARD = "README.md"
"""Name of the card."""
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
"""Upper bounds of the number of pairs, each with the name that hubs give to corpora below it."""
_LARGEST = "n>1M"
_SHOWN = ("document", "text", "language", "sentences", "licence")
"""Columns of texts.csv that the card shows."""


def write_card(
    facts: Mapping[str, Any],
    packages: Sequence[Mapping[str, Any]],
    out: Path,
    *,
    pairs: int,
    has_changes: bool,
) -> None:
    """Write the card of a corpus.

    Args:
        facts: what datapackage.json of the whole corpus says, without its files.
        packages: the content of datapackage.json of each document.
        out: the file.
        pairs: number of pairs of all documents.
        has_changes: whether CHANGELOG.md lies beside it.
    """
    rows = [row for package in packages for row in list_texts(package)]
    lines = [*_front_matter(facts, packages, rows, pairs=pairs), f"# {facts['title']}", ""]
    if facts.get("description"):
        lines += [facts["description"], ""]
    version = ""
    if "version" in facts:
        version = f"Version {facts['version']} of {facts['created'][:10]}, "
    size = f"{counted(pairs, 'pair')} of {counted(len(packages), 'document')}"
    changes = "; [what changed](CHANGELOG.md)" if has_changes else ""
    lines += [f"{version}{size}, made by {facts['generator']}{changes}.", ""]
    lines += ["## Texts and licences", "", *_text_table(rows), ""]
    if any(package.get("omitted") for package in packages):
        lines += [_OMITTED]
    lines += [_USE, "## How to cite it", "", "```bibtex"]
    lines += [cite(packages, form="bibtex", pairs=pairs), "```", ""]
    out.write_text("\n".join(lines), encoding="utf-8", newline="\n")


_OMITTED = """The text of some renderings may not be passed on, so it is not in these files: its
units have ids, scores and tags, but no English. Whoever has a copy of the text fills it in;
`omitted.csv` has the SHA-256 of each paragraph, which proves that it is the same text:

```console
$ aigov-corpus build path/to/this/directory --restore path/to/your/copy
```
"""
_USE = """The licence of each text stands in `texts.csv`, and that of its English side in each pair
(`licence_en`). Take only the renderings whose licence allows what you want to do.

## How to use it

```python
from datasets import load_dataset

pairs = load_dataset("path/to/this/directory", split="train")
sentences = load_dataset("path/to/this/directory", "sentences", split="train")
free = pairs.filter(lambda pair: pair["licence_en"] == "CC-BY-4.0")
```

```python
import aigov_corpus as ac

corpus = ac.load("path/to/this/directory")
```

Each document has a directory with `pairs` (Parquet, JSON Lines, CSV), `sentences`, `findings`,
and translation memories (TMX). `datapackage.json` describes every file and column (Frictionless
Data Package 2.0), here for all documents and in each directory for one.

Pairs were aligned by machine unless their `status` is `confirmed`; `score` is the probability that
both sides belong together. `missing` means that the source lacks this passage in one language. The
principles are tags of a program.
"""


def _front_matter(
    facts: Mapping[str, Any],
    packages: Sequence[Mapping[str, Any]],
    rows: Iterable[Mapping[str, str]],
    *,
    pairs: int,
) -> list[str]:
    """Return the lines of the YAML; every value is JSON, which is YAML too."""
    documents = [str(package["name"]) for package in packages]
    known = {licence["name"] for package in packages for licence in package["licenses"]}
    one = known.pop().lower() if len(known) == 1 and known != {"notspecified"} else ""
    licence = {"license": one}
    if not one:
        licence = {
            "license": "other",
            "license_name": "one-for-each-text",
            "license_link": "texts.csv",
        }
    tables = {"pairs": TABLE, "sentences": "sentences.parquet"}
    values = {
        "pretty_name": facts["title"],
        **licence,
        "language": sorted({base_language(row["language"]) for row in rows}),
        "multilinguality": ["translation"],
        "task_categories": ["translation"],
        "size_categories": [next((size for limit, size in _SIZES if pairs < limit), _LARGEST)],
        "tags": facts.get("keywords", []),
        # not texts.csv: hubs take all tables of a data set for one format
        "configs": [
            _config(name, [f"{document}/{file}" for document in documents])
            for name, file in tables.items()
        ],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return ["---", *lines, "---", ""]


def _config(name: str, files: Sequence[str]) -> dict[str, Any]:
    """Return what the YAML says about one table; the table of pairs is the one that is loaded."""
    data = [{"split": "train", "path": files}]
    default = {"default": True} if name == "pairs" else {}
    return {"config_name": name, "data_files": data} | default


def _text_table(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the lines of a table of the texts."""
    lines = ["| " + " | ".join((*_SHOWN, "by")) + " |", "|---" * (len(_SHOWN) + 1) + "|"]
    for row in rows:
        cells = (*(row[name] for name in _SHOWN), row["translator"] or row["publisher"])
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return lines


def _cell(text: str) -> str:
    """Return a text as a cell of a table of Markdown."""
    return " ".join(text.split()).replace("|", "\\|") or "not known"
