"""Months: one list of names for every reader of dates."""

from __future__ import annotations

import re

from aigov_corpus.text.months import FULL_MONTH_NAMES, MONTH_NAMES, MONTH_STEMS, MONTHS


def test_names_and_abbreviations_have_numbers() -> None:
    """Twelve names, each with its number; September has two abbreviations, May needs none."""
    assert [MONTHS[name] for name in FULL_MONTH_NAMES] == list(range(1, 13))
    assert (MONTHS["sep"], MONTHS["sept"], MONTHS["dec"], MONTHS["may"]) == (9, 9, 12, 5)


def test_the_patterns_match_whole_names() -> None:
    """A name is not cut off after the letters of its abbreviation."""
    for name in MONTHS:
        assert re.fullmatch(MONTH_STEMS, name[:3])
        found = re.match(rf"(?:{MONTH_NAMES})(?= 2025)", f"{name.capitalize()} 2025")
        assert found is not None
