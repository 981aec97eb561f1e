"""The Chinese of a report of findings."""

from __future__ import annotations

from aigov_corpus.corpus.finding_reports import ENGLISH, ReportLanguage
from aigov_corpus.serving.finding_sentences import translate_finding
from aigov_corpus.serving.wording import Language, words_of

_COLUMNS = {
    "document": "文件",
    "rendering": "译文",
    "row": "行",
    "section": "章节",
    "severity": "级别",
    "check": "检查项目",
    "message": "说明",
    "suggestion": "建议",
    "zh": "中文",
    "en": "英文",
    "id": "编号",
}


def report_words(language: Language) -> ReportLanguage:
    """Return the words of a report in a language.

    What another package says stays in English.
    """
    if language == "en":
        return ENGLISH
    names = words_of(language)
    return ReportLanguage(
        code="zh",
        title="待核查之处",
        none="未发现问题。",
        suggested="建议：",
        colon="：",
        line="{pair}（第 {row} 行）：{severity} [{code}] {said}（编号 {id}）",
        columns=_COLUMNS,
        severities={"error": "错误", "warning": "提示"},
        name_check=lambda code: names.get(f"check_{code}", code),
        say=lambda message: translate_finding(message) or message,
    )
