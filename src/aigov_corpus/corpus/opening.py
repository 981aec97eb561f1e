"""Open whatever is a corpus: a directory that a build wrote, or a file of aligned texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from aigov_corpus.corpus import store
from aigov_corpus.corpus.accepted import Accepted, file_of_accepted, read_accepted
from aigov_corpus.corpus.document_folders import is_archive
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.exporting.omitting import describe_withheld, find_withheld, is_withheld
from aigov_corpus.files.limits import naming_input
from aigov_corpus.importing.several_files import find_main_file
from aigov_corpus.records import Finding, Pair, Sentence
from aigov_corpus.text.values import require_path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredCorpus:
    """A corpus as it lies on disk."""

    pairs: Sequence[Pair]
    """All pairs, document by document, in the order of the texts."""
    load_descriptions: Callable[[], Sequence[Mapping[str, Any]]]
    """A function that returns the content of each document's datapackage.json; none for a file."""
    load_sentences: Callable[[], Sequence[Sentence]]
    """A function that returns the sentences of the pairs; none for a file."""
    load_findings: Callable[[], Sequence[Finding] | None]
    """A function that returns what the checks found in a build; it returns None if that is not
    known, as of a file."""
    load_accepted: Callable[[], Sequence[Accepted]]
    """A function that returns the findings that a person has accepted."""
    notes: Sequence[str] = ()
    """Sentences about a file: its format, and what of it was left out."""
    warnings: Sequence[str] = ()
    """Sentences about reviews that do not fit any more, and about texts that were left out."""


def _load_with_pairs(load: Callable[[], T], root: Path, before: list[object]) -> T:
    """Load what belongs to the pairs of a corpus, if they are still those on disk.

    Raises:
        InvalidInputError: it was built or reviewed since.
    """
    found = load()
    if store.read_state(root) != before:
        raise InvalidInputError(
            "it was built or reviewed again after its pairs were read",
            source=root,
            remedy="load it again",
        )
    return found


def open_corpus(
    path: str | Path,
    *,
    unchecked: bool = False,
    reviewed: bool = True,
    wanted: Sequence[str] = (),
    having: str = "",
    contradicting: bool = False,
    lazily: bool = False,
) -> StoredCorpus:
    """Return the corpus at a path.

    Args:
        path: a directory of document directories, one document directory, or a file of a format
            that `importing.files` reads: TMX, XLIFF, PO, XLSX, CSV, TSV, JSON Lines, Parquet; of
            XCES and Moses one of the files, or `DIR/NAME`, as they were exported.
        unchecked: True to read tables that are not the ones that datapackage.json describes.
        reviewed: whether the pairs of a built corpus are as reviewers left them.
        wanted: for a file, the language codes of source and target; empty to find them.
        having: a phrase; pairs of a built corpus that cannot have it may be left out. Empty for
            all pairs.
        contradicting: whether pairs of a built corpus may be left out that share no text with
            another pair that has another counterpart.
        lazily: whether the pairs of a built corpus are read from disk whenever they are iterated
            over, so that they are not all in memory.

    Raises:
        InvalidInputError: there is no corpus at `path`, or it cannot be read.
        UsageError: the languages are not Chinese and English, or the file has none of that code.
    """
    root = require_path(path, name="path")
    with naming_input(root):
        is_file = root.is_file() or find_main_file(root) is not None
    if is_file:
        return _open_file(root, wanted=wanted)
    if wanted:
        raise UsageError(
            "the languages of a built corpus are known",
            source=root,
            remedy="leave out --src-lang and --tgt-lang, which are for a file",
        )
    before = store.read_state(root)
    warnings: list[str] = []
    pairs: Sequence[Pair]
    if lazily:
        pairs = store.StoredPairs(root, unchecked=unchecked, reviewed=reviewed, notices=warnings)
    else:
        pairs = store.load_pairs(
            root,
            unchecked=unchecked,
            reviewed=reviewed,
            notices=warnings,
            having=having,
            contradicting=contradicting,
        )
    warnings += store.list_omissions(root, unchecked=unchecked)
    # of an archive, whose directories have the names of their documents
    only = {pair.document for pair in pairs} if having or contradicting else None
    only = only if only is not None and is_archive(root) else None
    sentences = partial(store.load_sentences, root, unchecked=unchecked, reviewed=reviewed)
    findings = partial(store.load_findings, root, unchecked=unchecked)
    return StoredCorpus(
        pairs,
        partial(store.load_descriptions, root, unchecked=unchecked, only=only),
        partial(_load_with_pairs, sentences, root, before),
        partial(_load_with_pairs, findings, root, before),
        partial(store.load_accepted, root),
        warnings=warnings,
    )


def _open_file(file: Path, *, wanted: Sequence[str]) -> StoredCorpus:
    """Return the corpus in a file of aligned texts."""
    from aigov_corpus.importing.files import read_aligned_file

    found = read_aligned_file(file, wanted=wanted)
    accepted = partial(read_accepted, file_of_accepted(file, found.pairs[0]))
    warnings = _list_withheld(file, found.pairs)
    return StoredCorpus(
        found.pairs, tuple, tuple, _no_findings_known, accepted, found.notes, warnings
    )


def _list_withheld(file: Path, pairs: Sequence[Pair]) -> list[str]:
    """Return a sentence about the English that was left out of a file; empty if none was."""
    withheld = find_withheld(pairs)
    units = sum(is_withheld(pair, withheld) for pair in pairs)
    if not units:
        return []
    return [
        f"{file}: {describe_withheld(units, sorted({name for _, name in withheld}))}; no copy "
        "can fill in a file: ask for the corpus that it was made from"
    ]


def _no_findings_known() -> None:
    """Return that nothing is known of the findings of a file."""
