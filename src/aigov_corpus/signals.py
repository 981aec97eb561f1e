"""Signals that ask the command to end: Ctrl-C, and what `kill` or a closed terminal sends.

This module loads nothing of the package, so that it is at work before everything else is loaded.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ASKING = ("SIGTERM", "SIGHUP")
"""What `kill`, `timeout` and schedulers of jobs send, and what a terminal sends when it is closed.
"""

_LONGEST_END = 5.0
"""Seconds that other threads have to end after a signal; one that computes vectors needs one."""

_came: set[int] = set()
"""The signals of this kind that have come since the block of `end_when_asked` began."""


class Interrupted(KeyboardInterrupt):
    """A signal asked the command to end.

    Python ends itself by SIGINT, whatever the exit code, once the very class `KeyboardInterrupt`
    has left a text that `exec` runs, as the making of a dataclass does; for this one it does not.
    """


def end_if_asked() -> None:
    """Raise `Interrupted` if a signal has asked the command to end, and nothing has come of it.

    Python drops what a handler raises while an object is being deleted. So a loop that may run for
    long calls this now and then.
    """
    if _came:
        raise Interrupted


@contextmanager
def end_when_asked() -> Iterator[None]:
    """Let such a signal end the block with `Interrupted`, so that no temporary file stays.

    The process should end after the block, and these signals are then ignored, so that they change
    no exit code; but while another thread goes on, Ctrl-C ends it at once, with exit code 1. After
    a signal it ends in any case: a thread that loads a module waits for ever for a lock of Python
    if the signal came while this one was taking it.

    A signal that is ignored (`nohup`) or handled already is left as it is. In a process that was
    forked inside the block, TERM and HUP end it at once, as they would without this.
    """
    changed = []
    process = os.getpid()

    def interrupt(number: int, frame: FrameType | None) -> None:
        if number == signal.SIGINT or os.getpid() == process:
            _came.add(number)
            raise Interrupted
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    if threading.current_thread() is threading.main_thread():
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, interrupt)
            changed.append(signal.SIGINT)
        for name in _ASKING:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, interrupt)
                changed.append(number)
    _came.clear()
    try:
        yield
    finally:
        if _came and threading.active_count() > 1:
            end = threading.Timer(_LONGEST_END, os._exit, [1])
            end.daemon = True
            end.start()
        _came.clear()
        for number in changed:
            if number == signal.SIGINT and threading.active_count() > 1:
                signal.signal(number, lambda *_: os._exit(1))
            else:
                signal.signal(number, signal.SIG_IGN)
