"""Ranks of persons that one text lacks."""

from __future__ import annotations

import pytest

from checking.pairs import find

LOST = (
    ("副主席主持会议。", "The chairman presided over the meeting."),
    ("主席主持会议。", "The vice chairman presided over the meeting."),
    ("国务院副总理讲话。", "The premier of the State Council spoke."),
    ("代省长作报告。", "The governor delivered a report."),
    ("署理行政長官簽署文件。", "The Chief Executive signed the document."),
    ("前部长被判刑。", "The minister is sentenced to prison."),
    ("部长发言。", "The former minister spoke."),
)
KEPT = (
    ("副主席主持会议。", "The vice-chair presided."),
    ("副部长发言。", "The undersecretary spoke."),
    ("副教授发言。", "An associate professor spoke."),
    ("代省长作报告。", "The acting governor delivered a report."),
    ("现代校长的职责", "Duties of today's principal"),
    ("当前局长负责。", "The director is in charge at present."),
    ("时任部长发言。", "The former minister spoke."),
    ("由次长代理。", "The deputy minister acts for him."),
    ("前主席曾任教授。", "He was a professor before he was chairman."),
    ("目前主任不在。", "The head is away."),
    ("太原市长发言。", "The mayor of Taiyuan spoke."),
    ("副总裁发言。", "The senior VP spoke."),
    ("清代总理衙门", "the foreign office of the Qing"),
)


@pytest.mark.parametrize(("zh", "en"), LOST)
def test_a_rank_of_one_text_alone(zh: str, en: str) -> None:
    """副, 代, 署理, 前 and their English are compared where they stand before an office."""
    messages = [finding.message for finding in find("name", (zh, en))]
    assert len([message for message in messages if "lacks the rank" in message]) == 1


@pytest.mark.parametrize(("zh", "en"), KEPT)
def test_a_rank_in_other_words(zh: str, en: str) -> None:
    """Other words for a rank are none that is lost."""
    assert not [one for one in find("name", (zh, en)) if "rank" in one.message]
