"""An encoder written to the protocol `Encoder` alone works as the built-in one does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from aigov_corpus import align_sentences
from aigov_corpus.errors import UsageError
from aigov_corpus.registry import TABLES

MODULE = """
import numpy as np

class Lengths:
    id = "lengths@2"

    def encode(self, texts):
        found = np.array([[len(text), 40, text.count("2")] for text in texts], np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

class Named(Lengths):
    def __init__(self, model):
        self.id = f"named-{model}@1"
"""
ENTRY_POINTS = """[aigov_corpus.encoder]
lengths = lengths:Lengths
named = lengths:Named
"""


class Lengths:
    """An encoder that knows only how long a text is."""

    id = "lengths@1"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return a direction in a plane for each length."""
        found = np.array([[len(text), 40] for text in texts], np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIGOV_CACHE_DIR", "off")


def test_an_object_will_do() -> None:
    """It is handed over as it is, and its id stands in the signature."""
    zh = ["短。", "这是一个长得多的句子，它有许多许多的字。", "短。"]
    en = ["Short.", "This is a sentence that is much longer and has a lot of words.", "Short."]
    found = align_sentences(zh, en, encoder=Lengths())
    assert [bead.shape for bead in found.beads] == ["1-1", "1-1", "1-1"]
    assert found.made_by.encoder == "lengths@1"


def test_an_encoder_takes_a_model_if_it_has_a_parameter(monkeypatch: pytest.MonkeyPatch) -> None:
    """`NAME:MODEL` for one whose class has a parameter, `NAME` for one that has none."""
    monkeypatch.setitem(TABLES["encoder"], "lengths", f"{__name__}:Lengths")
    with pytest.raises(UsageError, match="takes no model; write lengths without the colon"):
        align_sentences(["好。"], ["Good."], encoder="lengths:x")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A directory as pip leaves it: a module and its entry points."""
    (tmp_path / "lengths.py").write_text(MODULE)
    metadata = tmp_path / "lengths-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: lengths\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(ENTRY_POINTS)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "encoder"), [("lengths", "lengths@2"), ("named:big", "named-big@1")]
)
def test_an_installed_encoder_aligns_documents(
    installed: Path, own_cache: Path, tmp_path: Path, name: str, encoder: str
) -> None:
    """`align --encoder NAME` matches the sections of two documents and aligns them."""
    zh = tmp_path / "a.zh.txt"
    en = tmp_path / "a.en.txt"
    zh.write_text("第一条 本法于2026年施行。\n第二条 短。\n", encoding="utf-8")
    en.write_text("Article 1 This law enters into force in 2026.\nArticle 2 Short.\n")
    code = (
        f"import sys; sys.path.append({str(installed)!r});from aigov_corpus.cli import main; main()"
    )
    arguments = ["align", str(zh), str(en), "--encoder", name, "--format", "jsonl"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"AIGOV_CACHE_DIR": str(own_cache)},  # the dictionaries lie there
    )
    assert done.returncode == 0, done.stderr
    assert "2026年" in done.stdout
    assert f"the encoder {encoder} cannot match" in done.stderr
