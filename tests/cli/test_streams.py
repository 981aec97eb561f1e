"""What any command does when what it prints cannot be written, and when it is asked to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aigov_corpus import __main__, cli
from aigov_corpus.signals import end_if_asked, end_when_asked

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


@pytest.fixture
def _own_signals(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the test the signals of a new process; the tests may run below `nohup`."""
    monkeypatch.setattr("aigov_corpus.signals._LONGEST_END", threading.TIMEOUT_MAX)
    numbers = [signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.linux
@pytest.mark.parametrize(("arguments", "code"), [(["extract", "text.md"], 0), (["stats", "no"], 3)])
def test_messages_that_cannot_be_written_change_no_exit_code(
    arguments: list[str], code: int, tmp_path: Path
) -> None:
    """The disk with the log is full: nobody could be told, and the result is there."""
    (tmp_path / "text.md").write_text("# 灯\n\n各区应当检查灯具。\n\n---\n", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=tmp_path, stdout=subprocess.PIPE, stderr=full
        )
    assert (done.returncode, bool(done.stdout)) == (code, code == 0)


@pytest.mark.linux
@pytest.mark.usefixtures("_own_signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_a_block_as_ctrl_c_does(name: str) -> None:
    """What the block has begun is cleaned up, also if a dataclass is being made, in an `exec`."""
    sending = f"import os, signal; os.kill(os.getpid(), signal.{name})"
    with pytest.raises(KeyboardInterrupt) as raised, end_when_asked():
        exec(sending)
    assert raised.type is not KeyboardInterrupt  # else Python ends itself by SIGINT


@pytest.mark.linux
@pytest.mark.usefixtures("_own_signals")
def test_a_signal_that_comes_while_an_object_is_deleted_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Python drops what is raised then; a loop asks for it."""

    class Deleted:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    with end_when_asked():
        end_if_asked()
        Deleted()
        with pytest.raises(KeyboardInterrupt):
            end_if_asked()
    end_if_asked()


@pytest.mark.linux
@pytest.mark.usefixtures("_own_signals")
def test_a_signal_after_the_block_does_not_change_the_exit_code() -> None:
    """The command is done, and Python is about to end."""
    with end_when_asked():
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGHUP)


@pytest.mark.linux
def test_a_thread_that_waits_for_ever_does_not_keep_a_signal_from_ending_the_process() -> None:
    """It may wait for a lock that Python took for an import, and that the signal left taken."""
    waiting = """if True:
        import os, signal, threading
        from aigov_corpus import signals
        signals._LONGEST_END = 0.01
        threading.Thread(target=threading.Event().wait).start()
        with signals.end_when_asked():
            os.kill(os.getpid(), signal.SIGTERM)"""
    done = subprocess.run([sys.executable, "-c", waiting], timeout=30, capture_output=True)
    assert done.returncode == 1


@pytest.mark.linux
@pytest.mark.usefixtures("_own_signals")
def test_an_ignored_signal_stays_ignored() -> None:
    """`nohup aigov-corpus …` goes on when its terminal is closed."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with end_when_asked():
        os.kill(os.getpid(), signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


@pytest.mark.usefixtures("_own_signals")
def test_ctrl_c_outside_of_a_command_is_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the code is still being loaded, for example."""

    def interrupt(**options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupt)
    with pytest.raises(SystemExit, match=r"^Aborted!$"):
        __main__.run()


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (1 / 3, "stopped at 3 of 9 documents; what is done stays in archive"),
        (0, "stopped before the first document; the same command begins again"),
    ],
)
def test_ctrl_c_in_a_batch_says_how_to_go_on(
    share: float, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And how far it came; other commands have nothing to go on with."""

    def interrupted(*_: object, progress: Any, **__: object) -> None:
        progress("3 of 9 documents", share)
        raise KeyboardInterrupt

    monkeypatch.setattr("aigov_corpus.batching.batch", interrupted)
    manifest = tmp_path / "laws.csv"
    manifest.write_text("id,zh,en\n", encoding="utf-8")
    done = CliRunner().invoke(cli.main, ["batch", str(manifest), "--out", "archive"])
    assert done.exit_code == 1
    assert said in done.stderr
