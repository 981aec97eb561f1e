"""Paragraphs to blocks: their kinds, and the sections they stand in."""

from aigov_corpus.extraction.structure.blocks import structure

__all__ = ["structure"]
