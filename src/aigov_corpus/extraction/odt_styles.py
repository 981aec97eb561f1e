"""What the styles of an OpenDocument text say: what is hidden or struck through, and its lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.ledger import DELETED, HIDDEN
from aigov_corpus.extraction.number_forms import check_pattern, stands_close, to_int, write_number

_URN = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE = f"{{{_URN}:office:1.0}}"
TEXT = f"{{{_URN}:text:1.0}}"
TABLE = f"{{{_URN}:table:1.0}}"
DRAW = f"{{{_URN}:drawing:1.0}}"
OUTLINE = "\0outline"
"""Stands for the name of the style of lists that counts the headings, which has none."""

STYLE = f"{{{_URN}:style:1.0}}"
_FORMAT = re.compile(r"num-list-format$")
_PLACE = re.compile(r"%([0-9]{1,2})%")
# super 58%, 33% 58%; but not 14% 100%, as whole lines have it
_RAISED = re.compile(r"(?:super|[1-9]\d{0,2}%)(?!\s+100%)")

_MOST_BASES = 20
"""Longest chain of styles that are based on each other; a longer one is a circle."""

_DEEPEST = 10
"""The deepest level of lists, counted from 1."""

_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "01": "decimalZero",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
}
"""How counts are written, by how the form of the first one begins; names as in Word files."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a numbered list."""

    form: str
    """Name of the form in which its count is written, such as `decimal`; empty for none."""
    pattern: str
    """The number as it is written, with `%1%` in place of the count of the first level."""
    start: int
    is_bullet: bool
    is_close: bool
    """Whether no space stands between a number and its text."""


class OpenStyles:
    """The styles of one part of a document."""

    def __init__(self, roots: Iterable[Any]) -> None:
        """Read styles; those of later elements replace earlier ones of the same name."""
        self._nodes: dict[tuple[str, str], Any] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._known: dict[tuple[str, str], str] = {}
        for root in roots:
            for node in root.iterchildren(f"{STYLE}style"):
                key = (node.get(f"{STYLE}family") or "", node.get(f"{STYLE}name") or "")
                self._nodes[key] = node
            for node in root.iterchildren(f"{TEXT}list-style"):
                self._read_list(node, node.get(f"{STYLE}name") or "")
            for node in root.iterchildren(f"{TEXT}outline-style"):
                self._read_list(node, OUTLINE)

    def find_reason(self, family: str, name: str | None) -> str:
        """Return why text in a style is left out: it is hidden or deleted; empty if it is not.

        Args:
            family: kind of the style, such as `text` or `paragraph`.
            name: name of the style.
        """
        key = (family, name or "")
        if key not in self._known:
            self._known[key] = self._find_reason(*key)
        return self._known[key]

    def raises(self, name: str | None) -> bool:
        """Tell whether a style of characters sets them above the line: `super 58%`, `33% 58%`."""
        places = (
            properties.get(f"{STYLE}text-position")
            for node in self._with_bases("text", name)
            for properties in node.iterchildren(f"{STYLE}text-properties")
        )
        return _RAISED.match(next(filter(None, places), "")) is not None

    def is_title(self, name: str | None) -> bool:
        """Tell whether paragraphs of a style are the title of the document."""
        chain = self._with_bases("paragraph", name)
        named = (node for node in chain if node.getparent().tag != f"{OFFICE}automatic-styles")
        first = next(named, None)
        return (name if first is None else first.get(f"{STYLE}name")) == "Title"

    def is_outlined(self, name: str | None) -> bool:
        """Tell whether headings of a style are counted with the outline of the document."""
        for node in self._with_bases("paragraph", name):
            if node.get(f"{STYLE}list-style-name") == "":
                return False
            if node.get(f"{STYLE}default-outline-level"):
                return True
        return False

    def find_list(self, name: str | None) -> str:
        """Return the style of the list that a style of paragraphs names; empty if it names none."""
        for node in self._with_bases("paragraph", name):
            if (found := node.get(f"{STYLE}list-style-name")) is not None:
                return str(found)
        return ""

    def write(self, style: str, depth: int, counts: dict[int, int]) -> str:
        """Return the number of a paragraph, with a blank behind it if it has one; empty for none.

        Args:
            style: name of the style of its list, or `OUTLINE`.
            depth: its level, from 1.
            counts: the last count of each level.
        """
        level = self._levels.get((style, depth))
        if level is None or level.is_bullet or not level.form:
            return ""

        def fill(place: re.Match[str]) -> str:
            at = int(place[1])
            shape = self._levels.get((style, at))
            if shape is None or not shape.form:
                return ""
            return write_number(counts.get(at, shape.start), shape.form)

        number = _PLACE.sub(fill, level.pattern)
        return number if level.is_close or not number else f"{number} "

    def is_bullet(self, style: str, depth: int) -> bool:
        """Tell whether a level of a list has a sign in place of numbers."""
        level = self._levels.get((style, depth))
        return level is not None and level.is_bullet

    def start(self, style: str, depth: int) -> int:
        """Return the first count of a level of a list."""
        level = self._levels.get((style, depth))
        return level.start if level is not None else 1

    def _find_reason(self, family: str, name: str) -> str:
        looks = [
            {key.partition("}")[2]: value for key, value in properties.attrib.items()}
            for node in self._with_bases(family, name)
            for properties in node
            if properties.tag != f"{STYLE}paragraph-properties"
        ]
        for key, reason in (("display", HIDDEN), ("text-line-through-style", DELETED)):
            value = next((look[key] for look in looks if key in look), "")
            if reason == HIDDEN and value == "none":
                return HIDDEN
            if reason == DELETED and value not in ("", "none"):
                return DELETED
        value = next((look[key] for look in looks if (key := "text-line-through-type") in look), "")
        return DELETED if value not in ("", "none") else ""

    def _with_bases(self, family: str, name: str | None) -> Iterator[Any]:
        """Yield the element of a style, and of each style that it is based on."""
        for _ in range(_MOST_BASES):
            node = self._nodes.get((family, name or ""))
            if node is None:
                return
            yield node
            name = node.get(f"{STYLE}parent-style-name")

    def _read_list(self, root: Any, name: str) -> None:
        for node in root.iterchildren():
            depth = to_int(node.get(f"{TEXT}level") or "")
            if isinstance(node.tag, str) and 1 <= depth <= _DEEPEST:
                self._levels[name, depth] = _read_level(node, depth)


def _read_level(node: Any, depth: int) -> _Level:
    kind = node.tag.partition("}")[2]
    shown = node.get(f"{STYLE}num-format") or ""
    form = next((name for sign, name in _FORMS.items() if sign and shown.startswith(sign)), "")
    prefix, suffix = (node.get(f"{STYLE}num-{key}") or "" for key in ("prefix", "suffix"))
    pattern = next((value for key, value in node.attrib.items() if _FORMAT.search(key)), "")
    if not pattern:
        shares = min(max(1, to_int(node.get(f"{TEXT}display-levels"), default=1)), depth)
        counts = ".".join(f"%{at}%" for at in range(depth - shares + 1, depth + 1))
        pattern = f"{prefix}{counts}{suffix}"
    followed = next(
        (
            each.get(f"{TEXT}label-followed-by")
            for each in node.iter(f"{STYLE}list-level-label-alignment")
        ),
        "",
    )
    return _Level(
        form or ("decimal" if shown else ""),
        check_pattern(pattern),
        to_int(node.get(f"{TEXT}start-value"), default=1),
        kind in ("list-level-style-bullet", "list-level-style-image"),
        stands_close(pattern) or followed == "nothing",
    )
