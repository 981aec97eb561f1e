"""The XML of a TMX file: its header, its units, and the file around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from aigov_corpus.exporting.properties import clean_value, language_tag, properties_of
from aigov_corpus.exporting.rows import languages
from aigov_corpus.records import Pair

if TYPE_CHECKING:
    from aigov_corpus.exporting.tmx import Profile

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute `xml:lang`."""
_SEVERAL_VALUES = frozenset({"x-principle", "x-principle-zh", "x-principle-en"})
"""Properties that a unit may have more than once."""


class UnitBuilder:
    """Makes the XML elements of one export."""

    def __init__(self, profile: Profile, created: str) -> None:
        self._profile = profile
        self._names = dict(profile.names)
        self._dates = {"creationdate": created} if created else {}

    def header(self, first: Pair) -> etree._Element:
        """Return the header of a file, with the source language and signature of its first pair.

        The signature of a pair names the sources, segmenters, encoder and aligner that made it.
        """
        header = etree.Element(
            "header",
            creationtool="aigov_corpus",
            creationtoolversion=version("aigov-corpus"),
            segtype="sentence",
            adminlang="en",
            srclang=_source_tag(first),
            datatype="plaintext",
            **{"o-tmf": self._profile.o_tmf},
            **self._dates,
        )
        self._add_property(header, "x-signature", first.signature)
        etree.indent(header, space=" ")
        return header

    def unit(self, pair: Pair, src: str, tgt: str, *, first: Pair) -> etree._Element:
        """Return the translation unit of a pair.

        Args:
            pair: the pair.
            src: its source text, in the form to be written.
            tgt: its target text, in the form to be written.
            first: the pair whose source language and signature are in the header; a unit has its
                own only if they differ.
        """
        unit = etree.Element("tu", tuid=clean_value(pair.pair_id), **self._dates, **_change(pair))
        source = _source_tag(pair)
        if source != _source_tag(first):
            unit.set("srclang", source)
        if pair.comment:
            etree.SubElement(unit, "note").text = clean_value(pair.comment)
        for name, value in properties_of(pair):
            self._add_property(unit, name, value)
        if pair.signature != first.signature:
            self._add_property(unit, "x-signature", pair.signature)
        for name, value in self._profile.fixed:
            etree.SubElement(unit, "prop", type=name).text = value
        for language, text in zip(languages(pair), (src, tgt), strict=True):
            variant = etree.SubElement(unit, "tuv", {_LANG: language_tag(language)})
            etree.SubElement(variant, "seg").text = text
        etree.indent(unit, space=" ")  # a seg holds no element, so its text stays as it is
        return unit

    def _add_property(self, parent: etree._Element, name: str, value: str) -> None:
        """Add a property, under the name that the profile gives it, unless its value is empty."""
        text = clean_value(value)
        if not text:
            return
        kind = self._names.get(name, name)
        if self._profile.typed:
            kind += ":MultipleString" if name in _SEVERAL_VALUES else ":SingleString"
        etree.SubElement(parent, "prop", type=kind).text = text


@contextmanager
def open_memory(
    path: Path, first: Pair, builder: UnitBuilder
) -> Iterator[Callable[[Pair, str, str], None]]:
    """Open a TMX file and write what precedes the units; at the end, write what follows them.

    Yields:
        A function that writes one unit: `write_unit(pair, src, tgt)`.
    """
    # Python opens the file, because lxml would report a full disk by an error of its own
    with path.open("wb") as file, etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", version="1.4"):
            xml.write("\n", builder.header(first), "\n")
            with xml.element("body"):
                xml.write("\n")

                def write_unit(pair: Pair, src: str, tgt: str) -> None:
                    unit = builder.unit(pair, src, tgt, first=first)
                    xml.write(unit, "\n")

                yield write_unit
            xml.write("\n")


def _change(pair: Pair) -> dict[str, str]:
    """Return the attributes that say who changed a unit and when; none if nobody did."""
    found = {}
    with suppress(ValueError, OverflowError):  # a table may hold any text there
        moment = datetime.fromisoformat(pair.changed_at).astimezone(UTC)
        found["changedate"] = f"{moment:%Y%m%dT%H%M%SZ}"
    if pair.changed_by:
        found["changeid"] = clean_value(pair.changed_by)
    return found


def _source_tag(pair: Pair) -> str:
    """Return the tag of the language of a pair's source."""
    return language_tag(languages(pair)[0])
