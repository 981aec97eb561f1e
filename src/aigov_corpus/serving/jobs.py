"""Alignments that run while the page shows how far they are."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from aigov_corpus import patterns as re
from aigov_corpus.building.given_project import RecognisedPairs, store_pairs
from aigov_corpus.building.project import FileLanguages, make_project, toggle_piece
from aigov_corpus.errors import AigovError

State = Literal["waiting", "running", "done", "failed", "cancelled"]
"""What has become of a job."""
_PERCENT = re.compile(r"(\d{1,3})%")


class _CancelledError(Exception):
    """The user does not want the result any more."""


class Job:
    """Files on their way to a document."""

    def __init__(
        self, root: Path, recognised: FileLanguages | RecognisedPairs, encoder: str
    ) -> None:
        """Take the files; nothing is written yet."""
        self.recognised = recognised
        self.state: State = "waiting"
        self.step = ""
        self.share: float | None = None
        """Share of the present step that is done; None if it is not known."""
        self.message = ""
        """What went wrong."""
        self.number: int | None = None
        """Number of the document, when it is there."""
        self._root = root
        self._encoder = encoder
        self._wants_end = threading.Event()

    def start(self, opened: Callable[[Path, Sequence[str]], int], *, belongs: bool) -> None:
        """Begin to align, in a thread.

        Args:
            opened: opens a document directory for review, about which there are some sentences
                to say, and returns its number.
            belongs: whether the texts are aligned even if they do not seem to belong together.
        """
        if self.state == "running":
            return
        self.state, self.message = "running", ""
        self._wants_end.clear()
        thread = threading.Thread(target=self._run, args=(opened, belongs), daemon=True)
        thread.start()

    def toggle(self, number: int) -> None:
        """Bring a piece back that reading left out, or leave it out again.

        Args:
            number: 0-based number of the piece.
        """
        if isinstance(self.recognised, FileLanguages) and self.state != "running":
            self.recognised = toggle_piece(self.recognised, number)

    def cancel(self) -> None:
        """End the alignment at the next step."""
        self._wants_end.set()

    def _run(self, opened: Callable[[Path, Sequence[str]], int], belongs: bool) -> None:
        told: tuple[str, ...] = ()
        try:
            if isinstance(self.recognised, RecognisedPairs):
                directory = store_pairs(self._root, self.recognised, progress=self._show)
            else:
                project = make_project(
                    self._root,
                    self.recognised,
                    encoder=self._encoder,
                    progress=self._show,
                    belongs=belongs,
                )
                directory, told = project.directory, (*project.warnings, *project.notes)
            self.number = opened(directory, told)
            self.state = "done"
        except _CancelledError:
            self.state = "cancelled"
        except AigovError as error:
            self.message = str(error)
            self.state = "failed"
        except Exception as error:  # a fault of ours: the page must not wait for ever
            self.message = f"the program failed ({type(error).__name__}: {error})"
            self.state = "failed"
            raise

    def _show(self, what: str) -> None:
        """Keep what is being done; end the work if the user wants it."""
        if self._wants_end.is_set():
            raise _CancelledError
        self.step = what
        found = _PERCENT.search(what)
        self.share = int(found[1]) / 100 if found else None
