"""What every test of the checks sees to: the Chinese page can say what a check says."""

from __future__ import annotations

from typing import Any

import pytest

from aigov_corpus.checking.units import Unit
from aigov_corpus.records import Finding
from aigov_corpus.registry import TABLES
from aigov_corpus.serving.finding_sentences import translate_finding

OWN_CHECKS = frozenset(TABLES["check"])


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
