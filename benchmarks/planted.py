"""Kinds of text that the hand-aligned gold lacks, made from it by planting.

Each function takes a text with its gold and returns the same text with something planted in it, and
with its gold changed accordingly. Everything planted is Chinese on the Chinese side and English on
the English side. What is planted, and where, depends on the name of the text and on a seed alone.

A planted kind tells how the aligner copes with that kind, next to what it does with the text as it
was. It does not tell how often the kind occurs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence

from aigov_corpus.evaluation.damage import omit_short
from aigov_corpus.evaluation.gold import GoldText, Pairing

Lines = tuple[str, ...]
BeadText = tuple[Lines, Lines]
"""The sentences of one bead: those of the source, and those of the target."""
LinePair = tuple[str, str]
"""A line in Chinese and the same line in English."""

REPEATED: tuple[LinePair, ...] = (
    ("（掌声）", "(Applause.)"),
    ("同意。", "Agreed."),
    (
        "第四条 解释权归本部门。",
        "Article 4. The right of interpretation lies with this department.",
    ),
    ("填表说明见背面。", "See the notes overleaf."),
    ("归来吧，归来！", "Come home, oh, come home!"),
)
"""Lines of minutes, laws, forms and songs that stand in many places."""

HEADERS: tuple[LinePair, ...] = (
    ("政府工作报告 第3页", "Report on the Work of the Government, page 3"),
    ("内部资料 请勿外传", "Internal. Do not circulate."),
    ("年度报告", "Annual Report"),
)
"""Headers of pages."""

HEADINGS: tuple[LinePair, ...] = (
    ("各位代表！", "Fellow deputies!"),
    ("女士们，先生们：", "Ladies and gentlemen,"),
    ("同志们！", "Comrades,"),
    ("来源：新华社", "Source: Xinhua"),
    ("责任编辑：王晓明", "Editor: Wang Xiaoming"),
    ("2019年3月5日于北京", "Beijing, March 5, 2019"),
    ("图1 历年用水量变化", "Figure 1. Water use by year"),
    ("表2 各地区人口", "Table 2. Population by region"),
    ("三、工作安排", "III. Arrangements for the work"),
    ("（一）提高认识", "(1) Raise awareness"),
    ("结束语", "Concluding remarks"),
    ("附件：名单", "Annex: List of names"),
    ("众志成城，共克时艰！", "United we stand!"),
    ("时间就是金钱，效率就是生命。", "Time is money, efficiency is life."),
    ("让我们携起手来。", "Let us join hands."),
    ("谢谢大家。", "Thank you all."),
    ("摄影：李强", "Photo: Li Qiang"),
    ("未完待续", "To be continued"),
    ("上一篇 下一篇", "Previous | Next"),
    ("人民日报评论员文章", "A commentary of People's Daily"),
)
"""Headings, captions, salutations, slogans, bylines: what one rendering has and another lacks."""

LIST_SIZES = (9, 30)
"""Fewest and most items of a planted list."""
_LEAST_CLAUSE = 12
"""Letters of an English clause that is a list item by itself; a shorter one stays with the next."""
_BEADS_BETWEEN = 12
"""About how many beads lie between two planted lists."""
_BETWEEN_COPIES = 3
"""About how many beads lie between two copies of a repeated line."""
_BETWEEN_HEADERS = 10
"""Beads between two headers of pages."""
_BETWEEN_HEADINGS = 12
"""About how many beads lie between two planted headings."""
_LOST_COPIES = 0.3
"""Share of the copies of a repeated line that one side lacks, where their numbers differ."""
_UNSEEN = 100
"""Added to the seed of short omissions: weights are learned from others."""
_END_MARKS = "。！？!?.；;：:"


def plant_lists(text: GoldText, *, seed: int) -> GoldText:
    """Return a text in which one sentence of Chinese stands against 9 to 30 lines of English.

    Consecutive beads become one bead. Its Chinese sentences are joined to one, and its English ones
    are cut at commas and semicolons, until the English has the number of lines that was drawn.
    """
    rng, beads, zh, en = _begin(text, "list", seed)
    found: list[BeadText] = []
    while beads:
        wanted = rng.randint(*LIST_SIZES)
        for _ in range(rng.randint(1, 2 * _BEADS_BETWEEN)):
            found += beads[:1]
            del beads[:1]
        sentences: list[str] = []
        lines: list[str] = []
        while beads and len(lines) < wanted:
            bead = beads.pop(0)
            sentences += bead[zh]
            lines += _cut_clauses(" ".join(bead[en]))
        if not sentences or len(lines) < LIST_SIZES[0]:
            found += [_sided(zh, tuple(sentences), tuple(lines))]
            continue
        joined = "，".join(sentence.rstrip(_END_MARKS) for sentence in sentences) + "。"
        found.append(_sided(zh, (joined,), tuple(lines)))
    return _assemble(text, found)


def plant_repeats(text: GoldText, *, seed: int, equal: bool) -> GoldText:
    """Return a text in which a line stands again and again, on both sides.

    Args:
        text: a text with its gold.
        seed: says which line, and where.
        equal: False if the English side lacks some of the copies.
    """
    rng, beads, zh, _ = _begin(text, f"repeats {equal}", seed)
    line = rng.choice(REPEATED)
    found: list[BeadText] = []
    for bead in beads:
        found.append(bead)
        if rng.random() < 1 / _BETWEEN_COPIES:
            lacks = not equal and rng.random() < _LOST_COPIES
            found.append(_sided(zh, (line[0],), () if lacks else (line[1],)))
    return _assemble(text, found)


def plant_headers(text: GoldText, *, seed: int) -> GoldText:
    """Return a text with a header of the page every ten beads, on one of its sides."""
    rng, beads, zh, _ = _begin(text, "headers", seed)
    line = rng.choice(HEADERS)
    side = rng.randrange(2)
    found: list[BeadText] = []
    for number, bead in enumerate(beads):
        if number % _BETWEEN_HEADERS == _BETWEEN_HEADERS - 1:
            found.append(_sided(zh, *_only(side, line)))
        found.append(bead)
    return _assemble(text, found)


def plant_headings(text: GoldText, *, seed: int, lines: Sequence[LinePair] = HEADINGS) -> GoldText:
    """Return a text with headings, captions, slogans that only one side has, each only once."""
    rng, beads, zh, _ = _begin(text, "headings", seed)
    left = list(lines)
    rng.shuffle(left)
    found: list[BeadText] = []
    for bead in beads:
        if left and rng.random() < 1 / _BETWEEN_HEADINGS:
            found.append(_sided(zh, *_only(rng.randrange(2), left.pop())))
        found.append(bead)
    return _assemble(text, found)


Planting = Callable[[GoldText, int], GoldText]
KINDS: dict[str, Planting] = {
    "lists": lambda text, seed: plant_lists(text, seed=seed),
    "repeats": lambda text, seed: plant_repeats(text, seed=seed, equal=True),
    "uneven repeats": lambda text, seed: plant_repeats(text, seed=seed, equal=False),
    "headers": lambda text, seed: plant_headers(text, seed=seed),
    "headings": lambda text, seed: plant_headings(text, seed=seed),
    "short omissions": lambda text, seed: omit_short(text, seed=_UNSEEN + seed),
}
"""Name of a kind, to the function that plants it with a seed."""


def _begin(text: GoldText, kind: str, seed: int) -> tuple[random.Random, list[BeadText], int, int]:
    """Return random numbers, the beads of a text, the number of its Chinese and its English side.

    Sentences in no bead, and beads out of order, are left out.
    """
    beads: list[BeadText] = []
    after = [0, 0]
    for bead in sorted(text.beads, key=_place):
        if all(side[0] >= end for side, end in zip(bead, after, strict=True) if side):
            src, tgt = bead
            beads.append((tuple(text.src[n] for n in src), tuple(text.tgt[n] for n in tgt)))
            after = [side[-1] + 1 if side else end for side, end in zip(bead, after, strict=True)]
    zh = 0 if text.src_lang == "zh" else 1
    return random.Random(f"{kind}/{seed}/{text.name}"), beads, zh, 1 - zh


def _place(bead: Pairing) -> tuple[float, float]:
    """Return a sort key: where a bead stands in the source, or in the target if it has no source.

    The gold lists its beads in order, so a bead of one side alone stays near its neighbours.
    """
    src, tgt = bead
    return (src or tgt)[0], (tgt or src)[0]


def _cut_clauses(english: str) -> list[str]:
    """Return an English text cut behind commas, semicolons and sentences."""
    lines: list[str] = []
    part = ""
    for piece in re.split(r"(?<=[,;:.!?]) ", english):
        part = f"{part} {piece}".strip()
        if len(part) >= _LEAST_CLAUSE:
            lines.append(part)
            part = ""
    if part:
        lines.append(part)
    return lines


def _only(side: int, line: LinePair) -> tuple[Lines, Lines]:
    """Return a line on its Chinese side (0) or its English side (1), and nothing on the other."""
    return ((line[0],), ()) if side == 0 else ((), (line[1],))


def _sided(zh: int, chinese: Lines, english: Lines) -> BeadText:
    """Return a bead; `zh` is the number of the side on which its Chinese belongs."""
    return (chinese, english) if zh == 0 else (english, chinese)


def _assemble(text: GoldText, beads: Iterable[BeadText]) -> GoldText:
    """Return a gold text of these beads, with the name and the languages of another one."""
    src: list[str] = []
    tgt: list[str] = []
    pairings: list[Pairing] = []
    for src_lines, tgt_lines in beads:
        src_numbers = tuple(range(len(src), len(src) + len(src_lines)))
        tgt_numbers = tuple(range(len(tgt), len(tgt) + len(tgt_lines)))
        src += src_lines
        tgt += tgt_lines
        if src_numbers and tgt_numbers:
            pairings.append((src_numbers, tgt_numbers))
        else:
            pairings += [((number,), ()) for number in src_numbers]
            pairings += [((), (number,)) for number in tgt_numbers]
    return GoldText(
        text.name, tuple(src), tuple(tgt), text.src_lang, text.tgt_lang, tuple(pairings)
    )
