"""Weights of one's own, from the command line."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from click.testing import CliRunner

from aigov_corpus.cli import main


def test_align_takes_a_weights_file(tmp_path: Path) -> None:
    """Weights that favour null beads leave all unaligned; a broken file is one sentence."""
    zh, en, weights = tmp_path / "zh.txt", tmp_path / "en.txt", tmp_path / "mine.toml"
    zh.write_text("人工智能是新领域。\n我们呼吁各国合作。\n", encoding="utf-8")
    en.write_text("AI is a new field.\nWe call on all countries to cooperate.\n", encoding="utf-8")
    bundled = (files("aigov_corpus") / "data" / "weights" / "zh-en.toml").read_text(
        encoding="utf-8"
    )
    lines = ["null = 99.0" if line.startswith("null =") else line for line in bundled.splitlines()]
    weights.write_text("\n".join(lines), encoding="utf-8")
    arguments = ["align", str(zh), str(en), "--pre-segmented", "--format", "beads"]
    assert CliRunner().invoke(main, arguments).stdout == "[0]:[0]\n[1]:[1]\n"
    alone = CliRunner().invoke(main, [*arguments, "--weights", str(weights)])
    assert sorted(alone.stdout.split()) == sorted(["[0]:[]", "[1]:[]", "[]:[0]", "[]:[1]"])
    weights.write_text("[weights]\n", encoding="utf-8")
    broken = CliRunner().invoke(main, [*arguments, "--weights", str(weights)])
    assert broken.exit_code == 3
    assert "evaluate --fit" in broken.stderr
