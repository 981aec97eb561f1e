"""Ids made of the names of files."""

from __future__ import annotations

from aigov_corpus.alignment.dictionary import list_readings
from aigov_corpus.config.ids import as_id
from aigov_corpus.text.scripts import HAN_CHARACTER
from aigov_corpus.text.simplified import simplify

_LONGEST = 40
"""Characters of the longest id that is made of the name of a file."""


def make_file_id(name: str, *, longest: int = _LONGEST) -> str:
    """Return an id made of the name of a file; empty if it has no letter or digit.

    Chinese characters are spelled in pinyin, so that files with Chinese names can be told apart.

    Args:
        name: the name, without its ending.
        longest: the most characters of the id.
    """
    if HAN_CHARACTER.search(name):
        name = HAN_CHARACTER.sub(lambda found: f" {_spell(found[0])} ", simplify(name))
    return as_id(name, longest=longest)


def _spell(character: str) -> str:
    """Return the first pinyin of a character in the dictionary; empty if it is not there."""
    return next(iter(list_readings(character)), "")
