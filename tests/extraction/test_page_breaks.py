"""Numbers of pages and running heads are left out, and what they cut in two is joined."""

from __future__ import annotations

import random

import pytest

from aigov_corpus.extraction import extract, page_breaks

WORDS = "the lamps of the city shine on every road and every bridge of it"


def page(number: int, *, head: str = "RULES ON LAMPS", mark: str = "- {} -") -> str:
    """A page of four full lines that ends inside a sentence."""
    lines = [f"{WORDS} {number}{n}" for n in range(4)]
    return "\n".join([head, "", *lines, "", mark.format(number), ""])


@pytest.mark.parametrize("mark", ["- {} -", "{}", "Page {} of 9", "第 {} 页"])
def test_a_page_break_leaves_one_paragraph(mark: str) -> None:
    """Head and number stand in the ledger with their reasons and lines."""
    document = extract("\n".join(page(n, mark=mark) for n in (1, 2, 3)), lang="en")
    paragraphs = [block for block in document.blocks if block.kind != "title"]
    assert len(paragraphs) == 1
    reasons = [(piece.reason, piece.place) for piece in document.left_out]
    assert reasons[:3] == [
        ("page number", "line 8"), ("running head", "line 10"), ("page number", "line 17"),
    ]  # fmt: skip


def test_numbers_alone_are_text_where_lines_are_not_wrapped() -> None:
    """A list of numbers is no print of pages; numbers with marks that count up are."""
    lines = [
        "灯光照亮城市的夜晚，也照亮回家的路。",
        "12",
        "河水静静流过桥下，带走一天的疲惫。",
        "13",
    ]
    assert [block.text for block in extract("\n".join(lines), lang="zh").blocks] == lines
    marked = "\n".join(lines).replace("12", "- 12 -").replace("13", "- 13 -")
    document = extract(marked, lang="zh")
    assert [block.text for block in document.blocks] == lines[::2]
    assert [piece.text for piece in document.left_out] == ["- 12 -", "- 13 -"]


def test_a_text_that_repeats_itself_on_each_page_is_no_running_head() -> None:
    """At most half of the lines are heads."""
    text = "".join(f"路灯应当每天检查。\n\n- {number} -\n\n" for number in range(1, 5))
    document = extract(text, lang="zh")
    assert [block.text for block in document.blocks] == ["路灯应当每天检查。"] * 4


PIECES = ["路灯应当每天检查，发现损坏的", "桥上的灯，由桥梁管理所", "沿河的灯每年春天清洗，并更换"]
REST = ["立即修理。", "负责维护。", "老化的电线。"]
EN_PIECES = [
    "The lamps shall be checked every",
    "The lamps on bridges are kept in",
    "Lamps by the river are cleaned in",
]
EN_REST = ["day and repaired.", "order by the bridge office.", "spring of each year."]


# without a comma; the second surely goes on
BARE = ["路灯应当每天检查并且立即", "桥上的灯由桥梁管理所的", "沿河的灯每年春天更换老"]
BARE_REST = ["修理损坏的灯具。", "工人负责维护。", "化的电线。"]
SHORT = ["Lamps are", "Those on bridges shall", "The river has lamps which"]
SHORT_REST = ["checked daily.", "be kept in order.", "are cleaned in spring."]


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize(
    ("head", "pieces", "rest", "lang"),
    [
        ("某市路灯管理年报", PIECES, REST, "zh"),
        ("路灯年报 第{}页", PIECES, REST, "zh"),
        ("Annual Report on Lamps (page {})", EN_PIECES, EN_REST, "en"),
        ("某市路灯管理年报", BARE, BARE_REST, "zh"),
        ("路灯年报 第{}页", [BARE[0], BARE[2], BARE[1][:-1]], BARE_REST, "zh"),
        ("Annual Report on Lamps", SHORT, SHORT_REST, "en"),
    ],
)
def test_a_head_that_interrupts_sentences_goes(
    head: str, pieces: list[str], rest: list[str], lang: str, blank: str
) -> None:
    """With a number that rises or without one; the sentences are whole again."""
    heads = [head.format(number) for number in range(3, 6)]
    lines = [line for place in zip(pieces, heads, rest, strict=True) for line in place]
    document = extract(f"\n{blank}".join(lines), lang=lang)
    gap = "" if lang == "zh" else " "
    whole = [first + gap + last for first, last in zip(pieces, rest, strict=True)]
    assert [block.text for block in document.blocks] == whole
    assert [(piece.text, piece.reason) for piece in document.left_out] == [
        (text, "running head") for text in heads
    ]


@pytest.mark.parametrize(
    ("label", "above", "below"),
    [
        ("基本案情", ["张某诉李某合同纠纷案", "王某盗窃案", "某公司环境污染案"], REST),
        ("裁判结果", ["灯坏了。", "桥断了。", "水漫了。"], REST),
        ("案例介绍", ["路灯管理所合同纠纷案", "桥梁管理所环境污染案", "河道管理所盗窃案"], REST),
        ("路灯条例", ["各区路灯管理条例的立法目的", "桥梁管理的公众参与", "河道的违法行为"], REST),
        ("Definition", ["Lamp", "Bridge", "River"], EN_REST),
        ("Options", [f"{text}?" for text in EN_PIECES], EN_REST),
    ],
)
def test_a_label_between_lines_is_text(label: str, above: list[str], below: list[str]) -> None:
    """It interrupts nothing: the line above is a title, a term, or ended."""
    lines = [line for pair in zip(above, below, strict=True) for line in (pair[0], label, pair[1])]
    document = extract("\n".join(lines), layout="plain")
    assert [block.text for block in document.blocks] == lines


def test_numbers_alone_that_interrupt_sentences_are_those_of_pages() -> None:
    """They rise, and each sentence is whole again, also one without a comma."""
    lines = [line for n in (0, 2) for line in (PIECES[n], str(n + 3), REST[n])]
    lines += ["沿河的灯每年春天清洗", "7", "一次并更换电线。"]
    document = extract("\n".join(lines), lang="zh")
    whole = [PIECES[0] + REST[0], PIECES[2] + REST[2], "沿河的灯每年春天清洗一次并更换电线。"]
    assert [block.text for block in document.blocks] == whole
    assert [piece.reason for piece in document.left_out] == ["page number"] * 3


def test_bullets_that_stand_alone_are_left_out() -> None:
    """A program that copies a PDF parts them from their items."""
    document = extract("目录如下。\n•\n•\n第一项是路灯。\n○\n第二项是灯杆。", lang="zh")
    assert [block.text for block in document.blocks] == [
        *("目录如下。", "第一项是路灯。", "第二项是灯杆。")
    ]
    assert [piece.text for piece in document.left_out] == ["•", "•", "○"]


def pages(heads: list[list[str]], feet: list[list[str]]) -> str:
    """Six pages of a text as pdftotext writes them, with lines at their edges."""
    sentence = "城市照明办公室每天检查全部路灯的亮度，并把损坏的灯具登记在案，以便维修人员更换，"
    text = sentence * 18
    lines = [text[n : n + 30] for n in range(0, len(text), 30)]
    parts = []
    for page in range(6):
        body = lines[page * 4 : page * 4 + 4]
        parts.append("\n".join([*heads[page], "", *body, "", *feet[page], ""]))
    return "\f".join(parts)


@pytest.mark.parametrize("gap", [" ", "　　", " " * 90])
def test_heads_of_pages_may_change(gap: str) -> None:
    """Two lines, of which one names the chapter and the page, are known by the form feeds."""
    chapters = ["总则", "总则", "许可", "许可", "责任", "责任"]
    heads = [["照明文件汇编", f"{name}{gap}{page}"] for page, name in enumerate(chapters, 11)]
    document = extract(pages(heads, [[]] * 6), lang="zh")
    assert len(document.blocks) == 1
    assert {piece.reason for piece in document.left_out} == {"running head"}
    assert len(document.left_out) == 12
    feet = [[f"{page} | {name}"] for page, name in enumerate(chapters, 11)]
    assert len(extract(pages([[]] * 6, feet), lang="zh").blocks) == 1


def test_headings_at_the_top_of_pages_stay() -> None:
    """Also those whose numbers count as the pages do, captions, and the same word below a name."""
    numbered = [[f"{n} 路灯的检查{'和更换' * n}"] for n in range(1, 7)]
    captions = [[f"表 {n}"] for n in range(1, 7)]
    names = [["".join(pair), "名称"] for pair in zip("东南西北中外", "区城市街道路", strict=True)]
    for heads in (numbered, captions, names):
        document = extract(pages(heads, [[]] * 6), lang="zh")
        assert document.left_out == ()
        held = " ".join(block.text for block in document.blocks)
        assert all(line in held for head in heads for line in head)


def test_sentences_go_on_behind_a_form_feed() -> None:
    """Where neither a head nor a number stands between the pages."""
    assert len(extract(pages([[]] * 6, [[]] * 6), lang="zh").blocks) == 1


@pytest.mark.parametrize("mark", ["————", "――――", "─────", "＿＿＿", "＊　＊　＊", "※※※"])
def test_rules_of_wide_marks_are_no_text(mark: str) -> None:
    """They divide a text as ----- does; a dash that ends a line is text."""
    lines = ["路灯由市政府管理。", mark, "损坏的路灯应当更换——", "市政府公布结果。"]
    document = extract("\n".join(lines), lang="zh")
    assert [block.text for block in document.blocks] == [lines[0], *lines[2:]]
    assert [(piece.text, piece.reason) for piece in document.left_out] == [(mark, "markup")]


def test_a_sentence_over_thousands_of_pages_is_looked_at_from_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is one paragraph, and no page makes the next one take longer."""
    looked_at: list[int] = []
    is_cut = page_breaks.is_cut

    def noting(above: str, below: str, *, mostly: bool = False) -> bool:
        looked_at.append(len(above))
        return is_cut(above, below, mostly=mostly)

    monkeypatch.setattr(page_breaks, "is_cut", noting)
    words = ["lamps", "towns", "streets", "men", "night", "light", "road", "house", "trees", "and"]
    draw = random.Random(1)
    pages = [" ".join(draw.choices(words, k=draw.randint(14, 30))) for _ in range(200)]
    [paragraph] = extract("\n\f".join(pages), lang="en").blocks
    assert paragraph.text == " ".join(pages)
    assert len(looked_at) >= 199 and max(looked_at) < 1000
