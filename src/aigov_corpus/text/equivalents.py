"""Forms of characters that make no difference in a search: width, accents, marks."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}
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
    """Return the usual character that another one stands for; itself if it is one."""
    if unicodedata.decomposition(char).startswith(_WIDTHS):
        usual = unicodedata.normalize("NFKC", char)
        return usual if len(usual) == 1 else char
    char = restore_radicals(char)
    return _QUOTES.get(char, char)


_TABLE = _Usual()


def unify(text: str) -> str:
    """Return a text with usual characters: Ａ becomes A, ⼈ (a radical) 人, and “ a straight mark.

    The result is as long as the text, so an offset in one is an offset in the other.
    """
    return text if text.isascii() else text.translate(_TABLE)


def as_pattern(phrase: str) -> str:
    """Return a regular expression for a phrase in a text that `unify` returned.

    A letter with an accent may be one character or two.
    """
    parts = []
    for char in unify(unicodedata.normalize("NFC", phrase)):
        apart = unicodedata.normalize("NFD", char)
        one = re.escape(char)
        parts.append(one if apart == char else f"(?:{one}|{re.escape(apart)})")
    return "".join(parts)
