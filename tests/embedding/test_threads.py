"""Work on several threads: in order, and never on more threads than cores."""

from __future__ import annotations

import threading

import pytest

from aigov_corpus.embedding.threads import map_in_parallel


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
