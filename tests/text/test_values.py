"""Arguments that a caller passes: what is none is told by its name."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import aigov_corpus as ac
from aigov_corpus import Corpus, load
from aigov_corpus.alignment import explain, find_lacking
from aigov_corpus.config import load_config
from aigov_corpus.embedding import get_encoder
from aigov_corpus.errors import AigovError, UsageError
from aigov_corpus.exporting.formats import get_format
from aigov_corpus.segmentation import segment_text
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


WRONG: list[Any] = [
    *("", "x\ud800", "a\0b", "x" * 5000, b"x", 3, -1, 10**5000, 2.5, math.nan, True, None),
    *([], [1], [None], {"a": 1}, {1}, Path("x"), object(), pd.NA, np.array([1, 2]), pd.Series([1])),
]
"""Values that some argument or other cannot have."""

SOME = ac.load().select(section="1")
"""A corpus of few pairs in two renderings."""

GOOD: dict[Callable[..., Any], dict[str, Any]] = {
    ac.extract: {"data": "你好。世界"},
    ac.extract_bilingual: {"data": "你好。\nHello.\n"},
    ac.segment: {"text": "你好。", "lang": "zh"},
    ac.align: {"src_text": "你好。", "tgt_text": "Hello.", "encoder": "hash", "force": True},
    ac.align_sentences: {"src": ["你好。"], "tgt": ["Hello."], "encoder": "hash"},
    ac.link_words: {"pairs": [(["好"], ["good"])], "encoder": "hash"},
    ac.load: {},
    ac.load_termbase: {"path": "bundled"},
    ac.TermEntry: {"zh": ("数据",), "en": ("data",)},
    ac.Termbase: {"entries": (ac.TermEntry(("数据",), ("data",)),)},
    ac.batch: {"manifest": "no.csv", "out": "new"},
    ac.match: {"zh": "no", "en": "nor", "encoder": "hash"},
    ac.build: {"config": "no.toml"},
    ac.fetch: {"urls": "http://127.0.0.1:9/", "raw": "raw", "offline": True},
    ac.Corpus: {"pairs": []},
    ac.Corpus.from_pairs: {"pairs": [("你好。", "Hello.")]},
    SOME.select: {},
    SOME.pairs: {},
    SOME.export: {"format": "csv", "path": "out.csv"},
    SOME.sentences: {},
    SOME.check: {},
    SOME.renderings_of: {"phrase": "蒸汽机"},
    SOME.terms: {"min_count": 99},
    SOME.compare: {},
    SOME.find: {},
    SOME.load_findings: {},
    SOME.concordance: {"phrase": "蒸汽机"},
    SOME.search: {"query": "安全", "encoder": "hash"},
    SOME.to_annotation: {"path": "out.csv"},
    SOME.with_annotations: {"path": "no.csv", "by": "one"},
    SOME.agreement: {"first": "auto"},
    SOME[:2].tag: {},
    SOME.to_html: {},
    SOME.to_pandas: {},
    SOME.to_polars: {},
    SOME.to_hf: {},
    SOME.sql: {"query": "select 1"},
    SOME.cite: {},
    SOME.frequencies: {},
    SOME.collocates: {"phrase": "治理"},
    SOME.keyness: {"other": SOME[:3]},
    SOME.crosstab: {"row": "section", "column": "status"},
    SOME.shifts: {},
    SOME.outliers: {},
    SOME.sample: {"size": 3},
    segment_text: {"text": "你好。", "lang": "zh"},
    explain: {
        "src": ["好。"],
        "tgt": ["Good."],
        "encoder": "hash",
        "alignment": ac.align_sentences(["好。"], ["Good."], encoder="hash"),
    },
    find_lacking: {
        "src": ["好。"],
        "tgt": ["Good."],
        "encoder": "hash",
        "alignment": ac.align_sentences(["好。"], ["Good."], encoder="hash"),
    },
}
"""Every function of the front door, with arguments that it takes."""


SLOW = {"align", "check", "find", "load", "renderings_of"}
"""Functions that take a second and more for all their arguments."""


@pytest.mark.parametrize(
    "function",
    [
        pytest.param(function, marks=[pytest.mark.slow] * (function.__name__ in SLOW))
        for function in GOOD
    ],
    ids=lambda function: function.__qualname__,
)
def test_each_argument_of_another_type_is_our_error(
    function: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or it is taken; no error of Python or a library reaches the caller."""
    monkeypatch.chdir(tmp_path)
    for name, parameter in signature(function).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            continue
        for value in WRONG:
            with suppress(AigovError):
                made = function(**GOOD[function] | {name: value})
                if isinstance(made, Corpus):
                    repr(made), made.info, made.pairs(), made.sentences(), made._repr_html_()


def test_the_front_door_is_tested() -> None:
    """Each function and class of it but the errors, and each method."""
    tested = {
        f"Corpus.{function.__name__}"
        if isinstance(getattr(function, "__self__", None), Corpus)
        else function.__qualname__
        for function in GOOD
    }
    names = [name for name in dir(Corpus) if not name.startswith("_")]
    methods = {f"Corpus.{name}" for name in names if callable(getattr(Corpus, name))}
    public = {name for name in ac.__all__ if callable(getattr(ac, name))} | methods
    assert public - tested <= {"AigovError"}


OURS = ("tally", "sentences", "findings")
"""Arguments of exporters that the package gives."""


def test_options_of_formats_and_segmenters_have_types_too(tmp_path: Path) -> None:
    """Those that the format or segmenter writes in its annotations."""
    corpus = load()
    for form in ("tmx", "csv", "xlsx", "jsonl", "parquet", "xces", "moses"):
        for option in signature(get_format(form).export).parameters.values():
            if option.kind is option.KEYWORD_ONLY and option.name not in OURS:
                for value in WRONG:
                    with suppress(AigovError):
                        corpus.export(form, tmp_path / form, **{option.name: value})
    for lang, name in (("zh", "semicolon"), ("en", "model"), ("ja", "semicolon")):
        for value in WRONG:
            with suppress(AigovError):
                ac.segment("Hello. X", lang, **{name: value})


def test_a_message_names_the_argument_the_value_and_what_to_give() -> None:
    """In one sentence."""
    for call, message in (
        (lambda: ac.extract("好。", charset=3), "charset is 3 (int), which is no text (str); "),
        (lambda: ac.fetch("http://x/", raw="raw", delay="1"), "delay is '1' (str), which is no fi"),
        (lambda: ac.Corpus(3), "pairs is 3 (int), which is no list; pass a list"),
        (lambda: ac.Corpus(["x"]), "pairs[0] is 'x' (str), which is no Pair; "),
        (lambda: ac.load(unchecked="no"), "unchecked is 'no' (str), which is no True or False; "),
        (
            lambda: ac.load().select(min_score="1"),
            "min_score is '1' (str), which is no finite number; give a finite number, or None",
        ),
    ):
        with pytest.raises(UsageError) as raised:
            call()  # type: ignore[no-untyped-call]
        assert str(raised.value).startswith(message)


def test_a_pair_holds_values_of_the_right_types() -> None:
    """A row with an empty cell of pandas cannot become one."""
    pair = next(iter(load()))
    for name, value in (
        *(("zh", math.nan), ("en", None), ("score", math.nan), ("score", 2), ("seq", "1")),
        *(("zh_ids", "zh-1"), ("en_ids", (1,)), ("near_misses", ("x",)), ("status", pd.NA)),
    ):
        with pytest.raises(UsageError, match=f"^{name} of a pair is "):
            replace(pair, **{name: value})


@pytest.mark.parametrize("value", [None, 3, b"x", ["a"], {"a": 1}, object(), True])
def test_functions_of_the_rooms_refuse_what_is_of_another_type(value: Any) -> None:
    """With an error of ours, and not one of a library deep inside."""
    for call in (
        lambda: find_words(value, lang="zh"),
        lambda: find_words("好", lang=value),
        lambda: find_numbers(value, lang="en"),
        lambda: add_terms(value),
        lambda: load_config(value),
        lambda: get_encoder(value),
    ):
        with pytest.raises(AigovError):
            call()


def test_a_wrong_number_of_arguments_names_the_function() -> None:
    """As Python itself does; the sentence lists the arguments."""
    with pytest.raises(TypeError, match=r"^link_words\(\): too many .*; it takes pairs, "):
        ac.link_words("你好", "Hello")  # type: ignore[arg-type, misc]


def test_a_text_in_place_of_words_is_told() -> None:
    """It is called by the name of what is wanted: words, not sentences."""
    with pytest.raises(UsageError, match=r"^pairs\[0\]\[0\] is one text .* a list of words"):
        ac.link_words([("你好", "Hello")])  # type: ignore[list-item]
