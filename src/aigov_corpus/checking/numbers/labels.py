"""Numbers of what is counted through: 第三集 is episode 3, 三楼 the third floor, 第2期 no. 2.

A check of values alone does not see that episode 3 of season 2 became episode 3 of season 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.contrasts import (
    Contrast,
    ValuedPlace,
    find_differing,
    leave_out_said,
)
from aigov_corpus.text.numerals import read_integer, read_roman
from aigov_corpus.text.numerals.english_words import CARDINALS, ORDINALS

_LABELS = {
    "season": ("季(?![度节節报報风風])", "seasons?"),
    "episode": ("集(?![团團体體中合市会會成资資])", "episodes?"),
    "volume": ("卷(?![入起积積])", "volumes?|vols?\\.?"),
    "issue": ("期(?![间間限货貨望待末中])", "issues?|nos?\\.?|numbers?"),
    "floor": ("[层層]|楼(?![梯市盘盤道])|樓(?![梯市盤道])", "floors?|level|storey|story"),
    "lesson": ("课(?![程题题堂])|課(?![程題堂])", "lessons?"),
    "row": ("排(?![名放列除])", "rows?"),
    "grade": ("[级級](?![别別])", "grades?|levels?"),
    "class": ("[类類](?![别別型似])", "class(?:es)?|categor(?:y|ies)"),
    "round": ("轮(?![到流])|輪(?![到流])", "rounds?"),
    "terminal": ("[号號](?:航站|候机|候機)[楼樓]", "terminals?|t(?=\\d)"),
    "gate": ("[号號](?:登[机機]口|[门門])", "gates?"),
    "platform": ("[号號](?:站[台臺]|月[台臺])", "platforms?|tracks?"),
    "line": ("[号號][线線]", "lines?"),
    "building": ("[号號][楼樓](?!梯)", "buildings?|blocks?"),
    "hall": ("[号號][馆館厅廳]", "halls?|pavilions?|galler(?:y|ies)"),
    "counter": ("[号號](?:窗口|[柜櫃][台臺])", "windows?|counters?"),
    "carriage": ("[号號][车車][厢廂]", "cars?|carriages?|coach(?:es)?"),
    "berth": ("[号號]泊位", "berths?"),
    "runway": ("[号號]跑道", "runways?"),
}
"""What is counted through, each with what stands behind the number in Chinese, and with its English
names."""
_HAN = "[一二三四五六七八九十百]{1,4}"
_SHORT = (
    r"|(?<![一二三四五六七八九十百\d][-–—~～至到、])(?<![一二三四五六七八九十百\d几幾数數])"
    r"(?P<short>[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|\d{1,3})"
    r"[楼樓](?![梯市盘盤道上下])"
)
"""Pattern for a floor without 第: 三楼; 二三楼 and 3至5楼 are several."""
_PATTERNS = [
    (
        what,
        re.compile(
            rf"第{'?' if '号' in chinese else ''}\s?(?P<number>{_HAN}|\d{{1,4}})\s?(?:{chinese})"
            rf"{_SHORT if what == 'floor' else ''}"
        ),
        re.compile(
            rf"\b(?:{english})(?![a-z])\s?(?P<number>\d{{1,4}}|{'|'.join(CARDINALS)})\b(?![.,]\d)"
            r"(?!\s?(?:%|per\s?cent|hundred|thousand|[mbtr]+illion))"
            rf"|\b(?:(?P<digits>\d{{1,4}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)}))[\s-]"
            rf"(?:{english})(?![a-z])",
            re.IGNORECASE,
        ),
    )
    for what, (chinese, english) in _LABELS.items()
]
_ANNEX = re.compile(
    r"附[表件录錄]\s?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})"
    r"(?![A-Za-z\d甲乙丙丁一二三四五六七八九十至到、和及-])|附[表件录錄](?P<none>)"
)
"""Pattern for an annex with or without a number; 附表二甲 is Schedule 2A."""
_ANNEX_EN = re.compile(
    r"\b(?:annex|appendix|schedule|attachment|exhibit|form|table)\s(?:no\.?\s)?"
    r"(?P<number>\d{1,2}|[IVX]+)(?![\w.]\w|\w)(?<!\sI(?=\s[a-z]))",
    re.IGNORECASE,
)
_PARTIES = "甲乙丙丁"
_PARTIES_EN = "ABCD"
_PARTY = re.compile(f"(?P<letter>[{_PARTIES}])(?=[{_PARTIES}、和与與及]{{0,6}}[两兩双雙各]?方)")
_PARTY_EN = re.compile(
    rf"(?:\b(?:Party|Parties)\s+|(?<=[{_PARTIES_EN}] and ))(?P<letter>[{_PARTIES_EN}])\b"
)
"""Patterns for the parties of a contract, also 甲乙双方 and "Parties A and B"."""
_COPIES = re.compile("一式(?P<number>[二三四五六两兩2-6])份")
_IN_COPIES = ("duplicate", "triplicate", "quadruplicate", "quintuplicate", "sextuplicate")
_COPIES_EN = re.compile(rf"\bin\s+(?P<number>{'|'.join(_IN_COPIES)})\b", re.IGNORECASE)
_ANY = re.compile("[第楼樓号號]")
_FROM_GROUND = 1
"""Floors by which British English counts less."""


def find_wrong_labels(
    zh: str, en: str, zh_amounts: Sequence[Amount], en_amounts: Sequence[Amount]
) -> Iterator[Contrast]:
    """Yield what has one number in the Chinese text and another one in the English."""
    kinds = [
        (what, said, [_read_english(found) for found in english.finditer(en)])
        for what, chinese, english in (_PATTERNS if _ANY.search(zh) else ())
        if (said := [_read_chinese(found, what) for found in chinese.finditer(zh)])
    ]
    for what, said, there in kinds:
        if not find_differing(what, said, there):
            continue
        all_said = chain.from_iterable(one for _, one, _ in kinds)
        all_there = chain.from_iterable(one for _, _, one in kinds)
        left = leave_out_said(said, all_there, en_amounts)
        if contrast := find_differing(what, left, leave_out_said(there, all_said, zh_amounts)):
            yield contrast


def find_wrong_annex(zh: str, en: str) -> Contrast | None:
    """Return the only annex that both texts name if its number differs: 附表四 is Schedule 4."""
    chinese = list(_ANNEX.finditer(zh))
    english = list(_ANNEX_EN.finditer(en)) if chinese else []
    if len(chinese) != 1 or len(english) != 1 or not chinese[0]["number"]:
        return None
    written = english[0]["number"]
    value = int(written) if written.isdecimal() else read_roman(written.lower())
    if value is None or value == read_integer(chinese[0]["number"]):
        return None
    return Contrast("annex", chinese[0].span(), english[0].span())


def find_wrong_party(zh: str, en: str) -> Contrast | None:
    """Return the only party of a contract that is another one in English: 甲方 is Party A."""
    if not _PARTY.search(zh):
        return None
    chinese, english = (
        {letters.index(one["letter"]) + 1: one.span() for one in pattern.finditer(text)}
        for pattern, letters, text in ((_PARTY, _PARTIES, zh), (_PARTY_EN, _PARTIES_EN, en))
    )
    lost, added = chinese.keys() - english.keys(), english.keys() - chinese.keys()
    if len(lost) != 1 or len(added) != 1:
        return None
    return Contrast("party", chinese[lost.pop()], english[added.pop()])


def find_wrong_copies(zh: str, en: str) -> Contrast | None:
    """Return the number of copies of a contract if it is another one: 一式三份, in triplicate."""
    chinese = _COPIES.search(zh)
    english = _COPIES_EN.search(en) if chinese else None
    if not chinese or not english:
        return None
    value = _IN_COPIES.index(english["number"].lower()) + 2
    if value == read_integer(chinese["number"]):
        return None
    return Contrast("number of copies", chinese.span(), english.span())


def _read_chinese(found: re.Match[str], what: str) -> ValuedPlace:
    """Return a place with its number, that of a floor also as British English counts it."""
    number = float(read_integer(found.groupdict().get("short") or found["number"]) or 0)
    also = (number - _FROM_GROUND,) if what == "floor" else ()
    return ValuedPlace(found.span(), (number, *also))


def _read_english(found: re.Match[str]) -> ValuedPlace:
    """Return a place with its number."""
    written = (found["number"] or found["digits"] or "").lower()
    value = ORDINALS[found["word"].lower()] if found["word"] else CARDINALS.get(written)
    return ValuedPlace(found.span(), (float(int(written) if value is None else value),))
