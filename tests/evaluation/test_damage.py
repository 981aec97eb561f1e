"""Sentences deleted on purpose: the gold changes with them."""

from __future__ import annotations

from gold_texts import LETTERS, numbered_text

from aigov_corpus.evaluation.damage import delete_sentences, plant_omissions
from lost_section import SRC, TGT, lose_section


def test_the_same_seed_deletes_the_same_sentences() -> None:
    """Another seed deletes others; in both cases as many as asked for, or up to three more."""
    text = numbered_text(100)
    broken = plant_omissions(text, rate=0.1, seed=3)
    assert broken == plant_omissions(text, rate=0.1, seed=3)
    assert broken != plant_omissions(text, rate=0.1, seed=4)
    assert 180 - 3 <= len(broken.src) + len(broken.tgt) <= 180


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
