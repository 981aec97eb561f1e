"""Reads files and web pages into documents, made of blocks, each with its kind and section."""

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
