"""Finds the governance principles that a unit expresses, each with the evidence for it."""

from aigov_corpus.tagging.principles import ACCEPT, UnitTags, tag_principles, tag_unit, tag_units
from aigov_corpus.tagging.taxonomy import Principle, Taxonomy, load_taxonomy

__all__ = [
    "ACCEPT",
    "Principle",
    "Taxonomy",
    "UnitTags",
    "load_taxonomy",
    "tag_principles",
    "tag_unit",
    "tag_units",
]
