"""URLs to snapshots: what is new, what is unchanged, what has changed, and what could not be had."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.errors import (
    AigovError,
    InvalidInputError,
    NetworkError,
    NothingToDoError,
    UsageError,
)
from aigov_corpus.fetching import snapshots
from aigov_corpus.fetching.address import normal_url
from aigov_corpus.fetching.limits import Limits
from aigov_corpus.fetching.wording import header_text
from aigov_corpus.records import Snapshot

if TYPE_CHECKING:
    from aigov_corpus.fetching.client import Answer, Client, Exchange

CONTACT = "https://example.org/aigov-corpus"
"""Placeholder of the project's address, for the User-Agent; give your own as `contact`."""

_READABLE = ("", "text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Failure:
    """One URL whose page could not be fetched, and why."""

    url: str
    error: AigovError

    @property
    def reason(self) -> str:
        """What is wrong, as a clause without the URL: `the server answers 404 Not Found`."""
        return self.error.reason

    @property
    def place(self) -> str:
        """Where the URL led before it failed: `redirected to https://…`; empty if nowhere else."""
        return self.error.place

    @property
    def remedy(self) -> str:
        """What to do next; empty if nothing is known to help."""
        return self.error.remedy

    @property
    def message(self) -> str:
        """URL, place, reason and remedy in one sentence."""
        return str(self.error)


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What a run brought home, in the order asked for; further pages follow their first."""

    snapshots: tuple[Snapshot, ...]
    failures: tuple[Failure, ...] = ()
    unchanged: tuple[str, ...] = ()
    """URLs whose snapshot was there already and still holds."""
    changed: tuple[str, ...] = ()
    """URLs whose page differs from the previous version; both are kept."""

    @property
    def new(self) -> tuple[str, ...]:
        """URLs that had no snapshot before."""
        known = {*self.unchanged, *self.changed}
        return tuple(snapshot.url for snapshot in self.snapshots if snapshot.url not in known)


def fetch(
    urls: str | Sequence[str],
    *,
    raw: Path,
    delay: float = 3.0,
    offline: bool = False,
    allow_private: bool = False,
    contact: str = CONTACT,
    limits: Limits | None = None,
    progress: Callable[[str], None] | None = None,
) -> FetchReport:
    """Bring the pages at `urls` into the directory `raw`; further pages of an article come along.

    One that fails does not stop the others: the report lists the failures. With `offline` nothing is
    asked, and what has no snapshot is a failure. `delay` is the least number of seconds between two
    requests to one host; robots.txt may ask for more.

    Raises:
        NothingToDoError: there is no URL.
        UsageError: one of them is no URL, or `delay` is negative.
    """
    raw = Path(raw)
    if isinstance(urls, str):
        urls = [urls]
    if not 0 <= delay < float("inf"):
        raise UsageError(f"{delay:g} is not a delay", remedy="give a number of seconds, 0 or more")
    if not (contact.isascii() and contact.isprintable()):
        raise UsageError(
            f"{contact!r} cannot be sent as a contact", remedy="write it in printable ASCII"
        )
    wanted: dict[str, AigovError | None] = {}
    for url in urls:
        try:
            wanted.setdefault(normal_url(url))
        except NetworkError as refused:  # a scheme that we do not fetch: the others go on
            wanted.setdefault(url, refused)
    if not wanted:
        raise NothingToDoError("there is no URL to fetch", remedy="name one or more")
    limits = limits or Limits()
    work = _Work(raw, limits, progress or (lambda _sentence: None))
    try:
        if offline:
            work.all(wanted, work.stored)
        else:
            from aigov_corpus.fetching.client import Client

            agent = f"aigov-corpus/{version('aigov-corpus')} (+{contact})"
            client = Client(
                limits=limits,
                delay=delay,
                allow_private=allow_private,
                agent=agent,
                progress=work.progress,
            )
            with snapshots.only_us(raw, wait=limits.lock, progress=work.progress), client:
                work.all(wanted, lambda url: work.fetched(client, url))
    except OSError as error:
        raise AigovError(
            f"it cannot be written ({error.strerror or error})",
            source=error.filename or raw,
            remedy="free some space, or name another directory as --raw",
        ) from None
    return work.report()


class _Work:
    """The lists of a report while they grow."""

    def __init__(self, raw: Path, limits: Limits, progress: Callable[[str], None]) -> None:
        self._raw = raw
        self._limits = limits
        self.progress = progress
        self._snapshots: dict[str, Snapshot] = {}
        self._failures: list[Failure] = []
        self._unchanged: list[str] = []
        self._changed: list[str] = []

    def report(self) -> FetchReport:
        """Return the lists as they are."""
        return FetchReport(
            tuple(self._snapshots.values()),
            tuple(self._failures),
            tuple(self._unchanged),
            tuple(self._changed),
        )

    def all(
        self, wanted: dict[str, AigovError | None], get: Callable[[str], snapshots.Stored]
    ) -> None:
        """Get each URL, and the further pages of each."""
        for url, refused in wanted.items():
            if refused is not None:
                self._fail(url, refused)
                continue
            first = self._one(url, get)
            if first is None:
                continue
            known = dict.fromkeys(snapshots.page_urls(self._raw, first))
            for number, page in enumerate(snapshots.iter_growing(known)):
                if number == self._limits.pages:
                    too_many = f"the article has more than {number} further pages"
                    remedy = "look at it in a browser, and name the pages that you need"
                    self._fail(url, NetworkError(too_many, source=url, remedy=remedy))
                    break
                if self._one(page, get) is not None:
                    known.update(dict.fromkeys(snapshots.page_urls(self._raw, first)))

    def _one(self, url: str, get: Callable[[str], snapshots.Stored]) -> snapshots.Stored | None:
        if url in self._snapshots:
            return snapshots.find(self._raw, url)
        try:
            stored = get(url)
        except (NetworkError, InvalidInputError, UsageError) as error:
            self._fail(url, error)
            return None
        self._snapshots[url] = stored.snapshot
        return stored

    def _fail(self, url: str, error: AigovError) -> None:
        self._failures.append(Failure(url, error))
        self.progress(f"failed: {error}")

    def stored(self, url: str) -> snapshots.Stored:
        """Return what is on disk."""
        stored = snapshots.find(self._raw, url)
        if stored is None:
            raise NetworkError(
                f"there is no snapshot of it in {self._raw}",
                source=url,
                remedy="fetch it without --offline",
            )
        self._unchanged.append(url)
        return stored

    def fetched(self, client: Client, url: str) -> snapshots.Stored:
        """Ask for `url` and keep the answer, unless it is what we have."""
        try:
            before = snapshots.find(self._raw, url)
        except InvalidInputError as damage:
            self.progress(str(damage.with_fields(remedy="fetching it again")))
            before = None
        try:
            answer = client.get(url, conditions=_conditions(before))
            _check(answer)
        except NetworkError as error:
            if before is None:
                raise
            kept = f"{error.reason} (the snapshot of {before.snapshot.fetched_at} is kept)"
            raise error.with_fields(reason=kept) from None
        sha256 = hashlib.sha256(answer.last.body).hexdigest()
        if before is not None and (answer.last.status == 304 or sha256 == before.snapshot.sha256):
            self._unchanged.append(url)
            self.progress(f"unchanged: {url}")
            return before
        after = _keep(self._raw, answer)
        if before is None:
            self.progress(f"new: {url}")
        else:
            self._changed.append(url)
            was = before.snapshot
            self.progress(
                f"changed since {was.fetched_at}: {url} (the version of then stays in {was.path})"
            )
        return after


def _conditions(before: snapshots.Stored | None) -> dict[str, dict[str, str]]:
    """Return the validators of the last answer, for the URL that gave them."""
    if before is None:
        return {}
    headers = {name.lower(): value for name, value in before.snapshot.headers.items()}
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    # one that is not ASCII cannot be sent back; the page then comes whole
    found = {
        ask: headers[name]
        for name, ask in names.items()
        if headers.get(name) and headers[name].isascii() and headers[name].isprintable()
    }
    return {before.snapshot.final_url: found} if found else {}


def _is_html(last: Exchange) -> bool:
    return "html" in last.media_type or (not last.media_type and b"<" in last.body[:1024])


def _check(answer: Answer) -> None:
    from aigov_corpus.fetching import page

    last = answer.last
    if last.status == 200 and last.media_type in _READABLE:
        page.check_page(last.body, asked=answer.url, found=last.url)


def _keep(raw: Path, answer: Answer) -> snapshots.Stored:
    from aigov_corpus.fetching import page, warc
    from aigov_corpus.fetching.client import SUFFIXES

    last = answer.last
    found = page.links(last.body, url=last.url) if _is_html(last) else page.Links()
    headers: dict[str, str] = {}
    for name, raw_value in last.headers:
        key, value = name.lower(), header_text(raw_value)
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    snapshot = Snapshot(
        url=answer.url,
        body=last.body,
        sha256=hashlib.sha256(last.body).hexdigest(),
        fetched_at=last.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        final_url=last.url,
        status=last.status,
        headers=headers,
    )
    software = f"aigov-corpus/{version('aigov-corpus')}"
    return snapshots.save(
        raw,
        snapshot,
        suffix=SUFFIXES.get(last.media_type, ".html" if _is_html(last) else ".txt"),
        warc=warc.pack(answer, software=software),
        more={
            "redirects": [{"status": hop.status, "url": hop.url} for hop in answer.hops[:-1]],
            "address": last.address,
            "pages": list(found.pages),
            "prints": list(found.prints),
            "attachments": [{"url": url, "text": text} for url, text in found.attachments],
        },
    )
