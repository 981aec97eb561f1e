"""Elements that stand beside the article of a page: sidebars, banners, requests for cookies."""

from __future__ import annotations

from functools import cache
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.lines import measure_texts
from aigov_corpus.extraction.html.unshown import list_names

_BESIDE = frozenset(("sidebar", "aside", "banner", "masthead", "cookie", "cookies", "consent"))
"""Words of names of elements that stand beside an article."""

_PROMOTION = frozenset(("cta", "promo", "newsletter", "signup", "subscribe", "paywall", "donate"))
"""Words of names of elements that advertise the site to its readers; none names a section."""

_NAME_PARTS = re.compile(r"[\W_]+")
_MOST_OF_PAGE = 0.5
"""Largest share of a page's characters in an element beside its article."""


def find_beside(root: Any) -> frozenset[Any]:
    """Return the elements beside the article of a page, by their kind, role or name: sidebars.

    One with most of the text is around the article: its name says that the page has a sidebar
    (`has-sidebar`), or that it has none.
    """
    named = list(filter(_is_called_beside, root.iter()))
    if not named:
        return frozenset()
    sizes = measure_texts(root)
    return frozenset(node for node in named if sizes[node] <= _MOST_OF_PAGE * sizes[root])


def _is_called_beside(node: Any) -> bool:
    if node.tag == "aside" or node.get("role") == "complementary":
        return True
    return isinstance(node.tag, str) and any(map(_names_beside, list_names(node)))


@cache
def _names_beside(name: str) -> bool:
    return not _BESIDE.isdisjoint(_NAME_PARTS.split(name.lower()))


def is_promotion(node: Any) -> bool:
    """Tell whether an element is called after what it advertises: the newsletter of the site."""
    names = [*list_names(node), *(node.get("aria-label") or "").split()]
    return any(not _PROMOTION.isdisjoint(_NAME_PARTS.split(name.lower())) for name in names)
