"""Learning weights from gold."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from aigov_corpus.alignment import align_sentences
from aigov_corpus.alignment.model import bundled_model
from aigov_corpus.cli import main
from aigov_corpus.errors import InvalidInputError, MissingExtraError
from aigov_corpus.evaluation import fit
from aigov_corpus.evaluation.fit import fit_weights
from aigov_corpus.evaluation.gold import GoldText

ZH = [
    "人工智能是人类发展的新领域。",
    "我们呼吁各国政府积极参与，共同应对全球挑战。",
    "中国将在2026年举办第三届会议。",
    "会议由上海市政府主办。",
    "支持发展中国家提高数据安全的能力。",
    "各方应当尊重主权，反对霸权。",
]
EN = [
    "Artificial intelligence is a new frontier of human development.",
    "We call on all governments to take an active part.",
    "They should address global challenges together.",
    "China will hold the third conference in 2026, which the Shanghai government will host.",
    "We support developing countries in improving their capacity for data security.",
    "All parties should respect sovereignty and oppose hegemony.",
]
BEADS = (((0,), (0,)), ((1,), (1, 2)), ((2, 3), (3,)), ((4,), (4,)), ((5,), (5,)))
TEXT = GoldText("one", tuple(ZH), tuple(EN), "zh", "en", BEADS)


def test_without_numba_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The core install has no compiler; the sentence says what to install."""
    monkeypatch.setattr("aigov_corpus.evaluation.fit.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"aigov-corpus\[fit\]"):
        fit_weights([TEXT], encoder="use", model=bundled_model("zh-en"))


@pytest.mark.slow
def test_fitted_weights_align_what_they_learned_from(tmp_path: Path) -> None:
    """Fit through the command, read the file back, find the gold; also with the sides swapped."""
    for name, turned in (("there", False), ("back", True)):
        text = tmp_path / "gold" / name
        text.mkdir(parents=True)
        sides = [("zh", ZH), ("en", EN)]
        (src_lang, src), (tgt_lang, tgt) = reversed(sides) if turned else sides
        (text / f"src.{src_lang}.txt").write_text("\n".join(src) + "\n", encoding="utf-8")
        (text / f"tgt.{tgt_lang}.txt").write_text("\n".join(tgt) + "\n", encoding="utf-8")
        lines = [f"{list(t if turned else s)}:{list(s if turned else t)}" for s, t in BEADS]
        (text / "gold.align").write_text("\n".join(lines) + "\n")
    out = tmp_path / "mine.toml"
    done = CliRunner().invoke(main, ["evaluate", str(tmp_path / "gold"), "--fit", str(out)])
    assert done.exit_code == 0, done.output
    found = align_sentences(ZH, EN, weights=out)
    assert tuple((bead.src, bead.tgt) for bead in found.beads) == BEADS
    assert "align:crf-mine" in found.signature


def test_nothing_to_learn_from_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """No gold text, no weights."""
    monkeypatch.setattr("aigov_corpus.evaluation.fit.find_spec", lambda name: object())
    with pytest.raises(InvalidInputError, match="no gold text"):
        fit_weights([], encoder="use", model=bundled_model("zh-en"))


def test_a_version_that_lost_one_side_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of two sentences loses both of one side; there is nothing to align then."""
    made: list[GoldText] = []

    def record(text: GoldText, **_: object) -> GoldText:
        made.append(text)
        return text

    monkeypatch.setattr(fit, "make_graph", record)
    monkeypatch.setattr(fit, "replace", lambda graph, **_: graph)
    text = GoldText("t", ("一。",), ("One.",), "zh", "en", (((0,), (0,)),))
    fit.training_graphs(text, encoder="hash", model=bundled_model("zh-en"))
    assert 0 < len(made) < len(fit.VERSIONS)
    assert all(version.src and version.tgt for version in made)
