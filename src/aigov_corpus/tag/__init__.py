"""Governance principles, tagged with the evidence for each."""

from aigov_corpus.tag.principles import ACCEPT, tag_principles
from aigov_corpus.tag.taxonomy import Principle, Taxonomy, load_taxonomy

__all__ = ["ACCEPT", "Principle", "Taxonomy", "load_taxonomy", "tag_principles"]
