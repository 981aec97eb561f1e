"""The text of a segment without the codes that stand in it for the markup of another format."""

from __future__ import annotations

import html
from collections.abc import Mapping

from aigov_corpus import patterns as re

KEEP = frozenset({"hi", "g", "mrk", "pc"})
"""Elements around words of the text (TMX, XLIFF 1.2 and 2): their content is text."""
_PAIRED = frozenset({"g", "pc"})
"""Those that stand for a pair of codes; the others mark something in the text itself."""
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
_LINE_BREAKS = frozenset(
    {"lb", "x-lb", "fmt:lb", "x-br", "x-html-br", "br", "softbreak", "soft-break", "linebreak"}
)
"""Values of `ctype`, `type` and `subType`, and names of tags, that stand for the end of a line."""
_TAB = "tab"
CODES_LEFT_OUT = "codes (tags of another format) were left out: {:,}"
"""What is said of codes, with their number."""
_CODED_CHARACTER = re.compile(r"<mq:ch\b[^>]*?\bval=\"([^\"]*)\"", re.DOTALL)
"""What memoQ writes for a character that its editor shows as a sign, such as a tab."""
_CODED_MARKUP = re.compile(r"<mq:rxt\b[^>]*?\bval=\"([^\"]*)\"", re.DOTALL)
"""What memoQ writes for markup of another format."""
_BREAK = re.compile(r"<(?:\w+:)?br\s*/?>|(?:\\r)?\\n", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:\w{2,32}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


def read_code(markup: str, kind: str = "") -> str:
    """Return what the text has at a code: the end of a line, a tab, one character, or nothing.

    Args:
        markup: the markup that the code stands for, unescaped once.
        kind: its type or name, such as `lb`.
    """
    if kind.lower() in _LINE_BREAKS:
        return "\n"
    if kind.lower() == _TAB:
        return "\t"
    if found := _CODED_CHARACTER.search(markup):
        return html.unescape(found[1])[:1]
    found = _CODED_MARKUP.search(markup)
    markup = html.unescape(found[1]) if found else markup
    if _BREAK.fullmatch(markup.strip()):
        return "\n"
    character = html.unescape(markup)
    return character if _ENTITY.fullmatch(markup) and len(character) == 1 else ""


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
        self._markup: list[str] = []
        """What stands in the code that is open, which is counted unless the text has something
        there."""
        self._is_counted = False

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

    def start(self, tag: str, attributes: Mapping[str, str], shown: str = "") -> None:
        """An element begins in the segment."""
        is_deleted = attributes.get("mtype") in _DELETED
        if tag in KEEP and not self._inside and not is_deleted:
            self.dropped += 2 * (self.is_open and tag in _PAIRED)
            return
        if tag == _SUBTEXT:
            self.subtexts += 1
        if not self._inside:
            self._markup, self._is_counted = [], not shown
            kinds = (attributes.get(name, "") for name in ("ctype", "type", "subType"))
            shown = shown or next(filter(None, (read_code("", kind) for kind in kinds)), "")
            if shown:
                self._show(shown)
            elif tag == _CHARACTER:
                self._show(_character(attributes.get("hex", "")))
            elif is_deleted:
                self.deleted += 1
                self._is_counted = False
        self._inside += 1

    def end(self, tag: str) -> None:
        """An element ends in the segment."""
        if not self._inside:
            return
        self._inside -= 1
        if self._inside or not self._is_counted:
            return
        if shown := read_code("".join(self._markup)):
            self._show(shown)
        else:
            self.dropped += 1

    def _show(self, shown: str) -> None:
        """Add what the text has in the place of the code that is open."""
        self._is_counted = False
        if self._parts is not None:
            self._parts.append(shown)

    def notes(self) -> list[str]:
        """Return sentences about what was left out of the segments."""
        found = (
            (self.dropped, CODES_LEFT_OUT),
            (self.subtexts, "texts inside codes (<sub>: footnotes, titles) were left out: {:,}"),
            (self.deleted, "passages that tracked changes delete were left out: {:,}"),
        )
        return [words.format(number) for number, words in found if number]

    def add(self, text: str) -> None:
        """A piece of text stands in the segment."""
        if self._inside:
            self._markup.append(text)
        elif self._parts is not None:
            self._parts.append(text)


def _character(digits: str) -> str:
    """Return the character of a code point in hexadecimal, or nothing if there is none."""
    try:
        character = chr(int(digits, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if 0xD800 <= ord(character) <= 0xDFFF else character
