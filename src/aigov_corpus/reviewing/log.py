"""`edits.jsonl`: the acts of a review, beside the corpus that they are about.

The machine's tables are never changed. The log only grows: an undo is an act too.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.errors import AigovError, InvalidInputError, UsageError
from aigov_corpus.files.appending import append_lines, mend_log, read_log
from aigov_corpus.files.limits import remedy_of_reading
from aigov_corpus.files.locking import release_lock, take_lock
from aigov_corpus.files.reasons import explain
from aigov_corpus.files.writing import cannot_write
from aigov_corpus.protocols import tell_nobody
from aigov_corpus.reviewing.acts import Act, format_act, read_act

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOG = "edits.jsonl"
"""Name of the log in the directory of a document."""
LOCK = ".review.lock"
"""File in the directory of a document that is locked while its review is open."""
_QUOTED = 80
"""Characters of a torn line that a notice quotes."""


def lock_review(folder: Path, *, remedy: str) -> BaseFileLock:
    """Lock the review of a document and return the lock; the caller has to release it.

    Raises:
        AigovError: another process has it open.
    """
    try:
        return take_lock(
            folder / LOCK,
            wait=0,
            progress=tell_nobody,
            waiting="",
            error=AigovError("its review is open in another process", source=folder, remedy=remedy),
        )
    except OSError as error:
        raise AigovError(
            f"no decision can be saved there ({explain(error)})",
            source=folder,
            remedy="copy the corpus to a directory where you may write",
        ) from error


def unlock_review(folder: Path, lock: BaseFileLock) -> None:
    """Let other processes open the review of a document that `lock_review` locked."""
    release_lock(folder / LOCK, lock)


def read_acts(path: Path, *, mend: bool = False) -> tuple[list[Act], str]:
    """Return the acts of a log, and a notice if its last line was not finished.

    A process that was killed while it wrote leaves such a line. Nobody was told that this act is
    saved. If the line only lacks its line end, it counts.

    Args:
        path: the log; it need not exist.
        mend: whether the last line is finished or cut off in the file too.

    Raises:
        InvalidInputError: a line holds no act.
        AigovError: the file cannot be read or mended.
    """
    try:
        lines = read_log(path)
    except OSError as error:
        raise InvalidInputError(
            f"it cannot be read ({explain(error, path)})",
            source=path,
            remedy=remedy_of_reading(
                error, otherwise="check its name", directory=f"name the file {LOG} in it"
            ),
        ) from error
    acts = [
        read_act(line, source=path, place=f"line {number}")
        for number, line in enumerate(lines.finished, start=1)
        if line.strip()
    ]
    if not lines.torn:
        return acts, ""
    place = f"line {len(lines.finished) + 1}"
    try:
        acts.append(read_act(lines.torn, source=path, place=place))
        notice = ""
    except InvalidInputError:
        quoted = lines.torn[:_QUOTED].decode(errors="replace")
        verb = "was cut off" if mend else "is ignored"
        notice = f"{path}, {place}: this act was not finished when its process ended, and {verb}: "
        notice += quoted
    if mend:
        mend_log(path, keep=not notice)
    return acts, notice


def append_acts(path: Path, acts: Iterable[Act]) -> None:
    """Write acts to the end of a log, and wait until they are on the disk.

    Raises:
        UsageError: an act could not be read back, because a text in it is too long.
        AigovError: the log cannot be written; it is then as it was before.
    """
    append_lines(path, [_format_readable(act, path) for act in acts])


def _format_readable(act: Act, path: Path) -> str:
    """Return the line of an act; one that could not be read back would make the log useless."""
    line = format_act(act)
    try:
        read_act(line.encode("utf-8", "surrogatepass"), source=path, place="new line")
    except InvalidInputError as error:
        raise UsageError(
            f"this act cannot be kept: {error.reason}", source=path, remedy="write less"
        ) from error
    return line


def is_reviewed(directory: Path) -> bool:
    """Tell whether a document has a log of a review."""
    try:
        return (directory / LOG).stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise cannot_write(directory / LOG, error) from error


def list_accepted(acts: Iterable[Act]) -> list[str]:
    """Return the findings that reviewers accepted, without those whose acts are undone."""
    found: dict[str, str] = {}
    undone: set[str] = set()
    for act in acts:
        if act.op == "accept" and not act.is_conflict:
            found[act.id] = act.finding
        elif act.op == "undo":
            undone.add(act.target)
        elif act.op == "redo":
            undone.discard(act.target)
    return [finding for act_id, finding in found.items() if act_id not in undone]
