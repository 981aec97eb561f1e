"""Parse the HTML of a page or of a piece of one, and refuse what the parser would read in part."""

from __future__ import annotations

from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.paragraphs import check_number
from aigov_corpus.text.tags import shorten_tags

_MOST_NESTED = 2048
"""Elements inside each other that libxml2 reads; it drops everything after them."""

_MOST_ELEMENTS = 500_000
"""Elements of the largest page; long ones have some 20,000."""


def parse_html(text: str, *, name: str) -> Any:
    """Return the root element of a page.

    Args:
        text: the page.
        name: file or URL, for messages.

    Raises:
        InvalidInputError: it cannot be parsed, or its elements are too many or nested too deeply.
    """
    from lxml import etree, html

    parser = html.HTMLParser(remove_pis=True, huge_tree=True, no_network=True, recover=True)
    try:
        root = html.document_fromstring(shorten_tags(text), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InvalidInputError(
            f"it cannot be parsed as a page ({error})",
            source=name,
            remedy="save the page again, or save its text",
        ) from error
    limits = [each for each in parser.error_log if each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT]
    if limits:
        raise InvalidInputError(
            f"its elements are nested more than {_MOST_NESTED:,} levels deep",
            source=name,
            place=f"line {limits[0].line}",
            remedy="save the text of the page instead",
        )
    elements = int(root.xpath("count(//*)"))
    check_number(elements, name=name, of="elements", most=_MOST_ELEMENTS)
    return root
