"""A file that a user gave, read as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aigov_corpus import patterns as re

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that a user gave, or standard input."""

    name: str
    """Its name, for people; it never becomes a path."""
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending of its name, `.docx`; `.txt` if it has none."""
        suffix = Path(self.name).suffix.lower()
        return suffix if _SUFFIX.fullmatch(suffix) else ".txt"
