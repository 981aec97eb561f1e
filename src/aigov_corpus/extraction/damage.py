"""Damage in a decoded text: lost characters, text read in a wrong encoding, control characters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.whitespace import STEERING
from aigov_corpus.text.counting import counted
from aigov_corpus.text.mojibake import find_mojibake
from aigov_corpus.text.scripts import HAN

_STEERING = re.compile(f"[{STEERING}]")

# What colours and links of a terminal leave in a file, as in the log of a program.
_TERMINAL_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")

_PRIVATE_CHARACTER = re.compile(f"(?<=[{HAN}])[\ue000-\uf8ff](?=[{HAN}])")
"""A character between Chinese ones that has no meaning of its own in Unicode: old files of Hong
Kong have names and dialect in such; on pages they are pictures, which stand alone."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

LAST_ASCII = 0x7F

_CHINESE_MARKS = frozenset("，。、；：？！“”‘’（）《》　—…·〔〕")

_USUAL_CHARACTERS = frozenset("的一是在不了有和人这中大为上个国以要会年时政发展民的第条章、，。")

_MOST_REPLACED = 0.05
"""Largest share of U+FFFD among the non-ASCII characters of a file that is read.

If it is larger, the text was damaged before it was saved, and much of it is lost.
"""

_MOST_CONTROLS = 8
"""Number of control characters that a text of any length may contain."""

_MOST_CONTROL_SHARE = 0.02
"""Largest share of control characters in a text."""

MOST_DAMAGED = 3
"""Number of damaged characters that a text of any length may have and still be read."""

_LEAST_CHINESE = 0.9
"""Smallest share, in a Chinese text, of Chinese characters and marks among non-ASCII characters."""

_LEAST_USUAL = 0.05
"""Smallest share, in a Chinese text, of very common characters among non-ASCII characters."""

_GARBLED_SAMPLE = 400
"""Number of non-ASCII characters that are tested to see whether a text is garbled."""

_LEAST_GARBLED = 12
"""Minimum non-ASCII characters of a text that is tested as a whole; of fewer, single words are."""

_LEAST_RESTORED = 0.7
"""Smallest share of a garbled text's bytes that can be decoded after the damage is undone."""

_LEAST_ENCODED = 0.5
"""Minimum number of bytes for each character of a garbled text after the damage is undone."""

# (encoding in which a text was wrongly read, encoding in which it should have been)
_WRONG_READINGS = (
    ("gb18030", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("latin-1", "gb18030"),
)


def check_damage(text: str, name: str) -> None:
    """Raise InvalidInputError if many characters of a text are lost (U+FFFD)."""
    lost = text.count(REPLACEMENT)
    beyond_ascii = sum(ord(char) > LAST_ASCII for char in text) if lost > MOST_DAMAGED else 0
    if lost > max(MOST_DAMAGED, _MOST_REPLACED * beyond_ascii):
        raise InvalidInputError(
            f"{lost} of its characters are lost: U+FFFD stands in their place",
            source=name,
            place=f"character {text.index(REPLACEMENT)}",
            remedy="take another copy, saved in the encoding of the original",
        )


_MOST_OF_SHORT = 20
"""Characters beyond ASCII of a text that is too short to be known by its common characters."""
_FIRST_HALF = {
    "gb18030": (0xB0, 0xD7, "gb2312"),
    "big5": (0xA4, 0xC6, "big5"),
    "utf-16-le": (0xB0, 0xD7, "gb2312"),
    "utf-16-be": (0xB0, 0xD7, "gb2312"),
}
"""The first bytes of the characters of level 1 in GB 2312 and in Big5, and the table."""
_SIDE_BY_SIDE = re.compile(f"[{HAN}]{{2}}")
_LETTER = re.compile("[A-Za-z]")


def find_private(text: str) -> Iterable[str]:
    """Yield a warning if characters that only a private font shows stand in a Chinese text."""
    if private := len(_PRIVATE_CHARACTER.findall(text)):
        yield (
            "characters between Chinese ones that only a private font shows were left out: "
            f"{private}; look for a better copy, or write them into it"
        )


def find_damage(text: str, encoding: str) -> Iterable[str]:
    """Yield a warning if characters are damaged, and one if the text looks garbled."""
    if damaged := text.count(REPLACEMENT):
        at = len(text[: text.index(REPLACEMENT)].encode(encoding, "replace"))
        yield f"damaged characters: {damaged}, the first near byte {at}; look for a better copy"
    if zeros := len(text) - len(text.rstrip("\0")):
        yield (
            f"it ends with {counted(zeros, 'zero byte')}, as a file that was not written to its "
            "end; compare it with the original"
        )
    if _is_garbled(text):
        yield (
            "the text looks garbled, as if it had once been read in a wrong encoding and saved "
            "again; fetch it again, or take another copy"
        )


def is_chinese(text: str) -> bool:
    """Tell whether a decoded text is Chinese, and so was decoded rightly.

    A wrong encoding gives rare characters. In a Chinese text most of the non-ASCII characters are
    Chinese, and some are among the most common ones.
    """
    beyond = [char for char in text if ord(char) > LAST_ASCII and char != REPLACEMENT]
    chinese = sum("一" <= char <= "龥" or char in _CHINESE_MARKS for char in beyond)
    usual = sum(char in _USUAL_CHARACTERS for char in beyond)
    return (
        bool(beyond)
        and chinese >= _LEAST_CHINESE * len(beyond)
        and usual >= _LEAST_USUAL * len(beyond)
    )


def is_short_chinese(text: str, encoding: str) -> bool:
    """Tell whether a text of a few characters, decoded from an encoding, may be Chinese.

    There are too few characters for the common ones to be among them. So all have to be Chinese
    marks or characters of the first half of the table of the encoding, which is in daily use. Among
    Latin letters two have to stand side by side: in Big5, "25°C" of Windows is one.

    Args:
        text: the decoded text.
        encoding: the encoding; other ones than gb18030, Big5 and UTF-16 give False.
    """
    first, last, table = _FIRST_HALF.get(encoding, (1, 0, "ascii"))
    beyond = [char for char in text if ord(char) > LAST_ASCII]
    characters = [char for char in beyond if char not in _CHINESE_MARKS]
    return (
        bool(characters)
        and (_SIDE_BY_SIDE.search(text) is not None or _LETTER.search(text) is None)
        and len(beyond) <= _MOST_OF_SHORT
        and all(first <= char.encode(table, "replace")[0] <= last for char in characters)
    )


def _is_garbled(text: str) -> bool:
    """Tell whether a text was once decoded wrongly and saved like that (mojibake).

    If its characters are encoded and decoded again the right way, they become Chinese.
    """
    beyond = "".join(islice((char for char in text if ord(char) > LAST_ASCII), _GARBLED_SAMPLE))
    if len(beyond) < _LEAST_GARBLED:
        found = [find_mojibake(line) for line in text.splitlines() if not line.isascii()]
        return any(each is not None and not each.damaged.isascii() for each in found)
    for wrong, right in _WRONG_READINGS:
        data = beyond.encode(wrong, errors="ignore")
        restored = data.decode(right, errors="ignore")
        enough = len(data) >= _LEAST_ENCODED * len(beyond)
        if not enough or len(restored.encode(right)) < _LEAST_RESTORED * len(data):
            continue
        if is_chinese(restored):
            return True
    return False


def without_controls(text: str, name: str) -> str:
    """Return a text without its control characters, and without colours of a terminal.

    Raises:
        InvalidInputError: there are more of them than a text may have.
    """
    text = text.rstrip("\0")
    if "\x1b" in text:
        text = _TERMINAL_SEQUENCE.sub("", text)
    controls = len(_CONTROL.findall(text))
    if controls > max(_MOST_CONTROLS, _MOST_CONTROL_SHARE * len(text)):
        first = _CONTROL.search(text)
        raise InvalidInputError(
            f"it is not text: it holds {controls} control characters from here on",
            source=name,
            place=f"character {first.start() if first else 0}",
            remedy="give the text, not a binary file",
        )
    return _STEERING.sub("", _CONTROL.sub("", text))
