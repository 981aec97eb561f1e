"""A duty that became a permission, or a permission that became a duty, found by counting.

A pair of several sentences states several duties, so that a word for one of them may stand in the
English though another was turned into "may". The check counts: a "may" for which the Chinese has no
permission and no possibility, and one duty less in English than in Chinese, are the same fault.
"""

from __future__ import annotations

import re

from aigov_corpus.checking.commands import COMMAND
from aigov_corpus.checking.units import Place
from aigov_corpus.text.simplified import simplify

_DUTY_ZH = re.compile(
    "应当(?![前时今年日月是]|承认|看到|指出|说)|应该(?!说)|必须(?!承认|看到|指出|说)|务必"
    "|(?<![不无何])须(?![发眉弥臾晴])"
    "|(?<![反相适供对回响呼感效因本一答顺])应(?![当该对用付急届邀运酬和变有声聘战试景允承机城收税交力激])"
)
_MAY_ZH = re.compile(
    "可(?![见靠观惜怕怜谓是疑贵喜爱恶笑])|[会](?![议员社计长见])|或许|也许|能(?![源力量级够干耗效])|能够"
    "|有时|以免|愿|祝|有权|(?<![不取获所应值使觉])得(?!到)"
)
"""Pattern for Chinese words that "may" can render: permission and possibility."""
_MAY_EN = re.compile(r"\bmay\b(?!\s+(?:not|only|be\s+(?:only|no)|\d|[A-Z]))")
_ALSO_MAY_EN = re.compile(
    r"\b(?:can|could|might|able|possib\w*|will|would|entitled|allow\w*|permit\w*)\b", re.IGNORECASE
)
_DUTY_EN = re.compile(
    r"\b(?:shall|must|should|ought|ha(?:ve|s|d)\s+to|need\w*\s+to|requir\w*|oblig\w*|mandatory"
    r"|compulsory|necessary|(?:is|are|be|was|were)\s+(?:\w+\s+)?to\b|duty|duties|bound|please"
    r"|responsib\w*)\b",
    re.IGNORECASE,
)
_PERMISSION_ZH = re.compile(
    "可以(?!说)|(?<![不认许尽宁])可(?=[向由在依就以]|根据|申请|要求|委)|有权|(?<!不)允许|能够"
)
_ALSO_DUTY_ZH = re.compile(
    "[应须必需要请务宜该只才]|得(?!到|出|以|了|很|起|知|名|分|益|奖|票)|不[得可能]|方可|始得"
)
_MUST_EN = re.compile(r"\bmust\b|\bha(?:ve|s)\s+to\b", re.IGNORECASE)
_ALSO_MUST_EN = re.compile(
    r"\b(?:needs?|required?|requires|should|shall|necess\w*|only|want|please|if)\b", re.IGNORECASE
)
_PERMISSION_EN = re.compile(
    r"\b(?:may|can|could|might|able|abilit\w*|allow\w*|permi\w*|possib\w*|entitle\w*|option\w*"
    r"|eligib\w*|enabl\w*|let|free|right|choose|available)\b",
    re.IGNORECASE,
)
_UNAPPROVED_ZH = re.compile("(?:未经|非经|不经|没有)[^。；]{1,30}?(?:不[得能可准许]|禁止)")
_WITHOUT = re.compile(
    r"\b(?:may|can|shall)\b(?!\s+(?:not|only|never|be\s+(?:not|only|no))\b)[^.;!?]{1,200}?\bwithout\b"
)
_OTHER_BAR = re.compile(
    r"\b(?:not?|nor|never|none|neither|nobody|nothing|cannot|only|unless|except|until|prohibit\w*"
    r"|forb[ia]d\w*|ban\w*|unlawful\w*|illegal\w*|prevent\w*|refrain\w*|avoid\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Pattern for what may forbid besides "without"."""
_ALSO_BAR = re.compile(r"\b(?:without|lest|impermissible|stop\w*|less|keep)\b", re.IGNORECASE)
_BAN_ZH = re.compile("(?<!要)不要(?!紧)|[请切]勿|不准(?!确)|不许")
"""Pattern for what forbids those who are spoken to; 不得 and 禁止 have rules of their own."""
_MAY_LOOSE_EN = re.compile(r"\b[Mm]ay\b(?!\s+not)")


def find_duty_permitted(zh: str, en: str) -> tuple[Place, Place] | None:
    """Return the places of a Chinese duty and of the "may" that it became, or None."""
    chinese = simplify(zh)
    duties = list(_DUTY_ZH.finditer(chinese))
    may = _MAY_EN.search(en) if duties else None
    if not may or COMMAND.search(en):
        return None
    permissions = len(_MAY_EN.findall(en)) + len(_ALSO_MAY_EN.findall(en))
    if len(_MAY_ZH.findall(chinese)) >= permissions or len(_DUTY_EN.findall(en)) >= len(duties):
        return None
    return duties[0].span(), may.span()


def find_permission_obliged(zh: str, en: str) -> tuple[Place, Place] | None:
    """Return the places of a Chinese permission and of the "must" that it became, or None."""
    chinese = simplify(zh)
    permissions = list(_PERMISSION_ZH.finditer(chinese))
    must = _MUST_EN.search(en) if permissions else None
    if not must or COMMAND.search(en):
        return None
    duties = len(_MUST_EN.findall(en)) + len(_ALSO_MUST_EN.findall(en))
    if len(_ALSO_DUTY_ZH.findall(chinese)) >= duties:
        return None
    if len(_PERMISSION_EN.findall(en)) >= len(permissions):
        return None
    return permissions[0].span(), must.span()


def find_ban_permitted(zh: str, en: str) -> tuple[Place, Place] | None:
    """Return the places of a Chinese prohibition and of the "may" that it became, or None."""
    chinese = simplify(zh)
    bans = list(_BAN_ZH.finditer(chinese))
    may = list(_MAY_LOOSE_EN.finditer(en)) if bans else []
    if not may:
        return None
    permissions = len(may) + len(_ALSO_MAY_EN.findall(en))
    if len(_MAY_ZH.findall(_BAN_ZH.sub("", chinese))) >= permissions:
        return None
    bars = len(_OTHER_BAR.findall(en)) + len(_ALSO_BAR.findall(en))
    return None if bars >= len(bans) else (bans[0].span(), may[0].span())


def find_permitted_without(zh: str, en: str) -> tuple[Place, Place] | None:
    """Return the places of 未经…不得 and of an English "may … without" that permits it, or None."""
    chinese = _UNAPPROVED_ZH.search(simplify(zh))
    english = _WITHOUT.search(en) if chinese else None
    if not chinese or not english or _OTHER_BAR.search(en):
        return None
    return chinese.span(), english.span()
