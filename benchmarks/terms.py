"""How many listed terms are found, and how often the first rendering is a listed one.

    python benchmarks/terms.py HKMA_DIR

HKMA_DIR has chapters `YEAR-NN.zh.txt` and `YEAR-NN.en.txt`, paragraph by paragraph, and lists of
terms `YEAR.terms.jsonl`: `{term, renderings}`, a term a line. The years whose terms are Chinese are
measured, beside candidates by frequency alone. The figures go to benchmarks/terms.json.

Only listed terms that occur at least three times in the chapters count: rarer ones are no
candidates.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import aigov_corpus as ac
from aigov_corpus.text.simplified import simplify
from figures import describe_machine

OUT = Path(__file__).with_suffix(".json")
FIRST = (500, 1000, 2000, 4000)
"""Among how many of the first candidates listed terms are looked for."""
FEWEST = 3
"""How often a term occurs, at least."""
PLACES = 3


def read_pairs(folder: Path, year: str) -> list[tuple[str, str]]:
    """Return the paragraphs of a year that both languages have."""
    found = []
    for path in sorted(folder.glob(f"{year}-*.zh.txt")):
        english = path.with_name(path.name.replace(".zh.", ".en."))
        lines = zip(
            path.read_text("utf-8").splitlines(),
            english.read_text("utf-8").splitlines(),
            strict=False,
        )
        found += [(zh, en) for zh, en in lines if zh.strip() and en.strip()]
    return found


def read_terms(path: Path) -> dict[str, set[str]]:
    """Return the listed Chinese terms in simplified characters, with renderings in lower case."""
    found: dict[str, set[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        renderings = {rendering.lower() for rendering in entry["renderings"]}
        found.setdefault(simplify(entry["term"]), set()).update(renderings)
    return found


def measure(pairs: Sequence[tuple[str, str]], listed: dict[str, set[str]]) -> dict[str, object]:
    """Return the recall of listed terms, and the share whose first rendering is listed."""
    text = simplify("\n".join(zh for zh, _ in pairs))
    wanted = {term for term in listed if text.count(term) >= FEWEST}
    frame = ac.Corpus.from_pairs(pairs).terms(min_count=FEWEST)
    rankings = {
        "ours": frame["term"].tolist(),
        "frequency alone": frame.sort_values("count", ascending=False, kind="stable")[
            "term"
        ].tolist(),
    }
    figures: dict[str, object] = {"pairs": len(pairs), "listed": len(wanted), "found": len(frame)}
    for name, terms in rankings.items():
        for first in FIRST:
            share = len(wanted & set(terms[:first])) / max(len(wanted), 1)
            figures[f"recall in first {first}, {name}"] = round(share, PLACES)
    rendered = dict(zip(frame["term"], frame["text"], strict=True))
    known = [term for term in wanted if rendered.get(term)]
    exact = sum(rendered[term].lower() in listed[term] for term in known)
    part = sum(
        any(
            rendered[term].lower() in other or other in rendered[term].lower()
            for other in listed[term]
        )
        for term in known
    )
    figures["first rendering is listed"] = round(exact / max(len(known), 1), PLACES)
    figures["first rendering is or has a part of it"] = round(part / max(len(known), 1), PLACES)
    return figures


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    figures = {}
    for path in sorted(folder.glob("*.terms.jsonl")):
        listed = read_terms(path)
        year = path.name.partition(".")[0]
        if sum(not term.isascii() for term in listed) > len(listed) / 2:
            figures[year] = measure(read_pairs(folder, year), listed)
    written = {"machine": describe_machine(), "figures": figures}
    OUT.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
