r"""Mojibake: text that a program read in a wrong encoding, and how it read before.

Each rule asks for a sequence of characters that hardly occurs otherwise:

- UTF-8 that was read as Latin-1 or Windows-1252 (`ä½ å¥½` for 你好, `â€™` for ’);
- GBK that was read as Latin-1 (`ÖÐ¹ú` for 中国), and Big5 (`§A¦n¡A` for 你好，);
- UTF-8 that was read as GBK (`浣犲ソ` for 你好), and what two such mistakes leave (锟斤拷);
- memory that was never filled, read as GBK (烫烫烫), and question marks for lost characters;
- Chinese characters that were escaped and never read back (`\u4f60`, `%E4%BD%A0`, `=E4=BD=A0`).
"""

from __future__ import annotations

from typing import NamedTuple

from aigov_corpus import patterns as re

_LONGEST_SHOWN = 20
"""Characters of a damaged stretch that are returned."""

# Characters of Windows-1252 for the bytes 0x80 to 0x9F; five of those bytes have none there, and
# programs then keep the byte, as Latin-1 does.
_WINDOWS = {
    bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0xA0)
}
_BYTES = _WINDOWS | {chr(byte): byte for byte in range(0x80, 0x100)}
_TAIL = "".join(re.escape(char) for char, byte in _BYTES.items() if byte < 0xC0)
_LEAD_2, _LEAD_3, _LEAD_4 = "Â-ß", "à-ï", "ð-ô"
_SEQUENCE = f"(?:[{_LEAD_2}][{_TAIL}]|[{_LEAD_3}][{_TAIL}]{{2}}|[{_LEAD_4}][{_TAIL}]{{3}})"
_UTF8_AS_LATIN = re.compile(
    f"{_SEQUENCE}{{2,}}"  # two characters of UTF-8 in a row
    f"|â€[{_TAIL}]|ï¿½"  # a quotation mark or dash; U+FFFD
    "|[ÃÂ][\xa1-\xbf]"  # a letter with an accent, or a sign such as ©
    f"|[{_LEAD_3}][{_TAIL}] (?={_SEQUENCE})"  # a no-break space became a plain one
)
_GBK_AS_LATIN = re.compile("(?:[\xb0-\xd7][\xa1-\xfe]){2,}")
_BIG5_AS_LATIN = re.compile("(?:[\xa1-\xc6][@-~\xa1-\xfe]){3,}")
"""Three marks or frequent characters of Big5: in Latin-1, a sign or capital begins each."""
_ASCII_LETTER = re.compile("[A-Za-z]")
"""Second byte of half of the characters of Big5; a list such as ÀÁÂ has none."""
_LATIN_LETTERS = re.compile("[À-ÖØ-öø-ÿ]+")
_ALL_LATIN = "".join(map(chr, range(0xA0, 0x100)))
"""Characters beyond ASCII in the order of Latin-1, as a list of them has: ÀÁÂÃÄÅ."""
_HAN_RUN = re.compile("[\u4e00-\u9fff\ue000-\uf8ff€]{6,}")
_UTF8_IN_GBK = re.compile(
    rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xef[\xbc\xbd][\x80-\xbf]|\xe3\x80[\x80-\xbf]){4,}"
)
"""Four Chinese characters or full-width marks in UTF-8. In real Chinese text, the bytes of six
characters of GBK look like this once in thousands of millions of characters."""
_NO_BREAK_SPACE = 0xA0
"""The byte for which a plain space stands in a stretch: some programs write one for the other."""
_SHORT_WORD = 6
"""Accented letters in a row that may be a word, or a list of letters, if they are fewer."""
_LOST = re.compile("锟斤拷|烫{3,}|屯{3,}|[?？]{5,}")
"""What stands for characters that are lost: nobody asks with five question marks in a row."""
_ESCAPED = re.compile(r"\\u(?:4[e-f]|[5-9][0-9a-f])[0-9a-f]{2}", re.IGNORECASE)
_HEX_CHARACTER = "E[4-9]{0}[89AB][0-9A-F]{0}[89AB][0-9A-F]"
_HEXADECIMAL = re.compile(
    f"(?<!\\S)(?:%{_HEX_CHARACTER.format('%')})+|(?:={_HEX_CHARACTER.format('=')})+"
)
"""Chinese characters in UTF-8, as URLs and e-mails write bytes. Inside a URL they are in place."""
_SHORT_TEXT = re.compile("[\u3040-\u30ff\u4e00-\u9fff\ue000-\uf8ff€]{3,5}")
_FIRST_OF_LEVEL_2 = 0xD8
"""First byte of the rarer characters of GB 2312."""


class Mojibake(NamedTuple):
    """A stretch of a text that was read in a wrong encoding."""

    damaged: str
    """The stretch as it stands there, at most 20 characters."""
    before: str
    """What it read before; empty if that is lost."""


def find_mojibake(text: str) -> Mojibake | None:
    """Return the first stretch of a text that was read in a wrong encoding, or None."""
    if unread := _find_unread(text):
        return unread
    if text.isascii():
        return None
    if in_gbk := _find_gbk_as_latin(text):
        return in_gbk
    if found := _UTF8_AS_LATIN.search(text):
        damaged = found[0][:_LONGEST_SHOWN]
        raw = bytes(_BYTES.get(char, _NO_BREAK_SPACE) for char in damaged)
        return Mojibake(damaged, raw.decode("utf-8", "ignore").strip("\ufffd"))
    if in_big5 := _find_big5_as_latin(text):
        return in_big5
    return _find_utf8_as_gbk(text) or _read_short_gbk(text)


def _find_unread(text: str) -> Mojibake | None:
    """Return the first stretch that stands for lost characters, or for ones never read back."""
    if found := _LOST.search(text):
        return Mojibake(found[0][:_LONGEST_SHOWN], "")
    if found := _ESCAPED.search(text):
        return Mojibake(found[0], chr(int(found[0][2:], 16)))
    if found := _HEXADECIMAL.search(text):
        raw = bytes.fromhex(found[0].replace(found[0][0], ""))
        return Mojibake(found[0][:_LONGEST_SHOWN], raw.decode("utf-8", "ignore"))
    return None


def _find_gbk_as_latin(text: str) -> Mojibake | None:
    """Return the first stretch that is Chinese in GBK, read as Latin-1."""
    for found in _GBK_AS_LATIN.finditer(text):
        if _LATIN_LETTERS.fullmatch(found[0]) and len(found[0]) < _SHORT_WORD:
            continue
        if not _LATIN_LETTERS.search(found[0]) or found[0] in _ALL_LATIN:
            continue
        try:
            before = found[0].encode("latin-1").decode("gb2312")
        except UnicodeDecodeError:
            continue
        return Mojibake(found[0][:_LONGEST_SHOWN], before[:_LONGEST_SHOWN])
    return None


def _find_big5_as_latin(text: str) -> Mojibake | None:
    """Return the first stretch that is Chinese in Big5, read as Latin-1."""
    for found in _BIG5_AS_LATIN.finditer(text):
        before = found[0].encode("latin-1").decode("big5", "replace")
        if "\ufffd" not in before and len(set(before)) > 1 and _ASCII_LETTER.search(found[0]):
            return Mojibake(found[0][:_LONGEST_SHOWN], before[:_LONGEST_SHOWN])
    return None


def _find_utf8_as_gbk(text: str) -> Mojibake | None:
    """Return the first stretch that is Chinese in UTF-8, read as GBK."""
    for run in _HAN_RUN.finditer(text):
        raw = run[0].encode("gb18030", "replace")
        if found := _UTF8_IN_GBK.search(raw):
            before = found[0].decode("utf-8", "ignore")
            return Mojibake(run[0][:_LONGEST_SHOWN], before[:_LONGEST_SHOWN])
    return None


def _read_short_gbk(text: str) -> Mojibake | None:
    """Return a text of a few characters if it is Chinese in UTF-8, read as GBK.

    There are too few characters for their bytes to be a proof. So all of them have to give
    frequent characters, and one has to be outside GB 2312, as such mistakes give.
    """
    run = text.strip()
    if not _SHORT_TEXT.fullmatch(run):
        return None
    try:
        before = run.encode("gb18030").decode("utf-8")
        is_usual = all(char.encode("gb2312")[0] < _FIRST_OF_LEVEL_2 for char in before)
    except UnicodeError:
        return None
    is_odd = b"?" in run.encode("gb2312", "replace")
    return Mojibake(run, before) if is_usual and is_odd else None
