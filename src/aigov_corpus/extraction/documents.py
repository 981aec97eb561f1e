"""The step's two functions: one document of one language, or the two of a bilingual file."""

from __future__ import annotations

import hashlib
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
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.structure import structure
from aigov_corpus.records import Document
from aigov_corpus.text.scripts import detect_language, weigh_languages


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
    documents = extract_any(data, name=name, url=url, charset=charset, lang=lang, layout=layout)
    if len(documents) > 1:
        raise InvalidInputError(
            f"{name} holds Chinese and English: take one with lang='zh' or lang='en', "
            "or read both with extract_bilingual"
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
    source = _read(data, name=name, url=url, charset=charset, layout=layout)
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
    source = _read(data, name=name, url=url, charset=charset, layout=layout)
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


def _read(data: bytes, *, name: str, url: str, charset: str, layout: str | None) -> _Source:
    """Read a file of any format."""
    check_layout(layout)
    if data.startswith(b"PK\x03\x04"):
        paras, known = read_docx(data, name=name)
        meta: dict[str, Any] = {"format": "docx", "warnings": []}
    else:
        text, encoding, warnings = decode(data, name=name, declared=charset)
        meta = {"format": "text", "encoding": encoding, "warnings": warnings}
        if is_html(text):
            page = read_page(text, name=name, url=url)
            paras, known = page.paras, page.known
            meta |= {**page.meta, "warnings": [*warnings, *page.meta["warnings"]]}
        else:
            paras, layout = read_text(text, layout=layout)
            known = {"url": url}
    paras, marks = without_watermarks(paras)
    paras, meta["layout"] = arrange(paras, layout=layout)
    paras, counts = clean(paras)
    if marks or counts:
        meta["cleaned"] = {**({"watermarks": marks} if marks else {}), **counts}
    if found := script(paras):
        meta["script"] = found
    if not any(para.kind != "provenance" and sum(weigh_languages(para.text)) for para in paras):
        raise InvalidInputError(f"{name} holds no text: no letter in it is Chinese or English")
    return _Source(paras, meta, known, hashlib.sha256(data).hexdigest())


def _document(source: _Source, paras: Sequence[Para], lang: str) -> Document:
    # A heading in the other language is the label of whoever kept the file.
    paras = [
        replace(para, kind="provenance") if para.heading and para.lang not in ("", lang) else para
        for para in paras
    ]
    blocks, wrong = structure(paras, lang)
    lines = dict.fromkeys(block.text for block in blocks if block.kind == "title")
    known = source.known
    title = known.get("title", "")
    if not title or (detect_language(title) not in ("", lang)):
        title = ("" if lang == "zh" else " ").join(lines)
    return Document(
        title=title,
        lang=lang,
        blocks=blocks,
        url=known.get("url") or next(iter(addresses(paras)), ""),
        published=known.get("published", ""),
        updated=known.get("updated", ""),
        source=known.get("source", ""),
        sha256=source.sha256,
        meta={**source.meta, "warnings": [*source.meta["warnings"], *wrong]},
    )
