"""Plain numbers (一、 1. I.) that stand above articles, as in contracts: they open sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.structure.lines import find_shape
from aigov_corpus.text.markers import PLAIN_ABOVE_ARTICLES, Marker, Rank

_MOST_BETWEEN = 2
"""Most paragraphs between such a heading and its first article."""


def raise_headings_above_articles(
    paras: Sequence[Para], markers: Sequence[Marker | None]
) -> list[Marker | None]:
    """Return the numbers; those of headings above articles have a rank below that of articles.

    They are headings if they count from 1 and an article follows each of them, and if the first
    stands above the first article. Numbers inside articles count items: no article follows those
    before the last.

    Args:
        paras: the paragraphs.
        markers: for each paragraph, the number with which it begins, or None.
    """
    families = {marker.family for marker in markers if marker is not None and marker.plain}
    first_article = next(
        (n for n, marker in enumerate(markers) if marker is not None and marker.family == "art"),
        len(markers),
    )
    raised = list(markers)
    for family in families:
        headings = [
            (n, marker)
            for n, marker in enumerate(markers)
            if marker is not None and marker.family == family and _heads_articles(paras, markers, n)
        ]
        numbers = [marker.number for _, marker in headings]
        if numbers[:1] != [1] or headings[0][0] > first_article or len(numbers) < 2:
            continue
        if all(number in (1, before + 1) for before, number in pairwise(numbers)):
            for n, marker in headings:
                raised[n] = replace(marker, family=PLAIN_ABOVE_ARTICLES, rank=Rank.SECTION)
    return raised


def _heads_articles(paras: Sequence[Para], markers: Sequence[Marker | None], n: int) -> bool:
    """Tell whether a numbered heading stands above an article."""
    marker = markers[n]
    if marker is None or find_shape(paras[n], marker).shape != "alone":
        return False
    below = markers[n + 1 : n + 2 + _MOST_BETWEEN]
    following = next((other for other in below if other is not None), None)
    return following is not None and following.family == "art"
