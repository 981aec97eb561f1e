"""Choose the element of a page that holds its text, and the lines of it that are text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from aigov_corpus.extraction.html.dom import Seen, is_silent, text_of, visible_lines
from aigov_corpus.extraction.html.selectors import select
from aigov_corpus.extraction.html.sites import ENDINGS, NOISE, SITES, UNKNOWN, Site
from aigov_corpus.text.scripts import detect_language

DENSEST = replace(UNKNOWN, name="densest")
_NOISE = re.compile("|".join(f"(?:{pattern})" for pattern in NOISE), re.IGNORECASE)
_ENDING = re.compile(ENDINGS, re.IGNORECASE)
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]")
_LINK = re.compile(
    r"^(?:点击|进入|查看|下载|更多|Click|Read more)|(?:>>|》》|更多)$", re.IGNORECASE
)
_INLINE = ("b", "strong", "em", "i", "span", "font")
_TEXTUAL = frozenset(("p", "br", "div", "td", "font", "span", "section", "article"))
_SPACE = re.compile(r"[\s\u3000]+")


def choose(root: Any, url: str) -> tuple[Site, Any]:
    """The first row of the table that fits the address, else the template, and has a body with text."""
    host = _host(url)
    by_host = [
        site for site in SITES if any(f".{host}".endswith(f".{known}") for known in site.hosts)
    ]
    by_template = (site for site in SITES if any(select(root, mark) for mark in site.fingerprints))
    for site in chain(by_host, by_template):
        if (body := _body(root, site)) is not None:
            return site, body
    return UNKNOWN, None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _body(root: Any, site: Site) -> Any:
    for selector in site.body:
        nodes = [(len(text_of(node)), node) for node in select(root, selector)]
        size, node = max(nodes, key=lambda pair: pair[0], default=(0, None))
        if size:
            return node
    return None


def densest(root: Any) -> Any:
    """The element that holds the most text of its own: in paragraphs and between breaks, links aside."""
    weight: Counter[Any] = Counter()
    silent: set[Any] = set()
    for node in root.iter():
        if node.getparent() in silent or is_silent(node):
            silent.add(node)
            continue
        if node.tag not in _TEXTUAL or (
            node.tag in _INLINE and node.getparent().tag in ("p", *_INLINE)
        ):
            continue  # what is inline is counted with what holds it
        own = _own_text(node)
        length = len(_SPACE.sub("", own)) * (3 if detect_language(own) == "zh" else 1)
        if length < 60:
            continue
        parent = node.getparent()
        weight[node] += length // 2
        if parent is not None:
            weight[parent] += length
            if (above := parent.getparent()) is not None:
                weight[above] += length // 2
    short = next((p.getparent() for p in root.iter("p") if p not in silent and text_of(p)), None)
    return max(weight, key=lambda node: weight[node], default=short)


def _own_text(node: Any) -> str:
    """The text of an element and of what is inline in it; not of links and of blocks."""
    parts: list[str] = []
    todo = [node]
    while todo:
        at = todo.pop()
        parts += [at.text or "", *(child.tail or "" for child in at if child.tag != "a")]
        todo += [child for child in at if child.tag in _INLINE]
    return "".join(parts)


def body_lines(body: Any, site: Site) -> tuple[list[Seen], list[str]]:
    """The body's paragraphs without what is no text, and the lines left out."""
    dropped = frozenset(node for selector in site.drop for node in select(body, selector))
    kept: list[Seen] = []
    left_out: list[str] = []
    lines = list(visible_lines(body, dropped=dropped))
    for n, line in enumerate(lines):
        text = line.para.text
        if _ENDING.fullmatch(text) and n > 0 and len(lines) - n < max(15, len(lines) / 2):
            left_out += [rest.para.text for rest in lines[n:]]
            break
        link = (
            line.linked
            and (line.para.kind == "item" or _LINK.search(text))
            and not _NUMBERED.match(text)
        )
        if link or _NOISE.fullmatch(text):
            left_out.append(text)
        else:
            kept.append(line)
    return kept, left_out
