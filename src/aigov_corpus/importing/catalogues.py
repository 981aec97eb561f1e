"""Read catalogues of translations in PO, the format of gettext.

An entry has a message (`msgid`), which is nearly always English, and its translation (`msgstr`).
The entry with an empty message is the head, which names the language and the encoding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.importing.delimited import decode_table
from aigov_corpus.importing.variants import AlignedTexts, RawUnit, choose_texts, find_code
from aigov_corpus.text.language_codes import normalise_code, read_code

_REMEDY = "correct the line;  msgfmt --check FILE  of gettext lists what is wrong"
_MESSAGE, _PLURAL, _CONTEXT, _TRANSLATION = "msgid", "msgid_plural", "msgctxt", "msgstr"
_LINE_END = re.compile(r"\r\n?|\n")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr|domain)(?:\[\d{1,3}\])?(?=\s*\")")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_HEAD_FIELD = re.compile(r"^([\w-]+): *(.*)$", re.MULTILINE)
_OBSOLETE = re.compile(r"#~\s*msgid\s*\"")
_NO_REMARKS = ":|~"
"""Signs behind # of comments that hold places, earlier messages and obsolete entries."""


@dataclass(slots=True)
class _Entry:
    """An entry of a catalogue."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    """The pieces of each text, by its keyword, such as `msgid` or `msgstr[0]`."""
    notes: list[str] = field(default_factory=list)
    """What translators remarked."""
    remarks: int = 0
    """Lines that programmers remarked."""
    is_fuzzy: bool = False
    """Whether a program took the translation from another message."""

    def text(self, keyword: str) -> str:
        """Return the text behind a keyword; empty if there is none."""
        return "".join(self.texts.get(keyword, ()))

    @property
    def is_head(self) -> bool:
        """Whether it tells about the file."""
        return not self.text(_MESSAGE) and _CONTEXT not in self.texts

    @property
    def translations(self) -> list[str]:
        """The translation, or the one of each form of the plural."""
        keywords = (keyword for keyword in self.texts if keyword.startswith(_TRANSLATION))
        return [self.text(keyword) for keyword in sorted(keywords)]

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Message and translation of each form; only the first of several is of the singular."""
        translations = self.translations or [""]
        for at, translation in enumerate(translations):
            is_plural = _PLURAL in self.texts and (at > 0 or len(translations) == 1)
            yield self.text(_PLURAL if is_plural else _MESSAGE), translation


def read_catalogue(data: bytes, *, name: str, wanted: Sequence[str] = ()) -> AlignedTexts:
    """Return the messages of a PO file and their translations, in its order.

    Each form of a plural is a unit. Fuzzy translations have the status `needs-review`; remarks of
    translators are kept.

    Args:
        data: the bytes of the file.
        name: name of the file, for messages.
        wanted: language codes that the user prefers, the source first.

    Raises:
        InvalidInputError: a line is none of such a file, or it lacks one of the languages.
        UsageError: a language that the user names does not occur in it.
    """
    text, warnings, _ = decode_table(data, name=name)
    lines = _LINE_END.split(text)
    entries = list(_read_entries(lines, name))
    head = "".join(entry.text(_TRANSLATION) for entry in entries if entry.is_head)
    entries = [entry for entry in entries if not entry.is_head]
    pairs = [(entry, pair) for entry in entries for pair in entry.pairs]
    stated = dict(_HEAD_FIELD.findall(head))
    codes = [
        _find_language(stated.get(title, ""), [pair[at] for _, pair in pairs])
        for at, title in enumerate(("X-Source-Language", "Language"))
    ]
    units = [_unit(number, *pair, codes) for number, pair in enumerate(pairs, 1)]
    texts = choose_texts(units, wanted=wanted, name=name)
    notes = (*warnings, *texts.notes, *_notes(entries, sum(map(bool, map(_OBSOLETE.match, lines)))))
    return AlignedTexts(texts.units, texts.languages, notes)


def _find_language(stated: str, texts: Sequence[str]) -> str:
    """Return the code that the head states, such as `zh_CN.UTF-8`, or that of the texts."""
    try:
        return normalise_code(read_code(re.split("[.@]", stated)[0]))
    except UsageError:
        pass
    return find_code(texts)


def _unit(number: int, entry: _Entry, texts: tuple[str, str], codes: Sequence[str]) -> RawUnit:
    """Return an entry, or one form of its plural, as a unit."""
    unit = RawUnit(number, list(zip(codes, texts, strict=True)), source=codes[0])
    if entry.is_fuzzy and texts[1].strip():
        unit.facts["status"] = "needs-review"
    if entry.notes:
        unit.facts["comment"] = "\n".join(entry.notes)
    return unit


def _notes(entries: Sequence[_Entry], obsolete: int) -> list[str]:
    """Return sentences about what was left out."""
    alone = sum(_PLURAL in entry.texts and len(entry.translations) == 1 for entry in entries)
    contexts = sum(_CONTEXT in entry.texts for entry in entries)
    left_out = (
        (obsolete, "entries that are obsolete (#~) were left out"),
        (alone, "messages in the singular, with one translation for both forms, were left out"),
        (contexts, "contexts of messages (msgctxt) were left out"),
        (sum(entry.remarks for entry in entries), "remarks of programmers (#.) were left out"),
    )
    return [f"{what}: {count:,}" for count, what in left_out if count]


def _read_entries(lines: Sequence[str], name: str) -> Iterator[_Entry]:
    """Yield the entries of a file.

    Raises:
        InvalidInputError: a line is none of such a file; the error names it.
    """
    entry, keyword = _Entry(), ""
    for number, line in enumerate(map(str.strip, lines), 1):
        found = None if line.startswith('"') else _KEYWORD.match(line)
        if _begins_entry(line, found[1] if found else "", entry):
            yield entry
            entry, keyword = _Entry(), ""
        if line.startswith("#"):
            _take_remark(entry, line)
            continue
        keyword = found[0] if found else keyword
        quoted = line[found.end() :].lstrip() if found else line
        if quoted and not (keyword and quoted.startswith('"')):
            raise _wrong("it begins with neither # nor a keyword such as msgid", number, name)
        if quoted:
            entry.texts.setdefault(keyword, []).append(_unquote(quoted, number, name))
    if entry.texts:
        yield entry


def _begins_entry(line: str, keyword: str, entry: _Entry) -> bool:
    """Tell whether a line belongs to the entry behind the one that is open."""
    if line.startswith("#"):
        return bool(entry.translations)
    return keyword in (_CONTEXT, _MESSAGE) and _MESSAGE in entry.texts


def _take_remark(entry: _Entry, line: str) -> None:
    """Keep what a comment says about its entry."""
    kind, rest = line[1:2], line[2:].strip()
    if kind == ",":
        entry.is_fuzzy |= "fuzzy" in map(str.strip, rest.split(","))
    elif kind == ".":
        entry.remarks += bool(rest)
    elif kind not in _NO_REMARKS:
        entry.notes.append(line[1:].strip())


def _unquote(text: str, number: int, name: str) -> str:
    """Return the text between quotation marks, with what its escapes stand for."""
    found = _QUOTED.fullmatch(text)
    if not found:
        raise _wrong("it has a quotation mark too few, or one without \\ in its text", number, name)
    return _ESCAPE.sub(_read_escape, found[1]) if "\\" in found[1] else found[1]


def _read_escape(escape: re.Match[str]) -> str:
    """Return the character that an escape stands for, as in C."""
    code = escape[1]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    return chr(int(code, 8)) if code[0] in "01234567" else _ESCAPED.get(code, code)


def _wrong(reason: str, number: int, name: str) -> InvalidInputError:
    """Return the error about a line."""
    return InvalidInputError(reason, source=name, place=f"line {number}", remedy=_REMEDY)
