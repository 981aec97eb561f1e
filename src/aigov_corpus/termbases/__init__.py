"""Termbases: lists of Chinese terms with the English ones that a translation should use.

A *termbase* is read from a table (CSV, TSV, XLSX), from TBX, or from a glossary of OmegaT, and
written in the same formats. One about AI governance comes with the package: `bundled`.
"""

from aigov_corpus.termbases.entries import PARTS_OF_SPEECH, Termbase, TermEntry
from aigov_corpus.termbases.files import (
    BUNDLED,
    FORMATS,
    load_termbase,
    parse_termbase,
    read_termbase,
    write_termbase,
)

__all__ = [
    "BUNDLED",
    "FORMATS",
    "PARTS_OF_SPEECH",
    "TermEntry",
    "Termbase",
    "load_termbase",
    "parse_termbase",
    "read_termbase",
    "write_termbase",
]
