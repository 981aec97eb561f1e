"""The check itself: a state machine that the XML parser drives, element by element."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from xml.parsers import expat

from aigov_corpus.tmx_validation import grammar, languages
from aigov_corpus.tmx_validation.messages import (
    LONG_TEXT,
    MAX_DEPTH,
    REMEMBERED,
    Findings,
    StopChecking,
)

_KEPT = 100_000  # characters of one text that are looked at; all are counted and hashed
_CODE = "\ufffc"  # stands for a code in the text that is looked at
_OTHER_ROOTS = {
    "xliff": " (XLIFF, a translation in progress)",
    "html": " (a web page)",
    "tbx": " (TBX, a term base)",
    "martif": " (TBX, a term base)",
    "TMX": " (TMX is written in lower case)",
}
_WHY = {
    "srclang": ", without which OmegaT refuses the whole file",
    "adminlang": ", for which checking programs refuse the file",
}


@dataclass(slots=True)
class _Variant:
    """A tuv while it is read."""

    lang: str
    line: int = 0
    """Of its seg."""
    parts: list[str] = field(default_factory=list)
    kept: int = 0
    length: int = 0
    hash: blake2b = field(default_factory=lambda: blake2b(digest_size=8))
    open: dict[str, bool] = field(default_factory=dict)
    """`i` of each bpt, and whether its ept is still to come."""
    codes: list[str] = field(default_factory=list)
    """`x` of each code that has one."""

    def add(self, text: str, *, visible: bool) -> None:
        self.hash.update(text.encode())
        if visible:
            self.length += len(text)
            if self.kept < _KEPT:
                self.parts.append(text)
                self.kept += len(text)


@dataclass(slots=True)
class _Unit:
    """A tu while it is read."""

    line: int
    name: str
    source: str
    """The language it is translated from; empty if it may be any."""
    variants: list[_Variant] = field(default_factory=list)

    def is_source(self, variant: _Variant) -> bool:
        if self.source:
            return languages.same(variant.lang, self.source)
        return variant is self.variants[0]


class Document:
    """Where in the file the parser is, and what it has seen."""

    def __init__(self, findings: Findings, parser: expat.XMLParserType) -> None:
        self.units = 0
        self._findings = findings
        self._parser = parser
        self._path: list[str] = []
        self._children: list[set[str]] = []
        self._old = False
        self._source = ""
        self._unit: _Unit | None = None
        self._variant: _Variant | None = None
        self._in_code = 0
        self._seen_languages: set[str] = set()
        self._ids: dict[bytes, int] = {}
        self._translations: dict[bytes, tuple[bytes, int]] = {}
        self._full = False
        parser.buffer_text = True
        # nothing outside the file is opened: there is no handler that would, and none for parameter entities
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.EntityDeclHandler = self._declare_entity
        parser.SkippedEntityHandler = self._skip_entity
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.EndElementHandler = self._end

    def end(self) -> None:
        """Say what only the whole file shows."""
        if not self.units:
            self._add("no-units")

    def _add(self, code: str, at: int = 0, /, **values: object) -> None:
        where = self._unit.name if self._unit else ""
        self._findings.add(code, at or self._parser.CurrentLineNumber, where=where, **values)

    def _declare_entity(self, name: str, *_: object) -> None:
        self._add("entity-declared", name=name)
        raise StopChecking

    def _skip_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._add("entity-unknown", name=name)

    # ------------------------------------------------------------ elements

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._path and tag != "tmx":
            self._add("not-tmx", tag=tag, what=_OTHER_ROOTS.get(tag.rpartition(":")[2], ""))
            raise StopChecking
        if len(self._path) >= MAX_DEPTH:
            self._add("nesting", limit=MAX_DEPTH)
            raise StopChecking
        if tag == "tu":
            self._start_unit(attributes)
        if self._path:
            self._place(tag, self._path[-1], self._children[-1])
        self._path.append(tag)
        self._children.append(set())
        if tag in grammar.INSIDE:
            self._attributes(tag, attributes)
        if tag == "header":
            self._source = attributes.get("srclang", "")
            if self._source == "*all*":
                self._add("srclang-all")
        elif tag == "tuv" and self._unit:
            self._variant = _Variant(attributes.get("xml:lang", attributes.get("lang", "")))
            self._unit.variants.append(self._variant)
        elif tag == "seg" and self._variant:
            self._variant.line = self._parser.CurrentLineNumber
        elif tag in grammar.CODES:
            self._in_code += 1
            if self._variant:
                self._start_code(tag, attributes, self._variant)

    def _text(self, text: str) -> None:
        tag = self._path[-1]
        if tag in grammar.HOLDS_TEXT:
            if self._variant and "seg" in self._path:
                self._variant.add(text, visible=not self._in_code)
        elif tag in grammar.INSIDE and text.strip():
            self._add("stray-text", tag=tag, text=text)

    def _end(self, tag: str) -> None:
        self._path.pop()
        children = self._children.pop()
        for needed in grammar.NEEDS.get(tag, ()):
            if needed not in children:
                self._add("missing-element", tag=tag, needed=needed)
        if tag in grammar.CODES:
            self._in_code -= 1
        elif tag == "seg" and self._variant and self._unit:
            self._end_text(self._variant, is_source=self._unit.is_source(self._variant))
        elif tag == "tuv":
            self._variant = None
        elif tag == "tu" and self._unit:
            self._end_unit(self._unit)
            self._unit = None

    def _place(self, tag: str, parent: str, before: set[str]) -> None:
        last = grammar.COMES_LAST.get(parent)
        if tag not in grammar.INSIDE.get(parent, (tag,)):
            allowed = (
                ", ".join(f"<{name}>" for name in sorted(grammar.INSIDE[parent])) or "text alone"
            )
            self._add("structure", tag=tag, parent=parent, allowed=allowed)
        elif (parent, tag) in grammar.ONCE and tag in before:
            self._add("repeated-element", tag=tag, parent=parent)
        elif last in before and tag != last:
            self._add("order", tag=tag, parent=parent, before=last)
        before.add(tag)

    # ------------------------------------------------------------ attributes

    def _attributes(self, tag: str, attributes: Mapping[str, str]) -> None:
        required = grammar.REQUIRED.get(tag, ())
        for name in required:
            if name == "xml:lang" and name not in attributes and "lang" in attributes:
                if not self._old:
                    self._add("lang-attribute", value=attributes["lang"])
            elif name not in attributes:
                self._add("missing-attribute", tag=tag, name=name, why=_WHY.get(name, ""))
        for name, value in attributes.items():
            if name.split(":")[0] == "xmlns":
                self._add("namespace", name=name, value=value)
            elif name in required or name in grammar.OPTIONAL.get(tag, ()):
                self._value(tag, name, value)
            else:
                self._add(
                    "unknown-attribute",
                    tag=tag,
                    name=name,
                    short=name.rpartition(":")[2],
                    value=value,
                )
        if tag == "prop" and attributes.get("type") == "file" and self._unit:
            self._add("prop-file")

    def _value(self, tag: str, name: str, value: str) -> None:
        wanted, more = "", ""
        if tag == "tmx":
            self._old = value in grammar.OLD_VERSIONS
            if value != "1.4":
                self._add("version-old" if self._old else "version", value=value)
        elif name in grammar.LANGUAGES:
            self._language(name, value)
        elif name in grammar.DATES:
            if not _is_date(value):
                self._add("date", name=name, value=value)
        elif name in grammar.CHOICES and value not in grammar.CHOICES[name]:
            wanted = f"one of {', '.join(grammar.CHOICES[name])}"
            more = f" to {value.lower()}" if value.lower() in grammar.CHOICES[name] else ""
        elif name == "usagecount" and not re.fullmatch("[0-9]+", value):
            wanted, more = "a whole number", " or delete it"
        elif not value.strip() and name in grammar.REQUIRED.get(tag, ()) and name != "version":
            wanted = "there: it is empty"
        if wanted:
            self._add("attribute-value", tag=tag, name=name, value=value, wanted=wanted, more=more)

    def _language(self, name: str, code: str) -> None:
        if (name == "srclang" and code == "*all*") or code in self._seen_languages:
            return
        if len(self._seen_languages) < 1000:
            self._seen_languages.add(code)
        kind, better = languages.fault(code)
        if kind:
            self._add(kind, value=code, better=better)

    # ------------------------------------------------------------ units

    def _start_unit(self, attributes: Mapping[str, str]) -> None:
        self.units += 1
        tuid = attributes.get("tuid", "")
        source = attributes.get("srclang", self._source)
        line = self._parser.CurrentLineNumber
        name = f"tu {tuid[:60]}" if tuid else f"tu number {self.units}"
        self._unit = _Unit(line, name, "" if source == "*all*" else source)
        if tuid:
            key = _hash(tuid)
            if key in self._ids:
                self._add("duplicate-id", line=self._ids[key])
            elif self._room(len(self._ids)):
                self._ids[key] = line

    def _start_code(self, tag: str, attributes: Mapping[str, str], variant: _Variant) -> None:
        variant.add(_CODE, visible=self._in_code == 1)
        number = attributes.get("i", "")
        if "x" in attributes:
            variant.codes.append(attributes["x"])
        if tag == "bpt":
            if number in variant.open:
                self._add("tag-twice", number=number)
            variant.open[number] = True
        elif tag == "ept":
            if not variant.open.get(number):
                self._add("tag-not-opened", number=number)
            else:
                variant.open[number] = False

    def _end_text(self, variant: _Variant, *, is_source: bool) -> None:
        text, line = "".join(variant.parts), variant.line
        if not text.strip():
            self._add(
                "empty-source" if is_source else "empty-target",
                line,
                lang=variant.lang or "no language",
            )
        elif re.search("[\n\r\t]", text):
            self._add("line-break", line)
        elif text != text.strip(" ") or "  " in text:
            self._add("white-space", line)
        if "\ufffd" in text:
            self._add("damaged-text", line)
        length = variant.length - text.count(_CODE)
        if length > LONG_TEXT:
            self._add("long-text", line, length=length, limit=LONG_TEXT)
        for number, still_open in variant.open.items():
            if still_open:
                self._add("tag-not-closed", line, number=number)

    def _end_unit(self, unit: _Unit) -> None:
        found = [variant.lang for variant in unit.variants]
        if len(found) == 1:
            self._add("one-language", unit.line)
        for lang in dict.fromkeys(found):
            count = sum(languages.same(lang, other) for other in found)
            if count > 1:
                self._add("duplicate-language", unit.line, count=count, lang=lang or "no language")
        if found and unit.source and not any(map(unit.is_source, unit.variants)):
            there = ", ".join(lang or "none" for lang in found)
            self._add("no-source", unit.line, source=unit.source, there=there)
        if len({tuple(sorted(variant.codes)) for variant in unit.variants}) > 1:
            self._add("tags-differ", unit.line)
        self._compare(unit)

    def _compare(self, unit: _Unit) -> None:
        """Report another translation of the same source into the same language."""
        source = next(filter(unit.is_source, unit.variants), None)
        if source is None:
            return
        for target in unit.variants:
            if languages.same(target.lang, source.lang):
                continue
            key = _hash(f"{source.lang}\n{target.lang}\n{source.hash.hexdigest()}".lower())
            digest = target.hash.digest()
            known = self._translations.get(key)
            if known and known[0] != digest:
                self._add("duplicate-source", unit.line, line=known[1])
            elif not known and self._room(len(self._translations)):
                self._translations[key] = (digest, unit.line)

    def _room(self, remembered: int) -> bool:
        if remembered >= REMEMBERED and not self._full:
            self._full = True
            self._add("too-many-units", limit=REMEMBERED)
        return remembered < REMEMBERED


def _is_date(value: str) -> bool:
    try:
        datetime.strptime(value, "%Y%m%dT%H%M%SZ")
    except ValueError:
        return False
    return len(value) == 16  # strptime also takes single digits


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()
