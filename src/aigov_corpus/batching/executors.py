"""Where documents are built: in this process, in several, or on a Dask cluster.

An executor takes tasks and yields their outcomes as they come, in any order. At most a few tasks
for each worker are sent in advance, so memory does not grow with the number of documents.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from aigov_corpus.batching.reports import Outcome
from aigov_corpus.batching.work import Plan, Task, run_task, take_digest
from aigov_corpus.errors import AigovError, MissingExtraError

_IN_ADVANCE = 2
"""Tasks per worker that are sent at once: the one that runs and the next."""
_TRIES = 3
"""How often a document may end the process of its worker before it is set aside."""
_GRACE = 10.0
"""Seconds after its time limit at which a worker is killed that did not stop by itself."""
_MATRIX_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Executor(Protocol):
    """Runs tasks."""

    def run(self, tasks: Iterable[Task], plan: Plan) -> Iterator[Outcome]:
        """Yield the outcome of each task, in any order."""


class InProcess:
    """Runs one task after another in this process."""

    def run(self, tasks: Iterable[Task], plan: Plan) -> Iterator[Outcome]:
        """Yield the outcome of each task, in their order."""
        for task in tasks:
            yield run_task(task, plan)


@dataclass(frozen=True)
class ProcessPool:
    """Runs tasks in several processes of this machine."""

    jobs: int
    """Number of processes."""

    def run(self, tasks: Iterable[Task], plan: Plan) -> Iterator[Outcome]:
        """Yield the outcome of each task as it comes.

        A task whose worker ends, as one that takes all memory does, is given to another worker; at
        its third time it is set aside. A worker that runs over the time limit is killed.

        Raises:
            MissingExtraError: the package pebble is not installed.
        """
        try:
            import pebble
        except ImportError as error:
            raise MissingExtraError("--jobs", extra="batch") from error
        import multiprocessing

        for name in _MATRIX_THREADS:
            os.environ.setdefault(name, "1")
        hard_limit = None if plan.timeout is None else plan.timeout + _GRACE
        context = multiprocessing.get_context("spawn")
        pool: Any = pebble.ProcessPool(max_workers=self.jobs, context=context)
        with pool:

            def submit(task: Task) -> Future[Outcome]:
                future: Future[Outcome] = pool.schedule(
                    run_task, args=(task, plan), timeout=hard_limit
                )
                return future

            def explain(error: BaseException, task: Task, tries: int) -> Outcome | None:
                if isinstance(error, pebble.ProcessExpired) and tries < _TRIES:
                    return None
                return _set_aside(task, plan, error, tries)

            try:
                yield from _run_bounded(tasks, submit, explain, workers=self.jobs)
            except BaseException:
                pool.stop()
                raise


@dataclass(frozen=True)
class DaskCluster:
    """Runs tasks on the workers of a Dask scheduler, which see the same files."""

    address: str
    """Address of the scheduler: `tcp://host:8786`."""

    def run(self, tasks: Iterable[Task], plan: Plan) -> Iterator[Outcome]:
        """Yield the outcome of each task as it comes.

        The scheduler gives the tasks of a worker that ends to another one, and gives up a task that
        several ended workers had (`distributed.scheduler.allowed-failures`). It may only have
        waited behind the task that ended them. So what was given up is tried again at the end, one
        by one, and set aside only then.

        Raises:
            MissingExtraError: the package distributed is not installed.
            AigovError: there is no scheduler at the address, it has no workers, or it ended.
        """
        try:
            import distributed
        except ImportError as error:
            raise MissingExtraError("--dask", extra="dask") from error

        with _connect(distributed.Client, self.address) as client:
            workers = sum(client.nthreads().values())
            if not workers:
                raise AigovError(
                    "the scheduler has no workers",
                    source=self.address,
                    remedy=f"start one with  dask worker {self.address} --nthreads 1",
                )
            yield from self._run_all(client, tasks, plan, workers)

    def _run_all(
        self, client: Any, tasks: Iterable[Task], plan: Plan, workers: int
    ) -> Iterator[Outcome]:
        """Yield the outcomes of tasks, of which a few for each worker are sent in advance.

        Raises:
            AigovError: the scheduler ended.
        """
        from concurrent.futures import CancelledError

        import distributed

        waiting = iter(tasks)
        known: dict[Any, Task] = {}
        given_up: list[Task] = []

        def submit(task: Task) -> Any:
            # the plan goes with each task: what lies with the workers is lost with them
            future = client.submit(run_task, task, plan, pure=False)
            known[future.key] = task
            return future

        def find_loss(future: Any) -> BaseException | None:
            lost: BaseException | None = future.exception()
            if isinstance(lost, CancelledError):
                raise lost
            return lost

        try:
            first = map(submit, islice(waiting, workers * _IN_ADVANCE))
            running: Any = distributed.as_completed(first, loop=client.loop)  # type: ignore[no-untyped-call]
            for future in running:
                task = known.pop(future.key)
                if find_loss(future) is None:
                    yield future.result()
                else:
                    given_up.append(task)
                for more in islice(waiting, 1):
                    running.add(submit(more))
            for task in given_up:
                future = submit(task)
                lost = find_loss(future)
                yield future.result() if lost is None else _set_aside(task, plan, lost, _TRIES)
        except (CancelledError, OSError) as error:
            raise AigovError(
                "the Dask scheduler was lost in the middle",
                source=self.address,
                remedy="start it again, and run the command again: it goes on where it ended",
            ) from error


def _connect(client: Any, address: str) -> Any:
    """Return a client of the scheduler at an address."""
    try:
        return client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise AigovError(
            "no Dask scheduler answers there",
            source=address,
            remedy="start one with  dask scheduler, and name its address",
        ) from error


def _run_bounded(
    tasks: Iterable[Task], submit: Any, explain: Any, *, workers: int
) -> Iterator[Outcome]:
    """Yield the outcomes of tasks, of which a few are running or wait in the pool at a time.

    Args:
        tasks: the tasks.
        submit: gives a task to a worker and returns the future of its outcome.
        explain: takes an error, its task and how often that was tried; returns the outcome, or None
            to try again.
        workers: number of workers.
    """
    waiting = iter(tasks)
    running: dict[Future[Outcome], tuple[Task, int]] = {}
    for task in islice(waiting, workers * _IN_ADVANCE):
        running[submit(task)] = (task, 1)
    while running:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            task, tries = running.pop(future)
            error = future.exception()
            outcome = future.result() if error is None else explain(error, task, tries)
            if outcome is None:
                running[submit(task)] = (task, tries + 1)
                continue
            yield outcome
            for more in islice(waiting, 1):
                running[submit(more)] = (more, 1)


def _set_aside(task: Task, plan: Plan, error: BaseException, tries: int) -> Outcome:
    """Return the outcome of a document whose worker was lost."""
    if isinstance(error, TimeoutError):
        reason = "it takes longer than its time limit, and its worker was killed; raise --timeout"
    else:
        times = f"{tries} times" if tries > 1 else "once"
        reason = f"the process of its worker ended {times} while it was built ({error})"
    digest = ""
    with suppress(AigovError):
        digest = take_digest(task.document, plan)
    return Outcome(task.document.id, "failed", digest, reason, exit_code=1)
