"""Align files of many layouts, made of texts of our own, and count what is lost or paired wrongly.

    python benchmarks/reading.py [NAME …] [--show] [--write DIRECTORY] [--out JSON]

Each file is made from the texts of `reading_texts.py`, so that it is known which paragraphs belong
together, in which section they stand, and what is no text. A file is *right* if 99 % of both texts
are kept, at most 2 % of the result is no text, and no row joins paragraphs that do not belong
together. A preface or advertisement in a row of its own, in one language, does not count as noise.
`sections` is the pair-counting F1 of rows in the same section.
"""

from __future__ import annotations

import argparse
import difflib
import json
import platform
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

from aigov_corpus.building.documents import align_documents
from aigov_corpus.building.texts import read_document
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.segmentation import segment_document
from reading_texts import (
    GREETING,
    GUIDE,
    LAW,
    LAW_TITLE,
    PREFACE,
    QUESTIONS,
    REPORT,
    TITLE,
    VERSE,
    VERSE_TITLE,
    Pair,
)

LEAST_KEPT = 99.0
"""Percent of the characters of each text that are kept in a right result, at least."""

MOST_NOISE = 2.0
"""Percent of the characters of a right result that are no text, at most."""


@dataclass
class Case:
    """A file that holds both texts, or two files, and what is right."""

    name: str
    ending: str
    both: str = ""
    """The text of a bilingual file; empty if there are two files."""
    zh: str = ""
    en: str = ""
    groups: list[tuple[str, Pair]] = field(default_factory=list)
    """Section and texts of each two paragraphs that belong together."""
    encoding: str = "utf-8"


CASES: list[Callable[[], Case]] = []


def case(make: Callable[[], Case]) -> Callable[[], Case]:
    """Add a function that makes a case to the table."""
    CASES.append(make)
    return make


def flat(
    sections: Sequence[tuple[Pair, list[Pair]]], head: Sequence[Pair] = ()
) -> list[tuple[str, Pair]]:
    """Return the pairs of a text with their sections: those of the head, then each section's."""
    pairs = [("0", pair) for pair in head]
    for number, (heading, body) in enumerate(sections, start=1):
        pairs += [(str(number), pair) for pair in (heading, *body)]
    return pairs


REPORT_PAIRS = flat(REPORT, [TITLE, GREETING])


def one_file(
    name: str, ending: str, text: str, groups: list[tuple[str, Pair]] | None = None
) -> Case:
    """Return the case of a bilingual file."""
    return Case(name, ending, both=text, groups=REPORT_PAIRS if groups is None else groups)


@case
def lines_zh_first() -> Case:
    """Each paragraph in a chunk of its own."""
    return one_file(
        "lines-zh-first", "txt", "\n\n".join(f"{zh}\n\n{en}" for _, (zh, en) in REPORT_PAIRS)
    )


@case
def lines_en_first() -> Case:
    """The same, English first."""
    return one_file(
        "lines-en-first", "txt", "\n\n".join(f"{en}\n\n{zh}" for _, (zh, en) in REPORT_PAIRS)
    )


@case
def lines_without_blank() -> Case:
    """No blank line anywhere."""
    return one_file("lines-dense", "txt", "\n".join(f"{zh}\n{en}" for _, (zh, en) in REPORT_PAIRS))


@case
def chunks() -> Case:
    """Two lines, English and Chinese, in each chunk."""
    return one_file(
        "chunks-en-first", "txt", "\n\n".join(f"{en}\n{zh}" for _, (zh, en) in REPORT_PAIRS)
    )


def front_matter(title: str) -> str:
    """Return the front matter of a blog."""
    return f'---\nlayout: post\ntitle: "{title}"\ndate: 2024-03-02\ntags: [学习]\n---\n\n'


@case
def breaks() -> Case:
    """A blog: front matter, preface, and `<br/>` between the languages."""
    body = [f"> {PREFACE[0]}", f"[{PREFACE[1]}](https://example.org/a)", "---", "双语全文如下："]
    for section, (zh, en) in REPORT_PAIRS:
        heading = section != "0" and any(zh == pair[0] for pair, _ in REPORT)
        body.append(f"**{zh}**<br/>**{en}**" if heading else f"{zh}<br/>{en}")
    return one_file(
        "breaks-blog", "md", front_matter(TITLE[0]) + "\n\n".join(body) + "\n\n来源：河滨日报"
    )


@case
def breaks_en_first() -> Case:
    """English first, with spans that stand one behind the other."""
    body = ["".join(f"<span style='display:block'>{title}</span>" for title in reversed(TITLE))]
    body += [f"{en}<br>\n{zh}" for _, (zh, en) in REPORT_PAIRS[1:]]
    return one_file("breaks-en-first", "md", "\n\n".join(body))


@case
def table() -> Case:
    """A Markdown table with the names of the languages at its head."""
    rows = [f"| {zh} | {en} |" for _, (zh, en) in REPORT_PAIRS]
    return one_file("table", "md", "\n".join(["| 中文 | English |", "|---|---|", *rows]))


@case
def numbered_table() -> Case:
    """A Markdown table with a number in the first column, English first."""
    rows = [f"| {n} | {en} | {zh} |" for n, (_, (zh, en)) in enumerate(REPORT_PAIRS, 1)]
    return one_file(
        "table-numbered", "md", "\n".join(["| No. | English | 中文 |", "|:--|---|---|", *rows])
    )


@case
def tabs() -> Case:
    """Two columns with a tab between them."""
    return one_file("tabs", "txt", "\n".join(f"{zh}\t{en}" for _, (zh, en) in REPORT_PAIRS))


@case
def runs() -> Case:
    """Several Chinese paragraphs, then their translations."""
    parts = []
    for start in range(0, len(REPORT_PAIRS), 3):
        pairs = [pair for _, pair in REPORT_PAIRS[start : start + 3]]
        parts += [zh for zh, _ in pairs] + [en for _, en in pairs]
    return one_file("runs", "txt", "\n\n".join(parts))


@case
def sections_in_turn() -> Case:
    """Each section in Chinese, then in English."""
    parts = [*TITLE, *GREETING]
    for heading, body in REPORT:
        for side in (0, 1):
            parts += [f"## {heading[side]}", *(pair[side] for pair in body)]
    parts[0], parts[1] = f"# {parts[0]}", f"# {parts[1]}"
    return one_file("sections-in-turn", "md", "\n\n".join(parts))


@case
def headings_in_turn() -> Case:
    """Marked headings of both languages, and paragraphs in turn."""
    parts = [f"# {TITLE[0]}", f"# {TITLE[1]}", *GREETING]
    for heading, body in REPORT:
        parts += [f"## {heading[0]}", f"## {heading[1]}", *(text for pair in body for text in pair)]
    return one_file("headings-in-turn", "md", "\n\n".join(parts))


@case
def quotations() -> Case:
    """The English paragraphs are quotations below the Chinese ones."""
    parts = []
    for section, (zh, en) in REPORT_PAIRS:
        heading = section != "0" and any(zh == pair[0] for pair, _ in REPORT)
        parts += [f"### {zh} {en}" if heading else zh, *([] if heading else [f"> {en}"])]
    return one_file("quotations", "md", "\n\n".join(parts))


@case
def nested_items() -> Case:
    """A list whose items have their translations below them; items are no sections."""
    text = "\n".join(f"- {zh}\n  - {en}" for _, (zh, en) in REPORT_PAIRS)
    return one_file("nested-items", "md", text, [("", pair) for _, pair in REPORT_PAIRS])


@case
def elements() -> Case:
    """Paragraphs as HTML in a Markdown file."""
    body = [f'<p class="zh">{zh}</p>\n<p class="en">{en}</p>' for _, (zh, en) in REPORT_PAIRS]
    return one_file("elements", "md", '<div class="bilingual">\n' + "\n".join(body) + "\n</div>")


@case
def order_changes() -> Case:
    """Chinese first, English first in the second half."""
    half = len(REPORT_PAIRS) // 2
    parts = [text for _, pair in REPORT_PAIRS[:half] for text in pair]
    parts += [text for _, pair in REPORT_PAIRS[half:] for text in reversed(pair)]
    return one_file("order-changes", "txt", "\n\n".join(parts))


def wrap(text: str, width: int) -> str:
    """Return a paragraph broken at a width, in columns."""
    if re.search("[\u3400-\u9fff]", text):
        return "\n".join(text[at : at + width // 2] for at in range(0, len(text), width // 2))
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@case
def wrapped() -> Case:
    """Paragraphs in turn, wrapped at 60 columns."""
    text = "\n\n".join(wrap(text, 60) for _, pair in REPORT_PAIRS for text in pair)
    return one_file("wrapped", "txt", text)


@case
def advertised() -> Case:
    """Advertisements before and behind the text, and a note in the middle."""
    parts = [*PREFACE]
    for n, (_, pair) in enumerate(REPORT_PAIRS):
        parts += [*pair, *(["（未完待续，点击下一页继续阅读）"] if n == 8 else [])]
    parts += ["长按二维码，关注我们，每天学一点英语。"]
    return one_file("advertised", "txt", "\n\n".join(parts))


@case
def same_line() -> Case:
    """Both languages in one line, with a blank between them."""
    return one_file("same-line", "txt", "\n".join(f"{zh} {en}" for _, (zh, en) in REPORT_PAIRS))


@case
def numbered_pairs() -> Case:
    """Numbered sentences, each with its translation below."""
    pairs = [pair for _, body in REPORT for pair in body]
    text = "\n\n".join(f"{n}. {zh}\n\n{n}. {en}" for n, (zh, en) in enumerate(pairs, 1))
    return one_file("numbered-pairs", "txt", text, [("", pair) for pair in pairs])


VERSE_PAIRS = [("", VERSE_TITLE), *[("", (zh, en)) for zh, _, en in VERSE]]


@case
def verse_with_reading() -> Case:
    """Characters, pinyin, English: line by line."""
    body = "\n\n".join(f"{zh}\n{pinyin}\n{en}" for zh, pinyin, en in VERSE)
    return one_file(
        "verse-reading", "txt", f"{VERSE_TITLE[0]}\n{VERSE_TITLE[1]}\n\n{body}", VERSE_PAIRS
    )


@case
def verse_two_files() -> Case:
    """Verse without stops, in two files."""
    zh = "\n".join([VERSE_TITLE[0], *(line[0] for line in VERSE)])
    en = "\n\n".join([VERSE_TITLE[1], *(line[2] for line in VERSE)])
    return Case("verse-two", "txt", zh=zh, en=en, groups=VERSE_PAIRS)


@case
def verse_in_blocks() -> Case:
    """Four lines of pinyin, of characters, of English, each line numbered."""
    parts = [f"# {VERSE_TITLE[0]} {VERSE_TITLE[1]}"]
    for start in range(0, len(VERSE), 4):
        lines = list(enumerate(VERSE[start : start + 4], start + 1))
        for column in (1, 0, 2):
            parts.append("\n".join(f"{n:02} {line[column]}  " for n, line in lines))
    return one_file("verse-blocks", "md", "\n\n".join(parts), VERSE_PAIRS)


@case
def verse_without_tones() -> Case:
    """Pinyin without tones above the characters."""

    def plain(text: str) -> str:
        return "".join(
            c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
        )

    body = "\n\n".join(f"{plain(pinyin).capitalize()}\n{zh}\n{en}" for zh, pinyin, en in VERSE)
    return one_file(
        "verse-toneless", "txt", f"{VERSE_TITLE[0]}\n{VERSE_TITLE[1]}\n\n{body}", VERSE_PAIRS
    )


@case
def ruby() -> Case:
    """A reading above each word, as HTML in Markdown."""

    def line(zh: str, pinyin: str) -> str:
        return "".join(
            f"<ruby>{c}<rt>{p}</rt></ruby>" for c, p in zip(zh, pinyin.split(), strict=True)
        )

    body = "\n\n".join(f"{line(zh, pinyin)}<br/>{en}" for zh, pinyin, en in VERSE)
    return one_file("ruby", "md", f"# {VERSE_TITLE[0]}<br/>{VERSE_TITLE[1]}\n\n{body}", VERSE_PAIRS)


@case
def questions() -> Case:
    """Questions and answers in turn below a title."""
    pairs = [TITLE, *QUESTIONS]
    return one_file(
        "questions", "txt", "\n".join(f"{zh}\n{en}" for zh, en in pairs), [("0", p) for p in pairs]
    )


@case
def questions_two_files() -> Case:
    """The same in two files."""
    pairs = [TITLE, *QUESTIONS]
    zh, en = ("\n\n".join(pair[side] for pair in pairs) for side in (0, 1))
    return Case("questions-two", "txt", zh=zh, en=en, groups=[("0", pair) for pair in pairs])


def law_groups() -> list[tuple[str, Pair]]:
    """The chapters and articles of the law; each article is a section of its own."""
    groups: list[tuple[str, Pair]] = [("0", LAW_TITLE)]
    number = 0
    for chapter, (heading, body) in enumerate(LAW, start=1):
        groups.append((f"ch{chapter}", heading))
        for pair in body:
            number += 1
            groups.append((f"ch{chapter}/art{number}", pair))
    return groups


def bold_number(text: str) -> str:
    """Return an article with its number in bold."""
    return re.sub(r"^(第.条|Article \d+)", r"**\1**", text)


@case
def law_in_turn() -> Case:
    """Articles behind anchors, their translations in bold below them."""
    parts = [f"# {LAW_TITLE[0]}", f"# {LAW_TITLE[1]}"]
    number = 0
    for heading, body in LAW:
        parts += [f"## {heading[0]}", f"## {heading[1]}"]
        for zh, en in body:
            number += 1
            parts += [f'<a id="art-{number}"></a>{zh}', bold_number(en)]
    return one_file("law-in-turn", "md", "\n\n".join(parts), law_groups())


@case
def law_two_files() -> Case:
    """Articles in bold or behind anchors, in two files."""
    texts = []
    for side in (0, 1):
        parts = [f"# {LAW_TITLE[side]}"]
        for heading, body in LAW:
            parts += [f"## {heading[side]}"]
            parts += [
                bold_number(pair[side]) if side else f'<a id="x"></a>{pair[0]}' for pair in body
            ]
        texts.append("\n\n".join(parts))
    return Case("law-two", "md", zh=texts[0], en=texts[1], groups=law_groups())


@case
def law_wrapped() -> Case:
    """A wrapped print with page numbers and a running head, in two files."""
    texts = []
    for side in (0, 1):
        lines = []
        for _, pair in law_groups():
            lines += [*wrap(pair[side], 64).split("\n"), ""]
        pages = []
        for page, start in enumerate(range(0, len(lines), 9), start=1):
            pages += [f"{LAW_TITLE[side]}", "", *lines[start : start + 9], "", f"- {page} -", ""]
        texts.append("\n".join(pages[2:]))
    return Case("law-wrapped", "txt", zh=texts[0], en=texts[1], groups=law_groups())


GUIDE_GROUPS = flat(GUIDE, [TITLE])


def guide(side: int, *, mark: str, item: str, code: str, head: str) -> str:
    """Return the guide in one language, with marks of a format."""
    parts = [head]
    for heading, body in GUIDE:
        parts.append(f"{mark} {heading[side]}")
        for pair in body:
            text = pair[side]
            parts.append(text if text[-1] in "。." else f"{item} {text}")
        parts.append(code)
    return "\n\n".join(parts)


@case
def guide_markdown() -> Case:
    """A guide with front matter, ordered lists and code."""
    texts = [
        guide(
            side,
            mark="##",
            item="1.",
            code="```sh\nlamp --on\n```",
            head=front_matter(TITLE[side]) + f"# {TITLE[side]}",
        )
        for side in (0, 1)
    ]
    return Case("guide-markdown", "md", zh=texts[0], en=texts[1], groups=GUIDE_GROUPS)


@case
def guide_asides() -> Case:
    """A guide with asides, images, anchors and links."""
    texts = []
    for side in (0, 1):
        text = guide(
            side,
            mark="##",
            item="*",
            code="![x](a.png)",
            head=front_matter(TITLE[side]) + f"# {TITLE[side]}",
        )
        first = GUIDE[2][1][0][side]
        picture = '<img src="a.png" alt="photo">'
        aside = f'<aside markdown="1" class="quote">\n  {picture}\n  {first}\n</aside>'
        text = text.replace(first, aside).replace("MIT", "[MIT](https://example.org/mit)")
        texts.append(re.sub(r"(## .*)", r"\1 {#anchor}", text))
    return Case("guide-asides", "md", zh=texts[0], en=texts[1], groups=GUIDE_GROUPS)


@case
def guide_asciidoc() -> Case:
    """The guide in AsciiDoc, one sentence a line, with index terms and pictures."""
    texts = []
    for side in (0, 1):
        text = guide(
            side,
            mark="==",
            item="*",
            code="image::images/lamp.png[lamp]\n\n----\nlamp --on\n----",
            head=f"= {TITLE[side]}\nLi Ming\n:toc:",
        )
        text = re.sub(r"(== .*)", r"[[id]]\n\1\n(((lamp,index)))", text)
        texts.append(text.replace("。", "。\n").replace(". ", ".\n"))
    return Case("guide-asciidoc", "adoc", zh=texts[0], en=texts[1], groups=GUIDE_GROUPS)


@case
def guide_text() -> Case:
    """The guide as plain text: headings without marks, items without full stops."""
    texts = ["\n".join(pair[side] for _, pair in GUIDE_GROUPS) for side in (0, 1)]
    return Case(
        "guide-text",
        "txt",
        zh=texts[0],
        en=texts[1],
        groups=[("", pair) for _, pair in GUIDE_GROUPS],
    )


@case
def guide_site_marks() -> Case:
    """The guide with marks for a program that makes a site of it."""
    texts = []
    for side in (0, 1):
        head = f"{front_matter(TITLE[side])}import A from './a'\n\n# {TITLE[side]}\n\n[[toc]]"
        code = "{% include note.html %}\n\n{{< tabs >}}\n\n```js\nlamp()\n```\n\n{{< /tabs >}}"
        text = guide(side, mark="##", item="-", code=code, head=head)
        first = GUIDE[1][1][0][side]
        texts.append(text.replace(first, f":::tip\n{first}\n:::"))
    return Case("guide-site-marks", "md", zh=texts[0], en=texts[1], groups=GUIDE_GROUPS)


@case
def labels() -> Case:
    """The name of its language before each paragraph."""
    text = "\n\n".join(f"中：{zh}\nEN: {en}" for _, (zh, en) in REPORT_PAIRS)
    groups = [("", pair) for _, pair in REPORT_PAIRS]
    return one_file("labels", "txt", text, groups)


@case
def bars() -> Case:
    """Headings in both languages with a bar between them, paragraphs in turn."""
    parts = [f"# {TITLE[1]} / {TITLE[0]}", *GREETING]
    for (zh, en), body in REPORT:
        parts += [f"## {en} / {zh}", *(text for pair in body for text in reversed(pair))]
    return one_file("bars", "md", "\n\n".join(parts))


@case
def many_bars() -> Case:
    """Lines with three bars between the languages, as aligners write them."""
    text = "\n".join(f"{zh} ||| {en}" for _, (zh, en) in REPORT_PAIRS)
    return one_file("many-bars", "txt", text)


@case
def underlined() -> Case:
    """The law as HTML headings and lists in Markdown, one language a file."""
    texts = []
    for side in (0, 1):
        parts = [f"<h1>{LAW_TITLE[side]}</h1>"]
        for heading, body in LAW:
            parts.append(f"<h3>{heading[side]}</h3>")
            parts += [f"<p>{pair[side]}</p>" for pair in body]
        texts.append("\n".join(parts))
    return Case("law-elements", "md", zh=texts[0], en=texts[1], groups=law_groups())


@case
def report_two_files() -> Case:
    """The report in two files, in GB 18030 and UTF-8."""
    zh, en = ("\n".join(pair[side] for _, pair in REPORT_PAIRS) for side in (0, 1))
    return Case("report-two", "txt", zh=zh, en=en, groups=REPORT_PAIRS, encoding="gb18030")


def fold(text: str) -> str:
    """Return the letters and digits of a text, in one form."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


class Truth:
    """One text of a case: its letters, and the group of each."""

    def __init__(self, groups: Iterable[str]) -> None:
        """Join the paragraphs of the groups."""
        self.letters, self.group = "", []
        for number, text in enumerate(groups):
            folded = fold(text)
            self.letters += folded
            self.group += [number] * len(folded)
        self.found = bytearray(len(self.letters))
        self.noise = 0
        self.at = 0

    def locate(self, text: str) -> set[int]:
        """Return the groups that a sentence of the result is from; count what is in none."""
        folded = fold(text)
        for start in (self.letters.find(folded, self.at), self.letters.find(folded)):
            if start >= 0 and folded:
                self.at = start + len(folded)
                self.found[start : self.at] = b"\1" * len(folded)
                return set(self.group[start : self.at])
        matcher = difflib.SequenceMatcher(None, folded, self.letters, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size > 2]
        for block in blocks:
            self.found[block.b : block.b + block.size] = b"\1" * block.size
        self.noise += len(folded) - sum(block.size for block in blocks)
        return {group for block in blocks for group in self.group[block.b : block.b + block.size]}


def pair_f1(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Return the F1 of the pairs of rows that are in one section."""

    def pairs(labels: Iterable[Any]) -> int:
        return sum(count * (count - 1) // 2 for count in Counter(labels).values())

    both, all_wanted, all_found = (
        pairs(zip(wanted, found, strict=True)),
        pairs(wanted),
        pairs(found),
    )
    return 2 * both / (all_wanted + all_found) if all_wanted + all_found else 1.0


def score(one: Case, encoder: Any) -> dict[str, Any]:
    """Align a case and return its row of the table."""
    if one.both:
        data = one.both.encode(one.encoding)
        files = [(f"x.{one.ending}", data, True)] * 2
    else:
        files = [
            (
                f"x.{lang}.{one.ending}",
                text.encode(one.encoding if lang == "zh" else "utf-8"),
                False,
            )
            for lang, text in (("zh", one.zh), ("en", one.en))
        ]
    sides = [
        segment_document(read_document(data, name=name, lang=lang, both_sides=both))
        for lang, (name, data, both) in zip(("zh", "en"), files, strict=True)
    ]
    aligned = align_documents(sides[0], sides[1], encoder=encoder, force=True)
    truths = [Truth(pair[side] for _, pair in one.groups) for side in (0, 1)]
    faults: list[str] = []
    crossing = nulls = 0
    wanted, found = [], []
    for bead in aligned.beads:
        here = [
            set().union(*(truth.locate(segment.text) for segment in segments))
            for truth, segments in zip(truths, (bead.src, bead.tgt), strict=True)
        ]
        texts = [" ".join(segment.text for segment in side) for side in (bead.src, bead.tgt)]
        if bead.src and bead.tgt and here[0] != here[1]:
            crossing += 1
            faults.append(f"crossing: {texts[0][:60]} ## {texts[1][:60]}")
        elif not (bead.src and bead.tgt) and (here[0] or here[1]):
            nulls += 1
            faults.append(f"alone: {texts[0][:60]} ## {texts[1][:60]}")
        elif not (here[0] or here[1]):
            for truth, segments in zip(truths, (bead.src, bead.tgt), strict=True):
                if bead.src and bead.tgt:
                    break
                truth.noise -= sum(len(fold(segment.text)) for segment in segments)
            faults.append(f"no text: {texts[0][:60]} ## {texts[1][:60]}")
        if groups := here[0] or here[1]:
            section = one.groups[min(groups)][0]
            if section:
                wanted.append(section)
                found.append("/".join(bead.section.split("/")[: section.count("/") + 1]))
    kept = [100 * sum(truth.found) / max(1, len(truth.letters)) for truth in truths]
    shown = sum(len(fold(s.text)) for side in sides for s in side.segments)
    noise = 100 * sum(truth.noise for truth in truths) / max(1, shown)
    for truth, lang in zip(truths, ("zh", "en"), strict=True):
        faults += [f"lost {lang}: {piece}" for piece in _lost(truth)]
    return {
        "file": one.name,
        "zh_kept": round(kept[0], 1),
        "en_kept": round(kept[1], 1),
        "noise": round(noise, 1),
        "rows": len(aligned.beads),
        "crossing": crossing,
        "alone": nulls,
        "sections": round(pair_f1(wanted, found), 2) if wanted else None,
        "right": min(kept) >= LEAST_KEPT and noise <= MOST_NOISE and not crossing,
        "faults": faults,
    }


def _lost(truth: Truth) -> Iterator[str]:
    """Yield the pieces of a text that the result lacks."""
    edges = [n for n, (a, b) in enumerate(pairwise([1, *truth.found, 1])) if a != b]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield truth.letters[start:end]


def main() -> None:
    """Print the table, and write it as JSON."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--show", action="store_true", help="print the rows behind the faults")
    parser.add_argument("--write", type=Path, help="write the files into a directory")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    encoder = cache_encoder("use")
    rows = []
    for make in CASES:
        one = make()
        if options.names and one.name not in options.names:
            continue
        if options.write:
            options.write.mkdir(parents=True, exist_ok=True)
            for lang, text in (("", one.both), (".zh", one.zh), (".en", one.en)):
                if text:
                    file = options.write / f"{one.name}{lang}.{one.ending}"
                    file.write_text(text, encoding="utf-8")
        row = score(one, encoder)
        faults = row.pop("faults")
        rows.append(row)
        print(" ".join(f"{value!s:<{20 if key == 'file' else 7}}" for key, value in row.items()))
        if options.show:
            print(*(f"      {fault}" for fault in faults), sep="\n")
    right = sum(row["right"] for row in rows)
    print(f"{right} of {len(rows)} right; {', '.join(rows[0])}")
    report = {
        "what": "files of many layouts, made of texts of our own: text kept, noise, wrong pairs",
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}",
        "versions": {"aigov-corpus": version("aigov-corpus")},
        "right": right,
        "files": rows,
    }
    if options.out:
        options.out.write_text(
            json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
