"""The work on one document: a function from values to files, which any process can run."""

from __future__ import annotations

import errno
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from aigov_corpus.batching.reports import Outcome
from aigov_corpus.building.one_document import (
    BuildSettings,
    ReadDocument,
    build_document,
    read_document_sources,
)
from aigov_corpus.building.reports import DocumentReport
from aigov_corpus.config import Config, DocumentConfig
from aigov_corpus.corpus.writing import is_whole
from aigov_corpus.embedding import cache_encoder, get_encoder
from aigov_corpus.embedding.threads import use_one_core
from aigov_corpus.embedding.use import remember_apart
from aigov_corpus.errors import AigovError
from aigov_corpus.tagging import load_taxonomy

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What all documents of a batch share; it is sent to every worker."""

    config: Config
    """Where files and fetched pages are; its list of documents is empty."""
    out: Path
    """Directory of the documents of the archive."""
    encoder: str
    """Name of the encoder."""
    timeout: float | None = None
    """Seconds that a document may take; None for no limit."""
    memory: int | None = None
    """Mebibytes that a document may take beyond what the worker has; None for no limit."""
    retry: bool = False
    """Whether documents that failed before are tried again."""
    force: bool = False
    """Whether documents that are done are done again."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document of a batch."""

    document: DocumentConfig
    earlier: Outcome | None = None
    """What came of it in an earlier run; None if it was never tried."""


def run_task(task: Task, plan: Plan) -> Outcome:
    """Build a document of an archive, unless an earlier run did, and return what came of it.

    It never raises an error of its own: whatever goes wrong with a document is its outcome.
    """
    started = time.monotonic()
    digest = ""
    try:
        with use_one_core(), remember_apart(), _limited_memory(plan.memory):
            settings = _settings(plan, started=started)
            read = read_document_sources(task.document, settings)
            digest = _digest(read)
            if (known := _decide_by_earlier(task, plan, digest)) is not None:
                return known
            outcome = _outcome(build_document(task.document, settings, read=read), digest)
    except AigovError as error:
        outcome = _failed(task, digest, str(error), error.exit_code)
    except Exception as error:  # noqa: BLE001  a mistake of ours in one document ends no run
        reason = f"{type(error).__name__}: {error}; this is a mistake of aigov-corpus, report it"
        if _lacks_memory(error):
            limit = f"{plan.memory:,} MiB" if plan.memory else "the memory of this machine"
            reason = f"it needs more than {limit}; raise --memory"
        outcome = _failed(task, digest, reason, 1)
    return replace(outcome, seconds=round(time.monotonic() - started, 3))


def _lacks_memory(error: Exception) -> bool:
    """Tell whether an error is due to too little memory, also while a library was loaded."""
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or (isinstance(error, ImportError) and "failed to map segment" in str(error))  # glibc's
    )


def _decide_by_earlier(task: Task, plan: Plan, digest: str) -> Outcome | None:
    """Return the outcome of an earlier run if it still holds, and None if there is work to do."""
    earlier = task.earlier
    if earlier is None or earlier.digest != digest or plan.force:
        return None
    if earlier.is_done:
        whole = is_whole(plan.out / task.document.id)
        return replace(earlier, state="unchanged") if whole else None
    return None if plan.retry else replace(earlier, state="skipped")


def take_digest(document: DocumentConfig, plan: Plan) -> str:
    """Return the SHA-256 of all that the files of a document depend on, in hexadecimal.

    Raises:
        AigovError: a source cannot be read.
    """
    return _digest(read_document_sources(document, _settings(plan, started=time.monotonic())))


def _digest(read: ReadDocument) -> str:
    """Return the SHA-256 of the fingerprint of a document, in hexadecimal."""
    return hashlib.sha256(json.dumps(read.fingerprint, sort_keys=True).encode()).hexdigest()


def _outcome(report: DocumentReport, digest: str) -> Outcome:
    """Return the outcome of a build."""
    return Outcome(
        id=report.id,
        state="failed" if report.error else "built",
        digest=digest,
        reason=report.error,
        exit_code=report.exit_code,
        pairs=report.pairs,
        status=report.status,
        doubtful=report.doubtful,
        findings=sum(report.findings.values()),
        left_out=report.left_out or 0,
        warnings=report.warnings,
    )


def _settings(plan: Plan, *, started: float) -> BuildSettings:
    """Return the settings of a build of one document, which ends when its time is over."""

    def watch(what: str) -> None:
        if plan.timeout is not None and time.monotonic() - started > plan.timeout:
            raise AigovError(
                f"it takes longer than {plan.timeout:g} s ({what})", remedy="raise --timeout"
            )

    return BuildSettings(
        config=plan.config,
        out=plan.out,
        # A vector from the cache on disk may differ in its last bits, by what was encoded together
        # with it, so the bytes of an archive would depend on the order of the documents.
        encoder=cache_encoder(_load_encoder(plan.encoder), on_disk=False),
        taxonomy=_load_taxonomy(plan.config.taxonomy),
        force=True,
        show=watch,
    )


_load_encoder, _load_taxonomy = cache(get_encoder), cache(load_taxonomy)  # once in each worker


@contextmanager
def _limited_memory(mebibytes: int | None) -> Iterator[None]:
    """Limit, in a `with` block, the memory that this process may add to what it has now.

    Only Linux knows what a process has; elsewhere there is no limit.
    """
    if mebibytes is None:
        yield
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = min(pages * resource.getpagesize() + mebibytes * _MIB, sys.maxsize)
    if hard != resource.RLIM_INFINITY:  # somebody else limits this process already (ulimit -v)
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        with suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _failed(task: Task, digest: str, reason: str, exit_code: int) -> Outcome:
    """Return the outcome of a document that could not be built."""
    return Outcome(task.document.id, "failed", digest, reason, exit_code)
