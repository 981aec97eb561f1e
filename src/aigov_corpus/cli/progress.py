"""The line on stderr that shows what a command is doing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from aigov_corpus.terminal import safe_line


class ShowProgress(Protocol):
    """A function that shows what is being done, in place of what it showed before."""

    def __call__(self, what: str, share: float | None = None) -> None:
        """Show a few words, and the share that is done (0 to 1) if it is known."""


@contextmanager
def progress_line() -> Iterator[ShowProgress]:
    """Show one changing line during a `with` block, and remove it afterwards.

    Nothing is shown if stderr is not a terminal, so that logs and pipes have no control characters.
    """
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

    # Rich steers the terminal itself, past the stream that replaces such characters
    console = Console(file=getattr(sys.stderr, "raw", sys.stderr))
    if not console.is_terminal:
        yield _show_nothing
        return
    spinner = Spinner("dots", Text("starting"))
    with Live(spinner, console=console, transient=True) as live:
        shown = ""

        def show(what: str, share: float | None = None) -> None:
            nonlocal shown
            # as a Text: a name may hold brackets, which Rich would take for markup
            line = safe_line(what)
            spinner.update(text=Text(line if share is None else f"{line} {share:.0%}"))
            if what != shown:  # each step is seen, however short; its share when Live refreshes
                live.refresh()
            shown = what

        yield show


def _show_nothing(what: str, share: float | None = None) -> None:
    """Do nothing, because stderr is not a terminal."""
