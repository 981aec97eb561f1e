"""Open the folds of a page: texts that it hides until its reader presses the heading above them."""

from __future__ import annotations

from itertools import chain
from typing import Any

from aigov_corpus.extraction.html.unshown import HIDING, holds_sentence, is_hidden

_HIDDEN = "//*[@hidden or contains(@style, 'none')]"
_FOLDS = ("div", "section", "article", "p", "ul", "ol", "dl", "dd", "li")
"""Elements that may be folds; a note inside a line, a form or a dialogue is none."""
_PRESSED = "descendant-or-self::*[@onclick or @aria-expanded or @role='button']"
_LEAST_FOLDS = 2
"""Fewest folds of one element whose buttons do not name what they show."""


def open_folds(root: Any) -> None:
    """Show the elements of a page that their readers open, where a browser hides them at first.

    Such a fold holds a sentence, and its button stands right above it and names it; or several in
    one element have something to press above them. What a browser shows when its reader searches
    for words (`hidden="until-found"`) is a fold, too.
    """
    unnamed: dict[Any, list[Any]] = {}
    hidden = (node for node in root.xpath(_HIDDEN) if node.tag in _FOLDS)
    for node in filter(is_hidden, hidden):
        if (node.get("hidden") or "").lower() == "until-found" or _is_named_above(node):
            _show(node)
        elif _is_below_button(node):
            unnamed.setdefault(node.getparent(), []).append(node)
    for node in chain.from_iterable(
        nodes for nodes in unnamed.values() if len(nodes) >= _LEAST_FOLDS
    ):
        _show(node)


def _is_named_above(node: Any) -> bool:
    """Tell whether the element above another one has a button that names the other."""
    above, name = node.getprevious(), node.get("id")
    if above is None or not name or not holds_sentence(node):
        return False
    return any(name in (each.get("aria-controls") or "").split() for each in above.iter("*"))


def _is_below_button(node: Any) -> bool:
    """Tell whether the element above another one, which has a sentence, has words to press."""
    above = node.getprevious()
    if above is None or is_hidden(above) or not holds_sentence(node):
        return False
    return bool(above.xpath(_PRESSED) and above.text_content().strip())


def _show(node: Any) -> None:
    """Take from an element what says that it is hidden."""
    node.attrib.pop("hidden", None)
    if style := node.get("style"):
        node.set("style", HIDING.sub("", style))
