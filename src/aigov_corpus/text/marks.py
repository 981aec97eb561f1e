"""Question marks, exclamation marks and quotation marks of a sentence."""

from __future__ import annotations

import re

_ASKS, _EXCLAIMS = re.compile("[？?]"), re.compile("[！!]")
_OPENS, _CLOSES = frozenset("“「『«„‘"), frozenset("”」』»")
# What a straight or a right single mark stands for shows in what stands around it.
_UNCLEAR = re.compile("[\"'’]")
_CLIPPED = re.compile("['’](?:tis|twas|em|til|cause|bout|n)\\b", re.IGNORECASE)


def read_marks(text: str) -> tuple[bool, bool, bool, bool]:
    """Return whether a text asks, exclaims, opens a quotation, closes one."""
    opens, closes = not _OPENS.isdisjoint(text), not _CLOSES.isdisjoint(text)
    for match in _UNCLEAR.finditer(text):
        start, end = match.span()
        before, mark, after = text[max(0, start - 1) : start], match[0], text[end : end + 1]
        single = mark != '"'
        if mark != "’" and after.strip() and (not before.strip() or before in "([—–-“"):
            opens |= not (single and _CLIPPED.match(text, start))
        elif not (single and before.isalnum() and (after.isalnum() or before == "s")):
            closes |= bool(before)  # else an apostrophe
    return bool(_ASKS.search(text)), bool(_EXCLAIMS.search(text)), opens, closes
