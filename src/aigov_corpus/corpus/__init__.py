"""The corpus in memory and on disk."""

from aigov_corpus.corpus.corpus import Corpus
from aigov_corpus.corpus.loading import load

__all__ = ["Corpus", "load"]
