"""Ten everyday questions of a researcher; each takes one or two lines of the public API."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import aigov_corpus as ac

corpus = ac.load()


def rendered(folder: Path) -> Any:
    """1: how is a term rendered, by rendering and section?"""
    return [corpus.renderings_of("机遇", by=name) for name in ("rendering", "section")]


def principles(folder: Path) -> Any:
    """2: principles by section, and a picture of it."""
    table = corpus.crosstab("principle", "section")
    return table, table.plot()


def odd_lengths(folder: Path) -> Any:
    """3: pairs of odd length."""
    return corpus.outliers("length_ratio", farthest=2.5)


def in_context(folder: Path) -> Any:
    """4: every 包容 with its counterpart."""
    return corpus.concordance("包容", width=15)


def inconsistent(folder: Path) -> Any:
    """5: which terms are rendered in several ways?"""
    terms = corpus.terms(min_count=2)
    return terms[terms["others"].str.len() > 0]


def differences(folder: Path) -> Any:
    """6: how do two renderings differ?"""
    return corpus.compare(differing=True)


def to_annotate(folder: Path) -> Any:
    """7: a stratified sample for annotation, and its return."""
    corpus.sample(20, by=["rendering", "principle"], seed=1).to_annotation(folder / "todo.csv")
    return corpus.with_annotations(folder / "todo.csv", by="ann1")


def agreement(folder: Path) -> Any:
    """8: agreement between two annotators, and with the machine."""
    both = corpus.with_annotations(folder / "1.csv", by="a").with_annotations(
        folder / "2.csv", by="b"
    )
    return both.agreement("a", "b"), both.agreement("a", "auto")


def citation(folder: Path) -> Any:
    """9: a citation."""
    return corpus.cite("bibtex")


def elsewhere(folder: Path) -> Any:
    """10: the same in DuckDB, Polars and datasets."""
    count = corpus.sql("select count(*) as n from pairs where status = 'auto'")
    return count, corpus.to_polars(), corpus.to_hf()


QUESTIONS: tuple[Callable[[Path], Any], ...] = (
    *(rendered, principles, odd_lengths, in_context, inconsistent),
    *(differences, to_annotate, agreement, citation, elsewhere),
)


def answer(question: Callable[[Path], Any], folder: Path) -> Any:
    """Return the answer to a question; two people have marked a sample before."""
    drawn = corpus.sample(12, seed=2)
    for name, marked in (("1.csv", "security"), ("2.csv", "openness")):
        path = drawn.to_annotation(folder / name)
        rows = pd.read_csv(path, dtype=str)
        rows[marked] = "x"
        rows.to_csv(path, index=False)
    return question(folder)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_a_question_takes_two_lines_at_most(question: Callable[[Path], Any]) -> None:
    """Statements of its function, without the docstring."""
    [function] = ast.parse(inspect.getsource(question)).body
    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) - 1 <= 2


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_a_question_has_an_answer(
    question: Callable[[Path], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables with rows, pictures, and a text."""
    monkeypatch.setenv("MPLBACKEND", "Agg")
    found = answer(question, tmp_path)
    for part in found if isinstance(found, (tuple, list)) else (found,):
        if hasattr(part, "__len__"):
            assert len(part) > 0
        else:
            assert part is not None


@pytest.mark.slow
def test_the_answers_are_right(tmp_path: Path) -> None:
    """A few of them, checked by reading the texts."""
    by_rendering = answer(rendered, tmp_path)[0]
    assert by_rendering["text"].str.lower().tolist() == ["opportunities", "chances"]
    assert [line.counterpart for line in answer(in_context, tmp_path)] == ["inclusive"] * 4
    between, with_machine = answer(agreement, tmp_path)
    assert between.set_index("principle").loc["security", "only_first"] == 12
    assert with_machine.set_index("principle").loc["security", "recall"] < 1
