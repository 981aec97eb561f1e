"""What is read of a file and what is left out are together all that it shows."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.errors import AigovError
from aigov_corpus.extraction import (
    RawPage,
    extract,
    extract_any,
    extract_bilingual,
    extract_pages,
)
from aigov_corpus.extraction.ledger import count_letters
from aigov_corpus.records import Document

LETTERS = "路灯检查甲乙丙丁安全abc"
words = st.text(LETTERS, min_size=1, max_size=8)


def letters_of(document: Document) -> Counter[str]:
    """How often each letter stands in blocks and pieces that are left out."""
    texts = [block.text for block in document.blocks]
    return count_letters([*texts, *(piece.text for piece in document.left_out)])


def check(text: str, shown: list[str], *, name: str) -> None:
    """Each letter that is shown is read or left out, once; no warning says otherwise."""
    document = extract(text, name=name, lang="zh", layout="plain")
    assert not [each for each in document.meta["warnings"] if "accounted" in each]
    wanted, found = count_letters(shown), letters_of(document)
    assert {letter: found[letter] for letter in LETTERS} == {
        letter: wanted[letter] for letter in LETTERS
    }


TEXT_LINES = [
    "{}",
    "{}。",
    "一、{}",
    "Article 2",
    "12",
    "　　{}",
    "",
    "{} | {}",
    "问：{}",
    "{}　{}",
    "- {}",
]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TEXT_LINES), words, words), max_size=15))
def test_a_text_is_read_whole(lines: list[tuple[str, str, str]]) -> None:
    """Whatever its lines look like."""
    filled = [line.format(one, two) for line, one, two in lines]
    text = "\n".join(["路灯检查", *filled])
    check(text, [text], name="x.txt")


MARKDOWN = [
    "{}\n\n", "# {}\n\n", "### {}\n", "- {}\n", "  - {}\n", "1. {}\n", "> {}\n", ">> {}\n\n",
    "**{}**", "`{}`", "~~{}~~ ", "{}<br/>", "<b>{}</b>", "&nbsp;{}", "\n```\n{}\n```\n",
    "<!-- {} -->\n", "![{}](a.png)", "[{}](http://x.yz)", "| {} |\n", "\n\n<div>\n{}\n</div>\n\n",
    "<span hidden>{}</span>", "{}\\\n", "    {}\n", "***\n", "[^1] {}", "\n\n[^1]: {}\n\n",
    "- [x] {}\n",
    "<script>{}</script>\n\n", "<ruby>{}<rt>{}</rt></ruby>",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(MARKDOWN), words), max_size=12))
def test_markdown_is_read_whole(pieces: list[tuple[str, str]]) -> None:
    """Each word is in a block or left out, and letters of tags and addresses are in neither."""
    chinese = [(piece, f"路{word.translate(NO_LATIN)}灯") for piece, word in pieces]
    text = "".join(piece.format(word, word) for piece, word in chinese)
    shown = [word * piece.count("{}") for piece, word in chinese if "\n[^1]: " not in piece]
    notes = [word for piece, word in chinese if "\n[^1]: " in piece]
    document = extract(f"路灯检查。\n\n{text}", name="x.md", lang="zh", layout="plain")
    assert not [each for each in document.meta["warnings"] if "accounted" in each]
    wanted, found = count_letters(["路灯检查", *shown]), letters_of(document)
    if not notes:  # a note is shown if a mark refers to it
        assert {each: found[each] for each in CHINESE} == {each: wanted[each] for each in CHINESE}


NO_LATIN = str.maketrans("", "", "abc")
CHINESE = LETTERS.translate(NO_LATIN)

HTML = [
    "<p>{}</p>", "<div>{}</div>", "<h2>{}</h2>", "<li>{}</li>", "<b>{}</b>", "{}<br>", "{}",
    "<a href='/x'>{}</a>", "<div class='nav'><a href='/'>{}</a></div>", "<nav>{}</nav>",
    "<table><tr><td>{}</td><td>{}</td></tr></table>",
    "<table><caption>{}</caption><tr><td>{}</table>",
    "<div style='display:none'>{}</div>", "<!-- {} -->", "<script>{}</script>", "<p hidden>{}</p>",
    "<figure><img src=x alt='{}'><figcaption>{}</figcaption></figure>", "<p>来源：{}</p>",
    "<ruby>{}<rt>{}</rt></ruby>", "<div><p>{}</p>", "<table><tr>{}<td>{}</td>",
    "<select><option>{}</select>",
    "<p>责任编辑：{}</p>", "<ul><li><a href='/y'>{}</a></ul>", "<p>{}。{}，{}。</p>", "<h1>{}</h1>",
    "<form>{}<input value=1><button>{}</button></form>", "<dl><dt>{}<dd>{}</dl>", "</div>", "</p>",
]  # fmt: skip
UNSHOWN = ("<script>", "<!--", "alt=")
BODY = "<p>路灯应当每天检查，损坏的应当及时更换，各区应当把检查的结果报给城市照明管理部门。</p>"


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(HTML), words), max_size=12),
    st.sampled_from(["", "<h1>路灯检查</h1>", "<div class=title>甲乙</div>"]),
    st.sampled_from(["路灯检查", "路灯检查_某网", ""]),
)
def test_a_page_is_read_whole(pieces: list[tuple[str, str]], heading: str, head: str) -> None:
    """Each word that a page shows is in a block or left out."""
    inner = "".join(piece.format(word, word, word) for piece, word in pieces)
    page = f"<html><head><title>{head}</title></head><body>{heading}{BODY}{inner}</body></html>"
    document = extract(page, name="x.html", lang="zh", layout="plain")
    assert not [each for each in document.meta["warnings"] if "accounted" in each]
    found = letters_of(document)
    shown = [
        word * piece.count("{}")
        for piece, word in pieces
        if not any(mark in piece for mark in UNSHOWN)
    ]
    assert not count_letters([BODY.translate(NO_LATIN), *shown]) - found - count_letters(["p" * 9])


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html"])
@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([*MARKDOWN, *HTML]), max_size=10), words)
def test_no_mixture_of_markup_breaks_the_check(name: str, pieces: list[str], word: str) -> None:
    """Markdown in HTML, HTML in Markdown, and tags that are never closed."""
    text = BODY + "".join(piece.format(word, word, word) for piece in pieces)
    try:
        documents = extract_any(text.encode(), name=name)
    except AigovError:
        return
    for document in documents:
        assert not [each for each in document.meta["warnings"] if "accounted" in each]


BOTH = {
    "x.txt": [
        "{0}\n{1}\n", "{1}\n{0}\n", "{0} | {1}\n", "2 | {0} | {1}\n", "{0}\t{1}\n", "{1}（{0}）\n",
        "7\n",
    ],
    "x.md": [
        "{0}\n\n{1}\n\n", "{0}<br/>{1}\n\n", "**{0}**\n\n**{1}**\n\n", "- {0}\n- {1}\n",
        "\n|4|{0}|{1}|\n|-|-|-|\n|5|{1}|{0}|\n\n",
    ],
    "x.html": [
        "<p>{0}</p><p>{1}</p>", "<table><tr><td>6<td>{0}<td>{1}</table>", "<p>{0}<br>{1}</p>",
        "<div><p>{1}</p></div><div>{0}</div>", "<h2>{0} {1}</h2>",
    ],
}  # fmt: skip
TEXTS = ("路灯应当每天检查", "The lamps are to be checked every day")


@pytest.mark.parametrize("name", BOTH)
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_both_sides_of_a_file_hold_all_of_it(name: str, data: st.DataObject) -> None:
    """Each letter is on one side, or left out; only the number of a row is on both."""
    pieces = data.draw(st.lists(st.sampled_from(BOTH[name]), min_size=1, max_size=8))
    pieces = [BOTH[name][0] * 3, *pieces]
    text = "".join(piece.format(*TEXTS) for piece in pieces)
    for document in extract_bilingual(text.encode(), name=name):
        assert not [each for each in document.meta["warnings"] if "accounted" in each]
    zh, en = extract_bilingual(text.encode(), name=name)
    found = count_letters(block.text for side in (zh, en) for block in side.blocks)
    found += count_letters(piece.text for piece in zh.left_out)
    wanted = count_letters(TEXTS * sum(piece.count("{0}") for piece in pieces))
    assert {letter: found[letter] for letter in wanted} == dict(wanted)


def whole(page: str) -> Document:
    """The document of a page, read in Chinese; the check finds no fault in it."""
    document = extract(page, name="x.html", lang="zh", layout="plain")
    assert not [each for each in document.meta["warnings"] if "accounted" in each]
    return document


SENTENCES = [
    "路灯应当每天检查，损坏的应当及时更换。",
    "各区应当把检查的结果，报给城市照明管理部门。",
    "照明管理部门应当公布结果，并且听取意见。",
    "本办法自公布之日起施行，由市政府负责解释。",
]
LINES = "\n".join(SENTENCES)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.sampled_from(HTML), words), max_size=5), min_size=2, max_size=4)
)
def test_all_pages_of_an_article_are_read_whole(parts: list[list[tuple[str, str]]]) -> None:
    """Each word that one of the pages shows is in a block or left out, once."""
    pages, shown = [], []
    for number, pieces in enumerate(parts):
        inner = "".join(piece.format(word, word, word) for piece, word in pieces)
        page = f"<html><title>路灯</title><body><h1>路灯</h1>{BODY}{inner}</body></html>"
        pages.append(RawPage(page.encode(), f"{number}.html"))
        shown += [
            word * piece.count("{}")
            for piece, word in pieces
            if not any(mark in piece for mark in UNSHOWN)
        ]
    document = extract_pages(pages, lang="zh", layout="plain")
    assert not [each for each in document.meta["warnings"] if "accounted" in each]
    wanted = count_letters([*shown, *[BODY.translate(NO_LATIN), "路灯"] * len(pages)])
    assert not wanted - letters_of(document) - count_letters(["p" * 9 * len(pages)])


def test_text_that_only_another_extractor_finds_is_read_by_the_lines_of_the_page() -> None:
    """So the items of a list stay items."""
    items = "".join(f"<li>{sentence}</li>" for sentence in SENTENCES)
    document = whole(f"<html><title>路灯</title><ul>{items}</ul></html>")
    assert [block.text for block in document.blocks if block.kind == "item"] == SENTENCES


def test_what_another_extractor_leaves_out_stands_outside_the_article() -> None:
    """The text here is in the page's linked data; the page shows that it is loading."""
    data = f'{{"@type": "NewsArticle", "articleBody": "{"".join(SENTENCES) * 2}"}}'
    script = f'<script type="application/ld+json">{data}</script>'
    document = whole(f"<html><title>路灯</title>{script}<p>正在加载</p></html>")
    assert document.blocks[-1].text == "".join(SENTENCES) * 2
    assert [(each.text, each.reason) for each in document.left_out] == [
        ("正在加载", "outside the article")
    ]


def test_a_footer_that_holds_the_text_is_not_left_out_too() -> None:
    """A warning says how many lines stand where no text is expected."""
    footer = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 2)
    document = whole(f"<html><title>路灯</title><body><footer>{footer}</footer></body></html>")
    assert [each.text for each in document.blocks][1:] == SENTENCES * 2
    assert not document.left_out
    assert any("hidden on the page" in warning for warning in document.meta["warnings"])


def test_an_article_that_is_hidden_until_a_script_shows_it_is_read() -> None:
    """What the page shows before that stands outside the article."""
    body = "".join(f"<section><span>{sentence}</span></section>" for sentence in SENTENCES)
    hidden = f"<div style='visibility: hidden'>{body}</div><p>正在加载</p>"
    document = whole(f"<html><title>路灯</title><body>{hidden}</body></html>")
    assert [each.text for each in document.blocks][1:] == SENTENCES
    assert [each.reason for each in document.left_out] == ["outside the article"]


def test_lines_of_preformatted_text_are_lines() -> None:
    """Unless they are wrapped: then they are joined."""
    wrapped = "\n".join(["路灯应当每天检查，损坏的应当及时更换，各区应当公布结"] * 4)
    document = whole(f"<body><p>{SENTENCES[0] * 3}</p><pre>{LINES}</pre></body>")
    assert [block.text for block in document.blocks][-4:] == SENTENCES
    document = whole(f"<body><p>{SENTENCES[0] * 3}</p><pre>{wrapped}</pre></body>")
    assert document.blocks[-1].text == wrapped.replace("\n", "")


def test_lines_of_marks_in_a_text_are_left_out() -> None:
    """So a rule between two languages is in neither; an ellipsis is text."""
    document = extract("路灯\n====\n路灯应当每天检查……\n\n- - - - -\n\n......\n", lang="zh")
    assert [block.text for block in document.blocks] == ["路灯", "路灯应当每天检查……", "......"]
    assert [(each.text, each.reason, each.place) for each in document.left_out] == [
        ("====", "markup", "line 2"),
        ("- - - - -", "markup", "line 5"),
    ]
