"""Files that are not read are known by what is in them, and refused with what to do instead."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(*names: str) -> bytes:
    """A zip archive with files of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        for name in names:
            first, _, content = name.partition("=")
            files.writestr(first, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), ".doc", ".docx"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), ".ppt", "PDF"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "without a password"),
        (OLE, "before 2007", "own program"),
        (OLE + "Book__properties_version1.0".encode("utf-16-le"), ".msg", "text"),
        (b"{\\rtf1\\ansi hello}", ".rtf", ".docx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "picture", "OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "picture", "OCR"),
        (b"\x1f\x8b\x08" + bytes(20), "archive", "unpack"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(20), "recording", "subtitles"),
        (archive("mimetype=application/vnd.oasis.opendocument.presentation"), ".odp", "PDF"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), ".pptx", "PDF"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), ".xlsx", ".csv"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), ".xlsx", "aigov_corpus.load"),
        (b"PAR1" + bytes(20), "Parquet", "aigov_corpus.load"),
        (b'<?xml version="1.0"?>\n<!-- x --><tmx version="1.4"><body/></tmx>', "TMX", "check FILE"),
        (b'<x:xliff xmlns:x="u" version="1.2"/>', "XLIFF", "aigov_corpus.load"),
        (b'<!DOCTYPE cesAlign SYSTEM ""><cesAlign/>', "XCES", "aigov_corpus.load"),
        ('{"src": "你好。", "tgt": "Hello."}'.encode(), "JSON Lines", "aigov_corpus.load"),
        (archive("Index/Document.iwa"), "Pages", "PDF"),
        (archive("OFD.xml"), "OFD", "PDF"),
        (archive("a.txt", "b.txt"), "archive", "unpack"),
        (
            b"From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>",
            ".mht",
            "HTML",
        ),
        (
            b"From: x\r\nSubject: Lamps\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nA",
            ".eml",
            "text",
        ),
        (
            b"Subject: =?utf-8?b?eA==?=\nFrom: x\nMIME-Version: 1\nContent-Type: a/b\n\nA",
            ".eml",
            "",
        ),
        (
            b"From x@y.z Mon Jan 1\nFrom: Li <x@y.z>\nTo: a@b.c\n"
            b"Date: Wed, 1 Jan 2025 00:00:00 +0800\n\nThe lamps.",
            ".eml",
            "text",
        ),
    ],
)
def test_the_kind_and_the_remedy_are_told(data: bytes, kind: str, remedy: str) -> None:
    """Whatever the name of the file says."""
    with pytest.raises(InvalidInputError) as caught:
        extract(data, name="text.txt")
    assert kind in caught.value.reason
    assert remedy in caught.value.remedy


def test_an_archive_with_a_password_is_refused() -> None:
    """Its kind stands in a file that cannot be read without the password."""
    data = bytearray(archive("content.xml", "META-INF/manifest.xml=<m/>"))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(sign), bytes(data)):
            data[found.start() + flags] |= 1  # says that the file is encrypted
    with pytest.raises(InvalidInputError, match="locked with a password"):
        extract(bytes(data), name="text.odt")


@pytest.mark.parametrize(
    "text", ["BM is a name.", "ID3 tags name songs.", "OTTO came.", "MZ ends."]
)
def test_a_text_that_begins_like_such_a_file_is_read(text: str) -> None:
    """Two or three letters show nothing."""
    assert extract(text, name="a.txt", lang="en").blocks[0].text == text


LONG = "一份通知。" * 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{LONG}\n\n$$\n\\begin{{aligned}}\na &= b\n\\end{{aligned}}\n$$\n" * 2, "a.md"),
        (f"\\newpage\n\n# 总则\n\n{LONG}\n\n\\newpage\n\n{LONG}", "a.md"),
        (f"\\Users\n{LONG}", "a.txt"),
        (f"Title: 灯\nAuthor: 李\nDate: 2025-01-01 00:00:00\n\nFrom: x@y.z\n{LONG}", "a.txt"),
    ],
)
def test_formulas_page_breaks_and_heads_of_texts_are_no_sources(text: str, name: str) -> None:
    """They stand in Markdown and notes as well as in LaTeX and e-mails."""
    blocks = extract(text, name=name, lang="zh").blocks
    assert any("一份通知。" in block.text for block in blocks)


@pytest.mark.parametrize(
    ("text", "kind", "remedy"),
    [
        (f"% a remark\n\n\\documentclass{{article}}\n\\begin{{document}}\n{LONG}", "LaTeX", "HTML"),
        (f"\\section{{总则}}\n{LONG}", "LaTeX", "HTML"),
        (f"% ConTeXt\n\\setupalign[hanging]\n\\starttext\n{LONG}", "LaTeX", "HTML"),
        (f"{LONG}\\cite{{a}}\n\\section{{附则}}\n\\begin{{itemize}}\n", "LaTeX", "-f latex"),
        (f'.\\" a remark\n.TH LAMP 1\n.SH 名称\n{LONG}', "troff", "man"),
        (f"{{0}}{{25}}{LONG}\n{{30}}{{60}}{LONG}\n", "MicroDVD", "srt"),
        (f"[ti:灯]\n[ar:人]\n[00:12.00]{LONG}\n[00:15.30][00:45.10]{LONG}\n", "LRC", "srt"),
        (f'{{"cells": [{{"source": "{LONG}"}}], "nbformat": 4}}', "notebook", "Markdown"),
        (f'[{{"text": "{LONG}"}}]', "JSON", "paragraph a line"),
        ('{"text": ' * 5000 + f'"{LONG}"' + "}" * 5000, "JSON", "--layout plain"),
        (f'{{"text": "{LONG}"}}\n{{"text": "{LONG}"}}', "JSON", "--layout plain"),
        (
            f'<?xml version="1.0"?><office:document a="b"><p>{LONG}</p></office:document>',
            ".fodt",
            ".docx",
        ),
        (
            f'<article xmlns="http://docbook.org/ns/docbook"><para>{LONG}</para></article>',
            "DocBook",
            "",
        ),
        (
            f'<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN">\n<book>{LONG}</book>',
            "DocBook",
            "",
        ),
        (
            f".. note::\n\n   {LONG}\n\n见 :ref:`lamps` 和 `网页`_。",
            "reStructuredText",
            "pandoc -f rst",
        ),
        (f"路灯\n====\n\n.. _lamps:\n\n{LONG}``led``", "reStructuredText", "--layout plain"),
        (f"#+TITLE: 路灯\n* 总则\n  :PROPERTIES:\n  :END:\n{LONG}", "Org", "pandoc -f org"),
        (f"== 总则 ==\n'''路灯'''是[[灯具]]。\n{LONG}", "MediaWiki", "pandoc -f mediawiki"),
        (f"{{| class=x\n|-\n| 灯\n|}}\n== 总则 ==\n{LONG}", "MediaWiki", ""),
        (f"====== 总则 ======\n\n^ 灯 ^ 价 ^\n| LED | 12 |\n{LONG}", "DokuWiki", "-f dokuwiki"),
        (f"h1. 总则\n\nbq. {LONG}\n\nh2. 检查\n\n{LONG}", "Textile", "pandoc -f textile"),
        (f"\\input texinfo\n@setfilename lamp\n{LONG}", "Texinfo", "makeinfo"),
        (f"=pod\n\n=head1 名称\n\n{LONG}", "POD", "pod2text"),
        (f'#set page(paper: "a4")\n= 总则\n{LONG}', "Typst", "PDF"),
        (f'<tt xmlns="http://www.w3.org/ns/ttml"><p begin="1s">{LONG}</p></tt>', "TTML", "srt"),
        (f"<!-- x --><FictionBook><p>{LONG}</p></FictionBook>", "FictionBook", "EPUB"),
    ],
)
def test_the_source_of_what_a_program_shows_is_refused(text: str, kind: str, remedy: str) -> None:
    """Its marks would stand among the sentences; with the layout `plain` it is read as it is."""
    with pytest.raises(InvalidInputError) as caught:
        extract(text, name="text.txt")
    assert kind in caught.value.reason
    assert remedy in caught.value.remedy
    if "--layout plain" in caught.value.remedy:
        assert extract(text, name="text.txt", lang="zh", layout="plain").blocks


@pytest.mark.parametrize(
    "text",
    [
        "[1] 第一条注释。",
        "To: All staff\nFrom: Li Ming\nDate: 1 May 2025\nSubject: Lamps\n\nCheck the lamps.",
        "{占位}是一个名称。",
        "[2020]",
        "The .TH is a word of troff.",
        "命令 \\section{x} 开始一节。",
        'In a catalogue stand lines such as\n\nmsgid "Lamps."\nmsgstr "灯。"',
        "[00:12] 甲：灯亮了吗？\n[00:15] 乙：亮了。",
        "以“::”结尾的一行，后面是代码；``literal`` 是一个词。",
        "* 第一项\n* 第二项\n\n[[注]] 和 == 强调 == 都是文字。",
        "#+TITLE 是一个标记，{{x}} 是另一个，'''三个引号'''也是。",
        "h1. 是一个标记。\n\n# 第一项",
        "<!-- x -->" * 60 + "<p>第一条注释。</p>",
        "<!-- x -->" * 60 + "第一条注释。",
    ],
)
def test_a_text_that_only_speaks_of_such_sources_is_read(text: str) -> None:
    """A bracket, a command or a word amid a text shows nothing."""
    assert extract(f"{text}\n\n{LONG}", name="a.txt", lang="zh").blocks
