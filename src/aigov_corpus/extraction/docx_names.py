"""Names of elements of Word files (ECMA-376), for all that read them."""

from __future__ import annotations

from typing import Any

BODY = "word/document.xml"
"""Name of the file with the text."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The vocabulary of texts."""
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{_ALTERNATIVE}Fallback"
SIGNS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
}
"""Elements that stand for one character."""
_OFF = frozenset(("0", "false", "off"))


def is_on(node: Any, path: str) -> bool:
    """Tell whether an element, such as `vanish` in properties of text, is there and on."""
    found = node.find(path)
    return found is not None and found.get(f"{W}val") not in _OFF


def has_choice(node: Any) -> bool:
    """Tell whether a `FALLBACK` follows a `Choice`, which shows the same content.

    Only the element just before it is looked at, as there may be any number of them.
    """
    before = next(node.itersiblings("*", preceding=True), None)
    return before is not None and before.tag == f"{_ALTERNATIVE}Choice"
