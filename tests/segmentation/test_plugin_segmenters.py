"""A segmenter written to the protocol alone, by another package, works as the built-in ones do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aigov_corpus.segmentation.version import VERSION

MODULE = """
class Bars:
    def __init__(self, *, mark="|"):
        self.id = "bars/1" if mark == "|" else f"bars/1-{mark}"
        self.mark = mark

    def spans(self, text):
        spans, start = [], 0
        for end in [at + 1 for at, letter in enumerate(text) if letter == self.mark]:
            spans.append((start, end))
            start = end
        if start < len(text):
            spans.append((start, len(text)))
        return spans
"""
ENTRY_POINTS = """
[aigov_corpus.segmenter]
ko = plugin_bars:Bars
zh = plugin_bars:Bars
"""
RUN = """
import json, sys
from click.testing import CliRunner
from aigov_corpus.cli import main
from aigov_corpus.errors import UsageError
from aigov_corpus.records import Block, Document
from aigov_corpus.segmentation import get_segmenter, segment, segment_document

document = Document("t", "ko", (Block("paragraph", "a|b", "ko"),))
try:
    get_segmenter("ko", semicolon=True)
except UsageError as error:
    refused = str(error)
print(json.dumps({
    "command": CliRunner().invoke(main, ["segment", "-", "--lang", "ko-KR"], input="a|b").stdout,
    "function": segment("a/b", "ko", mark="/"),
    "document": segment_document(document).segmenter,
    "chinese": get_segmenter("zh").id,
    "refused": refused,
}))
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A directory of installed packages that holds the plug-in."""
    (tmp_path / "plugin_bars.py").write_text(MODULE)
    info = tmp_path / "bars-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bars\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    return tmp_path


def test_a_segmenter_of_a_plug_in_is_used_for_its_language(site: Path) -> None:
    """By the command and in Python, with its options; a built-in segmenter cannot be replaced."""
    path = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "command": "a|\nb\n",
        "function": ["a/", "b"],
        "document": "bars/1",
        "chinese": f"zh/{VERSION}",
        "refused": "the segmenter of 'ko' has no option 'semicolon'; its options are: mark",
    }
