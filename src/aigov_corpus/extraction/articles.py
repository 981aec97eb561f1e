"""Join the pages of one article: their paragraphs, and the facts that the pages state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import HEADING_BY_LOOKS, PageContent, Para
from aigov_corpus.text.letters import keep_letters

# 路灯管理计划(2), 路灯管理计划 第2页, Plan for Lamps - 2
_PAGE_NUMBER = re.compile(r"\s*(?:[（(]\s*\d{1,2}\s*[)）]|第\s*\d{1,2}\s*页|[_-]\s*\d{1,2})\s*$")


def join_pages(pages: Sequence[PageContent], names: Sequence[str]) -> PageContent:
    """Return the content of all pages of an article as if it were one page.

    Title, times, source and URL are those of the first page. If a later page repeats the title of
    the article at its beginning, the title is left out there and listed in `meta["dropped"]`.

    Args:
        pages: the pages in reading order; at least one.
        names: the file or URL of each page; a warning about the page begins with it.
    """
    if len(pages) == 1:
        return pages[0]
    first = pages[0]
    titles = _title_keys(first)
    paras = list(first.paras)
    dropped = list(first.meta.get("dropped", []))
    for page in pages[1:]:
        kept, repeated = _without_titles(page, titles)
        paras += kept
        dropped += [*repeated, *page.meta.get("dropped", [])]
    warnings = [*_name_warnings(pages, names), *_missing_pages(pages)]
    meta = {**first.meta, "warnings": warnings, "pages": len(pages)}
    if attachments := _join_attachments(pages):
        meta["attachments"] = attachments
    if dropped:
        meta["dropped"] = dropped
    left_out = [piece for page in pages for piece in page.left_out]
    visible = "\n".join(page.visible for page in pages)
    return replace(first, paras=paras, meta=meta, left_out=left_out, visible=visible)


def _title_keys(page: PageContent) -> set[str]:
    """Return the keys (`_title_key`) of the title, the title lines and the first line of a page."""
    titles = [page.known.get("title", "")]
    titles += [para.text for n, para in enumerate(page.paras) if n == 0 or para.kind == "title"]
    return {_title_key(title) for title in titles} - {""}


def _title_key(title: str) -> str:
    """Return the letters of a title, without a page number at its end, to compare titles by."""
    return keep_letters(_PAGE_NUMBER.sub("", title))


def _without_titles(page: PageContent, titles: set[str]) -> tuple[list[Para], list[str]]:
    """Return the paragraphs of a later page, and the titles at its beginning that are left out.

    A title that was added to the page because its text has none is left out. Lines at the beginning
    that repeat a title of the first page are left out too. Any other title becomes a heading.

    Args:
        page: the page.
        titles: keys of the first page's titles (`_title_keys`).
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


def _join_attachments(pages: Sequence[PageContent]) -> list[dict[str, Any]]:
    """Return the attachments of all pages, each URL once."""
    by_url: dict[str, dict[str, Any]] = {}
    for page in pages:
        for attachment in page.meta.get("attachments", []):
            by_url.setdefault(attachment["url"], attachment)
    return list(by_url.values())


def _name_warnings(pages: Sequence[PageContent], names: Sequence[str]) -> list[str]:
    """Return the warnings of all pages; each begins with the name of its page."""
    return [
        f"{name}: {warning}"
        for page, name in zip(pages, names, strict=True)
        for warning in page.meta["warnings"]
    ]


def _missing_pages(pages: Sequence[PageContent]) -> list[str]:
    """Return one warning if the first page links to more pages than are given; else an empty list.

    The pages can be counted only if the URL of the first page is known. If it is not, its list of
    pages may include the page itself.
    """
    first = pages[0]
    count = 1 + len(first.meta.get("pages", ())) if first.known.get("url") else 0
    if count <= len(pages):
        return []
    return [f"the article has {count} pages, but only {len(pages)} are given; fetch the others too"]
