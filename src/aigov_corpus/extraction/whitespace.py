"""Clean white space and invisible characters from a text, as a browser does."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.text.characters import STRAY_JOINER, UNMARKED
from aigov_corpus.text.equivalents import restore_radicals
from aigov_corpus.text.scripts import HAN

STEERING = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
"""Characters that are not text but steer a terminal, for a class of a regular expression.

They are the C0 and C1 controls, except those that end lines, and the marks that change the
direction of writing.
"""

_WIDE = f"{HAN}，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕…—"
_LINE_BREAK_IN_CHINESE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n]+[ \t]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f\x0b\x85\xa0]+")
# Characters that nobody sees, private-use characters, which only a site's own font can show, and
# characters that steer a terminal.
_INVISIBLE = re.compile(f"[{STEERING}{UNMARKED}\ue000-\uf8ff]|{STRAY_JOINER}")
# Entities for spaces that are misspelt or were escaped twice.
_FAILED_ENTITY = re.compile(r"&(?:amp;)?(?:n?b?sp|e[nm]sp);?", re.IGNORECASE)


def remove_invisible(text: str) -> str:
    """Return a text without zero-width characters, soft hyphens and characters of private fonts.

    Radicals that stand for characters become these.
    """
    return text if text.isascii() else _INVISIBLE.sub("", restore_radicals(text))


def collapse_whitespace(text: str) -> str:
    """Return a text with one space in place of each run of white space, and none at its ends.

    Line breaks between Chinese characters are removed, and so are invisible characters. Radicals
    that stand for characters become these. An ideographic space (U+3000) inside the text is kept,
    because it belongs to the text.
    """
    text = restore_radicals(text)
    if text.isprintable() and "  " not in text and "&" not in text:
        return text.strip()  # nothing to collapse, as in most paragraphs
    text = _LINE_BREAK_IN_CHINESE.sub("", text)
    text = _FAILED_ENTITY.sub(" ", _INVISIBLE.sub("", text))
    return _BLANKS.sub(" ", text).strip()
