"""Bytes to text: what the bytes are, not only what the page declares.

lxml on raw gb2312 bytes loses characters without a word (gb2312 lacks 㙦 and 2,000 other characters that
pages declared as gb2312 use), and saved pages declare gb2312 long after they were re-encoded as UTF-8.
So everything is decoded here, before any parser sees it.
"""

from __future__ import annotations

import re

from aigov_corpus.errors import InvalidInputError

_CHINESE = {
    "gb2312",
    "gbk",
    "gb18030",
    "cp936",
    "hz-gb-2312",
    "euc-cn",
    "x-gbk",
    "gb_2312-80",
    "csgb2312",
}
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"Rar!",
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]*encoding=["']([A-Za-z0-9_.-]+)"""
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_MOST_CONTROL = 0.02
_LARGEST = 50_000_000


def decode(data: bytes, *, name: str, declared: str = "") -> tuple[str, str, list[str]]:
    """Return the text, the encoding it was in, and warnings.

    Bytes that are valid UTF-8 with a character beyond ASCII are UTF-8, whatever is declared; gb2312 and
    gbk are read as gb18030, which holds both.

    Args:
        data: the bytes as they came.
        name: for messages.
        declared: the encoding the HTTP header gives, if there was one.

    Raises:
        InvalidInputError: empty, too large, binary, or not text in any encoding that is declared or likely.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise InvalidInputError(
            f"{name} is empty: there is nothing to read in its {len(data)} bytes"
        )
    if len(data) > _LARGEST:
        raise InvalidInputError(
            f"{name} has {len(data) / 1e6:.0f} MB, more than {_LARGEST / 1e6:.0f}: split it first"
        )
    if data.startswith(_BINARY):
        raise InvalidInputError(
            f"{name} is not text but a PDF, image, archive or old Office file: export it as text"
        )
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return (
                _checked(
                    _decode(data[len(bom) :] if encoding == "utf-8" else data, encoding, name), name
                ),
                encoding,
                [],
            )
    claim = _claim(data, declared)
    warnings: list[str] = []
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
        if claim and claim != "utf-8" and not data.isascii():
            warnings.append(f"declared as {claim} but the bytes are UTF-8; read as UTF-8")
    except UnicodeDecodeError as error:
        text, encoding = _other(data, claim, name, error)
        if claim == "utf-8":
            warnings.append(f"declared as UTF-8 but the bytes are {encoding}; read as {encoding}")
    if damaged := text.count("\ufffd"):
        at = len(text[: text.index("\ufffd")].encode(encoding, "replace"))
        warnings.append(
            f"{damaged} characters are damaged, the first near byte {at}; look for a better copy"
        )
    if _is_garbled(text):
        warnings.append(
            "the text looks garbled, as if it had once been read in a wrong encoding and saved again; "
            "fetch it again, or take another copy"
        )
    return _checked(text, name), encoding, warnings


def _claim(data: bytes, declared: str) -> str:
    """The first encoding that is declared and known, under the name we decode it by."""
    from w3lib.encoding import resolve_encoding

    candidates = [declared] if declared else []
    for found in _DECLARED.finditer(data[:8192]):
        candidates.append((found[1] or found[2]).decode("ascii"))
    for candidate in candidates:
        name = candidate.strip().lower()
        if name in _CHINESE:
            return "gb18030"
        if known := resolve_encoding(name):
            return "gb18030" if known in _CHINESE else known
    return ""


def _other(data: bytes, claim: str, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """Decode bytes that are not UTF-8: as declared, else as gb18030 or Big5 if that gives Chinese."""
    likely = [claim] if claim not in ("", "utf-8") else []
    if data[1::2].count(0) > len(data) / 4:
        likely = ["utf-16-le"]
    elif data[0::2].count(0) > len(data) / 4:
        likely = ["utf-16-be"]
    for encoding in [*likely, "gb18030", "big5", "utf-16-le", "utf-16-be"]:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding in likely or _is_chinese(text):
            return text, encoding
    # Western text with a few typographic quotes; or a page that is damaged in a few places, but a page.
    if sum(byte > 0x7F for byte in data) < 0.05 * len(data) and claim != "utf-8":
        return data.decode("cp1252", errors="replace"), "cp1252"
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= max(3, len(text) // 1000) and _is_chinese(text):
            return text, encoding
    raise InvalidInputError(
        f"{name} is not UTF-8 (byte {error.start} is 0x{data[error.start]:02x}) and no other encoding fits: "
        "convert it first, for instance with  iconv -f ENCODING -t UTF-8"
    ) from error


def _is_chinese(text: str) -> bool:
    """Whether a guess at the encoding gave common Chinese rather than rare characters in a row."""
    beyond = [char for char in text if ord(char) > 0x7F and char != "\ufffd"]
    common = sum(
        "一" <= char <= "龥" or char in "，。、；：？！“”‘’（）《》　—…·〔〕" for char in beyond
    )
    usual = sum(
        char in "的一是在不了有和人这中大为上个国以要会年时政发展民的第条章、，。"
        for char in beyond
    )
    return bool(beyond) and common >= 0.9 * len(beyond) and usual >= 0.05 * len(beyond)


def _is_garbled(text: str) -> bool:
    """Whether the characters beyond ASCII turn into Chinese when a wrong reading is undone."""
    beyond = "".join(char for char in text if ord(char) > 0x7F)[:400]
    if len(beyond) < 12:
        return False
    for wrong, right in (
        ("gb18030", "utf-8"),
        ("cp1252", "utf-8"),
        ("latin-1", "utf-8"),
        ("latin-1", "gb18030"),
    ):
        raw = beyond.encode(wrong, errors="ignore")
        back = raw.decode(right, errors="ignore")
        if len(back.encode(right)) >= 0.7 * len(raw) >= 0.5 * len(beyond) and _is_chinese(back):
            return True
    return False


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidInputError(
            f"{name} begins with the mark of {encoding} but is not (byte {error.start}): "
            "convert it to UTF-8 first"
        ) from error


def _checked(text: str, name: str) -> str:
    """Refuse what decodes but is no text; drop the odd control character."""
    controls = len(_CONTROL.findall(text))
    if controls > max(8, _MOST_CONTROL * len(text)):
        at = _CONTROL.search(text)
        raise InvalidInputError(
            f"{name} is not text: {controls} control characters, "
            f"the first at character {at.start() if at else 0}; give the text, not a binary file"
        )
    return _CONTROL.sub("", text)
