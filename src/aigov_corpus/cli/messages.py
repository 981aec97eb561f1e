"""Messages for the user: they go to stderr, so that stdout has nothing but data."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Literal

from aigov_corpus.terminal import safe_line, safe_text

Severity = Literal["notice", "warning", "error"]

PREFIXES: dict[Severity, str] = {"notice": "", "warning": "warning: ", "error": "aigov-corpus: "}


def tell(text: object, *, severity: Severity = "notice", source: object = "") -> None:
    """Print one message to stderr.

    Args:
        text: the sentence, or an error.
        severity: how serious it is; it decides the word with which the message begins.
        source: the file or document that the sentence is about; empty if the sentence names it.
    """
    about = f"{safe_line(str(source))}: " if source else ""
    message = f"{PREFIXES[severity]}{about}{safe_text(str(text))}"
    with suppress(OSError):  # stderr is full or its reader has gone: nobody can be told
        # not click.echo, which would write into the line of `progress_line` instead of above it
        print(message, file=sys.stderr, flush=True)
