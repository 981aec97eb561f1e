"""Checks as such: registered by code, run over pairs in context, findings in order, plug-ins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from aigov_corpus.checking import Units, check_pairs
from aigov_corpus.errors import AigovError, InvalidInputError, UnknownNameError
from aigov_corpus.records import FileLine, Finding, Pair, Span
from aigov_corpus.registry import TABLES
from checking.pairs import find, make_pair


def check_marker(units: Units) -> Iterator[Finding]:
    """A check of another package: it finds every `!` in the target."""
    for unit in units:
        at = unit.text(unit.target).find("!")
        if at >= 0:
            yield unit.find("marker", "warning", unit.target, (at, at + 1), "a mark", score=0.5)


def check_broken(units: Units) -> Iterator[Finding]:
    """A check of another package that fails."""
    raise ZeroDivisionError("no units")
    yield


def check_lines(units: Units) -> Iterator[Finding]:
    """A check of another package that returns the line of a file."""
    yield Finding("warning", "lines", "a line", (FileLine("a.txt", 1),))


@pytest.fixture
def pairs() -> list[Pair]:
    """Three pairs, of which the last is rejected."""
    return [
        make_pair("第一。", "One! 第一."),
        make_pair("第二。", "Two!"),
        make_pair("第三。", "Three!", status="rejected"),
    ]


def test_a_check_of_another_package_is_an_equal(
    pairs: list[Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its findings stand between those of the others, in the order of the text."""
    monkeypatch.setitem(TABLES["check"], "marker", f"{__name__}:check_marker")
    found = check_pairs(pairs, only=["untranslated", "marker"])
    assert [finding.code for finding in found] == ["marker", "untranslated", "marker"]
    assert found[0].places == (Span(pairs[0].pair_id, "en", 3, 4),)
    assert found[0].score == 0.5


def test_the_side_to_correct_follows_the_source(
    pairs: list[Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With English as the source, the Chinese is the translation."""
    monkeypatch.setitem(TABLES["check"], "marker", f"{__name__}:check_marker")
    from_english = [replace(pair, source_side="en") for pair in pairs]
    assert check_pairs(from_english, only=["marker"]) == []


def test_a_failure_in_another_package_is_one_clear_error(
    pairs: list[Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the check and what went wrong."""
    monkeypatch.setitem(TABLES["check"], "broken", f"{__name__}:check_broken")
    with pytest.raises(AigovError, match=r"check 'broken' failed .*no units.*; report"):
        check_pairs(pairs)


def test_a_finding_about_no_text_of_a_pair_is_one_clear_error(
    pairs: list[Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings of renderings are sorted and shown by their places in the texts."""
    monkeypatch.setitem(TABLES["check"], "lines", f"{__name__}:check_lines")
    with pytest.raises(AigovError, match=r"check 'lines' .*about no text of a pair; report"):
        check_pairs(pairs, only=["lines"])


def test_an_unknown_code_lists_the_known_ones(pairs: list[Pair]) -> None:
    """So that a typing error is seen at once."""
    with pytest.raises(
        UnknownNameError, match=r"no check is called 'numbr'; did you mean .number.*untranslated"
    ):
        check_pairs(pairs, only=["numbr"])


@pytest.mark.parametrize("column", ["zh", "en"])
def test_a_damaged_text_is_told_as_one(pairs: list[Pair], column: str) -> None:
    """The pair and the column are named, and no check is blamed."""
    damaged = replace(pairs[1], **{column: "bad\ud800"})
    said = f"^{damaged.pair_id}, {column}: it holds half of a surrogate pair"
    with pytest.raises(InvalidInputError, match=said):
        check_pairs([pairs[0], damaged])


def test_characters_that_nobody_sees_change_no_finding() -> None:
    """They may stand inside a number or a name; places are those of the text as it is."""
    assert find("number", ("投资1\u200b00万元。", "An investment of 1\u200b,000,000 yuan.")) == []
    zh, en = "\ufeff投\u00ad资1\u200b00万元。", "\u2060An investment of 2 mil\u00adlion yuan."
    (found,) = find("number", (zh, en))
    assert [
        text[place.start : place.end] for text, place in zip((en, zh), found.places, strict=True)
    ] == [
        "2 mil\u00adlion",
        "1\u200b00万",
    ]
    lost = "他在重\u200b庆。"
    (name,) = find("name", (lost, "He is there."))
    assert lost[name.places[1].start : name.places[1].end] == "重\u200b庆"


@pytest.mark.parametrize(
    ("zh", "en", "places"),
    [
        ("他在重庆。", "He is there.", ["重庆"]),
        ("他在那里。", "He is in Chongqing.", ["", "Chongqing"]),
        ("副主席出席会议。", "The chairman attended.", ["副主席"]),
        ("主席出席会议。", "The vice chairman attended.", ["", "vice chairman"]),
        ("市长出席会议。", "The mayor did not attend the meeting.", ["", "not"]),
        ("个人不得申请。", "Anyone may apply.", ["不得", "may"]),
        ("他来了？", "He has come.", ["？"]),
    ],
)
def test_what_one_text_lacks_is_to_correct_in_the_translation(
    zh: str, en: str, places: list[str]
) -> None:
    """From English on, the first place is in the Chinese, and empty where it lacks something."""
    (found,) = find("name negation modality question", (zh, en), source_side="en")
    texts = {"zh": zh, "en": en}
    assert [texts[place.side][place.start : place.end] for place in found.places] == places
    assert found.places[0].side == "zh"
