"""XCES as OPUS keeps it: links between sentences in one file, the sentences of each language in a zip.

For `--out DIR/NAME` the files are called as `opus_read` looks for them:

    NAME_latest_xml_en-zh.xml.gz   links; OPUS stores one direction, the alphabetical one
    NAME_latest_raw_en.zip         NAME/raw/en/<document>.<rendering>.xml, an <s id="…"> a sentence
    NAME_latest_raw_zh.zip         the Chinese

so that  opus_read -d NAME -s en -t zh -p raw -wm moses -dl DIR  prints the pairs, and `-a certainty
-tr 0.5` drops the weak links. Units without a counterpart are links with one side.

A pair holds its sentences joined. Where a splitter finds as many sentences as the pair has ids, each is an
`<s>` of its own under its id; elsewhere the text is one `<s>` under the first and the last id.
"""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, cast

from lxml import etree

from aigov_corpus.exporting.tally import WRITTEN, Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Segmenter
from aigov_corpus.records import Pair
from aigov_corpus.registry import resolve
from aigov_corpus.text.characters import one_line, xml_text

_LANGS = ("en", "zh")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    splitters: Mapping[str, Segmenter] | None = None,
    tally: Tally | None = None,
) -> list[Path]:
    """Write the three files; return them.

    Args:
        pairs: are all held in memory, because a document's sentences lie together.
        out: `DIR/NAME`.
        splitters: by language, `zh` and `en`; the registered segmenters if None, and without one for its
            language every text stays in one piece.
        tally: counts what was written.

    Raises:
        NothingToDoError: there is no pair.
        AigovError: a file cannot be written.
    """
    tally = Tally() if tally is None else tally
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(_file_name(pair), []).append(pair)
    with Replacing() as files:
        links = files.beside(out.with_name(f"{out.name}_latest_xml_en-zh.xml.gz"))
        zips = {
            lang: files.beside(out.with_name(f"{out.name}_latest_raw_{lang}.zip"))
            for lang in _LANGS
        }
        sides = {lang: _Side(lang, splitters) for lang in _LANGS}
        for lang, path in zips.items():
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, group in groups.items():
                    entry = zipfile.ZipInfo(f"{out.name}/raw/{lang}/{name}", _EPOCH)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    with archive.open(entry, "w", force_zip64=True) as file:
                        _write_sentences(file, group, sides[lang])
        with links.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
            _write_links(cast(IO[bytes], file), groups, sides)
        tally[WRITTEN] += sum(map(len, groups.values()))
        require_written(tally, out)
    return files.written


class _Side:
    """One language's sentences of a pair."""

    def __init__(self, lang: str, splitters: Mapping[str, Segmenter] | None) -> None:
        self.lang = lang
        self._splitters = splitters

    @cached_property
    def _splitter(self) -> Segmenter | None:
        """The given or the registered one; made when a pair holds several sentences: spaCy takes seconds."""
        if self._splitters is not None:
            return self._splitters.get(self.lang)
        registered: Segmenter = resolve("segmenter", self.lang)()
        return registered

    def sentences(self, pair: Pair) -> list[tuple[str, str]]:
        """Return `(id, text)` for each sentence, in order."""
        text = one_line(xml_text(getattr(pair, self.lang)))
        ids: Sequence[str] = getattr(pair, f"{self.lang}_ids") or (f"{pair.pair_id}-{self.lang}",)
        if not text:
            return []
        texts = [text]
        if len(ids) > 1:
            spans = self._splitter.spans(text) if self._splitter else []
            if len(spans) == len(ids):
                texts = [text[start:end] for start, end in spans]
            else:
                ids = (f"{ids[0]}..{ids[-1]}",)
        return [(_id(name), part) for name, part in zip(ids, texts, strict=True)]


def _write_sentences(file: IO[bytes], group: list[Pair], side: _Side) -> None:
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element("text"):
            xml.write("\n")
            for pair in group:
                for name, text in side.sentences(pair):
                    sentence = etree.Element("s", id=name)
                    sentence.text = text
                    xml.write(sentence, "\n")


def _write_links(
    file: IO[bytes], groups: Mapping[str, list[Pair]], sides: Mapping[str, _Side]
) -> None:
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">')
        with xml.element("cesAlign", version="1.0"):
            xml.write("\n")
            for name, group in groups.items():
                documents = {"fromDoc": f"en/{name}.gz", "toDoc": f"zh/{name}.gz"}
                with xml.element("linkGrp", targType="s", **documents):
                    xml.write("\n")
                    for pair in group:
                        en, zh = (
                            [name for name, _ in sides[lang].sentences(pair)] for lang in _LANGS
                        )
                        link = etree.Element(
                            "link",
                            id=_id(pair.pair_id),
                            xtargets=f"{' '.join(en)};{' '.join(zh)}",
                            type=f"{len(en)}-{len(zh)}",
                        )
                        if pair.score is not None:
                            link.set("certainty", str(pair.score))
                        xml.write(link, "\n")
                xml.write("\n")


def _file_name(pair: Pair) -> str:
    return (
        re.sub(
            r"[^\w.-]+",
            "-",
            f"{pair.document}.{pair.rendering}" if pair.rendering else pair.document,
        )
        + ".xml"
    )


def _id(name: str) -> str:
    return re.sub(r"[\s;]+", "_", xml_text(name))
