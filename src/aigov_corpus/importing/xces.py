"""Read XCES, the format of OPUS: links between sentences, and the sentences of each language.

The links say `en/plan.xml.gz`, and the file with these sentences is looked for beside them: in the
archive that OPUS and `export` give (`NAME_latest_raw_en.zip`), or in a folder.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.limits import LARGEST_TEXT, check_size
from aigov_corpus.importing.facts import read_facts
from aigov_corpus.importing.line_files import read_id
from aigov_corpus.importing.several_files import LINKS, read_file
from aigov_corpus.importing.variants import AlignedTexts, RawUnit, choose_texts, side_of
from aigov_corpus.importing.xml_stream import read_xml
from aigov_corpus.text.language_codes import joiner_of

_GZIP = b"\x1f\x8b"
_ROOTS = ("text", "document", "corpus", "cesDoc", "cesAna", "letsmt")
"""First elements of files of sentences."""
_KINDS = ("raw", "xml", "parsed")
"""Kinds of files of sentences, the best first: as they are, divided into words, analysed."""
_BEFORE_LANGUAGE = 2
"""Folders before the language in the names of an archive: the corpus, and the kind."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
"""What the library raises for a damaged archive."""
_FEWEST_PLACES = 2
"""A path of a file of sentences has a folder, the language, and a name."""


@dataclass(slots=True)
class _Group:
    """The links between two files of sentences."""

    files: tuple[str, str]
    links: list[Mapping[str, str]] = field(default_factory=list)
    """The attributes of each."""


def read_xces(path: Path, *, wanted: Sequence[str] = ()) -> tuple[AlignedTexts, bytes]:
    """Return the pairs that links and their files of sentences hold, and the bytes of the links.

    No file says which text is the source; it is the Chinese unless the user names another.

    Args:
        path: the file of links.
        wanted: language codes that the user names, the source first.

    Raises:
        InvalidInputError: a file is missing or damaged, or lacks one of the languages.
    """
    data = _unpack(read_file(path), path)
    reader = _LinkReader()
    notes = read_xml(data, reader, name=str(path), roots=("cesAlign",))
    units: list[RawUnit] = []
    unknown = 0
    files = _Files(path)
    for group in reader.groups:
        sides = [files.read(file) for file in group.files]
        for link in group.links:
            unit, missing = _make_unit(link, sides, number=len(units) + 1)
            units.append(unit)
            unknown += missing
    texts = choose_texts(units, wanted=wanted, name=str(path))
    if unknown:
        notes.append(f"links to a sentence that is in no file: {unknown:,}")
    notes = [*texts.notes, *notes]
    return AlignedTexts(texts.units, texts.languages, tuple(notes), is_aligned=True), data


class _LinkReader:
    """Collects links while the XML is read."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []

    def start(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""
        if tag == "linkGrp":
            files = (attributes.get("fromDoc", ""), attributes.get("toDoc", ""))
            self.groups.append(_Group(files))
        elif tag == "link" and self.groups:
            self.groups[-1].links.append(dict(attributes))

    def text(self, text: str) -> None:
        """A piece of text; links have none."""

    def end(self, tag: str) -> None:
        """An element ends."""


class _SentenceReader:
    """Collects sentences while the XML is read."""

    def __init__(self) -> None:
        self.language = ""
        self.words: dict[str, list[str]] = {}
        """The words of each sentence: those that the file separates, or those between blanks."""
        self.is_parted = False
        """Whether the file separates words, so that Chinese has no blanks between them."""
        self._id = ""
        self._parts: list[str] | None = None
        self._words: list[str] = []
        self._in_word = False

    def start(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""
        self.language = self.language or attributes.get("xml:lang", "")
        if tag == "s":
            self._id, self._parts, self._words = attributes.get("id", ""), [], []
        elif tag == "w":
            self._words.append("")
            self._in_word = True

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._parts is not None:
            self._parts.append(text)
            if self._in_word:
                self._words[-1] += text

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "w":
            self._in_word = False
        elif tag == "s" and self._parts is not None:
            words = self._words or "".join(self._parts).split()
            self.words[self._id] = [word for word in words if word.strip()]
            self.is_parted |= bool(self._words)
            self._parts = None


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of one file."""

    language: str
    texts: Mapping[str, str]

    def join(self, ids: Sequence[str]) -> str:
        """Return the text of some sentences; those that are not there are left out."""
        blank = joiner_of(self.language)
        return blank.join(self.texts[name] for name in ids if name in self.texts)


def _make_unit(
    link: Mapping[str, str], sides: Sequence[_Sentences], *, number: int
) -> tuple[RawUnit, bool]:
    """Return the pair of a link, the Chinese first, and whether a sentence of it is missing."""
    ends = link.get("xtargets", ";").split(";")
    names = [end.split() for end in (*ends, "")[:2]]
    texts = [(side.language, side.join(ids)) for side, ids in zip(sides, names, strict=True)]
    texts.sort(key=lambda text: side_of(text[0]) != "zh")
    facts, _ = read_facts({"score": [link.get("certainty", "")]})
    pair_id = link.get("id", "")
    known = read_id(pair_id)
    unit = RawUnit(number, texts, facts=facts | known, pair_id=pair_id if known else "")
    missing = any(
        name not in side.texts for side, ids in zip(sides, names, strict=True) for name in ids
    )
    return unit, missing


class _Files:
    """Finds the files of sentences that links name; each archive is opened once."""

    def __init__(self, links: Path) -> None:
        """Look for archives beside the file of links."""
        self._links = links
        self._found = LINKS.fullmatch(links.name)
        self._archives: dict[Path, tuple[zipfile.ZipFile, dict[str, str]] | None] = {}
        """Each archive with the names of its files, by what links say of them: `en/plan.xml`."""

    def read(self, file: str) -> _Sentences:
        """Return the sentences of a file that links name, such as `en/plan.xml.gz`.

        Raises:
            InvalidInputError: it is not there, or damaged.
        """
        parts = PurePosixPath(file).parts
        lang = parts[0] if len(parts) >= _FEWEST_PLACES else ""
        content = self._find_in_archives(file, lang) or _find_in_folders(self._links, file)
        if content is None:
            archive = self._name_archive("raw", lang) if self._found else "the archive"
            raise InvalidInputError(
                f"the file of sentences {file[:80]} is not beside it",
                source=self._links,
                remedy=f"put {archive} there, which belongs to these links",
            )
        reader = _SentenceReader()
        read_xml(content, reader, name=file, roots=_ROOTS)
        language = reader.language or lang
        blank = joiner_of(language) if reader.is_parted else " "
        texts = {name: blank.join(words) for name, words in reader.words.items()}
        return _Sentences(language, texts)

    def _name_archive(self, kind: str, lang: str) -> str:
        """Return the name of the archive of one language."""
        assert self._found is not None
        return f"{self._found['name']}_{self._found['release']}_{kind}_{lang}.zip"

    def _find_in_archives(self, file: str, lang: str) -> bytes | None:
        """Return a file of sentences from the archive of its language; None if it is not there."""
        if self._found is None:
            return None
        for kind in _KINDS:
            path = self._links.with_name(self._name_archive(kind, lang))
            try:
                opened = self._open(path)
                name = opened[1].get(file.removesuffix(".gz")) if opened else None
                if opened is None or name is None:
                    continue
                with opened[0].open(name) as member:
                    content = member.read(LARGEST_TEXT + 1)
            except _DAMAGE as error:
                raise _damaged(path) from error
            check_size(content, name=name)
            return _unpack(content, path)
        return None

    def _open(self, path: Path) -> tuple[zipfile.ZipFile, dict[str, str]] | None:
        """Return an archive with the names of its files; None if there is none."""
        if path not in self._archives:
            found = None
            if path.is_file():
                archive = zipfile.ZipFile(io.BytesIO(read_file(path)))
                # plan/raw/en/2025/plan.xml is what links call en/2025/plan.xml
                names = {
                    "/".join(name.removesuffix(".gz").split("/")[_BEFORE_LANGUAGE:]): name
                    for name in archive.namelist()
                }
                found = (archive, names)
            self._archives[path] = found
        return self._archives[path]


def _find_in_folders(links: Path, file: str) -> bytes | None:
    """Return a file of sentences from a folder beside the links; None if it is not there."""
    if ".." in PurePosixPath(file).parts or PurePosixPath(file).is_absolute():
        return None
    bare = file.removesuffix(".gz")
    for folder in ("", *_KINDS):
        for name in (file, bare):
            path = links.parent / folder / name
            if path.is_file():
                return _unpack(read_file(path), path)
    return None


def _unpack(data: bytes, path: Path) -> bytes:
    """Return the content of a file that may be compressed with gzip."""
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = file.read(LARGEST_TEXT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(path) from error
    check_size(content, name=path)
    return content


def _damaged(path: Path) -> InvalidInputError:
    """Return the error for an archive that cannot be unpacked."""
    return InvalidInputError("it is damaged", source=path, remedy="take another copy")
