"""Which Chinese texts are classical, so that their names and negations are judged with care."""

from __future__ import annotations

import pytest

from aigov_corpus.checking.classical import is_classical


@pytest.mark.parametrize(
    "zh",
    [
        "如果连接失败，您应首先确保网线已插好。",
        "当您创建一个新标签时，您须填写下列栏目：",
        "选择一个符号并将其添加到原理图中。",
        "二、省（市）工业会之理事，不得逾二十七人。",
    ],
)
def test_manuals_and_laws_of_today_are_not_classical(zh: str) -> None:
    """Many of their words have one character, too."""
    assert not is_classical(zh)


@pytest.mark.parametrize(
    "zh", ["秦王大怒，遣使者召之，不往。", "冬十月，帝幸长安，赦天下。", "君子喻于义，小人喻于利。"]
)
def test_ancient_prose_and_verse_is_classical(zh: str) -> None:
    """By its particles, its words of one character, or its metre."""
    assert is_classical(zh)
