"""How sure the matching of sections is, and the decision whether two documents belong together.

    python benchmarks/sections.py GOLD_DIR [FILE FILE.zh FILE.en …]

GOLD_DIR holds one directory per text (src.LANG.txt, tgt.LANG.txt, gold.align). The other arguments
are laws: a bilingual file, or two files of one law (`NAME.zh.*` before `NAME.en.*`). From them the
script makes pairs of texts that belong together, and pairs that do not. The figures go to
benchmarks/sections.json.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from aigov_corpus.embedding import cache_encoder
from aigov_corpus.evaluation.gold import read_gold
from aigov_corpus.extraction import extract, extract_bilingual
from aigov_corpus.matching.belonging import Belonging, judge_belonging, least_found
from aigov_corpus.matching.likeness import compare
from aigov_corpus.matching.sections import match_sections
from aigov_corpus.records import Block, BlockKind, Document, Segment, Segmented
from aigov_corpus.segmentation import segment_document

OUT = Path(__file__).with_suffix(".json")
ENCODER = cache_encoder("use")

SECTION_LENGTHS = (3, 10)  # beads in a section of a text that is cut into sections
SHORT_TEXTS = (3, 5, 8) * 4  # beads in each of the short texts that are cut out of a text
BLOCK = 8  # beads in each of the blocks that are shuffled
LEAST_SECTIONS = 6  # sections that both texts need for their shares to be told


class Row(NamedTuple):
    """One sentence."""

    text: str
    path: str
    """Section path that the matcher sees."""
    kind: BlockKind = "paragraph"
    mark: str = ""
    """Mark of the true section: rows of both texts with the same mark belong together."""


Rows = list[Row]
"""The sentences of a text."""
Pair = tuple[Rows, Rows]
"""A Chinese and an English text."""
Beads = list[tuple[list[str], list[str]]]
"""Chinese sentences, and the English sentences that translate them."""


def segment_rows(lang: str, rows: Rows) -> Segmented:
    """Return rows as a segmented document."""
    blocks = tuple(Block(row.kind, row.text, lang, row.path) for row in rows)
    segments = tuple(
        Segment(f"{lang}-{number}", row.text, number, 0, len(row.text), row.kind, row.path)
        for number, row in enumerate(rows)
    )
    return Segmented(Document("", lang, blocks), segments, lang)


def read_law(paths: Sequence[Path]) -> Pair:
    """Read a law from one bilingual file, or from two files."""
    if len(paths) == 1:
        zh, en = extract_bilingual(paths[0].read_bytes(), name=paths[0].name)
    else:
        zh, en = extract(paths[0], lang="zh"), extract(paths[1], lang="en")
    return make_rows(zh), make_rows(en)


def make_rows(document: Document) -> Rows:
    """Return the sentences of a document; the mark of each is its section path."""
    return [
        Row(segment.text, segment.section, segment.kind, segment.section)
        for segment in segment_document(document).segments
    ]


def read_texts(folder: Path) -> dict[str, Beads]:
    """Read the hand-made beads of each text, by its name."""
    texts = {}
    for gold in read_gold(folder):
        beads = [
            ([gold.src[number] for number in src], [gold.tgt[number] for number in tgt])
            for src, tgt in gold.beads
        ]
        chinese_first = gold.src_lang == "zh"
        texts[gold.name] = beads if chinese_first else [(tgt, src) for src, tgt in beads]
    return texts


def flatten(beads: Beads) -> Pair:
    """Return beads as two texts without sections."""
    zh = [Row(text, "0") for sentences, _ in beads for text in sentences]
    en = [Row(text, "0") for _, sentences in beads for text in sentences]
    return zh, en


def drop_sentences(rows: Rows, share: float, rng: random.Random) -> Rows:
    """Return the rows without about that share of them."""
    return [row for row in rows if rng.random() >= share]


# Section matching


def count_sections(rows: Rows) -> list[tuple[Row, int]]:
    """Return each row with the number of its true section, from 0."""
    numbers: dict[str, int] = {}
    return [(row, numbers.setdefault(row.mark, len(numbers))) for row in rows]


def renumber(rows: Rows) -> Rows:
    """Return the rows with their sections numbered anew, as articles from 1."""
    return [row._replace(path=f"art{number + 1}") for row, number in count_sections(rows)]


def cut_into_sections(beads: Beads, length: int, rng: random.Random) -> Pair:
    """Cut beads into sections of about `length` beads, at beads that have both languages."""

    def draw_length() -> int:
        return rng.randint(length // 2 + 1, length * 3 // 2)

    zh: Rows = []
    en: Rows = []
    section, left = 0, draw_length()
    for src, tgt in beads:
        if left <= 0 and src and tgt:
            section, left = section + 1, draw_length()
        left -= 1
        zh += [Row(text, str(section), mark=str(section)) for text in src]
        en += [Row(text, str(section), mark=str(section)) for text in tgt]
    return zh, en


def drop_sections(rows: Rows, share: float, rng: random.Random) -> Rows:
    """Return the rows without that share of the true sections."""
    marks = list(dict.fromkeys(row.mark for row in rows))
    lost = set(rng.sample(marks, int(share * len(marks))))
    return [row for row in rows if row.mark not in lost]


def vary_sections(pair: Pair, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    """Yield the ways in which two versions of a text are divided differently in practice."""
    zh, en = pair
    counted = count_sections(en)
    yield "as they are", pair
    yield "no number in common", (zh, [row._replace(path=f"x{n}") for row, n in counted])
    one_off = [row._replace(path=f"art{n + 2}") for row, n in counted]
    yield "all numbers one off", (renumber(zh), one_off)
    yield "every two sections in one", (zh, [row._replace(path=str(n // 2)) for row, n in counted])
    yield "not divided", (zh, [row._replace(path="0") for row in en])
    for share in (0.1, 0.3):
        less_zh = drop_sections(zh, share, rng)
        less_en = drop_sections(en, share, rng)
        yield f"{share:.0%} of sections missing on each side", (less_zh, less_en)
        renumbered = renumber(less_zh), renumber(less_en)
        yield f"{share:.0%} missing, the others numbered anew", renumbered
    thinned = drop_sentences(zh, 0.25, rng), drop_sentences(en, 0.25, rng)
    yield "25% of sentences missing on each side", thinned


def count_cuts(pair: Pair) -> tuple[int, int, int]:
    """Return how many cuts are wrong, how many are right, and how many right ones are possible."""
    zh, en = pair
    texts = segment_rows("zh", zh), segment_rows("en", en)
    regions = match_sections(*texts, compare(*texts, encoder=ENCODER))

    def is_right(i: int, j: int) -> bool:
        """Return whether each true section lies before the cut, or after it, in both texts."""
        zh_before, zh_after = ({row.mark for row in part} for part in (zh[:i], zh[i:]))
        en_before, en_after = ({row.mark for row in part} for part in (en[:j], en[j:]))
        return not (zh_before & en_after or en_before & zh_after)

    made = [is_right(region.zh[1], region.en[1]) for region in regions[:-1]]
    ends = {(0, 0), (len(zh), len(en))}
    possible = sum(
        is_right(i, j)
        for i in section_borders(zh)
        for j in section_borders(en)
        if (i, j) not in ends
    )
    return made.count(False), made.count(True), possible


def section_borders(rows: Rows) -> list[int]:
    """Return where the section path changes, and the beginning and the end of a text."""
    inner = [
        number
        for number, (row, following) in enumerate(pairwise(rows), 1)
        if row.path != following.path
    ]
    return [*inner, 0, len(rows)]


def measure_cuts(texts: dict[str, Beads], laws: dict[str, Pair]) -> dict[str, object]:
    """Return wrong, right and possible cuts of each variant, over all texts."""
    rng = random.Random(1)
    pairs = dict(laws)
    for name, beads in texts.items():
        for length in SECTION_LENGTHS:
            pairs[f"{name}, sections of {length}"] = cut_into_sections(beads, length, rng)
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs.values():
        for variant, changed in vary_sections(pair, rng):
            wrong, right, possible = count_cuts(changed)
            total[variant].update(wrong=wrong, right=right, possible=possible)
    return {variant: dict(count) for variant, count in total.items()}


# Belonging together


def matching_pairs(
    texts: dict[str, Beads], laws: dict[str, Pair], rng: random.Random
) -> Iterator[tuple[str, Pair]]:
    """Yield pairs of texts that belong together, each with its kind."""
    for zh, en in [*laws.values(), *(flatten(beads) for beads in texts.values())]:
        yield "whole texts", (zh, en)
        for share in (0.2, 0.3):
            thinned = drop_sentences(zh, share, rng), drop_sentences(en, share, rng)
            yield f"{share:.0%} of sentences missing on each side", thinned
    for beads in texts.values():
        for length in SHORT_TEXTS:
            start = rng.randrange(len(beads) - length)
            pair = flatten(beads[start : start + length])
            if all(pair):
                yield "3 to 8 beads of a text", pair


def mismatched_pairs(
    texts: dict[str, Beads], laws: dict[str, Pair], rng: random.Random
) -> Iterator[tuple[str, Pair]]:
    """Yield pairs of texts that do not belong together, each with its kind."""
    flats = {name: flatten(beads) for name, beads in texts.items()}
    yield from crossed_pairs(flats)
    yield from damaged_pairs(texts, flats, rng)
    longest = max(flats.values(), key=lambda pair: len(pair[1]))
    strange = [row.text for row in longest[1]]
    for law in laws.values():
        yield from other_laws(law, strange, rng)


def crossed_pairs(flats: dict[str, Pair]) -> Iterator[tuple[str, Pair]]:
    """Yield the Chinese of each text with the English of each other text."""
    for name, (zh, _) in flats.items():
        for other, (_, en) in flats.items():
            if name == other:
                continue
            same_kind = kind_of_text(name) == kind_of_text(other)
            yield "another text of the same kind" if same_kind else "another text", (zh, en)


def kind_of_text(name: str) -> str:
    """Return the kind of a gold text: the first letters of its name, such as `aca`."""
    return name[:3]


def damaged_pairs(
    texts: dict[str, Beads], flats: dict[str, Pair], rng: random.Random
) -> Iterator[tuple[str, Pair]]:
    """Yield texts with their own English in another order, or in part."""
    names = list(texts)
    for name, beads in texts.items():
        zh = flats[name][0]
        half = len(beads) // 2
        halves = flatten(beads[:half]), flatten(beads[half:])
        yield "first half, second half", (halves[0][0], halves[1][1])
        blocks = [beads[start : start + BLOCK] for start in range(0, len(beads), BLOCK)]
        rng.shuffle(blocks)
        shuffled = flatten([bead for block in blocks for bead in block])
        yield f"shuffled in blocks of {BLOCK}", (zh, shuffled[1])
        following = names[(names.index(name) + 1) % len(names)]
        replacement = flats[following][1][: len(beads) - half]
        yield "second half replaced", (zh, halves[0][1] + replacement)
        for length in SHORT_TEXTS:
            start, other = rng.sample(range(len(beads) - length), 2)
            pair = (
                flatten(beads[start : start + length])[0],
                flatten(beads[other : other + length])[1],
            )
            if abs(start - other) > length and all(pair):
                yield "3 to 8 beads of other places", pair


ARTICLE = re.compile(r"Article \d+ ")


def other_laws(law: Pair, strange: list[str], rng: random.Random) -> Iterator[tuple[str, Pair]]:
    """Yield the Chinese of a law with the English of a law that differs from it.

    Args:
        law: the law, in articles.
        strange: sentences of another text.
        rng: chooses what is changed.
    """
    zh, en = law
    articles = [mark for mark in dict.fromkeys(row.mark for row in en) if "art" in mark]

    def replace_texts(marks: set[str]) -> Rows:
        """Replace the paragraphs of some sections; headings and article numbers stay."""
        changed = []
        for row in en:
            if row.mark in marks and row.kind == "paragraph":
                number = ARTICLE.match(row.text)
                row = row._replace(text=(number[0] if number else "") + rng.choice(strange))
            changed.append(row)
        return changed

    half = set(rng.sample(articles, len(articles) // 2))
    all_replaced = replace_texts({row.mark for row in en})
    yield "the same headings and numbers, other text", (zh, all_replaced)
    yield "half of the articles replaced", (zh, replace_texts(half))
    order = dict(zip(articles, rng.sample(articles, len(articles)), strict=True))
    texts = {mark: [row.text for row in en if row.mark == mark] for mark in articles}
    shuffled = [Row(text, mark, mark=mark) for mark in articles for text in texts[order[mark]]]
    others = [row for row in en if row.mark not in order]
    yield "articles shuffled, numbers in order", (zh, others + shuffled)
    for dropped, changed, new in ((0.1, 0.1, 0.05), (0.3, 0.3, 0.3), (0.4, 0.5, 0.4)):
        name = f"another version: {dropped:.0%} dropped, {changed:.0%} changed, {new:.0%} new"
        version: Rows = []
        for mark in articles:
            if rng.random() < dropped:
                continue
            number = len({row.path for row in version}) + 1
            sentences = [rng.choice(strange)] if rng.random() < changed else texts[mark]
            version += [
                Row(ARTICLE.sub(f"Article {number} ", text), f"art{number}") for text in sentences
            ]
            if rng.random() < new:
                version.append(Row(rng.choice(strange), f"art{number + 1}"))
        yield name, (zh, version)


def measure_belonging(cases: Iterator[tuple[str, Pair]]) -> dict[str, object]:
    """Return for each kind of pair how many were refused, doubted and passed, and the figures."""
    found: dict[str, list[Belonging]] = defaultdict(list)
    for kind, (zh, en) in cases:
        texts = segment_rows("zh", zh), segment_rows("en", en)
        likeness = compare(*texts, encoder=ENCODER)
        found[kind].append(judge_belonging(*texts, likeness, encoder=ENCODER))
    return {kind: summarise(judged) for kind, judged in found.items()}


def summarise(judged: Sequence[Belonging]) -> dict[str, object]:
    """Return the verdicts, and the least and the greatest value of each figure."""
    verdicts = Counter(verdict(belonging) for belonging in judged)
    figures = [belonging.measured for belonging in judged if belonging.measured is not None]
    found = [one.found / least_found(one.shorter) for one in figures]
    in_order = [one.in_order for one in figures if one.in_order is not None]
    sections = [
        max(one.zh_sections.share, one.en_sections.share)
        for one in figures
        if min(one.zh_sections.total, one.en_sections.total) >= LEAST_SECTIONS
    ]
    return {
        **{name: verdicts[name] for name in ("refused", "doubted", "passed")},
        "found over least": spread(found),
        "in order": spread(in_order),
        "covered": spread([max(one.covered) for one in figures]),
        "sections": spread(sections),
    }


def verdict(belonging: Belonging) -> str:
    """Return what happens to a pair of documents."""
    if belonging.objections:
        return "refused"
    return "doubted" if belonging.doubts else "passed"


def spread(values: Sequence[float]) -> list[float]:
    """Return the least and the greatest value, rounded; nothing if there is no value."""
    return [round(min(values), 3), round(max(values), 3)] if values else []


def read_laws(paths: Sequence[Path]) -> dict[str, Pair]:
    """Read all laws, by the beginning of their file names."""
    laws: dict[str, Pair] = {}
    left = list(paths)
    while left:
        count = 2 if ".zh." in left[0].name else 1
        laws[left[0].name.partition(".")[0]] = read_law(left[:count])
        del left[:count]
    return laws


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("laws", type=Path, nargs="*")
    options = parser.parse_args()
    texts = read_texts(options.gold)
    laws = read_laws(options.laws)
    result = {
        "encoder": ENCODER.id,
        "texts": [*laws, *texts],
        "cuts": measure_cuts(texts, laws),
        "belong together": measure_belonging(matching_pairs(texts, laws, random.Random(2))),
        "do not": measure_belonging(mismatched_pairs(texts, laws, random.Random(3))),
    }
    report = json.dumps(result, indent=1, ensure_ascii=False)
    OUT.write_text(f"{report}\n", encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
