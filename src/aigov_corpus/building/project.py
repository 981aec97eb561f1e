"""Make a project of two files, or of one that holds both languages: a folder that `build` builds.

<folder>/
corpus.toml                 one document with one rendering
data/raw/                   the files as they were given, under names of ours; if pieces were
                            brought back, both texts as marked lines beside them
data/aligned/<document>/    the built document
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from aigov_corpus.building.bringing_back import bring_back_pieces
from aigov_corpus.config.ids import as_id
from aigov_corpus.corpus.writing import is_whole
from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.files.writing import Replacing, cannot_write
from aigov_corpus.protocols import Encoder
from aigov_corpus.records import Document, LeftOut
from aigov_corpus.text.language_codes import LANGUAGE_NAMES

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_LONGEST_ID = 40
"""Characters of the longest id that is made of the name of a file."""
_RENDERING = "english"
"""Id of the only rendering."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that a user gave."""

    name: str
    """Its name, for people; it never becomes a path."""
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending of its name, `.docx`; `.txt` if it has none."""
        suffix = Path(self.name).suffix.lower()
        return suffix if _SUFFIX.fullmatch(suffix) else ".txt"


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which file holds which language."""

    zh: GivenFile
    en: GivenFile
    """The same file if it holds both."""
    documents: tuple[Document, Document]
    """The Chinese and the English text, as reading found them."""
    kept: frozenset[int] = frozenset()
    """0-based numbers in `left_out` of the pieces that the user wants in the text."""

    @property
    def is_bilingual(self) -> bool:
        """Whether one file holds both languages."""
        return self.zh is self.en

    @property
    def name(self) -> str:
        """Title of the document: the name of the Chinese file without its ending."""
        return Path(self.zh.name).stem or "document"

    @property
    def left_out(self) -> list[tuple[str, LeftOut]]:
        """The text that reading left out, each piece with the language code of its document."""
        return [
            (document.lang, piece) for document in self.documents for piece in document.left_out
        ]


def toggle_piece(recognised: Recognised, number: int) -> Recognised:
    """Return the same files with one more piece that the user wants, or without it again.

    Args:
        recognised: the files.
        number: 0-based number of the piece in `left_out`; another number changes nothing.
    """
    if not 0 <= number < len(recognised.left_out):
        return recognised
    return replace(recognised, kept=recognised.kept ^ {number})


def recognise_files(files: Sequence[GivenFile]) -> Recognised:
    """Find out which of two files is Chinese and which is English; one file must hold both.

    Raises:
        InvalidInputError: a file cannot be read, or a language is missing.
    """
    from aigov_corpus.extraction import extract_any, extract_bilingual

    if len(files) == 1:
        [file] = files
        documents = extract_bilingual(file.data, name=file.name)
        return Recognised(file, file, documents)
    found: dict[str, tuple[GivenFile, Document]] = {}
    for file in files:
        texts = extract_any(file.data, name=file.name)
        text = max(texts, key=lambda document: sum(len(b.text) for b in document.blocks))
        if text.lang in found:
            raise InvalidInputError(
                f"it is {LANGUAGE_NAMES.get(text.lang, text.lang)}, "
                f"as {found[text.lang][0].name} is",
                source=file.name,
                remedy="give one Chinese file and one English file",
            )
        found[text.lang] = (file, text)
    if found.keys() != LANGUAGE_NAMES.keys():
        raise InvalidInputError(
            f"{len(files)} files are given, not one that holds both languages or one for each",
            remedy="give one Chinese file and one English file",
        )
    (zh, zh_text), (en, en_text) = found["zh"], found["en"]
    return Recognised(zh, en, (zh_text, en_text))


def write_project(root: Path, recognised: Recognised, *, belongs: bool = False) -> Path:
    """Write the folder of a project; return it. Nothing is built yet.

    Args:
        root: the folder of all projects; it is created if it does not exist.
        recognised: the files.
        belongs: whether the two texts are aligned even if they do not seem to belong together.

    Raises:
        AigovError: a file cannot be written.
    """
    sources = _name_sources(recognised)
    document = make_id(recognised.name)
    folder = make_folder(root, document)
    zh_name, en_name = (name for name, _ in sources.texts)
    title = re.sub(r'[\x00-\x1f\x7f"\\]+', " ", recognised.name).strip() or document
    lines = [
        "[[document]]",
        f'id = "{document}"',
        f'title_zh = "{title}"',
        f'title_en = "{title}"',
        f'zh = {{ file = "{zh_name}" }}',
        "",
        "[[document.rendering]]",
        f'id = "{_RENDERING}"',
        f'en = {{ file = "{en_name}" }}',
        *(["belongs = true"] if belongs else []),
    ]
    raw = folder / "data" / "raw"
    try:
        raw.mkdir(parents=True)
    except OSError as error:
        raise cannot_write(raw, error) from error
    with Replacing() as files:
        for name, data in dict([*sources.texts, *sources.given]).items():
            files.beside(raw / name).write_bytes(data)
        configuration = "\n".join(lines) + "\n"
        files.beside(folder / "corpus.toml").write_text(
            configuration, encoding="utf-8", newline="\n"
        )
    return folder


class _Sources(NamedTuple):
    """What is written into `data/raw`: names of ours with contents."""

    texts: tuple[tuple[str, bytes], tuple[str, bytes]]
    """The files of the Chinese and the English text; the same one if it holds both."""
    given: tuple[tuple[str, bytes], ...]
    """The files as they were given, if the texts are made from them."""


def _name_sources(recognised: Recognised) -> _Sources:
    """Return the files of a project.

    If the user wants pieces that reading leaves out, both texts are written as marked lines, which
    are read as they are.

    Raises:
        InvalidInputError: a file cannot be read again.
    """
    zh, en = recognised.zh, recognised.en
    if not recognised.kept:
        zh_file = (f"zh{zh.suffix}", zh.data)
        en_file = zh_file if recognised.is_bilingual else (f"en{en.suffix}", en.data)
        return _Sources((zh_file, en_file), ())
    from aigov_corpus.extraction.marked_lines import write_marked

    first = len(recognised.documents[0].left_out)
    lines = []
    for document, file, start in zip(recognised.documents, (zh, en), (0, first), strict=True):
        own = {number - start for number in recognised.kept}
        wanted = {number for number in own if 0 <= number < len(document.left_out)}
        text = bring_back_pieces(document, file.data, name=file.name, wanted=wanted)
        lines.append(write_marked(text).encode())
    given = {f"given-zh{zh.suffix}": zh.data}
    if not recognised.is_bilingual:
        given[f"given-en{en.suffix}"] = en.data
    return _Sources((("zh.txt", lines[0]), ("en.txt", lines[1])), tuple(given.items()))


@dataclass(frozen=True, slots=True)
class Project:
    """A project whose only document is built."""

    folder: Path
    directory: Path
    """Directory of the document."""
    warnings: tuple[str, ...]


def make_project(
    root: Path,
    recognised: Recognised,
    *,
    encoder: Encoder | str,
    progress: Callable[[str], None],
    belongs: bool = False,
) -> Project:
    """Write a project and build it. If that fails or is ended, nothing of its folder is left.

    If the same files were made a project before, that one is returned, with all that people decided
    in it.

    Args:
        root: the folder of all projects; it is created if it does not exist.
        recognised: the files.
        encoder: the encoder, or the name of one.
        progress: called with a few words about each step; what it raises ends the build.
        belongs: whether the two texts are aligned even if they do not seem to belong together.

    Raises:
        AigovError: a file cannot be written, or the document cannot be built.
    """
    if (earlier := _find_earlier(root, recognised)) is not None:
        return earlier
    folder = write_project(root, recognised, belongs=belongs)
    try:
        directory, warnings = build_project(folder, encoder=encoder, progress=progress)
    except BaseException:  # also when the user ends it
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # others lie beside it
            root.rmdir()
        raise
    return Project(folder, directory, warnings)


def _find_earlier(root: Path, recognised: Recognised) -> Project | None:
    """Return the project that was made of the same files before and is built; None if none was."""
    sources = _name_sources(recognised)
    texts = dict([*sources.texts, *sources.given])
    directory = find_made(root, make_id(recognised.name), texts)
    if directory is None:
        return None
    folder = directory.parents[2]
    told = f"these files were aligned before; their review goes on, in {folder}"
    return Project(folder, directory, (told,))


def find_made(root: Path, document: str, raw: Mapping[str, bytes]) -> Path | None:
    """Return the directory of a document that was made of these files before; None if none was.

    Args:
        root: the folder of all projects.
        document: id of the document.
        raw: the files of its project in `data/raw`, by their names.
    """
    for folder in sorted(root.glob(f"{document}*")):
        directory = folder / "data" / "aligned" / document
        given = folder / "data" / "raw"
        if is_whole(directory) and all(_holds(given / name, raw[name]) for name in raw):
            return directory
    return None


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file has these bytes."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def build_project(
    folder: Path, *, encoder: Encoder | str, progress: Callable[[str], None]
) -> tuple[Path, tuple[str, ...]]:
    """Build the only document of a project; return its directory, and warnings.

    Args:
        folder: the folder of the project.
        encoder: the encoder, or the name of one.
        progress: called with a few words about each step; what it raises ends the build.

    Raises:
        AigovError: the document cannot be built.
    """
    from aigov_corpus.building.run import build

    [report] = build(folder / "corpus.toml", encoder=encoder, progress=progress).documents
    if report.error:
        raise InvalidInputError(report.error) if report.exit_code == 3 else AigovError(report.error)
    return Path(report.path), report.warnings


def make_id(name: str) -> str:
    """Return an id for a document, made of the name of a file."""
    words = as_id(name, longest=_LONGEST_ID)
    return f"{words}-text" if words else "document"


def make_folder(root: Path, name: str) -> Path:
    """Create a folder of this name, with a number if there is one already.

    Raises:
        AigovError: no folder can be made there.
    """
    number = 1
    while True:
        folder = root / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            number += 1
            continue
        except OSError as error:
            raise cannot_write(folder, error) from error
        return folder
