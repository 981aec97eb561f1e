"""Texts that the tests of this room share, with beads worked out by hand."""

from __future__ import annotations

from pathlib import Path

from aigov_corpus.evaluation.gold import GoldText

# Source 0 to 4, target 0 to 5; nothing translates source 3.
GOLD = [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), ()), ((4,), (4, 5))]
# The second bead is one target sentence too short, the third one too long; the null bead is right.
TEST = [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3,), ()), ((4,), (4, 5))]

LETTERS = GoldText("letters", tuple("abcde"), tuple("uvwxyz"), "zh", "en", tuple(GOLD))


def numbered_text(size: int) -> GoldText:
    """Return a text with sentences s0, s1, … and t0, t1, …, each the translation of its number."""
    return GoldText(
        name="numbers",
        src=tuple(f"s{number}" for number in range(size)),
        tgt=tuple(f"t{number}" for number in range(size)),
        src_lang="zh",
        tgt_lang="en",
        beads=tuple(((number,), (number,)) for number in range(size)),
    )


def write_gold(root: Path, align: str = "[0]:[0]\n[1]:[1, 2]\n") -> Path:
    """Write a small gold text below `root` and return `root`."""
    text = root / "one"
    text.mkdir(parents=True)
    zh = "人工智能是新领域。\n我们呼吁各国合作，应对挑战。\n"
    en = "AI is a new field.\nWe call on all to cooperate.\nTogether we meet challenges.\n"
    (text / "src.zh.txt").write_text(zh, encoding="utf-8")
    (text / "tgt.en.txt").write_text(en, encoding="utf-8")
    (text / "gold.align").write_text(align, encoding="utf-8")
    return root
