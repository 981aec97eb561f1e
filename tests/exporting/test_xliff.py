"""XLIFF 1.2: units with states and notes, which come back as they went out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import aigov_corpus as ac
from aigov_corpus.exporting import xliff
from aigov_corpus.exporting.tally import Tally
from aigov_corpus.importing.files import read_aligned_file
from aigov_corpus.records import Finding, Pair, Span

from .conftest import PAIR

NAMESPACE = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
STATUSES = {
    "auto": ("translated", None, None),
    "edited": ("translated", None, None),
    "confirmed": ("final", None, "yes"),
    "needs-review": ("needs-review-translation", None, None),
    "rejected": ("needs-review-translation", "rejected-inaccurate", None),
}


def with_statuses() -> list[Pair]:
    """A pair for each status, and one that nobody translated."""
    pairs = [
        replace(PAIR, pair_id=f"plan-2025/sinocism/{status}", status=status, zh=f"{status}。")
        for status in STATUSES
    ]
    bare = replace(PAIR, pair_id="plan-2025/sinocism/bare", zh="没有。", en="", en_ids=())
    return [*pairs, replace(bare, bead="1-0", score=None, status="omitted")]


def units_of(path: Path) -> list[etree._Element]:
    """The units of a file."""
    found = etree.parse(path).iterfind(".//x:trans-unit", NAMESPACE)
    return list(found)


def test_the_state_says_what_people_decided(tmp_path: Path) -> None:
    """In the words of XLIFF 1.2, where only a confirmed translation is approved."""
    tally = Tally()
    missing = replace(PAIR, pair_id="plan-2025/sinocism/more", zh="", zh_ids=())
    out = tmp_path / "plan.xlf"
    xliff.export([*with_statuses(), missing], out, tally=tally)
    *units, bare = units_of(out)
    said = [
        (target.get("state"), target.get("state-qualifier"), unit.get("approved"))
        for unit in units
        if (target := unit.find("x:target", NAMESPACE)) is not None
    ]
    assert said == list(STATUSES.values())
    empty = bare.find("x:target", NAMESPACE)
    assert empty is not None and not empty.text and empty.get("state") == "needs-translation"
    assert dict(tally.left_out) == {xliff.NO_SOURCE: 1}
    assert dict(tally.remarks) == {xliff.NOT_TRANSLATED: 1}


def test_notes_hold_comments_and_findings(tmp_path: Path) -> None:
    """With their authors, and the text that they are about; the order is that of the schema."""
    pair = replace(PAIR, comment="Look here.", changed_by="Li")
    place = Span(pair.pair_id, "en", 0, 3)
    found = Finding("error", "number", "the English has 3, not 4", (place,))
    out = tmp_path / "plan.xlf"
    xliff.export([pair], out, findings=[found])
    [unit] = units_of(out)
    tags = [etree.QName(child).localname for child in unit]
    assert tags == ["source", "target", "context-group", "note", "note"]
    remark, check = unit.findall("x:note", NAMESPACE)
    assert (remark.get("from"), remark.text) == ("Li", "Look here.")
    assert check.text == "number: the English has 3, not 4"
    assert dict(check.attrib) == {"from": "aigov-corpus", "priority": "1", "annotates": "target"}
    [back] = ac.load(out)
    assert back.comment == "Look here."


def test_what_went_out_comes_back(tmp_path: Path, pairs: list[Pair]) -> None:
    """All but ids of sentences, hashes and evidence, as with a TMX."""
    british = replace(PAIR, rendering="plain", pair_id="plan-2025/plain/1", language_en="en-GB")
    sent = [pair for pair in (*with_statuses(), *pairs, british) if pair.zh]
    sent = [replace(pair, seq=n) for n, pair in enumerate(sent, 1)]
    [out] = xliff.export(sent, tmp_path / "plan.xlf")
    lost = {
        **dict.fromkeys(("zh_ids", "en_ids", "principle_evidence", "near_misses"), ()),
        **dict.fromkeys(("sha256_zh", "sha256_en", "bead"), ""),
    }
    file = read_aligned_file(out)
    assert [replace(pair, **lost) for pair in file.pairs] == [replace(p, **lost) for p in sent]
    assert not any("states" in note for note in file.notes)
    files = etree.parse(out).findall("x:file", NAMESPACE)
    assert [file.get("original") for file in files] == ["plan-2025/sinocism", "plan-2025/plain"]


@pytest.mark.parametrize(
    ("status", "change", "expected"),
    [
        ("auto", ('state="translated"', 'state="signed-off"'), "confirmed"),
        ("confirmed", ('state="final"', 'state="signed-off"'), "confirmed"),
        ("confirmed", ('approved="yes"', ""), "confirmed"),
        ("confirmed", ('state="final"', 'state="needs-review-translation"'), "needs-review"),
        ("rejected", (' state-qualifier="rejected-inaccurate"', ""), "rejected"),
        ("rejected", ('"needs-review-translation" state-qualifier', '"new" id'), "edited"),
    ],
)
def test_a_state_that_a_program_changed_counts(
    status: str, change: tuple[str, str], expected: str, tmp_path: Path
) -> None:
    """And what it spells otherwise, or leaves out beside it, changes nothing."""
    [out] = xliff.export([p for p in with_statuses() if p.status == status], tmp_path / "a.xlf")
    before = out.read_text(encoding="utf-8")
    assert change[0] in before
    out.write_text(before.replace(*change), encoding="utf-8")
    assert [pair.status for pair in ac.load(out)] == [expected]


@pytest.mark.slow
def test_translate_toolkit_reads_back_the_same_pairs(tmp_path: Path) -> None:
    """With ids, and notes beside them."""
    from translate.storage.xliff import xlifffile

    sent = with_statuses()
    [out] = xliff.export(sent, tmp_path / "plan.xlf")
    store = xlifffile(out.read_bytes())
    assert (store.sourcelanguage, store.targetlanguage) == ("zh-CN", "en-US")
    assert [(unit.source, unit.target or "") for unit in store.units] == [
        (pair.zh, pair.en) for pair in sent
    ]
    assert [unit.isapproved() for unit in store.units] == [p.status == "confirmed" for p in sent]


@pytest.mark.slow
def test_omegat_opens_and_corrects_a_file_of_ours(
    omegat_project: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    """It shows the English as its text; what is put for it comes back under the same ids."""
    sent = with_statuses()
    sent = [replace(pair, en=f"{pair.status} <A> & so." if pair.en else "") for pair in sent]
    [out] = xliff.export(sent, tmp_path / "plan.xlf")
    memory = tmp_path / "memory.tmx"
    old, new = sent[1].en, "Edited <B> & so."
    ac.Corpus.from_pairs([("新。", new)]).export("tmx", memory)
    memory.write_text(
        memory.read_text(encoding="utf-8").replace(
            "新。", old.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        ),
        encoding="utf-8",
    )
    back = ac.load(omegat_project(out, memory))
    expected = [new if pair.en == old else pair.en for pair in sent]
    assert [pair.en for pair in back] == expected
    assert [pair.pair_id for pair in back] == [pair.pair_id for pair in sent]
