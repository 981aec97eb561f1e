"""XCES, the format of OPUS: links between sentences, and a zip of the sentences of each language.

With `--out DIR/NAME` the files get the names by which `opus_read` looks for them:

    NAME_latest_xml_en-zh.xml.gz   the links, from English to Chinese, because OPUS orders the two
                                   languages by the alphabet
    NAME_latest_raw_en.zip         the English: NAME/raw/en/<document>.<rendering>.xml, with an
                                   <s id="…"> for each sentence
    NAME_latest_raw_zh.zip         the Chinese

So  opus_read -d NAME -s en -t zh -p raw -wm moses -dl DIR  prints the pairs, and with `-a certainty
-tr 0.5` it leaves out links with a low score. A pair with one empty side is a link with one side.

Each sentence of the corpus is an `<s>` with its id. If the sentences of a pair are unknown, or if
somebody edited its text, the whole text is one `<s>`. Its id is the first and the last id of the
pair, joined by two full stops. The names of the files say `en` and `zh`, as OPUS wants it. The
`<text>` of each document has its language with script and region, such as `xml:lang="zh-TW"`.
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, cast

from aigov_corpus import patterns as re
from aigov_corpus.config.ids import number_repeated
from aigov_corpus.exporting.side_sentences import SideSentences, find_texts, xml_id
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.files.names import readable_name
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair, Sentence, Side

_XML = {"xml": "http://www.w3.org/XML/1998/namespace"}
"""The declaration of the prefix `xml`; without it, lxml would rename the prefix of `xml:lang`."""
LANG = f"{{{_XML['xml']}}}lang"
"""The attribute `xml:lang`."""
_LINKS = "_latest_xml_en-zh.xml.gz"
"""What the name of the file of links ends with."""
_LANGS: tuple[Side, Side] = ("en", "zh")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time of every file in a zip, the earliest possible, so the same pairs give the same bytes."""


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    sentences: Iterable[Sentence] = (),
    tally: Tally | None = None,
) -> list[Path]:
    """Write the links, the English sentences and the Chinese sentences; return the three files.

    Args:
        pairs: the pairs to write, in any order. All are in memory at the same time, because the
            sentences of a document go into one file.
        out: `DIR/NAME`.
        sentences: the sentences of the pairs, in reading order; others are ignored.
        tally: counts what was written.

    Raises:
        NothingToDoError: there are no pairs.
        AigovError: a file cannot be written.
    """
    tally = Tally() if tally is None else tally
    texts_of: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        texts_of.setdefault((pair.document, pair.rendering), []).append(pair)
    documents = dict(zip(_file_names(texts_of), texts_of.values(), strict=True))
    texts = find_texts(sentences, chain.from_iterable(documents.values()))
    sides = {lang: SideSentences(lang, texts) for lang in _LANGS}
    name = out.name.removesuffix(_LINKS)  # the name of the links, or what the names share
    with Replacing() as files:
        links = files.beside(out.with_name(f"{name}{_LINKS}"))
        for lang in _LANGS:
            archive = files.beside(out.with_name(f"{name}_latest_raw_{lang}.zip"))
            _write_archive(archive, f"{readable_name(name)}/raw/{lang}", documents, sides[lang])
        with links.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
            _write_links(cast(IO[bytes], file), documents, sides)
        tally.written += sum(len(document) for document in documents.values())
        require_written(tally, out)
    return files.written


FORMAT = Format(
    export,
    title="XCES",
    summary="OpusTools and other readers of OPUS corpora",
    is_xml=True,
    takes_tally=True,
    takes_sentences=True,
)


def _write_archive(
    path: Path, folder: str, documents: Mapping[str, list[Pair]], side: SideSentences
) -> None:
    """Write the zip of one language: a file for each document, in `folder`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pairs in documents.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                _write_sentences(file, pairs, side)


def _write_sentences(file: IO[bytes], pairs: list[Pair], side: SideSentences) -> None:
    """Write the sentences of one document in one language."""
    from lxml import etree

    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        code = pairs[0].language(side.lang).replace("_", "-")
        with xml.element("text", {LANG: code}, nsmap=_XML):
            xml.write("\n")
            for pair in pairs:
                for name, text in side.sentences(pair):
                    sentence = etree.Element("s", id=name)
                    sentence.text = text
                    xml.write(sentence, "\n")


def _write_links(
    file: IO[bytes], documents: Mapping[str, list[Pair]], sides: Mapping[Side, SideSentences]
) -> None:
    """Write the links of all documents, in one group for each document."""
    from lxml import etree

    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">')
        with xml.element("cesAlign", version="1.0"):
            xml.write("\n")
            for name, pairs in documents.items():
                ends = {"fromDoc": f"en/{name}.gz", "toDoc": f"zh/{name}.gz"}
                with xml.element("linkGrp", targType="s", **ends):
                    xml.write("\n")
                    for pair in pairs:
                        link = etree.Element("link", _link(pair, sides))
                        xml.write(link, "\n")
                xml.write("\n")


def _link(pair: Pair, sides: Mapping[Side, SideSentences]) -> dict[str, str]:
    """Return the attributes of the link for a pair."""
    en = sides["en"].ids(pair)
    zh = sides["zh"].ids(pair)
    attributes = {
        "id": xml_id(pair.pair_id),
        "xtargets": f"{' '.join(en)};{' '.join(zh)}",
        "type": f"{len(en)}-{len(zh)}",
    }
    if pair.score is not None:
        attributes["certainty"] = str(pair.score)
    return attributes


def _file_names(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return the names of the files with sentences: `plan-2025.sinocism.xml`.

    Args:
        texts: document and rendering of each.
    """
    names = (re.sub(r"[^\w.-]+", "-", ".".join(filter(None, each))) for each in texts)
    return [f"{name}.xml" for name in number_repeated(names)]
