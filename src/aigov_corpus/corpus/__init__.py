"""The corpus in memory and on disk."""

from aigov_corpus.corpus.corpus import Corpus, load

__all__ = ["Corpus", "load"]
