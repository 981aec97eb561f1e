"""The text of a segment without the codes that stand in it for the markup of another format."""

from __future__ import annotations

from collections.abc import Mapping

KEEP = frozenset({"hi", "g", "mrk", "pc"})
"""Elements around words of the text (TMX, XLIFF 1.2 and 2): their content is text."""
CODES = frozenset(
    {
        *("bpt", "ept", "ph", "it", "ut", "sub"),  # TMX and XLIFF 1.2
        *("x", "bx", "ex"),  # XLIFF 1.2
        *("sc", "ec", "sm", "em"),  # XLIFF 2
    }
)
"""Elements that stand for markup: what they hold is none of the text."""
_SUBTEXT = "sub"
"""Element inside a code with a text that is shown elsewhere: a footnote, a title of a picture."""
_DELETED = frozenset({"x-sdl-deleted", "x-sdl-feedback-deleted"})
"""Values of `mtype` of passages that a tracked change deletes."""
_CHARACTER = "cp"
"""Element of XLIFF 2 that stands for a character that XML forbids."""
_LINE_BREAKS = frozenset({"lb", "x-lb", "fmt:lb", "x-br", "x-html-br"})
"""Values of `ctype`, `type` and `subType` that stand for the end of a line."""


class InlineText:
    """Collects the text of one segment."""

    def __init__(self) -> None:
        self.dropped = 0
        """Codes that were left out, in all segments."""
        self.subtexts = 0
        """Texts inside codes that were left out."""
        self.deleted = 0
        """Passages that tracked changes delete, which were left out."""
        self._parts: list[str] | None = None
        self._inside = 0
        """Depth of codes that are open."""

    @property
    def is_open(self) -> bool:
        """Whether a segment is being read."""
        return self._parts is not None

    def open(self) -> None:
        """Begin a segment."""
        self._parts, self._inside = [], 0

    def close(self) -> str:
        """End the segment, and return its text."""
        text = "".join(self._parts or ())
        self._parts = None
        return text

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins in the segment."""
        is_deleted = attributes.get("mtype") in _DELETED
        if tag in KEEP and not self._inside and not is_deleted:
            return
        if tag == _SUBTEXT:
            self.subtexts += 1
        kinds = (attributes.get(name, "") for name in ("ctype", "type", "subType"))
        if self._parts is not None and not self._inside and _LINE_BREAKS.intersection(kinds):
            self._parts.append("\n")
        elif tag == _CHARACTER:
            self.add(_character(attributes.get("hex", "")))
        elif not self._inside and is_deleted:
            self.deleted += 1
        elif not self._inside:
            self.dropped += 1
        self._inside += 1

    def end(self, tag: str) -> None:
        """An element ends in the segment."""
        if self._inside:
            self._inside -= 1

    def notes(self) -> list[str]:
        """Return sentences about what was left out of the segments."""
        found = (
            (self.dropped, "codes (tags of another format) were left out"),
            (self.subtexts, "texts inside codes (<sub>: footnotes, titles) were left out"),
            (self.deleted, "passages that tracked changes delete were left out"),
        )
        return [f"{words}: {number:,}" for number, words in found if number]

    def add(self, text: str) -> None:
        """A piece of text stands in the segment."""
        if self._parts is not None and not self._inside:
            self._parts.append(text)


def _character(digits: str) -> str:
    """Return the character of a code point in hexadecimal, or nothing if there is none."""
    try:
        character = chr(int(digits, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if 0xD800 <= ord(character) <= 0xDFFF else character
