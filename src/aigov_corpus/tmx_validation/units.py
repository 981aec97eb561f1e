"""The units of a TMX file: their languages, texts and codes, and duplicates among them.

While a unit is read, it is the current unit; its variant that is being read is the current variant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from aigov_corpus import patterns as re
from aigov_corpus.text.characters import find_invisible
from aigov_corpus.text.mojibake import find_mojibake
from aigov_corpus.tmx_validation.attributes import ALL_LANGUAGES
from aigov_corpus.tmx_validation.findings import Report
from aigov_corpus.tmx_validation.language_faults import is_same_code

LONG_TEXT = 2_000
"""Maximum characters of a text that the cloud services of Trados accept, by their documentation."""

MOST_REMEMBERED = 500_000
"""Maximum translations, and most ids, that are kept to find duplicates: about 100 MB of hashes."""

_MOST_KEPT = 100_000
"""Number of characters of one text after which no further piece of it is kept for checks.

All characters are counted and hashed.
"""

_CODE = "\ufffc"
"""The object replacement character, which stands for a code in the text that is kept."""

_ESCAPED = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|copy|#\d{1,7}|#x[0-9A-Fa-f]{1,6});"
)
"""An entity in the text of a unit, whose & was escaped once more: `&amp;quot;` in the file."""

_LONGEST_ID = 60
"""Maximum number of characters of a unit's id that a finding shows."""

_HASH_BYTES = 8
"""Bytes of a hash: the chance that two of 500,000 texts have the same hash is 1 in 10⁸."""


@dataclass(slots=True)
class _Variant:
    """A `<tuv>`, as far as it has been read."""

    lang: str
    text_line: int = 0
    """Number of the line where its `<seg>` begins, from 1; 0 if none has begun."""
    parts: list[str] = field(default_factory=list)
    """Pieces of its text so far; none is added once they have `_MOST_KEPT` characters or more."""
    kept: int = 0
    """Number of characters in `parts`."""
    length: int = 0
    """Number of characters of its text so far; each code counts as one."""
    hash: blake2b = field(default_factory=lambda: blake2b(digest_size=_HASH_BYTES))
    """Hash of its text and of what its codes hold."""
    pairs: dict[str, bool] = field(default_factory=dict)
    """For the number `i` of each `<bpt>`, whether its `<ept>` is still missing."""
    codes: list[str] = field(default_factory=list)
    """Numbers `x` of its codes, in the order of the text; codes without `x` are left out."""

    def add(self, text: str, *, visible: bool) -> None:
        """Add a piece of the `<seg>`.

        Args:
            text: the piece.
            visible: whether it is text of the unit; if not, it stands inside a code and is hashed,
                but neither counted nor kept.
        """
        self.hash.update(text.encode())
        if not visible:
            return
        self.length += len(text)
        if self.kept < _MOST_KEPT:
            self.parts.append(text)
            self.kept += len(text)


@dataclass(slots=True)
class _Unit:
    """A `<tu>`, as far as it has been read."""

    line: int
    name: str
    """Name of the unit in findings: `tu u1`, or `tu number 3` if it has no id."""
    source: str
    """Code of the language it is translated from; empty if that may be any, or is not named."""
    variants: list[_Variant] = field(default_factory=list)

    def is_source(self, variant: _Variant) -> bool:
        """Return whether a variant is the source.

        That is a variant in the source language, or the first variant if `source` is empty.
        """
        if self.source:
            return is_same_code(variant.lang, self.source)
        return variant is self.variants[0]


class UnitCheck:
    """Checks one unit after the other, in the order of the file."""

    def __init__(self, report: Report) -> None:
        """Add each finding by a call of `report`."""
        self.count = 0
        """Number of units begun so far."""
        self.default_source = ""
        """Source language that the header names, or `*all*`; empty if it names none."""
        self._report = report
        self._unit: _Unit | None = None
        self._variant: _Variant | None = None
        self._open_codes = 0
        self._ids: dict[bytes, int] = {}
        self._translations: dict[bytes, tuple[bytes, int]] = {}
        self._told_full = False

    @property
    def current_name(self) -> str:
        """Name of the current unit; empty between units."""
        return self._unit.name if self._unit else ""

    @property
    def in_unit(self) -> bool:
        """Whether a unit is being read."""
        return self._unit is not None

    def start_unit(self, attributes: Mapping[str, str], line: int) -> None:
        """Begin a unit, and report an id that an earlier unit has."""
        self.count += 1
        tuid = attributes.get("tuid", "")
        source = attributes.get("srclang", self.default_source)
        name = f"tu {tuid[:_LONGEST_ID]}" if tuid else f"tu number {self.count}"
        self._unit = _Unit(line, name, "" if source == ALL_LANGUAGES else source)
        if not tuid:
            return
        key = _hash(tuid)
        if key in self._ids:
            self._report("duplicate-id", line=self._ids[key])
        elif self._has_room(len(self._ids)):
            self._ids[key] = line

    def start_variant(self, attributes: Mapping[str, str]) -> None:
        """Begin a variant of the current unit, if there is one."""
        if self._unit:
            lang = attributes.get("xml:lang", attributes.get("lang", ""))
            self._variant = _Variant(lang)
            self._unit.variants.append(self._variant)

    def start_text(self, line: int) -> None:
        """Begin the text of the current variant."""
        if self._variant:
            self._variant.text_line = line

    def start_code(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a code; report a `<bpt>` with a number in use, or an `<ept>` without a `<bpt>`."""
        self._open_codes += 1
        variant = self._variant
        if variant is None:
            return
        variant.add(_CODE, visible=self._open_codes == 1)
        number = attributes.get("i", "")
        if "x" in attributes:
            variant.codes.append(attributes["x"])
        if tag == "bpt":
            if number in variant.pairs:
                self._report("tag-twice", number=number)
            variant.pairs[number] = True
        elif tag == "ept":
            if variant.pairs.get(number):
                variant.pairs[number] = False
            else:
                self._report("tag-not-opened", number=number)

    def end_code(self) -> None:
        """End the innermost code."""
        self._open_codes -= 1

    def add_text(self, text: str) -> None:
        """Add a piece of text to the current variant."""
        if self._variant:
            self._variant.add(text, visible=not self._open_codes)

    def end_text(self) -> None:
        """End the text of the current variant, and report what is wrong with it."""
        if self._variant is None or self._unit is None:
            return
        variant = self._variant
        text = "".join(variant.parts)
        self._check_blanks(text, variant, is_source=self._unit.is_source(variant))
        line = variant.text_line
        if "\ufffd" in text:
            self._report("damaged-text", line)
        self._check_characters(text, line)
        length = variant.length - text.count(_CODE)
        if length > LONG_TEXT:
            self._report("long-text", line, length=length, limit=LONG_TEXT)
        for number, is_open in variant.pairs.items():
            if is_open:
                self._report("tag-not-closed", line, number=number)

    def end_variant(self) -> None:
        """End the current variant."""
        self._variant = None

    def end_unit(self) -> None:
        """End the current unit, and report what is wrong with its variants together."""
        if self._unit is None:
            return
        self._check_languages(self._unit)
        codes = {tuple(sorted(variant.codes)) for variant in self._unit.variants}
        if len(codes) > 1:
            self._report("tags-differ", self._unit.line)
        self._check_translations(self._unit)
        self._unit = None

    def _check_characters(self, text: str, line: int) -> None:
        """Report invisible characters, mojibake, and entities that were escaped twice."""
        mojibake = find_mojibake(text)
        if mojibake:
            before = f"was “{mojibake.before}”" if mojibake.before else "was something else"
            self._report("mojibake", line, damaged=mojibake.damaged, before=before)
        elif invisible := find_invisible(text):
            self._report("invisible-character", line, code=ord(invisible))
        if entity := _ESCAPED.search(text):
            self._report("escaped-twice", line, entity=entity[0])

    def _check_blanks(self, text: str, variant: _Variant, *, is_source: bool) -> None:
        line = variant.text_line
        if not text.strip():
            code = "empty-source" if is_source else "empty-target"
            self._report(code, line, lang=variant.lang or "no language")
        elif re.search("[\n\r\t]", text):
            self._report("line-break", line)
        elif text != text.strip(" ") or "  " in text:
            self._report("white-space", line)

    def _check_languages(self, unit: _Unit) -> None:
        languages = [variant.lang for variant in unit.variants]
        if len(languages) == 1:
            self._report("one-language", unit.line)
        for lang in dict.fromkeys(languages):
            count = sum(is_same_code(lang, other) for other in languages)
            if count > 1:
                name = lang or "no language"
                self._report("duplicate-language", unit.line, count=count, lang=name)
        has_source = any(unit.is_source(variant) for variant in unit.variants)
        if languages and unit.source and not has_source:
            present = ", ".join(lang or "none" for lang in languages)
            self._report("no-source", unit.line, source=unit.source, present=present)

    def _check_translations(self, unit: _Unit) -> None:
        """Report a source text that has another translation in this unit or an earlier one."""
        source = next((variant for variant in unit.variants if unit.is_source(variant)), None)
        if source is None:
            return
        for target in unit.variants:
            if is_same_code(target.lang, source.lang):
                continue
            languages = f"{source.lang}\n{target.lang}"
            key = _hash(f"{languages}\n{source.hash.hexdigest()}".lower())
            translation = target.hash.digest()
            known = self._translations.get(key)
            if known is None:
                if self._has_room(len(self._translations)):
                    self._translations[key] = (translation, unit.line)
                continue
            known_translation, known_line = known
            if known_translation != translation:
                self._report("duplicate-source", unit.line, line=known_line)

    def _has_room(self, remembered: int) -> bool:
        """Return whether a further text or id can be kept besides the `remembered` ones.

        The first time that there is no room, a finding is added.
        """
        if remembered < MOST_REMEMBERED:
            return True
        if not self._told_full:
            self._told_full = True
            self._report("too-many-units", limit=MOST_REMEMBERED)
        return False


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=_HASH_BYTES).digest()
