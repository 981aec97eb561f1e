"""The numbers that Word puts before paragraphs, which are not in their text: 第一条, 1.2, (a)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.docx_names import W
from aigov_corpus.extraction.number_forms import check_pattern, stands_close, to_int, write_number

_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"
"""The sign returned for every bullet; many are characters of Word's own fonts."""

_DEEPEST = 8
"""The deepest level of lists in Word, counted from 0."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a numbered list."""

    pattern: str
    """The number as it is written, with `%1` in place of the count of the first level."""
    style: str
    """Name of the form in which its count is written: `decimal`, `lowerRoman`."""
    start: int
    in_digits: bool
    """Whether a number of this level has the counts of all levels in digits."""
    is_close: bool
    """Whether no space stands between a number and its text."""
    restart: int
    """Levels above this depth let its count begin anew: `1` if only those of depth 0 do."""
    style_id: str
    """Id of the style of paragraphs whose numbers are of this level; empty if it names none."""


class Numbering:
    """Counts the numbered paragraphs of a document."""

    def __init__(self, root: Any) -> None:
        """Read the lists of a document.

        Args:
            root: the element that defines the lists; None if there is none.
        """
        self._lists: dict[str, str] = {}
        """The id of the definition of each list."""
        self._levels: dict[tuple[str, int], _Level] = {}
        """Each level, by the definition's id and its depth from 0."""
        self._own: dict[tuple[str, int], _Level] = {}
        """Each level that a list has in place of its definition's, by the list's id and depth."""
        self._starts: dict[tuple[str, int], int] = {}
        """The number with which a list begins anew, by its id and depth, until it has begun."""
        self._counts: dict[str, dict[int, int]] = {}
        """The last count of each level, by the definition's id."""
        if root is None:
            return
        for node in root.iter(f"{W}abstractNum"):
            for level in node.iter(f"{W}lvl"):
                key = (node.get(f"{W}abstractNumId") or "", to_int(level.get(f"{W}ilvl")))
                self._levels.setdefault(key, _read_level(level))
        linked = _find_linked(root)
        for node in root.iter(f"{W}num"):
            name, definition = node.get(f"{W}numId") or "", _value(node, "abstractNumId")
            self._lists[name] = linked.get(definition, definition)
            for override in node.iter(f"{W}lvlOverride"):
                self._override(name, override)

    def _override(self, name: str, override: Any) -> None:
        """Read what a list changes of one level of its definition."""
        key = (name, min(to_int(override.get(f"{W}ilvl")), _DEEPEST))
        level = override.find(f"{W}lvl")
        if level is not None:
            self._own[key] = _read_level(level)
        if override.find(f"{W}startOverride") is not None:
            self._starts[key] = to_int(_value(override, "startOverride"), default=1)

    def next_number(self, numbered: Sequence[Any], style: str = "") -> str:
        """Return the number of the next paragraph of a list, with a space after it if it has one.

        The result is empty if the paragraph has no number. A bullet gives a sign.

        Args:
            numbered: the element `numPr` of the paragraph, of its style, and of the styles that
                this is based on; each holds what those before it do not say.
            style: id of its style.
        """
        name = _first_value(numbered, "numId")
        definition = self._lists.get(name, "")
        depth = self._find_depth(definition, numbered[:2], style)
        level = self._find_level(name, definition, depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(definition, {})
        for above in range(depth):  # a level that is passed over counts as begun
            self._starts.pop((name, above), None)
            shape = self._find_level(name, definition, above)
            counts.setdefault(above, 1 if shape is None else shape.start)
        begun = self._starts.pop((name, depth), None)
        counts[depth] = counts.get(depth, level.start - 1) + 1 if begun is None else begun
        for deeper in range(depth + 1, _DEEPEST + 1):
            shape = self._find_level(name, definition, deeper)
            if shape is None or depth < shape.restart:
                counts.pop(deeper, None)
        if level.style == "bullet":
            return _BULLET

        def fill(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            shape = self._find_level(name, definition, at)
            if shape is None:
                return ""
            if shape.style == "none":
                return ""
            return write_number(
                counts.get(at, shape.start), "decimal" if level.in_digits else shape.style
            )

        number = _PLACE.sub(fill, level.pattern)
        return number if level.is_close or not number else f"{number} "

    def _find_level(self, name: str, definition: str, depth: int) -> _Level | None:
        """Return a level of a list, of itself or of its definition; None if neither has it."""
        return self._own.get((name, depth)) or self._levels.get((definition, depth))

    def _find_depth(self, definition: str, numbered: Sequence[Any], style: str) -> int:
        """Return the depth of a paragraph in its list, from 0.

        The paragraph states it, or its style does, or a level of the list names the style.
        """
        stated = _first_value(numbered, "ilvl")
        if not stated and style:
            for depth in range(_DEEPEST + 1):
                level = self._levels.get((definition, depth))
                if level is not None and level.style_id == style:
                    return depth
        return min(to_int(stated), _DEEPEST)


def _find_linked(root: Any) -> dict[str, str]:
    """Return, for each definition that only names another by a style of lists, that other's id."""
    owners = {
        _value(node, "styleLink"): node.get(f"{W}abstractNumId") or ""
        for node in root.iter(f"{W}abstractNum")
        if _value(node, "styleLink")
    }
    return {
        node.get(f"{W}abstractNumId") or "": owners[_value(node, "numStyleLink")]
        for node in root.iter(f"{W}abstractNum")
        if _value(node, "numStyleLink") in owners
    }


def _read_level(node: Any) -> _Level:
    pattern = check_pattern(_value(node, "lvlText"))
    depth = min(to_int(node.get(f"{W}ilvl")), _DEEPEST)
    return _Level(
        pattern,
        _value(node, "numFmt"),
        to_int(_value(node, "start")),
        node.find(f"{W}isLgl") is not None,
        stands_close(pattern) or _value(node, "suff") == "nothing",
        to_int(_value(node, "lvlRestart"), default=depth),
        _value(node, "pStyle"),
    )


def _first_value(nodes: Iterable[Any], name: str) -> str:
    """Return the first value that elements have in an inner one; empty if there is none."""
    return next((value for node in nodes if (value := _value(node, name))), "")


def _value(node: Any, name: str) -> str:
    """Return the value of an inner element; empty if there is none."""
    inner = node.find(f"{W}{name}") if node is not None else None
    return (inner.get(f"{W}val") or "") if inner is not None else ""
