"""The files about the project agree with each other, and stand on the ground of the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CITATION = (ROOT / "CITATION.cff").read_text("utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_package_and_citation_name_the_same_version_people_texts_and_subjects() -> None:
    """A version, an author, an address or a keyword changes in both files together."""
    head, _, references = CITATION.partition("\nreferences:")
    assert re.findall(r"^version: (.*)", head, re.MULTILINE) == [PROJECT["version"]]
    authors, keywords = head.partition("\nkeywords:")[::2]
    assert re.findall(r"^  - name: (.*)", authors, re.MULTILINE) == [
        author["name"] for author in PROJECT["authors"]
    ]
    assert re.findall(r"^  - (.*)", keywords, re.MULTILINE) == PROJECT["keywords"]
    assert re.findall(r"^    url: (.*)", references, re.MULTILINE) == list(PROJECT["urls"].values())


def test_the_latest_release_in_the_changelog_is_this_version() -> None:
    """What is not released yet may stand above it."""
    releases = re.findall(r"^## (\d+\.\d+\.\d+)", CHANGES, re.MULTILINE)
    assert releases[0] == PROJECT["version"]
    assert releases == sorted(releases, key=lambda name: [*map(int, name.split("."))], reverse=True)


def test_continuous_integration_calls_the_script_that_a_clone_has() -> None:
    """What must hold on Linux stands in .ci/run alone; other systems run the fast tests."""
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert "run: .ci/run" in workflow
    assert "--require-hashes -r .ci/lock-test.txt" in workflow
    assert "windows-latest" in workflow
    assert "macos-latest" in workflow


def test_a_bug_report_asks_for_signature_and_info() -> None:
    """Without them nobody can tell what made a result."""
    template = (ROOT / ".github" / "ISSUE_TEMPLATE" / "bug_report.yml").read_text("utf-8")
    assert "id: signature" in template
    assert "aigov-corpus info" in template


@pytest.mark.parametrize("name", ["test", "check"])
def test_the_lock_fits_the_requirements(name: str) -> None:
    """Each direct requirement is pinned to a version that it allows; no line names a registry."""
    text = (ROOT / ".ci" / f"lock-{name}.txt").read_text("utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))
    assert "://" not in text
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *extras["languages"], *extras["test"]]
    if name == "check":
        for group in ("datasets", "dev", "fit", "research", "slow", "sentence-transformers"):
            wanted += extras[group]
    for requirement in map(Requirement, wanted):
        key = canonicalize_name(requirement.name)
        if key not in ("aigov-corpus", "torch"):
            assert requirement.specifier.contains(pinned[key]), requirement
