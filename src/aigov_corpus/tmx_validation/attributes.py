"""The attributes of TMX elements: which must be there, which may be, and what values they take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from aigov_corpus import patterns as re
from aigov_corpus.tmx_validation import grammar
from aigov_corpus.tmx_validation.findings import Report
from aigov_corpus.tmx_validation.language_faults import find_fault

ALL_LANGUAGES = "*all*"
"""Value of `srclang` for a file or unit in which any language may be the source."""

_MOST_LANGUAGES = 1000
"""Maximum language codes remembered, so that each is reported once; most files have few."""

_LONGEST_LANGUAGE = 100
"""Characters of the longest language code that is looked up; real ones have up to 35."""

_DATE = "%Y%m%dT%H%M%SZ"
_DATE_LENGTH = len("20261122T120000Z")

_CONSEQUENCES = {
    "srclang": ", without which OmegaT refuses the whole file",
    "adminlang": ", for which checking programs refuse the file",
}
"""For an attribute that is missing, the end of the sentence, which says what follows."""


class AttributeCheck:
    """Checks the attributes of one element after the other, in the order of the file."""

    def __init__(self, report: Report) -> None:
        """Add each finding by a call of `report`."""
        self._report = report
        self._version_is_old = False
        self._seen_languages: set[str] = set()

    def check(self, tag: str, attributes: Mapping[str, str], *, in_unit: bool) -> None:
        """Check the attributes of an element, and report what is wrong.

        Args:
            tag: name of the element.
            attributes: values of the attributes by name.
            in_unit: whether the element is a `<tu>` or stands in one.
        """
        required = grammar.REQUIRED.get(tag, ())
        for name in required:
            if name not in attributes:
                self._report_missing(tag, name, attributes)
        for name, value in attributes.items():
            if name.split(":")[0] == "xmlns":
                self._report("namespace", name=name, value=value)
            elif name in required or name in grammar.OPTIONAL.get(tag, ()):
                self._check_value(tag, name, value)
            else:
                short = name.rpartition(":")[2]
                self._report("unknown-attribute", tag=tag, name=name, short=short, value=value)
        if in_unit and tag == "prop" and attributes.get("type") == "file":
            self._report("prop-file")

    def _report_missing(self, tag: str, name: str, attributes: Mapping[str, str]) -> None:
        if name == "xml:lang" and "lang" in attributes:
            if not self._version_is_old:
                self._report("lang-attribute", value=attributes["lang"])
            return
        consequence = _CONSEQUENCES.get(name, "")
        self._report("missing-attribute", tag=tag, name=name, consequence=consequence)

    def _check_value(self, tag: str, name: str, value: str) -> None:
        if tag == "tmx":
            self._check_version(value)
        elif name in grammar.LANGUAGES:
            self._check_language(name, value)
        elif name in grammar.DATES:
            if not _is_date(value):
                self._report("date", name=name, value=value)
        elif wanted := _wanted(tag, name, value):
            kind, remedy = wanted
            self._report(
                "attribute-value", tag=tag, name=name, value=value, wanted=kind, remedy=remedy
            )

    def _check_version(self, value: str) -> None:
        self._version_is_old = value in grammar.OLD_VERSIONS
        if value != grammar.VERSION:
            self._report("version-old" if self._version_is_old else "version", value=value)

    def _check_language(self, name: str, code: str) -> None:
        if (name == "srclang" and code == ALL_LANGUAGES) or code in self._seen_languages:
            return
        if len(code) > _LONGEST_LANGUAGE:
            self._report("lang-unknown", value=code)
            return
        if len(self._seen_languages) < _MOST_LANGUAGES:
            self._seen_languages.add(code)
        fault = find_fault(code)
        if fault is not None:
            self._report(fault.finding, value=code, better=fault.better)


def _wanted(tag: str, name: str, value: str) -> tuple[str, str] | None:
    """Return `(what the value should be, remedy)` for an attribute, or None if nothing is wrong."""
    choices = grammar.CHOICES.get(name)
    if choices and value not in choices:
        lower = value.lower()
        remedy = f"correct it to {lower}" if lower in choices else "correct it"
        return f"one of {', '.join(choices)}", remedy
    if name == "usagecount" and not re.fullmatch("[0-9]+", value):
        return "a whole number", "correct it or delete it"
    if not value.strip() and name in grammar.REQUIRED.get(tag, ()):
        return "there: it is empty", "correct it"
    return None


def _is_date(value: str) -> bool:
    try:
        datetime.strptime(value, _DATE)
    except ValueError:
        return False
    return len(value) == _DATE_LENGTH  # strptime also takes numbers of one digit
