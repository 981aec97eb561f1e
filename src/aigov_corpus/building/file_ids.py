"""Ids made of the names of files."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import spell_text
from aigov_corpus.config.ids import as_id
from aigov_corpus.text.scripts import HAN
from aigov_corpus.text.simplified import simplify

_CHINESE = re.compile(f"[{HAN}]+")
_LONGEST = 40
"""Characters of the longest id that is made of the name of a file."""


def make_file_id(name: str, *, longest: int = _LONGEST) -> str:
    """Return an id made of the name of a file; empty if it has no letter or digit.

    Chinese characters are spelled in pinyin, so that files with Chinese names can be told apart.

    Args:
        name: the name, without its ending.
        longest: the most characters of the id.
    """
    if _CHINESE.search(name):
        name = _CHINESE.sub(lambda found: f" {' '.join(spell_text(found[0]))} ", simplify(name))
    return as_id(name, longest=longest)
