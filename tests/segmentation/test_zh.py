"""Chinese sentences: one table row a rule; `|` stands where a sentence ends."""

from __future__ import annotations

import pytest

from aigov_corpus.segmentation import get_segmenter, segment

CASES = {
    "full stops, questions, exclamations": "我们提出计划。|大家同意吗？|同意！",
    "runs of marks stay together": "真的吗？！|是的！！！|好。。|完",
    "closing quotation mark goes with its sentence": "他说：“大家辛苦了。”|会议结束。",
    "corner brackets": "他說：「大家辛苦了。」|會議結束。",
    "nested quotation marks": "他说：“俗话说‘侯门似海。’”|我们走吧。",
    "closing marks behind a blank": "“功崇惟志，业广惟勤 。 ”|我国仍处于初级阶段。",
    "a quotation of several sentences is split": "他说：“来了很多人。|都走了。”|会议结束。",
    "a reporting clause behind a quotation is one of its own": "“快走！”|他说。",
    "a reporting clause goes on after a comma": "“快走，”他说，“不要停。”|天黑了。",
    "a quotation that is a word of its sentence": "要回答“谁来种地？”问题，需要制度。|完了。",
    "a slogan and its particle": "他们高喊：“为人民服务！”的口号前进。|完了。",
    "a stop behind the quotation": "他们必须记住“历史”！|当然。",
    "book titles hold no end": "我读过《谁是最可爱的人？》和《怎么办？》。|很好。",
    "brackets hold no end": "该问题（有人问：为什么？因为复杂。）已经解决。|谢谢。",
    "a bracketed sentence of its own": "一切都好。|（掌声。）|我接着说。",
    "a bracket at the end of a sentence": "这是根源，（因为运动产生运动。）|其余由此派生。",
    "mixed brackets pair": "他死了（见第3章。真的)。|完了。",
    "ellipsis in mid-sentence is a pause": "还有一个问题……投资者的钱还能支撑多久？|不知道。",
    "ellipsis closes a quotation": "“我不知道……”|他走了。",
    "ellipsis before a new quotation": "他沉默了……|“走吧。”",
    "a title that ends with a mark": "《为什么？》很好。|《你好，明天！》《走吧！》上映了。|完",
    "digits of full width": "增长１２．５％。|气温为－５．５℃，见Ａ．Ｂ．史密斯。|完",
    "a name that begins with a stop": "发布。|.NET平台。|好。",
    "several footnotes": "如此。[1][2]|又如此。[3-5]|再如此。【6】|还如此。[注7]|完",
    "raised footnotes": "如此。¹|又如此。⁽²⁾|再如此。³",
    "numbers of items": "[1]王五。|[2]李四。",
    "applause": "我同意。（掌声）|谢谢。（热烈鼓掌）",
    "who carries a measure out": "加强监管。（财政部负责）|（二）改善服务。|他走了。|（一）总则",
    "who made a change": "修复了问题。（by @li）|新增功能。 (#124)|又如此。(fix by @wu)",
    "where more stands": "经费如下。（见附件1）|增长5%。（同比）|他笑了。（第5页）|完了。",
    "a bracket that ends the paragraph": "本法自公布之日起施行。（2018年修正）",
    "the dateline of what follows": "会议闭幕。|（新华社北京7月26日电）记者获悉。",
    "other remarks begin a sentence": "他们没有时间。|（比如）我们很忙。|（常见问题）在后面。",
    "a quotation that the sentence is about": "“谁来种地？”这个问题很大。|“你好！好吗？”是问候。",
    "an answer behind a quotation": "“他来吗？”|是的，他来。",
    "an English quotation that is a word": "他说“Hello! How are you?”是问候语。|完",
    "emoji behind a sentence": "太好了！😀|我们走吧。👍🏽❤️|好",
    "emoji as bullets": "😀太好了！|😀我们走吧。",
    "pictures begin what follows": "活动来了！|📅时间：五月。",
    "characters without width": "人工智能。\u200b|他说\u2067“好。”\u2069|走了。",
    "names of parts in one line": "一．总则 二．分则。|三．附则",
    "decimals": "增长3.5%，达到1.2万亿元。|降幅为0.5。|完",
    "ASCII stop behind Chinese": "我们提出计划.|大家同意.",
    "ASCII question and exclamation": "大家同意吗?|同意!|好",
    "ASCII marks in quotation": '他问:"大家同意吗?"|没人回答。',
    "ASCII commas do not matter": "人工智能是新领域,是驱动力量。|为此,我们提出计划。",
    "stop behind a Latin word and a blank": "他用的是Python. |我们用别的。",
    "initials and company names": "他在D.E.Shaw公司任职，引用J.M.库切的话。|完",
    "et al. in Chinese": "参见Smith et al. 的研究。|完",
    "URL": "请访问 https://www.gov.cn/a.htm?id=1&b=2!x 查看。|谢谢。",
    "domain names": "例如，Drugstore.com主要销售药品，而Pets.com则不然。|完",
    "inline heading": "一、共同把握机遇。|呼吁各国政府参与。",
    "numbers are no sentences": "一。总则。|（二）．分则。|1. 目的。|3）范围。|第一条。为了规范。",
    "article with blank": "第三十三条　国家尊重和保障人权。|任何公民享有权利。",
    "chapter": "第三章。国家机构",
    "figure numbers": "图1.2中的设备由两部分组成。|见图1.3。",
    "lettered numbering": "A.1. 前言",
    "lettered numbering behind a word": "附录B.2. 范围|",
    "numbering with a point in an article": "第3.2条. 说明。|完。",
    "ASCII stop in a phrase in quotation marks": "他引用了“5 号文件. 以及其他”的内容。|完。",
    "ASCII stop at the end of a quotation": "他说：“走吧.”|大家都走了.",
    "nested numbering": "1.1. 什么是宇宙线？|1.2 目标",
    "semicolons": "既要发展；|又要安全；|还要合作。|完",
    "ASCII semicolon behind Chinese": "既要发展;|又要安全。",
    "a word that leads to the next item": "(c) 確保流動資金； 以及",
    "such a word behind a full stop": "他走了。|和",
    "such a word that begins a sentence": "发展；|以及安全。",
    "semicolon in a quotation": "他说“既要发展；又要安全”。|完",
    "semicolons in a long quotation": "他说：“既要发展；|又要安全。|还要合作。”|完",
    "enumeration in one paragraph": "包括：（一）发展；|（二）安全；|（三）合作。|完",
    "an odd bracket swallows nothing": "a）目的。|（二 范围。|完了。",
    "an odd quotation mark swallows nothing": "“他来了。|又走了。",
    "only marks": "……",
    "marks alone go with what precedes": "这是传奇。” ……",
    "marks alone go with what follows": "？他说不出话。|完",
    "leading and trailing blanks": "　　我们走吧。|　好。　",
    "a line break is a blank": "我们走\n吧。|好。",
    "a blank line ends a sentence": "标题|\n\n正文。",
    "a dash behind a quotation is its source": "“学而时习之。”——《论语》|",
    "a bracket behind a quotation is its source": "“学而时习之。”（《论语》第一篇）|我们要学习。",
    "marks in the source of a quotation": "“学而时习之。”（见卷一；章二. 三）|完了。",
    "a bracketed sentence behind a quotation": "“走吧。”|（众人笑。）|他走了。",
    "note numbers": "理论如此。[12]|他反对。",
    "circled numbers open an item": "包括：①发展。|②安全。",
    "dashed items": "——坚持党的领导。|——坚持以人为本。",
    "half-width ideographic stop": "完了｡|走吧｡",
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_rule(case: str) -> None:
    """Sentences end where the bars stand."""
    text = case.replace("|", "")
    spans = get_segmenter("zh").spans(text)
    assert [text[start:end] for start, end in spans] == [
        part.strip() for part in case.split("|") if part.strip()
    ]


def test_semicolons_can_be_switched_off() -> None:
    """Clauses stay in one sentence, and the segmenter's id tells so."""
    segmenter = get_segmenter("zh", semicolon=False)
    text = "既要发展；又要安全;还要合作。完。"
    assert [text[a:b] for a, b in segmenter.spans(text)] == [
        "既要发展；又要安全;还要合作。",
        "完。",
    ]
    assert segmenter.id != get_segmenter("zh").id


def test_japanese_goes_on_behind_a_quotation() -> None:
    """Japanese is segmented at 。 too, and a quoted sentence with と belongs to its frame."""
    assert segment("彼は「行こう。」と言った。帰った。", "ja") == [
        "彼は「行こう。」と言った。",
        "帰った。",
    ]


def test_a_bracketed_passage_is_split() -> None:
    """Several sentences in a long bracket are sentences."""
    inner = "这是一句比较长的话，" * 15
    text = f"（{inner}完。{inner}完。）"
    assert segment(text, "zh") == [f"（{inner}完。", f"{inner}完。）"]
