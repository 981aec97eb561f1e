"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys

import pytest

from aigov_corpus import patterns


def test_a_pattern_does_what_one_of_re_does() -> None:
    """Its methods and attributes are the same, for text and for bytes."""
    late, early = (of.compile("(?P<year>[0-9]{4})|x", of.IGNORECASE) for of in (patterns, re))
    assert [found["year"] for found in late.finditer("2019 X")] == ["2019", None]
    assert late.sub("-", "In 2019, x") == early.sub("-", "In 2019, x")
    assert (late.pattern, late.flags, late.groupindex) == (
        early.pattern,
        early.flags,
        early.groupindex,
    )
    assert patterns.compile(rb"\d").findall(b"a1") == [b"1"]
    assert pickle.loads(pickle.dumps(late)).fullmatch("X")


def test_a_pattern_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once for all attributes, and not before."""
    compiled: list[str] = []
    original = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given[0]) or original(*given))
    pattern = patterns.compile("[a-z]")
    assert (pattern.pattern, compiled) == ("[a-z]", [])
    assert [bool(pattern.match(text)) for text in ("a", "1", "b")] == [True, False, True]
    re.purge()
    assert pattern.search("1a")
    assert compiled == ["[a-z]"]


def test_a_wrong_pattern_fails_when_it_is_used() -> None:
    """The error is the usual one."""
    pattern = patterns.compile("(")
    with pytest.raises(re.error, match="unterminated subpattern"):
        pattern.search("")


COMPILE_ALL = """
import pkgutil, re
import aigov_corpus
from aigov_corpus import patterns
patterns.compile = re.compile
for module in pkgutil.walk_packages(aigov_corpus.__path__, "aigov_corpus."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
"""


@pytest.mark.slow
def test_all_patterns_of_modules_are_valid() -> None:
    """An import tells no more; so this test compiles them all."""
    subprocess.run([sys.executable, "-c", COMPILE_ALL], check=True, capture_output=True)
