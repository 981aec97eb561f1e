"""Score sentence boundaries against texts that were segmented by hand.

    python benchmarks/segmenting.py zh texts/*.zh.txt

Each file has one sentence per line. Its lines are joined (Chinese and Japanese without a blank,
other languages with one) and split again. A line without an end mark is taken as a heading and
stays a paragraph of its own. With --one-paragraph it is joined as well; punctuation cannot tell its
boundary.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from aigov_corpus.protocols import Segmenter
from aigov_corpus.segmentation import get_segmenter

ENDED = re.compile(r"[。！？!?.…；;:：—–-][\"”’」』）)》'\s]*$")
UNSPACED = {"zh", "ja"}
"""Languages without blanks between sentences."""


def paragraphs(lines: list[str], *, one: bool) -> list[list[str]]:
    """Return the sentences of each paragraph; a line without an end mark is one of its own."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if one or ENDED.search(line):
            groups[-1].append(line)
        else:
            groups += [[line], []]
    return [group for group in groups if group]


def inner_boundaries(sentences: list[str], blank: str) -> set[int]:
    """Return where each sentence but the last ends in the paragraph that they make together."""
    boundaries = set()
    end = 0
    for sentence in sentences[:-1]:
        end += len(sentence)
        boundaries.add(end)
        end += len(blank)
    return boundaries


def score_file(file: Path, segmenter: Segmenter, *, blank: str, one_paragraph: bool) -> str:
    """Return a line with precision, recall and F1 of a file's boundaries."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    right = wrong = missed = 0
    for sentences in paragraphs([line for line in lines if line], one=one_paragraph):
        gold = inner_boundaries(sentences, blank)
        found = {end for _, end in segmenter.spans(blank.join(sentences))[:-1]}
        right += len(gold & found)
        wrong += len(found - gold)
        missed += len(gold - found)
    precision = right / max(1, right + wrong)
    recall = right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    measures = f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
    return f"{file}  {segmenter.id}  {measures}  of {right + missed}"


def main() -> None:
    """Print the scores of each file."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("lang")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--no-semicolon", action="store_true")
    parser.add_argument("--one-paragraph", action="store_true")
    options = parser.parse_args()
    settings = {"semicolon": False} if options.no_semicolon else {}
    segmenter = get_segmenter(options.lang, **settings)
    blank = "" if options.lang in UNSPACED else " "
    for file in options.files:
        print(score_file(file, segmenter, blank=blank, one_paragraph=options.one_paragraph))


if __name__ == "__main__":
    main()
