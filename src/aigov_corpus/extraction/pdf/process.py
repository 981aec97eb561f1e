"""Run `worker.py` on a PDF, and return the pages that it reads one by one.

The worker is a process of its own, which the system ends if the file is hostile.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.extraction.pdf import worker

_MEGABYTE = 10**6
_LARGEST = 300 * _MEGABYTE
"""Bytes of the largest file; a book of scanned pages has 100 MB, and one of text 5."""

_MOST_SECONDS = 900.0
"""Seconds by the clock after which the reading of a file ends; a book of 1,000 pages takes 20."""

_MOST_CHARACTERS = 20_000_000
"""Characters of the longest file; a book of 1,000 pages has 3 million."""

_SAVE_AGAIN = "open it in a PDF reader and print it to a new PDF, or save its text"
_REMEDIES = {
    "password": (
        "it is encrypted, and opens only with a password",
        "save a copy without a password, and read that",
    ),
    "security": (
        "it is encrypted in a way that cannot be read",
        "save a copy without protection, and read that",
    ),
    "damaged": ("it is a damaged PDF", _SAVE_AGAIN),
}
"""The reason and the remedy of each error of the worker."""


def read_pages(data: bytes, *, name: str) -> Iterator[dict[str, Any]]:
    """Yield what each page of a PDF holds, in the form that `worker.py` describes.

    Raises:
        InvalidInputError: the file is encrypted, damaged, too large, or takes too long.
        AigovError: the worker cannot be started.
    """
    if len(data) > _LARGEST:
        raise _refuse(f"it is larger than {_LARGEST // _MEGABYTE} MB", name, "divide it")
    command = [sys.executable, "-P", str(Path(worker.__file__))]
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise AigovError(
            f"no process can be started to read it ({error.strerror})",
            source=name,
            remedy="save its text, and read that",
        ) from error
    watch = threading.Timer(_MOST_SECONDS, process.kill)
    watch.daemon = True
    watch.start()
    try:
        yield from _converse(process, data, name)
    finally:
        watch.cancel()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _converse(process: subprocess.Popen[bytes], data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """Give a file to the worker, and yield its pages."""
    if process.stdin is None or process.stdout is None:
        return
    with contextlib.suppress(OSError):  # it ended before it read the file: see below
        process.stdin.write(data)
        process.stdin.close()
    first = process.stdout.readline()
    if not first:
        raise _find_end(process, name, page=0)
    head = json.loads(first)
    if "error" in head:
        raise _refuse(_REMEDIES[head["error"]][0], name, _REMEDIES[head["error"]][1])
    if head["pages"] > worker.MOST_PAGES:
        raise _refuse(f"it has more than {worker.MOST_PAGES} pages", name, "divide it")
    characters = 0
    for number in range(1, head["pages"] + 1):
        line = process.stdout.readline()
        if not line.endswith(b"\n"):
            raise _find_end(process, name, page=number)
        page = json.loads(line)
        if "full" in page:
            raise _refuse(
                f"the page has {page['full']} characters, and is no page of text",
                name,
                _SAVE_AGAIN,
                place=f"page {number}",
            )
        characters += len(page.get("chars", ""))
        if characters > _MOST_CHARACTERS:
            raise _refuse(
                f"it has more than {_MOST_CHARACTERS // _MEGABYTE} million characters",
                name,
                "divide it",
            )
        yield page


def _find_end(process: subprocess.Popen[bytes], name: str, *, page: int) -> InvalidInputError:
    """Return the error for a worker that ended before it had read all pages."""
    place = f"page {page}" if page else ""
    code = process.wait()
    too_slow = -code == getattr(signal, "SIGVTALRM", None) or -code == getattr(
        signal, "SIGKILL", None
    )
    if too_slow:
        reason = f"reading it takes more than {worker.PAGE_SECONDS} seconds"
    else:
        reason = "it is a damaged PDF, or needs too much memory"
    return _refuse(reason, name, _SAVE_AGAIN, place=place)


def _refuse(reason: str, name: str, remedy: str, *, place: str = "") -> InvalidInputError:
    return InvalidInputError(reason, source=name, place=place, remedy=remedy)
