"""Findings that say the same are one, with their number and the other pairs."""

from __future__ import annotations

import pytest

from aigov_corpus.checking import check_pairs
from aigov_corpus.records import Finding
from aigov_corpus.serving.finding_sentences import translate_finding

from .pairs import find, make_pair

_SENTENCE = "This sentence stands here again and again. "


def _check(code: str, *texts: tuple[str, str], **fields: object) -> list[Finding]:
    """Return what a check finds in the rows of a table."""
    pairs = [
        make_pair(zh, en, pair_id=f"doc/en/{number}", seq=number, **fields)
        for number, (zh, en) in enumerate(texts, start=1)
    ]
    return check_pairs(pairs, only=[code])


def test_one_text_with_many_findings_of_a_check_has_one_with_their_number() -> None:
    """Four are told one by one."""
    (found,) = find("doubled", ("这句话反复出现。", _SENTENCE * 80))
    assert found.message.endswith("; 78 more like it in this text")
    assert str(translate_finding(found.message)).endswith("；此文本中另有 78 处同类问题")
    assert len(find("doubled", ("这句话反复出现。", _SENTENCE * 5))) == 4


def test_each_wrong_number_of_a_text_is_told() -> None:
    """Only slips of one kind are counted together."""
    zh = "甲占12%，乙占23%，丙占34%，丁占45%，戊占56%，己占67%。"
    en = "A has 13%, B 24%, C 35%, D 46%, E 57%, and F 68%."
    assert len(find("number", (zh, en))) > 4


def test_a_slip_that_many_pairs_have_is_said_once_with_their_rows() -> None:
    """The finding names all pairs; up to four warnings are told one by one."""
    rows = [(f"好，第{number}。", f"Good ，number {number}.") for number in range(70)]
    (found,) = _check("punctuation", *rows)
    chinese = translate_finding(found.message)
    assert chinese is not None
    assert chinese.endswith("；另有 69 个句对相同（第 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … 行）")
    assert "; the same in 69 other pairs (rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …)" in found.message
    assert [place.pair_id for place in found.places] == [f"doc/en/{n}" for n in range(1, 71)]
    assert len(_check("punctuation", *rows[:4])) == 4


def test_errors_are_told_pair_by_pair_up_to_twenty() -> None:
    """An error is to be mended where it stands."""
    rows = [(f"第{number}条规定。", f"第{number}条规定。") for number in range(30)]
    assert len(_check("same-as-source", *rows)) == 1
    assert len(_check("same-as-source", *rows[:20])) == 20


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("number", "共有{}人参加会议。", "The meeting had 7 participants."),
        ("negation", "市长没有出席第{}次会议。", "The mayor attended meeting {}."),
    ],
)
def test_facts_of_different_pairs_are_different_findings(code: str, zh: str, en: str) -> None:
    """Each wrong number, and each lost negation, is another matter."""
    rows = [(zh.format(number), en.format(number)) for number in range(20, 28)]
    assert len(_check(code, *rows)) == 8


def test_findings_of_different_documents_or_words_are_told_apart() -> None:
    """They are joined if they say the same of one rendering of one document."""
    rows = [(f"第{number}年加入WTO。", f"In year {number} it joined.") for number in range(20, 26)]
    (found,) = _check("acronym", *rows)
    assert found.message.endswith("; the same in 5 other pairs (rows 2, 3, 4, 5, 6)")
    others = [
        (f"第{number}年加入OECD。", f"In year {number} it joined.") for number in range(20, 24)
    ]
    assert len(_check("acronym", *rows, *others)) == 5
