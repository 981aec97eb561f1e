"""Work on several threads: in order, and never on more threads than cores."""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import threadpoolctl

from aigov_corpus.embedding.threads import limit_matrix_threads, map_in_parallel, take_turn


@pytest.mark.parametrize("cores", [1, 2, 4])
def test_results_come_in_order_and_inner_work_shares_the_cores(
    cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two outer items share the cores: no more work runs at once than there are cores."""
    monkeypatch.setattr("aigov_corpus.embedding.threads.count_cores", lambda: cores)
    running, most, lock = 0, 0, threading.Lock()
    pause = threading.Event()

    def inner(number: int) -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        pause.wait(0.002)
        with lock:
            running -= 1
        return number * 10

    def outer(number: int) -> list[int]:
        return list(map_in_parallel(inner, range(number, number + 6)))

    found = list(map_in_parallel(outer, range(4), at_once=2))
    assert found == [[10 * (number + step) for step in range(6)] for number in range(4)]
    assert most == cores


def test_an_error_ends_the_work() -> None:
    """What a worker raises is raised where its result is taken; what waits is not begun."""
    begun = []

    def work(number: int) -> int:
        begun.append(number)
        if number == 3:
            raise ValueError("three")
        return number

    with pytest.raises(ValueError, match="three"):
        list(map_in_parallel(work, iter(range(1000))))
    assert len(begun) < 20


def _matrix_threads() -> list[int]:
    import numpy  # noqa: F401  (threadpoolctl only sees libraries that are loaded)

    pools = threadpoolctl.threadpool_info()
    return [pool["num_threads"] for pool in pools if pool["user_api"] == "blas"]


def _matrix_threads_inside_a_limit() -> list[int]:
    with limit_matrix_threads():
        return _matrix_threads()


@pytest.fixture
def free_threads() -> Iterator[list[int]]:
    """Two threads for each matrix library, also on a machine with one core."""
    _matrix_threads()
    with threadpoolctl.threadpool_limits(limits=2, user_api="blas"):
        found = _matrix_threads()
        assert set(found) == {2}
        yield found


def test_a_limit_holds_in_whatever_order_threads_enter_and_leave(free_threads: list[int]) -> None:
    """The first to enter may leave first; the library is free again when the last one has left."""
    entered, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with limit_matrix_threads():
            entered.set()
            leave.wait(10)

    with limit_matrix_threads():
        other = threading.Thread(target=stay)
        other.start()
        assert entered.wait(10)
    assert set(_matrix_threads()) == {1}
    leave.set()
    other.join(10)
    assert _matrix_threads() == free_threads


def test_a_limit_holds_in_every_thread_and_leaves_none_behind(free_threads: list[int]) -> None:
    """The thread of the caller has set a limit of its own before; other threads limit anyway."""
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: _matrix_threads_inside_a_limit(), range(8)))
    assert {size for sizes in found for size in sizes} == {1}
    assert _matrix_threads() == free_threads


def test_a_limit_of_the_caller_still_works_afterwards() -> None:
    """Who sets the number of threads after us is obeyed, in any thread."""
    _matrix_threads_inside_a_limit()
    with (
        ThreadPoolExecutor(1) as pool,
        pool.submit(threadpoolctl.threadpool_limits, limits=2, user_api="blas").result(),
    ):
        assert set(_matrix_threads()) == {2}


@pytest.mark.linux
def test_a_process_forked_inside_a_limit_is_free(free_threads: list[int]) -> None:
    """The child of a fork has its library as it was before the limit, and can set limits itself."""
    read_end, write_end = os.pipe()
    with limit_matrix_threads():
        child = os.fork()
        if child == 0:
            at_once, limited = _matrix_threads(), _matrix_threads_inside_a_limit()
            os.write(write_end, json.dumps([at_once, limited, _matrix_threads()]).encode())
            os._exit(0)
        os.waitpid(child, 0)
    at_once, limited, after = json.loads(os.read(read_end, 10_000))
    assert at_once == free_threads
    assert set(limited) == {1}
    assert after == free_threads


_SPEECH = (
    [f"第{number}条 国家支持人工智能发展，加强第{number}类安全保障。" for number in range(1, 31)],
    [
        f"Article {number} The state supports artificial intelligence and safeguards security "
        f"of class {number}."
        for number in range(1, 31)
    ],
)


def _align_part(number: int) -> str:
    """Return the beads and scores of one part of a text, to the last bit."""
    import aigov_corpus as ac

    src, tgt = (side[number : number + 12] for side in _SPEECH)
    return repr(ac.align_sentences(src, tgt, src_lang="zh", tgt_lang="en").beads)


@pytest.fixture
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encode everything anew: a vector depends, in its last bits, on what is encoded with it."""
    monkeypatch.setenv("AIGOV_CACHE_DIR", "off")


@pytest.mark.slow
@pytest.mark.usefixtures("no_cache")
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_give_the_same_beads(method: str) -> None:
    """Forked and spawned processes give the beads and scores of their parent, bit for bit."""
    here = [_align_part(number) for number in range(4)]
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map_async(_align_part, range(4)).get(timeout=120) == here


@pytest.mark.slow
@pytest.mark.usefixtures("no_cache")
def test_eight_threads_give_the_same_beads_and_are_not_slower() -> None:
    """Eight callers at once give what one after another give, in at most twice their time."""
    parts = range(16)
    here = [_align_part(number) for number in parts]
    ratios = []
    for _ in range(3):
        begin = time.perf_counter()
        assert [_align_part(number) for number in parts] == here
        middle = time.perf_counter()
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(_align_part, parts)) == here
        ratios.append((time.perf_counter() - middle) / (middle - begin))
    assert min(ratios) <= 2


def test_short_work_takes_turns_and_nobody_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """One piece of short work runs at a time; long work does not wait; a turn may be nested."""
    monkeypatch.setattr("aigov_corpus.embedding.threads._LONGEST_WAIT", 0.05)
    running, most = 0, 0
    pause, lock = threading.Event(), threading.Lock()

    def work(short: bool) -> None:
        nonlocal running, most
        with take_turn(short=short), take_turn(short=short):
            with lock:
                running += 1
                most = max(most, running)
            pause.wait(0.002)
            with lock:
                running -= 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, [True] * 8))
        assert most == 1
        with take_turn(short=True):
            assert pool.submit(work, False).result(10) is None
            assert pool.submit(work, True).result(10) is None  # went on without its turn
