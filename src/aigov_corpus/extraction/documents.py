"""Turn the bytes of a file, or of the pages of an article, into documents of one language each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.bilingual import Purpose, divide, find_urls
from aigov_corpus.extraction.inputs import Data, read_data
from aigov_corpus.extraction.ledger import OTHER_LANGUAGE
from aigov_corpus.extraction.marked_lines import is_marked_file, read_marked
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.readers import RawPage
from aigov_corpus.extraction.structure import find_structure
from aigov_corpus.extraction.third_languages import describe_foreign
from aigov_corpus.extraction.whole_text import WholeText, read_whole, weigh_text
from aigov_corpus.records import Document, LeftOut
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.language_codes import (
    LANGUAGE_NAMES,
    base_language,
    joiner_of,
    normalise_code,
)
from aigov_corpus.text.scripts import HAN_CHARACTER, KANA, detect_language

_JAPANESE = (
    "it looks Japanese and is read as Chinese; name its language with  --lang ja, of  align  with  "
    "--src-lang ja  or  --tgt-lang ja"
)
_MOST_KANA = 0.2
"""Share of kana among the letters of a Chinese text; in Japanese prose it is about two thirds."""


@checks_arguments
def extract(
    data: Data,
    *,
    name: str = "",
    url: str = "",
    charset: str = "",
    lang: str | None = None,
    layout: str | None = None,
    both_sides: bool = False,
    keep: Sequence[str] = (),
) -> Document:
    """Return the document that a file or page holds, in one language.

    If `lang` is given, all lines of the file belong to the document, whatever language they are in.
    Only if the file is bilingual are the lines of the other language left out. A file is bilingual
    if `layout` or `both_sides` says so, or if its Chinese and English paragraphs alternate; in that
    case `meta["warnings"]` mentions it.

    Args:
        data: the bytes as they came, a text, the path of a file (`pathlib.Path`), or an open file.
        name: file or URL, for messages; if empty, the name of the file, where it is known.
        url: URL of the page, which chooses the rules for its site; empty for a file.
        charset: the encoding that the HTTP header names; tried before what the page declares.
        lang: language of the document, `zh` or `en`, or the one to take from a bilingual file; None
            to find it out. A script or region (`zh-TW`, `en_GB`) is kept in the document.
        layout: see `extract_bilingual`; `plain` keeps each paragraph whole, whatever it holds, and
            `lines` takes each line for a paragraph, with the marks of `extract --format text`.
        both_sides: whether the file is known to hold the texts of both languages.
        keep: reasons for which text is left out, as `Document.left_out` has them; pieces with one
            of them stay in the text, as paragraphs. `meta["kept"]` counts them by reason.

    Raises:
        InvalidInputError: the file cannot be read or decoded, is not text, or holds no text; or it
            holds both languages and `lang` is None.
        UsageError: the text is a URL or the name of a file; or the data is nothing of that kind.
        UnknownNameError: there is no layout of that name.
    """
    content, name = read_data(data, name)
    page = RawPage(content, name, url, charset)
    return extract_pages([page], lang=lang, layout=layout, both_sides=both_sides, keep=keep)


def extract_pages(
    pages: Sequence[RawPage],
    *,
    lang: str | None = None,
    layout: str | None = None,
    both_sides: bool = False,
    keep: Sequence[str] = (),
) -> Document:
    """Return the document that all pages of an article hold together, in one language.

    The paragraphs of all pages are joined first, and titles, headings and sections are found after
    that, so sections are numbered as in a document of one page. Title, times, source and URL are
    those of the first page. If there are several pages, `meta["pages"]` is their number.
    `meta["dropped"]` holds the titles that later pages repeat.

    Args:
        pages: the pages in reading order; at least one.
        lang: see `extract`.
        layout: see `extract_bilingual`.
        both_sides: see `extract`.
        keep: see `extract`.

    Raises:
        InvalidInputError: as in `extract`, for any of the pages.
        UnknownNameError: there is no layout of that name.
    """
    lang = None if lang is None else normalise_code(lang)
    if is_marked_file(pages[0].data, layout):
        return read_marked(pages[0].data, name=pages[0].name, lang=lang)
    purpose: Purpose = "both sides" if both_sides else "one side" if lang else "any"
    source = read_whole(pages, layout, purpose, keep, lang)
    documents = _make_documents(source, lang, both_sides=both_sides)
    if len(documents) > 1:
        raise InvalidInputError(
            "it holds Chinese and English",
            source=pages[0].name,
            remedy="take one with lang='zh' or lang='en', or read both with extract_bilingual",
        )
    return documents[0]


@checks_arguments
def extract_bilingual(
    data: Data,
    *,
    name: str = "",
    url: str = "",
    charset: str = "",
    layout: str | None = None,
    keep: Sequence[str] = (),
) -> tuple[Document, Document]:
    """Return the Chinese document and the English document that one file holds.

    Args:
        data: the bytes, a text, the path of a file or an open file, as in `extract`.
        name: file or URL, for messages; if empty, the name of the file, where it is known.
        url: URL of the page; empty for a file.
        charset: the encoding that the HTTP header names.
        layout: `interleaved` (Chinese paragraphs and English paragraphs in one column, in any
            order), `table` (rows of `zh | en`) or `two-column` (columns with a wide gap or a tab
            between them); None to find it out.
        keep: see `extract`.

    Raises:
        InvalidInputError: the file cannot be decoded, or lacks one of the languages.
        UnknownNameError: there is no layout of that name.
    """
    content, name = read_data(data, name)
    source = read_whole([RawPage(content, name, url, charset)], layout, "both sides", keep)
    sides = dict(zip(("zh", "en"), divide(source.paras), strict=True))
    for lang, paras in sides.items():
        if all(para.kind == "provenance" for para in paras):
            raise InvalidInputError(
                f"it holds no {LANGUAGE_NAMES[lang]} text, and a bilingual file needs both "
                "languages",
                source=name,
                remedy="give the two languages as two files instead",
            )
    return _make_document(source, sides["zh"], "zh"), _make_document(source, sides["en"], "en")


@checks_arguments
def extract_any(
    data: Data,
    *,
    name: str = "",
    url: str = "",
    charset: str = "",
    lang: str | None = None,
    layout: str | None = None,
    keep: Sequence[str] = (),
) -> list[Document]:
    """Return the document of a file, or the Chinese and the English document of a bilingual file.

    Args:
        data: as in `extract`.
        name: file or URL, for messages; if empty, the name of the file, where it is known.
        url: URL of the page; empty for a file.
        charset: the encoding that the HTTP header names.
        lang: as in `extract`; of a bilingual file, only the document in this language is returned.
        layout: see `extract_bilingual`.
        keep: see `extract`.

    Raises:
        InvalidInputError: the file cannot be decoded, is not text, or holds no text.
        UnknownNameError: there is no layout of that name.
    """
    lang = None if lang is None else normalise_code(lang)
    content, name = read_data(data, name)
    if is_marked_file(content, layout):
        return [read_marked(content, name=name, lang=lang)]
    purpose: Purpose = "one side" if lang else "any"
    page = RawPage(content, name, url, charset)
    return _make_documents(read_whole([page], layout, purpose, keep, lang), lang)


def _make_documents(
    source: WholeText, lang: str | None, *, both_sides: bool = False
) -> list[Document]:
    """Return the document of a source, or the Chinese and the English one of a bilingual source.

    Args:
        source: what was read.
        lang: language of the document, or the one to take from a bilingual source; None for any.
        both_sides: whether the caller also reads the other language of the file, so that its text
            does not count as left out.
    """
    paras = source.paras
    if source.meta["layout"] == "plain":
        return [_make_document(source, paras, lang or _main_language(paras))]
    sides = dict(zip(("zh", "en"), divide(paras), strict=True))
    held = [each for each, side in sides.items() if any(para.kind != "provenance" for para in side)]
    base = base_language(lang) if lang else ""
    if base in held:
        other = sides["en" if base == "zh" else "zh"]
        unread = () if both_sides else tuple(LeftOut(para.text, OTHER_LANGUAGE) for para in other)
        source = replace(source, left_out=source.left_out + unread)
        held = [base]
    elif lang or len(held) == 1:
        return [_make_document(source, paras, lang or held[0])]
    return [_make_document(source, sides[each], lang or each) for each in held]


def _main_language(paras: Sequence[Para]) -> str:
    """Return the language of the larger amount of text; Chinese if the amounts are equal."""
    chinese = sum(weigh_text(para) for para in paras if para.lang == "zh")
    english = sum(weigh_text(para) for para in paras if para.lang == "en")
    return "zh" if chinese >= english else "en"


def _tell_japanese(paras: Sequence[Para], base: str) -> list[str]:
    """Return a warning if a text that is read as Chinese has as much kana as Japanese has."""
    if base != "zh":
        return []
    kana = sum(len(KANA.findall(para.text)) for para in paras)
    han = sum(len(HAN_CHARACTER.findall(para.text)) for para in paras)
    return [_JAPANESE] if kana > _MOST_KANA * (kana + han) else []


def name_language(document: Document, lang: str) -> Document:
    """Return the document with another language code, also for its blocks."""
    blocks = tuple(replace(block, lang=lang) for block in document.blocks)
    return replace(document, lang=lang, blocks=blocks)


def _make_document(source: WholeText, paras: Sequence[Para], lang: str) -> Document:
    """Return the document that paragraphs in one language make; it keeps script and region."""
    base = base_language(lang)
    if source.meta["layout"] != "plain":
        paras = [_demote_label(para, base) for para in paras]
    by_levels = source.meta["format"] in ("markdown", "asciidoc")
    structure = find_structure(
        paras, base, by_levels=by_levels, title=source.known.get("title", "")
    )
    known = source.known
    title = known.get("title", "")
    if not title or detect_language(title) not in ("", base):
        lines = dict.fromkeys(block.text for block in structure.blocks if block.kind == "title")
        title = joiner_of(base).join(lines)
    told = [*structure.warnings, *_tell_japanese(paras, base)]
    meta = {**source.meta, "warnings": [*source.meta["warnings"], *told]}
    if base == "en" and (foreign := describe_foreign([block.text for block in structure.blocks])):
        meta["warnings"].append(foreign)
    if len(meta.get("times", ())) != len(structure.blocks):
        meta.pop("times", None)  # some cues were left out, or are in the other language
    document = Document(
        title=title,
        lang=base,
        blocks=structure.blocks,
        url=known.get("url") or next(iter(find_urls(paras)), ""),
        published=known.get("published", ""),
        updated=known.get("updated", ""),
        source=known.get("source", ""),
        sha256=source.sha256,
        meta=meta,
        left_out=source.left_out,
    )
    return document if lang == base else name_language(document, lang)


def _demote_label(para: Para, lang: str) -> Para:
    """Return a heading in the other language as provenance, and any other paragraph unchanged.

    Such a heading is a label that somebody put on the file.
    """
    if para.heading and para.lang not in ("", lang):
        return replace(para, kind="provenance")
    return para
