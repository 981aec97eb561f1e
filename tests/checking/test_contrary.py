"""Words that the translation turned into their contrary."""

from __future__ import annotations

import pytest

from aigov_corpus.checking.contrary import list_entries
from checking.pairs import find

WRONG = (
    ("出口大幅增长。", "Imports grew sharply."),
    ("進口商應當申報。", "Exporters shall declare."),
    ("债权人可以提出申请。", "The debtor may file an application."),
    ("公司的负债在第三章列明。", "The assets of the company are listed in Chapter III."),
    ("施工前应当取得许可证。", "After construction, a permit shall be obtained."),
    ("登記後應公告。", "Before registration, public notice shall be given."),
    ("他的父亲在北京工作。", "His mother works in Beijing."),
    ("城镇居民享受补贴。", "Rural residents receive the subsidy."),
    ("申请被拒绝。", "The application was accepted."),
    ("物价下降。", "Prices rose."),
    ("军事用途受限制。", "Civilian uses are restricted."),
    ("国家秘密受保护。", "Public information is protected."),
    ("饭后服用。", "Take before meals."),
    ("贸易顺差扩大。", "The trade deficit widened."),
    ("水位上升。", "The water level dropped."),
    ("偿还短期债务。", "Long-term debt is repaid."),
    ("申请被驳回。", "The application was granted."),
    ("请在会议之前提交。", "Please submit it after the meeting."),
    ("手术前禁食。", "Fast after the operation."),
    ("出租人应当维修房屋。", "The lessee shall repair the premises."),
    ("最低工资标准提高了。", "The maximum wage was raised."),
    ("上诉人的理由成立。", "The appellee's grounds are sound."),
)
RIGHT = (
    ("出口大幅增长。", "Exports grew sharply."),
    ("出口大幅增长。", "Sales abroad grew sharply."),
    ("进出口大幅增长。", "Imports grew sharply, and exports too."),
    ("价格没有下降。", "Prices rose."),
    ("防止物价上涨。", "Prices must fall."),
    ("付款之后发货。", "Pay before delivery."),
    ("出租人将房屋交付承租人。", "The lessor hands the premises over to the lessee."),
    ("最高人民法院审理。", "It is heard by the Supreme People's Court."),
    ("我唔記得帶鎖匙。", "I forgot my keys."),
    ("拒绝给予许可。", "It refused to grant permission."),
    ("贸易顺差扩大。", "The trade surplus widened."),
    ("最大程度减少损失。", "Losses were kept to a minimum."),
    ("先登记，后施工。", "Registration comes before construction."),
    ("批准后方可施工。", "Approval is needed before construction."),
    ("审阅材料后，提出方案。", "They review the materials before proposing a plan."),
    ("编辑后再提交。", "Edit before submitting."),
    ("选派国内外专家。", "Experts are chosen at home and overseas."),
    ("贫困人口减少。", "Fewer people are poor, and incomes rise."),
    ("汇率转弱。", "The exchange rate weakened."),
    ("民间投资公共建设。", "Private funds build infrastructure."),
    ("共有 3 家 RI。", "Three RIs fell."),
    ("利率走软，其后上升。", "Rates stayed soft before they rose."),
    ("很难记住它的名称。", "It is easy to forget its name."),
    ("他名声不好。", "He has a bad reputation."),
    ("接连提到此事。", "It is beginning to be spoken of."),
    ("學童試玩教育遊戲。", "Students try out educational games."),
    ("增强抵御风险能力。", "Reduce vulnerability to shocks."),
)


@pytest.mark.parametrize(("zh", "en"), WRONG)
def test_a_word_that_became_its_contrary(zh: str, en: str) -> None:
    """The contrary is named with the Chinese word."""
    (found,) = find("contrary", (zh, en))
    said, rendered = found.spans[1], found.spans[0]
    assert zh[said.start : said.end] in found.message
    assert en[rendered.start : rendered.end] in found.message


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_what_is_said_in_other_words_is_no_contrary(zh: str, en: str) -> None:
    """Other words for a pole, negations, and Chinese that has both poles are passed."""
    assert find("contrary", (zh, en)) == []


def test_the_place_is_in_the_translation() -> None:
    """Of a pair translated into Chinese the Chinese word is to be corrected."""
    (found,) = find("contrary", ("出口大幅增长。", "Imports grew sharply."), source_side="en")
    assert [span.side for span in found.spans] == ["zh", "en"]


def test_in_a_long_text_both_words_stand_at_the_same_place() -> None:
    """A contrary at the other end of a paragraph renders something else."""
    rest = "政府要发展经济，改善人民生活，保护自然环境，加强国际合作。" * 3
    english = "The government must develop the economy and protect the environment. " * 4
    assert find("contrary", (f"出口很重要。{rest}", f"{english} Imports matter.")) == []
    assert len(find("contrary", (f"出口很重要。{rest}", f"Imports matter. {english}"))) == 1


def test_each_entry_has_two_poles() -> None:
    """A pole has at least one sure word, and no sure word of the other one."""
    for entry in list_entries():
        one, other, *_ = (field.partition("+")[0].split() for field in entry.split("|"))
        assert one and other and not set(one) & set(other), entry
