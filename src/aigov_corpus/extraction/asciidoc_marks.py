"""Marks inside the text of AsciiDoc: attributes, links, notes, bold and the like."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError

# :name: value, :!name:
ATTRIBUTE = re.compile(r":!?(?P<name>[\w][\w-]*)!?:(?:[ \t]+(?P<value>.*))?$")
# [[id]], [#id]
ANCHOR = re.compile(r"\[(?:#|\[)(?P<id>[^\[\],#.]{1,200})\]{1,2}[ \t]*$")
# <<id>>, xref:id[]
REFERENCE = re.compile(r"<<#?(?P<id>[^<>,#]{1,200})>>|xref:#?(?P<other>[^\s\[\]#]{1,200})\[\]")
_ATTRIBUTE_NAME = re.compile(r"(?<!\\)\{(?P<name>[\w][\w-]*)\}")

_LONGEST_MARKED = 500
"""Maximum number of characters between two marks, such as the stars of bold text.

Without a limit, a text that consists of opening marks would take quadratic time.
"""

_INTRINSIC = {
    "nbsp": "\xa0", "zwsp": "", "wj": "", "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’",
    "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&",
    "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*",
    "tilde": "~", "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;",
    "cpp": "C++", "pp": "++", "blank": "", "empty": "", "sp": " ",
}  # fmt: skip
"""Names that AsciiDoc itself defines, with the text that replaces each of them."""


def replace_attributes(lines: Sequence[str], *, limit: int) -> list[str]:
    """Return the lines with the value of an attribute in place of its name in braces: `{name}`.

    Args:
        lines: the lines of the text.
        limit: maximum number of characters that all lines may then have together.

    Raises:
        InvalidInputError: they would have more; the error names the line.
    """
    values = dict(_INTRINSIC)
    replaced = []
    for number, line in enumerate(lines, start=1):
        limit -= len(line)
        limit -= sum(len(values.get(name.lower(), "")) for name in _ATTRIBUTE_NAME.findall(line))
        if limit < 0:
            raise InvalidInputError(
                "its attributes stand for too much text",
                place=f"line {number}",
                remedy="write out what they stand for",
            )
        line = _ATTRIBUTE_NAME.sub(lambda found: values.get(found["name"].lower(), found[0]), line)
        if entry := ATTRIBUTE.match(line):
            values[entry["name"].lower()] = entry["value"] or ""
        replaced.append(line)
    return replaced


def label_of(text: str) -> str:
    """Return the text of a link without its settings: `Lamps^`, `"Lamps",window=_blank`."""
    text = re.sub(r",\s*\w+=[^,]*", "", text).strip()
    text = text.removesuffix("^")
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _marked(mark: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return two patterns for marked text: between doubled marks, and between single marks."""
    one = re.escape(mark)
    return (
        re.compile(
            rf"(?<!\\){one}{one}(?P<text>[^\s](?:.{{0,{_LONGEST_MARKED}}}?[^\s])??){one}{one}",
            re.DOTALL,
        ),
        re.compile(
            rf"(?<![\w\\{one}]){one}(?P<text>[^\s{one}](?:.{{0,{_LONGEST_MARKED}}}?[^\s])??){one}(?![\w{one}])",
            re.DOTALL,
        ),
    )


TEXT = r"\g<text>"
_ADDRESS = r"(?:https?|ftp|irc)://[^\s\[\]<>]{1,500}|mailto:[^\s\[\]<>]{1,500}"
NOTE = re.compile(r"footnote(?:ref)?:(?P<id>[\w-]*)\[(?P<text>(?:[^\]\\]|\\.){0,1000})\]")
INLINE: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"\[\.?line-through\](?P<mark>##?|\*\*?)(?!\s)[^#*\n]{1,500}(?P=mark)"), ""),
    (re.compile(rf"\(\(\(.{{0,{_LONGEST_MARKED}}}?\)\)\)", re.DOTALL), ""),
    (re.compile(r"\(\((?P<text>[^()]{1,500})\)\)"), TEXT),
    (re.compile(r"indexterm:\[[^\]]{0,500}\]"), ""),
    (re.compile(r"indexterm2:\[(?P<text>[^\]]{0,500})\]"), TEXT),
    (re.compile(r"anchor:[\w:.-]{1,500}\[[^\]]{0,500}\]|\[\[[^\[\]]{1,500}\]\](?!\])"), ""),
    (re.compile(r"(?:image|icon):[^\s:\[][^\[]{0,500}\[[^\]]{0,500}\]"), ""),
    (re.compile(rf"(?:link:)?(?:{_ADDRESS})\[(?P<text>[^\]]{{1,500}})\]"), TEXT),
    (re.compile(rf"(?P<text>(?:{_ADDRESS}))\[\]"), TEXT),
    (re.compile(r"(?:link|xref|mailto):[^\s\[\]]{1,500}\[(?P<text>[^\]]{1,500})\]"), TEXT),
    (re.compile(r"(?:link|xref):(?P<text>[^\s\[\]]{1,500})\[\]"), TEXT),
    (re.compile(r"<<[^<>,]{1,500},(?P<text>[^<>]{1,500})>>"), TEXT),
    (re.compile(r"<<#?(?P<text>[^<>#]{1,500})(?:#[^<>]{0,500})?>>"), f"[{TEXT}]"),
    (re.compile(r"(?:kbd|btn|stem|latexmath|asciimath|pass):\w*\[(?P<text>[^\]]{0,500})\]"), TEXT),
    (re.compile(r"menu:(?P<text>[^\[\n]{1,500}\[[^\]]{0,500}\])"), TEXT),
    (re.compile(rf"(?<!\\)\+\+\+(?P<text>.{{1,{_LONGEST_MARKED}}}?)\+\+\+", re.DOTALL), TEXT),
    (re.compile(r"\[[.#\w-][^\]\n]{0,500}\](?=[#*_`])"), ""),
    (re.compile(rf'"`(?P<text>.{{1,{_LONGEST_MARKED}}}?)`"', re.DOTALL), f"“{TEXT}”"),
    (re.compile(rf"'`(?P<text>.{{1,{_LONGEST_MARKED}}}?)`'", re.DOTALL), f"‘{TEXT}’"),
    *((pattern, TEXT) for mark in "`*_#+" for pattern in _marked(mark)),
    (re.compile(r"(?<!\\)\^(?P<text>[^\s^]{1,500})\^"), TEXT),
    (re.compile(r"(?<!\\)~(?P<text>[^\s~]{1,500})~"), TEXT),
    (re.compile(r"\\(?P<text>[*_`#+^~{\[<(])"), TEXT),
]
"""Patterns of marked text, in the order in which they are tried, with what a page shows of each."""
