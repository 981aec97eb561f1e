"""Make a project of files: a folder that `build` builds.

The files are a Chinese text and one or more English renderings of it, or one file that holds both
languages.

<folder>/
corpus.toml                 one document, with a rendering for each English file
data/raw/                   the files as they were given, under names of ours; if pieces were
                            brought back, both texts as marked lines beside them
data/aligned/<document>/    the built document
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.building.earlier_reviews import take_over_decisions
from aigov_corpus.building.file_ids import make_file_id
from aigov_corpus.building.kept_pieces import bring_back_pieces
from aigov_corpus.building.run import build
from aigov_corpus.config.ids import find_fault_of_id, number_repeated
from aigov_corpus.corpus.writing import is_whole, remove_empty
from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.extraction import extract_any, extract_bilingual
from aigov_corpus.extraction.marked_lines import write_marked
from aigov_corpus.files.given import GivenFile
from aigov_corpus.files.writing import Replacing, cannot_write
from aigov_corpus.protocols import Encoder
from aigov_corpus.records import Document, LeftOut
from aigov_corpus.text.language_codes import LANGUAGE_NAMES

_RENDERING = "english"
"""Id of the only rendering, and of one whose file has a name without letters and digits."""
ONE_OF_EACH = "give one Chinese file, and one English file or several"
"""What to do about files that are not one text and its renderings."""
PROVENANCE = ".toml"
"""Ending of files beside raw ones that say where these are from."""
MOST_FILES = 9
"""Files of one project: a Chinese text, and as many renderings as stand beside each other legibly.
"""


@dataclass(frozen=True, slots=True)
class FileLanguages:
    """Which file holds which language."""

    zh: GivenFile
    renderings: tuple[GivenFile, ...]
    """The English files, the first of which is the one that a review changes; or the Chinese file
    once more, if it holds both languages."""
    documents: tuple[Document, ...]
    """The Chinese text and those of the English files, as reading found them."""
    kept: frozenset[int] = frozenset()
    """0-based numbers in `left_out` of the pieces that the user wants in the text."""

    @property
    def is_bilingual(self) -> bool:
        """Whether one file holds both languages."""
        return self.renderings == (self.zh,)

    @property
    def name(self) -> str:
        """Title of the document: the name of the Chinese file without its ending."""
        return Path(self.zh.name).stem or "document"

    @property
    def files(self) -> tuple[GivenFile, ...]:
        """The file of each of `documents`."""
        return (self.zh, *self.renderings)

    @property
    def left_out(self) -> list[tuple[int, LeftOut]]:
        """The text that reading left out, each piece with the 0-based number of its document."""
        return [
            (number, piece)
            for number, document in enumerate(self.documents)
            for piece in document.left_out
        ]

    @property
    def rendering_ids(self) -> tuple[str, ...]:
        """An id for each rendering: of several, the name of its file as far as that can be one."""
        if len(self.renderings) == 1:
            return (_RENDERING,)
        names = (make_file_id(Path(file.name).stem) for file in self.renderings)
        return tuple(
            number_repeated(_RENDERING if find_fault_of_id(name) else name for name in names)
        )


def toggle_piece(recognised: FileLanguages, number: int) -> FileLanguages:
    """Return the same files with one more piece that the user wants, or without it again.

    Args:
        recognised: the files.
        number: 0-based number of the piece in `left_out`; another number changes nothing.
    """
    if not 0 <= number < len(recognised.left_out):
        return recognised
    return replace(recognised, kept=recognised.kept ^ {number})


def recognise_files(files: Sequence[GivenFile]) -> FileLanguages:
    """Find out which file is Chinese, and which are its English renderings.

    Args:
        files: a Chinese file and one or more English ones, in any order; or one that holds both.

    Raises:
        InvalidInputError: a file cannot be read, a language is missing, or there are two Chinese
            files.
    """
    if len(files) == 1:
        [file] = files
        return FileLanguages(file, (file,), extract_bilingual(file.data, name=file.name))
    found: dict[str, list[tuple[GivenFile, Document]]] = {lang: [] for lang in LANGUAGE_NAMES}
    with_both: list[GivenFile] = []
    for file in files:
        texts = extract_any(file.data, name=file.name)
        text = max(texts, key=lambda document: sum(len(b.text) for b in document.blocks))
        if text.lang not in found:
            raise InvalidInputError(
                f"{len(files)} files are given, not one that holds both languages or one for each",
                remedy=ONE_OF_EACH,
            )
        found[text.lang].append((file, text))
        with_both += [file] * (len(texts) > 1)
    for lang, other in (("zh", "en"), ("en", "zh")):
        # Several English files are renderings; several Chinese ones are other texts.
        if len(found[lang]) > 1 and (lang == "zh" or not found[other]):
            if with_both:
                raise InvalidInputError(
                    "it holds both languages, and another file is given with it",
                    source=with_both[0].name,
                    remedy="give it alone, or one file for each text",
                )
            first, second = (file.name for file, _ in found[lang][:2])
            raise InvalidInputError(
                f"it is {LANGUAGE_NAMES[lang]}, as {first} is", source=second, remedy=ONE_OF_EACH
            )
    [(zh, zh_text)] = found["zh"]
    renderings = tuple(file for file, _ in found["en"])
    return FileLanguages(zh, renderings, (zh_text, *(text for _, text in found["en"])))


def write_project(root: Path, recognised: FileLanguages, *, belongs: bool = False) -> Path:
    """Write the folder of a project; return it. Nothing is built yet.

    Args:
        root: the folder of all projects; it is created if it does not exist.
        recognised: the files.
        belongs: whether texts are aligned even if they do not seem to belong together.

    Raises:
        AigovError: a file cannot be written.
    """
    sources = _name_sources(recognised)
    document = make_id(recognised.name)
    zh_name, *en_names = (name for name, _ in sources.texts)
    title = _clean_title(recognised.name) or document
    lines = [
        "[[document]]",
        f'id = "{document}"',
        f'title_zh = "{title}"',
        f'title_en = "{title}"',
        f'zh = {{ file = "{zh_name}" }}',
    ]
    titles = [_clean_title(Path(file.name).stem) for file in recognised.renderings]
    named = zip(recognised.rendering_ids, titles, en_names, strict=True)
    for rendering, own_title, en_name in named:
        lines += ["", "[[document.rendering]]", f'id = "{rendering}"']
        lines += [f'title = "{own_title}"'] if len(titles) > 1 else []
        lines += [f'en = {{ file = "{en_name}" }}', *(["belongs = true"] if belongs else [])]
    with new_folder(root, document) as folder, Replacing() as files:
        raw = folder / "data" / "raw"
        raw.mkdir(parents=True)
        for name, data in dict([*sources.texts, *sources.given]).items():
            files.beside(raw / name).write_bytes(data)
        configuration = "\n".join(lines) + "\n"
        files.beside(folder / "corpus.toml").write_text(
            configuration, encoding="utf-8", newline="\n"
        )
    return folder


class _Sources(NamedTuple):
    """What is written into `data/raw`: names of ours with contents."""

    texts: tuple[tuple[str, bytes], ...]
    """The files of the Chinese text and of each English one; the same one if it holds both."""
    given: tuple[tuple[str, bytes], ...]
    """The files as they were given, if the texts are made from them."""


def _name_sources(recognised: FileLanguages) -> _Sources:
    """Return the files of a project.

    If the user wants pieces that reading leaves out, all texts are written as marked lines, which
    are read as they are.

    Raises:
        InvalidInputError: a file cannot be read again.
    """
    single = len(recognised.renderings) == 1
    numbers = range(1, len(recognised.renderings) + 1)
    stems = ("zh", *(("en",) if single else (f"en-{number}" for number in numbers)))
    files = recognised.files
    names = [f"{stem}{file.suffix}" for stem, file in zip(stems, files, strict=True)]
    if recognised.is_bilingual:
        names[1] = names[0]
    if not recognised.kept:
        return _Sources(tuple(zip(names, (file.data for file in files), strict=True)), ())
    first = 0
    texts = []
    for document, file, stem in zip(recognised.documents, files, stems, strict=True):
        here = range(first, first + len(document.left_out))
        first = here.stop
        wanted = {number - here.start for number in recognised.kept if number in here}
        text = bring_back_pieces(document, file.data, name=file.name, wanted=wanted)
        texts.append((f"{stem}.txt", write_marked(text).encode()))
    given = {f"given-{name}": file.data for name, file in zip(names, files, strict=True)}
    return _Sources(tuple(texts), tuple(given.items()))


@dataclass(frozen=True, slots=True)
class Project:
    """A project whose only document is built."""

    folder: Path
    directory: Path
    """Directory of the document."""
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences about an earlier review of the files."""


def make_project(
    root: Path,
    recognised: FileLanguages,
    *,
    encoder: Encoder | str,
    progress: Callable[[str], None],
    belongs: bool = False,
) -> Project:
    """Write a project and build it. If that fails or is ended, nothing of its folder is left.

    If the same files were made a project before, that one is returned, with all that people decided
    in it. If only renderings came or went, what was decided about the others is taken over.

    Args:
        root: the folder of all projects; it is created if it does not exist.
        recognised: the files.
        encoder: the encoder, or the name of one.
        progress: called with a few words about each step; what it raises ends the build.
        belongs: whether texts are aligned even if they do not seem to belong together.

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
    texts = _name_sources(recognised).texts
    given = {name: file.name for (name, _), file in zip(texts, recognised.files, strict=False)}
    (_, zh), *english = texts
    renderings = zip(recognised.rendering_ids, (data for _, data in english), strict=True)
    told = take_over_decisions(root, directory, zh=zh, renderings=dict(renderings))
    return Project(
        folder, directory, tuple(_as_given(text, given) for text in warnings), tuple(told)
    )


def _as_given(warning: str, given: Mapping[str, str]) -> str:
    """Return a warning of a build with the name of the user's file in place of ours.

    Args:
        warning: the warning, which begins with a name of ours if it is about a file.
        given: names of the user's files by ours.
    """
    ours, found, rest = warning.partition(": ")
    return f"{given.get(ours, ours)}{found}{rest}"


def _find_earlier(root: Path, recognised: FileLanguages) -> Project | None:
    """Return the project that was made of the same files before and is built; None if none was."""
    sources = _name_sources(recognised)
    texts = dict([*sources.texts, *sources.given])
    directory = find_made(root, make_id(recognised.name), texts)
    if directory is None:
        return None
    folder = directory.parents[2]
    told = f"these files were aligned before; their review goes on, in {folder}"
    return Project(folder, directory, notes=(told,))


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
        if not is_whole(directory) or not all(_holds(given / name, raw[name]) for name in raw):
            continue
        there = {path.name for path in given.iterdir() if path.suffix != PROVENANCE}
        if there == raw.keys():  # with one more rendering it is another review
            return directory
    return None


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file has these bytes."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _clean_title(name: str) -> str:
    """Return the name of a file as it can stand between quotation marks in TOML."""
    return re.sub(r'[\x00-\x1f\x7f"\\]+', " ", name).strip()


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
    [report] = build(folder / "corpus.toml", encoder=encoder, progress=progress).documents
    if report.error:
        raise InvalidInputError(report.error) if report.exit_code == 3 else AigovError(report.error)
    return Path(report.path), report.warnings


def make_id(name: str) -> str:
    """Return an id for a document, made of the name of a file."""
    words = make_file_id(name)
    return f"{words}-text" if words else "document"


@contextmanager
def new_folder(root: Path, name: str) -> Iterator[Path]:
    """Create a folder of this name, with a number if there is one already.

    If the block fails, the folder and all that it holds are removed, and so are those above it that
    were made for it.

    Raises:
        AigovError: no folder can be made there, or the block has raised an `OSError`.
    """
    made = [above for above in (root, *root.parents) if not above.exists()]
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
        break
    try:
        yield folder
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        remove_empty(made)
        if isinstance(error, OSError):
            raise cannot_write(Path(error.filename or folder), error) from error
        raise
