"""Words that negate, in Chinese and English, and words that say the same without a negation.

Chinese text is cut into words first, so that 不断 (continuously) or 别人 (others) is no negation.
A *strong* cue is always rendered by some negative expression. A *weak* one, such as 不平衡
(imbalance) or 源源不断, may be part of a word that has a positive counterpart.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_definitions
from aigov_corpus.checking.rhetorical import DENIES
from aigov_corpus.text.content_words import list_content_words, stem
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_STRONG = (
    "不 没 没有 未 不能 不会 不是 不得 不要 不可 并非 不许 不准 不应 不应该 不宜 不再 "
    "从未 未能 从不 绝不 决不 不必 不曾 不想 不愿 不愿意 不敢 不肯 不用 不该 无法 未经 "
    "毫无 并不 并没有 并未 没能 不行 不可能 不可以 不予 不需要 不需 无需 无须 不存在 "
    "不符合 不适用 不属于 不具备 不承担 不包括 不构成 不受 不影响 从没 也不 都不 而不是 "
    "不如 不至于 不含 毫不 不足以 不知道 不知 勿 请勿 切勿 切莫 切不可 "
    "没办法 没法 不接受 不允许 不让 不给 绝不能 决不能 "
    "不及 尚未 尚无 并无 从无 无权 绝不会 决不会 不应当 不适用于 不属 不计入 "
    "概不 恕不 均不 皆不 仍不 不容"
)
_POSITIVE = (
    "不断 不少 不同 不等 不久 不时 不禁 不妨 不过 不管 不论 无论 不惜 不愧 不一 不已 不料 "
    "不由得 非常 非凡 非洲 非盟 未来 未免 无数 无穷 无比 无人机 无线 无线电 无疑 否则 "
    "没少 是否 能否 可否 别人 别的 特别 分别 区别 差别 级别 类别 性别 识别 辨别 个别 判别 告别 "
    "别墅 鉴别 没收 沉没 淹没 莫斯科 是不是 能不能 会不会 要不要 有没有 可不可以 不锈钢 "
    "不列颠 不丹 了不起 对不起 差不多 不得了 忍不住 大不了 说不定 不得不 不能不 不可不 "
    "无不 非得 不外乎 不久前 不日 不乏 不免 不由 何不 无非 特别是 未偿还 未偿 未清偿 "
    "未提取 未动用 坚定不移 矢志不移 不可磨灭 不可逆转 不可阻挡 不小 源源不断 锲而不舍 "
    "生生不息 自强不息 必不可少 不可或缺 不可缺少 义不容辞 当之无愧 毫无疑问 层出不穷 "
    "立于不败之地 不败之地 无往而不胜 无往不胜 "
    "不间断 不懈 坚持不懈 孜孜不倦 络绎不绝 不胜枚举 不折不扣 不约而同 不言而喻 不遗余力 "
    "前所未有 无微不至 无时无刻 无论如何 无一例外 无可争辩 无可比拟 大公无私 忘我无私"
)
# "Not only": English has its own word for it, or none at all.
_ANY_NOT_ONLY = re.compile("不仅|不但|不只|不光|不单|非但|唔[单净]?止")
_NO_MATTER = re.compile(
    "不(?:论(?![理述证断])|管(?!理)|[仅但只])|无论|(?<=更)(?:不[要用必]|别)[说提]"
)
"""Pattern for words that negate nothing, such as 不论 in 不论是, which is cut as one word, and for
更不要说, "let alone"."""
_VERY = re.compile(
    "(?<=(?<![很最更太真])好)不(?=容易|热闹|快活|威风|得意|伤心|痛快|自在|气派|惬意|欢喜|兴奋|狼狈"
    "|可怜|羡慕|尴尬|神气|惊讶|高兴|凄凉)"
)
"""Pattern for 不 of 好不热闹, which is "very lively"."""
_NOT_AT_ALL = re.compile("[并亦均尚]$")
"""Pattern before 无 that negates a verb or noun: 并无收到, which is cut as 并 and 无."""
_MODAL_NOT = re.compile("(?<=[怕可莫岂])不是|(?<![主重首次紧必需只想]要)(?<=要)不是")
"""Pattern for 不是 that guesses, agrees or asks: 怕不是 (perhaps), 可不是, 岂不是, 要不是."""
_CLASSICAL = re.compile("莫(?=[能之不敢若大如知得非想怪要说])|弗(?=[能之敢如知得为爲居])")
"""Pattern for negations of classical Chinese, which names have as well: 莫斯科, 弗兰克."""
_NEGATIVE = re.compile("[不没未无非别勿否毋唔冇]|切莫")

# Negations that jieba cuts in another way: 不适 | 用于.
_VERBS = "(?:适用|包[括含]|构成|承担|具备|接受|允许|负责|在此[限列内])"
WITH_VERB = re.compile(f"不{_VERBS}$")
"""Pattern for a negation that is one with its verb, so that what follows is not negated itself."""
_CUT_WRONGLY = re.compile(
    f"(?<!不[得能])(?<![绝决也都并从毫])不{_VERBS}"
    "|(?<=[比打敌瞒逃躲说拼争跑])不过(?![，,是])|不(?=同[^，。；]{1,40}相(?:抵触|冲突|违背|符合?))"
)
"""Pattern for negations that are not words by themselves: 不 with 适用, and with 同宪法相抵触."""
_CANTONESE = re.compile(
    "(?<![唔咿支])唔(?!该|好意思|[单净]?止|通|觉意|怪得|唔|\\W)(?:好|使|会|可以|能够?|得|准|应该|系|想|敢|肯)?"
    "|(?<!有)冇(?!错|问题|所谓)|毋(?:[须需庸]|得)"
)
"""Pattern for negations of Cantonese and of Hong Kong, which the word list lacks. 唔该 is "please",
and 唔 before a mark "um"."""
_NOT_RECEIVED = re.compile("(?<=[还都也并从])没(?=收)|没(?=收[到录获集])")
"""Pattern for 没 before 收到; 没收 alone is to confiscate."""
# "Whether or not": 会不会, 是不是, 看懂了没有, 食咗飯未.
_WHETHER = re.compile(
    r"([\u4e00-\u9fff])[不没唔]\1|可([\u4e00-\u9fff])可不\2|了没有?(?=[？?！，。”）]|$)"
    r"|[\u4e00-\u9fff]未(?=[呀啊]?[？?])"
)

# Chinese words that an English negation may render, each with English words that render it without
# one. If such a word stands in the English, the Chinese word explains no further negation.
_IMPLICIT = {
    "谢绝": "declin|refus|closed",
    "拒": "refus|declin|reject|turn(?:ed|s|ing)? down",
    "禁(?!不住)": "prohibit|forb[ia]d|ban(?:s|ned|ning)?\\b|bar(?:s|red)?\\b",
    "(?<![国消边])防(?!务|线|空)": "prevent|guard|avoid|stop|keep|defen|against|proof",
    "免(?!费|税|疫)": "avoid|prevent|free|exempt|waiv|lest|spar|immun",
    "缺": "lack|short|absen|miss|insufficien|need",
    "(?<![损流遗消闪])失(?!业|衡|踪)": "los[et]|loss|fail|miss|depriv",
    "(?<![灾苦危遇磨患落国])难(?!民|题|关|忘)": (
        "difficult|hard|unable|imposs|challeng|struggl|troubl"
    ),
    "除(?!夕)": "except|besides|apart|other than|unless|exclu|in addition|remov|aside|lift|divid",
    "(?<![违相])反(?!映|应|复|而|弹|思|馈|击|之)": "oppos|against|anti|object|counter|revers|revol",
    "停": "stop|ceas|halt|end|terminat|cancel|suspend|abolish|shut|clos|park",
    "制止|中止|终止|废止|取消": "stop|ceas|halt|end|terminat|cancel|suspend|abolish",
    "抵制|杜绝|消除|排除|摆脱|超越": "resist|eliminat|eradicat|boycott|remov|exclu|rid|curb|beyond",
    "(?<![至最减多缺])少(?!年|女|先|数|将|儿|妇)": "few|little|less|rare|seldom|small|short",
    "而是": "only|rather|instead",
    "弱": "weak|fragil|vulnerab|poor|inadequa|feeble|frail|disadvantag|soft",
    "有待|尚待": "yet to|still to|remain",
    "前所未|史无前|空前|绝无|独一无二": "unprecedented|unique|new|first|unparallel",
    "限于": "limit|confin|restrict|only",
    "跳过|略过|省略": "skip|omit|leave out|left out",
    "沉默|缄默": "silen",
    "放心|安心": "assur|at ease|relax|easy|trust",
    "例外|特例": "exception",
    "隐藏|隐瞒|遮蔽": "hid|conceal|cover|mask",
    "克制": "restrain",
    "忽略|忽视|漠视": "ignor|neglect|overlook|disregard",
    "关闭|禁用|停用": "clos|disabl|shut|off\\b",
    "罕|鲜(?=[克有能少见])": "rare|seldom|few|hardly|scarce|uncommon",
    "(?<![辟逃])避(?!暑|孕|难)": "avoid|evad|shun|escap|shelter|avert|refuge|recus",
    "违|(?<![后向相])悖|脱节|背离": "violat|breach|contraven|br[eo]a?k|illeg|unlaw|against|infring",
    "以外|之外": "outside|beyond|except|other than|besides|in addition|apart",
    "艰[难辛巨]|辛苦|不易": "arduous|hard|difficult|tough|painstak|bitter|formidable|suffer",
    "售罄|耗尽|用尽|殆尽|空缺|空白": "exhaust|empt|vacan|blank|gap|sold out|run out|ran out",
    "逾期|误期|超期": "late|overdue|delay|miss|behind|expir",
    "不可(?:逆转|磨灭|阻挡|或缺|缺少)|必不可少|毫无疑问|无疑": (
        "irrevers|permanent|once and for all|forever"
        "|indelib|unstopp|irresist|indispens|essential|vital|irrepl|undoubt"
        "|certain"
    ),
    "不败|无往(?:而)?不胜": "succe|win|won|victor|triumph|invinc|ahead|prevail|competitive|strong",
    "(?<!难)忘": "forg[eo]t",
    "轻(?=[死视率信敌生])": "light|despis|contempt|scorn|underrat|underestim|rash|reckless",
    "[只恐]怕|唯恐|生怕|免得": "lest|fear|afraid|worr|probabl|perhaps|likely|maybe",
    "差异|差别|各异|迥异|有别|悬殊": "differ|vari|dispar|distinct|gap|divers",
    "闭会|休会|休庭|闭馆|停业|歇业": "recess|clos|adjourn",
    "为空|空(?=[的值])": "empty|blank|null|vacan",
    "错(?!综|落|开)|有误|无效": "wrong|incorrect|error|mistak|fault|invalid|false|bug|amiss|miss",
    "薄弱|欠(?!条)|匮|贫[乏瘠]": "thin|weak|ow[ei]|overdue|poor|lack|short|insuffic|arrear|default",
    "擅自|私自": "unauthori|arbitrar",
    "[岂难]道|何尝|岂|焉": "surely|certainly",
    "(?<!真)假(?!期|日|如|定|设)|虚伪": "false|fake|sham|holiday|leave",
    "即使|尽管|哪怕|岂|何曾|谁[^？]*？|怎[^？]*？|哪[^？]*？"
    f"|{DENIES}"
    "|谁(?:[懂敢能会信料]|想[到得]|知道|在乎|稀罕)|[你他她您]们?敢？": "even|despite|although",
}
_UNLIKE_ZH = re.compile("不同|相异|异于")
_UNLIKE_FROM = re.compile("不同[于与]")
"""Pattern for 不同于 (unlike), which is cut as 不 and 同于."""
_NOT_LIMITED = re.compile("不限于")
"""Pattern for a negation that English may leave out: "such as" for 包括但不限于."""
_UNLIKE_EN = re.compile(
    r"\b(?:differ|vari|distinct|divers|unlike|other|another|separate|alternat|several)",
    re.IGNORECASE,
)
_ONLY_IF_ZH = re.compile(
    "只能|只有|只要|[唯惟]有|才能|始[得可能]|方[可得能]|[后後](?:即|才|方|便|就|再)|直[到至]"
    "|之[后後][^，。；]{0,6}?[才再即]"
)
"""Pattern for Chinese words for "only if", "no other": 只有 as "not unless"."""
_NOT_UNLESS = re.compile(
    r"\b(?:unless|until|till|before|without|but|except|than|another|other|others|else|elsewhere"
    r"|otherwise|besides|beyond|apart|who|whoever|if|just|enough|fail\w*)\b",
    re.IGNORECASE,
)
"""Pattern for English words by one of which a negation says "only if"."""
_SAYS_ONLY = re.compile(r"\b(?:only|rather|instead)\b", re.IGNORECASE)
_IMPLICIT_PATTERNS = [
    (re.compile(chinese), re.compile(rf"\b(?:{english})", re.IGNORECASE))
    for chinese, english in _IMPLICIT.items()
]
_MORPHOLOGICAL = re.compile(
    r"un(?!less|til|der)|in|im|ir|il|dis|non|\w+less|without|nor|lack|fail|refus|den|prohibit"
    r"|forb|ban|prevent|avoid|nothing|none|neither",
    re.IGNORECASE,
)
_ONLY_ZH = re.compile("[只仅才唯]")
_ONLY_EN = re.compile(r"\b(?:only|merely|just|alone)\b", re.IGNORECASE)

_APOSTROPHE = re.compile("[′´`＇ʼ‘](?<=[A-Za-z].)(?=[A-Za-z])")
"""Pattern for marks that are written for the apostrophe: can′t."""
_EXPLICIT = re.compile(
    r"\b(?:not\b"
    r"(?<!\bor not)(?<!\bor may not)(?<!\bor might not)(?<!\bif not)(?<!\bwhy not)"
    r"(?<!\bothers not)(?<!ing not)"
    r"(?!\s+(?:fall|drop|go|dip|sink)\s+below\b)"
    r"(?!\s+(?:less|more|fewer|later|earlier)\s+(?:than\b|\W?\d)"
    r"|\s+(?:afraid|until|till|long\s+(?:after|before|ago))\b)"
    r"(?!\s+(?:only|just|merely|simply|solely|least)\b|\s+to\s+mention)"
    r"|cannot\b|never\b(?<!\bas never)"
    r"(?!\s+(?:before|(?:be\s+)?forg[eo]t\w*|los[et]\s+sight|fail\w*|stop\w*|ceas\w*)\b)"
    r"|nobody\b|nowhere\b"
    r"|nothing\b"
    r"(?!\s+(?:(?:else\s+)?but|short\s+of|(?:more|less|other)\s+than"
    r"|(?:can\s+be|\w+(?:\s+us)?)\s+(?:more|better|greater|higher))\b)"
    r"|none\b(?!theless|\s+other\s+than)|neither\b"
    r"|no\b(?!\.|\s*\d|\s+(?:less|fewer|later|more|sooner|matter|doubt|longer|other|better"
    r"|exceptions?"
    r"|efforts?|lack|shortage|small|mean|time\s+(?:to|like)"
    r"|irresolution|reluctance|failure|hesitation|let-?up|slackening|stone|pains|expense"
    r"|question|wonder)\b))"
    r"|n['’]t\b(?!\s+(?:only|just)\b)"
)
"""Pattern for small letters. It begins with letters, so that it is not tried at each place."""
_CONCESSION = re.compile(r"\beven\s+(?:if|though|when|where)\b[^,.;]{0,30}$")
"""Pattern before a negation in "even if they do not": Chinese says it without a clause."""
_IN_CODE = frozenset("-=_[")
"""Marks before a negation that is part of an option of a program: --no-delay, --reflink=never."""
_LONGEST_CONCESSION = 45
"""Characters before a negation in which "even if" is looked for."""
_NEGATIVE_WORD = re.compile(
    r"\b(?:nor|without|nothing|none|no|neither"
    r"|un(?:-\w+|(?:lock|pack|load|wrap|fold)ed|(?!i(?![dmn])|der|to\b|cles?\b|til?\b|an|cov|veil|earth"
    r"|fold|wrap|leash|lock|pack|load)\w{3,})"
    r"|in(?:ab|finit|edib|cap|comp|corr|eff|elig|suff|val|adeq|cons|appr|eq|dir|vis|disp|acc|stab|sec"
    r"|just"
    r"|diff|exact|evit|def|expl|flex|tang|vari|access|admiss|alien|domit|vinc|viol|destruct|delib"
    r"|escap|exorab|surmount|signif|subst|discrim|exhaust|cess|numer|calcul|disput|estim"
    r"|tract|satiab|fallib|applic|compat|conven|decis|formal"
    r"|frequ|grat|hum|oper|sens|separ|sign|sol|toler|act)\w*"
    r"|im(?:poss|pract|bal|prop|perf|mat|mob|pass|perm|part|prec|prob|mun|plaus)\w*"
    r"|i(?:r(?:reg|res|rev|rel|rep)|l(?:leg|lic|log|lit))\w+|"
    r"dis(?!tort|turb|solv|charg|mantl|burs|semin|ket|tric|trib|cuss|clos|play|cip|tan[ct]"
    r"|ease|aster|cov|put|tinc|pat|pos|cern|cret|sem|tres"
    r"|tur|til|sert|sent|gui|missal|cours|pens|per)\w{3,}"
    r"|non[-‐‑\s]?\w+"
    r"|(?!unless|nevertheless|nonetheless|regardless|bless)\w{3,}less(?:ly|ness)?|lack\w*"
    r"|fail\w*|refus\w*|declin\w*|den(?:y|ied|ies|ial)\w*"
    r"|zero|forestall\w*|avert\w*|guard\w*|preclud\w*|prohibit\w*|forb[ia]d\w*"
    r"|bar(?:s|red)?|ban(?:s|ned|ning)?|prevent\w*|avoid\w*|rather"
    r"|hardly|barely|scarcely|rarely|seldom|few|fewer|little|instead|against|beyond"
    r"|stop\w*|ceas\w*|free|freed|except\w*|unless|until|exclu\w+|neglect\w*|ignor\w*|absen\w+"
    r"|out\s+of|(?:keep|kept|keeps|keeping)\s+(?:\w+\s+)?from|away\s+from|lest|regardless|despite"
    r"|irrespective|abnormal\w*|least(?=\s+likely)|los[et]|loss|miss\w*|reject\w*"
    r"|resist\w*|eliminat\w*|remov\w*|less|poor\w*|wrong\w*|hard|difficult\w*|far\s+from"
    r"|short\w*|gaps?|exempt\w*|waive\w*|mis-?(?!s|ter|er|t\b)\w{3,}|abandon\w*|refrain\w*"
    r"|other\s+than|spar\w*"
    r"|anti-?\w*|a(?:symmetr|synchron|typical|political|moral|periodic)\w*"
    r"|yet(?=\s+(?:to|un\w+|in\w+)\b)|oppos\w*|reluctan\w*|abstain\w*"
    r"|steadfast\w*|resolute\w*|firm\w*|whether"
    r"|outstanding|pending|off-?line|off[\s-]limits|only"
    r"|faltered|grudging\w*|halt\w*|weak\w*|abort\w*|void|null|too)\b"
    r"|n['’]t\b|\bnot\b|\b(?:can|din|win|could|would)nae?\b"
)
"""Pattern for small letters, as the one above: it takes a third of the time for both cases."""

_IMPLICIT_NEGATIVE = re.compile(
    # verbs that deny, keep away, hide, take away or leave undone
    r"\b(?:hid(?:e|es|den|ing)?|conceal\w*|blocked|blocking|contradict\w*"
    r"|hinder\w*|deter(?:s|red|ring|rent)?"
    r"|discourag\w*|dissuad\w*|doubt\w*|withh[eo]ld\w*|withdr[ae]w\w*|omit\w*|omission\w*|frown\w*"
    r"|skip\w*|bypass\w*|evad\w*|escap\w*|circumvent\w*|depriv\w*|cancel\w*|quit(?:s|ting)?"
    r"|suspend\w*"
    r"|forg[eo]t\w*|overlook\w*|shun\w*|spurn\w*|scorn\w*|forgo\w*|forego\w*"
    r"|waste(?!water)\w*|reversed?"
    # what is not there, not so, not meant, not known, not like the rest
    r"|empty|emptied|blank|vacan\w+|bare|devoid|bereft|void|fake\w*|fals\w+|mistake\w*|accident\w*"
    r"|secret\w*|opaque|volatile|erratic\w*|contrary|notwithstanding"
    r"|otherwise|independent(?:ly)?|aside|apart|outside|in\s+place\s+of|new\s+to"
    r"|fed\s+up|under-?\w+ed|part(?:ly|ially)|former\w*|aloof|numb|stagnant|idle|scarce\w*|blind\w*"
    r"|(?<!at\s)least"
    # what goes on, of which Chinese says that it does not change, cease or move
    r"|remain\w*|stay\w*|retain\w*|keep\w*|kept|constant\w*"
    r"|faithful\w*|adher\w*|persist\w*|persever\w*|uphold\w*|upheld)\b"
)
"""Pattern for small letters: words that say without a negation what Chinese says with one, by the
kinds of implicit negatives of Clark (1976) and Horn (1989), and words for what goes on. They
explain a negation only in their own clause, and only if they render nothing else."""
_NEGATED_GLOSS = re.compile(
    r"\b(?:not|no|never|cannot|without|nothing|none|n't|fail\w*\s+to|unable)\b|n't\b|^see "
)
"""Pattern for a gloss that has a negation itself."""

_LONGEST_PHRASE = 5
"""Characters of the longest word that is a negation and a verb; longer ones are set phrases."""
_LONGEST_BESIDE = 3
"""Characters of a word before or behind the negation in it."""
_LONGEST_NEGATED = 2
"""Characters of the verb in such a word."""
_STRONG_WORDS = frozenset(_STRONG.split())
_POSITIVE_WORDS = frozenset(_POSITIVE.split())
_POSITIVE_PART = re.compile("|".join(["不仅", *sorted(_POSITIVE_WORDS, key=len, reverse=True)]))
"""Pattern for such words, which may be a part of a longer one: 不懈努力."""


class Cues(NamedTuple):
    """The places of negations in a text."""

    strong: list[tuple[int, int]]
    """Explicit negations."""
    weak: list[tuple[int, int]]
    """Words that contain a negation or mean the same."""


@lru_cache(maxsize=1 << 10)
def find_chinese_cues(text: str) -> Cues:
    """Return the negations of a Chinese text: words such as 不得, and words such as 不平衡."""
    strong: list[tuple[int, int]] = []
    weak: list[tuple[int, int]] = []
    simplified = simplify(text)
    if not _NEGATIVE.search(simplified) and not _CLASSICAL.search(simplified):
        return Cues(strong, weak)
    strong += [match.span() for match in _CUT_WRONGLY.finditer(simplified)]
    strong += [match.span() for match in _NOT_RECEIVED.finditer(simplified)]
    classical = {match.start() for match in _CLASSICAL.finditer(simplified)}
    asked = {match.start() + 1 for match in _WHETHER.finditer(simplified)}
    cantonese = (match.span() for match in _CANTONESE.finditer(simplified))
    strong += [place for place in cantonese if place[0] not in asked]
    known = {place[0] for place in strong}
    asked |= {match.start() for match in _NO_MATTER.finditer(simplified)}
    asked |= {match.start() for match in _VERY.finditer(simplified)}
    asked |= {match.start() for match in _UNLIKE_FROM.finditer(simplified)}
    for pattern in (_MODAL_NOT, _NOT_LIMITED):
        weak += [match.span() for match in pattern.finditer(simplified)]
    asked |= {start for start, _ in weak}
    for word, start, end in find_words(simplified, lang="zh"):
        if start in asked or start + 1 in asked or start in known:
            continue
        if word in _STRONG_WORDS or (word == "无" and _NOT_AT_ALL.search(simplified, 0, start)):
            strong.append((start, end))
        elif length := _length_of_negation(word):
            strong.append((start, start + length))
        elif start in classical or _is_weak(word):
            weak.append((start, end))
    return Cues(sorted(strong), sorted(weak))


def _is_weak(word: str) -> bool:
    """Tell whether a word has a negative part, such as 不平衡, and is not positive as a whole."""
    return bool(_NEGATIVE.search(_POSITIVE_PART.sub("", word)))


@lru_cache(maxsize=1 << 12)
def _length_of_negation(word: str) -> int:
    """Return how many characters of a word negate the rest of it: one of 不谈, two of 不得公开.

    A word of the dictionary, such as 不平, is no negation of its clause and gives 0.
    """
    if word in _POSITIVE_WORDS or list_definitions(word):
        return 0
    for length in range(min(len(word), _LONGEST_PHRASE) - 1, 0, -1):
        if word[:length] in _STRONG_WORDS and len(word) <= length + _LONGEST_NEGATED:
            return length
    return 0


def may_negate(text: str) -> bool:
    """Tell whether an English text may have one of the `strong` cues that are looked for below."""
    return _EXPLICIT.search(lower(_APOSTROPHE.sub("’", text))) is not None


@lru_cache(maxsize=1 << 10)
def find_english_cues(text: str) -> Cues:
    """Return the explicit negations of an English text, and the words with a negative meaning."""
    text = lower(_APOSTROPHE.sub("’", text))
    strong: list[tuple[int, int]] = []
    weak = [match.span() for match in _NEGATIVE_WORD.finditer(text)]
    for match in _EXPLICIT.finditer(text):
        before = text[max(0, match.start() - _LONGEST_CONCESSION) : match.start()]
        is_free = before[-1:] in _IN_CODE or _CONCESSION.search(before)
        (weak if is_free else strong).append(match.span())
    return Cues(strong, sorted({*weak}))


def lower(text: str) -> str:
    """Return a text in small letters, each character at its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char if len(char.lower()) > 1 else char.lower() for char in text)


def find_implicit_negatives(text: str) -> list[tuple[int, int]]:
    """Return the English words that say without a negation what Chinese says with one: "remain"."""
    return [match.span() for match in _IMPLICIT_NEGATIVE.finditer(lower(text))]


def list_positive_stems(zh: str, place: tuple[int, int]) -> frozenset[str]:
    """Return the stems by which the dictionary says a word with a negation without one.

    So it is "constant" for 不变, and "opaque" for 不透明.
    """
    simplified = simplify(zh)
    start, end = place
    found: set[str] = set()
    for first in range(max(0, start - _LONGEST_BESIDE), start + 1):
        for last in range(max(end, first + 2), min(len(zh), end + _LONGEST_BESIDE) + 1):
            for glosses in list_definitions(simplified[first:last]):
                for gloss in glosses.lower().split(";"):
                    if not _NEGATED_GLOSS.search(gloss):
                        found.update(map(stem, list_content_words(gloss, lang="en")))
    return frozenset(found)


def find_implicit(zh: str, en: str) -> list[tuple[int, int]]:
    """Return the Chinese words without a negation that an English negation may render.

    Words that the English renders without a negation, such as 拒绝 by "refuse", are left out; none
    are if `en` is empty.
    """
    simplified = simplify(zh)
    found = [match.span() for match in _ANY_NOT_ONLY.finditer(simplified)]
    if not en or (_NOT_UNLESS.search(en) and not _SAYS_ONLY.search(en)):
        found += [match.span() for match in _ONLY_IF_ZH.finditer(simplified)]
    for chinese, english in _IMPLICIT_PATTERNS:
        places = [match.span() for match in chinese.finditer(simplified)]
        if places and not english.search(en):
            found += places
    # of 不同…不同, a single "different" renders one
    unlike = [match.span() for match in _UNLIKE_ZH.finditer(simplified)]
    found += unlike[len(_UNLIKE_EN.findall(en)) :]
    return found


def renders_only(zh: str, en: str) -> bool:
    """Tell whether the English says "only" because the Chinese does (只, 仅, 才, 唯)."""
    return bool(_ONLY_ZH.search(simplify(zh)) and _ONLY_EN.search(en))


def is_only(word: str) -> bool:
    """Tell whether an English word is "only" or the like."""
    return _ONLY_EN.fullmatch(word) is not None


def is_morphological(word: str) -> bool:
    """Tell whether an English word has a negative part or surely negates: unable, without."""
    return _MORPHOLOGICAL.match(word) is not None
