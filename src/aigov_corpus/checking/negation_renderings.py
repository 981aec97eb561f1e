"""Chinese negations that English may render without a negation, and those that it must not lose.

不强 (not strong) is also "weak", and 决不辜负 (never let down) "live up to". But 不得 forbids, and
不仅 is "not only".
"""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.checking.negation_cues import WITH_VERB
from aigov_corpus.checking.negation_heads import is_translation
from aigov_corpus.checking.rhetorical import ASKS_NOT, expects_yes
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

# Words after a Chinese negation that are negative themselves, so that English may say the contrary:
# 决不辜负 is to live up to. If the English has the word itself, it must negate it.
_UNDONE = (
    "辜负|放松|松懈|松劲|懈怠|动摇|忘|停|止步|退缩|放弃|缺席|缺位|例外|掉队|落下|遗漏|手软|含糊"
    "|耽误|误(?![导解会判差])|忽视|轻视|"
    "屈|低头|拖延|推诿|罢休|走样|变形|错过|丢|违背|食言|迟到|亚于|逊|次于|甘落后|输|怕|惧|畏|愧|辱"
    "|贷|打折扣|"
    "缺|乏|差|为过|外乎|啻|讳|吝|言弃|等了|减|降(?![落雨雪水温])|退(?![还款回税费换出])|变|负|走弯路|低估|竭"
)
_UNDONE_IN_ENGLISH = re.compile(
    r"\b(?:fail\w*|let\s+down|betray\w*|disappoint\w*|slack\w*|relax\w*|loosen\w*|waver\w*|shak\w+"
    r"|forg[eo]t\w*|stop\w*|ceas\w*|halt\w*|flinch\w*|shrink\w*|retreat\w*|g[ia]ve\s+up"
    r"|abandon\w*|discard\w*|yield\w*|bow(?:s|ed|ing)?|submit\w*|surrender\w*"
    r"|fear(?:s|ed|ing|ful)?|afraid|scare\w*|neglect\w*"
    r"|ignor\w*|overlook\w*|soft|lenient\w*|miss(?:es|ed|ing)?|lose|loses|lost|absent"
    r"|delay\w*|exceptions?|violat\w*"
    r"|inferior|lack\w*|reduc\w*|decreas\w*|declin\w*|fall\w*|chang\w*)\b",
    re.IGNORECASE,
)
# Words that a negation turns into their contrary, for which English has a word of its own: 不强.
_GRADED = (
    "强|足|高|大|深|多|平|平衡|充分|协调|完善|健全|明显|稳|牢|凡|平凡|满意|满|够|到位|突出|合理"
    "|规范|清|匹配|适应|"
    "适|容易|易|畅|通|快|轻|近|远|长|短|全|彻底|严|得力|健康|文明|小|寻常|一般|普通|灵|佳|理想|如意"
    "|顺|景气|"
    "活跃|妥|善|可小觑|相上下"
)
_MODAL = "(?:可能|应该|应当|可以|能够?|会|应|敢|肯|想)?"
"""Pattern for a word that may stand between a negation and its verb: 不应该缺席."""
_UNDOING = re.compile(f"{_MODAL}(?:{_UNDONE})")
_GRADING = re.compile(f"{_MODAL}(?:[太很够甚大尽是那么再]|十分|完全|一定)?(?:{_GRADED})")
_CONTRARY = re.compile(
    r"\b(?:improv\w*|strengthen\w*|enhanc\w*|needs?|low\w*|weak\w*|slow\w*|small\w*|complain\w*"
    r"|differ\w*"
    r"|problem\w*|challeng\w*|extraordinar\w*|remarkabl\w*|unusual\w*|exceptional\w*|issues?|bad\w*"
    r"|concern\w*|rugged|rough|bumpy|uneven\w*|worr\w*|wors\w*|scarce\w*|shallow\w*|vague\w*"
    r"|inferior\w*"
    r"|narrow\w*|sluggish\w*|backward\w*|minor\w*|loose\w*|sharp\w*|ill|sick|eventful|rich\w*)\b",
    re.IGNORECASE,
)
_CONTRARIES = {
    "[满足到达及]|[得准许宜要会能应可]?(?:超[过出]|[高大多长重]于)": (
        "under|below|less|fewer|younger|within|short|up\\s+to|(?:to\\s+|\\d+\\s*[-–—]\\s*)\\d+"
        "|minors?|between|before|at\\s+most|max(?:im\\w*)?|cap(?:s|ped)?|ceiling|limit(?:s|ed)?"
    ),
    "[得准许宜]?[晚迟]于": "by|until|before|within|deadline",
    "[得准许宜]?(?:[低少小短轻弱差逊早]于|下于?)": (
        "at\\s+least|minim\\w*|more|above|over|higher|greater|longer|better|after|exceed\\w*|meets?"
        "|match\\w*|equal\\w*|rival\\w*|reach\\w*|from|between|onwards?|on\\s+a\\s+par"
    ),
    "(?:[漏落少缺留拉丢掉]下?[一任]|留死角|留空白)": (
        "every\\w*|all|each|last|entire\\w*|whole|full\\w*|complete\\w*|thorough\\w*"
    ),
    "包[括含]": "other\\s+than|except\\w*|apart\\s+from|aside\\s+from",
    "携?带": "leave\\w*|left|(?:keep|kept)\\s+(?:\\w+\\s+){1,3}(?:away|out)",
    "开[门放业]?": "clos\\w*|shut",
    "[要会]?关[闭掉上]?": (
        "(?:leave|left|ke[ep]t?|keeps?|remain\\w*|stay\\w*)\\s+(?:\\w+\\s+){0,4}?(?:open|on"
        "|running)"
    ),
    "失败|输": "succe\\w*|won|wins?|winning|prevail\\w*|triumph\\w*",
    "比[^，。；]{1,8}更|什么比": "best|most|great\\w*|strong\\w*|perfect\\w*|\\w{3,}est",
    "[必用需要]?(?:担心|忧虑|紧张)": "assured|relax\\w*|eas[ey]|calm\\w*|confiden\\w*",
    "公开": "private\\w*|closed|secret\\w*|confidential\\w*|camera|behind",
    "[太甚很算再]?[多常]": "rare\\w*|few|scarce\\w*|little|seldom|uncommon",
    "[太甚很算]?[贵高]": "cheap\\w*|reasonabl\\w*|afford\\w*|low|moderate",
    "报": "conceal\\w*|hid(?:e|es|den|ing)?|cover\\w*|withh\\w*|unreported",
    "分(?![开割配享发担派离辨析类批摊散给出心泌红拨])": (
        "or|every\\w*|whatever|whichever|regardless|irrespective|any\\w*|all|equal\\w*"
    ),
    "如": "better|best|rather|prefer\\w*|worse|less|inferior|superior|excel\\w*|surpass\\w*",
    "在": "outside|beyond|away|absen\\w+|out|abroad|gone|off",
    "[说讲作出吭]|言|语": "silen\\w*|quiet\\w*|mute|speechless",
    "合格|达标": "sub-?standard|defect\\w*",
    "(?:是[很那]么?)?容?易": "rare\\w*|hard|difficult\\w*|arduous|tough|challeng\\w*",
    "[错坏赖差]": "good|nice|great|fine|well|decent|pretty|quite",
    "喜|爱": "dislik\\w*|hat(?:e|es|ed)|fed\\s+up|avers\\w*",
    "[走动离撤]": "stay\\w*|remain\\w*|still|kept|keep\\w*",
    "再": (
        "deprecat\\w*|obsolete|discontinu\\w*|retire\\w*|stop\\w*|g[ia]ve\\s+up|given\\s+up"
        "|quit\\w*"
        "|former\\w*"
    ),
    "(?:什么)?[问大异]?[题事碍议]|关系|问题": "fine|ok|okay|all\\s+right|smooth\\w*|agree\\w*|well",
    "[太甚]?[远遥]": "near\\w*|close\\w*|in\\s+sight|short",
    "相?信|看[好重]|容?乐观": (
        "suspicious\\w*|doubt\\w*|s[ck]eptic\\w*|pessimis\\w*|wary|gloomy|bleak\\w*"
    ),
    "[要能可]?一(?:次|下子|口气)": "stages|gradual\\w*|bit|batch(?:es)?|parts|slow\\w*|time",
    "靠近|接近|越过|跨越": "behind|within|inside|clear|back|away|off|distance",
    "亮": "dark|off|out|dim",
    "[^，。；]{1,4}了(?=[，。；！]|$)": "los(?:e|es|t|ing)",
    "缘": "cost(?:s|ing)?|miss\\w*|out|eliminat\\w*|den(?:y|ied|ies)|lose|lost|end(?:s|ed)?",
    "[得要会能]?(?:见光|受潮|[碰沾进]水|碰撞|震动)": (
        "shield\\w*|protect\\w*|dark\\w*|dry|away|avoid\\w*|prevent\\w*"
    ),
    "[实真]": "fak\\w*|false\\w*|fraud\\w*|fictitious\\w*",
    "(?:太|完全|大|很)?(?:[相尽]?同|一样)": "differ\\w*|other|another|var[iy]\\w*|separate\\w*",
    "久": "soon|recent\\w*|short\\w*",
    "[清明][朗晰楚确]?": "vague\\w*|obscur\\w*|cloud\\w*|blur\\w*|ambigu\\w*",
    "知道?": "some\\w*|wonder\\w*|unclear|puzzl\\w*|doubt\\w*",
    "放": "hold\\w*|held",
    "可?见": "hid(?:e|es|den|ing)?|conceal\\w*|invisible|vanish\\w*",
    "动": "still|firm\\w*|motionless",
    "[舒好][服受适]?": "ill|sick\\w*|unwell|sore|hurt\\w*|pain\\w*|uneasy",
    "[擅善]长?": "worse|poor\\w*|weak\\w*|bad\\w*",
    "正常": "abnormal\\w*|strange\\w*|odd\\w*|wrong\\w*|fault\\w*|irregular\\w*",
    "透明": "opa(?:que|c)\\w*",
    "被|受": "protect\\w*|from\\s+being|safe|immun\\w*|remain\\w*|escap\\w*|spare\\w*",
    "(?:[这那]么|[这那]样|以为)(?:看|想|认为|然|说)?|敢苟同|认同": (
        "differ\\w*|disagree\\w*|otherwise|doubt\\w*"
    ),
    "色差|(?:什么|任何)?(?:差[别异]|区别|两样|变化?)": (
        "as\\s+(?:shown|pictured|described|before|ever|always|expected)|same|identical|match\\w*"
        "|alike|remain\\w*|stable|steady|constant"
    ),
    "赞成|推荐|建议|鼓励|提倡": (
        "bad\\s+idea|frown\\w*|deprecat\\w*|discourag\\w*|inadvisable|avoid\\w*"
    ),
    "结束|截止": "open\\w*|ongoing|as\\s+long\\s+as",
    "重要|明显|显著|可能": "least|less|minor|insignificant",
    "友好|友善": "hostile|unkind\\w*|rude\\w*|unfriendly",
    "改变|变动|更改|影响": (
        "stay\\w*|remain\\w*|unchanged|unaffected|intact|same|keep\\w*|regardless"
        "|as\\s+(?:it\\s+is|they\\s+are)"
    ),
    "任何|内容|东西|数据": "empty|emptied|blank|vacant|bare",
    "指定|提供|给出|填写|输入": "must|need\\w*|requir\\w*|missing|expect\\w*",
    "(?:能|能够)?(?:[按依如准](?:期|时|约|规定|约定)|及时)": (
        "late\\w*|overdue|past\\s+due|tard\\w+|delay\\w*|delinquen\\w*|arrears|default\\w*"
        "|in\\s+(?:breach|violation)|violates?"
    ),
    "(?:能|能够|见|有)?(?:缓解|好转|改善|消[失退除]|减轻|痊愈|恢复)": (
        "persist\\w*|continu\\w*|last\\w*|linger\\w*|worse\\w*|deteriorat\\w*"
    ),
    "勾选|选中|选[择取定]": "clear\\w*|blank|empty|off",
    "平衡|准确|正确|对|实际": "bad|off|wrong\\w*|error\\w*|mistake\\w*|fals\\w+",
    "利(?!润|息|率|用)": (
        "problem\\w*|harm\\w*|hamper\\w*|hinder\\w*|detriment\\w*|hurt\\w*|bad\\w*|damag\\w*"
        "|difficult\\w*|adverse\\w*"
    ),
    "提示|显示|弹出|发出|响": "suppress\\w*|mut(?:e|ed|es|ing)|silen\\w*|hid(?:e|es|den|ing)?",
}
"""Chinese words, each with English words for the contrary that a negation makes of it: 不公开, "in
private"."""
_CANCELLED = {
    "拒|推[辞却]|谢绝": (
        "refus\\w*|reject\\w*|declin\\w*|den(?:y|ies|ied|ial)\\w*"
        "|turn\\w*\\s+(?:\\w+\\s+){0,3}?(?:away|down)"
    ),
    "阻[止碍挠拦]|妨[碍害]|干[扰预涉]|刁难": (
        "hinder\\w*|obstruct\\w*|imped\\w*|interfer\\w*|interven\\w*|prevent\\w*|disrupt\\w*"
        "|hamper\\w*|disturb\\w*|block\\w*|stop\\w*|bar(?:s|red)?|ke[ep]p?t?s?|harass\\w*"
    ),
    "限(?!于)|受[^，。]{0,2}限": (
        "limit\\w*|restrict\\w*|confin\\w*|constrain\\w*|curtail\\w*|cap(?:s|ped)?"
    ),
    "歧视|区别对待": "discriminat\\w*|differen\\w*|prejudic\\w*",
    "隐[瞒匿]|瞒|掩[盖饰]|遗漏": (
        "conceal\\w*|hid(?:e|es|den|ing)?|withh[eo]ld\\w*|cover\\w*|omit\\w*|omission\\w*|miss\\w*"
    ),
    "拖[欠延]|克扣|欠": (
        "ow(?:e|es|ed|ing)|arrears|default\\w*|delay\\w*|late|overdue|withh[eo]ld\\w*"
        "|deduct\\w*|dock\\w*"
    ),
    "推[诿托卸脱]|[逃躲规回]避|敷衍": (
        "shirk\\w*|evad\\w*|evasi\\w*|avoid\\w*|dodg\\w*|shift\\w*|escap\\w*|shun\\w*"
        "|circumvent\\w*"
    ),
    "反对|抗拒|抵触|否[认定]": (
        "oppos\\w*|object\\w*|resist\\w*|against|den(?:y|ies|ied)|disput\\w*|reject\\w*"
    ),
    "怀疑|质疑": "doubt\\w*|suspect\\w*|suspicio\\w*|question\\w*|challeng\\w*",
    "违[反背约]?|脱离|偏离|背离": (
        "violat\\w*|breach\\w*|contraven\\w*|infring\\w*|br[eo]a?k\\w*|depart\\w*|deviat\\w*"
        "|contrary|against|separat\\w*|divorc\\w*|detach\\w*|stray\\w*"
    ),
}
"""Chinese verbs of refusing, hindering, lacking and failing, each with the English words for it. A
negation cancels them, so that 不得拒绝 is a duty, unless the English has one of these words."""
_CANCELLED_PATTERNS = [
    (
        re.compile(f"{_MODAL}(?:[再会得以]|加以|予以|受)?(?:{chinese})"),
        re.compile(rf"\b(?:{english})\b", re.IGNORECASE),
    )
    for chinese, english in _CANCELLED.items()
]
_CONTRARY_PATTERNS = [
    (re.compile(f"{_MODAL}(?:{chinese})"), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for chinese, english in _CONTRARIES.items()
]
_NOT_YET = re.compile("(?:[尚还]?未|还没有?|没有?|尚无)$")
_WHEN = re.compile("[^，。；]{0,15}?(?:[时前]|之际|以[前先])")
_EITHER_ZH = re.compile("不[是在][^。；]{1,15}?[就便][是在]")
_EITHER_EN = re.compile(r"\bor\b", re.IGNORECASE)
"""Pattern for 不是…就是, which is "either … or"."""
_SURELY_NOT = re.compile("不会[^，。；]{1,20}?吧[？?]")
"""Pattern for a question that doubts: 不会真有人觉得好看吧, does anyone think so?"""
_UNLESS_ZH = re.compile("除非[^。；！？]{1,60}?(?:否则|不然)[^。；！？，]{0,6}$")
_IF_EN = re.compile(r"\b(?:if|when|once|provided|as\s+long\s+as)\b", re.IGNORECASE)
"""Patterns for 除非…否则不要, "unless … do not", and for the English of it that says "only if"."""
_OR_ELSE_ZH = re.compile("(?:如果|若|要是|倘若|假如|如)[^，。；]{0,12}$")
_OR_ELSE_EN = re.compile(
    r"\b(?:otherwise|or\s+else|failing\s+(?:this|that|which))\b", re.IGNORECASE
)
"""Patterns for 如果 before a negation, and for English that says the condition by "otherwise"."""
_UNABLE_ZH = re.compile("(?:无法|不能|没能|未能)$")
_UNABLE_EN = re.compile(r"\b(?:trouble|problems?|errors?|difficult\w*)\b", re.IGNORECASE)
"""Patterns for 无法 and its like, and for what English has with what cannot be done: "trouble
processing it"."""
_OVERDUE_ZH = re.compile("(?:逾期|到期|[屆届过過]期|期[满滿])[仍尚而]?$")
_OVERDUE_EN = re.compile(
    r"\b(?:overdue|late|arrears|delinquen\w*|default\w*|laps(?:e|ed|es))\b", re.IGNORECASE
)
"""Patterns for what stands before a negation in 逾期未缴, and for one English word for both."""
_RATHER_ZH = re.compile("(?:而|(?<=而))(?:不是|并?非)")
_RATHER_EN = re.compile(
    r"\b(?:prefer\w*|favou?r\w*|over|opposed\s+to|versus|more\b[^.;]{1,60}?\bthan)\b", re.IGNORECASE
)
"""Pattern for the English of 而不是 (and not) that is neither "not" nor "instead"."""
_WHO_NOT = re.compile("(?:谁家?|哪[个有能会人家])[又会能]?$")
_EVERYONE = re.compile(r"\b(?:every\w*|all|any\w*|who\w*)\b", re.IGNORECASE)
"""Patterns for what is before the negation of 谁不想, "everyone wants", and for its English."""
_BEFORE = re.compile(r"\b(?:before|prior\s+to|ahead\s+of)\b", re.IGNORECASE)
"""Pattern for the English of 尚未开工时 (when work had not begun): before work began."""
_NOT_ONLY_ZH = re.compile("不(?:[能要可应会该必]|应该|可以)?[只仅]|不[但光单]|非但")
_ALSO_EN = re.compile(
    r"\b(?:as\s+well|more\s+than|beyond|besides|both|alike|in\s+addition|along\s+with)\b",
    re.IGNORECASE,
)
"""Patterns for 不仅 (not only), and for its English without a negation."""
_ONLY_ZH = re.compile("[只仅才唯]")
_ONLY_EN = re.compile(r"\b(?:only|merely|just)\b", re.IGNORECASE)
_BY_WORDS_BEFORE = [
    (_OR_ELSE_ZH, _OR_ELSE_EN),
    (_OVERDUE_ZH, _OVERDUE_EN),
    (_UNLESS_ZH, _IF_EN),
    (_WHO_NOT, _EVERYONE),
]
"""Patterns for what stands before a negation, with those for English that then needs none."""
_BY_WORDS_AT = [
    (_NOT_ONLY_ZH, _ALSO_EN),
    (_RATHER_ZH, _RATHER_EN),
    (_EITHER_ZH, _EITHER_EN),
    (_SURELY_NOT, re.compile(r"\?")),
    (re.compile(ASKS_NOT), re.compile("")),  # if English does not ask, `question` tells it
]
"""Patterns for a negation with what follows it, in the same way."""
_SAYS_NOT = re.compile(
    r"\bnot\b|n['’]t\b|\bno\b|\bmore than\b|\bbeyond\b|\bnever\b|\bcannot\b", re.IGNORECASE
)
_AFTER = 6
"""Characters behind a negation that tell what it negates."""


def is_renderable(zh: str, place: tuple[int, int], en: str) -> bool:
    """Tell whether English may render a Chinese negation and what follows it by another word.

    不强 (not strong) is also "weak" or "needs to be improved", and 不放松 (not slacken) "hold on".
    """
    simplified = simplify(zh)
    before, negation = simplified[: place[0]], simplified[slice(*place)]
    after = "" if WITH_VERB.match(negation) else simplified[place[1] :][:_AFTER]
    if _UNDOING.match(after):
        return not _UNDONE_IN_ENGLISH.search(en)
    if _GRADING.match(after) and _CONTRARY.search(en):
        return True
    if any(chinese.search(before) and english.search(en) for chinese, english in _BY_WORDS_BEFORE):
        return True
    if any(
        chinese.match(simplified, place[0]) and english.search(en)
        for chinese, english in _BY_WORDS_AT
    ):
        return True
    if _UNABLE_ZH.search(negation) and _has_own(_UNABLE_EN, en, zh, place):
        return True
    if "?" not in en and expects_yes(simplified, place[0]):
        return True
    if _NOT_YET.search(before + negation) and _BEFORE.search(en):
        return _WHEN.match(simplified, place[1]) is not None
    if any(
        chinese.match(after) and not english.search(en) for chinese, english in _CANCELLED_PATTERNS
    ):
        return True
    negated = simplified[place[0] + 1 : place[1] + _AFTER]
    negated = negated.lstrip("勿未").removeprefix("有")
    start = min(len(zh), place[1] + _AFTER) - len(negated)
    return any(
        _has_own(english, en, zh, (place[0], start + found.end()))
        for chinese, english in _CONTRARY_PATTERNS
        if (found := chinese.match(negated))
    )


def _has_own(pattern: re.Pattern[str], en: str, zh: str, place: tuple[int, int]) -> bool:
    """Tell whether an English text has a word that renders nothing beside a place in the Chinese.

    So "errors" is no rendering of 不对 in 不对任何错误负责, since it renders 错误. But "private" is
    one of 不公开 beside 国家秘密, for which the English has "secrets".
    """
    found = {one[0] for one in pattern.finditer(en)}
    if not found:
        return False
    beside = simplify(f"{zh[: place[0]]} {zh[place[1] :]}")
    words = [word for word, _, _ in find_words(beside, lang="zh") if not word.isascii()]
    said = {word for word, _, _ in find_words(en, lang="en")}
    return any(
        all(
            any(is_translation(other, word) for other in said - {one})
            for word in words
            if is_translation(one, word)
        )
        for one in found
    )


def is_graded(zh: str, place: tuple[int, int]) -> bool:
    """Tell whether a Chinese negation negates a word with a contrary: 不长 (short)."""
    return _GRADING.match(simplify(zh[place[1] : place[1] + _AFTER])) is not None


def list_undone(zh: str, place: tuple[int, int], en: str) -> list[tuple[int, int]]:
    """Return the places of English words for the negative word behind a Chinese negation.

    So "slacken" is for 懈怠 in 不能懈怠, which the English must negate.
    """
    if not _UNDOING.match(simplify(zh[place[1] : place[1] + _AFTER])):
        return []
    return [found.span() for found in _UNDONE_IN_ENGLISH.finditer(en)]


def find_lost_not_only(zh: str, en: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the places of an English "only" and of the Chinese 不仅 (not only) it stands for."""
    chinese = _NOT_ONLY_ZH.search(simplify(zh))
    english = _ONLY_EN.search(en) if chinese else None
    if not chinese or not english or _ONLY_ZH.search(_NOT_ONLY_ZH.sub("", simplify(zh))):
        return None
    return None if _SAYS_NOT.search(en) else (english.span(), chinese.span())
