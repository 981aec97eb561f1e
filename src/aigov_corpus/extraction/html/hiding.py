"""Find the elements that the style sheets in a page hide, and give them a style that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.lines import measure_texts
from aigov_corpus.extraction.html.sheets import (
    find_elements,
    list_classes,
    read_rules,
    read_selectors,
)
from aigov_corpus.extraction.html.unshown import HIDING, list_names

_MOST_STEPS = 5_000_000
"""Selectors times elements of the largest page whose sheets are read; most have some 10,000."""

_FOLDED = frozenset(
    (
        "tab", "tabs", "tabcontent", "pane", "panel", "panels", "accordion", "collapse",
        "collapsible", "expand", "expandable", "fold", "toggle", "answer", "faq", "qa", "slide",
        "slides", "swiper", "carousel",
    )
)  # fmt: skip
"""Words of names of elements that a script shows in turn, or when they are asked for."""
_NAME_PARTS = re.compile(r"[\W_]+")
_OPENS = ("href", "aria-controls", "data-target", "data-bs-target")
"""Attributes of links and buttons that name the element which they show."""
_NEAREST = 2
"""Elements around a hidden one whose names are looked at, too."""

_MOST_OF_PAGE = 0.5
"""Largest share of the characters of a page in elements that are hidden; if there are more, they
hold the article, and a script shows it."""


def mark_hidden(root: Any) -> None:
    """Give the elements that a style sheet in the page hides a style that says so.

    What a visitor can open is not hidden: an element that a link or button of the page names, and
    one called after a tab or a fold. Nothing is hidden if that would be most of the text.
    """
    sheets = [node.text or "" for node in root.iter("style") if _holds_on_screen(node)]
    rules = [rule for sheet in sheets if HIDING.search(sheet) for rule in read_rules(sheet)]
    looks = [(prelude, look) for prelude, found in rules if (look := _read_look(found))]
    hidden = _find_hidden(root, looks)
    if not hidden:
        return
    opened = _find_opened(root)
    sizes = measure_texts(root)
    most = _MOST_OF_PAGE * sizes[root]
    hidden = [node for node in hidden if not _may_be_shown(node, opened)]
    if sum(sizes[node] for node in hidden) > most:
        return
    for node in hidden:
        node.set("style", f"{node.get('style') or ''};display:none")


def _holds_on_screen(sheet: Any) -> bool:
    """Tell whether a style sheet holds on a screen, for a browser that runs scripts."""
    media = (sheet.get("media") or "all").lower()
    is_for_screen = "all" in media or "screen" in media
    return is_for_screen and next(sheet.iterancestors("noscript"), None) is None


def _read_look(declarations: Mapping[str, str]) -> str:
    """Return what declarations say about whether an element is shown; empty if they do not."""
    names = (name for name in ("display", "visibility") if declarations.get(name))
    return ";".join(f"{name}:{declarations[name]}" for name in names)


def _find_hidden(root: Any, looks: Iterable[tuple[str, str]]) -> list[Any]:
    """Return the elements that rules hide and no stronger rule or style of their own shows."""
    classes = list_classes(root)
    selectors = sorted(
        (
            (rank, selector, look)
            for prelude, look in looks
            for rank, selector in read_selectors(prelude, classes)
            if selector.pseudo_element is None
        ),
        key=lambda each: each[0],
    )
    if len(selectors) * int(root.xpath("count(//*)")) > _MOST_STEPS:
        return []
    if not any(HIDING.search(look) for _, _, look in selectors):
        return []
    shown: dict[Any, str] = {}
    for _, selector, look in selectors:
        shown.update(dict.fromkeys(find_elements(root, selector), look))
    return [
        node
        for node, look in shown.items()
        if HIDING.search(look) and "display" not in (node.get("style") or "")
    ]


def _find_opened(root: Any) -> set[str]:
    """Return the ids of elements that links and buttons of the page name."""
    controls = root.iter("a", "button", "li", "summary")
    targets = (node.get(name) or "" for node in controls for name in _OPENS)
    return {target.removeprefix("#") for target in targets if target}


def _may_be_shown(node: Any, opened: set[str]) -> bool:
    """Tell whether a visitor of the page can open an element that is hidden at first."""
    around = [node, *islice(node.iterancestors(), _NEAREST)]
    names = " ".join(name for each in around for name in list_names(each))
    words = _NAME_PARTS.split(names.lower())
    is_open = node.get("id") in opened or node.get("role") == "tabpanel"
    return is_open or not _FOLDED.isdisjoint(words)
