"""Join the lines of a title that the width of a page, or of a centred column, broke.

A title and a subtitle look the same. So a line goes on only if the words at the break show it: the
line above ends with a word or an open mark with which nothing ends, the line below begins with one
with which nothing begins, or only a line below has the kind of document (关于…的 / 通知).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from aigov_corpus.extraction.running_heads import OPEN_WORDS
from aigov_corpus.text.language_codes import UNSPACED

_MOST_LINES = 3
"""Most lines below the first one that are looked at for the kind of document."""

_FULL = 0.8
"""Smallest share of the longest line of an English title that is full; below full lines it goes on,
if a word shows elsewhere that the title is broken."""

_KIND = re.compile(
    "(?:通知|决定|意见|规定|办法|公告|条例|批复|复函|报告|通报|方案|规划|措施|细则|纲要|计划|通告|指引|指南"
    "|决议|命令|说明|解释|建议|公报|声明|倡议|宣言|協定|协定|公约|議案|议案|草案|要点|清单|目录|总结)"
    "(?:[（(][^（）()]{1,20}[）)])?$"
)
_ABOUT = re.compile("关于|關於|印发|印發")
_ENDS_OPEN = re.compile("(?:[和与與及、，《（“—-]|以及|关于|關於|印发|印發|对于|為|为)$")
_BEGINS_OPEN = re.compile("(?:的|、|，|》|）|”|及其|以及|[和与與及](?!平|谐))")
_PAIRS = ("《》", "（）", "“”", "()", "〔〕", "「」")
_LAST_WORD = re.compile(r"([A-Za-z]+)[^\w]*$")


def count_title_lines(texts: Sequence[str], lang: str) -> int:
    """Return how many of the lines, beginning with the first, are one broken line of a title.

    Args:
        texts: the lines of a title; at least one.
        lang: code of their language.
    """
    count = 1
    broken = [_goes_on_with_spaces(above, below) for above, below in pairwise(texts)]
    full = _FULL * max(map(len, texts)) if any(broken) else float("inf")
    while count < len(texts):
        if lang not in UNSPACED:
            more = int(broken[count - 1] or len(texts[count - 1]) >= full)
        else:
            more = _count_more("".join(texts[:count]), texts[count:])
        if not more:
            break
        count += more
    return count


def _goes_on_with_spaces(above: str, below: str) -> bool:
    """Tell whether a line in a language with spaces goes on in the line below."""
    last = _LAST_WORD.search(above)
    ends_open = last is not None and last[1].lower() in OPEN_WORDS
    return ends_open or below[:1].islower() or above.endswith(",") or _is_open(above)


def _count_more(above: str, below: Sequence[str]) -> int:
    """Return how many of the Chinese lines below go on with the text above."""
    if _ENDS_OPEN.search(above) or _BEGINS_OPEN.match(below[0]) or _is_open(above):
        return 1
    if not _ABOUT.search(above) or _KIND.search(above):
        return 0
    for number, line in enumerate(below[:_MOST_LINES], 1):
        if _ABOUT.search(line):
            return 0
        if _KIND.search(line):
            return number
    return 0


def _is_open(text: str) -> bool:
    """Tell whether a bracket or quotation mark is open at the end of a text."""
    return any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)
