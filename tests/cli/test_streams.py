"""What any command does when what it prints cannot be written, and when it is asked to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aigov_corpus import __main__, cli
from aigov_corpus.cli.signals import end_when_asked

COMMAND = [sys.executable, "-c", "from aigov_corpus.cli import main; main()"]


@pytest.mark.linux  # no other system has a device that is always full
@pytest.mark.parametrize(
    "arguments",
    [["--help"], pytest.param(["info"], marks=pytest.mark.slow), ["extract", "text.md"]],
)
def test_a_full_disk_is_one_sentence(arguments: list[str], tmp_path: Path) -> None:
    """Exit code 1 and a line on stderr, never a traceback."""
    (tmp_path / "text.md").write_text("# 灯\n\n各区应当检查灯具。\n", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("aigov-corpus: standard output: No space left on device")
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`… | head` ends the command in silence."""
    (tmp_path / "text.md").write_text(
        "# 灯\n\n" + "各区应当检查灯具。\n\n" * 5_000, encoding="utf-8"
    )
    command = subprocess.Popen(
        [*COMMAND, "extract", "text.md"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout
    assert command.stderr
    command.stdout.readline()
    command.stdout.close()
    assert command.stderr.read() == b""
    command.stderr.close()
    command.wait()


@pytest.mark.linux
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_a_block_as_ctrl_c_does(name: str) -> None:
    """What the block has begun is cleaned up; afterwards the signal has its usual effect."""
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_DFL)  # the tests may run below `nohup`
    try:
        with pytest.raises(KeyboardInterrupt), end_when_asked():
            os.kill(os.getpid(), number)
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)


@pytest.mark.linux
def test_an_ignored_signal_stays_ignored() -> None:
    """`nohup aigov-corpus …` goes on when its terminal is closed."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with end_when_asked():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_ctrl_c_outside_of_a_command_is_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the code is still being loaded, for example."""

    def interrupt(**options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupt)
    with pytest.raises(SystemExit, match=r"^Aborted!$"):
        __main__.run()
