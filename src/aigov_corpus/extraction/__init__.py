"""Reads files and web pages into documents, made of blocks, each with its kind and section."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aigov_corpus.extraction.bilingual import LAYOUTS
    from aigov_corpus.extraction.decoding import decode
    from aigov_corpus.extraction.documents import (
        extract,
        extract_any,
        extract_bilingual,
        extract_pages,
        name_language,
    )
    from aigov_corpus.extraction.language_check import check_document_language, check_language
    from aigov_corpus.extraction.ledger import describe_left_out, leaves_out_much
    from aigov_corpus.extraction.lines import iter_lines
    from aigov_corpus.extraction.readers import READ_FORMATS, RawPage, is_document

__all__ = [
    "LAYOUTS",
    "READ_FORMATS",
    "RawPage",
    "check_document_language",
    "check_language",
    "decode",
    "describe_left_out",
    "extract",
    "extract_any",
    "extract_bilingual",
    "extract_pages",
    "is_document",
    "iter_lines",
    "leaves_out_much",
    "name_language",
]

# The module of each public name. Names are imported when they are used: a program that only needs
# `decode` does not load the readers of documents, which takes a fifth of a second.
_MODULES = {
    "LAYOUTS": "bilingual",
    "READ_FORMATS": "readers",
    "RawPage": "readers",
    "check_document_language": "language_check",
    "check_language": "language_check",
    "decode": "decoding",
    "describe_left_out": "ledger",
    "extract": "documents",
    "extract_any": "documents",
    "extract_bilingual": "documents",
    "extract_pages": "documents",
    "is_document": "readers",
    "iter_lines": "lines",
    "leaves_out_much": "ledger",
    "name_language": "documents",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module 'aigov_corpus.extraction' has no attribute '{name}'")
    value = getattr(import_module(f"aigov_corpus.extraction.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__]
