"""Follows the XML parser through a TMX file, and checks each element where it stands."""

from __future__ import annotations

from xml.parsers import expat

from aigov_corpus.tmx_validation import grammar
from aigov_corpus.tmx_validation.attributes import ALL_LANGUAGES, AttributeCheck
from aigov_corpus.tmx_validation.findings import LONGEST_VALUE, Findings, StopChecking
from aigov_corpus.tmx_validation.units import UnitCheck

_MOST_NESTED = 50
"""Maximum number of elements that may be open at once; a real file has about 6."""

_OTHER_ROOTS = {
    "xliff": " (XLIFF, a translation in progress)",
    "html": " (a web page)",
    "tbx": " (TBX, a term base)",
    "martif": " (TBX, a term base)",
    "TMX": " (TMX is written in lower case)",
}
"""For the name of a first element that is not `tmx`, what such a file is."""


class TmxReader:
    """Knows which elements are open in the file, and hands elements and text to the checks."""

    def __init__(self, findings: Findings, parser: expat.XMLParserType) -> None:
        """Register for the events of `parser`; what is wrong will be added to `findings`."""
        self._findings = findings
        self._parser = parser
        self._path: list[str] = []
        """Names of the open elements, outermost first."""
        self._children: list[set[str]] = []
        """For each open element, the names of its children so far."""
        self._attributes = AttributeCheck(self._report)
        self._units = UnitCheck(self._report)
        self._stray: tuple[int, str, str] | None = None
        """Text where none may stand, as far as it has been read: line, element, beginning."""
        # No file is opened: there is no handler for external entities, and parameter entities are
        # not read.
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.EntityDeclHandler = self._declare_entity
        parser.SkippedEntityHandler = self._skip_entity
        parser.StartElementHandler = self._start_element
        parser.CharacterDataHandler = self._add_text
        parser.EndElementHandler = self._end_element

    @property
    def units(self) -> int:
        """Number of units begun so far."""
        return self._units.count

    def end(self) -> None:
        """Report a file without units; the caller calls this at the end of the file."""
        if not self.units:
            self._report("no-units")

    def _report(self, code: str, line: int = 0, /, **values: object) -> None:
        """Add a finding about the current unit, on a line, or on the parser's line if it is 0."""
        line = line or self._parser.CurrentLineNumber
        self._findings.add(code, line, where=self._units.current_name, **values)

    def _declare_entity(self, name: str, *_: object) -> None:
        self._report("entity-declared", name=name)
        raise StopChecking

    def _skip_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._report("entity-unknown", name=name)

    def _start_element(self, tag: str, attributes: dict[str, str]) -> None:
        self.report_text()
        if not self._path and tag != "tmx":
            kind = _OTHER_ROOTS.get(tag.rpartition(":")[2], "")
            self._report("not-tmx", tag=tag, kind=kind)
            raise StopChecking
        if len(self._path) >= _MOST_NESTED:
            self._report("nesting", limit=_MOST_NESTED)
            raise StopChecking
        line = self._parser.CurrentLineNumber
        if tag == "tu":
            self._units.start_unit(attributes, line)
        if self._path:
            self._check_place(tag)
        self._path.append(tag)
        self._children.append(set())
        if tag in grammar.INSIDE:
            self._attributes.check(tag, attributes, in_unit=self._units.in_unit)
        if tag == "header":
            self._read_header(attributes)
        elif tag == "tuv":
            self._units.start_variant(attributes)
        elif tag == "seg":
            self._units.start_text(line)
        elif tag in grammar.CODES:
            self._units.start_code(tag, attributes)

    def _read_header(self, attributes: dict[str, str]) -> None:
        self._units.default_source = attributes.get("srclang", "")
        if self._units.default_source == ALL_LANGUAGES:
            self._report("srclang-all")

    def _add_text(self, text: str) -> None:
        tag = self._path[-1]
        if tag in grammar.HOLDS_TEXT:
            if "seg" in self._path:
                self._units.add_text(text)
        elif tag in grammar.INSIDE and (self._stray or text.strip()):
            # the parser passes a text in pieces, which depend on how the file was read
            line, _, before = self._stray or (self._parser.CurrentLineNumber, tag, "")
            self._stray = (line, tag, (before + text)[: 2 * LONGEST_VALUE])

    def report_text(self) -> None:
        """Report the text that ends here, if it stands where none may."""
        if self._stray:
            line, tag, text = self._stray
            self._stray = None
            self._report("stray-text", line, tag=tag, text=text.strip())

    def _end_element(self, tag: str) -> None:
        self.report_text()
        self._path.pop()
        children = self._children.pop()
        for needed in grammar.NEEDS.get(tag, ()):
            if needed not in children:
                self._report("missing-element", tag=tag, needed=needed)
        if tag in grammar.CODES:
            self._units.end_code()
        elif tag == "seg":
            self._units.end_text()
        elif tag == "tuv":
            self._units.end_variant()
        elif tag == "tu":
            self._units.end_unit()

    def _check_place(self, tag: str) -> None:
        """Report an element that its parent may not hold, or not a second time, or not so late."""
        parent, siblings = self._path[-1], self._children[-1]
        last = grammar.COMES_LAST.get(parent)
        allowed = grammar.INSIDE.get(parent)
        if allowed is not None and tag not in allowed:
            names = ", ".join(f"<{name}>" for name in sorted(allowed)) or "only text"
            self._report("structure", tag=tag, parent=parent, allowed=names)
        elif (parent, tag) in grammar.ONCE and tag in siblings:
            self._report("repeated-element", tag=tag, parent=parent)
        elif last in siblings and tag != last:
            self._report("order", tag=tag, parent=parent, before=last)
        siblings.add(tag)
