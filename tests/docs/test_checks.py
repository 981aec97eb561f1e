"""docs/checks.md says what is true: an example of each code, the figures, a session."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from aigov_corpus import registry
from aigov_corpus.checking import check_pairs
from aigov_corpus.cli import main
from aigov_corpus.corpus import Corpus
from aigov_corpus.tagging import load_taxonomy, tag_principles
from checking.pairs import make_pair

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "checks.md").read_text("utf-8")
SCHEMA = (ROOT / "docs" / "schema.md").read_text("utf-8")
NEEDS_MORE = {"length": 20, "consistency-source": 2, "consistency-target": 2}
"""Checks that compare pairs, and how often the first pair of their example stands there."""


SLOW = ("omission", "addition")
"""Checks that link words, for which an encoder is loaded."""


def read_examples() -> dict[str, list[tuple[str, str]]]:
    """Return the pairs in the example of each code; several are joined by "and" or a colon."""
    rows = re.findall(r"^\| `([a-z-]+)` \| [^|]* \| ([^|]*) \|$", PAGE, re.MULTILINE)
    pairs: dict[str, list[tuple[str, str]]] = {}
    for code, cell in rows:
        plain = cell.removeprefix("after twenty pairs like ")
        halves = [part.split(" /") for part in re.split(r": (?=这)|, and (?=各)", plain)]
        pairs[code] = [(zh.strip(), en.strip()) for zh, en in halves]
    return pairs


def load_page_writer() -> ModuleType:
    """Return the benchmark's module that writes the figures into the page."""
    spec = importlib.util.spec_from_file_location(
        "checks_page", ROOT / "benchmarks" / "checks_page.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_names_every_check() -> None:
    """Those of this package, each with an example."""
    assert set(read_examples()) == set(registry.TABLES["check"])


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(code, marks=pytest.mark.slow if code in SLOW else ())
        for code in sorted(registry.TABLES["check"])
        if not code.startswith("term")
    ],
)
def test_the_example_of_each_check_is_found(code: str) -> None:
    """By this check; terms need a termbase, and have tests of their own."""
    texts = read_examples()[code]
    texts = [texts[0]] * (NEEDS_MORE.get(code, 1) - 1) + texts
    pairs = [make_pair(zh, en, pair_id=f"doc/en/{at}") for at, (zh, en) in enumerate(texts)]
    if code == "principle":
        tags = tag_principles(*texts[0], taxonomy=load_taxonomy(), accept=0.0)
        pairs = [make_pair(*texts[0], principle_evidence=tags)]
    assert check_pairs(pairs, only=[code])


def test_the_figures_are_those_of_the_benchmark() -> None:
    """If this fails, run  python benchmarks/checks_page.py ."""
    assert load_page_writer().expected_page(PAGE) == PAGE


@pytest.mark.parametrize("number", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_the_session_prints_what_is_shown(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file, the command and its output."""
    session = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)[number]
    _, table, printed = re.split(r"^\$ .*\n", session, flags=re.MULTILINE)
    command = re.findall(r"^\$ aigov-corpus (.*)$", session, re.MULTILINE)[0]
    monkeypatch.chdir(tmp_path)
    Path(command.split()[1]).write_text(table, "utf-8")
    found = CliRunner().invoke(main, command.split())
    shown = printed.strip().splitlines()
    assert found.stdout.splitlines() == shown[:-1]
    assert found.stderr.splitlines()[-1] == shown[-1]


def test_the_columns_of_the_findings_are_on_the_page_of_tables() -> None:
    """In the order of the DataFrame, below the heading that the page of the checks links to."""
    table = SCHEMA.split("\n## findings\n")[1].split("\n## ")[0]
    columns = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert list(Corpus([make_pair("城市。", "City.")]).check().columns) == columns
