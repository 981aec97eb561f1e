"""A web page to its paragraphs and what it says of itself, by the table of sites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, takewhile
from typing import Any
from urllib.parse import urljoin, urlsplit

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.html.dates import date_in_address, find_time, without_times
from aigov_corpus.extraction.html.dom import Seen, clean, is_silent, text_of, visible_lines
from aigov_corpus.extraction.html.sites import ENDINGS, NOISE, SITES, UNKNOWN, Site
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.scripts import HAN, detect_language

_DENSEST = replace(UNKNOWN, name="densest")
_HTML = re.compile(
    r"<(?:!doctype|html|head|body|div|table|p|article|section|meta|span|td|h[1-6])\b", re.IGNORECASE
)
_CLOSING = re.compile(r"</\s*(?:html|body)\s*>", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_NOISE = re.compile("|".join(f"(?:{pattern})" for pattern in NOISE), re.IGNORECASE)
_ENDING = re.compile(ENDINGS, re.IGNORECASE)
_LABELS = {
    "发文字号": "document_number", "文号": "document_number", "文件编号": "document_number",
    "发文机关": "issuer", "发布机构": "issuer", "发文单位": "issuer", "发布机关": "issuer",
    "制定机关": "issuer", "成文日期": "written", "生成日期": "written", "发布日期": "released",
    "发文日期": "released", "发布时间": "released", "索引号": "index_number", "主题分类": "category",
    "印发日期": "written", "成文时间": "written", "公布日期": "released", "公开日期": "released",
    "文件字号": "document_number", "发布文号": "document_number",
    "主题词": "keywords", "标题": "title", "名称": "title", "公文种类": "type", "有效性": "validity",
    "信息来源": "source", "来源": "source",
}  # fmt: skip
_INLINE = ("b", "strong", "em", "i", "span", "font")
_TEXTUAL = frozenset(("p", "br", "div", "td", "font", "span", "section", "article"))
_HOLDERS = frozenset(("table", "tr", "td", "th", "ul", "ol", "li", "p", "div", "dl", "dt", "dd"))
_LABEL = re.compile(r"^(?:[\[【]([^\]】]{2,10})[\]】]|([^:：]{2,10})[:：])\s*(.*)$", re.DOTALL)
_NUMBER = re.compile(
    rf"[{HAN}]{{2,12}}(?:[〔\[［（(]\s*\d{{4}}\s*[〕\]］）)]|\d{{4}}年第)\s*(?:第)?\d+\s*号"
)
_SOURCE = re.compile(
    rf"(?:^|(?<![{HAN}])|稿件|文章|新闻|信息)来\s*源\s*[:：]\s*"
    r"([A-Z][\w.&'-]*(?:\s[A-Z][\w.&'-]*)*|[^\s【|（(]+(?:\s?[－-]\s?[^\s\d【|]+)?)"
)
_ATTACHMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|wps|et|pptx?|ofd|zip|rar|7z)(?:[?#]|$)", re.IGNORECASE
)
_PAGES = re.compile(r"createPageHTML\(\s*(\d+)")
_TITLE_PARTS = re.compile(
    r"\s*(?:_+|--+|\s[-–—|]\s|\|"
    r"|-\s*(?=[^-]{1,25}(?:网|网站|平台|政府|部|委员会|办公室|局|厅)$|(?:Xinhua|[\w.]+\.(?:com|cn|org))$))\s*"
)
_DATE_LINE = re.compile(
    r"\W*(?:(?:last )?updated|posted|published|released|date|by|time|发布|日期|时间|更新|\d)",
    re.IGNORECASE,
)
_ORDER = re.compile(rf"([{HAN}、]{{2,40}}(?:令|公告))[（(]?(第[\d一二三四五六七八九十百零〇]+号)")
_DATED = re.compile(r"\s*(?:19|20)\d\d[-年/.].*$")
# Updated: Mar 17,2016 9:26 AM  Xinhua; By NAME (Xinhua) 08:30, July 27, 2025
_LATIN_SOURCE = re.compile(
    r"(?!By |Print|Share|Font|Comments?\b|Editor)([A-Z][\w.&' -]{2,38}|[a-z.]+\.(?:cn|com|org))"
    r"|(?:By .{3,60})?\(([A-Z][\w.&' -]{2,38}|[a-z.]+\.(?:cn|com|org))\)",
    re.ASCII,
)
_SPACE = re.compile(r"[\s\u3000]+")
_TITLE_WITHIN = 30  # lines: an instrument's title may follow its promulgation order
_MOST_TITLE_LINES = 6
_ANY_TITLE = ("h2", "h3", "[class*='title']", "[id*='title']")  # only what the page's head repeats
_MOST_DIFFERENCE = 0.1
_MORE_PROSE = 1.5
_MOST_BY_LINE = 160
_MOST_BESIDE_TIME = 60
_TIMES = ("时间", "日期", "ed")  # of labels: 发布时间, Updated
_MIDNIGHT = "T00:00:00+08:00"
_MOST_COMPARED = 2_000_000


@dataclass
class Page:
    """What a page says: its paragraphs, and the fields of a Document it names."""

    paras: list[Para]
    known: dict[str, str]
    meta: dict[str, Any] = field(default_factory=dict)
    title_added: bool = False
    """Whether the first paragraph is a title that does not stand in the page's text."""


def is_html(text: str) -> bool:
    """Whether a text is a page or a fragment of one."""
    return _HTML.search(text[:20_000]) is not None and text.count("<") > 2


def read_page(text: str, *, name: str, url: str = "") -> Page:
    """Return the paragraphs and fields of a page.

    Raises:
        InvalidInputError: no text is found in it.
    """
    # A stray </html> or a second </body> must not end the page, for no parser: text follows them.
    text = _CLOSING.sub(" ", _XML_HEAD.sub("", text))
    root = _parse(text, name)
    url = url or _own_address(root)
    site, body = _choose(root, url)
    warnings: list[str] = []
    if body is None:
        site, body = _DENSEST, _densest(root)
    seen, left_out = _body_lines(body, site) if body is not None else ([], [])
    ours, other = _joined(seen), _general_text(text)
    if site.name == "densest" and _prose(other) > _MORE_PROSE * _prose(ours):
        site, left_out = UNKNOWN, []
        seen = [Seen(Para(clean(line))) for line in other.splitlines() if clean(line)]
    elif other and (share := _difference(_words(ours), _words(other))) > _MOST_DIFFERENCE:
        warnings.append(
            f"the text differs from a general extractor's by {share:.0%}; look whether all of it is there"
        )
    seen, opening_data = _without_data(seen)
    if not seen:
        raise InvalidInputError(
            f"{name} is a page without text that can be told from its frame: a script may fill it in; save "
            "it as a browser shows it, or save its text (--url helps where there is a rule for the site)"
        )
    fields = _labelled(root, body)
    for line in opening_data:
        label, value = _label(line)
        if label in _LABELS:
            fields.setdefault(_LABELS[label], value)
    left_out = [*opening_data, *left_out]
    shown_title = _title(root, site, fields)
    paras, title, title_added = _with_title(seen, shown_title)
    meta: dict[str, Any] = {"format": "html", "template": site.name}
    by_line = "\n".join([*opening_data, _by_line(root, body)])
    known = {
        "title": title,
        **_times(root, site, fields, url, meta, by_line),
        "source": _source(root, site, fields, by_line),
    }
    opening = "\n".join(
        para.text for para in takewhile(lambda para: len(para.text) < 60, paras[:12])
    )
    if not fields.get("document_number") and (number := _line_number(opening)):
        fields["document_number"] = number
    meta.update(
        {key: value for key, value in fields.items() if key not in ("title", "source") and value}
    )
    meta["attachments"] = _attachments(root, body, url)
    if pages := _pages(root, text, url):
        meta["pages"] = pages
    if left_out:
        meta["dropped"] = left_out
    meta["warnings"] = warnings
    known = {key: value for key, value in known.items() if value} | {"url": url}
    return Page(paras, known, meta, title_added)


def _parse(text: str, name: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, recover=True
    )
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InvalidInputError(
            f"{name} cannot be read as a page: {error}; save it again"
        ) from error
    return root


def _select(root: Any, selector: str) -> list[Any]:
    """Elements for a CSS selector, compiled once."""
    return list(_compiled(selector)(root))


_CACHE: dict[str, Any] = {}


def _compiled(selector: str) -> Any:
    if selector not in _CACHE:
        from lxml.cssselect import CSSSelector

        _CACHE[selector] = CSSSelector(selector, translator="html")
    return _CACHE[selector]


def _meta(root: Any, name: str) -> str:
    for node in root.iter("meta"):
        if (
            node.get("name") or node.get("property") or node.get("itemprop") or ""
        ).lower() == name.lower():
            content = clean(node.get("content") or "")
            if content:
                return content
    return ""


def _values(root: Any, selectors: Iterable[str], *, joint: str = " ") -> Iterable[str]:
    """The texts that a list of selectors gives, in order; `meta:NAME` reads a meta element."""
    for selector in selectors:
        if selector.startswith("meta:"):
            if value := _meta(root, selector[5:]):
                yield value
            continue
        for node in _select(root, selector)[:5]:
            if node.tag == "time" and node.get("datetime"):
                yield node.get("datetime")
            if value := text_of(node, joint=joint):
                yield value


def _own_address(root: Any) -> str:
    """The address a saved page gives for itself."""
    for node in root.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and (node.get("href") or "").startswith(
            "http"
        ):
            return str(node.get("href")).strip()
    address = _meta(root, "og:url")
    return address if address.startswith("http") else ""


def _choose(root: Any, url: str) -> tuple[Site, Any]:
    """The first row of the table that fits the address, else the template, and has a body with text."""
    host = _host(url)
    by_host = [
        site for site in SITES if any(f".{host}".endswith(f".{known}") for known in site.hosts)
    ]
    by_template = (site for site in SITES if any(_select(root, mark) for mark in site.fingerprints))
    for site in chain(by_host, by_template):
        if (body := _body(root, site)) is not None:
            return site, body
    return UNKNOWN, None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _body(root: Any, site: Site) -> Any:
    for selector in site.body:
        nodes = [(len(text_of(node)), node) for node in _select(root, selector)]
        size, node = max(nodes, key=lambda pair: pair[0], default=(0, None))
        if size:
            return node
    return None


def _densest(root: Any) -> Any:
    """The element that holds the most text of its own: in paragraphs and between breaks, links aside."""
    weight: Counter[Any] = Counter()
    silent: set[Any] = set()
    for node in root.iter():
        if node.getparent() in silent or is_silent(node):
            silent.add(node)
            continue
        if node.tag not in _TEXTUAL or (
            node.tag in _INLINE and node.getparent().tag in ("p", *_INLINE)
        ):
            continue  # what is inline is counted with what holds it
        own = _own_text(node)
        length = len(_SPACE.sub("", own)) * (3 if detect_language(own) == "zh" else 1)
        if length < 60:
            continue
        parent = node.getparent()
        weight[node] += length // 2
        if parent is not None:
            weight[parent] += length
            if (above := parent.getparent()) is not None:
                weight[above] += length // 2
    short = next((p.getparent() for p in root.iter("p") if p not in silent and text_of(p)), None)
    return max(weight, key=lambda node: weight[node], default=short)


def _own_text(node: Any) -> str:
    """The text of an element and of what is inline in it; not of links and of blocks."""
    parts: list[str] = []
    todo = [node]
    while todo:
        at = todo.pop()
        parts += [at.text or "", *(child.tail or "" for child in at if child.tag != "a")]
        todo += [child for child in at if child.tag in _INLINE]
    return "".join(parts)


def _body_lines(body: Any, site: Site) -> tuple[list[Seen], list[str]]:
    """The body's paragraphs without what is no text, and the lines left out."""
    dropped = frozenset(node for selector in site.drop for node in _select(body, selector))
    kept: list[Seen] = []
    left_out: list[str] = []
    lines = list(visible_lines(body, dropped=dropped))
    for n, line in enumerate(lines):
        text = line.para.text
        if _ENDING.fullmatch(text) and n > 0 and len(lines) - n < max(15, len(lines) / 2):
            left_out += [rest.para.text for rest in lines[n:]]
            break
        link = (
            line.linked
            and (line.para.kind == "item" or _LINK.search(text))
            and not _NUMBERED.match(text)
        )
        if link or _NOISE.fullmatch(text):
            left_out.append(text)
        else:
            kept.append(line)
    return kept, left_out


def _without_data(seen: Sequence[Seen]) -> tuple[list[Seen], list[str]]:
    """Part what a page says of itself above its first sentence (times, 来源, 文号) from its text."""
    kept: list[Seen] = []
    data: list[str] = []
    for n, line in enumerate(seen):
        text = line.para.text
        if len(text) >= _MOST_BY_LINE or text[-1] in "。；.!?！？" or line.para.kind == "table_row":
            return [*kept, *seen[n:]], data
        label, value = _label(text)
        time = find_time(text)
        clock = _tells_hour(time) and len(without_times(text)) < _MOST_BESIDE_TIME
        if (
            (label in _LABELS and value)
            or _SOURCE.match(text)
            or (clock and (not label or label[-2:] in _TIMES))
        ):
            data.append(text)
        else:
            kept.append(line)
    return kept, data


_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]")
_LINK = re.compile(
    r"^(?:点击|进入|查看|下载|更多|Click|Read more)|(?:>>|》》|更多)$", re.IGNORECASE
)


def _with_title(seen: Sequence[Seen], title: str) -> tuple[list[Para], str, bool]:
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
                    para.kind == "title" or _NUMBER.fullmatch(para.text) for para in paras[:start]
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


def _title(root: Any, site: Site, fields: dict[str, str]) -> str:
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
    values = [
        _one_line(value, head)
        for value in _values(root, selectors, joint="\n")
        if 1 < len(value) < 300
    ]
    if not head:
        return next(iter(values), "")
    # A page has other <h1>s: a logo, a menu. The head names the article, and often the site as well.
    wanted = _letters(first)
    exact = [value for value in values if _letters(value) == wanted]
    around = [
        value for value in values if wanted in _letters(value) and len(value) <= 4 * len(first)
    ]
    if exact or around:
        return (exact or around)[0]
    within = [value for value in values if _letters(value) in _letters(head)]
    unsure = {".title", *(["h1"] if len(list(root.iter("h1"))) > 1 else [])}
    own = [selector for selector in site.title if selector not in unsure]
    if (
        not within
        and site not in (UNKNOWN, _DENSEST)
        and (value := next(iter(_values(root, own)), ""))
    ):
        return value  # a head that names the site only
    return max([*within, *([first] if len(first) < len(head) else [])], key=len, default=head)


def _one_line(value: str, head: str) -> str:
    """A heading over several lines as one: as the page's head writes it, else Chinese without blanks."""
    joints = ("", " ") if detect_language(value) == "zh" else (" ",)
    forms = [value.replace("\n", joint) for joint in joints]
    return next((form for form in forms if form in head), forms[0])


def _labelled(root: Any, body: Any) -> dict[str, str]:
    """Meta data that the page writes as `label: value`, in two cells of a table or in one element."""
    inside = set(body.iter()) if body is not None else set()
    fields: dict[str, str] = {}
    for node in root.iter("td", "th", "li", "span", "p", "div", "dt", "strong", "b"):
        if node in inside or any(
            child.tag in _HOLDERS for child in node.iter() if child is not node
        ):
            continue
        text = clean("".join(node.itertext()))
        if len(text) > 200:
            continue
        label, value = _label(text)
        if not label and node.tag in ("td", "th", "dt"):
            label = _bare_label(text)
        if label not in _LABELS or _LABELS[label] in fields:
            continue
        if not value:
            near = node.getnext()
            if near is None and node.tag not in ("td", "th", "li"):
                parent = node.getparent()
                near = (
                    parent.getnext()
                    if parent is not None and parent.tag in ("td", "th", "dt")
                    else None
                )
            value = clean("".join(near.itertext())) if near is not None else ""
            if (
                not value
                or {_label(value)[0], _bare_label(value)} & _LABELS.keys()
                or len(value) > 200
            ):
                continue
        fields[_LABELS[label]] = value
    return fields


def _label(text: str) -> tuple[str, str]:
    found = _LABEL.match(text)
    return (_bare_label(found[1] or found[2]), found[3].strip()) if found else ("", "")


def _bare_label(text: str) -> str:
    return _SPACE.sub("", text).strip("【】[]")


def _times(
    root: Any, site: Site, fields: dict[str, str], url: str, meta: dict[str, Any], by_line: str
) -> dict[str, str]:
    def first(selectors: Sequence[str]) -> str:
        return next((time for value in _values(root, selectors) if (time := find_time(value))), "")

    named = [
        *(find_time(value) for value in _values(root, site.published)),
        find_time(fields.get("released", "")),
        *(find_time(value) for value in _values(root, UNKNOWN.published)),
        find_time(_linked_data(root, "datePublished")),
        find_time(by_line),
        date_in_address(url),
    ]
    published = _finest([time for time in named if time])
    updated = first(site.updated) or find_time(_linked_data(root, "dateModified"))
    for key in ("written", "released"):
        if day := find_time(fields.get(key, "")):
            fields[key] = day[:10]
    if shown := first(site.shown):
        meta["shown"] = shown
    if made := re.search(r"页面生成时间\s*([\d: -]+)", _meta(root, "others")):
        meta["generated"] = find_time(made[1])
    return {"published": published, "updated": updated}


def _linked_data(root: Any, name: str) -> str:
    """A text of the page's JSON-LD, which search engines read."""
    for node in root.iter("script"):
        if "ld+json" in (node.get("type") or "") and (
            found := re.search(rf'"{name}"\s*:\s*"([^"]{{1,300}})"', node.text or "")
        ):
            return found[1]
    return ""


def _tells_hour(time: str) -> bool:
    return bool(time) and not time.endswith(_MIDNIGHT)


def _finest(times: Sequence[str]) -> str:
    """The first time, or the first of the same day that also tells the hour."""
    first = times[0] if times else ""
    if not first or _tells_hour(first):
        return first
    return next((time for time in times if time[:10] == first[:10] and time != first), first)


def _source(root: Any, site: Site, fields: dict[str, str], by_line: str) -> str:
    for value in _values(root, dict.fromkeys([*site.source, *UNKNOWN.source])):
        if found := _SOURCE.search(value):
            return _DATED.sub("", found[1]).strip("：: ")
        if len(value) <= 40 and not find_time(value) and not re.search(r"[:：|]|来源", value):
            return value
        if named := _latin_source(value):
            return named
        if " | " in value and find_time(value):  # By NAME | China Daily | Updated: …
            for part in filter(None, map(str.strip, value.split("|"))):
                if not find_time(part) and not part.startswith("By "):
                    return part
    if named := next(filter(None, map(_latin_source, by_line.splitlines())), ""):
        return named
    if found := _SOURCE.search(by_line):
        return _DATED.sub("", found[1]).strip("：: ")
    return fields.get("source", "") or _meta(root, "og:site_name")


def _latin_source(line: str) -> str:
    """Who published, in an English line with a time."""
    found = _LATIN_SOURCE.fullmatch(without_times(line)) if find_time(line) else None
    return (found[1] or found[2]) if found else ""


def _by_line(root: Any, body: Any) -> str:
    """The first short lines of the page with a time of day or 来源, for templates we do not know.

    Failing these, the first that begins as a line with a date does.
    """
    dropped = frozenset() if body is None else frozenset([body])
    timed: list[str] = []
    dated: list[str] = []
    for line in visible_lines(root, dropped=dropped, tables=False):
        text = line.para.text
        if len(text) >= _MOST_BY_LINE:
            continue
        time = find_time(text)
        if _SOURCE.search(text) or _tells_hour(time):
            timed.append(text)
        elif time and _DATE_LINE.match(text):
            dated.append(text)
    return "\n".join(timed[:3] if any(map(find_time, timed[:3])) else [*timed[:3], *dated[:1]])


def _line_number(text: str) -> str:
    for line in text.splitlines():
        if (found := _NUMBER.fullmatch(line.strip(" （）()"))) is not None:
            return found.group()
    found = _ORDER.search(re.sub(r"\s", "", text))  # 国务院令, and below it 第662号
    return "".join(found.groups()) if found else ""


def _attachments(root: Any, body: Any, url: str) -> list[dict[str, str]]:
    """Files that the text links to, or that the page calls its 附件; listed, not followed."""
    inside = set(body.iter("a")) if body is not None else set()
    found: dict[str, str] = {}
    for node in root.iter("a"):
        href = (node.get("href") or "").strip()
        title = clean("".join(node.itertext()))
        if (
            not href
            or not _ATTACHMENT.search(href)
            or href.lower().startswith(("javascript:", "data:"))
        ):
            continue
        above = (
            clean("".join(node.getparent().itertext()))[:200]
            if node.getparent() is not None
            else ""
        )
        if node in inside or "附件" in title + above or _ATTACHMENT.search(title):
            try:
                address = urljoin(url, href)
            except ValueError:
                continue
            found.setdefault(address, title)
    return [{"title": title, "url": address} for address, title in found.items()]


def _pages(root: Any, text: str, url: str) -> list[str] | int:
    """The addresses of an article's further pages, or their number where only a script knows them."""
    found: list[str] = []
    for selector in (
        "#pagination a",
        ".zdfy a",
        "#div_currpage a",
        ".page-wrap a",
        ".pageinfo a",
        "#selectpage a",
    ):
        for node in _select(root, selector):
            href = (node.get("href") or "").strip()
            if (
                href
                and not href.startswith(("#", "javascript:"))
                and clean(node.text_content()).isdecimal()
            ):
                try:
                    found.append(urljoin(url, href))
                except ValueError:
                    continue
    if found:
        return list(dict.fromkeys(found))
    count = _PAGES.search(text)
    return int(count[1][:4]) if count and int(count[1][:4]) > 1 else 0


def _general_text(text: str) -> str:
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


def _joined(seen: Iterable[Seen]) -> str:
    return "\n".join(line.para.text for line in seen)


def _prose(text: str) -> int:
    """How much of a text is sentences rather than menus: its commas and stops."""
    return len(re.findall(r"[，。；、！？]|[,.;!?](?=\s|$)", text))


def _words(text: str) -> Counter[str]:
    """A text as a bag: each Chinese character, each word of other scripts."""
    return Counter(re.findall(rf"[{HAN}]|[^\W_{HAN}]+", text.lower()))


def _difference(ours: Counter[str], other: Counter[str]) -> float:
    """One minus the F1 of two bags of words."""
    total = sum(ours.values()) + sum(other.values())
    return 1 - 2 * sum((ours & other).values()) / total if total else 0.0
