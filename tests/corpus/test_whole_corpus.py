"""The files that describe a corpus as a whole: one data package, texts.csv, a card, a citation."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import aigov_corpus as ac
from aigov_corpus.building import build
from aigov_corpus.corpus.citing import RELEASED
from aigov_corpus.corpus.datapackage import hash_file
from aigov_corpus.errors import AigovError, ConfigError

ROOT = Path(__file__).parents[2]
ALIGNED = ROOT / "data" / "aligned"
RELEASE = """[corpus]
id = "plans"
title = "Plans"
version = "2.1.0"
date = "2026-01-31"
homepage = "https://example.org/plans"
keywords = ["plans"]
authors = ["A. Author", "B. Author"]
changelog = "changes.md"

"""


def release(project: Path, text: str = RELEASE) -> Path:
    """Add the table [corpus] to a project, build it, and return its corpus."""
    config = project / "corpus.toml"
    config.write_text(text + config.read_text("utf-8"), encoding="utf-8")
    (project / "changes.md").write_text("# What changed\n", encoding="utf-8")
    build(config, encoder="hash")
    return project / "data" / "aligned"


def test_one_package_describes_all_files_of_all_documents(project: Path) -> None:
    """With an id, the day of the data, homepage, keywords, languages, licences, and hashes."""
    corpus = release(project)
    package = json.loads((corpus / "datapackage.json").read_text("utf-8"))
    of_document = json.loads((corpus / "plan" / "datapackage.json").read_text("utf-8"))
    for found in (package, of_document):
        assert (found["version"], found["created"]) == ("2.1.0", "2026-01-31T00:00:00Z")
        assert found["languages"] == ["zh", "en"] and found["keywords"] == ["plans"]
        assert len(found["id"]) == 36 and found["homepage"].startswith("https://")
        assert found["generator"].startswith("aigov-corpus ")
    assert (package["name"], package["title"]) == ("plans", "Plans")
    assert {entry["path"]: entry["hash"] for entry in package["resources"]} == {
        str(path.relative_to(corpus)): f"sha256:{hash_file(path)}"
        for path in corpus.rglob("[!.]*.*")
        if path.name != "datapackage.json"
    }
    assert [entry["title"] for entry in package["licenses"]] == [
        "plan, zh: state document",
        "plan, en/example: CC-BY-4.0",
    ]


def test_each_text_has_a_row_with_its_licence_and_size(project: Path) -> None:
    """The Chinese counts once, however many renderings there are."""
    corpus = release(project)
    with (corpus / "texts.csv").open(encoding="utf-8", newline="") as file:
        zh, en = csv.DictReader(file)
    assert (zh["text"], en["text"], en["rendering"]) == ("zh", "en/example", "example")
    assert (zh["licence"], en["licence"]) == ("state document", "CC-BY-4.0")
    assert (en["translator"], zh["translator"]) == ("An Example", "")
    rows = ac.load(corpus).sentences()
    own = rows[(rows["language"] == "zh") & (rows["position"] > 0)]
    assert int(zh["sentences"]) == len(own)
    assert int(zh["characters"]) == sum(len("".join(text.split())) for text in own["text"])


def test_the_same_corpus_gives_the_same_bytes(project: Path) -> None:
    """The day is that of the data, not of the build; a second build replaces the files."""
    corpus = release(project)
    before = {path: path.read_bytes() for path in corpus.rglob("[!.]*.*")}
    build(project / "corpus.toml", encoder="hash", force=True)
    assert {path: path.read_bytes() for path in corpus.rglob("[!.]*.*")} == before


def test_citations_have_year_version_and_address(project: Path) -> None:
    """In the card as BibTeX, in CITATION.cff, and from the corpus."""
    corpus = release(project)
    card = (corpus / "README.md").read_text("utf-8")
    bibtex = ac.load(corpus).cite("bibtex")
    assert "@dataset{plans-2.1.0,\n" in bibtex and bibtex in card
    for field in (
        "author = {{A. Author} and {B. Author}}",
        "year = {2026}",
        "version = {2.1.0}",
        "url = {https://example.org/plans}",
    ):
        assert f"  {field},\n" in bibtex
    cff = (corpus / "CITATION.cff").read_text("utf-8")
    assert cff == ac.load(corpus).cite("cff")
    for line in ('type: "dataset"', 'version: "2.1.0"', 'date-released: "2026-01-31"'):
        assert f"\n{line}\n" in cff
    assert (
        ac.load(corpus)
        .cite("text")
        .startswith(
            "A. Author and B. Author (2026). Plans. Version 2.1.0. Data set. https://example.org/plans."
        )
    )


def test_a_corpus_without_that_table_gets_no_card_and_foreign_files_stay(project: Path) -> None:
    """A README.md that somebody wrote there is not replaced; the error names it."""
    corpus = release(project, "")
    assert {path.name for path in corpus.glob("[!.]*.*")} == {"datapackage.json", "texts.csv"}
    assert "version" not in json.loads((corpus / "datapackage.json").read_text("utf-8"))
    (corpus / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(AigovError, match=r"README\.md.*no build of aigov-corpus wrote it"):
        release(project)
    assert (corpus / "README.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"2026-01-31"', '"31.1.2026"', "corpus.date: '31.1.2026' is not a day of the calendar"),
        ('"2026-01-31"', '""', "corpus.date: it is missing, and there is a version"),
        ('"2.1.0"', '"the second"', "corpus.version: 'the second' is not a version"),
        ('"https://example.org/plans"', '"example.org"', "corpus.homepage: 'example.org' is not"),
        ('"changes.md"', '"../changes.md"', "corpus.changelog: '../changes.md' is not beside"),
        ('"changes.md"', '"news.md"', "corpus.changelog: there is no file .*news.md"),
    ],
)
def test_a_wrong_value_is_told_by_key_and_remedy(
    project: Path, old: str, new: str, said: str
) -> None:
    """Before anything is built."""
    with pytest.raises(ConfigError, match=said):
        release(project, RELEASE.replace(old, new))
    assert not (project / "data" / "aligned").exists()


def test_the_bundled_corpus_has_the_version_of_its_changelog_and_citations() -> None:
    """CITATION.cff of the project names the data too, and the day of the program."""
    stated = tomllib.loads((ROOT / "corpus.toml").read_text("utf-8"))["corpus"]
    changes = (ROOT / "data" / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (.*) - (.*)", changes, re.MULTILINE)[0] == (
        stated["version"],
        stated["date"],
    )
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"    version: {stated['version']}\n    date-released: {stated['date']}\n" in citation
    assert f"\ndate-released: {RELEASED}\n" in citation


@pytest.mark.slow
@pytest.mark.parametrize("where", ["bundled", "built"])
def test_frictionless_finds_every_package_valid(project: Path, where: str) -> None:
    """That of the whole corpus, and that of each document."""
    corpus = ALIGNED if where == "bundled" else release(project)
    packages = sorted(corpus.rglob("datapackage.json"))
    assert len(packages) >= 2
    for package in packages:
        command = [sys.executable, "-m", "frictionless", "validate", "--json", package.name]
        done = subprocess.run(
            command, cwd=package.parent, capture_output=True, text=True, check=False
        )
        report = json.loads(done.stdout)
        assert report["valid"], (package, report)
        described = json.loads(package.read_text("utf-8"))["resources"]
        assert report["stats"]["tasks"] == len(described)


@pytest.mark.slow
def test_the_library_of_hubs_loads_the_tables_that_the_card_names(
    tmp_path: Path,
) -> None:
    """By the path of the corpus alone; pairs by default, sentences by name."""
    script = (
        "import sys; from datasets import load_dataset\n"
        "for name in (None, 'sentences'):\n"
        "    print(load_dataset(sys.argv[1], name, split='train').num_rows)\n"
    )
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(ALIGNED)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    [table] = ALIGNED.glob("*/sentences.jsonl")
    rows = [len(ac.load(ALIGNED)), table.read_text("utf-8").count("\n")]
    assert [int(line) for line in done.stdout.split()] == rows
