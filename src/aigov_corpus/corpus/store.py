"""Read a corpus from disk: each document has a directory, with its pairs in `pairs.parquet`.

    data/aligned/
        .lock                              held by the build that is writing here
        .new-<document>-<process>/         files that a build is writing; removed afterwards
        datapackage.json  texts.csv        all documents together (see `corpus.whole_corpus`)
        README.md  CITATION.cff  CHANGELOG.md
        <document>/
            pairs.parquet                  the pairs; the other files are made from the same pairs
            pairs.jsonl  pairs.csv  corpus.tmx
            sentences.parquet              the sentences of the pairs, and the blocks around them
            sentences.jsonl
            edits.jsonl                    what reviewers decided; no build changes it
            findings.parquet               what the checks found in the pairs
            omitted.csv                    hashes of a text that was left out (see `publishing`)
            accepted.jsonl                 findings that a person has accepted; no build writes it
            datapackage.json               columns, licences, sources, hashes (Frictionless 2.0)
            .build.json                    fingerprint of the build, and hashes of its files

`corpus.document_folders` tells where these directories lie.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.accepted import ACCEPTED, Accepted, read_accepted, read_accepted_acts
from aigov_corpus.corpus.archive_table import ArchiveTable, find_parts
from aigov_corpus.corpus.document_folders import find_documents
from aigov_corpus.corpus.integrity import check_table, is_described, is_proved, read_package
from aigov_corpus.corpus.lazy_pairs import PairsReadAnew
from aigov_corpus.corpus.omitted import OMITTED, OMITTED_TEXTS, read_omitted
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.omitting import OmittedText, describe_withheld
from aigov_corpus.exporting.parquet import read, read_having
from aigov_corpus.files.ownership import PACKAGE, TABLE, write_again
from aigov_corpus.files.parquet import count_rows, read_rows
from aigov_corpus.files.reading import refuse_pipe, require_unchanged_files, state_at
from aigov_corpus.records import Finding, Pair, Sentence, Side
from aigov_corpus.reviewing.log import LOG, is_reviewed, list_accepted, read_acts
from aigov_corpus.reviewing.review import Review
from aigov_corpus.reviewing.reviewed import Tagger, reviewed_pairs, reviewed_sentences
from aigov_corpus.text.counting import counted
from aigov_corpus.text.values import require_path

SENTENCES = "sentences.parquet"
"""File that holds the sentences of the pairs."""
FINDINGS = "findings.parquet"
"""File that holds what the checks found in the pairs."""


def load_pairs(
    path: str | Path,
    *,
    unchecked: bool = False,
    reviewed: bool = True,
    notices: list[str] | None = None,
    having: str = "",
    contradicting: bool = False,
) -> list[Pair]:
    """Return all pairs of a corpus, document by document, in the order of the texts.

    With `having` or `contradicting`, the table of all pairs of an archive is asked, so that the
    other pairs are never in memory.

    Args:
        path: the corpus.
        unchecked: True to read tables that are not the ones that datapackage.json describes.
        reviewed: whether the pairs are as reviewers left them (`edits.jsonl`); if not, they are as
            the last build wrote them.
        notices: a list to which sentences about the reviews are added, such as how many acts do
            not fit any more.
        having: a phrase; pairs that cannot have it may be left out. Empty for all pairs.
        contradicting: whether pairs may be left out that share no text with another pair that has
            another counterpart, which is all that the checks of consistency look at.

    Raises:
        InvalidInputError: there is no corpus at `path`, or one of its tables cannot be read or is
            not the one that datapackage.json describes.
    """
    from aigov_corpus.research.patterns import make_pattern

    root = require_path(path, name="path")
    pattern = make_pattern(having) if having else None
    notices = [] if notices is None else notices
    if (pattern or contradicting) and not unchecked:
        table = _find_archive_table(root, reviewed=reviewed, notices=notices)
        if table is not None:
            return table.find_having(*pattern) if pattern else table.find_contradicting()
    return [
        pair
        for folder in find_documents(root)
        for pair in _load_document(folder, unchecked, reviewed, notices, pattern)
    ]


class StoredPairs(PairsReadAnew):
    """The pairs of a corpus on disk, read anew by each loop, one document after the other."""

    def __init__(
        self, root: Path, *, unchecked: bool, reviewed: bool, notices: list[str] | None = None
    ) -> None:
        """Find the documents, and read those that were reviewed.

        Args:
            root: the corpus.
            unchecked: as in `load_pairs`.
            reviewed: as in `load_pairs`.
            notices: as in `load_pairs`.

        Raises:
            InvalidInputError: there is no corpus at `root`, or a reviewed document is damaged.
        """
        self._unchecked = unchecked
        self._folders = find_documents(root)
        notices = [] if notices is None else notices
        folders = self._folders if reviewed else []
        self._changed = _load_reviewed(folders, unchecked, notices)

    def __iter__(self) -> Iterator[Pair]:
        for folder in self._folders:
            changed = self._changed.get(folder)
            if changed is None:
                changed = _load_document(folder, self._unchecked, False, [], None)
            yield from changed

    def __len__(self) -> int:
        """Return the number of pairs, without reading them."""
        return sum(
            count_rows(folder / TABLE) if changed is None else len(changed)
            for folder, changed in ((each, self._changed.get(each)) for each in self._folders)
        )


def _find_archive_table(root: Path, *, reviewed: bool, notices: list[str]) -> ArchiveTable | None:
    """Return the table of all pairs at a path; None if there is none that can be asked."""
    folders = find_documents(root)
    parts = find_parts(root, [folder.name for folder in folders])
    if not parts:
        return None
    changed = _load_reviewed(folders if reviewed else [], False, notices)
    return ArchiveTable(parts, {folder.name: pairs for folder, pairs in changed.items()})


def _load_reviewed(
    folders: Iterable[Path], unchecked: bool, notices: list[str]
) -> dict[Path, list[Pair]]:
    """Return the pairs of the documents among these that were reviewed, as reviewers left them."""
    return {
        folder: _load_document(folder, unchecked, True, notices, None)
        for folder in folders
        if is_reviewed(folder)
    }


def _load_document(
    folder: Path,
    unchecked: bool,
    reviewed: bool,
    notices: list[str],
    pattern: tuple[Side, str] | None,
) -> list[Pair]:
    """Return the pairs of one document; those without a pattern may be left out.

    Args:
        folder: the directory of the document.
        unchecked: as in `load_pairs`.
        reviewed: as in `load_pairs`.
        notices: a list to which sentences about the review are added.
        pattern: a side, and a regular expression that its text must have; None for all pairs.
    """
    table = folder / TABLE
    with _checked(table, unchecked=unchecked):
        if reviewed and is_reviewed(folder):
            loaded = load_review(folder, unchecked=unchecked)
            notices += loaded.notices
            return reviewed_pairs(loaded.review, loaded.tagger)
        if pattern is not None:
            return list(read_having(table, column=pattern[0], pattern=pattern[1]))
        return list(read(table))


def read_state(path: Path) -> list[object]:
    """Return what shows whether a corpus was built or reviewed since; it can only be compared.

    Raises:
        InvalidInputError: there is no corpus at `path`.
    """
    return [
        (folder, state_at(folder / TABLE), state_at(folder / LOG))
        for folder in find_documents(path)
    ]


def load_sentences(
    path: str | Path, *, unchecked: bool = False, reviewed: bool = True
) -> list[Sentence]:
    """Return all sentences of a corpus, document by document and rendering by rendering.

    For each rendering, the sentences of the Chinese text come first and then those of the English
    text, in reading order.

    Args:
        path: the corpus.
        unchecked: True to read tables that are not the ones that datapackage.json describes.
        reviewed: whether the sentences belong to the pairs that reviewers made; a sentence that
            they cut is several then.

    Raises:
        InvalidInputError: there is no corpus at `path`, or one of its tables cannot be read or is
            not the one that datapackage.json describes.
    """
    from aigov_corpus.corpus.sentences import read_parquet

    sentences: list[Sentence] = []
    for table in _find_tables(path, SENTENCES):
        with _checked(table, unchecked=unchecked):
            if reviewed and is_reviewed(table.parent):
                loaded = load_review(table.parent, unchecked=unchecked)
                sentences += reviewed_sentences(loaded.review, loaded.sentences)
            else:
                sentences += read_parquet(table)
    return sentences


@dataclass(frozen=True, slots=True)
class LoadedReview:
    """A document with the acts of its reviewers."""

    review: Review
    sentences: tuple[Sentence, ...]
    """Its sentences, as the table has them."""
    tagger: Tagger | None
    """Finds the principles of changed texts; None if the taxonomy of the document is not known."""
    notices: tuple[str, ...]
    """Sentences about the log: a line that was not finished, acts that do not fit any more."""


def load_review(directory: Path, *, unchecked: bool = False, mend: bool = False) -> LoadedReview:
    """Return one document under review.

    Args:
        directory: the directory of the document; it need not have a log yet.
        unchecked: True to read tables that are not the ones that datapackage.json describes.
        mend: whether an unfinished last line of the log is taken away.

    Raises:
        InvalidInputError: a table or the log cannot be read.
    """
    pairs = load_pairs(directory, unchecked=unchecked, reviewed=False)
    sentences = load_sentences(directory, unchecked=unchecked, reviewed=False)
    acts, notice = read_acts(_find_log(directory), mend=mend)
    document = pairs[0].document if pairs else directory.name
    review = Review(document, pairs, sentences, acts)
    _require_sentences(review, directory)
    notices = [notice] if notice else []
    if review.orphans:
        notices.append(
            f"{directory / LOG}: {counted(len(review.orphans), 'act')} without effect, made for "
            "another text or alignment; decide again with  aigov-corpus review"
        )
    return LoadedReview(review, tuple(sentences), _find_tagger(pairs), tuple(notices))


def _require_sentences(review: Review, directory: Path) -> None:
    """Check that the sentences of all pairs are known; tables read unchecked may be of two builds.

    Raises:
        InvalidInputError: a pair has a sentence that the table of sentences does not have.
    """
    for bitext in review.bitexts.values():
        for pair in bitext.pairs:
            for name in (*pair.zh_ids, *pair.en_ids):
                if name not in bitext.texts:
                    raise InvalidInputError(
                        f"it does not have the sentence {name} of the pair {pair.pair_id}: the two "
                        "tables are not of one build",
                        source=directory / SENTENCES,
                        remedy=write_again(directory),
                    )


def _find_tagger(pairs: Iterable[Pair]) -> Tagger | None:
    """Return a function that tags as the build did; None if it used a taxonomy of its own."""
    from aigov_corpus.tagging import load_taxonomy, tag_unit

    taxonomy = load_taxonomy()
    if any(f"|tag:{taxonomy.signature}|" not in pair.signature for pair in pairs):
        return None

    return partial(tag_unit, taxonomy=taxonomy)


def load_findings(
    path: str | Path, *, unchecked: bool = False, reviewed: bool = True
) -> list[Finding] | None:
    """Return what the checks found when the corpus was built, document by document.

    The result is None if that is not known of all documents: if one was reviewed since, or if
    nothing proves that the findings are about its pairs, since a table was changed on purpose.

    Args:
        path: the corpus.
        unchecked: True to read tables that are not the ones that datapackage.json describes.
        reviewed: whether the findings must be about the pairs as reviewers left them.

    Raises:
        InvalidInputError: there is no corpus at `path`, or one of its tables cannot be read or is
            not the one that datapackage.json describes.
    """
    from aigov_corpus.corpus.findings import read_parquet

    tables = _find_tables(path, FINDINGS)
    if any((reviewed and is_reviewed(table.parent)) or not table.exists() for table in tables):
        return None
    findings: list[Finding] = []
    for table in tables:
        may_differ = unchecked or not (table.parent / PACKAGE).exists()
        if may_differ and not is_proved(table.parent, (TABLE, FINDINGS)):
            return None
        with _checked(table, unchecked=unchecked):
            findings += read_parquet(table)
    return findings


def load_accepted(path: str | Path) -> list[Accepted]:
    """Return the findings that a person has accepted, of all documents of a corpus.

    Raises:
        InvalidInputError: there is no corpus at `path`, or a file of accepted findings is damaged.
    """
    found: list[Accepted] = []
    for folder in find_documents(path):
        found += read_accepted(folder / ACCEPTED)
        found += read_accepted_acts(list_accepted(read_acts(_find_log(folder))[0]))
    return found


def _find_log(document: Path) -> Path:
    """Return the path of the log of a document's reviewers; a pipe in its place is refused."""
    refuse_pipe(document / LOG)
    return document / LOG


def _find_tables(path: str | Path, name: str) -> list[Path]:
    """Return the tables of this name of all documents."""
    return [document / name for document in find_documents(path)]


@contextmanager
def _checked(table: Path, *, unchecked: bool) -> Iterator[None]:
    """Check a table before a `with` block that reads it, unless `unchecked`.

    Neither it nor its description may be replaced inside the block, for instance by another build.

    Raises:
        InvalidInputError: it is not the table that datapackage.json describes, or was replaced.
    """
    with require_unchanged_files(table, table.with_name(PACKAGE)):
        if table.exists() and not unchecked:
            check_table(table)
        yield


def load_ids(directory: Path) -> set[str]:
    """Return the ids of the pairs in a document directory; empty if its table cannot be read.

    The table may have been written by an earlier version, with other columns.
    """
    try:
        rows = list(read_rows(directory / TABLE, what="a table", remedy="", columns=["pair_id"]))
    except InvalidInputError:
        return set()
    return {str(row["pair_id"]) for row in rows}


def list_omissions(path: str | Path, *, unchecked: bool = False) -> list[str]:
    """Return a sentence about the English that was left out of a corpus; empty if none was.

    Args:
        path: the corpus.
        unchecked: True to read descriptions that were changed on purpose.

    Raises:
        InvalidInputError: there is no corpus at `path`, or what says what was left out is damaged.
    """
    renderings: dict[str, None] = {}
    units = documents = 0
    for document in find_documents(path):
        omitted = _read_omitted(document, unchecked=unchecked)
        units += sum(each.kind == "unit" for each in omitted)
        documents += bool(omitted)
        renderings |= dict.fromkeys(each.rendering for each in omitted)
    if not documents:
        return []
    return [
        f"{path}: {describe_withheld(units, renderings, documents=documents)}; fill it in from a "
        f"copy with  aigov-corpus build {path} --restore COPY"
    ]


def _read_omitted(document: Path, *, unchecked: bool) -> list[OmittedText]:
    """Return what was left out of a document; empty if nothing was."""
    has_file = (document / OMITTED).is_file()  # asked first, since an archive has many documents
    return read_omitted(document, unchecked=unchecked) if has_file else []


def load_descriptions(
    path: str | Path, *, unchecked: bool = False, only: Collection[str] | None = None
) -> list[Mapping[str, Any]]:
    """Return the content of each document's datapackage.json.

    A table in a folder where no build wrote, such as an export, has no description.

    If texts were left out of a document, the key `OMITTED_TEXTS` has what omitted.csv says of them,
    as a list of `exporting.omitting.OmittedText`.

    Args:
        path: the corpus.
        unchecked: True to read descriptions that were changed on purpose.
        only: names of the directories of the documents to describe; None for all.

    Raises:
        InvalidInputError: there is no corpus at `path`, or a datapackage.json cannot be read.
    """
    found: list[Mapping[str, Any]] = []
    for document in find_documents(path):
        if (only is None or document.name in only) and is_described(document):
            omitted = _read_omitted(document, unchecked=unchecked)
            texts = {OMITTED_TEXTS: omitted} if omitted else {}
            found.append({**read_package(document, unchecked=unchecked), **texts})
    return found
