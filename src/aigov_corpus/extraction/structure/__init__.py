"""Make blocks from paragraphs: find the kind and the section of each."""

from aigov_corpus.extraction.structure.blocks import Structure, find_structure

__all__ = ["Structure", "find_structure"]
