"""TEI P5: one file with both texts, and links between their sentences that stand apart from them.

    <teiCorpus>
      <TEI xml:id="plan">                       one for each document
        <teiHeader>…</teiHeader>                sources, licences, the principles as a taxonomy
        <standOff>
          <joinGrp>                             runs of sentences that belong to one unit
            <join xml:id="…" target="#… #…"/>
          <linkGrp type="translation" n="sinocism">
            <link xml:id="…" target="#zh… #en…" cert="0.98" ana="#principle.security"/>
        <text><group>
          <text xml:lang="zh" xml:id="plan.zh"><body><div n="3"><ab><s xml:id="…">…
          <text xml:lang="en" xml:id="plan.sinocism"> …

A unit with several sentences on a side is a `join` of them, which the `link` points to. A sentence
without a counterpart has no link; its `ana` says why (`#status.omitted`). The Chinese text stands
once, whatever the number of renderings.

The elements are those of the TEI Guidelines P5, chapters 16 (linking, stand-off) and 15 (corpora).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigov_corpus import patterns as re
from aigov_corpus.exporting.side_sentences import SideSentences, find_texts, xml_id
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import WITHOUT_COUNTERPART, Pair, Sentence, Side
from aigov_corpus.text.characters import one_line, xml_text

if TYPE_CHECKING:
    from lxml import etree

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ID, _LANG = f"{_XML}id", f"{_XML}lang"
_NO_NAME = re.compile(r"[^\w.-]+")
"""Characters that an XML name cannot have (NCName)."""


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    sentences: Iterable[Sentence] = (),
    tally: Tally | None = None,
) -> list[Path]:
    """Write a `teiCorpus`; return `[out]`.

    Args:
        pairs: the pairs to write, in any order; those of one document are in memory at a time, and
            the list of all of them.
        out: the file.
        sentences: the sentences of the pairs, in reading order; others are ignored.
        tally: counts what was written.

    Raises:
        NothingToDoError: there are no pairs.
        AigovError: the file cannot be written.
    """
    from lxml import etree

    tally = Tally() if tally is None else tally
    documents: dict[str, list[Pair]] = {}
    for pair in pairs:
        documents.setdefault(pair.document, []).append(pair)
    texts = find_texts(sentences, chain.from_iterable(documents.values()))
    with Replacing() as files:
        path = files.beside(out)
        with path.open("wb") as raw, etree.xmlfile(raw, encoding="UTF-8") as xml:
            xml.write_declaration()
            with xml.element(f"{{{_TEI}}}teiCorpus", nsmap={None: _TEI}):
                xml.write("\n", _corpus_header(documents), "\n")
                for name, found in documents.items():
                    xml.write(_Document(name, found, texts).element(), "\n", pretty_print=False)
                    tally.written += len(found)
        require_written(tally, out)
    return files.written


FORMAT = Format(
    export,
    title="TEI",
    summary="editions and corpora in TEI P5: texts, and links that stand apart from them",
    is_xml=True,
    takes_tally=True,
    takes_sentences=True,
)


class _Document:
    """Makes the `TEI` element of one document."""

    def __init__(
        self, name: str, pairs: Sequence[Pair], texts: Mapping[tuple[str, str], str]
    ) -> None:
        """Take a document."""
        self._name = name
        self._pairs = pairs
        self._sides = {"zh": SideSentences("zh", texts), "en": SideSentences("en", texts)}

    def element(self) -> etree._Element:
        """Return the element."""
        tei = _element("TEI")
        tei.set(_ID, _name(self._name))
        tei.append(self._header())
        stand_off = _add(tei, "standOff")
        joins = _add(stand_off, "joinGrp")
        group = _element("group")
        renderings = [
            (rendering, list(found))
            for rendering, found in groupby(
                sorted(self._pairs, key=lambda pair: pair.rendering), lambda pair: pair.rendering
            )
        ]
        if (chinese := self._text("zh", self._chinese(), "zh")) is not None:
            group.append(chinese)
        for rendering, pairs in renderings:
            links = _add(stand_off, "linkGrp", type="translation", n=rendering or "en")
            for pair in pairs:
                self._link(pair, links, joins)
            if (english := self._text("en", pairs, rendering or "en")) is not None:
                group.append(english)
        for grouping in (joins, *stand_off.findall(f"{{{_TEI}}}linkGrp")):
            if not len(grouping):
                stand_off.remove(grouping)
        if not len(stand_off):
            tei.remove(stand_off)
        text = _add(tei, "text")
        text.append(group)
        return tei

    def _header(self) -> etree._Element:
        """Return the header: where the texts are from, their licence, and the principles."""
        header = _element("teiHeader")
        described = _add(header, "fileDesc")
        _add(_add(described, "titleStmt"), "title", text=self._title())
        licences = dict.fromkeys(
            f"{pair.rendering}: {pair.licence_en}" for pair in self._pairs if pair.licence_en
        )
        published = _add(described, "publicationStmt")
        _add(published, "p", text="Aligned with aigov-corpus. " + "; ".join(licences))
        sources = _add(described, "sourceDesc")
        urls = dict.fromkeys(
            (side, url)
            for pair in self._pairs
            for side, url in (("zh", pair.source_url_zh), ("en", pair.source_url_en))
        )
        for side, url in urls:
            if url:
                _add(_add(sources, "bibl", **{_LANG: side}), "ptr", target=_uri(url))
        if not len(sources):
            _add(sources, "p", text="The sources are not known.")
        names = sorted({name for pair in self._pairs for name in pair.principles})
        statuses = sorted({pair.status for pair in self._pairs})
        encoding = _add(_add(header, "encodingDesc"), "classDecl")
        for kind, values in (("principle", names), ("status", statuses)):
            if values:
                taxonomy = _add(encoding, "taxonomy", **{_ID: f"{_name(self._name)}.{kind}"})
                for value in values:
                    category = _add(taxonomy, "category", **{_ID: self._category(kind, value)})
                    _add(category, "catDesc", text=value)
        return header

    def _title(self) -> str:
        """Return the title: the first title line of each language, or else the id."""
        titles = [
            next((p.text(side) for p in self._pairs if p.kind == "title"), "")
            for side in ("zh", "en")
        ]
        return one_line(" / ".join(filter(None, titles))) or self._name

    def _category(self, kind: str, value: str) -> str:
        """Return the id of a principle or a status in this document."""
        return f"{_name(self._name)}.{kind}.{_name(value)}"

    def _chinese(self) -> list[Pair]:
        """Return pairs that hold each Chinese sentence once, in the order of the text."""
        seen: set[str] = set()
        first = self._pairs[0].rendering
        kept = []
        for pair in sorted(self._pairs, key=lambda pair: (pair.rendering != first, pair.seq)):
            ids = [name for name, _ in self._sides["zh"].sentences(pair)]
            if ids and not seen.issuperset(ids):
                kept.append(pair)
            seen.update(ids)
        return kept

    def _text(self, side: Side, pairs: Sequence[Pair], name: str) -> etree._Element | None:
        """Return one text of the document: a `div` for each run of units of one section."""
        prefix = self._prefix(side, name)
        text = _element("text", **{_ID: prefix, _LANG: self._language(side, pairs)})
        body = _add(text, "body")
        written: set[str] = set()
        ordered = sorted(pairs, key=lambda pair: pair.seq) if side == "en" else pairs
        for section, units in groupby(ordered, lambda pair: pair.section):
            division = _element("div", n=section or "0")
            for pair in units:
                block = _element("ab", type=pair.kind)
                for name_of, sentence in self._sides[side].sentences(pair):
                    if name_of in written:
                        continue
                    written.add(name_of)
                    found = _add(block, "s", text=sentence, **{_ID: f"{prefix}.{_name(name_of)}"})
                    if pair.status in WITHOUT_COUNTERPART:
                        found.set("ana", f"#{self._category('status', pair.status)}")
                if len(block):
                    division.append(block)
            if len(division):
                body.append(division)
        return text if len(body) else None

    def _language(self, side: Side, pairs: Sequence[Pair]) -> str:
        """Return the language code of a text."""
        code = pairs[0].language(side) if pairs else side
        return code.replace("_", "-")

    def _prefix(self, side: Side, rendering: str) -> str:
        """Return the beginning of the ids of the sentences of one text."""
        return f"{_name(self._name)}.{'zh' if side == 'zh' else _name(rendering or 'en')}"

    def _link(self, pair: Pair, links: etree._Element, joins: etree._Element) -> None:
        """Add the link of a pair, and a join for each side with several sentences."""
        targets = []
        for side in ("zh", "en"):
            prefix = self._prefix(side, pair.rendering)
            ids = [f"{prefix}.{_name(name)}" for name, _ in self._sides[side].sentences(pair)]
            if not ids:
                return
            if len(ids) > 1:
                joined = f"{_name(xml_id(pair.pair_id))}.{side}"
                _add(joins, "join", **{_ID: joined, "target": " ".join(f"#{each}" for each in ids)})
                ids = [joined]
            targets += ids
        link = _add(links, "link", **{_ID: _name(xml_id(pair.pair_id))})
        link.set("target", " ".join(f"#{each}" for each in targets))
        if pair.score is not None:
            link.set("cert", str(pair.score))
        if pair.principles:
            names = [f"#{self._category('principle', name)}" for name in pair.principles]
            link.set("ana", " ".join(names))


def _corpus_header(documents: Mapping[str, Sequence[Pair]]) -> etree._Element:
    """Return the header of the whole corpus."""
    header = _element("teiHeader")
    described = _add(header, "fileDesc")
    _add(_add(described, "titleStmt"), "title", text="Chinese texts and their English renderings")
    _add(_add(described, "publicationStmt"), "p", text="Written by aigov-corpus export.")
    listed = ", ".join(documents)
    _add(_add(described, "sourceDesc"), "p", text=f"Documents: {xml_text(listed)}")
    return header


def _element(tag: str, **attributes: Any) -> etree._Element:
    """Return an element of TEI."""
    from lxml import etree

    return etree.Element(f"{{{_TEI}}}{tag}", attributes, nsmap={None: _TEI})


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: Any) -> etree._Element:
    """Add an element of TEI to another one, and return it."""
    from lxml import etree

    child = etree.SubElement(parent, f"{{{_TEI}}}{tag}", attributes)
    if text:
        child.text = xml_text(text)
    return child


def _name(value: str) -> str:
    """Return a value as an XML name: `plan/sinocism/0d61` becomes `plan.sinocism.0d61`."""
    name = _NO_NAME.sub(".", xml_text(value)).strip(".") or "x"
    return name if name[0].isalpha() or name[0] == "_" else f"_{name}"


def _uri(url: str) -> str:
    """Return an address without characters that end a pointer."""
    return re.sub(r"\s+", "%20", xml_text(url))
