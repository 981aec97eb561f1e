"""The corpora that the start page offers, and the documents that are open."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.document_folders import find_documents
from aigov_corpus.errors import AigovError
from aigov_corpus.files.caching import cache_directory
from aigov_corpus.files.ownership import PACKAGE, TABLE
from aigov_corpus.files.writing import replace_text
from aigov_corpus.reviewing.log import LOG
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


_CHECK_AFTER = 1.5
"""Seconds after which changed rows are checked; by then a browser has its first page."""
_NOTE_EVERY = 10
"""Seconds after which the progress of a document is written down again, if it has changed."""


@dataclass(frozen=True, slots=True)
class RecentDocument:
    """A document that was opened lately, with the progress that was seen last."""

    folder: Path
    opened: str = ""
    """Time on this machine, to the minute; empty if it is not known."""
    done: int = 0
    total: int = 0
    """Number of its rows; 0 if it is not known."""


@dataclass(frozen=True, slots=True)
class OpenableDocument:
    """A document that can be opened."""

    folder: Path
    is_recent: bool
    at: str = ""
    """Time on this machine at which something was last decided in it, or it was opened; empty if
    neither is known."""
    done: int = 0
    total: int = 0
    """Number of its rows; 0 if it is not known."""

    @property
    def name(self) -> str:
        """Its title; the name of its directory if its description cannot be read."""
        with suppress(OSError, ValueError):
            described = json.loads((self.folder / PACKAGE).read_text("utf-8"))
            if isinstance(described, dict) and isinstance(title := described.get("title"), str):
                return title.strip() or self.folder.name
        return self.folder.name


class Library:
    """The documents of one server; they are opened when somebody asks for them."""

    def __init__(self, root: Path, *, unchecked: bool = False, is_only_read: bool = False) -> None:
        """Begin without an open document.

        Args:
            root: the folder in which projects of dropped files are made.
            unchecked: True to read tables that were changed on purpose.
            is_only_read: whether nobody decides anything about the documents.
        """
        self.root = root
        self.documents: list[OpenDocument] = []
        self._unchecked = unchecked
        self._is_only_read = is_only_read
        self._guard = threading.Lock()
        self._noted = 0.0
        self._is_checking_later = False

    def open(self, folder: Path, told: Sequence[str] = ()) -> int:
        """Open a document directory, if it is not open; return its number.

        Args:
            folder: the directory.
            told: sentences about how it was made, for its page.

        Raises:
            AigovError: another process has it open, or it cannot be read.
        """
        folder = folder.resolve()
        with self._guard:
            for number, document in enumerate(self.documents):
                if document.folder == folder:
                    return number
            document = OpenDocument(
                folder, unchecked=self._unchecked, is_only_read=self._is_only_read
            )
            document.told = (*told, *document.notices)
            self.documents.append(document)
            if self._is_checking_later:
                _check_later([document])
            _remember(RecentDocument(folder, _as_minute(datetime.now())))
            return len(self.documents) - 1

    def open_all(self, path: Path) -> None:
        """Open all documents of a corpus.

        Raises:
            InvalidInputError: there is no corpus at `path`, or it cannot be read.
            AigovError: another process has one of its documents open.
        """
        for folder in find_documents(path):
            self.open(folder)

    def offered(self) -> list[OpenableDocument]:
        """Return the documents here and those opened lately that are not open now."""
        open_now = {document.folder for document in self.documents}
        here = sorted({table.parent.resolve() for place in _PLACES for table in Path().glob(place)})
        recent = [known for known in _read_recent() if (known.folder / TABLE).is_file()]
        found = [
            OpenableDocument(
                known.folder,
                is_recent=True,
                at=_last_worked(known.folder) or known.opened,
                done=known.done,
                total=known.total,
            )
            for known in recent
            if known.folder not in open_now
        ]
        listed = open_now | {offer.folder for offer in found}
        found += [
            OpenableDocument(folder, is_recent=False, at=_last_worked(folder))
            for folder in here
            if folder not in listed
        ]
        return found[:_MOST_FOUND]

    def note_progress(self, document: OpenDocument, *, at_once: bool = False) -> None:
        """Write down how much of a document is done, for the start page of another time.

        Args:
            document: the document.
            at_once: whether it is written even if that was done a moment ago.
        """
        now = time.monotonic()
        if not at_once and now - self._noted < _NOTE_EVERY:
            return
        self._noted = now
        whole = document.tally(document.renderings[0]).whole
        _remember(
            RecentDocument(document.folder, _as_minute(datetime.now()), whole.done, whole.total)
        )

    def check_later(self) -> None:
        """Leave checks of changed rows to another thread, so that a page need not wait for them."""
        self._is_checking_later = True
        _check_later(self.documents)

    def check_soon(self, document: OpenDocument) -> None:
        """Check the rows of a document that wait, in another thread."""
        thread = threading.Thread(target=document.prepare, daemon=True)
        thread.start()

    def close(self) -> None:
        """Let other processes open the documents."""
        for document in self.documents:
            if document.is_counted:
                self.note_progress(document, at_once=True)
            document.close()
        self.documents.clear()


def _check_later(documents: Iterable[OpenDocument]) -> None:
    """Begin to check the changed rows of documents, when a browser has its first page."""
    chosen = list(documents)
    for document in chosen:
        document.defer_checks()

    def work() -> None:
        for document in chosen:
            document.prepare()

    thread = threading.Timer(_CHECK_AFTER, work)
    thread.daemon = True
    thread.start()


def _read_recent() -> list[RecentDocument]:
    """Return the documents that were opened lately, the last one first."""
    directory = cache_directory()
    if directory is None:
        return []
    with suppress(OSError, ValueError):
        listed = json.loads((directory / _RECENT).read_text("utf-8"))
        if isinstance(listed, list):
            found: dict[Path, RecentDocument] = {}
            for known in filter(None, map(_read_one, listed[:_MOST_RECENT])):
                found.setdefault(known.folder, known)
            return list(found.values())
    return []


def _read_one(value: Any) -> RecentDocument | None:
    """Return what an entry of the list says; None if it is none. Earlier versions listed names."""
    if isinstance(value, str):
        return RecentDocument(Path(value))
    if not isinstance(value, dict) or not isinstance(value.get("folder"), str):
        return None
    counts = [value.get(name) for name in ("done", "total")]
    done, total = (count if type(count) is int else 0 for count in counts)
    opened = value.get("opened", "")
    return RecentDocument(
        Path(value["folder"]), opened if isinstance(opened, str) else "", done, total
    )


def _remember(new: RecentDocument) -> None:
    """Put a document at the head of those that were opened lately, if that can be written."""
    directory = cache_directory()
    if directory is None:
        return
    known = _read_recent()
    old = next((other for other in known if other.folder == new.folder), None)
    if old and not new.total:
        new = replace(new, done=old.done, total=old.total)
    listed = [new, *(other for other in known if other.folder != new.folder)]
    rows = [asdict(one) | {"folder": str(one.folder)} for one in listed[:_MOST_RECENT]]
    with suppress(OSError, AigovError):
        directory.mkdir(parents=True, exist_ok=True)
        replace_text(directory / _RECENT, json.dumps(rows))


def _last_worked(folder: Path) -> str:
    """Return when somebody last decided something in a document; empty if nobody did."""
    with suppress(OSError):
        return _as_minute(datetime.fromtimestamp((folder / LOG).stat().st_mtime))
    return ""


def _as_minute(moment: datetime) -> str:
    """Return a moment as people on this machine read it, to the minute."""
    return moment.isoformat(" ", timespec="minutes")
