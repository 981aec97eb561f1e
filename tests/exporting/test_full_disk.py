"""A disk that fills up in the middle, as the operating system reports it."""

from __future__ import annotations

import errno
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from aigov_corpus import registry
from aigov_corpus.errors import AigovError
from aigov_corpus.exporting import xlsx
from exporting.conftest import PAIR

PROGRAM = """
import resource, signal, sys
from dataclasses import fields
from pathlib import Path
from aigov_corpus.errors import AigovError
from aigov_corpus.exporting.formats import get_format
from aigov_corpus.records import Pair

texts = dict.fromkeys([field.name for field in fields(Pair)], "x")
def pairs():
    for number in range(3000):
        unlike = str(hash(str(number))) * 5  # so that compression does not make it small
        lists = {f.name: () for f in fields(Pair) if f.type.startswith("tuple")}
        scores = dict(score=0.5, moved_score=None)
        own = dict(pair_id=f"p{number}", seq=number, zh=unlike, en=unlike) | scores
        yield Pair(**texts | lists | own)

exporters = {name: get_format(name).export for name in sys.argv[2:]}
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
for name, export in exporters.items():
    try:
        export(pairs(), Path(sys.argv[1], name))
    except AigovError as error:
        print(name, error.exit_code, error)
"""


@pytest.mark.slow
@pytest.mark.linux
def test_every_format_says_so_and_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk; no library hides the error."""
    # a corpus is many files, written as `build` writes them: tests/faults has these
    formats = [name for name in registry.names("format") if name != "corpus"]
    old = {tmp_path / name: b"old" for name in formats}
    for path, content in old.items():
        path.write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path), *formats],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.stderr == ""
    said = dict(line.split(" ", 1) for line in run.stdout.splitlines())
    assert sorted(said) == sorted(formats)
    for name, message in said.items():
        assert message.startswith(f"1 {tmp_path / name}"), message
        assert "File too large); " in message
        says = "its rows cannot be kept" if name == "xlsx" else "raise the limit of the size of"
        assert says in message
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == old


def test_rows_that_wait_leave_nothing_where_they_waited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full directory for temporary files is named, and not the disk of the output."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    waiting = tmp_path / "waiting"
    waiting.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(waiting))
    monkeypatch.setattr(xlsx, "_fill", full)
    with pytest.raises(AigovError, match=r"its rows cannot be kept in .*waiting.*TMPDIR"):
        xlsx.export([PAIR], tmp_path / "out.xlsx")
    assert [path.name for path in tmp_path.rglob("*")] == ["waiting"]
