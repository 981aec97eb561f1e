"""A duty, permission or prohibition of the Chinese text that is another in English: `modality`.

应当 and 必须 say that something must be done, 可以 that it may, 不得 that it may not. The check
finds texts in which the English has no word of that kind, turns a permission into a duty or a duty
into a permission, or permits what the Chinese forbids.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_gloss_stems
from aigov_corpus.checking.clause_places import find_clause
from aigov_corpus.checking.double_negation import is_twice, says_only_if
from aigov_corpus.checking.english_verbs import list_stems
from aigov_corpus.checking.modals import (
    LIKELY,
    POSSIBLE,
    SURE,
    Kind,
    Modal,
    Modals,
    count,
    read_chinese,
    read_modals,
)
from aigov_corpus.checking.negation_cues import find_english_cues, find_implicit_negatives
from aigov_corpus.checking.negation_matching import match_negations
from aigov_corpus.checking.negation_renderings import is_renderable
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.content_words import list_content_words
from aigov_corpus.text.simplified import simplify

CODE = "modality"
_SAYS: dict[Kind, str] = {"ban": "forbids", "duty": "states a duty", "permission": "permits"}
_ELSE = {
    r"not|cannot|never|without|no\s+\w+|may\s+not": "[不没无未非勿]|禁",
    "only": "[只仅唯才]",
    r"if|until|unless|condition\w*": "如|若|倘|直到|除非|条件|只要|否则|的，|(?:^|[，。；们国])要",
    r"it\s+takes": "费|花|用时|耗时|历时",
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
    r"provided\s+that": "规定|提供|只要|条件|前提",
    r"always": "始终|永远|一直|总是|历来",
    r"let": "让|使",
    r"due(?!\s+to)": "到期|应[付得收]|预产|由于|因",
}
"""English words that may state a duty where nothing else in their text does, each with Chinese
words that they render besides. If the Chinese text has one of these, they state no duty."""
_ELSE_PATTERNS = [
    (re.compile(rf"\b(?:{english})\b", re.IGNORECASE), re.compile(chinese))
    for english, chinese in _ELSE.items()
]
_ADVICE = re.compile(r"\b(?:recommend\w*|advisable|advised)\b", re.IGNORECASE)
_ADVICE_ZH = re.compile("推荐|建议|劝|必须|务必")
"""Patterns for advice, which renders 应当 too, and for what it renders else or does not render."""
_MAKE_SURE = re.compile(
    r"(?:^|[.;:,–—]\s+|\b(?:to|and|please|by|then)\s+)(?:ensur(?:e|ing)|mak(?:e|ing)\s+sure)\b"
    r"|\bmake\s+sure\s+(?:that\s+)?you\b",
    re.IGNORECASE,
)
"""Pattern for "make sure" as a command or an aim; "we make sure" states no duty."""
_CAN = re.compile(r"\bcan\b(?!\s+not)", re.IGNORECASE)
_NEED_NOT = re.compile("可以不(?![可能])|无需|无须|毋须")
_LACKING = re.compile("(?:未|非经|没有|无)[^。；]{1,30}?(?:不[得准许]|禁止|严禁)")
"""Pattern for a ban of whoever lacks something."""
_NO_SUBJECT = re.compile(
    r"\b(?:neither|nobody|none|no(?!\s+(?:later|earlier|less|more|fewer|longer|doubt|matter)\b))\b"
    r"[^.;:,]{0,60}$",
    re.IGNORECASE,
)
"""Pattern before "may" in "neither party may" and "no authority may"."""
_MUST_NOT = re.compile("(?:必须|应当?|务必|须)[^，。；]{0,12}?[不没无未禁避防勿]")
_MUST_THEN = re.compile("(?:必须|应当|务必|须)[^，。；]{1,60}?，?[^，。；]{0,40}?才[能可会有]")
_BEFORE_THEN = re.compile("才")
"""Patterns for 必须…才能, which is "only after", and for 才 of it, which says no more than this."""
_MAKE_SURE_ZH = re.compile("确|保证|保障")
_WITHOUT = re.compile(r"\bwithout\b[^.,;:]{1,80}", re.IGNORECASE)
"""Pattern for what states no condition: “prior” in "without prior consent"."""
_WELCOME = re.compile(
    r"\b(?:is|are|be)\s+(?:(?!hardly|scarcely|barely|rarely|seldom)\w+\s+)?"
    r"(?:welcomed?(?!\s+by)|acceptable|tolerated|at\s+liberty|free\s+to)\b"
    r"|\bfeel\s+free\b|\bwelcome\s+to\b",
    re.IGNORECASE,
)
_WELCOME_ZH = re.compile(
    "欢迎|歡迎|接受|自由|[随隨]意"
    "|(?:不要|[请請切]?勿)(?:再|太)?(?:客[气氣]|[犹猶遲迟]|拘|害?怕|害羞|[担擔]心|介意"
    "|[顾顧][虑慮忌]|[见見]外|[紧緊][张張]|吝)"
)
"""Patterns for words that permit, as "welcome" does, and for Chinese that they render besides, as
不要客气 is "feel free"."""
_AFTER = 6
"""Characters behind a ban that tell what it forbids."""
_BOUND_ZH = re.compile("(?:超|逾|[多高少低早晚大小]于)")
_BOUND_EN = re.compile(
    r"\b(?:up\s+to|at\s+(?:most|least)|maxim\w*|minim\w*|limit\w*|within|below|above|under"
    r"|least|most|(?:more|less|fewer|later|earlier|longer|higher|lower|greater)\s+than"
    r"|or\s+(?:more|less|fewer|later|earlier)|ceiling|cap(?:ped)?)\b",
    re.IGNORECASE,
)
"""Pattern for English words for a bound: 不得超过三个月 as "may last up to three months"."""
_HINDERS_ZH = re.compile(
    "[^，。；]{0,4}?(?:拒|阻[止碍挠拦]|妨[碍害]|限制|剥夺|禁|干[涉预]|排斥|歧视|刁难)"
)
_HINDERS_EN = re.compile(
    r"\b(?:refus|reject|den(?:y|ie)|declin|turn|hinder|obstruct|imped|restrict|limit|depriv"
    r"|interfer"
    r"|exclu|discriminat|harass|stop|interven|bar|ban|block|infring|restrain)\w*",
    re.IGNORECASE,
)
"""Pattern for what is forbidden where English may permit the contrary: 不得拒绝, "may"."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each duty that is lost, and each permission or prohibition reversed."""
    for unit in units:
        if unit.has_words and unit.zh != unit.en:
            yield from _compare(unit)


def _compare(unit: Unit) -> Iterator[Finding]:
    """Yield the findings of one unit; each begins with what the Chinese states."""
    if all(one.strength < LIKELY for one in read_chinese(unit.zh)):
        return
    modals = read_modals(unit.zh, unit.en)
    if found := find_permitted(unit.zh, unit.en):
        yield _report_exchanged(unit, "ban", "permission", found)
    elif obliged := find_obliged(unit):
        yield _report_exchanged(unit, "ban", "duty", obliged)
    if forbidden := _find_forbidden(unit.zh, modals):
        yield _report_exchanged(unit, "permission", "ban", forbidden)
    duty = modals.first("zh", "duty", SURE)
    if duty and not _states_duty(unit, modals):
        message = f"the Chinese states a duty, {quote(unit.zh[slice(*duty.place)])}"
        message = f"{message}, and the English states none"
        yield unit.find_between(CODE, message, zh=duty.place, en=None)
    elif exchanged := _find_exchanged(modals, "duty", "permission", SURE) or _find_weakened(
        unit, modals
    ):
        yield _report_exchanged(unit, "duty", "permission", exchanged)
    if exchanged := _find_exchanged(modals, "permission", "duty", SURE):
        yield _report_exchanged(unit, "permission", "duty", exchanged)


def _report_exchanged(unit: Unit, said: Kind, made: Kind, places: tuple[Place, Place]) -> Finding:
    """Return the finding about Chinese words of one kind and English ones of another.

    Args:
        unit: the pair.
        said: what the Chinese states.
        made: what the English states in its place.
        places: the places of the words, the Chinese one first.
    """
    chinese, english = quote(unit.zh[slice(*places[0])]), quote(unit.en[slice(*places[1])])
    message = f"the Chinese {_SAYS[said]} ({chinese}), the English {_SAYS[made]} ({english})"
    message = message.replace("English states a duty", "English obliges")
    return unit.find_between(CODE, message, zh=places[0], en=places[1])


def _find_exchanged(
    modals: Modals, said: Kind, made: Kind, least: int
) -> tuple[Place, Place] | None:
    """Return the places of a Chinese modal and of the English one of another kind that replaces it.

    A pair of several sentences states several duties, so that a word for one of them may stand in
    the English though another was turned into "may". So they are counted: one kind less and the
    other more often in English than in Chinese are the same fault.

    Args:
        modals: those of the pair.
        said: the kind of the Chinese one.
        made: the kind of the English one.
        least: how sure the English one must be.
    """
    chinese, english = modals.first("zh", said, LIKELY), modals.first("en", made, least)
    if chinese and english and modals.lacks(said) and modals.adds(made):
        return chinese.place, english.place
    return None


def _find_weakened(unit: Unit, modals: Modals) -> tuple[Place, Place] | None:
    """Return the places of 应 and of the "can" in its place, or None.

    The English must state no duty at all, and the Chinese permit nothing. 应该 may be a guess.
    """
    duty, can = modals.first("zh", "duty", LIKELY), _CAN.search(unit.en)
    if (
        not duty
        or not can
        or "该" in simplify(unit.zh[slice(*duty.place)])
        or count(modals.zh, "permission")
        or count(modals.en, "duty")
    ):
        return None
    found = duty.place, can.span()
    return None if _states_duty(unit, modals) or not _go_on_alike(unit, *found) else found


def find_obliged(unit: Unit) -> tuple[Place, Place] | None:
    """Return the places of a Chinese ban and of English that obliges to what it forbids, or None.

    So 不得排放 is not "must be discharged". The English must have nothing that negates it.
    """
    modals = read_modals(unit.zh, unit.en)
    duty = modals.first("en", "duty", SURE)
    if not duty or count(modals.en, "duty", POSSIBLE) <= count(modals.zh, "duty", POSSIBLE):
        return None
    is_negative = count(modals.en, "ban", POSSIBLE) or find_implicit_negatives(unit.en)
    if is_negative or says_only_if(unit.zh, unit.en):
        return None
    if _LACKING.search(simplify(unit.zh)) and not find_english_cues(unit.en).weak:
        return None  # 未经批准不得 is "must be approved"
    left = match_negations(unit.zh, unit.en).zh
    for one in modals.zh:
        if one.kind != "ban" or one.strength != SURE or one.place not in left:
            continue
        is_said = is_twice(unit.zh, one.place) or is_renderable(unit.zh, one.place, unit.en)
        if not is_said and _go_on_alike(unit, one.place, duty.place):
            return one.place, duty.place
    return None


def _go_on_alike(unit: Unit, zh: Place, en: Place) -> bool:
    """Tell whether a Chinese modal and an English one stand before the same words.

    The dictionary must find each word behind the Chinese modal in the English, and one of them
    behind the English modal: 不得用铅笔填写 is not "must be filled in with a pen".
    """
    behind = unit.zh[zh[1] : find_clause(unit.zh, zh, "zh")[1]]
    words = list_content_words(simplify(behind), lang="zh")
    known = [stems for stems in map(list_gloss_stems, words) if stems]
    said, said_behind = (
        {form for word in list_content_words(text, lang="en") for form in list_stems(word)}
        for text in (unit.en, unit.en[en[1] :])
    )
    return not any(map(said.isdisjoint, known)) and not all(map(said_behind.isdisjoint, known))


def _find_forbidden(zh: str, modals: Modals) -> tuple[Place, Place] | None:
    """Return the places of 可以不 (need not) and of the "must not" in its place, or None."""
    need_not = _NEED_NOT.search(simplify(zh))
    ban = modals.first("en", "ban", SURE)
    if not need_not or not ban or count(modals.zh, "ban") or count(modals.en, "permission"):
        return None
    return need_not.span(), ban.place


def find_permitted(zh: str, en: str) -> tuple[Place, Place] | None:
    """Return the places of a Chinese ban and of English that permits what it forbids, or None.

    Not meant are bounds (不得超过, "up to") and the contrary of what is forbidden (不得拒绝).
    """
    bans = [one.place for one in read_chinese(zh) if one.kind == "ban" and one.strength == SURE]
    if not bans:
        return None
    modals = read_modals(zh, en)
    permits = modals.first("en", "permission", LIKELY)
    if not permits and not _WELCOME_ZH.search(zh) and (found := _WELCOME.search(en)):
        permits = Modal("permission", LIKELY, found.span())
    if not permits or says_only_if(zh, _WITHOUT.sub("", en)):
        return None
    if _lacks_nothing(zh, en):
        return bans[0], permits.place
    if count(modals.en, "ban") and not (modals.lacks("ban") and modals.adds("permission")):
        left = match_negations(zh, en).zh
        bans = [place for place in bans if place in left]
    if not bans or _permits_contrary(zh, bans[0], en):
        return None
    if _NO_SUBJECT.search(en, 0, permits.place[0]):
        return None
    return bans[0], permits.place


def _lacks_nothing(zh: str, en: str) -> bool:
    """Tell whether English permits what Chinese forbids without something: "may enter without"."""
    cues = find_english_cues(en)
    said = {en[slice(*cue)].lower() for cue in (*cues.strong, *cues.weak)}
    return said == {"without"} and _LACKING.search(simplify(zh)) is not None


def _permits_contrary(zh: str, place: Place, en: str) -> bool:
    """Tell whether English may permit what is left by a prohibition: "up to" for 不得超过."""
    after = simplify(zh[place[1] : place[1] + _AFTER])
    if _BOUND_ZH.match(after):
        return _BOUND_EN.search(en) is not None
    return bool(_HINDERS_ZH.match(after)) and not _HINDERS_EN.search(en)


def _states_duty(unit: Unit, modals: Modals) -> bool:
    """Tell whether the English of a pair states a duty, be it by "not", "only" or "make sure"."""
    if modals.first("en", "duty", LIKELY):
        return True
    rest = modals.blank(simplify(unit.zh))
    if _MUST_NOT.search(simplify(unit.zh)) and modals.first("en", "ban", SURE):
        return True  # 必须禁止 is "must not"
    rest = _BEFORE_THEN.sub(" ", rest) if _MUST_THEN.search(simplify(unit.zh)) else rest
    command = _MAKE_SURE.search(unit.en)
    if command and (command.start() == 0 or not _MAKE_SURE_ZH.search(rest)):
        return True
    if _ADVICE.search(unit.en) and not _ADVICE_ZH.search(simplify(unit.zh)):
        return True
    return any(
        english.search(unit.en) and not chinese.search(rest) for english, chinese in _ELSE_PATTERNS
    )
