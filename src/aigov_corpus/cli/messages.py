"""Sentences for the person at the terminal: on stderr, so that stdout holds nothing but data."""

from __future__ import annotations

import sys
from typing import Literal

Severity = Literal["notice", "warning", "error"]

PREFIXES: dict[Severity, str] = {"notice": "", "warning": "warning: ", "error": "aigov-corpus: "}


def tell(text: object, *, severity: Severity = "notice", source: object = "") -> None:
    """Print one message to stderr.

    Args:
        text: the sentence, or an error.
        severity: how grave it is; every message of one severity begins with the same word.
        source: the file or document that the sentence is about; empty if the sentence names it.
    """
    about = f"{source}: " if source else ""
    # not click.echo, which would write into the line of `progress_line` instead of above it
    print(f"{PREFIXES[severity]}{about}{text}", file=sys.stderr, flush=True)
