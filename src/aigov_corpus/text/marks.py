"""Punctuation marks of a sentence: does it ask, exclaim, open a quotation, close a quotation?"""

from __future__ import annotations

from typing import NamedTuple

from aigov_corpus import patterns as re

_ASKS = re.compile("[？?]")
_EXCLAIMS = re.compile("[！!]")
_ENDED = re.compile("[。！？；：.!?;:…‥｡][”’」』）)\"'》〉»\\]】]*$")
_OPENS = frozenset("“「『«„‘")
_CLOSES = frozenset("”」』»")
# Marks that open a quotation, close one, or are an apostrophe; their neighbours tell which.
_UNCLEAR = re.compile("[\"'’]")
# Characters that may stand right before the mark that opens a quotation.
_BEFORE_QUOTATION = frozenset("([—–-“")
# Words that begin with an apostrophe: 'tis, 'em.
_CLIPPED = re.compile("['’](?:tis|twas|em|til|cause|bout|n)\\b", re.IGNORECASE)


class Marks(NamedTuple):
    """Four facts that the punctuation marks of a sentence show."""

    asks: bool
    exclaims: bool
    opens: bool
    """Whether a quotation begins in the sentence."""
    closes: bool
    """Whether a quotation ends in the sentence."""


def read_marks(text: str) -> Marks:
    """Return whether a sentence asks, exclaims, opens a quotation, and closes one."""
    opens = not _OPENS.isdisjoint(text)
    closes = not _CLOSES.isdisjoint(text)
    for found in _UNCLEAR.finditer(text):
        mark = found[0]
        before = text[max(0, found.start() - 1) : found.start()]
        after = text[found.end() : found.end() + 1]
        if mark != "’" and after.strip() and (not before.strip() or before in _BEFORE_QUOTATION):
            opens = opens or mark == '"' or not _CLIPPED.match(text, found.start())
        elif before and (mark == '"' or not _is_apostrophe(before, after)):
            closes = True
    return Marks(bool(_ASKS.search(text)), bool(_EXCLAIMS.search(text)), opens, closes)


def is_ended(text: str) -> bool:
    """Return whether a mark ends a text, as it ends sentences; headings mostly have none."""
    return _ENDED.search(text.rstrip()) is not None


def _is_apostrophe(before: str, after: str) -> bool:
    """Tell whether a `'` or `’` is an apostrophe (won't, workers'), from its two neighbours."""
    return before.isalnum() and (after.isalnum() or before == "s")
