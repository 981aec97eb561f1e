"""Find which files of two directories, Chinese and English ones, are versions of one text.

`match` reads them, finds the pairs, and writes them as a manifest for `batch`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aigov_corpus import patterns as re
from aigov_corpus.batching.likeness import Profile, make_profile
from aigov_corpus.batching.manifest_text import format_manifest
from aigov_corpus.batching.pairing import pair_documents
from aigov_corpus.building.file_ids import make_file_id
from aigov_corpus.building.texts import read_document
from aigov_corpus.building.two_texts import main_language
from aigov_corpus.config.ids import as_id, find_fault_of_id, number_repeated
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.errors import AigovError, InvalidInputError, NothingToDoError
from aigov_corpus.files.folders import find_files
from aigov_corpus.files.limits import LARGEST_TEXT, naming_input, read_limited
from aigov_corpus.files.names import readable_name
from aigov_corpus.protocols import Progress, tell_nobody
from aigov_corpus.segmentation import segment_document
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import require_path

_LANGUAGE = re.compile(r"[._-](?:zh|en|chs|cht|eng|chn|cn)(?:[_-][a-z]{2,4})?$", re.IGNORECASE)
"""The end of a name that only tells the language: `.zh`, `_en`, `-zh-cn`."""

_SNAPSHOT, _BODY = "snapshot.json", "body"
"""Files of a version of a page that `fetch` brought: what describes it, and its text."""


@dataclass(frozen=True, slots=True)
class FilePair:
    """Two files that belong together."""

    id: str
    """An id for the document, made of the names of the files."""
    zh: Path
    en: Path
    score: float
    """Probability that they are versions of one text, 0 to 1."""


@dataclass(frozen=True, slots=True)
class FileMatch:
    """What was found in two collections."""

    pairs: tuple[FilePair, ...]
    """The pairs, sorted by the path of the Chinese file."""
    unmatched_zh: tuple[Path, ...]
    """Chinese files without a counterpart."""
    unmatched_en: tuple[Path, ...]
    """English files without a counterpart."""
    unread: dict[Path, str]
    """Files that could not be read, and why."""

    def manifest(self, folder: Path, *, form: str = "csv") -> str:
        """Return the pairs as a manifest for `batch`.

        Args:
            folder: directory in which the manifest will lie; files below it or beside it get paths
                that begin there.
            form: `csv`, `tsv` or `jsonl`.
        """
        rows = []
        for pair in self.pairs:
            names = [
                os.path.relpath(path.resolve(), folder.resolve()) for path in (pair.zh, pair.en)
            ]
            rows.append([pair.id, *names, f"{pair.score:.4f}"])
        return format_manifest(["id", "zh", "en", "match_score"], rows, form=form)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was read."""

    path: Path
    profile: Profile


@checks_arguments
def match(
    zh: str | Path,
    en: str | Path,
    *,
    encoder: str = "use",
    progress: Progress | None = None,
) -> FileMatch:
    """Find out which Chinese and which English files are versions of one text.

    Args:
        zh: directory of the Chinese files, with its subdirectories.
        en: directory of the English files. It may be the same one; then the language of each file
            is found.
        encoder: name of an encoder that knows both languages.
        progress: called after each file with a few words and the share that is done.

    Returns:
        The `pairs`, each with its probability, and the files without a counterpart.

    Raises:
        InvalidInputError: a directory cannot be read.
        NothingToDoError: there is no Chinese file, or no English one, that can be read.
        UnknownNameError: there is no such encoder.
    """
    loaded = cache_encoder(encoder)
    zh_folder, en_folder = require_path(zh, name="zh"), require_path(en, name="en")
    zh_paths, en_paths = _list_files(zh_folder), _list_files(en_folder)
    paths = [(path, "zh") for path in zh_paths]
    if zh_folder.resolve() == en_folder.resolve():
        paths = [(path, "") for path in zh_paths]
    else:
        paths += [(path, "en") for path in en_paths]
    found: dict[str, list[_File]] = {"zh": [], "en": []}
    unread: dict[Path, str] = {}
    for number, (path, lang) in enumerate(paths, 1):
        try:
            _refuse_other(path)
            read, sentences = _read_sentences(path, lang)
            found[read].append(_File(path, make_profile(sentences, lang=read, encoder=loaded)))
        except AigovError as error:
            unread[path] = str(error)
        (progress or tell_nobody)(
            f"reading, {number:,} of {len(paths):,} files", number / len(paths)
        )
    for name, shown in (("zh", "Chinese"), ("en", "English")):
        if not found[name]:
            raise NothingToDoError(
                f"it has no {shown} text that can be read",
                source=zh_folder if name == "zh" else en_folder,
                remedy="name the directory of the Chinese texts first, then that of the English",
            )
    return _pair(found["zh"], found["en"], unread)


def _pair(zh: Sequence[_File], en: Sequence[_File], unread: dict[Path, str]) -> FileMatch:
    """Return the pairs of files, and what is left."""
    chosen = pair_documents([file.profile for file in zh], [file.profile for file in en])
    ids = _name_pairs([(zh[pair.zh].path, en[pair.en].path) for pair in chosen])
    pairs = [
        FilePair(name, zh[pair.zh].path, en[pair.en].path, pair.score)
        for name, pair in zip(ids, chosen, strict=True)
    ]
    paired_zh, paired_en = {pair.zh for pair in chosen}, {pair.en for pair in chosen}
    return FileMatch(
        tuple(pairs),
        tuple(file.path for at, file in enumerate(zh) if at not in paired_zh),
        tuple(file.path for at, file in enumerate(en) if at not in paired_en),
        unread,
    )


def _list_files(folder: Path) -> list[Path]:
    """Return the files of a directory and its subdirectories, sorted; hidden ones are left out.

    Links and devices are among them, so that none is passed over in silence.

    Of a page that `fetch` brought, it is the body of the latest version.
    """
    with naming_input(folder):
        if folder.is_symlink():
            folder.stat()  # of a link that leads nowhere, the system says why
        if not folder.is_dir():
            raise InvalidInputError(
                "it is no directory" if folder.exists() else "there is no such directory",
                source=folder,
                remedy="name a directory of texts",
            )
        found = find_files(folder)
    versions = {path.parent for path in found if path.name == _SNAPSHOT}
    latest = {version.parent: version for version in sorted(versions)}
    return [
        path
        for path in found
        if path.parent not in versions
        or (path.stem == _BODY and latest[path.parent.parent] == path.parent)
    ]


def _refuse_other(path: Path) -> None:
    """Raise an `InvalidInputError` for a link to a directory, a pipe, a socket or a device."""
    if path.is_dir():
        raise InvalidInputError(
            "it is a link to a directory, and such links are not followed",
            source=path,
            remedy="put the directory itself there",
        )
    if path.exists() and not path.is_file():
        raise InvalidInputError(
            "it is a pipe, a socket or a device", source=path, remedy="save its text as a file"
        )


def _read_sentences(path: Path, lang: str) -> tuple[str, list[str]]:
    """Return the language of a file, `zh` or `en`, and its sentences.

    Args:
        path: the file.
        lang: the language that it should be in; empty to find it.

    Raises:
        AigovError: it cannot be read, or is in another language.
    """
    with naming_input(path):
        data = read_limited(path, limit=LARGEST_TEXT)
    own = readable_name(path)
    document = read_document(data, name=own, lang=lang or "zh", any_language=not lang)
    if not lang and main_language(document) == "en":
        document = read_document(data, name=own, lang="en")
    sentences = [segment.text for segment in segment_document(document).segments]
    if not sentences:
        raise InvalidInputError("it has no sentence", source=path, remedy="check the file")
    return (lang or main_language(document) or "zh"), sentences


def _name_pairs(paths: Sequence[tuple[Path, Path]]) -> list[str]:
    """Return an id for each pair, made of the name of a file; each is another one."""
    ids = []
    for pair in paths:
        stems = [_LANGUAGE.sub("", readable_name(path.stem)) for path in pair]
        names = [*map(as_id, stems), make_file_id(stems[0])]
        ids.append(next((name for name in names if not find_fault_of_id(name)), "document"))
    return number_repeated(ids)
