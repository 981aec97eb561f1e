"""Score the extraction of web pages against hand-made body texts, beside trafilatura.

    python benchmarks/extraction.py DIRECTORY [--out benchmarks/extraction.json]

DIRECTORY holds pages (`NAME.html`) and, for those that can be scored, `NAME.gold.json` with the
body text under "content" (and the address under "url"). A `MANIFEST.tsv` with columns `file` and
`url` gives further addresses. Pages without gold are listed with the agreement of the two
extractors.

The score is the F1 of the bags of tokens: each Chinese character and each word of another script is
one.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import re
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import Any

import trafilatura

from aigov_corpus.extraction import extract
from aigov_corpus.records import Document

SCORES = ("f1", "f1_with_url", "f1_trafilatura", "agreement_with_trafilatura")
"""Columns of the table; a page without gold has only the last."""
TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


def f1(found: str, gold: str) -> float:
    """Return the F1 of two texts as bags of tokens; 0.0 if both are empty."""
    ours, wanted = Counter(TOKEN.findall(found.lower())), Counter(TOKEN.findall(gold.lower()))
    total = sum(ours.values()) + sum(wanted.values())
    return 2 * sum((ours & wanted).values()) / total if total else 0.0


def body(document: Document) -> str:
    """Return the text of a document without its title, which body texts leave out."""
    return "\n".join(
        block.text for block in document.blocks if block.kind not in ("title", "provenance")
    )


def addresses(directory: Path) -> dict[str, str]:
    """Return the URL of each page by its file name, as the manifest gives it."""
    manifest = directory / "MANIFEST.tsv"
    if not manifest.exists():
        return {}
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        found = {row["file"]: re.search(r"https?://\S+", row.get("url") or "") for row in rows}
    return {name: match.group() for name, match in found.items() if match}


def score(page: Path, url: str) -> dict[str, Any]:
    """Return one row of the table: what is found on a page, and how well."""
    data = page.read_bytes()
    gold_file = page.with_suffix("").with_suffix(".gold.json")
    gold = json.loads(gold_file.read_text(encoding="utf-8")) if gold_file.exists() else {}
    url = url or gold.get("url", "")
    started = time.perf_counter()
    document = extract(data, name=page.name)
    seconds = time.perf_counter() - started
    known = extract(data, name=page.name, url=url)
    theirs = trafilatura.extract(data, include_comments=False) or ""
    row: dict[str, Any] = {
        "page": page.name,
        "template": document.meta["template"],
        "template_with_url": known.meta["template"],
        "title": document.title,
        "published": document.published,
        "tokens": len(TOKEN.findall(body(document))),
        "seconds": round(seconds, 2),
    }
    if gold:
        row |= {
            "f1": round(f1(body(document), gold["content"]), 4),
            "f1_with_url": round(f1(body(known), gold["content"]), 4),
            "f1_trafilatura": round(f1(theirs, gold["content"]), 4),
        }
    else:
        row["agreement_with_trafilatura"] = round(f1(body(document), theirs), 4)
    return row


def main() -> None:
    """Print the table and write it as JSON."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    urls = addresses(options.directory)
    # Imports are not the first page's time.
    extract(b"<html><body><p>warm</p><p>up</p></body></html>", name="warm-up")
    rows = [
        score(page, urls.get(page.name, "")) for page in sorted(options.directory.glob("*.html"))
    ]
    for row in rows:
        scores = " ".join(f"{row.get(name, float('nan')):.4f}" for name in SCORES)
        print(f"{row['page']:<44} {row['template']:<16} {scores} {row['seconds']:.2f} s")
    report = {
        "what": (
            "token F1 of body text against gold; "
            "agreement of the two extractors where there is none"
        ),
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}",
        "versions": {
            name: version(name) for name in ("aigov-corpus", "trafilatura", "lxml", "w3lib")
        },
        "pages": rows,
    }
    if options.out:
        options.out.write_text(
            json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
