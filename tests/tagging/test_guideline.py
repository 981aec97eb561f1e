"""The annotation guideline says what the program does."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from aigov_corpus.tagging import load_taxonomy, tag_principles

ROOT = Path(__file__).parents[2]
GUIDELINE = (ROOT / "docs/annotation-guideline.md").read_text(encoding="utf-8")
TAXONOMY = load_taxonomy()
SECTIONS = dict(
    re.findall(r"^### ([\w-]+) ·.*?\n(.*?)(?=^##)", GUIDELINE, re.DOTALL | re.MULTILINE)
)
EXAMPLES = [
    (principle, *row)
    for principle, section in SECTIONS.items()
    for row in re.findall(r"^\| (yes|no) \| (.+?) \| (.+?) \|$", section, re.MULTILINE)
]


def test_each_principle_has_two_examples_for_and_two_against() -> None:
    """In the taxonomy's order."""
    assert list(SECTIONS) == [principle.id for principle in TAXONOMY.principles]
    for identifier in SECTIONS:
        assert [row[1] for row in EXAMPLES if row[0] == identifier] == ["yes", "yes", "no", "no"]


@pytest.mark.parametrize(("principle", "counts", "zh", "en"), EXAMPLES)
def test_the_program_follows_the_example(principle: str, counts: str, zh: str, en: str) -> None:
    """What the guideline counts is tagged; what it does not count is not."""
    found = {tag.principle for tag in tag_principles(zh, en, taxonomy=TAXONOMY)}
    assert (principle in found) == (counts == "yes")


def test_the_figures_are_those_of_the_last_measurement() -> None:
    """Of this taxonomy; `python benchmarks/tagging.py --save` writes both."""
    report = json.loads((ROOT / "benchmarks/tagging.json").read_text(encoding="utf-8"))
    assert report["taxonomy"] == TAXONOMY.signature
    table = re.search(r"<!-- figures -->\n(.*?)<!-- end", GUIDELINE, re.DOTALL)
    assert table
    assert table[1].splitlines()[2:] == [
        f"| {name} | {part['all']['units']}, {part['all']['tags']} "
        f"| {part['all']['precision']:.2f} | {part['all']['recall']:.2f} "
        f"| {part['one side']['precision']:.2f} | {part['one side']['recall']:.2f} |"
        for name, part in report["parts"].items()
    ]


def test_the_figures_of_the_units_that_were_tagged_twice_are_the_last_measured() -> None:
    """Kappa of the taggers, and precision and recall of the program, by principle and by side."""
    report = json.loads((ROOT / "benchmarks/tagging.json").read_text(encoding="utf-8"))["double"]
    table = re.search(r"<!-- double -->\n(.*?)<!-- end", GUIDELINE, re.DOTALL)
    assert table
    assert table[1].splitlines()[2:] == [
        f"| {name} | {found['kappa']:.2f} | {found['all']['tags']} | "
        + " | ".join(
            f"{found[view]['precision']:.2f}, {found[view]['recall']:.2f}"
            for view in ("all", "zh", "en")
        )
        + " |"
        for name, found in report["principles"].items()
    ]
    assert f"{report['units']} units" in GUIDELINE and f"{report['differ']} units" in GUIDELINE


def test_the_taxonomy_shown_is_a_valid_one(tmp_path: Path) -> None:
    """A reader may copy it from the page about taxonomies."""
    page = (ROOT / "docs/how-to/own-taxonomy.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    path = tmp_path / "own.toml"
    path.write_text(shown, encoding="utf-8")
    assert load_taxonomy(path).id == tomllib.loads(shown)["id"]
