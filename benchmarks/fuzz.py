"""Damage every kind of input at random, and see that nothing but our own errors comes of it.

    python benchmarks/fuzz.py               24,500 mutations, half an hour; writes fuzz.json
    python benchmarks/fuzz.py --only tbx    kinds whose name has this; the others stay in fuzz.json
    python benchmarks/fuzz.py --each 20     as many of each kind; writes nothing

A mutation is a valid file in which bits are flipped, stretches are cut out, doubled or moved, or
something nasty is put in: brackets without end, a number of thousands of digits, half of a
surrogate pair, NUL. It is read as the package reads such a file. What counts:

- foreign: an exception that is not an `AigovError`
- slow: more than 10 seconds of the processor (on a busy machine a clock would count others' work)
- large: more than a gigabyte of memory, at the end of a kind
- changed: a corpus that loads with other pairs than it has, or vectors that are not the encoder's

The same seed gives the same mutations. Each kind runs in a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import multiprocessing
import random
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from aigov_corpus import load
from aigov_corpus.alignment.weights_file import read_model
from aigov_corpus.batching.manifest import read_manifest
from aigov_corpus.config import load_config, load_provenance
from aigov_corpus.embedding.cache import CachedEncoder
from aigov_corpus.embedding.composing import SummingEncoder
from aigov_corpus.embedding.hashing import HashEncoder
from aigov_corpus.errors import AigovError
from aigov_corpus.evaluation.gold import read_gold
from aigov_corpus.exporting.formats import export_pairs
from aigov_corpus.extraction import extract_any, iter_lines
from aigov_corpus.fetching import find_snapshot
from aigov_corpus.fetching.snapshots import save_snapshot
from aigov_corpus.files.ownership import files_of_build
from aigov_corpus.importing.files import read_aligned_file
from aigov_corpus.records import Snapshot
from aigov_corpus.reviewing.acts import format_act, new_act
from aigov_corpus.reviewing.log import LOG
from aigov_corpus.segmentation import segment_text
from aigov_corpus.tagging import load_taxonomy
from aigov_corpus.termbases import (
    BUNDLED,
    FORMATS,
    load_termbase,
    parse_termbase,
    write_termbase,
)
from aigov_corpus.text.words import add_terms
from aigov_corpus.tmx_validation import TmxCheck

OUT = Path(__file__).with_suffix(".json")
EACH = 500
"""Mutations of each kind in the long form."""
MOST_SECONDS = 10.0
"""Seconds of the processor that one input may take."""
MOST_BYTES = 1 << 30
"""Bytes of memory that a process with one kind may take at most."""
LONGEST_SHOWN = 200
"""Characters of an exception that are kept."""
KEPT = 5
"""Examples of each fault that are kept."""
COUNTED = ("mutations", "refused", "faults")
"""Figures of a kind whose sum over all kinds is told."""

NASTY = (
    b"[" * 900,
    b'{"a":' * 900,
    b"9" * 5000,
    b'"\\ud800"',
    b"\\u0000",
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\x1b]0;title\x07",
    b"a." * 5000,
    b"<p>" * 2000,
    b"<a " + b'b="c" ' * 2000 + b">",
    b"&#" + b"9" * 5000 + b";",
    b"&a;",
    b"<!--",
    b"<![CDATA[",
    b"\r\n" * 3000,
    "\u202e\u200b\ufeff".encode(),
    "（".encode() * 3000,
    "第一章 ".encode() * 1000,
    b"nan",
    b"-1e999",
    b"true",
    b"|" * 3000,
    b"'''",
    b'"""',
)
"""What is put in, besides random bytes."""

HTML = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">
<title>关于人工智能的通知</title></head>
<body><div class="nav"><a href="/">首页</a></div><h1>关于人工智能的通知</h1>
<p>人工智能是人类发展的新领域，也是新一轮科技革命的重要力量，需要各方共同努力。</p>
<h2>一、发展</h2><p>各国应当加强合作，共同推动人工智能健康发展。</p>
<table><tr><td>安全</td><td>发展</td></tr></table><ul><li>一项</li></ul></body></html>"""
MARKDOWN = """---
title: 计划
---
# 人工智能计划

人工智能是人类发展的新领域。[^1]

## 一、发展

| 中文 | English |
|---|---|
| 安全 | safety |

- 各国应当加强合作。
- We plan.

[^1]: 说明。
"""
TEXT = """人工智能全球治理行动计划

一、共同把握人工智能机遇

人工智能是人类发展的新领域。各国应当加强合作，共同推动人工智能健康发展。
Artificial intelligence is a new frontier. We will cooperate, e.g. in 2026.

第一章 总则
（一）安全是发展的前提。
"""
CONFIG = """raw = "raw"
[[document]]
id = "plan"
title_zh = "计划"
zh = { file = "plan.txt", layout = "interleaved" }
[[document.rendering]]
id = "example"
en = { file = "plan.txt", url = "https://example.org/a" }
belongs = true
"""
SRT = """1
00:00:01,000 --> 00:00:03,500
<i>Mind</i> the street lamps &amp; thanks.

1
00:00:01,000 --> 00:00:03,500
{\\an8}请留意路灯。

2
00:00:03,500 --> 00:00:05,000
路灯每年检查两次。
They are checked twice a year.
"""
VTT = """WEBVTT
Kind: captions

STYLE
::cue { color: red }

NOTE checked by hand

opening
00:01.000 --> 00:03.500 align:start position:10%
<v Li>请留意路灯。</v>
Mind the street lamps.

00:03.500 --> 00:05.000
路灯<00:04.000>每年检查两次。
"""
ASCIIDOC = """= 人工智能计划
:name: 安全
:twice: {name}{name}

== 一、发展

[quote, 某人]
____
各国应当加强合作。footnote:[见 {twice}。]
____

[cols="1,1"]
|===
|中文 |English

|安全 |safety
|===

. *第一* 项 link:a.html[这里]
术语:: 说明 ((index))
"""
MANIFEST = """id,rendering,zh,en,title_zh,licence_en
law,,zh/law.txt,en/law.pdf,"计划，一",CC-BY-4.0
law,other,zh/law.txt,https://example.org/a,,
plan,,https://www.gov.cn/a.htm,plan.docx,"a ""b""
c",
"""
PROVENANCE = """[zh]
url = "https://www.gov.cn/a.htm"
publisher = "国务院"
licence = "none"
sections = ["0", "1"]
[en]
translator = "Example"
"""
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
adminlang="en" srclang="zh-CN" datatype="plaintext"><prop type="x-a">b</prop></header>
<body><tu tuid="u1" creationdate="20260228T235959Z"><tuv xml:lang="zh-CN">
<seg>加强<bpt i="1">{b}</bpt>国际<ept i="1">{/b}</ept>合作。</seg></tuv>
<tuv xml:lang="en-US"><seg>Cooperate &amp; grow.</seg></tuv></tu>
</body></tmx>
"""
XLIFF_12 = """<?xml version="1.0"?><xliff version="1.2"><file source-language="zh-CN"
target-language="en" original="a" datatype="plaintext"><body><trans-unit id="1" approved="yes">
<source>安全<x id="1"/>第一</source><seg-source><mrk mtype="seg" mid="1">安全第一</mrk></seg-source>
<target><mrk mtype="seg" mid="1">Safety <g id="2">first</g></mrk></target><note>n</note>
</trans-unit></body></file></xliff>"""
XLIFF_2 = """<xliff version="2.0" srcLang="en" trgLang="zh"><file id="f"><unit id="u"><segment>
<source>Safety <pc id="1">first</pc></source><target>安全<cp hex="0001"/>第一</target></segment>
</unit></file></xliff>"""

_BODY = "word/document.xml"
"""Name of the file with the text in a Word file."""
_SHEET = "xl/worksheets/sheet1.xml"
"""Name of the file with the first sheet in a spreadsheet."""


@dataclass(slots=True)
class Result:
    """What happened to the mutations of one kind."""

    kind: str
    mutations: int = 0
    refused: int = 0
    """Mutations that were told as an error of ours; the others were read."""
    foreign: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    slowest: float = 0.0
    """Seconds of the processor that the slowest input took."""
    megabytes: int = 0
    """Memory of the process at its largest."""

    @property
    def faults(self) -> int:
        """Number of kinds of fault that occurred."""
        large = self.megabytes > MOST_BYTES >> 20
        return len(self.foreign) + len(self.slow) + len(self.changed) + large


@dataclass(slots=True)
class Kind:
    """One kind of input: a valid file, and how the package reads it."""

    name: str
    seed: bytes
    read: Callable[[bytes], object]
    """Reads the content of a file. If it returns False, what was read is silently wrong."""


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Return bytes that differ from `data` in one to four places."""
    found = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(found) + 1)
        end = min(len(found), start + int(rng.expovariate(1 / 30)))
        way = rng.randrange(7)
        if way == 0 and found:
            found[start - 1] ^= 1 << rng.randrange(8)
        elif way == 1:
            del found[start:end]
        elif way == 2:
            found[start:start] = found[start:end] * rng.choice([1, 2, 300])
        elif way == 3:
            found[start:start] = rng.randbytes(rng.randint(1, 8))
        elif way == 4:
            found[start:end] = rng.choice(NASTY)
        elif way == 5:
            piece = found[start:end]
            del found[start:end]
            at = rng.randrange(len(found) + 1)
            found[at:at] = piece
        elif rng.random() < 0.2:
            del found[start:]
    return bytes(found)


def run_kind(name: str, count: int, seed: int) -> Result:
    """Read as many mutations of one kind, and return what happened."""
    with tempfile.TemporaryDirectory() as folder:
        kind = next(kind for kind in list_kinds(Path(folder)) if kind.name == name)
        result = Result(name)
        for number in range(count):
            data = mutate(kind.seed, random.Random(f"{seed}/{name}/{number}"))
            read_one(kind, data, f"{name}/{number}", result)
        result.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return result


def read_one(kind: Kind, data: bytes, label: str, result: Result) -> None:
    """Read one input, and add what happened to the result."""
    started = time.process_time()
    result.mutations += 1
    try:
        if kind.read(data) is False:
            note(result.changed, label)
    except AigovError as error:
        str(error)
        result.refused += 1
    except Exception as error:  # noqa: BLE001  (whatever it is, it should not have come)
        note(result.foreign, f"{label}: {type(error).__name__}: {error}"[:LONGEST_SHOWN])
    seconds = time.process_time() - started
    result.slowest = max(result.slowest, round(seconds, 2))
    if seconds > MOST_SECONDS:
        note(result.slow, f"{label}: {seconds:.1f} s")


def note(examples: list[str], text: str) -> None:
    """Keep an example of a fault, if there are not enough."""
    if len(examples) < KEPT:
        examples.append(text)


def list_kinds(folder: Path) -> list[Kind]:
    """Return all kinds of input; they may write into a folder."""
    return [
        *(*_settings(folder), *_texts(), *_tables(folder), *_built(folder)),
        *(_snapshot(folder), _cache(folder)),
    ]


def _settings(folder: Path) -> Iterator[Kind]:
    """Yield the kinds of TOML, and other files that a person writes."""
    data = files("aigov_corpus") / "data"

    def by_path(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
        path = folder / name
        path.parent.mkdir(exist_ok=True)

        def write_and_read(content: bytes) -> object:
            path.write_bytes(content)
            return read(path) is not False

        return write_and_read

    yield Kind("corpus.toml", CONFIG.encode(), by_path("corpus.toml", load_config))
    weights = (data / "weights" / "zh-en.toml").read_bytes()
    yield Kind("weights", weights, by_path("weights.toml", read_model))
    yield Kind(
        "taxonomy",
        (data / "taxonomies" / "aigov-principles.toml").read_bytes(),
        by_path("principles.toml", load_taxonomy),
    )
    terms = (data / "userdict.txt").read_bytes()
    yield Kind("terms", terms[:600], by_path("terms.txt", add_terms))
    yield Kind("manifest.csv", MANIFEST.encode(), by_path("manifest.csv", read_manifest))
    gold = folder / "gold"
    gold.mkdir(exist_ok=True)
    (gold / "src.zh.txt").write_text("一。\n二。\n三。\n", encoding="utf-8")
    (gold / "tgt.en.txt").write_text("One.\nTwo.\nThree.\n", encoding="utf-8")
    beads = by_path("gold/gold.align", lambda path: read_gold(path.parent))
    yield Kind(
        "provenance",
        PROVENANCE.encode(),
        by_path("raw/law.txt.toml", lambda path: load_provenance(path.with_suffix(""))),
    )
    yield Kind("gold", b"[0]:[0]: 0.93\n[1]:[1, 2]\n[2]:[]\n", beads)


def _texts() -> Iterator[Kind]:
    """Yield the kinds of texts and pages."""
    for name, text in (
        *(("page.html", HTML), ("text.md", MARKDOWN), ("text.txt", TEXT)),
        *(("talk.srt", SRT), ("talk.vtt", VTT), ("law.adoc", ASCIIDOC)),
    ):
        yield Kind(name, text.encode(), partial(extract_any, name=name))
    yield Kind("text in GB18030", TEXT.encode("gb18030"), partial(extract_any, name="gb.txt"))
    word_file = _docx()
    yield Kind("text.docx", word_file, partial(extract_any, name="text.docx"))
    yield _inside(word_file, _BODY, partial(extract_any, name="text.docx"), "XML in a docx")
    yield Kind("text.pdf", _pdf(), partial(extract_any, name="text.pdf"))
    yield Kind("text.epub", _epub(), partial(extract_any, name="text.epub"))
    yield Kind("lines to segment", TEXT.encode(), _segment)
    yield from _aligned_files()
    yield from _termbases()
    yield Kind("tmx", TMX.encode(), lambda data: list(TmxCheck(io.BytesIO(data))))


def _pdf() -> bytes:
    """Return a small PDF, not compressed."""
    from reportlab.pdfgen.canvas import Canvas

    packed = io.BytesIO()
    canvas = Canvas(packed, pageCompression=0, invariant=1)
    canvas.grid([60, 200, 400], [700, 680, 650])
    for n, line in enumerate(
        ("1. Lamps", "The lamps are checked", "twice a year by the districts.")
    ):
        canvas.drawString(72, 760 - 14 * n, line)
        canvas.drawString(72, 684 - 20 * n, f"Cell {n}")
    canvas.showPage()
    for n, line in enumerate(
        ("Contents", "1. Lamps ...... 1", "2. Poles ...... 5", "3. Men ... 9")
    ):
        canvas.drawString(72, 760 - 14 * n, line)
    canvas.showPage()
    for n in range(10):
        canvas.drawString(50, 760 - 14 * n, str(n + 1))
        canvas.drawString(72, 760 - 14 * n, "lamps are kept in good order by the town and its men")
        canvas.drawString(400, 760 - 14 * n, "x")
    canvas.showPage()
    canvas.save()
    return packed.getvalue()


def _epub() -> bytes:
    """Return a small book, not compressed."""
    packed = io.BytesIO()
    container = '<container><rootfiles><rootfile full-path="list.opf"/></rootfiles></container>'
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", container)
        book.writestr("list.opf", f'<package>{item}<spine><itemref idref="a"/></spine></package>')
        book.writestr("a.xhtml", HTML)
    return packed.getvalue()


def _aligned_files() -> Iterator[Kind]:
    """Yield files of aligned texts of every format; they are read or refused."""
    rows = [("中文", "English"), ("安全，", 'Safe "sound"'), ("发展", "Growth, more")]
    table = "\r\n".join(f'"{zh}","{en}"'.replace('"sound"', '""sound""') for zh, en in rows)
    for name, content in (
        ("aligned tmx", TMX.encode()),
        ("aligned xliff 1.2", XLIFF_12.encode()),
        ("aligned xliff 2", XLIFF_2.encode()),
        ("aligned csv", table.encode()),
        ("aligned tsv", "\n".join("\t".join(row) for row in rows).encode("utf-16")),
        ("aligned xlsx", _xlsx(rows)),
        ("aligned docx", _word_table(rows)),
        ("aligned jsonl", '{"src": "安全", "tgt": "Safety", "score": 0.5}\n'.encode()),
    ):
        yield Kind(name, content, _read_aligned)
    for name, made in (("links.xml", _LINKS), ("a_b_raw_en.zip", _sentences("en")), ("a.zh", _ZH)):
        yield Kind(f"aligned {name}", made, partial(_read_several, name))
    yield _inside(_word_table(rows), _BODY, _read_aligned, "XML in an aligned docx")
    yield _inside(_xlsx(rows), _SHEET, _read_aligned, "XML in an aligned xlsx")
    text, name = _sentences("en"), "a_b_raw_en.zip"
    yield _inside(text, "a/raw/en/law.xml", partial(_read_several, name), f"XML in {name}")


def _termbases() -> Iterator[Kind]:
    """Yield a termbase in each format that is written."""
    entries = load_termbase(BUNDLED).entries[:4]
    for name in FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            content = write_termbase(entries, Path(folder, "terms"), format=name).read_bytes()
        content = _unpacked(io.BytesIO(content)) if name == "xlsx" else content
        yield Kind(f"termbase {name}", content, partial(parse_termbase, name="terms"))


_LINKS = b"""<cesAlign><linkGrp fromDoc="en/law.xml" toDoc="zh/law.xml">
<link xtargets="s1 s2;s1" certainty="0.5"/><link xtargets=";s2"/></linkGrp></cesAlign>"""
_ZH = "安全是首要的。\n发展要有序。\n".encode()


def _sentences(lang: str) -> bytes:
    """Return an archive with the sentences of one language, not compressed."""
    texts = ("Safety first.", "Growth in order.") if lang == "en" else ("安全第一。", "有序发展。")
    lines = "".join(f'<s id="s{n}">{text}</s>' for n, text in enumerate(texts, start=1))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"a/raw/{lang}/law.xml", f'<text xml:lang="{lang}">{lines}</text>')
    return packed.getvalue()


def _read_several(name: str, data: bytes) -> None:
    """Read a format of several files, of which one is damaged.

    Args:
        name: name of that file.
        data: its content.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "a_b_xml_en-zh.xml").write_bytes(_LINKS)
        for lang in ("en", "zh"):
            (path / f"a_b_raw_{lang}.zip").write_bytes(_sentences(lang))
        (path / "a.zh").write_bytes(_ZH)
        (path / "a.en").write_text("Safety comes first.\nGrowth needs order.\n", "utf-8")
        if name == "links.xml":
            name = "a_b_xml_en-zh.xml"
        (path / name).write_bytes(data)
        load(path / ("a.zh" if name == "a.zh" else "a_b_xml_en-zh.xml")).info  # noqa: B018


def _read_aligned(data: bytes) -> None:
    """Read a file of aligned texts from a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        path.write_bytes(data)
        load(path).info  # noqa: B018


def _xlsx(rows: list[tuple[str, str]]) -> bytes:
    """Return a small spreadsheet, not compressed."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return _unpacked(packed)


def _word_table(rows: list[tuple[str, str]]) -> bytes:
    """Return a small Word file with a table, not compressed."""
    import docx

    document = docx.Document()
    table = document.add_table(0, 2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    packed = io.BytesIO()
    document.save(packed)
    return _unpacked(packed)


def _unpacked(packed: io.BytesIO) -> bytes:
    """Return a zip archive with the same files, not compressed."""
    plain = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(plain, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return plain.getvalue()


def _docx() -> bytes:
    """Return a small Word file, not compressed."""
    import docx

    document = docx.Document()
    document.add_heading("人工智能计划", 1)
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    packed = io.BytesIO()
    document.save(packed)
    return _unpacked(packed)


def _replace_part(archive: bytes, part: str, content: bytes) -> bytes:
    """Return a zip archive in which one file has another content, so that its checksum is right."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return packed.getvalue()


def _inside(archive: bytes, part: str, read: Callable[[bytes], object], name: str) -> Kind:
    """Return the kind of one file in a zip archive; damaged outside, few archives are read at all.

    Args:
        archive: the archive.
        part: name of the file in it.
        read: reads the archive.
        name: name of the kind.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        seed = opened.read(part)
    return Kind(name, seed, lambda data: read(_replace_part(archive, part, data)))


def _segment(data: bytes) -> None:
    for line in iter_lines(io.BytesIO(data), encoding="utf-8", name="x"):
        for lang in ("zh", "en"):
            segment_text(line, lang=lang)


def _tables(folder: Path) -> Iterator[Kind]:
    """Yield the tables that an export writes."""
    pairs = list(load())[:5]
    for name, options in (
        ("csv", {}),
        ("csv for Excel", {"dialect": "excel"}),
        ("jsonl", {}),
        ("parquet", {}),
    ):
        path = folder / f"table.{name.split()[0]}"
        export_pairs(pairs, path, format=name.split()[0], **options)
        content = path.read_bytes()

        def read_table(data: bytes, path: Path = path) -> None:
            path.write_bytes(data)
            read_aligned_file(path)

        yield Kind(name, content, read_table)


def _built(folder: Path) -> Iterator[Kind]:
    """Yield the files of a built corpus; it loads as it was, or is refused."""
    bundled = Path(__file__).parents[1] / "data" / "aligned"
    corpus = folder / "aligned"
    shutil.copytree(bundled, corpus, dirs_exist_ok=True)
    document = next(path.parent for path in corpus.glob("*/pairs.parquet"))
    whole = list(load(corpus))

    for name in ("datapackage.json", "pairs.parquet", "sentences.parquet", ".build.json"):
        path = document / name
        content = path.read_bytes() if path.exists() else b'{"inputs": {}, "files": {"a": "b"}}'

        def read_corpus(data: bytes, path: Path = path, content: bytes = content) -> bool:
            path.write_bytes(data)
            try:
                files_of_build(path.parent)
                loaded = load(corpus)
                same = list(loaded) == whole
                loaded.sentences()
                return same
            finally:
                path.write_bytes(content)

        yield Kind(f"corpus: {name}", content, read_corpus)

    log = document / LOG
    acts = [
        new_act(op, by="li", document=pair.document, rendering=pair.rendering, before=[members])
        for op, pair in zip(("confirm", "reject", "comment"), whole, strict=False)
        for members in [(pair.zh_ids, pair.en_ids)]
    ]

    def read_log(data: bytes) -> None:
        log.write_bytes(data)
        try:
            load(corpus)
        finally:
            log.unlink()

    yield Kind("review log", "".join(f"{format_act(act)}\n" for act in acts).encode(), read_log)


def _snapshot(folder: Path) -> Kind:
    """Return the description of a fetched page; the page is the one that was fetched."""
    raw, url, body = folder / "pages", "https://example.org/a", HTML.encode()
    fetched = Snapshot(url, body, hashlib.sha256(body).hexdigest(), "2026-11-22T12:00:00Z", url)
    saved = save_snapshot(raw, fetched, suffix=".html", warc=b"", more={})
    path = (raw / saved.snapshot.path).with_name("snapshot.json")
    content = path.read_bytes()

    def read_snapshot(data: bytes) -> bool:
        path.write_bytes(data)
        found = find_snapshot(raw, url)
        return found is not None and found.body == body

    return Kind("snapshot.json", content, read_snapshot)


def _cache(folder: Path) -> Kind:
    """Return the cache of vectors; what it gives are the vectors of the encoder."""
    path = folder / "vectors.sqlite"
    clauses = [[line] for line in TEXT.splitlines() if line]
    encoder = SummingEncoder(HashEncoder())
    fresh = encoder.parts(clauses, spaced=False)
    CachedEncoder(encoder, path).parts(clauses, spaced=False)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = path.read_bytes()

    def read_cache(data: bytes) -> bool:
        for old in folder.glob("vectors.*"):
            old.unlink()
        path.write_bytes(data)
        found = CachedEncoder(encoder, path).parts(clauses, spaced=False)
        return all(
            np.array_equal(one.clauses, other.clauses)
            for one, other in zip(found, fresh, strict=True)
        )

    return Kind("cache", content, read_cache)


def run_all(each: int, seed: int, only: str) -> list[Result]:
    """Run the kinds whose name has `only`, each in a new process."""
    with tempfile.TemporaryDirectory() as folder:
        names = [kind.name for kind in list_kinds(Path(folder)) if only in kind.name]
    context = multiprocessing.get_context("spawn")
    found = []
    for name in names:
        with context.Pool(1) as pool:
            result = pool.apply(run_kind, (name, each, seed))
        print(
            f"{name}: {result.mutations} mutations, {result.refused} refused, slowest "
            f"{result.slowest:.2f} s, {result.megabytes} MB, {result.faults} faults",
            *result.foreign,
            *result.slow,
            *result.changed,
            sep="\n  ",
            flush=True,
        )
        found.append(result)
    return found


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=0, help="mutations of each kind; 0: all, saved")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="part of the names of the kinds to run")
    chosen = parser.parse_args()
    results = run_all(chosen.each or EACH, chosen.seed, chosen.only)
    if not chosen.each:
        save(results, chosen.seed)
    return int(any(result.faults for result in results))


def save(results: list[Result], seed: int) -> None:
    """Write the figures into fuzz.json; those of kinds that did not run stay."""
    from figures import describe_machine

    kinds: dict[str, Any] = json.loads(OUT.read_text("utf-8"))["kinds"] if OUT.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        there = [kind.name for kind in list_kinds(Path(folder))]
    for result in results:
        kinds[result.kind] = {
            key: value for key, value in asdict(result).items() if key != "kind"
        } | {"faults": result.faults}
    kinds = {name: kinds[name] for name in there if name in kinds}
    content = {
        "machine": describe_machine(),
        "seed": seed,
        **{key: sum(kind[key] for kind in kinds.values()) for key in COUNTED},
        "kinds": kinds,
    }
    OUT.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
