"""Write docs/schema.md from the code: `python tests/corpus/schema_page.py --write`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

import aigov_corpus as ac
from aigov_corpus.corpus.columns import FIELDS, SENTENCE_FIELDS
from aigov_corpus.corpus.findings import COLUMNS as FINDING_COLUMNS
from aigov_corpus.corpus.texts import TEXT_FIELDS
from aigov_corpus.exporting.constraints import PAIRS, SENTENCES
from aigov_corpus.exporting.omitting import OMITTED_FIELDS
from aigov_corpus.exporting.parquet import to_table

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"
BEGIN, END = "<!-- made by tests/corpus/schema_page.py -->", "<!-- end -->"
DATA = Path(__file__).parents[2] / "data" / "aligned" / "global-ai-governance-action-plan"


def rules(constraints: Mapping[str, Any]) -> str:
    """Return constraints in words."""
    parts = []
    if "enum" in constraints:
        parts.append(", ".join(f"`{value}`" for value in constraints["enum"]))
    if "pattern" in constraints:
        parts.append(f"`{constraints['pattern']}`")
    low, high = constraints.get("minimum"), constraints.get("maximum")
    if low is not None:
        parts.append(f"{low} to {high}" if high is not None else f"{low} or more")
    if constraints.get("required"):
        parts.append("never empty")
    return "; ".join(parts)


def arrow_type(schema: Any, name: str) -> str:
    """Return the type of a column in Parquet."""
    field = schema.field(name)
    kind = str(field.type).replace("element: ", "").replace("item: ", "")
    return f"{kind}, or null" if field.nullable else kind


def heading(name: str, titles: str) -> Iterator[str]:
    """Yield the lines before the rows of a table."""
    yield from (f"## {name}", "", f"| {titles} |", "|" + "---|" * len(titles.split(" | ")))


def tables() -> Iterator[str]:
    """Yield the lines of all tables."""
    corpus = ac.load(reviewed=False)
    frame, schema = corpus.to_pandas(), to_table(corpus).schema
    yield from (
        "## pairs",
        "",
        "| column | Parquet | pandas | values | holds |",
        "|---|---|---|---|---|",
    )
    for name, (_, text) in FIELDS.items():
        cells = (f"`{name}`", arrow_type(schema, name), str(frame[name].dtype))
        yield "| " + " | ".join((*cells, rules(PAIRS.get(name, {})), text)) + " |"
    yield ""
    yield from (
        "",
        "## sentences",
        "",
        "| column | Parquet | values | holds |",
        "|---|---|---|---|",
    )
    schema = pa.parquet.read_schema(DATA / "sentences.parquet")
    for name, (_, text) in SENTENCE_FIELDS.items():
        cells = (f"`{name}`", arrow_type(schema, name), rules(SENTENCES.get(name, {})), text)
        yield "| " + " | ".join(cells) + " |"
    yield ""
    yield from heading("findings", "column | Parquet | holds")
    schema = pa.parquet.read_schema(DATA / "findings.parquet")
    for name, text in FINDING_COLUMNS.items():
        yield f"| `{name}` | {arrow_type(schema, name)} | {text} |"
    yield ""
    for table, fields in (("texts", TEXT_FIELDS), ("omitted", OMITTED_FIELDS)):
        yield from heading(table, "column | type | holds")
        yield from (f"| `{name}` | {kind} | {text} |" for name, (kind, text) in fields.items())
        yield ""


def make_page(page: str) -> str:
    """Return the page with the tables of the code."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n" + "\n".join(tables()) + f"\n\n{END}{after}"


if __name__ == "__main__":
    made = make_page(PAGE.read_text("utf-8"))
    if "--write" in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
    else:
        print(made)
