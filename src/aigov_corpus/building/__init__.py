"""Builds a corpus from corpus.toml; only this package knows the order of the steps."""

from aigov_corpus.building.reports import BuildReport, DocumentReport
from aigov_corpus.building.run import build
from aigov_corpus.building.two_texts import align

__all__ = ["BuildReport", "DocumentReport", "align", "build"]
