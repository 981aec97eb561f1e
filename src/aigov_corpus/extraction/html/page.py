"""A web page to its paragraphs and what it says of itself, by the table of sites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.html.body import DENSEST, body_lines, choose, densest
from aigov_corpus.extraction.html.cross_check import difference, general_text, prose, words
from aigov_corpus.extraction.html.dom import Seen, clean
from aigov_corpus.extraction.html.metadata import (
    LABELS,
    find_by_line,
    find_label,
    find_source,
    labelled,
    line_number,
    own_address,
    times,
    without_data,
)
from aigov_corpus.extraction.html.sites import UNKNOWN
from aigov_corpus.extraction.html.title import find_title, with_title
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.links.articles import find_links

_HTML = re.compile(
    r"<(?:!doctype|html|head|body|div|table|p|article|section|meta|span|td|h[1-6])\b", re.IGNORECASE
)
_CLOSING = re.compile(r"</\s*(?:html|body)\s*>", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_MOST_DIFFERENCE = 0.1
_MORE_PROSE = 1.5


@dataclass
class Page:
    """What a page says: its paragraphs, and the fields of a Document it names."""

    paras: list[Para]
    known: dict[str, str]
    meta: dict[str, Any] = field(default_factory=dict)
    title_added: bool = False
    """Whether the first paragraph is a title that does not stand in the page's text."""


def is_html(text: str) -> bool:
    """Whether a text is a page or a fragment of one."""
    return _HTML.search(text[:20_000]) is not None and text.count("<") > 2


def read_page(text: str, *, name: str, url: str = "") -> Page:
    """Return the paragraphs and fields of a page.

    Raises:
        InvalidInputError: no text is found in it.
    """
    # A stray </html> or a second </body> must not end the page, for no parser: text follows them.
    text = _CLOSING.sub(" ", _XML_HEAD.sub("", text))
    root = _parse(text, name)
    url = url or own_address(root)
    site, body = choose(root, url)
    warnings: list[str] = []
    if body is None:
        site, body = DENSEST, densest(root)
    seen, left_out = body_lines(body, site) if body is not None else ([], [])
    ours, other = _joined(seen), general_text(text)
    if site.name == "densest" and prose(other) > _MORE_PROSE * prose(ours):
        site, left_out = UNKNOWN, []
        seen = [Seen(Para(clean(line))) for line in other.splitlines() if clean(line)]
    elif other and (share := difference(words(ours), words(other))) > _MOST_DIFFERENCE:
        warnings.append(
            f"the text differs from a general extractor's by {share:.0%}; look whether all of it is there"
        )
    seen, opening_data = without_data(seen)
    if not seen:
        raise InvalidInputError(
            f"{name} is a page without text that can be told from its frame: a script may fill it in; save "
            "it as a browser shows it, or save its text (--url helps where there is a rule for the site)"
        )
    fields = labelled(root, body)
    for line in opening_data:
        label, value = find_label(line)
        if label in LABELS:
            fields.setdefault(LABELS[label], value)
    left_out = [*opening_data, *left_out]
    shown_title = find_title(root, site, fields)
    paras, title, title_added = with_title(seen, shown_title)
    meta: dict[str, Any] = {"format": "html", "template": site.name}
    by_line = "\n".join([*opening_data, find_by_line(root, body)])
    known = {
        "title": title,
        **times(root, site, fields, url, meta, by_line),
        "source": find_source(root, site, fields, by_line),
    }
    opening = "\n".join(
        para.text for para in takewhile(lambda para: len(para.text) < 60, paras[:12])
    )
    if not fields.get("document_number") and (number := line_number(opening)):
        fields["document_number"] = number
    meta.update(
        {key: value for key, value in fields.items() if key not in ("title", "source") and value}
    )
    links = find_links(root, text, url=url, body=body)
    meta["attachments"] = [
        {"title": clean(attachment.title), "url": attachment.url}
        for attachment in links.attachments
    ]
    if links.pages:
        meta["pages"] = list(links.pages)
    if left_out:
        meta["dropped"] = left_out
    meta["warnings"] = warnings
    known = {key: value for key, value in known.items() if value} | {"url": url}
    return Page(paras, known, meta, title_added)


def _parse(text: str, name: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, recover=True
    )
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InvalidInputError(
            f"{name} cannot be read as a page: {error}; save it again"
        ) from error
    return root


def _joined(seen: Iterable[Seen]) -> str:
    return "\n".join(line.para.text for line in seen)
