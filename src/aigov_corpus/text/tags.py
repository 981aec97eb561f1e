"""Tags of HTML that no parser reads in linear time: those with thousands of attributes."""

from __future__ import annotations

from itertools import islice

from aigov_corpus import patterns as re

_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
_ATTRIBUTE = re.compile(r"""[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?""")

_MOST_ATTRIBUTES = 1_000
"""Maximum number of attributes of a tag that are kept.

libxml2 compares each attribute of a tag with all others: 40,000 take 4 seconds, 80,000 take 25.
"""


def shorten_tags(page: str) -> str:
    """Return a page whose tags have at most a thousand attributes each; its text stays the same."""
    return _LONG_TAG.sub(_shorten, page)


def _shorten(tag: re.Match[str]) -> str:
    name_and_attributes = _ATTRIBUTE.finditer(tag.group(), 1)
    first_left_out = next(islice(name_and_attributes, _MOST_ATTRIBUTES + 1, None), None)
    return tag.group() if first_left_out is None else tag.group()[: first_left_out.start()]
