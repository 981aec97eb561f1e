"""Reads PDF files with a text layer."""

from aigov_corpus.extraction.pdf.reader import SIGNATURE, is_pdf, read_pdf

__all__ = ["SIGNATURE", "is_pdf", "read_pdf"]
