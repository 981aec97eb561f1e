"""Bounds of a number: 不少于五年 is "at least five years", and never "not exceed five years".

A bound is a word beside a number: before it (超过, 至少, "more than") or behind
it (以上, "or less"). 近 and "nearly" say less, and what is due 十五日内 (within fifteen days) is
not due after them.
A negation right before the word turns it round. If a negation stands farther away, the bound is not
compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.comparing import Meaning, meaning_of
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.records import Side

_CHINESE_FILL = (
    "(?:过|過|了|有|为|為|是|约|約|人民币|人民幣|港币|港幣|港元|美元|新[台臺][币幣]|摄氏|攝氏|零"
    "|每[^，。；、]{1,2})*"
)
_MODAL = "(?:得|能|可|应|應|该|宜|要|准|会|會|许|許|允许|曾|再|有|致)*"
_CHINESE_BEFORE = re.compile(
    rf"(?:(?P<not>[不未无無没沒勿别別](?:{_MODAL}))?(?:(?P<more>超过|超過|超出|突破|逾|大于|大於"
    rf"|高于|高於|多于|多於"
    "|长于|長於|高过|高過)|(?P<less>低于|低於|少于|少於|小于|小於|短于|短於))"
    "|(?P<least>(?:至少|最少|起码|起碼)[^，。；、]{0,4}?|少说也|不下于?|(?<![不未])[年已]?[满滿]"
    "|最低[^，。；、]{0,6}?|下限[^，。；、]{0,3}?)"
    "|(?P<most>(?:至多|最多|顶多)[^，。；、]{0,4}?|不足|不到|[不未][满滿]|未达|未達"
    "|最高[^，。；、]{0,6}?"
    rf"|最长[^，。；、]{{0,4}}?|上限[^，。；、]{{0,3}}?|接近|逼近|将近|將近"
    rf"|(?P<nearly>(?<![最附靠临臨远遠])近))){_CHINESE_FILL}\s*\(?[$＄]?$",
)
_RECENT = re.compile("[个個]?(?:年|月|[周週]|星期|[天日]|世[纪紀])")
"""Pattern behind 近 and a number: 近三年 may be the past three years."""
_LASTED = re.compile("(?:历时|歷時|长达|長達|持续|持續|为期|為期|耗时|耗時|花了|用了)$")
_AFTER_ZH = re.compile(
    "(?:[个個]?(?:工作)?(?:日|天|年|月|[周週]|星期|小时|小時|分[钟鐘]))?[之以]?[后後](?![方才])"
)
"""Pattern behind a number: 十五日后, after fifteen days."""
_WITHIN_NOT = re.compile("[^。；，]{0,4}?[内內][，,]?[^。；，]{0,8}?[不未没沒无無]")
"""Pattern behind a number: 一周内未答复, no answer after a week."""
_CHINESE_BEHIND = re.compile(
    r"[^\d，。；、：（）()一二三四五六七八九十两兩百千和与與或至到的]{0,6}?[或及]?"
    "(?:(?P<least>以上)|(?P<most>以下|[为為]限)|(?P<within>以[内內]|之[内內]|[内內](?![容地部外])))"
)
_SOME_MORE = re.compile("[多余餘](?![次种方])")
_ENGLISH_FILL = (
    r"(?:\s+(?:of|the|a|an|about|some|approximately|around|age|aged|total|rmb|by|to|at|is|set|hk|us"
    r"|limit|amount|level))*"
)
_ENGLISH_BEFORE = re.compile(
    r"\b(?:(?P<least>at\s+(?:the\s+(?:very\s+)?)?least|more\s+than"
    r"|(?P<after>after(?:\s+a\s+\w+\s+of)?)"
    r"|(?:no|not)\s+(?:earlier|sooner)\s+than|(?P<loose>over)|above|exceed(?:s|ed|ing)?"
    r"|in\s+excess\s+of|upwards?\s+of|(?:greater|larger|higher|longer|older|bigger)\s+than"
    r"|(?:minimum|lower\s+limit)(?:\s+\w+){0,5}?\s+(?:of|is)|surpass(?:es|ed|ing)?)"
    r"|(?P<most>at\s+(?:the\s+(?:very\s+)?)?most|nearly|almost|close\s+to"
    r"|approach(?:es|ed|ing)?|(?:less|fewer)\s+than|below|under|up\s+to|within"
    r"|(?:lower|smaller|shorter|younger)\s+than|(?:maximum|upper\s+limit)(?:\s+\w+){0,5}?\s+(?:of"
    r"|is)"
    rf"|capped\s+at)){_ENGLISH_FILL}\s*(?:hk|us|nt)?[$£€¥]?\s*$",
    re.IGNORECASE,
)
_ENGLISH_BEHIND = re.compile(
    r"%?(?:[\s-]+(?!but\b)[a-z]+){0,4}?,?\s+(?:(?:or|and)\s+"
    r"(?:(?P<least>more|above|over|older|higher|longer|greater|upwards?)"
    r"|(?P<most>less|fewer|below|under|younger|lower|shorter"
    r"|smaller))(?!\s+(?:than|the|so)\b|\s*(?:[nhu][tks])?[$\d])\b"
    r"|at\s+(?:the\s+)?(?:(?P<least2>least)|(?P<most2>most))\b"
    r"|(?P<later>later|afterwards?)\b)",
    re.IGNORECASE,
)
_ENGLISH_NOT = re.compile(
    r"\b(?:not(?!\s+only)|no|never|cannot|nor)\b(?:\s+(?!unless|until"
    r"|without|one|persons?|individuals?|people|those|anyone|anybody|who|whom|child|children|minors?"
    r"|students?|pupils?|workers?|employees?|applicants?|candidates?|passengers?|citizens?)[\w'’]+)"
    r"{0,3}\s*$|n['’]t\s*$|\bwithout\s*$"
    r"|\b(?:against|avoid\w*|prohibit\w*|forb[ia]d\w*)(?:\s+[\w'’]+){0,2}\s*$",
    re.IGNORECASE,
)
_ENGLISH_NEGATION = re.compile(
    r"\b(?:not|no|never|cannot|without|nor|neither|none|unless)\b|n['’]t\b", re.IGNORECASE
)
_ENGLISH_CLAUSE = re.compile(r"[.;:!?()](?=\s|$)|\(")
_TIME = re.compile(r"[\s-]*(?:years?|months?|weeks?|days?|hours?|minutes?|decades?)", re.IGNORECASE)
_KINDS = frozenset({"cardinal", "percent", "fraction"})
"""Kinds of numbers that have bounds; "under Article 5" is none."""
_SHARES = frozenset({"percent", "fraction"})
"""Kinds of numbers that are a share of a whole; one is compared with another alone."""
_BEFORE = {"zh": 14, "en": 60}
"""Characters before a number in which its bound is looked for."""
_BEHIND = {"zh": 10, "en": 50}
"""Characters behind a number in which its bound is looked for."""
_FAR = 200
"""Characters before a number in which a negation of its English clause is looked for."""
_HINDERED = re.compile(
    "(?:[无無]法|不能|不可|不[会會]|不支持|[没沒]有?|未能|不得|不[应應]|不[让讓]|不允[许許])"
    "[^，。；：、！？]{1,12}$|不(?:[满滿]足|符合|具[备備])[^，。；：、！？]{0,12}$"
    "|不(?:建[议議]|推[荐薦]|鼓[励勵]|[赞贊]成|主[张張])[^，。；：、！？]{0,12}$"
)
"""Pattern before a bound that is negated from afar: 无法寻址大于 2 TB 的磁盘."""
_MINUS = re.compile(r"(?:零下|[负負]|minus\s|[-−])\s*$", re.IGNORECASE)


class Bound(NamedTuple):
    """What a text says about a number: that something is more, or less."""

    is_least: bool
    """True for "at least" and "more than", False for "at most" and "less than"."""
    place: tuple[int, int]
    """Place of the number with the word for the bound."""
    is_span: bool = False
    """Whether it may be a span of time instead: 三年内, "over three years"."""
    is_time: bool = False
    """Whether it says that something comes after a time: 三天后, "after three days"."""
    is_within: bool = False
    """Whether it says that something comes before the end of a time: 三天内, "within"."""


def find_wrong_bounds(
    zh: str,
    en: str,
    zh_amounts: Sequence[Amount],
    en_amounts: Sequence[Amount],
    matched: Mapping[Meaning, Set[Meaning]],
) -> Iterator[Contrast]:
    """Yield the numbers that are lower bounds in one text and upper bounds in the other.

    Nothing is said of a number that a text says several times with different bounds, or once
    without any.

    Args:
        zh: a Chinese text.
        en: its English.
        zh_amounts: the numbers of the Chinese text.
        en_amounts: the numbers of the English text.
        matched: what of both can be the same (`match_meanings`).
    """
    if not zh_amounts or not en_amounts:
        return
    said_as: dict[Meaning, list[Meaning]] = {}
    for one, found in matched.items():
        for other in found:
            said_as.setdefault(other, []).append(one)
    of_zh = _group_bounds(zh, zh_amounts, "zh")
    of_en = _group_bounds(en, en_amounts, "en")
    for one, found in matched.items():
        partners = [other for other in found if (other.kind in _SHARES) == (one.kind in _SHARES)]
        theirs = _merge(of_en[other] for other in partners)
        ours = _merge(
            of_zh[same] for same in {back for other in partners for back in said_as[other]}
        )
        if len(theirs) == len(ours):  # of several such numbers the one with a bound is compared
            theirs = [bound for bound in theirs if bound] or theirs
            ours = [bound for bound in ours if bound] or ours
        if theirs and all(_are_contrary(own, their) for own in ours for their in theirs):
            own, their = ours[0], theirs[0]
            if own and their:
                yield Contrast("limit", own.place, their.place)
                return


def _group_bounds(
    text: str, amounts: Sequence[Amount], side: Side
) -> dict[Meaning, list[tuple[int, Bound | None]]]:
    """Return the bounds of all numbers that say the same, each with the place of its number."""
    groups: dict[Meaning, list[tuple[int, Bound | None]]] = {}
    for one in amounts:
        bound = one.mention.start, read_bound(text, one, side)
        groups.setdefault(meaning_of(one), []).append(bound)
    return groups


def _merge(groups: Iterable[Sequence[tuple[int, Bound | None]]]) -> list[Bound | None]:
    """Return the bounds of several groups, in the order of the text."""
    return [bound for _, bound in sorted(chain.from_iterable(groups), key=itemgetter(0))]


def _are_contrary(one: Bound | None, other: Bound | None) -> bool:
    """Tell whether two bounds exclude each other."""
    if not one or not other or one.is_least == other.is_least:
        return False
    if one.is_time or other.is_time:  # not due within a time is due after it
        return (one.is_within or one.is_time) and (other.is_within or other.is_time)
    return not (one.is_span and other.is_span)


def read_bound(text: str, amount: Amount, side: Side) -> Bound | None:
    """Return the bound of a number; None if it has none, or one that is not clear."""
    start, _ = amount.place
    before = text[max(0, start - _BEFORE[side]) : start]
    is_kind = amount.mention.kind in _KINDS or _is_term(text, amount, before)
    if not is_kind or _MINUS.search(before):
        return None
    read = _read_chinese if side == "zh" else _read_english
    found = list(read(text, amount, before))
    # one word before the number and one behind it may contradict each other
    return found[0] if len({bound.is_least for bound in found}) == 1 else None


def _is_negated_afar(text: str, end: int) -> bool:
    """Tell whether the English clause that goes on at an offset has a negation before it."""
    before = text[max(0, end - _FAR) : end]
    clauses = [found.end() for found in _ENGLISH_CLAUSE.finditer(before)]
    return _ENGLISH_NEGATION.search(before, clauses[-1] if clauses else 0) is not None


def _is_term(text: str, amount: Amount, before: str) -> bool:
    """Tell whether what was read as a date or ordinal counts: 十五日后, 两届."""
    if amount.mention.kind == "ordinal":
        return amount.written.endswith(("届", "屆"))
    is_day = amount.mention.kind == "day" and not before.rstrip().endswith("月")
    return is_day and _AFTER_ZH.match(text, amount.place[1]) is not None


def _read_chinese(text: str, amount: Amount, before: str) -> Iterator[Bound]:
    """Yield the bounds that the words around a Chinese number say."""
    start, end = amount.place
    if (found := _CHINESE_BEFORE.search(before)) and not _HINDERED.search(before[: found.start()]):
        is_least = bool(found["more"] or found["least"] or (found["less"] and found["not"]))
        if found["more"] and found["not"]:
            is_least = False
        if amount.is_multiple and found[0].startswith(
            "最"
        ):  # 最低标准四倍: of the lowest, not at least
            return
        is_recent = found["nearly"] and _RECENT.match(text, end)
        if not is_recent or _LASTED.search(before[: found.start()]):
            yield Bound(is_least, (start - len(before) + found.start(), end))
    behind = _CHINESE_BEHIND.match(text, end, end + _BEHIND["zh"])
    if behind and not (_HINDERED.search(before) and not behind["within"]):
        is_within = bool(behind["within"])
        if not is_within or not _WITHIN_NOT.match(text, end):
            place = (start, behind.end())
            yield Bound(bool(behind["least"]), place, is_within, is_within=is_within)
    elif _SOME_MORE.match(text, end):
        yield Bound(True, (start, end + 1))
    elif after := _AFTER_ZH.match(text, end):
        yield Bound(True, (start, after.end()), is_time=True)


def _read_english(text: str, amount: Amount, before: str) -> Iterator[Bound]:
    """Yield the bounds that the words around an English number say; none if negated from afar."""
    start, end = amount.place
    clauses = [found.end() for found in _ENGLISH_CLAUSE.finditer(before)]
    is_whole = bool(clauses) or len(before) == start
    before = before[clauses[-1] :] if clauses else before
    if found := _ENGLISH_BEFORE.search(before):
        rest = before[: found.start()]
        is_least, place = bool(found["least"]), (start - len(before) + found.start(), end)
        is_time = _TIME.match(text, end) is not None
        is_span = bool(found["loose"]) and is_time
        is_after = bool(found["after"])
        if is_after and not is_time:
            return
        if negated := _ENGLISH_NOT.search(rest):
            yield Bound(not is_least, (start - len(before) + negated.start(), end), is_span)
        elif not _ENGLISH_NEGATION.search(rest) and (
            is_whole or not _is_negated_afar(text, start - len(before))
        ):
            yield Bound(is_least, place, is_span, is_time=is_after, is_within=is_time)
    behind = _ENGLISH_BEHIND.match(text, end, end + _BEHIND["en"])
    if behind:
        is_least = bool(behind["least"] or behind["least2"] or behind["later"])
        yield Bound(is_least, (start, behind.end()), is_time=bool(behind["later"]))
