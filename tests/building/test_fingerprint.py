"""When a document is built again: versions of steps count, the text of the code does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import aigov_corpus
from aigov_corpus.building import build
from aigov_corpus.building.fingerprint import step_versions

PACKAGE = Path(aigov_corpus.__file__).parent
TESTS = Path(__file__).parents[1]
STEPS = {
    "extraction", "segmentation", "matching", "alignment", "tagging", "building",
    "checking", "corpus",
}  # fmt: skip

BUILD_TWICE = """
import sys
from pathlib import Path
sys.modules["torch"] = None  # spaCy would spend seconds on importing it
import pytest
import aigov_corpus
from aigov_corpus.building import build
from conftest import put_in_order
put_in_order(pytest.MonkeyPatch())
for _ in range(2):
    print(build(sys.argv[1], encoder="hash").documents[0].state)
    for path in Path(aigov_corpus.__file__).parent.rglob("*.py"):
        path.write_text(path.read_text("utf-8") + "# a remark\\n", encoding="utf-8")
"""


def test_every_step_declares_a_version() -> None:
    """Each room of a build has a module `version`."""
    assert set(step_versions()) == STEPS
    for step in STEPS:
        assert (PACKAGE / step / "version.py").is_file()


@pytest.mark.parametrize("step", sorted(STEPS))
def test_raising_the_version_of_a_step_builds_again(
    built: Path, in_order: None, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whichever step it is; before and after that the document is unchanged."""
    [report] = build(built, encoder="hash").documents
    assert report.state == "unchanged"
    monkeypatch.setattr(f"aigov_corpus.{step}.version.VERSION", 1000)
    [report] = build(built, encoder="hash").documents
    assert report.state == "built"
    [report] = build(built, encoder="hash").documents
    assert report.state == "unchanged"


@pytest.mark.slow
def test_a_remark_in_the_code_does_not_build_again(project: Path, tmp_path: Path) -> None:
    """A copy of the package gets one in every module between two builds."""
    copy = tmp_path / "copy"
    shutil.copytree(PACKAGE, copy / "aigov_corpus", ignore=shutil.ignore_patterns("__pycache__"))
    path = f"{copy}:{TESTS}"
    done = subprocess.run(
        [sys.executable, "-c", BUILD_TWICE, str(project)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": path, "AIGOV_CACHE_DIR": str(tmp_path / "cache")},
    )
    assert done.stdout.split() == ["built", "unchanged"], done.stderr


def test_other_words_or_weights_build_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The data files of the package are compared by their content."""
    data = tmp_path / "package" / "data"
    shutil.copytree(PACKAGE / "data", data)
    monkeypatch.setattr("aigov_corpus.building.fingerprint.files", lambda name: data.parent)
    build(project, encoder="hash")
    for changed in ("userdict.txt", "weights/zh-en.toml"):
        with (data / changed).open("a", encoding="utf-8") as file:
            file.write("# a remark\n")
        [report] = build(project, encoder="hash").documents
        assert report.state == "built", changed
