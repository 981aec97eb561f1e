"""Small numbers that a language says in words of its own: once, two deputies, half of them.

"Two" and "one" say too many other things to be compared by their values alone. Here they are
compared where both texts surely count the same: persons by 名, 位 and 人, times by 次, shares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.comparing import Meaning, meaning_of
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.text.numerals import read_integer
from aigov_corpus.text.numerals.english_words import CARDINALS, TEN

_SMALL = "[一二两兩三四五六七八九十1-9]"
_NOT_BEFORE = "第每其另同这這那哪某唯再又首头頭上下初十百千万一二两兩三四五六七八九0-9."
_CHINESE_PERSONS = re.compile(
    rf"(?<![{_NOT_BEFORE}])(?<!(?<!主)任)(?P<number>{_SMALL})"
    rf"(?:[名位](?!列|居|于|於)|人(?!民|口|类|類|份|大|均|道|生|才|称|们|们))"
)
_PERSON = (
    r"(?:[a-z]+(?:ers?|ors?|ists?|ians?|ants?|ees?|ents?)|heads?|chiefs?|chairs?"
    r"|(?:[a-z]*(?:wo)?m[ae]n)"
    r"|officials?|people|[a-z]*persons?|boys?|girls?|nurses?|representatives?|delegates?|experts?"
    r"|secretar(?:y|ies)|deput(?:y|ies)|members?|candidates?|wives|husbands?|nationals?|judges?"
    r"|child(?:ren)?|suspects?|relatives?|victims?|guests?|friends?|adults?|athletes?|colleagues?"
    r"|scholars?|pilots?|vice\s+presidents?)"
)
_NO_PERSON = (
    r"(?:number|order|manner|matter|paper|chapter|quarter|power|center|centre|letter|other|further"
    r"|rather|either|moment|government|department|instrument|document|agreement|percent|component"
    r"|element|factor|sector|error|corridor|investment|committee)s?\b"
)
"""Pattern for words with an ending of persons that are things."""
_ENGLISH_TWO = re.compile(
    rf"\b(?P<number>two|2)\s+(?:(?!{_NO_PERSON})[a-z-]+\s+){{0,2}}?(?!{_NO_PERSON})"
    rf"(?P<noun>{_PERSON})\b(?<=[sn]|e)",
    re.IGNORECASE,
)
_ENGLISH_ONE_PERSON = re.compile(
    rf"(?<!\bthan\s)\b(?P<number>one|1"
    rf"|a\s+single)\s+(?:(?!{_NO_PERSON})[a-z-]+\s+){{0,2}}?(?!{_NO_PERSON})"
    rf"(?P<noun>{_PERSON})\b(?<!ers)(?<!ors)(?<!ists)",
    re.IGNORECASE,
)
_ANY_ONE = re.compile(r"\b(?:an?|one|another|single|each|every|1)\b", re.IGNORECASE)
_CHINESE_TWO = re.compile(
    "[两兩双雙二倆俩2２对對]|夫妇|夫妻|夫婦|父子|父女|母女|母子|兄弟|姐妹|姊妹|[和与與及、]"
)
_CHINESE_ONE = re.compile("[一1独獨单單]")
_ENGLISH_PAIR = re.compile(r"\b(?:both|pair|couple|two|twin|2)\b", re.IGNORECASE)

_CHINESE_TIMES = re.compile(
    rf"(?<![{_NOT_BEFORE}])(?P<number>{_SMALL})(?:次(?![级級日性元要数數等品])(?![又一]?次|又|接)"
    rf"|度(?![假过過]))"
)
_A_QUARTER = 0.25
_QUARTER = re.compile(r"\bquarter", re.IGNORECASE)
_NUMBERS = {word: number for word, number in CARDINALS.items() if 0 < number <= TEN}
_ENGLISH_TIMES = re.compile(
    r"(?P<once>\bonce(?=\s+(?:an?|per|each|every|in|within|daily|weekly|monthly"
    r"|yearly|annually|at\s+(?:the\s+)?most"
    r"|only|after|by)\b|\s*[.;]|\s*$))"
    rf"|\b(?P<twice>twice)\b(?!\s+(?:as|the|that|its|their|his|her|what)\b)|\b(?P<thrice>thrice)\b"
    rf"|\b(?P<times>[1-9]|{'|'.join(_NUMBERS)})\s+times\b"
    r"(?!\s+(?:as|more|less|larger|bigger|higher|smaller|faster|greater|the|that|its|their"
    r"|over)\b)",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"\b(?:at|all\s+at|than|for)\s+$", re.IGNORECASE)
_NO_TIMES = re.compile(rf"[倍番]|[每隔](?:半|{_SMALL})")
"""Pattern for multiples, and for periods that English may say as times: 每半年 is twice a year."""
_ENGLISH_ONCE = re.compile(r"\b(?:once|one|single|first|another|1)\b", re.IGNORECASE)
_MAJORITY = re.compile(
    r"\b(?:half|halves|halv(?:ed|es|ing)|majority|most|mid-\w+|middle|midway|partly|both)\b",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(
    r"(?P<bound>\b(?:than|over|nearly|almost|about|around|some|least|most)\s+)?\b(?:an?"
    r"|one)[\s-]+$",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 20
"""Characters before a number in which these words stand."""
_OF = re.compile(r"\s+of\b")
"""Pattern for what makes a share of "third": words before it, and "of" behind it."""
_TENTHS = "成"
_TEN = 10.0
_HALF = 0.5
_ONE = 1.0
_TWO = 2.0


def find_wrong_persons(zh: str, en: str) -> Contrast | None:
    """Return the places of persons that are one in one text and more in the other, or None."""
    persons = list(_CHINESE_PERSONS.finditer(zh))
    if len(persons) != 1:
        return None
    (person,) = persons
    value = read_integer(person["number"])
    rest = zh[: person.start()] + " " + zh[person.end() :]
    if value == 1:
        found = _ENGLISH_TWO.search(en)
        if found and not _ANY_ONE.search(en) and not _CHINESE_TWO.search(rest):
            return Contrast("number of persons", person.span(), found.span())
    elif value and not _CHINESE_ONE.search(rest):
        found = _ENGLISH_ONE_PERSON.search(en)
        if found and not _says(value, en):
            return Contrast("number of persons", person.span(), found.span())
    return None


def _says(value: int, en: str) -> bool:
    """Tell whether an English text says a small number by its word or digit."""
    word = next(word for word, number in _NUMBERS.items() if number == value)
    pair = value == _TWO and _ENGLISH_PAIR.search(en)
    return bool(pair or re.search(rf"\b(?:{word}|{value})\b", en, re.IGNORECASE))


def find_wrong_times(
    zh: str, en: str, zh_amounts: Sequence[Amount], en_amounts: Sequence[Amount]
) -> Contrast | None:
    """Return two counts of times that stand for each other; None if there are none."""
    chinese = [(found, read_integer(found["number"]) or 0) for found in _CHINESE_TIMES.finditer(zh)]
    if len(chinese) != 1 or _NO_TIMES.search(zh):
        return None
    english = [
        (found, _times(found))
        for found in _ENGLISH_TIMES.finditer(en)
        if not (found["once"] and _AT_ONCE.search(en, 0, found.start()))
    ]
    if len(english) != 1:
        return None
    ((there, said),) = english
    ((here, meant),) = chinese
    if said == meant or any(one.values[0] == meant for one in en_amounts):
        return None
    if meant == 1 and _ENGLISH_ONCE.search(en):
        return None
    if any(one.values[0] == said for one in zh_amounts if one.place[0] != here.start()):
        return None
    if said == _TWO and re.search("[两兩双雙二再2]", zh[: here.start()] + zh[here.end() :]):
        return None
    return Contrast("number of times", here.span(), there.span())


def _times(found: re.Match[str]) -> int:
    """Return how many times an English expression says."""
    for value, name in enumerate(("once", "twice", "thrice"), 1):
        if found[name]:
            return value
    written = found["times"].lower()
    return int(written) if written.isdecimal() else _NUMBERS[written]


def find_wrong_shares(
    en: str,
    zh_amounts: Sequence[Amount],
    en_amounts: Sequence[Amount],
    matched: Mapping[Meaning, Set[Meaning]],
) -> Iterator[Contrast]:
    """Yield two shares that stand for each other, of which one is a half or "a third".

    Other shares are compared with all numbers; "half" and 半 say too much else, and "third" is a
    place as well. Three persons that stand for 三成 (three tenths) are found too.

    Args:
        en: an English text.
        zh_amounts: the numbers of its Chinese.
        en_amounts: its numbers.
        matched: what of both can be the same (`match_meanings`).
    """
    zh_shares = [one for one in zh_amounts if one.family == "share"]
    if not zh_shares:
        return
    en_shares = [one for one in en_amounts if one.family == "share" or _is_part(en, one)]
    said = frozenset[Meaning]().union(*matched.values())
    zh_left = [one for one in zh_shares if not matched[meaning_of(one)]]
    en_left = [one for one in en_shares if meaning_of(one) not in said]
    if len(zh_left) == 1 and not en_shares:
        (here,) = zh_left
        persons = [one for one in en_amounts if one.counted == "some" and not one.has_digits]
        if _TENTHS in here.written and len(persons) == len(en_amounts) == 1:
            (there,) = persons
            if there.values[0] * _TEN == here.values[0]:
                yield Contrast("share", here.place, there.place)
    if len(zh_left) != 1 or len(en_left) != 1 or len(zh_shares) != len(en_shares):
        return
    (here,), (there,) = zh_left, en_left
    if _is_half(here) == _is_half(there) and there.family == "share":
        return
    if _is_half(here) and _MAJORITY.search(en):
        return
    if here.values[0] == _A_QUARTER and _QUARTER.search(en):
        return
    yield Contrast("share", here.place, there.place)


def _is_part(en: str, amount: Amount) -> bool:
    """Tell whether an English ordinal is a part of a whole: more than a third, a third of."""
    if amount.mention.kind != "ordinal" or amount.values[0] <= _TWO:
        return False
    start = amount.place[0]
    before = _ONE_BEFORE.search(en[max(0, start - _LONGEST_BEFORE) : start])
    return bool(before and (before["bound"] or _OF.match(en, amount.place[1])))


def _is_half(amount: Amount) -> bool:
    """Tell whether a share is a half."""
    return amount.mention.kind == "fraction" and amount.values[0] == _HALF
