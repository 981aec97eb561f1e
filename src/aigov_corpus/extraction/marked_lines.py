r"""A document as lines: one paragraph on each line, with marks for headings and the like.

A person can mend such a text in an editor: join, divide, move and mark paragraphs. Reading the
lines gives the document as it was written, and nothing is cleaned, left out or guessed.

| line begins with | block |
| --- | --- |
| `# ` | title |
| `## `, `### ` … | heading of a section; one mark more for each level |
| `- ` | item of a list |
| `| ` | row of a table |
| `@ ` | line of signer or date |
| `% ` | line about the file, which is no part of the text |
| anything else | paragraph |

`{3/1} ` behind the mark names the section of a block, where it is another one than the headings
show. A backslash stands before a mark that is text; `\n` is a line end inside a paragraph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.decoding import decode
from aigov_corpus.extraction.structure.sections import Sections
from aigov_corpus.records import CONTENTS_SECTION, FIRST_SECTION, Block, BlockKind, Document
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

LINES = "lines"
"""Name of the layout of such a file."""
FIRST_LINE = "% aigov-corpus text: one paragraph on each line, # title, ## heading, - item"
"""First line, by which such a file is known."""
_HEAD = 400
"""Bytes of a file in which the first line is looked for."""
_NO_TEXT = (b"PK\x03\x04", b"%PDF")
"""First bytes of files whose paragraphs a reader finds: Word, EPUB, PDF."""
_MARKS: dict[str, BlockKind] = {
    "-": "item",
    "|": "table_row",
    "@": "signoff",
    "%": "provenance",
}
_LETTERS = {kind: mark for mark, kind in _MARKS.items()}
_LINE = re.compile(r"(?:(#{1,40}|[-|@%])[ \t]+)?(?:\{([^{}\s]+)\}[ \t]+)?(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NEEDS_BACKSLASH = re.compile(r"(?:#{1,40}|[-|@%])[ \t]|\{[^{}\s]+\}[ \t]")


def is_marked_file(data: bytes, layout: str | None) -> bool:
    """Tell whether a file is read as such lines: the layout or its first line says so.

    A file that is no text is none, whatever the layout.
    """
    if layout == LINES:
        return not data.startswith(_NO_TEXT)
    head = data[:_HEAD].replace(b"\x00", b"").decode("ascii", "ignore")
    return layout is None and _is_first_line(head)


def _is_first_line(line: str) -> bool:
    """Tell whether a line is the one that `write_marked` puts first."""
    return line.startswith(FIRST_LINE.partition(":")[0])


def write_marked(document: Document) -> str:
    """Return a document as lines, which `read_marked` reads back."""
    lines = [FIRST_LINE]
    path, levels = FIRST_SECTION, _Paths(document.lang)
    for block in document.blocks:
        mark = _LETTERS.get(block.kind, "")
        shown = path
        if block.kind == "title":
            mark = "#"
        elif block.kind == "heading":
            mark = "#" * (max(1, block.level) + 1)
            shown = levels.open(max(1, block.level), block.text)
        text = _escape(block.text)
        named = "" if block.section == shown else f"{{{block.section}}} "
        path = block.section
        lines.append(" ".join(filter(None, [mark, f"{named}{text}".rstrip(" ")])))
    return "\n".join(lines) + "\n"


def read_marked(data: bytes, *, name: str, lang: str | None) -> Document:
    """Return the document that lines hold; blank lines are passed over.

    Args:
        data: the bytes of the file.
        name: name of the file, for messages.
        lang: language code of the text; None to find it.

    Raises:
        InvalidInputError: the file cannot be decoded, or holds no text.
    """
    text, encoding, warnings = decode(data, name=name)
    found = lang or detect_language(text) or "zh"
    blocks = tuple(_read_lines(text, found))
    if not any(block.kind != "provenance" for block in blocks):
        raise InvalidInputError(
            "it holds no text", source=name, remedy="give a file with a paragraph on each line"
        )
    title = [block.text for block in blocks if block.kind == "title"]
    return Document(
        title=("" if base_language(found) == "zh" else " ").join(title),
        lang=found,
        blocks=blocks,
        sha256=hashlib.sha256(data).hexdigest(),
        meta={"format": LINES, "layout": LINES, "encoding": encoding, "warnings": warnings},
    )


def _read_lines(text: str, lang: str) -> Iterator[Block]:
    """Yield the block of each line that is not blank."""
    path, depth, levels = FIRST_SECTION, 0, _Paths(lang)
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.strip(" \t\r\ufeff")
        if not line or _is_first_line(line):
            continue
        mark, named, content = _split(line)
        kind: BlockKind = "paragraph"
        if mark == "#":
            kind = "title"
        elif mark.startswith("#"):
            kind = "heading"
            path = levels.open(len(mark) - 1, content)
            depth = levels.depth
        elif mark:
            kind = _MARKS[mark]
        if named:
            path, depth = named, _depth(named)
        if content:
            yield Block(kind, content, lang, path, depth, number)


def _split(line: str) -> tuple[str, str, str]:
    """Return the mark of a line, the section that it names, and its text."""
    found = _LINE.fullmatch(line)
    if found is None:
        return "", "", line
    content = _ESCAPED.sub(
        lambda escape: {"n": "\n", "r": "\r"}.get(escape[1], escape[1]), found[3]
    )
    return found[1] or "", found[2] or "", content


def _escape(text: str) -> str:
    """Return a text on one line, in which nothing is taken for a mark."""
    flat = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"\\{flat}" if _NEEDS_BACKSLASH.match(flat) else flat


def _depth(path: str) -> int:
    """Return the depth of a section, as its path shows it."""
    if path == FIRST_SECTION:
        return 0
    return 1 if path == CONTENTS_SECTION else path.count("/") + 1


class _Paths:
    """The path of the section that each heading opens, by its level and number."""

    def __init__(self, lang: str) -> None:
        self._lang = base_language(lang)
        self._sections = Sections()
        self.depth = 0

    def open(self, level: int, text: str) -> str:
        """Return the path that a heading opens."""
        self._sections.open_level(level, find_marker(text, self._lang))
        path, self.depth = self._sections.path()
        return path
