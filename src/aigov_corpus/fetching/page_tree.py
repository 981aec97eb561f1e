"""The bytes of a page as a tree of elements, good enough to find its links and titles."""

from __future__ import annotations

from typing import Any

from aigov_corpus.text.tags import shorten_tags

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""Pairs: a byte order mark, and Python's name of the encoding that it shows."""


def decode_page(body: bytes) -> str:
    """Return the text of a page, in the encoding that its bytes show, whatever the page declares.

    A byte order mark shows UTF-16 or UTF-8. Without one, the encoding is UTF-8 if the bytes are
    valid in it, and GB18030 if not. Bytes that are not valid become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")


def parse_page(text: str) -> Any:
    """Return the root element of an HTML page (of lxml), or None if the text holds no element."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(
            shorten_tags(text.replace("\0", "")).encode(), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
