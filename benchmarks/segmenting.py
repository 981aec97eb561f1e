"""Score sentence boundaries against texts that were segmented by hand.

    python benchmarks/segmenting.py zh texts/*.zh.txt

Each file has a sentence a line. Its lines are joined (Chinese without, others with a blank) and split again.
A line without an end mark is taken as a heading and stays a paragraph of its own; with --one-paragraph it is
joined as well, and its boundary is then beyond what punctuation can tell.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from aigov_corpus.segmentation import get_segmenter

_ENDED = re.compile(r"[。！？!?.…；;:：—–-][\"”’」』）)》'\s]*$")


def paragraphs(lines: list[str], *, one: bool) -> list[list[str]]:
    """Group sentences into paragraphs; a line without an end mark is one of its own."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if one or _ENDED.search(line):
            groups[-1].append(line)
        else:
            groups += [[line], []]
    return [group for group in groups if group]


def main() -> None:
    """Print precision, recall and F1 of each file's boundaries."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lang")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--no-semicolon", action="store_true")
    parser.add_argument("--one-paragraph", action="store_true")
    args = parser.parse_args()
    segmenter = get_segmenter(args.lang, **({"semicolon": False} if args.no_semicolon else {}))
    blank = "" if args.lang in {"zh", "ja"} else " "
    for file in args.files:
        right = wrong = missed = 0
        lines = [
            line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
        for group in paragraphs(lines, one=args.one_paragraph):
            text, gold, at = blank.join(group), set(), 0
            for line in group[:-1]:
                gold.add(at + len(line))
                at += len(line) + len(blank)
            found = {end for _, end in segmenter.spans(text)[:-1]}
            right += len(gold & found)
            wrong += len(found - gold)
            missed += len(gold - found)
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        print(
            f"{file}  {segmenter.id}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  of {right + missed}"
        )


if __name__ == "__main__":
    main()
