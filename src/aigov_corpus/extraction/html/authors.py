"""Who wrote the article of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.densest import Frame
from aigov_corpus.extraction.html.lines import Line, visible_text
from aigov_corpus.extraction.html.linked_data import read_linked_names
from aigov_corpus.extraction.html.publishers import is_known
from aigov_corpus.extraction.html.selectors import meta_content, select
from aigov_corpus.extraction.html.sites import Site
from aigov_corpus.extraction.html.title import names_site
from aigov_corpus.extraction.html.unshown import is_for_comments
from aigov_corpus.text.dates import find_time, without_times
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.scripts import HAN

_LABELLED = re.compile(
    rf"(?:^|(?<=[^{HAN}]))(?:作\s*者|撰\s*[文稿]|记\s*者|記\s*者|文\s*(?=/))\s*[:：/]\s*"
    rf"([{HAN}·]{{2,20}}(?![{HAN}·]|\s*[：:])(?:[、,，\s]+[{HAN}·]{{2,4}}(?![{HAN}：:]))*"
    r"|[A-Z][\w.'’ -]{2,40})"
)
_ENGLISH = re.compile(
    r"(?:^|[|·]\s*)(?:(?:Written |Posted |Story )?[Bb]y|BY|Authors?)(?:\s*:\s*|\s+)"
    r"(?!\w+ (?:of|to|for) )((?:[A-Z][\w.'’-]*)(?:\s(?:[A-Z][\w.'’-]*|de|van|von|bin|al))*"
    r"(?:(?:,\s|\s(?:and|&)\s|,\s(?:and|&)\s)[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)+)*)"
)
_REPORTERS = re.compile(
    rf"(?:本报|本网|本刊|本台|新华社|人民网)(?:特约)?(?:记者|通讯员)\s*"
    rf"([{HAN}]{{2,4}}(?:[、，\s]+[{HAN}]{{2,4}})*)$"
)
"""A line above a text that names its reporters: 本报记者 张三"""
_OF_DATELINE = re.compile(
    rf"[电電讯訊]\s*[（(][^（()）]{{0,20}}?[记記]者\s*([{HAN}、，·\s]{{2,40}})[)）]"
)
"""The names of the reporters with which a report begins: 新华社北京5月9日电（记者 张三）"""
_BEFORE_NAME = re.compile(
    r"\W*(?:(?:本报|本网|本刊|本台|新华社|人民网|特约)?(?:记者|通讯员|評論員|评论员)\s*"
    r"|(?:作者|文|撰文|(?:About the )?Authors?)\s*[:：/]\s*"
    r"|(?:(?:Written|Submitted|Posted|Published)(?: on)?\s+)?by\s*:?\s+)",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(
    r",\s[^,]*\b(?:Correspondent|Editor|Reporter|Writer|Contributor|Columnist|Producer)s?\b.*"
)
"""What an author is, behind the name."""
_AUTHOR_ELEMENTS = (
    "[itemprop~='author'] [itemprop~='name']", "[itemprop~='author']", "[rel~='author']",
    ".author-name", ".byline-name", ".author", ".byline", "#author",
    ".reader-credits",
)  # fmt: skip
"""Selectors of elements that name the author of an article."""
_OTHERS = ("blockquote", "figure")
"""Elements with texts by others."""

_LONGEST = 80
"""Most characters of the names of authors."""
_MOST_LINES = 12
"""Lines above the text that are searched for a name."""
_NO_NAME = re.compile(
    r"admin(?:istrator)?|editor(?:ial)?|webmaster|root|user|staff|guest|anonymous|unknown"
    r"|v?\d.*|.*[@/:：].*|.*\.(?:com|cn|org).*|.*\s(?:is|was|has)\s.*"
    r"|(?:\w+ )?Office User|佚名|匿名|未知|本[站网網报報]"
    r"|.*(?:发布|系统|管理员|网站|编辑部|办公室)",
    re.IGNORECASE,
)
"""What programs write where nobody gave a name, addresses, sentences, labels and offices."""


def find_author(
    frame: Frame,
    above: Sequence[Line],
    site: Site,
    facts: Iterable[str],
    opening: str,
    *,
    source: str,
) -> str:
    """Return the names of those who wrote an article, as its page writes them; empty if none.

    Places are searched in this order: the lines beside the text that state facts about it, elements
    for authors, JSON-LD, the meta element, the reporters with which the text begins. Sites of which
    a row of the table knows more have their editors in the meta element.

    Args:
        frame: the parts of the page.
        above: its lines above the element that holds the article.
        site: its site.
        facts: the lines that state facts about the text.
        opening: the first paragraph of the text.
        source: the publisher, which is no author.
    """
    root = frame.root
    lines = [*facts, *(line.para.text for line in above[-_MOST_LINES:])]
    dateline = _OF_DATELINE.search(opening)
    found = [
        *_find_in_lines(lines),
        *_find_elements(frame),
        ", ".join(read_linked_names(root, "author")),
        "" if is_known(site) else meta_content(root, "author"),
        dateline[1].strip() if dateline else "",
    ]
    return next((name for name in found if _is_author(name, source)), "")


def _find_in_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the names behind a label or `By` in lines."""
    for line in lines:
        for pattern in (_LABELLED, _REPORTERS, _ENGLISH):
            if (found := pattern.search(line)) is not None:
                yield _bare_name(found[1])


def _find_elements(frame: Frame) -> Iterator[str]:
    """Yield the names in elements for authors, without those of other texts."""
    others = frame.beside.union(frame.teasers)
    for selector in _AUTHOR_ELEMENTS:
        nodes = [node for node in select(frame.root, selector) if not _is_of_other(node, others)]
        names = [_bare_name(node.get("content") or visible_text(node)) for node in nodes]
        if len(set(names)) == 1 or selector.startswith("[rel"):
            yield ", ".join(dict.fromkeys(names))
        elif names:
            yield names[0]


def _is_of_other(node: Any, others: Set[Any]) -> bool:
    """Tell whether an element is in a comment, a quotation or the announcement of another page."""
    return any(
        each in others or each.tag in _OTHERS or is_for_comments(each)
        for each in node.iterancestors()
    )


def _bare_name(text: str) -> str:
    """Return a name without the words before it and the time behind it."""
    name = _ROLE_BEHIND.sub("", text.split("|")[0])
    name = without_times(name) if find_time(name) else name
    before = _BEFORE_NAME.match(name)
    return name[before.end() if before else 0 :].strip(" ,;:：|·")


def _is_author(name: str, source: str) -> bool:
    """Tell whether a text may be the name of an author."""
    letters = keep_letters(name)
    is_name = 2 <= len(name) <= _LONGEST and letters != "" and letters != keep_letters(source)
    return is_name and not _NO_NAME.fullmatch(name) and not names_site(name)
