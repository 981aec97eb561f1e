"""Bilingual files: every rhythm of paragraphs, rows of tables, and two columns."""

from __future__ import annotations

import pytest

from aigov_corpus.errors import InvalidInputError, UnknownNameError
from aigov_corpus.extraction import extract, extract_any, extract_bilingual
from aigov_corpus.records import Document
from aigov_corpus.text.scripts import detect_language, split_languages

ZH = [
    "城市照明应当安全可靠,方便居民出行。各方应当共同参与。",
    "为此,我们提出本计划,呼吁各方采取行动。",
    "一、共同建设照明设施。鼓励各区共享经验,降低成本,提高效率,让每条道路都有灯光。",
    "二、促进节能创新。支持采用新型灯具,制定统一标准,并向社区公开数据。",
]
EN = [
    (
        "City lighting should be safe and reliable and "
        "make it easy to get about. All should take part."
    ),
    "To this end, we propose this plan and call on all parties to act.",
    "1. Build Lighting Facilities Together",
    (
        "We encourage districts to share experience, cut "
        "costs and work better so that every road has light."
    ),
    "2. Promote Innovation that Saves Energy",
    "We support new lamps, common standards, and open data for neighbourhoods.",
]
EXPECTED_ZH = [
    ("paragraph", "0", ZH[0]),
    ("paragraph", "0", ZH[1]),
    ("heading", "1", "一、共同建设照明设施。"),
    ("paragraph", "1", "鼓励各区共享经验,降低成本,提高效率,让每条道路都有灯光。"),
    ("heading", "2", "二、促进节能创新。"),
    ("paragraph", "2", "支持采用新型灯具,制定统一标准,并向社区公开数据。"),
]
EXPECTED_EN = [
    ("paragraph", "0", EN[0]),
    ("paragraph", "0", EN[1]),
    ("heading", "1", EN[2]),
    ("paragraph", "1", EN[3]),
    ("heading", "2", EN[4]),
    ("paragraph", "2", EN[5]),
]
EN_FIRST = [EN[0], ZH[0], EN[1], ZH[1], EN[2], EN[3], ZH[2], EN[4], EN[5], ZH[3]]
ZH_FIRST = [ZH[0], EN[0], ZH[1], EN[1], ZH[2], EN[2], EN[3], ZH[3], EN[4], EN[5]]


def rows(document: Document) -> list[tuple[str, str, str]]:
    """Kind, section and text of each block of the text itself."""
    return [(b.kind, b.section, b.text) for b in document.blocks if b.kind != "provenance"]


@pytest.mark.parametrize("order", [EN_FIRST, ZH_FIRST], ids=["en first", "zh first"])
@pytest.mark.parametrize("blank_lines", [0, 1, 2, 3])
def test_alternating_paragraphs_with_any_number_of_blank_lines(
    order: list[str], blank_lines: int
) -> None:
    """Either language may come first, with 0 to 3 blank lines between paragraphs."""
    zh, en = extract_bilingual(("\n" * (blank_lines + 1)).join(order).encode(), name="plan.txt")
    assert rows(zh) == EXPECTED_ZH
    assert rows(en) == EXPECTED_EN
    assert zh.meta["layout"] == "interleaved"


def test_header_lines_are_provenance() -> None:
    """A URL and a translator's credit above the text are provenance, and give the URL."""
    head = ["https://www.example.gov.cn/a/1.htm", "Translated by https://example.org"]
    zh, en = extract_bilingual("\n\n".join(head + EN_FIRST).encode(), name="plan.txt")
    assert zh.url == head[0]
    assert en.url == "https://example.org"
    assert (zh.blocks[0].kind, zh.blocks[0].text) == ("provenance", head[0])
    assert (en.blocks[0].kind, en.blocks[0].text) == ("provenance", head[1])
    assert rows(zh) == EXPECTED_ZH


def test_a_section_in_one_language_only_is_kept_on_its_side() -> None:
    """The English of a section without Chinese stays in the English document."""
    more = ["3. Keep Watch", "We shall measure the light of each street once a year."]
    zh, en = extract_bilingual("\n\n".join(EN_FIRST + more).encode(), name="plan.txt")
    assert {block.section for block in zh.blocks} == {"0", "1", "2"}
    assert rows(en)[-2:] == [("heading", "3", more[0]), ("paragraph", "3", more[1])]


def test_an_unknown_layout_is_refused_by_name() -> None:
    """The message lists the layouts there are."""
    with pytest.raises(UnknownNameError, match="two-column"):
        extract_bilingual(b"x", name="x", layout="zigzag")


@pytest.mark.parametrize(("lines", "lacks"), [(ZH, "English"), (EN, "Chinese")])
def test_one_language_alone_is_no_bilingual_file(lines: list[str], lacks: str) -> None:
    """The message names the language that is not there."""
    with pytest.raises(InvalidInputError, match=f"no {lacks} text"):
        extract_bilingual("\n".join(lines).encode(), name="one.txt")


def test_extract_takes_one_side_of_a_bilingual_file() -> None:
    """`lang` says which; without it the file is refused."""
    data = "\n\n".join(EN_FIRST).encode()
    assert rows(extract(data, lang="zh")) == EXPECTED_ZH
    assert rows(extract(data, lang="en")) == EXPECTED_EN
    with pytest.raises(InvalidInputError, match="Chinese and English"):
        extract(data, name="plan.txt")


def test_rows_of_a_table() -> None:
    """Rows of `zh | en`, bare or as Markdown, with or without a number in the first column."""
    pairs = list(zip(["标题一", ZH[0], ZH[1]], ["Title One", EN[0], EN[1]], strict=True))
    bare = "\n".join(f"{zh} | {en}" for zh, en in pairs)
    markdown = "| 中文 | English |\n|---|---|\n" + "\n".join(
        f"| {zh} | {en} |" for zh, en in pairs[1:]
    )
    numbered = "\n".join(f"| {n} | {zh} | {en} |" for n, (zh, en) in enumerate(pairs[1:], start=1))
    for text in (bare, markdown):
        zh, en = extract_bilingual(text.encode(), name="table.md")
        assert [block.text for block in zh.blocks][1:] == ZH[:2]
        assert [block.text for block in en.blocks][1:] == EN[:2]
        assert zh.meta["layout"] == "table"
    zh, en = extract_bilingual(numbered.encode(), name="table.md", layout="table")
    assert [block.text for block in en.blocks] == [
        f"{n} {text}" for n, text in enumerate(EN[:2], start=1)
    ]


def test_rows_of_a_table_in_a_page() -> None:
    """An HTML table with a language in each column."""
    rows = "".join(
        f"<tr><td>{zh}</td><td>{en}</td></tr>" for zh, en in zip(ZH[:2], EN[:2], strict=True)
    )
    page = (
        f"<html><head><title>城市照明</title></head><body>"
        f"<h1>城市照明</h1><table>{rows}</table></body></html>"
    )
    zh, en = extract_bilingual(page.encode(), name="table.html")
    assert [block.text for block in zh.blocks] == ["城市照明", *ZH[:2]]
    assert [block.text for block in en.blocks] == EN[:2]


DOUBLED = """# 路灯统计

# Street Lamp Statistics

| 指标<br>Item | 2021 | 产量（盏）Output (lamps) |
|---|---|---|
| 煤气灯 Gas lamps | 2276 | 2.9 |
| Electric lamps 电灯 | 951 | -0.1 |
"""


def test_rows_whose_cells_hold_both_languages_are_pairs() -> None:
    """Numbers stand in both halves, as in yearbooks."""
    zh, en = extract_bilingual(DOUBLED, name="x.md")
    assert [block.text for block in zh.blocks] == [
        "路灯统计",
        "指标 | 2021 | 产量（盏）",
        "煤气灯 | 2276 | 2.9",
        "电灯 | 951 | -0.1",
    ]
    assert [block.text for block in en.blocks] == [
        "Street Lamp Statistics",
        "Item | 2021 | Output (lamps)",
        "Gas lamps | 2276 | 2.9",
        "Electric lamps | 951 | -0.1",
    ]
    assert not [each for each in zh.meta["warnings"] if "accounted" in each]


def test_short_headings_in_both_languages_are_pairs() -> None:
    """Some are too short to show by themselves that they are in both."""
    heads = ["1 范围 Scope", "2 规范性引用文件 Normative references", "3.1 亮度 brightness"]
    text = "\n\n".join(
        f"## {head}\n\n{zh}\n\n{en}" for head, zh, en in zip(heads, ZH[:3], EN[:3], strict=True)
    )
    zh, en = extract_bilingual(text, name="x.md")
    assert [block.text for block in en.blocks if block.kind in ("heading", "title")] == [
        "Scope",
        "Normative references",
        "brightness",
    ]
    assert "3.1 亮度" in [block.text for block in zh.blocks]


@pytest.mark.parametrize("form", ["{} / {}", "{} - {}", "{}（{}）", "{} ({})"])
def test_marks_between_both_languages_of_headings_belong_to_neither(form: str) -> None:
    """They are a stroke, or brackets about the second language."""
    heads = [("范围", "Scope"), ("路灯的亮度", "Brightness of lamps")]
    text = "\n\n".join(
        f"## {form.format(*head)}\n\n{zh}\n\n{en}"
        for head, zh, en in zip(heads, ZH[:2], EN[:2], strict=True)
    )
    sides = extract_bilingual(text, name="x.md")
    assert [[block.text for block in side.blocks][::2] for side in sides] == [
        [zh for zh, _ in heads],
        [en for _, en in heads],
    ]


def test_names_in_chinese_headings_stay_where_each_language_has_headings() -> None:
    """Half of all headings hold Chinese and a name."""
    heads = [("安装和使用 Lampctl", "Using Lampctl"), ("安装新的 Python", "A New Python")]
    text = "\n\n".join(
        f"## {head}\n\n{zh}\n\n## {heading}\n\n{en}"
        for (head, heading), zh, en in zip(heads, ZH[:2], EN[:2], strict=True)
    )
    zh, en = extract_bilingual(text, name="x.md")
    assert [block.text for block in zh.blocks][::2] == [head for head, _ in heads]
    assert [block.text for block in en.blocks][::2] == [heading for _, heading in heads]


def test_a_title_in_both_languages_may_be_the_only_heading() -> None:
    """But not one in Chinese that ends in a name of a Chinese text."""
    body = "\n\n".join(f"{zh}\n\n{en}" for zh, en in zip(ZH[:3], EN[:3], strict=True))
    zh, en = extract_bilingual(f"# 访谈 Interview\n\n{body}", name="x.md")
    assert (zh.title, en.title) == ("访谈", "Interview")
    lines = "\n\n".join(ZH)
    assert extract(f"# 使用 Lampctl\n\n{lines}", name="x.md").title == "使用 Lampctl"


def test_names_in_chinese_headings_stay_if_sentences_hold_them() -> None:
    """Most headings hold both languages."""
    heads = ["范围 Scope", "术语 Terms", "安装 Lampctl"]
    ours = [*ZH[:2], f"请使用 Lampctl。{ZH[2]}"]
    text = "\n\n".join(
        f"## {head}\n\n{zh}\n\n{en}" for head, zh, en in zip(heads, ours, EN[:3], strict=True)
    )
    zh, en = extract_bilingual(text, name="x.md")
    assert [block.text for block in zh.blocks if block.kind == "heading"][-1] == "安装 Lampctl"
    assert "Lampctl" not in [block.text for block in en.blocks]


def test_units_behind_chinese_are_no_english() -> None:
    """So do many columns of tables stand."""
    rows = "".join(f"| {name} | 3 |\n" for name in ("长度 cm", "面积 km2", "重量 kg"))
    text = f"{ZH[0]}\n\n{EN[0]}\n\n{ZH[1]}\n\n{EN[1]}\n\n| 量 | 2021 |\n|---|---|\n{rows}"
    zh, _ = extract_bilingual(text, name="x.md")
    assert {"长度 cm | 3", "面积 km2 | 3"} <= {block.text for block in zh.blocks}


def test_rows_with_some_names_beside_chinese_are_not_parted() -> None:
    """Most rows of such a table have cells in one language."""
    names = ["微软 Microsoft", "谷歌 Google"]
    rows = "".join(f"| {name} | 3 |\n" for name in [*names, "电灯", "煤气灯", "油灯"])
    text = f"{ZH[0]}\n\n{EN[0]}\n\n{ZH[1]}\n\n{EN[1]}\n\n| 厂家 | 2021 |\n|---|---|\n{rows}"
    texts = [block.text for side in extract_bilingual(text, name="x.md") for block in side.blocks]
    assert {f"{name} | 3" for name in names} <= set(texts)


@pytest.mark.parametrize("gap", ["\t", "        "])
def test_two_columns(gap: str) -> None:
    """A paragraph a line, the columns parted by a tab or by blanks."""
    text = "\n".join(f"{zh}{gap}{en}" for zh, en in zip(ZH[:2], EN[:2], strict=True))
    zh, en = extract_bilingual(text.encode(), name="columns.txt")
    assert [block.text for block in zh.blocks] == ZH[:2]
    assert [block.text for block in en.blocks] == EN[:2]
    assert zh.meta["layout"] == "two-column"


def test_two_columns_with_wrapped_lines() -> None:
    """The lines of each column are joined to its paragraph; the shorter column ends earlier."""
    text = (
        "城市照明应当安全可靠，方便居        City lighting should be safe and reliable and\n"
        "民夜间出行，各方都应当参与其        make it easy for residents to get about in the\n"
        "中。                                night, and everyone should take part in it.\n"
        "\n"
        "为此，我们提出本计划，呼吁各        To this end, we propose this plan and call on\n"
        "方采取行动。                        all parties to act."
    )
    zh, en = extract_bilingual(text.encode(), name="columns.txt", layout="two-column")
    assert [block.text for block in zh.blocks] == [
        "城市照明应当安全可靠，方便居民夜间出行，各方都应当参与其中。",
        "为此，我们提出本计划，呼吁各方采取行动。",
    ]
    assert [block.text for block in en.blocks][
        1
    ] == "To this end, we propose this plan and call on all parties to act."


def test_both_languages_run_together() -> None:
    """A text without line ends is cut where the language changes, not at a foreign term."""
    first = "城市照明计划（City Lighting Plan，简称CLP）应当安全可靠，方便居民出行。"
    text = first + EN[1] + ZH[1] + " " + EN[3]
    zh, en = extract_bilingual(text.encode(), name="dump.txt")
    assert [block.text for block in zh.blocks] == [first, ZH[1]]
    assert [block.text for block in en.blocks] == [EN[1], EN[3]]


def test_two_paragraphs_of_one_language_running() -> None:
    """Nothing forces the languages to alternate."""
    zh, en = extract_bilingual("\n".join([ZH[0], ZH[1], EN[0], EN[1]]).encode(), name="runs.txt")
    assert [block.text for block in zh.blocks] == ZH[:2]
    assert [block.text for block in en.blocks] == EN[:2]


def test_lines_wrapped_at_a_fixed_width_are_joined() -> None:
    """Paragraphs of an old text file, parted by blank lines."""
    import textwrap

    paragraphs = [EN[0], f"{EN[3]} {EN[5]} {EN[1]}", EN[5] + " " + EN[3]]
    text = "\n\n".join("\n".join(textwrap.wrap(paragraph, 60)) for paragraph in paragraphs)
    assert [block.text for block in extract(text, name="wrapped.txt").blocks] == paragraphs


def test_markdown_markup_is_no_text() -> None:
    """Marks of headings, emphasis, links and rules go; what they mark stays."""
    text = (
        "# City Lighting\n\n---\n\n## 1. Lamps\n\nWe *do* want **new** "
        "[lamps](https://example.org) in the city.\n\n> Light for all of us, says the plan.\n"
    )
    document = extract(text, name="plan.md")
    assert [(block.kind, block.section, block.text) for block in document.blocks] == [
        ("title", "0", "City Lighting"),
        ("heading", "1", "1. Lamps"),
        ("paragraph", "1", "We do want new lamps in the city."),
        ("paragraph", "1", "Light for all of us, says the plan."),
    ]


HEADED = [
    ("社区照明条例", "Regulations on Community Lighting"),
    ("第一章 总则", "Chapter I General Provisions"),
    (
        "第一条 为了安全照明，制定本条例。",
        "Article 1 These Regulations are made for the sake of safe lighting.",
    ),
    ("第二章 灯具", "Chapter II Lamps"),
    (
        "第二条 灯具应当每年检查。灯杆也一样。",
        "Article 2 Lamps shall be checked every year. So shall poles.",
    ),
    ("附件", "Annex"),
    ("灯具标准", "Standards for Lamps"),
    ("一、高度。灯杆不低于三米。", "1. Height. Poles shall be no lower than three meters."),
]


@pytest.mark.parametrize("chinese_first", [True, False])
def test_headings_that_run_together_with_their_translations(chinese_first: bool) -> None:
    """However short they are: the number of the one language, or the change itself, is the cut."""
    lines = ["".join(pair if chinese_first else reversed(pair)) for pair in HEADED]
    zh, en = extract_bilingual("\n".join(lines).encode(), name="dump.txt")
    assert "".join(block.text for block in zh.blocks) == "".join(text for text, _ in HEADED)
    assert " ".join(block.text for block in en.blocks) == " ".join(text for _, text in HEADED)
    assert [block.section for block in zh.blocks] == [block.section for block in en.blocks]


def test_a_whole_file_in_one_paragraph() -> None:
    """A dump without any line break comes apart at the numbers."""
    zh, en = extract_bilingual("".join(zh + en for zh, en in HEADED[:6]).encode(), name="dump.txt")
    assert [block.text for block in zh.blocks] == [text for text, _ in HEADED[:6]]
    assert [block.text for block in en.blocks] == [text for _, text in HEADED[:6]]


@pytest.mark.parametrize(
    "text",
    [
        "根据WTO第三条规定，成员应当通报。",
        "使用ChatGPT",
        "附图（Figure 1 of the Annex）",
        "DeepSeek发布新模型",
    ],
)
def test_a_name_within_a_sentence_cuts_nothing(text: str) -> None:
    """Not even where a number stands right behind it."""
    assert split_languages(text) == [(detect_language(text), text)]


def test_the_names_of_the_two_sides_are_no_text() -> None:
    """The first row of a table, or a line above each text, that only names the language."""
    pairs = "\n".join(f"| {zh} | {en} |" for zh, en in HEADED)
    for head in ("| 中文 | English |\n|---|---|\n", "| 原文 | 译文 |\n|---|---|\n"):
        zh, en = extract_bilingual((head + pairs).encode(), name="table.md")
        assert zh.title == "社区照明条例"
        assert en.title == "Regulations on Community Lighting"
    sides = ["中文版：", *(zh for zh, _ in HEADED), "English version:", *(en for _, en in HEADED)]
    zh, en = extract_bilingual("\n".join(sides).encode(), name="both.txt")
    assert (zh.title, en.title) == ("社区照明条例", "Regulations on Community Lighting")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_that_breaks_off_goes_on_with_the_next_line(gap: str) -> None:
    """`The President of` is continued by a line that begins small."""
    text = (
        f"Section 2 The Inspector of{gap}street lamps\n"
        f"Article 1 Lamps shall be checked every year.\n"
    )
    assert extract(text, name="law").blocks[0].text == "Section 2 The Inspector of street lamps"


def test_short_lines_without_stops_are_not_wrapped_prose() -> None:
    """A list of headings as wide as each other stays a list."""
    text = "一、路灯检查\n二、灯杆粉刷\n三、灯具更换\n四、结果公布\n五、其他事项\n"
    assert len(extract(text, name="list").blocks) == 5


QUOTING = [
    ZH[0],
    "他说：“Artificial intelligence is a new frontier of human development.”随后离开。",
    "参加单位包括OpenAI、Google DeepMind、Anthropic、Microsoft Research Asia等。",
    ZH[1],
    "参考文献",
    "Smith, J. (2021). Street lamps and their keepers. London: Example Press.",
    "Lee, K. (2022). The cost of light in large cities. Example Journal, 12(3), 4-19.",
]


@pytest.mark.parametrize("lang", ["zh", None])
def test_one_text_that_quotes_the_other_language_keeps_every_line(lang: str | None) -> None:
    """Quotations, names and an English bibliography stand where they stand in the file."""
    lines = [*ZH * 3, *QUOTING]
    document = extract("\n".join(lines), lang=lang)
    assert "".join(b.text for b in document.blocks) == "".join(lines)
    assert all(block.kind != "provenance" for block in document.blocks)
    assert (document.lang, document.meta["layout"]) == ("zh", "plain")


def test_a_heading_in_the_other_language_is_text_of_its_file() -> None:
    """`# OpenAI` in a Chinese file is a heading; above an interleaved text it is a label."""
    document = extract(f"# 年度报告\n\n{ZH[0]}\n\n## OpenAI\n\n{ZH[1]}", lang="zh")
    assert [block.kind for block in document.blocks] == [
        "title",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_a_file_recognised_as_bilingual_is_announced() -> None:
    """The warning says how to keep every line; nothing is said if the user knows it."""
    data = "\n".join(ZH_FIRST).encode()
    [warning] = extract(data, lang="zh").meta["warnings"]
    assert "--layout plain" in warning
    assert not extract(data, lang="zh", both_sides=True).meta["warnings"]
    assert not extract(data, lang="zh", layout="interleaved").meta["warnings"]


def test_the_two_halves_of_a_file_given_for_one_side_are_its_text() -> None:
    """Chinese above and English below are not in turn; a warning says so.

    A file for both sides is cut anyway.
    """
    text = "\n".join([*ZH, *EN])
    whole = extract(text, lang="zh")
    assert [b.lang for b in whole.blocks] == ["zh"] * 6 + ["zh"] * 6
    [warning] = whole.meta["warnings"]
    assert "the lines of both are kept" in warning and "--layout interleaved" in warning
    assert not extract("\n".join([*ZH, *EN[:1]]), lang="zh").meta["warnings"]
    both = extract(text, lang="en", both_sides=True)
    assert rows(both) == EXPECTED_EN


def test_a_manual_with_untranslated_parts_is_one_text() -> None:
    """Its runs of the two languages have nothing to do with each other; a warning says so."""
    zh = [f"路灯应当每天检查，损坏的第{n}号灯具应当及时更换。" for n in range(12)]
    en = [
        f"Lamp number {n} is checked every day and replaced when it is broken." for n in range(12)
    ]
    runs = [(4, 1), (1, 3), (5, 1), (1, 5)]
    lines: list[str] = []
    for many, few in runs:
        lines += [zh.pop() for _ in range(many)] + [en.pop() for _ in range(few)]
    [document] = extract_any("\n".join(lines), name="manual.txt")
    assert [block.text for block in document.blocks] == lines
    assert any("about as much Chinese as English" in each for each in document.meta["warnings"])
    halves = "\n".join([*(line for line in lines if line[0] != "L"), *lines[4:5] * 12])
    assert len(extract_any(halves, name="manual.txt")) == 2


@pytest.mark.parametrize("lang", ["zh", None])
def test_a_manual_with_commands_and_untranslated_parts_in_turn_is_one_text(
    lang: str | None,
) -> None:
    """The languages alternate, but no run has the length of the one beside it."""
    zh = "路灯应当每天检查，损坏的灯具应当及时更换，并且作好记录，记录应当保存三年以上。"
    en = "Lamps that nobody has translated yet are checked every day and replaced when broken. "
    lines = [zh, "$ lamp list", zh, "$ lamp test", zh, en * 4, "灯", "$ lamp off", zh, en * 3]
    document = extract("\n".join(lines * 2), lang=lang, name="manual.txt")
    assert [block.text for block in document.blocks] == [line.strip() for line in lines * 2]
    assert document.meta["layout"] == "plain"


def test_a_notice_in_english_that_ends_the_chinese_text() -> None:
    """It belongs to the Chinese text if the English version below has it again."""
    notice = "Copyright (c) [Year] [Name]\n\nThe lamps are licensed under the Lamp Licence."
    text = (
        "路灯许可证\n\n您可以复制和使用本许可证之下的路灯，但应当保留声明。\n\n请将下列声明放在每盏灯上：\n\n"
        f"{notice}\n\nLamp Licence\n\nYou may copy and use the lamps under this licence, "
        f"but must keep the notice.\n\nAttach this notice to each lamp:\n\n{notice}"
    )
    zh, en = extract_bilingual(text, name="a.txt")
    assert [block.text for block in zh.blocks][-2:] == notice.split("\n\n")
    assert next(block.text for block in en.blocks) == "Lamp Licence"
    assert len(zh.blocks) == len(en.blocks) == 5


@pytest.mark.parametrize(
    "text",
    [
        "| 中文 | English |\n|---|---|\n| 灯杆应当每年检查。 | Poles are checked each year. |\n"
        "{} | {} |\n"
        "| 灯具应当及时更换。 | Lamps are replaced in time. |\n",
        "- 灯杆应当每年检查。\n- Poles are checked each year.\n- {}\n- {}\n- 灯具应当及时更换。\n"
        "- Lamps are replaced in time.\n",
    ],
    ids=["table", "list"],
)
def test_names_of_files_do_not_make_a_line_english(text: str) -> None:
    """The words around them show its language."""
    line = "文件 /etc/lighting/lamps/main.conf 示例"
    zh, en = extract_bilingual(
        text.format(line, "The file /etc/lighting/lamps/main.conf"), name="a.md"
    )
    sides = [[b.text for b in side.blocks if b.kind != "provenance"] for side in (zh, en)]
    assert list(map(len, sides)) == [3, 3]
    assert sides[0][1] == line
