"""What every test of the checks sees to: the Chinese page can say what a check says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from aigov_corpus.checking.units import Unit
from aigov_corpus.embedding.threads import limit_matrix_threads
from aigov_corpus.records import Finding
from aigov_corpus.registry import TABLES
from aigov_corpus.serving.finding_sentences import translate_finding

OWN_CHECKS = frozenset(TABLES["check"])


@pytest.fixture(autouse=True, scope="module")
def matrix_threads_are_limited_once() -> Iterator[None]:
    """To set the limit anew for each of a thousand single pairs takes longer than to check them."""
    with limit_matrix_threads():
        yield


@pytest.fixture(autouse=True)
def every_finding_has_a_chinese_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding whose sentence no pattern of `serving.finding_sentences` fits fails the test."""
    find = Unit.find

    def find_and_translate(unit: Unit, code: str, *args: Any, **options: Any) -> Finding:
        finding = find(unit, code, *args, **options)
        is_said = code not in OWN_CHECKS or translate_finding(finding.message)
        assert is_said, f"add to _SENTENCES in serving/finding_sentences.py: {finding.message}"
        return finding

    monkeypatch.setattr(Unit, "find", find_and_translate)
