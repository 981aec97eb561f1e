"""The numbers that a text names, in Chinese or English."""

from __future__ import annotations

from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.numerals.chinese import ChineseReader
from aigov_corpus.text.numerals.english import EnglishReader
from aigov_corpus.text.numerals.mentions import NumberMention
from aigov_corpus.text.values import require_text

# Values that one language writes in digits and the other in words, or not at all: a, both, half of.
_EVERYWHERE = frozenset({0.0, 0.5, 1.0, 2.0})


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


def evidence_numbers(text: str, *, lang: str) -> frozenset[float]:
    """Return the values that a sentence names and that its translation should name as well.

    Zero, one, two and a half do not count: they occur everywhere. Nor does a guess with two values
    count, because translators round it: 七八天 (seven or eight days) may be about a week. Signs are
    left out, because -11.3% may be a fall of 11.3 per cent. A time gives two values, hour and
    minutes.
    """
    found: set[float] = set()
    for mention in find_numbers(text, lang=lang):
        if mention.kind == "time" or len(mention.values) == 1:
            found.update(map(abs, mention.values))
    return frozenset(found - _EVERYWHERE)
