"""Borders that a published text has on both sides: paragraphs of reports, articles of laws.

No alignment by hand is known for these texts, but no bead may have sentences of one paragraph, or
of one article, on its one side and of another on its other side. The aligner is not told the
borders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from aigov_corpus.alignment import align_sentences
from aigov_corpus.evaluation.gold import GoldText, Pairing
from aigov_corpus.segmentation import segment

Sentences = list[str]
Part = tuple[Sentences, Sentences]
"""The Chinese and the English sentences of one paragraph or article."""

ARTICLE = {"zh": re.compile(r"第 ?[\d-]+ ?條"), "en": re.compile(r"Article [\d-]+\b.{0,3}")}
"""The line that begins an article. It is left out, so that only the text tells articles apart."""
ENDED = re.compile(r"[.;:。；：!?！？][”\"’)]?( and| or)?$")
"""End of a line after which the next line begins a sentence; others are hard-wrapped."""
MARKED = re.compile(r"[（(]?[\d一二三四五六七八九十a-z]+[）).、]|第|(Chapter|Section|Article)\b")
"""Beginning of a line that does not go on with the line before."""
LONG = {"zh": 25, "en": 50}
"""Characters of a line that may have been wrapped."""


def read_reports(folder: Path) -> Iterator[tuple[str, list[Part]]]:
    """Yield the chapters of `YEAR-NN.{zh,en}.txt`, in which a line is a paragraph."""
    for path in sorted(folder.glob("*.zh.txt")):
        english = path.with_name(path.name.replace(".zh.", ".en."))
        lines = zip(lines_of(path), lines_of(english), strict=True)
        yield path.name[:7], [(segment(zh, "zh"), segment(en, "en")) for zh, en in lines]


def read_laws(folder: Path) -> Iterator[tuple[str, list[Part]]]:
    """Yield the laws of `LAW.{zh,en}.txt`, in which `Article 1` is a line of its own."""
    for path in sorted(folder.glob("*.zh.txt")):
        english = path.with_name(path.name.replace(".zh.", ".en."))
        articles = zip(articles_of(path, "zh"), articles_of(english, "en"), strict=True)
        yield path.name.partition(".")[0], list(articles)


def join_parts(name: str, parts: Sequence[Part]) -> GoldText:
    """Return a text with one bead for each part that both sides have."""
    src: Sentences = []
    tgt: Sentences = []
    beads: list[Pairing] = []
    for zh, en in parts:
        if zh and en:
            numbers = range(len(src), len(src) + len(zh)), range(len(tgt), len(tgt) + len(en))
            beads.append((tuple(numbers[0]), tuple(numbers[1])))
            src += zh
            tgt += en
    return GoldText(name, tuple(src), tuple(tgt), "zh", "en", tuple(beads))


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file, without line feeds."""
    return path.read_text(encoding="utf-8").splitlines()


def articles_of(path: Path, lang: str) -> list[Sentences]:
    """Return the sentences before the first article, and those of each article."""
    found: list[list[str]] = [[]]
    for line in map(str.strip, lines_of(path)):
        if ARTICLE[lang].fullmatch(line):
            found.append([])
        elif line:
            found[-1].append(line)
    return [
        [sentence for line in unwrapped(lines, lang) for sentence in segment(line, lang)]
        for lines in found
    ]


def unwrapped(lines: Sequence[str], lang: str) -> list[str]:
    """Return lines with those joined that one sentence was wrapped to."""
    joined: list[str] = []
    for line in lines:
        goes_on = joined and not ENDED.search(joined[-1]) and len(joined[-1]) > LONG[lang]
        if goes_on and not MARKED.match(line):
            joined[-1] += line if lang == "zh" else f" {line}"
        else:
            joined.append(line)
    return joined


def measure_boundaries(parts_of_texts: Iterator[tuple[str, list[Part]]]) -> dict[str, object]:
    """Return how many beads lie across borders, and in how many texts a passage is linked.

    A link is false if the two sentences are of different parts.
    """
    beads = nulls = across = false_links = texts_with_false = texts = 0
    for _, parts in parts_of_texts:
        zh_part = [number for number, part in enumerate(parts) for _ in part[0]]
        en_part = [number for number, part in enumerate(parts) for _ in part[1]]
        alignment = align_sentences(
            [sentence for part in parts for sentence in part[0]],
            [sentence for part in parts for sentence in part[1]],
        )
        for bead in alignment.beads:
            here = {zh_part[at] for at in bead.src}
            there = {en_part[at] for at in bead.tgt}
            if here and there:
                beads += 1
                across += here != there
            else:
                nulls += 1
        wrong = sum(zh_part[move.src] != en_part[move.tgt] for move in alignment.moves)
        false_links += wrong
        texts_with_false += bool(wrong)
        texts += 1
    return {
        "texts": texts,
        "beads": beads,
        "nulls": nulls,
        "across": across,
        "across_per_1000": round(1000 * across / beads, 2),
        "false_links": false_links,
        "texts_with_false_links": texts_with_false,
    }
