"""Lines that hold a text in both languages: rows of CSV, and lists of words."""

from __future__ import annotations

import pytest

from aigov_corpus.extraction import bracketed, extract, extract_bilingual
from aigov_corpus.records import Document

TERMS = [
    ("人工智能", "artificial intelligence"),
    ("AI治理", "AI governance"),
    ("开源社区", "open-source community"),
    ("大语言模型（LLM）", "large language model (LLM)"),
    ("算力", "computing power"),
]
SENTENCES = [
    ("路灯应当每天检查。", "Street lamps are to be checked every day."),
    ("损坏的,应当及时更换。", "Damaged lamps, if any, shall be replaced in time."),
    ("各区应当报告结果。", 'Each district shall report "results".'),
]


def texts(document: Document) -> list[str]:
    """The texts of the blocks that are no provenance."""
    return [block.text for block in document.blocks if block.kind != "provenance"]


def check(text: str, pairs: list[tuple[str, str]], *, name: str = "x.txt") -> None:
    """Both sides hold their texts, in rows of the same numbers, and a warning says so."""
    zh, en = extract_bilingual(text, name=name)
    assert list(zip(texts(zh), texts(en), strict=True)) == pairs
    assert [b.paragraph for b in zh.blocks] == [
        b.paragraph for b in en.blocks if b.text in texts(en)
    ]
    assert zh.meta["layout"] in ("table", "two-column")


@pytest.mark.parametrize("ending", ["", "\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", ", "])
def test_rows_of_csv_are_pairs(delimiter: str, ending: str) -> None:
    """With quotation marks, with delimiters in the cells, with the names of the columns."""
    rows = [f'"{zh}"{delimiter}"{en.replace(chr(34), chr(34) * 2)}"' for zh, en in SENTENCES]
    check("\n".join(rows) + ending, SENTENCES)
    check("\r\n".join([f"zh{delimiter}en", *rows]), SENTENCES)


@pytest.mark.parametrize("title", ["路灯管理对照表", "路灯管理对照表,", "路灯管理对照表,\n2024年,"])
def test_a_title_above_the_names_of_columns_is_no_row(title: str) -> None:
    """It stays in the document, and is paired with nothing."""
    lines = [
        title,
        "中文,English",
        *(f'"{zh}","{en.replace(chr(34), "")}"' for zh, en in SENTENCES),
    ]
    zh, en = extract_bilingual("\n".join(lines), name="x.csv")
    assert texts(zh) == [zh for zh, _ in SENTENCES]
    assert len(texts(en)) == len(SENTENCES)
    assert (zh.blocks[0].kind, zh.blocks[0].text) == ("provenance", "路灯管理对照表")


def test_a_row_above_the_names_of_columns_stays_one() -> None:
    """As where two tables stand one below the other."""
    zh, en = extract_bilingual(
        "\n".join(["路灯,lamp", "zh,en", "灯杆,pole", "检查,check"]), name="x"
    )
    assert (texts(zh), texts(en)) == (["路灯", "灯杆", "检查"], ["lamp", "pole", "check"])


def test_csv_given_for_one_side_is_announced() -> None:
    """Its other language is left out, in the ledger."""
    text = "\n".join(f'"{zh}","{en.replace(chr(34), "")}"' for zh, en in SENTENCES)
    document = extract(text, lang="zh")
    assert texts(document) == [zh for zh, _ in SENTENCES]
    assert "recognised as a bilingual file" in document.meta["warnings"][0]
    assert {piece.reason for piece in document.left_out} == {"other language"}
    assert texts(extract(text, lang="zh", layout="plain")) != texts(document)


def test_prose_with_commas_and_quotation_marks_is_no_csv() -> None:
    """Nor is a text with a quotation mark that is never closed."""
    for text in (
        '他说,"你好",走了。\n她说,"再见",哭了。\n路灯,坏了。\n',
        '"路灯,lamp\n检查,check\n报告,report',
    ):
        assert extract(text, lang="zh", layout=None).meta["layout"] == "plain"


@pytest.mark.parametrize("chinese_first", [True, False])
@pytest.mark.parametrize(
    "between", ["\t", "  ", " - ", " – ", "——", "：", ": ", " = ", " → ", " / ", ",", "，", " ", ""]
)
def test_lists_of_words_are_pairs(between: str, *, chinese_first: bool) -> None:
    """Whatever parts a word from its rendering."""
    lines = [between.join((zh, en) if chinese_first else (en, zh)) for zh, en in TERMS]
    if between == "" and not chinese_first:
        lines = [line for line in lines if "AI" not in line]
        check("\n".join(lines), [pair for pair in TERMS if "AI" not in pair[0]])
    else:
        check("\n".join(lines), TERMS)


def test_numbers_bullets_and_titles_may_stand_in_a_list_of_words() -> None:
    """The number of a line goes to both texts; a title is one."""
    zh, en = extract_bilingual("\n".join(f"{n}. {a} {b}" for n, (a, b) in enumerate(TERMS, 1)))
    assert (zh.blocks[1].text, en.blocks[1].text) == ("2. AI治理", "2. AI governance")
    lines = "\n".join(f"- **{a}** — {b}" for a, b in TERMS)
    zh, en = extract_bilingual(f"# 术语\n\n{lines}\n", name="x.md")
    assert (zh.title, texts(en)) == ("术语", [b for _, b in TERMS])


def test_a_column_of_pinyin_in_a_list_of_words_is_a_reading() -> None:
    """It goes to the ledger."""
    words = [
        ("路灯", "lù dēng", "lamp"),
        ("检查", "jiǎn chá", "check"),
        ("报告", "bào gào", "report"),
    ]
    zh, en = extract_bilingual("\n".join("\t".join(row) for row in words))
    assert (texts(zh), texts(en)) == ([row[0] for row in words], [row[2] for row in words])
    assert [piece.text for piece in zh.left_out] == [row[1] for row in words]


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("使用 Docker\n安装 GitHub\n配置 Nginx\n学习 Python\n", True),
        (
            "中国 (China)、美国 (USA)\n日本 (Japan)、德国 (Germany)\n法国 (France)、英国 (UK)\n",
            True,
        ),
        ("Smith：你好，欢迎来到北京。\n王：谢谢。\nSmith：我们看看路灯。\n王：路灯很好。\n", False),
        ("API：应用程序接口\nHTTP：超文本传输协议\nGPS：全球定位系统\nDNS：域名系统\n", False),
        (
            "根据 OpenAI 的报告，路灯很好。\n微软 Microsoft 说，路灯坏了。\n苹果 Apple 说，好。\n",
            False,
        ),
    ],
)
def test_names_of_the_other_language_make_no_list(text: str, *, warned: bool) -> None:
    """Lines in which they weigh much are kept whole, with a warning."""
    document = extract(text)
    assert texts(document) == text.splitlines()
    assert any("kept whole" in each for each in document.meta["warnings"]) == warned


def test_glossaries_in_alphabetical_order_are_pairs() -> None:
    """Of single words, with a letter above those that begin with it; other orders are none."""
    pairs = [("放弃", "abandon"), ("算法", "algorithm"), ("偏差", "bias"),
             ("选票", "ballot paper"), ("网络安全", "cybersecurity"), ("民主", "democracy"),
             ("数据", "data set")]  # fmt: skip
    pairs.sort(key=lambda pair: pair[1])
    lines: list[str] = []
    for zh, en in pairs:
        if not lines or lines[-1][0] != en[0]:
            lines.append(en[0].upper())
        lines.append(f"{en} {zh}")
    for text in ("\n".join(lines), "\n\n".join(lines)):
        zh, en = extract_bilingual(text, name="x.txt")
        assert texts(zh) == [zh for zh, _ in pairs]
        assert [text for text in texts(en) if len(text) > 1] == [en for _, en in pairs]
    assert not any(
        block.kind == "table_row" for block in extract("\n".join(lines[::-1]), lang="zh").blocks
    )


@pytest.mark.parametrize("chinese_first", [True, False])
def test_a_break_between_two_languages_ends_a_line_of_a_page(*, chinese_first: bool) -> None:
    """Also behind an English heading that ends in a small letter, and in preformatted text."""
    pairs = [
        ("路灯办法", "Measures on lamps"),
        *((zh, en.replace('"', "")) for zh, en in SENTENCES),
    ]
    rows = [pair if chinese_first else pair[::-1] for pair in pairs]
    for between, around in (("<br>", "<p>{}</p>"), ("\n", "<pre>{}</pre>")):
        body = "".join(around.format(between.join(row)) for row in rows)
        zh, en = extract_bilingual(f"<html><body>{body}</body></html>".encode(), name="x.html")
        assert list(zip(texts(zh), texts(en), strict=True)) == pairs


def test_the_name_of_a_bilingual_page_is_no_second_title() -> None:
    """If a line at the beginning has its words, that line is the title."""
    rows = [("Measures on lamps", "路灯办法"), *((en, zh) for zh, en in SENTENCES)]
    body = "".join(f"<p>{en}</p><p>{zh}</p>" for en, zh in rows)
    page = f"<html><title>路灯办法</title><body>{body}</body></html>"
    zh, _ = extract_bilingual(page.encode(), name="x.html")
    assert texts(zh) == [zh for _, zh in rows]
    assert zh.blocks[0].kind == "title"


def test_the_year_before_a_stop_stays_with_its_sentence() -> None:
    """It is no number of the Chinese text behind it."""
    text = "".join(
        f"They take effect on March 1, 202{n}. 本办法自202{n}年3月1日起施行。\n" for n in range(4)
    )
    zh, en = extract_bilingual(text)
    assert texts(en)[2] == "They take effect on March 1, 2022."
    assert texts(zh)[2] == "本办法自2022年3月1日起施行。"


def test_a_short_line_before_a_capitalised_one_is_a_line() -> None:
    """As in verse and in formal texts; a wrapped line is longer, or goes on in lower case."""
    lines = ["Now, therefore,", "The General Assembly", "Proclaims this declaration."]
    document = extract("\n".join(lines), name="x.md", lang="en")
    assert texts(document) == lines
    long = [
        "The lamps in the streets of the whole city are",
        "United in one plan, and that",
        "is it.",
    ]
    assert texts(extract("\n".join(long), name="x.md", lang="en")) == [" ".join(long)]


def test_other_columns_and_empty_cells_of_csv() -> None:
    """Titles, names of rows and notes are provenance; a text without a counterpart is not."""
    rows = [
        f't{n},"{zh}","{en.replace(chr(34), "")}",备注' for n, (zh, en) in enumerate(SENTENCES * 4)
    ]
    text = "\n".join(["路灯办法", "id,zh,en,note", *rows, 't3,"只有中文。",""', "完。"])
    zh, en = extract_bilingual(text)
    assert texts(zh) == [*(zh for zh, _ in SENTENCES * 4), "只有中文。", "完。"]
    assert texts(en) == [en.replace('"', "") for _, en in SENTENCES * 4]
    assert {block.text for block in zh.blocks if block.kind == "provenance"} == {
        "路灯办法",
        "备注",
    }
    single = "\n".join(f"'{zh}','{en}'" for zh, en in SENTENCES)
    check(single, SENTENCES)


def test_translations_in_brackets_are_pairs() -> None:
    """Behind each sentence or the paragraph, in either order, also with brackets inside."""
    third = ("算力（AI）应当开放。", "Computing power (AI) shall be open.")
    pairs = [SENTENCES[0], SENTENCES[2], third]
    for text in (
        "\n".join(f"{zh}（{en}）" for zh, en in pairs),
        "\n".join(f"{zh[:-1]}（{en}）。" for zh, en in pairs),
        "\n".join("".join(f"{zh}({en})" for zh, en in pairs) for _ in range(3)),
    ):
        zh, en = extract_bilingual(text)
        times = text.count(SENTENCES[0][0][:-1])
        assert texts(zh) == [zh for zh, _ in pairs] * times
        assert texts(en) == [en for _, en in pairs] * times
        assert [block.paragraph for block in zh.blocks] == [b.paragraph for b in en.blocks]
        assert any("a bracket" in warning for warning in zh.meta["warnings"])
    zh, en = extract_bilingual("\n".join(f"{en} ({zh})" for zh, en in pairs))
    assert (texts(zh)[0], texts(en)[0]) == pairs[0]


def test_terms_in_brackets_part_no_sentence() -> None:
    """Their English is much shorter than the sentence, or more text follows."""
    text = "\n".join(
        [
            "本办法适用于在我国境内提供的各类生成式人工智能服务（generative AI services）。",
            "世界贸易组织（World Trade Organization）的成员应当在一年内提交报告。",
            "各部门应当公布大语言模型的评估结果和改进措施（large language models）。",
        ]
    )
    assert texts(extract(text, lang="zh")) == text.splitlines()


def test_letters_beside_the_name_that_they_stand_for_are_pairs() -> None:
    """In columns; before a colon they are a name in a Chinese text."""
    pairs = [("人工智能", "AI"), ("联合国", "UN"), ("世界贸易组织", "WTO"), ("研究与开发", "R&D")]
    check("".join(f"{en}　{zh}\n" for zh, en in pairs), pairs)


def test_thousands_of_brackets_without_translations_are_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What stands before each of them is the whole paragraph so far."""
    calls: list[str] = []
    monkeypatch.setattr(bracketed, "_translate", lambda one, other: calls.append(one))
    assert bracketed._find_pairs("安全（Safety）" * 5000) == []
    assert len(calls) < 100


def test_commas_inside_sentences_of_both_languages_make_no_rows() -> None:
    """In each line the English sentence stands behind the Chinese one, with a comma in both."""
    lines = [
        f"路灯应当检查,每月{n}次。 Lamps shall be checked, {n} times a month." for n in range(2, 6)
    ]
    zh, en = extract_bilingual("\n".join(lines), name="a.txt")
    assert [block.text for block in zh.blocks] == [f"路灯应当检查,每月{n}次。" for n in range(2, 6)]
    assert en.blocks[0].text == "Lamps shall be checked, 2 times a month."


@pytest.mark.parametrize("separator", [" | ", " / ", " — ", " = ", "：", "\t", " ||| "])
@pytest.mark.parametrize("is_english_first", [False, True])
def test_commas_of_sentences_do_not_part_what_a_mark_parts(
    separator: str, is_english_first: bool
) -> None:
    """Each Chinese sentence has one comma, as cells of a row of two would."""
    pairs = [
        (
            "路灯应当每天检查，检查结果应当公布。",
            "Lamps are checked every day and results published.",
        ),
        ("损坏的路灯，应当及时更换。", "Damaged lamps shall be replaced in time."),
        ("各区报告结果，由市政府汇总。", "Each district reports and the city sums up."),
    ]
    order = -1 if is_english_first else 1
    check("\n".join(separator.join(pair[::order]) for pair in pairs), pairs)


def test_sentences_with_a_comma_and_short_ones_in_brackets_are_pairs() -> None:
    """Of sentences with a comma each, and of short ones, whose full stops tell them from terms."""
    with_commas = [
        (
            "路灯应当每天检查，检查结果应当公布。",
            "Lamps are checked every day and results published.",
        ),
        ("损坏的路灯，应当及时更换。", "Damaged lamps shall be replaced in time."),
        ("各区报告结果，由市政府汇总。", "Each district reports and the city sums up."),
    ]
    short = [
        ("路灯每天检查。", "Lamps are checked."),
        ("灯杆坏了。", "Poles broke."),
        ("各区报告结果。", "Districts report results."),
    ]
    for pairs in (with_commas, short):
        zh, en = extract_bilingual("\n".join(f"{zh}（{en}）" for zh, en in pairs))
        assert list(zip(texts(zh), texts(en), strict=True)) == pairs
