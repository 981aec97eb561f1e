r"""Texts whose Chinese is written in ASCII: UTF-7, HZ, ISO-2022, and escapes such as \u4e2d.

Their bytes are valid UTF-8, so they would be read as strange English.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError

_BASE64_RUN = re.compile(rb"\+[A-Za-z0-9+/]{3,}-?")
_HZ_RUN = re.compile(rb"~\{(?:[\x21-\x7d][\x21-\x7e])+~\}")
_ISO_2022 = re.compile(rb"\x1b\$[()*+]?[@A-Z]")
_REFERENCE = re.compile(r"&#(?:[0-9]{2,7}|[xX][0-9A-Fa-f]{2,6});")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WESTERN = re.compile("[\u00a0-\u00ff\u2010-\u2026\u20ac]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_ADDRESS = re.compile(r"https?://\S+")
"""Pattern for addresses, in which escapes are usual."""

_LEAST_MARKS = 3
"""Fewest letters and marks beyond ASCII of an English text that is read as UTF-7."""

_LEAST_ESCAPES = 8
"""Fewest characters that are written as escapes in a text that is refused; a lesson about them has
a few."""


class _Escapes(NamedTuple):
    """A way to write characters in ASCII."""

    pattern: re.Pattern[str]
    """Runs of escapes."""
    read: Callable[[str], str]
    shown: str
    """The beginning of one, for messages."""
    remedy: str


def _read_numbers(run: str) -> str:
    """Return the characters whose numbers a run of escapes has, in hexadecimal."""
    return "".join(chr(int(each, 16)) for each in re.findall(r"[0-9A-Fa-f]{4,6}", run))


def _read_quoted(run: str) -> str:
    """Return the characters of a run of quoted-printable."""
    import quopri

    return quopri.decodestring(run.encode("ascii")).decode("utf-8", "ignore")


_ESCAPES = (
    _Escapes(
        re.compile(r"(?:\\u[0-9A-Fa-f]{4})+"),
        _read_numbers,
        "\\u4e2d",
        "decode them, for instance with  python -c 'import sys; "
        'print(sys.stdin.read().encode().decode("unicode_escape"))\' < FILE',
    ),
    _Escapes(
        re.compile(r"(?:=[0-9A-F]{2}(?:=\r?\n)?){3,}"),
        _read_quoted,
        "=E4=B8=AD",
        "save the text of the message in a mail program",
    ),
    _Escapes(
        re.compile(r"(?:%[0-9A-Fa-f]{2}){3,}"),
        lambda run: unquote(run, errors="ignore"),
        "%E4%B8%AD",
        "decode them, for instance with  python -c 'import sys, urllib.parse as u; "
        "print(u.unquote(sys.stdin.read()))' < FILE",
    ),
)


def decode_seven_bits(
    data: bytes, is_chinese: Callable[[str], bool], *, name: str
) -> tuple[str, str] | None:
    """Return the text and the encoding of bytes in UTF-7 or HZ; None for any others.

    Args:
        data: the bytes, all of them ASCII.
        is_chinese: tells whether a decoded text is Chinese.
        name: file or URL, for messages.

    Raises:
        InvalidInputError: they are in ISO-2022.
    """
    if _ISO_2022.search(data):
        raise InvalidInputError(
            "it is in an encoding of seven bits (ISO-2022)",
            source=name,
            remedy="open it in a text editor and save it as UTF-8, or convert it, for instance "
            "with  iconv -f ISO-2022-CN -t UTF-8",
        )
    for encoding, runs in (("utf-7", _BASE64_RUN), ("hz", _HZ_RUN)):
        if not runs.search(data):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        others = "".join(filter(_BEYOND_ASCII.match, text))
        is_english = len(others) >= _LEAST_MARKS and _WESTERN.fullmatch(others) is not None
        if is_chinese(text) or is_english:
            return text, encoding
    return None


def read_references(text: str) -> str:
    """Return a plain text in which references such as `&#20013;` are characters.

    They stay as they are if they are few: a text about them has a few.
    """
    found = "".join(_REFERENCE.findall(text))
    if len(_HAN.findall(html.unescape(found))) < _LEAST_ESCAPES:
        return text
    return _REFERENCE.sub(lambda each: html.unescape(each.group()), text)


def refuse_escapes(text: str, *, name: str) -> None:
    """Raise an `InvalidInputError` if the Chinese of a text is written as escapes."""
    text = _ADDRESS.sub("", text)
    for escapes in _ESCAPES:
        runs = [found.group() for found in escapes.pattern.finditer(text)]
        count = sum(len(_HAN.findall(escapes.read(run))) for run in runs)
        words = escapes.pattern.sub("", text)
        if count >= _LEAST_ESCAPES and 2 * sum(map(str.isalpha, words)) <= sum(map(len, runs)):
            raise InvalidInputError(
                f"{count} of its Chinese characters are written as escapes ({escapes.shown})",
                source=name,
                remedy=escapes.remedy,
            )
