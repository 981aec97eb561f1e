"""The step's two functions: one document of one language, or the two of a bilingual file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.bilingual import (
    addresses,
    arrange,
    check_layout,
    divide,
    is_bilingual,
    read_text,
)
from aigov_corpus.extraction.decode import decode
from aigov_corpus.extraction.docx import read_docx
from aigov_corpus.extraction.html.page import is_html, read_page
from aigov_corpus.extraction.noise import clean, script, without_watermarks
from aigov_corpus.extraction.paragraphs import HEADING_BY_LOOKS, PageContent, Para
from aigov_corpus.extraction.structure import find_structure
from aigov_corpus.records import Document
from aigov_corpus.text.scripts import detect_language, weigh_languages

_PAGE_NUMBER = re.compile(r"\s*(?:[（(]\s*\d{1,2}\s*[)）]|第\s*\d{1,2}\s*页|[_-]\s*\d{1,2})\s*$")


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page of an article, or one file, as it came."""

    data: bytes
    name: str
    """File or URL, for messages."""
    url: str = ""
    """Where it came from; chooses the rules for its site."""
    charset: str = ""
    """Encoding that the HTTP header named."""


def extract(
    data: bytes | str | Path,
    *,
    name: str = "",
    url: str = "",
    charset: str = "",
    lang: str | None = None,
    layout: str | None = None,
) -> Document:
    """Return the document that a file or page holds, in one language.

    Args:
        data: the bytes as they came, a text, or the path of a file.
        name: for messages; a path's own name if not given.
        url: where the page came from; chooses the rules for its site.
        charset: the encoding that the HTTP header named, tried before what the page declares.
        lang: `zh` or `en`; told by the script if not given. Of a bilingual file, the side to take.
        layout: see `extract_bilingual`; `plain` keeps paragraphs whole, whatever is in them.

    Raises:
        InvalidInputError: it cannot be decoded, is not text, holds no text, or holds both languages.
        UnknownNameError: there is no layout of that name.
    """
    data, name = _bytes(data, name)
    return extract_pages([RawPage(data, name, url, charset)], lang=lang, layout=layout)


def extract_pages(
    pages: Sequence[RawPage], *, lang: str | None = None, layout: str | None = None
) -> Document:
    """Return the document that the pages of one article hold together, in one language.

    The paragraphs of all pages are put in one row before titles, headings and sections are told from them,
    so that the sections are numbered as in a document on one page. What is known of the article (title,
    times, source, URL) is what its first page says; `meta["pages"]` is the number of pages if there are
    several, and `meta["dropped"]` holds the titles that later pages repeat.

    Args:
        pages: the pages in reading order; at least one.
        lang: `zh` or `en`; told by the script if not given. Of a bilingual article, the side to take.
        layout: see `extract_bilingual`.

    Raises:
        InvalidInputError: a page cannot be decoded or is not text; or they hold no text, or both languages.
        UnknownNameError: there is no layout of that name.
    """
    source = _read(pages, layout=layout)
    documents = _documents(source, lang)
    if len(documents) > 1:
        raise InvalidInputError(
            "it holds Chinese and English",
            source=pages[0].name,
            remedy="take one with lang='zh' or lang='en', or read both with extract_bilingual",
        )
    return documents[0]


def extract_bilingual(
    data: bytes, *, name: str, url: str = "", charset: str = "", layout: str | None = None
) -> tuple[Document, Document]:
    """Return the Chinese and the English document that one file holds side by side.

    Args:
        data: the bytes as they came: plain text, Markdown, HTML or DOCX.
        name: for messages.
        url: where it came from, if from the web.
        charset: the encoding that the HTTP header named.
        layout: `interleaved` (paragraph by paragraph, in any rhythm), `table` (rows of `zh | en`),
            `two-column` (columns parted by blanks or a tab); recognised if not given.

    Raises:
        InvalidInputError: it cannot be decoded, or holds one language only.
        UnknownNameError: there is no layout of that name.
    """
    source = _read([RawPage(data, name, url, charset)], layout=layout)
    chinese, english = divide(source.paras)
    for lang, side in (("Chinese", chinese), ("English", english)):
        if not any(para.kind != "provenance" for para in side):
            raise InvalidInputError(
                f"{name} holds no {lang} text: a bilingual file needs both languages; "
                "give the two languages as two files instead"
            )
    return _document(source, chinese, "zh"), _document(source, english, "en")


def extract_any(
    data: bytes,
    *,
    name: str,
    url: str = "",
    charset: str = "",
    lang: str | None = None,
    layout: str | None = None,
) -> list[Document]:
    """Return the document of a file in one language, or the Chinese and the English of a bilingual one.

    Args:
        data: the bytes as they came.
        name: for messages.
        url: where it came from, if from the web.
        charset: the encoding that the HTTP header named.
        lang: of a bilingual file, the side to take.
        layout: see `extract_bilingual`.

    Raises:
        InvalidInputError: it cannot be decoded, is not text, or holds no text of that language.
        UnknownNameError: there is no layout of that name.
    """
    return _documents(_read([RawPage(data, name, url, charset)], layout=layout), lang)


def _documents(source: _Source, lang: str | None) -> list[Document]:
    """Return the document of a source in one language, or the Chinese and the English of a bilingual one.

    Of a bilingual source, `lang` chooses one of the two.
    """
    paras = source.paras
    if source.meta["layout"] == "plain" or not is_bilingual(paras):
        main = max(
            ("zh", "en"),
            key=lambda side: sum(sum(weigh_languages(p.text)) for p in paras if p.lang == side),
        )
        return [_document(source, paras, lang or main)]
    sides = dict(zip(("zh", "en"), divide(paras), strict=True))
    return [_document(source, sides[side], side) for side in sides if lang in (None, side)]


def _bytes(data: bytes | str | Path, name: str) -> tuple[bytes, str]:
    if isinstance(data, Path):
        try:
            return data.read_bytes(), name or data.name
        except OSError as error:
            raise InvalidInputError(f"{data} cannot be read: {error.strerror}") from error
    return (data.encode() if isinstance(data, str) else data), name or "the text"


@dataclass(frozen=True)
class _Source:
    """A file as read: its paragraphs, each with its language, and what it says of itself."""

    paras: list[Para]
    meta: dict[str, Any]
    known: dict[str, str]
    sha256: str


def _read(pages: Sequence[RawPage], *, layout: str | None) -> _Source:
    """Read the pages of an article, of any format, into one row of paragraphs."""
    check_layout(layout)
    read = [_read_page(page, layout) for page in pages]
    first = read[0]
    paras, meta = first.paras, first.meta
    if len(pages) > 1:
        paras, meta = _join(read, [page.name for page in pages])
    elif meta.get("pages"):
        meta["warnings"].append(
            "the article has more pages than this one; fetch and extract each, or its print version"
        )
    paras, marks = without_watermarks(paras)
    paras, meta["layout"] = arrange(paras, layout=first.layout)
    paras, counts = clean(paras)
    if marks or counts:
        meta["cleaned"] = {**({"watermarks": marks} if marks else {}), **counts}
    if found := script(paras):
        meta["script"] = found
    if not any(para.kind != "provenance" and sum(weigh_languages(para.text)) for para in paras):
        raise InvalidInputError(
            f"{pages[0].name} holds no text: no letter in it is Chinese or English"
        )
    shas = [hashlib.sha256(page.data).hexdigest() for page in pages]
    whole = shas[0] if len(shas) == 1 else hashlib.sha256("".join(shas).encode()).hexdigest()
    return _Source(paras, meta, first.known, whole)


def _read_page(page: RawPage, layout: str | None) -> PageContent:
    """Read one page or file of any format."""
    if page.data.startswith(b"PK\x03\x04"):
        paras, known = read_docx(page.data, name=page.name)
        return PageContent(paras, known, {"format": "docx", "warnings": []}, layout=layout)
    text, encoding, warnings = decode(page.data, name=page.name, declared=page.charset)
    meta: dict[str, Any] = {"format": "text", "encoding": encoding, "warnings": warnings}
    if not is_html(text):
        paras, layout = read_text(text, layout=layout)
        return PageContent(paras, {"url": page.url}, meta, layout=layout)
    web = read_page(text, name=page.name, url=page.url)
    meta |= {**web.meta, "warnings": [*warnings, *web.meta["warnings"]]}
    return PageContent(web.paras, web.known, meta, web.title_added, layout)


def _join(pages: Sequence[PageContent], names: Sequence[str]) -> tuple[list[Para], dict[str, Any]]:
    """Return the paragraphs of all pages of an article, and what the pages say of themselves.

    A later page usually begins with the title of the article. These titles are left out and listed as dropped.
    """
    first = pages[0]
    opening = [para.text for n, para in enumerate(first.paras) if n == 0 or para.kind == "title"]
    titles = {_title_key(title) for title in (first.known.get("title", ""), *opening)} - {""}
    paras = list(first.paras)
    dropped = list(first.meta.get("dropped", []))
    attachments = {each["url"]: each for each in first.meta.get("attachments", [])}
    warnings = [f"{names[0]}: {warning}" for warning in first.meta["warnings"]]
    for page, name in zip(pages[1:], names[1:], strict=True):
        kept, repeated = _without_repeated_titles(page, titles)
        paras += kept
        dropped += [*repeated, *page.meta.get("dropped", [])]
        for each in page.meta.get("attachments", []):
            attachments.setdefault(each["url"], each)
        warnings += [f"{name}: {warning}" for warning in page.meta["warnings"]]
    # Without its URL, a page's pager may list the page itself, so that its pages cannot be counted.
    count = 1 + len(first.meta.get("pages", ())) if first.known.get("url") else 0
    if count > len(pages):
        warnings.append(
            f"the article has {count} pages, but only {len(pages)} of them are here; fetch the others too"
        )
    meta = {**first.meta, "warnings": warnings, "pages": len(pages)}
    if attachments:
        meta["attachments"] = list(attachments.values())
    if dropped:
        meta["dropped"] = dropped
    return paras, meta


def _without_repeated_titles(page: PageContent, titles: set[str]) -> tuple[list[Para], list[str]]:
    """Return the paragraphs of a later page of an article, and the titles at its head that are left out.

    A title in the page's text that the first page does not have is a heading of the article's text.
    """
    dropped = [page.paras[0].text] if page.title_added else []
    paras = page.paras[1:] if page.title_added else page.paras
    start = 0
    while start < len(paras) and _title_key(paras[start].text) in titles:
        dropped.append(paras[start].text)
        start += 1
    kept = [
        replace(para, kind=None, heading=HEADING_BY_LOOKS) if para.kind == "title" else para
        for para in paras[start:]
    ]
    return kept, dropped


def _title_key(title: str) -> str:
    """Return the letters of a title for comparison, without the number of the page behind it."""
    return re.sub(r"[\W_]+", "", _PAGE_NUMBER.sub("", title)).lower()


def _document(source: _Source, paras: Sequence[Para], lang: str) -> Document:
    # A heading in the other language is the label of whoever kept the file.
    paras = [
        replace(para, kind="provenance") if para.heading and para.lang not in ("", lang) else para
        for para in paras
    ]
    structure = find_structure(paras, lang)
    lines = dict.fromkeys(block.text for block in structure.blocks if block.kind == "title")
    known = source.known
    title = known.get("title", "")
    if not title or (detect_language(title) not in ("", lang)):
        title = ("" if lang == "zh" else " ").join(lines)
    return Document(
        title=title,
        lang=lang,
        blocks=structure.blocks,
        url=known.get("url") or next(iter(addresses(paras)), ""),
        published=known.get("published", ""),
        updated=known.get("updated", ""),
        source=known.get("source", ""),
        sha256=source.sha256,
        meta={**source.meta, "warnings": [*source.meta["warnings"], *structure.warnings]},
    )
