"""The step's two functions: one document of one language, or the two of a bilingual file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extract.decode import decode
from aigov_corpus.extract.interleaved import addresses, check_layout, divide, is_bilingual, read_text
from aigov_corpus.extract.paragraphs import Para
from aigov_corpus.extract.structure import structure
from aigov_corpus.records import Document


def extract(
    data: bytes | str | Path,
    *,
    name: str = "",
    url: str = "",
    lang: str | None = None,
    layout: str | None = None,
) -> Document:
    """Return the document that a file or page holds, in one language.

    Args:
        data: the bytes as they came, a text, or the path of a file.
        name: for messages; a path's own name if not given.
        url: where the page came from; chooses the rules for its site.
        lang: `zh` or `en`; told by the script if not given. Of a bilingual file, the side to take.
        layout: see `extract_bilingual`; `plain` keeps paragraphs whole, whatever is in them.

    Raises:
        InvalidInputError: it cannot be decoded, is not text, holds no text, or holds both languages.
        UnknownNameError: there is no layout of that name.
    """
    check_layout(layout)
    data, name = _bytes(data, name)
    paras, meta, known = _read(data, name=name, url=url, layout=layout)
    if lang is None:
        if layout != "plain" and is_bilingual(paras):
            raise InvalidInputError(
                f"{name} holds Chinese and English: take one with lang='zh' or lang='en', "
                "or read both with extract_bilingual"
            )
        lang = max(("zh", "en"), key=lambda side: sum(len(p.text) for p in paras if p.lang == side))
    elif layout != "plain" and is_bilingual(paras):
        paras = divide(paras)[0 if lang == "zh" else 1]
    return _document(paras, lang=lang, data=data, name=name, url=url, meta=meta, known=known)


def extract_bilingual(
    data: bytes, *, name: str, url: str = "", layout: str | None = None
) -> tuple[Document, Document]:
    """Return the Chinese and the English document that one file holds side by side.

    Args:
        data: the bytes as they came: plain text, Markdown, HTML or DOCX.
        name: for messages.
        url: where it came from, if from the web.
        layout: `interleaved` (paragraph by paragraph, in any rhythm), `table` (rows of `zh | en`),
            `two-column` (columns parted by blanks or a tab); recognised if not given.

    Raises:
        InvalidInputError: it cannot be decoded, or holds one language only.
        UnknownNameError: there is no layout of that name.
    """
    check_layout(layout)
    paras, meta, known = _read(data, name=name, url=url, layout=layout)
    chinese, english = divide(paras)
    for lang, side in (("Chinese", chinese), ("English", english)):
        if not any(para.kind != "provenance" for para in side):
            raise InvalidInputError(
                f"{name} holds no {lang} text: a bilingual file needs both languages; "
                "give the two languages as two files instead"
            )
    return (
        _document(chinese, lang="zh", data=data, name=name, url=url, meta=meta, known=known),
        _document(english, lang="en", data=data, name=name, url=url, meta=meta, known=known),
    )


def _bytes(data: bytes | str | Path, name: str) -> tuple[bytes, str]:
    if isinstance(data, Path):
        try:
            return data.read_bytes(), name or data.name
        except OSError as error:
            raise InvalidInputError(f"{data} cannot be read: {error.strerror}") from error
    return (data.encode() if isinstance(data, str) else data), name or "the text"


def _read(
    data: bytes, *, name: str, url: str, layout: str | None
) -> tuple[list[Para], dict[str, Any], dict[str, str]]:
    """Return the paragraphs with their languages, the meta data, and the Document fields the file tells."""
    text, encoding, warnings = decode(data, name=name)
    meta: dict[str, Any] = {"format": "text", "encoding": encoding, "warnings": warnings}
    paras, meta["layout"] = read_text(text, layout=layout)
    if not any(para.kind != "provenance" for para in paras):
        raise InvalidInputError(f"{name} holds no text: it is empty, or nothing but an address")
    return paras, meta, {}


def _document(
    paras: Sequence[Para],
    *,
    lang: str,
    data: bytes,
    name: str,
    url: str,
    meta: dict[str, Any],
    known: dict[str, str],
) -> Document:
    blocks, wrong = structure(paras, lang)
    title = known.get("title") or " ".join(
        dict.fromkeys(block.text for block in blocks if block.kind == "title")
    )
    named = addresses(paras)
    return Document(
        title=title,
        lang=lang,
        blocks=blocks,
        url=url or (named[0] if named else ""),
        published=known.get("published", ""),
        updated=known.get("updated", ""),
        source=known.get("source", ""),
        sha256=hashlib.sha256(data).hexdigest(),
        meta={**meta, "warnings": [*meta["warnings"], *wrong]},
    )
