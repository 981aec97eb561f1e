"""Places that Chinese abbreviates to one character: 京津冀 is Beijing, Tianjin and Hebei.

Two or more such characters in a row name as many places, and English writes each of them in full.
A single one may be a common word, so it is read only where the dictionary has it as a place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from aigov_corpus import patterns as re

_PLACES = {
    "京": "beijing peking capital",
    "津": "tianjin",
    "冀": "hebei",
    "晋": "shanxi",
    "蒙": "mongolia mongolian",
    "辽": "liaoning",
    "吉": "jilin kyrgyzstan",
    "黑": "heilongjiang",
    "沪": "shanghai",
    "苏": "jiangsu suzhou soviet",
    "浙": "zhejiang",
    "皖": "anhui",
    "闽": "fujian",
    "赣": "jiangxi",
    "鲁": "shandong",
    "豫": "henan",
    "鄂": "hubei",
    "湘": "hunan",
    "粤": "guangdong canton cantonese",
    "桂": "guangxi",
    "琼": "hainan",
    "渝": "chongqing",
    "川": "sichuan",
    "蜀": "sichuan",
    "黔": "guizhou",
    "贵": "guizhou guiyang",
    "滇": "yunnan",
    "云": "yunnan",
    "藏": "tibet tibetan xizang",
    "陕": "shaanxi",
    "甘": "gansu",
    "青": "qinghai qingdao",
    "宁": "ningxia ningbo nanjing",
    "新": "xinjiang singapore zealand",
    "疆": "xinjiang",
    "港": "hong kong",
    "澳": "macao macau australia australian",
    "台": "taiwan",
    "深": "shenzhen",
    "珠": "zhuhai",
    "穗": "guangzhou",
    "杭": "hangzhou",
    "成": "chengdu",
    "中": "china chinese sino",
    "美": "america american americas us usa u.s states",
    "英": "britain british uk kingdom england english anglo",
    "法": "france french",
    "德": "germany german",
    "俄": "russia russian",
    "日": "japan japanese",
    "韩": "korea korean rok",
    "朝": "korea korean dprk",
    "印": "india indian indonesia indonesian",
    "巴": "pakistan brazil palestine pakistani brazilian palestinian",
    "欧": "europe european eu euro",
    "亚": "asia asian",
    "非": "africa african",
    "拉": "latin american caribbean celac",
    "加": "canada canadian",
    "墨": "mexico mexican",
    "意": "italy italian",
    "西": "spain spanish",
    "葡": "portugal portuguese",
    "越": "vietnam viet vietnamese",
    "老": "laos lao",
    "缅": "myanmar burma",
    "柬": "cambodia cambodian",
    "泰": "thailand thai",
    "马": "malaysia malaysian",
    "菲": "philippines philippine filipino",
    "阿": "arab afghanistan argentina arabian argentine afghan",
    "伊": "iran iraq iranian iraqi",
    "以": "israel israeli",
    "沙": "saudi",
    "土": "turkey turkish türkiye turkiye",
    "埃": "egypt egyptian",
    "希": "greece greek",
    "乌": "ukraine ukrainian uzbekistan",
    "哈": "kazakhstan kazakh harbin",
    "塔": "tajikistan",
    "波": "poland polish",
    "匈": "hungary hungarian",
    "捷": "czech",
    "瑞": "switzerland swiss sweden swedish",
    "荷": "netherlands dutch",
    "智": "chile chilean",
    "秘": "peru peruvian",
}
"""For a character, the English words for the place that it stands for."""
_IN_CHINA = frozenset("京津冀晋蒙辽黑沪浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕甘青宁疆港深珠穗杭成台")
"""Characters of them that stand for places in China, whatever else some of them stand for."""
_FURTHER_IN_CHINA = frozenset("macao macau yangtze yangtse taipei kowloon guiyang".split())
_OWN = "中"
"""Character of the country itself, for which English may write "our" or nothing."""
_ACROSS = "taiwan"
_FOR_TAIWAN = ("两岸", "中华民国")
"""The two sides of the Taiwan Strait, and the name that stands in the laws of Taiwan."""
_SEATS = {
    "beijing": ("中", "中国"),
    "washington": ("美", "美国"),
    "london": ("英", "英国"),
    "paris": ("法", "法国"),
    "berlin": ("德", "德国"),
    "moscow": ("俄", "俄罗斯"),
    "tokyo": ("日", "日本"),
    "seoul": ("韩", "韩国"),
    "pyongyang": ("朝", "朝鲜"),
    "delhi": ("印", "印度"),
    "islamabad": ("巴", "巴基斯坦"),
    "bangkok": ("泰", "泰国"),
    "hanoi": ("越", "越南"),
    "tehran": ("伊", "伊朗"),
    "kyiv": ("乌", "乌克兰"),
    "kiev": ("乌", "乌克兰"),
    "brussels": ("欧", "欧盟"),
    "canberra": ("澳", "澳大利亚"),
    "ottawa": ("加", "加拿大"),
    "manila": ("菲", "菲律宾"),
}
"""Seats of governments, which English names for them, each with the character and the name of the
country."""
_RUN = re.compile(f"[{''.join(_PLACES)}]{{2,}}")
_CHARACTERS_OF: dict[str, str] = defaultdict(str)
for _character, _words in _PLACES.items():
    for _word in _words.split():
        _CHARACTERS_OF[_word] += _character


def is_in_china(word: str) -> bool:
    """Tell whether an English word in lower case names a place in China with such a character."""
    return any(character in _IN_CHINA for character in _CHARACTERS_OF.get(word, "")) or (
        word in _FURTHER_IN_CHINA
    )


def is_named_in_run(word: str, zh: str) -> bool:
    """Tell whether characters in a row stand for places, one of which an English word names.

    Args:
        word: a word in lower case: hebei.
        zh: a text in simplified characters: 京津冀.
    """
    seat, _ = _SEATS.get(word, ("", ""))
    characters = _CHARACTERS_OF.get(word, "") + seat
    return bool(characters) and any(
        character in run for run in _RUN.findall(zh) for character in characters
    )


def is_seat_of(word: str, country: str) -> bool:
    """Tell whether an English word in lower case names the seat of the government of a country.

    Args:
        word: the word: washington.
        country: the name of the country in simplified characters, or a text with it: 美国.
    """
    _, name = _SEATS.get(word, ("", ""))
    return bool(name) and name in country


def stands_for_place(word: str, zh: str) -> bool:
    """Tell whether a Chinese text has the one character that stands for a place.

    Args:
        word: the place or its people in English, in lower case: german.
        zh: a text in simplified characters: 德方.
    """
    return any(character in zh for character in _CHARACTERS_OF.get(word, "")) or (
        word == _ACROSS and any(name in zh for name in _FOR_TAIWAN)
    )


def is_run_of_places(name: str) -> bool:
    """Tell whether each character of a Chinese name stands for a place."""
    return _RUN.fullmatch(name) is not None


def are_places_named(name: str, words: Iterable[str]) -> bool:
    """Tell whether each character of a Chinese name is a place that the English names.

    Args:
        name: the name in simplified characters: 京津冀.
        words: the words of the English text, in lower case.
    """
    if not is_run_of_places(name):
        return False
    there = frozenset(words)
    seats = "".join(_SEATS[word][0] for word in there & _SEATS.keys())
    return all(
        character in (_OWN, *seats) or not there.isdisjoint(_PLACES[character].split())
        for character in name
    )
