"""XCES: links that name sentences that are there, in the layout of OPUS."""

from __future__ import annotations

import gzip
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from aigov_corpus.exporting import xces
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import one_line, xml_text

from .conftest import PAIR, any_folder, any_pairs, make_sentence


def sentences(path: Path, entry: str) -> dict[str, str]:
    """The sentences of a document by id."""
    with zipfile.ZipFile(path) as archive:
        nodes = etree.fromstring(archive.read(entry)).findall("s")
    found = {node.get("id"): node.text or "" for node in nodes}
    assert len(found) == len(nodes), "no id twice"
    return found


def test_the_files_are_called_as_opus_calls_them(tmp_path: Path, pairs: list[Pair]) -> None:
    """English first: OPUS keeps one direction, the alphabetical one."""
    links, en, zh = xces.export(pairs, tmp_path / "plan")
    assert [path.name for path in (links, en, zh)] == [
        "plan_latest_xml_en-zh.xml.gz",
        "plan_latest_raw_en.zip",
        "plan_latest_raw_zh.zip",
    ]
    group = etree.fromstring(gzip.decompress(links.read_bytes())).find("linkGrp")
    assert dict(group.attrib) == {
        "targType": "s",
        "fromDoc": "en/plan-2025.sinocism.xml.gz",
        "toDoc": "zh/plan-2025.sinocism.xml.gz",
    }
    assert list(sentences(zh, "plan/raw/zh/plan-2025.sinocism.xml")) == [
        "zh-p003-s01",
        "zh-p004-s01",
    ]


def test_the_sentences_of_a_bead_are_told_apart(tmp_path: Path, pairs: list[Pair]) -> None:
    """A 1-2 bead links the two `<s>` of the corpus, with its own borders."""
    texts = PAIR.en.partition(" It")[0], "It is a field of human development."
    known = [make_sentence(name, text) for name, text in zip(PAIR.en_ids, texts, strict=True)]
    links, en, _ = xces.export(pairs, tmp_path / "plan", sentences=known)
    first = etree.fromstring(gzip.decompress(links.read_bytes())).find("linkGrp/link")
    assert dict(first.attrib) == {
        "id": "plan-2025/sinocism/p001",
        "xtargets": "en-p003-s01 en-p003-s02;zh-p003-s01",
        "type": "2-1",
        "certainty": "0.8312",
    }
    assert sentences(en, "plan/raw/en/plan-2025.sinocism.xml")["en-p003-s02"] == texts[1]


def test_sentences_that_are_not_known_are_one(tmp_path: Path) -> None:
    """Nothing is segmented: unknown ones, and those of a text that was edited, have both ids."""
    known = [make_sentence("en-p003-s01", "One."), make_sentence("en-p003-s02", "Two.")]
    for text, rows in (("One. Two.", []), ("One. Three.", known)):
        edited = [replace(PAIR, en=text)]
        links, en, _ = xces.export(edited, tmp_path / "plan", sentences=rows)
        first = etree.fromstring(gzip.decompress(links.read_bytes())).find("linkGrp/link")
        assert first.get("xtargets") == "en-p003-s01..en-p003-s02;zh-p003-s01"
        held = sentences(en, "plan/raw/en/plan-2025.sinocism.xml")
        assert held == {"en-p003-s01..en-p003-s02": text}


def test_a_unit_without_a_counterpart_is_a_link_with_one_side(
    tmp_path: Path, pairs: list[Pair]
) -> None:
    """And has no certainty, so that a threshold drops it."""
    links, *_ = xces.export(pairs, tmp_path / "plan")
    last = etree.fromstring(gzip.decompress(links.read_bytes())).findall("linkGrp/link")[-1]
    assert (last.get("xtargets"), last.get("certainty")) == ("en-p009-s01;", None)


def test_documents_and_renderings_have_files_of_their_own(
    tmp_path: Path, pairs: list[Pair]
) -> None:
    """Because the same Chinese sentences stand in other beads there."""
    other = [replace(pair, rendering="official") for pair in pairs]
    third = [replace(pair, document="法律 1") for pair in pairs]
    _, en, zh = xces.export([*pairs, *other, *third], tmp_path / "plan")
    for lang, path in (("en", en), ("zh", zh)):
        assert zipfile.ZipFile(path).namelist() == [
            f"plan/raw/{lang}/plan-2025.sinocism.xml",
            f"plan/raw/{lang}/plan-2025.official.xml",
            f"plan/raw/{lang}/法律-1.sinocism.xml",
        ]


def test_each_document_has_its_language_with_script_and_region(tmp_path: Path) -> None:
    """On its `<text>`; the names of the files are those of OPUS, which have neither."""
    pairs = [PAIR, replace(PAIR, document="law", language_zh="zh_TW", language_en="en-GB")]
    _, en, zh = xces.export(pairs, tmp_path / "plan")
    for path, languages in ((en, ["en", "en-GB"]), (zh, ["zh", "zh-TW"])):
        with zipfile.ZipFile(path) as archive:
            roots = [etree.fromstring(archive.read(name)) for name in archive.namelist()]
        assert [root.get(xces.LANG) for root in roots] == languages


@pytest.mark.slow
@any_folder
@given(any_pairs())
def test_no_text_is_lost_and_every_link_leads_somewhere(tmp_path: Path, pairs: list[Pair]) -> None:
    """Whatever the texts; ids are made unlike here, as a corpus makes them."""
    pairs = [
        replace(pair, zh_ids=(f"zh{number}a", f"zh{number}b"), en_ids=(f"en{number}",))
        for number, pair in enumerate(pairs)
    ]
    links, *zips = xces.export(pairs, tmp_path / "x")
    by_id: dict[tuple[str, str], str] = {}
    linked: dict[str, list[tuple[str, str]]] = {}
    for group in etree.fromstring(gzip.decompress(links.read_bytes())).iter("linkGrp"):
        for path, attribute in zip(zips, ("fromDoc", "toDoc"), strict=True):
            name = group.get(attribute)
            by_id |= {
                (attribute, key): text
                for key, text in sentences(path, f"x/raw/{name.removesuffix('.gz')}").items()
            }
        for link in group:
            sides = link.get("xtargets").split(";")
            linked[link.get("id")] = [
                (attribute, key)
                for attribute, side in zip(("fromDoc", "toDoc"), sides, strict=True)
                for key in side.split()
            ]
    for pair in pairs:
        texts = [by_id[key] for key in linked[pair.pair_id]]
        assert texts == [
            one_line(xml_text(text)) for text in (pair.en, pair.zh) if one_line(xml_text(text))
        ]
