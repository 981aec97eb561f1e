"""Read a web page: its paragraphs, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.html.body import DENSEST, choose_site, find_densest, read_body
from aigov_corpus.extraction.html.cross_check import count_stops, general_text, measure_difference
from aigov_corpus.extraction.html.dates import day_of, find_time
from aigov_corpus.extraction.html.labels import (
    LABELS,
    find_document_number,
    find_label,
    read_labels,
)
from aigov_corpus.extraction.html.lines import Line
from aigov_corpus.extraction.html.publication import (
    find_by_line,
    find_generated,
    find_published,
    find_source,
    find_updated,
    first_time,
    part_opening_data,
)
from aigov_corpus.extraction.html.selectors import meta_content
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.extraction.html.title import find_title, mark_titles, part_menu
from aigov_corpus.extraction.paragraphs import PageContent, Para
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.links.articles import find_links

_ELEMENT = re.compile(
    r"<(?:!doctype|html|head|body|div|table|p|article|section|meta|span|td|h[1-6])\b", re.IGNORECASE
)
_CLOSING = re.compile(r"</\s*(?:html|body)\s*>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

_HEAD_CHARACTERS = 20_000
"""Characters at the head of a file in which an element shows that it is a page."""

_LEAST_TAGS = 3
"""Signs `<` in a page; a plain text may hold one or two."""

_MOST_DIFFERENCE = 0.1
"""Difference of our text from the other extractor's above which a person is warned.

`measure_difference` gives it.
"""

_MORE_STOPS = 1.5
"""Times as many commas and stops as ours for which the other extractor's text is taken instead.

Only where no site fits the page.
"""

_OPENING_LINES = 12
"""Lines at the head of the text that may hold the number of the document."""

_OPENING_CHARACTERS = 60
"""Fewest characters of a line that ends the search for the number of the document."""


@dataclass
class _Text:
    """The lines of a page's text, and where they are from."""

    site: Site
    body: Any
    """The element that holds the text, or None."""
    lines: list[Line]
    left_out: list[str]
    warnings: list[str] = field(default_factory=list)


def is_html(text: str) -> bool:
    """Return whether a text is a web page or a fragment of one."""
    return _ELEMENT.search(text[:_HEAD_CHARACTERS]) is not None and text.count("<") >= _LEAST_TAGS


def read_page(text: str, *, name: str, url: str = "") -> PageContent:
    """Return the paragraphs of a web page and what it says of itself.

    Args:
        text: the page.
        name: file or URL, for messages.
        url: where the page came from; what the page says of that if it is not given.

    Raises:
        InvalidInputError: no text is found in it.
    """
    # A stray </html> or a second </body> must not end the page for any parser: text follows it.
    text = _CLOSING.sub(" ", _XML_DECLARATION.sub("", text))
    root = _parse(text, name)
    url = url or _own_url(root)
    found = _find_text(root, text, url)
    lines, opening_data = part_opening_data(found.lines)
    if not lines:
        raise InvalidInputError(
            "no text of an article was found on the page (a script may fill it in)",
            source=name,
            remedy="save the page in a browser, or its text; if its site is known, name its URL",
        )
    labels = read_labels(root, found.body)
    for line in opening_data:
        label, value = find_label(line)
        if label in LABELS:
            labels.setdefault(LABELS[label], value)
    title = find_title(root, found.site, labelled=labels.get("title", ""))
    lines, menu = part_menu(lines, title)
    titled = mark_titles(lines, title)
    by_line = "\n".join([*opening_data, find_by_line(root, found.body)])
    known = {"title": titled.title} | _read_publication(root, found.site, labels, by_line, url)
    known = {key: value for key, value in known.items() if value} | {"url": url}
    meta = _describe(root, found, labels, titled.paras)
    meta |= _read_links(root, text, url, found.body)
    if left_out := [*menu, *opening_data, *found.left_out]:
        meta["dropped"] = left_out
    meta["warnings"] = found.warnings
    return PageContent(titled.paras, known, meta, title_added=titled.added)


def _parse(text: str, name: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, recover=True
    )
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InvalidInputError(
            f"it cannot be parsed as a page ({error})",
            source=name,
            remedy="save the page again, or save its text",
        ) from error


def _own_url(root: Any) -> str:
    """Return the URL that a page gives as its own; empty if it gives none."""
    for node in root.iter("link"):
        target = node.get("href") or ""
        if (node.get("rel") or "").lower() == "canonical" and target.startswith("http"):
            return str(target).strip()
    url = meta_content(root, "og:url")
    return url if url.startswith("http") else ""


def _find_text(root: Any, page: str, url: str) -> _Text:
    """Return the text of a page by the table of sites, compared with what another extractor finds.

    Where no site fits and the other extractor finds much more prose, its text is taken.
    """
    site, body = choose_site(root, url)
    if body is None:
        site, body = DENSEST, find_densest(root)
    lines, left_out = read_body(body, site) if body is not None else ([], [])
    ours, theirs = _join(lines), general_text(page)
    if site is DENSEST and count_stops(theirs) > _MORE_STOPS * count_stops(ours):
        texts = filter(None, map(collapse_whitespace, theirs.splitlines()))
        return _Text(UNKNOWN, body, [Line(Para(text)) for text in texts], [])
    text = _Text(site, body, lines, left_out)
    difference = measure_difference(ours, theirs) if theirs else 0.0
    if difference > _MOST_DIFFERENCE:
        text.warnings.append(
            f"the text differs by {difference:.0%} from what another extractor finds; "
            "check that nothing is missing"
        )
    return text


def _join(lines: Iterable[Line]) -> str:
    return "\n".join(line.para.text for line in lines)


def _read_publication(
    root: Any, site: Site, labels: dict[str, str], by_line: str, url: str
) -> dict[str, str]:
    """Return when and by whom a page was published: `published`, `updated` and `source`."""
    return {
        "published": find_published(
            root, site, released=labels.get("released", ""), by_line=by_line, url=url
        ),
        "updated": find_updated(root, site),
        "source": find_source(root, site, by_line=by_line, labelled=labels.get("source", "")),
    }


def _read_links(root: Any, text: str, url: str, body: Any) -> dict[str, Any]:
    """Return the attachments of a page's article, and its further pages if there are any."""
    links = find_links(root, text, url=url, body=body)
    attachments = [
        {"title": collapse_whitespace(each.title), "url": each.url} for each in links.attachments
    ]
    pages = {"pages": list(links.pages)} if links.pages else {}
    return {"attachments": attachments} | pages


def _describe(root: Any, found: _Text, labels: dict[str, str], paras: list[Para]) -> dict[str, Any]:
    """Return what is known of a page besides the fields of `Document`, for `Document.meta`."""
    meta: dict[str, Any] = {"format": "html", "template": found.site.name}
    if shown := first_time(root, found.site.shown):
        meta["shown"] = shown
    if generated := find_generated(root):
        meta["generated"] = generated
    said = dict(labels)
    for key in ("written", "released"):
        if time := find_time(said.get(key, "")):
            said[key] = day_of(time)
    if not said.get("document_number"):
        short = (para.text for para in paras[:_OPENING_LINES])
        opening = takewhile(lambda text: len(text) < _OPENING_CHARACTERS, short)
        said["document_number"] = find_document_number("\n".join(opening))
    meta |= {key: value for key, value in said.items() if key not in ("title", "source") and value}
    return meta
