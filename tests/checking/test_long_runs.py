"""Rows of one word or number, thousands of times: each thing is looked at once, not by pairs."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from aigov_corpus.checking import list_evidence
from aigov_corpus.checking.negation_matching import match_negations
from aigov_corpus.checking.numbers import comparing
from aigov_corpus.word_links import dictionary
from checking.pairs import find


def count_calls(patch: pytest.MonkeyPatch, module: Any, name: str) -> Counter[str]:
    """Return a counter of the calls of a function of a module from now on."""
    calls: Counter[str] = Counter()
    function = getattr(module, name)

    def counted(*arguments: Any) -> Any:
        calls[name] += 1
        return function(*arguments)

    patch.setattr(module, name, counted)
    return calls


def test_parts_of_a_word_are_not_longer_than_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word of 500 letters has 125,000 parts; only those are looked up that can be entries."""
    calls = count_calls(monkeypatch, dictionary, "has_entry")
    dictionary.translate_word("q" * 500)
    assert calls["has_entry"] < 500 * 25


def test_a_number_that_repeats_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """So 100 times 12 in both texts take no million comparisons."""
    calls = count_calls(monkeypatch, comparing, "says_same")
    assert not find("number", ("共12人、" * 100, "12 persons, " * 100))
    assert calls["says_same"] < 20


def test_of_many_negations_the_one_without_counterpart_is_found() -> None:
    """Each takes the nearest one of the other text, also if there are many."""
    zh = "".join(f"第{n}家公司在这一年里不得出售股份。" for n in range(100, 160))
    en = " ".join(f"Firm {n} must not sell shares in this year." for n in range(100, 160))
    assert not any(match_negations(zh, en)[:2])
    lost = match_negations(zh, en.replace("Firm 125 must not", "Firm 125 must"))
    assert len([*lost.zh, *lost.doubtful_zh]) == 1


def test_the_best_link_of_other_words_is_that_of_the_table_without_them() -> None:
    """Also if the words that are left out do not stand side by side."""
    table = np.random.default_rng(7).random((9, 5)).astype(np.float32)
    links = list_evidence._Links(table, np.ones(9), np.ones(5), ())
    for rows in ([0], [8], [2, 3], [1, 4, 8], list(range(9))):
        wanted = np.delete(table, rows, axis=0).max(axis=0, initial=0)
        assert (links.best_without(rows) == wanted).all()
