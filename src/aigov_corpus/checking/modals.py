"""Duties, permissions and bans in both texts of a pair: 应当, 可以, 不得; shall, may, must not.

A modal is a word that states one of these. Both languages have words that state it surely, and
others that may state it, such as 要 and "will". What such an English word says depends on the
Chinese: "need" states a duty, but not where it renders 需求.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.commands import find_commands
from aigov_corpus.checking.units import Place
from aigov_corpus.text.simplified import simplify

Kind = Literal["duty", "permission", "ban"]
_Table = tuple[tuple[str, int, str], ...]
"""Kinds, separated by blanks, strength and pattern of words."""
HINT, POSSIBLE, LIKELY, SURE = range(4)
"""How surely a word states a duty, permission or ban; a hint counts only beside others."""


class Modal(NamedTuple):
    """A word that states a duty, a permission or a ban, or may do so."""

    kind: Kind
    strength: int
    """`HINT`, `POSSIBLE`, `LIKELY` or `SURE`."""
    place: Place


class Modals(NamedTuple):
    """The modals of a Chinese text and of its English, each in the order of the text."""

    zh: tuple[Modal, ...]
    en: tuple[Modal, ...]

    def first(self, side: Literal["zh", "en"], kind: Kind, least: int) -> Modal | None:
        """Return the first modal of a kind in a text that is as sure as this, or None."""
        modals = self.zh if side == "zh" else self.en
        found = (one for one in modals if one.kind == kind and one.strength >= least)
        return next(found, None)

    def lacks(self, kind: Kind) -> bool:
        """Tell whether the English states a kind less often than the Chinese, hints left out."""
        return count(self.en, kind, POSSIBLE) < count(self.zh, kind, POSSIBLE)

    def blank(self, zh: str) -> str:
        """Return the Chinese text with blanks in the place of its likely modals."""
        for _, strength, (start, end) in self.zh:
            if strength >= LIKELY:
                zh = zh[:start] + " " * (end - start) + zh[end:]
        return zh

    def adds(self, kind: Kind) -> bool:
        """Tell whether the English states a kind more often than the Chinese."""
        return count(self.en, kind) > count(self.zh, kind)


_BY_WORD = "以(?!说|看[到出见]|想[象见]|预[见料]|肯定|发现)"
"""Pattern for 以 of 可以, but not where it leads to a remark: 可以说, 可以看到."""
_OF_STATUTES = (
    "permission",
    LIKELY,
    "(?<=[关者人院会府局部署司业长员并亦均])得(?![到出以了很起知名分益奖票不意失当力手罪])",
)
"""得 of statutes of Taiwan. In simplified characters it mostly is děi, must: 老人得有人照顾."""
_CHINESE: _Table = (
    ("", 0, "应该[^，。；！？]{1,8}了(?=[，。；！？]|$)|[舍怪恨巴了由容要急顾使]不得|不得[已了]"
     "|[无毋不](?:需要?|须)|不[必用]|不要紧|不准确|要不[要得]|不?是必须|[不非]必须"),
    ("duty", LIKELY, "不得不|不[能可]不"),
    ("ban", SURE, "不得|不准|不许|不要|[请切]勿|严禁|禁止|(?<=[者妇童群女人])禁[用服]"
     "|(?<![他她我们婉言曾已])谢绝(?![了过对他她我邀其这])"),
    ("ban", POSSIBLE, "不(?:[应能可该宜]|允许|予)[当该以够能]?|[勿莫]|未经|非经|不经"
     "|没有?人[^，。；]{0,3}能够?"),
    ("duty", SURE, "(?:应当(?![前时今年日月是])|必须)(?!承认|看到|指出|说)|务必"
     "|须(?=经|由|向|在(?!.{1,40}之?后)|以|遵|按|依|提|报)"),
    ("duty", LIKELY, "应该(?!说|已|早就)|(?<![无何])须(?![发眉弥臾晴])"
     "|(?<![反相适供对回响呼感效因本一答顺])应(?![当该对用付急届邀运酬和变有声聘战试景允承机城收税交力激])"),
    ("duty", POSSIBLE, "只(?:[能有可准许应]|(?=[^，。；]{0,6}可以))"),
    ("duty permission", HINT, "方可|始得"),
    ("permission", SURE, f"可{_BY_WORD}"
     f"|(?<![认许尽宁])可(?=[向由在依就]|{_BY_WORD}|根据|申请|要求|委|自[行愿主由]|任选|选择|酌情|(?:并|单)?处(?![理分置于在境]))"),
    ("permission", LIKELY, "(?<![所他共])有权|允许|能够"),
    ("permission", POSSIBLE, "(?<!尽)可能|(?<![许认尽])可(?![见靠观惜怕怜谓是疑贵喜爱恶笑选用视信])"
     "|(?<![机社委员协大工商本该议教])(?<![董理监]事)(?<!基金)"
     "会(?![议员社计长见话费场馆客籍徽务堂史晤面谈诊])|或许|也许|有时|以免|愿|祝"
     "|(?<![可功性智职节产只技机电体动])能(?![源力量级干耗效])"),
    ("permission", POSSIBLE, "(?<![所使值])得以"),
    _OF_STATUTES,
    ("duty permission", HINT, "(?<![取获所值使觉])得(?!到|出|以|了|很|起|知|名|分|益|奖|票)"),
    ("duty", POSSIBLE, "必(?!要)|宜|才|(?<=[不你您我他她们])该|(?<![申邀聘])请(?!求)"
     "|(?<![主重首想概])要(?![么素点件闻害])|需要?|要求|必要|义务|责任|负责"),
)  # fmt: skip
"""Chinese words in simplified characters; of those that begin at one place, the first row counts.
Words of the kind "" state nothing."""
_BARE = r"(?:must|shall|may|can|could|should|will|would|ought)"
_ENGLISH: _Table = (
    ("", 0, r"need\s+not\b|(?:do|does|did)(?:\s+not|n['’]t)\s+(?:have|need)\b|may\s+only\b"),
    ("duty", LIKELY, r"(?:if\s+(?:\w+\s+){1,2}ha(?:ve|s)\s+to|(?:I|we)\s+shall(?!\s+not))\b"),
    ("ban", SURE, rf"{_BARE}(?:\s+not|\s+never|n['’]t)\b(?!\s+only)|cannot\b"),
    ("ban", POSSIBLE, r"(?:not?(?!\s+(?:later|earlier|less|more|fewer)\s+than\b)"
     r"|nor|never|none|neither|nobody|nothing|nowhere|bans?|banned"
     r"|bars?|barred|unable|ineligible|inadmissible|impossible|impermissible"
     r"|free\s+from|alone|sole|until|lest)\b"
     r"|\w+n['’]t\b|(?:prohibit|forb[ia]d|outlaw|preclude|refrain|abstain|disallow|disqualif"
     r"|exclusive)\w*"
     r"|(?:instead|rather|keep|stop)\b"),
    ("duty ban", HINT, r"only\b"),
    ("duty", SURE, r"(?:must|ha(?:ve|s)\s+to|shall)\b"
     r"|(?:is|are)\s+(?:required|obliged)\s+to\b"),
    ("duty", LIKELY, r"(?:should|ought|ha[ds]\s+to|got\s+to|gotta|subject\s+to|bound"
     r"|mandatory|please|invariably|an?\s+(?:duty|obligation)"
     r"|it\s+(?:is|was|becomes?)\s+(?:\w+\s+)?(?:necessary|vital)"
     r"|(?:is|are|be|was|were)\s+(?:expected|supposed|meant|obliged)\s+to)\b"
     r"|(?:compuls|imperative)\w*"),
    ("duty", POSSIBLE, r"(?:need\w*\s+to|necessary|(?:is|are|be|was|were)\s+to|duty|duties)\b"
     r"|(?:requir|oblig|responsib)\w*"),
    ("permission", SURE, r"may\b(?!\s+(?:\d|(?-i:[A-Z])))(?<!\d\s(?-i:M)ay)"),
    ("permission", LIKELY, r"(?:can|could|might|able|encouraged)\b"
     r"|(?:allow|permi|entitle|eligib)\w*"),
    ("permission", POSSIBLE, r"(?:abilit|potential|probab)\w*|perhaps\b"),
)  # fmt: skip
"""English words in the same way."""
_DEPENDS: dict[Kind, dict[str, str]] = {
    "ban": {
        "without": "(?:未|非经|不经|没有|无)[^。；]{1,30}?(?:不[得能可准许]|禁止)"
        "|擅自|私自|无故|无理|径[自行]",
        r"unless|except": "除",
        r"avoid\w*|prevent\w*": "避|防|免|阻",
        r"refus\w*": "拒",
        r"(?:il|un)law\w*|illegal\w*": "违法|非法|不法",
        r"invalid|void": "无效|失效",
    },
    "permission": {
        r"possib\w*": "可能",
        r"option(?:s|al|ally)?": "选项|可选|选择|方案",
        r"enabl\w*": "启用|开启|激活|使|让",
        r"let": "让|使|准|容",
        r"free|freely": "自由|免费|免|空闲|释放|无",
        r"right": "右|权|正|对",
        r"choose|choice": "选",
        r"available": "可用|有|提供|现有|可供",
        r"will|would": "将|会|要|想|愿",
    },
}
"""English words that may state a duty, permission or ban, each with Chinese words that they render
besides. If the Chinese text has one of these, the English word states nothing."""


@lru_cache(maxsize=1 << 10)
def read_modals(zh: str, en: str) -> Modals:
    """Return what a Chinese text and its English state."""
    of_zh = read_chinese(zh)
    of_en = list(_read(en, _ENGLISH, _ENGLISH_PATTERN))
    of_en += (Modal("duty", LIKELY, place) for place in find_commands(en))
    rest = Modals(of_zh, ()).blank(simplify(zh))
    for match in _DEPENDING_ENGLISH.finditer(en):
        kind, other = _DEPENDING[(match.lastindex or 1) - 1]
        if not other.search(rest):
            of_en.append(Modal(kind, POSSIBLE, match.span()))
    return Modals(of_zh, tuple(sorted(of_en, key=lambda modal: modal.place)))


@lru_cache(maxsize=1 << 10)
def read_chinese(zh: str) -> tuple[Modal, ...]:
    """Return what a Chinese text states; to read its English takes longer."""
    chinese = simplify(zh)
    table, pattern = (_CHINESE, _CHINESE_PATTERN) if chinese != zh else _SIMPLIFIED
    return tuple(_read(chinese, table, pattern))


def _read(text: str, table: _Table, pattern: re.Pattern[str]) -> Iterator[Modal]:
    """Yield the modals of a text by the patterns of a table."""
    for found in pattern.finditer(text):
        kinds, strength, _ = table[(found.lastindex or 1) - 1]
        for kind in _KINDS:
            if kind in kinds.split():
                yield Modal(kind, strength, found.span())


def count(modals: Sequence[Modal], kind: Kind, least: int = HINT) -> int:
    """Return how many modals of a kind are as sure as this."""
    return sum(one.kind == kind and one.strength >= least for one in modals)


def _compile(table: _Table, prefix: str, flags: int) -> re.Pattern[str]:
    """Return a pattern with a group for each row of a table."""
    return re.compile(prefix + "(?:" + "|".join(f"({words})" for _, _, words in table) + ")", flags)


_CHINESE_PATTERN = _compile(_CHINESE, "", 0)
_WITHOUT_STATUTES = tuple(row for row in _CHINESE if row is not _OF_STATUTES)
_SIMPLIFIED = (_WITHOUT_STATUTES, _compile(_WITHOUT_STATUTES, "", 0))
"""Rows and pattern for a text that has simplified characters already."""
_ENGLISH_PATTERN = _compile(_ENGLISH, r"\b", re.IGNORECASE)
_KINDS: tuple[Kind, ...] = ("duty", "permission", "ban")
_DEPENDING = [
    (kind, re.compile(chinese)) for kind, table in _DEPENDS.items() for chinese in table.values()
]
_DEPENDING_ENGLISH = re.compile(
    rf"\b(?:{'|'.join(f'({words})' for table in _DEPENDS.values() for words in table)})\b",
    re.IGNORECASE,
)
"""Pattern with a group for each row of `_DEPENDING`; no word is in two of them."""
