"""The line on stderr that shows what a command is doing."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from aigov_corpus.protocols import tell_nobody
from aigov_corpus.terminal import safe_line

_BAR_AFTER = 2.0
"""Seconds after which a bar is shown; a bar that flashes up tells nothing."""
_BAR_WIDTH = 30
"""Columns of the bar; it fits beside the words on a terminal of 80 columns."""


class ShowProgress(Protocol):
    """A function that shows what is being done, in place of what it showed before."""

    def __call__(self, what: str, share: float | None = None, /) -> None:
        """Show a few words, and the share that is done (0 to 1) if it is known."""


@contextmanager
def progress_line() -> Iterator[ShowProgress]:
    """Show one changing line during a `with` block, and remove it afterwards.

    What takes longer than two seconds gets a bar, if its share is known.

    Nothing is shown if stderr is not a terminal, so that logs and pipes have no control characters.
    """
    # Rich steers the terminal itself, past the stream that replaces such characters
    stream = getattr(sys.stderr, "raw", sys.stderr)
    if not stream.isatty():  # asked before Rich is imported, which takes a tenth of a second
        yield tell_nobody
        return

    from rich.console import Console
    from rich.live import Live
    from rich.progress_bar import ProgressBar
    from rich.spinner import Spinner
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream)
    if not console.is_terminal:
        yield tell_nobody
        return
    spinner = Spinner("dots", Text("starting"))
    started = time.monotonic()
    with Live(spinner, console=console, transient=True) as live:
        shown = ""

        def show(what: str, share: float | None = None) -> None:
            nonlocal shown
            # as a Text: a name may hold brackets, which Rich would take for markup
            line = safe_line(what)
            spinner.update(text=Text(line if share is None else f"{line} {share:.0%}"))
            if share is not None and time.monotonic() - started > _BAR_AFTER:
                row = Table.grid(padding=(0, 1))
                row.add_row(spinner, ProgressBar(total=1.0, completed=share, width=_BAR_WIDTH))
                live.update(row)
            else:
                live.update(spinner)
            if what != shown:  # each step is seen, however short; its share when Live refreshes
                live.refresh()
            shown = what

        yield show
