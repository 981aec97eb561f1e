"""Messages for the user: they go to stderr, so that stdout has nothing but data."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Literal

from aigov_corpus.terminal import safe_line, safe_text
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.exporting.formats import Exported
    from aigov_corpus.records import Document

Severity = Literal["notice", "warning", "error"]

PREFIXES: dict[Severity, str] = {"notice": "", "warning": "warning: ", "error": "aigov-corpus: "}


def tell(text: object, *, severity: Severity = "notice", source: object = "") -> None:
    """Print one message to stderr.

    Args:
        text: the sentence, or an error.
        severity: how serious it is; it decides the word with which the message begins.
        source: the file or document that the sentence is about; empty if the sentence names it.
    """
    about = f"{safe_line(str(source))}: " if source else ""
    message = f"{PREFIXES[severity]}{about}{safe_text(str(text))}"
    with suppress(OSError):  # stderr is full or its reader has gone: nobody can be told
        # not click.echo, which would write into the line of `progress_line` instead of above it
        print(message, file=sys.stderr, flush=True)


@contextmanager
def telling_how_to_go_on(kept: Callable[[], str]) -> Iterator[None]:
    """Print what is kept, and how to go on, if Ctrl-C or a signal ends the block."""
    try:
        yield
    except KeyboardInterrupt:
        tell(kept())
        raise


def tell_notes(notes: Iterable[str], warnings: Iterable[str], *, source: object) -> None:
    """Print on stderr what there is to say about a corpus that was read.

    Args:
        notes: sentences about the file.
        warnings: sentences about its reviews, and about texts that it lacks.
        source: the file or directory.
    """
    for note in notes:
        tell(note, source=source)
    for warning in warnings:
        tell(warning, severity="warning")


def tell_reading(
    documents: Iterable[Document], *, source: str, left_out: Literal["all", "much", "none"]
) -> None:
    """Print the warnings about documents that were read from one file, and what was left out.

    What is true of a file that holds both languages is said once.

    Args:
        documents: the documents.
        source: the name of the file.
        left_out: whether to count what was left out: all of it, only much of a text, or none.
    """
    from aigov_corpus.extraction import describe_left_out, leaves_out_much

    told: dict[str, Severity] = {}
    for document in documents:
        told |= dict.fromkeys(document.meta.get("warnings", ()), "warning")
        is_much = leaves_out_much(document)
        if left_out == "none" or (left_out == "much" and not is_much):
            continue
        if said := describe_left_out(document, file=source):
            told[said] = "warning" if is_much else "notice"
    for text, severity in told.items():
        tell(text, severity=severity, source=source)


def tell_findings(
    counts: Mapping[str, int],
    *,
    source: object = "",
    where: object = "",
    quick: bool = False,
    pairs_only: bool = False,
) -> None:
    """Print on stderr, in one line, how much each check of the rendering found.

    Args:
        counts: the number of findings of each check, without those of 0.
        source: the document that the line is about; empty if there is only one.
        where: what  aigov-corpus check  takes to list the findings; empty if it takes nothing yet.
        quick: whether only the quick checks ran, so that the command may list more.
        pairs_only: whether what the command reads lacks the units without a counterpart.
    """
    places = counted(sum(counts.values()), "place")
    listed = ", ".join(f"{code} {count}" for code, count in counts.items())
    verb = "list them, and run the other checks, with" if quick else "list with"
    more = f"; {verb}  aigov-corpus check {where}" if where else ""
    if where and quick and pairs_only:
        more += "  (this file lacks the units without a counterpart)"
    found = f"quick checks: {places} of the translation" if quick else f"{places} of the rendering"
    tell(f"{found} to look at ({listed}){more}", source=source)


def tell_exported(
    exported: Exported, *, total: int, place: str = "", filtered_out: int = 0
) -> None:
    """Print on stderr how many units were written, and how many were left out and why.

    Args:
        exported: the result of the export.
        total: how many units there were before any filter.
        place: where they were written to; if empty, the names of the files.
        filtered_out: how many of the units the filters left out.
    """
    tally = exported.tally
    names = [place] if place else map(str, exported.files)
    where = ", ".join(map(safe_line, names))
    tell(f"{tally.written:,} of {counted(total, 'unit')} written to {where}")
    if filtered_out:
        tell(f"  {filtered_out} left out by the filters")
    for count, reason in tally.list_reasons():
        tell(f"  {count} {reason}")
