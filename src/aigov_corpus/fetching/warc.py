"""The exchanges behind a snapshot as a WARC file, which the tools of web archives read."""

from __future__ import annotations

import string
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit

from aigov_corpus.fetching.exchange import Answer, Exchange, Headers, header_text

_RENAMED = "X-Archive-Orig-"
"""Prefix that web archives give to the name of a header that does not fit the stored bytes."""


def pack_warc(answer: Answer, *, software: str) -> bytes:
    """Return a gzipped WARC 1.1: a warcinfo record, then response and request of each exchange.

    Bodies stay in their Content-Encoding. Their chunks are joined, so the header Transfer-Encoding
    is stored as X-Archive-Orig-Transfer-Encoding. The record of a body that was cut, or not
    read (as that of a redirect), has the field WARC-Truncated.
    """
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = {"software": software, "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record("", info))
    for hop in answer.hops:
        _add_exchange(writer, hop)
    return out.getvalue()


def _add_exchange(writer: Any, hop: Exchange) -> None:
    dated = {"WARC-Date": hop.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    described = {**dated, "WARC-IP-Address": hop.address}
    if hop.cut:
        described["WARC-Truncated"] = "unspecified"
    status_line = f"{hop.status} {hop.reason}".strip()
    response = writer.create_warc_record(
        hop.url,
        "response",
        payload=BytesIO(hop.packed),
        length=len(hop.packed),
        warc_headers_dict=described,
        http_headers=_head(status_line, hop.headers, protocol=hop.http_version),
    )
    parts = urlsplit(hop.url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    request_line = f"{target} HTTP/1.1"
    request = writer.create_warc_record(
        hop.url,
        "request",
        warc_headers_dict=dated,
        http_headers=_head(request_line, hop.request_headers, protocol="GET", is_request=True),
    )
    writer.write_request_response_pair(request, response)


def _head(line: str, headers: Headers, *, protocol: str, is_request: bool = False) -> Any:
    """Return the first line and the headers of a request or response as an object of warcio."""
    from warcio.statusandheaders import StatusAndHeaders

    renamed = []
    for name, value in headers:
        chunked = name.lower() == "transfer-encoding"
        renamed.append((f"{_RENAMED}{name}" if chunked else name, _ascii(value)))
    return StatusAndHeaders(_ascii(line), renamed, protocol=protocol, is_http_request=is_request)


def _ascii(value: str) -> str:
    """Return a value with all but ASCII percent-encoded; warcio does this for some headers only."""
    return quote(header_text(value), safe=string.printable)
