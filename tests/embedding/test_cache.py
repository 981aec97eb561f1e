"""The cache of vectors: nothing is encoded twice, and no fault of the file is an error."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from aigov_corpus.embedding.cache import CachedEncoder
from aigov_corpus.embedding.composing import SummingEncoder
from aigov_corpus.embedding.hashing import HashEncoder
from aigov_corpus.protocols import SentenceParts

ZH = [
    ["人工智能带来前所未有发展机遇，", "也带来前所未遇风险挑战。"],
    ["推动人工智能包容普惠发展。"],
]
EN = [
    ["AI brings unprecedented opportunities,", "but also unprecedented risks."],
    ["Promote inclusive AI."],
]


class Counting(SummingEncoder):
    """Counts the sentences that it encodes."""

    def __init__(self) -> None:
        super().__init__(HashEncoder())
        self.sentences = 0

    def parts(self, sentences: Sequence[Sequence[str]], *, spaced: bool) -> list[SentenceParts]:
        """Count the sentences and encode them."""
        self.sentences += len(sentences)
        return super().parts(sentences, spaced=spaced)


def cached(path: Path | None = None) -> tuple[CachedEncoder, Counting]:
    """Return a cache at `path`, and the encoder that it asks for what it has not."""
    encoder = Counting()
    return CachedEncoder(encoder, path), encoder


def test_nothing_is_encoded_twice(tmp_path: Path) -> None:
    """A second encoder over the same cache encodes nothing and returns the same bytes."""
    path = tmp_path / "deep" / "vectors.sqlite"
    first, first_counts = cached(path)
    fresh = first.parts([*ZH, *ZH], spaced=False)
    second, second_counts = cached(path)
    kept = second.parts(ZH, spaced=False)
    assert (first_counts.sentences, second_counts.sentences) == (2, 0)
    for encoded, read in zip(fresh[:2], kept, strict=True):
        assert np.array_equal(encoded.clauses, read.clauses)
        assert np.array_equal(encoded.sizes, read.sizes)
        assert np.array_equal(encoded.edge, read.edge)


def test_words_of_any_encoder_are_cached(tmp_path: Path) -> None:
    """A second run reads them and gets what the encoder gave."""
    path = tmp_path / "vectors.sqlite"
    words = ["data", "治理"]
    first, first_counts = cached(path)
    found = first.words(words)
    second, second_counts = cached(path)
    assert np.array_equal(second.words(words), found)
    assert (first_counts.sentences, second_counts.sentences) == (2, 0)
    assert np.allclose(found, HashEncoder().encode(words), atol=1e-6)


def test_the_joining_space_is_part_of_the_key(tmp_path: Path) -> None:
    """The same clauses joined with and without a space are two texts."""
    encoder, counts = cached(tmp_path / "vectors.sqlite")
    encoder.parts(EN, spaced=True)
    encoder.parts(EN, spaced=False)
    assert counts.sentences == 4


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_damaged_cache_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    """Vectors come back right, and the next run finds them."""
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(content)
    first, _ = cached(path)
    first.parts(ZH, spaced=False)
    again, counts = cached(path)
    again.parts(ZH, spaced=False)
    assert counts.sentences == 0


def test_a_damaged_row_is_encoded_anew(tmp_path: Path) -> None:
    """A row of the wrong size counts as missing."""
    path = tmp_path / "vectors.sqlite"
    first, _ = cached(path)
    first.parts(ZH, spaced=False)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE parts SET data = x'0000'")
    connection.close()
    again, counts = cached(path)
    assert len(again.parts(ZH, spaced=False)) == 2
    assert counts.sentences == 2


def test_no_place_for_a_cache_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that cannot be made, or the cache switched off: vectors all the same."""
    (tmp_path / "file").write_text("")
    blocked, _ = cached(tmp_path / "file" / "vectors.sqlite")
    assert len(blocked.parts(ZH, spaced=False)) == 2
    monkeypatch.setenv("AIGOV_CACHE_DIR", "off")
    off, counts = cached()
    off.parts(ZH, spaced=False)
    off.parts(ZH, spaced=False)
    assert counts.sentences == 4
