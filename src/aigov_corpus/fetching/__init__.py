"""URLs to snapshots under data/raw."""

from aigov_corpus.fetching.limits import Limits
from aigov_corpus.fetching.run import Failure, FetchReport, fetch
from aigov_corpus.fetching.snapshots import find_pages, find_snapshot, missing_pages

__all__ = [
    "Failure",
    "FetchReport",
    "Limits",
    "fetch",
    "find_pages",
    "find_snapshot",
    "missing_pages",
]
