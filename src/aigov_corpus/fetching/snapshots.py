"""Snapshots on disk: one folder for each URL, and in it one folder for each version of the page.

A snapshot is a page as the server sent it at some time: its bytes, and what came with them.

    data/raw/www.gov.cn/content_7034090-1f3a9c02/
        0001-2025-07-27-5d41402a/          number, day, and beginning of the sha256 of the bytes
            body.html                      the bytes as the server sent them, decompressed
            snapshot.json                  URL, final URL, status, time, sha256, headers, links
            exchange.warc.gz               request and response, redirects included
        0002-2025-08-30-7d793037/          the page has changed since; the first version stays

A version is written into a folder whose name begins with `.new-`, flushed to disk, and renamed when
it is complete. A run that is killed leaves such a folder, and the next run removes it. No file is
written over.

The further pages of an article (see `links.articles`) have snapshots of their own. Each snapshot
lists the further pages that its page links to.

The raw directory (`raw`, by default `data/raw`) holds all snapshots. A snapshot is damaged if its
files cannot be read, or its bytes do not have the sha256, or it is of another URL.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aigov_corpus import patterns as re
from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.files.limits import parse_json, read_record
from aigov_corpus.files.locking import take_lock
from aigov_corpus.files.targets import flush_folder, replace_file
from aigov_corpus.links.articles import page_number
from aigov_corpus.links.urls import normal_url
from aigov_corpus.records import Snapshot
from aigov_corpus.text.quoting import printable

META = "snapshot.json"
WARC = "exchange.warc.gz"
_LOCK = ".lock"
_NEW = ".new-"
_VERSION = re.compile(r"(\d{4,})-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")

_BODY = "body"
"""Name, without its suffix, of the file that holds the bytes of a page."""

_DAY = 10
"""Number of characters of the day in an ISO 8601 time, such as `2025-07-27`."""

_SHORT_HASH = 8
"""Hexadecimal digits of a sha256 in the name of a folder: 32 bits are hardly ever the same."""

_LONGEST_SLUG = 60
"""Maximum characters of the readable part of a folder's name; Windows allows 260 in a path."""

_FOLDER_MODE = 0o755
"""Mode of a version's folder; `mkdtemp` makes folders that only their owner can read."""

_FETCH_AGAIN = "run aigov-corpus fetch again"


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A snapshot on disk, with the links that its snapshot.json lists."""

    snapshot: Snapshot
    pages: tuple[str, ...]
    """URLs of further pages that this page links to, in order."""


@dataclass(frozen=True, slots=True)
class FetchedArticle:
    """The snapshots on disk of an article, which may stand on several pages."""

    pages: tuple[Snapshot, ...] = ()
    """Latest snapshot of each page, in order; pages with the same bytes appear once."""
    missing: tuple[str, ...] = ()
    """URLs of further pages that a page links to and that were not fetched, in order."""


def find_snapshot(raw: Path, url: str) -> Snapshot | None:
    """Return the latest snapshot of a URL, or None if it was never fetched.

    Args:
        raw: the raw directory.
        url: the URL, in any spelling.

    Raises:
        InvalidInputError: the snapshot is damaged.
    """
    stored = find_stored(raw, url)
    return stored.snapshot if stored else None


def find_article(raw: Path, url: str) -> FetchedArticle:
    """Return the snapshots of the article at a URL; without pages if the URL was never fetched.

    Args:
        raw: the raw directory.
        url: URL of the article's first page, in any spelling.

    Raises:
        InvalidInputError: the snapshot of a page is damaged.
    """
    first = find_stored(raw, url)
    if first is None:
        return FetchedArticle()
    unique = {first.snapshot.sha256: first.snapshot}
    missing = []
    for page, stored in _read_further_pages(raw, first).items():
        if isinstance(stored, InvalidInputError):
            raise stored
        if stored is None:
            missing.append(page)
        else:
            unique.setdefault(stored.snapshot.sha256, stored.snapshot)
    return FetchedArticle(tuple(unique.values()), tuple(missing))


def further_pages(raw: Path, first: StoredSnapshot) -> tuple[str, ...]:
    """Return the URLs of all further pages of an article that its snapshots link to, in order.

    Args:
        raw: the raw directory.
        first: the snapshot of the article's first page. The snapshots of the further pages are read
            from disk; a damaged one counts as a page without links.
    """
    return tuple(_read_further_pages(raw, first))


def _read_further_pages(
    raw: Path, first: StoredSnapshot
) -> dict[str, StoredSnapshot | InvalidInputError | None]:
    """Return the latest snapshot of each further page, by its URL, in the order of the pages.

    The value is None for a page that was not fetched, and an error for a damaged snapshot.
    """
    start = {first.snapshot.url, first.snapshot.final_url}
    known = dict.fromkeys(page for page in first.pages if page not in start)
    found: dict[str, StoredSnapshot | InvalidInputError | None] = {}

    def number(page: str) -> int | None:
        return page_number(page, first=first.snapshot.final_url)

    for page in iter_growing(known):
        try:
            stored = find_stored(raw, page)
        except InvalidInputError as damage:
            found[page] = damage
            continue
        found[page] = stored
        for linked in stored.pages if stored else ():
            if linked not in start and number(linked) is not None:
                known.setdefault(linked)
    return {page: found[page] for page in sorted(found, key=lambda page: number(page) or 0)}


def iter_growing(known: dict[str, None]) -> Iterator[str]:
    """Yield the keys of a dictionary, and also those that are added while the caller iterates."""
    done: set[str] = set()
    while rest := [key for key in known if key not in done]:
        for key in rest:
            done.add(key)
            yield key


def find_stored(raw: Path, url: str) -> StoredSnapshot | None:
    """Return the latest snapshot of a URL with its links, or None if it was never fetched.

    Raises:
        InvalidInputError: the snapshot is damaged.
    """
    versions = _versions(snapshot_folder(raw, url))
    return _load(raw, versions[-1], url) if versions else None


def snapshot_folder(raw: Path, url: str) -> Path:
    """Return the folder of a URL's versions: `raw/<host>/<end of the path>-<hash of the URL>`."""
    url = normal_url(url)
    parts = urlsplit(url)
    host = re.sub(r"[^\w.-]", "_", parts.netloc)
    last = parts.path.rstrip("/").rpartition("/")[2]
    name = last.rpartition(".")[0] or last
    slug = re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._")[:_LONGEST_SLUG] or "index"
    return raw / host / f"{slug}-{hashlib.sha256(url.encode()).hexdigest()[:_SHORT_HASH]}"


def save_snapshot(
    raw: Path,
    snapshot: Snapshot,
    *,
    suffix: str,
    warc: bytes,
    more: Mapping[str, Any],
) -> StoredSnapshot:
    """Write a snapshot as the newest version of its URL, and return it as it is on disk.

    If the process is killed at any moment, the version exists completely or not at all.

    Args:
        raw: the raw directory.
        snapshot: the snapshot to write; its `path` is not used, as the path is chosen here.
        suffix: suffix of the file that holds the bytes: `.html`.
        warc: content of the WARC file.
        more: further keys of snapshot.json: redirects, address, pages, prints, attachments.

    Raises:
        AigovError: a symbolic link leads out of the raw directory.
    """
    home = snapshot_folder(raw, snapshot.url)
    if not _is_inside(home, raw):
        raise AigovError(
            "a symbolic link leads out of the raw directory, and nothing is written there",
            source=home,
            remedy="remove the link, or choose another directory with --raw",
        )
    home.mkdir(parents=True, exist_ok=True)
    versions = _versions(home)
    number = _number(versions[-1]) + 1 if versions else 1
    day, short = snapshot.fetched_at[:_DAY], snapshot.sha256[:_SHORT_HASH]
    final = home / f"{number:04d}-{day}-{short}"
    body = f"{_BODY}{suffix}"
    meta = {
        "url": snapshot.url,
        "final_url": snapshot.final_url,
        "status": snapshot.status,
        "fetched_at": snapshot.fetched_at,
        "sha256": snapshot.sha256,
        "bytes": len(snapshot.body),
        "file": body,
        "headers": dict(snapshot.headers),
        **more,
    }
    new = Path(tempfile.mkdtemp(prefix=_NEW, dir=home))
    try:
        new.chmod(_FOLDER_MODE)
        _write(new / body, snapshot.body)
        _write(new / WARC, warc)
        _write(new / META, (json.dumps(meta, ensure_ascii=False, indent=1) + "\n").encode())
        flush_folder(new)
        replace_file(new, final)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    flush_folder(home)
    return _load(raw, final, snapshot.url)


@contextmanager
def lock_raw(raw: Path, *, wait: float, progress: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of the raw directory during the block; first remove unfinished versions.

    A run that was killed has left them.

    Args:
        raw: the raw directory; it is created if it does not exist.
        wait: most seconds to wait for another process to release the lock.
        progress: called with a sentence if this process has to wait.

    Raises:
        AigovError: another process has not released the lock in that time.
    """
    raw.mkdir(parents=True, exist_ok=True)
    lock = take_lock(
        raw / _LOCK,
        wait=wait,
        progress=progress,
        waiting=f"waiting for another aigov-corpus fetch to end in {raw}",
        error=AigovError(
            "another aigov-corpus fetch is working here",
            source=raw,
            remedy="run this one again when the other has ended",
        ),
    )
    try:
        for left in raw.glob(f"*/*/{_NEW}*"):
            if not _is_of_killed_run(left, raw):
                continue
            shutil.rmtree(left, ignore_errors=True)
            with suppress(OSError):
                left.parent.rmdir()  # fails, as it should, if the folder holds a version
        yield
    finally:
        lock.release()


def _is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path is in a folder after all symbolic links were followed."""
    return path.resolve().is_relative_to(folder.resolve())


def _is_of_killed_run(folder: Path, raw: Path) -> bool:
    """Return whether a run made this folder for an unfinished version.

    Such a folder is in the raw directory, not behind a symbolic link, and holds only files that
    have the names of files of a version.
    """
    if folder.is_symlink() or not folder.is_dir() or not _is_inside(folder, raw):
        return False
    return all(file.name in (WARC, META) or file.stem == _BODY for file in folder.iterdir())


def _versions(home: Path) -> list[Path]:
    """Return the folders of a URL's versions, oldest first."""
    if not home.is_dir():
        return []
    versions = [path for path in home.iterdir() if _VERSION.fullmatch(path.name)]
    return sorted(versions, key=_number)


def _number(version: Path) -> int:
    match = _VERSION.fullmatch(version.name)
    return int(match[1]) if match else 0


def _load(raw: Path, version: Path, url: str) -> StoredSnapshot:
    """Read one version of a page, and check that it is whole and of that URL.

    Raises:
        InvalidInputError: the snapshot is damaged.
    """
    meta_file = version / META
    try:
        meta = parse_json(read_record(meta_file), source="", remedy=_FETCH_AGAIN)
        stored = _read(raw, version, meta)
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        AigovError,
    ) as error:
        reason = getattr(error, "strerror", None) or printable(error)
        raise InvalidInputError(
            f"the snapshot cannot be read ({reason})", source=meta_file, remedy=_FETCH_AGAIN
        ) from None
    snapshot = stored.snapshot
    if hashlib.sha256(snapshot.body).hexdigest() != snapshot.sha256:
        raise InvalidInputError(
            "the bytes are not those that were fetched (their sha256 differs)",
            source=raw / snapshot.path,
            remedy=_FETCH_AGAIN,
        )
    if snapshot.url != normal_url(url):
        raise InvalidInputError(
            f"this is a snapshot of {printable(snapshot.url)}, not of {url}",
            source=meta_file,
            remedy=f"remove its folder, and {_FETCH_AGAIN}",
        )
    return stored


def _read(raw: Path, version: Path, meta: Mapping[str, Any]) -> StoredSnapshot:
    """Return the snapshot that a snapshot.json describes.

    Anything wrong in it raises an exception, of many possible types; `_load` catches them.
    """
    path = version / Path(_string(meta, "file")).name
    snapshot = Snapshot(
        url=_string(meta, "url"),
        body=path.read_bytes(),
        sha256=_string(meta, "sha256"),
        fetched_at=_string(meta, "fetched_at"),
        final_url=normal_url(_string(meta, "final_url")),
        status=int(str(meta["status"])),
        headers={key: _string(meta["headers"], key) for key in meta["headers"]},
        path=path.relative_to(raw).as_posix(),
    )
    pages = tuple(normal_url(page) for page in meta.get("pages", ()))
    return StoredSnapshot(snapshot, pages)


def _string(table: Mapping[str, Any], key: str) -> str:
    if not isinstance(table[key], str):
        raise TypeError(f"'{key}' is not a string")
    return str(table[key])


def _write(path: Path, data: bytes) -> None:
    """Write a file and flush it to disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
