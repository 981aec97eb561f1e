"""Read a PDF: its paragraphs in reading order, and what of its pages is no text."""

from __future__ import annotations

from dataclasses import replace

from aigov_corpus.extraction.ledger import COMMENT
from aigov_corpus.extraction.paragraphs import PageContent
from aigov_corpus.extraction.pdf.characters import restore, restore_signs
from aigov_corpus.extraction.pdf.composing import Composer
from aigov_corpus.extraction.pdf.furniture import part_furniture, part_heads_across
from aigov_corpus.extraction.pdf.initials import set_initials
from aigov_corpus.extraction.pdf.legibility import Legibility
from aigov_corpus.extraction.pdf.line_numbers import part_line_numbers
from aigov_corpus.extraction.pdf.notes import find_note_marks, mark_notes
from aigov_corpus.extraction.pdf.process import read_pages
from aigov_corpus.extraction.pdf.rows import find_rows, join_words
from aigov_corpus.extraction.pdf.ruled import MOST_RULES
from aigov_corpus.extraction.pdf.strikes import without_marks
from aigov_corpus.extraction.pdf.words import PageWords, read_words
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import LeftOut
from aigov_corpus.text.row_numbers import describe_rows

SIGNATURE = b"%PDF-"
"""What a PDF begins with."""

_STAMP = "stamp"
"""The reason given for leaving out what stamps and signatures show that lie over a page."""

_SIGNATURE_WITHIN = 1024
"""Bytes at the beginning of a file in which its signature may stand."""


def is_pdf(data: bytes) -> bool:
    """Tell whether the bytes of a file are a PDF."""
    return SIGNATURE in data[:_SIGNATURE_WITHIN]


def read_pdf(data: bytes, *, name: str) -> PageContent:
    """Return the paragraphs of a PDF, and what is left out: running heads, numbers, watermarks.

    Raises:
        InvalidInputError: it is encrypted, damaged, scanned, or its fonts state no characters.
    """
    legibility = Legibility()
    pages: list[PageWords] = []
    visible: list[str] = []
    crowded: list[int] = []
    undrawn: list[int] = []
    left_out: list[LeftOut] = []
    for number, page in enumerate(read_pages(data, name=name), start=1):
        if page.get("cut") or len(page.get("rules", ())) > MOST_RULES:
            crowded.append(number)
        if page.get("undrawn"):
            undrawn.append(number)
        remarks = [collapse_whitespace(each) for each in page.get("remarks", ())]
        left_out += [LeftOut(text, COMMENT, f"page {number}") for text in remarks if text]
        if stamped := collapse_whitespace(page.get("stamped", "")):
            left_out.append(LeftOut(stamped, _STAMP, f"page {number}"))
        restore_signs(page)
        legibility.add(page, number)
        pages.append(read_words(page, number))
        set_initials(pages[-1].words)
        visible += [restore(page.get("chars", "")), *remarks, stamped]
    warnings = legibility.check(name)
    if mixed := [page.number for page in pages if page.is_mixed]:
        warnings.append(
            f"{describe_rows(mixed, noun='page')} is written across and from top to bottom: "
            "compare the order of the text with the file"
        )
    if crowded:
        warnings.append(
            f"lines drawn on {describe_rows(crowded, noun='page')} are too many to find tables and "
            "struck-through text by them: compare the text with the file"
        )
    if undrawn:
        warnings.append(
            f"fields of forms and boxes on {describe_rows(undrawn, noun='page')} hold text that "
            "is no part of the page, and was not read: open it in a PDF reader, print it to a new "
            "PDF, and read that"
        )
    part_line_numbers(pages)
    left_out += [
        LeftOut(text, reason, f"page {page.number}")
        for page in pages
        for text, reason in page.left_out
    ]
    rows, furniture = part_furniture(
        [find_rows(page.words) for page in pages], [(page.bottom, page.top) for page in pages]
    )
    left_out += furniture
    left_out += part_heads_across(pages)
    marks = [find_note_marks([[join_words(row.words) for row in each]]) for each in rows]
    left_out += mark_notes(rows, marks)
    composer = Composer(pages, rows)
    paras = composer.compose()
    left_out += composer.left_out
    left_out = [replace(piece, text=without_marks(piece.text)) for piece in left_out]
    meta = {"format": "pdf", "warnings": warnings}
    return PageContent(paras, {}, meta, left_out=left_out, visible="\n".join(visible))
