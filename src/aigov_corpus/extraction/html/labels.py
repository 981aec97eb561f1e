"""Facts that a page states about its text: values after labels, and the document number."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.lines import measure_texts, visible_lines
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.text.equivalents import restore_radicals
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.scripts import HAN

LABELS = {
    "发文字号": "document_number", "文号": "document_number", "文件编号": "document_number",
    "文件字号": "document_number", "发布文号": "document_number",
    "发文机关": "issuer", "发布机构": "issuer", "发文单位": "issuer", "发布机关": "issuer",
    "制定机关": "issuer",
    "成文日期": "written", "成文时间": "written", "生成日期": "written", "印发日期": "written",
    "发布日期": "released", "发布时间": "released", "发文日期": "released", "公布日期": "released",
    "公开日期": "released",
    "索引号": "index_number", "主题分类": "category",
    "主题词": "keywords", "标题": "title", "名称": "title",
    "公文种类": "type", "有效性": "validity",
    "信息来源": "source", "来源": "source", "文章来源": "source", "稿件来源": "source",
    "信息名称": "title", "文件名称": "title", "信息索引": "index_number", "发文机构": "issuer",
    "信息类别": "category", "时效性": "validity",
    "發文字號": "document_number", "發文機關": "issuer", "發布機關": "issuer", "法規名稱": "title",
    "發布日期": "released", "發佈日期": "released", "公告日期": "released", "修正日期": "released",
    "刊登日期": "released", "发表于": "released", "发布于": "released", "创建于": "released",
    "信件编号": "index_number", "来信时间": "written", "办理单位": "issuer", "答复单位": "issuer",
    "回复单位": "issuer", "答复时间": "released", "回复时间": "released",
    "發布單位": "issuer", "發佈單位": "issuer", "發布時間": "released", "發佈時間": "released",
    "資料來源": "source", "來源": "source", "新聞來源": "source",
}  # fmt: skip
"""Labels on pages, each with the key in `Document.meta` that holds its value."""

_OTHER_LABELS = frozenset(
    ("published", "publishedon", "lastupdated", "updated", "posted", "releasedate", "releasedon",
     "publicationdate", "author", "authors", "from", "source", "hits", "views",
     "作者", "本文作者", "文章作者",
     "更新于", "更新日期", "更新時間", "更新时间", "點閱數", "點閱次數", "瀏覽次數", "浏览次数",
     "链接", "本文链接", "文章链接", "原文链接", "版权声明", "许可协议")
)  # fmt: skip
"""Labels whose values are not kept by them, in lower case and without blanks."""

_ANY_LABEL = re.compile("|".join(sorted(LABELS.keys() | _OTHER_LABELS, key=len)))
_HOLDERS = frozenset(("table", "tr", "td", "th", "ul", "ol", "li", "p", "div", "dl", "dt", "dd"))
_LISTS = ("dl", "table", "ul", "ol")
_CELLS = ("td", "th", "dt")
_LABEL = re.compile(r"^(?:[\[【]([^\]】]{2,10})[\]】]|([^:：]{2,10})[:：])\s*(.*)$", re.DOTALL)
_WHITE_SPACE = re.compile(r"[\s\u3000]+")
_NUMBER = re.compile(
    rf"[{HAN}]{{2,12}}(?:[〔\[［（(]\s*\d{{4}}\s*[〕\]］）)]|\d{{4}}年第)\s*(?:第)?\d+\s*号"
)
_ORDER = re.compile(rf"([{HAN}、]{{2,40}}(?:令|公告))[（(]?(第[\d一二三四五六七八九十百零〇]+号)")

_LEAST_FACTS = 2
"""Fewest labels that we know in a list or table that only states facts about a text."""

_LONGEST_FACTS = 5_000
"""Characters, with blanks, of the longest list or table that may only state facts."""

_MOST_CHARACTERS = 200
"""Maximum characters of a value, and of a label with its value; longer texts are prose."""


def find_label(text: str) -> tuple[str, str]:
    """Return label and value of `label: value` or `[label] value`; both are empty if it is neither.

    The label is returned without white space and brackets. The value may be empty.
    """
    found = _LABEL.match(text)
    if found is None:
        return "", ""
    return _bare_label(found[1] or found[2]), found[3].strip()


def _bare_label(text: str) -> str:
    return _WHITE_SPACE.sub("", text).strip("【】[]")


def read_labels(root: Any, body: Any, facts: Iterable[Any]) -> dict[str, str]:
    """Return the values that a page gives after labels, by the keys in `LABELS`.

    Only the first value for each key counts. Label and value stand in one element, or in two
    elements or table cells that follow each other.

    Args:
        root: the page.
        body: the element that holds the article, in which no labels are read; None if there is
            none.
        facts: the elements inside it in which they are (`find_facts`).
    """
    inside = set(body.iter()) if body is not None else set()
    for node in facts:
        inside.difference_update(node.iter())
    found: dict[str, str] = {}
    for node in root.iter("td", "th", "li", "span", "em", "p", "div", "dt", "strong", "b"):
        if node in inside or _holds_blocks(node):
            continue
        text = collapse_whitespace("".join(node.itertext()))
        if len(text) > _MOST_CHARACTERS:
            continue
        label, value = find_label(text)
        if not label and node.tag in _CELLS:
            label = _bare_label(text)
        key = LABELS.get(label)
        if key is None or key in found:
            continue
        if value := value or _value_beside(node):
            found[key] = value
    return found


def find_facts(body: Any) -> list[Any]:
    """Return the lists and tables inside a body that only state facts about the text.

    At least half of each is labels that we know with their values: 索引号, 发布日期, `Published`.
    Those that hold other lists or tables lay out a page.
    """
    sizes = measure_texts(body)
    return [
        node
        for node in body.iter(*_LISTS)
        if sizes[node] <= _LONGEST_FACTS
        and next(node.iterdescendants(*_LISTS), None) is None
        and _states_facts(node)
    ]


def _states_facts(node: Any) -> bool:
    """Tell whether a list or table only states facts about a text; a catalogue of texts does not.

    The names of a catalogue's columns are labels side by side, without values, and a list of
    several texts has each label again. One of the values has a digit, such as a date; words alone
    are definitions: 来源 信息的出处.
    """
    if not _may_state_facts(node):
        return False
    lines: list[str] = []
    for line in visible_lines(node, tables=False):
        if len(line.para.text) > _MOST_CHARACTERS:
            return False
        lines.append(line.para.text)
    known: list[str] = []
    values: list[str] = []
    covered = 0
    alone: list[bool] = []
    for text, below in zip(lines, [*lines[1:], ""], strict=True):
        label, value = find_label(text)
        name = label or _bare_label(text)
        alone.append(_is_known(name) and not label)
        if _is_known(name):
            known.append(name)
            values.append(value or below)
            covered += 1 if value else 2
    is_catalogue = any(map(all, pairwise(alone))) or len(known) >= 2 * len(set(known))
    has_figure = any(map(str.isdigit, "".join(values)))
    return (
        len(known) >= _LEAST_FACTS and 2 * covered >= len(lines) and has_figure and not is_catalogue
    )


def _may_state_facts(node: Any) -> bool:
    """Tell whether labels that we know stand anywhere in an element, a fast test."""
    text = restore_radicals("".join(node.itertext()))
    return "&" in text or len(_ANY_LABEL.findall(keep_letters(text))) >= _LEAST_FACTS


def is_label(text: str) -> bool:
    """Tell whether a text is nothing but a label that we know, with or without a colon."""
    return _is_known(_bare_label(text).rstrip(":："))


def _is_known(label: str) -> bool:
    return label in LABELS or label.lower() in _OTHER_LABELS


def _holds_blocks(node: Any) -> bool:
    """Tell whether an element contains other blocks of text, which are read on their own."""
    return any(inner.tag in _HOLDERS for inner in node.iter() if inner is not node)


def _value_beside(node: Any) -> str:
    """Return the text of the next element or table cell; empty if that text is itself a label."""
    beside = node.getnext()
    if beside is None and node.tag not in ("td", "th", "li"):
        parent = node.getparent()
        beside = parent.getnext() if parent is not None and parent.tag in _CELLS else None
    if beside is None:
        return ""
    value = collapse_whitespace("".join(beside.itertext()))
    labels = {find_label(value)[0], _bare_label(value)}
    is_value = labels.isdisjoint(LABELS) and len(value) <= _MOST_CHARACTERS
    return value if is_value else ""


def is_document_number(text: str) -> bool:
    """Tell whether a text is only a document number, such as 国办发〔2017〕19号."""
    return _NUMBER.fullmatch(text) is not None


def find_document_number(text: str) -> str:
    """Return the document number in the short lines at the beginning of a text; empty if none.

    It stands on a line of its own or on two lines: 国务院令, and below it 第662号.
    """
    for line in text.splitlines():
        number = line.strip(" （）()")
        if is_document_number(number):
            return number
    order = _ORDER.search(re.sub(r"\s", "", text))
    return "".join(order.groups()) if order else ""
