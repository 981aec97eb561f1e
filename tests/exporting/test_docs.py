"""docs/formats.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from aigov_corpus import registry
from aigov_corpus.cli import main
from aigov_corpus.exporting import tmx
from aigov_corpus.exporting.formats import get_format
from aigov_corpus.exporting.rows import COLUMNS
from aigov_corpus.tmx_validation.messages import ERRORS, WARNINGS

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
FORMATS = {name: get_format(name) for name in registry.TABLES["format"]}


def words(text: str) -> set[str]:
    """What stands in backquotes, outside the examples."""
    return set(re.findall("`([^`]+)`", re.sub("```.*?```", "", text, flags=re.DOTALL)))


def test_the_table_of_formats_is_the_registry() -> None:
    """Each format with what it is for, and whether it goes to stdout; in the registry's order."""
    lines = PAGE[PAGE.index("| `--format`") :].split("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [(row[0].strip("`"), row[1], row[4]) for row in rows] == [
        (name, format_.summary, "stdout" if format_.is_text else "error")
        for name, format_ in FORMATS.items()
    ]


def test_the_page_names_every_option_and_no_other() -> None:
    """Those that the formats declare, with all their values; the help offers the same."""
    declared = {
        f"--{name}-{option.name}".replace("_", "-"): option
        for name, format_ in FORMATS.items()
        for option in format_.options
    }
    begins_with_a_format = rf"--(?:{'|'.join(FORMATS)})-[\w-]+"
    assert set(re.findall(begins_with_a_format, PAGE)) == set(declared)
    usage = CliRunner().invoke(main, ["export", "--help"]).output
    assert set(re.findall(begins_with_a_format, usage)) == set(declared)
    for option in declared.values():
        assert all(choice in PAGE for choice in option.choices)


def test_the_page_names_every_column_and_profile() -> None:
    """A new one fails here until it is described."""
    assert set(COLUMNS) <= words(PAGE.split("## The columns")[1].split("\n## ")[0])
    assert all(profile in PAGE for profile in tmx.PROFILES)


def test_the_page_lists_every_finding_under_its_severity() -> None:
    """No more and no fewer."""
    errors, warnings = PAGE.split("\n| errors | |\n")[1].split("\n| warnings | |\n")
    assert words(errors) == ERRORS.keys()
    assert words(warnings.split("\n\n")[0]) == WARNINGS.keys()
