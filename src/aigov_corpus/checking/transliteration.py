"""How much a Chinese spelling sounds like a foreign name: 格雷琴 and Gretchen, 惠特默 and Whitmer.

Both are reduced to the classes of their consonants, because Chinese has few syllables and renders a
consonant now by one sound, now by another. The distance of the two is an edit distance in which
sounds that are often confused or dropped cost less.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_readings

CHARACTERS = (
    "斯尔县克拉市亚特德里尼阿利罗山马城布巴安江西卡达格河纳南塔兰哈瓦阳维东普伯萨多龙奥海"
    "林勒加洛伊托比波宁迪语坦莱顿吉塞米曼苏夫湖埃科岛蒙鲁金州诺姆法基贝古北那弗雷福威摩索"
    "兹玛森哥伦昌赫图士雅帕提地丹内美港得撒堡沙博爱佛康麦艾门明通赛莫菲乌丽蒂木华松逊库茨"
    "杰丰沃白奇恩努温汉永丁列喀泰路隆印开石水云乐欧杜原冈长凯根卢梅娜义宝登希铁太天密湾上"
    "桑穆浦黄班洪拿京迈底莉第佩俄劳坎干富扎莎贾依灵史敦津亭思戈朗因瓜厄汤耳涅墨兴宾朱农切"
    "狄孜塘陀娅旺肯锡鄂英纽佳他默贡唐辛荷建潘黎瑞柏韦支勃察芬梁呼嘉寿夏雁泽盖柯施乃浩烈莲"
    "赤吕乔培堪昆荣谢额奴棱仪耶凡圭仑卜梦尚奈及黛慕茂延廷弥彭斐拜彻腾滕玻突陶什惠毕迦珀朴"
    "珍妮琳琴乍佐坤埔桥派皮查费霍豪赖詹逖甘高登拜"
)
"""Characters that spell foreign names: those of CC-CEDICT that sound like their English."""

# English letters, in this order, and the sounds that they stand for. `C` is the first sound of
# "church", `J` that of "judge", `S` that of "ship".
_ENGLISH_SOUNDS = [
    (re.compile(letters), sound)
    for letters, sound in (
        ("^x", "z"),
        ("^kn", "n"),
        ("^wr", "r"),
        ("^ps", "s"),
        ("sch", "S"),
        ("t?ch", "C"),
        ("sh", "S"),
        ("th", "t"),
        ("ph", "f"),
        ("gh", "g"),
        ("ck", "k"),
        ("qu?", "k"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("x", "ks"),
        ("dg", "J"),
        ("g(?=[eiy])", "J"),
        ("v", "w"),
    )
]
_CLASSES = dict.fromkeys("bp", "p") | dict.fromkeys("dt", "t") | dict.fromkeys("kgq", "k")
_CLASSES |= dict.fromkeys("lr", "l") | dict.fromkeys("sz", "s") | dict.fromkeys("CSJj", "c")
_HARD_C = ("ce", "ci", "cy")
"""Beginnings of names that may have a sound of their own or that of "Celtic"."""
ALIKE = 0.75
"""How much a foreign name and Chinese characters that spell a name must sound alike, at least."""
ALIKE_ANYWHERE = 0.9
"""The same for characters that are parts of common words, where more likeness is needed."""
ALIKE_SHORT = 0.5
"""How much a Chinese name of two characters and an English name must sound alike, at least."""
_VOWELS = frozenset("aeiouy")
_START = "a"
"""Class of a vowel with which a name begins."""
# The sounds with which a syllable in pinyin begins, and their classes.
_INITIALS = dict.fromkeys(("zh", "ch", "sh", "j", "q", "x"), "c")
_INITIALS |= dict.fromkeys(("z", "c", "s"), "s") | dict.fromkeys("bp", "p")
_INITIALS |= dict.fromkeys("dt", "t") | dict.fromkeys("gk", "k") | dict.fromkeys("lr", "l")
_INITIALS |= {letter: letter for letter in "hfwmn"} | {"y": ""}
# Costs of the edit distance, in letters; what is not listed costs 1 or `_WHOLE`. They were set by
# ear and tried on names of CC-CEDICT.
_CONFUSED = {
    frozenset(pair): cost
    for pair, cost in (
        ("hk", 0.4),
        ("hf", 0.5),
        ("fw", 0.4),
        ("wp", 0.5),
        ("cs", 0.3),
        ("ct", 0.4),
        ("ck", 0.4),
        ("mn", 0.3),
        ("hw", 0.5),
        ("aw", 0.3),
    )
}
_WHOLE = 0.9
_DROPPED_IN_CHINESE = {
    "w": 0.4,
    "l": 0.35,
    "h": 0.35,
    "a": 0.5,
    "n": 0.45,
    "k": 0.45,
    "t": 0.45,
    "p": 0.45,
}
_ADDED_IN_CHINESE = {"l": 0.5, "s": 0.35, "t": 0.35}
_OPTIONAL = 0.25
_FEWEST_SOUNDS = 2
"""Number of sounds that a shorter name counts as, so that short names do not fit by chance."""
_SHORTEST = 2
"""The fewest Chinese characters of a name."""
_LONGEST = 8
"""The most Chinese characters of a name."""


class Sound(NamedTuple):
    """A consonant of a Chinese spelling."""

    classes: str
    """Its class; several if the character has several readings."""
    is_optional: bool
    """Whether the foreign name often lacks it: a final n, or h and w at the beginning."""


@lru_cache(maxsize=1 << 14)
def list_english_sounds(name: str) -> str:
    """Return the classes of the consonants of a name, one letter each."""
    letters = re.sub(r"['’]s?$", "", strip_accents(name).lower())
    letters = re.sub("[^a-z]", "", letters)
    for pattern, sound in _ENGLISH_SOUNDS:
        letters = pattern.sub(sound, letters)
    found: list[str] = []
    for place, letter in enumerate(letters):
        if letter in _VOWELS:
            if place == 0:
                found.append(_START)
        elif place == 0 or letters[place - 1] != letter:
            found.append(_CLASSES.get(letter, letter))
    return "".join(found)


def strip_accents(text: str) -> str:
    """Return a text without the accents of its letters: Pará becomes Para."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=1 << 14)
def list_chinese_sounds(characters: str) -> tuple[Sound, ...]:
    """Return the consonants of the syllables of Chinese characters; none if one has no reading."""
    found: list[Sound] = []
    for place, character in enumerate(characters):
        readings = list_readings(character)
        if not readings:
            return ()
        firsts = dict.fromkeys(_initial_class(reading) for reading in readings)
        first = "".join(firsts) or (_START if place == 0 else "")
        if first:
            found.append(Sound(first, "" in firsts or any(sound in "hw" for sound in first)))
        if any(reading.endswith(("n", "ng")) for reading in readings):
            found.append(Sound("n", True))
        elif any(reading.endswith("r") and len(reading) > 1 for reading in readings):
            found.append(Sound("l", True))
    return tuple(found)


def _initial_class(syllable: str) -> str:
    """Return the class of the consonant with which a syllable begins; empty if there is none."""
    return next((found for start, found in _INITIALS.items() if syllable.startswith(start)), "")


@lru_cache(maxsize=1 << 14)
def compare_sounds(name: str, characters: str) -> float:
    """Return how much Chinese characters sound like a name: 1 for the same sounds, 0 for none."""
    lower = name.lower()
    likeness = _compare(lower, characters)
    if "j" in lower:  # 约瑟 and 约翰 have it as in Latin
        likeness = max(likeness, _compare(lower.replace("j", "y"), characters))
    if lower.startswith(_HARD_C):  # 凯尔特
        likeness = max(likeness, _compare(f"k{lower[1:]}", characters))
    return likeness


def _compare(name: str, characters: str) -> float:
    """Return how much characters sound like a name with the usual sounds of its letters."""
    english = list_english_sounds(name)
    chinese = list_chinese_sounds(characters)
    if not english or not chinese:
        return 0.0
    needed = sum(not sound.is_optional for sound in chinese)
    longest = max(len(english), needed, _FEWEST_SOUNDS)
    return max(0.0, 1 - _distance(english, chinese) / longest)


def _distance(english: str, chinese: Sequence[Sound]) -> float:
    """Return the edit distance of two sequences of sounds."""
    additions = [_cost_of_addition(sound) for sound in chinese]
    row = [0.0, *accumulate(additions)]
    for letter in english:
        dropped = _DROPPED_IN_CHINESE.get(letter, _WHOLE)
        last = row[0] + dropped
        below = [last]
        for place, sound in enumerate(chinese):
            last = min(
                row[place + 1] + dropped,
                last + additions[place],
                row[place] + _cost_of_change(letter, sound.classes),
            )
            below.append(last)
        row = below
    return row[-1]


@lru_cache(maxsize=1 << 12)
def _cost_of_change(letter: str, classes: str) -> float:
    """Return what it costs if an English sound stands for a Chinese one of some classes."""
    if letter in classes:
        return 0.0
    return min(_CONFUSED.get(frozenset((letter, other)), 1.0) for other in classes)


@lru_cache(maxsize=1 << 10)
def _cost_of_addition(sound: Sound) -> float:
    """Return what it costs if the Chinese has a sound that the name lacks."""
    if sound.is_optional:
        return _OPTIONAL
    return min(_ADDED_IN_CHINESE.get(other, _WHOLE) for other in sound.classes)


def best_likeness(name: str, runs: Sequence[str], *, least: int = _SHORTEST) -> float:
    """Return how much the likeliest part of some runs of characters sounds like a name, 0 to 1.

    Args:
        name: a name in Latin letters.
        runs: Chinese characters in simplified form.
        least: characters of the shortest part.
    """
    return max((_best_likeness_of(name, run, least) for run in runs), default=0.0)


@lru_cache(maxsize=1 << 14)
def _best_likeness_of(name: str, run: str, least: int) -> float:
    """Return how much the likeliest part of a run of characters sounds like a name."""
    if not list_english_sounds(name):
        return 0.0
    return max((compare_sounds(name, part) for part in _list_parts(run, least)), default=0.0)


def _list_parts(run: str, least: int) -> Iterator[str]:
    """Yield the parts of a run of characters that may be a name."""
    for start in range(len(run)):
        for stop in range(start + least, min(start + _LONGEST, len(run)) + 1):
            yield run[start:stop]
