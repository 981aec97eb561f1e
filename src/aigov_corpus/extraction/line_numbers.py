"""Find the numbers that a print puts before its lines, and those alone above each pair of texts.

Drafts of laws, transcripts and patents number every line, or every fifth one, and begin again on
each page. Lists of sentences in two languages have the number of each pair in a line of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.page_breaks import LINE_END, is_page_number
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.plain import is_wrapped, split_chunks
from aigov_corpus.extraction.running_heads import AROUND
from aigov_corpus.records import LeftOut
from aigov_corpus.text.scripts import detect_language

LINE_NUMBER = "line number"
"""Reason for which such numbers are left out."""

_LEAST_LINES = 10
"""Fewest lines of a text of which every one has a number."""

_LEAST_FIFTHS = 4
"""Fewest numbers of a text in which every fifth line has one."""

_LEAST_SHARE = 0.9
"""Smallest share of the lines, or steps from number to number, that are as they should be."""

_LEAST_PAIRS = 3
"""Fewest numbers that stand alone above a pair of texts."""

_FIFTH = 5

_MARGIN = re.compile(r"[ \t]*(?P<number>\d{1,4})(?:[ \t\u3000]{2,}|\t)(?=\S)")
_ALONE = re.compile(r"[（(]?(\d{1,4})[.．、)）]?")


def part_line_numbers(text: str) -> tuple[str, list[LeftOut]]:
    """Return a text with blanks for the numbers before its lines, and these numbers.

    Every line has one that counts up, and the lines are wrapped; or every fifth line has one.
    """
    lines = LINE_END.split(text)
    filled = [n for n, line in enumerate(lines) if line.strip(AROUND)]
    found = {n: number for n in filled if (number := _MARGIN.match(lines[n]))}
    if not _count_lines(lines, filled, found) and not _count_fifths(filled, found):
        return text, []
    left_out = []
    for n, number in found.items():
        left_out.append(LeftOut(number["number"], LINE_NUMBER, f"line {n + 1}"))
        lines[n] = " " * number.end("number") + lines[n][number.end("number") :]
    ends = [end[0] for end in LINE_END.finditer(text)]
    body = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
    return body, left_out


def _count_lines(
    lines: Sequence[str], filled: Sequence[int], found: dict[int, re.Match[str]]
) -> bool:
    """Tell whether every line has a number, counting up, and the text behind them is wrapped."""
    texts = [n for n in filled if not is_page_number(lines[n])]
    if len(found) < max(_LEAST_LINES, _LEAST_SHARE * len(texts)):
        return False
    numbers = [int(number["number"]) for number in found.values()]
    steps = [below in (above + 1, 1) for above, below in pairwise(numbers)]
    if sum(steps) < _LEAST_SHARE * len(steps):
        return False
    bodies = [lines[n][found[n].end() :] if n in found else "" for n in range(len(lines))]
    return is_wrapped(split_chunks("\n".join(bodies)))


def _count_fifths(filled: Sequence[int], found: dict[int, re.Match[str]]) -> bool:
    """Tell whether every fifth line, and hardly another one, has a number: 5, 10, 15."""
    order = {n: place for place, n in enumerate(filled)}
    fifths = [n for n, number in found.items() if int(number["number"]) % _FIFTH == 0]
    if len(fifths) < max(_LEAST_FIFTHS, _LEAST_SHARE * len(found)):
        return False
    steps = [
        int(found[below]["number"]) == _FIFTH
        or (
            int(found[below]["number"]) - int(found[above]["number"]) == _FIFTH
            and order[below] - order[above] == _FIFTH
        )
        for above, below in pairwise(fifths)
    ]
    return sum(steps) >= _LEAST_SHARE * len(steps)


def remove_lone_numbers(paras: Sequence[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Take the numbers out that stand alone above pairs of texts, and count up by one.

    Behind nearly each of them, up to the next one, stand a Chinese and an English text.
    """
    alone = {n: int(found[1]) for n, para in enumerate(paras) if (found := _match_alone(para))}
    numbers = list(alone.values())
    if len(alone) < _LEAST_PAIRS or any(b != a + 1 for a, b in pairwise(numbers)):
        return list(paras), []
    places = [*alone, len(paras)]
    both = sum(
        {detect_language(para.text) for para in paras[above + 1 : below]} >= {"zh", "en"}
        for above, below in pairwise(places)
    )
    if both < _LEAST_SHARE * len(alone):
        return list(paras), []
    left_out = [LeftOut(paras[n].text, LINE_NUMBER) for n in alone]
    return [para for n, para in enumerate(paras) if n not in alone], left_out


def _match_alone(para: Para) -> re.Match[str] | None:
    """Return the number of which a paragraph consists; None if it holds anything else."""
    is_plain = para.kind in (None, "paragraph") and not para.cells
    return _ALONE.fullmatch(para.text) if is_plain else None
