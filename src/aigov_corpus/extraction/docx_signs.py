"""Signs that Word files hold in another way than as characters: of fonts of their own, in circles.

Sources: the encodings of the fonts Symbol and Wingdings as the Unicode Consortium maps them
(`Public/MAPPINGS/VENDORS/ADOBE/symbol.txt`), and the field EQ of ECMA-376, part 1, 17.16.5.
"""

from __future__ import annotations

import re
from typing import Any

from aigov_corpus.extraction.docx_names import W

_PRIVATE = 0xF000
"""What Word adds to the codes of signs of such fonts."""

_PRIVATE_SIGN = re.compile("[\uf020-\uf0ff]")

_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0xA1, 0xB0), "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓", strict=True)),
    **dict(zip(range(0xB0, 0xBD), "°±″≥×∝∂•÷≠≡≈…", strict=True)),
    **dict(zip(range(0xC0, 0xD2), "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇", strict=True)),
    **dict(zip(range(0xD2, 0xE0), "®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓", strict=True)),
    0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
"""Characters of the font Symbol by their codes; a code that is missing is that of ASCII."""

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **dict(zip(range(0x81, 0x8B), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
}  # fmt: skip
"""Characters of the font Wingdings by their codes: boxes, bullets, arrows, numbers in circles."""

_WINGDINGS_2 = {
    0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "•", 0xA2: "■", 0xA3: "☐",
    **dict(zip(range(0x6A, 0x74), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
}  # fmt: skip
"""Characters of the font Wingdings 2, with the boxes of forms: R is a ticked one."""

_ASCII = range(0x20, 0x7F)

# eq \o\ac(○,12): a sign around another, set with the command for characters in circles.
_ENCLOSED = re.compile(
    r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*(\S)\s*[,，;]\s*(\S{1,3})\s*\)\s*", re.I
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
    return _find_sign(node.get(f"{W}font") or "", code)


def replace_signs(node: Any, text: str) -> tuple[str, int]:
    """Return a text with usual characters for signs of a font of its own, and how many are unknown.

    Args:
        node: the element that holds the text.
        text: its text.
    """
    if not _PRIVATE_SIGN.search(text):
        return text, 0
    fonts = node.getparent().find(f"{W}rPr/{W}rFonts")
    names = (
        [fonts.get(f"{W}{name}") or "" for name in ("ascii", "hAnsi")] if fonts is not None else []
    )
    unknown = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal unknown
        known = filter(None, (_find_sign(name, ord(found.group())) for name in names))
        sign = next(known, None)
        unknown += sign is None
        return sign or found.group()

    return _PRIVATE_SIGN.sub(replace, text), unknown


def _find_sign(font: str, code: int) -> str | None:
    code -= _PRIVATE if code >= _PRIVATE else 0
    match font.strip().lower():
        case "symbol":
            return _SYMBOL.get(code) or (chr(code) if code in _ASCII else None)
        case "wingdings":
            return _WINGDINGS.get(code)
        case "wingdings 2":
            return _WINGDINGS_2.get(code)
        case _:
            return None


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
