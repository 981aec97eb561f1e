"""The sources of a document: which files and pages to read, and the texts that they hold.

A source of corpus.toml names a file in the raw directory, a URL, or both. If the page at the URL
was fetched, it is read and not the file. A source that gives both the Chinese and the English text
is read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.message import Message
from pathlib import Path

from aigov_corpus.config import Config, DocumentConfig, Provenance, Source, load_provenance
from aigov_corpus.corpus.datapackage import SourceText
from aigov_corpus.errors import (
    ConfigError,
    InvalidInputError,
    MismatchError,
    RefusedError,
    UsageError,
)
from aigov_corpus.fetching import FetchedArticle, find_article
from aigov_corpus.records import Document, RawFile, Snapshot

RawText = RawFile | FetchedArticle
"""The bytes of a source: a local file, or the pages of an article that were fetched."""

_BILINGUAL_LAYOUTS = frozenset({"interleaved", "table", "two-column"})


@dataclass(frozen=True, slots=True)
class DocumentSources:
    """All sources of one document, read from disk."""

    document: DocumentConfig
    raw: Mapping[Source, RawText]
    """The bytes of each source."""
    provenance: Mapping[Source, Mapping[str, Provenance]]
    """What the provenance file of each source says, by language; empty if there is no file."""

    def hashes(self) -> list[str]:
        """Return the SHA-256 of every file and page, in order, hexadecimal."""
        found = []
        for raw in self.raw.values():
            found += [raw.sha256] if isinstance(raw, RawFile) else [p.sha256 for p in raw.pages]
        return found

    def warnings(self) -> list[str]:
        """Return a warning for each page of an article that was not fetched."""
        return [
            f"{page} is a page of {source.url} and was not fetched, so its text is missing here; "
            "run  aigov-corpus fetch  and build again"
            for source, raw in self.raw.items()
            if isinstance(raw, FetchedArticle)
            for page in raw.missing
        ]


def read_sources(document: DocumentConfig, config: Config) -> DocumentSources:
    """Read the sources of a document from disk.

    Raises:
        InvalidInputError: a source is not on disk, or cannot be read.
        ConfigError: a URL or a provenance file is wrong.
    """
    sources = [document.zh, *(rendering.en for rendering in document.renderings)]
    raw: dict[Source, RawText] = {}
    provenance: dict[Source, Mapping[str, Provenance]] = {}
    for source in dict.fromkeys(sources):
        try:
            raw[source] = read_source(config.raw, source)
        except ConfigError as error:
            raise error.with_fields(source=config.path) from error
        provenance[source] = load_provenance(config.raw / source.file) if source.file else {}
    return DocumentSources(document, raw, provenance)


def read_source(directory: Path, source: Source) -> RawText:
    """Return the fetched pages of a source, or its local file if none was fetched.

    Args:
        directory: the raw directory.
        source: a source of corpus.toml.

    Raises:
        InvalidInputError: nothing was fetched and there is no file, or one of them cannot be read.
        ConfigError: the URL cannot be used.
    """
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
            raise InvalidInputError(
                "it was not fetched yet",
                source=source.url,
                remedy="run  aigov-corpus fetch,  or name a file in the configuration",
            )
    path = directory / source.file
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InvalidInputError(
            f"it cannot be read ({error.strerror})",
            source=path,
            remedy="put the file there, or change its name in the configuration",
        ) from error
    return RawFile(source.file, body, hashlib.sha256(body).hexdigest())


def extract_texts(sources: DocumentSources) -> list[SourceText]:
    """Return the texts of a document: the Chinese one, then the English one of each rendering.

    Raises:
        InvalidInputError: a source cannot be decoded, or has no text in its language.
    """
    document = sources.document
    wanted = [("zh", "zh", document.zh)]
    wanted += [(f"en/{rendering.id}", "en", rendering.en) for rendering in document.renderings]
    documents: dict[Source, dict[str, Document]] = {}
    for source, raw in sources.raw.items():
        langs = tuple(dict.fromkeys(lang for _, lang, other in wanted if other == source))
        documents[source] = _extract(raw, source, langs)
    texts = []
    for name, lang, source in wanted:
        known = sources.provenance[source].get(lang, Provenance())
        text = documents[source][lang]
        texts.append(_source_text(name, text, sources.raw[source], known))
    return texts


def _extract(raw: RawText, source: Source, langs: Sequence[str]) -> dict[str, Document]:
    """Return the document of each language that a source gives.

    The layout in the configuration is that of the file. It says nothing of a page that was fetched
    though there is a file.
    """
    from aigov_corpus.extraction import (
        RawPage,
        check_document_language,
        extract_bilingual,
        extract_pages,
    )

    if isinstance(raw, RawFile):
        pages = [RawPage(raw.body, raw.path)]
        layout = source.layout
    else:
        pages = [
            RawPage(page.body, page.path, page.final_url, _charset(page)) for page in raw.pages
        ]
        layout = None if source.file else source.layout
    holds_both = layout in _BILINGUAL_LAYOUTS or (layout is None and len(langs) > 1)
    if holds_both and len(pages) == 1:
        [page] = pages
        both = extract_bilingual(
            page.data, name=page.name, url=page.url, charset=page.charset, layout=layout
        )
        documents = dict(zip(("zh", "en"), both, strict=True))
    else:
        both_sides = layout is None and len(langs) > 1
        documents = {
            lang: extract_pages(pages, lang=lang, layout=layout, both_sides=both_sides)
            for lang in langs
        }
    for lang in langs:
        check_document_language(documents[lang], name=pages[0].name)
    return documents


def _source_text(name: str, document: Document, raw: RawText, known: Provenance) -> SourceText:
    """Return a text with what is known about its origin.

    The sections and the note of a provenance file are about the local file; they say nothing of a
    page that was fetched. The URL of the text is that of the page, else that of the provenance
    file, else one that stands in the text.
    """
    url = known.url or document.url
    if isinstance(raw, FetchedArticle):
        url = raw.pages[0].final_url or url
        known = replace(known, sections=None, note="")
    return SourceText(name, replace(document, url=url), known)


def _charset(page: Snapshot) -> str:
    """Return the encoding that the HTTP header of a page names, or an empty string."""
    header = Message()
    for name, value in page.headers.items():
        if name.lower() == "content-type":
            header["content-type"] = value
            break
    return header.get_content_charset("")


def text_warnings(source: Source, text: SourceText) -> list[str]:
    """Return what a person should know about a text.

    These are the warnings of extraction, what was left out of the text, and a warning if the text
    has other sections than its provenance file says.
    """
    from aigov_corpus.extraction import describe_left_out

    found = [str(warning) for warning in text.document.meta.get("warnings", ())]
    if left_out := describe_left_out(text.document):
        found.append(f"{source.name}: {left_out}")
    stated = text.provenance.sections
    body = [block for block in text.document.blocks if block.kind != "provenance"]
    held = tuple(dict.fromkeys(block.section for block in body))
    if stated is not None and stated != held:
        found.append(
            f"{source.name}: its provenance file says that the {text.document.lang} text has the "
            f"sections {', '.join(stated)}, but found were {', '.join(held)}"
        )
    return found


def read_document(
    data: bytes, *, name: str, lang: str, layout: str | None = None, both_sides: bool = False
) -> Document:
    """Return the document of one language in a raw file: text, Markdown, HTML or DOCX.

    Args:
        data: the bytes of the file.
        name: of the file, for messages.
        lang: code of the language that the document should be in. Of a bilingual file, the document
            of this language is taken; of other files, every line.
        layout: how the file is laid out; recognised if None.
        both_sides: whether the same file is given for both sides, and so is bilingual.

    Raises:
        InvalidInputError: the file cannot be read, or looks like another language.
        UnknownNameError: there is no layout of that name.
    """
    from aigov_corpus.extraction import check_document_language, extract

    document = extract(data, name=name, lang=lang, layout=layout, both_sides=both_sides)
    check_document_language(document, name=name)
    return document


def check_differ(src: bytes, tgt: bytes, *, names: tuple[str, str]) -> None:
    """Check that two files do not have the same bytes.

    Args:
        src: the bytes of the one file.
        tgt: the bytes of the other.
        names: of the two files, for the message.

    Raises:
        MismatchError: they have the same bytes.
    """
    if src == tgt:
        raise MismatchError(
            f"{names[0]} and {names[1]} are the same text",
            remedy="name two files: one text in two languages",
        )
