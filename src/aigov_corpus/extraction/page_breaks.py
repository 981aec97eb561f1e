"""Take the page breaks out of a plain text: the numbers of pages and running heads.

A running head is a line, parted from the text, that stands beside the numbers of several pages, or
one that interrupts sentences, or that returns at the edges of pages (`page_heads`). A paragraph
that a page break cuts in two is put together again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.hyphens import count_words, cuts_word, join_cut
from aigov_corpus.extraction.ledger import MARKUP
from aigov_corpus.extraction.page_heads import find_page_heads
from aigov_corpus.extraction.running_heads import (
    AROUND,
    FULL,
    MOST_HEAD_CHARACTERS,
    STOP,
    find_running_heads,
    interrupt_mostly,
    is_cut,
)
from aigov_corpus.records import LeftOut
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
"""What ends a line."""

# 12, - 12 -, [12], Page 12, Page 12 of 30, 12/30, 第12页, 第 12 页 共 30 页
_PAGE_NUMBER = re.compile(
    r"(?P<left>[-–—·•\[(（]\s*)?(?:(?P<word>Page|p\.|第)\s*)?(?P<number>\d{1,4})"
    r"(?P<unit>\s*页)?(?P<whole>\s*(?:[,，/]?\s*共\s*\d{1,4}\s*页|(?:of|/)\s*\d{1,4}))?"
    r"(?P<right>\s*[-–—·•\])）])?",
    re.IGNORECASE,
)
# Lines of marks that divide or underline a text (-----, *****, - - -, ———) or the rows of a table
# (---+---, ---,---), but no ellipsis; and bullets alone, which programs that copy PDFs part from
# the items.
_RULE = re.compile(
    r"[\s\u3000]*(?P<mark>[-=*_~#+—–―─━═＝＿＊※★☆◇])(?:[ \t\u3000]*(?P=mark)){2,}[\s\u3000]*"
    r"|[ \t]*[|+]?(?:-{2,}[|+,;\t])+-*[ \t]*"
    r"|[ \t\u3000]*(?:[•●○◦▪■□◆][ \t]*)+"
)

_LEAST_BREAKS = 2
"""Fewest page numbers, each one more than the last, in a text that is not wrapped."""

_LEAST_HEADS = 2
"""Fewest page breaks beside which a running head stands."""


def is_page_number(line: str) -> bool:
    """Return whether a line is the number of a page alone: 12, - 12 -, 第12页."""
    return _PAGE_NUMBER.fullmatch(line.strip(AROUND)) is not None


def part_page_breaks(text: str, *, wrapped: bool) -> tuple[str, list[LeftOut]]:
    """Return a text without page breaks, and the numbers and running heads that were left out.

    In a text that is not wrapped, a number alone in its line may be text. So only numbers that
    count up and have a mark of their own count there: `- 12 -`, `Page 12`, 第12页.

    Args:
        text: the whole text.
        wrapped: whether its lines were broken at a fixed width.
    """
    lines = LINE_END.split(text)
    # the first line of each page but the first, where form feeds part them
    starts = [n for n, end in enumerate(LINE_END.finditer(text), 1) if end[0] == "\f"]
    numbers = [n for n, line in enumerate(lines) if is_page_number(line)]
    if not wrapped:
        numbers = _count_up(lines, numbers)
    heads = _find_heads(lines, numbers) if numbers else []
    heads += find_page_heads(lines, starts)
    found = find_running_heads(lines, wrapped=wrapped, others={*numbers, *heads})
    heads += found.lines
    if not numbers and not heads and not starts:
        return text, []
    reasons = {
        n: "page number" if is_page_number(lines[n]) else "running head" for n in {*numbers, *heads}
    }
    left_out = [
        LeftOut(lines[n].strip(), reason, f"line {n + 1}") for n, reason in sorted(reasons.items())
    ]
    feeds = {n - 1 for n in starts}
    kept = _without_breaks(lines, reasons, feeds, wrapped=wrapped, likely=found.likely)
    return "\n".join(kept), left_out


def part_rules(text: str) -> tuple[str, list[LeftOut]]:
    """Return a text with a blank line for each line of marks such as `-----`, and these lines."""
    lines = LINE_END.split(text)
    rules = [n for n, line in enumerate(lines) if _RULE.fullmatch(line)]
    if not rules:
        return text, []
    left_out = [LeftOut(lines[n].strip(), MARKUP, f"line {n + 1}") for n in rules]
    for n in rules:
        lines[n] = ""
    return "\n".join(lines), left_out


def _count_up(lines: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """Return the lines of numbers with a mark of their own, if they count up by one."""
    marked = []
    for n in numbers:
        found = _PAGE_NUMBER.fullmatch(lines[n].strip(AROUND))
        if found and (found["word"] or found["unit"] or (found["left"] and found["right"])):
            marked.append((n, int(found["number"])))
    rising = all(b[1] == a[1] + 1 for a, b in pairwise(marked))
    return [n for n, _ in marked] if rising and len(marked) >= _LEAST_BREAKS else []


def _find_heads(lines: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """Return the lines of running heads: those that stand beside several page numbers."""
    beside: list[int] = []
    for n in numbers:
        for step in (-1, 1):
            at = n + step
            while 0 <= at < len(lines) and not lines[at].strip(AROUND):
                at += step
            if 0 <= at < len(lines) and _stands_alone(lines, at, step):
                beside.append(at)
    counts = Counter(lines[n].strip(AROUND) for n in set(beside))
    least = max(_LEAST_HEADS, len(numbers) // 2)
    heads = [
        n
        for n in sorted(set(beside))
        if counts[lines[n].strip(AROUND)] >= least and n not in numbers
    ]
    size = sum(bool(line.strip(AROUND)) for line in lines) - len(numbers)
    return heads if len(heads) <= size / 2 else []


def _stands_alone(lines: Sequence[str], at: int, step: int) -> bool:
    """Return whether a short line is parted from the text by a blank line, or by the file's end.

    Args:
        lines: all lines.
        at: index of the line.
        step: 1 if the text is below it, -1 if it is above it.
    """
    beyond = at + step
    ends = not 0 <= beyond < len(lines) or not lines[beyond].strip(AROUND)
    return ends and len(lines[at].strip(AROUND)) <= MOST_HEAD_CHARACTERS


_LOOKED_AT = 300
"""Characters at the end of a paragraph, joined over several pages, that tell whether it goes on."""


def _without_breaks(
    lines: Sequence[str],
    reasons: dict[int, str],
    feeds: set[int],
    *,
    wrapped: bool,
    likely: set[int],
) -> list[str]:
    """Return the lines without those left out.

    The blank lines around them go as well if the paragraph above goes on below.

    Args:
        lines: all lines.
        reasons: the indices of those to leave out, with the reasons.
        feeds: the indices of those that end a page.
        wrapped: whether the lines were broken at a fixed width.
        likely: indices of those at which Chinese sentences without a comma may break off.
    """
    width = max((len(line) for n, line in enumerate(lines) if n not in reasons), default=0)
    gaps = list(_gaps(lines, reasons))
    known = reasons.keys() | feeds
    breaks = {(n, end) for n, end in gaps if not known.isdisjoint(range(n, end))}
    around = [(lines[n - 1], lines[end]) for n, end in breaks if n > 0 and end < len(lines)]
    mostly = not wrapped and interrupt_mostly(around)
    words = count_words(lines)
    kept: list[str] = []
    joined: list[str] = []  # what stands before the last line in it
    last = 0
    for n, end in gaps:
        if last < n:
            _put_back(kept, joined)
        kept += lines[last:n]
        last = end
        above = kept[-1] if kept else ""
        below = lines[end] if end < len(lines) else ""
        may = mostly or not likely.isdisjoint(range(n, end))
        if (n, end) in breaks and not wrapped and is_cut(above, below, mostly=may):
            whole = _join(above, below, words)
            last += 1
            if len(whole) > 2 * _LOOKED_AT:
                joined.append(whole[:-_LOOKED_AT])
                whole = whole[-_LOOKED_AT:]
            kept[-1] = whole
        elif not ((n, end) in breaks and wrapped and _goes_on(above, below, width=width)):
            _put_back(kept, joined)
            kept.append("")
    _put_back(kept, joined)
    return kept + list(lines[last:])


def _put_back(kept: list[str], joined: list[str]) -> None:
    """Put the beginning of the last line before its end, and empty the list of its pieces."""
    if joined:
        kept[-1] = "".join((*joined, kept[-1]))
        joined.clear()


def _gaps(lines: Sequence[str], reasons: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Yield where runs of blank lines, and of lines left out, begin and where they end."""
    is_gap = [n in reasons or not line.strip(AROUND) for n, line in enumerate(lines)]
    n = 0
    for gap, run in groupby(is_gap):
        end = n + len(list(run))
        if gap:
            yield n, end
        n = end


def _join(above: str, below: str, words: Counter[str]) -> str:
    """Return two pieces of a sentence as one; English ones have a space between them."""
    above, below = above.rstrip(AROUND), below.lstrip(AROUND)
    if cuts_word(above, below):
        return join_cut(above, below, words)
    return above + below if detect_language(below) == "zh" else f"{above} {below}"


def _goes_on(above: str, below: str, *, width: int) -> bool:
    """Return whether the line below a page break goes on with the one above it."""
    text = below.strip(AROUND)
    lang = detect_language(text)
    if not text or above.rstrip().endswith(STOP) or len(above) < FULL * width:
        return False
    return lang == detect_language(above) and find_marker(text, lang or "zh") is None
