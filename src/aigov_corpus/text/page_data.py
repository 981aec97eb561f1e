"""Find the article in the data of a page whose text a script fills in.

Such a page keeps its article in JSON: in a script of that type (`__NEXT_DATA__`), or in one that
assigns it to a name (`window.__INITIAL_STATE__ = {…}`). No script is run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import islice
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.text.dates import CHINA
from aigov_corpus.text.letters import keep_letters

_ASSIGNED = re.compile(
    r"(?:\b(?:var|let|const)\s+|\bwindow\.|\bself\.)[\w$.]{1,60}\s*=\s*(?=[\[{])|^\s*(?=[\[{])"
)
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_BLOCK = re.compile(r"</?(?:p|br|div|section)\b", re.IGNORECASE)
_STOPS = re.compile(r"[，。；、！？]|[,.;!?](?=\s|$)")

_TEXT_KEYS = ("text", "content", "data", "html", "value", "paragraph", "children", "body")
"""Keys, in lower case, of a paragraph's text where each paragraph is an object of its own."""

_TITLE_KEYS = ("title", "headline", "articletitle", "name", "subject")
_TIME_KEYS = re.compile(
    r"(?:pub(?:lish(?:ed)?)?|created?|issue|release|news|show)_?(?:time|date|at|on)|date_?published"
    r"|pubdate|ctime|date|time",
    re.IGNORECASE,
)
_SOURCE_KEYS = re.compile(r"(?:source|origin|media|site)(?:_?name)?|from", re.IGNORECASE)

_LEAST_STOPS = 6
"""Fewest commas and stops of an article; a summary for search engines has fewer."""

_LEAST_STOPS_OF_HTML = 2
"""The same for paragraphs of HTML; without a title in the head, they too need `_LEAST_STOPS`."""

_MOST_SCRIPTS = 60
_MOST_CHARACTERS = 5_000_000
"""Scripts and characters of scripts that are read of one page."""

_MOST_ASSIGNED = 200
"""Assignments that are looked at in one script; each that is no JSON costs a look at all of it."""

_MOST_VALUES = 200_000
"""Values that are looked at in the data of one page."""

_NAMED_ALIKE = 3
"""How many times as much an article counts whose title stands in the head of the page."""

_MILLISECONDS = range(10**12, 10**13)
_SECONDS = range(10**9, 10**10)


@dataclass(frozen=True, slots=True)
class PageData:
    """The article in the data of a page. All fields but the first are empty if nothing says it."""

    html: str
    title: str = ""
    published: str = ""
    """The time as the data have it, or in ISO 8601 where they have a number of seconds."""
    source: str = ""


def find_page_data(scripts: Iterable[str], *, head: str) -> PageData | None:
    """Return the article that the scripts of a page hold as data; None if they hold none.

    It is the text with most commas and stops; one whose title stands in the head of the page counts
    for more.

    Args:
        scripts: the texts of the page's scripts.
        head: the text of the page's `<title>`.
    """
    best: PageData | None = None
    most = _LEAST_STOPS - 1
    for article in _find_texts(scripts):
        stops = len(_STOPS.findall(_MARKUP.sub(" ", article.html)))
        own = keep_letters(article.title)
        stops *= _NAMED_ALIKE if own and own in keep_letters(head) else 1
        if stops > most:
            best, most = article, stops
    return best


def read_clock(value: object) -> str:
    """Return a time that data state, in ISO 8601 if it is a number of seconds or milliseconds."""
    text = str(value).strip()
    number = int(text) if text.isdecimal() and len(text) < 14 else 0
    if number in _MILLISECONDS:
        number //= 1000
    if number in _SECONDS:
        return datetime.fromtimestamp(number, tz=CHINA).isoformat()
    return text


def _find_texts(scripts: Iterable[str]) -> Iterator[PageData]:
    """Yield each text in the data of some scripts, with what stands beside it."""
    left = _MOST_VALUES
    size = 0
    for n, script in enumerate(scripts):
        size += len(script)
        if n >= _MOST_SCRIPTS or size > _MOST_CHARACTERS:
            return
        for data in _parse(script):
            todo: list[tuple[Any, Mapping[str, Any]]] = [(data, {})]
            while todo and left:
                left -= 1
                value, around = todo.pop()
                if isinstance(value, dict):
                    own = {key: each for key, each in value.items() if isinstance(each, str | int)}
                    known = {**around, **{key.lower(): each for key, each in own.items()}}
                    todo += [(each, known) for each in value.values()]
                elif isinstance(value, list):
                    if text := _join(value):
                        yield _describe(text, around)
                    todo += [(each, around) for each in value]
                elif isinstance(value, str) and len(_STOPS.findall(value)) >= _least_stops(value):
                    if "{" in value[:2] and (inner := list(_parse(value))):
                        todo += [(each, around) for each in inner]
                    else:
                        yield _describe(value if _BLOCK.search(value) else _wrap(value), around)


def _parse(script: str) -> Iterator[Any]:
    """Yield the values of JSON in a script: the whole of it, or what it assigns to names."""
    decoder = json.JSONDecoder(strict=False)
    end = 0
    for found in islice(_ASSIGNED.finditer(script), _MOST_ASSIGNED):
        if found.end() < end:
            continue
        try:
            value, end = decoder.raw_decode(script, found.end())
        except (ValueError, RecursionError):
            continue
        yield value


def _least_stops(text: str) -> int:
    """Return the fewest stops that a text of data must have; paragraphs of HTML may be short."""
    return _LEAST_STOPS_OF_HTML if _BLOCK.search(text) else _LEAST_STOPS


def _join(values: list[Any]) -> str:
    """Return the paragraphs of a list that has one in each value; empty if it has none."""
    texts = [_text_of(value) for value in values]
    if sum(len(_STOPS.findall(text)) for text in texts) < _LEAST_STOPS:
        return ""
    return "\n".join(text if _BLOCK.search(text) else _wrap(text) for text in texts if text.strip())


def _text_of(value: Any) -> str:
    """Return the text of a value that stands for a paragraph; empty if it is none."""
    parts: list[str] = []
    todo = [value]
    while todo and len(parts) < _MOST_VALUES:
        each = todo.pop()
        if isinstance(each, str):
            parts.append(each)
        elif isinstance(each, list):
            todo += reversed(each)
        elif isinstance(each, dict):
            todo += [each[key] for key in each if key.lower() in _TEXT_KEYS][:1]
    return "".join(parts)


def _wrap(text: str) -> str:
    """Return the lines of a text as paragraphs of HTML; its own tags stay."""
    shown = text if _MARKUP.search(text) else escape(text, quote=False)
    return "\n".join(f"<p>{line}</p>" for line in shown.splitlines() if line.strip())


def _describe(text: str, around: Mapping[str, Any]) -> PageData:
    """Return a text with the title, time and source that stand beside it, or around it."""
    title = next((str(around[key]) for key in _TITLE_KEYS if around.get(key)), "")
    times = (value for key, value in around.items() if _TIME_KEYS.fullmatch(key) and value)
    sources = (value for key, value in around.items() if _SOURCE_KEYS.fullmatch(key))
    return PageData(
        text,
        title=_MARKUP.sub("", title),
        published=read_clock(next(times, "")),
        source=next((_MARKUP.sub("", each) for each in sources if isinstance(each, str)), ""),
    )
