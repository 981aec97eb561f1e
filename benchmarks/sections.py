"""How sure section matching and the document score are, on texts that fit and on texts made not to.

    python benchmarks/sections.py GOLD_DIR [FILE FILE.zh FILE.en …]

GOLD_DIR holds one directory per text (src.LANG.txt, tgt.LANG.txt, gold.align). The other arguments
are laws: a bilingual file, or two files of one law (`NAME.zh.*` before `NAME.en.*`). The figures go
to benchmarks/sections.json.
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
ENOUGH_SECTIONS = 6  # sections that both texts need for their shares to be told


class Row(NamedTuple):
    """One sentence."""

    text: str
    path: str
    kind: BlockKind = "paragraph"
    true: str = ""
    """Mark of the true section: rows of both texts with the same mark belong together."""


Rows = list[Row]
Pair = tuple[Rows, Rows]
Beads = list[tuple[list[str], list[str]]]


def segmented(lang: str, rows: Rows) -> Segmented:
    """The rows as a text."""
    blocks = tuple(Block(row.kind, row.text, lang, row.path) for row in rows)
    segments = tuple(
        Segment(f"{lang}-{n}", row.text, n, 0, len(row.text), row.kind, row.path)
        for n, row in enumerate(rows)
    )
    return Segmented(Document("", lang, blocks), segments, lang)


def read_law(paths: Sequence[Path]) -> Pair:
    """A law in one bilingual file or two."""
    if len(paths) == 1:
        both = extract_bilingual(paths[0].read_bytes(), name=paths[0].name)
    else:
        both = extract(paths[0], lang="zh"), extract(paths[1], lang="en")
    zh, en = (
        [Row(s.text, s.section, s.kind, s.section) for s in segment_document(d).segments]
        for d in both
    )
    return zh, en


def gold_texts(folder: Path) -> dict[str, Beads]:
    """The hand-made beads of each text, Chinese first."""
    found = {}
    for gold in read_gold(folder):
        beads = [
            ([gold.src[i] for i in src], [gold.tgt[j] for j in tgt]) for src, tgt in gold.beads
        ]
        found[gold.name] = beads if gold.src_lang == "zh" else [(tgt, src) for src, tgt in beads]
    return found


def flat(beads: Beads) -> Pair:
    """Beads as two undivided texts."""
    zh, en = ([Row(text, "0") for bead in beads for text in bead[side]] for side in (0, 1))
    return zh, en


def thinned(rows: Rows, share: float, rng: random.Random) -> Rows:
    """The rows without a share of them."""
    return [row for row in rows if rng.random() >= share]


# Section matching


def numbered(rows: Rows, form: str = "art{}") -> Rows:
    """The rows with their sections numbered from one."""
    seen: dict[str, int] = {}
    return [
        row._replace(path=form.format(seen.setdefault(row.true, len(seen) + 1))) for row in rows
    ]


def sectioned(beads: Beads, length: int, rng: random.Random) -> Pair:
    """Beads cut into sections of about `length` of them."""
    zh: Rows = []
    en: Rows = []
    section, left = 0, rng.randint(length // 2 + 1, length * 3 // 2)
    for src, tgt in beads:
        if left <= 0 and src and tgt:
            section, left = section + 1, rng.randint(length // 2 + 1, length * 3 // 2)
        left -= 1
        zh += [Row(text, str(section), true=str(section)) for text in src]
        en += [Row(text, str(section), true=str(section)) for text in tgt]
    return zh, en


def without(rows: Rows, share: float, rng: random.Random) -> Rows:
    """The rows without a share of the sections."""
    marks = list(dict.fromkeys(row.true for row in rows))
    lost = set(rng.sample(marks, int(share * len(marks))))
    return [row for row in rows if row.true not in lost]


def variants(pair: Pair, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    """Ways in which the divisions of two versions differ in practice."""
    zh, en = pair
    yield "as they are", pair
    yield "no number in common", (zh, [row._replace(path=f"x{n}") for row, n in marked(en)])
    yield (
        "all numbers one off",
        (numbered(zh), [row._replace(path=f"art{n + 2}") for row, n in marked(en)]),
    )
    yield (
        "every two sections in one",
        (zh, [row._replace(path=str(n // 2)) for row, n in marked(en)]),
    )
    yield "not divided", (zh, [row._replace(path="0") for row in en])
    for share in (0.1, 0.3):
        one, other = without(zh, share, rng), without(en, share, rng)
        yield f"{share:.0%} of sections missing on each side", (one, other)
        yield f"{share:.0%} missing, the others numbered anew", (numbered(one), numbered(other))
    yield "25% of sentences missing on each side", (thinned(zh, 0.25, rng), thinned(en, 0.25, rng))


def marked(rows: Rows) -> list[tuple[Row, int]]:
    """Each row with the number of its section, from 0."""
    seen: dict[str, int] = {}
    return [(row, seen.setdefault(row.true, len(seen))) for row in rows]


def cuts(pair: Pair) -> tuple[int, int, int]:
    """How many cuts are wrong, how many right, and how many right ones there could be."""
    zh, en = pair
    texts = segmented("zh", zh), segmented("en", en)
    regions = match_sections(*texts, compare(*texts, encoder=ENCODER))

    def right(i: int, j: int) -> bool:
        first = {row.true for row in zh[:i]}, {row.true for row in en[:j]}
        rest = {row.true for row in zh[i:]}, {row.true for row in en[j:]}
        return not (first[0] & rest[1] or first[1] & rest[0])

    made = [right(region.zh[1], region.en[1]) for region in regions[:-1]]
    limits = [
        [n for n, (a, b) in enumerate(pairwise(rows), 1) if a.path != b.path] + [0, len(rows)]
        for rows in pair
    ]
    corners = {(0, 0), (len(zh), len(en))}
    possible = sum(right(i, j) for i in limits[0] for j in limits[1] if (i, j) not in corners)
    return made.count(False), made.count(True), possible


def measure_cuts(texts: dict[str, Beads], laws: dict[str, Pair]) -> dict[str, object]:
    """Every variant of every text: wrong, right and possible cuts."""
    rng = random.Random(1)
    pairs = dict(laws)
    for name, beads in texts.items():
        for length in (3, 10):
            pairs[f"{name}, sections of {length}"] = sectioned(beads, length, rng)
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs.values():
        for variant, changed in variants(pair, rng):
            wrong, right, possible = cuts(changed)
            total[variant].update(wrong=wrong, right=right, possible=possible)
    return {variant: dict(count) for variant, count in total.items()}


# Belonging together


def fitting(
    texts: dict[str, Beads], laws: dict[str, Pair], rng: random.Random
) -> Iterator[tuple[str, Pair]]:
    """Texts that belong together."""
    for pair in [*laws.values(), *(flat(beads) for beads in texts.values())]:
        yield "whole texts", pair
        for share in (0.2, 0.3):
            yield (
                f"{share:.0%} of sentences missing on each side",
                (thinned(pair[0], share, rng), thinned(pair[1], share, rng)),
            )
    for beads in texts.values():
        for length in (3, 5, 8) * 4:
            start = rng.randrange(len(beads) - length)
            if all(side for side in flat(beads[start : start + length])):
                yield "3 to 8 beads of a text", flat(beads[start : start + length])


def unfit(
    texts: dict[str, Beads], laws: dict[str, Pair], rng: random.Random
) -> Iterator[tuple[str, Pair]]:
    """Texts that do not."""
    flats = {name: flat(beads) for name, beads in texts.items()}
    for one, (zh, _) in flats.items():
        for other, (_, en) in flats.items():
            if one != other:
                yield (
                    "another text of the same kind" if one[:3] == other[:3] else "another text",
                    (zh, en),
                )
    names = list(texts)
    for name, beads in texts.items():
        half = len(beads) // 2
        yield "first half, second half", (flat(beads[:half])[0], flat(beads[half:])[1])
        blocks = [beads[n : n + 8] for n in range(0, len(beads), 8)]
        rng.shuffle(blocks)
        yield (
            "shuffled in blocks of 8",
            (flats[name][0], flat([bead for block in blocks for bead in block])[1]),
        )
        other = flats[names[(names.index(name) + 1) % len(names)]][1]
        yield (
            "second half replaced",
            (flats[name][0], flat(beads[:half])[1] + other[: len(beads) - half]),
        )
        for length in (3, 5, 8) * 4:
            one, two = rng.sample(range(len(beads) - length), 2)
            pair = flat(beads[one : one + length])[0], flat(beads[two : two + length])[1]
            if abs(one - two) > length and all(pair):
                yield "3 to 8 beads of other places", pair
    strange = [row.text for row in flats[max(flats, key=lambda name: len(flats[name][1]))][1]]
    for zh, en in laws.values():
        articles = [mark for mark in dict.fromkeys(row.true for row in en) if "art" in mark]
        number = re.compile(r"Article \d+ ")

        def body(text: str, new: str, number: re.Pattern[str] = number) -> str:
            found = number.match(text)
            return (found[0] if found else "") + new

        def replaced(marks: set[str], en: Rows = en) -> Rows:
            return [
                row._replace(text=body(row.text, rng.choice(strange)))
                if row.true in marks and row.kind == "paragraph"
                else row
                for row in en
            ]

        half = set(rng.sample(articles, len(articles) // 2))
        yield "the same headings and numbers, other text", (zh, replaced({row.true for row in en}))
        yield "half of the articles replaced", (zh, replaced(half))
        order = dict(zip(articles, rng.sample(articles, len(articles)), strict=True))
        texts_of = {mark: [row.text for row in en if row.true == mark] for mark in articles}
        yield (
            "articles shuffled, numbers in order",
            (
                zh,
                [row for row in en if row.true not in order]
                + [
                    Row(text, mark, true=mark)
                    for mark in articles
                    for text in texts_of[order[mark]]
                ],
            ),
        )
        for name, lost, changed, added in (
            ("another version: 10% dropped, 10% changed, 5% new", 0.1, 0.1, 0.05),
            ("another version: 30% dropped, 30% changed, 30% new", 0.3, 0.3, 0.3),
            ("another version: 40% dropped, 50% changed, 40% new", 0.4, 0.5, 0.4),
        ):
            version: Rows = []
            for mark in articles:
                if rng.random() < lost:
                    continue
                n = len({row.path for row in version}) + 1
                rows = [rng.choice(strange)] if rng.random() < changed else texts_of[mark]
                version += [Row(number.sub(f"Article {n} ", text), f"art{n}") for text in rows]
                if rng.random() < added:
                    version.append(Row(rng.choice(strange), f"art{n + 1}"))
            yield name, (zh, version)


def measure_scores(cases: Iterator[tuple[str, Pair]]) -> dict[str, object]:
    """For each kind: how many were refused, doubted, passed, and the range of the figures."""
    found: dict[str, list[Belonging]] = defaultdict(list)
    for kind, (zh, en) in cases:
        texts = segmented("zh", zh), segmented("en", en)
        likeness = compare(*texts, encoder=ENCODER)
        found[kind].append(judge_belonging(*texts, likeness, encoder=ENCODER))
    return {kind: summary(scores) for kind, scores in found.items()}


def summary(scores: Sequence[Belonging]) -> dict[str, object]:
    """Verdicts, and the range of each measurement."""
    verdicts = Counter(
        "refused" if one.objections else "doubted" if one.doubts else "passed" for one in scores
    )

    figures = [one.measured for one in scores if one.measured is not None]

    def spread(values: Sequence[float]) -> list[float]:
        return [round(min(values), 3), round(max(values), 3)] if values else []

    return {
        **{verdict: verdicts[verdict] for verdict in ("refused", "doubted", "passed")},
        "found over least": spread([one.found / least_found(one.shorter) for one in figures]),
        "in order": spread([one.in_order for one in figures if one.in_order is not None]),
        "covered": spread([max(one.covered) for one in figures]),
        "sections": spread(
            [
                max(one.zh_sections.share, one.en_sections.share)
                for one in figures
                if min(one.zh_sections.total, one.en_sections.total) >= ENOUGH_SECTIONS
            ]
        ),
    }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("laws", type=Path, nargs="*")
    options = parser.parse_args()
    texts = gold_texts(options.gold)
    laws: dict[str, Pair] = {}
    rest: list[Path] = list(options.laws)
    while rest:
        count = 2 if ".zh." in rest[0].name else 1
        laws[rest[0].name.partition(".")[0]] = read_law(rest[:count])
        del rest[:count]
    result = {
        "encoder": ENCODER.id,
        "texts": [*laws, *texts],
        "cuts": measure_cuts(texts, laws),
        "belong together": measure_scores(fitting(texts, laws, random.Random(2))),
        "do not": measure_scores(unfit(texts, laws, random.Random(3))),
    }
    OUT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
