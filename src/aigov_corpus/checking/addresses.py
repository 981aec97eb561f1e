"""Addresses that the translation changed or lost: web, e-mail, telephone: `address`.

A page in another language has another address, so parts that name a language do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.codes import find_codes, last_digits
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding

CODE = "address"
_DOMAINS = "gov|org|com|net|edu|cn|hk|tw|mo|int|eu|uk|us|sg|jp|io|ai|info"
_WEB = re.compile(
    r"(?<![@\w.-])(?:https?://|ftp://)?(?:[a-z0-9-]+\.)+"
    rf"(?:{_DOMAINS})(?![\w-]|\.[a-z0-9])(?::\d+)?(?:/[\w./?=&%#~+@:,;!()-]*)?",
    re.IGNORECASE | re.ASCII,
)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE | re.ASCII
)  # without what stands before, a long word would be tried from each letter on
_PHONE = re.compile(
    r"(?<![\d.+-])(?:\(?0\d{2,3}\)?[-\s]?"
    r"|\+\d{1,3}[-\s]?(?:\(?\d{1,4}\)?[-\s])?)\d{3,4}[-\s]?\d{4}(?!\d)"
    # mobile and service telephones of the mainland; as many digits before a measure are an amount
    r"|(?<![\d.,+-])(?:1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|[48]00[-\s]?\d{3,4}[-\s]?\d{3,4})"
    r"(?![\d.,]*\d|\s?[元圆人名位吨个個户件次辆股万亿美港欧%])",
    re.ASCII,
)
_MARKS = re.compile(r"[\W_]+")
_ENDS = ".,;:!?)'\""
_LANGUAGES = frozenset(
    "zh cn en eng chn chi chinese english hans hant tc sc tw hk gb big5 us www m index html htm "
    "http https c e s t shtml".split()
)
"""Parts of web addresses that differ between the pages of two languages."""
_PARTS = re.compile(r"[a-z0-9]+")
_COMPANY = re.compile("[A-Z][A-Za-z0-9-]*[.][a-z]+")
"""Pattern for the name of a company, which Chinese says in its own words: Amazon.com."""
_NEAR = 0.8
"""Likeness from which on one address is taken for the other, written wrongly; 1 is equal."""


class _Address(NamedTuple):
    """An address in a text."""

    place: tuple[int, int]
    written: str
    key: str
    """What must be the same in both texts."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each address of the source that the translation changed or lost."""
    for unit in units:
        if unit.has_both and unit.zh != unit.en:
            for name, pattern, key in _KINDS:
                yield from _compare(unit, name, pattern, key)


def _web_key(address: str) -> str:
    """Return a web address without what may differ between languages."""
    parts = _PARTS.findall(address.lower())
    return ".".join(part for part in parts if part not in _LANGUAGES)


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("e-mail address", _MAIL, str.lower),
    ("web address", _WEB, _web_key),
    ("telephone number", _PHONE, last_digits),
)
"""The kinds of addresses: name, pattern, and what must be the same in both texts."""


def _list_addresses(
    text: str, pattern: re.Pattern[str], key: Callable[[str], str]
) -> list[_Address]:
    """Return the addresses of one kind in a text."""
    found = []
    for match in pattern.finditer(text):
        written = match[0].rstrip(_ENDS)
        place = (match.start(), match.start() + len(written))
        found.append(_Address(place, written, key(written)))
    return found


def find_telephones(text: str) -> list[tuple[int, int]]:
    """Return the places of the telephone numbers of a text."""
    return [one.place for one in _list_addresses(text, _PHONE, last_digits)]


def _compare(
    unit: Unit, name: str, pattern: re.Pattern[str], key: Callable[[str], str]
) -> Iterator[Finding]:
    """Yield the findings about addresses of one kind."""
    source = _list_addresses(unit.text(unit.source), pattern, key)
    if not source:
        return
    target = _list_addresses(unit.text(unit.target), pattern, key)
    keys = {one.key for one in target}
    keys |= {last_digits(code.written) for code in find_codes(unit.text(unit.target))}
    lost = [one for one in source if one.key not in keys]
    new = [one for one in target if one.key not in {other.key for other in source}]
    for one in lost:
        near = max(new, key=lambda other: _likeness(one, other), default=None)
        is_near = near is not None and _likeness(one, near) >= _NEAR
        # a page in English may have an address of its own; a telephone number is seldom another
        if near and (is_near or (pattern is _PHONE and len(lost) == len(new) == 1)):
            new.remove(near)
            message = f"the {name} {one.written} of the source is {near.written} here"
            yield unit.find(
                CODE, "error" if is_near else "warning", unit.target, near.place, message,
                other=one.place, suggestion=one.written, score=0.9 if is_near else 0.6,
            )  # fmt: skip
        elif not target and not (unit.source == "en" and _COMPANY.fullmatch(one.written)):
            end = len(unit.text(unit.target))
            message = f"the {name} {one.written} of the source is not in the translation"
            yield unit.find(
                CODE, "warning", unit.target, (end, end), message, other=one.place, score=0.6
            )


def _likeness(one: _Address, other: _Address) -> float:
    """Return how alike two addresses are, from 0 to 1; marks and spaces do not count."""
    first, second = (_MARKS.sub("", address.written.lower()) for address in (one, other))
    return SequenceMatcher(None, first, second).ratio()
