"""Signals that ask a command to end."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# What `kill`, `timeout` and schedulers of jobs send, and what a terminal sends when it is closed.
_ASKING = ("SIGTERM", "SIGHUP")


@contextmanager
def end_when_asked() -> Iterator[None]:
    """Let such a signal end the block as Ctrl-C does, so that no temporary file stays.

    A signal that is ignored (`nohup`) or handled already is left as it is. A process that was
    forked inside the block ends at once, as it would without this.
    """
    changed = []
    process = os.getpid()

    def interrupt(number: int, frame: FrameType | None) -> None:
        if os.getpid() == process:
            raise KeyboardInterrupt
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    if threading.current_thread() is threading.main_thread():
        for name in _ASKING:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, interrupt)
                changed.append(number)
    try:
        yield
    finally:
        for number in changed:
            signal.signal(number, signal.SIG_DFL)
