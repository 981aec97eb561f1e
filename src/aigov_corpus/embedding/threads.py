"""Threads that this package starts itself, in place of the threads of the matrix library.

The matrices of this package are small. OpenBLAS multiplies a matrix of 200 × 512 by one of 512 ×
320 at 100 GFLOPS on one thread, but at only 66 GFLOPS on two. If another process occupies a core,
the threads of OpenBLAS wait for each other, and the speed drops to 3 GFLOPS
(docs/adr/0002-one-pass-encoding.md). So each product runs on one thread, and several products run
at the same time. This also makes results the same, to the last bit, for any number of threads.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache, lru_cache, wraps
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# `_share.cores`: cores that the work of this thread may use; set in the threads that are made here.
_share = threading.local()

# Items per worker that are taken in advance: one that is being computed and one that waits.
_ITEMS_PER_WORKER = 2

# Seconds that short work waits for its turn: many times what a short text takes.
_LONGEST_WAIT = 2.0


def count_cores() -> int:
    """Return how many processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def load_once(load: Callable[[], T]) -> Callable[[], T]:
    """Decorate a function so that it runs once in a process; other threads wait for its result."""
    loading = threading.Lock()
    remembered = lru_cache(maxsize=1)(load)

    @wraps(load)
    def loaded() -> T:
        with loading:
            return remembered()

    return loaded


@contextmanager
def use_one_core() -> Iterator[None]:
    """Let `map_in_parallel` start no threads for the work of this thread, in a `with` block."""
    before = getattr(_share, "cores", 0)
    _share.cores = 1
    try:
        yield
    finally:
        _share.cores = before


@lru_cache(maxsize=1)
def _find_libraries(modules: int) -> Any:
    """Return the matrix libraries that are loaded, as a controller of threadpoolctl.

    To look for them takes a millisecond, as long as to encode a word.

    Args:
        modules: the number of modules that are loaded; a new one may have loaded a library.
    """
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


class _LimitKeeper(threading.Thread):
    """The one thread that sets the limit of the process and later takes it back.

    threadpoolctl 3.8 obeys only the first thread that sets a limit of OpenBLAS, until that thread
    leaves its `with` block. Callers enter and leave in any order, from any thread. So none of them
    sets the limit: this thread does, and it leaves its block before another one is started.
    """

    def __init__(self) -> None:
        super().__init__(name="matrix-limit", daemon=True)
        self.limiter: Any = None
        self.limit_is_set = threading.Event()
        self.no_longer_needed = threading.Event()

    def run(self) -> None:
        """Hold the limit from the start of the thread until `no_longer_needed` is set."""
        from threadpoolctl import OpenBLASController

        try:
            libraries = _find_libraries(len(sys.modules))
            self.limiter = libraries.limit(limits=1, user_api="blas")
            if hasattr(OpenBLASController, "clear_controlling_thread") and any(
                pool["num_threads"] > 1 for pool in libraries.info() if pool["user_api"] == "blas"
            ):
                # A thread of the caller has left a limit open, so this one was not obeyed.
                OpenBLASController.clear_controlling_thread(force=True)
                self.limiter = libraries.limit(limits=1, user_api="blas")
        finally:
            self.limit_is_set.set()
        with self.limiter:
            self.no_longer_needed.wait()


class _ProcessLimit:
    """Counts the callers that need the limit; the first one sets it, the last one takes it back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._callers = 0
        self._keeper = _LimitKeeper()

    def acquire(self) -> None:
        """Count one more caller; return when the limit holds."""
        with self._lock:
            if self._callers == 0:
                self._keeper = _LimitKeeper()
                self._keeper.start()
                self._keeper.limit_is_set.wait()
            self._callers += 1

    def release(self) -> None:
        """Count one caller less; if none is left, return when the library is as it was before."""
        with self._lock:
            self._callers -= 1
            if self._callers == 0:
                self._keeper.no_longer_needed.set()
                self._keeper.join()

    def restore_after_fork(self) -> None:
        """Take the limit back in a forked process, where the keeper does not run."""
        if self._callers and self._keeper.limiter is not None:
            with self._keeper.limiter:
                pass


_process_limit = _ProcessLimit()


class _Turn:
    """Lets threads that have a short piece of work each do it one after another.

    Short texts are mostly Python code, which only one thread at a time can run. Threads that run it
    at once do not gain anything: each of the many small products of matrices hands the interpreter
    to another thread, and then waits for it. Eight threads took 1.3 times as long as one.
    """

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._own = threading.local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn, and hold it; a thread that holds it already need not wait.

        The turn is a courtesy. Who has waited for `_LONGEST_WAIT` goes on without it, so a caller
        whose own functions wait for each other is slow, but is never stuck.
        """
        if getattr(self._own, "held", False):
            yield
            return
        self._own.held = self._free.acquire(timeout=_LONGEST_WAIT)
        try:
            yield
        finally:
            if self._own.held:
                self._free.release()
            self._own.held = False


_turn = _Turn()


@contextmanager
def take_turn(*, short: bool) -> Iterator[None]:
    """Let other threads finish their short pieces of work first, in a `with` block.

    Args:
        short: whether this piece of work is short. Work that is not short neither waits nor makes
            others wait: its products are large, and several threads can compute them at once.
    """
    with _turn.taken() if short else nullcontext():
        yield


def _begin_anew_after_fork() -> None:
    """Let a forked process count its own callers; its matrix library is not limited yet."""
    global _process_limit, _turn
    _process_limit.restore_after_fork()
    _process_limit = _ProcessLimit()
    _turn = _Turn()


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_begin_anew_after_fork)


@cache
def _limits_of_each_thread() -> dict[str, int]:
    """Return a limit of 1 for each matrix library whose limit holds for one thread only.

    Keys are paths of library files. Wheels of numpy and scipy bring OpenBLAS with threads of its
    own, whose limit holds for the process; for them the result is empty. Builds of conda may use
    MKL or OpenMP.
    """
    from threadpoolctl import threadpool_info

    return {
        pool["filepath"]: 1
        for pool in threadpool_info()
        if pool["user_api"] == "blas"
        and (pool["internal_api"] == "mkl" or pool.get("threading_layer") == "openmp")
    }


def _limit_own_thread() -> AbstractContextManager[Any]:
    """Return a context that limits the libraries whose limit holds for the calling thread only."""
    limits = _limits_of_each_thread()
    if not limits:
        return nullcontext()
    from threadpoolctl import threadpool_limits

    limiter: AbstractContextManager[Any] = threadpool_limits(limits=limits)
    return limiter


@contextmanager
def limit_matrix_threads() -> Iterator[None]:
    """Limit the matrix library to one thread per product, in a `with` block or a function.

    Use it as a context manager or as a decorator. Limits may be nested, and several threads may set
    one at the same time and end them in any order. When the last limit has ended, the library uses
    as many threads as before the first one.
    """
    import numpy  # noqa: F401  (threadpoolctl only sees libraries that are loaded)

    limit = _process_limit
    limit.acquire()
    try:
        with _limit_own_thread():
            yield
    finally:
        limit.release()


def map_in_parallel(
    function: Callable[[T], R], items: Iterable[T], *, at_once: int | None = None
) -> Iterator[R]:
    """Yield `function(item)` for each item, in the order of the items, computed in several threads.

    Only a few items are taken from `items` in advance, so a long iterable is never held in memory
    as a whole. If `function` itself calls `map_in_parallel`, the inner calls share the cores.

    Args:
        function: a function of one item. It runs in another thread, unless there is only one item,
            or only one may be computed at a time.
        items: the items.
        at_once: how many items may be computed at the same time; by default one per core. If there
            are fewer items than cores, give their number, so that inner calls get more cores each.
    """
    cores = getattr(_share, "cores", 0) or count_cores()
    workers = min(cores, at_once or cores)
    if workers == 1:
        yield from map(function, items)
        return

    def work(item: T) -> R:
        _share.cores = max(1, cores // workers)
        with _limit_own_thread():
            return function(item)

    iterator = iter(items)
    first_items = list(islice(iterator, _ITEMS_PER_WORKER * workers))
    if len(first_items) <= 1:  # to start threads takes longer than a short text
        for item in first_items:
            with limit_matrix_threads():
                result = function(item)
            yield result
        return
    with limit_matrix_threads(), ThreadPoolExecutor(workers) as pool:
        waiting = [pool.submit(work, item) for item in first_items]
        try:
            while waiting:
                result = waiting.pop(0).result()
                waiting += [pool.submit(work, item) for item in islice(iterator, 1)]
                yield result
        finally:
            for future in waiting:
                future.cancel()
