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
    "可能|(?<![许許认認不])可(?![能见靠观惜怕怜谓是疑贵喜爱恶笑选用视信])"
    "|(?<![机社委员协大工商])会(?![议员社计长见话])|或许|也许"
    "|(?<![可功性智职节产只技机电体动])能(?![源力量级够干耗效])|能够"
    "|有时|以免|愿|祝|有权|(?<![不取获所应值使觉])得(?!到)"
)
"""Pattern for Chinese words that "may" can render: permission and possibility."""
_MAY_EN = re.compile(r"\bmay\b(?!\s+(?:not|only|be\s+(?:only|no)|\d|[A-Z]))")
_ALSO_MAY_EN = re.compile(
    r"\b(?:can|could|might|able|possib\w*|will|would|entitled|allow\w*|permit\w*|potential\w*"
    r"|probab\w*|perhaps)\b",
    re.IGNORECASE,
)
_DUTY_EN = re.compile(
    r"\b(?:shall|must|should|ought|ha(?:ve|s|d)\s+to|need\w*\s+to|requir\w*|oblig\w*|mandatory"
    r"|compulsory|necessary|(?:is|are|be|was|were)\s+(?:(?:expected|supposed|meant)\s+)?to\b|duty|duties|bound|please"
    r"|responsib\w*)\b",
    re.IGNORECASE,
)
_PERMISSION_ZH = re.compile(
    "可以(?!说)|(?<![不认许尽宁])可(?=[向由在依就以]|根据|申请|要求|委)|有权|(?<!不)允许|能够"
)
_DEMAND_ZH = re.compile(
    "需要?|要求|必要|(?<![申邀聘])请(?!求)|义务|责任|负责|要(?![求么素点件闻害])(?<![需必重主首不只])"
)
"""Pattern for what English words for a duty, and commands, render besides a duty."""
_ABLE_ZH = re.compile("可能|(?<![可功性智职节产只技机电体动])能(?![源力量级够干耗效])")
"""Pattern for what "can" renders besides a permission."""
_ALSO_DUTY_ZH = re.compile(
    "(?<![反相适供对回响呼感效])应(?![用急对答有变])|(?<![申邀聘])请(?!求)|(?<=[应不你您我他她们])该"
    "|(?<![重主首])要(?![么素点件闻])|[须必需务宜才]|只(?:[能有可准许应]|(?=[^，。；]{0,6}可以))"
    "|得(?!到|出|以|了|很|起|知|名|分|益|奖|票|[^，。；]{0,4}?[好快多])|不[得可能]|方可|始得"
)
_MUST_EN = re.compile(r"\bmust\b|\bha(?:ve|s)\s+to\b", re.IGNORECASE)
_ALSO_MUST_EN = re.compile(
    r"\b(?:needs?|required?|requires|should|shall|necess\w*|only|want|please|if)\b", re.IGNORECASE
)
_PERMISSION_EN = re.compile(
    r"\b(?:may|can|could|might|able|abilit\w*|permi\w*|entitle\w*|eligib\w*)\b", re.IGNORECASE
)
_ALSO_PERMISSION_EN = {
    "possib\\w*": "可能",
    "option(?:s|al|ally)?": "选项|可选|选择|選項|可選|選擇|方案",
    "enabl\\w*": "启用|啟用|开启|激活|使|让",
    "allow\\w*|let": "允许|让|使|准|容",
    "free|freely": "自由|免费|免|空闲|释放|无",
    "right": "右|权|正|对",
    "choose|choice": "选",
    "available": "可用|有|提供|现有|可供",
    "will|would": "将|会|要|想|愿",
}
"""English words that may permit, each with Chinese words that they render besides."""
_ALSO_PERMISSION = [
    (re.compile(rf"\b(?:{english})\b", re.IGNORECASE), re.compile(chinese))
    for english, chinese in _ALSO_PERMISSION_EN.items()
]
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
    if not may:
        return None
    permissions = len(_MAY_EN.findall(en)) + len(_ALSO_MAY_EN.findall(en))
    stated = len(_DUTY_EN.findall(en)) + len(COMMAND.findall(en))
    asked = len(duties) + len(_DEMAND_ZH.findall(chinese))
    if len(_MAY_ZH.findall(chinese)) >= permissions or stated >= asked:
        return None
    return duties[0].span(), may.span()


def find_permission_obliged(zh: str, en: str) -> tuple[Place, Place] | None:
    """Return the places of a Chinese permission and of the "must" that it became, or None."""
    chinese = simplify(zh)
    permissions = list(_PERMISSION_ZH.finditer(chinese))
    must = _MUST_EN.search(en) if permissions else None
    if not must:
        return None
    duties = len(_MUST_EN.findall(en)) + len(_ALSO_MUST_EN.findall(en))
    if len(_ALSO_DUTY_ZH.findall(chinese)) >= duties:
        return None
    rest = _PERMISSION_ZH.sub("", chinese)
    permitted = len(_PERMISSION_EN.findall(en))
    permitted += sum(
        len(english.findall(en)) for english, other in _ALSO_PERMISSION if not other.search(rest)
    )
    if permitted >= len(permissions) + len(_ABLE_ZH.findall(rest)):
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
