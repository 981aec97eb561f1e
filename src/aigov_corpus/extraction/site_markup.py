"""Marks in Markdown that are for the program that makes a site of it, and that no page shows.

Such are `:::tip Title`, `{% include note.html %}`, `{{< note >}}`, `[[toc]]`, `[!NOTE]` and the
imports of components. They are left out as markup; titles and texts between them are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from aigov_corpus import patterns as re
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
    r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|(?:!!!|\?\?\?\+?)\s+[A-Za-z][\w-]*(?=\s|$)"
    r"|===[!+]?(?=\s+\"[^\"])",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'\s*"(?P<title>.+?)(?P<end>"\s*)?')
_LABELS = frozenset(
    (
        *("提示", "小提示", "贴士", "小贴士", "注意", "注意事项", "请注意", "警告", "笔记", "备注"),
        *("注", "说明", "信息", "重要", "重要提示", "危险", "检查", "小心", "提醒", "note", "tip"),
        *("info", "information", "warning", "caution", "danger", "important", "attention", "check"),
        "hint",
    )
)
"""Titles of boxes of MkDocs that only name their kind, which is markup.

Translators write them, and the original has none; the page shows the name of the kind there.
"""


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
            title = _title(token.info)
            kind = token.info.replace(title, " ", 1) if title else token.info
            if kind.strip():
                yield LeftOut(kind.strip(), MARKUP, place)
        texts = [child for child in token.children or () if child.type == "text"]
        line = _first_line(token.children or ())
        for n, child in enumerate(texts):
            ends = line[-1] if n == 0 and line else None
            child.content, marks = _part(child.content, opens=n == 0, ends=ends)
            for mark in marks:
                yield LeftOut(mark, MARKUP, place)


def _first_line(children: Sequence[Token]) -> list[Token]:
    """Return the texts in the first line of a paragraph."""
    line = takewhile(lambda child: child.type not in ("softbreak", "hardbreak"), children)
    return [child for child in line if child.type == "text"]


def _part(text: str, *, opens: bool, ends: Token | None) -> tuple[str, list[str]]:
    """Take the marks for site programs out of a text; return the text and the marks.

    Args:
        text: a text in a paragraph.
        opens: whether the paragraph begins with it.
        ends: the last text of the paragraph's first line; None if the paragraph does not begin with
            the text.
    """
    whole = _WHOLE_LINE.fullmatch(text.strip())
    if whole:
        return "", [whole[0]]
    head = _HEAD.match(text) if opens else None
    marks = [head[0]] if head else []
    if head:
        text, label = _read_title(text[head.end() :], ends)
        marks[0] += label
    marks += [found[0] for found in _TAG.finditer(text)]
    return _TAG.sub("", text), marks


def _read_title(text: str, ends: Token | None) -> tuple[str, str]:
    """Return the title of a box or a tab without its quotes, and the label that is no title.

    Args:
        text: what stands behind the mark.
        ends: the last text of the line, in which the closing quote stands.
    """
    found = _QUOTED.fullmatch(text)
    if found is None:
        return ("", text) if text.strip().lower() in _LABELS else (text, "")
    if found["title"].strip().lower() in _LABELS:
        return "", text
    if found["end"] is None and ends is not None and ends.content.rstrip().endswith('"'):
        ends.content = ends.content.rstrip()[:-1]
    return found["title"], ""
