"""Elements of a page without text of the article: scripts, widgets, hidden text, note marks."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.sites import FRAME_WORDS, PLACE_WORDS, WIDGET_WORDS, WIDGETS
from aigov_corpus.text.letters import keep_letters

# Not <head>: libxml2 knows HTML 4 only, and puts an <article> that follows it into it.
_SILENT = frozenset(
    [
        "script", "style", "noscript", "iframe", "object", "embed", "template", "svg", "canvas",
        "audio", "video", "button", "input", "select", "textarea", "option", "title", "meta",
        "link", "map", "area", "img", "frame", "frameset", "nav", "footer", "applet", "rp", "rt",
        "datalist", "amp-ad", "amp-embed", "amp-sidebar", "amp-social-share", "annotation",
        "annotation-xml",
    ]
)  # fmt: skip
"""Elements without text of the article: scripts, widgets, menus, pictures, pronunciations, and the
source of a formula in MathML."""

_WHOLE = ("html", "body")
_QUOTATIONS = ("blockquote", "figure")
"""Elements whose footer names the author of what they quote."""

_SILENT_ROLES = frozenset(
    (
        "navigation", "search", "contentinfo", "menu", "tablist", "toolbar", "dialog",
        "alertdialog", "tooltip",
    )
)  # fmt: skip
_NOTE_LINKS = frozenset(
    (
        "footnote-ref", "footnote-back", "footnote-backref", "doc-noteref", "doc-backlink",
        "sdfootnoteanc", "sdfootnotesym", "sdendnoteanc", "sdendnotesym",
    )
)  # fmt: skip
"""Classes and roles of links between a text and its notes: of pandoc, DPUB-ARIA, LibreOffice."""

_NOTE_MARK = re.compile(
    r"\s*[^\w\s]{0,2}(?:(?:foot|end)?note\s)?\w{0,4}[^\w\s]{0,2}\s*", re.IGNORECASE
)
_NOTE_OF_WORD = re.compile(r".*#_(?:ftn|edn)(?:ref)?\d+")
"""Where links between a text and its notes lead on pages that Word saved."""
_RAISED = frozenset(("super", "superscript", "sup"))
"""Words of classes of elements that a style sheet raises: `oj-super`."""
_RAISED_NOTE = re.compile(r"\s*[\[［〔【]\s*(?:注|note)?\s*\d{1,3}\s*[\]］〕】]\s*", re.IGNORECASE)
"""A raised number in square brackets, which is that of a note also where it is no link: [12]."""
_ARROWS = re.compile(r"[\s\ufe0e\ufe0f]*[↩↵⏎⤴↑⬆⇧][\s\ufe0e\ufe0f]*")
"""The sign of a link that leads from a note back to the text."""
_PAGE_HEADS = frozenset(("header", "footer"))
"""Titles of the elements into which LibreOffice writes the head and the foot of its pages."""

_SECTIONS = ("section", "div")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))

_COMMENTS = re.compile(
    r"(?:comments?|pinglun|disqus)(?:[-_]{0,2}(?:list|box|area|wrap(?:per)?|section|form|respond"
    r"|container|block|thread|item|title))?[-_]?\d*",
    re.IGNORECASE,
)
"""A name of an element with what readers of an article wrote.

Authorities answer letters in elements called `reply`, and a commentary is a `comment-content`.
"""

_COMMENT_WORDS = frozenset(("cmt", "cmts", "pinglun"))
"""Words in such names: `hotCmt`."""

_NAME_PARTS = re.compile(r"[\W_]+")
_NAME_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NAME_PART = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+(?=\d*(?![A-Za-z0-9]))")
"""A word in the name of an element, and letters that may hold several words.

`shareBox` has two, and so have `share-box` and `share-box2`; `par_idN107AD` has `par` alone.
"""

_SENTENCE = re.compile(
    r"[。；！？]|[a-z)”\"][.!?](?:\s|$)|[，,].*[，,]|来\s*源"
    r"|(?:19|20)\d\d\s*[-年/.]|, (?:19|20)\d\d|第[一二三四五六七八九十百零〇\d]+[编編章节節条條]"
)
"""What sentences, dates, sources and headings of laws have, and the labels of widgets have not."""

_MAY_BE_WIDGETS = frozenset(("div", "ul", "ol", "dl", "section", "aside", "header", "form"))
"""Elements that a word of their names makes a widget; others are a part of a sentence or of a row,
a heading, or a line of the text, such as the name below it."""

_MOST_WIDGET_CHARACTERS = 120
"""Characters outside of links from which an element is no widget, whatever its name."""

_MOST_BESIDE = 8
"""Most sections looked at on either side of one that has the name of a widget."""

_WITHOUT_SENTENCES = frozenset(("a", "script", "style", "noscript", "select", "button", "template"))
"""Elements whose text does not count: links of a list of other articles, and what is not shown."""

_TO_MORE = re.compile(
    r"\s*[\[【(（]?(?:(?:返回\S{1,6}[，,]\s*)?(?:查看|阅读|閱讀)(?:更多|全文|原文|详情)|(?:查看)?(?:详细|详情))"
    r"[\]】)）]?[>»…]*\s*"
)
"""A link behind a text that leads to another page."""

_MOST_STYLES = 4096
"""Styles of elements whose look is kept: a page has few, and is gone through many times."""

_STRUCK = frozenset(("del", "s", "strike"))
"""Elements whose text is shown struck through."""

STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;}]*\bline-through", re.IGNORECASE)
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN = re.compile(
    rf"{HIDING.pattern}|(?:left|top|text-indent)\s*:\s*-(?:999|\d{{4}})", re.IGNORECASE
)
"""The style of an element that is hidden, or so far off the screen that nobody sees it.

Hanging indents and centred pages are moved by fewer digits.
"""
_NO_SIZE = re.compile(r"font-size\s*:\s*0+(?:\.0+)?(?:px|pt|em|%)?\s*(?:[;!]|$)", re.IGNORECASE)
"""The size of text that nobody sees; elements inside may have another."""


def is_silent(node: Any) -> bool:
    """Tell whether an element has no text of the article: a script, a widget, hidden text."""
    tag = node.tag
    if tag == "button" and _is_question(node):
        return False
    if tag == "footer" and node.getparent() is not None and node.getparent().tag in _QUOTATIONS:
        return False
    if not isinstance(tag, str) or tag.lower() in _SILENT or tag in _STRUCK:
        return True
    if tag == "sup":
        is_widget = any(name.lower() in WIDGETS for name in list_names(node))
        return is_widget or is_note_mark(node) or is_hidden(node)
    if not node.keys():  # most elements have no attributes, and each attribute costs time
        return False
    if is_hidden(node) or is_deleted(node) or _is_ornament(node):
        return True
    if node.get("role") in _SILENT_ROLES or is_note_mark(node) or is_page_head(node):
        return True
    if _is_heading_link(node) or (tag == "a" and _TO_MORE.fullmatch(node.xpath("string()"))):
        return True
    if tag in _WHOLE:  # their names say what the page has: `menu-left`
        return False
    if node.get("role") == "status" and not _is_inside_article(node):
        return True
    names = list_names(node)
    is_widget = (any(map(_is_of_widget, names)) and not _holds_headline(node)) or (
        tag in _MAY_BE_WIDGETS
        and any(_names_widget(name) for name in names)
        and not holds_sentence(node)
    )
    return is_widget and not _is_section(node)


def _is_inside_article(node: Any) -> bool:
    """Tell whether a message, such as who changed a law, is one inside the article of a page."""
    return next(node.iterancestors("main", "article"), None) is not None and holds_sentence(node)


def _holds_headline(node: Any) -> bool:
    """Tell whether a main heading of the page that is no link, as a logo is, is in an element."""
    for heading in node.iter("h1"):
        if heading.find(".//a[@href]") is None and heading.xpath("string()").strip():
            return True
    return False


def _is_section(node: Any) -> bool:
    """Tell whether a program made the id of a heading or section of its text: `cookies`.

    A section with a widget's name is one of a text beside or in another that has no such name.
    """
    return _is_named_by_heading(node) and (
        node.tag in _HEADINGS
        or (holds_sentence(node) and any(map(_is_of_text, _list_beside(node))))
    )


def _list_beside(node: Any) -> list[Any]:
    """Return the nearest elements of the same kind beside an element, and the one around it."""
    after = islice(node.itersiblings(node.tag), _MOST_BESIDE)
    before = islice(node.itersiblings(node.tag, preceding=True), _MOST_BESIDE)
    return [*after, *before, *islice(node.iterancestors(node.tag), 1)]


def _is_of_text(node: Any) -> bool:
    """Tell whether the id of a section is its heading, and no name of a widget."""
    return not any(map(_is_of_widget, list_names(node))) and _is_named_by_heading(node)


def _is_named_by_heading(node: Any) -> bool:
    """Tell whether the id of a heading, or of a section that has one, is the heading's text.

    The heading may have a number before it.
    """
    if not node.get("id") or (node.tag not in _SECTIONS and node.tag not in _HEADINGS):
        return False
    heading = next(node.iter(*_HEADINGS), None)
    words = keep_letters(heading.xpath("string()")).lower() if heading is not None else ""
    return keep_letters(node.get("id")).lower() in (words, words.lstrip("0123456789"))


def _is_question(node: Any) -> bool:
    """Tell whether a button is a heading or question whose text it folds out."""
    around = node.getparent()
    is_heading = around is not None and around.tag in _HEADINGS
    return is_heading or node.xpath("string()").strip().endswith(("？", "?"))


def _is_ornament(node: Any) -> bool:
    """Tell whether an element is a sign that programs that read pages aloud pass over: ▾, ☰.

    So is the copy of a formula that stands behind its MathML and is shown in its place.
    """
    if node.get("aria-hidden") != "true":
        return False
    before = node.getprevious()
    if before is not None and next(before.iter("math"), None) is not None:
        return True
    return len(node) == 0 and not any(map(str.isalnum, node.text or ""))


def is_for_comments(node: Any) -> bool:
    """Tell whether an element holds what readers of an article wrote, by its name."""
    return isinstance(node.tag, str) and any(map(_is_of_comments, list_names(node)))


@cache
def _is_of_widget(name: str) -> bool:
    """Tell whether a class or id is one of an element that never holds text of the article."""
    return name.lower() in WIDGETS or _names_frame(name) or _is_of_comments(name)


@cache
def _is_of_comments(name: str) -> bool:
    """Tell whether a class or id is one of an element with comments of readers."""
    words = {word.lower() for word in _NAME_WORD.findall(name)}
    return _COMMENTS.fullmatch(name) is not None or not _COMMENT_WORDS.isdisjoint(words)


def list_names(node: Any) -> list[str]:
    """Return the classes and the id of an element."""
    return f"{node.get('class') or ''} {node.get('id') or ''}".split()


@cache
def _names_frame(name: str) -> bool:
    """Tell whether a class or id is one of the frame of a page: `site-footer`, `cookie-bar`."""
    words = frozenset(_NAME_PARTS.split(name.lower()))
    return not FRAME_WORDS.isdisjoint(words) and words <= FRAME_WORDS | PLACE_WORDS


@cache
def _names_widget(name: str) -> bool:
    """Tell whether a word of a class or id is one of `WIDGET_WORDS`: `shareBox`, `art-share`."""
    parts = _NAME_PART.findall(name)
    return any(word.lower() in WIDGET_WORDS for part in parts for word in _NAME_WORD.findall(part))


def holds_sentence(node: Any) -> bool:
    """Tell whether an element holds a sentence, or more text than a widget, outside of links."""
    size = 0
    todo = [node]
    while todo:
        inner = todo.pop()
        if inner is not node and isinstance(inner.tag, str) and inner.tag in _HEADINGS:
            continue  # that of a list of other articles
        for text in (inner.text, *(child.tail for child in inner)):
            words = (text or "").strip()
            size += len(words)
            if size > _MOST_WIDGET_CHARACTERS or _SENTENCE.search(words):
                return True
        todo += [child for child in inner if child.tag not in _WITHOUT_SENTENCES]
    return False


def is_note_mark(node: Any) -> bool:
    """Tell whether an element is the raised number that links a text with its note, or back.

    Programs that write web pages name such links, or raise them. The number would end the sentence.
    """
    if node.tag == "sup":
        text = node.xpath("string()")
        links = node.iterfind(".//a[@href]") if _NOTE_MARK.fullmatch(text) else ()
        return any(_leads_to_place(link) for link in links) or bool(_RAISED_NOTE.fullmatch(text))
    href = (node.get("href") or "") if node.tag == "a" else ""
    if "#" not in href:
        return False
    text = node.xpath("string()")
    if _ARROWS.fullmatch(text) is not None:
        return True
    names = f"{node.get('class') or ''} {node.get('role') or ''}".lower().split()
    is_named = href.startswith("#") and not _NOTE_LINKS.isdisjoint(names)
    is_named = is_named or _NOTE_OF_WORD.fullmatch(href) is not None
    is_raised = _leads_to_place(node) and any(map(_is_raised, node))
    return (is_named or is_raised) and _NOTE_MARK.fullmatch(text) is not None


def _is_raised(node: Any) -> bool:
    """Tell whether an element is raised, by its kind or by a word of its class."""
    return node.tag == "sup" or not _RAISED.isdisjoint(
        _NAME_PARTS.split((node.get("class") or "").lower())
    )


def _is_heading_link(node: Any) -> bool:
    """Tell whether an element is the sign beside a heading that links to it: #, ¶."""
    if node.tag != "a" or not (node.get("href") or "").startswith("#"):
        return False
    around = node.getparent()
    is_inside = around is not None and around.tag in _HEADINGS
    return is_inside and not any(map(str.isalnum, node.xpath("string()")))


def _leads_to_place(link: Any) -> bool:
    """Tell whether a link leads to a place inside a page: `#fn1`, `page.html#fn1`."""
    return (link.get("href") or "").partition("#")[2] != ""


def is_page_head(node: Any) -> bool:
    """Tell whether an element is what a word processor prints above or below each page."""
    return node.tag == "div" and node.get("title") in _PAGE_HEADS


def is_hidden(node: Any) -> bool:
    """Tell whether an element says that a browser does not show it."""
    style = node.get("style")
    return node.get("hidden") is not None or (style is not None and _hides(node, style))


def _hides(node: Any, style: str) -> bool:
    return _is_unseen(style) or (len(node) == 0 and _has_no_size(style))


@lru_cache(maxsize=_MOST_STYLES)
def _is_unseen(style: str) -> bool:
    return _UNSEEN.search(style) is not None


@lru_cache(maxsize=_MOST_STYLES)
def _has_no_size(style: str) -> bool:
    return _NO_SIZE.search(style) is not None


def is_deleted(node: Any) -> bool:
    """Tell whether an element is shown struck through: its author deleted its text."""
    style = node.get("style")
    return node.tag in _STRUCK or (style is not None and _is_struck(style))


@lru_cache(maxsize=_MOST_STYLES)
def _is_struck(style: str) -> bool:
    return STRUCK_STYLE.search(style) is not None
