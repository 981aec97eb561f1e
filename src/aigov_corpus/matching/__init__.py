"""Which documents belong together, and which of their sections do."""

from aigov_corpus.matching.documents import Match, match_documents

__all__ = ["Match", "match_documents"]
