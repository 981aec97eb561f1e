"""Marks in Markdown that are for the program that makes a site of it, and that no page shows.

Such are `:::tip Title`, `{% include note.html %}`, `{{< note >}}`, `[[toc]]`, `[!NOTE]` and the
imports of components. They are left out as markup; titles and texts between them are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from aigov_corpus.extraction.ledger import MARKUP
from aigov_corpus.records import LeftOut

if TYPE_CHECKING:
    from markdown_it.token import Token

# :::tip Title, ::: details, :::note[Title], ::: {.callout title="x"}
_CONTAINER = re.compile(r"\s*(?P<kind>[A-Za-z][\w-]*)?\s*(?:\[(?P<label>[^\]]*)\])?(?P<title>.*)")
_BRACES = re.compile(r"\{[^{}]*\}")
_TAG = re.compile(
    r"\{%.{0,300}?%\}|\{\{[<%].{0,300}?[>%]\}\}|\{:[^{}]{0,300}\}|\{/\*.{0,300}?\*/\}"
)
_WHOLE_LINE = re.compile(
    r"\[\[?_?TOC_?\]?\]|\*\[[^\]]+\]:.*|import\s[^\n]*?\sfrom\s+['\"][^'\"]+['\"];?"
    r"|import\s+['\"][^'\"]+['\"];?|export\s+(?:const|default)\s.*",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|(?:!!!|\?\?\?\+?)\s+[A-Za-z][\w-]*(?=\s|$)",
    re.IGNORECASE,
)


def render_container(_: Any, tokens: Sequence[Token], n: int, *__: Any) -> str:
    """Return the HTML of the mark that opens or closes a container, with the title that it has."""
    if tokens[n].nesting < 0:
        return "</div>\n"
    title = _title(tokens[n].info)
    return f"<div>\n<p>{escape(title)}</p>\n" if title else "<div>\n"


def _title(info: str) -> str:
    """Return the title in the mark that opens a container; empty if it has none."""
    found = _CONTAINER.fullmatch(info)
    if found is None:
        return ""
    return (found["label"] or _BRACES.sub("", found["title"])).strip()


def part_site_markup(tokens: Sequence[Token]) -> Iterator[LeftOut]:
    """Take the marks for site programs out of the texts of paragraphs, and yield them."""
    for token in tokens:
        place = f"line {token.map[0] + 1}" if token.map else ""
        if token.type.startswith("container_") and token.nesting > 0:
            kind = (
                token.info.replace(_title(token.info), " ", 1) if _title(token.info) else token.info
            )
            if kind.strip():
                yield LeftOut(kind.strip(), MARKUP, place)
        texts = [child for child in token.children or () if child.type == "text"]
        for n, child in enumerate(texts):
            child.content, marks = _part(child.content, opens=n == 0)
            for mark in marks:
                yield LeftOut(mark, MARKUP, place)


def _part(text: str, *, opens: bool) -> tuple[str, list[str]]:
    """Take the marks for site programs out of a text; return the text and the marks.

    Args:
        text: a text in a paragraph.
        opens: whether the paragraph begins with it.
    """
    whole = _WHOLE_LINE.fullmatch(text.strip())
    if whole:
        return "", [whole[0]]
    head = _HEAD.match(text) if opens else None
    marks = [head[0]] if head else []
    text = text[head.end() :] if head else text
    marks += [found[0] for found in _TAG.finditer(text)]
    return _TAG.sub("", text), marks
