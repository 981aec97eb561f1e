"""The tables of corpus.toml and of provenance files, as pydantic models.

The method `record()` of a table gives the frozen record that the rest of the package uses.

Importing this module imports pydantic.
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from aigov_corpus import patterns as re
from aigov_corpus.config.corpus_file import (
    DocumentConfig,
    Granularity,
    Release,
    Rendering,
    Source,
)
from aigov_corpus.config.ids import find_fault_of_id
from aigov_corpus.config.provenance import Provenance
from aigov_corpus.errors import UsageError
from aigov_corpus.files.toml import TomlTable, invalid_value, repeated_at
from aigov_corpus.text.language_codes import base_language, normalise_code

_EXAMPLES = {"zh": "zh-TW", "en": "en-GB"}
"""For each side of a document, an example of a language code with a region."""

_CONTROL = re.compile("[\x00-\x1f\x7f]")


class _Table(TomlTable):
    """A table in whose string values white space at both ends is removed."""

    model_config = ConfigDict(str_strip_whitespace=True)


def _check_id(value: str) -> str:
    if fault := find_fault_of_id(value):
        raise invalid_value(fault.reason, remedy=fault.remedy)
    return value


def _check_path(value: str) -> str:
    if unprintable := _CONTROL.search(value):
        raise invalid_value(
            f"it has the character {unprintable[0]!a}, and no path can have it",
            remedy="delete that character",
        )
    return value


_Path = Annotated[str, AfterValidator(_check_path)]


def _read_code(value: str) -> str:
    """Return a language code in one spelling; an empty one stays empty."""
    try:
        return normalise_code(value) if value else ""
    except UsageError as error:
        raise invalid_value(error.reason, remedy=error.remedy) from None


_Id = Annotated[
    str, AfterValidator(_check_id), Field(description="a short name of a-z, 0-9 and hyphens")
]


class SourceTable(_Table):
    """The value of `zh` in a document, or of `en` in a rendering."""

    file: _Path = ""
    url: str = ""
    layout: str = ""
    lang: Annotated[str, AfterValidator(_read_code)] = ""
    keep: list[str] = Field(default=[])

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.file and not self.url:
            raise invalid_value(
                "it is missing, and so is url",
                remedy="give a file in the raw directory or beside corpus.toml, a url, or both",
                key="file",
            )
        if _leads_out(self.file):
            raise invalid_value(
                f"'{self.file}' is neither in the raw directory nor beside corpus.toml",
                remedy="give a path in one of them, such as plan.txt",
                key="file",
            )
        return self

    def record(self) -> Source:
        """Return the source as a frozen record."""
        return Source(self.file, self.url, self.layout or None, self.lang, tuple(self.keep))

    def require_language(self, base: str) -> None:
        """Raise an error for pydantic if `lang` is not a code of the language `base`."""
        if self.lang and base_language(self.lang) != base:
            raise invalid_value(
                f"'{self.lang}' is another language than '{base}', the side that the text is for",
                remedy=f"write {base}, with a script or region if you know it: {_EXAMPLES[base]}",
                key=f"{base}.lang",
            )


class RenderingTable(_Table):
    """A table `[[document.rendering]]`: one English version of a document."""

    id: _Id
    title: str = ""
    en: SourceTable = Field(description="a table with a file or a url")
    belongs: bool = False

    @model_validator(mode="after")
    def _check(self) -> Self:
        self.en.require_language("en")
        return self

    def record(self) -> Rendering:
        """Return the rendering as a frozen record."""
        return Rendering(self.id, self.en.record(), self.belongs, self.title)


class DocumentTable(_Table):
    """A table `[[document]]`: one text of the corpus."""

    id: _Id
    title_zh: str = ""
    title_en: str = ""
    zh: SourceTable = Field(description="a table with a file or a url")
    rendering: list[RenderingTable] = Field(
        description="a table  [[document.rendering]]  with id and en"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.rendering:
            raise invalid_value("it is empty", remedy="add a table with id and en", key="rendering")
        _require_own_ids([rendering.id for rendering in self.rendering], "rendering")
        self.zh.require_language("zh")
        return self

    def record(self) -> DocumentConfig:
        """Return the document as a frozen record."""
        return DocumentConfig(
            id=self.id,
            title_zh=self.title_zh,
            title_en=self.title_en,
            zh=self.zh.record(),
            renderings=tuple(rendering.record() for rendering in self.rendering),
        )


_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]*")
"""A version: letters, digits, points, plus and hyphen, as in `1.2.0` and `2026.11`."""
_ADDRESS = re.compile(r"https?://\S+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
"""A DOI without an address: the prefix of who registered it, a slash, and the rest."""


class ReleaseTable(_Table):
    """The table `[corpus]`: the corpus as others get it."""

    id: Annotated[str, AfterValidator(lambda value: value and _check_id(value))] = ""
    title: str = ""
    description: str = ""
    version: str = ""
    date: str = ""
    homepage: str = ""
    doi: str = ""
    keywords: list[str] = Field(default=[])
    authors: list[str] = Field(default=[])
    changelog: _Path = ""

    @model_validator(mode="after")
    def _check(self) -> Self:
        for key, form, remedy in (
            ("version", _VERSION, "write it like 1.2.0"),
            ("homepage", _ADDRESS, "write an address that begins with https://"),
            ("doi", _DOI, "write it like 10.5281/zenodo.1234567"),
        ):
            value = getattr(self, key)
            if value and not form.fullmatch(value):
                raise invalid_value(f"'{value}' is not a {key}", remedy=remedy, key=key)
        if self.date and not _is_day(self.date):
            reason = f"'{self.date}' is not a day of the calendar"
            raise invalid_value(reason, remedy="write it like 2026-11-27", key="date")
        if self.version and not self.date:
            remedy = "add the day of this version, like 2026-11-27"
            raise invalid_value("it is missing, and there is a version", remedy=remedy, key="date")
        if _leads_out(self.changelog):
            raise invalid_value(
                f"'{self.changelog}' is not beside corpus.toml",
                remedy="give a path in its directory, such as CHANGELOG.md",
                key="changelog",
            )
        return self

    def record(self) -> Release:
        """Return what is said as a frozen record."""
        values = self.model_dump()
        return Release(
            **values | {"keywords": tuple(self.keywords), "authors": tuple(self.authors)}
        )


class CorpusTable(_Table):
    """The whole of corpus.toml."""

    raw: _Path = "data/raw"
    out: _Path = "data/aligned"
    taxonomy: _Path = ""
    keep: list[str] = Field(default=[])
    granularity: Granularity = "sentence"
    corpus: ReleaseTable = Field(default_factory=ReleaseTable)
    document: list[DocumentTable] = Field(default=[])

    @model_validator(mode="after")
    def _check(self) -> Self:
        _require_own_ids([document.id for document in self.document], "document")
        return self


class ProvenanceTable(_Table):
    """The table `[zh]` or `[en]` of a provenance file."""

    url: str = ""
    publisher: str = ""
    translator: str = ""
    published: str = ""
    licence: str = ""
    licence_note: str = ""
    sections: list[str] | None = None
    note: str = ""

    def record(self) -> Provenance:
        """Return the provenance as a frozen record."""
        values = self.model_dump()
        values["sections"] = None if self.sections is None else tuple(self.sections)
        return Provenance(**values)


class ProvenanceFile(_Table):
    """The whole of a provenance file."""

    zh: ProvenanceTable = ProvenanceTable()
    en: ProvenanceTable = ProvenanceTable()


def _is_day(value: str) -> bool:
    """Tell whether a text is a day, written as ISO 8601: `2026-11-27`."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _leads_out(file: str) -> bool:
    """Return whether a path is absolute or climbs out of its directory, on any system."""
    paths = (PurePosixPath(file), PureWindowsPath(file))
    return any(path.is_absolute() or path.drive or ".." in path.parts for path in paths)


def _require_own_ids(ids: list[str], key: str) -> None:
    """Raise an error for pydantic if two tables of the list `key` have the same id."""
    again = repeated_at(ids)
    if again is not None:
        raise invalid_value(
            f"the id '{ids[again]}' is used twice",
            remedy=f"give each {key} an id of its own",
            key=f"{key}[{again + 1}].id",
        )
