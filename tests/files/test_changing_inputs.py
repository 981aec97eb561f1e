"""A file that another program changes while it is read is refused, and never read as a mixture."""

from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aigov_corpus.cli import main
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract
from aigov_corpus.files import reading
from aigov_corpus.files.limits import LARGEST_TEXT, read_limited
from aigov_corpus.files.reading import require_unchanged_files


def append(path: Path) -> None:
    """Add a line, as a program does that is still writing."""
    with path.open("ab") as file:
        file.write(b"\nThe lamps burn until the morning.\n")


def cut_off(path: Path) -> None:
    """Begin to write the file anew."""
    os.truncate(path, 10)


def overwrite(path: Path) -> None:
    """Write other text of the same length into the file."""
    size = path.stat().st_size
    time.sleep(0.01)
    with path.open("rb+") as file:
        file.write(b"x" * size)


def replace(path: Path) -> None:
    """Rename a new file over the old one, as careful programs do."""
    other = path.with_suffix(".new")
    other.write_bytes(b"Another text stands here now. " * 9)
    other.replace(path)


class _Meddler(io.BufferedReader):
    """An open file to which something is done between two reads."""

    def __init__(self, path: Path, meddle: Callable[[Path], None]) -> None:
        super().__init__(io.FileIO(path))
        self._path, self._meddle = path, meddle
        self._is_done = False

    def read(self, size: int | None = -1, /) -> bytes:
        """Read the first half; then the file changes; read the rest."""
        if self._is_done:
            return super().read(size)
        self._is_done = True
        half = super().read(self._path.stat().st_size // 2)
        self._meddle(self._path)
        return half + super().read(size)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """An English text."""
    path = tmp_path / "lamps.txt"
    path.write_text("Lamps are lit at dusk in every street of the town. " * 2000, "utf-8")
    return path


@pytest.mark.parametrize("meddle", [append, cut_off, overwrite])
@pytest.mark.parametrize("way", ["path", "open file", "extract", "segment", "stats"])
def test_a_file_that_changes_is_refused(
    meddle: Callable[[Path], None], way: str, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Python and in commands; the message says what to do."""
    real = Path.open

    def open_meddled(self: Path, mode: str = "r", *rest: Any, **options: Any) -> Any:
        if self == text and mode == "rb" and meddle.__name__ not in done:
            done.append(meddle.__name__)
            return _Meddler(text, meddle)
        return real(self, mode, *rest, **options)

    done: list[str] = []
    monkeypatch.setattr(Path, "open", open_meddled)
    said = "it was changed while it was read; wait until the program that writes it is done"
    if way in ("path", "open file"):
        with pytest.raises(InvalidInputError, match=said):
            if way == "path":
                read_limited(text, limit=LARGEST_TEXT)
            else:
                with text.open("rb") as file:
                    extract(file, name="lamps.txt")
        return
    arguments = {
        "extract": ["extract", str(text)],
        "segment": ["segment", str(text), "--lang", "en", "--out", str(text.with_suffix(".out"))],
        "stats": ["stats", str(text)],
    }
    found = CliRunner().invoke(main, arguments[way])
    assert (found.exit_code, found.stdout) == (3, "")
    assert said in found.stderr
    assert not text.with_suffix(".out").exists()


def test_a_file_that_is_replaced_is_read_as_it_was(
    text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The open file stays the old one."""
    whole = text.read_bytes()
    real = Path.open

    def open_meddled(self: Path, mode: str = "r", *rest: Any, **options: Any) -> Any:
        if self == text and mode == "rb":
            return _Meddler(text, replace)
        return real(self, mode, *rest, **options)

    monkeypatch.setattr(Path, "open", open_meddled)
    assert read_limited(text, limit=LARGEST_TEXT) == whole


def test_a_table_that_a_build_replaces_is_noticed(built: Path) -> None:
    """While the table and its description are compared and read."""
    [table] = (built / "data/aligned").glob("*/pairs.parquet")
    with (
        pytest.raises(InvalidInputError, match="changed while it was read"),
        require_unchanged_files(table, table.with_name("datapackage.json")),
    ):
        replace(table)


@pytest.mark.slow
def test_no_mixture_is_ever_read(tmp_path: Path) -> None:
    """Two hundred reads while another thread writes two versions in all four ways."""
    path = tmp_path / "text.txt"
    versions = [b"a" * 3_000_000, b"b" * 3_000_000]
    path.write_bytes(versions[0])
    is_done = threading.Event()

    def write() -> None:
        turn = 0
        while not is_done.is_set():
            turn += 1
            content = versions[turn % 2]
            if turn % 3:
                with path.open("rb+") as file:
                    for start in range(0, len(content), 200_000):
                        file.write(content[start : start + 200_000])
            else:
                other = path.with_suffix(".new")
                other.write_bytes(content)
                other.replace(path)
            time.sleep(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    whole = refused = 0
    try:
        for _ in range(200):
            try:
                data = read_limited(path, limit=LARGEST_TEXT)
            except InvalidInputError as error:
                assert "changed while it was read" in str(error)
                refused += 1
                continue
            assert len(set(data[::1000])) == 1 or _is_left_from_before(data)
            whole += 1
    finally:
        is_done.set()
        writer.join()
    assert whole
    assert refused


def _is_left_from_before(data: bytes) -> bool:
    """Tell whether a file was read while its writer had stopped in the middle of it."""
    border = data.find(data[-1:])
    return len(set(data[:border])) <= 1 and len(set(data[border:])) == 1


@pytest.mark.linux
def test_a_pipe_that_nobody_writes_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command waits for it, as any program does, and says so after a while."""
    monkeypatch.setattr(reading, "_PATIENCE", 0.01)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = threading.Event()
    monkeypatch.setattr(reading, "warn", lambda text: (told.append(text), said.set()))
    told: list[str] = []

    def write() -> None:
        said.wait(5)
        pipe.write_bytes(b"text")

    threading.Thread(target=write).start()
    assert read_limited(pipe, limit=LARGEST_TEXT) == b"text"
    assert told == [f"{pipe}: it is a pipe to which nothing writes yet; waiting for it"]
