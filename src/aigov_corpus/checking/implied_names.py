"""Chinese words that say which name is meant without naming it.

两地 are two places that English names, 三严三实 is a campaign whose English says whose words it
follows, 本市 is the city of which the text speaks.
"""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.checking.name_explanations import is_spelled_place
from aigov_corpus.checking.place_characters import is_in_china

_UNIT = "零〇一二三四五六七八九十百千万亿两双年月日时点条款项号第元美个至到"
"""Characters that continue a numeral, or that it counts."""
_PROGRAMME = re.compile(
    f"(?:[一二三四五六七八九十两双][^{_UNIT}\\W]{{1,2}}){{2,}}"
    '|[“”"「『‘][一二三四五六七八九十两双多][\u4e00-\u9fff]{1,6}[”“"」』’]'
    '|[“”"「『‘]\\d[\\d+]*[\u4e00-\u9fff]{0,4}[”“"」』’]'
    "|[一二三四五六七八九十两]个(?:意识|自信|维护|确立|全面|文明|代表)"
)
"""Pattern for the short name of a programme: 两学一做, 三严三实, “四风”, 四个意识."""
_ANY_PLACE = re.compile(
    "(?:[两三四五六七八九十几]+个?|[本该]|[这那]个?)(?:国|半岛|岛国|大洲)"
    "|(?:[本该]|[这那][座个]?)(?:城市|海岛|[城市镇县省州岛港])|东道"
    '|[一二三四五六七八九十\\d]+号|[“"][\u4e00-\u9fff]{2,4}号[”"]'
)
"""Pattern for words that stand for the name of any place: 两国, 该国, 本市; also for missions
to other planets, such as 天问一号."""
_OWN_PLACE = re.compile(
    "[一二三四五六七八九十两几多数各诸]+个?(?:[大小多]?[省市区县州地岛城镇乡村江河湖]|省份|城市"
    "|流域)"
    "|[我全当同](?:省|市|区|县|州|岛|镇|村)|当地|(?<![港门澳])特区|三角|两岸|[两多]地|内地|大陆"
    "|本地"
    "|本土|本港|首都|省会|两会|港澳|沿线|沿岸|沿江|流域|[西东]部|[南北]方"
    "|[东南西北][\u4e00-\u9fff][东南西北][\u4e00-\u9fff]"
)
"""Pattern for words that stand for the name of a place in China: 两地, 四省, 特区, 西气东输."""
_OWN_COUNTRY = re.compile(
    "我国|中国|境[内外]|友邦|国家|全国|祖国|国内|国务院|中央|人大|政协|党|中华|民族|国民|本国"
)
"""Pattern for words for China itself, its Party and its organs."""
_CHINA = frozenset({"china", "chinese", "beijing", "prc", "cpc", "taiwan"})
"""English words for the country of a text and its government; laws of Taiwan mean Taiwan."""


def may_imply_place(zh: str, *, is_chinese: bool) -> bool:
    """Tell whether a text in simplified Chinese points to a place without naming it."""
    if _ANY_PLACE.search(zh):
        return True
    return is_chinese and (_OWN_PLACE.search(zh) is not None or has_programme(zh))


def has_programme(zh: str) -> bool:
    """Tell whether a text has the short name of a programme, which English says in full."""
    return _PROGRAMME.search(zh) is not None


def implies_china(word: str, zh: str) -> bool:
    """Tell whether an English word in lower case stands for China and the Chinese points to it."""
    return word in _CHINA and _OWN_COUNTRY.search(zh) is not None


def is_place_in_china(word: str) -> bool:
    """Tell whether an English word in lower case names a place in China."""
    return word in _CHINA or is_in_china(word) or is_spelled_place(word)
