"""The sources of a document: which files and pages are read.

A source in corpus.toml names a file, a URL, or both. If both are named and the page at the URL was
fetched, the page is read and not the file. A file lies in the raw directory or beside corpus.toml.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from aigov_corpus.config import Config, DocumentConfig, Provenance, Source, load_provenance
from aigov_corpus.errors import (
    ConfigError,
    InvalidInputError,
    RefusedError,
    UsageError,
)
from aigov_corpus.fetching import FetchedArticle, find_article
from aigov_corpus.files.limits import LARGEST_TEXT, read_limited, remedy_of_reading
from aigov_corpus.files.reasons import explain
from aigov_corpus.files.stores import is_in_store, read_from_store
from aigov_corpus.records import RawFile

RawText = RawFile | FetchedArticle
"""What is read from a source: the bytes of a local file, or the fetched pages of an article."""


@dataclass(frozen=True, slots=True)
class DocumentSources:
    """All sources of one document, read from disk."""

    document: DocumentConfig
    """The document, with the renderings whose texts are on disk."""
    raw: Mapping[Source, RawText]
    """The file or pages of each source."""
    provenance: Mapping[Source, Mapping[str, Provenance]]
    """Provenance of each source by language, from its provenance file; empty if it has no file."""
    not_fetched: tuple[str, ...] = ()
    """What was left aside because its page was not fetched, each in a few words."""

    def hashes(self) -> list[str]:
        """Return the SHA-256 of each file and page, in order, in hexadecimal."""
        found = []
        for raw in self.raw.values():
            found += (
                [raw.sha256] if isinstance(raw, RawFile) else [page.sha256 for page in raw.pages]
            )
        return found

    def warnings(self) -> list[str]:
        """Return a warning about all that was not fetched, and one for each page of an article."""
        aside = [
            f"not fetched: {', '.join(self.not_fetched)}; to add it, run  aigov-corpus fetch"
        ] * bool(self.not_fetched)
        return aside + [
            f"{page} is a page of {source.url} and was not fetched, so its text is missing here; "
            "run  aigov-corpus fetch  and build again"
            for source, raw in self.raw.items()
            if isinstance(raw, FetchedArticle)
            for page in raw.missing
        ]


def read_sources(document: DocumentConfig, config: Config) -> DocumentSources:
    """Read all sources of a document from disk.

    A rendering whose page was not fetched, and which has no file, is left aside.

    Raises:
        InvalidInputError: the Chinese text is not on disk, or no rendering is; or a file cannot be
            read.
        ConfigError: a URL or a provenance file is wrong.
    """
    try:
        return _read_sources(document, config)
    except ConfigError as error:
        raise error.with_fields(source=config.path) from error


def _read_sources(document: DocumentConfig, config: Config) -> DocumentSources:
    """Return the same as `read_sources`; an error in corpus.toml does not name it yet."""
    beside = config.path.resolve().parent
    raw = {document.zh: read_source(config.raw, document.zh, beside=beside)}
    aside = []
    if document.zh.url and isinstance(raw[document.zh], RawFile):
        aside.append(f"{document.zh.url} (its file is read)")
    renderings = []
    for rendering in document.renderings:
        source = rendering.en
        if source not in raw:
            text = _find_text(config.raw, source, beside=beside)
            if text is None:
                aside.append(f"{source.url} (rendering {rendering.id})")
                continue
            raw[source] = text
            if source.url and isinstance(text, RawFile):
                aside.append(f"{source.url} (its file is read)")
        renderings.append(rendering)
    if not renderings:
        raise _not_fetched(document.renderings[0].en)
    provenance: dict[Source, Mapping[str, Provenance]] = {}
    for source in raw:
        is_local = source.file and not is_in_store(source.file)
        path = _find_file(config.raw, source.file, beside=beside) if is_local else None
        provenance[source] = load_provenance(path) if path else {}
    found = replace(document, renderings=tuple(renderings))
    return DocumentSources(found, raw, provenance, tuple(aside))


def read_source(directory: Path, source: Source, *, beside: Path | None = None) -> RawText:
    """Return the fetched pages of a source, or its local file if no page was fetched.

    Args:
        directory: the raw directory.
        source: a source of corpus.toml.
        beside: directory of corpus.toml, in which files are looked for too; None for none.

    Raises:
        InvalidInputError: nothing was fetched and no file is named, or a file cannot be read.
        ConfigError: the URL cannot be used.
    """
    text = _find_text(directory, source, beside=beside)
    if text is None:
        raise _not_fetched(source)
    return text


def _not_fetched(source: Source) -> InvalidInputError:
    """Return the error for a source of which nothing is on disk."""
    return InvalidInputError(
        "it was not fetched yet",
        source=source.url,
        remedy="run  aigov-corpus fetch,  or name a file in the configuration",
    )


def _find_text(directory: Path, source: Source, *, beside: Path | None) -> RawText | None:
    """Return the same as `read_source`; None if nothing was fetched and no file is named."""
    if source.url:
        try:
            article = find_article(directory, source.url)
        except (RefusedError, UsageError) as error:
            raise ConfigError(
                error.reason, place=f"url '{error.source}'", remedy=error.remedy
            ) from None
        if article.pages:
            return article
        if not source.file:
            return None
    if is_in_store(source.file):
        body = read_from_store(source.file)
        return RawFile(source.file, body, hashlib.sha256(body).hexdigest())
    path = directory / source.file
    try:
        path = _find_file(directory, source.file, beside=beside)
        body = read_limited(path, limit=LARGEST_TEXT)
    except FileNotFoundError as error:
        looked = f"in {directory}" + (f", nor in {beside}" if beside else "")
        raise InvalidInputError(
            f"there is no such file {looked}",
            source=source.file,
            remedy="put the file there, or change its name in the configuration",
        ) from error
    except OSError as error:
        raise InvalidInputError(
            f"it cannot be read ({explain(error, path)})",
            source=error.filename or path,
            remedy=remedy_of_reading(
                error, otherwise="put the file there, or change its name in the configuration"
            ),
        ) from error
    return RawFile(source.file, body, hashlib.sha256(body).hexdigest())


def _find_file(directory: Path, file: str, *, beside: Path | None) -> Path:
    """Return the path of a file: in the raw directory, or else beside corpus.toml."""
    path = directory / file
    if beside is None or path.exists() or not (beside / file).exists():
        return path
    return beside / file
