"""Find the title of a page, and the lines of its text that are titles and headings by their looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from aigov_corpus.extraction.html.body import DENSEST
from aigov_corpus.extraction.html.dom import Seen, clean
from aigov_corpus.extraction.html.metadata import NUMBER
from aigov_corpus.extraction.html.selectors import values
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.scripts import detect_language

_TITLE_PARTS = re.compile(
    r"\s*(?:_+|--+|\s[-–—|]\s|\|"
    r"|-\s*(?=[^-]{1,25}(?:网|网站|平台|政府|部|委员会|办公室|局|厅)$|(?:Xinhua|[\w.]+\.(?:com|cn|org))$))\s*"
)
_SPACE = re.compile(r"[\s\u3000]+")
_TITLE_WITHIN = 30  # lines: an instrument's title may follow its promulgation order
_MOST_TITLE_LINES = 6
_ANY_TITLE = ("h2", "h3", "[class*='title']", "[id*='title']")  # only what the page's head repeats


def with_title(seen: Sequence[Seen], title: str) -> tuple[list[Para], str, bool]:
    """Turn lines that look like headings into headings, and those that repeat the title into the title.

    Returns the paragraphs, the title, and whether the first paragraph is a title that no line held.
    """
    paras = [_heading(line) for line in seen]
    for n, line in enumerate(
        seen[:_MOST_TITLE_LINES]
    ):  # headlines of a page stand centred above its text
        text = line.para.text
        if not (
            line.centred
            and line.bold
            and not line.para.kind
            and len(text) < 100
            and text[-1] not in "。）)"
        ):
            break
        paras[n] = replace(line.para, kind="title", heading=0)
    wanted = _letters(title)
    for start in range(min(_TITLE_WITHIN, len(paras))):
        joined = ""
        for end in range(start, min(start + _MOST_TITLE_LINES, len(paras))):
            joined += _letters(paras[end].text)
            if not wanted.startswith(joined):
                break
            if joined == wanted:
                lines = [para.text for para in paras[start : end + 1]]
                whole = ("" if detect_language(title) == "zh" and " " not in title else " ").join(
                    lines
                )
                if _SPACE.sub("", whole) == _SPACE.sub("", title):
                    title = whole
                if all(
                    para.kind == "title" or NUMBER.fullmatch(para.text) for para in paras[:start]
                ):
                    paras[start : end + 1] = [Para(whole, kind="title")]
                    return paras, title, False
                # Below a dateline or a promulgation order: what the reader sees first is the page's title.
                paras[start : end + 1] = [Para(whole, heading=6)]
                return [Para(title, kind="title"), *paras], title, True
    if title:
        return [Para(title, kind="title"), *paras], title, True
    lines = [para.text for para in takewhile(lambda para: para.kind == "title", paras)]
    if lines:
        whole = ("" if detect_language("".join(lines)) == "zh" else " ").join(lines)
        return [Para(whole, kind="title"), *paras[len(lines) :]], whole, False
    first = next((line for line in seen[:2] if line.centred and len(line.para.text) < 80), None)
    return paras, first.para.text if first else "", False


def _heading(line: Seen) -> Para:
    """A bold line, short and alone, is a heading as much as `<h2>` is."""
    para = line.para
    if (
        para.heading
        or para.kind
        or not line.bold
        or len(para.text) > 80
        or para.text[-1] in "。；，.;,"
    ):
        return para
    return replace(para, heading=6)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def find_title(root: Any, site: Site, fields: dict[str, str]) -> str:
    """Return the title of a page, as its head and its headings name it; empty if there is none."""
    if fields.get("title"):
        return fields["title"]
    heads = [clean(node.text_content()) for node in root.iter("title")]
    head = next((text for text in heads if text), "")
    first = _TITLE_PARTS.split(head)[0].strip() if head else ""
    selectors = (
        *site.title,
        *(UNKNOWN.title if site is not UNKNOWN else ()),
        *(_ANY_TITLE if head else ()),
    )
    candidates = [
        _one_line(value, head)
        for value in values(root, selectors, joint="\n")
        if 1 < len(value) < 300
    ]
    if not head:
        return next(iter(candidates), "")
    # A page has other <h1>s: a logo, a menu. The head names the article, and often the site as well.
    wanted = _letters(first)
    exact = [value for value in candidates if _letters(value) == wanted]
    around = [
        value for value in candidates if wanted in _letters(value) and len(value) <= 4 * len(first)
    ]
    if exact or around:
        return (exact or around)[0]
    within = [value for value in candidates if _letters(value) in _letters(head)]
    unsure = {".title", *(["h1"] if len(list(root.iter("h1"))) > 1 else [])}
    own = [selector for selector in site.title if selector not in unsure]
    if (
        not within
        and site not in (UNKNOWN, DENSEST)
        and (value := next(iter(values(root, own)), ""))
    ):
        return value  # a head that names the site only
    return max([*within, *([first] if len(first) < len(head) else [])], key=len, default=head)


def _one_line(value: str, head: str) -> str:
    """A heading over several lines as one: as the page's head writes it, else Chinese without blanks."""
    joints = ("", " ") if detect_language(value) == "zh" else (" ",)
    forms = [value.replace("\n", joint) for joint in joints]
    return next((form for form in forms if form in head), forms[0])
