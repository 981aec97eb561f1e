"""The scorer, pinned by cases worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from aigov_corpus.cli import main
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.evaluation.measures import (
    GoldText,
    count,
    edits,
    interval,
    lose_section,
    omit,
    ranking,
    read_gold,
    single_nulls,
)

# Source 0..4, target 0..5; the gold leaves source 3 without a counterpart.
GOLD = [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), ()), ((4,), (4, 5))]
# One bead too short, its rest added to the next; the null is found.
TEST = [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3,), ()), ((4,), (4, 5))]


def test_both_scorers_by_hand() -> None:
    """Three of five right: .6 with nulls; without them recall is 2 of 4, precision stays 3 of 5."""
    counts = count(TEST, GOLD)
    assert counts.strict() == pytest.approx((0.6, 0.6, 0.6))
    assert counts.vecalign() == pytest.approx((0.6, 0.5, 2 * 0.6 * 0.5 / 1.1))
    assert counts.nulls() == (1.0, 1.0, 1.0)


def test_counts_add_up_over_texts() -> None:
    """Pooling is adding, not averaging."""
    both = count(TEST, GOLD) + count(GOLD, GOLD)
    assert both.strict() == pytest.approx((0.8, 0.8, 0.8))


def test_a_null_of_several_sentences_is_one_of_each() -> None:
    """`[3, 4]:[]` counts as two beads, on either side of the comparison."""
    assert single_nulls([((3, 4), ()), ((), (1, 2))]) == [
        ((3,), ()),
        ((4,), ()),
        ((), (1,)),
        ((), (2,)),
    ]
    counts = count([((0,), (0,)), ((1, 2), ())], [((0,), (0,)), ((1,), ()), ((2,), ())])
    assert counts.strict() == (1.0, 1.0, 1.0)
    assert (counts.null_right, counts.null_gold) == (2, 2)


@pytest.mark.parametrize(
    ("test", "gold", "expected"),
    [
        (GOLD, GOLD, 0),
        (TEST, GOLD, 1),  # move target 2 back
        ([((0,), (0,)), ((1,), (1,))], [((0, 1), (0, 1))], 1),  # merge
        ([((0, 1), (0, 1))], [((0,), (0,)), ((1,), (1,))], 1),  # split
        ([((0, 1, 2), (0,))], [((0,), (0,)), ((1,), ()), ((2,), ())], 2),  # two splits
        (
            [((0,), (0,)), ((1,), ()), ((), (1,))],
            [((0,), (0,)), ((), (1,)), ((1,), ())],
            0,
        ),  # order of nulls
    ],
)
def test_edits_to_a_perfect_alignment(test: list, gold: list, expected: int) -> None:  # type: ignore[type-arg]
    """Merges, splits and moves, counted by hand."""
    assert edits(test, gold) == expected


def test_an_empty_alignment_scores_zero() -> None:
    """No bead, no division by zero."""
    assert count([], GOLD).strict() == (0.0, 0.0, 0.0)
    assert count([], []).vecalign() == (0.0, 0.0, 0.0)


def test_the_interval_holds_the_value_and_is_repeatable() -> None:
    """A perfect text has no spread; a mixed one has, the same for the same seed."""
    assert interval([(GOLD, GOLD)]) == (1.0, 1.0)
    long_gold = [((n,), (n,)) for n in range(60)]
    long_test = [((n,), (n,)) for n in range(40)] + [
        ((n, n + 1), (n, n + 1)) for n in range(40, 60, 2)
    ]
    low, high = interval([(long_test, long_gold)])
    f1 = count(long_test, long_gold).strict()[2]
    assert low < f1 < high
    assert (low, high) == interval([(long_test, long_gold)])


def test_ranking_by_hand() -> None:
    """Wrong beads at .1 and .6 among right ones at .5, .7, .9: five of six pairs in order."""
    found = ranking([(0.1, False), (0.5, True), (0.6, False), (0.7, True), (0.9, True)])
    assert found.auc == pytest.approx(5 / 6)
    assert found.read_for_90 == pytest.approx(3 / 5)
    assert ranking([(0.5, True), (0.5, False)]).auc == 0.5
    assert ranking([(0.5, True)]).auc == 1.0


def test_planted_omissions_let_the_gold_follow() -> None:
    """Deleted sentences are gone from texts and gold; what loses its counterpart becomes a null."""
    n = 100
    text = GoldText(
        "t",
        tuple(f"s{i}" for i in range(n)),
        tuple(f"t{i}" for i in range(n)),
        "zh",
        "en",
        tuple(((i,), (i,)) for i in range(n)),
    )
    found = omit(text, rate=0.1, seed=3)
    assert found == omit(text, rate=0.1, seed=3) != omit(text, rate=0.1, seed=4)
    assert 180 - 4 <= len(found.src) + len(found.tgt) <= 180
    for src, tgt in found.beads:
        if src and tgt:
            assert found.src[src[0]][1:] == found.tgt[tgt[0]][1:]
        else:
            (side, other, ids) = (found.src, found.tgt, src) if src else (found.tgt, found.src, tgt)
            assert not any(one[1:] == side[ids[0]][1:] for one in other)
    covered = [sorted(i for bead in found.beads for i in bead[side]) for side in (0, 1)]
    assert covered == [list(range(len(found.src))), list(range(len(found.tgt)))]


def test_a_lost_section_leaves_its_other_side_as_nulls() -> None:
    """Two fifths of five beads are the second and third; their targets go, their sources stay."""
    text = GoldText("t", tuple("abcde"), tuple("uvwxyz"), "zh", "en", tuple(GOLD))
    found = lose_section(text, side=1)
    assert (found.src, found.tgt) == (tuple("abcde"), tuple("uyz"))
    assert found.beads == (((0,), (0,)), ((1,), ()), ((2,), ()), ((3,), ()), ((4,), (1, 2)))
    found = lose_section(text, side=0)
    assert (found.src, found.tgt) == (tuple("ade"), tuple("uvwxyz"))
    nulls = [((), (n,)) for n in (1, 2, 3)]
    assert found.beads == (((0,), (0,)), *nulls, ((1,), ()), ((2,), (4, 5)))


def _gold_dir(root: Path, align: str = "[0]:[0]\n[1]:[1, 2]\n") -> Path:
    text = root / "one"
    text.mkdir(parents=True)
    (text / "src.zh.txt").write_text(
        "人工智能是新领域。\n我们呼吁各国合作，应对挑战。\n", encoding="utf-8"
    )
    (text / "tgt.en.txt").write_text(
        "AI is a new field.\nWe call on all to cooperate.\nTogether we meet challenges.\n",
        encoding="utf-8",
    )
    (text / "gold.align").write_text(align)
    return root


def test_the_command_prints_both_scorers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table for people, the JSON for programs, each number with its signature."""
    monkeypatch.setenv("AIGOV_CACHE_DIR", str(tmp_path / "cache"))
    _gold_dir(tmp_path / "gold")
    table = CliRunner().invoke(main, ["evaluate", str(tmp_path / "gold")])
    assert table.exit_code == 0, table.output
    assert "strict P" in table.stdout
    assert "enc:use-multi-v3@" in table.stdout
    report = CliRunner().invoke(
        main, ["evaluate", str(tmp_path / "gold"), "--json", "--encoder", "hash"]
    )
    one, every = json.loads(report.stdout)
    assert (one["text"], every["text"]) == ("one", "all")
    assert one["beads"]["gold"] == 2
    assert {"strict", "vecalign", "nulls", "edits", "scores", "signature", "strict_f1_95"} <= set(
        one
    )


@pytest.mark.parametrize(
    ("align", "words"),
    [
        ("0:0\n", r"gold\.align, line 1: .* is no bead"),
        ("[0]:[0]\n[1]:[7]\n", r"line 2: there is no sentence 7 in tgt, which has 3"),
    ],
)
def test_a_wrong_gold_file_is_one_sentence(tmp_path: Path, align: str, words: str) -> None:
    """File, line and remedy."""
    with pytest.raises(InvalidInputError, match=words):
        read_gold(_gold_dir(tmp_path, align))


def test_a_directory_without_gold_says_what_gold_looks_like(tmp_path: Path) -> None:
    """Exit code 3, and the layout in the sentence."""
    found = CliRunner().invoke(main, ["evaluate", str(tmp_path)])
    assert found.exit_code == 3
    assert "src.LANG.txt" in found.stderr
