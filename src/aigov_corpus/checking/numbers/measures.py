"""What a number measures, in both languages: 50公里 is 50 kilometres or 31 miles, not 50 miles."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.text.simplified import simplify

_MONEY = "money"
_TABLE = {
    "length": """
        光年 9.461e15 light[-\\s]years?
        公里|千米|km(?![A-Za-z²2]) 1000 kilomet(?:er|re)s?|km
        海里 1852 nautical\\s+miles?
        英里 1609.344 miles?
        里(?![程面边]) 500 li
        米 1 met(?:er|re)s?
        英尺 0.3048 feet|foot|ft
        厘米|公分|cm(?![A-Za-z²³23]) 0.01 centimet(?:er|re)s?|cm
        英寸 0.0254 inch|inches
        毫米|mm(?![A-Za-z²³23]) 0.001 millimet(?:er|re)s?|mm""",
    "area": """
        平方公里|平方千米|km[²2] 1e6 (?:square\\s+kilomet(?:er|re)s?|sq\\.?\\s*km|km²|km2)
        平方英里 2.59e6 square\\s+miles?|sq\\.?\\s*mi
        平方米|m[²2](?![A-Za-z]) 1 (?:square\\s+met(?:er|re)s?|sq\\.?\\s*m|m²|m2)
        平方英尺 0.092903 square\\s+feet|sq\\.?\\s*ft
        公顷 1e4 hectares?|ha
        英亩 4046.86 acres?
        亩 666.667 mu|mou""",
    "volume": """
        立方公里|立方千米 1e12 cubic\\s+kilomet(?:er|re)s?
        立方米|m[³3](?![A-Za-z]) 1000 cubic\\s+met(?:er|re)s?|m³|m3
        立方英尺 28.3168 cubic\\s+feet
        桶 158.987 barrels?|bbl
        加仑 3.7854 gallons?
        毫升|m[lL](?![A-Za-z]) 0.001 millilit(?:er|re)s?|ml
        液盎司 0.02957 fluid\\s+ounces?
        升(?![级至到为高降]) 1 lit(?:er|re)s?|l""",
    "mass": """
        吨 1000 (?:metric\\s+)?(?:tons?|tonnes?)|mt
        公斤|千克|kg(?![A-Za-z/]) 1 kilograms?|kilogrammes?|kilos?|kg
        斤 0.5 jin|catty|catties
        磅 0.45359 pounds?|lbs?
        盎司 0.02835 ounces?|oz
        微克|[μµ]g(?![A-Za-z]) 1e-9 micrograms?|[μµ]g
        毫克|mg(?![A-Za-z/]) 1e-6 milligrams?|mg
        克(?![拉隆]) 0.001 grams?|grammes?|g""",
    "power": """
        吉瓦 1e9 gigawatts?|gw
        兆瓦|MW(?![A-Za-z]) 1e6 megawatts?|mw
        千瓦(?!时|小时)|kW(?![A-Za-z]) 1e3 kilowatts?|kw
        瓦(?!时|小时) 1 watts?|w""",
    "energy": """
        太瓦时 1e12 terawatt[-\\s]?hours?|twh
        吉瓦时 1e9 gigawatt[-\\s]?hours?|gwh
        兆瓦时|MWh 1e6 megawatt[-\\s]?hours?|mwh
        千瓦时|千瓦小时|kWh 1e3 kilowatt[-\\s]?hours?|kwh""",
    "charge": """
        毫安时|毫安小时|mAh 0.001 milliamp(?:ere)?[-\\s]?hours?|mah
        安时|Ah(?![A-Za-z]) 1 amp(?:ere)?[-\\s]?hours?|ah""",
    "data": """
        TB(?![A-Za-z]) 1099511627776 terabytes?|tb|tib
        GB(?![A-Za-z]) 1073741824 gigabytes?|gb|gib
        MB(?![A-Za-z]) 1048576 megabytes?|mb|mib
        KB(?![A-Za-z]) 1024 kilobytes?|kb|kib
        字节 1 bytes?
        比特 0.125 bits?""",
    "time": """
        世纪 3155760000 centur(?:y|ies)
        十年 315576000 decades?
        年(?!级) 31557600 years?
        季度 7889400 quarters?
        个?月 2629800 months?
        星期|周(?![岁年]) 604800 weeks?
        天|日(?=[内之以后前])|个?工作日 86400 days?
        小时 3600 hours?
        分钟 60 minutes?
        毫秒|ms(?![A-Za-z]) 0.001 milliseconds?|ms
        秒 1 seconds?""",
    "frequency": """
        吉赫|GHz 1e9 gigahertz|ghz
        兆赫|MHz 1e6 megahertz|mhz
        千赫|kHz 1e3 kilohertz|khz
        赫兹|赫(?!赫) 1 hertz|hz""",
    "picture": """
        吉像素 1e9 gigapixels?
        兆像素 1e6 megapixels?|mp
        像素 1 pixels?""",
    "voltage": """
        千伏|kV(?![A-Za-z]) 1000 kilovolts?|kv
        毫伏|mV(?![A-Za-z]) 0.001 millivolts?|mv
        伏 1 volts?|v""",
    "temperature": """
        摄氏度|℃|°C 1 (?:degrees?\\s+(?:celsius|centigrade)|℃|°\\s?c)
        华氏度|℉|°F 0.5555556 (?:degrees?\\s+fahrenheit|℉|°\\s?f)""",
    _MONEY: """
        美元 1 (?:us|u\\.s\\.|american)?\\s*dollars?|usd
        港元|港币 1 (?:hong\\s+kong\\s+)?dollars?|hkd
        港仙|仙(?![女人境]) 1 (?:hk\\s*|hong\\s+kong\\s+)?cents?
        美分 1 (?:us\\s*)?cents?
        欧元|欧罗 1 euros?|eur
        英镑 1 pounds?(?:\\s+sterling)?|gbp
        日元|日圆 1 (?:japanese\\s+)?yen|jpy
        新台币 1 (?:nt|new\\s+taiwan)\\s+dollars?|ntd|twd
        加元|加币 1 (?:canadian\\s+)?dollars?|cad
        澳元|澳币 1 (?:australian\\s+)?dollars?|aud
        新加坡元|坡币 1 (?:singapore\\s+)?dollars?|sgd
        瑞士法郎|法郎 1 (?:swiss\\s+)?francs?|chf
        韩元|韩币|韩圆 1 (?:south\\s+)?(?:korean\\s+)?won|krw
        卢比 1 (?:indian\\s+)?rupees?|inr
        泰铢 1 (?:thai\\s+)?baht|thb
        人民币 1 yuan|rmb|renminbi|cny
        卢布 1 roubles?|rubles?""",
}
"""Units by what they measure: their Chinese names, the first of which is the name of the unit, how
many units of one kind they are, and their English names."""


class _Unit(NamedTuple):
    """A unit of measure."""

    quantity: str
    factor: float
    """How many base units of its quantity it is."""
    chinese: str
    """Pattern for its Chinese names."""
    english: str
    """Pattern for its English names."""


def _read_table() -> dict[str, _Unit]:
    """Return the units by their names."""
    units = {}
    for quantity, lines in _TABLE.items():
        for line in lines.strip().splitlines():
            chinese, factor, english = line.split(maxsplit=2)
            name = re.split(r"\||\(\?!", chinese)[0].removeprefix("个?")
            units[name] = _Unit(quantity, float(factor), chinese, english)
    return units


_UNITS = _read_table()
_DOLLARS = frozenset({"美元", "港元", "新台币", "加元", "澳元", "新加坡元"})
"""Currencies that "$" alone may mean."""
_CENTS = {"港仙": "港元", "美分": "美元"}
"""Hundredths of currencies."""
_SIGNS = {
    "hk$": "港元",
    "nt$": "新台币",
    "us$": "美元",
    "c$": "加元",
    "ca$": "加元",
    "a$": "澳元",
    "au$": "澳元",
    "s$": "新加坡元",
    "usd": "美元",
    "€": "欧元",
    "eur": "欧元",
    "£": "英镑",
    "gbp": "英镑",
    "rmb": "人民币",
    "cny": "人民币",
}
"""Signs before an amount of money that mean one currency."""
_YUAN = frozenset({"人民币", "港元", "新台币"})
"""Currencies that 元 alone may mean. Bare "dollars" are those of Hong Kong too."""
_MONEY_BEFORE = re.compile("(人民币|港币|新台币)\\s?$")
"""Pattern for a currency before its amount: 人民币3000元."""
_BARE_YUAN = re.compile("元(?![旦素月])")
_CHINESE_UNIT = [
    (name, re.compile(unit.chinese))
    for name, unit in sorted(_UNITS.items(), key=lambda item: -len(item[0]))
]
_ANY_CHINESE_UNIT = re.compile("|".join(unit.chinese for unit in _UNITS.values()))
_BEHIND = [
    (name, re.compile(rf"[\s-]*(?:{unit.english})(?![\w²³])", re.IGNORECASE))
    for name, unit in _UNITS.items()
]
_ANY_BEHIND = re.compile(
    rf"[\s-]*(?:{'|'.join(unit.english for unit in _UNITS.values())})(?![\w²³])", re.IGNORECASE
)
_BEFORE = re.compile(
    r"((?<![a-z])(?:hk|nt|us|ca|c|au|a|s)\$|usd|eur|gbp|rmb|cny|€|£|\$)\s*$", re.IGNORECASE
)
_LONGEST_SIGN = 6
"""Characters before a number in which a sign of money is looked for."""
_LONGEST = 8
"""Characters behind a Chinese number in which its unit stands."""
_FREEZING = 32.0
"""Degrees Fahrenheit at which water freezes."""


def chinese_unit(text: str, start: int, at: int) -> str:
    """Return the name of the unit of a Chinese number; empty if it has none.

    元 is a unit of its own: it may be yuan, or dollars of Hong Kong.
    """
    behind = simplify(text[at : at + _LONGEST])
    if _ANY_CHINESE_UNIT.match(behind):
        return next(name for name, words in _CHINESE_UNIT if words.match(behind))
    if not _BARE_YUAN.match(behind):
        return ""
    before = _MONEY_BEFORE.search(simplify(text[max(0, start - _LONGEST_SIGN) : start]))
    return before[1].replace("港币", "港元") if before else "元"


def english_units(text: str, start: int, end: int) -> frozenset[str]:
    """Return the Chinese names of the units that an English number may have; empty if none."""
    if sign := _BEFORE.search(text[max(0, start - _LONGEST_SIGN) : start]):
        name = _SIGNS.get(sign[1].lower())
        return frozenset({name}) if name else _DOLLARS
    if not _ANY_BEHIND.match(text, end):
        return frozenset()
    return frozenset(name for name, pattern in _BEHIND if pattern.match(text, end))


def are_same_unit(chinese: str, english: frozenset[str]) -> bool:
    """Tell whether a Chinese unit can be one of some units; also if one of them is not known."""
    if chinese == "元":
        money = {name for name in english if _UNITS[name].quantity == _MONEY}
        return not money or not money.isdisjoint(_YUAN)
    if chinese not in _UNITS or not english:
        return True
    is_money = _UNITS[chinese].quantity == _MONEY
    return chinese in english or all(
        (_UNITS[other].quantity == _MONEY) != is_money for other in english
    )


def are_dollars(english: frozenset[str]) -> bool:
    """Tell whether units of an English number are dollars, and it is not said of which country."""
    return english >= {"美元", "港元"} or english == {"美元"}


@lru_cache(maxsize=1 << 12)
def convert(value: float, chinese: str, english: frozenset[str]) -> tuple[float, ...]:
    """Return what a value in a Chinese unit is in other units of the same quantity.

    Args:
        value: how many of the Chinese unit.
        chinese: name of the Chinese unit.
        english: the units that the English number may have; if empty, all are tried.
    """
    if _CENTS.get(chinese) in english:
        return (value / 100,)
    own = _UNITS.get(chinese)
    if own is None or own.quantity == _MONEY:
        return ()
    if own.quantity == "temperature":
        signed = (value, -value)  # 零下5℃ is 23 degrees Fahrenheit
        if chinese == "摄氏度":
            return tuple(abs(one * 9 / 5 + _FREEZING) for one in signed)
        return tuple(abs(one - _FREEZING) * 5 / 9 for one in signed)
    others = [
        unit
        for name, unit in _UNITS.items()
        if unit.quantity == own.quantity and name != chinese and (name in english or not english)
    ]
    found = [value * own.factor / other.factor for other in others]
    # a kilobyte has 1,000 bytes for some
    found += [value * 1000**k for k in (-2, -1, 1, 2) if own.quantity == "data"]
    return tuple(found)
