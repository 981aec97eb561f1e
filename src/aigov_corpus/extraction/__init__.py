"""Bytes of a page or file to clean documents: what is text, in what order, of what kind, in which section."""

from aigov_corpus.extraction.documents import extract, extract_any, extract_bilingual

__all__ = ["extract", "extract_any", "extract_bilingual"]
