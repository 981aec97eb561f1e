"""Confirmed rows are gold for the aligner."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from aigov_corpus.building import reviewed_gold
from aigov_corpus.cli import main
from aigov_corpus.corpus import store
from aigov_corpus.corpus.document_folders import find_documents
from aigov_corpus.errors import NothingToDoError
from aigov_corpus.reviewing.log import append_acts
from aigov_corpus.reviewing.planning import Planner

BUNDLED = Path(__file__).parents[2] / "data" / "aligned"


def test_stretches_of_confirmed_rows_are_gold(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that is not confirmed ends a stretch; short stretches are left out, and said so."""
    corpus = built / "data" / "aligned"
    with pytest.raises(NothingToDoError, match="aigov-corpus review"):
        reviewed_gold.read_reviewed_gold(corpus)
    bitext = store.load_review(corpus / "plan").review.bitexts["example"]
    rows = list(bitext)
    act = Planner(bitext, by="anna").simple("confirm", [*rows[:2], *rows[3:5]])
    append_acts(corpus / "plan" / "edits.jsonl", [act])
    monkeypatch.setattr(reviewed_gold, "FEWEST", 2)
    first, second = reviewed_gold.read_reviewed_gold(corpus)
    assert (first.name, second.name) == ("plan/example/1", "plan/example/4")
    assert first.src == tuple(bitext.text(row, piece) for row in rows[:2] for piece in row.zh)
    assert [len(text.beads) for text in (first, second)] == [2, 2]
    done = CliRunner().invoke(main, ["evaluate", str(corpus), "--encoder", "hash"])
    assert done.exit_code == 0, done.output
    assert "plan/example/1" in done.stdout


@pytest.mark.slow
def test_the_aligner_learns_from_confirmed_rows(tmp_path: Path) -> None:
    """`evaluate CORPUS --fit` writes weights of what was confirmed, and `align` uses them."""
    corpus = shutil.copytree(BUNDLED, tmp_path / "aligned")
    [folder] = find_documents(corpus)
    bitext = next(iter(store.load_review(folder).review.bitexts.values()))
    act = Planner(bitext, by="anna").simple("confirm", [row for row in bitext if row.zh and row.en])
    append_acts(folder / "edits.jsonl", [act])
    weights = tmp_path / "mine.toml"
    done = CliRunner().invoke(main, ["evaluate", str(corpus), "--fit", str(weights)])
    assert done.exit_code == 0, done.output
    assert f"{folder.name}/{bitext.rendering}/" in weights.read_text("utf-8")
    for name, text in (
        ("zh.txt", "我们合作。各国都要参加。"),
        ("en.txt", "We work. All must join."),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    texts = [str(tmp_path / "zh.txt"), str(tmp_path / "en.txt")]
    out = ["--weights", str(weights), "--out", str(tmp_path / "pairs.csv")]
    done = CliRunner().invoke(main, ["align", *texts, *out])
    assert done.exit_code == 0, done.output
    assert "align:crf-mine" in (tmp_path / "pairs.csv").read_text("utf-8")
