"""The corpora that the start page offers, and the documents that are open."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aigov_corpus.corpus import store
from aigov_corpus.errors import AigovError
from aigov_corpus.files.caching import cache_directory
from aigov_corpus.files.ownership import TABLE
from aigov_corpus.files.writing import Replacing
from aigov_corpus.serving.documents import OpenDocument

_RECENT = "reviewed.json"
"""File in the cache directory that lists the documents opened last."""
_MOST_RECENT = 12
_PLACES = (
    f"data/aligned/*/{TABLE}",
    f"*/data/aligned/*/{TABLE}",
    f"*/{TABLE}",
    f"aigov-review/*/data/aligned/*/{TABLE}",
)
"""Where documents are looked for, below the present folder."""
_MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """A document that can be opened."""

    folder: Path
    is_recent: bool

    @property
    def name(self) -> str:
        """Name of its directory."""
        return self.folder.name


class Library:
    """The documents of one server; they are opened when somebody asks for them."""

    def __init__(self, root: Path, *, unchecked: bool = False) -> None:
        """Begin without an open document.

        Args:
            root: the folder in which projects of dropped files are made.
            unchecked: True to read tables that were changed on purpose.
        """
        self.root = root
        self.documents: list[OpenDocument] = []
        self._unchecked = unchecked
        self._guard = threading.Lock()

    def open(self, folder: Path) -> int:
        """Open a document directory, if it is not open; return its number.

        Raises:
            AigovError: another process has it open, or it cannot be read.
        """
        folder = folder.resolve()
        with self._guard:
            for number, document in enumerate(self.documents):
                if document.folder == folder:
                    return number
            self.documents.append(OpenDocument(folder, unchecked=self._unchecked))
            _remember(folder)
            return len(self.documents) - 1

    def open_all(self, path: Path) -> None:
        """Open all documents of a corpus.

        Raises:
            InvalidInputError: there is no corpus at `path`, or it cannot be read.
            AigovError: another process has one of its documents open.
        """
        for folder in store.find_documents(path):
            self.open(folder)

    def offered(self) -> list[Offered]:
        """Return the documents here and those opened lately that are not open now."""
        open_now = {document.folder for document in self.documents}
        here = sorted({table.parent.resolve() for place in _PLACES for table in Path().glob(place)})
        recent = [folder for folder in _read_recent() if (folder / TABLE).is_file()]
        found = [Offered(folder, is_recent=True) for folder in recent if folder not in open_now]
        known = open_now | {offer.folder for offer in found}
        found += [Offered(folder, is_recent=False) for folder in here if folder not in known]
        return found[:_MOST_FOUND]

    def close(self) -> None:
        """Let other processes open the documents."""
        for document in self.documents:
            document.close()
        self.documents.clear()


def _read_recent() -> list[Path]:
    """Return the documents that were opened lately, the last one first."""
    directory = cache_directory()
    if directory is None:
        return []
    with suppress(OSError, ValueError):
        listed = json.loads((directory / _RECENT).read_text("utf-8"))
        if isinstance(listed, list):
            return [Path(name) for name in listed[:_MOST_RECENT] if isinstance(name, str)]
    return []


def _remember(folder: Path) -> None:
    """Put a document at the head of those that were opened lately, if that can be written."""
    directory = cache_directory()
    if directory is None:
        return
    listed = [folder, *(other for other in _read_recent() if other != folder)]
    names = [str(path) for path in listed[:_MOST_RECENT]]
    with suppress(OSError, AigovError):
        directory.mkdir(parents=True, exist_ok=True)
        with Replacing() as files:
            files.beside(directory / _RECENT).write_text(json.dumps(names), encoding="utf-8")
