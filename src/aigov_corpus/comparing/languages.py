"""The language of the report of a comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aigov_corpus.text.section_names import name_section


@dataclass(frozen=True, slots=True)
class ComparisonLanguage:
    """What a report says: the English of this package, or its translation."""

    code: str
    """Its language code."""
    say: Callable[[str], str]
    """Gives the translation of a word or sentence of the report, or of a message."""
    name_section: Callable[[str], str]
    """Gives the name of a section by its path."""


ENGLISH = ComparisonLanguage(code="en", say=str, name_section=name_section)
