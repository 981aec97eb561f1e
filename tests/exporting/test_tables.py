"""JSONL, CSV, Parquet and XLSX: what goes in comes out."""

from __future__ import annotations

import csv as stdlib_csv
import json
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from aigov_corpus.errors import (
    AigovError,
    InvalidInputError,
    NothingToDoError,
    UnknownNameError,
    UsageError,
)
from aigov_corpus.exporting import (
    csv,
    docx,
    jsonl,
    moses,
    parquet,
    text_files,
    tmx,
    vertical,
    xces,
    xliff,
    xlsx,
)
from aigov_corpus.exporting.cells import CUT
from aigov_corpus.exporting.formats import export_pairs
from aigov_corpus.exporting.rows import COLUMNS, STATUSES
from aigov_corpus.exporting.tally import Tally
from aigov_corpus.files.writing import Replacing
from aigov_corpus.importing.files import read_aligned_file
from aigov_corpus.records import Evidence, Pair, Tag

from .conftest import PAIR, any_folder, any_pairs

EXPORTERS = [
    tmx.export,
    csv.export,
    xlsx.export,
    jsonl.export,
    parquet.export,
    xces.export,
    moses.export,
    xliff.export,
]


def read_back(path: Path) -> list[Pair]:
    """Return the pairs of a file as whoever loads it gets them."""
    return list(read_aligned_file(path).pairs)


def test_a_clock_before_1980_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a battery begins in 1970; the archive of a Word file has no such date."""
    monkeypatch.setattr(time, "localtime", lambda _=None: time.gmtime(0))
    with pytest.raises(AigovError, match="the clock of this machine"):
        docx.export([PAIR], tmp_path / "pairs.docx")
    assert not list(tmp_path.iterdir())


def test_each_pair_is_one_line_for_whoever_reads_line_by_line(tmp_path: Path) -> None:
    """Also one with U+2028 in its text, where many programs end a line."""
    [path] = jsonl.export([replace(PAIR, zh="一\u2028二")], tmp_path / "pairs.jsonl")
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1
    assert read_back(path)[0].zh == "一\u2028二"


@any_folder
@given(any_pairs())
def test_jsonl_gives_back_the_same_pairs(tmp_path: Path, pairs: list[Pair]) -> None:
    """Any text survives, line separators included."""
    out = tmp_path / "pairs.jsonl"
    assert jsonl.export(pairs, out) == [out]
    assert read_back(out) == pairs


@any_folder
@given(any_pairs())
def test_parquet_gives_back_the_same_pairs(tmp_path: Path, pairs: list[Pair]) -> None:
    """Lists stay lists, evidence comes back from its JSON, an absent score stays absent."""
    out = tmp_path / "pairs.parquet"
    assert parquet.export(pairs, out) == [out]
    assert list(parquet.read(out)) == pairs


@any_folder
@given(any_pairs(st.text(st.characters(exclude_characters="\x00", codec="utf-8"))))
def test_csv_for_data_gives_back_the_same_pairs(tmp_path: Path, pairs: list[Pair]) -> None:
    """Lone carriage returns and quotes included; NUL is left out and counted."""
    out = tmp_path / "pairs.csv"
    assert csv.export(pairs, out) == [out]
    assert read_back(out) == pairs


@pytest.mark.slow
@any_folder
@given(any_pairs(st.text(st.characters(exclude_characters="\t\r\n\x00", codec="utf-8"))))
def test_csv_for_excel_gives_back_every_text_without_line_ends(
    tmp_path: Path, pairs: list[Pair]
) -> None:
    """The apostrophe against formulas can be undone, even before a text that begins with one."""
    out = tmp_path / "pairs.csv"
    csv.export(pairs, out, dialect="excel")
    assert read_back(out) == pairs


# XML turns a carriage return into a line feed, and calamine trims nothing
_cell_text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
)


@pytest.mark.slow
@any_folder
@given(any_pairs(_cell_text))
def test_xlsx_gives_back_every_text(tmp_path: Path, pairs: list[Pair]) -> None:
    """As strings, whatever they look like; read by another library."""
    out = tmp_path / "pairs.xlsx"
    xlsx.export(pairs, out)
    head, *rows = load_workbook(out).get_sheet_by_name("pairs").to_python()
    assert tuple(head) == COLUMNS
    texts = ["zh", "en", "section_title_zh", "section_title_en", "licence_en"]
    for pair, row in zip(pairs, rows, strict=True):
        cells = dict(zip(head, row, strict=True))
        assert {name: cells[name] for name in texts} == {
            name: getattr(pair, name) for name in texts
        }
        assert cells["score"] == ("" if pair.score is None else pytest.approx(pair.score)), (
            "16 digits"
        )
        assert cells["seq"] == pair.seq


@pytest.mark.parametrize(
    "export", EXPORTERS, ids=lambda export: export.__module__.rpartition(".")[2]
)
def test_the_same_pairs_give_the_same_bytes(
    export: Callable[..., list[Path]], tmp_path: Path, pairs: list[Pair]
) -> None:
    """No clock, no random name, no order of a set."""
    once, twice = tmp_path / "once", tmp_path / "twice"
    once.mkdir()
    twice.mkdir()
    first = export(pairs, once / "out")
    second = export(iter(pairs), twice / "out")
    assert first
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert sorted(once.iterdir()) == sorted(first), "no temporary file stays"


@pytest.mark.parametrize(
    "export", EXPORTERS, ids=lambda export: export.__module__.rpartition(".")[2]
)
def test_nothing_to_write_leaves_no_file_and_no_change(
    export: Callable[..., list[Path]], tmp_path: Path
) -> None:
    """An empty selection is an error of its own, and no empty file."""
    with pytest.raises(NothingToDoError):
        export([], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "export", EXPORTERS, ids=lambda export: export.__module__.rpartition(".")[2]
)
def test_a_failure_in_the_middle_leaves_the_old_files(
    export: Callable[..., list[Path]], tmp_path: Path, pairs: list[Pair]
) -> None:
    """Even Ctrl-C: the old files stay, and no temporary one does."""
    old = {path: path.read_bytes() for path in export(pairs, tmp_path / "out")}

    def broken() -> list[Pair]:
        yield replace(PAIR, zh="新的。")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(broken(), tmp_path / "out")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == old


@pytest.mark.parametrize(
    "export", EXPORTERS, ids=lambda export: export.__module__.rpartition(".")[2]
)
def test_a_folder_that_is_not_there_is_named(
    export: Callable[..., list[Path]], tmp_path: Path, pairs: list[Pair]
) -> None:
    """The message names the file and the remedy."""
    with pytest.raises(
        AigovError,
        match=r"nowhere.*: it cannot be written .*; create the directory .*nowhere first",
    ):
        export(pairs, tmp_path / "nowhere" / "out")


@pytest.mark.parametrize(
    "export", EXPORTERS[:5], ids=lambda export: export.__module__.rpartition(".")[2]
)
def test_a_folder_in_the_files_place_is_named(
    export: Callable[..., list[Path]], tmp_path: Path, pairs: list[Pair]
) -> None:
    """So does the one for a folder where a file is wanted."""
    with pytest.raises(AigovError, match="it is a directory; name a file in it"):
        export(pairs, tmp_path)


def test_several_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    """A full disk at the second file leaves the first as it was."""

    def write() -> None:
        with Replacing() as files:
            files.beside(tmp_path / "a").write_text("a")
            files.beside(tmp_path / "b").write_text("b")
            raise OSError(28, "No space left on device")

    with pytest.raises(AigovError, match="No space left on device"):
        write()
    assert list(tmp_path.iterdir()) == []


def test_csv_for_excel_opens_in_excel(tmp_path: Path) -> None:
    """Byte-order mark, CRLF, quotes everywhere, and nothing that runs."""
    out = tmp_path / "pairs.csv"
    csv.export(
        [replace(PAIR, zh="＝HYPERLINK(1)", en="=1+1\nand", licence_en="'-x")], out, dialect="excel"
    )
    raw = out.read_bytes()
    assert raw.startswith(b'\xef\xbb\xbf"pair_id","document"')
    assert raw.endswith(b'"\r\n')
    assert raw.count(b"\n") == raw.count(b"\r\n") == 2
    [row] = stdlib_csv.DictReader(raw.decode("utf-8-sig").splitlines())
    assert (row["zh"], row["en"], row["licence_en"]) == ("'＝HYPERLINK(1)", "'=1+1 and", "''-x")


def test_csv_for_data_is_plain(tmp_path: Path) -> None:
    """No byte-order mark, LF, quotes where needed, lists with semicolons; text as it is."""
    out = tmp_path / "pairs.csv"
    csv.export([replace(PAIR, en="=1+1", score=None)], out)
    raw = out.read_bytes()
    assert raw.startswith(b"pair_id,document,")
    assert b"\r" not in raw
    [row] = stdlib_csv.DictReader(raw.decode().splitlines())
    assert row["en"] == "=1+1"
    assert row["en_ids"] == "en-p003-s01;en-p003-s02"
    assert row["principles"] == "people;openness"
    assert row["score"] == ""
    assert json.loads(row["principle_evidence"])[0]["evidence"][0]["cue"] == "人类"


def test_csv_knows_its_dialects(tmp_path: Path, pairs: list[Pair]) -> None:
    """An unknown one is an error that names those there are."""
    with pytest.raises(UnknownNameError, match="choose one of: data, excel"):
        csv.export(pairs, tmp_path / "x.csv", dialect="tsv")


def test_parquet_is_flat_and_carries_metadata(tmp_path: Path, pairs: list[Pair]) -> None:
    """Lists of strings, evidence as text, the caller's metadata in the schema."""
    out = tmp_path / "pairs.parquet"
    parquet.export(pairs, out, metadata={"licence": "see licence_en"})
    schema = pq.read_schema(out)
    assert tuple(schema.names) == COLUMNS
    assert {str(schema.field(name).type) for name in ("zh_ids", "en_ids", "principles")} == {
        "list<element: string>"
    }
    assert str(schema.field("principle_evidence").type) == "string"
    assert schema.metadata[b"licence"] == b"see licence_en"
    assert pq.read_table(out).column("score").to_pylist() == [0.8312, 0.31, None]


def test_a_file_that_is_no_parquet_is_named(tmp_path: Path) -> None:
    """Reading says file and line and what is wrong, never a traceback."""
    path = tmp_path / "x"
    path.write_bytes(b"PAR0 nothing of the kind")
    with pytest.raises(InvalidInputError, match=r"x: it is not a Parquet file \(.*\); build"):
        list(parquet.read(path))


def test_a_value_of_another_kind_is_named(tmp_path: Path, pairs: list[Pair]) -> None:
    """So it does for a value."""
    out = tmp_path / "pairs.jsonl"
    jsonl.export(pairs, out)
    out.write_text(out.read_text().replace('"seq": 2', '"seq": "two"'))
    with pytest.raises(
        InvalidInputError,
        match=r"pairs\.jsonl, line 2: a value does not have the type of its column",
    ):
        read_back(out)


def test_xlsx_is_made_for_a_person(tmp_path: Path, pairs: list[Pair]) -> None:
    """Frozen header, colour scale, a choice of statuses, no formula, no link; a fixed date."""
    out = tmp_path / "pairs.xlsx"
    xlsx.export([replace(PAIR, zh="=1+1", en="https://example.org"), *pairs[1:]], out)
    with zipfile.ZipFile(out) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        core = book.read("docProps/core.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<colorScale>" in sheet
    assert ",".join(STATUSES) in sheet
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.casefold()
    assert "2000-01-01T00:00:00Z</dcterms:created>" in core


def test_xlsx_says_when_it_cuts(tmp_path: Path) -> None:
    """A cell holds 32,767 UTF-16 units; a character outside the basic plane is never halved."""
    out, tally = tmp_path / "pairs.xlsx", Tally()
    xlsx.export([replace(PAIR, zh="𠮷" * 20_000), PAIR], out, tally=tally)
    [_, row, _] = load_workbook(out).get_sheet_by_name("pairs").to_python()
    assert row[COLUMNS.index("zh")] == "𠮷" * 16_383
    assert tally == Tally(written=2, remarks=Counter({CUT: 1}))


def test_xlsx_has_no_escaped_line_ends(tmp_path: Path) -> None:
    """A carriage return would be written as _x000D_; that name in a text stays."""
    out = tmp_path / "pairs.xlsx"
    xlsx.export([replace(PAIR, zh="一\r\n二\r三", en="_x000D_")], out)
    with zipfile.ZipFile(out) as book:
        texts = "".join(book.read(name).decode() for name in book.namelist() if "xml" in name)
    assert "_x000D_" not in texts.replace("_x005F_x000D_", "")
    [_, row] = load_workbook(out).get_sheet_by_name("pairs").to_python()
    assert row[COLUMNS.index("zh")] == "一\n二\n三"


@pytest.mark.parametrize(
    "before",
    ["\ufeff", "\u200b", "\u00a0", " ", "\u3000", "\u00ad\u2060", "\x00", "'\ufeff ", "\u200e"],
)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_a_formula_behind_what_nobody_sees_is_defused(
    before: str, sign: str, tmp_path: Path
) -> None:
    """Spreadsheets drop such characters and run the rest; the file still gives the pair back.

    But a NUL character, which is left out of every file that is read.
    """
    out = tmp_path / "pairs.csv"
    pair = replace(PAIR, en=f"{before}{sign}HYPERLINK()")
    csv.export([pair], out, dialect="excel")
    with out.open(encoding="utf-8-sig", newline="") as file:
        [row] = stdlib_csv.DictReader(file)
    assert row["en"] == "'" + pair.en
    assert read_back(out) == [replace(pair, en=pair.en.replace("\x00", ""))]


def test_csv_for_excel_says_when_it_cuts(tmp_path: Path) -> None:
    """Excel would drop the rest, or show it in further rows; the dialect for programs is whole."""
    pairs = [replace(PAIR, zh="长" * 40_000), replace(PAIR, en="=" + "x" * 32_766), PAIR]
    tally = Tally()
    csv.export(pairs, tmp_path / "excel.csv", dialect="excel", tally=tally)
    assert tally.remarks == Counter({CUT: 2})
    with (tmp_path / "excel.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in stdlib_csv.reader(file) for cell in row]
    assert max(map(len, cells)) == 32_767
    csv.export(pairs, tmp_path / "data.csv")
    assert read_back(tmp_path / "data.csv") == pairs


def test_xlsx_refuses_more_than_a_sheet_holds(
    tmp_path: Path, pairs: list[Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than lose rows; nothing is left behind."""
    monkeypatch.setattr(xlsx, "MAX_ROWS", 2)
    with pytest.raises(UsageError, match="use --format csv"):
        xlsx.export(pairs, tmp_path / "pairs.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["plan.zh", "plan.en", "plan.ids", "plan"])
def test_an_output_of_moses_may_be_named_by_one_of_its_files(
    name: str, tmp_path: Path, pairs: list[Pair]
) -> None:
    """As AntConc's and Sketch Engine's may; plan.zh became plan.zh.zh."""
    for form, (zh, en) in {
        moses: ("plan.zh", "plan.en"),
        text_files: ("plan.zh.txt", "plan.en.txt"),
        vertical: ("plan.zh.vert", "plan.en.vert"),
    }.items():
        out = zh if name == "plan.zh" else en if name == "plan.en" else name
        if name != "plan.ids" or form is moses:
            written = form.export(pairs, tmp_path / out)
            assert [path.name for path in written][:2] == [zh, en]


@any_folder
@given(any_pairs())
def test_moses_lines_belong_together(tmp_path: Path, pairs: list[Pair]) -> None:
    """Three files of equal length, whatever is in a text and whatever counts as a line end."""
    out, tally = tmp_path / "corpus", Tally()
    try:
        files = moses.export(pairs, out, tally=tally)
    except NothingToDoError:
        return
    assert [path.name for path in files] == ["corpus.zh", "corpus.en", "corpus.ids"]
    lines = [path.read_bytes().decode().splitlines() for path in files]
    assert [len(side) for side in lines] == [tally.written] * 3
    assert all(line.strip() for side in lines for line in side)


def test_moses_leaves_out_and_counts(tmp_path: Path, pairs: list[Pair]) -> None:
    """A unit without a counterpart has no line."""
    tally = Tally()
    zh, en, ids = moses.export(pairs, tmp_path / "corpus", tally=tally)
    assert zh.read_text().splitlines()[1] == "各方应加强合作。"
    assert en.read_text().splitlines()[1] == "All parties should cooperate more."
    assert ids.read_text().splitlines() == ["plan-2025/sinocism/p001", "plan-2025/sinocism/p002"]
    assert tally == Tally(2, Counter({"without a text in both languages": 1}))


@pytest.mark.parametrize("form", ["csv", "jsonl", "moses", "parquet", "tmx", "xces", "xlsx"])
def test_half_a_character_is_refused_by_every_format(form: str, tmp_path: Path) -> None:
    """The error names the pair and the column, and no file appears; a tag's cue is seen too."""
    evidence = (Evidence("zh", "cue", "\ud800"),)
    for wrong, column in (
        ({"zh": "坏\ud800字"}, "zh"),
        ({"en_ids": ("\udfff",)}, "en_ids"),
        ({"near_misses": (Tag("people", 0.4, evidence),)}, "near_misses"),
    ):
        pair = replace(PAIR, **wrong)  # type: ignore[arg-type]
        with pytest.raises(InvalidInputError, match=f"{PAIR.pair_id}, {column}: it holds half of"):
            export_pairs([PAIR, pair], tmp_path / "out", format=form)
        assert not list(tmp_path.iterdir())
