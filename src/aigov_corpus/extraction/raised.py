"""Raised digits behind a number: 10 and a raised 6 are 10⁶, and not the number 106."""

from __future__ import annotations

from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.docx_names import W

_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(RAISED_DIGITS, "0123456789")
_HEIGHT = re.compile(r"-?\d{1,4}")
_LEAST_RAISE = 4
"""Half-points by which Word sets a power above the characters before it, at least."""
_WITHOUT_TEXT = frozenset(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr"))
_POWER = re.compile(r"[+\-−–]?[0-9]{1,3}|[0-9]{1,3}(?:[,，、][0-9]{1,3})+")


def keep_raised(before: str, raised: str) -> str:
    """Return a raised text that stands behind another, with raised digits behind a digit.

    They are the power of a number (10⁶), or the mark of a note behind it (in 2020¹). Behind
    letters, such as m2, they stay as they are.
    """
    if before[-1:].isdigit() and _POWER.fullmatch(raised):
        return raised.translate(_RAISED)
    return raised


def lower_raised(text: str) -> str:
    """Return a text with usual digits for raised ones, to compare it with another."""
    return text.translate(_LOWERED)


def keep_raised_in_page(root: Any) -> None:
    """Replace the raised digits of a page that stand behind a digit."""
    for node in root.iter("sup"):
        if not len(node):
            node.text = keep_raised(_find_text_before(node), node.text or "")


def _find_text_before(node: Any) -> str:
    """Return the last text before an element, without reading all that the one before it holds."""
    last = node.getprevious()
    if last is None:
        return node.getparent().text or ""
    while len(last) and not last.tail:
        last = last[-1]
    return last.tail or last.text or ""


def keep_raised_in_word(root: Any) -> None:
    """Replace the raised digits of a part of a Word file that stand behind a digit."""
    for look in root.iter(f"{W}vertAlign", f"{W}position"):
        run = look.getparent().getparent()
        beside = run.itersiblings(preceding=True)
        last = next((each for each in beside if each.tag not in _WITHOUT_TEXT), None)
        if last is None or last.tag != f"{W}r" or not _raises(look, last):
            continue
        before = "".join(text.text or "" for text in last.findall(f"{W}t"))
        for text in run.findall(f"{W}t")[:1]:
            text.text = keep_raised(before, text.text or "")


def _raises(look: Any, last: Any) -> bool:
    """Tell whether a property sets the text of its run above that of the last run."""
    if look.tag == f"{W}vertAlign":
        return bool(look.get(f"{W}val") == "superscript")
    return _height(look) - _height(last.find(f"{W}rPr/{W}position")) >= _LEAST_RAISE


def _height(position: Any) -> int:
    """Return the half-points by which a property sets text above the line; 0 without one."""
    stated = "" if position is None else position.get(f"{W}val") or ""
    return int(stated) if _HEIGHT.fullmatch(stated) else 0
