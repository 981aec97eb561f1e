"""XLIFF 1.2: pairs as a translation that is being worked on, for Trados, memoQ, Phrase and others.

Version 1.2 and not 2: Trados, memoQ, Phrase, OmegaT and their relatives read it, and keep their own
files in dialects of it. The files keep to its strict schema; what only we know stands in
`<context>`, whose types may have any name that begins with `x-`.

The state of a translation says what people decided. What the checks found, and what reviewers
wrote, are notes. `load` reads all of it back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.exporting.properties import clean_value, language_tag, properties_of
from aigov_corpus.exporting.rows import languages, sides
from aigov_corpus.exporting.tally import Tally, remark_changes, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Finding, Pair
from aigov_corpus.text.characters import clean_text

if TYPE_CHECKING:
    from lxml import etree

TOOL = "aigov-corpus"
"""Id of this program in a file, and the author of the notes that the checks write."""
REVIEWER = "reviewer"
"""The author of a note that a person wrote without giving a name."""
SIGNATURE = "x-signature"
"""The author of the note on a whole file that names what made its pairs."""
NO_SOURCE = "without a source text, which a translation needs"
"""The reason for leaving out a pair."""
NOT_TRANSLATED = "without a translation, written with an empty one"
"""Remark on a unit."""
STATES: Mapping[str, Mapping[str, str]] = {
    "confirmed": {"state": "final"},
    "edited": {"state": "translated"},
    "needs-review": {"state": "needs-review-translation"},
    "rejected": {
        "state": "needs-review-translation",
        "state-qualifier": "rejected-inaccurate",
    },
}
"""What a translation says of itself, by the status of its pair; other pairs are `translated`."""
_TRANSLATED = {"state": "translated"}
_EMPTY = {"state": "needs-translation"}
_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_PRIORITIES = {"error": "1", "warning": "2"}
"""Of notes of the checks: 1 is the highest of ten."""

_Place = tuple[str, str, str, str]
"""Document, rendering, and the tags of both languages: what a `<file>` is about."""


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    tally: Tally | None = None,
    findings: Iterable[Finding] = (),
) -> list[Path]:
    """Write the pairs that have a source text as units, with a `<file>` for each rendering.

    A unit without a translation has an empty one, which a person can fill in.

    Returns:
        `[out]`.

    Raises:
        NothingToDoError: no pair has a source text.
        AigovError: the file cannot be written.
    """
    from lxml import etree

    tally = Tally() if tally is None else tally
    noted: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        noted[finding.spans[0].pair_id].append(finding)
    with Replacing() as files:
        path = files.beside(out)
        # Python opens the file, because lxml would report a full disk by an error of its own
        with path.open("wb") as file, etree.xmlfile(file, encoding="UTF-8") as xml:
            xml.write_declaration()
            with xml.element("xliff", nsmap={None: _NAMESPACE}, version="1.2"):
                xml.write("\n")
                for place, group in groupby(_with_source(pairs, tally), _place_of):
                    first = next(group)
                    with xml.element("file", _file_attributes(place)):
                        xml.write("\n", _header(first), "\n")
                        with xml.element("body"):
                            xml.write("\n")
                            for pair in chain([first], group):
                                unit = _unit(pair, noted.get(pair.pair_id, ()), first, tally)
                                xml.write(unit, "\n")
                        xml.write("\n")
                    xml.write("\n")
        require_written(tally, out)
    return files.written


FORMAT = Format(
    export,
    title="XLIFF",
    summary="Trados, memoQ, Phrase and others: a translation to go on with",
    is_text=True,
    is_xml=True,
    takes_tally=True,
    takes_findings=True,
)


def _with_source(pairs: Iterable[Pair], tally: Tally) -> Iterable[Pair]:
    """Yield the pairs that have a source text; count the others."""
    for pair in pairs:
        if clean_text(sides(pair)[0]):
            yield pair
        else:
            tally.left_out[NO_SOURCE] += 1


def _place_of(pair: Pair) -> _Place:
    """Return what the `<file>` of a pair is about."""
    source, target = map(language_tag, languages(pair))
    return pair.document, pair.rendering, source, target


def _file_attributes(place: _Place) -> dict[str, str]:
    """Return the attributes of a `<file>`."""
    document, rendering, source, target = place
    return {
        "original": clean_value(f"{document}/{rendering}"),
        "source-language": source,
        "target-language": target,
        "datatype": "plaintext",
        "tool-id": TOOL,
    }


def _header(first: Pair) -> etree._Element:
    """Return the header of a `<file>`: the program, and the signature of the first pair."""
    from lxml import etree

    header = etree.Element("header")
    name = {"tool-id": TOOL, "tool-name": "aigov_corpus"}
    etree.SubElement(header, "tool", {**name, "tool-version": version("aigov-corpus")})
    if first.signature:
        note = etree.SubElement(header, "note", {"from": SIGNATURE})
        note.text = clean_value(first.signature)
    return header


def _unit(pair: Pair, found: Sequence[Finding], first: Pair, tally: Tally) -> etree._Element:
    """Return the unit of a pair.

    Args:
        pair: the pair.
        found: what the checks found in it.
        first: the pair whose signature stands in the header.
        tally: counts the unit, and what a person should know of it.
    """
    from lxml import etree

    src, tgt = (clean_text(text) for text in sides(pair))
    unit = etree.Element("trans-unit", id=clean_value(pair.pair_id))
    if pair.status == "confirmed":
        unit.set("approved", "yes")
    etree.SubElement(unit, "source").text = src
    state = STATES.get(pair.status, _TRANSLATED) if tgt else _EMPTY
    etree.SubElement(unit, "target", dict(state)).text = tgt
    facts = [
        *properties_of(pair),
        ("x-changed-by", pair.changed_by),
        ("x-changed-at", pair.changed_at),
        (SIGNATURE, pair.signature if pair.signature != first.signature else ""),
    ]
    context = etree.SubElement(unit, "context-group", purpose="information")
    for name, value in facts:
        if text := clean_value(value):
            etree.SubElement(context, "context", {"context-type": name}).text = text
    if comment := clean_value(pair.comment):
        note = etree.SubElement(unit, "note", {"from": clean_value(pair.changed_by) or REVIEWER})
        note.text = comment
    for finding in found:
        attributes = {"from": TOOL, "priority": _PRIORITIES[finding.severity]}
        side = finding.spans[0].side
        attributes["annotates"] = "source" if side == pair.source_side else "target"
        note = etree.SubElement(unit, "note", attributes)
        note.text = clean_value(f"{finding.code}: {finding.message}")
    tally.written += 1
    if not tgt:
        tally.remarks[NOT_TRANSLATED] += 1
    remark_changes(pair, tally)
    etree.indent(unit, space=" ")  # source and target hold no element, so texts stay as they are
    return unit
