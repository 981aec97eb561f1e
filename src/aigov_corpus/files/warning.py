"""Warnings of the library, which has no screen: they go to the logger `aigov_corpus`."""

from __future__ import annotations

import logging

from aigov_corpus.terminal import safe_line


def warn(message: str) -> None:
    """Log a warning; Python writes it to stderr if nobody has asked for it otherwise."""
    logging.getLogger("aigov_corpus").warning("%s", safe_line(message))
