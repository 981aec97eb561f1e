"""Threads of our own instead of the matrix library's.

Our matrices are small: OpenBLAS gains nothing from a second thread on them (100 against 66 GFLOPS), and
where another process holds a core its threads wait for each other and it falls to 3 GFLOPS. So one thread a
product, and several products at once. It also makes results independent of the number of threads.
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
_depth = 0
_share = threading.local()  # `cores`: how many of them a thread of ours may use
_limits: Any = None


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


@contextmanager
def one_thread_a_product() -> Iterator[None]:
    """Hold the matrix library to one thread while inside; may be nested, and entered by several threads."""
    global _depth, _limits
    with _lock:
        if _depth == 0:
            import numpy  # noqa: F401  (threadpoolctl only sees libraries that are loaded)
            from threadpoolctl import threadpool_limits

            _limits = threadpool_limits(limits=1, user_api="blas")
        _depth += 1
    try:
        yield
    finally:
        with _lock:
            _depth -= 1
            if _depth == 0:
                _limits.restore_original_limits()
                _limits = None


def in_parallel(
    function: Callable[[T], R], items: Iterable[T], *, at_once: int | None = None
) -> Iterator[R]:
    """Yield `function` of each item, in order, on as many threads as there are cores.

    Items are drawn as they are needed, so that a long iterable is not held in memory at once. What `function`
    itself does in parallel shares the cores that are left.

    Args:
        function: is called in another thread, unless there is but one core.
        items: what it is called with.
        at_once: how many items there are at the most, if they are few.
    """
    mine = getattr(_share, "cores", 0) or cores()
    workers = min(mine, at_once or mine)
    if workers == 1:
        yield from map(function, items)
        return

    def shared(item: T) -> R:
        _share.cores = max(1, mine // workers)
        return function(item)

    drawn = iter(items)
    with one_thread_a_product(), ThreadPoolExecutor(workers) as pool:
        waiting = [pool.submit(shared, item) for item in islice(drawn, 2 * workers)]
        try:
            while waiting:
                result = waiting.pop(0).result()
                waiting += [pool.submit(shared, item) for item in islice(drawn, 1)]
                yield result
        finally:
            for future in waiting:
                future.cancel()
