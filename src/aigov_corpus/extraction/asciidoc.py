"""Read AsciiDoc by simple rules: paragraphs, headings by `=`, lists, tables, captions.

The text is what a web page made from the file would show. Marks, addresses and settings are
markup. They are listed as left out, so that no letter of the file is unaccounted for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.asciidoc_marks import (
    ANCHOR,
    ATTRIBUTE,
    INLINE,
    NOTE,
    REFERENCE,
    TEXT,
    label_of,
    replace_attributes,
)
from aigov_corpus.extraction.ledger import COMMENT, DELETED, FRONT_MATTER, INDEX_TERM, MARKUP
from aigov_corpus.extraction.number_forms import write_number
from aigov_corpus.extraction.paragraphs import PageContent, Para
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import LeftOut
from aigov_corpus.text.characters import resolve_references

_NAME = re.compile(r".+\.(?:adoc|asciidoc|asc)", re.IGNORECASE)
# == Lamps, but not == Lamps ==, as wikis write it.
_HEADING = re.compile(r"(?P<level>={1,6})[ \t]+(?P<title>\S.*?)[ \t]*$")
_WIKI_HEADING = re.compile(r"={1,6}[ \t].*=[ \t]*$")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+\S")
# [source,python], [[id]], [.lead], but not [1]
_BLOCK_ATTRIBUTES = re.compile(r"\[(?:[^\W\d][^\]]*|[.#%,\"'{][^\]]*|\[[^\]]*\]|)\][ \t]*$")
_CAPTION = re.compile(r"\.(?P<title>[^\s.].*)$")
_BLOCK_MACRO = re.compile(r"(?:image|video|audio|toc|include|ifn?def|ifeval|endif)::\S*?\[.*\]\s*$")
_INCLUDE = re.compile(r"include::(?P<file>\S+?)\[")
_RULE = re.compile(r"(?:'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*)[ \t]*$")
_CODE_FENCE = re.compile(r"(?P<fence>-{4,}|\.{4,}|\+{4,}|`{3,})[\w,-]*[ \t]*$")
_COMMENT_FENCE = re.compile(r"/{4,}[ \t]*$")
_CONTAINER = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--)[ \t]*$")
_TABLE_FENCE = re.compile(r"[|,:!]={3,}[ \t]*$")
_COLUMNS = re.compile(r"cols\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^,\]]*))")
_REPEATED_COLUMN = re.compile(r"([0-9]{1,4})\*")
# 2+|, .3+^.>s|, a| and | alone
_CELL = re.compile(r"(?:^|(?<=\s))(?:\d+\*|(?:\d+)?(?:\.\d+)?\+)?(?:[<^>]?\.?[<^>]?)?[adehlmsv]?\|")
_ITEM = re.compile(
    r"[ \t]*(?P<mark>\*{1,5}|-|\.{1,5}|<\d+>|<\.>)[ \t]+(?P<text>\S.*)$"
    r"|[ \t]*(?P<number>(?:\d+|[A-Za-z])\.[ \t]+)(?P<numbered>\S.*)$"
)
_TERM = re.compile(r"[ \t]*(?P<term>\S.*?)(?:;;|:{2,4})(?:[ \t]+(?P<text>\S.*))?$")
_STRUCK = ("[line-through]", "[.line-through]")
_TASK = re.compile(r"\[[ xX*]\][ \t]+")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_UNDERLINE = re.compile(r"(?P<mark>[=\-~^+])(?P=mark){2,}[ \t]*$")
_UNDERLINED_LEVELS = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}
_HARD_BREAK = re.compile(r"[ \t]\+[ \t]*$")

_MOST_DIFFERENCE = 2
"""Maximum characters by which a heading and the line of marks below it may differ in length."""

_LEAST_HEADINGS = 2
"""Minimum number of headings by which a text without a file name is recognised as AsciiDoc."""

_FORMS = ("decimal", "lowerLetter", "lowerRoman", "upperLetter", "upperRoman")
"""The forms of numbers of lists inside each other."""

_NAMES = ("arabic", "loweralpha", "lowerroman", "upperalpha", "upperroman")
"""What a list that states the form of its numbers calls each of them."""

_START = re.compile(r"\bstart\s*=\s*\"?(\d{1,4})")

_MOST_EXPANSION = 10
"""Maximum size of a text whose attributes are replaced, in sizes of the file.

Attributes may name each other, so that a few lines could stand for gigabytes of text.
"""

_SHORT_TITLE = re.compile(r"[^<>]{1,100}")
"""A heading that is shown where the text refers to it."""

_LEAST_LIMIT = 1_000_000
"""Characters that the text may have even if its file is much smaller."""


def is_asciidoc_name(name: str) -> bool:
    """Tell whether the name of a file ends as names of AsciiDoc files do."""
    return _NAME.fullmatch(name) is not None


def looks_like_asciidoc(text: str) -> bool:
    """Tell whether a text has AsciiDoc headings (`== Lamps`) and no Markdown ones (`# Lamps`)."""
    lines = text.splitlines()
    headings = [line for line in lines if _HEADING.match(line) and not _WIKI_HEADING.match(line)]
    return len(headings) >= _LEAST_HEADINGS and not any(map(_MARKDOWN_HEADING.match, lines))


def read_asciidoc(text: str, *, name: str) -> PageContent:
    """Return the paragraphs of an AsciiDoc text, its title, and what is left out of it.

    Raises:
        InvalidInputError: its attributes stand for far more text than the file has.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    limit = max(_LEAST_LIMIT, _MOST_EXPANSION * len(text))
    try:
        lines = [resolve_references(line) for line in replace_attributes(lines, limit=limit)]
    except InvalidInputError as error:
        raise error.with_fields(source=name) from error
    reader = _Reader(lines, titles=_find_titles(lines))
    reader.read()
    warnings = []
    if reader.included:
        warnings.append(
            f"it includes other files, which are not read: {', '.join(reader.included)}; "
            "put their text into this one"
        )
    return PageContent(
        reader.paras,
        meta={"warnings": warnings},
        left_out=reader.left_out,
        visible="\n".join([*lines, *reader.added]),
    )


def _find_titles(lines: Sequence[str]) -> dict[str, str]:
    """Return the headings and captions below anchors (`[[id]]`, `[#id]`), by the anchors' names.

    Long ones are left out, and those with `<` or `>`, which would end the reference.
    """
    titles: dict[str, str] = {}
    anchor = ""
    for line in lines:
        if found := ANCHOR.match(line):
            anchor = found["id"]
        elif titled := _HEADING.match(line) or _CAPTION.match(line):
            titles.setdefault(anchor, NOTE.sub("", titled["title"]))
            anchor = ""
        elif line.strip() and not _BLOCK_ATTRIBUTES.match(line):
            anchor = ""
    return {name: title for name, title in titles.items() if name and _SHORT_TITLE.fullmatch(title)}


@dataclass(slots=True)
class _List:
    """An open list."""

    mark: str
    """The mark of its items: `.` or `..` of those with numbers."""
    form: str
    """The form of its numbers, as `write_number` names it."""
    next: int


@dataclass(slots=True)
class _Reader:
    """Reads the lines of a text, one after the other."""

    lines: Sequence[str]
    titles: Mapping[str, str] = field(default_factory=dict)
    """Headings and captions by the names of the anchors above them."""
    at: int = 0
    """0-based index of the next line."""
    paras: list[Para] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    included: list[str] = field(default_factory=list)
    """Names of files whose text should be included in this one."""
    added: list[str] = field(default_factory=list)
    """Texts that the page shows at a place where the file does not have them."""
    attributes: str = ""
    """The attributes in brackets above the next block."""
    footnotes: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    """The open lists, the outermost first."""

    def read(self) -> None:
        """Read all lines."""
        self._read_head()
        while self.at < len(self.lines):
            if not self._read_block_mark():
                self._read_text()
        for note in self.footnotes:
            self._add(note)

    def _read_head(self) -> None:
        """Read the title, and leave out the lines below it as front matter: author, settings."""
        while self.at < len(self.lines) and self._skip_line():
            pass
        title = _HEADING.match(self.lines[self.at]) if self.at < len(self.lines) else None
        if title is None or len(title["level"]) > 1:
            return
        self._add(title["title"], heading=1)
        self.at += 1
        while self.at < len(self.lines) and self.lines[self.at].strip():
            if _HEADING.match(self.lines[self.at]):
                return
            self._leave_out(self.lines[self.at], FRONT_MATTER)
            self.at += 1

    def _skip_line(self) -> bool:
        """Skip a line without text: blank, a comment, a setting; return whether it was one."""
        line = self.lines[self.at]
        if _COMMENT_FENCE.match(line):
            self._skip_fenced(line.strip(), COMMENT)
        elif line.startswith("//") and not line.startswith("///"):
            self._leave_out(line, COMMENT)
        elif ATTRIBUTE.match(line):
            self._leave_out(line, FRONT_MATTER)
            while self.lines[self.at].endswith(" \\") and self.at + 1 < len(self.lines):
                self.at += 1
                self._leave_out(self.lines[self.at], FRONT_MATTER)
        elif line.strip() not in ("", "+"):
            return False
        if not line.strip():
            self.attributes = ""
        self.at += 1
        return True

    def _read_block_mark(self) -> bool:
        """Read a line that begins or marks a block, with the block; return whether it is one."""
        line = self.lines[self.at]
        if self._skip_line():
            return True
        if _BLOCK_ATTRIBUTES.match(line):
            self.attributes += line.strip()
            self._leave_out(line, MARKUP)
        elif _BLOCK_MACRO.match(line):
            if found := _INCLUDE.match(line):
                self.included.append(found["file"])
            self._leave_out(line, MARKUP)
        elif fence := _CODE_FENCE.match(line):
            self._skip_fenced(fence["fence"], "code")
        elif _TABLE_FENCE.match(line):
            self._read_table()
        elif heading := _HEADING.match(line):
            self.lists = []
            self._add(heading["title"].removesuffix(f" {heading['level']}"), len(heading["level"]))
        elif caption := _CAPTION.match(line):
            self._add(caption["title"])
        elif not (_CONTAINER.match(line) or _RULE.match(line)):
            return False
        self.at += 1
        return True

    def _skip_fenced(self, fence: str, reason: str) -> None:
        """Leave out the lines up to the one that closes a block; stop at that line."""
        start = self.at + 1
        end = start
        while end < len(self.lines) and self.lines[end].rstrip() != fence:
            end += 1
        self._leave_out(self.lines[self.at].strip("-.+`/ \t"), MARKUP)
        self._leave_out("\n".join(self.lines[start:end]), reason, line=start)
        self.at = end
        self.attributes = ""

    def _read_table(self) -> None:
        """Read the rows of a table; stop at the line that closes it."""
        fence = self.lines[self.at].strip()
        start = self.at = self.at + 1
        while self.at < len(self.lines) and self.lines[self.at].strip() != fence:
            self.at += 1
        cells: list[str] = []
        columns = _count_columns(self.attributes)
        for line in self.lines[start : self.at]:
            parts = _CELL.split(line)
            marks = "".join(_CELL.findall(line))
            self._leave_out(marks.replace("|", " "), MARKUP)
            if not marks:
                if cells:
                    cells[-1] += f"\n{line}"
                elif line.strip():
                    self._add(line)
                continue
            if cells:
                cells[-1] += f"\n{parts[0]}"
            else:
                self._add(parts[0])
            cells += parts[1:]
            columns = columns or len(parts) - 1
        for first in range(0, len(cells), max(1, columns)):
            row = [self._inline(cell) for cell in cells[first : first + columns]]
            if any(row):
                self.paras.append(Para(" | ".join(row), kind="table_row", cells=tuple(row)))
        self.attributes = ""

    def _read_text(self) -> None:
        """Read the lines of one paragraph, item of a list, or underlined heading."""
        line = self.lines[self.at]
        if level := self._underlined():
            self.lists = []
            self._add(line, heading=level)
            self.at += 2
            return
        item, term = _ITEM.match(line), _TERM.match(line)
        if not (item or term) and self.at and self.lines[self.at - 1].strip() != "+":
            self.lists = []
        self.at += 1
        if item:
            number = item["number"] or ""
            text = item["numbered"] or _TASK.sub(self._drop, item["text"])
            mark = item["mark"] or ""
            if mark.startswith("<"):
                self._leave_out(mark, MARKUP)
            else:
                number = self._count_item(mark) or number
            self._add_lines([f"{number}{text}", *self._lines_below(in_list=True)], kind="item")
        elif term:
            self._add(term["term"], kind="item")
            below = self._lines_below(in_list=True)
            self._add_lines([*filter(None, [term["text"]]), *below], kind="item")
        else:
            lines = [_ADMONITION.sub(self._drop, line), *self._lines_below()]
            if self.attributes.startswith(("[source", "[listing")):
                self._leave_out("\n".join(lines), "code")
            else:
                self._add_lines(lines, apart=self.attributes.startswith("[verse"))
        self.attributes = ""

    def _count_item(self, mark: str) -> str:
        """Count an item of a list by its mark; return the number that a page shows before it."""
        marks = [each.mark for each in self.lists]
        if mark in marks and not self.attributes:
            del self.lists[marks.index(mark) + 1 :]
        else:
            del self.lists[marks.index(mark) if mark in marks else len(marks) :]
            self.lists.append(self._begin_list(mark))
        around = self.lists[-1]
        if not mark.startswith("."):
            return ""
        number = f"{write_number(around.next, around.form)}. "
        around.next += 1
        self.added.append(number)
        return number

    def _begin_list(self, mark: str) -> _List:
        """Return a new list, with the form and the start of its numbers that are stated above."""
        start = _START.search(self.attributes)
        usual = _FORMS[min(len(mark), len(_FORMS)) - 1]
        stated = (
            form for form, name in zip(_FORMS, _NAMES, strict=True) if name in self.attributes
        )
        return _List(mark, next(stated, usual), int(start[1]) if start else 1)

    def _underlined(self) -> int:
        """Return the level of a heading that has a line of marks below it; 0 if there is none."""
        above, below = self.lines[self.at], self.lines[self.at + 1 : self.at + 2]
        found = _UNDERLINE.match(below[0]) if below else None
        if found is None:
            return 0
        columns = sum(2 if char >= "\u2e80" else 1 for char in above.strip())
        marks = len(found[0].strip())
        fits = min(abs(marks - columns), abs(marks - len(above.strip()))) <= _MOST_DIFFERENCE
        alone = self.at == 0 or not self.lines[self.at - 1].strip()
        return _UNDERLINED_LEVELS[found["mark"]] if fits and alone else 0

    def _lines_below(self, *, in_list: bool = False) -> list[str]:
        """Return the other lines of the paragraph whose first line was just read.

        Args:
            in_list: whether the paragraph belongs to a list, which a term ends on any line.
        """
        lines: list[str] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.startswith("//") and self._skip_line():
                continue
            marks = (
                _BLOCK_ATTRIBUTES,
                _CODE_FENCE,
                _TABLE_FENCE,
                _CONTAINER,
                _ITEM,
                _HEADING,
            )
            if line.strip() in ("", "+") or any(mark.match(line) for mark in marks):
                break
            if _BLOCK_MACRO.match(line) or (_TERM.match(line) and (in_list or not lines)):
                break
            lines.append(line)
            self.at += 1
        return lines

    def _add_lines(self, lines: Sequence[str], *, kind: str = "", apart: bool = False) -> None:
        """Add the lines of a paragraph, joined; a line stays apart if it ends with `+`."""
        parts: list[list[str]] = [[]]
        for line in lines:
            parts[-1].append(_HARD_BREAK.sub("", line))
            if apart or _HARD_BREAK.search(line):
                parts.append([])
        for part in parts:
            self._add("\n".join(part), kind=kind)

    def _add(self, text: str, heading: int = 0, *, kind: str = "") -> None:
        """Add a paragraph, unless it is empty."""
        shown = self._inline(text)
        if shown:
            self.paras.append(Para(shown, kind="item" if kind else None, heading=heading))

    def _inline(self, text: str) -> str:
        """Return what the page shows of a text; everything else is left out."""
        text = REFERENCE.sub(self._name, NOTE.sub(self._note, text))
        for pattern, shows in INLINE:
            text = pattern.sub(partial(self._show, shows=shows), text)
        return collapse_whitespace(text)

    def _show(self, found: re.Match[str], *, shows: str) -> str:
        """Return what the page shows of marked text; the rest is left out."""
        inner = found.groupdict().get("text", "")
        kept = label_of(inner) if shows == TEXT else inner
        at = found.start("text") - found.start() if inner else 0
        rest = f"{found[0][:at]} {found[0][at + len(inner) :]}"
        rest += inner.replace(kept, " ", 1) if kept != inner else ""
        reason = DELETED if found[0].startswith(_STRUCK) else MARKUP
        self._leave_out(rest, INDEX_TERM if found[0].startswith("(((") else reason)
        return shows.replace(TEXT, kept)

    def _name(self, found: re.Match[str]) -> str:
        """Give a reference the title of what it names, which the page shows there."""
        name = found["id"] or found["other"]
        title = self.titles.get(name)
        if title is None:
            return found[0]
        self.added.append(title)
        if found["other"]:
            self._leave_out("xref", MARKUP)
        return f"<<{name},{title}>>"

    def _note(self, found: re.Match[str]) -> str:
        """Keep a footnote for the end of the text, where the page shows it."""
        if found["text"]:
            self.footnotes.append(found["text"])
        self._leave_out(f"footnote {found['id'] or ''}", MARKUP)
        return ""

    def _drop(self, found: re.Match[str]) -> str:
        """Leave out a mark at the beginning of a paragraph."""
        self._leave_out(found[0], MARKUP)
        return ""

    def _leave_out(self, text: str, reason: str, *, line: int | None = None) -> None:
        """List a piece of text as left out, if it has a letter or digit."""
        if any(char.isalnum() for char in text):
            number = (self.at if line is None else line) + 1
            self.left_out.append(LeftOut(text.strip(), reason, f"line {number}"))


def _count_columns(attributes: str) -> int:
    """Return the number of columns that the attributes of a table give; 0 if they give none."""
    found = _COLUMNS.search(attributes)
    if found is None:
        return 0
    count = 0
    for column in re.split("[,;]", found["quoted"] or found["bare"] or ""):
        repeated = _REPEATED_COLUMN.match(column.strip())
        count += int(repeated[1]) if repeated else 1
    return count
