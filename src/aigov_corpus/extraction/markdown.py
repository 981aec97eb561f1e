"""Read Markdown as a browser shows it: paragraphs, headings, list items and rows of tables.

The text is parsed as CommonMark with tables, strike-through, front matter and footnotes. Then it is
rendered as HTML and read line by line like a web page. So inline HTML (`<br/>`, `&nbsp;`,
`<a id="x">`) has the same effect as in a browser. Front matter is data about the text; the title in
it is the title of the document.

Two rules differ from CommonMark, because Chinese authors write so. A line break inside a paragraph
begins a new paragraph, unless the text is wrapped at a fixed width. And an indented line is not
code: only fences (three backticks) mark code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.html.lines import LEAST_HEADINGS, Line, visible_lines
from aigov_corpus.extraction.html.parsing import parse_html
from aigov_corpus.extraction.html.unshown import is_deleted, is_silent
from aigov_corpus.extraction.ledger import (
    ALTERNATIVE_TEXT,
    COMMENT,
    DELETED,
    FRONT_MATTER,
    MARKUP,
    READING,
)
from aigov_corpus.extraction.paragraphs import HEADING_BY_LOOKS, PageContent, Para, check_number
from aigov_corpus.extraction.plain import (
    as_provenance,
    is_wrapped,
    split_cells,
    split_chunks,
    starts_paragraph,
)
from aigov_corpus.extraction.site_markup import part_site_markup, render_container
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import LeftOut
from aigov_corpus.text.scripts import HAN, detect_language

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NAME = re.compile(r".+\.(?:md|mdx|markdown|mdown|mkd|qmd|rmd)", re.IGNORECASE)
# indented by four blanks, it is code
_HEADING = re.compile(r"[ \u3000]{0,3}(?P<mark>#{1,6})\s+\S")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?|\|\s*:?-{2,}:?\s*\|")
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(?P<title>\S.*?)[ \t]*$", re.MULTILINE)
_FENCED_HEAD = re.compile(r"---[ \t]*\r?\n")
# Keys with values, lists and comments, as YAML has them.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:[ \t]*(?:#.*|-[ \t].*)?\r?\n)*[\w.\"'-]+[ \t]*:(?:[ \t].*)?\r?\n"
)
# Front matter in TOML, between lines of plus signs.
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(?P<content>.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)
# ```{note} Title: the content of a directive of MyST, which is Markdown
_DIRECTIVE = re.compile(
    r"\{(?:admonition|note|tip|hint|important|warning|caution|attention|danger|error|seealso)\}"
    r"[ \t]*(?P<title>.*)"
)
_OPTIONS = re.compile(r"(?:[ \t]*:[\w-]+:.*(?:\n|$))+")
# **“lamps”**和: bold to its author, though not to CommonMark, which knows no Chinese marks
_STARS = re.compile(rf"\*\*(?=\S)([^*\n]*[{HAN}][^*\n]*)(?<=\S)\*\*")
# ![lamp](a.png){width=50%}
_SETTINGS = re.compile(r"^\{[^{}\n]*=[^{}\n]*\}")
# {#why-vue} after a heading, {: .note} after a paragraph
_ATTRIBUTES = re.compile(r"\s*\{[:]?\s*[#.][^{}]*\}\s*$")
_TASK = re.compile(r"\[[ xX]\]\s+")
_BREAK_IN_HTML = re.compile(r"(?<=[^>\s])[ \t]*\n[ \t]*(?=[^<\s])")
_RAW = re.compile(r"<(?:script|style|pre|textarea|svg|math)\b", re.IGNORECASE)
_DISPLAYED_AS_BLOCK = re.compile(r"display\s*:\s*block", re.IGNORECASE)

_INLINE = frozenset({"span", "strong", "b", "em", "i", "font", "u"})
"""Elements that may hold one of the two languages of a line."""

_MOST_LINES = 300_000
"""Lines of the longest text in Markdown; the parser takes a twentieth of a millisecond and two
kilobytes for each."""

_MOST_NESTED = 100
"""Deepest nesting of quotations and lists that is read; the parser's usual 20 would lose text.

A quotation counts once, an item of a list twice. Below this level the parser reads no text.
"""

_CONTAINERS = frozenset(
    ("blockquote_open", "list_item_open", "footnote_reference_open", "container_any_open")
)
"""Tokens that begin what may hold paragraphs."""

_BOLD_HEADING_CHARACTERS = 80
"""Maximum number of characters of a bold line that is taken for a heading."""


def is_markdown_name(name: str) -> bool:
    """Tell whether the name of a file ends as names of Markdown files do."""
    return _NAME.fullmatch(name) is not None


def looks_like_markdown(text: str) -> bool:
    """Tell whether a text has Markdown headings (`# Title`) or the rule of a table (`|---|`).

    Lines of commands and settings may begin with `#` as well. They are indented as code is, or most
    of them stand below each other.
    """
    chunks = split_chunks(text)
    if any(_TABLE_RULE.fullmatch(line.strip()) for chunk in chunks for line in chunk):
        return True
    headings, comments = 0, 0
    for chunk in chunks:
        marks = [_HEADING.match(line) for line in chunk]
        found = [mark is not None for mark in marks]
        beside = [
            above is not None
            and below is not None
            and above["mark"] == below["mark"]
            and detect_language(above.string) == detect_language(below.string)
            for above, below in pairwise(marks)
        ]
        run = [a or b for a, b in zip([False, *beside], [*beside, False], strict=True)]
        comments += sum(run)
        headings += sum(found) - sum(run)
    return headings > comments


def read_markdown(text: str, *, name: str) -> PageContent:
    """Return the paragraphs of a Markdown text, its title, and the text left out of it.

    Raises:
        InvalidInputError: its quotations and lists are nested too deeply, or it has too many lines.
    """
    text = text.removeprefix("\ufeff")
    check_number(text.count("\n"), name=name, of="lines", most=_MOST_LINES)
    toml = _TOML.match(text)
    if toml is not None:
        text = "\n" * toml[0].count("\n") + text[toml.end() :]
    shift = 0
    if _FENCED_HEAD.match(text) and not _FRONT_MATTER.match(text):
        text, shift = f"\n{text}", 1  # two rules with text between, which the plug-in would take
    tokens = _parser().parse(text)
    _check_nesting(tokens, name)
    wrapped = is_wrapped(_paragraph_lines(tokens))
    headings = [token for token in tokens if token.type == "heading_open"]
    numbered = len(headings) < LEAST_HEADINGS
    left_out: list[LeftOut] = []
    kept: list[Token] = []
    known: dict[str, str] = {}
    if toml is not None:
        left_out.append(LeftOut(toml["content"].strip(), FRONT_MATTER, "line 1"))
        known |= _toml_title(toml["content"])
    for token in _read_directives(tokens, left_out):
        if token.type == "front_matter":
            left_out.append(LeftOut(token.content.strip(), FRONT_MATTER, "line 1"))
            if title := _front_title(token.content):
                known["title"] = title
        elif token.type in ("fence", "code_block"):
            if token.content.strip():
                place = f"line {token.map[0] + 1 - shift}" if token.map else ""
                left_out.append(LeftOut(token.content.strip(), "code", place))
        else:
            kept.append(token)
    left_out += part_site_markup(kept)
    _number_items(kept)
    for token in kept:
        _prepare(token, wrapped=wrapped)
        left_out += _alternative_texts(token)
    html = _parser().renderer.render(kept, _parser().options, {})
    root = _tree(html, name)
    if root is None:
        shown = "\n".join(piece.text for piece in left_out)
        return PageContent([], known, left_out=left_out, visible=shown)
    left_out += _comments(root)
    visible = "\n".join([root.text_content(), *(piece.text for piece in left_out)])
    left_out += _silent_texts(root)
    lines = list(visible_lines(root))
    visible = "\n".join([visible, *(line.number for line in lines)])
    paras = [_paragraph(line, numbered=numbered) for line in lines]
    return PageContent(paras, known, left_out=left_out, visible=visible)


@cache
def _parser() -> MarkdownIt:
    """Return the parser; it reads only bracketed addresses as links, and no indented code."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = (
        MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED})
        .enable(["table", "strikethrough"])
        .disable("code")
    )
    parser.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin)
    parser.use(container_plugin, name="any", validate=lambda *_: True, render=render_container)
    # The mark of a footnote is a link that the page adds; its text stands at the end of the page.
    for rule in ("footnote_ref", "footnote_anchor", "image"):
        parser.add_render_rule(rule, _nothing)
    return parser


def _toml_title(content: str) -> dict[str, str]:
    """Return the title in front matter in TOML, under `title`; nothing if there is none."""
    try:
        title = tomllib.loads(content.replace("\r\n", "\n")).get("title")
    except (tomllib.TOMLDecodeError, ValueError):
        return {}
    return {"title": collapse_whitespace(title)} if title and isinstance(title, str) else {}


def _read_directives(tokens: Sequence[Token], left_out: list[LeftOut]) -> Iterator[Token]:
    """Yield the tokens of a text, and those of a directive's content in place of its fence.

    The options of directives are added to `left_out`.
    """
    for token in tokens:
        found = _DIRECTIVE.fullmatch(token.info.strip()) if token.type == "fence" else None
        if found is None:
            yield token
            continue
        content = token.content
        if options := _OPTIONS.match(content):
            left_out.append(LeftOut(options[0].strip(), MARKUP))
            content = content[options.end() :]
        yield from _parser().parse(f"{found['title']}\n\n{content}")


def _check_nesting(tokens: Sequence[Token], name: str) -> None:
    """Refuse a text with quotations or lists so deep that the parser does not read them."""
    for token in tokens:
        if token.type in _CONTAINERS and token.level >= _MOST_NESTED - 1:
            raise InvalidInputError(
                f"its quotations and lists are nested more than {_MOST_NESTED} levels deep",
                source=name,
                place=f"line {token.map[0] + 1}" if token.map else "",
                remedy="write fewer signs > or less indentation there",
            )


def _alternative_texts(token: Token) -> Iterator[LeftOut]:
    """Yield the texts that stand for the pictures in a paragraph."""
    for child in token.children or ():
        if child.type == "image" and (text := collapse_whitespace(child.content)):
            yield LeftOut(text, ALTERNATIVE_TEXT)


def _comments(root: Any) -> Iterator[LeftOut]:
    """Yield the comments, and the texts that stand for pictures, in the HTML of a text."""
    from lxml import etree

    for node in root.iter(etree.Comment, "img"):
        is_comment = node.tag is etree.Comment
        text = node.text if is_comment else node.get("alt")
        if text := collapse_whitespace((text or "").replace("<br>", "\n")):
            yield LeftOut(text, COMMENT if is_comment else ALTERNATIVE_TEXT)


def _nothing(*_: Any) -> str:
    """Return an empty string, to render a token that shows no text."""
    return ""


def _front_title(front_matter: str) -> str:
    """Return the title in front matter; empty if there is none on a line of its own."""
    found = _TITLE.search(front_matter)
    if found is None:
        return ""
    title = found["title"]
    if title[0] in "\"'" and title[-1] == title[0]:
        title = title[1:-1]
    return collapse_whitespace(title)


def _paragraph_lines(tokens: Sequence[Token]) -> list[list[str]]:
    """Return the source lines of each paragraph."""
    inline = [token.content.split("\n") for token in tokens if token.type == "inline"]
    html = [token.content.strip().split("\n") for token in tokens if token.type == "html_block"]
    return [[line for line in lines if line.strip()] for lines in inline + html]


def _number_items(tokens: Sequence[Token]) -> None:
    """Put the number of each item of an ordered list before its text, as a browser does."""
    number = ""
    for token in tokens:
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "ordered_list_open":
            token.attrSet("style", "list-style:none")
        elif token.type == "inline" and number and token.children:
            token.children.insert(0, _text_token(number))
            number = ""


def _text_token(text: str) -> Token:
    from markdown_it.token import Token

    return Token("text", "", 0, content=text)


def _prepare(token: Token, *, wrapped: bool) -> None:
    """Mark the line breaks that end a paragraph, and remove text that is only markup."""
    if token.type == "html_block":
        token.content = _break_html(token.content, wrapped=wrapped)
        return
    if token.type != "inline" or not token.children:
        return
    for earlier, child in pairwise(token.children):
        if child.type == "text" and earlier.type in ("image", "link_close"):
            child.content = _SETTINGS.sub("", child.content)
    for child in reversed(token.children):
        if child.type == "text" and child.content:
            child.content = _ATTRIBUTES.sub("", child.content)
            break
    first = token.children[0]
    if first.type == "text":
        first.content = _TASK.sub("", first.content, count=1)
    lines = token.content.split("\n")
    width = max(map(len, lines))
    breaks = [child for child in token.children if child.type == "softbreak"]
    for n, child in enumerate(breaks):
        above, below = lines[n : n + 2] if n + 1 < len(lines) else ("", "")
        if not wrapped or starts_paragraph(above, below, width=width):
            child.type, child.tag = "hardbreak", "br"


def _break_html(html: str, *, wrapped: bool) -> str:
    """Return HTML with its links and marks rendered, and `<br>` where its line breaks part lines.

    A browser shows `[lamps](lamps.html)` inside an element as it is. But no author means it so, and
    the programs that make pages of Markdown have a switch for it (`markdown="1"`).
    """
    if not _RAW.search(html):
        html = _parser().renderInline(html)
    return html if wrapped else _BREAK_IN_HTML.sub("<br>", html)


def _tree(html: str, name: str) -> Any:
    """Return the root element of the rendered text; None if there is no text."""
    from lxml import html as lxml_html

    try:
        root = parse_html(f"<html><body>{html}</body></html>", name=name)
    except InvalidInputError as error:
        raise error.with_fields(place="") from error  # a line of the rendered page, not of the file
    body = root.find("body")
    if body is None:
        return None
    for node in list(body.iter()):
        if _stands_before_other_language(node):
            node.tail = ""
            node.addnext(lxml_html.Element("br"))
        if _DISPLAYED_AS_BLOCK.search(node.get("style") or ""):
            if node.tag in ("b", "strong"):
                node.set("style", "font-weight:bold")
            node.tag = "div"
    return body


def _stands_before_other_language(node: Any) -> bool:
    """Return whether an element stands right before one of its kind in the other language.

    Authors of bilingual pages put the two texts into two `<span>`s.
    """
    following = node.getnext()
    if node.tag not in _INLINE or following is None or following.tag != node.tag:
        return False
    if (node.tail or "").strip():
        return False
    languages = {detect_language(part.text_content()) for part in (node, following)}
    return languages == {"zh", "en"}


def _silent_texts(root: Any) -> Iterator[LeftOut]:
    """Yield the texts of elements that show nothing: scripts, labels for screen readers."""
    todo = list(root)[::-1]
    while todo:
        node = todo.pop()
        if not isinstance(node.tag, str):
            continue
        if not is_silent(node):
            todo += list(node)[::-1]
            continue
        if text := collapse_whitespace(node.text_content()):
            reason = DELETED if is_deleted(node) else f"<{node.tag}>"
            yield LeftOut(text, READING if node.tag == "rt" else reason)


def _paragraph(line: Line, *, numbered: bool) -> Para:
    """Return the paragraph for a line.

    Args:
        line: the rendered line.
        numbered: whether numbers of ordered lists may be numbers of sections.
    """
    para = replace(line.para, text=_STARS.sub(r"\1", line.para.text))
    if credit := as_provenance(para.text):
        return credit
    if para.cells:
        return para
    if cells := split_cells(para.text):
        return Para(" | ".join(cells), kind="table_row", cells=cells)
    if para.kind == "item" and numbered and para.text[0].isdigit():
        para = replace(para, kind=None)
    short = len(para.text) <= _BOLD_HEADING_CHARACTERS
    if line.bold and short and not para.heading and para.kind is None:
        return replace(para, heading=HEADING_BY_LOOKS)
    return para
