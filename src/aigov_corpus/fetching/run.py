"""One run of `fetch`: which pages are new, unchanged or changed, and which could not be fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aigov_corpus.errors import (
    AigovError,
    InvalidInputError,
    NetworkError,
    NothingToDoError,
    UsageError,
    show_value,
)
from aigov_corpus.fetching.keeping import (
    check_readable,
    conditions,
    is_unchanged,
    save_answer,
    software,
)
from aigov_corpus.fetching.limits import Limits
from aigov_corpus.fetching.pacing import host_of
from aigov_corpus.fetching.parallel_hosts import Until
from aigov_corpus.fetching.remedies import OPEN_PAGE
from aigov_corpus.fetching.snapshots import (
    StoredSnapshot,
    find_stored,
    further_pages,
    iter_growing,
    lock_raw,
)
from aigov_corpus.files.reasons import explain
from aigov_corpus.links.urls import normal_url
from aigov_corpus.records import Snapshot
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import read_items, require_text

if TYPE_CHECKING:
    from aigov_corpus.fetching.client import Client
    from aigov_corpus.fetching.parallel_hosts import Visit

DEFAULT_CONTACT = "https://example.org/aigov-corpus"
"""Contact in the User-Agent if none is given; it is a placeholder, so give your own."""

DEFAULT_DELAY = 3.0
"""Seconds between two requests to one host if no other number is given: our own choice."""

DEFAULT_HOSTS = 8
"""Hosts that are asked at the same time if no other number is given: our own choice."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A URL whose page could not be fetched, and why."""

    url: str
    error: AigovError

    @property
    def reason(self) -> str:
        """What is wrong, as a clause without the URL: `the server answers 404 Not Found`."""
        return self.error.reason

    @property
    def place(self) -> str:
        """Target of a redirect, as `redirected to https://…`; empty if there was no redirect."""
        return self.error.place

    @property
    def remedy(self) -> str:
        """What to do next, as an imperative; empty if nothing is known to help."""
        return self.error.remedy

    @property
    def message(self) -> str:
        """URL, place, reason and remedy in one sentence."""
        return str(self.error)


@dataclass(frozen=True, slots=True)
class FetchReport:
    """The result of a run."""

    snapshots: tuple[Snapshot, ...]
    """Latest snapshot of each page, each URL's page followed by the further pages of its article.

    The URLs are in the order in which they were given; no page is repeated.
    """
    failures: tuple[Failure, ...] = ()
    unchanged: tuple[str, ...] = ()
    """URLs whose page is the same as in the snapshot that was on disk before the run.

    Offline, these are the URLs of all snapshots found.
    """
    changed: tuple[str, ...] = ()
    """URLs whose page differs from the snapshot that was on disk before; both are kept."""

    @property
    def new(self) -> tuple[str, ...]:
        """URLs that were fetched and had no snapshot before, or a damaged one."""
        known = {*self.unchanged, *self.changed}
        return tuple(snapshot.url for snapshot in self.snapshots if snapshot.url not in known)

    @property
    def urls(self) -> frozenset[str]:
        """URLs of all pages in the report, those that failed included."""
        fetched = {snapshot.url for snapshot in self.snapshots}
        failed = {failure.url for failure in self.failures}
        return frozenset(fetched | failed)

    def state(self, url: str) -> Literal["new", "changed", "unchanged"]:
        """Return how a fetched page compares with its snapshot from before the run."""
        if url in self.unchanged:
            return "unchanged"
        return "changed" if url in self.changed else "new"


@checks_arguments
def fetch(
    urls: str | Sequence[str],
    *,
    raw: str | Path,
    delay: float = DEFAULT_DELAY,
    hosts: int = DEFAULT_HOSTS,
    offline: bool = False,
    allow_private: bool = False,
    contact: str = DEFAULT_CONTACT,
    limits: Limits | None = None,
    progress: Callable[[str], None] | None = None,
) -> FetchReport:
    """Fetch pages into the raw directory, with the further pages of their articles.

    A page that fails does not stop the others; the report lists it. Each host gets one request at a
    time, and several hosts are asked at the same time; the report does not depend on which of them
    answers first.

    Args:
        urls: one URL or several.
        raw: the raw directory, for instance `data/raw`; it is created if it does not exist.
        delay: least number of seconds between an answer of a host and the next request to it;
            robots.txt may ask for more.
        hosts: most hosts that are asked at the same time.
        offline: if true, no request is sent: the report then has the snapshots on disk, and a URL
            without a snapshot is a failure.
        allow_private: whether addresses that are not public may be connected to.
        contact: URL or e-mail address at which the owner of a site can reach you; sent in the
            User-Agent.
        limits: the largest times, sizes and numbers; None for the defaults of `Limits`.
        progress: called with a sentence about the result of each page and about each wait.

    Returns:
        The pages (`snapshots`), those that failed (`failures`), and the URLs whose page is `new`,
        `changed` or `unchanged`.

    Raises:
        NothingToDoError: no URL is given.
        UsageError: one of `urls` is not a URL, or `delay`, `hosts` or `contact` cannot be used.
        AigovError: the raw directory cannot be written, or another run has its lock for longer than
            `Limits.lock`.
    """
    raw = Path(raw)
    _check_options(delay, hosts, contact, limits)
    several = [urls] if isinstance(urls, str) else read_items(urls, name="urls")
    wanted = _wanted([require_text(url, name="a URL") for url in several])
    if not wanted:
        raise NothingToDoError("there is no URL to fetch", remedy="name one or more")
    limits = limits or Limits()
    run = _Run(raw, limits, progress or (lambda _sentence: None))
    try:
        if offline:
            found = [
                _finish(run.visit(url, error, run.get_stored)) for url, error in wanted.items()
            ]
        else:
            from aigov_corpus.fetching.client import Client

            client = Client(
                limits=limits,
                delay=delay,
                hosts=hosts,
                allow_private=allow_private,
                agent=f"{software()} (+{contact})",
                progress=run.progress,
            )
            with lock_raw(raw, wait=limits.lock, progress=run.progress), client:
                found = run.get_all(wanted, client)
    except OSError as error:
        raise AigovError(
            f"it cannot be written ({explain(error)})",
            source=error.filename or raw,
            remedy="name another directory as --raw, or free some space",
        ) from None
    return _report(found)


_LONGEST_DELAY = 86_400
"""Seconds between two requests, at most."""


def _check_options(delay: float, hosts: int, contact: str, limits: Limits | None) -> None:
    if not isinstance(limits, Limits | None):
        raise UsageError(
            f"limits is {show_value(limits)}", remedy="give an object of the class Limits"
        )
    if not 0 <= delay <= _LONGEST_DELAY:
        remedy = f"give a number of seconds, 0 to {_LONGEST_DELAY:,}, a day"
        raise UsageError(f"{delay:g} is not a delay", remedy=remedy)
    if hosts < 1:
        raise UsageError(f"{hosts} is no number of hosts", remedy="give 1 or more")
    is_address = "://" in contact or "@" in contact
    if not (is_address and contact.isascii() and contact.isprintable()):
        raise UsageError(
            f"{contact!r} cannot be sent as a contact",
            remedy="write the URL of a page, or an e-mail address, in printable ASCII",
        )


def _wanted(urls: Sequence[str]) -> dict[str, AigovError | None]:
    """Return the URLs in normal spelling, each once, in order.

    The value is None for a URL that may be fetched, and an error for one that must not be.
    """
    wanted: dict[str, AigovError | None] = {}
    for url in urls:
        try:
            wanted.setdefault(normal_url(url))
        except NetworkError as refused:
            wanted.setdefault(url, refused)
    return wanted


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one page."""

    url: str
    stored: StoredSnapshot | None = None
    """Its latest snapshot; None if it failed."""
    state: Literal["new", "changed", "unchanged"] = "new"
    error: AigovError | None = None
    """Why it failed; None if it did not."""


def _report(found: Sequence[Sequence[_Outcome]]) -> FetchReport:
    """Return the report of all visits, in the order of the visits; no outcome is told twice."""
    outcomes = {id(outcome): outcome for visit in found for outcome in visit}.values()
    stored = {each.url: each.stored.snapshot for each in outcomes if each.stored is not None}
    return FetchReport(
        tuple(stored.values()),
        tuple(Failure(each.url, each.error) for each in outcomes if each.error is not None),
        tuple(each.url for each in outcomes if each.stored and each.state == "unchanged"),
        tuple(each.url for each in outcomes if each.stored and each.state == "changed"),
    )


def _finish(visit: Visit[list[_Outcome]]) -> list[_Outcome]:
    """Return the result of a visit that needs no request."""
    try:
        next(visit)
    except StopIteration as end:
        found: list[_Outcome] = end.value
    return found


class _Run:
    """Visits pages, each once, and remembers what became of them."""

    def __init__(self, raw: Path, limits: Limits, progress: Callable[[str], None]) -> None:
        self._raw = raw
        self._limits = limits
        self.progress = progress
        self._outcomes: dict[str, _Outcome | None] = {}
        """What became of each page; None while a visit gets it."""

    def get_all(
        self, wanted: Mapping[str, AigovError | None], client: Client
    ) -> list[list[_Outcome]]:
        """Get all pages from their hosts, and return the outcomes of each visit.

        Args:
            wanted: URLs in order; one with an error is a failure, and no request is made for it.
            client: asks the hosts.
        """

        def get(url: str) -> Visit[_Outcome]:
            return self._get_fetched(client, url)

        return client.run(
            ("" if error else host_of(url), self.visit(url, error, get))
            for url, error in wanted.items()
        )

    def visit(
        self, url: str, refused: AigovError | None, get: Callable[[str], Visit[_Outcome]]
    ) -> Visit[list[_Outcome]]:
        """Get a page, followed by the further pages of its article, and return what became of each.

        Args:
            url: the URL of the page.
            refused: why no request may be made for it; None if one may.
            get: gets a page, and returns the outcome or raises an error.
        """
        if refused is not None:
            return [self._fail(url, refused)]
        first = yield from self._get_once(url, get)
        found = [first]
        if first.stored is None:
            return found
        known = dict.fromkeys(further_pages(self._raw, first.stored))
        for count, page in enumerate(iter_growing(known)):
            if count == self._limits.pages:
                error = NetworkError(
                    f"the article has more than {count} further pages",
                    source=url,
                    remedy=f"{OPEN_PAGE}, and name the pages that you need",
                )
                return [*found, self._fail(url, error)]
            found.append((yield from self._get_once(page, get)))
            if found[-1].stored is not None:
                known.update(dict.fromkeys(further_pages(self._raw, first.stored)))
        return found

    def _get_once(self, url: str, get: Callable[[str], Visit[_Outcome]]) -> Visit[_Outcome]:
        """Get a page that no visit has got yet, and return what became of it."""
        if url in self._outcomes and self._outcomes[url] is None:
            yield Until(url, done=lambda: self._outcomes[url] is not None)
        outcome = self._outcomes.setdefault(url, None)
        if outcome is not None:
            return outcome
        try:
            outcome = yield from get(url)
        except (NetworkError, InvalidInputError, UsageError) as error:
            outcome = self._fail(url, error)
        self._outcomes[url] = outcome
        return outcome

    def _fail(self, url: str, error: AigovError) -> _Outcome:
        self.progress(f"failed: {error}")
        return _Outcome(url, error=error)

    def get_stored(self, url: str) -> Visit[_Outcome]:
        """Return the latest snapshot on disk, without any request.

        Raises:
            NetworkError: there is no snapshot.
            InvalidInputError: the snapshot is damaged.
        """
        yield from ()
        stored = find_stored(self._raw, url)
        if stored is None:
            raise NetworkError(
                f"there is no snapshot of it in {self._raw}",
                source=url,
                remedy="fetch it without --offline",
            )
        return _Outcome(url, stored, "unchanged")

    def _get_fetched(self, client: Client, url: str) -> Visit[_Outcome]:
        """Request a page, and return its latest snapshot, which is new if the page has changed.

        Raises:
            NetworkError: the page cannot be fetched, or is no document.
        """
        before = self._find_whole(url)
        try:
            answer = yield from client.get(url, conditions=conditions(before))
            check_readable(answer)
        except NetworkError as error:
            if before is None:
                raise
            kept = f"the snapshot of {before.snapshot.fetched_at} is kept"
            raise error.with_fields(reason=f"{error.reason} ({kept})") from None
        if before is not None and is_unchanged(answer.last, before.snapshot):
            self.progress(f"unchanged: {url}")
            return _Outcome(url, before, "unchanged")
        after = save_answer(self._raw, answer)
        if before is None:
            self.progress(f"new: {url}")
            return _Outcome(url, after)
        old = before.snapshot
        self.progress(
            f"changed since {old.fetched_at}: {url} (the old version stays in {old.path})"
        )
        return _Outcome(url, after, "changed")

    def _find_whole(self, url: str) -> StoredSnapshot | None:
        """Return the latest snapshot on disk, or None if there is none or it is damaged."""
        try:
            return find_stored(self._raw, url)
        except InvalidInputError as damage:
            self.progress(str(damage.with_fields(remedy="fetching it again")))
            return None
