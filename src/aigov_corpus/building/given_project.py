"""Make a document of a file of pairs that somebody else has put together: TMX, XLIFF, XLSX, CSV.

<folder>/
data/raw/pairs.tmx          the file as it was given
data/aligned/<document>/    the document
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from aigov_corpus.building.project import find_made, make_id, new_folder
from aigov_corpus.checking import check_pairs
from aigov_corpus.corpus.datapackage import describe_document
from aigov_corpus.corpus.writing import write_document
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.given import GivenFile
from aigov_corpus.files.temporary_folders import temporary_folder
from aigov_corpus.files.writing import Replacing
from aigov_corpus.importing.files import read_aligned_file
from aigov_corpus.protocols import tell_nobody
from aigov_corpus.records import Pair, Sentence, Side
from aigov_corpus.segmentation.ids import name_pair, name_sentences
from aigov_corpus.text.counting import counted

SUFFIXES = (
    *(".tmx", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".po"),
    *(".xlsx", ".csv", ".tsv", ".jsonl"),
)
"""Endings of files that hold pairs, and not one text."""


@dataclass(frozen=True, slots=True)
class RecognisedPairs:
    """A file of pairs that was read."""

    file: GivenFile
    pairs: tuple[Pair, ...]
    notes: tuple[str, ...]
    """Sentences about what was left out, or is not as one would expect."""

    @property
    def name(self) -> str:
        """Title of the document: the name of the file without its ending."""
        return Path(self.file.name).stem or "document"


def recognise_pairs(file: GivenFile) -> RecognisedPairs:
    """Read a file of pairs.

    Raises:
        InvalidInputError: the file cannot be read, or holds no Chinese and English texts.
    """
    with temporary_folder() as folder:
        path = folder / f"pairs{file.suffix}"
        path.write_bytes(file.data)
        try:
            found = read_aligned_file(path)
        except InvalidInputError as error:
            raise error.with_fields(source=file.name) from error
    return RecognisedPairs(file, found.pairs, found.notes)


def store_pairs(
    root: Path, recognised: RecognisedPairs, *, progress: Callable[[str], None] = tell_nobody
) -> Path:
    """Write the folder of a project and its document; return the directory of the document.

    If the same file was stored before, that document is returned, with what people decided in it.

    Each text counts as one sentence. What the file says about its pairs is kept.

    Args:
        root: the folder of all projects; it is created if it does not exist.
        recognised: the pairs.
        progress: called with a word about each step; if it raises, nothing is written.

    Raises:
        AigovError: a file cannot be written, or two texts have the same hash.
    """
    document = make_id(recognised.name)
    name = f"pairs{recognised.file.suffix}"
    earlier = find_made(root, document, {name: recognised.file.data})
    if earlier is not None:
        return earlier
    progress("checking")
    pairs: list[Pair] = []
    sentences: list[Sentence] = []
    in_order = sorted(recognised.pairs, key=lambda pair: pair.rendering)
    for _, group in groupby(in_order, key=lambda pair: pair.rendering):
        own = _named(list(group), document)
        pairs += own
        sentences += [*_sentences_of(own, "zh"), *_sentences_of(own, "en")]
    findings = check_pairs(pairs)
    progress("writing")
    with new_folder(root, document) as folder:
        raw = folder / "data" / "raw"
        directory = folder / "data" / "aligned" / document
        raw.mkdir(parents=True)
        directory.parent.mkdir(parents=True)
        with Replacing() as files:
            files.beside(raw / name).write_bytes(recognised.file.data)
        write_document(
            directory,
            pairs,
            sentences,
            findings,
            facts=describe_document(
                document,
                title=recognised.name,
                description=f"{counted(len(pairs), 'pair')} from {recognised.file.name}.",
                texts=(),
                sentences=sentences,
                taxonomy="",
            ),
            fingerprint={},
        )
    return directory


def _named(pairs: Sequence[Pair], document: str) -> list[Pair]:
    """Return the pairs of one rendering with ids and numbers of this document."""
    zh_names = iter(name_sentences((pair.zh for pair in pairs if pair.zh.strip()), lang="zh"))
    en_names = iter(name_sentences((pair.en for pair in pairs if pair.en.strip()), lang="en"))
    found = []
    for seq, pair in enumerate(pairs, start=1):
        zh_ids = (next(zh_names),) if pair.zh.strip() else ()
        en_ids = (next(en_names),) if pair.en.strip() else ()
        found.append(
            replace(
                pair,
                document=document,
                seq=seq,
                zh_ids=zh_ids,
                en_ids=en_ids,
                bead=f"{len(zh_ids)}-{len(en_ids)}",
                pair_id=name_pair(document, pair.rendering, zh_ids, en_ids),
                moved_to="",
                moved_score=None,
            )
        )
    return found


def _sentences_of(pairs: Iterable[Pair], side: Side) -> list[Sentence]:
    """Return the sentences of one side of some pairs: one for each text."""
    found: list[Sentence] = []
    for pair in pairs:
        names, text = (pair.zh_ids, pair.zh) if side == "zh" else (pair.en_ids, pair.en)
        for name in names:
            start = len(text) - len(text.lstrip())
            position = len(found) + 1
            found.append(
                Sentence(
                    id=name,
                    document=pair.document,
                    rendering=pair.rendering,
                    language=pair.language(side),
                    position=position,
                    pair_id=pair.pair_id,
                    section=pair.section,
                    level=1,
                    kind="paragraph",
                    block=position,
                    start=start,
                    end=start + len(text.strip()),
                    text=text.strip(),
                    block_text=text,
                )
            )
    return found
