"""Read all of a file, or of the pages of an article, as clean paragraphs of known languages."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.articles import join_pages
from aigov_corpus.extraction.bilingual import (
    Arrangement,
    Purpose,
    arrange,
    check_layout,
    holds_both,
    is_bilingual,
    repeated_numbers,
)
from aigov_corpus.extraction.damage import find_private
from aigov_corpus.extraction.keeping import bring_back, decode_in_order
from aigov_corpus.extraction.ledger import DUPLICATE, NOT_TEXT, describe_deleted, find_difference
from aigov_corpus.extraction.line_numbers import remove_lone_numbers
from aigov_corpus.extraction.line_paragraphs import join_lines, part_at_indents
from aigov_corpus.extraction.marked_lines import LINES
from aigov_corpus.extraction.noise import find_script, remove_noise, remove_watermarks
from aigov_corpus.extraction.paged_contents import remove_contents
from aigov_corpus.extraction.paragraphs import Para, check_number, no_text
from aigov_corpus.extraction.readers import RawPage, read_raw
from aigov_corpus.extraction.readings import remove_labels, remove_line_numbers, remove_readings
from aigov_corpus.extraction.saved_pages import unpack_page
from aigov_corpus.extraction.structure.lines import without_spaces
from aigov_corpus.extraction.third_languages import remove_third_language
from aigov_corpus.records import LeftOut
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.scripts import detect_language, weigh_languages
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
_BOTH_KEPT = (
    "it holds about as much Chinese as English, and the lines of both are kept; if it is a text "
    "with its translation, pass  --layout interleaved  to take one of them"
)

_TABLE_NAMES = (".csv", ".tsv", ".tab")
_NO_ROWS = (
    "its name is that of a table, but its lines are no rows with a Chinese and an English cell "
    "(quotation marks may be wrong), so each is read as text"
)
_NAME_LANGUAGE = (
    "name the language of its text with  --lang, of  align  with  --src-lang  or  --tgt-lang"
)


@dataclass(frozen=True, slots=True)
class WholeText:
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


@dataclass(slots=True)
class _Draft:
    """A text while it is cleaned step by step."""

    paras: list[Para]
    left_out: list[LeftOut]
    meta: dict[str, Any]

    def remove(self, step: Callable[[list[Para]], tuple[list[Para], list[LeftOut]]]) -> None:
        """Go on with the paragraphs that a step returns; note the pieces that it takes out."""
        self.paras, removed = step(self.paras)
        self.left_out += removed

    def warn(self, *warnings: str) -> None:
        """Add sentences for the user."""
        self.meta["warnings"] += warnings


def read_whole(
    pages: Sequence[RawPage],
    layout: str | None,
    purpose: Purpose,
    keep: Sequence[str] = (),
    lang: str | None = None,
) -> WholeText:
    """Read the pages of an article, clean their paragraphs, and find the language of each.

    Args:
        pages: the pages in reading order; one for a file.
        layout: the layout that the user names; None to find it out.
        purpose: which of its languages are wanted.
        keep: reasons for which text is left out; pieces with one of them are brought back.
        lang: the language that the user names; if it is a third one, its text is what is wanted.

    Raises:
        InvalidInputError: a page cannot be read, or there is no text.
        UnknownNameError: there is no layout of that name.
    """
    check_layout(layout)
    if layout == LINES:  # of a file that is no text, the paragraphs are found as ever
        layout = None
    sha256 = _hash(pages)
    unpacked = [unpack_page(page) for page in pages]
    pages = [page for page, _ in unpacked]
    content = join_pages(
        [read_raw(page, layout=layout) for page in pages], [page.name for page in pages]
    )
    check_number(len(content.paras), name=pages[0].name)
    furniture = [LeftOut(text, "page furniture") for text in content.meta.get("dropped", ())]
    draft = _Draft(content.paras, [*content.left_out, *furniture], content.meta)
    draft.warn(*(warning for _, warnings in unpacked for warning in warnings))
    if len(pages) == 1 and draft.meta.get("pages"):
        draft.warn(_FURTHER_PAGES)

    draft.paras, watermarks, removed = remove_watermarks(draft.paras)
    draft.left_out += removed
    _clean_lines(draft, layout, lang)
    found = arrange(draft.paras, layout=content.layout, purpose=purpose)
    draft.paras, draft.meta["layout"] = found.paras, found.layout
    _clean_languages(draft, title_added=content.title_added)
    if layout is None:
        is_named_table = pages[0].name.lower().endswith(_TABLE_NAMES)
        by_delimiter = content.layout == "table" and not is_named_table
        draft.warn(*_describe_layout(found, purpose=purpose, by_delimiter=by_delimiter))
        if is_named_table and found.layout not in ("table", "two-column"):
            draft.warn(_NO_ROWS)
    draft.paras, counts, removed = remove_noise(draft.paras)
    draft.left_out += removed
    if keep := read_items(keep, name="keep", of=str):
        in_order = decode_in_order(pages, content.visible, form=draft.meta["format"])
        draft.paras, draft.left_out, draft.meta["kept"] = bring_back(
            draft.paras, draft.left_out, keep, visible=in_order
        )

    draft.warn(*find_private(content.visible))
    repeated = repeated_numbers(found.rows) if found.layout in ("table", "interleaved") else []
    visible = "\n".join([content.visible, *repeated])
    if missing := find_difference(visible, draft.paras, draft.left_out):
        draft.warn(missing)
    if deleted := describe_deleted(draft.left_out):
        draft.warn(deleted)
    if watermarks or counts:
        draft.meta["cleaned"] = ({"watermarks": watermarks} if watermarks else {}) | counts
    if script := find_script(draft.paras):
        draft.meta["script"] = script
    body = [para.text for para in draft.paras if para.kind != "provenance"]
    if not any(_is_text(text, lang) for text in body):
        raise _find_nothing(pages[0].name, draft.left_out, body)
    return WholeText(draft.paras, draft.meta, content.known, sha256, tuple(draft.left_out))


def _is_text(text: str, lang: str | None) -> bool:
    """Tell whether a line has a letter: a Chinese or Latin one, unless the user names a language.

    Args:
        text: the line.
        lang: the language that the user names; of a third one, the letters of any script count.
    """
    is_third = lang is not None and base_language(lang) not in ("zh", "en")
    return any(map(str.isalpha, text)) if is_third else any(weigh_languages(text))


def _find_nothing(name: str, left_out: Iterable[LeftOut], body: Iterable[str]) -> InvalidInputError:
    """Return the error for a file without Chinese or English text.

    Args:
        name: name of the file.
        left_out: what was left out of it, which may be all of its text.
        body: what is left, which may be in another language.
    """
    sizes: Counter[str] = Counter()
    for piece in left_out:
        if piece.reason not in NOT_TEXT and detect_language(piece.text):
            sizes[piece.reason] += len(piece.text)
    if not sizes:
        is_other = any(any(map(str.isalpha, text)) for text in body)
        return no_text(name, remedy=_NAME_LANGUAGE if is_other else None)
    reason, _ = sizes.most_common(1)[0]
    return InvalidInputError(
        f"all of its text is left out, most as {reason}",
        source=name,
        remedy=f"to read that, pass  --keep '{reason}'",
    )


def _clean_lines(draft: _Draft, layout: str | None, lang: str | None) -> None:
    """Take out what is no line of the text, and join lines to paragraphs."""
    draft.remove(remove_contents)
    if draft.meta["format"] in _WITH_TITLE_PAGE:
        draft.remove(_remove_repeated_title)
    if layout == "plain":
        return
    draft.remove(remove_lone_numbers)
    draft.paras = part_at_indents(draft.paras)
    if lang is None or base_language(lang) in ("zh", "en"):
        draft.remove(remove_third_language)
    if draft.meta["format"] not in _LINES_ARE_KNOWN:
        joined = join_lines(draft.paras)
        if len(joined) < len(draft.paras):
            draft.warn(_LINES_JOINED.format(lines=len(draft.paras), paras=len(joined)))
        draft.paras = joined


def _clean_languages(draft: _Draft, *, title_added: bool) -> None:
    """Take out a page's name and aids for reading, of which bilingual files have more.

    Aids are pronunciations of characters and, in a bilingual file, labels and numbers of lines.
    """
    is_divided = draft.meta["layout"] != "plain"
    if title_added and is_divided:
        draft.remove(_place_added_title)
    draft.remove(remove_readings)
    if is_divided:
        draft.remove(remove_labels)
        draft.remove(remove_line_numbers)


def _describe_layout(found: Arrangement, *, purpose: Purpose, by_delimiter: bool) -> list[str]:
    """Return a warning about a layout that was found; none if there is nothing to say.

    Args:
        found: the paragraphs, arranged in a layout that the user did not name.
        purpose: which of the languages are wanted.
        by_delimiter: whether delimiters, as in CSV, showed that the text is a table.
    """
    if purpose == "one side" and found.layout != "plain":
        return [_ONE_OF_TWO.format(layout=found.layout)]
    if separator := found.separator or ("a comma or the like" * by_delimiter):
        return [
            f"each line was read as a row of a table, because {separator} stands between a "
            "Chinese and an English text in it; to keep the lines whole, pass  --layout plain"
        ]
    if found.layout != "plain":
        return []
    if purpose != "both sides" and is_bilingual(found.paras):
        return [_MIXED if purpose == "any" else _BOTH_KEPT]
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


def _place_added_title(paras: list[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Return the paragraphs of a bilingual page whose first one is the page's name, added to them.

    If a line at the beginning has its words, that line is the title of its language, and the name
    is left out. A name in both languages is no title of either text.
    """
    added, *others = paras
    if all(weigh_languages(added.text)):
        return [replace(added, kind="provenance"), *others], []
    wanted = without_spaces(added.text)
    for n, para in enumerate(others[:_TITLE_WITHIN]):
        if without_spaces(para.text) == wanted:
            others[n] = replace(para, kind="title", heading=0)
            return others, [LeftOut(added.text, DUPLICATE)]
    return paras, []


def _hash(pages: Sequence[RawPage]) -> str:
    """Return the SHA-256 of a page in hexadecimal; of several pages, that of their hashes."""
    hashes = [hashlib.sha256(page.data).hexdigest() for page in pages]
    if len(hashes) == 1:
        return hashes[0]
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


def weigh_text(para: Para) -> float:
    """Return the amount of text in a paragraph, in Latin letters as in `weigh_languages`."""
    return sum(weigh_languages(para.text))
