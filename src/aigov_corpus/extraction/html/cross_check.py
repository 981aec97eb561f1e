"""Compare the text found on a page with what another extractor, trafilatura, finds there.

If the two differ much, the layout of the site may have changed, and a person should check the text.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from html import unescape

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.sites import COPYRIGHT, NOISE
from aigov_corpus.text.scripts import HAN

Words = Counter[str]
"""The words of a text, each with its count."""
LARGEST = 2_000_000
"""Characters of the largest page that is compared; trafilatura takes several seconds for 2 MB."""
_MOST_BLOCKS = 3_000
"""Blocks of a page that trafilatura's own fallback, jusText, looks at; it compares each short one
with all short ones around, which takes a second for 3,000, and minutes for 30,000."""

_STOPS = re.compile(r"[，。；、！？]|[,.;!?](?=\s|$)")
_BLOCK = re.compile(r"<(?:p|div|li|t[dhr]|table|h[1-6]|d[dt]|br)\b", re.IGNORECASE)
"""The beginning of what is a paragraph of its own."""
_CELL = re.compile(r"<t[dh]\b[^<>]*", re.IGNORECASE)
"""The beginning of a cell of a table, with its attributes."""
_ROW_SPAN = re.compile("rowspan", re.IGNORECASE)
_FRAME = re.compile(
    r"<(?i:iframe)\b[^<>]{0,1000}?\s(?i:srcdoc)\s*=\s*(\"[^\"]*\"|'[^']*')[^<>]{0,1000}>"
)
"""A frame whose page stands in its attribute."""
NOISE_LINE = re.compile("|".join(f"(?:{pattern})" for pattern in NOISE), re.IGNORECASE)
"""A line that is not text of the article, on any site."""

_RUNNING_LINE = re.compile(r"[。；！？]|[a-z)”\"][.;!?](?=\s|$)")

_FOOTER = re.compile(
    rf"ICP[备備證证]|公网安备|网站标识码|版[权權]所有(?![人者])|{COPYRIGHT}|All rights reserved"
    r"|copyright\b.{0,60}\b(?:this|our) (?:web ?)?(?:site|page)|All content\b.{0,40}\bcopyright\b"
    r"|技术支持[:：]|(?:主办|承办)(?:单位)?[:：]|(?:联系|服务|咨询|举报|投诉)(?:电话|热线)[:：]|传真[:：]|邮编[:：]",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\b(?:Add|Address|Tel|Telephone|Fax)\s?:", re.IGNORECASE)
_ENGLISH_STOP = re.compile(r"[a-z]{4}[.!?](?=[\sA-Z]|$)")
_COOKIES = re.compile(
    r"(?:^|\W)(?:by (?:continuing|using|clicking|browsing)|we\b.{0,40}\buse|you agree"
    r"|(?:web)?site uses|我们|本网站|本站|继续)",
    re.IGNORECASE,
)
"""How a page asks its visitor to accept cookies."""
_STOP = re.compile(r"[。！？]")

_RUNNING_CHARACTERS = 40
"""Characters from which a line without the end of a sentence is running text."""
_WORDS = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")


def general_text(page: str) -> str:
    """Return the text that trafilatura finds on a page.

    The result is empty if it finds none, if it fails, or if the page is too large.
    """
    if len(page) > LARGEST:
        return ""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        # trafilatura counts all columns of a row anew for each cell that hangs into it
        page = _FRAME.sub(lambda frame: f"<div>{unescape(frame[1][1:-1])}</div>", page)
        page = _CELL.sub(lambda cell: _ROW_SPAN.sub("rows", cell[0]), page)
        has_many = len(_BLOCK.findall(page)) > _MOST_BLOCKS
        return (
            trafilatura.extract(page, include_comments=False, favor_recall=True, fast=has_many)
            or ""
        )
    except Exception:  # noqa: BLE001 - a second opinion; its failure must not be ours
        return ""


def running_lines(text: str) -> str:
    """Return the lines of a text that hold sentences; menus, by-lines and headings have none."""
    return "\n".join(
        line
        for line in text.splitlines()
        if len(line) >= _RUNNING_CHARACTERS or _RUNNING_LINE.search(line)
        if not NOISE_LINE.fullmatch(line) and not is_footer(line)
    )


def is_footer(line: str) -> bool:
    """Tell whether a line is about the page, not its subject.

    It says whose page it is, as at its foot, and has no sentence; or it asks to accept cookies.
    """
    if asks_for_cookies(line):
        return True
    if _STOP.search(line):
        return False
    is_contact = _CONTACT.search(line) is not None and not _ENGLISH_STOP.search(line)
    return is_contact or _FOOTER.search(line) is not None


def asks_for_cookies(text: str) -> bool:
    """Tell whether a text asks the visitor of a page to accept cookies."""
    return "cookie" in text.lower() and _COOKIES.search(text) is not None


def count_stops(text: str) -> int:
    """Return the number of commas and stops in a text: sentences have many, menus have few."""
    return len(_STOPS.findall(text))


class OtherText:
    """The text that the other extractor finds, with what is compared of it.

    Attributes:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return count_words(self.text)

    @cached_property
    def running(self) -> str:
        """Its lines that hold sentences."""
        return running_lines(self.text)

    @cached_property
    def running_words(self) -> Words:
        """The words of these."""
        return count_words(self.running)


def measure_difference(words: Words, other: Words) -> float:
    """Return how much the words of two texts differ, from 0.0 (the same) to 1.0 (none in common).

    It is 1 minus the F1 score of the two multisets of words.
    """
    total = words.total() + other.total()
    common = (words & other).total()
    return 1 - 2 * common / total if total else 0.0


def measure_lacking(words: Words, other: Words) -> float:
    """Return the share of the words of another text that a text lacks, from 0.0 to 1.0."""
    return (other - words).total() / other.total() if other else 0.0


def count_words(text: str) -> Words:
    """Return the words of a text with their counts; each Chinese character counts as a word."""
    return Counter(_WORDS.findall(text.lower()))
