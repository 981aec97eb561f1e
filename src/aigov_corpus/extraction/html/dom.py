"""From a node of a page to its paragraphs: what a reader sees as one line of text, in order.

Iterative throughout: a hostile page nests elements deeper than Python recurses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aigov_corpus.extraction.html.sites import WIDGETS
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.scripts import HAN, detect_language

_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"
    ]
)  # fmt: skip
# Not <head>: libxml2 knows HTML 4 only, and puts an <article> that follows it into it.
_SILENT = frozenset(
    [
        "script", "style", "noscript", "iframe", "object", "embed", "template", "svg", "canvas", "audio",
        "video", "button", "input", "select", "textarea", "option", "title", "meta", "link", "map",
        "area", "img", "frame", "frameset", "nav", "footer", "applet", "rp", "rt", "datalist",
        "amp-ad", "amp-embed", "amp-sidebar", "amp-social-share"
    ]
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_WIDE = f"{HAN}，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕…—"
_WRAP = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n]+[ \t]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f\x0b\xa0]+")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\ue000-\uf8ff]")
_BAD_BLANK = re.compile(
    r"&(?:amp;)?(?:n?b?sp|e[nm]sp);?", re.IGNORECASE
)  # misspelt or escaped twice
_MOST_CELLS_PARAGRAPHS = 4
_SILENT_ROLES = frozenset(["navigation", "search", "contentinfo", "menu", "tablist", "toolbar"])


@dataclass(frozen=True, slots=True)
class Seen:
    """One paragraph as it is seen on the page."""

    para: Para
    bold: bool = False
    centred: bool = False
    linked: bool = False
    """Whether all of it is links."""


def clean(text: str) -> str:
    """Return text as a browser shows it: blanks collapsed, indents and invisible characters gone."""
    text = _BAD_BLANK.sub(" ", _INVISIBLE.sub("", _WRAP.sub("", text)))
    return _BLANKS.sub(" ", text).strip()


def text_of(node: Any, *, joint: str = " ") -> str:
    """All the visible text of a node, in one line."""
    return joint.join(seen.para.text for seen in visible_lines(node, tables=False))


def is_silent(node: Any) -> bool:
    """Whether a node holds nothing a reader sees as text: scripts, widgets, hidden elements."""
    tag = node.tag
    if not isinstance(tag, str) or tag.lower() in _SILENT or node.get("hidden") is not None:
        return True
    if _HIDDEN.search(node.get("style") or "") or node.get("role") in _SILENT_ROLES:
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}".lower().split()
    return any(name in WIDGETS for name in names)


@dataclass
class _State:
    text: list[str] = field(default_factory=list)
    bold: int = 0
    centred: int = 0
    links: int = 0
    level: int = 0
    item: int = 0
    caption: int = 0
    plain_letters: int = 0
    loose_letters: int = 0


def visible_lines(
    root: Any, *, dropped: frozenset[Any] = frozenset(), tables: bool = True
) -> Iterator[Seen]:
    """Yield the paragraphs below `root`: block elements and `<br>` end one; rows of data tables are one each.

    Args:
        root: an lxml element; itself taken as visible.
        dropped: elements to leave out, with all that is in them.
        tables: whether a data table's row is one paragraph with cells.
    """
    state = _State()
    # What is still to do, last first: ("text", str), ("open", node), ("close", node).
    todo: list[tuple[str, Any]] = [("open", root)]
    while todo:
        what, value = todo.pop()
        if what == "text":
            _add(state, value)
            continue
        node, tag = value, value.tag.lower()
        if what == "close":
            if tag in _BLOCKS:
                yield from _flush(state)
            _enter(state, node, tag, -1)
            continue
        if tag == "br":
            yield from _flush(state, at_break=True)
            continue
        if tag in _BLOCKS:
            yield from _flush(state)
        if tag == "table" and tables and (rows := data_rows(node, dropped)):
            for cells in rows:
                yield Seen(Para(" | ".join(cells), kind="table_row", cells=tuple(cells)))
            continue
        _enter(state, node, tag, +1)
        todo.append(("close", node))
        for child in reversed(node):
            if child.tail:
                todo.append(("text", child.tail))
            if isinstance(child.tag, str) and child not in dropped and not is_silent(child):
                todo.append(("open", child))
        if node.text:
            todo.append(("text", node.text))
    yield from _flush(state)


def _enter(state: _State, node: Any, tag: str, step: int) -> None:
    style = node.get("style") or ""
    if tag in ("b", "strong") or _BOLD.search(style):
        state.bold += step
    if tag == "center" or (node.get("align") or "").lower() == "center" or _CENTRED.search(style):
        state.centred += step
    if tag == "a" and node.get("href"):
        state.links += step
    if tag == "li":
        state.item += step
    if tag in ("figcaption", "caption"):
        state.caption += step
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        state.level = int(tag[1]) if step > 0 else 0


def _add(state: _State, text: str) -> None:
    state.text.append(text)
    letters = len(text.strip())
    state.plain_letters += 0 if state.bold else letters
    state.loose_letters += 0 if state.links else letters


def _flush(state: _State, *, at_break: bool = False) -> Iterator[Seen]:
    raw = "".join(state.text)
    text = clean(raw)
    if (
        at_break
        and text
        and detect_language(text) == "en"
        and text[-1].isalpha()
        and text[-1].islower()
    ):
        state.text.append("\n")  # a break inside a sentence: hard-wrapped prose
        return
    if text:
        kind = "paragraph" if state.caption else "item" if state.item and not state.level else None
        yield Seen(
            Para(text, kind=kind, heading=state.level),  # type: ignore[arg-type]
            bold=not state.plain_letters,
            centred=bool(state.centred),
            linked=not state.loose_letters,
        )
    state.text, state.plain_letters, state.loose_letters = [], 0, 0


def data_rows(table: Any, dropped: frozenset[Any] = frozenset()) -> list[list[str]]:
    """Return the rows of a data table as their cells' texts; nothing if it only lays out the page.

    A table lays out the page if its rows have one cell with text each, if it holds another table with
    text, or if a cell holds several paragraphs.
    """
    if any(next(row.iterancestors("table"), None) is not table for row in table.iter("tr")):
        return []
    rows: list[list[str]] = []
    wide = 0
    for row in table.iter("tr"):
        if row in dropped or is_silent(row):
            continue
        cells: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th") or is_silent(cell):
                continue
            lines = [seen.para.text for seen in visible_lines(cell, dropped=dropped, tables=False)]
            if len(lines) > _MOST_CELLS_PARAGRAPHS and sum(map(len, lines)) > 400:
                return []
            joint = "" if detect_language("".join(lines)) == "zh" else " "
            if text := joint.join(lines):
                cells.append(text)
        if cells:
            rows.append(cells)
            wide += len(cells) > 1
    return rows if wide and wide >= 0.4 * len(rows) else []
