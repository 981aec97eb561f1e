"""Sentences of two languages to beads."""

from __future__ import annotations

from aigov_corpus.alignment.core import align_sentences, explain

__all__ = ["align_sentences", "explain"]
