"""Find what is wrong with a corpus on disk: damaged files, builds that were killed, lost rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from aigov_corpus.corpus import store
from aigov_corpus.corpus.accepted import ACCEPTED, read_accepted
from aigov_corpus.corpus.document_folders import find_documents
from aigov_corpus.corpus.integrity import find_change, is_described, read_package
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.limits import naming_input, read_record
from aigov_corpus.files.ownership import BUILD, PACKAGE, TABLE, files_of_package, write_again
from aigov_corpus.files.reading import IN_THE_WAY, refuse_pipe
from aigov_corpus.records import FileLine, Finding, Pair, Sentence
from aigov_corpus.reviewing.log import LOG, read_acts


class CorpusCheck:
    """The check of one corpus; iterating over it reads its files and yields the findings."""

    def __init__(self, path: Path) -> None:
        """Remember the directory of the corpus; nothing is read yet."""
        self.name = str(path)
        """The path, as it was given."""
        self.units = 0
        """Number of pairs read so far."""
        self._path = path

    def __iter__(self) -> Iterator[Finding]:
        """Read the corpus document by document, and yield the findings.

        Raises:
            InvalidInputError: there is no corpus at the path.
        """
        folders = find_documents(self._path)
        if self._path not in folders:
            yield from _check_whole(folders[0].parent)
        for folder in folders:
            found = chain(
                _find_unfinished_build(folder),
                _find_changed_files(folder, needed=(TABLE, store.SENTENCES)),
                self._check_tables(folder),
                _find_unreadable_logs(folder),
            )
            yield from dict.fromkeys(found)  # a table that cannot be read is found twice

    def _check_tables(self, folder: Path) -> Iterator[Finding]:
        """Read the tables of a document and compare their rows with each other."""
        try:
            pairs = store.load_pairs(folder, unchecked=True, reviewed=False)
        except InvalidInputError as error:
            yield _unreadable(folder / TABLE, error)
            return
        self.units += len(pairs)
        yield from _find_repeated_ids(folder / TABLE, pairs)
        try:
            sentences = store.load_sentences(folder, unchecked=True, reviewed=False)
        except InvalidInputError as error:
            yield _unreadable(folder / store.SENTENCES, error)
            return
        yield from _find_lost_rows(folder, pairs, sentences)


def _check_whole(root: Path) -> Iterator[Finding]:
    """Yield what is wrong with the files that describe a corpus as a whole, if it has any."""
    if is_described(root):
        yield from _find_unfinished_build(root)
        yield from _find_changed_files(root)


def list_omissions(path: Path) -> list[str]:
    """Return a sentence about the English that was left out of a corpus; none if it is damaged."""
    try:
        return store.list_omissions(path, unchecked=True)
    except InvalidInputError:  # a finding says what is damaged
        return []


def _error(code: str, file: Path, message: str, *, where: str = "", remedy: str = "") -> Finding:
    """Return a finding about a file as a whole, with the remedy behind the message."""
    remedy = remedy or write_again(file.parent)
    return Finding("error", code, f"{message}; {remedy}", (FileLine(str(file), 0, where),))


def _unreadable(file: Path, error: InvalidInputError) -> Finding:
    """Return the finding about a file that cannot be read, with what the error advises."""
    return _error("unreadable", file, error.reason, where=error.place, remedy=error.remedy)


def _find_unreadable_logs(folder: Path) -> Iterator[Finding]:
    """Yield a finding for each file of what people decided that cannot be read."""
    readers: dict[str, Callable[[Path], object]] = {LOG: read_acts, ACCEPTED: read_accepted}
    for name, read in readers.items():
        try:
            refuse_pipe(folder / name)
            read(folder / name)
        except InvalidInputError as error:
            yield _unreadable(folder / name, error)


def _find_unfinished_build(folder: Path) -> Iterator[Finding]:
    """Yield a finding if a build was killed while it wrote into a document directory."""
    file = folder / BUILD
    if not file.exists():  # it stays on the machine of the build
        return
    try:
        with naming_input(file, remedy=write_again(folder), directory=IN_THE_WAY):
            data = read_record(file)
        built: Any = json.loads(data)
        is_finished = bool(built["inputs"]) and bool(built["files"])
    except InvalidInputError as error:
        yield _unreadable(file, error)
        return
    except (ValueError, RecursionError, KeyError, TypeError):
        yield _error("unreadable", file, "it holds no record of a build")
        return
    if not is_finished:
        yield _error(
            "unfinished-build", file, "a build was killed while it replaced the files here"
        )


def _find_changed_files(folder: Path, *, needed: Collection[str] = ()) -> Iterator[Finding]:
    """Yield a finding for each file that is not the one that datapackage.json describes.

    Args:
        folder: the folder of the files and of datapackage.json.
        needed: names of files that must be there, described or not.
    """
    try:
        hashes = files_of_package(read_package(folder))
    except InvalidInputError as error:
        yield _unreadable(folder / PACKAGE, error)
        return
    for name in sorted({*needed} | hashes.keys() - {PACKAGE}):
        file = folder / name
        if not file.exists():
            yield _error("file-missing", file, "there is no such file")
            continue
        try:
            problem = find_change(file, hashes)
        except InvalidInputError as error:
            yield _unreadable(file, error)
        else:
            if problem:
                yield _error("file-changed", file, problem)


def _find_repeated_ids(table: Path, pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield a finding for each id that several pairs have."""
    for name, count in Counter(pair.pair_id for pair in pairs).items():
        if count > 1:
            yield _error("repeated-id", table, f"{count} pairs have this id", where=name)


def _find_lost_rows(
    folder: Path, pairs: Sequence[Pair], sentences: Sequence[Sentence]
) -> Iterator[Finding]:
    """Yield a finding for each pair without its sentences and each sentence without its pair."""
    in_pairs = {(pair.rendering, name) for pair in pairs for name in (*pair.zh_ids, *pair.en_ids)}
    pair_ids = {pair.pair_id for pair in pairs}
    in_sentences = set()
    for sentence in sentences:
        in_sentences.add((sentence.rendering, sentence.id))
        if sentence.pair_id and sentence.pair_id not in pair_ids:
            message = f"its pair {sentence.pair_id} is not in {TABLE}"
            yield _error("unknown-pair", folder / store.SENTENCES, message, where=sentence.id)
    for rendering, name in sorted(in_pairs - in_sentences):
        message = f"{store.SENTENCES} does not have this sentence of rendering {rendering}"
        yield _error("unknown-sentence", folder / TABLE, message, where=name)
