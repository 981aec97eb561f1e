"""Read a web page: its paragraphs, and the facts that it states about its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import islice, takewhile
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.html.around_titles import find_lead, find_other_title, part_menu
from aigov_corpus.extraction.html.article_text import (
    LEAST_HEADLINE,
    ArticleText,
    find_text,
    warn_of_rest,
)
from aigov_corpus.extraction.html.authors import find_author
from aigov_corpus.extraction.html.body import find_attached, part_copy
from aigov_corpus.extraction.html.cross_check import count_stops
from aigov_corpus.extraction.html.densest import Frame
from aigov_corpus.extraction.html.labels import (
    LABELS,
    find_document_number,
    find_facts,
    find_label,
    read_labels,
)
from aigov_corpus.extraction.html.lines import (
    Line,
    free_numbered,
    list_above,
    visible_lines,
    visible_text,
)
from aigov_corpus.extraction.html.marked_titles import Titled, mark_titles
from aigov_corpus.extraction.html.no_article import no_article
from aigov_corpus.extraction.html.parsing import XML_DECLARATION, parse_html
from aigov_corpus.extraction.html.publication import (
    find_by_line,
    find_generated,
    find_published,
    find_updated,
    first_time,
    part_closing_data,
    part_opening_data,
)
from aigov_corpus.extraction.html.publishers import LABELLED_SOURCE, find_source
from aigov_corpus.extraction.html.remainder import PageComment, read_remainder, take_comments
from aigov_corpus.extraction.html.selectors import meta_content
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.extraction.html.title import find_headline, find_title, names_site
from aigov_corpus.extraction.ledger import DUPLICATE, OUTSIDE, shorten
from aigov_corpus.extraction.paragraphs import PageContent, Para
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.links.articles import ArticleLinks, find_links
from aigov_corpus.links.urls import find_saved_from
from aigov_corpus.records import LeftOut
from aigov_corpus.text.counting import counted
from aigov_corpus.text.dates import day_of, find_labelled_time, find_time
from aigov_corpus.text.error_pages import (
    SHORT_PAGE,
    PageWords,
    find_gone,
    find_kept_away,
    speaks_of_error,
)
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.tags import shorten_tags

_ELEMENT = re.compile(
    r"<(?:!doctype|html|head|body|div|table|p|article|section|meta|span|td|h[1-6])\b", re.IGNORECASE
)
_CLOSING = re.compile(r"</\s*(?:html|body)\s*>", re.IGNORECASE)

_CDATA = re.compile(r"(?<![/*])<!\[CDATA\[(?!\s*//)((?:(?!<!\[CDATA\[).)*?)\]\]>", re.DOTALL)
"""A piece of text in XML, which is none in HTML; around that of a script stands a comment."""

_BREAK = r"<(?i:br)\s{0,9}/?>(?:\s|&nbsp;){0,9}"
_BREAKS = re.compile(f"{_BREAK}(?:{_BREAK}){{3,}}")
"""Breaks in a row, of which three say the same; each takes as long as a paragraph.

The first is no repetition, so that the search goes by its beginning, in a twentieth of the time.
"""

_EMPTY = (
    r"<(?i:p|div)\b(?![^<>]*\b(?:id|name)\s*=)[^<>]*>"
    rf"(?:\s|&nbsp;|</?(?i:span|font|b|strong)\b[^<>]{{0,200}}>|{_BREAK})*+"
    r"</(?i:p|div)\s*>\s*+"
)
_EMPTY_ROW = re.compile(f"{_EMPTY}(?:{_EMPTY}){{3,}}")
"""Paragraphs without text in a row, of which three say the same."""

_LOGIN = re.compile(
    r"(?:(?:用户|用戶|会员|會員|统一|統一|系统|系統|请|請|身份认证)*登[录錄入陆]|统一身份认证)"
    r"(?:页面?|頁面?|界面|平台|系统|系統|中心)?"
    r"|(?:Please )?(?:Sign|Log)[ -]?(?:in|on)(?: (?:to|with|or)\b.{1,40})?",
    re.IGNORECASE,
)
"""The name of a page that asks for a password."""

_HEAD_CHARACTERS = 20_000
"""Characters at the beginning of a file that are searched for elements of HTML."""

_LEAST_TAGS = 3
"""Minimum number of signs `<` in a page; a plain text may hold one or two."""

_MANY_PICTURES = 3
_LEAST_FOR_PICTURE = 60
"""Pictures of an article, and characters for each, below which they may hold the text."""

_MOST_HEADINGS = 3
_MOST_NOTICE_LINES = 40
"""Headings and lines of a short page that are read to see whether it is an error page."""

_NOTICE = re.compile(r"关于.+的?(?:公告|通知|通告|公示|启事|说明|函)$")
"""The name of a notice, which may say that a site is closed for some days."""

_OPENING_LINES = 12
"""Lines at the beginning of the text that are searched for the document number."""

_OPENING_CHARACTERS = 60
"""Characters of a line from which the search for the document number ends: it is running text."""


def is_html(text: str) -> bool:
    """Tell whether a text is a web page or a piece of one."""
    return _ELEMENT.search(text[:_HEAD_CHARACTERS]) is not None and text.count("<") >= _LEAST_TAGS


def read_page(text: str, *, name: str, url: str = "") -> PageContent:
    """Return the paragraphs of a web page, and the facts that it states about its text.

    Args:
        text: the page.
        name: file or URL, for messages.
        url: URL of the page; if empty, the one that the page states is used.

    Raises:
        InvalidInputError: no text is found on the page.
    """
    # A stray </html> or a second </body> must not end the page for any parser: text follows it.
    if XML_DECLARATION.match(text):
        text = _CDATA.sub(_open_section, text)
    text = shorten_tags(_CLOSING.sub(" ", XML_DECLARATION.sub("", text)))
    text = _EMPTY_ROW.sub("<p></p>" * 3, _BREAKS.sub("<br><br><br>", text))
    root = parse_html(text, name=name)
    comments = take_comments(root)
    # lxml makes the object of an element anew for each use, which takes long, unless it is kept.
    kept = list(root.iter())
    url = url or _own_url(root) or find_saved_from(text)
    frame = Frame(root)
    found = find_text(frame, text, url)
    parts = _part_lines(root, found, name=name)
    above = list_above(root, found.body)
    titled = _mark_titles(root, found, parts, above)
    links = find_links(root, text, url=url, body=found.body)
    attached = [each.title for each in links.attachments]
    below = find_attached(root, found.body, len(above), parts.lines, attached)
    titled.paras.extend(map(Para, [*found.notes, *below]))
    found.added += [*found.notes, *below]
    warn_of_rest(found, frame)
    _check_pictures(found, titled.paras, root, name=name)
    known, author = _find_facts(frame, found, parts, above, titled, url)
    meta = _describe(root, found, parts.labels, titled.paras) | _describe_links(links)
    meta |= {"author": author} if author else {}
    if left_out := [*parts.menu, *parts.opening, *found.left_out, *parts.closing]:
        meta["dropped"] = left_out
    meta["warnings"] = found.warnings
    twice = (*found.repeated, *parts.copied, *titled.repeated)
    repeated = [LeftOut(line, DUPLICATE) for line in twice]
    content = PageContent(titled.paras, known, meta, title_added=titled.added, left_out=repeated)
    content = _with_remainder(content, root, found, comments)
    del kept
    return content


def _open_section(section: re.Match[str]) -> str:
    """Return what is in a piece of text of XML as HTML; it may be HTML already, as in feeds."""
    return section[1] if _ELEMENT.search(section[1]) else escape(section[1], quote=False)


@dataclass
class _Parts:
    """The lines of the element with the text of a page: the text, and what is none."""

    lines: list[Line]
    copied: list[str]
    """A second copy of the text."""
    opening: list[str]
    """Lines above the text that state facts about it."""
    closing: list[str]
    """Lines below the text that say when it was issued or changed."""
    stated: list[str]
    """The lines above it, and those of lists that only state facts."""
    labels: dict[str, str]
    """The values behind labels, anywhere on the page."""
    menu: list[str] = field(default_factory=list)
    """Lines of a menu above the text."""


def _part_lines(root: Any, found: ArticleText, *, name: str) -> _Parts:
    """Return the lines of a text without its second copy and facts about it.

    Raises:
        InvalidInputError: there are none, or they are a notice in place of a text.
    """
    lines, copied = part_copy(found.lines, found.body)
    lines, opening = part_opening_data(lines)
    facts = find_facts(found.body) if found.body is not None else []
    stated = [*opening, *(line.para.text for node in facts for line in visible_lines(node))]
    lines, closing = part_closing_data(lines)
    _check_words(root, found.body, [*stated, *(line.para.text for line in lines)], name=name)
    if not lines:
        raise no_article(root, found.body, name=name)
    labels = read_labels(root, found.body, facts)
    for line in stated:
        label, value = find_label(line)
        if label in LABELS:
            labels.setdefault(LABELS[label], value)
    return _Parts(lines, copied, opening, closing, stated, labels)


def _mark_titles(root: Any, found: ArticleText, parts: _Parts, above: Sequence[Line]) -> Titled:
    """Return the paragraphs of a text with its title, a title in another language, and a lead.

    The menu above the text is taken out of its lines.
    """
    labelled = parts.labels.get("title", "") or found.data.title
    title = find_title(root, found.site, labelled=labelled)
    parts.lines, menu = part_menu(parts.lines, title, has_facts=bool(parts.stated))
    title = find_headline(root, above, parts.lines, title)
    titled = mark_titles(free_numbered(parts.lines), title)
    lead = find_lead(root, above, parts.lines, title) if titled.added else []
    other = find_other_title(root, parts.lines, title)
    found.added += [each for each in other if each not in menu]
    found.added += [para.text for para in lead]
    parts.menu = [each for each in menu if each not in other]
    titled.paras[1:1] = [*(Para(each, heading=1) for each in other), *lead]
    return titled


def _find_facts(
    frame: Frame,
    found: ArticleText,
    parts: _Parts,
    above: Sequence[Line],
    titled: Titled,
    url: str,
) -> tuple[dict[str, str], str]:
    """Return title, URL, times and publisher of a page, by their fields in `Document`; its author.

    What the data of a script say of their article counts if the page says nothing.
    """
    by_line = find_by_line(frame.root, found.body, frame.beside)
    below = (line.strip("（()）[]【】") for line in found.left_out)
    sources = filter(LABELLED_SOURCE.match, below)
    by_line = "\n".join([*parts.stated, by_line, *parts.closing, *parts.menu, *sources])
    known = {"title": titled.title}
    known |= _read_publication(frame.root, found.site, parts.labels, by_line, titled.title, url)
    in_data = {"published": find_time(found.data.published), "source": found.data.source}
    known = {key: value for key, value in known.items() if value} | {"url": url}
    known = {key: value for key, value in in_data.items() if value} | known
    opening = next((para.text for para in titled.paras if para.kind != "title"), "")
    source = known.get("source", "")
    by_lines = by_line.splitlines()
    author = find_author(frame, above, found.site, by_lines, opening, source=source)
    return known, author


def _check_words(root: Any, body: Any, lines: Sequence[str], *, name: str) -> None:
    """Check that a page holds an article, and not a notice to its visitor in place of one.

    Raises:
        InvalidInputError: it says that the page is gone, or that programs do not get it, or it asks
            for a password.
    """
    if sum(map(len, lines)) >= SHORT_PAGE:
        return
    title = next((collapse_whitespace(node.text_content()) for node in root.iter("title")), "")
    headings = [visible_text(node) for node in islice(root.iter("h1", "h2"), _MOST_HEADINGS)]
    shown = islice(visible_lines(root, tables=False), _MOST_NOTICE_LINES)
    words = PageWords(title, headings, [line.para.text for line in shown])
    said = find_gone(words) or find_kept_away(words)
    if said is not None and _has_headline(title, headings, lines):
        said = None
    if said := said or _find_login(body, title, headings):
        raise InvalidInputError(
            f"the page holds no article: it says '{shorten(said)}'",
            source=name,
            remedy="open its address in a browser, and save the page that has the text",
        )


def _find_login(body: Any, title: str, headings: Sequence[str]) -> str:
    """Return the name of a page that asks its visitor for a password; empty if it does not.

    The field stands inside the element with the text, and no heading names anything else: one
    beside an article asks nobody who reads that.
    """
    fields = () if body is None else body.iter("input")
    is_asked = any((field.get("type") or "").lower() == "password" for field in fields)
    names = [title] if _LOGIN.fullmatch(title) else headings
    return next(iter(names), "") if is_asked and all(map(_LOGIN.fullmatch, names)) else ""


def _has_headline(head: str, headings: Sequence[str], lines: Sequence[str]) -> bool:
    """Tell whether a page has an article with a name, which its head and a heading give.

    The name of a notice by an authority (公告) may speak of a closed site; that of any other
    article does not. Pages in place of an article have no such name, or no sentence below it.
    """
    for heading in headings:
        is_named = len(heading) >= LEAST_HEADLINE and keep_letters(heading) in keep_letters(head)
        if not is_named or names_site(heading):
            continue
        is_article = _NOTICE.search(heading) is not None or not speaks_of_error(heading)
        if is_article and any(map(count_stops, lines)):
            return True
    return False


def _check_pictures(found: ArticleText, paras: Sequence[Para], root: Any, *, name: str) -> None:
    """Add a warning if an article has much more pictures than text.

    Raises:
        InvalidInputError: it has no text but its title, or but the frame of its page.
    """
    texts = [para.text for para in paras if para.kind != "title"]
    pictures = sum(1 for _ in found.body.iter("img")) if found.body is not None else 0
    is_frame = found.site is UNKNOWN and not any(map(count_stops, texts))
    if pictures and (not texts or (is_frame and pictures >= _MANY_PICTURES)):
        raise no_article(root, found.body, name=name)
    if pictures >= _MANY_PICTURES and sum(map(len, texts)) < _LEAST_FOR_PICTURE * pictures:
        found.warnings.append(
            f"it shows {counted(pictures, 'picture')} and little text; what is written in the "
            "pictures is not read"
        )


def _with_remainder(
    content: PageContent, root: Any, found: ArticleText, comments: list[PageComment]
) -> PageContent:
    """Return the content of a page with all that the page shows, and what of it is left out."""
    by_lines = found.site is UNKNOWN  # its lines outside the article are known one by one
    body = root if by_lines else found.body
    remainder = read_remainder(root, body, found.dropped, comments)
    left_out = [*(LeftOut(line, OUTSIDE) for line in found.outside), *remainder.left_out]
    shown = [*remainder.shown, *_take_out(left_out, found.added)]
    if content.title_added:
        title = content.paras[0].text
        same = next((p for p in left_out if p.reason == OUTSIDE and _equal(p.text, title)), None)
        if same is None:
            shown.append(title)
        else:
            left_out.remove(same)
    return replace(content, left_out=[*content.left_out, *left_out], visible="".join(shown))


def _take_out(left_out: list[LeftOut], lines: Iterable[str]) -> list[str]:
    """Take lines that are read out of the pieces that are left out; return those in no piece."""
    elsewhere = []
    for line in lines:
        n = next((n for n, piece in enumerate(left_out) if line in piece.text), None)
        if n is None:
            elsewhere.append(f"\n{line}\n")
            continue
        piece = left_out.pop(n)
        before, _, behind = piece.text.partition(line)
        parts = (before.strip(), behind.strip())
        left_out[n:n] = [replace(piece, text=part) for part in parts if part]
    return elsewhere


def _equal(text: str, other: str) -> bool:
    """Tell whether two texts have the same letters and digits."""
    return [*filter(str.isalnum, text)] == [*filter(str.isalnum, other)]


def _own_url(root: Any) -> str:
    """Return the URL that a page states as its own; empty if it states none."""
    for node in root.iter("link"):
        target = node.get("href") or ""
        if (node.get("rel") or "").lower() == "canonical" and target.startswith("http"):
            return str(target).strip()
    url = meta_content(root, "og:url")
    return url if url.startswith("http") else ""


def _read_publication(
    root: Any, site: Site, labels: dict[str, str], by_line: str, title: str, url: str
) -> dict[str, str]:
    """Return when and by whom a page was published, under `published`, `updated` and `source`."""
    return {
        "published": find_published(
            root,
            site,
            released=labels.get("released", ""),
            by_line=by_line,
            title=title,
            url=url,
        ),
        "updated": find_updated(root, site),
        "source": find_source(root, site, by_line=by_line, labelled=labels.get("source", "")),
    }


def _describe_links(links: ArticleLinks) -> dict[str, Any]:
    """Return the attachments of the article on a page, and its further pages if it has any."""
    attachments = [
        {"title": collapse_whitespace(each.title), "url": each.url} for each in links.attachments
    ]
    pages = {"pages": list(links.pages)} if links.pages else {}
    return {"attachments": attachments} | pages


def _describe(
    root: Any, found: ArticleText, labels: dict[str, str], paras: list[Para]
) -> dict[str, Any]:
    """Return the facts about a page that have no field in `Document`, for `Document.meta`."""
    meta: dict[str, Any] = {"format": "html", "template": found.site.name}
    if shown := first_time(root, found.site.shown):
        meta["shown"] = shown
    if generated := find_generated(root):
        meta["generated"] = generated
    said = dict(labels)
    for key in ("written", "released"):
        if time := find_labelled_time(said.get(key, "")):
            said[key] = day_of(time)
    if not said.get("document_number"):
        short = (para.text for para in paras[:_OPENING_LINES])
        opening = takewhile(lambda text: len(text) < _OPENING_CHARACTERS, short)
        said["document_number"] = find_document_number("\n".join(opening))
    meta |= {key: value for key, value in said.items() if key not in ("title", "source") and value}
    return meta
