"""The sentences of findings in Chinese, for the Chinese page.

Checks write their sentences in English, and a corpus keeps them so. Each sentence follows one of
the patterns below, with blanks for what differs: `{quoted}` in `the English lacks the name
{quoted}`. The tests of the checks fail if a check says something that no pattern fits.
"""

from __future__ import annotations

from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.serving.phrases import Phrases

_SENTENCES: tuple[tuple[str, str], ...] = (
    # numbers
    (
        "another {what}: the source has {quoted}, the translation has {there}",
        "{what}不同：原文为{quoted}，译文为{there}",
    ),
    (
        "{here} is {factor} times as much, the English has {there}",
        "“{here}”是 {factor} 倍，英文为“{there}”",
    ),
    (
        "this item has number {here} in the source and {there} in the translation",
        "此项在原文中的序号为 {here}，在译文中为 {there}",
    ),
    (
        "the reference to {here} in the source is {there} in the translation",
        "原文引用“{here}”，译文为“{there}”",
    ),
    (
        "the {language} has {here}, and the {other} has no such number",
        "{language}有“{here}”，{other}中没有这个数",
    ),
    (
        "the {language} has {here}, the {other} has {there} in another unit",
        "{language}为“{here}”，{other}为“{there}”，但单位不同",
    ),
    (
        "the {language} has {quoted} ({principle}), the {other} has no words for this principle",
        "{language}中的{quoted}体现原则 {principle}，{other}中没有相应表述",
    ),
    ("the source has {here}, the {language} has {there}", "原文为“{here}”，{language}为“{there}”"),
    (
        "the source has {here}, the translation has {there}",
        "原文为“{here}”，译文为“{there}”",
    ),
    (
        "the Chinese has the direction {here}, the English has {there}",
        "中文的方位为{here}，英文为{there}",
    ),
    (
        "the {language} has {here}, the {other} has {there}",
        "{language}为“{here}”，{other}为“{there}”",
    ),
    (
        "{here} is {meaning}, the {language} has {there}",
        "“{here}”即 {meaning}，{language}为“{there}”",
    ),
    # what is missing, or too much
    (
        "the {language} translates another text; the right {other} stands in the pair "
        "{where} this one",
        "此{language}译的是另一段文本；正确的{other}在{where}一个句对中",
    ),
    (
        "the {language} has nothing for {quoted}; its counterpart stands in a pair {where} "
        "this one",
        "{language}中没有与{quoted}对应的文本；对应文本在{where}面的句对中",
    ),
    ("the {language} has nothing for {quoted}", "{language}中没有与{quoted}对应的文本"),
    (
        "the {language} seems to lack {quoted}; its counterpart stands in a pair {where} this one",
        "{language}中似乎缺少{quoted}；对应文本在{where}面的句对中",
    ),
    ("the {language} seems to lack {quoted}", "{language}中似乎缺少{quoted}"),
    ("the {language} text is empty", "{language}文本为空"),
    (
        "the Chinese lists {count} items; the English seems to lack {quoted}",
        "中文列举 {count} 项；英文似乎缺少{quoted}",
    ),
    (
        "the translation is {times} times {longer} than usual in this text",
        "与本文其他句对相比，译文偏{longer}，相差 {times} 倍",
    ),
    # names, titles, addresses
    (
        "the {language} lacks the name {quoted} and {count} other names",
        "{language}中没有名称{quoted}，另缺 {count} 个名称",
    ),
    ("the {language} lacks the rank {quoted}", "{language}中没有职级{quoted}"),
    ("the {language} lacks the name {quoted}", "{language}中没有名称{quoted}"),
    (
        "the English does not mark {quoted} as a title: no quotation marks, no capitals",
        "英文中标题{quoted}既没有引号，也没有大写",
    ),
    (
        "the English does not say that {quoted} is a {kind} or the like",
        "英文未说明{quoted}是{kind}一类的文件",
    ),
    (
        "the {kind} {here} of the source is not in the translation",
        "原文中的{kind} {here} 不在译文中",
    ),
    (
        "the {kind} {here} of the source is {there} here",
        "原文中的{kind} {here} 在译文中为 {there}",
    ),
    (
        "the English has neither {acronym} of the source nor the words that it stands for",
        "英文中既没有原文的缩写 {acronym}，也没有其全称",
    ),
    # what is said
    (
        "the Chinese has {here}, the English the contrary ({there})",
        "中文为{here}，英文意思相反（{there}）",
    ),
    (
        "the Chinese states a duty, {quoted}, and the English states none",
        "中文规定义务（{quoted}），英文没有",
    ),
    (
        "the Chinese {modal} ({quoted}), the English {rendered} ({there})",
        "中文{modal}（{quoted}），英文{rendered}（{there}）",
    ),
    (
        "the English has a negation, {quoted}, and the Chinese has none for it",
        "英文有否定（{quoted}），中文没有相应的否定",
    ),
    (
        "the Chinese has a negation, {quoted}, and the English has none for it",
        "中文有否定（{quoted}），英文没有相应的否定",
    ),
    ("the English negates twice, {quoted}", "英文中有双重否定：{quoted}"),
    (
        "the Chinese says {quoted}, which is “not only”, and the English says “only”",
        "中文为{quoted}，英文却为“only”",
    ),
    ("the English asks a question, and the Chinese does not", "英文是疑问句，中文不是"),
    (
        "the Chinese asks a question, {quoted}, and the English does not",
        "中文是疑问句（{quoted}），英文不是",
    ),
    # words of the wrong language, words that stand twice
    ("Chinese is left in the English: {quoted}", "英文中留有中文：{quoted}"),
    ("English is left in the Chinese: {quoted}", "中文中留有英文：{quoted}"),
    (
        "English words stand in the Chinese of {count} pairs, such as {quoted}; most may "
        "be there on purpose, as commands are",
        "{count} 个句对的中文中有英文词，如{quoted}；其中多数可能是有意保留的，如命令",
    ),
    ("{quoted} stands there twice: {there}", "{quoted}重复：{there}"),
    ("this sentence stands there twice: {quoted}", "此句重复：{quoted}"),
    ("the translation is the same as the source: {quoted}", "译文与原文相同：{quoted}"),
    # marks
    ("two marks stand side by side: {quoted}", "两个标点相连：{quoted}"),
    ("a Chinese mark stands in the English: {quoted}", "英文中有中文标点：{quoted}"),
    ("a word seems to be lost beside the mark: {quoted}", "标点旁似乎缺词：{quoted}"),
    (
        "a word is wrong, lost or too many behind the article: {quoted}",
        "冠词后的词有误、缺失或多余：{quoted}",
    ),
    ("blanks seem to be lost between these words: {quoted}", "词间似乎缺少空格：{quoted}"),
    ("a blank stands before the mark: {quoted}", "标点前有空格：{quoted}"),
    ("the {mark} {sign} is not closed: {quoted}", "{mark} {sign} 缺少后一半：{quoted}"),
    ("the {mark} {sign} is not opened: {quoted}", "{mark} {sign} 缺少前一半：{quoted}"),
    (
        "the {mark} {sign} is closed by {there}: {quoted}",
        "{mark} {sign} 与 {there} 不成对：{quoted}",
    ),
    # the same text in other pairs, terms
    (
        "this source is translated once as {quoted}, here {there}",
        "同一原文另有一处译为{quoted}，此处为{there}",
    ),
    (
        "this source is translated {count} times as {quoted}, here {there}",
        "同一原文有 {count} 处译为{quoted}，此处为{there}",
    ),
    (
        "this translation stands once for {quoted}, here {there}",
        "同一译文另有一处对应{quoted}，此处对应{there}",
    ),
    (
        "this translation stands {count} times for {quoted}, here {there}",
        "同一译文有 {count} 处对应{quoted}，此处对应{there}",
    ),
    (
        "{quoted} is {there} here; the termbase has {wanted}, which stands at {right} of "
        "{all} places",
        "{quoted}在此译为{there}；术语库为{wanted}，全文 {all} 处中有 {right} 处如此",
    ),
    (
        "{quoted} is {there} here; the termbase has {wanted}",
        "{quoted}在此译为{there}；术语库为{wanted}",
    ),
    (
        "{quoted} seems to have another rendering, perhaps {there}; the termbase has "
        "{wanted}, which "
        "stands at {right} of {all} places",
        "{quoted}似乎另有译法，可能是{there}；术语库为{wanted}，全文 {all} 处中有 {right} 处如此",
    ),
    (
        "{quoted} seems to have another rendering, perhaps {there}; the termbase has {wanted}",
        "{quoted}似乎另有译法，可能是{there}；术语库为{wanted}",
    ),
    (
        "the termbase forbids {there} for {quoted}; better {wanted}",
        "术语库禁止将{quoted}译为{there}；宜译为{wanted}",
    ),
    ("the termbase forbids {there} for {quoted}", "术语库禁止将{quoted}译为{there}"),
)
"""Sentences in English and in Chinese, with the same blanks; the first that fits is taken."""

_WORDS: dict[str, dict[str, str]] = {
    "language": {"Chinese": "中文", "English": "英文"},
    "other": {"Chinese": "中文", "English": "英文"},
    "where": {"before": "前", "after": "后"},
    "longer": {"shorter": "短", "longer": "长"},
    "what": {
        "limit": "界限",
        "number": "数字",
        "change": "增减",
        "unit": "单位",
        "time": "时间",
        "quarter": "季度",
        "half-year": "半年",
        "ratio": "比例",
        "session": "会议",
        "frequency": "频率",
        "share": "比例",
        "number of persons": "人数",
        "number of times": "次数",
        "grade": "等级",
        "sign": "正负",
        "direction": "方向",
        "span of time": "时长",
        "part of the time": "时段",
        "currency": "货币",
        "year": "年份",
        "day of the lunar calendar": "农历日期",
        "discount": "折扣",
        "size": "数量级",
        "annex": "附件序号",
        "article": "条号",
        "season": "季",
        "episode": "集",
        "volume": "卷",
        "issue": "期",
        "floor": "楼层",
        "lesson": "课",
        "row": "排",
        "round": "轮",
        "class": "类别",
        "party": "当事方",
        "number of copies": "份数",
        "base": "基数",
        "era": "公元前后",
        "score": "比分",
        "terminal": "航站楼",
        "gate": "登机口",
        "platform": "站台",
        "line": "线路",
        "building": "楼号",
        "hall": "展馆",
        "counter": "窗口",
        "carriage": "车厢",
        "berth": "泊位",
        "runway": "跑道",
    },
    "modal": {"forbids": "禁止", "permits": "允许", "states a duty": "规定义务"},
    "rendered": {"permits": "为允许", "obliges": "为义务", "forbids": "为禁止"},
    "mark": {"quotation mark": "引号", "title mark": "书名号", "bracket": "括号"},
    "kind": {
        "e-mail address": "电子邮件地址",
        "web address": "网址",
        "telephone number": "电话号码",
        "constitution": "宪法",
        "law": "法律",
        "regulation": "条例",
        "convention": "公约",
        "agreement": "协定",
        "declaration": "宣言",
        "white paper": "白皮书",
    },
}
"""What may stand in some blanks, in English and in Chinese; the others hold words of the texts."""
_QUOTED = frozenset({"quoted", "wanted"})
"""Blanks that hold words in “ ”, with these marks."""
_MORE = (
    (re.compile(r"; ([\d,]+) more like it in this text$"), r"；此文本中另有 \1 处同类问题"),
    (
        re.compile(r"; the same in ([\d,]+) other pairs \(rows (.+?)\)$"),
        r"；另有 \1 个句对相同（第 \2 行）",
    ),
)
"""Patterns for what `checking.joined_findings` adds to a sentence, the last one first.

Each stands with its Chinese."""
_REMEMBERED = 4096
"""Number of sentences whose translation is remembered: those of many pages."""
_PHRASES = Phrases(_SENTENCES, _WORDS, _QUOTED)


@lru_cache(maxsize=_REMEMBERED)
def translate_finding(message: str) -> str | None:
    """Return the sentence of a finding in Chinese.

    The result is None if no pattern fits, as with checks that another package brings.
    """
    more = ""
    for pattern, chinese in reversed(_MORE):
        if found := pattern.search(message):
            message, more = message[: found.start()], found.expand(chinese) + more
    translated = _PHRASES.translate(message)
    return None if translated is None else translated + more
