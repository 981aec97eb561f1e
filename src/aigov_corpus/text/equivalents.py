"""Forms of characters that make no difference in a search: width, accents, marks."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from aigov_corpus import patterns as re

_QUOTES = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}
_BLOCKS = (
    *(range(0x2E80, 0x2FD6), range(0x3000, 0x3001), range(0xF900, 0xFB00)),
    *(range(0xFF01, 0xFFEF), range(0x2F800, 0x2FA20)),
)
"""Codes of characters that stand for usual ones: radicals, doubles, other widths."""
_WIDTHS = ("<wide>", "<narrow>")
"""How Unicode marks characters of full or half width that stand for usual ones."""
# The radicals that are no Kangxi radicals have no compatibility mapping, but stand for characters
# all the same (Unicode's EquivalentUnifiedIdeograph.txt). Fonts of Chinese name such signs wrongly.
_SUPPLEMENT = dict(
    zip(
        "⺀⺃⺅⺇⺉⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺦⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔"
        "⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "冫乚亻几刂㔾小小尢尣尢巳幺彑忄心扌攵旡月歺母民氵水灬丬犭王目示礻竹糸纟罓罒网网罒羊羊羋耂肀聿肉臼艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶阝钅長镸长门"
        "阝雨青韦页风飞食飠饣𩙿马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
# Kangxi radicals, and Chinese characters that have the code of another one beside their own.
_DOUBLES = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def restore_radicals(text: str) -> str:
    """Return a text with usual characters for radicals and doubles: ⼈ (U+2F08) gives 人.

    Fonts in PDFs name Chinese characters so, and texts that are copied from PDFs have them. The
    result is as long as the text.
    """
    return text if text.isascii() else _DOUBLES.sub(_restore, text)


def _restore(found: re.Match[str]) -> str:
    usual = _SUPPLEMENT.get(found[0]) or unicodedata.normalize("NFKC", found[0])
    return usual if len(usual) == 1 else found[0]


class _Usual(dict[int, str]):
    """For the code of a character, the usual character; found when it is first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = usual = _usual(chr(code))
        return usual


def _usual(char: str) -> str:
    """Return the usual form of a character; the character itself if it has no other form."""
    if unicodedata.decomposition(char).startswith(_WIDTHS):
        usual = unicodedata.normalize("NFKC", char)
        return usual if len(usual) == 1 else char
    char = restore_radicals(char)
    return _QUOTES.get(char, char)


_TABLE = _Usual()


def usual_form(text: str) -> str:
    """Return a text with usual characters: Ａ becomes A, ⼈ (a radical) 人, and “ a straight mark.

    The result is as long as the text, so an offset in one is an offset in the other.
    """
    return text if text.isascii() else text.translate(_TABLE)


_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]"
"""What nobody sees between two characters: soft hyphens, joiners, and selectors of variants, which
stand behind the characters of Japanese names (葛󠄀) and behind emoji."""
_UNSEEN_PATTERN = re.compile(_UNSEEN)


def as_pattern(phrase: str) -> str:
    """Return a regular expression for a phrase in a text that `usual_form` returned.

    A letter with an accent may be one character or two, and what nobody sees may stand between the
    characters.
    """
    return f"{_UNSEEN}*".join(_pattern_of(char) for char in _usual_characters(phrase))


def as_any_pattern(phrase: str, *, forms: Callable[[str], str]) -> str:
    """Return a regular expression for a phrase in any text, also one without `usual_form`.

    Programs with expressions of RE2 understand it too.

    Args:
        phrase: the phrase.
        forms: a function that returns further forms of a character, such as the traditional ones.
    """
    return f"{_UNSEEN}*".join(_pattern_of(char, forms) for char in _usual_characters(phrase))


def _usual_characters(phrase: str) -> str:
    return usual_form(unicodedata.normalize("NFC", _UNSEEN_PATTERN.sub("", phrase)))


def _pattern_of(char: str, forms: Callable[[str], str] | None = None) -> str:
    """Return the pattern of a usual character; with `forms`, also of its other forms."""
    apart = unicodedata.normalize("NFD", char)
    others = ""
    if forms:
        others = forms(char)
        others += "".join(_unusual_forms().get(each, "") for each in char + others)
    one = f"[{re.escape(char + others)}]" if others else re.escape(char)
    return one if apart == char else f"(?:{one}|{re.escape(apart)})"


@lru_cache(maxsize=1)
def _unusual_forms() -> dict[str, str]:
    """Return for each usual character the others that `usual_form` makes it of."""
    found: dict[str, str] = defaultdict(str)
    codes = (ord(mark) for mark in _QUOTES)
    for code in (*codes, *(code for block in _BLOCKS for code in block)):
        if (usual := _usual(chr(code))) != chr(code):
            found[usual] += chr(code)
    return dict(found)
