"""Other words for a place: its people (Dutch), older and foreign names (Peking, Nippon)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from aigov_corpus import patterns as re

_OTHER_WORDS = """
america: american americans usa us
australia: aussie aussies
britain: british brit brits brexit uk
united kingdom: british britain brexit uk english england
england: english
burma: burmese myanmar
canada: canadian canadians
china: chinese sino prc roc cathay
taiwan: roc taiwanese
cyprus: cypriot cypriots
denmark: danish dane danes
finland: finnish finn finns
france: french
germany: german germans
greece: greek greeks hellenic
iceland: icelandic
ireland: irish
israel: jewish
italy: italian italians
japan: nippon nipponese nikkei
judea: jewish jew jews judaism
judah: jewish jew jews judaism
scandinavia: nordic norse scandinavian viking vikings
jews: jewish jew judaism
laos: lao laotian
macao: macau macanese
malaya: malay malays
netherlands: dutch holland
holland: dutch netherlands
norway: norwegian norse
peking: beijing
beijing: peking
canton: cantonese guangdong guangzhou
guangdong: canton cantonese
guangzhou: canton
nanjing: nanking
tianjin: tientsin
chongqing: chungking
xiamen: amoy
tibet: tibetan xizang
xizang: tibet tibetan
inner mongolia: mongolian
philippines: filipino filipinos philippine
poland: polish pole poles
portugal: portuguese
russia: russian soviet
scotland: scottish scot scots scotch
wales: welsh
serbia: serb serbs
croatia: croat croats
slovakia: slovak slovaks
spain: spanish spaniard spaniards
south africa: afrikaner afrikaners
sweden: swedish swede swedes
switzerland: swiss
thailand: thai thais siam siamese
turkey: turkish turk turks türkiye turkiye
ukraine: ukrainian
vietnam: viet vietnamese
united states: america american americans usa us
soviet union: soviet ussr
manchuria: manchu manchus
yangtze: yangtse changjiang
yellow: huanghe
islam: muslim muslims islamic moslem sukuk
muslim: islam islamic moslem
christianity: christian christendom christians
christian: christendom christianity
buddhist: buddha buddhism sutra
bodhisattva: buddha buddhist lord god heaven bless
jehovah: lord god yahweh
amitabha: buddha lord god heaven bless
amitayus: buddha lord god heaven bless
california: calif
milky: galaxy galactic
jingdong: jd
bytedance: tiktok douyin
douyin: tiktok
benz: mercedes
""".strip()
"""Names of places and religions, each with words that share too few letters with it."""
_OTHER: dict[str, frozenset[str]] = {}
for _line in _OTHER_WORDS.splitlines():
    _name, _, _words = _line.partition(": ")
    _OTHER[_name] = frozenset(_words.split())
_NAMES_OF: dict[str, list[str]] = defaultdict(list)
for _name, _found in _OTHER.items():
    for _word in sorted(_found):
        _NAMES_OF[_word].append(_name)
_LIKE = 6
"""Letters of a name of which one may be another: Yangtse, Yangtze."""
_SHARED = 4
"""Letters of a short form that a longer one begins with: Serb, Serbia."""
_NOT_THE_SAME = frozenset({"niger", "guinea", "india", "indian", "dominica", "congo"})
"""Names with which the name of another place begins."""
_DOUBLE = re.compile(r"(.)\1")


def list_other_words(gloss: Iterable[str]) -> frozenset[str]:
    """Return further words that may stand for a place.

    Args:
        gloss: the words of its name in lower case: netherlands; united, states.
    """
    words = tuple(gloss)
    whole = _OTHER.get(" ".join(words), frozenset())
    return whole.union(*(_OTHER.get(word, frozenset()) for word in words))


def list_places_of(word: str) -> tuple[str, ...]:
    """Return the names of places that another word in lower case stands for: danish for denmark."""
    return tuple(_NAMES_OF.get(word, ()))


@lru_cache(maxsize=1 << 14)
def is_same_name(one: str, other: str) -> bool:
    """Tell whether two words in lower case are one name in two spellings or forms.

    One letter of a long name may differ (Yangtse, Yangtze), and one may be the beginning of the
    other: Serbs, Serbia.
    """
    short, long = sorted((one.rstrip("s"), other.rstrip("s")), key=len)
    if len(short) >= _SHARED and short not in _NOT_THE_SAME and long.startswith(short):
        return True
    if len(short) < _LIKE or one[:2] != other[:2] or len(long) - len(short) > 1:
        return False
    short, long = sorted((_DOUBLE.sub(r"\1", one), _DOUBLE.sub(r"\1", other)), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
