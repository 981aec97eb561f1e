"""Compare the text that we found on a page with what another extractor, trafilatura, finds."""

from __future__ import annotations

import re
from collections import Counter

from aigov_corpus.text.scripts import HAN

_MOST_COMPARED = 2_000_000


def general_text(text: str) -> str:
    """What trafilatura takes for the text; empty if it finds none or the page is too large for it."""
    if len(text) > _MOST_COMPARED:
        return ""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(text, include_comments=False, favor_recall=True) or ""
    except Exception:  # noqa: BLE001 - a second opinion; its failure must not be ours
        return ""


def prose(text: str) -> int:
    """How much of a text is sentences rather than menus: its commas and stops."""
    return len(re.findall(r"[，。；、！？]|[,.;!?](?=\s|$)", text))


def words(text: str) -> Counter[str]:
    """A text as a bag: each Chinese character, each word of other scripts."""
    return Counter(re.findall(rf"[{HAN}]|[^\W_{HAN}]+", text.lower()))


def difference(ours: Counter[str], other: Counter[str]) -> float:
    """One minus the F1 of two bags of words."""
    total = sum(ours.values()) + sum(other.values())
    return 1 - 2 * sum((ours & other).values()) / total if total else 0.0
