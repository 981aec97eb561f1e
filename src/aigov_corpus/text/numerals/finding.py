"""The numbers that a text names, in Chinese or English."""

from __future__ import annotations

from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.numerals.chinese import ChineseReader
from aigov_corpus.text.numerals.english import EnglishReader
from aigov_corpus.text.numerals.mentions import NumberMention
from aigov_corpus.text.values import require_text


def find_numbers(text: str, *, lang: str) -> list[NumberMention]:
    """Return the numbers that a text names, in the order of the text, without overlaps.

    Numbers with the same meaning have the same values in both languages: 十八大 and 18th, 1.5亿 and
    150 million, 四成 and 40 %, 三分之二 and two-thirds, 9点半 and 9:30.

    Args:
        text: any text; `text[mention.start:mention.end]` is the number as it is written.
        lang: language code of the text. Every language except Chinese is read as English, which
            finds at least its digits.

    Raises:
        UsageError: `text` is no text, or `lang` no language code.
    """
    text = require_text(text, name="text")
    language_reader = ChineseReader if base_language(lang) == "zh" else EnglishReader
    reader: ChineseReader | EnglishReader = language_reader(text)
    reader.read()
    return reader.mentions
