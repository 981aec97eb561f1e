"""Termbases: what is written is read again; what others wrote is read; bad files are refused."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest

from aigov_corpus.errors import AigovError, InvalidInputError, UnknownNameError, UsageError
from aigov_corpus.termbases import (
    FORMATS,
    Termbase,
    TermEntry,
    load_termbase,
    parse_termbase,
    write_termbase,
)
from aigov_corpus.termbases.files import to_bytes

ENTRIES = (
    TermEntry(
        ("全球南方", "南方国家"),
        ("Global South", "countries; of the South"),
        forbidden_en=("South", "=cmd|' /C calc'!A0"),
        part_of_speech="proper noun",
        note='see "2024" | part of speech: verb',
    ),
    TermEntry(("安全可控",), ("secure and controllable", "@safe"), part_of_speech="adjective"),
    TermEntry(("数据",), (), forbidden_en=("datas",)),
    TermEntry((), ("AI",), forbidden_zh=("智能机器",)),
    TermEntry(("#标签", "C\\D"), ("hashtag",)),
)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_read_again(form: str, tmp_path: Path) -> None:
    """Terms, variants, forbidden ones, parts of speech and notes, in their order."""
    path = write_termbase(ENTRIES, tmp_path / f"terms.{form}", format=form)
    assert load_termbase(path).entries == ENTRIES
    assert load_termbase(path).notes == ()


def test_the_end_of_a_name_says_the_format(tmp_path: Path) -> None:
    """A name without one needs a format."""
    base = Termbase(ENTRIES)
    assert base.write(tmp_path / "a.tbx").read_bytes().startswith(b"<?xml")
    assert base.write(tmp_path / "a.utf8").read_bytes().startswith(b"# Glossary")
    with pytest.raises(UsageError, match="says no format"):
        base.write(tmp_path / "terms")
    with pytest.raises(UnknownNameError, match="no termbase format is called 'doc'"):
        base.write(tmp_path / "terms", format="doc")


def test_no_cell_of_a_csv_file_runs_as_a_formula(tmp_path: Path) -> None:
    """An apostrophe stands before it, as in exports for spreadsheets."""
    path = write_termbase(ENTRIES, tmp_path / "terms.csv")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert not any(cell.startswith(("=", "@", "+", "-")) for row in rows for cell in row)


@pytest.mark.parametrize(
    ("text", "zh", "en", "forbidden"),
    [
        ("zh,en\n数据,data\n", "数据", "data", ()),
        ("English,Chinese,Do not use\ndata,数据,datum; datas\n", "数据", "data", ()),
        (
            "Glossary of 2026,,\nEnglish,中文,Do not use\ndata,数据,datum\n",
            "数据",
            "data",
            (),
        ),
        ("Source Term;Target Term;禁用\n数据;data;datas\n", "数据", "data", ("datas",)),
        ("中文,英文,forbidden_en,词性\n数据,data,datas,名词\n", "数据", "data", ("datas",)),
        ("数据\tdata\tforbidden: datas\n", "数据", "data", ("datas",)),
        ("data\t数据\n", "数据", "data", ()),
        ("# a glossary\n數據\tdata\n", "數據", "data", ()),
    ],
)
def test_tables_of_others_are_read(text: str, zh: str, en: str, forbidden: tuple[str]) -> None:
    """By the names of their columns, in both languages, or by the language of the cells."""
    (entry,) = parse_termbase(text.encode(), name="terms.csv")
    assert (entry.zh, entry.en, entry.forbidden_en) == ((zh,), (en,), forbidden)


def test_a_status_says_that_a_translation_is_forbidden() -> None:
    """Each row has one translation then."""
    text = "zh,en,status\n数据,data,preferred\n数据,datas,Deprecated\n"
    first, second = parse_termbase(text.encode(), name="terms.csv")
    assert (first.en, second.en, second.forbidden_en) == (("data",), (), ("datas",))


TBX_2019 = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:b="http://www.tbxinfo.net/ns/basic" xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>
<conceptEntry id="1"><langSec xml:lang="zh-Hans"><termSec><term>数据</term></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Daten</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>datas</term>{bad}</termSec>
<termSec><term>data</term>{good}</termSec></langSec></conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize(
    ("style", "bad", "good"),
    [
        (
            "dca",
            '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>',
            '<termNote type="partOfSpeech">noun</termNote>',
        ),
        (
            "dct",
            "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>",
            "<min:partOfSpeech>noun</min:partOfSpeech>",
        ),
        (
            "dca",
            '<termNote type="administrativeStatus">obsolete</termNote>',
            '<termNote type="partOfSpeech">noun</termNote>',
        ),
    ],
)
def test_tbx_of_2019_is_read_in_both_styles(style: str, bad: str, good: str) -> None:
    """Other languages are told; a deprecated term is a forbidden one."""
    base = parse_termbase(TBX_2019.format(style=style, bad=bad, good=good).encode(), name="a.tbx")
    entry = TermEntry(("数据",), ("data",), forbidden_en=("datas",), part_of_speech="noun")
    assert base.entries == (entry,)
    assert base.notes == ("languages that were left out: de",)


BOMB = b'<?xml version="1.0"?><!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><martif/>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
        (BOMB, "it declares an entity"),
        (b"<martif><text>", "the XML is broken"),
        (b"<html><body>x</body></html>", "the first element is <html>, not <martif> or <tbx>"),
        (b"<martif>" + b"<a>" * 500, "nested more than"),
        (b"PK\x03\x04rubbish", "zip archive and no spreadsheet"),
        (b"%PDF-1.7", "it is no termbase"),
        ("zh,en\ndata,数据\n".encode(), "none of its Chinese terms is Chinese"),
        ("zh,en\n数据,数据\n".encode(), "none of its English terms is English"),
        ("zh,en\n数据,".encode() + b";" * 99_999, "more than 300 characters: line 2"),
        (b"zh,en\n", "it has no term with a rendering"),
        ("zh,en\n数据,\n,data\n".encode(), "without a term in both languages: line 2, line 3"),
        (b"zh,en\n\x00\x01\x02,\xff\xfe\n", "it"),
        (b"a line without a translation\n" * 3, "no table of two columns"),
    ],
)
def test_files_that_are_no_termbase_are_refused(data: bytes, message: str) -> None:
    """With the name of the file, a reason and a remedy."""
    with pytest.raises(InvalidInputError, match=message) as raised:
        parse_termbase(data, name="terms.x")
    assert raised.value.source == "terms.x"
    assert raised.value.remedy


def test_encodings_are_found() -> None:
    """GB 18030 and UTF-16 are read, and a note says so."""
    text = "zh,en\n全球治理,global governance\n人工智能,artificial intelligence\n"
    for encoding in ("gb18030", "utf-16"):
        base = parse_termbase(text.encode(encoding), name="terms.csv")
        assert base.entries[1].zh == ("人工智能",)
        assert any("read as" in note for note in base.notes)


def test_what_is_left_out_is_told() -> None:
    """Columns, and terms that are too long."""
    text = f"zh,en,client\n数据,data,x\n{'很' * 400},long,y\n"
    base = parse_termbase(text.encode(), name="terms.csv")
    assert base.notes[0] == "columns that were left out: client"
    assert "more than 300 characters: line 3" in base.notes[1]


@pytest.mark.slow
def test_a_large_termbase_is_read_in_seconds() -> None:
    """The time is linear: 20,000 entries, also of TBX."""
    entries = [TermEntry((f"术语{number}",), (f"term {number}",)) for number in range(20_000)]
    for form in FORMATS:
        data = to_bytes(entries, format=form)
        started = time.process_time()
        assert len(parse_termbase(data, name=f"terms.{form}")) == len(entries)
        assert time.process_time() - started < 20


def test_an_entry_needs_two_languages() -> None:
    """And a part of speech that TBX knows."""
    with pytest.raises(UsageError, match="an entry needs a term of one language"):
        TermEntry(("数据",), ())
    with pytest.raises(UsageError, match="part_of_speech is 'n'"):
        TermEntry(("数据",), ("data",), part_of_speech="n")
    with pytest.raises(AigovError):
        load_termbase("no such file")


@pytest.mark.slow
def test_the_translate_toolkit_reads_tbx(tmp_path: Path) -> None:
    """The first term of each language, and which terms are deprecated."""
    from translate.storage import tbx

    store = tbx.tbxfile.parsefile(str(write_termbase(ENTRIES, tmp_path / "terms.tbx")))
    unit = store.units[0]
    assert (unit.source, unit.target) == ("全球南方", "Global South")
    assert [term.deprecated for term in unit.get_target_terms()] == [False, False, True, True]


def test_the_bundled_termbase_has_terms_of_ai_governance() -> None:
    """No two entries have the same Chinese term."""
    base = load_termbase("bundled")
    terms = [term for entry in base for term in entry.zh]
    assert "全球南方" in terms
    assert len(set(terms)) == len(terms)
    assert base.notes == ()


def test_lines_of_a_glossary_with_one_source_are_one_entry() -> None:
    """It has the first note and part of speech that a line states."""
    lines = "数据\tdata\n数据\tdatum\tpart of speech: noun | a count\n数据\tfigures\tothers\n"
    base = parse_termbase(f"{lines}算法\talgorithm\n".encode(), name="glossary.txt")
    first = TermEntry(
        ("数据",), ("data", "datum", "figures"), part_of_speech="noun", note="a count"
    )
    assert next(iter(base)) == first and len(base) == 2
