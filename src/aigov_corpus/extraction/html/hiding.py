"""Find the elements that the style sheets in a page hide, and give them a style that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.lines import measure_texts
from aigov_corpus.extraction.html.sheets import (
    Rank,
    find_elements,
    is_for_screen,
    list_classes,
    read_rules,
    read_selectors,
)
from aigov_corpus.extraction.html.unshown import HIDING, list_names

_MOST_STEPS = 5_000_000
"""Selectors times elements of the largest page whose sheets are read; most have some 10,000."""

_SHOWN_LATER = frozenset(
    (
        "tab", "tabs", "tabcontent", "pane", "panel", "panels", "accordion", "collapse",
        "collapsible", "expand", "expandable", "fold", "folded", "unfold", "toggle", "answer",
        "faq", "qa", "slide", "slides", "swiper", "carousel", "more", "readmore", "rest",
        "spoiler", "aos", "animate", "animated", "fadein", "lazy", "lazyload", "reveal", "wow",
    )
)  # fmt: skip
"""Words of names of elements that a script shows in turn, when they are asked for, or when they are
scrolled into view."""
_LANGUAGES = frozenset(
    (
        "zh", "zhcn", "cn", "chn", "chs", "cht", "sc", "tc", "hans", "hant", "chinese", "en", "eng",
        "english", "lang", "language", "bilingual", "original", "translation",
    )
)  # fmt: skip
"""Words of names of elements of one language, of which a switch shows one or the other."""
_NAME_PARTS = re.compile(r"[\W_]+")
_UNTIL_SCRIPT = re.compile(r"cloak|\bno-?js\b", re.IGNORECASE)
"""What selectors have that match only until the scripts of the page run."""
_SUBJECT = re.compile(r"[^\s>+~]+$")
"""The end of a selector, which describes the element itself and not those around it."""
_SUBJECT_NAMES = re.compile(r"[.#]([\w-]+)")
_QUOTED = re.compile(r"\"([^\"\n]{1,80})\"|'([^'\n]{1,80})'")
"""A text in a script, such as a selector of the element that it shows."""
_SCRIPT_NAMES = re.compile(r"[\w-]+")
_OPENS = ("href", "aria-controls", "data-target", "data-bs-target")
"""Attributes of links and buttons that name the element which they show."""
_OWN_LOOK = re.compile(r"display|visibility", re.IGNORECASE)
_INERT = ("noscript", "template")
"""Elements whose style sheets do not count for the page."""
_NEAREST = 2
"""Elements around a hidden one whose names are looked at, too."""

_MOST_OF_PAGE = 0.5
"""Largest share of the characters of a page in elements that are hidden; if there are more, they
hold the article, and a script shows it."""


def mark_hidden(root: Any) -> None:
    """Give the elements that a style sheet in the page hides a style that says so.

    What may be shown later is not hidden: an element that a link, button or script of the page
    names, that a rule shows in another state, or that is called after a tab, a fold or a language.
    Nothing is hidden if that would be most of the text.
    """
    sheets = [node.text or "" for node in root.iter("style") if _holds_on_screen(node)]
    if not any(map(HIDING.search, sheets)):
        return
    rules = (rule for sheet in sheets for rule in read_rules(sheet))
    looks = [(prelude, look) for prelude, found in rules if (look := _read_look(found))]
    hidden = _find_hidden(root, looks)
    if not hidden:
        return
    opened = _find_opened(root) | _list_scripted(root)
    states = _find_states(looks)
    nodes = [
        node
        for node, rank in hidden.items()
        if not _may_be_shown(node, opened)
        and not any(rank < states.get(name, ()) for name in list_names(node))
    ]
    sizes = measure_texts(root)
    if sum(sizes[node] for node in nodes) > _MOST_OF_PAGE * sizes[root]:
        return
    for node in nodes:
        node.set("style", f"{node.get('style') or ''};display:none")


def _holds_on_screen(sheet: Any) -> bool:
    """Tell whether a style sheet holds for the page on a screen, in a browser that runs scripts."""
    around = list(sheet.iterancestors())
    is_elsewhere = any(each.tag in _INERT or each.get("shadowrootmode") for each in around)
    return is_for_screen(f"@media {sheet.get('media') or 'all'}") and not is_elsewhere


def _read_look(declarations: Mapping[str, str]) -> str:
    """Return what declarations say about whether an element is shown; empty if they do not."""
    names = (name for name in ("display", "visibility") if declarations.get(name))
    return ";".join(f"{name}:{declarations[name]}" for name in names)


def _find_hidden(root: Any, looks: Iterable[tuple[str, str]]) -> dict[Any, Rank]:
    """Return the elements that rules hide and no stronger rule or style of their own shows.

    The value of each is the rank of the rule.
    """
    classes = list_classes(root)
    selectors = sorted(
        (
            (rank, selector, look)
            for prelude, look in looks
            if not _UNTIL_SCRIPT.search(prelude)
            for rank, selector in read_selectors(prelude, classes)
            if selector.pseudo_element is None
        ),
        key=lambda each: each[0],
    )
    if len(selectors) * int(root.xpath("count(//*)")) > _MOST_STEPS:
        return {}
    if not any(HIDING.search(look) for _, _, look in selectors):
        return {}
    last: dict[Any, tuple[Rank, str]] = {}
    for rank, selector, look in selectors:
        last.update(dict.fromkeys(find_elements(root, selector), (rank, look)))
    return {
        node: rank
        for node, (rank, look) in last.items()
        if HIDING.search(look) and not _OWN_LOOK.search(node.get("style") or "")
    }


def _find_states(looks: Iterable[tuple[str, str]]) -> dict[str, Rank]:
    """Return the names of elements that rules show, with the highest rank of such a rule.

    A rule stronger than the one that hides an element may show it in another state: `.part.open`.
    What is shown only while the mouse is above it is a menu or a hint.
    """
    found: dict[str, Rank] = {}
    for prelude, look in looks:
        if HIDING.search(look) or ":hover" in prelude:
            continue
        for rank, selector in read_selectors(prelude):
            subject = _SUBJECT.search(selector.canonical())
            for name in _SUBJECT_NAMES.findall(subject[0] if subject else ""):
                found[name] = max(rank, found.get(name, rank))
    return found


def _find_opened(root: Any) -> set[str]:
    """Return the ids of elements that links and buttons of the page name."""
    controls = root.iter("a", "button", "li", "summary")
    targets = (node.get(name) or "" for node in controls for name in _OPENS)
    return {target.removeprefix("#") for target in targets if target}


def _list_scripted(root: Any) -> set[str]:
    """Return the words in quotes in the scripts of a page, among them names of elements."""
    nodes = (node for node in root.iter("script") if "json" not in (node.get("type") or ""))
    scripts = (node.text or "" for node in nodes)
    texts = chain(scripts, root.xpath("//@onclick"))
    quoted = ("".join(each) for text in texts for each in _QUOTED.findall(text))
    return {name for text in quoted for name in _SCRIPT_NAMES.findall(text)}


def _may_be_shown(node: Any, opened: set[str]) -> bool:
    """Tell whether an element that is hidden at first may be shown later."""
    is_open = not opened.isdisjoint(list_names(node)) or node.get("role") == "tabpanel"
    is_language = node.get("lang") is not None or not _LANGUAGES.isdisjoint(_list_words([node]))
    around = _list_words([node, *islice(node.iterancestors(), _NEAREST)])
    return is_open or is_language or not _SHOWN_LATER.isdisjoint(around)


def _list_words(nodes: Iterable[Any]) -> list[str]:
    """Return the words of the names of some elements, in small letters."""
    names = " ".join(name for each in nodes for name in list_names(each))
    return _NAME_PARTS.split(names.lower())
