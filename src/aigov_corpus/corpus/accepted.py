"""Findings that a person has accepted: they are right as they are and are not shown again.

They stand in a file `accepted.jsonl` in the directory of the document, one JSON object a line. A
build never writes or removes this file, so it can be committed. For a file of pairs, such as
`memory.tmx`, it is `memory.tmx.accepted.jsonl` beside it.

An accepted finding is remembered by the id of its pair and by the texts. It is known again if code,
side and the text of its place are the same, and so is the pair, or the text around: after another
alignment, a unit may hold a sentence more or less than before.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.files.limits import LARGEST_TEXT, parse_json, read_record, remedy_of_reading
from aigov_corpus.files.locking import release_lock, take_lock
from aigov_corpus.files.ownership import TABLE
from aigov_corpus.files.reasons import explain
from aigov_corpus.files.writing import cannot_write, replace_bytes
from aigov_corpus.protocols import tell_nobody
from aigov_corpus.records import Finding, Pair
from aigov_corpus.records.grouping import group_by

ACCEPTED = "accepted.jsonl"
"""Name of the file in a document directory."""
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
"""Errors of a file that is not there; the name of a file of pairs may be too long with the suffix
of this one."""
_NOT_WRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM)
"""Errors of a folder in which no file can be made."""
_WAIT = 60.0
"""Seconds to wait for another process that is adding findings; a file of thousands takes one."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted finding."""

    code: str
    pair_id: str
    side: str
    """The text with the place: `zh` or `en`."""
    quote: str
    """The text of the place; empty where something is missing."""
    zh: str
    """The Chinese text of the pair at that time."""
    en: str
    """The English text of the pair at that time."""

    def covers(self, finding: Finding, pair: Pair) -> bool:
        """Tell whether this is a finding that was accepted, judged by the pair and its texts."""
        first = finding.spans[0]
        if (finding.code, first.side, quoted(finding, pair)) != (self.code, self.side, self.quote):
            return False
        is_same = self.pair_id == pair.pair_id and (self.zh, self.en) == (pair.zh, pair.en)
        return is_same or (_overlap(self.zh, pair.zh) and _overlap(self.en, pair.en))


def quoted(finding: Finding, pair: Pair) -> str:
    """Return the text of the first place of a finding about a pair."""
    first = finding.spans[0]
    return pair.text(first.side)[first.start : first.end]


def accept(finding: Finding, pair: Pair) -> Accepted:
    """Return what is remembered of a finding about a pair."""
    first = finding.spans[0]
    return Accepted(finding.code, pair.pair_id, first.side, quoted(finding, pair), pair.zh, pair.en)


def split_accepted(
    findings: Iterable[Finding], pairs: Iterable[Pair], accepted: Iterable[Accepted]
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that are new, and those that were accepted before."""
    by_code = group_by(accepted, lambda known: (known.code, known.quote))
    by_id = {pair.pair_id: pair for pair in pairs} if by_code else {}
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        pair = by_id.get(finding.spans[0].pair_id)
        known_before = by_code.get((finding.code, quoted(finding, pair)), []) if pair else []
        is_known = pair is not None and any(one.covers(finding, pair) for one in known_before)
        (old if is_known else new).append(finding)
    return new, old


def read_accepted(path: Path) -> list[Accepted]:
    """Return what was accepted, from a file; nothing if there is no such file.

    Raises:
        InvalidInputError: the file cannot be read, or a line is no accepted finding.
    """
    return list(_read_lines(_read(path), path))


def _read(path: Path) -> bytes:
    """Return the content of a file; nothing if there is no such file."""
    try:
        return read_record(path, limit=LARGEST_TEXT)
    except OSError as error:
        if error.errno in _NOT_THERE:
            return b""
        reason = f"it cannot be read ({explain(error, path)})"
        remedy = remedy_of_reading(error, otherwise="remove it", directory="remove it")
        raise InvalidInputError(reason, source=path, remedy=remedy) from error


def _read_lines(data: bytes, path: Path) -> Iterator[Accepted]:
    """Yield the accepted findings in the lines of a file; empty lines are passed over."""
    remedy = "remove this line, or take the file from an earlier version"
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        row: Any = parse_json(line, source=path, place=place, remedy=remedy)
        is_row = isinstance(row, Mapping) and all(
            isinstance(row.get(name), str) for name in Accepted.__slots__
        )
        if not is_row:
            raise InvalidInputError(
                "it is no accepted finding", source=path, place=place, remedy=remedy
            )
        yield Accepted(**{name: row[name] for name in Accepted.__slots__})


def format_accepted(accepted: Accepted) -> str:
    """Return an accepted finding as one line of JSON, for a file or for an act of a review."""
    return json.dumps(asdict(accepted), ensure_ascii=False)


def read_accepted_acts(lines: Iterable[str]) -> list[Accepted]:
    """Return the findings that acts of a review accepted; a line that holds none is passed over."""
    found: list[Accepted] = []
    for line in lines:
        try:
            found += _read_lines(line.encode(), Path())
        except InvalidInputError:  # a log that somebody wrote by hand
            continue
    return found


def file_of_accepted(path: Path, pair: Pair) -> Path:
    """Return the file that holds the accepted findings about a pair.

    Args:
        path: a directory of document directories, one document directory, or a file of pairs.
        pair: a pair of that corpus.
    """
    if not path.is_dir():
        return path.with_name(f"{path.name}.{ACCEPTED}")
    return (path if (path / TABLE).is_file() else path / pair.document) / ACCEPTED


def add_accepted(path: Path, new: Iterable[Accepted]) -> int:
    """Add accepted findings to a file, and return how many of them it did not have before.

    What another process adds meanwhile is kept: one at a time reads and writes the file. So are
    the lines that are there, with what only a newer version knows of them.

    Raises:
        InvalidInputError: the file is there, and a line of it is no accepted finding.
        AigovError: the file cannot be written.
    """
    wanted = dict.fromkeys(new)
    if wanted.keys() <= set(read_accepted(path)):
        return 0
    with _locked(path):
        old = _read(path)
        known = set(_read_lines(old, path))
        added = [one for one in wanted if one not in known]
        lines = "".join(f"{format_accepted(one)}\n" for one in added)
        end = b"\n" if old and not old.endswith(b"\n") else b""
        replace_bytes(path, old + end + lines.encode())
    return len(added)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other processes from adding to a file of accepted findings during a `with` block."""
    file = Path(os.path.realpath(path))
    lock_file = file.with_name(f".{file.name}.lock")
    try:
        file.parent.stat()  # else taking the lock would make a folder that a link leads to
        lock = take_lock(
            lock_file,
            wait=_WAIT,
            progress=tell_nobody,
            waiting="",
            error=AigovError(
                "another process is adding findings to it",
                source=path,
                remedy="run this command again when the other has ended",
            ),
        )
    except OSError as error:
        if error.errno not in _NOT_WRITABLE:
            raise cannot_write(path, error) from error
        raise AigovError(
            f"no finding can be accepted there ({explain(error)})",
            source=path,
            remedy="copy it with its folder to a place where you may write",
        ) from error
    try:
        yield
    finally:
        release_lock(lock_file, lock)


def _overlap(old: str, new: str) -> bool:
    """Tell whether one of two texts is part of the other; an empty one only of an empty one."""
    old, new = "".join(old.split()), "".join(new.split())
    return old == new or bool(old and new and (old in new or new in old))
