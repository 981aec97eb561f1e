"""Signs of the fonts Symbol and Wingdings, which files hold under codes of their own.

Sources: the encodings as the Unicode Consortium maps them
(`Public/MAPPINGS/VENDORS/ADOBE/symbol.txt`).
"""

from __future__ import annotations

from aigov_corpus import patterns as re

_PRIVATE = 0xF000
"""What programs add to the codes of signs of such fonts."""

PRIVATE_SIGN = re.compile("[\uf020-\uf0ff]")
"""Such a sign, if its font is not known."""

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

# ABCDEF+SymbolMT, Wingdings-Regular, Wingdings2: fonts as PDFs name them
_FONT = re.compile(r"(?:[A-Z]{6}\+)?(symbol|wingdings(?: ?2)?)(?=[^a-z0-9 ]|mt|$)", re.IGNORECASE)


def find_sign(font: str, code: int) -> str | None:
    """Return the character that a code of a font stands for; None if it is not known.

    Args:
        font: name of the font.
        code: the code, with or without what programs add to it.
    """
    code -= _PRIVATE if code >= _PRIVATE else 0
    found = _FONT.match(font.strip())
    match found[1].lower().replace(" ", "") if found else "":
        case "symbol":
            return _SYMBOL.get(code) or (chr(code) if code in _ASCII else None)
        case "wingdings":
            return _WINGDINGS.get(code)
        case "wingdings2":
            return _WINGDINGS_2.get(code)
        case _:
            return None
