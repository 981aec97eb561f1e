"""Parse the HTML of a page or of a piece of one, and refuse what the parser would read in part."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.html.folds import open_folds
from aigov_corpus.extraction.html.hiding import mark_hidden
from aigov_corpus.extraction.html.list_numbers import mark_numbers
from aigov_corpus.extraction.html.unshown import STRUCK_STYLE
from aigov_corpus.extraction.paragraphs import check_number
from aigov_corpus.extraction.raised import keep_raised_in_page
from aigov_corpus.text.tags import shorten_tags

_MOST_NESTED = 2048
"""Elements inside each other that libxml2 reads; it drops everything after them."""

_MOST_ELEMENTS = 500_000
"""Elements of the largest page; long ones have some 20,000."""


_OPENING, _CLOSING = "“‘", "”’"
"""Marks around an element `q`, and around one inside another."""
_QUOTATION_MARKS = frozenset("“‘\"'「『«")

XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
"""What a page must not begin with to be parsed: its encoding was found before."""

# .c5{text-decoration:line-through}, as Google Docs and Calibre write it
_CLASS = re.compile(r"(?:^|,)\s*[\w-]{0,20}\.([\w-]{1,100})\s*(?=,|$)")


def find_struck_classes(sheet: str) -> set[str]:
    """Return the classes whose text a style sheet shows struck through."""
    found: set[str] = set()
    if "line-through" not in sheet.lower():
        return found
    for rule in sheet.split("}"):
        selectors, _, look = rule.rpartition("{")
        if STRUCK_STYLE.search(look):
            found.update(_CLASS.findall(selectors.rpartition("{")[2]))
    return found


def parse_html(
    text: str, *, name: str, struck: Collection[str] = (), sheets: Collection[str] = ()
) -> Any:
    """Return the root element of a page.

    Elements that its style sheet hides or shows struck through say so in their own style, and those
    that a browser shows with a number in the attribute `NUMBER`.

    Args:
        text: the page.
        name: file or URL, for messages.
        struck: classes that a style sheet outside the page shows struck through.
        sheets: style sheets outside the page that number its paragraphs.

    Raises:
        InvalidInputError: it cannot be parsed, or its elements are too many or nested too deeply,
            or its style sheets have too many rules about numbers.
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
    _refuse_nested(parser, name)
    for node in list(root.iterfind(".//iframe[@srcdoc]")):
        inner = html.fragment_fromstring(node.get("srcdoc"), create_parent="div", parser=parser)
        _refuse_nested(parser, name)
        inner.tail, node.tail = node.tail, None
        node.addnext(inner)
    for node in root.iterfind(".//template[@shadowrootmode]"):  # what a browser shows there
        node.tag = "div"
    _mark_struck(root, struck)
    elements = int(root.xpath("count(//*)"))
    check_number(elements, name=name, of="elements", most=_MOST_ELEMENTS)
    open_folds(root)
    mark_hidden(root)
    mark_numbers(root, sheets, name=name)
    keep_raised_in_page(root)
    _add_quotation_marks(root)
    return root


def _refuse_nested(parser: Any, name: str) -> None:
    """Raise an error if a parser has dropped what is nested too deeply."""
    from lxml import etree

    limits = [each for each in parser.error_log if each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT]
    if limits:
        raise InvalidInputError(
            f"its elements are nested more than {_MOST_NESTED:,} levels deep",
            source=name,
            place=f"line {limits[0].line}",
            remedy="save the text of the page instead",
        )


def _add_quotation_marks(root: Any) -> None:
    """Put the marks that a browser shows around each element `q` into its text."""
    for node in root.iter("q"):
        inner = sum(1 for _ in node.iterancestors("q")) % 2
        text = node.text_content().strip()
        if not text or text[0] in _QUOTATION_MARKS:  # a page that shows none of the browser's
            continue
        node.text = _OPENING[inner] + (node.text or "")
        if len(node):
            node[-1].tail = (node[-1].tail or "") + _CLOSING[inner]
        else:
            node.text += _CLOSING[inner]


def _mark_struck(root: Any, known: Collection[str]) -> None:
    """Give elements of classes that are shown struck through a style that says so."""
    struck = set(known).union(
        *(find_struck_classes(each.text or "") for each in root.iter("style"))
    )
    if not struck:
        return
    for node in root.iterfind(".//*[@class]"):
        if not struck.isdisjoint(node.get("class").split()):
            node.set("style", f"{node.get('style') or ''};text-decoration:line-through")
