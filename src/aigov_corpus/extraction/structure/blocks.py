"""Make blocks from paragraphs: titles, headings, items, sign-offs, each in its section.

Paragraphs are numbered from 0. A *marked* heading is one by the markup of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import HEADING_BY_LOOKS, Para
from aigov_corpus.extraction.structure.broken_titles import breaks_in_phrase, count_title_lines
from aigov_corpus.extraction.structure.lines import (
    MOST_TITLE_LINES,
    TITLE_LETTERS,
    could_be_heading,
    find_shape,
    without_spaces,
)
from aigov_corpus.extraction.structure.openings import find_openings
from aigov_corpus.extraction.structure.scan import Scan, scan_paragraphs
from aigov_corpus.extraction.structure.sections import Sections
from aigov_corpus.extraction.structure.texts import find_texts
from aigov_corpus.records import CONTENTS_SECTION, Block, BlockKind
from aigov_corpus.text.language_codes import joiner_of
from aigov_corpus.text.markers import Marker, Rank, find_marker

_KNOWN_HEADINGS = {
    "序言": "0", "前言": "0", "引言": "0", "导言": "0", "preamble": "0", "foreword": "0",
    "introduction": "0",
    "结语": "end", "结束语": "end", "conclusion": "end", "concludingremarks": "end",
}  # fmt: skip
"""Section paths of known headings without numbers, which are in lower case without spaces."""

# What a title may say in brackets behind it: 管理办法（试行）
_STATE = re.compile(
    r"(?<=\w)[（(](?:试行|試行|暂行|草案|全文|摘要|征求意见稿|送审稿|修[订正改][^（）()]{0,8}"
    r"|\d{4}年[^（）()]{0,8})[)）]$"
)

_MOST_ABOVE_TITLE = 5
"""Most paragraphs above a heading that is the title: links to other languages, badges, a motto."""

_UNMARKED_HEADING_LETTERS = 40
"""Maximum Chinese characters of a heading without number and markup; half as many words in English.

Of 800 such headings in the laws, notices and novels of the gold, 99 in 100 have at most 36.
"""

_MARKED_HEADING_CHARACTERS = 200
"""Maximum characters of a marked heading; some pages mark whole paragraphs as headings."""

_MOST_WORDS_BEFORE_STOP = 6
"""Most words of a bold line that ends in a full stop and is a heading all the same: `Scope.`"""

_LEAST_VERSE_LINES = 6
"""Fewest lines of a text that is taken for verse: a quatrain, its title and its poet."""

_LEAST_LIST_LINES = 3
"""Fewest lines of a text whose lines all could be headings, such as a list of words."""

_GREETING_CHARACTERS = 30
"""Maximum number of characters of a salutation, such as 各区人民政府： or `Dear all,`.

The line above a salutation is not a heading.
"""

_OF_APPENDIX = re.compile(r"[A-Z](?:\.\d{1,2})+\.?\s")
"""Number of a heading of an appendix: A.1."""
# Captions, numbers of documents, dates of adoption in brackets, and lines below a picture.
_NO_HEADING = re.compile(
    r"[图表]\s*\d|—|[（(]|【[^】]{2,8}】|[^:：]{2,30}[:：]\s*\d"
    r"|.{2,15}[〔\[［]\d{4}[〕\]］]\s*第?\d+\s*号$|第.{1,5}号$|(?:Figure|Table)\s+\d|http"
    r"|.{2,60}(?:[〔\[［(（]\d{4}[〕\]］)）],?\s?No\.\s?\d+|No\.\s?\d+\s?[〔\[［(（]\d{4}[〕\]］)）])$"
    r"|图为|图片?[：:]|[▲△↑]|Photo:|.*(?:[摄图]|\bPhoto\b.{0,40}|/Xinhua)\s*[)）\]】]$"
)
_FOOTNOTE = re.compile(r"\[\d+\]|〔\d+〕|[①-⑳]|注\s*\d*\s*[:：]|Notes?\s*\d*\s*[:：]|\*+\s?\S")
_TURN = re.compile(r"(?:[问答問甲乙丙丁]|[QA]\d*|[A-D])\s*[:：]")
_BULLETS = ("- ", "• ", "· ", "● ", "* ")


@dataclass(frozen=True, slots=True)
class Structure:
    """The blocks of a document, and warnings about mistakes in its section numbers."""

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...]


def find_structure(
    paras: Sequence[Para], lang: str, *, by_levels: bool = False, title: str = ""
) -> Structure:
    """Return the blocks of a document, made from its paragraphs.

    Args:
        paras: the paragraphs in reading order, all in one language.
        lang: code of that language; the blocks get it too.
        by_levels: whether the level of a marked heading is the level of its section, whatever
            number the heading has. It is so in Markdown.
        title: the title that the file states elsewhere, as in front matter; empty if it states
            none. If it does, a heading of level 2 is not the title, and one with its words is.
    """
    if by_levels:
        paras = _mark_title(paras, lang, title=title)
    scan = scan_paragraphs(paras, lang)
    openings = find_openings(scan)
    levels = by_levels and any(map(_has_level, paras))
    if levels:
        openings = frozenset(n for n in openings if _divides_further(scan, n))
    named = [marker for _, marker in scan.body_markers() if not marker.plain]
    numbers_sections = bool(openings) or any(marker.family != "annex" for marker in named)
    counts_headings = not levels and not numbers_sections
    writer = _BlockWriter(scan, openings, lang, counts_headings=counts_headings, levels=levels)
    writer.texts = {} if levels else find_texts(scan, openings)
    first = writer.write_titles()
    writer.join_titles()
    for n in range(first, len(paras)):
        writer.write(n)
    return Structure(tuple(writer.blocks), writer.sections.describe_wrong())


def _has_level(para: Para) -> bool:
    """Tell whether the markup gives a heading a level; a bold line has none."""
    return 0 < para.heading < HEADING_BY_LOOKS and para.kind != "provenance"


def _mark_title(paras: Sequence[Para], lang: str, *, title: str) -> Sequence[Para]:
    """Return the paragraphs; the first heading becomes the title if all others have lower levels.

    So it does if the title that the file states elsewhere has its words. A heading below much text
    or with the number of an article is no title. A heading after all text does not count. It opens
    no section, and often names the next file.
    """
    text_ends = max((n for n, para in enumerate(paras) if not _has_level(para)), default=0)
    headings = [n for n, para in enumerate(paras) if _has_level(para) and n <= text_ends]
    if not headings:
        return paras
    first, *others = headings
    level = paras[first].heading
    marker = find_marker(paras[first].text, lang)
    if first > _MOST_ABOVE_TITLE or (marker is not None and marker.family == "art"):
        return paras
    same = title != "" and without_spaces(paras[first].text) == without_spaces(title)
    highest = all(paras[n].heading > level for n in others) and not (title and level > 1)
    if not (same or highest):
        return paras
    marked = list(paras)
    marked[first] = replace(paras[first], kind="title", heading=0)
    return marked


def _divides_further(scan: Scan, n: int) -> bool:
    """Tell whether a number may open a section in a text whose sections have marked headings.

    一、 （一） and numbers in bold may; 1. 2. 3. only count items.
    """
    marker = scan.markers[n]
    may = marker is not None and marker.rank <= Rank.PLAIN_SECOND
    return may or bool(scan.paras[n].heading)


@dataclass(slots=True)
class _BlockWriter:
    """Writes blocks one after the other, each in the section that is open at its place."""

    scan: Scan
    openings: frozenset[int]
    """Indexes of the paragraphs whose plain number opens a section."""
    lang: str
    counts_headings: bool
    """Whether headings without numbers count as sections, because nothing else does."""
    levels: bool
    """Whether the level of a marked heading is the level of its section."""
    texts: dict[int, int] = field(default_factory=dict)
    """What `find_texts` returned."""
    sections: Sections = field(default_factory=Sections)
    blocks: list[Block] = field(default_factory=list)
    _title_end: int = 0
    """Index behind the title of the further text that was begun last."""

    def write_titles(self) -> int:
        """Write the provenance and title at the beginning; return the next paragraph's index.

        Titles are the paragraphs that the source marks as such. If there are none, they are the
        first lines that could be headings; in verse, whose lines all could be, only the first. A
        document of one line has no title.
        """
        paras = self.scan.paras
        given = any(para.kind == "title" for para in paras)
        if not given and sum(para.kind != "provenance" for para in paras) < 2:
            return 0
        lines = 0
        marked = False
        most = 1 if _is_verse(paras) else MOST_TITLE_LINES
        for n, para in enumerate(paras):
            if para.kind == "provenance":
                self._write(para.kind, para)
            elif para.kind == "title":
                self._write(para.kind, para)
                lines += 1
            elif lines and (_is_question(para.text) or (marked and self._begins_part(n))):
                return n
            elif not given and lines < most and self._could_be_title(n, below=lines > 0):
                self._write("title", para)
                lines += 1
                marked = marked or _has_level(para)
            else:
                return n
        return len(paras)

    def _begins_part(self, n: int) -> bool:
        """Tell whether a marked heading below a marked title is none of its lines.

        It is none if a line without a mark stands between them, such as the author's name.
        """
        paras = self.scan.paras
        return _has_level(paras[n]) and not _has_level(paras[n - 1])

    def join_titles(self) -> None:
        """Join the lines of the title that belong together; call it before more is written.

        A line of the other language, or about the file, stays by itself.
        """
        joined: list[Block] = []
        rest = self.blocks
        gap = joiner_of(self.lang)
        while rest:
            lines = list(takewhile(lambda block: block.kind == "title", rest)) or rest[:1]
            count = count_title_lines([block.text for block in lines], self.lang)
            text = gap.join(block.text for block in rest[:count])
            joined.append(replace(rest[0], text=text))
            rest = rest[count:]
        self.blocks[:] = joined

    def _could_be_title(self, n: int, *, below: bool) -> bool:
        """Tell whether a paragraph without markup could be a line of the document's title.

        Args:
            n: index of the paragraph.
            below: whether a line of the title stands above it. Then this one may begin in lower
                case, if a word at the break shows that the title goes on.
        """
        para = self.scan.paras[n]
        if self.levels and _has_level(para):
            return False
        if para.kind or self.scan.markers[n] or without_spaces(para.text) in _KNOWN_HEADINGS:
            return False
        if n in self.scan.contents or n in self.scan.signoffs or _NO_HEADING.match(para.text):
            return False
        if not any(map(str.isalpha, para.text)) or _OF_APPENDIX.match(para.text):
            return False
        text = _STATE.sub("", para.text)
        if below and para.lang == "en" and breaks_in_phrase(self.blocks[-1].text, text):
            text = text[:1].upper() + text[1:]
        return could_be_heading(text, para.lang, longest=TITLE_LETTERS)

    def write(self, n: int) -> None:
        """Write paragraph `n` as one block, or as two: a heading and its text."""
        para, marker = self.scan.paras[n], self.scan.markers[n]
        if n in self.texts:
            self.sections.begin_text()
            self._title_end = self.texts[n]
        if n < self._title_end:
            self._write("heading", para)
        elif para.kind in ("provenance", "table_row", "title"):
            self._write(para.kind, para)
        elif n in self.scan.contents:
            self.blocks.append(
                Block("item", para.text, self.lang, CONTENTS_SECTION, 1, para.paragraph)
            )
        elif n in self.scan.signoffs:
            self._write("signoff", para)
        elif self.levels and _has_level(para):
            self.sections.open_level(para.heading, marker)
            self._write("heading", para)
        elif marker is None:
            self._write_unnumbered(n)
        elif marker.plain:
            self._write_plain_number(n, marker)
        elif marker.family == "annex":
            self._write_annex(n, marker)
        elif marker.family == "art":
            self._write_article(n, marker)
        else:
            self.sections.open_numbered(marker)
            self._write("heading", para)

    def _write_annex(self, n: int, marker: Marker) -> None:
        """Write 附件 or `Annex`: the heading of an annex, or an item that only names one."""
        para = self.scan.paras[n]
        titled = para.text[marker.end :].strip() != ""
        below_signoff = any(signoff < n for signoff in self.scan.signoffs)
        is_sure = marker.number or below_signoff or para.heading or not titled
        if n in self.scan.mentions or not is_sure:
            self._write("item", para)
            return
        self.sections.open_annex(marker)
        self._write("heading", para)

    def _write_article(self, n: int, marker: Marker) -> None:
        """Write 第三条 or `Article 3`: a heading if its text follows below, else a paragraph."""
        para = self.scan.paras[n]
        opens = self.sections.open_article(marker)
        is_heading = opens and self._is_article_heading(n, marker)
        self._write("heading" if is_heading else "paragraph", para)

    def _is_article_heading(self, n: int, marker: Marker) -> bool:
        """Tell whether an article's number, alone or with a heading, stands above its text."""
        para = self.scan.paras[n]
        title = para.text[marker.end :].strip()
        if not title or para.heading:
            return True
        text_follows = n + 1 < len(self.scan.paras) and self.scan.markers[n + 1] is None
        return text_follows and could_be_heading(title, para.lang)

    def _write_plain_number(self, n: int, marker: Marker) -> None:
        """Write a paragraph with a plain number: an item, a heading, or a heading and its text."""
        para = self.scan.paras[n]
        if n not in self.openings:
            self._write("item", para)
            return
        self.sections.open_numbered(marker)
        shape, text_start = find_shape(para, marker)
        if shape == "run-in":
            self._write("heading", replace(para, text=para.text[:text_start].rstrip()))
            self._write("paragraph", replace(para, text=para.text[text_start:].lstrip()))
        elif shape == "text" or (shape == "sentence" and not self.scan.has_body(n)):
            self._write("item", para)
        else:
            self._write("heading", para)

    def _write_unnumbered(self, n: int) -> None:
        """Write a paragraph without a number."""
        para = self.scan.paras[n]
        known = _KNOWN_HEADINGS.get(without_spaces(para.text))
        if known is not None:
            self.sections.open_known(known)
            self._write("heading", para)
        elif para.kind:
            self._write(para.kind, para)
        elif self._is_heading(n):
            if self.counts_headings:
                self.sections.open_unnumbered(para.heading or HEADING_BY_LOOKS)
            self._write("heading", para)
        else:
            self._write("item" if para.text.startswith(_BULLETS) else "paragraph", para)

    def _is_heading(self, n: int) -> bool:
        """Tell whether a line without a number is a heading, by markup or by what follows it."""
        para = self.scan.paras[n]
        if _NO_HEADING.match(para.text):
            return False
        if para.heading:
            short = len(para.text) <= _MARKED_HEADING_CHARACTERS
            sentence = para.heading == HEADING_BY_LOOKS and para.text.endswith(".")
            if sentence and len(para.text.split()) > _MOST_WORDS_BEFORE_STOP:
                return False
            return short and para.text[-1] not in "。；;，"
        if self.levels or _is_question(para.text) or _FOOTNOTE.match(para.text):
            return False
        if not could_be_heading(para.text, para.lang, longest=_UNMARKED_HEADING_LETTERS):
            return False
        if n + 1 >= len(self.scan.paras) or n + 1 in self.scan.signoffs:
            return False
        following = self.scan.paras[n + 1]
        if following.kind is not None:
            return False
        below_signoff = bool(self.blocks) and self.blocks[-1].kind == "signoff"
        if below_signoff or self.scan.markers[n + 1] is not None:
            return True
        return not _is_greeting(following.text) and not could_be_heading(
            following.text, following.lang
        )

    def _write(self, kind: BlockKind, para: Para) -> None:
        """Append a block, in the section that is open now."""
        section, level = self.sections.path()
        self.blocks.append(Block(kind, para.text, self.lang, section, level, para.paragraph))


def _is_verse(paras: Sequence[Para]) -> bool:
    """Tell whether most lines of a text are as short as headings, so that none shows a title."""
    lines = [para for para in paras if para.kind is None and not para.heading]
    short = sum(could_be_heading(para.text, para.lang) for para in lines)
    verse = len(lines) >= _LEAST_VERSE_LINES and short > len(lines) / 2
    return verse or (len(lines) >= _LEAST_LIST_LINES and short == len(lines))


def _is_greeting(text: str) -> bool:
    """Tell whether a line greets the readers of a letter or the audience of a speech."""
    return len(text) <= _GREETING_CHARACTERS and text[-1] in "：:，,"


def _is_question(text: str) -> bool:
    """Tell whether a line is a question or an answer, as in an interview.

    Such a line is a heading only if it is marked as one.
    """
    return text[-1] in "？?" or _TURN.match(text) is not None
