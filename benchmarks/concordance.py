"""Measure a concordance over a million pairs, beside a plain scan of their Chinese texts.

    python benchmarks/concordance.py [--rows 1000000] [--save]

The table is made of the bundled pairs by repetition and variation: each text gets a number of its
own, and one in a thousand Chinese texts has the phrase that is looked for. Both read the same
Parquet file from the disk. The plain scan reads the Chinese texts alone with pyarrow, looks into
each in Python, and counts; ours makes whole pairs of the rows with the phrase, with DuckDB if it is
installed, and a concordance of them. `--save` writes the figures into benchmarks/concordance.json.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pyarrow as pa
import pyarrow.parquet as pq

import aigov_corpus as ac
from aigov_corpus.exporting.parquet import read_having, to_table
from aigov_corpus.research.concordance import find_lines
from aigov_corpus.research.patterns import make_pattern

SAVED = Path(__file__).with_suffix(".json")
PHRASE = "潮汐算力"
"""The phrase that is looked for; no bundled text has it."""
EVERY = 1_000
"""One text in so many has the phrase."""
GROUP = 10_000
"""Rows of a row group, as in a corpus."""
ROUNDS = 3
"""How often each way is measured; the fastest counts."""


def make_rows(path: Path, rows: int) -> None:
    """Write a table of pairs with as many rows, and the columns of a corpus."""
    base = to_table([pair for pair in ac.load(reviewed=False) if pair.zh and pair.en])
    columns = {name: base[name].to_pylist() for name in base.column_names}
    with pq.ParquetWriter(path, base.schema, compression="zstd") as writer:
        for start in range(0, rows, GROUP):
            numbers = range(start, min(start + GROUP, rows))
            made = {
                name: [values[number % len(values)] for number in numbers]
                for name, values in columns.items()
            }
            made["pair_id"] = [f"large/x/{number:016x}" for number in numbers]
            made["zh"] = [
                f"第{number}条,{PHRASE * (number % EVERY == 0)}{text}"
                for number, text in zip(numbers, made["zh"], strict=True)
            ]
            made["en"] = [
                f"Article {number}. {text}"
                for number, text in zip(numbers, made["en"], strict=True)
            ]
            writer.write_table(pa.table(made, schema=base.schema))


def scan_plainly(path: Path) -> int:
    """Look into every text in Python."""
    found = 0
    for batch in pq.ParquetFile(path).iter_batches(columns=["zh"]):
        found += sum(PHRASE in text for text in batch.column(0).to_pylist())
    return found


def scan(path: Path) -> int:
    """Do what `ac.load(path, having=PHRASE).concordance(PHRASE, links=False)` does."""
    side, pattern = make_pattern(PHRASE)
    pairs = list(read_having(path, column=side, pattern=pattern))
    return len(find_lines(pairs, PHRASE, links=False))


def measure(way: Callable[[Path], int], path: Path, wanted: int) -> float:
    """Return the seconds of the fastest run."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        assert way(path) == wanted
        best = min(best, perf_counter() - start)
    return best


def main() -> None:
    """Print the seconds of each way, and their ratios to the plain scan."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pairs.parquet")
        make_rows(path, options.rows)
        wanted = -(-options.rows // EVERY)
        ways = {"plain": scan_plainly, "ours": scan}
        seconds = {name: measure(way, path, wanted) for name, way in ways.items()}
    for name, taken in seconds.items():
        print(f"{name:<8}{taken:6.2f} s{taken / seconds['plain']:7.2f}")
    if options.save:
        figures = {
            "rows": options.rows,
            "places": wanted,
            "python": sys.version.split()[0],
            "machine": platform.machine(),
            "seconds": {name: round(taken, 2) for name, taken in seconds.items()},
            "ratio to a plain scan": {
                name: round(taken / seconds["plain"], 2) for name, taken in seconds.items()
            },
        }
        SAVED.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
