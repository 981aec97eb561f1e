"""Build an archive: find which documents belong together, and align all of them."""

from aigov_corpus.batching.file_matching import FileMatch, match
from aigov_corpus.batching.reports import BatchReport
from aigov_corpus.batching.run import batch

__all__ = ["BatchReport", "FileMatch", "batch", "match"]
