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
from aigov_corpus.files.gate import LARGEST_TEXT, check_size
from aigov_corpus.importing.facts import read_facts
from aigov_corpus.importing.line_files import read_id
from aigov_corpus.importing.several_files import LINKS, read_file
from aigov_corpus.importing.variants import AlignedTexts, RawUnit, choose_texts, side_of
from aigov_corpus.importing.xml_stream import read_xml
from aigov_corpus.text.language_codes import UNSPACED, base_language

_GZIP = b"\x1f\x8b"
_ROOTS = ("text", "document", "corpus", "cesDoc", "cesAna", "letsmt")
"""First elements of files of sentences."""
_KINDS = ("raw", "xml", "parsed")
"""Kinds of files of sentences, the best first: as they are, divided into words, analysed."""
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
    for group in reader.groups:
        sides = [_read_sentences(path, file) for file in group.files]
        for link in group.links:
            unit, missing = _make_unit(link, sides, number=len(units) + 1)
            units.append(unit)
            unknown += missing
    texts = choose_texts(units, wanted=wanted, name=str(path))
    if unknown:
        notes.append(f"{unknown} links name a sentence that is in no file")
    return AlignedTexts(texts.units, texts.languages, (*texts.notes, *notes)), data


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
        self.texts: dict[str, str] = {}
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
            self.texts[self._id] = " ".join(word for word in words if word.strip())
            self._parts = None


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of one file."""

    language: str
    texts: Mapping[str, str]

    def join(self, ids: Sequence[str]) -> str:
        """Return the text of some sentences; those that are not there are left out."""
        blank = "" if base_language(self.language) in UNSPACED else " "
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


def _read_sentences(links: Path, file: str) -> _Sentences:
    """Return the sentences of a file that links name.

    Args:
        links: the file of links.
        file: what it says: `en/plan.xml.gz`.
    """
    parts = PurePosixPath(file).parts
    lang = parts[0] if len(parts) >= _FEWEST_PLACES else ""
    content = _find_in_archives(links, file, lang) or _find_in_folders(links, file)
    if content is None:
        found = LINKS.fullmatch(links.name)
        archive = f"{found['name']}_{found['release']}_raw_{lang}.zip" if found else "the archive"
        raise InvalidInputError(
            f"the file of sentences {file[:80]} is not beside it",
            source=links,
            remedy=f"put {archive} there, which belongs to these links",
        )
    reader = _SentenceReader()
    read_xml(content, reader, name=file, roots=_ROOTS)
    return _Sentences(reader.language or lang, reader.texts)


def _find_in_archives(links: Path, file: str, lang: str) -> bytes | None:
    """Return a file of sentences from the archive of its language; None if it is not there."""
    found = LINKS.fullmatch(links.name)
    if found is None:
        return None
    wanted = file.removesuffix(".gz")
    for kind in _KINDS:
        path = links.with_name(f"{found['name']}_{found['release']}_{kind}_{lang}.zip")
        if not path.is_file():
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(read_file(path))) as archive:
                for name in archive.namelist():
                    if name.removesuffix(".gz").endswith(f"/{wanted}"):
                        with archive.open(name) as member:
                            content = member.read(LARGEST_TEXT + 1)
                        check_size(content, name=name)
                        return _unpack(content, path)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
        ) as error:
            raise _damaged(path) from error
    return None


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
