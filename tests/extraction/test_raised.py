"""Raised digits behind a number are no digits of it."""

from __future__ import annotations

import io
import time
from copy import deepcopy

import pytest
from lxml.html import HTMLParser, document_fromstring

from aigov_corpus.extraction import extract
from aigov_corpus.extraction.raised import keep_raised, keep_raised_in_page

LONG = "路灯应当每年检查，损坏的应当及时更换，检查和更换的情况应当记录，并报送主管部门。"


@pytest.mark.parametrize(
    ("before", "raised", "kept"),
    [
        ("10", "6", "⁶"),
        ("10", "−3", "⁻³"),
        ("2020", "1,2", "¹,²"),
        ("10¹", "2", "²"),
        ("m", "2", "2"),
        ("10", "n", "n"),
        ("1", "st", "st"),
    ],
)
def test_digits_are_kept_raised_behind_a_digit_alone(before: str, raised: str, kept: str) -> None:
    """Behind a letter they change no number."""
    assert keep_raised(before, raised) == kept


def test_a_power_on_a_page_is_no_other_number() -> None:
    """Nor is a number with a note; with a link to its note, the mark is left out."""
    note = "10<sup><a href='#n'>2</a></sup>个"
    line = f"共10<sup>6</sup>盏，2020<sup>1</sup>年，{note}，5m<sup>2</sup>。{LONG}"
    page = f"<html><body><h1>通知</h1><p>{line}</p><p>{LONG}</p></body></html>"
    texts = [block.text for block in extract(page, lang="zh").blocks]
    assert f"共10⁶盏，2020¹年，10个，5m2。{LONG}" in texts


def test_the_number_before_a_power_may_stand_in_elements() -> None:
    """The last text before it counts, however deep it lies."""
    line = f"共<b>约<i>10</i></b><sup>6</sup>盏，<b>3<i>年</i></b><sup>2</sup>。{LONG}"
    page = f"<html><body><h1>通知</h1><p>{line}</p><p>{LONG}</p></body></html>"
    texts = [block.text for block in extract(page, lang="zh").blocks]
    assert f"共约10⁶盏，3年2。{LONG}" in texts


def test_raised_digits_behind_nested_elements_take_no_time() -> None:
    """The text of each of them is not read again for each one around it."""
    deep, text = 200, "x" * 1_000_000
    page = f"<body>{'<div>' * deep}<p>{text}</p>{'<sup>1</sup></div>' * deep}</body>"
    root = document_fromstring(page, parser=HTMLParser(huge_tree=True))
    begun = time.process_time()
    keep_raised_in_page(root)
    assert time.process_time() - begun < 0.05


def test_a_power_in_word_is_no_other_number() -> None:
    """And no letter counts as lost."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    paragraph = document.add_paragraph("共10")
    paragraph.add_run("6").font.superscript = True
    paragraph.add_run("盏，10")
    position = OxmlElement("w:position")
    position.set(qn("w:val"), "6")
    paragraph.add_run("3")._r.get_or_add_rPr().append(position)
    raised = [paragraph.add_run(text) for text in ("盏，20", "25")]
    for each in raised:  # the whole line, and no power
        each._r.get_or_add_rPr().append(deepcopy(position))
    paragraph.add_run("盏，CO")
    paragraph.add_run("2").font.subscript = True
    data = io.BytesIO()
    document.save(data)
    read = extract(data.getvalue(), lang="zh")
    assert [block.text for block in read.blocks] == ["共10⁶盏，10³盏，2025盏，CO2"]
    assert not read.meta["warnings"]
