"""Checks that an answer is a document, and errors for those that are not.

The argument `hop` is the exchange (see `exchange`) whose answer is checked.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from aigov_corpus import patterns as re
from aigov_corpus.errors import ResponseError
from aigov_corpus.fetching.exchange import Exchange
from aigov_corpus.fetching.remedies import FIND_PAGE, OPEN_PAGE, SAVE_FILE, SAVE_PAGE, TRY_LATER
from aigov_corpus.text.quoting import printable

DOCUMENT_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Suffix of the file in which each media type is kept."""

TEMPORARY_STATUSES = frozenset({429, 500, 502, 503, 504})
"""HTTP statuses of temporary failures.

RFC 6585 (section 4) defines 429, and RFC 9110 (section 15.6) the others.
"""

_KEPT_AWAY = frozenset({202, 401, 403, 412, 521})
"""HTTP statuses by which a site keeps programs away. The firewalls of Chinese government sites send
202, 412 and 521 with a script that only browsers run."""

_NOT_A_PAGE = (b"%PDF-", b"PK\x03\x04", b"{\\rtf")
"""First bytes of PDF, ZIP (also DOCX) and Rich Text Format."""

_SNIFFED = 4096
"""Bytes at the beginning of a body that are searched for NUL, which shows that it is not text."""

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_LONGEST_RETRY = 1e9
"""Largest number of seconds read from Retry-After, some 30 years; larger numbers count as this."""

_MIB = 1024 * 1024


def status_error(hop: Exchange) -> ResponseError:
    """Return the error for an answer whose status is not that of a document."""
    return ResponseError(
        f"the server answers {describe_status(hop)}",
        source=hop.url,
        remedy=_status_remedy(hop.status),
    )


def describe_status(hop: Exchange) -> str:
    """Return the status of an answer with its phrase: `404 Not Found`."""
    phrase = printable(hop.reason)
    with suppress(ValueError):
        phrase = phrase or HTTPStatus(hop.status).phrase
    return f"{hop.status} {phrase}".strip()


def _status_remedy(status: int) -> str:
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return f"the page is gone, so {FIND_PAGE}"
    if status in _KEPT_AWAY:
        return f"the site does not serve programs, so {SAVE_PAGE}"
    return TRY_LATER if status in TEMPORARY_STATUSES else OPEN_PAGE


def retry_after(value: str, *, now: datetime) -> float:
    """Return the seconds that a Retry-After header asks for.

    Args:
        value: value of the header: a number of seconds, or an HTTP date (RFC 9110, 10.2.3).
        now: time of the answer, from which a date is counted.

    Returns:
        Seconds, 0 or more; 0 if the value is neither, or is a date in the past.
    """
    value = value.strip()
    if re.fullmatch("[0-9]+", value):
        return min(float(value), _LONGEST_RETRY)
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        date = parsedate_to_datetime(value)
        aware = date.replace(tzinfo=date.tzinfo or UTC)
        return max(0.0, (aware - now).total_seconds())
    return 0.0


def check_media_type(hop: Exchange) -> None:
    """Check that an answer declares the media type of a document, or none.

    Raises:
        ResponseError: the answer declares another media type.
    """
    if hop.media_type and hop.media_type not in DOCUMENT_SUFFIXES:
        raise ResponseError(
            f"this is {printable(hop.media_type)}, not a page", source=hop.url, remedy=SAVE_FILE
        )


def check_bytes(hop: Exchange) -> None:
    """Check that the body is not empty, and is text or a binary file as its media type says.

    DOCX is the only binary media type. Whether a binary body is really a DOCX is not checked.

    Raises:
        ResponseError: the body is empty, binary where text is declared, or text where DOCX is.
    """
    if not hop.body.strip():
        raise ResponseError("the page is empty", source=hop.url, remedy=OPEN_PAGE)
    declared = hop.header("content-type")
    is_wide = "utf-16" in declared.lower() or hop.body.startswith(_UTF16_MARKS)
    has_nul = b"\0" in hop.body[:_SNIFFED] and not is_wide
    is_binary = has_nul or hop.body.lstrip().startswith(_NOT_A_PAGE)
    should_be_binary = DOCUMENT_SUFFIXES.get(hop.media_type) == ".docx"
    if is_binary != should_be_binary:
        kind = printable(declared) or "nothing"
        raise ResponseError(
            f"the server calls this '{kind}', but the bytes are not that",
            source=hop.url,
            remedy=SAVE_FILE,
        )


def too_large(limit: int, *, when_unpacked: bool) -> ResponseError:
    """Return the error for a page that is larger than `limit` bytes, as sent or decompressed."""
    size = f"{limit / _MIB:g} MiB" if limit >= _MIB else f"{limit} bytes"
    unpacked = " when decompressed" if when_unpacked else ""
    return ResponseError(
        f"the page is larger than {size}{unpacked}: it is not a text, or it never ends",
        remedy=OPEN_PAGE,
    )
