"""What the style sheets of a page say about the numbers before its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.number_styles import CounterStyle
from aigov_corpus.extraction.paragraphs import check_number

_MOST_STEPS = 50_000_000
"""Rules about numbers times elements of the largest page; most have some 10,000."""

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_TOKEN = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|[{};]|[^{};\"']+|[\"']", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|(.))", re.DOTALL)
_WIDE_SCREEN = re.compile(
    r"@media(?!(?: only)? print(?: and|$))(?:[\s,]|only\b|and\b|all\b|screen\b|print\b"
    r"|\(\s*min-width\s*:\s*1?\d{1,3}(?:\.\d+)?(?:px|r?em)?\s*\))*"
)
"""The head of a group of rules that hold on a wide screen, whatever else its user has set."""
_NAMES = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_WANTED = frozenset(
    ("list-style", "list-style-type", "counter-reset", "counter-increment", "counter-set")
)
_STRINGS = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
_SYMBOL = re.compile(rf"{_STRINGS.pattern}|[^\s\"']+")

Rank = tuple[int, int, int]
"""How many ids, classes and kinds of elements a selector names: the larger one decides."""


@dataclass(slots=True)
class Looks:
    """What style sheets say of each element, and the styles of numbers that they define."""

    of_elements: dict[Any, dict[str, str]] = field(default_factory=dict)
    """The properties of elements, by their names."""
    before: dict[Any, dict[str, str]] = field(default_factory=dict)
    """The properties of what stands before elements (`::before`)."""
    styles: dict[str, CounterStyle] = field(default_factory=dict)

    def value(self, node: Any, name: str) -> str:
        """Return a property of an element, which its own style may state; empty if none does."""
        own = read_declarations(node.get("style") or "") if node.get("style") else {}
        return own.get(name) or self.of_elements.get(node, {}).get(name, "")


def numbers_paragraphs(sheet: str) -> bool:
    """Tell whether a style sheet may say anything about the numbers before paragraphs."""
    return any(word in sheet for word in ("list-style", "counter-", "::before", ":before"))


def read_looks(root: Any, sheets: Iterable[str], *, name: str) -> Looks:
    """Return what style sheets say about the numbers of a page.

    Args:
        root: the page.
        sheets: the sheets, in the order in which they count.
        name: file or URL, for messages.

    Raises:
        InvalidInputError: they have too many rules for a page of this size.
    """
    looks = Looks()
    rules = [rule for sheet in filter(numbers_paragraphs, sheets) for rule in read_rules(sheet)]
    for prelude, declarations in rules:
        if prelude.startswith("@counter-style"):
            style = prelude.removeprefix("@counter-style").strip()
            looks.styles[style] = _read_style(declarations)
    wanted = [
        (prelude, found)
        for prelude, declarations in rules
        if not prelude.startswith("@") and (found := _take_wanted(prelude, declarations))
    ]
    if not wanted:
        return looks
    classes = list_classes(root)
    elements = int(root.xpath("count(//*)"))
    chosen = [
        (rank, selector, declarations)
        for prelude, declarations in wanted
        for rank, selector in read_selectors(prelude, classes)
    ]
    check_number(
        elements * len(chosen), name=name, of="elements times rules about numbers", most=_MOST_STEPS
    )
    for _, selector, declarations in sorted(chosen, key=lambda each: each[0]):
        of = looks.of_elements if selector.pseudo_element is None else looks.before
        for node in find_elements(root, selector):
            of.setdefault(node, {}).update(declarations)
    return looks


def _take_wanted(prelude: str, declarations: Mapping[str, str]) -> dict[str, str]:
    """Return the properties of a rule that numbers depend on."""
    names = _WANTED | {"content"} if "before" in prelude else _WANTED
    return {name: value for name, value in declarations.items() if name in names}


def list_classes(root: Any) -> set[str]:
    """Return the classes of the elements of a page."""
    return {each for node in root.iter("*") for each in (node.get("class") or "").split()}


def read_selectors(prelude: str, classes: set[str] | None = None) -> Iterator[tuple[Rank, Any]]:
    """Yield the selectors of a rule that can be read and may match, with their ranks.

    Of what stands before and behind elements, only the former is read.

    Args:
        prelude: what stands before the brace of the rule.
        classes: the classes that the page has; a selector with any other is left out. If None,
            none is.
    """
    from cssselect import SelectorError, parse

    try:
        selectors = parse(prelude)
    except (SelectorError, ValueError, RecursionError):
        return
    for selector in selectors:
        is_read = selector.pseudo_element in (None, "before")
        if is_read and (
            classes is None or classes.issuperset(_NAMES.findall(selector.canonical()))
        ):
            yield selector.specificity(), selector


def find_elements(root: Any, selector: Any) -> list[Any]:
    """Return the elements of a page that a selector matches; none if it cannot be asked."""
    from cssselect import ExpressionError, HTMLTranslator
    from lxml import etree

    try:
        path = HTMLTranslator().selector_to_xpath(selector, prefix="descendant-or-self::")
        return list(root.xpath(path))
    except (ExpressionError, etree.XPathError):
        return []


def read_rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rules of a style sheet: what stands before the brace, and the declarations in it.

    Rules for other media than a wide screen, such as print and small screens, are left out.
    """
    prelude, inside = "", ""
    open_blocks: list[str] = []
    for token in _TOKEN.findall(_COMMENT.sub(" ", sheet)):
        if token == "{":
            open_blocks.append(" ".join(prelude.split()))
            prelude, inside = "", ""
        elif token == "}":
            if open_blocks:
                head = open_blocks.pop()
                is_group = head.startswith("@") and not head.startswith("@counter-style")
                if not is_group and all(map(is_for_screen, open_blocks)):
                    yield head, read_declarations(inside + prelude)
            prelude, inside = "", ""
        elif token == ";" and open_blocks:
            inside += prelude + ";"
            prelude = ""
        elif token == ";":
            prelude = ""
        else:
            prelude += token


def is_for_screen(head: str) -> bool:
    """Tell whether the rules of a group such as `@media print` count on a screen."""
    if head.startswith("@media"):
        return _WIDE_SCREEN.fullmatch(head.lower()) is not None
    return head.startswith(("@supports", "@layer")) and " not " not in head


def read_declarations(text: str) -> dict[str, str]:
    """Return the properties in a style, by their names in lower case."""
    found: dict[str, str] = {}
    piece = ""
    for token in [*_TOKEN.findall(text), ";"]:
        if token != ";":
            piece += token
            continue
        name, colon, value = piece.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip()
        piece = ""
    return found


def read_strings(value: str) -> list[str]:
    """Return the texts in quotes, and the words between them, of a value."""
    return [unquote(each) for each in _SYMBOL.findall(value)]


def unquote(text: str) -> str:
    """Return a text without its quotes and escapes; any other word as it is."""
    if text[:1] not in ('"', "'"):
        return text
    return _ESCAPE.sub(_unescape, text[1:-1])


def _unescape(escape: re.Match[str]) -> str:
    if not escape[1]:
        return escape[2]
    code = int(escape[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _read_style(declarations: Mapping[str, str]) -> CounterStyle:
    """Return a style of numbers that a sheet defines."""
    affixes = {
        name: unquote(declarations[name]) for name in ("prefix", "suffix") if name in declarations
    }
    return CounterStyle(
        " ".join(declarations.get("system", "symbolic").split()),
        tuple(read_strings(declarations.get("symbols", ""))),
        affixes.get("prefix"),
        affixes.get("suffix"),
    )
