"""corpus.toml as frozen records: the documents of a corpus and where their texts come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from aigov_corpus.files.limits import naming_input
from aigov_corpus.text.values import require_path

DEFAULT = "corpus.toml"
"""Name of the configuration file."""

Granularity = Literal["sentence", "clause"]
"""What a unit is made of: whole sentences, or clauses where both texts clearly agree."""
GRANULARITIES: tuple[Granularity, ...] = ("sentence", "clause")
"""All of them, the usual one first."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one language of a document comes from: a file, a URL, or both."""

    file: str = ""
    """Path of the file in the raw directory or, if it is not there, beside corpus.toml.

    Empty if there is only a URL.
    """
    url: str = ""
    """Address of the page; empty if there is only a file."""
    layout: str | None = None
    """Layout of the file: `interleaved`, `table`, `two-column` or `plain`; None to recognise it."""
    lang: str = field(default="", compare=False)
    """Language code of the text, with script or region: `zh-TW`; empty if it is not stated.

    Two sources that differ in nothing else are the same file or page, which is read once.
    """
    keep: tuple[str, ...] = ()
    """Reasons for which text is left out of the source, and shall not be."""

    @property
    def name(self) -> str:
        """Name of the source in messages: the URL, or the file if there is no URL."""
        return self.url or self.file


@dataclass(frozen=True, slots=True)
class Rendering:
    """One English version of a document."""

    id: str
    en: Source
    belongs: bool = False
    """True if a person has checked that this is the same document as the Chinese.

    It is then aligned even if the two texts do not seem to match.
    """
    title: str = ""
    """Title of this version, if it is another than that of the document."""


@dataclass(frozen=True, slots=True)
class DocumentConfig:
    """One text of the corpus: the Chinese and its English renderings."""

    id: str
    title_zh: str
    title_en: str
    zh: Source
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """The corpus as others get it: its name, and the version of its data; unknown values are empty.

    The program that built the data has a version of its own.
    """

    id: str = ""
    """Short name of the corpus."""
    title: str = ""
    description: str = ""
    """What is in it, in a few sentences."""
    version: str = ""
    """Version of the data: `1.2.0`."""
    date: str = ""
    """Day of that version, ISO 8601: `2026-11-27`."""
    homepage: str = ""
    """Address of a page about the corpus."""
    doi: str = ""
    """DOI of the corpus, without an address before it: `10.5281/zenodo.1234567`."""
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """Those who made the corpus; translators are named with their texts."""
    changelog: str = ""
    """Path of a file that tells what changed from version to version; relative to corpus.toml."""

    @property
    def is_stated(self) -> bool:
        """Whether corpus.toml says anything about the corpus as a whole."""
        return self != Release()


@dataclass(frozen=True, slots=True)
class Config:
    """The content of corpus.toml, with absolute paths."""

    path: Path
    """The file that was read, as the caller named it."""
    raw: Path
    """Directory of the raw files and the fetched pages."""
    out: Path
    """Directory in which the corpus is built."""
    taxonomy: Path | None
    """File of the principles to tag; None for the bundled taxonomy."""
    documents: tuple[DocumentConfig, ...]
    keep: tuple[str, ...] = ()
    """Reasons for which text is left out of any source, and shall not be."""
    granularity: Granularity = "sentence"
    """`clause` if units are cut into clauses where both texts clearly agree."""
    release: Release = Release()
    """What is said about the corpus as a whole."""


def load_config(path: str | Path = DEFAULT) -> Config:
    """Read a corpus.toml and return it as a frozen record.

    Args:
        path: a corpus.toml, or the directory that holds one.

    Raises:
        ConfigError: the file cannot be read; a key is unknown, missing or of the wrong type; an id
            is invalid or used twice. The error names the file, the key and the remedy.
    """
    from aigov_corpus.config.tables import CorpusTable
    from aigov_corpus.files.toml import read_toml

    path = require_path(path, name="config")
    with naming_input(path):
        if path.is_dir():
            path = path / DEFAULT
    remedy = f"write one in {path.absolute().parent}, or name yours as the argument CONFIG"
    table = read_toml(path, CorpusTable, remedy=remedy)
    base = path.resolve().parent
    return Config(
        path=path,
        raw=base / table.raw,
        out=base / table.out,
        taxonomy=base / table.taxonomy if table.taxonomy else None,
        documents=tuple(document.record() for document in table.document),
        keep=tuple(table.keep),
        granularity=table.granularity,
        release=table.corpus.record(),
    )
