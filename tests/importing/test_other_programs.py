"""Files that other programs write are read, and other programs read what comes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import aigov_corpus as ac

PAIRS = [("Safety & order <first>.", "安全与“秩序”<第一>。"), ("Go on.", "继续。")]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["tmx", "xlf", "csv"])
def test_files_of_translate_toolkit_are_read(form: str, tmp_path: Path) -> None:
    """A memory, a translation in progress and a table, from English to Chinese."""
    from translate.storage import csvl10n, tmx, xliff

    if form == "tmx":
        store = tmx.tmxfile()
        for source, target in PAIRS:
            store.addtranslation(source, "en", target, "zh")
    else:
        store = xliff.xlifffile() if form == "xlf" else csvl10n.csvfile()
        if form == "xlf":
            store.setsourcelanguage("en")
            store.settargetlanguage("zh-CN")
        for source, target in PAIRS:
            unit = store.addsourceunit(source)
            unit.target = target
    path = tmp_path / f"made.{form}"
    path.write_bytes(bytes(store))
    corpus = ac.load(path)
    assert [(pair.en, pair.zh) for pair in corpus] == PAIRS
    assert {pair.source_side for pair in corpus} == {"en"}


@pytest.mark.slow
def test_translate_toolkit_reads_what_was_read(tmp_path: Path) -> None:
    """From a table of two columns to a memory, with English as the source."""
    from translate.storage import tmx

    table = tmp_path / "table.tsv"
    table.write_text("\n".join("\t".join(pair) for pair in PAIRS), encoding="utf-8")
    [file] = ac.load(table).export("tmx", tmp_path / "memory.tmx")
    with file.open("rb") as content:
        units = tmx.tmxfile(content, "en-US", "zh-CN").units
    assert [(unit.source, unit.target) for unit in units] == PAIRS
