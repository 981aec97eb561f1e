"""Files that other programs write are read, and other programs read what comes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import aigov_corpus as ac


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    """A Word file with a table, and with what may stand in its cells."""
    import docx
    from docx.oxml import OxmlElement

    file = docx.Document()
    table = file.add_table(3, 2)
    for row, texts in zip(
        table.rows, (("你好。", "Hello."), ("再见。", "Bye."), ("走吧。", "Go.")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    cell = table.cell(0, 1)
    cell.paragraphs[0].add_run(" Secret.").font.hidden = True
    cell.paragraphs[0].add_run(" Gone.").font.strike = True
    cell.add_table(1, 1).cell(0, 0).text = "Inner"
    hyphen = table.cell(1, 1).paragraphs[0].add_run(" Twenty")
    hyphen._r.append(OxmlElement("w:noBreakHyphen"))
    table.cell(1, 1).paragraphs[0].add_run("one.")
    table.cell(2, 0).paragraphs[0].style = "List Number"
    properties = table.cell(2, 1).paragraphs[0]._p.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = 1
    file.add_comment(table.cell(0, 0).paragraphs[0].runs, text="why?")
    file.save(tmp_path / "table.docx")
    return tmp_path / "table.docx"


def test_what_cells_of_word_hold_beside_their_texts_is_said(word_file: Path) -> None:
    """Hidden passages and tables inside cells are left out, a hyphen that breaks no line stays."""
    corpus = ac.load(word_file)
    assert [pair.en for pair in corpus] == ["Hello. Gone.\n", "Bye. Twenty-one.", "Go."]
    for note in (
        "tables inside cells were left out: 1",
        "hidden passages were left out: 1",
        "texts that are struck through are read like the others: 1",
        "paragraphs in cells whose number Word counts are read without it: 1",
        "comments were left out: 1",
    ):
        assert sum(each.startswith(note) for each in corpus.notes) == 1, note


@pytest.mark.parametrize(
    ("zh", "en", "text", "read"),
    [
        ("CHS", "en", "请检查这些路灯。", "zh"),
        ("CHT", "x-en", "請檢查這些燈飾。", "zh-Hant"),
        ("SC", "und", "请检查这些路灯。", "zh"),
    ],
)
def test_codes_that_programs_made_up(
    zh: str, en: str, text: str, read: str, tmp_path: Path
) -> None:
    """Their texts show what they mean; a note says so."""
    memory = (
        f'<tmx version="1.4"><header srclang="{en}"/><body><tu><tuv xml:lang="{en}"><seg>Check'
        f'</seg></tuv><tuv xml:lang="{zh}"><seg>{text}</seg></tuv></tu></body></tmx>'
    )
    (tmp_path / "a.tmx").write_text(memory, encoding="utf-8")
    corpus = ac.load(tmp_path / "a.tmx")
    assert [(pair.zh, pair.language_zh, pair.source_side) for pair in corpus] == [
        (text, read, "en")
    ]
    assert f"the language '{zh}' is read as Chinese, which its texts are" in corpus.notes


@pytest.mark.parametrize(("zh", "en"), [("ja", "en"), ("JPN", "en"), ("zh", "fr")])
def test_codes_of_other_languages_stay(zh: str, en: str, tmp_path: Path) -> None:
    """Japanese may be written in Chinese characters alone, and French in those of English."""
    memory = (
        f'<tmx version="1.4"><header/><body><tu><tuv xml:lang="{en}"><seg>Page</seg></tuv>'
        f'<tuv xml:lang="{zh}"><seg>秒</seg></tuv></tu></body></tmx>'
    )
    (tmp_path / "a.tmx").write_text(memory, encoding="utf-8")
    with pytest.raises(ac.errors.InvalidInputError, match="it holds no"):
        ac.load(tmp_path / "a.tmx")


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
