"""Characters that a file format cannot hold or should not: forbidden, invisible, line ends."""

from __future__ import annotations

from html import unescape

from aigov_corpus import patterns as re

ILLEGAL_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0, 2.2, forbids."""
# All ASCII white space, and every character that some program takes for the end of a line:
# file, group, record and unit separators, U+0085, U+2028 and U+2029.
_SPACES = re.compile("[\t\n\x0b\x0c\r\x1c-\x20\x85\u2028\u2029]+")

UNMARKED = (
    "\x7f-\x84\x86-\x9f"  # controls; U+0085 ends a line
    "\u00ad"  # soft hyphen
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # fillers
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions of writing
    "\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"  # without width, or without meaning
    "\U000e0000-\U000e007f"  # tags
)
"""As INVISIBLE, without the marks around annotations, which divide a text from its reading."""
INVISIBLE = f"{UNMARKED}\ufff9-\ufffb"
"""Characters that nobody sees, for a class of a regular expression. In a translation memory they
prevent every match. The joiners U+200C and U+200D are not among them: Persian, Indic scripts and
emoji need them."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_VISIBLE = re.compile(f"[^{INVISIBLE}]")
# References whose number is too large for a character, and zeros before a number: Python reads no
# number of more than 4,300 digits.
_TOO_LARGE = re.compile("&#0*[1-9][0-9]{7,};?")
_ZEROS = re.compile("&#0+(?=[0-9])")
STRAY_JOINER = "(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
"""Pattern of a joiner that joins no emoji (👩‍⚕️ is two, and a joiner between them)."""
_STRAY_JOINER = re.compile(STRAY_JOINER)


_LINE_ENDS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"})


def escape_line_ends(json_text: str) -> str:
    """Return JSON with escapes for the line ends that JSON allows inside a text.

    Many programs that read a file line by line, such as Python's `splitlines`, end a line there.
    """
    return json_text.translate(_LINE_ENDS)


def find_invisible(text: str) -> str:
    """Return the first invisible character of a text; an empty text if there is none."""
    found = _INVISIBLE.search(text)
    return found[0] if found else ""


def without_invisible(text: str) -> str:
    """Return a Chinese or English text without invisible characters, joiners included."""
    if text.isascii():
        return text.replace("\x7f", "")
    return _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))


def list_visible_offsets(text: str) -> list[int]:
    """Return the offset in a text of each character of `without_invisible(text)`."""
    visible = [found.start() for found in _VISIBLE.finditer(text)]
    joiners = _STRAY_JOINER.finditer("".join(text[at] for at in visible))
    stray = {found.start() for found in joiners}
    return [at for number, at in enumerate(visible) if number not in stray]


def resolve_references(text: str) -> str:
    """Return a text with the characters for which references of HTML stand: `&amp;`, `&#20013;`.

    A number that is that of no character becomes U+FFFD, however many digits it has.
    """
    if "&" not in text:
        return text
    return unescape(_ZEROS.sub("&#", _TOO_LARGE.sub("\ufffd", text)))


def xml_text(text: str) -> str:
    """Return `text` with a space in place of each character that XML 1.0 forbids.

    OmegaT does the same.
    """
    return ILLEGAL_XML.sub(" ", text)


def one_line(text: str) -> str:
    """Return `text` on one line, with one space in place of each run of spaces and line ends.

    White space at both ends is removed. Ideographic spaces (U+3000) and no-break spaces inside the
    text stay, because they belong to it.
    """
    return _SPACES.sub(" ", text).strip()


def clean_text(text: str) -> str:
    """Return a text on one line, without invisible characters and those that XML forbids."""
    return one_line(xml_text(without_invisible(text)))
