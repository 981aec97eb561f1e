"""docs/formats.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from aigov_corpus import registry
from aigov_corpus.exporting import tmx
from aigov_corpus.exporting.rows import COLUMNS
from aigov_corpus.tmx_validation.messages import ERRORS, WARNINGS

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def words(text: str) -> set[str]:
    """What stands in backquotes, outside the examples."""
    return set(re.findall("`([^`]+)`", re.sub("```.*?```", "", text, flags=re.DOTALL)))


def test_the_page_names_every_format_column_and_profile() -> None:
    """A new one fails here until it is described."""
    assert set(registry.TABLES["format"]) <= words(PAGE)
    assert set(COLUMNS) <= words(PAGE)
    assert all(profile in PAGE for profile in tmx.PROFILES)


def test_the_page_lists_every_finding_under_its_severity() -> None:
    """No more and no fewer."""
    errors, warnings = PAGE.split("\n| errors | |\n")[1].split("\n| warnings | |\n")
    assert words(errors) == ERRORS.keys()
    assert words(warnings.split("\n\n")[0]) == WARNINGS.keys()
