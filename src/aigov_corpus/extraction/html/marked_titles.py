"""Mark the lines of a text that are its title and headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.labels import is_document_number
from aigov_corpus.extraction.html.lines import Line
from aigov_corpus.extraction.paragraphs import HEADING_BY_LOOKS, Para
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.scripts import detect_language

_NUMBER_BEHIND = re.compile(r"[（(]([^（()）]{4,30})[）)]\s*$")
_WHITE_SPACE = re.compile(r"[\s\u3000]+")
_EDITION = re.compile(r"[（(](?:[试試暂暫]行|修[订訂正](?:版)?|草案|.{0,8}稿)[)）]$")
"""What a title has in brackets at its end; other brackets say when a text was adopted."""

TITLE_WITHIN = 30
"""Lines at the beginning of a text that are searched for its title, which may follow an order."""

MOST_TITLE_LINES = 6
"""Maximum number of lines over which a page spreads its title."""

HEADLINE_CHARACTERS = 100
"""Characters from which a centred bold line is not a headline."""

_HEADING_CHARACTERS = 80
"""Maximum characters of a bold line that is a heading, or of a centred line that is a title."""

_LINES_FOR_CENTRED_TITLE = 2
"""Lines at the beginning in which a centred line is the title, if there is no other title."""


class Titled(NamedTuple):
    """The paragraphs of a page, its title among them."""

    paras: list[Para]
    title: str
    """The title, written as in the text if it stands there; empty if there is none."""
    added: bool
    """Whether the first paragraph is a title that was added, because no line of the text is it."""
    repeated: tuple[str, ...] = ()
    """Lines right below the title that repeat it, which are left out."""


def mark_titles(lines: Sequence[Line], title: str) -> Titled:
    """Return the paragraphs of a text, with titles and headings marked as such.

    Lines that together repeat the title become one title. If no lines repeat it, the title is added
    before the text. It is also added if its lines stand below an order or a dateline; there they
    become a heading.

    Args:
        lines: the lines of the text.
        title: the result of `find_title`.
    """
    paras = [_mark_heading(line) for line in lines]
    for n, line in enumerate(takewhile(is_headline, lines[:MOST_TITLE_LINES])):
        paras[n] = replace(line.para, kind="title", heading=0)
    for name in (_without_number(title), title):
        if name and (found := find_lines(paras, name)) is not None:
            return _merge_title(paras, name, found)
    if title:
        return Titled([Para(title, kind="title"), *paras], title, added=True)
    headlines = [para.text for para in takewhile(lambda para: para.kind == "title", paras)]
    if headlines:
        whole = ("" if detect_language("".join(headlines)) == "zh" else " ").join(headlines)
        rest = paras[len(headlines) :]
        return Titled([Para(whole, kind="title"), *rest], whole, added=False)
    for line in lines[:_LINES_FOR_CENTRED_TITLE]:
        if line.centred and len(line.para.text) < _HEADING_CHARACTERS:
            return Titled(paras, line.para.text, added=False)
    return Titled(paras, "", added=False)


def _without_number(title: str) -> str:
    """Return a title without the document number in brackets at its end; empty if it has none."""
    found = _NUMBER_BEHIND.search(title)
    return title[: found.start()].strip() if found and is_document_number(found[1]) else ""


def find_lines(paras: Sequence[Para], title: str) -> slice | None:
    """Return the slice of paragraphs that together repeat the title; None if there is none."""
    wanted = keep_letters(title).casefold()
    for start in range(min(TITLE_WITHIN, len(paras))):
        letters = ""
        for end in range(start, min(start + MOST_TITLE_LINES, len(paras))):
            letters += keep_letters(paras[end].text).casefold()
            if not wanted.startswith(letters):
                break
            if letters == wanted:
                return slice(start, end + 1)
    return None


def _merge_title(paras: list[Para], title: str, lines: slice) -> Titled:
    """Return the paragraphs, with those that repeat the title merged into one."""
    separator = "" if detect_language(title) == "zh" and " " not in title else " "
    whole = separator.join(para.text for para in paras[lines])
    if _WHITE_SPACE.sub("", whole) == _WHITE_SPACE.sub("", title):
        title = whole
    above, below = paras[: lines.start], paras[lines.stop :]
    wanted = keep_letters(title)
    again = list(takewhile(lambda para: keep_letters(para.text) == wanted, below))
    below = below[len(again) :]
    # The heading of the page, with buttons behind it: 办法 现行有效 英文版
    head = [para for para in above if para.heading and keep_letters(para.text).startswith(wanted)]
    above = [para for para in above if para not in head]
    repeated = tuple(para.text for para in (*head, *again))
    if all(para.kind == "title" or is_document_number(para.text) for para in above):
        return Titled([*above, Para(whole, kind="title"), *below], title, False, repeated)
    # Below a dateline or a promulgation order: what the reader sees first is the page's title.
    heading = Para(whole, heading=HEADING_BY_LOOKS)
    return Titled([Para(title, kind="title"), *above, heading, *below], title, True, repeated)


def is_headline(line: Line) -> bool:
    """Tell whether a line looks like a headline: centred, bold and short."""
    text = line.para.text
    looks = line.centred and line.bold and not line.para.kind
    is_whole = text[-1] not in "。）)" or _EDITION.search(text) is not None
    return looks and len(text) < HEADLINE_CHARACTERS and is_whole


def _mark_heading(line: Line) -> Para:
    """Return the paragraph of a line, marked as a heading if all of it is bold and it is short."""
    para = line.para
    if para.heading or para.kind or not line.bold:
        return para
    if len(para.text) > _HEADING_CHARACTERS or para.text[-1] in "。；，.;,":
        return para
    return replace(para, heading=HEADING_BY_LOOKS)
