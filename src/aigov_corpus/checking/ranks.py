"""A rank that only one text has: 副主席 is a vice chairman, 代省长 an acting governor.

The word for the rank stands right before the office. 前 and 原 say that somebody held it.
"""

from __future__ import annotations

from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.units import Place
from aigov_corpus.records import Side
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_OFFICE_ZH = (
    "(?:主席|总理|部长|省长|市长|局长|司长|处长|主任|书记|委员长|总统|行长|院长|校长|会长|董事长|总裁"
    "|总经理|经理|秘书长|县长|区长|州长|署长|厅长|司令|教授|研究员|检察长|总干事|专员|首相|大臣|国务卿"
    "|议长|理事长|总监|总领事|参谋长|镇长|总书记|行政长官|司长|总编辑|庭长)"
)
_OFFICE_EN = (
    r"(?:chair(?:m[ae]n|wom[ae]n|persons?)?|presidents?|premiers?|prime\s+ministers?|ministers?"
    r"|governors?|mayors?|directors?|directors?-general|secretar(?:y|ies)|heads?|chiefs?"
    r"|commissioners?|commanders?|managers?|speakers?|principals?|deans?|rectors?|provosts?)\b"
)


class _Rank(NamedTuple):
    """A word for a rank, in both languages."""

    zh: re.Pattern[str]
    """What surely says it in Chinese, with the office."""
    may_zh: re.Pattern[str]
    """What may say it in Chinese."""
    words: tuple[str, ...]
    """English words that surely say it, in small letters; a fast test whether one is there."""
    en: re.Pattern[str]
    """The same words as they stand, with the office."""
    may_en: re.Pattern[str]
    """What may say it in English."""


def _read(zh: str, may_zh: str, words: str, behind: str, may_en: str) -> _Rank:
    """Return a rank; the offices are added to what surely says it, behind what joins them."""
    return _Rank(
        re.compile(zh + _OFFICE_ZH),
        re.compile(may_zh),
        tuple(words.split("|")),
        re.compile(rf"\b(?:{words}){behind}{_OFFICE_EN}", re.IGNORECASE),
        re.compile(rf"\b(?:{may_en})", re.IGNORECASE),
    )


_RANKS = (
    _read(
        "副",
        "副|次[长官]|助理|代|襄|协理|佐|贰|双|公使",
        "vice|deputy",
        r"[-\s]",
        r"vice|deput|assistant|associate|sub|under-?|second|lieutenant|junior|co-|no\.?\s*2\b"
        r"|[se]?vps?\b|state\s+secretar",
    ),
    _read(
        "(?<![一二三四五六七八九十历当近现古后前世交换替时取朝年])(?:代|署理|代理)",
        "代|临时|署|暂|看守|副",
        "acting",
        r"\s",
        r"acting|interim|caretaker|tempor|pro\s+tem|deput|agent|proxy|provisional|stand-?in"
        r"|in\s+charge",
    ),
    _read(
        "(?<![以之目从先当提面眼跟支空台门])(?:前(?!述|列)|原)",
        "前|原|曾|时任|旧|先|已故|历任|卸任|离任|退|老",
        "former|ex-",
        r"\s?",
        r"former|ex-|past|previous|then|late|one-?time|old|retired|origin|predecess|was|were|had"
        r"|once|served|used|outgoing|first|before|emerit",
    ),
)


def find_lost_rank(zh: str, en: str) -> tuple[Side, Place] | None:
    """Return the text that has a rank which the other one lacks, with its place, or None.

    Args:
        zh: a Chinese text.
        en: its English.
    """
    simplified, lower = simplify(zh), en.lower()
    for rank in _RANKS:
        if (
            (said := rank.zh.search(simplified))
            and not rank.may_en.search(en)
            and _begins_word(simplified, said.start())
        ):
            return "zh", said.span()
        said = rank.en.search(en) if any(word in lower for word in rank.words) else None
        if said and not rank.may_zh.search(simplified):
            return "en", said.span()
    return None


def _begins_word(simplified: str, at: int) -> bool:
    """Tell whether a word begins at a place: none does at 原 of 太原市长, the mayor of Taiyuan."""
    return all(not start < at < end for _, start, end in find_words(simplified, lang="zh"))
