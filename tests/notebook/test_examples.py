"""The examples in docstrings of the notebook API run, and give what they show."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = ("corpus.corpus", "corpus.loading", "corpus.questions")


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_show(name: str) -> None:
    """On the corpus that comes with the package; each of these modules has one at least."""
    found = doctest.testmod(import_module(f"aigov_corpus.{name}"))
    assert found.attempted > 0 and found.failed == 0
