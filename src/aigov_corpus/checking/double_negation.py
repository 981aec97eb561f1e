"""Negations that a second negative word cancels: "never lose", 没有一个不支持.

"Must never lose" means the same as 始终保持 (always keep), and 没有一个不支持 (none does not
support) the same as "everyone supports". So such a negation needs no counterpart in the other text.
But if the other text has the second word without a negation, the meaning differs: 放松管制 (relax
controls) is not "we must not relax controls".
"""

from __future__ import annotations

from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.checking.clause_places import find_clause
from aigov_corpus.checking.units import Place
from aigov_corpus.text.simplified import simplify

_TAKEN_BACK = {
    r"los(?:e|es|ing|t)|miss(?:es|ed|ing)?": "失|丢|掉|错过|遗|输",
    r"waver\w*|shak(?:e|en|ing)|sway\w*|vacillat\w*|falter\w*|hesitat\w*": "动摇|犹豫|摇|迟疑",
    r"ignor\w*|neglect\w*|overlook\w*|disregard\w*|underestimat\w*": "忽|轻视|漠视|无视|低估",
    r"forg[eo]t\w*": "忘|遗",
    r"separat\w*|divorc\w*|detach\w*|dissociat\w*": "分|离|脱",
    r"fail\w*|default\w*": "失|败|未|违|辜负|没",
    r"(?:left|leave|leaving|fall|falling|lag\w*)\s+(?:behind|out|unattended)|lag\w*": "落|掉|滞|漏",
    r"delay\w*|postpon\w*|put(?:ting)?\s+off": "延|拖|推迟|耽|误|晚|迟|缓",
    r"trouble|difficult\w*|problems?": "难|麻烦|困|问题|故障|障碍",
    r"object(?:ed|s|ing|ions?)?|oppos\w*|disagree\w*|dissent\w*": "反|异议|抗议|不同意",
    r"shirk\w*|evad\w*|dodg\w*|shun\w*|escap\w*|flinch\w*|shrink\w*": "推|逃|避|躲|退|畏",
    r"retreat\w*|shy|withdr[ae]w\w*": "退|撤|缩",
    r"afford\s+to": "负担|承受",
    r"relax\w*|slack\w*|loosen\w*|let\s+up|soften\w*": "松|懈|放",
    r"refus\w*|reject\w*|declin\w*": "拒|否|驳|绝|辞|禁|降|减|跌|落|垃圾|废",
    r"hinder\w*|obstruct\w*|imped\w*|imping\w*": "阻|碍|妨|扰|拦",
    r"conceal\w*|hide|withhold\w*": "瞒|隐|藏|扣|掩|遮",
    r"stop\w*|ceas\w*|paus\w*|interrupt\w*": "停|止|歇|断|终|休",
    r"abandon\w*|giv(?:e|en|ing)\s+up|relinquish\w*|discard\w*|surrender\w*": "弃|让|放|屈|降|丢",
    r"deviat\w*|depart(?:ed|s|ing)?\s+from|stray\w*|swerv\w*": "偏|离|背",
    r"violat\w*|breach\w*|reneg\w*|betray\w*|let\s+\w+\s+down|disappoint\w*": "违|破|背|叛|失|辜负",
    r"den(?:y|ied)|doubt\w*|disput\w*|questioned": "否|疑|质|争",
    r"tolerat\w*|compromis\w*": "容|忍|妥协|让",
    r"exceed\w*|surpass\w*": "超|逾|过|以上|大于|高于",
    r"compl(?:y|ies|ied|ying)|conform\w*|abid\w*": "遵|守|合|符|依|照",
    r"easy|simple|light": "易|轻|简单",
    r"(?<!at\s)the\s+same|identical": "(?<!不)[相等雷]同|同样|一样|一致|等于|就是",
    r"alone|lonely": "孤|独",
    r"clos(?:e(?!\s+(?:to|ties?|links?|contacts?|relations?\w*|partner\w*|friends?)\b)"
    r"|es|ed|ing)|shut": "关|闭|休|停",
    r"end(?:s|ed)?": "停|止|束|完|终|毕",
    r"absent": "缺|旷|避|不在",
    r"disclos\w*|reveal\w*|leak\w*|divulg\w*": "泄|露|披|公开|透",
    r"unlike\w*|uncommon\w*|unusual\w*|unreasonabl\w*|insignificant\w*|impossible": "不|非|无",
}  # fmt: skip
"""English words that cancel a negation before them, each with the Chinese words for it. If the
Chinese text has one of these, the negation is a real one."""
_BEHIND_NOT = r"(?:\s+[\w'’,]+){0,4}?\s+"
_TAKEN = [
    (re.compile(rf"(?:{_BEHIND_NOT})(?:{english})\b", re.IGNORECASE), re.compile(chinese))
    for english, chinese in _TAKEN_BACK.items()
]
_IDIOM = re.compile(
    # no choice but, cannot help, cannot overstate
    r"\bno\s+(?:\w+\s+)?(?:choice|option|alternative|way)\s+(?:but|other\s+than|except)\b"
    r"|\b(?:can(?:not|\s+not|['’]t)|could(?:\s+not|n['’]t))\s+(?:\w+\s+){0,2}?"
    r"(?:help(?=\s+(?:but|\w+ing)\b)|but|wait"
    r"|exaggerat\w*|overstate\w*|over-?(?:emphasi[sz]|estimat)\w*)\b"
    # questions that expect a yes: …, isn't it? Is it not …? Isn't it …?
    r"|,\s*(?:is|are|was|were|do|does|did|has|have|had|can|could|would|should|wo|ca)"
    r"n['’]t\s+\w+\s*\?"
    r"|\b(?:is|are|was|were|do|does|did|has|have|had|can|could|would|should|will)"
    r"\s+(?:\w+\s+){1,3}?not\b[^.;!?]*\?"
    r"|\b(?:is|are|was|were|do|does|did|has|have|had|ca|could|would|should|wo)"
    r"n['’]t\s+\w+\b[^.;!?]*\?"
    # set phrases, and a No that answers
    r"|\bnothing\s+\w+(?:\s+\w+){0,3}?\s+(?:like|(?:so|as)\s+much\s+as)\b"
    r"|\bnever\s+mind\b|\b(?:don['’]t|do\s+not)\s+mention\s+it\b|\bdon['’]t\s+you\s+dare\b"
    r"|^No,|(?<=[.!?]\s)No,|(?<=['“\"‘])No,|\bnowhere\s+is\b|\bto\s+no\s+avail\b",
    re.IGNORECASE,
)
"""Pattern for phrases with a negation that say something positive."""
_BUT_FOR = re.compile(
    r"(?!\s+only)[^.;:!?]{1,80}?\b(?:until|unless|without|except|other\s+than|but)\b", re.IGNORECASE
)
"""Pattern for what follows a negation in "no one may … without"."""
_ONLY_THEN = re.compile(
    "[才只仅唯须俟]|[方始](?=[可能得准予])|必(?=先|待|经)|再(?!接再|创|次|度|生)|待[^，。]{1,12}后"
    "|(?<![已曾未历])经(?![济营常历理验费过])"
)
"""Pattern for the Chinese of "no one may … without": 经批准方可."""
_TWICE = re.compile(
    "(?:没有|没|无|莫|绝非|未[尝必]|从未|并非)[^不没未无非]{0,10}?(?:不(?![同断少变息懈止移败渝朽])"
    "|未(?!来))"
    "|(?:不[能可得会该敢肯是]|不可能|未[尝必]"
    "|并非)[^不没未无非]{0,6}?(?:不(?![同断少变息懈止移败渝朽])|没|未(?!来)"
    "|无(?![关偿线形期害遗私]))"
    "|非[^不没未无]{1,12}?(?:不可|不行|不成|莫属)|离不|少不[了得]|免不[了得]"
)
"""Pattern for two negations of a clause that make a positive statement."""
_NOT_WITHOUT = re.compile(
    "(?:未|非|不|没有|无)[^。；！？;]{1,30}?(?:不[得能予可准许]|禁止)(?!超|少|多|低|高)"
    "|除非[^。；！？;]{1,40}?[不勿]|[不勿][^。；！？;]{1,40}?除非|不[得能可准许]直接"
)
"""Pattern for 未经批准不得, without approval one must not, for 不…除非, not unless, and for
不得直接, not at once."""
_ONLY_IF = re.compile(
    r"\b(?:only|alone|sole|requir\w*|subject\s+to|prior|must\s+first|first|condition\w*"
    r"|based\s+on|once|before(?:hand)?|in\s+advance|must\s+(?:have|hold|carry|obtain))\b",
    re.IGNORECASE,
)


def is_taken_back(en: str, place: Place, zh: str) -> bool:
    """Tell whether the word that an English negation negates cancels it: "never lose".

    Args:
        en: the English text.
        place: the place of the negation.
        zh: the Chinese text. If it has the negated word too, the negation is a real one.
    """
    if any(start <= place[0] < end for start, end in _find_idioms(en)):
        return True
    chinese = simplify(zh)
    if _BUT_FOR.match(en, place[1]) and _ONLY_THEN.search(chinese):
        return True
    return any(english.match(en, place[1]) and not word.search(chinese) for english, word in _TAKEN)


@lru_cache(maxsize=1 << 8)
def _find_idioms(en: str) -> tuple[Place, ...]:
    """Return the places of the phrases with a negation that say something positive."""
    return tuple(found.span() for found in _IDIOM.finditer(en))


def is_twice(zh: str, place: Place) -> bool:
    """Tell whether a Chinese negation and another one of its clause say something positive."""
    start, end = find_clause(zh, place, "zh")
    found = _TWICE.search(simplify(zh[start:end]))
    return found is not None and found.start() < place[1] - start and place[0] - start < found.end()


def says_only_if(zh: str, en: str) -> bool:
    """Tell whether Chinese forbids what does not fulfil a condition, and English has "only".

    非公务员不得报考 (who is no civil servant must not apply) is "only civil servants may apply".
    """
    return bool(_ONLY_IF.search(en) and _NOT_WITHOUT.search(simplify(zh)))
