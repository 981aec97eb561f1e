"""Sections: the many roles of the same numbers, and one path for both languages."""

from __future__ import annotations

import pytest

from aigov_corpus.extraction import extract

LONG = (
    "各区应当结合实际，制定灯具更新的年度计划，"
    "明确责任单位和完成时间，并向社会公布实施情况，接受居民监督。"
)
LONG_EN = (
    "Each district shall draw up a yearly plan for new "
    "lamps, name who is responsible, and publish the results."
)


def sections(text: str, lang: str = "zh") -> list[tuple[str, str, str]]:
    """Kind, section and the first twelve characters of each block."""
    document = extract(text, name="text", lang=lang, layout="plain")
    return [(block.kind, block.section, block.text[:12]) for block in document.blocks]


def paths(text: str, lang: str = "zh") -> list[str]:
    """The sections in order, each once where it opens."""
    found = [section for _, section, _ in sections(text, lang)]
    return [path for n, path in enumerate(found) if n == 0 or found[n - 1] != path]


@pytest.mark.parametrize("stop", "。．｡")
def test_a_first_sentence_is_no_title(stop: str) -> None:
    """Whatever the width of its full stop."""
    assert sections(f"路灯应当检查{stop}\n{LONG}")[0][0] == "paragraph"


@pytest.mark.parametrize("end", ["！”", "！ ”"])
def test_a_speech_is_no_heading(end: str) -> None:
    """Also where a blank stands before its last mark."""
    assert sections(f"一、总体要求\n{LONG}\n路灯亮了{end}\n{LONG}")[2][0] == "paragraph"


def test_a_row_of_asterisks_is_read_at_once() -> None:
    """Comments of C end in one; it was divided into marks of notes in all ways, without end."""
    row = f"/*{'*' * 70}/"
    lines = [row, "* Purpose of the file", f"{'*' * 70}/", LONG_EN]
    assert "".join(text for *_, text in sections("\n".join(lines), lang="en"))


def test_heading_alone_in_its_paragraph() -> None:
    """一、 without text behind it is a heading."""
    assert sections(f"一、总体要求\n{LONG}\n二、保障措施\n{LONG}") == [
        ("heading", "1", "一、总体要求"),
        ("paragraph", "1", LONG[:12]),
        ("heading", "2", "二、保障措施"),
        ("paragraph", "2", LONG[:12]),
    ]


@pytest.mark.parametrize("stop", ["。", "："])
def test_heading_that_opens_its_paragraph(stop: str) -> None:
    """一、 with a short phrase and text behind it is cut in two; nothing is lost."""
    blocks = sections(f"一、春季检修{stop}{LONG}\n二、秋季检修{stop}{LONG}")
    assert blocks[:2] == [("heading", "1", f"一、春季检修{stop}"), ("paragraph", "1", LONG[:12])]
    assert [kind for kind, _, _ in blocks] == ["heading", "paragraph"] * 2


def test_articles_numbered_through_chapters_open_no_sections() -> None:
    """一、… that run on through the chapters are the chapters' items."""
    text = "\n".join(
        [
            "第一章　总则",
            f"一、{LONG}",
            f"二、{LONG}",
            "第二章　职责",
            f"三、{LONG}",
            f"四、{LONG}",
            "第三章　附则",
            f"五、{LONG}",
        ]
    )
    assert paths(text) == ["ch1", "ch2", "ch3"]


def test_paragraphs_numbered_through_the_sections_are_no_headings() -> None:
    """A first sentence behind `1.` is none if the numbers count on below the next heading."""
    text = (
        f"I. Preamble\n1. This is the report of the office. {LONG_EN}\n"
        f"2. We set ten targets. {LONG_EN}\n"
        f"II. Lamps\n3. They are the pride of the town. {LONG_EN}\n4. They burn. {LONG_EN}\n"
    )
    assert [kind for kind, *_ in sections(text, "en")] == ["heading", "item", "item"] * 2


def test_numbers_that_restart_after_an_annex() -> None:
    """The annex has numbers of its own; the list of attachments above the sign-off has none."""
    text = "\n".join(
        [
            "一、范围",
            LONG,
            "二、要求",
            LONG,
            "附件：路灯式样",
            "市政管理局",
            "2018年12月4日",
            "附件",
            "路灯式样",
            "一、颜色",
            LONG,
            "二、高度",
            LONG,
        ]
    )
    blocks = sections(text)
    assert ("item", "2", "附件：路灯式样") in blocks
    assert [section for kind, section, _ in blocks if kind == "signoff"] == ["2", "2"]
    assert paths(text) == ["1", "2", "annex1", "annex1/1", "annex1/2"]


def test_bracketed_numbers_alone_and_inline_in_one_document() -> None:
    """（一）… stands in its own paragraph, or is an item below a colon."""
    text = "\n".join(
        [
            "一、总体要求",
            "（一）指导思想。",
            LONG,
            "（二）基本原则。" + LONG,
            "二、任务",
            "完成下列工作：",
            "（一）更换旧灯；",
            "（二）修复灯杆。",
        ]
    )
    assert sections(text) == [
        ("heading", "1", "一、总体要求"),
        ("heading", "1/1", "（一）指导思想。"),
        ("paragraph", "1/1", LONG[:12]),
        ("heading", "1/2", "（二）基本原则。"),
        ("paragraph", "1/2", LONG[:12]),
        ("heading", "2", "二、任务"),
        ("paragraph", "2", "完成下列工作："),
        ("item", "2", "（一）更换旧灯；"),
        ("item", "2", "（二）修复灯杆。"),
    ]


def test_articles_with_items_and_further_paragraphs() -> None:
    """What follows an article belongs to it until the next; a reference opens nothing."""
    text = "\n".join(
        [
            "第一章 总则", "第一条 为了照明，制定本规定。", "第二条　有下列情形之一的，应当检修：",
            "（一）灯不亮的；", "（二）灯杆倾斜的。",
            "第一条规定的情形除外。", "第二章 附则", "第三条本规定自公布之日起施行。",
        ]
    )  # fmt: skip
    assert paths(text) == ["ch1", "ch1/art1", "ch1/art2", "ch2", "ch2/art3"]
    english = "\n".join(
        [
            "Chapter I General Provisions", ("Article 1 These provisions "
"are made for the sake of light."),
            "Article 2: Lamps shall be repaired where", "(1) they give no light;",
            "(2) the pole leans.",
            "Article 1 of these provisions is excepted.", "Chapter II Supplementary Provisions",
            "Article 3:These provisions take effect on the day they are published.",
        ]
    )  # fmt: skip
    assert paths(english, "en") == paths(text)


def test_levels_marked_otherwise_in_the_two_languages() -> None:
    """一、（一） and `I.` `1.` give the same paths; so do 一、 and `1.`."""
    chinese = "\n".join(
        [
            "一、总体要求",
            "（一）指导思想",
            LONG,
            "（二）目标",
            LONG,
            "二、任务",
            "（一）更换灯具",
            LONG,
        ]
    )
    english = "\n".join(
        [
            "I. General Requirements",
            "1. Guiding Ideas",
            LONG_EN,
            "2. Goals",
            LONG_EN,
            "II. Tasks",
            "1. New Lamps",
            LONG_EN,
        ]
    )
    assert paths(chinese) == paths(english, "en") == ["1", "1/1", "1/2", "2", "2/1"]
    plain = "\n".join(["1. General Requirements", LONG_EN, "2. Tasks", LONG_EN])
    assert paths(plain, "en") == paths(f"一、总体要求\n{LONG}\n二、任务\n{LONG}") == ["1", "2"]


def test_headings_without_numbers_are_counted() -> None:
    """Bare lines above paragraphs, in a text with no numbers, are sections by their order."""
    text = "\n\n".join(
        ["Lighting Plan", LONG_EN, "General Requirements", LONG_EN, "Tasks", LONG_EN]
    )
    assert sections(text, "en")[0] == ("title", "0", "Lighting Pla")
    assert paths(text, "en") == ["0", "1", "2"]


def test_a_chapter_numbered_wrongly_is_put_right_and_reported() -> None:
    """`Chapter II` twice is chapters 2 and 3, with a warning."""
    text = "\n".join(
        [
            "Chapter I General",
            LONG_EN,
            "Chapter II Lamps",
            LONG_EN,
            "Chapter II Poles",
            LONG_EN,
            "Chapter IV Last",
            LONG_EN,
        ]
    )
    assert paths(text, "en") == ["ch1", "ch2", "ch3", "ch4"]
    document = extract(text, name="text", layout="plain")
    assert any("numbered wrongly" in warning for warning in document.meta["warnings"])


def test_many_wrong_numbers_are_told_in_one_sentence() -> None:
    """Numbers that begin again are those of another list, and no one is told of them."""
    text = "\n".join(f"Chapter {n} Lamps of the town\n{LONG_EN}" for n in (1, 3, 3, 3, 3, 3, 9))
    told = extract(text, layout="plain").meta["warnings"]
    assert [warning for warning in told if "numbered wrongly" in warning] == told
    assert [warning.partition("; so are ")[2][:8] for warning in told] == ["3 others"]
    lists = "\n".join(f"Chapter {n} Lamps of the town\n{LONG_EN}" for n in (1, 2, 1, 2, 3, 1, 2))
    text = f"Part I First\n{lists}\nPart II Second\n{lists}"
    assert not extract(text, layout="plain").meta["warnings"]


@pytest.mark.parametrize("label", ["目　录", "目　錄", "內容目錄", ""])
def test_a_table_of_contents_before_the_body(label: str) -> None:
    """Its lines repeat the headings and open no sections."""
    heads = ["第一章　总则", "第二章　灯具", "第三章　附则"]
    body = [line for n, head in enumerate(heads) for line in (head, f"第{'一二三'[n]}条　{LONG}")]
    text = "\n".join([*([label] if label else []), *heads, *body])
    assert paths(text) == ["toc", "ch1", "ch1/art1", "ch2", "ch2/art2", "ch3", "ch3/art3"]
    short = "\n".join([*([label] if label else []), *heads[:1], *body])
    assert ("toc" in paths(short)) == bool(label)


def test_a_table_of_contents_that_numbers_otherwise_than_the_body() -> None:
    """Its lines are told by their titles: the body numbers two chapters alike."""
    heads = ["Chapter I General Provisions", "Chapter II Lamps", "Chapter III Penalties"]
    body = [heads[0], heads[1], "Chapter II Penalties"]
    lines = [line for n, head in enumerate(body, 1) for line in (head, f"Article {n} {LONG_EN}")]
    text = "\n\n".join(["Contents", *heads, *lines])
    assert paths(text, "en") == ["toc", "ch1", "ch1/art1", "ch2", "ch2/art2", "ch3", "ch3/art3"]


def test_a_table_of_contents_of_an_appendix() -> None:
    """The stop behind A.1. ends no sentence."""
    heads = [f"A.{n}. {name}" for n, name in enumerate(("Lamps", "Poles", "Wires"), 1)]
    body = "\n".join(f"{head}\nThey are kept by the town, and lit at night." for head in heads)
    text = "Street Lamps\nContents\n" + "\n".join(heads) + f"\n{body}"
    assert paths(text, "en") == ["0", "toc", "1", "2", "3"]


def test_the_first_heading_of_an_appendix_is_no_line_of_the_title() -> None:
    """Its number is no usual one."""
    body = "They are kept by the town, and lit at night."
    text = f"Street Lamps\n\nA.1. Lamps\n\n{body}\n\nA.2. Poles\n\n{body}"
    assert extract(text, name="x.txt", lang="en").title == "Street Lamps"


def test_a_list_that_comes_twice_is_no_table_of_contents() -> None:
    """Its items stand one below the other both times, or end as items do."""
    items = ["1. Names of lamps", "2. Colours of lamps", "3. Heights of lamps"]
    more = [LONG_EN] * 4
    text = "\n\n".join(["Article 1", LONG_EN, *items, "Article 2", LONG_EN, *items, *more])
    assert "toc" not in paths(text, "en")
    parted = [line for item in items for line in (f"{item};", LONG_EN)]
    ended = [f"{item};" for item in items]
    text = "\n\n".join(["Article 1", LONG_EN, *ended, "Article 2", *parted, *more])
    assert "toc" not in paths(text, "en")


LAW = ("第一条　{0}", "第二条　{0}", "第三条　{0}")
LONG_LAW = tuple(f"第{n}条　{{0}}" for n in "一二三四五六")
LAW_EN = ("Article 1", "{0}", "Article 2", "{0}", "Article 3", "{0}")
CHAPTERS = ["ch1", "ch1/art1", "ch2", "ch2/art2", "ch2/art3"]
CHAPTERED = ("第一章　总则", "第一条　{0}", "第二章　附则", "第二条　{0}", "第三条　{0}")


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("灯杆条例", *LAW), ["doc2", "doc2/art1", "doc2/art2", "doc2/art3"]),
        (
            ("灯杆条例", *CHAPTERED),
            ["doc2", *(f"doc2/{path}" for path in CHAPTERS)],
        ),
        (
            ("灯杆条例", "（二〇二〇年三月二日公布）", "为了照明，根据宪法，制定本条例。", *LAW),
            ["doc2", "doc2/art1", "doc2/art2", "doc2/art3"],
        ),
        (
            ("灯杆条例", "目录", "第一章　总则", "第二章　附则", *CHAPTERED),
            ["doc2", "toc", *(f"doc2/{path}" for path in CHAPTERS)],
        ),
        # its first number is lost; the others count on
        (("灯杆条例", LONG, "第二条　{0}", "第三条　{0}", "第四条　{0}", "第五条　{0}"),
         ["doc2", "doc2/art2", "doc2/art3", "doc2/art4", "doc2/art5"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("first", [LONG_LAW, CHAPTERED])
def test_a_further_law_begins_with_its_title(
    first: tuple[str, ...], second: tuple[str, ...], expected: list[str]
) -> None:
    """Whether the law before it has chapters or not, and this one."""
    text = "\n".join(line.format(LONG) for line in ("灯具条例", *first, *second))
    found = paths(text)
    assert found[found.index("doc2") :] == expected
    assert not any(path.startswith("doc2") for path in found[: found.index("doc2")])
    assert ("heading", "doc2", "灯杆条例") in sections(text)


def test_a_law_behind_the_decision_that_amends_it_begins_with_its_title() -> None:
    """The decision has 一、 and 二、; a notice without such sections is no text of its own."""
    amends = [f"一、修改第一条。{LONG}", f"二、修改第三条。{LONG}"]
    law = [line.format(LONG) for line in LAW]
    text = "\n".join(["关于修改《灯具条例》的决定", LONG, *amends, "灯具条例", *law])
    assert paths(text)[-4:] == ["doc2", "doc2/art1", "doc2/art2", "doc2/art3"]
    assert paths("\n".join(["关于印发《灯具条例》的通知", LONG, "灯具条例", *law])) == [
        "0", "art1", "art2", "art3",
    ]  # fmt: skip


AMENDED = {
    "zh": (
        f"一、将第三条修改为：\n“第三条　{LONG}\n第四条　{LONG}”\n"
        f"二、将第一章修改为：“第一章　总则\n第一条　{LONG}\n第二条　{LONG}”\n"
        f"三、第七条改为第九条，修改为：\n第九条　{LONG}\n第十条　{LONG}\n"
        f"四、增加一条，作为第八条：\n“第八条　{LONG}”\n本决定自公布之日起施行。"
    ),
    "en": (
        f'1. Article 3 is amended to read:\n"Article 3 {LONG_EN}\nArticle 4 {LONG_EN}"\n'
        f"2. Chapter I is amended to read: “Chapter I Lamps\nArticle 1 {LONG_EN}\n"
        f"Article 2 {LONG_EN}”\n"
        f"3. Article 7 is renumbered as Article 9 and amended to read:\nArticle 9 {LONG_EN}\n"
        f'Article 10 {LONG_EN}\n4. One article is added as Article 8:\n"Article 8 {LONG_EN}"\n'
        "This Decision takes effect on the day of publication."
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_articles_that_a_decision_quotes_open_no_section(lang: str) -> None:
    """With quotation marks, and without; a law behind the decision is a text of its own."""
    assert paths(AMENDED[lang], lang) == ["1", "2", "3", "4"]
    if lang == "zh":
        law = "\n".join(["灯具条例", *(line.format(LONG) for line in LAW)])
        assert paths(f"{AMENDED[lang]}\n{law}")[4:] == [
            "doc2",
            "doc2/art1",
            "doc2/art2",
            "doc2/art3",
        ]


def test_an_amendment_in_articles_keeps_its_own() -> None:
    """Its article 2 quotes an article 1; a mark that closes nowhere quotes nothing."""
    text = (
        f"第一条　《条例》第三条修改为：\n“第三条　{LONG}\n第四条　{LONG}”\n"
        f"第二条　《条例》第一条修改为：\n第一条　{LONG}\n第三条　删去第八条。{LONG}"
    )
    assert paths(text) == ["art1", "art2", "art3"]
    assert paths(f"条例规定：“照明\n第一条　{LONG}\n第二条　{LONG}") == ["0", "art1", "art2"]


def test_plain_numbers_above_articles_are_sections() -> None:
    """As in contracts; articles may begin again below each of them, or count on."""
    again = ["一、期限", "第一条　{0}", "第二条　{0}", "二、工资", "第一条　{0}", "第二条　{0}"]
    text = "\n".join(["合同", "根据法律，双方签订本合同。", *again]).format(LONG)
    assert paths(text) == ["0", "1", "1/art1", "1/art2", "2", "2/art1", "2/art2"]
    on = ["I. Term", "Article 1 {0}", "II. Pay", "Article 2 {0}", "Article 3 {0}"]
    text = "\n".join(["Contract", "The parties agree.", *on]).format(LONG_EN)
    assert paths(text, "en") == ["0", "1", "1/art1", "2", "2/art2", "2/art3"]
    items = ["第一条　下列灯具应当更换：", "一、路灯", "二、桥灯", "第二条　{0}"]
    assert paths("\n".join(["条例", *items]).format(LONG)) == ["0", "art1", "art2"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_further_report_begins_with_its_title(lang: str) -> None:
    """Also if a date in brackets stands between its title and the speaker."""
    lines = {
        "zh": ["各位代表，现在报告工作。", "一、过去", LONG, "二、今年", LONG],
        "en": ["Deputies, I now report.", "I. The Past", LONG_EN, "II. This Year", LONG_EN],
    }[lang]
    title = {
        "zh": ["二〇二四年工作报告", "（2024年1月5日）", "市长　李明"],
        "en": ["Report on Lamps 2024", "(January 5, 2024)", "Mayor Li Ming"],
    }[lang]
    found = paths("\n".join(["2023", *lines, *title, *lines]), lang)
    assert found == ["0", "1", "2", "doc2", "doc2/1", "doc2/2"]
    blocks = [text for _, section, text in sections("\n".join([*lines, *title, *lines]), lang)
              if section == "doc2"]  # fmt: skip
    assert blocks[:3] == [line[:12] for line in title]


@pytest.mark.parametrize("mark", ["*", "[1]", "¹", " †", "①"])
def test_a_sentence_with_the_mark_of_a_note_is_no_heading(mark: str) -> None:
    """It ends before the mark; a heading may have one too."""
    text = "\n\n".join(["Lamps", LONG_EN, f"The city sells lamps.{mark}", LONG_EN])
    assert [kind for kind, _, _ in sections(text, "en")] == ["title", *["paragraph"] * 3]
    text = "\n\n".join(["Lamps", LONG_EN, f"The Lamps of the City{mark}", LONG_EN])
    assert [kind for kind, _, _ in sections(text, "en")][2] == "heading"


def test_contents_list_long_titles_and_those_of_the_last_law_are_known() -> None:
    """English titles of laws have up to 26 words; the second table is in the last half."""
    heads = ["Chapter I Lamps", "Chapter II Poles"]
    titles = [f"Regulations Governing the {word} of Lamps " + "in Streets and Squares of Towns " * 3
              for word in ("Use", "Repair")]  # fmt: skip
    law = [heads[0], "Article 1", LONG_EN, heads[1], "Article 2", LONG_EN]
    text = "\n\n".join(
        ["Contents", *titles, titles[0], *law, *[LONG_EN] * 9, titles[1], "Contents", *heads, *law]
    )
    found = paths(text, "en")
    assert found[:3] == ["toc", "0", "ch1"] and found.count("toc") == 2
    assert found[-4:] == ["doc2/ch1", "doc2/ch1/art1", "doc2/ch2", "doc2/ch2/art2"]


def test_articles_that_begin_again_in_a_part_belong_to_it() -> None:
    """Parts and chapters may count their articles each; the title of an annex is its own."""
    law = [line.format(LONG_EN) for line in LAW_EN]
    text = "\n\n".join(["Lamps Act", "Part I Lamps", *law, "Part II Poles", *law])
    assert paths(text, "en")[-4:] == ["part2", "part2/art1", "part2/art2", "part2/art3"]
    text = "\n\n".join(["Lamps Act", *law, "Annex 1", "Rules for Poles", *law])
    assert paths(text, "en")[-4:] == ["annex1", "annex1/art1", "annex1/art2", "annex1/art3"]


def test_a_cover_notice_before_the_instrument() -> None:
    """The notice with its sign-off stands in section 0; the instrument's chapters follow."""
    text = "\n".join(
        [
            "市政府关于印发《路灯管理办法》的通知", "各区人民政府：",
            "《路灯管理办法》已经市政府同意，现印发给你们。", "市人民政府",
            "二〇〇四年六月二十六日",
            "路灯管理办法", "（2004年6月16日通过）", "第一章　总则", f"第一条　{LONG}",
        ]
    )  # fmt: skip
    blocks = sections(text)
    assert blocks[0] == ("title", "0", "市政府关于印发《路灯管理")
    assert [text for kind, _, text in blocks if kind == "signoff"] == [
        "市人民政府",
        "二〇〇四年六月二十六日",
    ]
    assert paths(text) == ["0", "ch1", "ch1/art1"]


@pytest.mark.parametrize(
    "date", ["June 5, 2020", "Jun. 5, 2020", "5 Sept. 2020", "(August 5, 2020)", "31 December 2020"]
)
def test_an_english_date_signs_off(date: str) -> None:
    """Every name of a month and every abbreviation of one, with its point or without."""
    text = f"1. Scope\n{LONG_EN}\n2. Aims\n{LONG_EN}\nBureau of Lamps\n{date}"
    assert [kind for kind, _, _ in sections(text, "en")][-2:] == ["signoff", "signoff"]


def test_numbers_that_begin_again_without_an_annex() -> None:
    """A second instrument in the same file has paths of its own."""
    text = "\n".join(["一、范围", LONG, "二、要求", LONG, "一、颜色", LONG, "二、高度", LONG])
    assert paths(text) == ["1", "2", "doc2/1", "doc2/2"]


def test_bullets_are_items() -> None:
    """Dashes and bullets list, they do not open sections."""
    text = f"{LONG_EN}\n- New lamps for every street.\n• New poles for every square."
    assert [kind for kind, _, _ in sections(text, "en")] == ["paragraph", "item", "item"]


@pytest.mark.parametrize("last", ["特此公告", "经市政府同意，现予公告", "经市政府同意，发布本公告"])
def test_last_words_above_a_date_in_brackets(last: str) -> None:
    """They name a kind of document, as titles do, and are no title of a further text."""
    text = f"公告\n{LONG}\n{last}\n（2019年3月5日）"
    assert [kind for kind, _, _ in sections(text)][-2:] == ["signoff", "signoff"]


def test_a_title_with_a_comma_above_a_date_in_brackets() -> None:
    """It is the title of a further text, and no signer of the one above."""
    text = f"工作报告\n{LONG}\n坚持改革创新，推动城市发展的报告\n（2021年3月1日）\n{LONG}"
    assert [kind for kind, _, _ in sections(text)] == [
        "title", "paragraph", "heading", "paragraph", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "listed",
    [
        "附件：1.路灯式样\n2.灯杆式样",
        "附件：\n1.路灯式样\n2.灯杆式样",
        "附件：1.路灯式样\n　　2.灯杆式样",
    ],
)
def test_a_list_of_attachments_opens_nothing(listed: str) -> None:
    """What stands between the text and the sign-off names attachments, it does not hold them."""
    text = f"一、范围\n{LONG}\n二、要求\n{LONG}\n{listed}\n市政管理局\n2018年12月4日"
    assert paths(text) == ["1", "2"]
    assert [kind for kind, _, _ in sections(text)][-3:] == ["item", "signoff", "signoff"]


@pytest.mark.parametrize("label", ["附：", "附件：路灯式样", "附件1　路灯式样"])
def test_an_annex_below_the_signoff(label: str) -> None:
    """The same line that names an annex above the sign-off opens it below."""
    text = f"一、范围\n{LONG}\n市政管理局\n2018年12月4日\n{label}\n{LONG}"
    assert paths(text) == ["1", "annex1"]


def test_a_heading_in_markup_opens_an_annex_without_a_number() -> None:
    """Without markup the same line names one that is not there."""
    text = f"# 一、范围\n\n{LONG}\n\n# 附录 路灯式样\n\n{LONG}"
    assert paths(text)[-1] == "annex0"


def test_a_line_that_ends_in_a_dash_announces_a_list() -> None:
    """As laws of Hong Kong and Britain write it; it is no heading."""
    lines = [
        *("# 1. Lamps", "(1) In this Act—", "lamp means a light on a pole;", "pole means a mast."),
        *("(2) The lamps of a city include—", "those in its parks; and", "those at its gates."),
    ]
    document = extract("\n\n".join(lines), name="x.md", lang="en")
    kinds = [block.kind for block in document.blocks if block.text.endswith("—")]
    assert kinds == ["item", "item"]


def test_brothers_open_all_or_none() -> None:
    """One item that begins with a short sentence makes no heading; one without makes no gap."""
    notes = ["注：", f"1.灯具应当节能。{LONG}", f"2.{LONG}", f"3.{LONG}"]
    assert paths("\n".join(["一、范围", LONG, *notes])) == ["1"]
    tasks = [f"（一）更换灯具。{LONG}", f"（二）修复灯杆。{LONG}", f"（三）{LONG}"]
    assert paths("\n".join(["一、任务", *tasks])) == ["1", "1/1", "1/2", "1/3"]


def test_a_short_sentence_without_text_below_is_no_heading() -> None:
    """Both points of a reply are sections, and neither is a title."""
    text = (
        "现批复如下：\n一、原则同意该规划，请认真组织实施。\n二、"
        "要加强领导，确保目标如期实现。\n市政府\n2023年4月28日"
    )
    assert [(kind, path) for kind, path, _ in sections(text)][1:3] == [("item", "1"), ("item", "2")]


@pytest.mark.parametrize(
    ("line", "lang"),
    [("【发布日期】2023年10月25日", "zh"), ("Promulgation Date: 2023-10-25", "en")],
)
def test_a_line_of_meta_data_is_no_title_and_no_heading(line: str, lang: str) -> None:
    """However short it is, and wherever it stands."""
    text = LONG if lang == "zh" else LONG_EN
    assert [kind for kind, _, _ in sections("\n".join([line, text, line, text]), lang)] == [
        "paragraph"
    ] * 4


def test_who_speaks_is_no_heading() -> None:
    """A name above the greeting of a speech opens nothing."""
    speech = ["携手照明", "（2023年5月23日，某市）", "某市市长　李四", "各位同事：", LONG, LONG]
    assert paths("\n".join(speech)) == ["0"]


@pytest.mark.parametrize(
    "line",
    ["7.5 级地震引发海啸。", "10.30 会议开得好。", "996.ICU 运动开始了。", "2.0 版本发布了。"],
)
def test_a_decimal_a_date_or_a_name_opens_no_section(line: str) -> None:
    """`2.1` above `2.2` does."""
    body = "城市照明应当安全可靠，方便居民出行。"
    document = extract(f"防灾通报\n\n{body}\n\n{line}\n\n{body}")
    assert {block.section for block in document.blocks} == {"0"}
    document = extract(
        f"照明办法\n\n1. 总则\n\n1.1 目标\n\n{body}\n\n1.2 范围\n\n{body}\n\n2. 附则\n\n{body}"
    )
    assert [b.section for b in document.blocks if b.kind == "heading"] == ["1", "1/1", "1/2", "2"]


def test_a_question_below_the_title_is_no_title() -> None:
    """Nor is it, or a footnote, a heading."""
    answer = "答：城市照明应当安全可靠，方便居民出行。"
    lines = ["记者会实录", "问：何时换灯？", answer, "何时检查？", answer, "[1] 见年报", answer]
    kinds = [block.kind for block in extract("\n\n".join(lines)).blocks]
    assert kinds == ["title", *["paragraph"] * 6]


def test_wrapped_lines_are_joined_though_numbers_stand_between() -> None:
    """`Article 2` alone on every third line does not hide that the others are full."""
    text = "\n".join(
        f"Article {n}\nThe council shall keep all of the lamps in the street\n"
        f"- {n} -\nlit by night."
        for n in range(1, 5)
    )
    assert [piece.reason for piece in extract(text).left_out] == ["page number"] * 4
    assert [b.text for b in extract(text).blocks][1::2] == [
        "The council shall keep all of the lamps in the street lit by night."
    ] * 4


def test_lines_of_verse_are_no_title() -> None:
    """Where all lines are short and without stops, only the first is the title."""
    lines = [
        "夜灯",
        "一盏孤灯照小桥",
        "桥边流水夜迢迢",
        "归人未到门先启",
        "细雨无声湿柳条",
        "风过长街声渐远",
    ]
    kinds = [block.kind for block in extract("\n".join(lines)).blocks]
    assert kinds == ["title", *["paragraph"] * 5]


@pytest.mark.parametrize(
    "number", ["Yun Ban Fa [2025] No.\u00a017", "Guo Fa No. 5 (2024)", "云办发〔2025〕17号"]
)
def test_the_number_of_a_document_is_no_line_of_its_title(number: str) -> None:
    """In either language, so that both texts have it below the title."""
    lang = "zh" if number[-1] == "号" else "en"
    title, body = (
        ("路灯办法", LONG) if lang == "zh" else ("Measures for Lamps", "The lamps burn. " * 9)
    )
    document = extract(f"{title}\n\n{number}\n\n{body}", lang=lang)
    assert [block.kind for block in document.blocks] == ["title", "paragraph", "paragraph"]


def test_a_heading_may_begin_like_a_reference() -> None:
    """第二章规划 and 第三章中央 are headings also without a blank; 第二章规定 is none."""
    text = "\n".join(
        [
            "第一章总则", "第一条 为了照明，制定本规定。", "第二章规划与建设",
            "第二条 灯具应当规划。",
            "第二章规定的灯具除外。", "第三章中央财政", "第三条 费用由财政承担。",
        ]
    )  # fmt: skip
    assert paths(text) == ["ch1", "ch1/art1", "ch2", "ch2/art2", "ch3", "ch3/art3"]
