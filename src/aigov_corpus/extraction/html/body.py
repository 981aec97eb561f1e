"""Choose the element of a page that holds the article, and the lines in it that are its text.

The *body* is that element, not `<body>`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain, dropwhile, islice, pairwise
from typing import Any
from urllib.parse import urlsplit

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.boxes import (
    LEAST_LINKS,
    REQUEST,
    SENTENCE_CHARACTERS,
    find_beside_posts,
    find_boxes,
    find_turns,
    is_link,
)
from aigov_corpus.extraction.html.cross_check import NOISE_LINE
from aigov_corpus.extraction.html.labels import find_facts, find_label
from aigov_corpus.extraction.html.lines import (
    SENTENCE_ENDS,
    Line,
    visible_lines,
    visible_text,
)
from aigov_corpus.extraction.html.selectors import select
from aigov_corpus.extraction.html.sites import ENDINGS, SITES, UNKNOWN, Site
from aigov_corpus.extraction.structure.lines import CONTENTS_LABEL, without_spaces
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.scripts import weigh_languages

DENSEST = replace(UNKNOWN, name="densest")
"""The site to use for a page that fits none, if the body is the element with the most text."""

_ENDING = re.compile(ENDINGS, re.IGNORECASE)
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]")
_LIST_NUMBER = re.compile(r"\d[\d.]*\s+")
"""The number before a heading in a list of contents: `2.1 Use`."""
_LINK_TO_MORE = re.compile(
    r"^(?:点击|进入|查看|下载|更多|Click|Read more|(?:Back|Return) to\b)|(?:>>|》》|更多)$",
    re.IGNORECASE,
)
_TO_READ = re.compile(
    r"(?:Also read|Read (?:also|more|next)|See also|Related"
    r"|(?:延伸|相关|更多|推荐)(?:阅读|新闻|报道|链接|文章))\s*[:：]",
    re.IGNORECASE,
)
"""The beginning of a line with a link to another article."""

_CLOSING = re.compile(
    r"[\[【（(]?\s*(?:(?:文章|信息|稿件|图片)?来源|Source|Tags?|Keywords"
    r"|(?:文章|本文)?(?:关键[词字]|關鍵[詞字]|标签|標籤))(?:\s*[:：]|\s+[-–—]\s).{1,80}"
    r"|(?:the )?end",
    re.IGNORECASE,
)
"""A line below the last sentence that says where the text is from, how it is filed, or that it
ends."""

NOTICE = re.compile(
    r"[\[【]?(?:(?:版权|免责|特别|平台|网站|广告)声明(?:[】\]]|\s*(?:[:：]|$|本|凡))|声明\s*[:：]\s*(?:本[网站文]|凡))"
    r"|凡本网站?注明|本网站所刊载"
    r"|(?:该|本)文(?:章)?观点(?:仅|只)代表作者"
    r"|[©\s]*本?文?(?:著作权|版权)归(?:原?作者|本站)[^。]{0,8}所有"
    r"|未经[^。]{0,10}(?:授权|允许|许可)[^。]{0,8}(?:禁止|不得)(?:使用。?$|[^。]{0,8}(?:转载|摘编|镜像))"
)
_CLOSING_LINES = 8
"""Lines at the end of a page's body of which one may say who may copy it."""

_OF_SITES = (
    "script", "nav", "header", "footer", "aside", "form", "button", "input", "iframe", "main",
    "article",
)  # fmt: skip
"""Elements that pages of a site have around their article."""

_MOST_LINES_BELOW_ENDING = 15
"""Maximum lines that may follow a heading such as 相关链接 or `Related News` if it ends the text.

In a long text it may be followed by up to half of all lines.
"""

_MOST_LINKED_LINES = 1
"""Maximum lines with nothing but links on a page that holds an article alone."""

_LEAST_COPY_LETTERS = 60
_LEAST_OF_COPY = 0.4
"""Fewest letters of each of two copies of a text, and their smallest share of all letters."""

_LONGEST_SUBJECT = 16
_LONGEST_CHINESE_SUBJECT = 6
"""Most characters of the name of a subject, also in Chinese."""

_MOST_ATTACHED = 200
"""Most attachments looked for below a text, and most lines at its end that may list them."""

_MOST_BESIDE_ATTACHMENT = 12
"""Most letters beside the name of an attachment in a line: 附件1, its size, how often read."""

_LINES_TO_CAPTION = 2
"""Maximum number of lines between a caption and the same caption again."""

_LEAST_CAPTION_LETTERS = 4
"""Minimum number of characters of a caption that is left out where it stands again."""


@dataclass
class BodyLines:
    """The lines of a page's body, text and other lines apart."""

    kept: list[Line] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Lines that are not text: names of editors, buttons, links to other articles."""
    listed: list[str] = field(default_factory=list)
    """Those of them that are items of lists amid the text, and links to other pages."""
    repeated: list[str] = field(default_factory=list)
    """Captions that stand twice."""
    dropped: frozenset[Any] = frozenset()
    """Elements inside the body that its lines do without (`find_dropped`)."""


def choose_site(root: Any, url: str) -> tuple[Site, Any]:
    """Return the first site of the table that fits a page, and the element that holds the article.

    Sites with the host of the URL are tried first, and then those that have a fingerprint on the
    page. A site fits if one of its body selectors finds text. If none fits, the result is `UNKNOWN`
    and None.
    """
    host = _host(url)
    by_host = (
        site for site in SITES if any(f".{host}".endswith(f".{known}") for known in site.hosts)
    )
    by_fingerprint = (
        site for site in SITES if any(select(root, mark) for mark in site.fingerprints)
    )
    for site in chain(by_host, by_fingerprint):
        body = _find_body(root, site)
        if body is not None:
            return site, body
    return UNKNOWN, None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _find_body(root: Any, site: Site) -> Any:
    """Return the element that holds the article on a page of a site; None if there is none.

    The first body selector that finds text decides. If it matches several elements, the one with
    the longest text is taken.
    """
    for selector in site.body:
        nodes = [(len(visible_text(node)), node) for node in select(root, selector)]
        size, node = max(nodes, key=lambda sized: sized[0], default=(0, None))
        if size:
            return node
    return None


def is_only_text(root: Any, body: Any, *, named: Collection[Any]) -> bool:
    """Tell whether a page has nothing but its article, as programs for writing save one.

    Such a page has no scripts and menus, and no links outside of the element with most of its text.

    Args:
        root: the page.
        body: the element with most of its text.
        named: elements with a usual name of those that hold the article on pages of sites.
    """
    if named or any(next(root.iter(name), None) is not None for name in _OF_SITES):
        return False
    links = (link for link in root.iter("a") if link.get("href"))
    if not all(_leads_to_place(link) or body in link.iterancestors() for link in links):
        return False
    menu = (line for line in visible_lines(root) if is_link(line) and "//" not in line.typed)
    return sum(1 for _ in islice(menu, _MOST_LINKED_LINES + 1)) <= _MOST_LINKED_LINES


def _leads_to_place(link: Any) -> bool:
    return bool(link.get("href").startswith(("#", "mailto:")))


def read_body(body: Any, site: Site) -> BodyLines:
    """Return the lines of a page's body: those that are text, and those that are not.

    Args:
        body: the element that holds the article.
        site: the site, whose `drop` selectors name elements to leave out.
    """
    found = BodyLines(dropped=find_dropped(body, site))
    lines = list(visible_lines(body, dropped=found.dropped))
    end = _find_ending(lines)
    last = _find_last_sentence(lines[:end])
    in_box = in_list = False
    labels = Counter(find_label(line.typed)[0] for line in lines[:end] if is_link(line))
    headings = {keep_letters(line.typed) for line in lines if line.para.heading}
    for n, line in enumerate(lines[:end]):
        is_menu = n > last and (line.is_menu or _CLOSING.fullmatch(line.typed) is not None)
        is_menu = is_menu or (n >= end - _CLOSING_LINES and bool(NOTICE.match(line.typed)))
        is_head = _ENDING.fullmatch(line.typed) is not None
        below = lines[n + 1] if n + 1 < end else None
        in_box = (in_box and is_link(line)) or (
            is_head and below is not None and (is_link(below) or _leads_elsewhere(below))
        )
        label = find_label(line.typed)[0]
        is_menu = is_menu or (
            label != "" and "//" not in line.typed and is_link(line) and labels[label] > 1
        )
        is_menu = is_menu or _leads_to_heading(line, headings)
        is_listed = line.para.kind == "item" and is_link(line) and not (is_menu or in_box)
        in_list = is_listed and (in_list or n < last or _introduces(lines[n - 1]))
        if in_list and _leads_elsewhere(line):
            found.listed.append(line.para.text)
        if is_menu or in_box or _leads_elsewhere(line) or _is_noise(line):
            found.left_out.append(line.para.text)
        elif (same := _find_same_caption(line, found.kept)) is not None:
            found.repeated.append(line.para.text)
            caption = replace(found.kept[same].para, kind="paragraph", heading=0)
            found.kept[same] = replace(found.kept[same], para=caption)
        else:
            found.kept.append(line)
    found.left_out += [line.para.text for line in lines[end:]]
    return _without_empty_headings(found, lines)


def _introduces(line: Line) -> bool:
    """Tell whether a line is a heading or a label, below which a list of the text may stand."""
    return line.para.heading > 0 or line.typed.endswith((":", "："))


def _is_contents(line: Line) -> bool:
    """Tell whether a line is the label of a list of contents: 目录."""
    return CONTENTS_LABEL.fullmatch(without_spaces(line.para.text)) is not None


def _without_empty_headings(found: BodyLines, lines: Sequence[Line]) -> BodyLines:
    """Return the lines of a body; headings below which all lines are left out are left out, too.

    One with a list of contents below it may be that of the sections which the list names.
    """
    kept = {id(line.para) for line in found.kept}
    shown = [line for line in lines if id(line.para) in kept]
    below = {id(above.para): line for above, line in pairwise(lines)}
    empty: set[int] = set()
    for n, line in enumerate(shown):
        after = shown[n + 1] if n + 1 < len(shown) else None
        level = line.para.heading
        next_line = below.get(id(line.para))
        is_last = after is None or 0 < after.para.heading <= level
        is_named = next_line is not None and next_line.places and not _is_contents(line)
        if next_line is None or id(next_line.para) in kept or is_named:
            continue
        if (level and is_last) or _is_contents(line):
            empty.add(id(line.para))
            found.left_out.append(line.para.text)
    found.kept = [line for line in found.kept if id(line.para) not in empty]
    return found


def part_copy(lines: list[Line], body: Any) -> tuple[list[Line], list[str]]:
    """Return the lines of a text without its second copy, and the texts of that.

    Some pages hold their article twice, for wide and for narrow screens.

    Args:
        lines: the lines of the text.
        body: the element that holds them; None if there is none.
    """
    copy = _find_copy(body) if body is not None else None
    texts = [line.para.text for line in visible_lines(copy)] if copy is not None else []
    whole = [line.para.text for line in lines]
    for begin in range(len(lines) - len(texts), 0, -1) if texts else ():
        ends = whole[begin], whole[begin + len(texts) - 1]
        if ends == (texts[0], texts[-1]) and whole[begin : begin + len(texts)] == texts:
            return lines[:begin] + lines[begin + len(texts) :], texts
    return lines, []


def _find_copy(body: Any) -> Any:
    """Return the second of two elements of one kind with most of a body's text; None without one.

    All letters of the two are the same.
    """
    letters: dict[Any, int] = {}
    for node in reversed(list(body.iter())):
        own = "".join(text or "" for text in (node.text, *(each.tail for each in node)))
        letters[node] = len(keep_letters(own)) + sum(letters[each] for each in node)
    least = max(_LEAST_COPY_LETTERS, _LEAST_OF_COPY * letters[body])
    large: dict[Any, Any] = {}
    for node in body.iter("div", "section", "article", "td", "main"):
        if letters[node] >= least and 2 * letters[node] <= letters[body]:
            first = large.setdefault((node.tag, letters[node]), node)
            is_same = first is not node and first not in node.iterancestors()
            if is_same and keep_letters(visible_text(first)) == keep_letters(visible_text(node)):
                return node
    return None


def find_attached(
    root: Any, body: Any, above: int, lines: list[Line], titles: list[str]
) -> list[str]:
    """Return the lines below the element with the text that name attachments, as links to them.

    Those that the end of the text lists, too, are not returned.

    Args:
        root: the page.
        body: the element that holds the article; None if there is none.
        above: how many lines stand above it.
        lines: the lines of the text.
        titles: the texts of the links to attachments.
    """
    wanted = [letters for letters in map(keep_letters, titles[:_MOST_ATTACHED]) if letters]
    if body is None or not wanted:
        return []
    read = [keep_letters(line.para.text) for line in lines[-_MOST_ATTACHED:]]
    below = islice(visible_lines(root, dropped=frozenset([body]), tables=False), above, None)
    found: list[str] = []
    for line in below:
        own = keep_letters(line.para.text)
        held = sum(len(each) for each in wanted if each in own)
        if held and len(own) - held <= _MOST_BESIDE_ATTACHMENT and not _is_listed(own, read):
            found.append(line.para.text)
            read.append(own)
    return found


def _is_listed(name: str, lines: list[str]) -> bool:
    """Tell whether one of the lines is the name of an attachment with little beside it."""
    longest = len(name) + _MOST_BESIDE_ATTACHMENT
    return any(len(line) <= longest and name in line for line in lines)


def find_dropped(body: Any, site: Site) -> frozenset[Any]:
    """Return the elements inside a page's body that its site's rules leave out."""
    named = (node for selector in site.drop for node in select(body, selector))
    asides = (find_facts(body), find_boxes(body), find_beside_posts(body), find_turns(body))
    return frozenset(chain(named, *asides))


def _find_last_sentence(lines: list[Line]) -> int:
    """Return the index of the last line with a sentence; the number of lines if there is none."""
    for n in reversed(range(len(lines))):
        text = lines[n].para.text
        if text.endswith(SENTENCE_ENDS) or len(text) >= SENTENCE_CHARACTERS:
            return n
    return len(lines)


def _find_same_caption(line: Line, kept: list[Line]) -> int | None:
    """Return the index of the line just above that a caption repeats; None if there is none.

    One of the two lines is a caption by its element, or stands by a picture. If both stand by
    pictures, with a line between, they are labels of two boxes: “Note”.
    """
    text = line.para.text
    if len(text) < _LEAST_CAPTION_LETTERS:
        return None
    for n in range(len(kept) - 1, max(-1, len(kept) - 1 - _LINES_TO_CAPTION), -1):
        pictured = line.by_picture + kept[n].by_picture
        if kept[n].para.text == text and pictured and (pictured == 1 or n == len(kept) - 1):
            return n
    return None


def _find_ending(lines: list[Line]) -> int:
    """Return the index of the heading above links to other articles.

    If there is no such heading, the result is the number of lines.
    """
    # Below a box amid the text, with links to other articles, the text goes on.
    most_below = max(_MOST_LINES_BELOW_ENDING, len(lines) / 2)
    for n, line in enumerate(lines):
        if n > 0 and len(lines) - n < most_below and _ENDING.fullmatch(line.para.text):
            below = lines[n + 1 :]
            behind = list(dropwhile(is_link, below))
            if len(behind) < len(below) and _goes_on(behind):
                continue
            sentences = sum(each.is_sentence for each in below)
            links = sum(each.linked for each in below)
            # A single link is a box amid the text, if a sentence follows it.
            if sentences <= (links if links > 1 else 0):
                return n
    return _find_subjects(lines)


def _goes_on(lines: Sequence[Line]) -> bool:
    """Tell whether a text goes on with lines: one is a long sentence, and none a link to a page.

    Who may copy the page, and what it asks of its readers, is no text.
    """
    return not any(map(is_link, lines)) and any(
        line.is_sentence
        and max(weigh_languages(line.para.text)) >= SENTENCE_CHARACTERS
        and not (NOTICE.match(line.typed) or _is_noise(line))
        for line in lines
    )


def _find_subjects(lines: Sequence[Line]) -> int:
    """Return the index of the first of the links with which the subjects of a text end it.

    What stands below a heading or a label is a list of the text: the members of a committee.
    """
    first = len(lines)
    while first > 0 and _is_subject(lines[first - 1]):
        first -= 1
    if len(lines) - first < LEAST_LINKS or not any(line.is_sentence for line in lines[:first]):
        return len(lines)
    above = lines[first - 1]
    return len(lines) if above.linked or _introduces(above) else first


def _is_subject(line: Line) -> bool:
    """Tell whether a line may be the name of a subject: a short link that is no part of a text."""
    text = line.para.text
    longest = _LONGEST_SUBJECT if text.isascii() else _LONGEST_CHINESE_SUBJECT
    is_part = line.para.heading or line.para.kind == "item" or _NUMBERED.match(text)
    is_link = line.linked and line.links + line.places > 0
    return is_link and len(text) <= longest and not is_part and "." not in text


def _is_noise(line: Line) -> bool:
    """Tell whether a line is no text at any place; a numbered item may be a step, not a request."""
    is_step = line.number != "" and REQUEST.fullmatch(line.typed) is not None
    return NOISE_LINE.fullmatch(line.typed) is not None and not is_step


def _leads_to_heading(line: Line, headings: Set[str]) -> bool:
    """Tell whether a line is a link to a heading of the text, as those of its contents are."""
    is_link = line.linked and line.links + line.places > 0 and not line.para.heading
    return is_link and not headings.isdisjoint(
        map(keep_letters, (line.typed, _LIST_NUMBER.sub("", line.typed, count=1)))
    )


def _leads_elsewhere(line: Line) -> bool:
    """Tell whether a line is a link to another page and not part of the text.

    So is an item of a list of contents; one that links to a file names an attachment.
    """
    text = line.typed
    if line.links and _TO_READ.match(text) and not text.endswith(SENTENCE_ENDS):
        return True
    if not line.linked or _NUMBERED.match(text):
        return False
    is_item = line.para.kind == "item" and line.links + line.places > 0
    return is_item or _LINK_TO_MORE.search(text) is not None
