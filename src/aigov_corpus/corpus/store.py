"""The corpus on disk: one directory a document, `pairs.parquet` in it being the canonical table.

A corpus is a directory of such directories (`data/aligned`), or one of them.

    data/aligned/
        .lock                              held by the one build that may write here
        .new-<document>-<process>/         what a build is writing; it or the next one removes it
        <document>/
            pairs.parquet  pairs.jsonl  pairs.csv  corpus.tmx
            datapackage.json               fields, licences, sources, hashes (Frictionless 2.0)
            .build.json                    what it was built from, on this machine

Files are written beside and then renamed one by one, so that each is always whole; a build that was
killed between two renames leaves a directory that does not fit its `.build.json` and is built again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.datapackage import SourceText, describe_files, licence_line, sha256
from aigov_corpus.errors import AigovError, InvalidInputError, NothingToDoError
from aigov_corpus.files.locking import hold
from aigov_corpus.records import Pair

TABLE = "pairs.parquet"
PACKAGE = "datapackage.json"
BUILD = ".build.json"
_NEW = ".new-"
_LOCK = ".lock"


def find_documents(path: str | Path) -> list[Path]:
    """Return the document directories of a corpus, sorted: `path` itself, or those directly in it.

    Raises:
        InvalidInputError: there is no corpus at `path`.
    """
    root = Path(path)
    if (root / TABLE).is_file():
        return [root]
    found = sorted(table.parent for table in root.glob(f"[!.]*/{TABLE}"))
    if not found:
        what = (
            "is not there" if not root.exists() else f"holds no {TABLE}, nor does a directory in it"
        )
        raise InvalidInputError(
            f"{root} {what}; name a corpus, or build one with  aigov-corpus build"
        )
    return found


def load_pairs(path: str | Path) -> list[Pair]:
    """Return every pair of a corpus, document by document, in the order of the texts.

    Raises:
        InvalidInputError: there is no corpus at `path`, or a table of it cannot be read.
    """
    from aigov_corpus.exporting.parquet import read

    return [pair for document in find_documents(path) for pair in read(document / TABLE)]


def select(
    pairs: Iterable[Pair],
    *,
    section: str | Sequence[str] | None = None,
    principle: str | Sequence[str] | None = None,
    status: str | Sequence[str] | None = None,
    min_score: float | None = None,
    rendering: str | Sequence[str] | None = None,
) -> list[Pair]:
    """Return the pairs that pass every filter given, in order; None and an empty sequence filter nothing.

    Args:
        pairs: what to filter.
        section: paths of sections; `1` selects section 1 and what is nested in it (`1/2`).
        principle: ids of principles; a pair passes if it has one of them.
        status: `auto`, `missing`, …
        min_score: pairs without a score (one side is empty) do not pass.
        rendering: ids of renderings.
    """
    sections, principles = _several(section), set(_several(principle))
    statuses, renderings = _several(status), _several(rendering)

    def passes(pair: Pair) -> bool:
        return (
            (
                not sections
                or any(pair.section == s or pair.section.startswith(f"{s}/") for s in sections)
            )
            and (not principles or not principles.isdisjoint(pair.principles))
            and (not statuses or pair.status in statuses)
            and (min_score is None or (pair.score is not None and pair.score >= min_score))
            and (not renderings or pair.rendering in renderings)
        )

    return [pair for pair in pairs if passes(pair)]


def _several(value: str | Sequence[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


@contextmanager
def only_us(out: Path, *, progress: Callable[[str], None], wait: float = 600) -> Iterator[None]:
    """Hold `out` for this process, and remove what a killed build left in it.

    Raises:
        AigovError: it cannot be written, or another build has held it for `wait` seconds.
    """
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
        lock = hold(
            out / _LOCK,
            wait=wait,
            progress=progress,
            waiting=f"waiting for another build in {out}",
            busy=f"{out}: another build is at work here; run again when it has ended",
        )
    try:
        for left in out.glob(f"{_NEW}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        lock.release()


def is_current(directory: Path, inputs: Mapping[str, str]) -> bool:
    """Whether a document was built from `inputs` here, and its files are as they were then."""
    try:
        built = json.loads((directory / BUILD).read_bytes())
        return bool(
            built["inputs"] == inputs
            and built["files"]
            and all(sha256(directory / name) == sha for name, sha in built["files"].items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def write_document(
    directory: Path,
    pairs: Sequence[Pair],
    *,
    title: str,
    description: str,
    texts: Sequence[SourceText],
    taxonomy: str,
    inputs: Mapping[str, str],
) -> None:
    """Write a document's tables, translation memory and description in place of what was there.

    Args:
        directory: of the document; made if need be.
        pairs: of all its renderings.
        title: for people.
        description: one sentence for people.
        texts: the Chinese text and that of each English version.
        taxonomy: its signature.
        inputs: what the result depends on, for `is_current`.

    Raises:
        AigovError: something cannot be written; what was there before is untouched.
    """
    from aigov_corpus.exporting import csv, jsonl, parquet, tmx

    new = directory.with_name(f"{_NEW}{directory.name}-{os.getpid()}")
    with _writing(directory):
        new.mkdir()
        try:
            metadata = {"document": directory.name, "licence": licence_line(texts)}
            parquet.export(pairs, new / TABLE, metadata=metadata)
            jsonl.export(pairs, new / "pairs.jsonl")
            csv.export(pairs, new / "pairs.csv", dialect="data")
            with suppress(
                NothingToDoError
            ):  # a text without any translation has no translation memory
                tmx.export(pairs, new / "corpus.tmx")
            package = describe_files(
                new,
                name=directory.name,
                title=title,
                description=description,
                texts=texts,
                taxonomy=taxonomy,
            )
            (new / PACKAGE).write_text(_json(package), encoding="utf-8", newline="\n")
            if _same_table(directory / TABLE, new / TABLE):
                shutil.copyfile(directory / TABLE, new / TABLE)
            files = {path.name: sha256(path) for path in sorted(new.iterdir())}
            (new / BUILD).write_text(
                _json({"inputs": dict(inputs), "files": files}), encoding="utf-8"
            )
            _put(new, directory, [*files, BUILD])
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _same_table(old: Path, new: Path) -> bool:
    """Whether two tables hold the same; their bytes also name the version that wrote them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return bool(pq.read_table(old).equals(pq.read_table(new), check_metadata=True))
    except (pa.ArrowException, OSError):
        return False


def _put(new: Path, directory: Path, names: Sequence[str]) -> None:
    """Rename the files into `directory`; once begun, an interrupt waits until all are there."""
    directory.mkdir(exist_ok=True)
    try:
        before = set(json.loads((directory / BUILD).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        before = set()
    left = list(names)
    try:
        while left:
            (new / left[0]).replace(directory / left[0])
            del left[0]
    except KeyboardInterrupt:
        for name in left:
            if (new / name).exists():
                (new / name).replace(directory / name)
        raise
    for name in before - set(names):
        (directory / Path(name).name).unlink(missing_ok=True)


def describe(path: str | Path) -> list[Mapping[str, Any]]:
    """Return the datapackage.json of each document of a corpus.

    Raises:
        InvalidInputError: there is no corpus at `path`, or a description of it cannot be read.
    """
    found = []
    for directory in find_documents(path):
        try:
            found.append(json.loads((directory / PACKAGE).read_bytes()))
        except (OSError, ValueError) as error:
            raise InvalidInputError(
                f"{directory / PACKAGE}: cannot be read ({error}); build it with  aigov-corpus build --force"
            ) from error
    return found


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn an operating system's error into ours."""
    try:
        yield
    except OSError as error:
        raise AigovError(
            f"cannot write {error.filename or path}: {error.strerror or error}; "
            "free the disk, mend the rights, or choose another place with --out"
        ) from error


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
