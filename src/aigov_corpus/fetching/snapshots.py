"""Snapshots on disk: one folder a URL, one folder in it a version, each put there by a single rename.

    data/raw/www.gov.cn/content_7034090-1f3a9c02/
        0001-2025-07-27-5d41402a/          number, day and the bytes' sha256
            body.html                      the bytes as they came, unpacked, in their own charset
            snapshot.json                  URL, final URL, status, time, sha256, headers, links
            exchange.warc.gz               request and response, redirects included
        0002-2025-08-30-7d793037/          the page has changed since; the first version stays

A version is written into a folder called `.new-…`, flushed, and renamed when it is complete; what a
killed run leaves is such a folder, which the next run sweeps away. Nothing is ever written over.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.fetching.address import normal_url
from aigov_corpus.fetching.page import page_number
from aigov_corpus.fetching.wording import shown
from aigov_corpus.files.locking import hold
from aigov_corpus.records import Snapshot

META = "snapshot.json"
WARC = "exchange.warc.gz"
_VERSION = re.compile(r"(\d{4,})-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
_NEW = ".new-"
_AGAIN = "run aigov-corpus fetch again"
"""The remedy for a damaged snapshot."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A snapshot, and what snapshot.json says of its article."""

    snapshot: Snapshot
    pages: tuple[str, ...]
    """Further pages that this one links to, in order."""


def find_snapshot(raw: Path, url: str) -> Snapshot | None:
    """Return the latest snapshot of `url` under `raw`, or None if there is none.

    Raises:
        InvalidInputError: it is damaged; names the file and says what to do.
    """
    stored = find(raw, url)
    return stored.snapshot if stored else None


def find_pages(raw: Path, url: str) -> tuple[Snapshot, ...]:
    """Return the latest snapshots of all pages of the article at `url`, in order; empty if there is none.

    Pages that were never fetched are left out (`missing_pages` tells them); pages with the same bytes
    appear once.
    """
    first = find(raw, url)
    if first is None:
        return ()
    found = [
        stored.snapshot for stored in (find(raw, page) for page in page_urls(raw, first)) if stored
    ]
    unique = {snapshot.sha256: snapshot for snapshot in reversed([first.snapshot, *found])}
    return tuple(reversed(unique.values()))


def missing_pages(raw: Path, url: str) -> tuple[str, ...]:
    """Return the URLs of further pages of the article at `url` that are known of and were not fetched."""
    first = find(raw, url)
    return tuple(page for page in page_urls(raw, first) if find(raw, page) is None) if first else ()


def page_urls(raw: Path, first: Stored) -> tuple[str, ...]:
    """Return the URLs of the further pages of `first` that are known so far, in order."""
    start = {first.snapshot.url, first.snapshot.final_url}
    known = dict.fromkeys(page for page in first.pages if page not in start)
    for page in iter_growing(known):
        stored = None
        with suppress(InvalidInputError):  # a damaged page leads nowhere; whoever reads it says so
            stored = find(raw, page)
        for further in stored.pages if stored else ():
            if (
                further not in start
                and page_number(further, first=first.snapshot.final_url) is not None
            ):
                known.setdefault(further)
    return tuple(
        sorted(known, key=lambda page: page_number(page, first=first.snapshot.final_url) or 0)
    )


def iter_growing(known: dict[str, None]) -> Iterator[str]:
    """Yield the keys of `known`, those included that are added meanwhile."""
    done: set[str] = set()
    while rest := [key for key in known if key not in done]:
        for key in rest:
            done.add(key)
            yield key


def find(raw: Path, url: str) -> Stored | None:
    """Return the latest version of `url`, or None."""
    versions = _versions(folder(raw, url))
    return _load(raw, versions[-1], url) if versions else None


def folder(raw: Path, url: str) -> Path:
    """Return where the versions of `url` lie: raw/<host>/<last part of the path>-<hash of the URL>."""
    url = normal_url(url)
    parts = urlsplit(url)
    host = re.sub(r"[^\w.-]", "_", parts.netloc)
    name = (
        parts.path.rstrip("/").rpartition("/")[2].rpartition(".")[0]
        or parts.path.rstrip("/").rpartition("/")[2]
    )
    slug = re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._")[:60] or "index"
    return raw / host / f"{slug}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"


def save(
    raw: Path,
    snapshot: Snapshot,
    *,
    suffix: str,
    warc: bytes,
    more: Mapping[str, Any],
) -> Stored:
    """Put `snapshot` on disk as the newest version of its URL; return it with its path.

    After a kill at any moment the version is either there and whole, or not there.
    """
    home = folder(raw, snapshot.url)
    home.mkdir(parents=True, exist_ok=True)
    versions = _versions(home)
    number = _number(versions[-1]) + 1 if versions else 1
    final = home / f"{number:04d}-{snapshot.fetched_at[:10]}-{snapshot.sha256[:8]}"
    body = f"body{suffix}"
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
        new.chmod(0o755)
        _write(new / body, snapshot.body)
        _write(new / WARC, warc)
        _write(new / META, (json.dumps(meta, ensure_ascii=False, indent=1) + "\n").encode())
        _flush(new)
        new.replace(final)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    _flush(home)
    return _load(raw, final, snapshot.url)


@contextmanager
def only_us(raw: Path, *, wait: float, progress: Callable[[str], None]) -> Iterator[None]:
    """Hold the raw directory for this process and sweep up what a killed one left.

    Raises:
        AigovError: another process has held it for `wait` seconds.
    """
    raw.mkdir(parents=True, exist_ok=True)
    lock = hold(
        raw / ".lock",
        wait=wait,
        progress=progress,
        waiting=f"waiting for another aigov-corpus fetch to end in {raw}",
        busy=f"{raw}: another aigov-corpus fetch is at work here; run again when it has ended",
    )
    try:
        for left in raw.glob(f"*/*/{_NEW}*"):
            shutil.rmtree(left, ignore_errors=True)
            with suppress(OSError):
                left.parent.rmdir()  # goes only if it holds no version
        yield
    finally:
        lock.release()


def _versions(home: Path) -> list[Path]:
    if not home.is_dir():
        return []
    return sorted((path for path in home.iterdir() if _VERSION.fullmatch(path.name)), key=_number)


def _number(version: Path) -> int:
    match = _VERSION.fullmatch(version.name)
    return int(match[1]) if match else 0


def _load(raw: Path, version: Path, url: str) -> Stored:
    try:
        meta = json.loads((version / META).read_bytes())
        path = version / Path(_text(meta, "file")).name
        body = path.read_bytes()
        snapshot = Snapshot(
            url=_text(meta, "url"),
            body=body,
            sha256=_text(meta, "sha256"),
            fetched_at=_text(meta, "fetched_at"),
            final_url=normal_url(_text(meta, "final_url")),
            status=int(str(meta["status"])),
            headers={key: _text(meta["headers"], key) for key in meta["headers"]},
            path=path.relative_to(raw).as_posix(),
        )
        pages = tuple(normal_url(page) for page in meta.get("pages", ()))
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        AigovError,
    ) as error:
        reason = getattr(error, "strerror", None) or shown(error)
        raise InvalidInputError(
            f"the snapshot cannot be read ({reason})", source=version / META, remedy=_AGAIN
        ) from None
    if hashlib.sha256(body).hexdigest() != snapshot.sha256:
        raise InvalidInputError(
            "the bytes are not those that were fetched (their sha256 differs)",
            source=path,
            remedy=_AGAIN,
        )
    if snapshot.url != normal_url(url):
        raise InvalidInputError(
            f"this is a snapshot of {shown(snapshot.url)}, not of {url}",
            source=version / META,
            remedy="remove the folder, and run aigov-corpus fetch again",
        )
    return Stored(snapshot, pages)


def _text(table: Mapping[str, Any], key: str) -> str:
    if not isinstance(table[key], str):
        raise TypeError(f"'{key}' is not a string")
    return str(table[key])


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(directory: Path) -> None:
    """Flush a directory's entries to disk, where the system can (not on Windows)."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
