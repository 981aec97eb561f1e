"""A corpus on disk, as its reviewers left it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import aigov_corpus
from aigov_corpus.building import build
from aigov_corpus.cli import main
from aigov_corpus.corpus import store
from aigov_corpus.reviewing.acts import Act
from aigov_corpus.reviewing.log import append_acts
from aigov_corpus.reviewing.planning import Planner


def review(folder: Path, plan: Any) -> Act:
    """Write to the log what `plan` makes of a planner and the rows."""
    loaded = store.load_review(folder).review
    bitext = loaded.bitexts["example"]
    act: Act = plan(Planner(bitext, by="anna & co", unlocked=True), list(bitext))
    append_acts(folder / "edits.jsonl", [act])
    return act


def test_everything_sees_the_reviewed_state(built: Path, tmp_path: Path) -> None:
    """`load`, `stats` and `export` do; `reviewed=False` does not; the tables stay as they are."""
    corpus = built / "data" / "aligned"
    folder = corpus / "plan"
    machine = aigov_corpus.load(corpus)
    review(folder, lambda plan, rows: plan.merge(rows[-2:]))
    act = review(folder, lambda plan, rows: plan.simple("confirm", [rows[0]]))
    review(folder, lambda plan, rows: plan.simple("reject", [rows[1]]))
    reviewed = aigov_corpus.load(corpus)
    assert len(reviewed) == len(machine) - 1
    assert list(aigov_corpus.load(corpus, reviewed=False)) == list(machine)
    assert set(reviewed.sentences()["pair_id"]) == {pair.pair_id for pair in reviewed}
    stats = CliRunner().invoke(main, ["stats", str(corpus)])
    assert "confirmed 1" in stats.output
    out = tmp_path / "plan.tmx"
    done = CliRunner().invoke(main, ["export", str(corpus), "--format", "tmx", "--out", str(out)])
    assert "1 rejected by a reviewer" in done.output
    tmx = out.read_text("utf-8")
    date = act.time[:19].replace("-", "").replace(":", "") + "Z"
    assert f'changedate="{date}" changeid="anna &amp; co"' in tmx
    command = ["export", str(corpus), "--format", "tsv", "--status", "confirmed"]
    command[3] = "jsonl"
    assert CliRunner().invoke(main, command).stdout.count("\n") == 1
    assert CliRunner().invoke(main, ["validate", str(corpus)]).exit_code == 0


def test_a_build_leaves_the_review_alone(
    built: Path, in_order: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What still fits is confirmed after it; what does not is counted in a warning."""
    monkeypatch.chdir(built)
    folder = built / "data" / "aligned" / "plan"
    review(folder, lambda plan, rows: plan.simple("confirm", rows[:2]))
    review(folder, lambda plan, rows: plan.simple("confirm", [rows[-1]]))
    raw = built / "data" / "raw" / "plan.txt"
    raw.write_text(raw.read_text("utf-8").replace("There are 17", "There are 18"), "utf-8")
    build(built, encoder="hash", force=True)
    notices: list[str] = []
    pairs = store.load_pairs(folder, notices=notices)
    assert [pair.status for pair in pairs].count("confirmed") == 2
    assert "1 act without effect, made for another text" in notices[0]
    done = CliRunner().invoke(main, ["stats", "data/aligned"])
    assert "warning: " in done.output
