"""Answers of servers as snapshots: whether a page has changed, and what is kept of it."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.fetching.exchange import Answer, Exchange, header_text
from aigov_corpus.fetching.snapshots import StoredSnapshot, save_snapshot
from aigov_corpus.records import Snapshot

if TYPE_CHECKING:
    from aigov_corpus.fetching.client import Conditions
    from aigov_corpus.links.articles import ArticleLinks

_READABLE = ("", "text/html", "application/xhtml+xml", "text/plain")
"""Media types that an error page may have; `""` stands for a page without a media type."""

_HTML_BEGINS = 1024
"""Number of first bytes in which a `<` shows that a page without a media type is HTML."""

_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
"""For a header of an answer, the header of the next request that sends its value back.

RFC 9110, 8.8 and 13.1.
"""


def software() -> str:
    """Return name and version of this program: `aigov-corpus/0.2.0`."""
    return f"aigov-corpus/{version('aigov-corpus')}"


def conditions(before: StoredSnapshot | None) -> Conditions:
    """Return the headers that ask the server to send a page only if it has changed.

    They are for the URL that answered the last time; without any, the result is empty. A value that
    is not printable ASCII cannot be sent back, and the server then sends the whole page.
    """
    if before is None:
        return {}
    headers = {name.lower(): value for name, value in before.snapshot.headers.items()}
    sent_back = {}
    for received, asked in _VALIDATORS.items():
        value = headers.get(received, "")
        if value and value.isascii() and value.isprintable():
            sent_back[asked] = value
    return {before.snapshot.final_url: sent_back} if sent_back else {}


def check_readable(answer: Answer) -> None:
    """Check that an answer is no error page, if it has a media type that error pages have.

    Raises:
        ResponseError: it is an error page.
    """
    from aigov_corpus.fetching.error_pages import check_page

    last = answer.last
    if last.status == HTTPStatus.OK and last.media_type in _READABLE:
        check_page(last.body, asked=answer.url, answered=last.url)


def is_unchanged(last: Exchange, before: Snapshot) -> bool:
    """Tell whether an answer brings the page as it was kept before."""
    if last.status == HTTPStatus.NOT_MODIFIED:
        return True
    return hashlib.sha256(last.body).hexdigest() == before.sha256


def _is_html(last: Exchange) -> bool:
    if last.media_type:
        return "html" in last.media_type
    return b"<" in last.body[:_HTML_BEGINS]


def _read_links(last: Exchange) -> ArticleLinks:
    """Return the links of a page that belong to its article; none if it is not HTML."""
    from aigov_corpus.fetching.page_tree import decode_page, parse_page
    from aigov_corpus.links.articles import ArticleLinks, find_links

    if not _is_html(last):
        return ArticleLinks()
    source = decode_page(last.body)
    root = parse_page(source)
    return ArticleLinks() if root is None else find_links(root, source, url=last.url)


def _joined_headers(last: Exchange) -> dict[str, str]:
    """Return the headers of an answer by lower-case name; several values are joined by `, `."""
    headers: dict[str, str] = {}
    for name, value in last.headers:
        key, text = name.lower(), header_text(value)
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def save_answer(raw: Path, answer: Answer) -> StoredSnapshot:
    """Write an answer as the newest version of the page at its URL, and return the snapshot."""
    from aigov_corpus.fetching.answers import DOCUMENT_SUFFIXES
    from aigov_corpus.fetching.warc import pack_warc

    last = answer.last
    snapshot = Snapshot(
        url=answer.url,
        body=last.body,
        sha256=hashlib.sha256(last.body).hexdigest(),
        fetched_at=last.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        final_url=last.url,
        status=last.status,
        headers=_joined_headers(last),
    )
    links = _read_links(last)
    attachments = [
        {"url": attachment.url, "text": " ".join(attachment.title.split())}
        for attachment in links.attachments
    ]
    undeclared = ".html" if _is_html(last) else ".txt"
    return save_snapshot(
        raw,
        snapshot,
        suffix=DOCUMENT_SUFFIXES.get(last.media_type, undeclared),
        warc=pack_warc(answer, software=software()),
        more={
            "redirects": [{"status": hop.status, "url": hop.url} for hop in answer.hops[:-1]],
            "address": last.address,
            "pages": list(links.pages),
            "prints": list(links.prints),
            "attachments": attachments,
        },
    )
