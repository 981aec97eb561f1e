"""Fetches pages by their URLs, and finds the fetched pages on disk."""

from aigov_corpus.fetching.limits import Limits
from aigov_corpus.fetching.run import Failure, FetchReport, fetch
from aigov_corpus.fetching.snapshots import FetchedArticle, find_article, find_snapshot

__all__ = [
    "Failure",
    "FetchReport",
    "FetchedArticle",
    "Limits",
    "fetch",
    "find_article",
    "find_snapshot",
]
