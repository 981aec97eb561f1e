"""A direction in a name that is another one in the translation: 九龙东 is not “Kowloon West”."""

from __future__ import annotations

from itertools import pairwise, permutations

from aigov_corpus import patterns as re
from aigov_corpus.checking.units import Place
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_ENGLISH_NAMES = {"north": "北", "south": "南", "east": "东", "west": "西"}
"""English words for a direction, each with the Chinese character."""
# the Chinese names of both Koreas have no direction
_ENGLISH = re.compile(
    r"\b(?:(?P<first>north|south)[-\s]?)?(?:(?P<last>east|west)|(?<=north)|(?<=south))"
    r"(?:ern|erly|wards?)?\b(?!\s+korea)",
    re.IGNORECASE,
)
_KOREAS = (
    (
        re.compile("(?<![南氏])朝鲜(?!半岛|人参|[族战语文]|时代|王朝)"),
        re.compile(r"\bNorth Korea\w*|\bDPRK\b"),
        re.compile("[朝北]|平壤"),
    ),
    (
        re.compile("(?<![北三])韩国"),
        re.compile(r"\bSouth Korea\w*|\bROK\b"),
        re.compile("[韩南]|首尔|青瓦台"),
    ),
)
"""For each Korea a pattern for its name in Chinese, one for its name in English, and one for what
may say it in Chinese."""
_CHINESE = re.compile(
    "(?<!中)华[东南西北](?![师润])"
    "|[东南西北]{1,2}(?:部|侧|[岸端翼麓]|边(?!境)|(?<=[南北])方(?![面程法向案])|半[部球])"
)
"""Pattern for Chinese words that surely name a direction: 华东, 南部, 北方; 东方 and 西方 are also
the Orient and the West."""
_REGION = re.compile(
    "[东西][南北](?![东西南北]).*|[东南西北](?:九龙|[亚非欧德]|美洲?|太平洋|大西洋).*"
)
"""Pattern for words that begin with the direction of a region: 东北三省, 西九龙."""
_CORNER = re.compile("(?<![东西南北山广河湖陕江云海])[东西][南北](?![东西南北])")
"""Pattern for a corner; 东南 in 山东南部 is none."""
_ANY = re.compile("[东南西北]")
_ALONE = re.compile("(?!东西)[东南西北]{1,2}")
"""Pattern for a word that is a direction: 东 behind 九龙; 东西 is a thing."""


def _find_other_corner(simplified: str, en: str) -> tuple[Place, Place] | None:
    """Return the only corner of each text, 东南 and "Northeast", if they are two; else None."""
    chinese = {found[0]: found.span() for found in _CORNER.finditer(simplified)}
    english = {
        _ENGLISH_NAMES[found["last"].lower()] + _ENGLISH_NAMES[found["first"].lower()]: found.span()
        for found in _ENGLISH.finditer(en)
        if found["first"] and found["last"]
    }
    if len(chinese) != 1 or len(english) != 1 or chinese.keys() == english.keys():
        return None
    return next(iter(chinese.values())), next(iter(english.values()))


def _find_other_korea(simplified: str, en: str) -> tuple[Place, Place] | None:
    """Return 朝鲜 and “South Korea”, or 韩国 and “North Korea”, where one stands for the other."""
    for (chinese, right, _), (_, other, may_say) in permutations(_KOREAS):
        found, wrong = chinese.search(simplified), other.search(en)
        if found and wrong and not right.search(en) and not may_say.search(simplified):
            return found.span(), wrong.span()
    return None


def find_other_direction(zh: str, en: str) -> tuple[Place, Place] | None:
    """Return the places of a Chinese direction and of the English one in its stead, or None.

    The English must have directions, but none of those that the Chinese text has a character for.
    """
    simplified = simplify(zh)
    if koreas := _find_other_korea(simplified, en):
        return koreas
    english = list(_ENGLISH.finditer(en))
    if not english or not _ANY.search(simplified):
        return None
    said = {
        _ENGLISH_NAMES[name.lower()]
        for found in english
        for name in (found["first"], found["last"])
        if name
    }
    if not said.isdisjoint(_ANY.findall(simplified)):
        return _find_other_corner(simplified, en)
    places = [found.span() for found in _CHINESE.finditer(simplified)]
    words = find_words(simplified, lang="zh")
    places += [(start, end) for word, start, end in words if _REGION.fullmatch(word)]
    places += [
        (start, end)
        for (place, _, last), (word, start, end) in pairwise(words)
        if last == start and len(place) > 1 and _ALONE.fullmatch(word)
    ]
    return (min(places), english[0].span()) if places else None
