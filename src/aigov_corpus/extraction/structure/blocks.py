"""From paragraphs to blocks: what is a title, heading, item or sign-off, and in which section it stands.

A section path is made of numbers, not of their forms, so that both languages of a text carry the same:
一、 and `I.` and `1.` at the top level are all `1`; （一） in 一、 and `1.` in `I.` are both `1/1`.
Within one language the forms have a fixed order of rank (`numbering.py`); a number of lower rank closes
the sections of higher rank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.structure.lines import BLANKS, find_shape, heading_key, is_bare
from aigov_corpus.records import Block, BlockKind
from aigov_corpus.text.markers import Marker, find_marker
from aigov_corpus.text.months import MONTH_NAMES

_UNNUMBERED = {
    "序言": "0", "前言": "0", "引言": "0", "导言": "0", "preamble": "0", "foreword": "0", "introduction": "0",
    "结语": "end", "结束语": "end", "conclusion": "end", "concludingremarks": "end",
}  # fmt: skip
_TOC_LABEL = re.compile(r"(?:目录|目次|contents|tableofcontents)[:：]?", re.IGNORECASE)
_ZH_YEAR = r"(?:\d{4}|[零〇○ОOo一二三四五六七八九]{4})"
_ZH_DATE = rf"{_ZH_YEAR}\s*年\s*[\d一二三四五六七八九十]{{1,3}}\s*月\s*[\d一二三四五六七八九十]{{1,3}}\s*日"
_MONTH = rf"(?:{MONTH_NAMES})"
_DATE = re.compile(
    rf"[（(]?(?:{_ZH_DATE}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}})[)）]?"
)
_SIGNED_AND_DATED = re.compile(rf"\S{{2,30}}[\s\u3000]+{_ZH_DATE}")
_REFERENCE_ZH = re.compile(r"[的规所中、，和至或第款项]")
_REFERENCE_EN = re.compile(r"(?:of|and|or|to|through|in|under|above|below|is|are|shall)\b|[,;]")
_NO_HEADING = re.compile(
    r"[图表]\s*\d|—|[（(]|【[^】]{2,8}】|[^:：]{2,30}[:：]\s*\d"
    r"|.{2,15}[〔\[［]\d{4}[〕\]］]\s*第?\d+\s*号$|第.{1,5}号$|(?:Figure|Table)\s+\d|http"
    # below a picture
    r"|图为|图片?[：:]|[▲△↑]|Photo:|.*(?:[摄图]|\bPhoto\b.{0,40}|/Xinhua)\s*[)）\]】]$"
)
_MOST_TITLE_LINES = 4
_MOST_TOC_LINES = 500
_LONGEST_GREETING = 30


def structure(paras: Sequence[Para], lang: str) -> tuple[tuple[Block, ...], list[str]]:
    """Return the blocks of a document of one language, and warnings on what its numbering got wrong."""
    builder = _Builder(list(paras), lang)
    builder.run()
    return tuple(builder.blocks), builder.warnings


@dataclass
class _Level:
    rank: float
    number: int
    label: str


@dataclass
class _Builder:
    paras: list[Para]
    lang: str
    blocks: list[Block] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stack: list[_Level] = field(default_factory=list)
    prefix: str = ""
    unnumbered: str = "0"
    instruments: int = 1
    annexes: int = 0
    article: int = 0

    def run(self) -> None:
        self.markers = [self.marker(para) for para in self.paras]
        self.toc = self.find_toc()
        self.signed = self.find_signoffs()
        self.mentions = self.find_mentions()
        self.in_article = self.find_articles()
        self.through = self.numbered_through_chapters()
        body = [m for n, m in enumerate(self.markers) if m and n not in self.toc]
        self.top = min((m.rank for m in body if m.plain), default=0.0)
        self.opening = self.find_openings()
        self.counted = not self.opening and not any(
            m.family != "annex" for m in body if not m.plain
        )
        start = self.titles()
        for n in range(start, len(self.paras)):
            self.one(n)

    # What the document as a whole says

    def marker(self, para: Para) -> Marker | None:
        """The number that opens a paragraph, unless the paragraph merely begins by naming an article."""
        if para.kind in ("table_row", "provenance", "title"):
            return None
        found = find_marker(para.text, para.lang or self.lang)
        if not found or found.plain:
            return found
        rest = para.text[found.end :]
        glued = not para.text[: found.end].endswith(
            (" ", "\u3000", "\t", ":", "：", "、", ".", "\xa0")
        )
        if para.lang == "zh":
            reference = bool(glued and _REFERENCE_ZH.match(rest))
            long = len(rest) > 45 or any(stop in rest for stop in "。；")
        else:
            reference = rest[:1].islower() or bool(_REFERENCE_EN.match(rest))
            words = len(rest.split())
            long = words > 25 or rest.endswith(";") or (rest.endswith(".") and words > 10)
        if reference or (long and found.family != "art"):
            return None
        return found

    def find_toc(self) -> set[int]:
        """Lines of a table of contents: a run of headings, each of which comes again later."""
        # without their numbers: a list may number its chapters rightly, and the text not
        keys = [
            (heading_key(para.text[marker.end :]) if marker and not marker.plain else "")
            or heading_key(para.text)
            for para, marker in zip(self.paras, self.markers, strict=True)
        ]
        last = {key: n for n, key in enumerate(keys)}
        likely = [bool(keys[n]) and self.heading_like(n) for n in range(len(keys))]
        toc: set[int] = set()
        n = 0
        while n < len(self.paras):
            label = bool(_TOC_LABEL.fullmatch(BLANKS.sub("", self.paras[n].text)))
            end = n + 1 if label else n
            most = min(len(keys), end + _MOST_TOC_LINES)
            while end < most and likely[end] and last[keys[end]] > end:
                end += 1
            # The run ends where the first of its lines comes again: that one opens the body.
            run = range(n, end)
            first = keys[n + 1 if label and n + 1 < end else n]
            again = next((m for m in range(n + 2, end) if keys[m] == first), None)
            if again is not None:
                run = range(n, again)
            if len(run) >= (2 if label else 3) and (label or self.markers[n]):
                toc.update(run)
                n = run.stop
            else:
                n += 1
            if n > len(keys) // 2:
                break
        return toc

    def heading_like(self, n: int) -> bool:
        para, marker = self.paras[n], self.markers[n]
        if para.kind in ("table_row", "provenance"):
            return False
        return bool(marker and marker.family != "art") or is_bare(para.text, para.lang)

    def find_signoffs(self) -> set[int]:
        """Date lines that close a text, with the one to three lines above them that name who signs."""
        signed: set[int] = set()
        body_seen = False
        for n, para in enumerate(self.paras):
            text = para.text.strip()
            if para.kind == "signoff":
                signed.add(n)
                continue
            if para.kind is not None:
                continue
            if body_seen and (_DATE.fullmatch(text) or _SIGNED_AND_DATED.fullmatch(text)):
                signed.add(n)
                for above in range(n - 1, max(n - 4, -1), -1):
                    over = self.paras[above]
                    if (
                        over.kind is not None
                        or over.heading not in (0, 6)  # who signs may be bold
                        or self.markers[above]
                        or not is_bare(over.text, over.lang)
                    ):
                        break
                    signed.add(above)
            body_seen = body_seen or not is_bare(text, para.lang)
        return signed

    def find_mentions(self) -> set[int]:
        """Lines that only name attachments: 附件：1.… 2.… above a sign-off or at the end."""
        mentions: set[int] = set()
        for n, marker in enumerate(self.markers):
            if not marker or marker.family != "annex" or n in self.toc:
                continue
            end = n + 1
            while (
                end < len(self.paras)
                and (other := self.markers[end])
                and other.family in ("annex", "dot")
                and "。" not in self.paras[end].text
            ):
                end += 1
            titled = self.paras[n].text[marker.end :].strip()
            if end in self.signed or (end == len(self.paras) and titled):
                mentions.update(range(n, end))
        return mentions

    def find_articles(self) -> list[bool]:
        """For each paragraph, whether the last named number above it is an article's."""
        inside, articles = False, []
        for n, marker in enumerate(self.markers):
            articles.append(inside)
            if marker and not marker.plain and n not in self.toc:
                inside = marker.family == "art"
        return articles

    def numbered_through_chapters(self) -> bool:
        """Whether 一、二、… run on through the chapters: then they number articles and open no sections."""
        chapter = 0
        seen: list[tuple[int, int]] = []
        for n, marker in enumerate(self.markers):
            if not marker or n in self.toc:
                continue
            if marker.family == "ch":
                chapter = marker.number
            elif marker.family == "han" and chapter:
                seen.append((chapter, marker.number))
        starts = [number for at, (ch, number) in enumerate(seen) if at and seen[at - 1][0] != ch]
        return bool(starts) and sum(number > 1 for number in starts) > len(starts) / 2

    # One paragraph after the other

    def titles(self) -> int:
        """Emit provenance and the title's lines; return where the text begins."""
        n = lines = 0
        given = any(para.kind == "title" for para in self.paras)
        if len([para for para in self.paras if para.kind != "provenance"]) < 2 and not given:
            return 0
        for n, para in enumerate(self.paras):
            if para.kind in ("provenance", "title"):
                self.emit(para.kind, para)
                lines += para.kind == "title"
                continue
            key = BLANKS.sub("", para.text).lower()
            if (
                given
                or lines >= _MOST_TITLE_LINES
                or n in self.toc
                or n in self.signed
                or self.markers[n]
                or para.kind
                or key in _UNNUMBERED
                or not is_bare(para.text, para.lang, most=60)
                or _NO_HEADING.match(para.text)
            ):
                return n
            self.emit("title", para)
            lines += 1
        return n + 1

    def one(self, n: int) -> None:
        para, marker = self.paras[n], self.markers[n]
        if para.kind in ("provenance", "table_row", "title"):
            self.emit(para.kind, para)
        elif n in self.toc:
            self.emit("item", para, section="toc", level=1)
        elif n in self.signed:
            self.emit("signoff", para)
        elif marker and not marker.plain:
            self.named(n, marker)
        elif marker:
            self.numbered(n, marker)
        else:
            self.unmarked(n)

    def named(self, n: int, marker: Marker) -> None:
        """第二章, 第三条, 附件, and their English."""
        para = self.paras[n]
        rest = para.text[marker.end :].strip()
        if marker.family == "annex":
            if n in self.mentions or (
                rest and not marker.number and not any(at < n for at in self.signed)
            ):
                self.emit("item", para)
                return
            self.annexes = marker.number or self.annexes + 1
            self.prefix, self.stack, self.unnumbered, self.article = (
                f"annex{self.annexes}",
                [],
                "0",
                0,
            )
            self.emit("heading", para)
        elif marker.family == "art":
            restart = marker.number == 1 and self.article > 1
            if (
                self.article
                and not restart
                and not self.article <= marker.number <= self.article + 10
            ):
                self.emit("paragraph", para)
                return
            if self.article == marker.number and not marker.suffix:
                self.emit("paragraph", para)
                return
            if restart and not any(level.rank < marker.rank for level in self.stack):
                self.new_instrument()
            self.push(marker)
            self.article = marker.number
            self.emit("heading" if self.article_title(n, rest) else "paragraph", para)
        else:
            self.push(marker)
            self.emit("heading", para)

    def article_title(self, n: int, rest: str) -> bool:
        """Whether 第三条 stands alone, or with a bare title, above its text."""
        para = self.paras[n]
        follows = n + 1 < len(self.paras) and not self.markers[n + 1]
        return not rest or bool(para.heading) or (follows and is_bare(rest, para.lang))

    def numbered(self, n: int, marker: Marker) -> None:
        """一、 （一） 1. I. and other bare numbers: a heading, a heading with its text, or an item."""
        para = self.paras[n]
        if n not in self.opening:
            self.emit("item", para)
            return
        shape, cut = find_shape(para, marker)
        self.push(marker)
        if shape == "run-in":
            self.emit("heading", replace(para, text=para.text[:cut].rstrip()))
            self.emit("paragraph", replace(para, text=para.text[cut:].lstrip()))
        else:
            text = shape == "text" or (shape == "sentence" and not self.has_body(n))
            self.emit("item" if text else "heading", para)

    def find_openings(self) -> set[int]:
        """Bare numbers that open sections of their own: of brothers, all or none."""
        opening: set[int] = set()
        groups: list[list[tuple[int, Marker]]] = []
        brothers: dict[tuple[float, str], list[tuple[int, Marker]]] = {}
        closed = self.signed | self.mentions
        for n, marker in enumerate(self.markers):
            if not marker or n in self.toc:
                continue
            brothers = {key: group for key, group in brothers.items() if key[0] <= marker.rank}
            para = self.paras[n]
            if not marker.plain or self.in_article[n] or n in closed or para.kind == "item":
                continue
            if para.heading:
                opening.add(n)
            elif not self.through:
                group = brothers.get((marker.rank, marker.family), [])
                if not group or marker.number <= group[-1][1].number:
                    group = brothers[marker.rank, marker.family] = []
                    groups.append(group)
                group.append((n, marker))
        for group in groups:
            likely = [(n, marker) for n, marker in group if self.opens(n, marker)]
            sure = any(self.is_bare_heading(n, marker) for n, marker in likely)
            if sure or 2 * len(likely) > len(group):
                opening.update(n for n, _ in group)
        return opening

    def is_bare_heading(self, n: int, marker: Marker) -> bool:
        """Whether a title alone stands behind the number, above a text."""
        listed = marker.rank > 10 and self.in_list(n, marker)
        return not listed and self.has_body(n) and find_shape(self.paras[n], marker)[0] == "alone"

    def opens(self, n: int, marker: Marker) -> bool:
        """Whether a bare number, taken by itself, seems to open a section."""
        shape, _ = find_shape(self.paras[n], marker)
        top = marker.rank == self.top
        listed = marker.rank > 10 and self.in_list(n, marker)
        if shape == "run-in":
            return marker.rank < 14 or (top and not listed)
        if shape == "alone":
            return not listed or self.has_body(n)
        if shape == "sentence":
            return marker.rank == 10 or (self.has_body(n) and not listed)
        return marker.rank == 10 or (top and marker.rank < 14 and not listed)

    def in_list(self, n: int, marker: Marker) -> bool:
        """Whether the numbers run back, without text between, to a line that ends in a colon."""
        at = n - 1
        while at >= 0:
            before = self.markers[at]
            if not before or before.family != marker.family or before.number >= marker.number:
                break
            at -= 1
        return at >= 0 and self.paras[at].text.rstrip().endswith(("：", ":"))

    def has_body(self, n: int) -> bool:
        """Whether text, or a number of a deeper level, follows a heading."""
        if n + 1 >= len(self.paras) or n + 1 in self.signed:
            return False
        follows, own = self.markers[n + 1], self.markers[n]
        return follows is None or (own is not None and follows.rank > own.rank)

    def unmarked(self, n: int) -> None:
        para = self.paras[n]
        known = _UNNUMBERED.get(BLANKS.sub("", para.text).lower())
        if known is not None:
            self.stack, self.unnumbered = [], known
            self.emit("heading", para)
        elif para.kind:
            self.emit(para.kind, para)
        elif self.is_heading(n):
            if self.counted:
                rank = 20 + (para.heading or 6)
                while self.stack and self.stack[-1].rank > rank:
                    self.stack.pop()
                number = 1
                if self.stack and self.stack[-1].rank == rank:
                    number = self.stack.pop().number + 1
                self.stack.append(_Level(rank, number, str(number)))
            self.emit("heading", para)
        else:
            self.emit(
                "item" if para.text.startswith(("- ", "• ", "· ", "● ", "* ")) else "paragraph",
                para,
            )

    def is_heading(self, n: int) -> bool:
        """Whether an unnumbered line is a heading: so marked, or a bare line above a paragraph."""
        para = self.paras[n]
        if _NO_HEADING.match(para.text):
            return False
        if para.heading:
            return len(para.text) <= 200 and para.text[-1] not in "。；;，"
        if not is_bare(para.text, para.lang, most=40):
            return False
        after_signoff = bool(self.blocks) and self.blocks[-1].kind == "signoff"
        if n + 1 >= len(self.paras) or n + 1 in self.signed or self.paras[n + 1].kind is not None:
            return False
        follows = self.paras[n + 1].text
        greeting = len(follows) <= _LONGEST_GREETING and follows[-1] in "：:，,"  # below who speaks
        return (
            after_signoff
            or self.markers[n + 1] is not None
            or not (greeting or is_bare(follows, self.paras[n + 1].lang))
        )

    # Sections

    def push(self, marker: Marker) -> None:
        """Open the section of `marker`, closing those of its rank and deeper."""
        closed: _Level | None = None
        while self.stack and self.stack[-1].rank >= marker.rank:
            closed = self.stack.pop()
        number = marker.number
        if (
            closed
            and closed.rank == marker.rank
            and marker.family != "art"
            and number <= closed.number
        ):
            if number == 1 and closed.number > 1 and not self.stack:
                self.new_instrument()
            else:
                number = closed.number + 1
                self.warnings.append(
                    f"section '{marker.label}' after '{closed.label}' is numbered wrongly; taken as {number}"
                )
        label = replace(marker, number=number).label
        self.stack.append(_Level(marker.rank, number, label))
        self.unnumbered = "0"

    def new_instrument(self) -> None:
        """The numbers begin again: a second text stands in the same document."""
        self.instruments += 1
        self.prefix, self.stack, self.article = f"doc{self.instruments}", [], 0

    def emit(self, kind: BlockKind, para: Para, *, section: str = "", level: int = 0) -> None:
        if not section:
            labels = [level.label for level in self.stack]
            if not labels and self.unnumbered != "0":
                labels = [self.unnumbered]
            labels = [self.prefix, *labels] if self.prefix else labels
            section, level = "/".join(labels) or "0", len(labels)
        self.blocks.append(Block(kind, para.text, self.lang, section, level))
