"""The exchanges of one snapshot as a WARC file, so that any web archive's tools can read them."""

from __future__ import annotations

import string
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from aigov_corpus.fetching.wording import header_text

if TYPE_CHECKING:
    from aigov_corpus.fetching.client import Answer, Exchange, Headers


def pack(answer: Answer, *, software: str) -> bytes:
    """Return a gzipped WARC 1.1: one warcinfo, then response and request of each hop.

    The payload is kept in its Content-Encoding. Chunks are joined, so Transfer-Encoding is kept under
    the name that archives use for it. Bodies of redirects are not read: WARC-Truncated says so.
    """
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(
        writer.create_warcinfo_record("", {"software": software, "format": "WARC File Format 1.1"})
    )
    for hop in answer.hops:
        _add(writer, hop)
    return out.getvalue()


def _add(writer: Any, hop: Exchange) -> None:
    about = {"WARC-Date": hop.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    extra = {"WARC-IP-Address": hop.address} | (
        {"WARC-Truncated": "unspecified"} if hop.cut else {}
    )
    response = writer.create_warc_record(
        hop.url,
        "response",
        payload=BytesIO(hop.packed),
        length=len(hop.packed),
        warc_headers_dict=about | extra,
        http_headers=_head(
            f"{hop.status} {hop.reason}".strip(), hop.headers, protocol=hop.http_version
        ),
    )
    parts = urlsplit(hop.url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    request = writer.create_warc_record(
        hop.url,
        "request",
        warc_headers_dict=about,
        http_headers=_head(
            f"{target} HTTP/1.1", hop.request_headers, protocol="GET", is_request=True
        ),
    )
    writer.write_request_response_pair(request, response)


def _head(line: str, headers: Headers, *, protocol: str, is_request: bool = False) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    renamed = [
        (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, _ascii(value))
        for name, value in headers
    ]
    return StatusAndHeaders(_ascii(line), renamed, protocol=protocol, is_http_request=is_request)


def _ascii(value: str) -> str:
    """Quote what is not ASCII: warcio does so in some headers and fails in others."""
    return quote(header_text(value), safe=string.printable)
