"""Sentences deleted on purpose: the gold changes with them."""

from __future__ import annotations

from gold_texts import LETTERS, numbered_text

from aigov_corpus.evaluation.damage import (
    delete_sentences,
    omit_short,
    plant_omissions,
    plant_strays,
)
from aigov_corpus.evaluation.gold import GoldText
from lost_section import SRC, TGT, lose_section


def test_the_same_seed_deletes_the_same_sentences() -> None:
    """Another seed deletes others; in both cases as many as asked for, or up to three more."""
    text = numbered_text(100)
    broken = plant_omissions(text, rate=0.1, seed=3)
    assert broken == plant_omissions(text, rate=0.1, seed=3)
    assert broken != plant_omissions(text, rate=0.1, seed=4)
    assert 180 - 3 <= len(broken.src) + len(broken.tgt) <= 180
    assert plant_omissions(text, rate=0, seed=3) == text


def test_what_loses_its_translation_becomes_a_null_bead() -> None:
    """Beads that stay whole still pair the same sentences, and every sentence is in one bead."""
    broken = plant_omissions(numbered_text(100), rate=0.1, seed=3)
    src_numbers = [sentence.removeprefix("s") for sentence in broken.src]
    tgt_numbers = [sentence.removeprefix("t") for sentence in broken.tgt]
    for src, tgt in broken.beads:
        if src and tgt:
            assert src_numbers[src[0]] == tgt_numbers[tgt[0]]
        elif src:
            assert src_numbers[src[0]] not in tgt_numbers
        else:
            assert tgt_numbers[tgt[0]] not in src_numbers
    assert sorted(n for src, _ in broken.beads for n in src) == list(range(len(broken.src)))
    assert sorted(n for _, tgt in broken.beads for n in tgt) == list(range(len(broken.tgt)))


def test_a_bead_that_loses_one_of_two_sentences_keeps_the_other() -> None:
    """Target 1 goes: the bead 1-2 becomes 1-1, and later targets move up by one."""
    text = delete_sentences(LETTERS, tgt={1})
    assert text.tgt == tuple("uwxyz")
    assert text.beads == (((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), ()), ((4,), (3, 4)))


def test_a_lost_section_leaves_its_other_side_as_null_beads() -> None:
    """Two fifths of five beads are the second and the third; one side goes, the other stays."""
    without_tgt = lose_section(LETTERS, side=TGT)
    assert (without_tgt.src, without_tgt.tgt) == (tuple("abcde"), tuple("uyz"))
    src_nulls = [((number,), ()) for number in (1, 2, 3)]
    assert without_tgt.beads == (((0,), (0,)), *src_nulls, ((4,), (1, 2)))
    without_src = lose_section(LETTERS, side=SRC)
    assert (without_src.src, without_src.tgt) == (tuple("ade"), tuple("uvwxyz"))
    tgt_nulls = [((), (number,)) for number in (1, 2, 3)]
    assert without_src.beads == (((0,), (0,)), *tgt_nulls, ((1,), ()), ((2,), (4, 5)))


def text_with_short_lines(beads: int) -> GoldText:
    """Return a text of 1-1 beads in which every fourth sentence of both sides is short."""
    src = tuple(f"{n}" if n % 4 == 0 else f"source sentence {n}" for n in range(beads))
    tgt = tuple(f"{n}." if n % 4 == 0 else f"target sentence {n}" for n in range(beads))
    return GoldText("short", src, tgt, "zh", "en", tuple(((n,), (n,)) for n in range(beads)))


def test_only_short_sentences_are_omitted() -> None:
    """Each leaves its counterpart behind as a null bead; all other beads stay as they are."""
    text = text_with_short_lines(100)
    broken = omit_short(text, rate=0.05, seed=1)
    assert len(broken.src) + len(broken.tgt) == 190
    nulls = [(src, tgt) for src, tgt in broken.beads if not (src and tgt)]
    left = [broken.src[n] for src, _ in nulls for n in src]
    left += [broken.tgt[n].rstrip(".") for _, tgt in nulls for n in tgt]
    assert len(left) == 10
    assert all(int(line) % 4 == 0 for line in left)


def test_stray_lines_are_null_beads() -> None:
    """They are copies of short sentences; without them the text is what it was."""
    text = text_with_short_lines(100)
    broken = plant_strays(text, rate=0.04, seed=1)
    assert broken == plant_strays(text, rate=0.04, seed=1)
    strays = [
        {n for bead in broken.beads if not bead[1 - side] for n in bead[side]} for side in (0, 1)
    ]
    assert sum(map(len, strays)) >= 6
    sides = zip((broken.src, broken.tgt), (text.src, text.tgt), strays, strict=True)
    for planted, before, inserted in sides:
        assert tuple(line for n, line in enumerate(planted) if n not in inserted) == before
        assert all(planted[n].rstrip(".").isdigit() for n in inserted)
    pairs = [(broken.src[src[0]], broken.tgt[tgt[0]]) for src, tgt in broken.beads if src and tgt]
    assert pairs == list(zip(text.src, text.tgt, strict=True))
