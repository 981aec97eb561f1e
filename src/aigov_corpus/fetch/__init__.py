"""URLs to snapshots under data/raw."""

from aigov_corpus.fetch.limits import Limits
from aigov_corpus.fetch.run import Failure, FetchReport, fetch
from aigov_corpus.fetch.store import find_pages, find_snapshot, missing_pages

__all__ = ["Failure", "FetchReport", "Limits", "fetch", "find_pages", "find_snapshot", "missing_pages"]
