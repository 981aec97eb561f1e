"""Ruby: small signs beside or above characters that only tell how these are read.

They are pinyin, zhuyin or kana. In text from top to bottom they stand between the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from aigov_corpus import patterns as re
from aigov_corpus.extraction.pdf.directions import Char
from aigov_corpus.extraction.readings import is_reading_with_tones
from aigov_corpus.text.scripts import HAN_CHARACTER

_LARGEST = 0.65
"""Size of the largest signs of ruby, as a share of that of most Chinese characters of the page."""

_LEAST_RUNS = 2
"""Fewest pieces of ruby on a page; a single one may be the mark of something else."""

_SIGNS = re.compile(r"[\u3041-\u30ff\u3100-\u312f\u31a0-\u31bfˉˊˇˋ˙·\s]+")


def _find_run(char: Char) -> tuple[int, int]:
    """Return what characters of one piece of ruby share: the style and, of pinyin, the line.

    Each sign of zhuyin or kana may stand below the one before.
    """
    if _SIGNS.fullmatch(char.text) and not char.text.isspace():
        return char.style, 0
    return char.style, 1 + round(char.y if char.way in (0, 180) else char.x)


def part_ruby(chars: Sequence[Char], sizes: Sequence[float]) -> tuple[list[Char], list[str]]:
    """Return the characters of a page without ruby, and the pieces of ruby."""
    counts = Counter(sizes[char.style] for char in chars if HAN_CHARACTER.match(char.text))
    if not counts:
        return list(chars), []
    largest = _LARGEST * counts.most_common(1)[0][0]
    kept: list[Char] = []
    ruby: list[str] = []
    for _, run in groupby(chars, key=_find_run):
        some = list(run)
        text = "".join(char.text for char in some).strip()
        small = sizes[some[0].style] <= largest
        if small and text and (_SIGNS.fullmatch(text) or is_reading_with_tones(text)):
            ruby.append(text)
        else:
            kept += some
    return (kept, ruby) if len(ruby) >= _LEAST_RUNS else (list(chars), [])
