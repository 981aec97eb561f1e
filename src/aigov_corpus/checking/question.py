"""A question that only one of the two texts asks: `question`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding

CODE = "question"
_CHINESE_MARK = re.compile("[？?]")
_ENGLISH_MARK = re.compile(r"(?<=[\w)\]”\"’'…!])\?")
# Chinese words that ask without a question mark, or with a question inside a sentence.
_ASKS = re.compile(
    "[吗呢么嗎麼]|怎|什么|甚麼|为何|為何|如何|何|谁|誰|哪|几|幾|是否|能否|可否|多少|问|問"
)
_ENGLISH_ASKS = re.compile(
    r"\b(?:wh(?:at|y|o|om|ose|ich|en|ere|ether)|how|if|ask\w*|question\w*|query|wonder\w*)\b", re.I
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each unit of which one text asks and the other does not."""
    for unit in units:
        if unit.has_both and unit.zh != unit.en:
            yield from _compare(unit)


def _compare(unit: Unit) -> Iterator[Finding]:
    """Yield a finding if one of the texts has a question mark and the other nothing that asks."""
    if "?" not in unit.en and not _CHINESE_MARK.search(unit.zh):
        return
    english = _ENGLISH_MARK.search(_ADDRESS.sub("", unit.en))
    chinese = _CHINESE_MARK.search(_ADDRESS.sub("", unit.zh))
    if english and not chinese and not _ASKS.search(unit.zh):
        place = unit.en.rfind("?")
        message = "the English asks a question, and the Chinese does not"
        yield unit.find(CODE, "warning", "en", (place, place + 1), message)
    if chinese and not english and not _ENGLISH_ASKS.search(unit.en):
        place = chinese.start()
        asked = quote(unit.zh[max(0, place - 10) : place + 1])
        message = f"the Chinese asks a question, {asked}, and the English does not"
        yield unit.find(CODE, "warning", "en", (0, 0), message, other=(place, place + 1))
