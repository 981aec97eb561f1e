"""Find the element of a page with the most running text, for pages whose site is not known.

*Running text* is that of long paragraphs. It is measured in letters; a Chinese character counts for
several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, islice, pairwise, takewhile
from typing import Any, NamedTuple

from aigov_corpus.extraction.html.beside import find_beside
from aigov_corpus.extraction.html.cross_check import count_stops, is_footer
from aigov_corpus.extraction.html.labels import find_facts
from aigov_corpus.extraction.html.lines import data_rows, visible_lines, visible_text
from aigov_corpus.extraction.html.publication import is_data
from aigov_corpus.extraction.html.sites import CONTAINERS
from aigov_corpus.extraction.html.teasers import (
    MOST_AROUND,
    find_teasers,
    has_headline,
    is_teaser,
    iter_shown,
)
from aigov_corpus.extraction.html.unshown import list_names
from aigov_corpus.text.scripts import detect_language

_INLINE = ("b", "strong", "em", "i", "span", "font")
_TEXTUAL = frozenset(("p", "br", "div", "td", "font", "span", "section", "article", "center"))

_LEAST_MAIN_LINES = 2
"""Fewest lines with sentences in the main part of a page."""

_LEAST_DENSE_LETTERS = 60
"""Minimum letters of a paragraph that counts; labels and links have fewer, sentences have more."""

_CHINESE_CHARACTER = 3
"""Letters that one Chinese character counts for, as in `text.scripts.weigh_languages`."""

_LEAST_OTHER_LANGUAGE = 0.3
"""Smallest share of a bilingual page's running text that is in the rarer language."""

_MOST_OF_BOTH = 0.8
"""Smallest share of the running text of each language in the body of a bilingual page."""

_ROWS = frozenset(("p", "tr", "section", "article", "dl", "dd", "blockquote"))
"""Elements that may be of the same kind without a class; others often only lay out the page."""

_MOST_LINKED = 0.5
"""Largest share of the letters of a table of data that are those of links."""

_TABLE_ROWS = frozenset(("tr", "tbody", "thead", "tfoot"))

_SECTIONS = ("div", "section", "article", "li", "dd")
_LEAST_SECTIONS = 2
"""Elements that may each hold a section of a text, and the fewest of one kind that do."""

_MOST_BY_LINE = 160
"""Characters from which a block is no line of source and time."""

_LEAST_EXTRA = 0.25
"""Smallest share, of the running text in a body, in elements of its kind that belong to it."""

_LEAST_OF_BEST = 0.5
"""Smallest share of the running text of the likeliest element that the body of a site holds."""

_LEAST_BESIDE = 0.03
"""Fewest characters of a site's body, for each letter of running text elsewhere on its page."""

_LEAST_OF_DENSEST = 0.85
"""Smallest share of the running text of the densest element that an element of a usual name holds,
to be taken for the article in its place."""


class _Block(NamedTuple):
    """A block of running text on a page."""

    node: Any
    letters: int


class Frame:
    """What a page says of its parts, each found once.

    Attributes:
        root: the page.
    """

    def __init__(self, root: Any) -> None:
        self.root = root

    @cached_property
    def shown(self) -> list[Any]:
        """Its elements that may hold text of the article (`iter_shown`)."""
        return list(iter_shown(self.root))

    @cached_property
    def main(self) -> Any:
        """Its main part (`find_main`)."""
        return find_main(self.root)

    @cached_property
    def beside(self) -> frozenset[Any]:
        """What stands beside its article (`find_beside`)."""
        return find_beside(self.root)

    @cached_property
    def teasers(self) -> list[Any]:
        """What announces other pages (`find_teasers`)."""
        return find_teasers(self.root)


def find_best(frame: Frame) -> Any:
    """Return the element that most likely holds the article of a page; None if there is none.

    It is the densest one (`find_densest`), with its like beside it. An element that has one of the
    usual names of such elements (`CONTAINERS`) is taken in its place, if it holds almost as much
    running text and, for all text that it holds, more of it.
    """
    return _find_best(frame, _find_running(frame))


def _find_best(frame: Frame, running: Sequence[_Block]) -> Any:
    """Return what `find_best` does, for the running text of a page."""
    densest = find_densest(frame.shown, running)
    named = list_named(frame.shown)
    if densest is None:
        return _find_largest(named)
    totals = _add_up(running)
    found = _with_other_language(_with_like(densest, totals), running)
    named = [each for each in named if each is not found]
    if frame.main in found.iterancestors():
        named = list(dict.fromkeys([*reversed(list_around(frame, found)), *named]))
    if not named or not running:
        return found
    least = _LEAST_OF_DENSEST * totals[found]
    most = max(totals[each] for each in (found, *named))
    near = [each for each in (found, *named) if totals[each] >= least]
    fits = _measure_fits(near, totals, most)
    return near[fits.index(max(fits))]


def list_around(frame: Frame, body: Any) -> list[Any]:
    """Return the elements around a body that may hold more of its article, the nearest first.

    If the body is in the main part of the page, they end with that; if it is in the only article of
    the main part, with that article. Those with articles that lead elsewhere are left out.
    """
    inside = [body, *body.iterancestors()]
    if frame.main not in inside:
        return inside[1:]
    inside = inside[: inside.index(frame.main) + 1]
    articles = [node for node in inside if node.tag == "article"]
    if articles and sum(1 for _ in frame.main.iter("article")) == len(articles):
        inside = inside[: inside.index(articles[-1]) + 1]
    elsewhere = filter(_leads_elsewhere, frame.main.iter("article"))
    others = {around for node in elsewhere for around in node.iterancestors()}
    return [node for node in inside[1:] if node not in others]


def find_better(frame: Frame, body: Any) -> Any:
    """Return the element that most likely holds the article of a page, if a body fits it badly.

    It does if all running text lies in one part of it, or if it has less than half of that which
    the element around it has (`find_best`), or hardly a word beside much text elsewhere. If it does
    not, the result is the body itself.
    """
    running = _find_running(frame)
    best = _find_best(frame, running)
    if best is None or best is body:
        return body
    totals = _add_up(running)
    if body in best.iterancestors():
        own, inner = _measure_fits([body, best], totals, totals[body])
        return best if inner > own else body
    if best not in body.iterancestors():
        text = visible_text(body)
        is_stray = not count_stops(text) and len(text) < _LEAST_BESIDE * totals[best]
        return best if is_stray else body
    return best if totals[body] < _LEAST_OF_BEST * totals[best] else body


def find_rest(frame: Frame, body: Any) -> list[str]:
    """Return the paragraphs of the main part of a page outside of a body, such as an annex.

    Those of articles that lead elsewhere do not count. No other part of the page is looked at.
    """
    around = {body, *body.iterancestors()}
    rest: list[str] = []
    for block in _find_running(frame) if frame.main in around else ():
        outside = (block.node, *block.node.iterancestors())
        articles = (node for node in outside if node.tag == "article" and node not in around)
        if (
            body not in outside
            and block.node not in around
            and not any(map(_leads_elsewhere, articles))
        ):
            rest.append(_own_text(block.node).strip())
    return rest


def list_named(shown: Iterable[Any]) -> list[Any]:
    """Return those of a page's elements whose name or role says that they hold its text."""
    return [node for node in shown if node.keys() and _is_named(node)]


def _is_named(node: Any) -> bool:
    """Tell whether the name or role of an element says that it holds the text of its page."""
    is_container = not CONTAINERS.isdisjoint(map(str.lower, list_names(node)))
    is_whole = node.tag in ("html", "body")
    return node.get("itemprop") == "articleBody" or (is_container and not is_whole)


def _find_largest(nodes: Sequence[Any]) -> Any:
    """Return the element with the most text; None if none has any."""
    sizes = [(len(visible_text(node)), node) for node in nodes]
    size, node = max(sizes, key=lambda sized: sized[0], default=(0, None))
    return node if size else None


def _add_up(running: Sequence[_Block]) -> Counter[Any]:
    """Return the letters of running text that each element of a page holds."""
    totals: Counter[Any] = Counter()
    for block in running:
        for node in (block.node, *block.node.iterancestors()):
            totals[node] += block.letters
    return totals


def _measure_fits(nodes: Sequence[Any], totals: Counter[Any], most: int) -> list[float]:
    """Return how well elements fit the running text of a page, each from 0.0 to 1.0.

    It is the F1 score of the running text in an element against all its text and against the most
    running text that any element in question holds.

    Args:
        nodes: the elements, each before those inside it.
        totals: the letters of running text in each element of the page.
        most: the letters of the most running text in any of the elements in question.
    """
    fits: list[float] = []
    sizes: dict[Any, int] = {}
    for node in nodes:
        around = node.getparent()
        if around in sizes and len(around) == 1 and not _has_text(around):
            size = sizes[around]  # one of many containers around the same text
        else:
            text = "".join(visible_text(node).split())
            size = len(text) * (_CHINESE_CHARACTER if detect_language(text) == "zh" else 1)
        sizes[node] = size
        letters = totals[node]
        fits.append(2 * letters / (max(size, letters) + most) if most else 0.0)
    return fits


def _has_text(node: Any) -> bool:
    """Tell whether an element with one child has text of its own."""
    return bool((node.text or "").strip() or (node[0].tail or "").strip())


def _with_like(body: Any, totals: Counter[Any]) -> Any:
    """Return the element around a body and others of the same kind beside it that hold text.

    Some pages put each paragraph, article or part of a text into an element of its own. Of the same
    kind are elements of one name and class. Sections of a text may be of another kind.
    """
    if not totals:
        return body
    around = body
    is_within = True
    for child, parent in pairwise((body, *islice(body.iterancestors(), MOST_AROUND))):
        kind = (child.tag, child.get("class"))
        is_within = is_within and child.tag not in ("main", "article") and not child.get("role")
        if is_within and _holds_sections(parent):
            around = parent
        if not kind[1] and kind[0] not in _ROWS:
            continue
        like = {each for each in parent if (each.tag, each.get("class")) == kind}
        like = {each for each in like if each is child or not _leads_elsewhere(each)}
        extra = sum(totals[each] for each in like - {child})
        if extra >= _LEAST_EXTRA * totals[around]:
            around = parent
    return around


def _holds_sections(parent: Any) -> bool:
    """Tell whether an element holds sections of a text, as elements of one name and class.

    All begin with headings that lead nowhere, and at least half hold a sentence outside of links.
    """
    kinds: dict[Any, list[Any]] = {}
    for node in parent.iterchildren(*_SECTIONS):
        kinds.setdefault((node.tag, node.get("class")), []).append(node)
    for nodes in kinds.values():
        if len(nodes) >= _LEAST_SECTIONS and not any(map(_leads_elsewhere, nodes)):
            least = max(_LEAST_SECTIONS, len(nodes) / 2)
            if all(map(_is_headed, nodes)) and sum(map(_holds_running, nodes)) >= least:
                return True
    return False


def _is_headed(section: Any) -> bool:
    """Tell whether the first line of an element is a heading below the main one."""
    first = next(visible_lines(section, tables=False), None)
    return first is not None and first.para.heading > 1


def _holds_running(section: Any) -> bool:
    """Tell whether an element holds a sentence outside of links."""
    return any(line.is_sentence for line in visible_lines(section, tables=False))


def _leads_elsewhere(node: Any) -> bool:
    """Tell whether an element is about another page: its heading is a link to that."""
    first = next(node.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    if first is None:
        return False
    around = takewhile(lambda each: each is not node, first.iterancestors())
    links = [*first.iter("a"), *(each for each in around if each.tag == "a")]
    targets = ((link.get("href") or "#") for link in links if visible_text(link))
    return any(not target.startswith("#") for target in targets)


def find_densest(shown: Iterable[Any], running: Sequence[_Block]) -> Any:
    """Return the element that holds the most running text; None if there is none.

    `shown` are the elements of the page that may hold text.

    Each long paragraph gives its letters to three elements: half to itself, all to its parent, and
    half to its grandparent; those of a cell are the table and the element around it. So the element
    around all paragraphs wins. If no paragraph is long, the result is the parent of the first `<p>`
    with text, or of the largest table of data if that has more text.
    """
    weights: Counter[Any] = Counter()
    for node, letters in running:
        # An element with lines between `<br>` holds its paragraphs as it is one.
        weights[node] += letters if node.find("br") is not None else letters // 2
        parent = _around(node)
        if parent is None:
            continue
        weights[parent] += letters
        if (grandparent := _around(parent)) is not None:
            weights[grandparent] += letters // 2
    if weights:
        return max(weights, key=lambda node: weights[node])
    shown = [node for node in shown if node.tag in ("p", "table")]
    paragraphs = (node for node in shown if node.tag == "p" and visible_text(node))
    first = next((node.getparent() for node in paragraphs), None)
    tables = (node.getparent() for node in shown if node.tag == "table" and _holds_data(node))
    return _find_largest([each for each in dict.fromkeys([first, *tables]) if each is not None])


def _holds_data(table: Any) -> bool:
    """Tell whether a table has rows of data, and no links or facts about the text in most."""
    rows = data_rows(table)
    linked = sum(len(visible_text(link)) for link in table.iter("a"))
    letters = sum(map(len, chain.from_iterable(rows)))
    return letters > 0 and linked <= _MOST_LINKED * letters and not find_facts(table)


def _around(node: Any) -> Any:
    """Return the element around another one (of a cell, its table), or None."""
    node = node.getparent()
    while node is not None and node.tag in _TABLE_ROWS:
        node = node.getparent()
    return node


def _find_running(frame: Frame) -> list[_Block]:
    """Return the blocks of running text on a page, except for announcements of other pages.

    If it has nothing but these, they are the result.
    """
    found: list[_Block] = []
    main, beside = frame.main, frame.beside
    teasers = {node for node in frame.teasers if has_headline(node)}
    rest: list[_Block] = []
    for node in frame.shown:
        letters = _running_letters(node)
        if letters:
            around = (node, *islice(node.iterancestors(), MOST_AROUND))
            is_other = (
                is_teaser(node)
                or not teasers.isdisjoint(around)
                or not beside.isdisjoint(around)
                or (main is not None and main not in node.iterancestors())
            )
            (rest if is_other else found).append(_Block(node, letters))
    return found or rest


def find_main(root: Any) -> Any:
    """Return the element that a page calls its main part; None without one, or with several.

    One with a single line of sentences is none: it may hold the title and a lead, or a slogan.
    """
    found = [node for node in root.iter() if node.tag == "main" or node.get("role") == "main"]
    if len(found) != 1:
        return None
    lines = visible_lines(found[0], tables=False)
    running = (line for line in lines if count_stops(line.para.text))
    return found[0] if len(list(islice(running, _LEAST_MAIN_LINES))) == _LEAST_MAIN_LINES else None


def _with_other_language(body: Any, running: Sequence[_Block]) -> Any:
    """Return the element around the texts of both languages, if a page holds two side by side.

    On any other page it is `body`.

    Args:
        body: the element that holds the most running text.
        running: the blocks of running text on the page, with their letters.
    """
    around = [body, *body.iterancestors()]
    places = {node: place for place, node in enumerate(around)}
    totals: dict[str, Counter[int]] = {"zh": Counter(), "en": Counter()}
    for node, letters in running:
        shared = next(each for each in (node, *node.iterancestors()) if each in places)
        totals[detect_language(_own_text(node)) or "en"][places[shared]] += letters
    sizes = {lang: total.total() for lang, total in totals.items()}
    if min(sizes.values()) < _LEAST_OTHER_LANGUAGE * sum(sizes.values()):
        return body
    for place, node in enumerate(around):
        held = {lang: sum(total[n] for n in range(place + 1)) for lang, total in totals.items()}
        if all(held[lang] >= _MOST_OF_BOTH * sizes[lang] for lang in sizes):
            return node
    return body


def _running_letters(node: Any) -> int:
    """Return the number of letters of an element's own text; 0 if it is no block of running text.

    Inline elements are counted with the paragraph that they belong to.
    """
    if node.tag not in _TEXTUAL:
        return 0
    if node.tag in _INLINE and node.getparent().tag in (*_TEXTUAL, *_INLINE):
        return 0
    text = _own_text(node)
    letters = len("".join(text.split()))
    if _CHINESE_CHARACTER * letters < _LEAST_DENSE_LETTERS:
        return 0
    if detect_language(text) == "zh":
        letters *= _CHINESE_CHARACTER
    if letters < _LEAST_DENSE_LETTERS or is_footer(text):
        return 0
    return 0 if len(text) < _MOST_BY_LINE and is_data(text.strip()) else letters


def _own_text(node: Any) -> str:
    """Return the text of an element and its inline elements, without links and inner blocks."""
    parts: list[str] = []
    todo = [node]
    while todo:
        inner = todo.pop()
        parts.append(inner.text or "")
        parts += [child.tail or "" for child in inner if child.tag != "a"]
        todo += [child for child in inner if child.tag in _INLINE]
    return "".join(parts)
