"""The cache of vectors: nothing is encoded twice, and no fault of the file is an error."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from aigov_corpus.embedding import cache_encoder
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


class Listening(HashEncoder):
    """Keeps the texts that it encodes."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Keep the texts and encode them."""
        self.heard += texts
        return super().encode(texts)


def test_words_in_capitals_are_encoded_in_small_letters() -> None:
    """Whatever encoder is used, it never sees a heading in capitals."""
    listening = Listening()
    encoder = CachedEncoder(SummingEncoder(listening), None)
    encoder.encode(["REPORT ON THE WORK"])
    encoder.parts([["REPORT ON THE WORK,", "2025"]], spaced=True)
    assert "Report on the work" in listening.heard
    assert "Report on the work," in listening.heard
    assert not any("REPORT" in text for text in listening.heard)


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


def test_without_a_file_an_encoder_remembers_for_itself_only() -> None:
    """Sentences are encoded once for it and its readers, and anew for another encoder."""
    counts = Counting()
    encoder = cache_encoder(counts, on_disk=False)
    first = encoder.parts([*ZH, *ZH], spaced=False)
    again = encoder.reader().parts(ZH, spaced=False)
    assert counts.sentences == 2
    assert all(one is other for one, other in zip(first[:2], again, strict=True))
    cache_encoder(counts, on_disk=False).parts(ZH, spaced=False)
    assert counts.sentences == 4


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


@pytest.mark.parametrize(
    "change",
    [
        "data = x'0000'",
        "data = x''",
        "data = NULL",
        "data = 'text'",
        "data = 1",
        "data = zeroblob(length(data))",
        "clauses = NULL",
        "clauses = -1",
        "clauses = clauses + 1",
        "clauses = 'two'",
        "data = CAST(x'ff80' AS TEXT)",
    ],
)
def test_a_damaged_row_is_made_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, change: str
) -> None:
    """One line says so; vectors are right, and the next run finds whole rows."""
    path = tmp_path / "vectors.sqlite"
    first, _ = cached(path)
    fresh = first.parts(ZH, spaced=False)
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE parts SET {change}")
    connection.close()
    again, counts = cached(path)
    mended = again.parts(ZH, spaced=False)
    assert all(
        np.array_equal(new.clauses, old.clauses) for new, old in zip(mended, fresh, strict=True)
    )
    assert counts.sentences == 2
    assert caplog.messages == [f"{path}: damaged rows of the cache, made anew: 2"]
    after, counts = cached(path)
    after.parts(ZH, spaced=False)
    assert counts.sentences == 0


@pytest.mark.parametrize(
    "schema", ["CREATE TABLE notes (text)", "CREATE TABLE parts (key, clauses, data, more)"]
)
def test_a_file_of_another_program_is_kept_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, schema: str
) -> None:
    """It is renamed with all that it holds; a new cache is begun, and one line says so."""
    path = tmp_path / "vectors.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(schema)
    connection.close()
    content = path.read_bytes()
    first, _ = cached(path)
    first.parts(ZH, spaced=False)
    aside = tmp_path / "vectors.damaged-1"
    assert aside.read_bytes() == content
    assert caplog.messages == [
        f"{path}: another program made this file; it is renamed to {aside}, "
        "and a new cache is begun"
    ]
    again, counts = cached(path)
    again.parts(ZH, spaced=False)
    assert counts.sentences == 0


def test_any_flipped_byte_of_the_cache_is_harmless(tmp_path: Path) -> None:
    """Whatever byte of the file is another one, vectors are those of the encoder."""
    path = tmp_path / "vectors.sqlite"
    first, _ = cached(path)
    fresh = first.parts(ZH, spaced=False)
    whole = path.read_bytes()
    for place in range(0, len(whole), 1009):
        changed = bytearray(whole)
        changed[place] ^= 0x55
        path.write_bytes(changed)
        again, _ = cached(path)
        for new, old in zip(again.parts(ZH, spaced=False), fresh, strict=True):
            assert np.array_equal(new.clauses, old.clauses)
            assert np.array_equal(new.edge, old.edge)
        for extra in tmp_path.glob("vectors.*"):
            extra.unlink()


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
