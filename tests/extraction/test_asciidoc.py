"""AsciiDoc reads as a page shows it, and all else is listed as left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract
from aigov_corpus.extraction.ledger import count_letters
from aigov_corpus.records import Document

GUIDE = """\
// a remark
= Lamps of the City
Li Ming <li@example.org>
:product: Lamp Control

[[intro]]
== Overview

{product} is *important* and _useful_,
as `code` and "`words`" are. See <<intro,the overview>>, link:https://a.org[our site^] and
https://a.org/plain.footnote:[Only in summer.] (((lamp,bulb)))

[NOTE]
====
Keep lamps ((dry)).
====

.Prices
[cols="1,2"]
|===
|Name |Price
|Bulb
|5 yuan
|===

----
code
----

* First item
in two lines
. Step

Lamp:: a light

[quote]
____
It falls on the moss.
____

Setup
~~~~~

A break +
here. snake_case_name, 2 * 3 * 4
"""
SHOWN = [
    ("title", "0", "Lamps of the City"),
    ("heading", "1", "Overview"),
    (
        "paragraph",
        "1",
        "Lamp Control is important and useful, as code and “words” are. "
        "See the overview, our site and https://a.org/plain.",
    ),
    ("paragraph", "1", "Keep lamps dry."),
    ("paragraph", "1", "Prices"),
    ("table_row", "1", "Name | Price"),
    ("table_row", "1", "Bulb | 5 yuan"),
    ("item", "1", "First item in two lines"),
    ("item", "1", "1. Step"),
    ("item", "1", "Lamp"),
    ("item", "1", "a light"),
    ("paragraph", "1", "It falls on the moss."),
    ("heading", "1/1", "Setup"),
    ("paragraph", "1/1", "A break"),
    ("paragraph", "1/1", "here. snake_case_name, 2 * 3 * 4"),
    ("paragraph", "1/1", "Only in summer."),
]
PIECES = [
    "= 标题", "== Two", "=== Three", "文字 text", "* item", "*bold*", "`code`", "----", "|===",
    "|a |b", "2+|c", "====", "____", "[quote, A, B]", "[[id]]", "<<id>>", "<<id,text>>", "(((a)))",
    "((a b))", "footnote:[note]", "https://x.org[label]", "link:a[b^]", "image::a[b]", ":a: b",
    "{a}", "// c", "////", "term:: def", "+", "x +", "* o", "~~~~~", "[verse]", '"`q`"', "kbd:[C]",
]  # fmt: skip


def read(text: str, name: str = "x.adoc", lang: str | None = None) -> Document:
    """The document of a file."""
    return extract(text, name=name, lang=lang)


def test_a_guide_reads_as_a_page_shows_it() -> None:
    """Headings open sections; marks, addresses, code and entries of an index are left out."""
    document = read(GUIDE)
    assert [(b.kind, b.section, b.text) for b in document.blocks] == SHOWN
    assert document.meta["warnings"] == []
    reasons = {piece.text.strip(): piece.reason for piece in document.left_out}
    assert reasons["code"] == "code"
    assert reasons["(((lamp,bulb)))"] == "index term"
    assert reasons["// a remark"] == "comment"
    assert reasons["Li Ming <li@example.org>"] == "front matter"


def test_lines_of_a_paragraph_are_joined() -> None:
    """One sentence stands in each line, and Chinese lines are joined without a blank."""
    document = read("== 甲\n\n第一句。\n第二句有 Git\n和别的。\n")
    assert [block.text for block in document.blocks] == ["甲", "第一句。第二句有 Git 和别的。"]


def test_headings_show_asciidoc_without_a_name() -> None:
    """Headings by `=` are AsciiDoc; headings of a wiki, or a Markdown heading beside them, none."""
    assert read("== One\n\ntext\n\n== Two\n\ntext", "x").meta["format"] == "asciidoc"
    assert read("== One ==\n\ntext\n\n== Two ==\n\ntext", "x").meta["format"] == "text"


def test_anchors_and_bare_links_are_no_wiki() -> None:
    """The name of the file says what it is, though pages of wikis have the same marks."""
    text = "[[a]]\n== 灯 ==\n\n[[b]]\n路灯 [https://x.org 站]。\n"
    assert read(text, lang="zh").meta["format"] == "asciidoc"
    with pytest.raises(InvalidInputError, match="wiki"):
        read(text, "x.txt", lang="zh")


def test_included_files_are_named() -> None:
    """The text of another file is not here, and a warning says so."""
    [warning] = read("== One\n\ntext\n\ninclude::two.adoc[]\n").meta["warnings"]
    assert "two.adoc" in warning


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n", "\n\n", " ", ""]))))
def test_each_letter_is_in_a_block_or_left_out(parts: list[tuple[str, str]]) -> None:
    """No letter of a file is lost. Names with a value and titles are shown twice, and not here."""
    text = "文字\n\n" + "".join(piece + end for piece, end in parts).replace("{a}", "")
    text = text.replace("[[id]]", "[[other]]")
    document = read(text, lang="zh")
    found = [b.text for b in document.blocks] + [piece.text for piece in document.left_out]
    assert count_letters(found) == count_letters([text])


@pytest.mark.parametrize("each", ["{a0}{a0}", "{a0} {a1} {a2} {a3}"])
def test_attributes_that_stand_for_gigabytes_are_refused(each: str) -> None:
    """Each stands for several others; the error names the line before any memory is taken."""
    lines = [f":a0: {'x' * 999}"]
    lines += [f":a{n}: {each.replace('{a0}', f'{{a{n - 1}}}')}" for n in range(1, 40)]
    with pytest.raises(InvalidInputError, match=r"^law\.adoc, line \d+: its attributes stand"):
        extract("\n".join([*lines, "{a39}", "路灯。"]), name="law.adoc", lang="zh")


def test_the_longest_numbers_are_no_error() -> None:
    """Of columns, and of references to characters."""
    text = f'[cols="{"9" * 5000}*"]\n|===\n|路灯 &#{"9" * 5000};\n|===\n'
    assert "路灯" in extract(text, name="law.adoc", lang="zh").blocks[0].text


def test_numbers_of_lists_are_counted() -> None:
    """As a page shows them; an attached paragraph does not end a list, another one does."""
    text = (
        "== 灯\n\n== 路\n\n. 甲\n.. 乙\n. 丙\n+\n丁\n\n. 戊\n\n己\n\n"
        "[upperroman,start=4]\n. 庚\n* 辛\n"
    )
    document = extract(text, name="x.adoc", lang="zh")
    assert [block.text for block in document.blocks[2:]] == [
        *("1. 甲", "a. 乙", "2. 丙", "丁", "3. 戊", "己", "IV. 庚", "辛")
    ]
    assert document.meta["warnings"] == []


def test_references_show_the_title_of_what_they_name() -> None:
    """A heading or a caption below an anchor; any other keeps its name, as does code."""
    text = (
        "= Lamps\n\n[[poles]]\n== The Poles\n\nSee <<map>>, xref:poles[], <<poles,above>> and "
        "<<other>>.\n\n[#map]\n.Map of the city\nimage::map.png[]\n\nNo title.\n\n"
        "[[less]]\n== a < b\n\nSee <<less>>.\n\n----\n1 <<map>> 2\n----\n"
    )
    document = extract(text, name="x.adoc")
    assert document.blocks[2].text == "See Map of the city, The Poles, above and [other]."
    assert document.blocks[-1].text == "See [less]."
    assert document.left_out[-1].text == "1 <<map>> 2"
