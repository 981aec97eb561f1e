"""Clauses: pairs are cut where both texts agree, and never at the cost of a wrong pair."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.clauses import (
    cut_pairs,
    cut_units,
    find_cuts,
    join_pairs,
    join_units,
    splitting,
)
from aigov_corpus.cli import main
from aigov_corpus.corpus import store
from aigov_corpus.exporting.omitting import without_text, without_texts
from aigov_corpus.reviewing.pieces import join_parts
from aigov_corpus.reviewing.planning import Planner
from aigov_corpus.reviewing.review import Review
from aigov_corpus.reviewing.reviewed import reviewed_pairs, reviewed_sentences
from aigov_corpus.terms import LinkedPair

ROOT = Path(__file__).parents[2]
ALIGNED = ROOT / "data" / "aligned"
BEADS = Path(__file__).with_name("beads.tsv")
"""Pairs that we wrote for this test, with ‖ at each place where both texts can be cut; some have
clauses in another order, and so no such place."""
OTHERS = Path(__file__).with_name("beads_other.tsv")
"""Pairs in other registers (news, contracts, manuals, health, research, stories, Traditional
Chinese), written after the rules were finished; nothing was chosen on them."""

MOST_SECONDS = 2.0
"""Seconds of the processor for a pair of 80 clauses, of which any row may be a unit."""


def gold(file: Path = BEADS) -> tuple[list[tuple[str, str]], list[set[tuple[int, int]]]]:
    """Return the texts, and for each pair the offsets where it can be cut."""
    texts, cuts = [], []
    for line in file.read_text("utf-8").splitlines():
        sides = [side.split("‖") for side in line.split("\t")]
        texts.append(("".join(sides[0]), "".join(sides[1])))
        ends = [[sum(map(len, side[:n])) for n in range(1, len(side))] for side in sides]
        cuts.append(set(zip(*ends, strict=True)))
    return texts, cuts


@pytest.mark.parametrize(("file", "size", "recall"), [(BEADS, 60, 0.6), (OTHERS, 30, 0.5)])
def test_cuts_are_right(file: Path, size: int, recall: float) -> None:
    """At least 97 of 100 on hand-made pairs, and more than half of the places are found."""
    texts, wanted = gold(file)
    assert len(texts) >= size
    found = [set(map(tuple, cuts)) for cuts in find_cuts(texts)]
    right = sum(len(own & truth) for own, truth in zip(found, wanted, strict=True))
    assert right / sum(map(len, found)) >= 0.97
    assert right / sum(map(len, wanted)) >= recall


def test_a_pair_of_many_clauses_takes_no_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which stretches may be units is told by sums, not by reading the links again and again."""
    number = 80
    zh, en = "甲乙丙丁戊己，" * number, ("alpha beta gamma delta, " * number).strip()
    words = (
        [(zh[at : at + 3], at, at + 3) for n in range(number) for at in (7 * n, 7 * n + 3)],
        [(en[at : at + 10], at, at + 10) for n in range(number) for at in (24 * n, 24 * n + 11)],
    )
    linked = LinkedPair(*words, np.eye(2 * number, dtype=np.float32))
    monkeypatch.setattr(splitting, "link_pairs", lambda _texts: [linked])
    begun = time.process_time()
    assert len(find_cuts([(zh, en)])[0]) == number - 1
    assert time.process_time() - begun < MOST_SECONDS


def test_parts_are_the_pairs_and_keep_ids_offsets_and_evidence() -> None:
    """Joined, they are the texts of the pair; ids cut the words out of the sentences."""
    pairs = store.load_pairs(ALIGNED)
    sentences = store.load_sentences(ALIGNED)
    parts = cut_pairs(pairs, sentences)
    assert len(parts) > len(pairs)
    joined: dict[tuple[str, str], list[str]] = defaultdict(lambda: ["", ""])
    for own in (pairs, parts):
        for rendering in ("sinocism", "plain"):
            text = joined[rendering, "pairs" if own is pairs else "parts"]
            for pair in own:
                if pair.rendering == rendering:
                    text[0] += pair.zh
                    text[1] += "".join(pair.en.split())
    for rendering in ("sinocism", "plain"):
        assert joined[rendering, "pairs"] == joined[rendering, "parts"]
    texts = {one.id: one.text for one in sentences}
    for part in parts:
        for ids, text in ((part.zh_ids, part.zh), (part.en_ids, part.en)):
            pieces = []
            for name in ids:
                whole, _, place = name.partition("@")
                start, end = map(int, place.split("-")) if place else (0, None)
                pieces.append(texts[whole][start:end].strip())
            assert "".join("".join(pieces).split()) == "".join(text.split())
        for tag in part.principle_evidence:
            for evidence in tag.evidence:
                side = part.zh if evidence.side == "zh" else part.en
                has_place = evidence.end > 0
                assert not has_place or 0 <= evidence.start < evidence.end <= len(side)
    assert len({part.pair_id for part in parts}) == len(parts)


def test_pairs_of_a_list_are_cut_and_what_cannot_be_is_left() -> None:
    """Each text counts as one sentence; changed order, brackets and short texts are left."""
    texts, _ = gold()
    parts = cut_pairs(ac.Corpus.from_pairs([texts[0], ("你好，世界。", "Hello, world.")]))
    assert [part.zh for part in parts][-1] == "你好，世界。"
    assert parts[0].zh_ids[0].endswith("@0-7") and parts[0].zh == "加强组织领导,"


def test_export_by_clauses_marks_them_in_a_memory(tmp_path: Path) -> None:
    """Formats that hold whole sentences are refused."""
    out = tmp_path / "plan.tmx"
    args = ["export", str(ALIGNED), "--rendering", "plain", "--granularity", "clause", "--format"]
    done = CliRunner().invoke(main, [*args, "tmx", "--out", str(out)])
    assert done.exit_code == 0 and "13 units cut into 20" in done.stderr, done.output
    text = out.read_text("utf-8")
    assert text.count("<tu ") == 20 and text.count('<prop type="x-part">yes</prop>') == 12
    done = CliRunner().invoke(main, [*args, "xces", "--out", str(tmp_path / "x")])
    assert done.exit_code == 2 and "whole sentences" in done.stderr


def test_units_cut_in_a_build_are_reviewed_as_others() -> None:
    """Two parts of a sentence become the sentence again; each row is the text that its id names."""
    pairs, sentences = cut_units(store.load_pairs(ALIGNED), store.load_sentences(ALIGNED))
    of_pairs = {name for pair in pairs for name in (*pair.zh_ids, *pair.en_ids)}
    assert {one.id for one in sentences if one.position} == of_pairs
    assert all(one.text == one.block_text[one.start : one.end] for one in sentences)
    assert {one.pair_id for one in sentences if one.position} == {pair.pair_id for pair in pairs}

    review = Review(pairs[0].document, pairs, sentences)
    bitext = review.bitexts["plain"]
    first, second = (
        next(row for row in bitext if row.zh[-1].endswith("@0-53")),
        next(row for row in bitext if "@53-" in row.zh[0]),
    )
    whole = first.zh[0].partition("@")[0]
    assert bitext.unit(whole) == bitext.unit_of(first)
    assert bitext.unit(f"{whole}@60-70") == bitext.unit_of(second)
    review.perform(Planner(bitext, by="anna", unlocked=True).merge([first, second]))
    [merged] = [pair for pair in reviewed_pairs(review) if whole in pair.zh_ids]
    assert merged.zh == bitext.side_text(first, "zh") + bitext.side_text(second, "zh")
    assert merged.changed_by == "anna" and len(reviewed_pairs(review)) == len(pairs) - 1
    rows = [one for one in reviewed_sentences(review, sentences) if one.rendering == "plain"]
    assert [one.text for one in rows if one.id == whole] == [merged.zh]
    restored = join_parts(sentences)
    assert restored == join_parts(restored)
    originals = {one.id: one.text for one in store.load_sentences(ALIGNED)}
    assert {one.id: one.text for one in restored} == originals


def test_clauses_are_joined_to_the_units_that_they_were_cut_from() -> None:
    """With ids, texts, places of evidence and sentences; principles may have another order.

    Pairs of clauses are not cut again.
    """
    pairs, sentences = store.load_pairs(ALIGNED), store.load_sentences(ALIGNED)
    clauses, parts = cut_units(pairs, sentences)
    assert cut_units(clauses, parts) == (clauses, parts)
    joined, rows = join_units(clauses, parts)
    assert rows == sentences
    for pair, other in zip(pairs, joined, strict=True):
        tags = tuple(sorted(pair.principle_evidence, key=lambda tag: tag.principle))
        assert tuple(sorted(other.principle_evidence, key=lambda tag: tag.principle)) == tags
        names = ("principle_evidence", "principles", "principles_zh", "principles_en")
        kept = {name: getattr(pair, name) for name in names}
        assert replace(other, **kept) == pair
        assert all({*getattr(other, name)} == {*getattr(pair, name)} for name in names[1:])
    without = join_pairs(clauses)
    assert [pair.zh_ids for pair in without] == [pair.zh_ids for pair in pairs]
    assert join_pairs(pairs, sentences) == pairs


def test_clauses_whose_english_was_left_out_are_joined_without_it() -> None:
    """Not to a text of blanks: so it is filled in again when somebody has a copy."""
    clauses, parts = cut_units(store.load_pairs(ALIGNED), store.load_sentences(ALIGNED))
    bare = [without_text(pair, {"sinocism", "plain"}) for pair in clauses]
    rows = [without_texts(row, {"sinocism", "plain"}) for row in parts]
    assert not any(pair.en for pair in join_pairs(bare, rows))


def test_what_a_reviewer_decided_about_clauses_stays_when_they_are_joined() -> None:
    """A changed text; a unit with a rejected clause needs another look."""
    clauses = cut_pairs(ac.Corpus.from_pairs([gold()[0][0]]))
    edited = replace(clauses[0], en="Lead well,", status="edited", changed_by="anna")
    [whole] = join_pairs([edited, *clauses[1:]])
    assert whole.en.startswith("Lead well, ") and (whole.status, whole.changed_by) == (
        "edited",
        "anna",
    )
    [whole] = join_pairs([replace(clauses[0], status="rejected"), *clauses[1:]])
    assert whole.status == "needs-review"


def test_every_command_knows_that_the_units_are_clauses(tmp_path: Path) -> None:
    """`stats` counts sentences; `export` says it, cuts nothing again, and joins them if asked."""
    ac.load(ALIGNED).select(rendering="plain").export("csv", tmp_path / "pairs.csv")
    run = CliRunner().invoke
    args = ["export", "--format", "jsonl", "--granularity", "clause"]
    clauses = tmp_path / "clauses.jsonl"
    done = run(main, [*args, str(tmp_path / "pairs.csv"), "--out", str(clauses)])
    assert done.exit_code == 0, done.output
    counts = [ac.load(file).info["counts"] for file in (tmp_path / "pairs.csv", clauses)]
    assert [count["granularity"] for count in counts] == ["sentence", "clause"]
    assert counts[0]["coverage"] == counts[1]["coverage"]
    assert "which are clauses of sentences" in run(main, ["stats", str(clauses)]).stdout
    again = run(main, [*args, str(clauses), "--out", str(tmp_path / "again.jsonl")])
    assert "the units are clauses already, so nothing is cut" in again.stderr
    assert (tmp_path / "again.jsonl").read_bytes() == clauses.read_bytes()
    args = ["export", str(clauses), "--format", "csv", "--out", str(tmp_path / "joined.csv")]
    assert "--granularity sentence  joins them" in run(main, args).stderr
    done = run(main, [*args, "--granularity", "sentence"])
    assert "joined to 13 units of whole sentences" in done.stderr
    whole = ac.load(tmp_path / "pairs.csv")
    assert [pair.pair_id for pair in ac.load(tmp_path / "joined.csv")] == [p.pair_id for p in whole]
    memory = tmp_path / "clauses.tmx"
    ac.load(clauses).export("tmx", memory)
    told = "the units are clauses already, and cannot be joined"
    assert told in run(main, ["export", str(memory), *args[2:]]).stderr
    to_tei = ["export", str(memory), "--format", "tei", "--out", str(tmp_path / "x.xml")]
    assert "that it was made from, or write tmx, csv, xlsx" in run(main, to_tei).stderr
    done = run(main, ["export", str(memory), *args[2:], "--granularity", "sentence"])
    assert (done.exit_code, "does not say of which sentences" in done.stderr) == (2, True)
