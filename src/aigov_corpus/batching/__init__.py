"""Build an archive: many documents, by one process, several processes or a cluster."""

from aigov_corpus.batching.reports import BatchReport
from aigov_corpus.batching.run import batch

__all__ = ["BatchReport", "batch"]
