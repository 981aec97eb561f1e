"""From corpus.toml to a built corpus: the only room that knows the order of the steps."""

from aigov_corpus.building.pipeline import build

__all__ = ["build"]
