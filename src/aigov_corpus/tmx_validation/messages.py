"""Every finding there is: its code, its severity and its sentence, with the remedy after the colon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from xml.parsers.expat import errors

from aigov_corpus.records import Finding

LONG_TEXT = 2_000
"""Characters of one text above which the cloud services of Trados refuse it."""
REMEMBERED = 500_000
"""Texts, and ids, among which duplicates are looked for; about 100 MB at most."""
MAX_DEPTH = 50
"""Of nested elements; a real file has about 6."""

ERRORS = {
    # the file
    "empty-file": "The file is empty: export the translation memory again.",
    "not-xml": "This is not TMX but {what}.",
    "not-tmx": "This is not TMX, it begins with <{tag}>{what}: export it as TMX.",
    "not-well-formed": (
        "The XML is broken here, so no program loads the file: {cause}. Nothing after the first "
        "{units} units was checked."
    ),
    "encoding": 'The first line says encoding="{declared}", but {but}: {remedy}.',
    "undecodable": (
        "From here on there are bytes that are not {encoding}; they look like {guess}: save the file "
        "anew as UTF-8."
    ),
    "illegal-character": (
        "The character U+{code:04X} stands here, which XML forbids, so no program loads the file: "
        "replace it by a space."
    ),
    "entity-declared": (
        "The file declares an entity of its own ({name}). That can be misused to read or flood a "
        "computer, so it is not read on: delete the declaration, TMX has no use for it."
    ),
    "entity-unknown": (
        "XML does not know &{name};: write the character itself, or its number as in &#160;."
    ),
    "nesting": (
        "Elements are nested {limit} deep, so the file is not read on: it is damaged or malicious."
    ),
    # its structure
    "version": 'There is no TMX “{value}” that programs know: write version="1.4".',
    "namespace": 'TMX has no namespace: delete {name}="{value}".',
    "structure": (
        "<{tag}> does not belong into <{parent}>, where there may stand {allowed}: delete or move it."
    ),
    "order": (
        "<{tag}> stands after <{before}>: move it before the first <{before}> of its <{parent}>."
    ),
    "repeated-element": "This <{parent}> has a second <{tag}>: keep one.",
    "missing-element": "This <{tag}> has no <{needed}>: add it, or delete the whole <{tag}>.",
    "stray-text": (
        "Text stands directly in <{tag}> (“{text}”), where it belongs to nothing: put it into <seg> "
        "or <note>, or delete it."
    ),
    # its attributes
    "missing-attribute": '<{tag}> has no {name}="…"{why}: add it.',
    "unknown-attribute": (
        'TMX has no attribute {name} for <{tag}>: write <prop type="x-{short}">{value}</prop> instead.'
    ),
    "attribute-value": (
        '{name}="{value}" of <{tag}> is not {wanted}, so checking programs refuse the file: correct it{more}.'
    ),
    "date": (
        '{name}="{value}" is not a date as TMX wants it, in UTC like 20261122T120000Z: correct or delete it.'
    ),
    "lang-attribute": (
        'The language is given as lang="{value}", as before TMX 1.3, and programs now take the text '
        "for one without a language: write xml:lang."
    ),
    "lang-underscore": (
        "The language “{value}” has an underscore, so OmegaT leaves out its units: write {better} "
        "everywhere (said once)."
    ),
    "lang-unknown": (
        "There is no language “{value}”: write a code as in zh-CN, zh-TW, en-US or en-GB everywhere "
        "(said once)."
    ),
    # its units
    "no-source": (
        "No text of the unit is in {source}, the source language that the file names (there is "
        "{there}), so checking programs refuse the file: correct srclang or xml:lang."
    ),
    "tag-twice": (
        'A second <bpt> with i="{number}" in one text, for which Trados refuses the unit: give each '
        "pair a number of its own."
    ),
    "tag-not-opened": (
        '<ept i="{number}"> closes what no <bpt> opened: add the <bpt>, or write <it pos="end">.'
    ),
    "tag-not-closed": (
        '<bpt i="{number}"> has no <ept> in the same text: add it, or write <it pos="begin">.'
    ),
}
WARNINGS = {
    "encoding-unusual": (
        "The file is in {declared}; TMX is UTF-8 or UTF-16, and not every program reads another "
        "encoding: save it as UTF-8."
    ),
    "version-old": (
        "TMX {value} is an old version, which OmegaT and memoQ read and other programs may not: export the "
        "memory as TMX 1.4 if your program can."
    ),
    "srclang-all": (
        'srclang="*all*" leaves open which language is the source, and some programs then ask or '
        "guess: name it if all units have the same one."
    ),
    "lang-case": (
        "The language “{value}” is usually written {better}, and strict programs want it so: write "
        "{better} everywhere (said once)."
    ),
    "lang-old": (
        "The language “{value}” is an old or mistaken name of {better}: write {better} everywhere "
        "(said once)."
    ),
    "no-units": "The file holds no translation unit (<tu>): export the memory again.",
    "one-language": (
        "The unit has one language only and so translates nothing: add the other, or delete it."
    ),
    "empty-source": "The text in {lang} is empty: fill it in, or delete the unit.",
    "empty-target": (
        "The text in {lang} is empty, and OmegaT would write nothing in the translation's place: fill"
        " it in, or delete the unit."
    ),
    "line-break": (
        "A line break or tab stands inside the text, and programs then find no match: write the text "
        "of <seg> on one line, with single spaces."
    ),
    "white-space": (
        "The text has spaces at an end, or several together, and programs then find no exact match: "
        "leave single spaces."
    ),
    "damaged-text": (
        "The sign U+FFFD (\ufffd) stands in the text, so a character was lost in an earlier conversion: "
        "put it back from the original."
    ),
    "long-text": (
        "The text has {length:,} characters, and Trados' cloud refuses more than {limit:,}: divide the unit."
    ),
    "duplicate-source": (
        "The unit on line {line} has the same source and another translation, and programs keep the "
        "last they read: decide for one."
    ),
    "duplicate-language": (
        "The unit has {count} texts in {lang}, and programs keep the last: make them units of their own."
    ),
    "duplicate-id": "The unit on line {line} has the same tuid: give each its own.",
    "tags-differ": (
        "The texts of the unit do not have the same tags (by their x numbers), so one was lost or "
        "added in translation: compare them."
    ),
    "prop-file": (
        'OmegaT takes <prop type="file"> for its own and uses the unit in no other file: rename it, '
        "for instance to x-file."
    ),
    "too-many-units": (
        "Duplicates are looked for among the first {limit:,} texts only: divide the file to have all "
        "compared."
    ),
}

CAUSES = {
    errors.XML_ERROR_INVALID_TOKEN: "a bare & or < stands in the text: write &amp; or &lt;",
    errors.XML_ERROR_TAG_MISMATCH: (
        "another element is closed than was last opened: a closing tag is missing, or one too many"
    ),
    errors.XML_ERROR_UNDEFINED_ENTITY: (
        "an unknown name stands between & and ;: write &amp; if the sign & is meant"
    ),
    errors.XML_ERROR_NO_ELEMENTS: "it ends too early: it was cut off, export it again",
    errors.XML_ERROR_UNCLOSED_TOKEN: "it ends inside a tag: it was cut off, export it again",
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "something stands after </tmx>: delete it",
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "an attribute is given twice in one tag: delete one",
}
"""What expat's reasons mean to a person."""


class StopChecking(Exception):
    """Nothing more can be said about the file; the finding that says why is there."""


class Findings:
    """The findings since they were last taken."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[Finding] = []

    def add(self, code: str, line: int, /, *, where: str = "", **values: object) -> None:
        """Add the finding `code`; `values` fill its sentence."""
        severity: Literal["error", "warning"] = "error" if code in ERRORS else "warning"
        sentence = (ERRORS if code in ERRORS else WARNINGS)[code]
        message = sentence.format(**{name: _short(value) for name, value in values.items()})
        self._found.append(Finding(self._file, line, severity, code, message, where))

    def take(self) -> Iterator[Finding]:
        """Yield the findings by line, and forget them."""
        found, self._found = sorted(self._found, key=lambda finding: finding.line), []
        yield from found


def _short(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    return text if len(text) <= 100 else f"{text[:99]}…"
