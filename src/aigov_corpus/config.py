"""corpus.toml and the provenance files beside the raw texts: what the corpus is made of, and where from.

```toml
raw = "data/raw"                       # where files lie and pages are kept; relative to this file
out = "data/aligned"                   # where the corpus is built
taxonomy = "principles.toml"           # of principles; the bundled one if not given

[[document]]
id = "global-ai-governance-action-plan"
title_zh = "人工智能全球治理行动计划"
title_en = "Global Action Plan for AI Governance"
zh = { file = "plan.en-zh.txt" }       # or url = "https://…", or both: a fetched page goes before the file

[[document.rendering]]                 # as many as there are
id = "sinocism"
en = { file = "plan.en-zh.txt" }       # the same file as `zh`: it holds both languages
belongs = true                         # align it even if it does not seem to belong: you have looked
```

`plan.en-zh.txt.toml` beside the raw file says, a table a language, where the text is from and what may be
done with it. Both kinds of file refuse keys that they do not know.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigov_corpus.errors import ConfigError

DEFAULT = "corpus.toml"
_ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """Where one side of a document comes from: a file under the raw directory, a URL, or both."""

    file: str = ""
    url: str = ""
    layout: str | None = None
    """How the reader is to take it; recognised if None."""

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return self.url or self.file


@dataclass(frozen=True, slots=True)
class Rendering:
    """One English version of a document."""

    id: str
    en: Source
    belongs: bool = False
    """Whether a person vouches that it belongs to the document, whatever is measured."""


@dataclass(frozen=True, slots=True)
class DocumentConfig:
    """One text of the corpus: the Chinese and its English renderings."""

    id: str
    title_zh: str
    title_en: str
    zh: Source
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """What corpus.toml says, with paths made absolute."""

    path: Path
    raw: Path
    out: Path
    taxonomy: Path | None
    documents: tuple[DocumentConfig, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of one language of a raw text; empty where nothing is."""

    url: str = ""
    publisher: str = ""
    translator: str = ""
    published: str = ""
    """ISO 8601."""
    licence: str = ""
    """Short, for the column `licence_en`: an SPDX id or a few words."""
    licence_note: str = ""
    sections: tuple[str, ...] | None = None
    """Paths of the sections that the text holds; the build says so if it finds others."""
    note: str = ""


def load_config(path: str | Path = DEFAULT) -> Config:
    """Return what a corpus.toml says; `path` is the file or the directory that it lies in.

    Raises:
        ConfigError: it cannot be read, or a key is unknown, missing or of the wrong kind.
    """
    path = Path(path)
    if path.is_dir():
        path = path / DEFAULT
    table = _Table(
        _read_toml(path, "write one, or name yours as the argument CONFIG"), str(path), ""
    )
    base = path.resolve().parent
    raw = base / table.text("raw", "data/raw")
    out = base / table.text("out", "data/aligned")
    taxonomy = table.text("taxonomy", "")
    documents = tuple(_document(entry) for entry in table.tables("document"))
    table.done()
    _unique(path, "document", [document.id for document in documents])
    for document in documents:
        _unique(
            path,
            f"rendering of '{document.id}'",
            [rendering.id for rendering in document.renderings],
        )
    return Config(path, raw, out, base / taxonomy if taxonomy else None, documents)


def load_provenance(file: Path) -> dict[str, Provenance]:
    """Return what `<file>.toml` beside a raw file says: `{"zh": …, "en": …}`, empty values where silent.

    Raises:
        ConfigError: it is not TOML, or a key is unknown or of the wrong kind.
    """
    path = file.with_name(f"{file.name}.toml")
    if not path.is_file():
        return {"zh": Provenance(), "en": Provenance()}
    table = _Table(_read_toml(path, ""), str(path), "")
    found = {lang: _provenance(table.table(lang)) for lang in ("zh", "en")}
    table.done()
    return found


def _document(table: _Table) -> DocumentConfig:
    document = DocumentConfig(
        id=table.id(),
        title_zh=table.text("title_zh", ""),
        title_en=table.text("title_en", ""),
        zh=_source(table.table("zh", required=True)),
        renderings=tuple(_rendering(entry) for entry in table.tables("rendering")),
    )
    table.done()
    if not document.renderings:
        raise ConfigError(
            f"{table.where('rendering')} is missing; add a [[document.rendering]] with id and en"
        )
    return document


def _rendering(table: _Table) -> Rendering:
    rendering = Rendering(
        table.id(), _source(table.table("en", required=True)), table.take("belongs", bool, False)
    )
    table.done()
    return rendering


def _source(table: _Table) -> Source:
    source = Source(table.text("file", ""), table.text("url", ""), table.text("layout", "") or None)
    table.done()
    if not source.file and not source.url:
        raise ConfigError(
            f"{table.where('file')} is missing; give a file under the raw directory, a url, or both"
        )
    if Path(source.file).is_absolute() or ".." in Path(source.file).parts:
        raise ConfigError(
            f"{table.where('file')} is '{source.file}'; give a path inside the raw directory"
        )
    return source


def _provenance(table: _Table) -> Provenance:
    sections = table.take("sections", list, None)
    if sections is not None and not all(isinstance(section, str) for section in sections):
        raise ConfigError(
            f'{table.where("sections")} must be a list of strings, such as ["0", "1"]'
        )
    found = Provenance(
        **{name: table.text(name, "") for name in Provenance.__slots__ if name != "sections"},
        sections=None if sections is None else tuple(sections),
    )
    table.done()
    return found


def _unique(path: Path, what: str, ids: list[str]) -> None:
    for name in ids:
        if ids.count(name) > 1:
            raise ConfigError(
                f"{path}: there are two {what} ids '{name}'; give each an id of its own"
            )


def _read_toml(path: Path, remedy: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read ({error.strerror}); {remedy or 'check its rights'}"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error


_KINDS: dict[object, str] = {
    str: "text in quotes",
    bool: "true or false",
    dict: "a table",
    list: "a list",
}


def _shown(value: object) -> str:
    return _KINDS.get(type(value), repr(value))


class _Table:
    """A TOML table whose keys are taken one by one, so that a key nobody took is an error."""

    def __init__(self, values: Mapping[str, Any], file: str, place: str) -> None:
        self.values = dict(values)
        self.file = file
        self.place = place
        self.known: list[str] = []

    def where(self, key: str) -> str:
        return f"{self.file}: {self.place}{key}"

    def take(self, key: str, kind: type, default: Any) -> Any:
        self.known.append(key)
        value = self.values.pop(key, default)
        if value is not default and not isinstance(value, kind):
            raise ConfigError(f"{self.where(key)} must be {_KINDS[kind]}, not {_shown(value)}")
        return value

    def text(self, key: str, default: str) -> str:
        return str(self.take(key, str, default)).strip()

    def id(self) -> str:
        found = self.text("id", "")
        if not _ID.fullmatch(found):
            raise ConfigError(
                f"{self.where('id')} is '{found}'; it names a folder: use a-z, 0-9 and hyphens"
            )
        return found

    def table(self, key: str, *, required: bool = False) -> _Table:
        if required and key not in self.values:
            raise ConfigError(f"{self.where(key)} is missing; give it a file or a url")
        return _Table(self.take(key, dict, {}), self.file, f"{self.place}{key}.")

    def tables(self, key: str) -> list[_Table]:
        self.known.append(key)
        entries = self.values.pop(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            heading = f"[[{self.place.partition('[')[0]}{'.' if self.place else ''}{key}]]"
            raise ConfigError(f"{self.where(key)} must be tables, each under a line  {heading}")
        return [
            _Table(entry, self.file, f"{self.place}{key}[{n}].")
            for n, entry in enumerate(entries, 1)
        ]

    def done(self) -> None:
        for key in self.values:
            raise ConfigError(
                f"{self.where(key)} is not a known key; there are: {', '.join(sorted(self.known))}"
            )
