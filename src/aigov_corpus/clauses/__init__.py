"""Clauses: smaller units inside a pair, cut where both texts have a mark and links agree."""

from aigov_corpus.clauses.joining import join_pairs, join_units
from aigov_corpus.clauses.pairs import cut_pairs, cut_units
from aigov_corpus.clauses.splitting import Cut, find_cuts

__all__ = ["Cut", "cut_pairs", "cut_units", "find_cuts", "join_pairs", "join_units"]
