"""Several hosts side by side: each gets one request at a time, and none waits for another.

What is done for a page is a generator, its visit. It yields each request that it needs and gets
the exchange back, or the error. All visits run in the caller's thread; only the exchanges
themselves run in threads, one for each. So visits share what they know without locks, a pause costs
no thread, and Ctrl-C ends the run at once.

Each visit begins in the lane of a host, where one follows the other. A visit that goes on to
another host, as a redirect does, leaves its lane, so that the next one can begin there, and waits
for its turn at the other host.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from aigov_corpus.errors import RefusedError
from aigov_corpus.fetching.exchange import Exchange
from aigov_corpus.fetching.pacing import Pace, host_of
from aigov_corpus.signals import end_if_asked

T = TypeVar("T")

_GLANCE = 0.5
"""Longest seconds of one wait: Windows takes Ctrl-C only between two. Our own choice."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that a visit needs; it gets the exchange, or the error is raised in it."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers besides those of every request."""
    for_robots: bool = False
    """Whether this is a robots.txt: any media type will do, and its first bytes are enough."""
    wait: float = 0.0
    """Seconds from now before which it is not sent."""


@dataclass(frozen=True, slots=True)
class Until:
    """What a visit waits for while another visit gets it."""

    url: str
    """URL that the other visit asks for."""
    done: Callable[[], bool]
    """Returns whether it is there."""


Visit = Generator[Ask | Until, Any, T]
"""What is done for one page; it returns a result and raises nothing that ends the run but bugs."""


class _Visitor(Generic[T]):
    """A visit under way."""

    def __init__(self, index: int, home: str, visit: Visit[T]) -> None:
        self.index = index
        self.home = home
        """Host in whose lane it began."""
        self.visit = visit
        self.is_home = True
        """Whether the next visit of its lane waits for it."""


@dataclass(slots=True)
class _Lane:
    """The visits of one host."""

    to_begin: deque[_Visitor[Any]] = field(default_factory=deque)
    asking: list[tuple[_Visitor[Any], Ask, float]] = field(default_factory=list)
    """Visits that need a request to this host, in turn, and the time before which it is not
    sent."""
    is_busy: bool = False
    """Whether a request is under way."""


class Lanes(Generic[T]):
    """Runs visits, with at most one request at a time to a host."""

    def __init__(self, *, send: Callable[[Ask], Exchange], pace: Pace, hosts: int) -> None:
        """Prepare a run.

        Args:
            send: sends one request and returns the exchange; it is called in other threads.
            pace: knows when a host may be asked.
            hosts: most hosts that are asked at the same time.
        """
        self._send = send
        self._pace = pace
        self._hosts = hosts
        self._lanes: dict[str, _Lane] = {}
        self._open: deque[_Lane] = deque()
        """Lanes in which the next visit may begin."""
        self._waiting: list[tuple[_Visitor[T], Until]] = []
        self._under_way = 0
        self._ended: queue.SimpleQueue[tuple[_Visitor[T], Ask, Exchange | BaseException]] = (
            queue.SimpleQueue()
        )
        self._results: dict[int, T] = {}

    def run(self, visits: Iterable[tuple[str, Visit[T]]]) -> list[T]:
        """Run all visits and return their results in the order of the visits.

        Args:
            visits: each with the host in whose lane it begins.
        """
        count = 0
        for count, (host, visit) in enumerate(visits, 1):
            self._lane(host).to_begin.append(_Visitor(count - 1, host, visit))
        self._open.extend(self._lanes.values())
        while len(self._results) < count:
            end_if_asked()
            self._begin_visits()
            soonest = self._ask_hosts()
            if not self._open and len(self._results) < count:
                self._await_exchange(soonest)
        return [self._results[index] for index in range(count)]

    def _lane(self, host: str) -> _Lane:
        return self._lanes.setdefault(host, _Lane())

    def _begin_visits(self) -> None:
        while self._open:
            lane = self._open.popleft()
            if lane.to_begin:
                self._go_on(lane.to_begin.popleft())

    def _go_on(self, visitor: _Visitor[T], got: Exchange | BaseException | None = None) -> None:
        """Let a visit go on to what it needs next, and let those go on that waited for it."""
        self._step(visitor, got)
        while found := [pair for pair in self._waiting if pair[1].done()]:
            self._waiting.remove(found[0])
            self._step(found[0][0], None)

    def _step(self, visitor: _Visitor[T], got: Exchange | BaseException | None) -> None:
        try:
            if isinstance(got, BaseException):
                needed = visitor.visit.throw(got)
            else:
                needed = visitor.visit.send(got)
        except StopIteration as end:
            self._results[visitor.index] = end.value
            self._leave(visitor)
            return
        host = host_of(needed.url)
        if host != visitor.home:
            self._leave(visitor)
        if isinstance(needed, Until):
            self._waiting.append((visitor, needed))
        else:
            self._lane(host).asking.append((visitor, needed, time.monotonic() + needed.wait))

    def _leave(self, visitor: _Visitor[T]) -> None:
        """Let the next visit begin in the lane of a visit that has ended or gone elsewhere."""
        if visitor.is_home:
            visitor.is_home = False
            self._open.append(self._lane(visitor.home))

    def _ask_hosts(self) -> float | None:
        """Send what may be sent now; return when more may be, or None if nothing is to be sent.

        Hosts that could have been asked for longest come first, so that no host waits for those
        that give no answer.
        """
        due: list[tuple[float, int, _Lane]] = []
        for lane in self._lanes.values():
            if lane.is_busy or not lane.asking:
                continue
            visitor, ask, after = min(lane.asking, key=lambda each: each[2])
            try:
                self._pace.check(ask.url)
            except RefusedError as refused:
                lane.asking.remove((visitor, ask, after))
                self._go_on(visitor, refused)
                return time.monotonic()
            due.append((max(after, self._pace.ready_at(ask.url)), len(due), lane))
        for ready, _, lane in sorted(due):
            if self._under_way >= self._hosts:
                return None
            if ready > time.monotonic():
                return ready
            self._ask_host(lane)
        return None

    def _ask_host(self, lane: _Lane) -> None:
        """Send the first request of a lane that may be sent now, in a thread of its own."""
        now = time.monotonic()
        turn = next(index for index, (_, _, after) in enumerate(lane.asking) if after <= now)
        visitor, ask, _ = lane.asking.pop(turn)
        lane.is_busy = True
        self._under_way += 1
        # A daemon, so that a host that hangs does not keep the program from ending.
        threading.Thread(target=self._exchange, args=(visitor, ask), daemon=True).start()

    def _exchange(self, visitor: _Visitor[T], ask: Ask) -> None:
        try:
            got: Exchange | BaseException = self._send(ask)
        except BaseException as error:  # noqa: BLE001  (raised again in the visit)
            got = error
        self._ended.put((visitor, ask, got))

    def _await_exchange(self, soonest: float | None) -> None:
        """Wait for the end of an exchange, or until a host may be asked; let the visit go on."""
        pause = _GLANCE if soonest is None else max(0.0, soonest - time.monotonic())
        if not self._under_way:
            time.sleep(pause)
            return
        try:
            visitor, ask, got = self._ended.get(timeout=min(pause, _GLANCE))
        except queue.Empty:
            return
        self._under_way -= 1
        self._lane(host_of(ask.url)).is_busy = False
        self._pace.note_end(ask.url)
        self._go_on(visitor, got)
