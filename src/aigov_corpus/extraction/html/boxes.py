"""Boxes inside an article that are no text of it: lists of links, forms, facts about authors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.beside import is_promotion
from aigov_corpus.extraction.html.cross_check import asks_for_cookies
from aigov_corpus.extraction.html.lines import Line, measure_texts, visible_lines
from aigov_corpus.extraction.html.sites import REQUESTS
from aigov_corpus.extraction.html.unshown import is_silent
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.scripts import weigh_languages

REQUEST = re.compile("|".join(REQUESTS), re.IGNORECASE)

_ACCEPTANCE = re.compile(
    r"(?:我?已?(?:同意|接受|知道了?)|全部接受"
    r"|(?:Accept|Allow|Agree)(?: (?:all|cookies|and .{1,12}))*"
    r"|I (?:agree|accept|understand)|Got it|OK|Okay)[!！.。]?",
    re.IGNORECASE,
)
"""The name of a button to accept what a page asks for."""

_PRESSED = ".//*[self::a or self::button or @onclick or @role='button']"
"""What a reader of a page presses."""

_BOXES = ("div", "section", "form", "aside", "figure")
"""Elements that may be a box which asks its readers for something."""

_TO_FILL_IN = frozenset(("checkbox", "radio", "text", "tel", "password"))
"""Types of fields that readers fill in or mark."""

_TURNS = frozenset(
    ("prev", "previous", "next", "up", "start", "first", "last", "contents", "index")
)
"""What links of a page say of the pages that they lead to, if those stand beside it in a book."""

_MOST_BESIDE_TURNS = 24
_LONGEST_TURNS = 400
"""Most letters beside the links of a row that leads to other pages (Available languages), and most
characters of the row, with blanks."""

_POSTS = ("/Question", "/Answer", "/Comment", "ForumPosting")
"""Ends of the types of what people write on a forum, in the vocabulary of schema.org."""

LEAST_LINKS = 2
"""Fewest links of a list."""

_LEAST_POSTS = 2
"""Fewest texts of posts in a body which are all of its text."""

_LONGEST_REQUEST = 400
_MOST_OF_BODY = 0.25
"""Characters, with blanks, of the longest box that asks its readers for something, and the largest
share of the text that such boxes have."""

SENTENCE_CHARACTERS = 60
"""Characters from which a line counts as a sentence, whatever its end."""


def find_boxes(body: Any) -> list[Any]:
    """Return the boxes in a body that ask for something, advertise, or only lead to other pages.

    Where such boxes have much of the text, they are what the text consists of.
    """
    sizes = measure_texts(body)
    most = _MOST_OF_BODY * sizes[body]
    boxes: list[Any] = []
    for node in body.iter(*_BOXES):
        if boxes and boxes[-1] in node.iterancestors():
            continue
        # The text of a box that holds nothing but another box is looked at there.
        is_shell = any(sizes[inner] == sizes[node] for inner in node.iterchildren(*_BOXES))
        if sizes[node] <= min(_LONGEST_REQUEST, most) and not is_shell and _is_no_text(node):
            boxes.append(node)
    return boxes if sum(sizes[node] for node in boxes) <= most else []


def _is_no_text(box: Any) -> bool:
    """Tell whether a box advertises, has a form to send, or is an aside of nothing but links."""
    lines = list(visible_lines(box, tables=False))
    if is_promotion(box) or (lines and _holds_form(box)):
        return True
    if len(lines) < LEAST_LINKS:
        return False
    if _asks_to_accept(box, lines):
        return True
    is_aside = box.tag == "aside" and all(map(is_link, lines[1:]))
    return is_aside or REQUEST.fullmatch(lines[0].para.text) is not None


def _asks_to_accept(box: Any, lines: Iterable[Line]) -> bool:
    """Tell whether a box asks to accept cookies and has a button for that."""
    if not any(asks_for_cookies(line.para.text) for line in lines):
        return False
    return any(_ACCEPTANCE.fullmatch(node.text_content().strip()) for node in box.xpath(_PRESSED))


def _holds_form(box: Any) -> bool:
    """Tell whether a box asks for an address, or has fields to fill in and to send."""
    fields = {(each.get("type") or "text").lower() for each in box.iter("input", "textarea")}
    sends = "submit" in fields or any(each.get("type") == "submit" for each in box.iter("button"))
    to_send = sends and not _TO_FILL_IN.isdisjoint(fields)
    return "email" in fields or (to_send and not _holds_running(box))


def _holds_running(box: Any) -> bool:
    """Tell whether a box holds a long sentence outside of forms: it is a section that has one."""
    forms = frozenset(box.iter("form")) - {box}
    lines = () if box.tag == "form" else visible_lines(box, dropped=forms, tables=False)
    return any(
        line.is_sentence and max(weigh_languages(line.para.text)) >= SENTENCE_CHARACTERS
        for line in lines
    )


def find_turns(body: Any) -> Iterator[Any]:
    """Yield the rows of links in a body that lead to the next page, or to another language.

    The links say so themselves, and hardly a word stands beside them.
    """
    links = list(filter(_turns, body.iter("a")))
    sizes = measure_texts(body) if links else {}
    beside = _measure_beside(body) if links else {}
    for link in links:
        row = None
        for node in takewhile(lambda each: each is not body, link.iterancestors()):
            if beside[node] > _MOST_BESIDE_TURNS or sizes[node] > _LONGEST_TURNS:
                break
            row = node
        if row is not None:
            yield row


def _turns(link: Any) -> bool:
    """Tell whether a link says that it leads to a page beside its own, or to another language."""
    relations = (link.get("rel") or "").lower().split()
    return bool(link.get("hreflang")) or not _TURNS.isdisjoint(relations)


def _measure_beside(body: Any) -> dict[Any, int]:
    """Return the number of letters outside of links in a body and in each element inside it."""
    letters: dict[Any, int] = {}
    for node in reversed(list(body.iter())):
        inner = sum(letters[each] + len(keep_letters(each.tail or "")) for each in node)
        is_text = node.tag != "a" and not is_silent(node)
        letters[node] = is_text * (len(keep_letters(node.text or "")) + inner)
    return letters


def find_beside_posts(body: Any) -> Iterator[Any]:
    """Yield what stands in a body beside posts, if the page marks their texts: votes, profiles.

    Their names, such as the question that an answer is for, are no such thing, nor is what the page
    marks as no part of a post.
    """
    texts = [node for node in body.iter() if _is_post(node)]
    if len(texts) < _LEAST_POSTS:
        return
    named = [node for node in body.iter() if node.get("itemprop") in ("name", "headline")]
    kept = {*texts, *(node for node in named if not _is_of_author(node))}
    around = {each for node in kept for each in node.iterancestors()}
    yield from (
        node for node in body.iterdescendants() if node.getparent() in around
        and node not in around and node not in kept and _type_around(node).endswith(_POSTS)
    )  # fmt: skip


def _is_post(node: Any) -> bool:
    """Tell whether a page marks an element as the text of a question, an answer or a post."""
    return node.get("itemprop") in ("text", "articleBody") and _type_around(node).endswith(_POSTS)


def _type_around(node: Any) -> str:
    """Return the type of the nearest element around one that has a type; empty without one."""
    return next(filter(None, (each.get("itemtype") for each in node.iterancestors())), "")


def _is_of_author(node: Any) -> bool:
    return any(each.get("itemprop") == "author" for each in node.iterancestors())


def is_link(line: Line) -> bool:
    """Tell whether a line is nothing but links, one of them to another page."""
    return line.linked and line.links > 0
