"""Institutions that a Chinese text names by what they are: 总领馆 is a consulate, 法院 a court.

Their proper names are common words in both languages, so no dictionary of names has them. English
says what they are by one of a few words, or by an abbreviation.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re

_KINDS = (
    ("总?领事馆|总领馆", "consul"),
    ("大使馆|驻[^，。；]{1,6}使馆", "embass|mission|chancery|diplomat"),
    ("(?<=最高)(?:人民)?法院|(?<=[高中]级)(?:人民)?法院", "court|tribunal|judicia|judge|bench"),
    (
        "(?<![立司级高])(?<![级高]人民)法院",
        "court|tribunal|judicia|judge|bench|su(?:e|ed|es|ing)\\b|lawsuit|litiga|appeal|proceedings"
        "|legal action|complaint|petition|plaintiff|defendant|convict|guilty|acquit|sentence"
        "|dismissed|upheld|ruled|ruling|verdict",
    ),
    ("检察院", "procurat|prosecut"),
    ("医院", "hospital|clinic|medical|infirmar|health|doctor|ward"),
    (
        "(?<![央商股地])银行(?!业|家|间|卡|存|贷|信|系|体|同业|界|[账帐]|户|票|券|汇|利率|融资"
        "|服务)",
        "bank|lender|financial|creditor",
    ),
    (
        "(?:有限|有限责任|股份)公司",
        "compan|corporat|corp|co|ltd|limited|inc|group|firm|enterprise|holding|giant|maker|plc|llc",
    ),
    ("博物馆", "museum"),
    ("机场", "airport|airfield|airstrip|airbase|aerodrome|runway"),
    ("图书馆", "librar"),
    ("出版社", "press|publish|book"),
    ("电视台", "television|tv|broadcast|channel|station|network"),
    ("基金会", "foundation|fund|endowment|trust"),
    ("警察局|公安局", "police|public security|constabular"),
    ("教堂", "church|cathedral|chapel|minster|basilica"),
    ("委员会", "commission|committee|council|board|panel|commissar|npc|congress"),
    ("管理局|总局", "administration|bureau|authorit|agency|office|department|regulat"),
    ("协会", "association|society|federation|institute|union|chamber|council|body|club"),
    ("联盟", "alliance|league|union|federation|coalition|association|confederation|allied"),
    ("研究所|研究院|科学院", "institut|academ|research|laborator|cent(?:er|re)|lab"),
    ("(?<!文)学院(?!派)", "college|school|institut|academ|facult|universit|department|seminar"),
    (
        "(?<![各本该我美英法德韩泰])国会(?!议)|众议院|参议院|下议院|上议院",
        "parliament|congress|house|senat|council|assembly|legislat|lawmaker|diet|bundestag|knesset"
        "|duma|commons|lords|capitol|representative",
    ),
    ("俱乐部", "club|team|fc|side"),
    ("航空公司", "air|carrier"),
    ("监狱", "prison|jail|gaol|penitentiar|correction|behind bars|inmate"),
)
"""Patterns for words that say what an institution is, each with the beginnings of English words."""
_FIELDS = (
    ("外交", "foreign|diplom|external|global affairs"),
    ("国防", r"defen|militar|pentagon|war\b|mod\b"),
    ("教育", "educat|school|teach"),
    ("科学技术|科技", "scien|techn"),
    ("工业和信息化|工信", "industr|information"),
    ("民政", "civi|home"),
    ("司法", "justice|judicia|legal|attorney"),
    ("财政", "financ|treasur|fiscal|budget"),
    ("人力资源(?:和)?社会保障|人社|劳动|劳工", "human|labou?r|employ|social|work"),
    ("自然资源|国土资源", "natural|land|resource"),
    ("生态环境|环境保护|环保", "ecolog|environment"),
    ("住房(?:和)?城乡建设|住建|房屋", "hous|construct|urban|build"),
    ("交通运输|交通|运输", "transport|communicat|traffic|road|rail"),
    ("水利|水务", "water|hydr|irrigat|drainage"),
    ("农业农村|农业|渔农自然护理", "agri|rural|farm|fish"),
    ("商务", "commerc|trade|business"),
    ("文化和旅游|文化|旅游|文旅", "cultur|touris|travel"),
    ("[卫衞]生健康|[卫衞]健|[卫衞]生", "health|medic|hygien|sanit"),
    ("应急管理", "emergenc"),
    ("审计", "audit|accountab"),
    ("海关", "custom"),
    ("税务", "tax|revenue|fiscal"),
    ("市场监督?管理?", "market"),
    ("统计", "statist|census"),
    ("消防", "fire"),
    ("入境事务|移民管理|移民", "immigra|migrat"),
    ("食品药品(?:监督管理)?|药品(?:监督管理)?", "food|drug|medic|pharma"),
    ("发展(?:和|与)?改革|发改", "develop|reform|planning|ndrc"),
    ("国有资产(?:监督管理)?|国资", "state|asset|sasac"),
    ("互联网信息|网信", "cyber|internet|information"),
    ("公安", "security|police"),
    ("知识产权", "intellectual|patent|trade ?mark|ip"),
    ("(?:银行业?|国家)?金融(?:监督)?管理", "financ|bank|monetary"),
    ("证券监督管理|证监", "securit|csrc"),
    ("林业(?:和草原)?|林草", "forest|grass"),
    ("能源", "energ|power"),
    ("医疗保障|医保", "health|medic|insur"),
    ("文物", "cultur|relic|heritage"),
    ("气象", "meteor|weather|observator"),
)
"""Patterns for the field of an office, each with the beginnings of English words for it."""
_OFFICE = (
    "(?:部(?![门署分队])|总?局(?![面势限部])|总?署(?!名)|厅|委(?:员会)?(?![托派任])"
    "|处(?![理罚分境方置于在所以]))"
)
"""Pattern for what ends the name of an office behind its field."""
_FIELD_PATTERNS = [
    (re.compile(f"(?:{chinese}){_OFFICE}"), re.compile(rf"\b(?:{english})", re.IGNORECASE))
    for chinese, english in _FIELDS
]
_ANY_OFFICE = re.compile(f"(?:{'|'.join(chinese for chinese, _ in _FIELDS)}){_OFFICE}")
"""Pattern for an office of any of these fields, a fast test."""
_ENGLISH_OFFICE = re.compile(
    r"\b(?:Ministry|Department|Bureau|Administration|Commission|Office|Minister|Authority)\s+"
    r"(?:of|for)\s+(?:the\s+)?[A-Z]\w+|\b[A-Z]\w+\s+(?:Department|Bureau|Authority"
    r"|Administration)\b"
)
"""Pattern for an English office that names its field; "the Department" may be any."""
_OFFICE_AND_FIELD = re.compile(
    r"(?:[A-Z]\w+\s+){0,3}"
    r"(?i:Ministr(?:y|ies)|Ministers?|Departments?|Bureaus?|Administration|Commissions?"
    r"|Secretary)\b"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?\w+(?:(?:,|\s+and|,\s+and)?\s+[A-Z]\w+){0,4})?"
)
"""Pattern for an English office, with the words around it that may name its field."""
_PREFIX = r"\b(?:inter|intra|non|sub|multi|cross|micro|mega)?-?"
"""Pattern for what English puts before such a word: 銀行同業 is interbank."""
_PATTERNS = [
    (re.compile(chinese), re.compile(rf"{_PREFIX}(?:{english})", re.IGNORECASE))
    for chinese, english in _KINDS
]
_ANY = re.compile("|".join(chinese for chinese, _ in _KINDS))
_BEFORE_NONE = re.compile("[各诸每多几该本此其这那些]$|[级地类家所个座]$")
"""Pattern for what stands before a word that means any such institution, or one known already."""


def has_office(name: str, en: str) -> bool:
    """Tell whether a name is one of an office, and an English text has an office of its field.

    So 交通部 is the Ministry of Transport, whatever words the dictionary has for it.
    """
    if not _ANY_OFFICE.search(name):
        return False
    offices = [found[0] for found in _OFFICE_AND_FIELD.finditer(en)]
    return any(
        chinese.search(name) is not None and any(map(english.search, offices))
        for chinese, english in _FIELD_PATTERNS
    )


def find_unnamed(zh: str, en: str) -> Iterator[tuple[int, int]]:
    """Yield the places of institutions in a Chinese text that the English has no word for."""
    if _ANY_OFFICE.search(zh) and _ENGLISH_OFFICE.search(en):
        for chinese, english in _FIELD_PATTERNS:
            if (office := chinese.search(zh)) and not english.search(en):
                yield office.span()
    if not _ANY.search(zh):
        return
    for chinese, english in _PATTERNS:
        found = next(
            (one for one in chinese.finditer(zh) if not _BEFORE_NONE.search(zh[: one.start()])),
            None,
        )
        if found and not english.search(en):
            yield found.span()
