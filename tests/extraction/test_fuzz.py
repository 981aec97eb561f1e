"""Damaged pages and texts give, within seconds, a document with text or one of our errors."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.errors import AigovError
from aigov_corpus.extraction import extract, extract_any, extract_bilingual
from aigov_corpus.text.markers import find_marker

PAGES = sorted((Path(__file__).parents[1] / "fixtures" / "extract").glob("*.html"))
TOKENS = [
    b"<div>", b"</div>", b"<table><tr><td>", b"</html>", b"</body>", b"<br>",
    b"<p style='display:none'>", b"<!--", b"-->",
    b"<script>", b"<td id=UCAP-CONTENT>", b"&#x0;", b"&nbsp;", b"\x00", b"\xff\xfe", b"\xe4\xb8",
    "第一章".encode(), "一、".encode(),
    b"<meta charset=gb2312>", b"]]>", b"<h1>", b"<a href='http://[::1'>", b"<![CDATA[",
    b"<frameset>", b"<svg><title>",
]  # fmt: skip


def survives(data: bytes, url: str = "") -> None:
    """A document with text in it, or an error of ours."""
    try:
        documents = extract_any(data, name="fuzzed", url=url)
    except AigovError as error:
        assert str(error)
        return
    for document in documents:
        assert any(block.text.strip() for block in document.blocks)
        assert all(block.text == block.text.strip() and block.text for block in document.blocks)
        assert all(block.section for block in document.blocks)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_mutations_of_pages(page: Path) -> None:
    """Cut, doubled, shuffled and spliced bytes."""
    data = page.read_bytes()
    chance = random.Random(page.stem)
    for _ in range(10):
        mutant = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(mutant) + 1)
            to = min(len(mutant), at + chance.randint(0, 200))
            match chance.randrange(5):
                case 0:
                    del mutant[at:to]
                case 1:
                    mutant[at:at] = mutant[at:to]
                case 2:
                    mutant[at:at] = chance.choice(TOKENS)
                case 3 if at < len(mutant):
                    mutant[at] = chance.randrange(256)
                case _:
                    mutant = mutant[: max(at, 40)]
        survives(bytes(mutant))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from(["", "http://www.gov.cn/a", "http://[", "not a url"])
)
def test_any_bytes(data: bytes, url: str) -> None:
    """Whatever is read is text."""
    survives(data, url)


LINE = st.sampled_from(
    [
        "一、总体要求", "（一）指导思想。", "1. Lamps", "I. Lamps", "第一章　总则",
        "第一条　路灯应当检查。", "Article 1 Lamps are lit.", "Chapter II",
        "附件", "附件1：灯具表", "Annex", "目录", "Contents", "2018年12月4日", "市政府",
        "路灯应当每天检查，损坏的应当更换。", "Lamps are to be checked every day.",
        "| 灯 | lamp |", "---", "# Title", "https://example.org", "Translated by A", "", "　　",
        "（1）灯；", "①灯", "Preamble", "序　言", "- item",
    ]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.lists(LINE, max_size=25),
    st.sampled_from([None, "plain", "interleaved", "table", "two-column"]),
)
def test_any_order_of_structural_lines(lines: list[str], layout: str | None) -> None:
    """No order of numbers, titles and sign-offs breaks the sections or loses a letter."""
    text = "\n".join(lines)
    try:
        documents = extract_any(text.encode(), name="lines", layout=layout)
    except AigovError:
        return
    for document in documents:
        assert all(
            block.level == 0 or block.level == block.section.count("/") + 1
            for block in document.blocks
        )
    cleaned = any("cleaned" in document.meta for document in documents)
    if (
        layout in ("plain", "interleaved")
        and not cleaned
        and not any("|" in line for line in lines)
    ):
        found = sorted(
            c
            for document in documents
            for block in document.blocks
            for c in block.text
            if c.isalpha()
        )
        assert found == sorted(c for line in lines for c in line if c.isalpha())


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["zh", "en"]))
def test_any_text_may_open_a_paragraph(text: str, lang: str) -> None:
    """A number lies within the text."""
    marker = find_marker(text, lang)
    assert marker is None or 0 < marker.end <= len(text)


def test_a_page_nested_without_end() -> None:
    """A page may nest elements deeper than Python can call functions, or the parser can follow."""
    for nested in (b"<div><span>" * 600, b"<section>" * 10_000):
        survives(b"<html><body>" + nested + "路灯应当每天检查，损坏的应当更换。".encode())


def test_a_long_text_takes_time_in_proportion() -> None:
    """Thousands of numbered lines are read in a second."""
    text = "\n".join(
        f"（{'一二三四五六七八九十'[n % 10]}）路灯{n}应当每天检查；" for n in range(3_000)
    )
    assert len(extract(text, name="long").blocks) == 3_000


def test_a_bilingual_file_of_nothing_but_noise_is_refused() -> None:
    """Never two empty documents."""
    with pytest.raises(AigovError):
        extract_bilingual(b"--- ... \n 1 2 3", name="noise")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "路灯应当检查\n" * 5_000,
        "\n".join(f"第{n}条 路灯" for n in range(5_000)),
        "一、路灯\n" * 5_000,
        "路" + " " * 100_000 + "灯",
        "路灯应当检查，损坏的应当更换。Lamps are to be checked and replaced." * 5_000,
        "第" + "一" * 100_000 + "条",
        "（" * 50_000 + "路灯",
        "<html><body><p>路灯应当检查。" + "<span>" * 3_000 + "</body>",
        "<html><body>" + "<table><tr><td>路灯" * 3_000,
    ],
    ids=lambda text: text[:12],
)
def test_long_and_monotonous_files(text: str) -> None:
    """They are read in seconds, however often a line comes and however long a number is."""
    survives(text.encode())
