"""Paragraphs to blocks: the kind of each, and the section in which it stands."""

from aigov_corpus.extraction.structure.blocks import Structure, find_structure

__all__ = ["Structure", "find_structure"]
