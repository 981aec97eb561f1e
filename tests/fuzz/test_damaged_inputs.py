"""Damaged inputs of every kind end in our errors alone, in time, and nothing changes in silence.

This is the short form of benchmarks/fuzz.py, with other mutations in the same kinds.
"""

from __future__ import annotations

import random

import pytest

from fuzz import MOST_SECONDS, Kind, Result, list_kinds, mutate, read_one

SEED = 2
EACH = 8


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> list[Kind]:
    """Every kind of input, in a folder of its own."""
    return list_kinds(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.slow
def test_no_mutation_is_a_traceback_or_a_silent_change(kinds: list[Kind]) -> None:
    """A few of each kind; `python benchmarks/fuzz.py` tries thousands."""
    assert len(kinds) >= 20
    for kind in kinds:
        assert kind.read(kind.seed) is not False, kind.name
        result = Result(kind.name)
        for number in range(EACH):
            data = mutate(kind.seed, random.Random(f"{SEED}/{kind.name}/{number}"))
            read_one(kind, data, f"{kind.name}/{number}", result)
        assert not result.foreign + result.changed + result.slow, result
        assert result.slowest < MOST_SECONDS
