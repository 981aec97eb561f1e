"""Questions, duties and permissions that only one of the two texts has."""

from __future__ import annotations

import pytest

from checking.pairs import find, read_verdicts


@pytest.mark.parametrize(
    ("zh", "en", "times"),
    [
        ("他昨天来了。", "Did he come yesterday?", 1),
        ("他昨天来了？", "He came yesterday.", 1),
        ("他昨天来了吗？", "Did he come yesterday?", 0),
        ("我问他来不来。", 'I asked him: "Will you come?"', 0),
        ("谁来了？", "Tell me who came.", 0),
        ("见 https://a.cn/?b=1", "See https://a.cn/?b=1 for more.", 0),
    ],
)
def test_a_question_on_one_side(zh: str, en: str, times: int) -> None:
    """Question marks count; addresses, and questions put into words, do not."""
    assert len(find("question", (zh, en))) == times


@pytest.mark.parametrize(
    ("zh", "en", "times"),
    [
        ("企业应当公布数据。", "Companies publish the data.", 1),
        ("企業應當公布數據。", "Companies shall publish the data.", 0),
        ("当事人可以申请复议。", "The party must apply for review.", 1),
        ("当事人可以申请复议。", "The party may apply for review, and must pay.", 0),
        ("当事人必须申请复议。", "It is essential that the party applies.", 0),
        ("单位和个人不得公开数据。", "Units and individuals may publish the data.", 1),
        ("严禁弄虚作假。", "Fraud is strictly allowed.", 1),
        ("严禁弄虚作假。", "Fraud is not allowed.", 0),
        ("單位和個人不得公開數據。", "No unit or individual may publish the data.", 0),
    ],
)
def test_a_duty_that_is_lost_or_made(zh: str, en: str, times: int) -> None:
    """应当 and 必须 need a word of duty; 可以 must not become one, nor 不得 a permission."""
    assert len(find("modality", (zh, en))) == times


@pytest.mark.parametrize("kind", ["question", "modality"])
def test_what_asks_or_obliges_in_one_text_does_so_in_the_other(kind: str) -> None:
    """问题 and 任何 ask nothing, and "only" states no duty where the Chinese has 只."""
    for verdict, zh, en in read_verdicts("questions.tsv", kind):
        found = [finding.message for finding in find(kind, (zh, en))]
        assert bool(found) == (verdict in ("wrong", "flagged")), (zh, en, found)
