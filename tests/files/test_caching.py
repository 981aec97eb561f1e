"""The cache of what takes long to make: made once, checked, never anybody else's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigov_corpus.files.caching import MARK, cache_directory, keep_bytes

CONTENT = "字 1\n".encode() * 3


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache directory that does not exist yet."""
    folder = tmp_path / "not" / "there"
    monkeypatch.setenv("AIGOV_CACHE_DIR", str(folder))
    return folder


def never() -> bytes:
    """Make nothing: what is kept should have been read."""
    raise AssertionError("it was made again")


def test_it_is_made_once_and_read_after_that(cache: Path) -> None:
    """The directory is created; nothing but the file lies in it."""
    assert keep_bytes("words.index", lambda: CONTENT) == CONTENT
    assert keep_bytes("words.index", never) == CONTENT
    assert [path.name for path in cache.iterdir()] == ["words.index"]


@pytest.mark.slow
def test_damage_anywhere_is_found_said_in_one_line_and_mended(
    cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A bit of any byte, and any length."""
    keep_bytes("a", lambda: CONTENT)
    path = cache / "a"
    good = path.read_bytes()
    bad = [good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in range(len(MARK), len(good))]
    for damaged in [*bad, *(good[:length] for length in range(len(good))), good + b"\n"]:
        path.write_bytes(damaged)
        caplog.clear()
        assert keep_bytes("a", lambda: CONTENT) == CONTENT
        assert path.read_bytes() == good
        said = [record.getMessage() for record in caplog.records]
        assert said == [f"{path}: this file of the cache is damaged and is made anew"]


def test_a_file_of_somebody_else_is_left_as_it_is(
    cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever its name says."""
    cache.mkdir(parents=True)
    path = cache / "a"
    path.write_bytes(b"my diary")
    assert keep_bytes("a", lambda: CONTENT) == CONTENT
    assert path.read_bytes() == b"my diary"
    assert "is not ours: it is left as it is" in caplog.text


def test_without_a_cache_it_is_made_each_time(
    cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Switched off, without a word; or where nothing can be written, which is said once."""
    monkeypatch.setenv("AIGOV_CACHE_DIR", "OFF")
    assert keep_bytes("a", lambda: CONTENT) == CONTENT
    assert caplog.text == ""
    file = cache.parents[1] / "file"
    file.write_text("no directory")
    monkeypatch.setenv("AIGOV_CACHE_DIR", str(file))
    for name in ("a", "b"):
        assert keep_bytes(name, lambda: CONTENT) == CONTENT
    assert (file.read_text(), caplog.text.count("is no directory")) == ("no directory", 1)
    monkeypatch.setenv("AIGOV_CACHE_DIR", str(cache))
    (cache / "a").mkdir(parents=True)
    assert keep_bytes("a", lambda: CONTENT) == CONTENT
    assert not list((cache / "a").iterdir())


def test_the_cache_may_be_named_from_the_home_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ~ that no shell has replaced, as in a file of settings, makes no directory of that name."""
    monkeypatch.setenv("HOME", "/home/reader")
    monkeypatch.setenv("USERPROFILE", "/home/reader")
    monkeypatch.setenv("AIGOV_CACHE_DIR", "~/cache")
    assert cache_directory() == Path("/home/reader/cache")
