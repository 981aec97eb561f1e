"""The wheel alone, in a bare environment: what someone gets who installs the package."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

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


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside of any clone, with an environment `venv` that holds the core alone."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder / "venv", with_pip=True)
    install(folder, str(wheel))
    sections = ROOT / "tests" / "fixtures" / "sections"
    shutil.copy(sections / "lamps.zh.md", folder / "law.zh.md")
    lines = (sections / "lamps.en.txt").read_text("utf-8").splitlines()
    text = "".join(f"<p>{line}</p>" for line in lines if line)
    (folder / "law.en.html").write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    return folder


def install(folder: Path, wheel: str) -> None:
    """Install a wheel, perhaps with extras, into the environment of a folder."""
    command = [folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", wheel]
    subprocess.run(command, check=True, env=CLEAN | PIP)


CLEAN = {"PATH": os.defpath, "HOME": "/nonexistent", "LANG": "C"}
"""An environment without anything of the shell that runs the tests."""
PIP = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}


def run(folder: Path, *command: object) -> str:
    """Run a command of the environment in the folder; return what it prints."""
    done = subprocess.run(
        [str(folder / "venv" / "bin" / str(command[0])), *map(str, command[1:])],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=CLEAN | {"AIGOV_CACHE_DIR": str(folder / "cache")},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def first_block(tutorial: str, lang: str, *, number: int = 0) -> str:
    """Return one of the blocks of a tutorial."""
    page = (ROOT / "docs" / "tutorials" / tutorial).read_text("utf-8")
    return re.findall(rf"^```{lang}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)[number]


@pytest.mark.slow
def test_it_works_in_a_bare_environment(bare: Path) -> None:
    """`--help`, `info`, `stats` and `ac.load()` from the wheel and its dependencies alone."""
    assert "aigov-corpus build" in run(bare, "aigov-corpus", "--help")
    info = json.loads(run(bare, "aigov-corpus", "info", "--json"))
    data = tomllib.loads((ROOT / "corpus.toml").read_text("utf-8"))["corpus"]["version"]
    assert (info["corpus"], info["units"]) == ([f"{NAME} ({data})"], 30)
    loaded = json.loads(run(bare, "python", "-c", LOADS))
    assert (loaded["units"], loaded["missing"], len(loaded["principles"])) == (30, 4, 6)
    assert loaded["file"].startswith(str(bare))


@pytest.mark.slow
def test_the_first_example_at_a_shell(bare: Path) -> None:
    """Two files become a memory, which is validated and checked, with the core alone."""
    for line in first_block("shell.md", "console").splitlines():
        run(bare, *shlex.split(line.removeprefix("$ ")))
    assert (bare / "law.tmx").read_text("utf-8").count("<tu ") > 10


@pytest.mark.slow
def test_the_first_examples_of_a_researcher(bare: Path) -> None:
    """All blocks of the tutorial run with the core alone."""
    page = (ROOT / "docs" / "tutorials" / "researcher.md").read_text("utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE))
    run(bare, "python", "-c", code)
    assert (bare / "law.csv").exists()


@pytest.mark.slow
def test_the_page_of_a_translator_opens(bare: Path, wheel: Path) -> None:
    """With the extra that the tutorial names, its command serves a page."""
    start = first_block("translator.md", "sh").splitlines()[1]
    install(bare, f"{wheel}[review]")
    command = [bare / "venv" / "bin" / "aigov-corpus", *shlex.split(start)[1:], "--no-browser"]
    with subprocess.Popen(
        command, cwd=bare, env=CLEAN, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            found = None
            while found is None and (line := process.stdout.readline()):  # type: ignore[union-attr]
                found = re.search(r"http://127\.0\.0\.1:\S+", line)
            assert found, "it printed no address"
            with build_opener(HTTPCookieProcessor()).open(found[0]) as answer:
                assert "<html" in answer.read().decode()
        finally:
            process.terminate()


@pytest.mark.slow
def test_a_language_of_an_extra_says_what_to_install(bare: Path) -> None:
    """Without spaCy, German ends with one sentence and exit code 1."""
    (bare / "plan.de.txt").write_text("Eins. Zwei.", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"pip install 'aigov-corpus\[languages\]'"):
        run(bare, "aigov-corpus", "segment", "plan.de.txt", "--lang", "de")
