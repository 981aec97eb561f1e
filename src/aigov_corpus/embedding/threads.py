"""Threads that this package starts itself, in place of the threads of the matrix library.

The matrices of this package are small. OpenBLAS multiplies a matrix of 200 × 512 by one of 512 ×
320 at 100 GFLOPS on one thread, but at only 66 GFLOPS on two. If another process occupies a core,
the threads of OpenBLAS wait for each other, and the speed drops to 3 GFLOPS
(docs/adr/0002-one-pass-encoding.md). So each product runs on one thread, and several products run
at the same time. This also makes results the same, to the last bit, for any number of threads.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_lock = threading.Lock()
# How many `limit_matrix_threads` are open, and what undoes the limit when the last one ends.
_open_limits = 0
_restore: Any = None
# `_share.cores`: cores that the work of this thread may use; set in the threads that are made here.
_share = threading.local()

# Items per worker that are taken in advance: one that is being computed and one that waits.
_ITEMS_PER_WORKER = 2


def count_cores() -> int:
    """Return how many processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


@contextmanager
def limit_matrix_threads() -> Iterator[None]:
    """Limit the matrix library to one thread per product, in a `with` block or a function.

    Use it as a context manager or as a decorator. Limits may be nested, and several threads may set
    one at the same time. The library is free again when the last limit has ended.
    """
    global _open_limits, _restore
    with _lock:
        if _open_limits == 0:
            import numpy  # noqa: F401  (threadpoolctl only sees libraries that are loaded)
            from threadpoolctl import threadpool_limits

            _restore = threadpool_limits(limits=1, user_api="blas")
        _open_limits += 1
    try:
        yield
    finally:
        with _lock:
            _open_limits -= 1
            if _open_limits == 0:
                _restore.restore_original_limits()
                _restore = None


def map_in_parallel(
    function: Callable[[T], R], items: Iterable[T], *, at_once: int | None = None
) -> Iterator[R]:
    """Yield `function(item)` for each item, in the order of the items, computed in several threads.

    Only a few items are taken from `items` in advance, so a long iterable is never held in memory
    as a whole. If `function` itself calls `map_in_parallel`, the inner calls share the cores.

    Args:
        function: a function of one item. It runs in another thread, unless only one item may be
            computed at a time.
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
        return function(item)

    iterator = iter(items)
    with limit_matrix_threads(), ThreadPoolExecutor(workers) as pool:
        first_items = islice(iterator, _ITEMS_PER_WORKER * workers)
        waiting = [pool.submit(work, item) for item in first_items]
        try:
            while waiting:
                result = waiting.pop(0).result()
                waiting += [pool.submit(work, item) for item in islice(iterator, 1)]
                yield result
        finally:
            for future in waiting:
                future.cancel()
