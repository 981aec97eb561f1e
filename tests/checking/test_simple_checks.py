"""Checks that need no reading: empty, copied, left in Chinese, doubled."""

from __future__ import annotations

import pytest

from checking.pairs import find

CITY = "北京是中国的首都。"


@pytest.mark.parametrize(
    ("en", "left"),
    [
        ("The pets were 受影响 by it.", ["受影响"]),
        ("The 中国，北京 city, and 上海 too.", ["中国，北京", "上海"]),
        ("A moderately prosperous society (小康社会) and 《论语》, the word “道”, “仁” (ren).", []),
        ("Article 1（一）", []),
        ("《条例》", ["条例"]),
        ("The “受影响” pets.", ["受影响"]),
    ],
)
def test_chinese_left_in_english_is_an_error_unless_it_is_a_gloss(en: str, left: list[str]) -> None:
    """Glosses stand in brackets, title marks or short quotations beside English."""
    found = find("untranslated", ("原文。", en))
    assert [en[one.places[0].start : one.places[0].end] for one in found] == left


@pytest.mark.parametrize(
    ("en", "times"),
    [
        ("The pets pets pets pets.", 1),
        ("We will we will do it.", 1),
        ("The the end.", 1),
        ("I know that that is so, had had it, very very well.", 0),
        ("Step by step by step in Walla Walla; New York, New York.", 0),
        ("The top-down down-top way; 10 10 10.", 0),
        ("See the section Section 4 on $found found, and write BYTES bytes: l l l l.", 0),
        ("See the section section 4.", 1),
        ("Beijing is the capital of China. Beijing is the capital of China.", 1),
    ],
)
def test_doubled_words_and_sentences(en: str, times: int) -> None:
    """Words that may follow themselves, and names such as Walla Walla, are no error."""
    assert len(find("doubled", (CITY, en))) == times


def test_what_both_texts_have_twice_is_no_slip() -> None:
    """A table or a command that both texts quote."""
    assert find("doubled", ("表头：Oct Dec Oct Dec", "The head: Oct Dec Oct Dec")) == []


def test_chinese_words_are_doubled_from_three_characters_on() -> None:
    """研究研究 (have a look into) and 一步一步 are words."""
    english = "We study it carefully and step by step."
    assert find("doubled", ("我们研究研究，一步一步来，哈哈哈哈哈哈。", english)) == []
    assert len(find("doubled", ("我们研究研究问题问题解决解决问题解决问题。", english))) == 1


def test_a_copied_source_is_an_error_only_if_it_has_words() -> None:
    """Numbers, names and addresses are the same in both languages."""
    same = [(text, text) for text in ("2025", "GDP", "www.gov.cn", "Docker Compose")]
    same.append(("https://例子.中国", "https://例子.中国"))
    assert find("same-as-source", *same) == []
    copied = [(CITY, CITY), ("邮箱a@例子.中国", "邮箱a@例子.中国")]
    assert len(find("same-as-source", *copied)) == 2
    english = ("Open the door.", "Open the door.")
    assert len(find("same-as-source", english, source_side="en")) == 1


def test_an_empty_text_is_an_error_unless_an_aligner_left_it_so() -> None:
    """The message names the language; the place is the empty text."""
    (found,) = find("empty", (CITY, " "), ("二。", "Two."))
    assert (found.message, found.places[0].pair_id) == ("the English text is empty", "doc/en/0")
    assert find("empty", (CITY, ""), status="omitted") == []
    assert len(find("empty", (CITY, ""), status="omitted", signature="v:1")) == 1


@pytest.mark.parametrize("status", ["edited", "confirmed", "needs-review"])
def test_a_row_without_counterpart_that_a_reviewer_touched_is_not_empty(status: str) -> None:
    """But one is whose text the reviewer has deleted, and a row that no aligner has made."""
    alone = ("", "The city.")
    assert find("empty", alone, status=status) == []
    assert len(find("empty", alone, status=status, signature="v:1")) == 1
    assert len(find("empty", (CITY, ""), status="edited", en_ids=("en-1",))) == 1
