"""What the styles of a Word file say of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.docx_names import W, is_on
from aigov_corpus.records import BlockKind

_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-6])")
_TITLE_STYLES = ("title", "标题")
_CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s*[1-9]")
_OUTLINE_LEVELS = frozenset("012345")
"""Values of the outline level that make a heading; level 9 is body text."""

_MOST_BASES = 20
"""Longest chain of styles that are based on each other; a longer one is a circle."""


class Styles:
    """The kind and the level of paragraphs of each style."""

    def __init__(self, root: Any) -> None:
        """Read the styles of a document."""
        self._nodes = {node.get(f"{W}styleId"): node for node in root.iter(f"{W}style")}
        self._default = _find_default(self._nodes)
        self._known: dict[str, tuple[BlockKind | None, int]] = {}
        self._numbers: dict[str, tuple[Any, ...]] = {}
        self._strikes: dict[str, bool] = {}

    def look(self, name: str) -> tuple[BlockKind | None, int]:
        """Return the kind of paragraphs of a style, and its level of headings; 0 for none.

        Args:
            name: id of the style; an unknown style is one of body text.
        """
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def is_contents(self, name: str) -> bool:
        """Tell whether paragraphs of a style are lines of the table of contents."""
        node = self._nodes.get(name)
        title = node.find(f"{W}name") if node is not None else None
        words = (title.get(f"{W}val") or "").lower() if title is not None else name.lower()
        return _CONTENTS_STYLE.fullmatch(words) is not None

    def numbers(self, name: str) -> tuple[Any, ...]:
        """Return the elements with the numbering of a style and of those that it is based on.

        The first that names a list, or a level, counts. A paragraph without a style has the
        numbering of the default style.
        """
        name = name or self._default
        if name not in self._numbers:
            path = f"{W}pPr/{W}numPr"
            found = (node.find(path) for node in self._with_bases(name))
            self._numbers[name] = tuple(node for node in found if node is not None)
        return self._numbers[name]

    def strikes(self, name: str) -> bool:
        """Tell whether text of a style of characters is struck through."""
        if name not in self._strikes:
            self._strikes[name] = any(
                look is not None and (is_on(look, f"{W}strike") or is_on(look, f"{W}dstrike"))
                for look in self.looks(name)
            )
        return self._strikes[name]

    def looks(self, name: str) -> Iterable[Any]:
        """Yield what a style says of characters, and then each that it is based on; or None."""
        return (node.find(f"{W}rPr") for node in self._with_bases(name))

    def _find(self, name: str) -> tuple[BlockKind | None, int]:
        for node in self._with_bases(name):
            title = node.find(f"{W}name")
            words = (title.get(f"{W}val") or "").lower() if title is not None else ""
            if heading := _HEADING_STYLE.fullmatch(words):
                return None, int(heading[1])
            if words in _TITLE_STYLES:
                return "title", 0
            if words.startswith("list"):
                return "item", 0
            if level := outline_level(node.find(f"{W}pPr")):
                return None, level
        return None, 0

    def _with_bases(self, name: str) -> Iterable[Any]:
        """Yield the element of a style, and of each style that it is based on."""
        for _ in range(_MOST_BASES):
            node = self._nodes.get(name)
            if node is None:
                return
            yield node
            base = node.find(f"{W}basedOn")
            name = base.get(f"{W}val") if base is not None else ""


def _find_default(nodes: dict[str, Any]) -> str:
    """Return the id of the style of paragraphs that name none; empty if there is none."""
    for name, node in nodes.items():
        if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true", "on"):
            return name
    return ""


def outline_level(properties: Any) -> int:
    """Return the level of the heading that the properties of a paragraph or style make; else 0."""
    outline = properties.find(f"{W}outlineLvl") if properties is not None else None
    value = outline.get(f"{W}val") if outline is not None else ""
    return int(value) + 1 if value in _OUTLINE_LEVELS else 0
