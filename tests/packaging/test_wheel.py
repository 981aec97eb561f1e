"""The wheel alone, in a bare environment: what someone gets who installs the package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAME = "global-ai-governance-action-plan"
LOADS = """
import json, sys
import aigov_corpus as ac
from aigov_corpus.tagging import load_taxonomy
corpus = ac.load()
import aigov_corpus.corpus.corpus as here
print(json.dumps({
    "units": len(corpus),
    "missing": len(corpus.pairs(section="5", status="missing")),
    "file": here.__file__,
    "principles": [principle.id for principle in load_taxonomy().principles],
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that pip builds from this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(out),
        str(ROOT),
    ]
    subprocess.run(command, check=True)
    [path] = out.glob("*.whl")
    return path


@pytest.mark.slow
def test_the_wheel_carries_the_corpus_and_nothing_of_this_machine(wheel: Path) -> None:
    """Code, package data and data/aligned; no state of builds, no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    held = {name.rpartition("/")[2] for name in names if f"data/aligned/{NAME}/" in name}
    assert held == {
        "corpus.plain.tmx",
        "corpus.sinocism.tmx",
        "datapackage.json",
        "findings.parquet",
        "pairs.csv",
        "pairs.jsonl",
        "pairs.parquet",
        "sentences.jsonl",
        "sentences.parquet",
    }
    assert "aigov_corpus/py.typed" in names
    assert "aigov_corpus/data/taxonomies/aigov-principles.toml" in names
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {
        "aigov_corpus"
    }


@pytest.mark.slow
def test_it_works_in_a_bare_environment(wheel: Path, tmp_path: Path) -> None:
    """`--help`, `info`, `stats` and `ac.load()` from the wheel and its dependencies alone."""
    venv.create(tmp_path / "venv", with_pip=True)
    bin_ = tmp_path / "venv" / "bin"
    subprocess.run([bin_ / "python", "-m", "pip", "install", "--quiet", str(wheel)], check=True)

    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*command: object) -> str:
        done = subprocess.run(
            [str(word) for word in command],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=bare,
            check=True,
        )
        return done.stdout

    assert "aigov-corpus build" in run(bin_ / "aigov-corpus", "--help")
    info = json.loads(run(bin_ / "aigov-corpus", "info", "--json"))
    data = tomllib.loads((ROOT / "corpus.toml").read_text("utf-8"))["corpus"]["version"]
    assert (info["corpus"], info["units"]) == ([f"{NAME} ({data})"], 30)
    loaded = json.loads(run(bin_ / "python", "-c", LOADS))
    assert (loaded["units"], loaded["missing"], len(loaded["principles"])) == (30, 4, 6)
    assert loaded["file"].startswith(str(tmp_path))
