"""The measures, pinned by cases worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from gold_texts import GOLD, TEST, write_gold

from aigov_corpus.cli import main
from aigov_corpus.evaluation.gold import GoldText, Pairing
from aigov_corpus.evaluation.measures import (
    bootstrap_interval,
    count_beads,
    count_edits,
    measure_ranking,
    pool,
)


def test_both_scorers_by_hand() -> None:
    """Three of five are right: .6 with nulls; without them recall is 2 of 4, precision 3 of 5."""
    counts = count_beads(TEST, GOLD)
    assert counts.strict() == pytest.approx((0.6, 0.6, 0.6))
    assert counts.vecalign() == pytest.approx((0.6, 0.5, 2 * 0.6 * 0.5 / 1.1))
    assert counts.nulls() == (1.0, 1.0, 1.0)


def test_counts_add_up_over_texts() -> None:
    """Eight of ten beads of two texts are right: counts are added, measures not averaged."""
    both = count_beads(TEST, GOLD) + count_beads(GOLD, GOLD)
    assert both.strict() == pytest.approx((0.8, 0.8, 0.8))


def test_a_null_bead_of_several_sentences_counts_once_for_each() -> None:
    """`[1, 2]:[]` in the test is right where the gold has `[1]:[]` and `[2]:[]`."""
    test = [((0,), (0,)), ((1, 2), ())]
    gold = [((0,), (0,)), ((1,), ()), ((2,), ())]
    counts = count_beads(test, gold)
    assert counts.strict() == (1.0, 1.0, 1.0)
    assert (counts.null_right, counts.null_gold) == (2, 2)


def test_an_empty_alignment_scores_zero() -> None:
    """No bead, and no division by zero."""
    assert count_beads([], GOLD).strict() == (0.0, 0.0, 0.0)
    assert count_beads([], []).vecalign() == (0.0, 0.0, 0.0)


ONE_BEAD = [((0, 1), (0, 1))]
TWO_BEADS = [((0,), (0,)), ((1,), (1,))]
SRC_NULL_FIRST = [((0,), (0,)), ((1,), ()), ((), (1,))]
TGT_NULL_FIRST = [((0,), (0,)), ((), (1,)), ((1,), ())]


@pytest.mark.parametrize(
    ("test", "gold", "expected"),
    [
        pytest.param(GOLD, GOLD, 0, id="the same"),
        pytest.param(TEST, GOLD, 1, id="a border to move by one sentence"),
        pytest.param(TWO_BEADS, ONE_BEAD, 1, id="two beads to merge"),
        pytest.param(ONE_BEAD, TWO_BEADS, 1, id="a bead to split"),
        pytest.param(
            [((0, 1, 2), (0,))], [((0,), (0,)), ((1,), ()), ((2,), ())], 2, id="two splits"
        ),
        pytest.param(SRC_NULL_FIRST, TGT_NULL_FIRST, 0, id="null beads in another order"),
    ],
)
def test_edits_to_a_perfect_alignment(
    test: list[Pairing], gold: list[Pairing], expected: int
) -> None:
    """Merges, splits and moves, counted by hand."""
    assert count_edits(test, gold) == expected


def test_the_interval_holds_the_value_and_is_repeatable() -> None:
    """A perfect text has no spread; a mixed one has, the same for the same seed."""
    assert bootstrap_interval([(GOLD, GOLD)]) == (1.0, 1.0)
    gold = [((number,), (number,)) for number in range(60)]
    pairs_merged = [((n, n + 1), (n, n + 1)) for n in range(40, 60, 2)]
    test = gold[:40] + pairs_merged
    low, high = bootstrap_interval([(test, gold)])
    assert low < count_beads(test, gold).strict().f1 < high
    assert (low, high) == bootstrap_interval([(test, gold)])


def test_ranking_by_hand() -> None:
    """Wrong beads at .1 and .6, right ones at .5, .7, .9: five of six pairs are in order."""
    found = measure_ranking([(0.1, False), (0.5, True), (0.6, False), (0.7, True), (0.9, True)])
    assert found.auc == pytest.approx(5 / 6)
    assert found.read_for_90 == pytest.approx(3 / 5)
    assert (found.wrong, found.beads) == (2, 5)


def test_ranking_of_equal_scores_and_of_right_or_wrong_beads_alone() -> None:
    """A tie counts half. If every bead is right the area is 1, if every bead is wrong it is 0."""
    assert measure_ranking([(0.5, True), (0.5, False)]).auc == 0.5
    assert measure_ranking([(0.5, True)]).auc == 1.0
    assert measure_ranking([(0.5, False)]).auc == 0.0


def test_several_texts_are_measured_as_one() -> None:
    """Sentences, beads and many-to-many beads are added; null beads have no score to rank."""
    text = GoldText("t", tuple("abcde"), tuple("uvwxyz"), "zh", "en", tuple(GOLD))
    scored = [(src, tgt, 0.5 if src and tgt else None) for src, tgt in TEST]
    merged = [((0, 1), (0, 1, 2), 0.9), *[(src, tgt, None) for src, tgt in GOLD[2:]]]
    result = pool([(text, scored), (text, merged)], name="both", signature="by hand")
    assert (result.n_src, result.n_tgt) == (10, 12)
    assert (result.test_many_to_many, result.gold_many_to_many) == (1, 0)
    assert (result.counts.right, result.counts.gold, result.ranking.beads) == (6, 10, 5)
    assert result.as_dict()["strict"] == {"precision": 0.6667, "recall": 0.6, "f1": 0.6316}


def test_the_command_prints_both_scorers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table for people, the JSON for programs, each number with its signature."""
    monkeypatch.setenv("AIGOV_CACHE_DIR", str(tmp_path / "cache"))
    gold = str(write_gold(tmp_path / "gold"))
    table = CliRunner().invoke(main, ["evaluate", gold])
    assert table.exit_code == 0, table.output
    assert "strict P" in table.stdout
    assert "enc:use-multi-v3@" in table.stdout
    report = CliRunner().invoke(main, ["evaluate", gold, "--json", "--encoder", "hash"])
    one, every = json.loads(report.stdout)
    assert (one["text"], every["text"]) == ("one", "all")
    assert one["beads"]["gold"] == 2
    assert {"strict", "vecalign", "nulls", "edits", "scores", "signature", "strict_f1_95"} <= set(
        one
    )
