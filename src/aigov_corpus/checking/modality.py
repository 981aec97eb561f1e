"""A duty, permission or prohibition that only the Chinese text states: `modality`.

应当 and 必须 say that something must be done, 可以 that it may, 不得 that it may not. The check
finds texts in which the English has no word of that kind, turns a permission into a duty, or
permits what the Chinese forbids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aigov_corpus.checking.commands import COMMAND
from aigov_corpus.checking.double_negation import says_only_if
from aigov_corpus.checking.modal_exchanges import (
    find_ban_permitted,
    find_duty_permitted,
    find_permission_obliged,
    find_permitted_without,
)
from aigov_corpus.checking.negation_matching import match_negations
from aigov_corpus.checking.negation_renderings import (
    find_allowed,
    find_permission,
    find_surely_permitted,
    permits_contrary,
)
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.simplified import simplify

CODE = "modality"
_DUTY = re.compile(
    "应当(?![前时今年日月是]|承认|看到|指出|说)|必须(?!承认|看到|指出|说)|务必|(?<!不)须(?=经|由|向|在(?!.{1,40}之?后)|以|遵|按|依|提|报)"
)
_PERMISSION = re.compile(
    r"(?<!不)可以(?!说)|(?<![不认许尽宁])可(?=向|由|在|依|就|根据|申请|要求|委)"
)
_ENGLISH_DUTY = re.compile(
    r"\b(?:shall|must|should|ought|ha(?:ve|s|d)\s+to|compuls\w*|subject\s+to|bound|imperative\w*"
    r"|mandatory|invariably|please|under\s+no|got\s+to|obliged|an?\s+(?:duty|obligation)"
    r"|it\s+(?:is|was|becomes?)\s+(?:\w+\s+)?(?:necessary|vital))\b",
    re.IGNORECASE,
)
_ALSO_DUTY = {
    r"not|cannot|never|without|no\s+\w+|may\s+not": "[不没无未非勿]|禁",
    "only": "[只仅唯才]",
    r"if|until|unless|condition\w*": "如|若|倘|直到|除非|条件|只要|否则|的，|(?:^|[，。；们国])要",
    "will|would": "将|会|[^需主首重必简]要|愿|未来",
    r"need\w*": "需|要求",
    r"requir\w*": "要求|需",
    r"call\w*|urg\w*": "呼吁|号召|敦促|督促|叫|称",
    r"important|crucial|critical|essential\w*": "重要|关键|根本|重大|基本|批评",
    r"demand\w*": "需求|要求",
    r"responsib\w*": "责|负",
    r"oblig\w*": "义务|债|责任",
    r"necess\w*": "必要|必需|需要",
    r"vital(?:ly)?": "命脉|至关|生命|关键|重要",
    r"indispens\w*": "必不可少|不可或缺|不可缺少|离不开",
    r"mandate[ds]?": "授权|使命|任务|任期",
    r"dut(?:y|ies)": "职|责|义务|任务|税",
    r"(?:is|are|be|was|were)\s+to": "目[的标]|宗旨|任务|关键|在于|旨在|是为|就是"
    "|[^需主首重必简]要|^要",
    "always": "始终|永远|一直|总是|历来",
    "let": "让|使",
}
"""English words that may state a duty, each with Chinese words that they render besides. If the
Chinese text has one of these, the English word states no duty."""
_ALSO_DUTY_PATTERNS = [
    (re.compile(rf"\b(?:{english})\b", re.IGNORECASE), re.compile(chinese))
    for english, chinese in _ALSO_DUTY.items()
]
_MAKE_SURE = re.compile(
    r"(?:^|[.;:,–—]\s+|\b(?:to|and|please|by|then)\s+)(?:ensur(?:e|ing)|mak(?:e|ing)\s+sure)\b"
    r"|\bmake\s+sure\s+(?:that\s+)?you\b",
    re.IGNORECASE,
)
"""Pattern for "make sure" as a command or an aim; "we make sure" states no duty."""
_NO_NEED = re.compile("[无毋不](?:需要?|须)")
"""Pattern for what needs not be done, which "need" does not render without a negation."""
_MAKE_SURE_ZH = re.compile("确|保证|保障")
_ENGLISH_PERMISSION = re.compile(
    r"\b(?:may|can|could|might|able|abilit\w*|allow\w*|permi\w*|possib\w*|entitle\w*|option\w*"
    r"|eligib\w*|enabl\w*|authori[sz]\w*|free|right|choose\w*|choice|capab\w*|potential\w*"
    r"|will|would|let|help\w*|discretion\w*|empower\w*|use\w*|available|power\w*|\w+able|\w+ible)\b",
    re.IGNORECASE,
)
_ONLY = re.compile("[只仅唯才]")
"""Pattern for what makes a permission of some a duty of all: 只有用户可以, must be a user."""
_STRICT_DUTY = re.compile(
    r"\b(?:shall|must|ha(?:ve|s)\s+to|(?:is|are)\s+required)\b", re.IGNORECASE
)


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each duty that is lost, and each permission or prohibition reversed."""
    for unit in units:
        if unit.has_words and unit.zh != unit.en:
            yield from _compare(unit)


def _compare(unit: Unit) -> Iterator[Finding]:
    """Yield the findings of one unit."""
    zh = simplify(unit.zh)
    if reversed_at := _find_permitted(unit):
        yield _report_exchanged(unit, "forbids", "permits", reversed_at)
    elif without := find_permitted_without(unit.zh, unit.en):
        yield _report_exchanged(unit, "forbids", "permits", without)
    elif banned := find_ban_permitted(unit.zh, unit.en):
        yield _report_exchanged(unit, "forbids", "permits", banned)
    elif allowed := find_allowed(unit.zh, unit.en):
        yield _report_exchanged(unit, "forbids", "permits", allowed)
    duty = _DUTY.search(zh)
    if duty and not _states_duty(unit.en, zh):
        message = f"the Chinese states a duty, {quote(unit.zh[slice(*duty.span())])}"
        yield unit.find(
            CODE,
            "warning",
            "en",
            (0, 0),
            f"{message}, and the English states none",
            other=duty.span(),
        )
    elif exchanged := find_duty_permitted(unit.zh, unit.en):
        yield _report_exchanged(unit, "states a duty", "permits", exchanged)
    permission = _PERMISSION.search(zh)
    strict = _STRICT_DUTY.search(unit.en)
    if (
        permission
        and strict
        and not duty
        and not _ONLY.search(zh)
        and not (_ENGLISH_PERMISSION.search(unit.en) or COMMAND.search(unit.en))
    ):
        places = (permission.span(), strict.span())
        yield _report_exchanged(unit, "permits", "obliges", places)
    elif exchanged := find_permission_obliged(unit.zh, unit.en):
        yield _report_exchanged(unit, "permits", "obliges", exchanged)


def _report_exchanged(unit: Unit, says: str, renders: str, places: tuple[Place, Place]) -> Finding:
    """Return the finding about Chinese words and English ones that say another thing.

    Args:
        unit: the pair.
        says: what the Chinese does.
        renders: what the English does.
        places: the places of the words, the Chinese one first.
    """
    chinese, english = quote(unit.zh[slice(*places[0])]), quote(unit.en[slice(*places[1])])
    message = f"the Chinese {says} ({chinese}), the English {renders} ({english})"
    return unit.find(CODE, "warning", "en", places[1], message, other=places[0])


def _find_permitted(unit: Unit) -> tuple[Place, Place] | None:
    """Return the places of a Chinese prohibition and of English that permits it, or None."""
    if says_only_if(unit.zh, unit.en):
        return None
    for place in match_negations(unit.zh, unit.en).zh:
        permits = find_permission(unit.zh[slice(*place)], unit.en)
        if permits and not permits_contrary(unit.zh, place, unit.en):
            return place, permits
    return find_surely_permitted(unit.zh, unit.en)


def _states_duty(en: str, zh: str) -> bool:
    """Tell whether an English text states a duty.

    Args:
        en: the English text.
        zh: its Chinese in simplified characters, which may account for words such as "only".
    """
    if _ENGLISH_DUTY.search(en) or COMMAND.search(en):
        return True
    rest = _NO_NEED.sub("", _DUTY.sub("", zh))
    command = _MAKE_SURE.search(en)
    if command and (command.start() == 0 or not _MAKE_SURE_ZH.search(rest)):
        return True
    return any(
        english.search(en) and not chinese.search(rest) for english, chinese in _ALSO_DUTY_PATTERNS
    )
