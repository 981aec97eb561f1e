"""Signs that Word files hold in another way than as characters: of fonts of their own, in circles.

Source: the field EQ of ECMA-376, part 1, 17.16.5.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.docx_names import W
from aigov_corpus.extraction.docx_styles import Styles
from aigov_corpus.extraction.font_signs import PRIVATE_SIGN, find_sign

# eq \o\ac(○,12): a sign around another, set with the command for characters in circles.
_ENCLOSED = re.compile(
    r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*(\S)\s*[,，;]\s*(\S{1,3})\s*\)\s*", re.I
)
# EQ \* jc2 \* "Font:SimSun" \* hps10 \o\ad(\s\up 9(lù),路): characters with their reading.
_PHONETIC = re.compile(
    r"\s*eq\b.*?\\o\s*(?:\\a[clrd]\s*)?"
    r"\(\s*\\s\s*\\up\s*[\d.]+\s*\(([^()]+)\)\s*[,，;]\s*([^()\\]+)\)\s*",
    re.IGNORECASE,
)
_AROUND = frozenset("○◯〇□△◇")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_EQUATION = re.compile(r"\s*eq\b", re.IGNORECASE)


def read_sign(node: Any) -> str | None:
    """Return the character that an element `sym` stands for; None if it is not known."""
    try:
        code = int(node.get(f"{W}char") or "", 16)
    except ValueError:
        return None
    return find_sign(node.get(f"{W}font") or "", code)


def replace_signs(root: Any, styles: Styles) -> int:
    """Put usual characters in place of signs of fonts of their own; return how many are unknown."""
    unknown = 0
    for node in root.iter(f"{W}t", f"{W}delText"):
        if node.text and PRIVATE_SIGN.search(node.text):
            fonts = list(_fonts_of(node.getparent(), styles))
            node.text = "".join(_find_sign(fonts, char) for char in node.text)
            unknown += len(PRIVATE_SIGN.findall(node.text))
    return unknown


def _find_sign(fonts: Iterable[str], char: str) -> str:
    """Return the character of a sign in the first font that knows it; any other as it is."""
    if not PRIVATE_SIGN.match(char):
        return char
    known = (find_sign(font, ord(char)) for font in fonts)
    return next(filter(None, known), char)


def _fonts_of(run: Any, styles: Styles) -> Iterable[str]:
    """Yield the fonts of a piece of text: by itself, its style, and that of its paragraph."""
    looks = [run.find(f"{W}rPr")]
    for path in (f"{W}rPr/{W}rStyle", f"../{W}pPr/{W}pStyle"):
        style = run.find(path)
        if style is not None:
            looks += styles.looks(style.get(f"{W}val") or "")
    for look in looks:
        fonts = look.find(f"{W}rFonts") if look is not None else None
        if fonts is not None:
            yield from (fonts.get(f"{W}{name}") or "" for name in ("ascii", "hAnsi"))


def is_equation(instruction: str) -> bool:
    """Tell whether a field shows what stands in its instruction: the field EQ."""
    return _EQUATION.match(instruction) is not None


def read_enclosed(instruction: str) -> str | None:
    """Return what a field EQ shows that sets a sign around characters; None if it is another.

    Numbers in a circle become ①; a sign that is around other characters is left out.
    """
    found = _ENCLOSED.fullmatch(instruction)
    if found is None or found[1] not in _AROUND:
        return None
    inner = found[2]
    if found[1] not in "□△◇" and inner.isdecimal() and 1 <= int(inner) <= len(_CIRCLED):
        return _CIRCLED[int(inner) - 1]
    return inner


def read_phonetic(instruction: str) -> tuple[str, str] | None:
    """Return the characters that a field EQ shows, and their reading above them (phonetic guide).

    Older versions of Word write pinyin so. None if it is another field.
    """
    found = _PHONETIC.fullmatch(instruction)
    return (found[2].strip(), found[1].strip()) if found else None
