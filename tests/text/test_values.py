"""Texts, sentences and paths that a caller passes: what is none is told by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aigov_corpus import Corpus, extract, load
from aigov_corpus.config import load_config
from aigov_corpus.embedding import get_encoder
from aigov_corpus.errors import AigovError, UsageError
from aigov_corpus.text.numerals import find_numbers
from aigov_corpus.text.values import read_sentences, require_path, require_text
from aigov_corpus.text.words import add_terms, find_words


def test_a_text_becomes_a_plain_str() -> None:
    """Also one of numpy; the characters stay as they are."""
    text = require_text(np.str_("安全😀"), name="text")
    assert (text, type(text)) == ("安全😀", str)


def test_sentences_are_named_by_their_index() -> None:
    """A value that is long is shown by its beginning."""
    assert read_sentences(iter(["a", ""]), name="src") == ["a", ""]
    with pytest.raises(UsageError, match=r"^src\[2\] is \['x', .* \(list\), which is no text"):
        read_sentences(["a", "b", ["x"] * 1000], name="src")  # type: ignore[list-item]


def test_a_path_is_a_text_or_a_path() -> None:
    """Nothing else is."""
    assert require_path("a", name="path") == require_path(Path("a"), name="path") == Path("a")
    with pytest.raises(UsageError, match=r"^out is 3 \(int\), which is no path"):
        require_path(3, name="out")
    with pytest.raises(UsageError, match=r"^out is '' \(str\), which is no path"):
        require_path("", name="out")


@pytest.mark.parametrize("value", [None, 3, b"x", ["a"], {"a": 1}, object(), True])
def test_public_functions_refuse_what_is_of_another_type(value: Any) -> None:
    """With an error of ours, and not one of a library deep inside."""
    for call in (
        lambda: find_words(value, lang="zh"),
        lambda: find_words("好", lang=value),
        lambda: find_numbers(value, lang="en"),
        lambda: extract("好。", name=value if value is not None else 0),
        lambda: extract("好。", layout=value if value is not None else 0),
        lambda: add_terms(value),
        lambda: load_config(value),
        lambda: load(value if value is not None else 0),
        lambda: Corpus([]).export("csv", value),
        lambda: Corpus([]).export(value, "x"),
        lambda: get_encoder(value),
    ):
        with pytest.raises(AigovError):
            call()
