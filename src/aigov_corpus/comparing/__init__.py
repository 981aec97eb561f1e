"""Comparing: several renderings of one text side by side, and two editions of one text.

Renderings are joined by their Chinese: see `grid`. What differs is found row by row, between a
rendering that is the base and each of the others: see `differences`.
"""

from aigov_corpus.comparing.comparison import Comparison, compare_renderings

__all__ = ["Comparison", "compare_renderings"]
