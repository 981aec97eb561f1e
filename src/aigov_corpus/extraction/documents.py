"""Turn the bytes of a file, or of the pages of an article, into documents of one language each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.articles import join_pages
from aigov_corpus.extraction.bilingual import (
    Arrangement,
    Purpose,
    arrange,
    check_layout,
    divide,
    find_urls,
    holds_both,
    is_bilingual,
    repeated_numbers,
)
from aigov_corpus.extraction.inputs import Data, read_data
from aigov_corpus.extraction.keeping import bring_back, decode_in_order
from aigov_corpus.extraction.ledger import (
    DUPLICATE,
    OTHER_LANGUAGE,
    describe_deleted,
    find_difference,
)
from aigov_corpus.extraction.line_numbers import remove_lone_numbers
from aigov_corpus.extraction.line_paragraphs import join_lines, part_at_indents
from aigov_corpus.extraction.marked_lines import LINES, is_marked_file, read_marked
from aigov_corpus.extraction.noise import find_script, remove_noise, remove_watermarks
from aigov_corpus.extraction.paged_contents import remove_contents
from aigov_corpus.extraction.paragraphs import Para, check_number
from aigov_corpus.extraction.readers import RawPage, read_raw
from aigov_corpus.extraction.readings import (
    remove_labels,
    remove_line_numbers,
    remove_readings,
)
from aigov_corpus.extraction.saved_pages import unpack_page
from aigov_corpus.extraction.structure import find_structure
from aigov_corpus.extraction.structure.lines import without_spaces
from aigov_corpus.extraction.third_languages import describe_foreign, remove_third_language
from aigov_corpus.records import Document, LeftOut
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.language_codes import (
    LANGUAGE_NAMES,
    base_language,
    joiner_of,
    normalise_code,
)
from aigov_corpus.text.scripts import HAN_CHARACTER, KANA, detect_language, weigh_languages
from aigov_corpus.text.values import read_items

_LEAST_MIXED_LINES = 3
"""Fewest lines with both languages that users are told of."""

_MIXED_SHARE = 0.5
"""Smallest share of a file's lines that hold both languages if users are told of it."""

_TITLE_WITHIN = 30
"""Lines at the beginning of a bilingual page among which its title may stand."""

_TITLE_PAGE_LINES = 6
"""Lines below a title, such as authors and a day, behind which it may be repeated."""

_FURTHER_PAGES = (
    "the article has further pages, which are not included; fetch and extract them all, or its "
    "print version"
)
_WITH_TITLE_PAGE = frozenset({"docx", "epub", "odt"})
"""Formats in which converters put the title of a text before it once more."""

_LINES_ARE_KNOWN = frozenset({"pdf", "subtitles"})
"""Formats whose readers know by other signs which lines belong together."""

_JAPANESE = (
    "it looks Japanese and is read as Chinese; name its language with  --lang ja, of  align  with  "
    "--src-lang ja  or  --tgt-lang ja"
)
_MOST_KANA = 0.2
"""Share of kana among the letters of a Chinese text; in Japanese prose it is about two thirds."""
_LINES_JOINED = (
    "each line of a page is a paragraph in it, as programs that convert PDFs leave them; its "
    "{lines} lines were joined to {paras} paragraphs; to keep them, pass  --layout plain"
)
_MIXED = (
    "it has about as much Chinese as English, but the two do not stand beside each other as a text "
    "and its translation do, so it was read as one text; if it holds both, pass  --lang  and  "
    "--layout interleaved"
)
_ONE_OF_TWO = (
    "it was recognised as a bilingual file, so only the lines of one of its languages are read "
    "(layout {layout}); to keep every line, pass  --layout plain"
)


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
    source = _read(pages, layout, purpose, keep, lang)
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
    source = _read([RawPage(content, name, url, charset)], layout, "both sides", keep)
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
    return _make_documents(_read([page], layout, purpose, keep, lang), lang)


@dataclass(frozen=True, slots=True)
class _Source:
    """What was read from a file, or from all pages of an article."""

    paras: list[Para]
    meta: dict[str, Any]
    """Values for `Document.meta`."""
    known: dict[str, str]
    """Values for the fields of `Document` that the file, or the first page, states."""
    sha256: str
    """SHA-256 of the bytes, in hexadecimal; for several pages, the SHA-256 of their hashes."""
    left_out: tuple[LeftOut, ...]
    """Pieces of text that are in none of the paragraphs."""


def _read(
    pages: Sequence[RawPage],
    layout: str | None,
    purpose: Purpose,
    keep: Sequence[str] = (),
    lang: str | None = None,
) -> _Source:
    """Read the pages of an article, clean their paragraphs, and find the language of each.

    `lang` is the language that the user names; if it is a third one, its text is what is wanted.
    """
    check_layout(layout)
    if layout == LINES:  # of a file that is no text, the paragraphs are found as ever
        layout = None
    names = [page.name for page in pages]
    sha256 = _hash(pages)
    unpacked = [unpack_page(page) for page in pages]
    pages = [page for page, _ in unpacked]
    content = join_pages([read_raw(page, layout=layout) for page in pages], names)
    check_number(len(content.paras), name=names[0])
    meta = content.meta
    meta["warnings"] += [warning for _, warnings in unpacked for warning in warnings]
    if len(pages) == 1 and meta.get("pages"):
        meta["warnings"].append(_FURTHER_PAGES)
    left_out = list(content.left_out)
    left_out += [LeftOut(text, "page furniture") for text in meta.get("dropped", ())]
    paras, watermarks, removed = remove_watermarks(content.paras)
    left_out += removed
    paras, removed = remove_contents(paras)
    left_out += removed
    if meta["format"] in _WITH_TITLE_PAGE:
        paras, removed = _remove_repeated_title(paras)
        left_out += removed
    if layout != "plain":
        paras, removed = remove_lone_numbers(paras)
        left_out += removed
        paras = part_at_indents(paras)
    if layout != "plain" and (lang is None or base_language(lang) in ("zh", "en")):
        paras, removed = remove_third_language(paras)
        left_out += removed
    if meta["format"] not in _LINES_ARE_KNOWN and layout != "plain":
        joined = join_lines(paras)
        if len(joined) < len(paras):
            meta["warnings"].append(_LINES_JOINED.format(lines=len(paras), paras=len(joined)))
        paras = joined
    found = arrange(paras, layout=content.layout, purpose=purpose)
    paras, meta["layout"] = found.paras, found.layout
    repeated = repeated_numbers(found.rows) if meta["layout"] in ("table", "interleaved") else []
    if content.title_added and meta["layout"] != "plain":
        paras, removed = _place_added_title(paras)
        left_out += removed
    paras, removed = _remove_aids(paras, bilingual=meta["layout"] != "plain")
    left_out += removed
    if purpose == "one side" and layout is None and meta["layout"] != "plain":
        meta["warnings"].append(_ONE_OF_TWO.format(layout=meta["layout"]))
    elif layout is None:
        meta["warnings"] += _describe_lines(
            found, by_delimiter=content.layout == "table", both_wanted=purpose == "any"
        )
    paras, counts, removed = remove_noise(paras)
    left_out += removed
    visible = content.visible
    if keep := read_items(keep, name="keep", of=str):
        in_order = decode_in_order(pages, visible, form=meta["format"])
        paras, left_out, meta["kept"] = bring_back(paras, left_out, keep, visible=in_order)
    visible = "\n".join([visible, *repeated])
    if missing := find_difference(visible, paras, left_out):
        meta["warnings"].append(missing)
    if deleted := describe_deleted(left_out):
        meta["warnings"].append(deleted)
    if watermarks or counts:
        meta["cleaned"] = ({"watermarks": watermarks} if watermarks else {}) | counts
    if script := find_script(paras):
        meta["script"] = script
    if not any(_weigh(para) for para in paras if para.kind != "provenance"):
        raise InvalidInputError(
            "it holds no text: no letter in it is Chinese or English",
            source=names[0],
            remedy="give a file with Chinese or English text",
        )
    return _Source(paras, meta, content.known, sha256, tuple(left_out))


def _describe_lines(found: Arrangement, *, by_delimiter: bool, both_wanted: bool) -> list[str]:
    """Return a warning about the languages of lines; none if there is nothing to say.

    Args:
        found: the paragraphs, arranged in a layout that the user did not name.
        by_delimiter: whether delimiters, as in CSV, showed that the text is a table.
        both_wanted: whether the user names no language, so that a file may give two texts.
    """
    if separator := found.separator or ("a comma or the like" * by_delimiter):
        return [
            f"each line was read as a row of a table, because {separator} stands between a "
            "Chinese and an English text in it; to keep the lines whole, pass  --layout plain"
        ]
    if found.layout != "plain":
        return []
    if both_wanted and is_bilingual(found.paras):
        return [_MIXED]
    lines = [para for para in found.paras if para.kind != "provenance"]
    mixed = sum(holds_both(para.text) for para in lines)
    if mixed < max(_LEAST_MIXED_LINES, _MIXED_SHARE * len(lines)):
        return []
    return [
        f"{mixed} of {len(lines)} lines hold both Chinese and English, and each was kept whole; if "
        "they are pairs, part the two texts with a tab, or pass  --layout interleaved"
    ]


def _remove_repeated_title(paras: list[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Return the paragraphs without a heading that only repeats the title above it.

    Converters put a title of their own, or a page with it, before the text's. The text's is left
    out if no other heading has its level, so that it is no chapter.
    """
    first = paras[0] if paras else None
    if first is None or not (first.heading or first.kind == "title"):
        return paras, []
    for n, para in enumerate(paras[1 : _TITLE_PAGE_LINES + 1], 1):
        if para.heading and without_spaces(para.text) == without_spaces(first.text):
            if any(0 < other.heading <= para.heading for other in paras[n + 1 :]):
                return paras, []
            return [*paras[:n], *paras[n + 1 :]], [LeftOut(para.text, DUPLICATE)]
        if para.heading:
            return paras, []
    return paras, []


def _remove_aids(paras: Sequence[Para], *, bilingual: bool) -> tuple[list[Para], list[LeftOut]]:
    """Take aids for reading out of the paragraphs; return the paragraphs and the aids.

    Aids are pronunciations of characters and, in a bilingual file, labels and numbers of lines.
    """
    kept, left_out = remove_readings(paras)
    if bilingual:
        for remove in (remove_labels, remove_line_numbers):
            kept, removed = remove(kept)
            left_out += removed
    return kept, left_out


def _place_added_title(paras: list[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Return the paragraphs of a bilingual page whose first one is the page's name, added to them.

    If a line at the beginning has its words, that line is the title of its language, and the name
    is left out. A name in both languages is no title of either text.
    """
    added, *others = paras
    if _mixes_languages(added.text):
        return [replace(added, kind="provenance"), *others], []
    wanted = without_spaces(added.text)
    for n, para in enumerate(others[:_TITLE_WITHIN]):
        if without_spaces(para.text) == wanted:
            others[n] = replace(para, kind="title", heading=0)
            return others, [LeftOut(added.text, DUPLICATE)]
    return paras, []


def _mixes_languages(text: str) -> bool:
    """Tell whether a line has letters of both languages."""
    return all(weigh_languages(text))


def _hash(pages: Sequence[RawPage]) -> str:
    """Return the SHA-256 of a page in hexadecimal; of several pages, that of their hashes."""
    hashes = [hashlib.sha256(page.data).hexdigest() for page in pages]
    if len(hashes) == 1:
        return hashes[0]
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


def _weigh(para: Para) -> float:
    """Return the amount of text in a paragraph, in Latin letters as in `weigh_languages`."""
    return sum(weigh_languages(para.text))


def _make_documents(
    source: _Source, lang: str | None, *, both_sides: bool = False
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
    chinese = sum(_weigh(para) for para in paras if para.lang == "zh")
    english = sum(_weigh(para) for para in paras if para.lang == "en")
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


def _make_document(source: _Source, paras: Sequence[Para], lang: str) -> Document:
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
