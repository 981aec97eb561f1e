"""What copiers add is taken out and counted; what only looks like it stays."""

from __future__ import annotations

from string import ascii_uppercase

import pytest

from aigov_corpus.extraction import extract, extract_bilingual

ZH = [
    "路灯应当每天检查，损坏的应当及时更换。",
    "灯杆应当每年粉刷一次，颜色应当一致。",
    "居民可以报告损坏的灯具，由专人登记。",
    "检查结果应当向社会公布，接受监督。",
]
EN = [
    "Lamps are to be checked every day, and broken ones replaced in time.",
    "Poles are to be painted once a year, all in one colour.",
    "Residents may report broken lamps, which someone writes down.",
    "The results are to be published, so that all can see them.",
]


def texts(text: str, lang: str) -> list[str]:
    """The texts of the blocks."""
    return [block.text for block in extract(text, name="text", lang=lang, layout="plain").blocks]


def test_a_watermark_at_paragraph_ends_and_on_lines_of_its_own() -> None:
    """The address that many paragraphs end in goes, and so do the lines that are nothing else."""
    mark = "更多双语 www.example.org/bilingual"
    lines = [
        part for zh, en in zip(ZH, EN, strict=True) for part in (zh + mark, en + " " + mark, mark)
    ]
    zh, en = extract_bilingual("\n\n".join(lines).encode(), name="marked.txt")
    assert [block.text for block in zh.blocks] == ZH
    assert [block.text for block in en.blocks] == EN
    assert zh.meta["cleaned"]["watermarks"] == [mark]


def test_an_address_that_is_part_of_the_text_stays() -> None:
    """One paragraph that ends in an address is no watermark."""
    lines = [*ZH[:3], "详情见 https://example.org/lamps"]
    assert texts("\n".join(lines), "zh") == lines


def test_remarks_in_brackets_stay() -> None:
    """Many paragraphs of a transcript end in the same remark; one that names an origin goes."""
    lines = [f"{zh}（掌声）" for zh in ZH]
    assert texts("\n".join(lines), "zh") == lines
    lines = [f"{zh}（摘自某某法律网）" for zh in ZH]
    assert texts("\n".join(lines), "zh") == ZH


def test_a_phrase_that_many_paragraphs_end_in_is_text() -> None:
    """A closing formula stays; a phrase that follows titles or parts of sentences too goes."""
    lines = [f"{zh}特此通知" for zh in ZH]
    assert texts("\n".join(lines), "zh") == lines
    marked = [f"{zh}好文共赏" for zh in ZH]
    interrupted = ["灯下的好文共赏", "桥边的好文共赏"]
    assert texts("\n".join([*interrupted, *marked]), "zh") == ["灯下的", "桥边的", *ZH]


def test_answers_behind_their_letters_stay() -> None:
    """A form has the same answers under each question; the full stop belongs to the letter."""
    lines = [line for en in EN for line in (en, "A. True", "B. False", "C. Not known")]
    assert texts("\n".join(lines), "en") == lines


def test_pinyin_glosses_go() -> None:
    """With tones always; without only where there are several; English in brackets stays."""
    assert texts("囹（líng）圄（yǔ）之灾，不可不察，灯具亦然。", "zh") == [
        "囹圄之灾，不可不察，灯具亦然。"
    ]
    assert texts("囹(ling)圄(yu)之灾，瘐(yu)毙于途，不可不察。", "zh") == [
        "囹圄之灾，瘐毙于途，不可不察。"
    ]
    kept = "人工智能（AI）的发展，应当符合第一条（a）的规定。"
    assert texts(kept, "zh") == [kept]


def test_blanks_inside_chinese_words_go() -> None:
    """They go where every character stands apart, or where they are many; a few stay."""
    body = "路灯应当每天检查，损坏的应当及时更换。" * 2
    assert texts(f"第一章　总 则\n{body}", "zh")[0] == "第一章　总则"
    assert texts(f"国 务 院 工 作 规 则\n{body}", "zh")[0] == "国务院工作规则"
    assert texts("路 灯应当 每天检查，损 坏的应当及 时更换。", "zh") == [
        "路灯应当每天检查，损坏的应当及时更换。"
    ]
    kept = (
        "市政报石家庄7月31日电 国务委员赴河北检查，"
        "中共中央办公厅 国务院办公厅印发通知，要求抓好落实。"
    )
    assert texts(kept, "zh") == [kept]


def test_punctuation_and_backticks_stay_as_they_are_written() -> None:
    """A full-width mark in English, after an English name, or a backtick is part of the text."""
    for text in (
        "（1） The person（s） responsible， named below； must sign１２ copies。",
        "The residents` lamps are the `city`s own.",
    ):
        assert texts(text, "en") == [text]
    lines = [*ZH, "发布的标准有ISO/IEC 42001 Artificial Intelligence Management System。"]
    assert texts("\n".join(lines), "zh") == lines


def test_digits_of_a_glossary_go() -> None:
    """Numbers stuck to words that count up through the text; not those of names."""
    text = (
        "Lamps1 shall be checked2 by the bureau3 each day.\n"
        "Poles4 shall be painted5, and lamps1 replaced6; the street7 stays open."
    )
    assert texts(text, "en") == [
        "Lamps shall be checked by the bureau each day.",
        "Poles shall be painted, and lamps replaced; the street stays open.",
    ]
    kept = "The G20 met after Covid19 and read the plan of 2021 on page 7."
    assert texts(kept, "en") == [kept]
    addresses = "".join(
        f" See http://lamps.example/deps{n}/ and sheet{n}.html#top{n}." for n in range(1, 9)
    )
    assert texts(addresses, "en") == [addresses.strip()]


def test_digits_of_entries_stay() -> None:
    """Entries of a list in a form count up behind one word, also beside a glossary."""
    entries = " ".join(f"Route{number}" for number in range(1, 9))
    assert texts(entries, "en") == [entries]
    glossed = "Lamps1 are checked2 by bureaus3, poles4 are painted5 and streets6 swept7."
    assert texts(f"{glossed}\n{entries}", "en")[-1] == entries


def test_digits_of_names_stay() -> None:
    """They come in any order, also where most numbers up to the highest occur."""
    kept = "Use ext4, md5 and utf8, or ext2, mp3, sha1, ext3, ipv6 and rfc7 where utf8 fails."
    assert texts(kept, "en") == [kept]


def test_traditional_chinese_is_kept_and_named() -> None:
    """The text stays as it is; the script is in the meta data; articles are found all the same."""
    text = (
        "第一條　為了規範路燈的管理，保護居民的權利，制定本條例。\n"
        "第二條　各區應當負責轄區內的路燈。"
    )
    document = extract(text, name="text")
    assert document.meta["script"] == "Hant"
    assert [block.text for block in document.blocks] == text.split("\n")
    assert [block.section for block in document.blocks] == ["art1", "art2"]
    assert extract("\n".join(ZH) + "各区应当负责。", name="text").meta["script"] == "Hans"


def test_annotations_above_characters_are_readings() -> None:
    """As Unicode marks them in a line; a mark that is left without others goes."""
    document = extract("\ufff9路灯\ufffalùdēng\ufffb应当在夜间明亮，\ufffb不得熄灭。", name="text")
    assert [block.text for block in document.blocks] == ["路灯应当在夜间明亮，不得熄灭。"]
    assert [(one.text, one.reason) for one in document.left_out] == [("lùdēng", "reading")]


def test_what_was_cleaned_is_counted() -> None:
    """The meta data name each rule and how often it struck; a clean text has no such entry."""
    document = extract("囹（líng）圄（yǔ）之灾，不可不察，灯具亦然。", name="text")
    assert document.meta["cleaned"] == {"pinyin glosses": 2}
    assert "cleaned" not in extract(EN[0], name="text").meta


def test_blanks_around_the_stops_of_spaced_out_chinese() -> None:
    """Where each character stands apart, so do its commas."""
    text = " ".join("第一条　路灯应当每天检查，损坏的应当更换。".replace("　", ""))
    assert extract(text, name="text").blocks[0].text == "第一条路灯应当每天检查，损坏的应当更换。"


def test_letters_and_numbers_that_stand_apart_are_joined() -> None:
    """In both languages; wide spaces part words, and a few letters may be names."""
    zh = "—— 2 0 2 5 年 3 月 5 日 在 市 政 府 会 议 上 ， 增 长 5 . 3 % 。"
    assert extract(zh, lang="zh").blocks[0].text == "——2025年3月5日在市政府会议上，增长5.3%。"
    en = "G O V E R N M E N T   W O R K   R E P O R T"
    assert extract(en, lang="en").blocks[0].text == "GOVERNMENT WORK REPORT"
    for text in ("A B C D", "The plans A B C D E F G are late.", "a | b | c | d | e | f | g"):
        assert extract(text, lang="en", layout="plain").blocks[0].text == text


@pytest.mark.parametrize(
    "text", [" ".join(ascii_uppercase), "1 C 2 A 3 D 4 B 5 B 6 A", "A C G F A C"]
)
def test_an_index_from_a_to_z_and_answers_stay_apart(text: str) -> None:
    """They are no word: in order, or only the first letters of the alphabet."""
    assert extract(text, lang="en").blocks[0].text == text
