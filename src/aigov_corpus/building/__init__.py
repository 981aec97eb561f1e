"""From corpus.toml to a built corpus: the only room that knows the order of the steps."""

from aigov_corpus.building.reports import BuildReport, DocumentReport
from aigov_corpus.building.run import build

__all__ = ["BuildReport", "DocumentReport", "build"]
