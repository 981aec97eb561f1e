"""Lines whose English is set in letters of full width, such as Ｌａｍｐｓ."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.text.scripts import HAN_CHARACTER

_LEAST_LETTERS = 8
"""Fewest letters of full width in a line that is English; a Chinese line may hold ＡＩ."""

_WIDE_LETTER = re.compile("[Ａ-Ｚａ-ｚ]")
_OTHER_LETTER = re.compile("[A-Za-z\u3040-\u30ff]")
# A tag of a page, whose letters are usual ones, parts the text beside it.
_LINE = re.compile("[^<>\n]+")
_MARKUP = frozenset(map(ord, "＜＞＆"))
_USUAL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code not in _MARKUP}
_USUAL[0x3000] = 0x20
"""The forms of full width and the ideographic space, with the usual ones; not of < > &, which would
be markup in a page."""


def narrow_letters(text: str) -> tuple[str, int]:
    """Return a text with usual letters and marks in its English lines of full width.

    Lines with Chinese, kana or usual letters keep theirs: Chinese texts write ＡＩ on purpose.

    Returns:
        The text, and how many lines of it changed.
    """
    count = 0

    def narrow(found: re.Match[str]) -> str:
        nonlocal count
        line = found[0]
        if len(_WIDE_LETTER.findall(line)) < _LEAST_LETTERS:
            return line
        if HAN_CHARACTER.search(line) or _OTHER_LETTER.search(line):
            return line
        count += 1
        return line.translate(_USUAL)

    return (_LINE.sub(narrow, text), count) if _WIDE_LETTER.search(text) else (text, 0)
