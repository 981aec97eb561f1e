"""Negations that only one of the two texts has."""

from __future__ import annotations

import pytest

from checking.pairs import find, read_verdicts


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("市长出席了会议。", "The mayor did not attend the meeting."),
        ("市长出席了会议。", "The mayor never attended the meeting."),
        ("这项法律适用于企业。", "This law doesn't apply to companies."),
        ("大门不会关闭，只会越开越大。", "The door will close and will only open wider."),
        ("任何人不得进入。", "Anyone enters."),
        ("我们不谈财富，也不谈成功与否。", "We do talk about wealth and success."),
        ("我们从未放弃追求。", "We gave up our pursuit."),
        ("本法不适用于军队。", "This law applies to the armed forces."),
        ("尚未登记的，应当补办。", "Those who have registered shall do so."),
        ("不仅要快，而且要好。", "It must be only fast, and good as well."),
        ("我还没收到货物。", "I have received the goods."),
        ("比赛禁止服用这些药物。", "The competition does not prohibit taking these drugs."),
    ],
)
def test_a_negation_without_counterpart_is_found(zh: str, en: str) -> None:
    """One finding; its first place is in the English."""
    [finding] = find("negation", (zh, en))
    assert finding.severity == "warning"
    assert finding.places[0].side == "en"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("未经许可，不得进入。", "No entry without permission."),
        ("他无法参加会议。", "He was unable to attend the meeting."),
        ("比赛禁止服用这些药物。", "These drugs must not be taken during the competition."),
        ("要不断发展，不仅要快，而且要好。", "Develop continuously, fast and well."),
        ("不仅要快，而且要好。", "It must be fast, but not only that."),
        ("目前發展不平衡。", "Development is uneven at present."),
        ("请问您是不是学生？", "Are you a student?"),
        ("该草案于第3号文件公布。", "The draft was published in document No. 3."),
        ("他必须去。", "He must go, whether he likes it or not."),
        ("拒絕入境。", "Not admitted."),
        ("关键领域创新能力不强。", "Our innovation capacity in key areas needs to be improved."),
        ("这是极不平凡的五年。", "These were five truly remarkable years."),
        ("我们决不辜负人民期待。", "We will live up to our people's expectations."),
        ("我们将竭诚为世界服务。", "We will spare no effort to serve the world."),
        ("任何部门均不得干预地方事务。", "No department may interfere in local affairs."),
        ("满四十周岁的公民可以参选。", "Citizens of not less than 40 years may be candidates."),
        ("这是不可战胜的力量。", "This is an invincible force."),
        ("显示已送达，但我还没收到", "It says delivered, but I haven't received it."),
        ("出口由降转升。", "Exports are rising not falling."),
        ("守住红线。", "There is a red line that prices should not fall below."),
        ("放开户籍限制。", "It is open to people even if they do not live there."),
        ("坚定不移推进改革。", "There will be no hesitation about reform."),
        (
            "不能用后者否定前者，也不能用前者否定后者。",
            "We should neither negate the former, nor the latter.",
        ),
        ("天下莫能與之爭。", "The world cannot compete with it."),
        ("公开与许可是不同的。", "To publish it is not the same as to license it."),
        ("任何人不得进入。", "Nobodymayentertheseroomsatanytimeofthe day."),
        ("", "Not here."),
    ],
)
def test_a_negation_that_is_rendered_otherwise_is_no_finding(zh: str, en: str) -> None:
    """Words such as "unable", "without" and 禁止 negate as well; 不断 and "not only" do not."""
    assert find("negation", (zh, en)) == []


def test_a_negation_far_from_that_of_the_source_is_found() -> None:
    """In a long text, a negation at the other end explains nothing."""
    zh = "我们不会忘记过去，要坚持改革开放，发展经济，改善人民的生活，建设更加美好的国家和社会。"
    en = (
        "We will remember the past, keep reforming and opening up, develop the economy, improve "
        "the lives of the people and not build a better society."
    )
    [finding] = find("negation", (zh, en))
    assert en[finding.places[0].start : finding.places[0].end] == "not"


@pytest.mark.parametrize("kind", ["en-not", "zh-not", "modals"])
def test_a_negation_that_says_something_positive_needs_no_counterpart(kind: str) -> None:
    """So "must not be ignored" and 没有一个不支持 are right; a lost or an added one is found."""
    for verdict, zh, en in read_verdicts("negations.tsv", kind):
        found = find("negation modality", (zh, en))
        assert bool(found) == (verdict in ("wrong", "flagged")), (zh, en, found)
