"""In which language the page speaks, and its words and messages in that language."""

from __future__ import annotations

from typing import Literal, get_args

from aigov_corpus.errors import AigovError
from aigov_corpus.serving.file_messages import say_error
from aigov_corpus.serving.page_words import CHECKS, PRINCIPLES, REASONS, WORDS

Language = Literal["en", "zh"]
"""A language of the page."""
LANGUAGES: tuple[Language, ...] = get_args(Language)


def words_of(language: Language) -> dict[str, str]:
    """Return all words of the page in a language, by their names.

    A check `number` has the name `check_number`, and a reason for leaving text out `markup` the
    name `left_markup`, a principle `security` the name `principle_security`; checks of other
    packages and principles of other taxonomies have none.
    """
    words = {name: both[LANGUAGES.index(language)] for name, both in WORDS.items()}
    for code, name in CHECKS.items():
        words[f"check_{code}"] = f"{name}（{code}）" if language == "zh" else code
    for reason, name in REASONS.items():
        words[f"left_{reason}"] = name if language == "zh" else reason
    for principle, name in PRINCIPLES.items():
        words[f"principle_{principle}"] = (
            f"{name}（{principle}）" if language == "zh" else principle
        )
    return words


def choose_language(wanted: str, accepted: str) -> Language:
    """Return the language of the page.

    Args:
        wanted: the language that the user chose; empty if none.
        accepted: the header `Accept-Language` of the browser.
    """
    for language in LANGUAGES:
        if wanted == language:
            return language
    return "zh" if accepted.lower().startswith("zh") else "en"


_MESSAGES = {
    "the Chinese is locked, and this would put two Chinese sentences together": (
        "中文已锁定，此操作会合并两个中文句子"
    ),
    "the Chinese is locked, and this would cut a Chinese sentence": (
        "中文已锁定，此操作会拆分中文句子"
    ),
    "the Chinese is locked, and this would move a Chinese sentence": (
        "中文已锁定，此操作会移动中文句子"
    ),
    "the Chinese is locked, and this would put its sentences together otherwise": (
        "中文已锁定，此操作会重新组合中文句子"
    ),
    "the Chinese is locked, and this would change its text": "中文已锁定，此操作会修改中文文本",
    "only rows that stand side by side can be merged": "只能合并相邻的行",
    "no row stands below this one": "下面没有可合并的行；请到上一行合并",
    "a split needs text before and behind it": "拆分处前后都要有文本",
    "one of the two parts would be empty": "拆分后会有一部分为空",
    "this side of the row is empty": "此行该侧没有文本",
    "there is no row to move to": "没有可移入的行",
    "a link goes from Chinese to the English of another row": "连接须从中文指向另一行的英文",
    "this row has no text to change on this side": "此行没有可修改的文本",
    "the text would be empty": "文本不能为空",
    "the text is the same as before": "文本没有变化",
    "this row has no open finding": "此行没有待处理的检查结果",
    "no finding of this row suggests another text": "此行的检查结果没有可用的修改建议",
    "the comment is empty": "批注为空",
    "no row is chosen": "没有指定句对",
    "a link needs two rows": "连接需要两行",
    "no principle is chosen": "没有指定原则",
    "the least score is no number": "最低分数不是数字",
    "the least score is no number from 0 to 1": "最低分数须为 0 到 1 之间的数字",
    "there is no text to look for": "请输入要查找的文本",
    "no row has this text in its English": "没有一行的英文含有此文本（区分大小写，按整词查找）",
    "no pair is chosen, so there is nothing to download": "没有选中任何句对，无可下载",
    "all undecided pairs here with such a score have findings": (
        "此处达到该分数的未处理句对都有检查结果"
    ),
    "one of the two parts would be punctuation only": "拆分后会有一部分只有标点",
    "no undecided pair here has such a score": "此处没有达到该分数的未处理句对",
    "the aligner would change nothing between the confirmed rows": "重新对齐没有产生变化",
}
"""What is said in Chinese in place of the reason of an error."""


def translate_message(error: AigovError, language: Language) -> str:
    """Return the sentence about an error; in Chinese if the reason is a usual one."""
    if language == "zh" and error.reason in _MESSAGES:
        return _MESSAGES[error.reason]
    return say_error(error, chinese=language == "zh")
