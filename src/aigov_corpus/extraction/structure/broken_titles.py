"""Join the lines of a title that the width of a page, or of a centred column, broke.

A title and a subtitle look the same. So a line goes on only if the words at the break show it: the
line above ends with a word or an open mark with which nothing ends, the line below begins with one
with which nothing begins, or only a line below has the kind of document (关于…的 / 通知).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.running_heads import OPEN_WORDS
from aigov_corpus.text.language_codes import UNSPACED

_MOST_LINES = 3
"""Most lines below the first one that are looked at for the kind of document."""

_FULL = 0.8
"""Smallest share of the longest line of an English title that is full; below full lines it goes on,
if a word shows further down that the title is broken."""

DOCUMENT_KIND = re.compile(
    "(?:通知|决定|意见|规定|办法|公告|条例|批复|复函|报告|通报|方案|规划|措施|细则|纲要|计划|通告|指引|指南"
    "|决议|命令|说明|解释|建议|公报|声明|倡议|宣言|協定|协定|公约|議案|议案|草案|要点|清单|目录|总结)"
    "(?:[（(][^（）()]{1,20}[）)])?$"
)
"""The kind of a document, with which its Chinese title ends."""

# 的通知, 若干规定, 通知: what ends a title that begins with 关于. 年度报告 is a title of its own.
_WHOLE_KIND = re.compile(rf"(?:^|的|若干)(?:{DOCUMENT_KIND.pattern})")
_WHOLE = re.compile(
    "的.{0,4}(?:思考|探讨|研究|分析|看法|体会|认识|问答|讲话|调查|评论|启示|对话|访谈)$"
)
_ABOUT = re.compile("关于|關於|印发|印發")
_ENDS_OPEN = re.compile("(?:[和与與及、，《（“—-]|以及|关于|關於|印发|印發|对于|為|为)$")
_BEGINS_OPEN = re.compile("(?:的|、|，|》|）|”|及其|以及|[和与與及](?!平|谐))")
_PAIRS = ("《》", "（）", "“”", "()", "〔〕", "「」")
_SUBTITLE = re.compile(
    r"(?:An?|Report|Speech|Remarks|Statement|Address|Delivered|Adopted|Issued|Full|By|From|White"
    r"|Premier|President|Minister|Mayor|The State Council)\b|\d"
)
# "By the Council" below a title is its author, "as of 1 May" its state.
_MADE_BY = re.compile(r"(?:by|translated|edited|compiled|written|adopted|issued|as|last)\b")
_LAST_WORD = re.compile(r"([A-Za-z]+)[^\w]*$")


def count_title_lines(texts: Sequence[str], lang: str) -> int:
    """Return how many of the lines, beginning with the first, are one broken line of a title.

    Args:
        texts: the lines of a title; at least one.
        lang: code of their language.
    """
    count = 1
    broken = [_goes_on_with_spaces(above, below) for above, below in pairwise(texts)]
    while count < len(texts):
        if lang not in UNSPACED:
            more = int(broken[count - 1] or _had_no_room(texts, broken, count))
        else:
            more = _count_more("".join(texts[:count]), texts[count:])
        if not more:
            break
        count += more
    return count


def breaks_in_phrase(above: str, below: str) -> bool:
    """Tell whether an English line goes on in lower case in the line below, as a title does.

    A word at the break shows it, with which nothing ends or with which a phrase begins: "on Lamps /
    of the city". "Growing Tomatoes / you need some soil" is a title and a sentence.
    """
    if ":" in below or not below[:1].islower() or _MADE_BY.match(below):
        return False
    return _ends_open(above) or below.split(maxsplit=1)[0] in OPEN_WORDS


def _ends_open(line: str) -> bool:
    """Tell whether a line ends with a word with which nothing ends."""
    last = _LAST_WORD.search(line)
    return last is not None and last[1].lower() in OPEN_WORDS


def _goes_on_with_spaces(above: str, below: str) -> bool:
    """Tell whether a line in a language with spaces goes on in the line below."""
    return _ends_open(above) or below[:1].islower() or above.endswith(",") or _is_open(above)


def _had_no_room(texts: Sequence[str], broken: Sequence[bool], count: int) -> bool:
    """Tell whether the line with this index goes on with the one above, because that is full.

    Args:
        texts: the lines of a title.
        broken: for each but the last, whether its words show that it goes on below.
        count: the index of the line.
    """
    longest, above = max(map(len, texts)), len(texts[count - 1])
    if any(broken[count:]):
        return above >= _FULL * longest
    first = texts[count].split(maxsplit=1)[0]
    return any(broken) and above + 1 + len(first) > longest and not _SUBTITLE.match(texts[count])


def _count_more(above: str, below: Sequence[str]) -> int:
    """Return how many of the Chinese lines below go on with the text above."""
    if _ENDS_OPEN.search(above) or _BEGINS_OPEN.match(below[0]) or _is_open(above):
        return 1
    if not _ABOUT.search(above) or DOCUMENT_KIND.search(above) or _WHOLE.search(above):
        return 0
    for number, line in enumerate(below[:_MOST_LINES], 1):
        if _ABOUT.search(line):
            return 0
        if DOCUMENT_KIND.search(line):
            return number if _WHOLE_KIND.search(line) or above.endswith("的") else 0
    return 0


def _is_open(text: str) -> bool:
    """Tell whether a bracket or quotation mark is open at the end of a text."""
    return any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)
