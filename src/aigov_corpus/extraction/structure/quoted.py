"""Passages of other texts that a text quotes, such as the articles that a decision puts anew.

Their numbers belong to the text that is quoted, so they open no sections.
"""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.markers import Marker, Rank

_MOST_QUOTED = 200
"""Most paragraphs of a quotation; one that ends nowhere is none."""

_OPENING, _CLOSING = "“‘「『«", "”’」』»"
# A quotation below, or behind, a colon: 将第三条修改为：“第三条 …
_OPENS = re.compile(rf'[:：]\s*(?P<mark>[{_OPENING}"])')
_BEGINS = re.compile(rf'(?P<mark>[{_OPENING}"])')
_CLOSES = re.compile(rf'[{_CLOSING}"][。．.；;，,]?$')
# 将第三条修改为： and “Article 3 is amended to read:”, if the article itself follows
_AMENDS = re.compile(
    r"(?:修改|修正|修订|改|变更|變更|增加|作为|作為|增列|增订|增訂)[^。；;]*[:：]$"
    r"|\b(?:amended|revised|read|replaced|added|inserted|substituted)\b[^.;]*:$"
)
# The text that quotes goes on: 本决定自公布之日起施行。
_GOES_ON = re.compile(r"(?:本|此)(?:决定|決定|修正案|命令|令)|This (?:Decision|Amendment|Order)\b")
_MARKS_BEHIND = " \u3000:：.、"


def find_quoted(paras: Sequence[Para], markers: Sequence[Marker | None]) -> frozenset[int]:
    """Return the indexes of the paragraphs that belong to a text that is quoted.

    A quotation begins with a mark behind a colon and ends with one at the end of a paragraph.
    Without marks it is the article that the line above names and amends, and what follows up to
    the next number of the text that quotes.
    """
    quoted: set[int] = set()
    n = 0
    while n < len(paras):
        end = _end_of_quotation(paras, n) or _end_of_amendment(paras, markers, n)
        quoted.update(range(n + 1, end))
        n = max(n + 1, end)
    return frozenset(quoted)


def _end_of_quotation(paras: Sequence[Para], n: int) -> int:
    """Return the index behind a quotation that begins in paragraph `n` or the next; 0 if none."""
    text = paras[n].text.rstrip()
    found = list(_OPENS.finditer(text))
    first = n
    if text.endswith((":", "：")) and n + 1 < len(paras):
        first = n + 1
        text = paras[first].text
        found = list(_BEGINS.finditer(text[:1]))
    if not found:
        return 0
    if not _is_open(text[found[-1].start("mark") :]):
        return first + 1 if first > n else 0
    for at in range(first + 1, min(first + 1 + _MOST_QUOTED, len(paras))):
        line = paras[at].text.rstrip()
        if _CLOSES.search(line) and _is_closed(line):
            return at + 1
    return 0


def _is_open(text: str) -> bool:
    """Tell whether a text that begins with a quotation mark ends inside the quotation."""
    if text.startswith('"'):
        return text.count('"') % 2 == 1
    return _depth(text) > 0


def _is_closed(line: str) -> bool:
    """Tell whether the mark at the end of a paragraph closes what an earlier one opened.

    Each paragraph of a long quotation may begin with a mark of its own.
    """
    if line.rstrip("。．.；;，,").endswith('"'):
        return (line.count('"') % 2 == 0) == line.startswith('"')
    return _depth(line) < 0 or (_depth(line) == 0 and line[0] in _OPENING)


def _depth(text: str) -> int:
    """Return how many more quotation marks open than close; apostrophes do not count."""
    text = re.sub(r"(?<=\w)’(?=\w)", "", text)
    return sum(text.count(mark) for mark in _OPENING) - sum(text.count(mark) for mark in _CLOSING)


def _end_of_amendment(paras: Sequence[Para], markers: Sequence[Marker | None], n: int) -> int:
    """Return the index behind what a line amends and the next lines quote without marks; or 0."""
    if n + 1 >= len(paras) or not _AMENDS.search(paras[n].text.rstrip()):
        return 0
    opening, first = markers[n], markers[n + 1]
    if first is None or first.plain or not _names(paras[n], opening, paras[n + 1], first):
        return 0
    last = first
    for at in range(n + 2, len(paras)):
        marker = markers[at]
        if _GOES_ON.match(paras[at].text):
            return at
        if marker is None:
            continue
        if opening is not None and _counts_on(opening, marker):
            return at
        if marker.rank < first.rank:
            return at
        if marker.family == "art":
            if last.family == "art" and marker.number < last.number:
                return at
            last = marker
    return len(paras)


def _names(above: Para, opening: Marker | None, below: Para, first: Marker) -> bool:
    """Tell whether a line names, behind its own number, the number with which the next begins."""
    written = "".join(below.text[: first.end].split()).rstrip(_MARKS_BEHIND)
    rest = above.text[opening.end :] if opening is not None else above.text
    return written.lower() in "".join(rest.split()).lower()


def _counts_on(opening: Marker, marker: Marker) -> bool:
    """Tell whether a number counts on from that of the amending line, or is of a higher level."""
    if marker.family == opening.family:
        return marker.number == opening.number + 1
    return opening.plain and marker.plain and Rank.PLAIN <= marker.rank < opening.rank
