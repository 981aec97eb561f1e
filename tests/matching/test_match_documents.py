"""Two documents matched: one comparison, and each step's result in the record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from sections_texts import Meanings, text

from aigov_corpus.errors import MismatchError
from aigov_corpus.matching import match_documents
from aigov_corpus.matching.best_chain import chain_cells, find_chain
from aigov_corpus.matching.likeness import compare

if TYPE_CHECKING:
    from numpy.typing import NDArray


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the encoder of meanings pass the test of its languages."""
    monkeypatch.setattr(
        "aigov_corpus.matching.belonging.knows_chinese_and_english", lambda encoder: True
    )


class Counting(Meanings):
    """Remembers what it has encoded."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the directions of `Meanings`."""
        self.encoded += texts
        return super().encode(texts)


def test_a_match_holds_what_each_step_found() -> None:
    """Belonging, regions, section tags and fences, all from one comparison."""
    zh = text("zh", ("1", ["#意100", 1, 2, 3]), ("2", [4, 5, 6]))
    en = text("en", ("ch1", ["#meaning100", 1, 2, 3]), ("ch2", [4, 5, 6]))
    encoder = Counting()
    match = match_documents(zh, en, encoder=encoder)
    assert match.belonging.measured
    assert not match.belonging.objections
    assert [(region.zh, region.en) for region in match.regions] == [
        ((0, 4), (0, 4)),
        ((4, 7), (4, 7)),
    ]
    assert match.tags.zh == match.tags.en == ("1", "1", "1", "1", "2", "2", "2")
    assert match.fences == ((1, 1), (4, 4))
    once = Counting()
    compare(zh, en, encoder=once)
    assert encoder.encoded == once.encoded


def test_documents_that_do_not_belong_together_are_refused_unless_forced() -> None:
    """The record then has the objections."""
    zh, en = text("zh", ("1", range(60))), text("en", ("1", range(100, 160)))
    with pytest.raises(MismatchError, match="the Chinese and the English do not seem to belong"):
        match_documents(zh, en, encoder=Meanings())
    assert match_documents(zh, en, encoder=Meanings(), force=True).belonging.objections


def test_the_chain_is_the_best_of_all() -> None:
    """Against every list of pairs that rises in both texts, on small tables."""
    rng = np.random.default_rng(1)
    for _ in range(20):
        support = rng.random((4, 5), dtype=np.float32)
        best = max(
            sum(float(support[pair]) for pair in zip(rows, columns, strict=True))
            for size in range(5)
            for rows in combinations(range(4), size)
            for columns in combinations(range(5), size)
        )
        chain = find_chain(support)
        assert sum(float(support[pair]) for pair in chain) == pytest.approx(best)
        assert all(i < k and j < m for (i, j), (k, m) in pairwise(chain))


def test_of_a_table_with_few_cells_the_chain_is_the_same() -> None:
    """Also where several chains have the same sum."""
    rng = np.random.default_rng(2)
    for _ in range(200):
        support = rng.integers(0, 4, (5, 6)) * (rng.random((5, 6)) < 0.5) / 10
        cells = [(i, j, support[i, j]) for i, j in np.argwhere(support).tolist()]
        assert chain_cells(cells) == find_chain(support)
