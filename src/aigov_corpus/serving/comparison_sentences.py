"""The Chinese of the report of a comparison: its words, its sentences, and its messages."""

from __future__ import annotations

from functools import lru_cache, partial

from aigov_corpus.comparing.languages import ENGLISH, ComparisonLanguage
from aigov_corpus.serving.finding_sentences import translate_finding
from aigov_corpus.serving.phrases import Phrases
from aigov_corpus.serving.wording import Language
from aigov_corpus.text.section_names import name_section

_DOUBT = "a check doubts "
"""Beginning of a message that ends with what a check says."""
_SENTENCES: tuple[tuple[str, str], ...] = (
    # words of the page, and names of columns
    ("{title}: renderings side by side", "{title}：译文并排比较"),
    (
        "Renderings side by side: {names}. Each of the others is compared with {base}.",
        "译文并排比较：{names}。各译文均与 {base} 比较。",
    ),
    ("Licences: {text}", "许可：{text}"),
    ("Translators: {text}", "译者：{text}"),
    (
        "Words with a {dotted}dotted line{end} are in one of two renderings only. Words with a "
        "{solid}solid line{number} and a number are in the list below the row.",
        "带{dotted}点线{end}的词只见于两种译文之一；带{solid}实线{number}和编号的词列于该行下方。",
    ),
    ("No difference was found.", "未发现差异。"),
    ("Texts", "文本"),
    ("Terms that are rendered otherwise", "译法不同的术语"),
    ("difference", "差异"),
    ("differences", "差异"),
    ("count", "数量"),
    ("meaning", "含义"),
    ("document", "文件"),
    ("row", "行"),
    ("row {number}", "第 {number} 行"),
    ("section", "章节"),
    ("kind", "类型"),
    ("zh", "中文"),
    ("en:", "英文："),
    ("likeness", "与基准相同的词的比例"),
    ("together", "合并的行"),
    ("pair_ids", "句对编号"),
    # what stands in or below a cell
    ("no Chinese", "无中文"),
    ("nothing", "无"),
    ("left out", "已略去"),
    ("left out when it was passed on", "传递时已略去"),
    ("not in this rendering", "此译文中没有"),
    ("section missing", "缺章节"),
    ("rejected in the review", "审校时已否决"),
    ("together with row {row}", "与第 {row} 行合并"),
    ("rows {first} to {last} together", "第 {first} 至 {last} 行合并"),
    ("stands at row {row}", "位于第 {row} 行"),
    ("renders row {row}", "译第 {row} 行"),
    ("all of the words in common", "词语全部相同"),
    ("{share} of the words in common", "{share} 的词相同"),
    # kinds of differences
    ("number", "数字"),
    ("doubt", "存疑"),
    ("lacks", "缺译"),
    ("adds", "增译"),
    ("moved", "移位"),
    ("merged", "合并"),
    ("term", "术语"),
    ("word", "用词"),
    ("the numbers differ, or only one rendering has one", "数字不同，或只有一种译文有"),
    (
        "a check doubts one rendering and not the other: a negation, a duty, a unit …",
        "检查只对其中一种译文存疑：否定、义务、单位等",
    ),
    ("one rendering has nothing for a part of the Chinese", "一种译文缺少与部分中文对应的文本"),
    ("one rendering has something that the Chinese lacks", "一种译文有中文所无的内容"),
    ("one rendering has it at another place", "一种译文将其置于别处"),
    (
        "one rendering puts sentences together that the other keeps apart",
        "一种译文合并了另一种译文分开的句子",
    ),
    ("a noun or name has other words", "名词或名称译法不同"),
    ("another word of the Chinese has other words", "其他中文词译法不同"),
    # messages
    (
        "only {name} has this sentence; there is no Chinese for it",
        "只有 {name} 有此句，没有与之对应的中文",
    ),
    ("only {name} has {quoted}", "只有 {name} 有{quoted}"),
    ("{name} lacks the whole section; {other} has it", "{name} 缺整个章节，{other} 有"),
    ("{name} has nothing for this sentence; {other} has it", "{name} 未译此句，{other} 已译"),
    (
        "{name} puts rows {first} to {last} together, {other} keeps them apart",
        "{name} 合并第 {first} 至 {last} 行，{other} 分开",
    ),
    ("{name} has this sentence at another place: row {row}", "{name} 将此句置于别处：第 {row} 行"),
    ("{name} has {quoted} at another place", "{name} 将{quoted}置于别处"),
    (
        "{name} has nothing for {zh}; {other} has {quoted}",
        "{name} 中没有与“{zh}”对应的文本，{other} 有{quoted}",
    ),
    ("{name} has nothing; {other} has {quoted}", "{name} 中没有，{other} 有{quoted}"),
    (
        "{name} has {number}, {other} has no such number",
        "{name} 有“{number}”，{other} 中没有这个数",
    ),
    (
        "{zh}: {name} has {quoted}, {other} has {there}",
        "{zh}：{name} 为{quoted}，{other} 为{there}",
    ),
    ("{name} has {quoted}, {other} has {there}", "{name} 为{quoted}，{other} 为{there}"),
    ("{name} has {number}, {other} has {second}", "{name} 为“{number}”，{other} 为“{second}”"),
)
"""Words and sentences of the report in English and in Chinese, in the order in which they are
tried."""


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases(_SENTENCES, quoted=("quoted", "there"))


def say_in_chinese(text: str) -> str:
    """Return a word, sentence or message of a comparison in Chinese; unknown ones as they are."""
    if not text.startswith(_DOUBT) or ", not " not in text:
        return _phrases().translate(text) or text
    names, _, said = text.removeprefix(_DOUBT).partition(": ")
    doubted, _, other = names.partition(", not ")
    return f"检查对 {doubted} 存疑，对 {other} 则无：{translate_finding(said) or said}"


CHINESE = ComparisonLanguage(
    code="zh-Hans", say=say_in_chinese, name_section=partial(name_section, chinese=True)
)


def comparison_words(language: Language) -> ComparisonLanguage:
    """Return the words of the report of a comparison in a language."""
    return ENGLISH if language == "en" else CHINESE
