"""Bytes of a page or file to clean documents: what is text, in what order, of what kind, in which section."""

from aigov_corpus.extraction.documents import (
    RawPage,
    extract,
    extract_any,
    extract_bilingual,
    extract_pages,
)
from aigov_corpus.extraction.language_check import check_document_language, check_language

__all__ = [
    "RawPage",
    "check_document_language",
    "check_language",
    "extract",
    "extract_any",
    "extract_bilingual",
    "extract_pages",
]
