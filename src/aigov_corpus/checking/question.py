"""A question that only one of the two texts asks: `question`."""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.checking.negation_cues import find_english_cues
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.rhetorical import states
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.scripts import HAN
from aigov_corpus.text.simplified import simplify

CODE = "question"
_CHINESE_MARK = re.compile(rf"？|(?<=[^\s*/<>:|&=])\?|(?<=[{HAN}])\s\?")
"""Pattern for a mark that asks; the one in  * / : < > ?  does not."""
_ENGLISH_MARK = re.compile(r"(?:(?<=[\w)\]”\"’'…!])|(?<=\.\.))\s?\?(?!=)")
# Chinese words that ask without a question mark, or with a question inside a sentence.
_ASKS = re.compile(
    r"[吗呢么嗎麼岂豈焉孰曷盍]|乎(?=[。？?”]|$)|难道|難道|([\u4e00-\u9fff])[不没沒唔]\1|有冇|怎|什么|甚麼"
    r"|为何|為何|如何|何|谁|誰|哪|几|幾"
    r"|是否|能否|可否"
    r"|多少|多久|多长|多長|多远|多遠|究竟|到底|问|問"
)
_ENGLISH_ASKS = re.compile(
    r"\b(?:wh(?:at|y|o|om|ose|ich|en|ere|ether)|how|if|ask\w*|question\w*|query|wonder\w*)\b", re.I
)
_NO_QUESTION = re.compile(
    "问题|問題|任何|如何|几[千百十年代次度乎]|幾[千百十年代次度乎]|[这這那多]么|[这這那多]麼|访问"
    "|訪問|慰问|慰問|学问"
    "|學問|顾问|顧問|问[世责津鼎候]|問[世責津鼎候]|其他什么|无论如何|几何|幾何|多少年"
)
"""Pattern for words that do not ask although they have such a character."""
_PUT_AS_PROBLEM = re.compile(
    "(?:[问問][题題]|[难難][题題]|挑[战戰]|[课課][题題])(?:是|在于|在於)?[，：:,][^。！？]*？"
)
_PROBLEM = re.compile(r"\b(?:problem|issue|challenge|difficult(?:y|ies)|task)s?\b", re.IGNORECASE)
"""Patterns for 问题，如何…？ and for its English, "the problem is that …"."""
_SENTENCE = re.compile(r"[.!?…;:][”’\"')]*\s+")
_INVERTED = re.compile(
    # where a clause begins
    r"(?:^|[,;:—–(“‘\"]\s*|\b(?:and|but|or|so|then|yet|if|not)\s+)(?:[a-z]+ly,?\s+)?"
    # a question word
    r"(?:(?:[a-z]+\s+)?(?:who|whom|whose|what|which|where|when|why|how)(?:ever)?"
    # a verb before its subject
    r"|(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might"
    r"|must|need|dare)(?:n['’]t)?"
    # a question behind a sentence: isn't it? right?
    r"|(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would"
    r"|should)n['’]t\s+\w+\s*\?)\b"
    r"|\b(?:right|eh|ok|okay|yes|no)\s*\?$",
    re.IGNORECASE,
)
"""Pattern for an English sentence that has the form of a question."""
_ASKS_UNMARKED = re.compile(
    r"(?:^|[.!;:,]\s+|[\"“‘(])(?:so\s+)?(?:am|is|are|was|were|do|does|did|has|have|had|can|could"
    r"|will"
    r"|would|should|may|shall)(?:n['’]t)?\s+(?:not\s+)?(?:I|you|he|she|it|we|they|this|that|these"
    r"|those"
    r"|there|the|an?|any\w*|some\w*)\b",
    re.IGNORECASE,
)
"""Pattern for a question by the order of its words."""
_SUGGESTS = re.compile(
    r"\b(?:why\s+not|did\s+you\s+know|how\s+about|what\s+about)\b[^?]*\?", re.IGNORECASE
)
_SUGGESTS_ZH = re.compile("不妨|不如|建议|建議|可以试|可以試|尝试|嘗試|知道|请|請")
"""Patterns for English questions that suggest or tell something, and for Chinese that does so."""
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
    if english and not chinese and not _may_ask(unit.zh, unit.en):
        place = unit.en.rfind("?")
        message = "the English asks a question, and the Chinese does not"
        yield unit.find_between(CODE, message, zh=None, en=(place, place + 1))
    is_problem = chinese and _PUT_AS_PROBLEM.search(unit.zh) and _PROBLEM.search(unit.en)
    if chinese and not (english or is_problem or _asks(unit.en) or _states(unit)):
        place = chinese.start()
        asked = quote(unit.zh[max(0, place - 10) : place + 1])
        message = f"the Chinese asks a question, {asked}, and the English does not"
        yield unit.find_between(CODE, message, zh=(place, place + 1), en=None)


def _states(unit: Unit) -> bool:
    """Tell whether the Chinese question states something, which the English says as it is meant."""
    return states(simplify(unit.zh), negative=bool(find_english_cues(unit.en).strong))


def _asks(en: str) -> bool:
    """Tell whether an English text without a question mark asks.

    It may do so by the order of its words if it has no mark at its end at all.
    """
    if _ENGLISH_ASKS.search(en):
        return True
    return en.rstrip()[-1:].isalnum() and _ASKS_UNMARKED.search(en) is not None


def _may_ask(zh: str, en: str) -> bool:
    """Tell whether a Chinese text without a question mark may ask what the English does.

    A sentence in the form of a statement asks only if the Chinese does so in words.
    """
    if _SUGGESTS.search(en) and _SUGGESTS_ZH.search(zh):
        return True
    if not _ASKS.search(zh):
        return False
    asking = _SENTENCE.split(en[: en.rindex("?") + 1])[-1]
    return bool(_INVERTED.search(asking) or _ASKS.search(_NO_QUESTION.sub(" ", zh)))
