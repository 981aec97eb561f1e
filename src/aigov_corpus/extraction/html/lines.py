"""The lines of text that a reader sees on a page, in order.

A line is what a reader sees as one paragraph. Block elements (`<p>`, `<div>`) and `<br>` end a
line. A row of a data table is one line.

No function here calls itself for the elements inside an element, because a hostile page may nest
elements more deeply than Python allows calls to be nested.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.list_numbers import NUMBER
from aigov_corpus.extraction.html.unshown import is_note_mark, is_silent
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.plain import split_chunks, unwrap
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import BlockKind
from aigov_corpus.text.scripts import detect_language

BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
"""Elements before and after which a line ends."""

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_HEADING = re.compile("h([1-6])")
_CAPTION = re.compile(r"caption|(?:pic|img|photo)[-_]?(?:desc|info|text|note)", re.IGNORECASE)
# Who took a picture, as captions say it: 新华社记者 张三 摄, (Photo: VCG), /CFP, [Photo/Xinhua]
_PHOTO = re.compile(
    r"[摄攝][）)]?$|^图[为：:]|[供制]图|图源|资料图|\bphoto\b|/(?:CFP|VCG|AP|AFP|Reuters|Xinhua|IC)\W*$",
    re.IGNORECASE,
)
_TIMES = frozenset(
    ("date", "time", "datetime", "timestamp", "pubtime", "pubdate", "published", "updated")
)
"""Words of names of elements for a time."""
_AUTHORS = frozenset(("author", "authors", "byline", "zuozhe", "writer"))
"""Words of names of elements for the name of an author."""
_NOT_A_LETTER = re.compile(r"[^a-z]+")
_SENTENCE_MARKS = frozenset("，、。；《》,;")
_TO_FILE_OR_PLACE = re.compile(
    r"^#|\.(?:pdf|docx?|xlsx?|pptx?|wps|ofd|zip|rar|7z|csv|txt|jpe?g|png)(?:[?#]|$)", re.IGNORECASE
)

_BETWEEN_LINKS = frozenset(("and", "&", "or", "和", "、", "By", "by", "by:"))
"""Words before and between links that are no text in a line of authors, which is no item of a
list: an item may name two laws."""

_LEAST_MENU_LINKS = 2
"""Minimum number of links of a menu that stands below the title of its page."""

_PARTS = ("span", "a", "time", "label")
"""Elements for parts of a line that is no sentence: a label, a name, a time."""

_CELLS = frozenset(("td", "th", "tr"))
"""Elements of which rows are made; a damaged page has rows in rows."""

_TABLE_PARTS = frozenset(("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr"))
"""Elements of which tables are made."""

_MOST_CELL_LINES = 4
"""Maximum lines in a cell of a data table. A longer cell with more shows that a table only lays
out the page.
"""

_MOST_CELL_CHARACTERS = 400
"""Maximum characters in a cell of a data table that has more than `_MOST_CELL_LINES` lines."""

_LEAST_WIDE_ROWS = 0.4
"""Smallest share of rows, in a data table, that have text in more than one cell."""


_LIST_MARK = re.compile(r"\s*(?:[•●▪◦·]|[-–—]\s|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s|\d{1,2}\.\s)")
"""The beginning of a line behind a `<br>` that is an item of a list: •, (b), 2."""

_MARK_ALONE = re.compile(
    r"[(（]?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[IVXLC]{1,5}|[A-Z]|[一二三四五六七八九十]{1,3})[)）.、．]|[—–•▪◦·-]"
)
"""A cell with nothing but the mark of an item, whose text stands in the next cell: (b), 1., —"""

_BRACKETED = re.compile(
    r"(?:\s?[(（](?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[A-Z])[)）]){1,2}|\d{1,3}[A-Z]{0,2}\."
)
"""The number of a line with brackets or a stop: (1), (a)(ii), 2A."""
_NUMBER_PIECES = 3
"""Most pieces of text in which the number of a line stands, and most digits of such a number."""

_SHORT_LINE = 40
"""Most characters of a line before a `<br>` that is a line of its own, as in verse.

A text that is wrapped at a fixed width has longer lines.
"""

LEAST_HEADINGS = 2
"""Headings from which they alone divide a text, and the numbers of lists do not."""

_OF_ARTICLES = re.compile(r"第|(?:Article|Art\.|Section|Sec\.|Chapter|Part|§)\s?\w", re.IGNORECASE)

SENTENCE_ENDS = tuple("。！？；.!?;”」』")
"""Characters at the end of a sentence, also of a quoted one."""

_TAIL_CHARACTERS = 200
"""Characters before a `<br>` whose language is found; a line may have any number of `<br>`."""

_STOPS = tuple(",.;:)，。；：）")

_Step = tuple[Literal["text", "enter", "leave", "picture", "mark"], Any]
"""One step of the way through a page: a text, a picture, the mark of a note, or an element that is
entered or left."""


class _Look(NamedTuple):
    """How the text of an element looks, by its tag and its attributes."""

    is_bold: bool
    is_centred: bool
    is_for_time: bool
    """Whether its class or id says that a time stands in it: `article-date`."""
    is_for_author: bool
    """Whether its class or id says that the name of an author stands in it."""
    is_preformatted: bool
    is_caption: bool
    heading: int
    """1 to 6; 0 for no heading."""


@lru_cache(maxsize=1 << 12)  # the elements of a page have few tags and attributes between them
def _look_of(
    tag: str, style: str | None, align: str | None, classes: str | None, name: str | None
) -> _Look:
    """Return how an element looks by its tag in lower case, style, alignment, classes and id."""
    style, classes = style or "", classes or ""
    words = _NOT_A_LETTER.split((classes or name or "").lower())
    heading = _HEADING.fullmatch(tag)
    return _Look(
        tag in ("b", "strong") or _BOLD.search(style) is not None,
        tag == "center"
        or (align or "").lower() in ("center", "middle")
        or _CENTRED.search(style) is not None,
        tag == "time" or not _TIMES.isdisjoint(words),
        not _AUTHORS.isdisjoint(words),
        tag == "pre" or _PREFORMATTED.search(style) is not None,
        tag in ("figcaption", "caption") or _CAPTION.search(classes) is not None,
        int(heading[1]) if heading else 0,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, with the way it looks."""

    para: Para
    bold: bool = False
    """Whether all letters of the line are bold."""
    centred: bool = False
    linked: bool = False
    """Whether all letters of the line belong to links."""
    links: int = 0
    """Number of links in the line to other pages; files and places on the page do not count."""
    places: int = 0
    """Number of links in the line to places on the page."""
    dated: bool = False
    """Whether a text in the line stands in an element that is for a time by its kind or name."""
    credited: bool = False
    """Whether all of the line stands in an element that is for an author by its name."""
    by_picture: bool = False
    """Whether the line is a caption by its element, or stands right behind a picture."""
    number: str = ""
    """The number at its beginning that a browser shows although the text does not contain it."""

    @property
    def typed(self) -> str:
        """The text of the line as the page contains it, without the number."""
        return self.para.text[len(self.number) :].lstrip()

    @property
    def is_sentence(self) -> bool:
        """Whether it is no link, and ends as a sentence does."""
        return not self.linked and self.para.text.endswith(SENTENCE_ENDS)

    @property
    def is_menu(self) -> bool:
        """Whether the line is nothing but several links, without marks of a sentence between."""
        only_links = self.linked and self.links + self.places >= _LEAST_MENU_LINKS
        return only_links and _SENTENCE_MARKS.isdisjoint(self.para.text)


def is_elsewhere(target: str) -> bool:
    """Tell whether a link leads to another page: not to a file, or to a place on its own."""
    return target != "" and _TO_FILE_OR_PLACE.search(target) is None


def measure_texts(root: Any) -> dict[Any, int]:
    """Return the number of characters of the text in an element and in each one inside it.

    Scripts and style sheets have none.
    """
    sizes: dict[Any, int] = {}
    for node in reversed(list(root.iter())):
        own = 0 if node.tag in ("script", "style") else len(node.text or "")
        sizes[node] = own + sum(len(each.tail or "") + sizes[each] for each in node)
    return sizes


def list_above(root: Any, body: Any) -> list[Line]:
    """Return the visible lines of a page above the element with its article; none without one."""
    return [] if body is None else list(visible_lines(root, until=body, tables=False))


def visible_text(node: Any, *, separator: str = " ", dropped: frozenset[Any] = frozenset()) -> str:
    """Return the visible lines of an element as one text, with `separator` between them.

    Args:
        node: an lxml element.
        separator: what stands between two lines.
        dropped: elements to leave out, with everything inside them.
    """
    lines = visible_lines(node, dropped=dropped, tables=False)
    return separator.join(line.para.text for line in lines)


def visible_lines(
    root: Any,
    *,
    dropped: frozenset[Any] = frozenset(),
    tables: bool = True,
    until: Any = None,
) -> Iterator[Line]:
    """Yield the visible lines inside an element.

    Args:
        root: an lxml element. It counts as visible, whatever its attributes say.
        dropped: elements to leave out, with everything inside them.
        tables: whether each row of a data table is one line; if False, each cell is a line.
        until: an element before which the lines end; None to read all.
    """
    reading = _Reading()
    steps: list[_Step] = [("enter", root)]
    while steps:
        step, value = steps.pop()
        if step == "text":
            yield from reading.add_text(value)
            continue
        if step == "picture":
            reading.by_picture = True
            continue
        if step == "mark":
            reading.behind_mark = True
            continue
        if value is until:
            break
        tag = value.tag.lower()
        if tag == "br":
            yield from reading.end_line(at_break=True)
            continue
        if tag in BLOCKS:
            yield from reading.end_line(in_row=tag != "tr")
            reading.paragraph += 1
        if step == "leave":
            reading.cross(value, tag, -1)
            reading.forget_number(value)
            continue
        if number := value.get(NUMBER):
            reading.numbers.append((value, number))
        rows = data_rows(value, dropped) if tag == "table" and tables else []
        if rows:
            for caption in value.iterchildren("caption"):
                yield from visible_lines(caption, dropped=dropped)
            rows[0][0] = reading.take_number() + rows[0][0]
            for cells in rows:
                yield Line(Para(" | ".join(cells), kind="table_row", cells=tuple(cells)))
            continue
        reading.cross(value, tag, +1)
        steps.append(("leave", value))
        steps += _steps_inside(value, dropped)
    yield from reading.end_line()


def _steps_inside(node: Any, dropped: frozenset[Any]) -> list[_Step]:
    """Return the steps through the content of an element, in reverse order."""
    steps: list[_Step] = []
    for child in reversed(node):
        if child.tail:
            steps.append(("text", child.tail))
        if child.tag in ("img", "amp-img"):
            steps.append(("picture", child))
        elif isinstance(child.tag, str) and child not in dropped:
            if not is_silent(child):
                steps.append(("enter", child))
            elif child.tag in ("a", "sup") and is_note_mark(child):
                steps.append(("mark", child))
    if node.text:
        steps.append(("text", node.text))
    return steps


_OF_FACT = re.compile(
    r"\s*(?:作\s*者|来\s*源|來\s*源|[记記]者|责任?编辑|責任編輯|编辑|[发發][布佈](?:时间|時間|日期)|日期|时间"
    r"|字体|字号|浏览(?:量|次数)?|阅读(?:量|次数)?|点击(?:量|次数)?)\s*[:：]"
)
"""The label of a fact about a text."""

_FACT_BEFORE = re.compile(r"[:：].|\d[日分]?\s*$")
"""A fact before another one in its line: a value behind its label, or a time; not 报名 | 时间：."""


def _ends_word(text: str) -> bool:
    return text[-1:].islower() or text[-1:].isdecimal()


def _follows_inline(node: Any) -> bool:
    """Tell whether an element stands right behind another one in its line, such as a label."""
    before = node.getprevious() if node.tag in _PARTS else None
    return before is not None and before.tag in _PARTS and not before.tail


@dataclass(slots=True)
class _Reading:
    """The line that is being read, and the open elements that decide how it looks."""

    texts: list[str] = field(default_factory=list)
    """Pieces of the line that were read so far."""
    bold: int = 0
    centred: int = 0
    links: int = 0
    links_in_line: int = 0
    """Links to other pages that began in the line."""
    places_in_line: int = 0
    dates: int = 0
    """Number of open elements that are for a time."""
    dated: bool = False
    credits: int = 0
    """Number of open elements that are for an author."""
    letters_of_text: int = 0
    """Letters of the line that are in no such element."""
    by_picture: bool = False
    """Whether a picture stands in or before the line, behind the line above."""
    items: int = 0
    behind_mark: bool = False
    """Whether the mark of a note stood before the next text, which is not read."""
    joint: bool = False
    """Whether an element for a part of a line was entered right behind another one."""
    styled: bool = False
    """Whether that element has attributes: a style sheet may part the two."""
    rows: int = 0
    """Number of open rows of tables that lay out a page."""
    captions: int = 0
    preformatted: int = 0
    """Number of open elements whose line breaks are shown as they are (`<pre>`)."""
    broken_off: bool = False
    """Whether a `<br>` inside an English sentence stands at the end of what was read."""
    paragraph: int = 1
    """Number of the element that the line stands in; `<br>` begins no other."""
    heading: int = 0
    """Level of the open heading, `<h1>` to `<h6>`; 0 if none is open."""
    letters_not_bold: int = 0
    letters_linked: int = 0
    letters_not_linked: int = 0
    numbers: list[tuple[Any, str]] = field(default_factory=list)
    """The numbers that stand before the next text, with their elements."""
    number: str = ""
    """The number at the beginning of the line."""

    def take_number(self) -> str:
        """Return the numbers that stand before the next text, and forget them."""
        number = "".join(each for _, each in self.numbers)
        self.numbers = []
        return number

    def forget_number(self, node: Any) -> None:
        """Forget the number of an element that is left, if no text followed."""
        if self.numbers and self.numbers[-1][0] is node:
            self.numbers.pop()

    def cross(self, node: Any, tag: str, step: int) -> None:
        """Count an element that is entered or left.

        Args:
            node: the element.
            tag: its tag in lower case.
            step: 1 if it is entered, -1 if it is left.
        """
        get = node.get
        classes = get("class")
        look = _look_of(tag, get("style"), get("align"), classes, None if classes else get("id"))
        self.bold += step * look.is_bold
        self.centred += step * look.is_centred
        self.dates += step * look.is_for_time
        self.credits += step * look.is_for_author
        self.preformatted += step * look.is_preformatted
        self.captions += step * look.is_caption
        if look.heading:
            self.heading = look.heading if step > 0 else 0
        if tag == "a" and node.get("href"):
            self.links += step
            self.links_in_line += is_elsewhere(node.get("href")) and step > 0
            self.places_in_line += node.get("href").startswith("#") and step > 0
        self.joint = step > 0 and _follows_inline(node)
        self.styled = self.joint and bool(node.keys())
        self.items += step * (tag == "li")
        self.rows += step * (tag == "tr")

    def add_text(self, text: str) -> Iterator[Line]:
        """Add a text; in preformatted text, yield the lines that its line breaks end."""
        for n, line in enumerate(_break_lines(text) if self.preformatted else (text,)):
            if n:
                yield from self.end_line(at_break=True)
            if self.broken_off and line.strip():
                is_item = _LIST_MARK.match(line) is not None
                if is_item or detect_language(line) == "zh" or self._is_short_before(line):
                    yield from self.end_line()
                self.broken_off = False
            self._add(line)

    def _add(self, text: str) -> None:
        """Add a piece of text to the line."""
        if self.numbers and text.strip():
            number = self.take_number()
            if not any(map(str.strip, self.texts)):
                self.number = number
            self.texts.append(number)
            text = text.lstrip()
        if self.behind_mark and self.texts and text.startswith(_STOPS):
            self.texts[-1] = self.texts[-1].rstrip()
        self.behind_mark = False
        if self.texts and ((self.joint and self._begins_word(text)) or self._is_numbered(text)):
            self.texts.append(" ")
        self.joint = False
        self.texts.append(text)
        self.dated = self.dated or (self.dates > 0 and text.strip() != "")
        self.letters_of_text += 0 if self.credits else len(text.strip())
        if not self.bold:
            self.letters_not_bold += len(text.strip())
        if self.links:
            self.letters_linked += sum(map(str.isalnum, text))
        elif self.items or text.strip() not in _BETWEEN_LINKS:
            self.letters_not_linked += sum(map(str.isalpha, text))

    def _begins_word(self, text: str) -> bool:
        """Tell whether a word, or a time in its own element, begins right behind another one."""
        is_time = self.dates > 0 and text[:1].isdigit()
        is_word = text[:1].isupper() and _ends_word(self.texts[-1])
        return (self.styled and (is_time or is_word)) or self._begins_fact(text)

    def _begins_fact(self, text: str) -> bool:
        """Tell whether a text is the label of a fact that stands right behind another fact."""
        return bool(_OF_FACT.match(text) and _FACT_BEFORE.search(self._last_characters()))

    def _is_numbered(self, text: str) -> bool:
        """Tell whether a text stands right behind the number of its line, in an own element."""
        begins = text[:1].isascii() and (text[:1].isalpha() or text[:1] == "(")
        if not begins or len(self.texts) > _NUMBER_PIECES:
            return False
        number = "".join(self.texts).lstrip()
        if number.isdecimal():  # not 5G
            return len(number) <= _NUMBER_PIECES and text[:1].isupper() and text[1:2].islower()
        return _BRACKETED.fullmatch(number) is not None

    def end_line(self, *, at_break: bool = False, in_row: bool = False) -> Iterator[Line]:
        """Yield the line, unless it is empty, and begin the next one.

        Args:
            in_row: whether the line goes on if it is the mark of an item, alone in its cell.
            at_break: whether a `<br>` ends the line. Inside an English sentence it only wraps the
                text, and the line goes on, unless another one or Chinese follows, or the line is
                short and a capitalised word follows.
        """
        is_inside = at_break and self.texts and not self.broken_off
        if is_inside and _breaks_off(self._last_characters()):
            self.texts.append("\n")
            self.broken_off = True
            return
        self.broken_off = False
        text = collapse_whitespace("".join(self.texts)) if self.texts else ""
        if in_row and self.rows and _MARK_ALONE.fullmatch(text):
            self.texts.append(" ")
            return
        if text:
            yield Line(
                Para(text, kind=self._kind(text), heading=self.heading, paragraph=self.paragraph),
                bold=not self.letters_not_bold,
                centred=bool(self.centred),
                linked=self.letters_linked > 0 and not self.letters_not_linked,
                links=self.links_in_line,
                places=self.places_in_line,
                dated=self.dated,
                credited=not self.letters_of_text,
                by_picture=self.by_picture or bool(self.captions),
                number=self.number,
            )
            self.by_picture = False
        self.texts = []
        self.number = ""
        self.letters_not_bold = 0
        self.letters_linked = 0
        self.letters_not_linked = 0
        # A link around several lines is one of each.
        self.links_in_line = min(self.links_in_line, self.links)
        self.places_in_line = min(self.places_in_line, self.links)
        self.dated = False
        self.letters_of_text = 0

    def _is_short_before(self, text: str) -> bool:
        """Tell whether the line is too short to be wrapped, and no word of its sentence follows."""
        first = text.lstrip("“\"'‘(（+ \t\r\n")[:1]
        return (first.isupper() or first.isdigit()) and len(self._last_characters()) <= _SHORT_LINE

    def _last_characters(self) -> str:
        """Return the end of the line, at least `_TAIL_CHARACTERS` of it if it is that long."""
        size, first = 0, len(self.texts)
        while first and size < _TAIL_CHARACTERS:
            first -= 1
            size += len(self.texts[first])
        return collapse_whitespace("".join(self.texts[first:])[-_TAIL_CHARACTERS:])

    def _kind(self, text: str) -> BlockKind | None:
        """Return the kind of a line that the open elements show; None if they show none."""
        if self.captions or (self.by_picture and _PHOTO.search(text)):
            return "paragraph"
        return "item" if self.items and not self.heading else None


def free_numbered(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a text; those with a number of a list may open sections if they can.

    The numbers of articles (第一条, Article 2) always can; others only in a text without headings
    that its list divides.
    """
    has_headings = sum(line.para.heading > 0 for line in lines) >= LEAST_HEADINGS
    only_articles = has_headings or not _is_divided(lines)
    return [
        replace(line, para=replace(line.para, kind=None))
        if line.para.kind == "item" and _opens(line.number, only_articles=only_articles)
        else line
        for line in lines
    ]


def _opens(number: str, *, only_articles: bool) -> bool:
    return bool(_OF_ARTICLES.match(number)) if only_articles else number != ""


def _is_divided(lines: Sequence[Line]) -> bool:
    """Tell whether numbered lines divide the text, and are no list inside it."""
    numbered = [n for n, line in enumerate(lines) if line.number]
    if not numbered:
        return False
    first, last = numbered[0], numbered[-1]
    if any(lines[n].number == lines[first].number for n in numbered[1:]):
        return False
    sentences = [
        n
        for n, line in enumerate(lines)
        if line.para.kind is None and not line.number and line.para.text.endswith(SENTENCE_ENDS)
    ]
    return not any(n > last for n in sentences) or any(first < n < last for n in sentences)


def _break_lines(text: str) -> list[str]:
    """Return the lines of a preformatted text, or its paragraphs if its lines are wrapped."""
    if "\n" not in text:
        return [text]
    if paragraphs := unwrap(split_chunks(text)):
        return [line for chunk in paragraphs for line in chunk]
    return text.split("\n")


def _breaks_off(text: str) -> bool:
    """Tell whether a text is English and ends with a lower-case letter, so inside a sentence."""
    return (
        text != "" and detect_language(text) == "en" and text[-1].isalpha() and text[-1].islower()
    )


def data_rows(table: Any, dropped: frozenset[Any] = frozenset()) -> list[list[str]]:
    """Return the rows of a data table; each is a list of the texts of its non-empty cells.

    The list is empty if the table only lays out the page. It does so if few rows have text in more
    than one cell, if it contains another table, or if a cell holds a long text of several lines.
    """
    around = (next(row.iterancestors("table", "td", "th"), None) for row in table.iter("tr"))
    if any(node is not table for node in around):
        return []
    if _has_text_beside_rows(table):
        return []
    rows: list[list[str]] = []
    for row in table.iter("tr"):
        if not _is_shown(row, table, dropped):
            continue
        cells = _read_cells(row, dropped)
        if cells is None:
            return []
        if cells:
            rows.append(cells)
    if all(len(cells) == 2 and _MARK_ALONE.fullmatch(cells[0]) for cells in rows):
        return []  # a list
    wide_rows = sum(len(cells) > 1 for cells in rows)
    return rows if wide_rows and wide_rows >= _LEAST_WIDE_ROWS * len(rows) else []


def _is_shown(row: Any, table: Any, dropped: frozenset[Any]) -> bool:
    """Tell whether a row of a table, and all elements between both, have text of the article."""
    node = row
    while node is not table:
        if node in dropped or is_silent(node):
            return False
        node = node.getparent()
    return True


def _has_text_beside_rows(table: Any) -> bool:
    """Tell whether a table holds text that is in no cell and no caption."""
    for node in table.iter("table", "thead", "tbody", "tfoot", "tr"):
        texts = [node.text, *(child.tail for child in node)]
        parts = _CELLS if node.tag == "tr" else _TABLE_PARTS
        strange = (child for child in node if child.tag not in parts)
        if any(filter(None, map(str.strip, filter(None, texts)))):
            return True
        if any(not is_silent(child) and child.text_content().strip() for child in strange):
            return True
    return False


def _read_cells(row: Any, dropped: frozenset[Any]) -> list[str] | None:
    """Return the texts of a row's cells; None if one of them is too long for a data table."""
    cells: list[str] = []
    for cell in row:
        if cell.tag not in ("td", "th") or is_silent(cell):
            continue
        lines = list(visible_lines(cell, dropped=dropped, tables=False))
        texts = [line.para.text for line in lines]
        if len(texts) > _MOST_CELL_LINES and sum(map(len, texts)) > _MOST_CELL_CHARACTERS:
            return None
        separator = "" if detect_language("".join(texts)) == "zh" else " "
        pieces = [
            (" " if line.para.kind == "item" else separator) + line.para.text for line in lines
        ]
        if text := "".join(pieces).strip():
            cells.append(text)
    return cells
