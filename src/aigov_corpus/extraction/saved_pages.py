"""Read the page out of a file into which a browser saved it with its pictures (.mht, .mhtml).

Such a file is a message of several parts (RFC 2557): the page, pages in its frames, style sheets,
pictures.
"""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message

from aigov_corpus import patterns as re
from aigov_corpus.extraction.readers import RawPage

_HEAD_BYTES = 4096
"""Bytes at the beginning of a file that show what it is."""

_HEADER = re.compile(rb"[\w-]+:")
_OF_MAIL = re.compile(rb"^(?:received|message-id|to|delivered-to):", re.MULTILINE)
_PAGES = ("text/html", "application/xhtml+xml")

_FRAMES = (
    "only the page itself is read, and {number} more in its frames are not; if the text stands in "
    "a frame, open that alone in a browser and save it"
)


def unpack_page(page: RawPage) -> tuple[RawPage, list[str]]:
    """Return the page that a saved file holds, with warnings; any other file as it is.

    The URL is that of the page, if the caller gives none.
    """
    head = page.data[:_HEAD_BYTES].lower()
    is_saved = _HEADER.match(head) and b"mime-version:" in head and b"multipart/related" in head
    if not is_saved or _OF_MAIL.search(head):
        return page, []
    message = message_from_bytes(page.data, policy=policy.compat32)
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    root = next((part for part in pages if part["Content-ID"] == message.get_param("start")), None)
    root = root or next(iter(pages), None)
    data = root.get_payload(decode=True) if root else None
    if root is None or not isinstance(data, bytes) or not data.strip():
        return page, []
    frames = sum(_holds_text(part) for part in pages if part is not root)
    url = page.url or str(root["Content-Location"] or "")
    charset = page.charset or root.get_content_charset("")
    warnings = [_FRAMES.format(number=frames)] if frames else []
    return replace(page, data=data, url=url, charset=charset), warnings


def _holds_text(part: Message) -> bool:
    """Tell whether a page has any letter outside of its tags, scripts and styles."""
    data = part.get_payload(decode=True)
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
    text = re.sub(r"(?is)<(script|style|title)\b.*?</\1\s*>|<[^>]*>", " ", text)
    return any(map(str.isalpha, text))
