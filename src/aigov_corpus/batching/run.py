"""Build an archive: every document of a manifest, and the table of all their pairs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from aigov_corpus.batching.archive import (
    find_others,
    note_outcome,
    open_archive,
    read_journal,
    remove_left_over,
    write_dataset,
    write_report,
)
from aigov_corpus.batching.description import describe_archive
from aigov_corpus.batching.executors import DaskCluster, Executor, InProcess, ProcessPool
from aigov_corpus.batching.manifest import Entry, read_manifest
from aigov_corpus.batching.reports import BatchReport, Outcome
from aigov_corpus.batching.work import Plan, Task
from aigov_corpus.batching.working_copy import bring_archive, choose_working_copy, copy_archive
from aigov_corpus.config import Config
from aigov_corpus.corpus import writing
from aigov_corpus.corpus.document_folders import DOCUMENTS
from aigov_corpus.embedding import get_encoder
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.files.stores import is_in_store
from aigov_corpus.protocols import Progress, tell_nobody
from aigov_corpus.tagging import load_taxonomy
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import require_path

_MOST_JOBS = 1_000
"""Processes of one machine; more would not fit into its memory."""


@checks_arguments
def batch(
    manifest: str | Path,
    out: str | Path,
    *,
    jobs: int = 1,
    dask: str | None = None,
    encoder: str = "use",
    raw: str | Path | None = None,
    taxonomy: str | Path | None = None,
    timeout: float | None = None,
    memory: int | None = None,
    max_failures: int | None = None,
    retry_failed: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> BatchReport:
    """Build an archive: align every document that a manifest lists.

    The result is the same, byte for byte, however many processes work on it and in whatever order
    the documents come. A document that an earlier run built from the same files, with the same
    versions and settings, is not built again. One that cannot be built is named in the report, and
    the others are built.

    Args:
        manifest: path of a CSV, TSV, JSON Lines or TOML file with the columns id, zh and en
            (docs/scale.md). It may lie in a store, such as `s3://bucket/laws.csv`.
        out: directory of the archive; it is made if it does not exist. One in a store
            (`s3://bucket/archive`) is made in `./archive` and then copied.
        jobs: number of processes on this machine.
        dask: address of a Dask scheduler whose workers do the work, in place of `jobs`. They must
            see the files under the same names.
        encoder: name of an encoder.
        raw: directory of fetched pages; None for `data/raw` beside the manifest.
        taxonomy: file of the principles to tag; None for the bundled ones.
        timeout: seconds that one document may take; None for no limit.
        memory: mebibytes that one document may take (on Linux); None for no limit.
        max_failures: the run ends when more documents than this have failed; None for no limit.
        retry_failed: whether documents that failed in an earlier run, with the same input, are
            tried again.
        force: whether documents that are done are built again.
        progress: called after each document.

    Returns:
        The outcome of each document, in the order of the manifest: `outcomes`.

    Raises:
        InvalidInputError: the manifest cannot be read, or a row of it is wrong.
        NothingToDoError: it lists no document.
        UsageError: a number is out of range, or both `jobs` and `dask` are given.
        UnknownNameError: there is no such encoder.
        MissingExtraError: the package that `jobs` or `dask` needs is not installed.
        AigovError: `out` cannot be written, another run is working there, or no scheduler answers.
    """
    started = time.monotonic()
    executor = _choose_executor(jobs, dask)
    for name, limit in (("timeout", timeout), ("memory", memory)):
        if limit is not None and limit <= 0:
            raise UsageError(f"{name} is {limit}", remedy="give a number above 0, or leave it out")
    get_encoder(encoder)  # an unknown name is an error before any file is read
    chosen = None if taxonomy is None else _resolve(taxonomy, name="taxonomy")
    load_taxonomy(chosen)
    show = progress or tell_nobody
    listing, pages = _find_manifest(manifest, raw)
    store = str(out) if is_in_store(str(out)) else ""
    if store and dask is not None:
        raise UsageError(
            "the workers of a cluster write into a directory that all of them see",
            source=store,
            remedy="name such a directory with --out, and copy it to the store afterwards",
        )
    folder = choose_working_copy(store) if store else require_path(out, name="out")
    entries = read_manifest(listing)
    documents = _resolve(folder, name="out") / DOCUMENTS
    if store:
        bring_archive(store, folder, progress=show)
    open_archive(folder)
    plan = Plan(
        config=Config(path=Path(listing), raw=pages, out=documents, taxonomy=chosen, documents=()),
        out=documents,
        encoder=encoder,
        timeout=timeout,
        memory=memory,
        retry=retry_failed,
        force=force,
    )
    with writing.lock_corpus(plan.out, progress=lambda what: show(what, 0.0)):
        remove_left_over(folder)
        outcomes = _do_all(entries, plan, executor, folder, max_failures, show)
        writing.remove_unfinished(plan.out)  # of workers that were killed
        built = write_dataset(folder)
        others = find_others(folder, built, outcomes)
        write_report(folder, entries, outcomes, others)
        describe_archive(folder, built)
        if store:
            copy_archive(folder, store, progress=show)
    ordered = tuple(outcomes[entry.document.id] for entry in entries)
    seconds = round(time.monotonic() - started, 3)
    return BatchReport(ordered, store or str(folder), seconds, tuple(each.id for each in others))


def _find_manifest(manifest: str | Path, raw: str | Path | None) -> tuple[Path | str, Path]:
    """Return the manifest as a path, or a text if it is in a store; and the raw directory."""
    listing: Path | str = str(manifest)
    if not is_in_store(str(manifest)):
        listing = _resolve(manifest, name="manifest")
    if raw is not None:
        return listing, _resolve(raw, name="raw")
    beside = listing.parent if isinstance(listing, Path) else Path.cwd()
    return listing, beside / "data" / "raw"


def _do_all(
    entries: Sequence[Entry],
    plan: Plan,
    executor: Executor,
    folder: Path,
    max_failures: int | None,
    progress: Progress,
) -> dict[str, Outcome]:
    """Run the tasks of all documents, note what comes of them, and return it by id."""
    earlier = read_journal(folder)
    outcomes: dict[str, Outcome] = {}
    failures = 0
    too_many = False

    def tasks() -> Iterator[Task]:
        for entry in entries:
            if too_many:
                return
            yield Task(entry.document, earlier.get(entry.document.id))

    for outcome in executor.run(tasks(), plan):
        outcomes[outcome.id] = outcome
        if outcome.state in ("built", "failed"):
            note_outcome(folder, outcome)
        failures += outcome.state == "failed"
        too_many = max_failures is not None and failures > max_failures
        progress(_describe(outcomes, entries, failures), len(outcomes) / len(entries))
    for entry in entries:
        outcomes.setdefault(entry.document.id, Outcome(entry.document.id, "left"))
    return outcomes


def _describe(outcomes: dict[str, Outcome], entries: Sequence[Entry], failures: int) -> str:
    """Return how far a run has come, in a few words."""
    failed = f", {failures:,} failed" if failures else ""
    return f"{len(outcomes):,} of {len(entries):,} documents{failed}"


def _choose_executor(jobs: int, dask: str | None) -> Executor:
    """Return where documents are built."""
    if not 1 <= jobs <= _MOST_JOBS:
        raise UsageError(f"jobs is {jobs}", remedy=f"give 1 to {_MOST_JOBS:,} processes")
    if dask is not None:
        if jobs != 1:
            raise UsageError("both jobs and dask are given", remedy="give one of the two")
        return DaskCluster(dask)
    return InProcess() if jobs == 1 else ProcessPool(jobs)


def _resolve(path: str | Path, *, name: str) -> Path:
    """Return a path that holds in every process, whatever its working directory.

    Raises:
        InvalidInputError: no file can have that name.
    """
    given = require_path(path, name=name)
    try:
        return Path(os.path.realpath(given))  # resolve raises a RuntimeError for a loop of links
    except ValueError as error:
        raise InvalidInputError(
            f"no file can have this name ({error})", source=given, remedy="correct the name"
        ) from error
