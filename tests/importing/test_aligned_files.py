"""Files of aligned texts, as programs and people make them, are read with their pairs."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.importing import delimited
from aigov_corpus.importing.files import FORMATS, find_format
from aigov_corpus.records import Pair

ROWS = [
    ("人工智能是新领域。", "AI is a new field."),
    ('他说："好"，', 'He said, "Good;"'),
    ("第三章\n开放", "Chapter 3\nOpenness, and more"),
]


def load(folder: Path, content: bytes | str, name: str = "file", **options: str) -> ac.Corpus:
    """Load a file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return ac.load(path, **options)


def texts(corpus: ac.Corpus) -> list[tuple[str, str]]:
    """The Chinese and English text of each pair."""
    return [(pair.zh, pair.en) for pair in corpus]


def sheet(*rows: tuple[object, ...], merged: str = "") -> bytes:
    """An XLSX file of one sheet, made by openpyxl."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def quoted(delimiter: str, rows: list[tuple[str, str]]) -> str:
    """A table with quotes around every cell."""
    lines = (delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "\r\n".join(lines) + "\r\n"


@pytest.mark.parametrize("name", ["tmx", "csv", "xlsx", "jsonl", "parquet"])
def test_an_export_is_read_back(name: str, tmp_path: Path) -> None:
    """With all columns; TMX keeps the texts, ids, scores, statuses, principles, not the rest."""
    pairs = list(ac.load())
    options = {"one_file": True} if name == "tmx" else {}
    [file] = ac.load().export(name, tmp_path / f"plan.{name}", **options)
    found = list(ac.load(file))
    if name != "tmx":
        assert found == pairs
        return
    kept = ("pair_id", "zh", "en", "score", "status", "principles", "section", "language_zh")
    aligned = [pair for pair in pairs if pair.zh and pair.en]
    assert [[getattr(pair, key) for key in kept] for pair in found] == [
        [getattr(pair, key) for key in kept] for pair in aligned
    ]


@pytest.mark.parametrize(
    "content",
    [
        quoted(",", ROWS).encode("utf-8-sig"),
        ("sep=;\r\n" + quoted(";", ROWS)).encode(),
        quoted("\t", ROWS).encode("utf-16"),  # "Unicode text" of Excel
        quoted(";", ROWS).encode("gb18030"),
        sheet(*ROWS),
        quoted(",", [("Chinese", "English"), *ROWS]).encode(),
        quoted(",", [("原文", "译文"), *ROWS]).encode(),
        sheet((None, None), ("No.", "中文", "English"), *((1, *row) for row in ROWS)),
    ],
)
def test_tables_of_two_columns_keep_their_texts(content: bytes, tmp_path: Path) -> None:
    """With or without header, in any encoding and delimiter; line ends in cells too."""
    corpus = load(tmp_path, content)
    assert [(zh.replace("\r", ""), en) for zh, en in texts(corpus)] == ROWS
    assert {pair.status for pair in corpus} == {"given"}
    assert {pair.source_side for pair in corpus} == {"zh"}


@pytest.mark.parametrize(
    "content",
    [
        "zh,en\r走,Go\r".encode(),
        "zh|en\n走|Go\n",
        'zh, en\n"走", "Go"\n',
        'zh,en\n"走",    "Go"\n',
        '"zh","en"\n"走","Go"\n',
        "Project X,,\nMade on,2026-01-02,\nID,Chinese,English\n1,走,Go\n",
        sheet(
            ("Project X",), ("Made on", "2026-01-02"), ("ID", "中文", "English"), (1, "走", "Go")
        ),
        "zh,en,en\n走,Go,Leave\n",
        "%20260102\t%ZH-CN\t%Wordfast TM\t%EN-US\t%---\n20260102\tZH-CN\t走\tEN-US\tGo\n",
    ],
    ids=[
        "old Mac",
        "bars",
        "blanks",
        "more blanks",
        "quotes",
        "title",
        "sheet",
        "twice",
        "Wordfast",
    ],
)
def test_tables_as_other_programs_write_them(content: bytes | str, tmp_path: Path) -> None:
    """Lines above the names of the columns and columns of codes are no texts, and are said."""
    corpus = load(tmp_path, content)
    assert texts(corpus) == [("走", "Go")]
    said = " ".join(corpus.notes)
    if "Project" in str(content) or (isinstance(content, bytes) and content.startswith(b"PK")):
        assert "above the names of the columns were left out" in said
    if "Leave" in str(content):
        assert "columns that were left out: 3 (en)" in said


def test_blanks_before_quotes_inside_a_cell_are_text(tmp_path: Path) -> None:
    """A comma, a blank and a quotation mark may stand in a text, too."""
    content = 'zh, en\n"走", "Go, ""now""."\n"来", "Come"\n'
    assert texts(load(tmp_path, content)) == [("走", 'Go, "now".'), ("来", "Come")]


def test_quotes_may_be_escaped_with_backslashes(tmp_path: Path) -> None:
    r"""As databases write them; a backslash at the end of a cell is text elsewhere: C:\ ."""
    corpus = load(tmp_path, 'zh,en\n"说\\"好\\"","say \\"hi\\", then"\n"走","Go"\n')
    assert texts(corpus) == [('说"好"', 'say "hi", then'), ("走", "Go")]
    corpus = load(tmp_path, 'zh,en\n"路径C:\\","C:\\"\n走,Go\n')
    assert texts(corpus) == [("路径C:\\", "C:\\"), ("走", "Go")]


def test_quotes_of_a_tsv_without_quoting_are_text(tmp_path: Path) -> None:
    """As `align` writes it, with its scores."""
    corpus = load(tmp_path, '"你好。"\t"Hello."\t0.9800\n他说"好"\tHe said "good"\t\n\n再见\t\t\n')
    assert texts(corpus) == [('"你好。"', '"Hello."'), ('他说"好"', 'He said "good"'), ("再见", "")]
    assert [pair.score for pair in corpus] == [0.98, None, None]
    assert any("1 with a text in one language only: row 3" in note for note in corpus.notes)


def test_columns_are_found_by_their_language(tmp_path: Path) -> None:
    """The left one is the source; others are named, and notes are kept."""
    rows = [("Id", "EN text", "Comment", "文本"), ("a1", "Hello there.", "Check", "你好，朋友。")]
    rows += [("a2", "Thank you all.", "", "谢谢大家。"), ("a3", "", "", "完。")]
    corpus = load(tmp_path, sheet(*rows))
    assert texts(corpus) == [
        ("你好，朋友。", "Hello there."), ("谢谢大家。", "Thank you all."), ("完。", ""),
    ]  # fmt: skip
    assert [pair.source_side for pair in corpus] == ["en"] * 3
    assert [pair.comment for pair in corpus] == ["Check", "", ""]
    assert "columns that were left out: 1 (Id)" in corpus.notes
    swapped = ac.load(tmp_path / "file", src_lang="zh-TW")
    assert {(pair.source_side, pair.language_zh) for pair in swapped} == {("zh", "zh-TW")}


def test_merged_cells_formulas_and_hidden_sheets_are_said(tmp_path: Path) -> None:
    """A merged cell counts for its first row."""
    rows = [("你好。", "Hello."), ("", "Hi."), ("=1+1", "Two")]
    corpus = load(tmp_path, sheet(*rows, merged="A1:A2"))
    assert texts(corpus)[:2] == [("你好。", "Hello."), ("", "Hi.")]
    assert "cells are merged (1)" in str(corpus.notes)
    assert "cells hold formulas (1)" in str(corpus.notes)


TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US" creationtool="x" creationtoolversion="1"
 segtype="sentence" o-tmf="x" adminlang="en" datatype="plaintext"/><body>
<tu tuid="1"><note>sic</note><tuv xml:lang="en-US"><seg>Press <bpt i="1">&lt;b&gt;</bpt>Go<ept
 i="1">&lt;/b&gt;</ept> &amp; <hi>wait</hi>.</seg></tuv><tuv xml:lang="fr"><seg>Oui</seg></tuv>
<tuv xml:lang="zh-TW"><seg>按開始<ph type="lb"/>並等待。</seg></tuv></tu>
<tu tuid="1"><tuv xml:lang="zh-TW"><seg>只有中文</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Non</seg></tuv><tuv xml:lang="en-US"><seg/></tuv></tu></body></tmx>"""


@pytest.mark.parametrize("form", ["xces", "moses"])
def test_a_format_of_several_files_is_read_again(form: str, tmp_path: Path) -> None:
    """From any of the files that hold text, and by what their names share."""
    corpus = ac.load()
    files = corpus.export(form, tmp_path / "plan")
    wanted = [(pair.pair_id, pair.zh, pair.en, pair.document, pair.rendering) for pair in corpus]
    if form == "moses":
        wanted = [values for values in wanted if values[1] and values[2]]
    names = [tmp_path / "plan", *(file for file in files if file.suffix != ".zip")]
    for name in names:
        found = ac.load(name)
        got = [(pair.pair_id, pair.zh, pair.en, pair.document, pair.rendering) for pair in found]
        assert got == wanted, name
        assert {pair.source_side for pair in found} == {"zh"}
        if form == "xces":
            assert [pair.score for pair in found] == [pair.score for pair in corpus]


def test_links_of_opus_with_words(tmp_path: Path) -> None:
    """As OPUS gives them, for many documents, in folders of years."""
    links = "".join(
        f'<linkGrp fromDoc="en/2018/{n}.xml.gz" toDoc="zh_cn/2018/{n}.xml.gz">'
        f'<link xtargets="1;1"/><link xtargets="2;7"/></linkGrp>'
        for n in range(3)
    )
    path = tmp_path / "Sub_v1_xml_en-zh_cn.xml"
    path.write_text(f'<?xml version="1.0"?><cesAlign>{links}</cesAlign>', "utf-8")
    for lang, words in (("en", ["Go", "on", "now"]), ("zh_cn", ["现在", "继续"])):
        inside = "".join(f'<w id="{n}">{word}</w> ' for n, word in enumerate(words))
        with zipfile.ZipFile(tmp_path / f"Sub_v1_xml_{lang}.zip", "w") as archive:
            for n in range(3):
                text = f'<document><s id="1">{inside}</s><s id="2">Yes</s></document>'
                archive.writestr(f"Sub/xml/{lang}/2018/{n}.xml", text)
    corpus = ac.load(path)
    assert texts(corpus) == [("现在继续", "Go on now"), ("", "Yes")] * 3
    assert "links to a sentence that is in no file: 3" in corpus.notes


@pytest.mark.parametrize("form", ["xces", "moses"])
def test_an_export_never_overwrites_the_files_that_it_reads(form: str, tmp_path: Path) -> None:
    """Whichever of their names is given; under another name it is written."""
    name = tmp_path / "plan"
    files = ac.load().export(form, name)
    contents = [file.read_bytes() for file in files]
    arguments = ["export", str(name), "--format", form, "--min-score", "0", "--out"]
    if form == "moses":
        arguments[4:6] = ["--status", "given"]
    assert CliRunner().invoke(main, [*arguments, str(name)]).exit_code == 2
    assert [file.read_bytes() for file in files] == contents
    assert CliRunner().invoke(main, [*arguments, str(tmp_path / "other")]).exit_code == 0


def test_several_files_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    """A missing or damaged archive, and files with different numbers of lines."""
    corpus = ac.load()
    links, english, _ = corpus.export("xces", tmp_path / "plan")
    english.write_bytes(english.read_bytes()[:1000])
    with pytest.raises(InvalidInputError, match="damaged; take another copy"):
        ac.load(links)
    english.unlink()
    with pytest.raises(InvalidInputError, match="put plan_latest_raw_en"):
        ac.load(links)
    chinese, *_ = corpus.export("moses", tmp_path / "lines")
    chinese.write_text("一行。\n", "utf-8")
    with pytest.raises(InvalidInputError, match=r"lines.en has 26, lines.zh has 1"):
        ac.load(tmp_path / "lines.en")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_tmx_of_any_program(encoding: str, tmp_path: Path) -> None:
    """Codes are no text; its direction, languages and notes are kept, and other languages named."""
    corpus = load(tmp_path, TMX.encode(encoding))
    assert texts(corpus) == [("按開始\n並等待。", "Press Go & wait."), ("只有中文", "")]
    first = next(iter(corpus))
    assert (first.language_zh, first.language_en, first.source_side) == ("zh-TW", "en-US", "en")
    assert first.comment == "sic"
    said = " ".join(corpus.notes)
    for part in (
        "en-US to zh-TW",
        "fr (2)",
        "row 2",
        "unit 3",
        "codes (tags of another format) were left out: 2",
    ):
        assert part in said
    assert "en-US (" not in said  # an empty text was not left out


def tmx(*units: str) -> str:
    """Return a TMX file with units."""
    head = '<tmx version="1.4"><header srclang="zh-CN"/><body>'
    return f"{head}{''.join(units)}</body></tmx>"


def tu(*texts: tuple[str, str]) -> str:
    """Return a unit with texts, each with its language."""
    variants = (f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in texts)
    return f"<tu>{''.join(variants)}</tu>"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&#xD83D;&#xDE00;", "😀"),
        ("&#55357;&#56832;", "😀"),
        ("&#xD83D;&#x41;", " A"),
        ("&#x5B89;&#xD83D;&#xDE00;", "安😀"),
        ("&#xD83D;&#xD83D;&#xDE00;", " 😀"),
        ("&#xD83D;&#xDE00;" * 9000, "😀" * 9000),
        ("&#x5B89;&#xDE00;", "安 "),
    ],
)
def test_references_to_both_halves_of_a_character_are_one(
    written: str, read: str, tmp_path: Path
) -> None:
    """As some programs write an emoji; a half alone becomes a space, which is said."""
    corpus = load(tmp_path, tmx(tu(("zh-CN", f"好{written}。"), ("en", "Good."))))
    assert corpus[0].zh == f"好{read}。"
    assert any("XML forbids" in note for note in corpus.notes) == (" " in read)


def test_what_a_unit_holds_twice_or_inside_codes_is_said(tmp_path: Path) -> None:
    """Also a character that XML forbids: a blank stands for it."""
    note = "<ph>\\note{<sub>脚注</sub>}</ph>"
    units = [tu(("zh-CN", f"见{note}上&#x1F;文"), ("en", "See above"), ("en", "Cf. above"))]
    units.append(tu(("zh-CN", "Press Enter."), ("en", "按回车键。")))
    corpus = load(tmp_path, tmx(*units))
    assert texts(corpus) == [("见上 文", "See above"), ("Press Enter.", "按回车键。")]
    said = " ".join(corpus.notes)
    for part in (
        "titles) were left out: 1",
        "its first one was taken: en (1)",
        "row 2: Chinese char",
    ):
        assert part in said
    assert "to take one of them" not in said  # --tgt-lang could not take the second one


def test_texts_that_name_no_language_or_stand_in_no_seg(tmp_path: Path) -> None:
    """Their characters decide, or the name of the language; what is not as it should be is said."""
    bare = '<tu><tuv xml:lang="Chinese">走</tuv><tuv xml:lang="English">Go</tuv></tu>'
    nameless = "<tu><tuv><seg>来</seg></tuv><tuv><seg>Come</seg></tuv></tu>"
    corpus = load(tmp_path, tmx(bare, nameless))
    assert texts(corpus) == [("走", "Go"), ("来", "Come")]
    said = " ".join(corpus.notes)
    assert "texts in <tuv> without <seg>, where other programs see none, were read: 2" in said
    assert "for which their characters decided: 2" in said


def test_a_second_header_and_a_link_to_no_unit_are_said(tmp_path: Path) -> None:
    """Which header counted, and which row leads nowhere."""
    content = tmx(
        '<tu><tuv xml:lang="zh"><seg>走</seg></tuv><tuv xml:lang="en"><seg>Go</seg></tuv></tu>'
    )
    header = re.search(r"<header.*?/>", content, re.DOTALL)
    assert header
    corpus = load(tmp_path, content.replace(header[0], header[0] * 2))
    assert "headers of the file, of which each counts for the units below it: 2" in " ".join(
        corpus.notes
    )
    pair = replace(
        corpus[0], en="", bead="1-0", score=None, status="moved", moved_to="a/b/c", en_ids=()
    )
    ac.Corpus([pair]).export("jsonl", tmp_path / "moved.jsonl")
    said = " ".join(ac.load(tmp_path / "moved.jsonl").notes)
    assert "row 1: moved_to names a unit that the file does not have" in said


@pytest.mark.parametrize(
    ("declared", "real", "zh"),
    [("GB2312", "gbk", "镕"), ("GBK", "gb18030", "㐂"), ("Big5", "big5hkscs", "㗎")],
)
def test_characters_beyond_the_declared_encoding(
    declared: str, real: str, zh: str, tmp_path: Path
) -> None:
    """A file that declares the first encoding of a family is read as browsers read it."""
    content = f'<?xml version="1.0" encoding="{declared}"?>{tmx(tu(("zh", zh), ("en", "Go")))}'
    assert texts(load(tmp_path, content.encode(real))) == [(zh, "Go")]


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be"])
def test_a_tmx_in_utf_32(encoding: str, tmp_path: Path) -> None:
    """With a byte order mark or without."""
    unit = tu(("zh-CN", "走"), ("en", "Go"))
    corpus = load(tmp_path, f'<?xml version="1.0" encoding="UTF-32"?>{tmx(unit)}'.encode(encoding))
    assert texts(corpus) == [("走", "Go")]


def test_tracked_changes_of_trados(tmp_path: Path) -> None:
    """What is deleted is no text."""
    change = '<mrk mtype="x-sdl-deleted">Hallo</mrk><mrk mtype="x-sdl-added">Hello</mrk>.'
    corpus = load(tmp_path, XLIFF_12.replace("First.", change))
    assert texts(corpus)[0] == ("第一句。", "Hello.")
    assert any("tracked changes delete were left out: 1" in note for note in corpus.notes)


@pytest.mark.parametrize(
    "content",
    [
        '[{"zh": "走", "en": "Go"}]',
        '[\n{"src": "走", "tgt": "Go"}\n]',
        '{"translation": {"zh": "走", "en": "Go"}}\n',
    ],
)
def test_json_of_other_programs(content: str, tmp_path: Path) -> None:
    """A list of objects; the two texts one level deeper, as data sets for training have them."""
    assert texts(load(tmp_path, content)) == [("走", "Go")]


def test_one_of_a_kind_is_in_the_singular(tmp_path: Path) -> None:
    """One unit is no `1 units`."""
    corpus = load(tmp_path, "走\tGo\n")
    assert "read as csv: 1 unit, zh to en" in str(corpus.notes).replace("tsv", "csv")
    assert repr(corpus) == "<Corpus: 1 pair of file>"


XLIFF_12 = """<xliff version="1.2" xmlns="urn:x" xmlns:sdl="urn:sdl"><file source-language="zh-CN"
 target-language="en-US" original="a"><header/><body><trans-unit id="1" approved="yes">
<source>第一句。第二句。</source><seg-source><g id="1"><mrk mtype="seg" mid="1">第一句。</mrk><mrk
 mtype="seg" mid="2">第<x id="3"/>二句。</mrk></g></seg-source><target><g id="1"><mrk mtype="seg"
 mid="1">First.</mrk> <mrk mtype="seg" mid="2">Second.</mrk></g></target><sdl:defs><sdl:source>no
</sdl:source></sdl:defs><alt-trans><source>别</source><target>other</target></alt-trans>
</trans-unit></body></file></xliff>"""
XLIFF_2 = """<xliff version="2.0" srcLang="en" trgLang="zh"><file id="f"><unit id="u"><notes>
<note>look</note></notes><segment state="final"><source>First <pc id="1">one</pc>.</source>
<target>第一。</target></segment><ignorable><source> </source></ignorable><segment>
<source>Two.</source><target>第二<cp hex="0001"/>。</target></segment></unit></file></xliff>"""


def test_xliff_of_both_versions(tmp_path: Path) -> None:
    """Segments are pairs; suggestions and elements of other programs are no text."""
    old = load(tmp_path, XLIFF_12)
    assert texts(old) == [("第一句。", "First."), ("第二句。", "Second.")]
    assert {pair.status for pair in old} == {"confirmed"}
    new = load(tmp_path, XLIFF_2)
    assert texts(new) == [("第一。", "First one."), ("第二\x01。", "Two.")]
    assert [(pair.status, pair.comment) for pair in new] == [("confirmed", "look"), ("given", "")]
    assert {pair.source_side for pair in new} == {"en"}


def xliff(*units: str) -> str:
    """An XLIFF file with units, as Trados and memoQ write it."""
    return (
        '<xliff version="1.2" xmlns="urn:x" xmlns:sdl="urn:sdl" xmlns:mq="urn:mq">'
        '<doc-info xmlns="urn:sdl"><cmt-defs><cmt-def id="c1"><Comments><Comment user="Li">which '
        "one?</Comment></Comments></cmt-def></cmt-defs></doc-info>"
        '<file source-language="zh-CN" target-language="en-US" original="a"><header><note>for all'
        f"</note></header><body>{''.join(units)}</body></file></xliff>"
    )


def unit(attributes: str = "", inside: str = "", target: str = "<target") -> str:
    """A unit of XLIFF 1.2."""
    texts = f"<source>好。</source>{target}>Good.</target>"
    return f"<trans-unit {attributes}>{texts}{inside}</trans-unit>"


@pytest.mark.parametrize(
    ("attributes", "target", "status"),
    [
        ('approved="yes"', "<target", "confirmed"),
        ("", '<target state="final"', "confirmed"),
        ("", '<target state="needs-review-translation"', "needs-review"),
        ("", '<target state="translated" state-qualifier="rejected-grammar"', "needs-review"),
        ('mq:status="ManuallyConfirmed"', "<target", "confirmed"),
        ('mq:status="Proofread"', "<target", "confirmed"),
        ('mq:status="Rejected"', "<target", "needs-review"),
        ('mq:status="PartiallyEdited"', "<target", "given"),
        ('m:confirmed="1" xmlns:m="urn:m"', "<target", "confirmed"),
        ('m:confirmed="0" xmlns:m="urn:m"', "<target", "given"),
    ],
)
def test_states_of_other_programs(
    attributes: str, target: str, status: str, tmp_path: Path
) -> None:
    """Of XLIFF, memoQ and Phrase."""
    [pair] = load(tmp_path, xliff(unit(attributes, target=target)))
    assert pair.status == status


SEGMENTS = """<trans-unit id="1"><source>一。二。三。</source><seg-source>
<mrk mtype="seg" mid="1">一。</mrk><mrk mtype="seg" mid="2">二。</mrk>
<mrk mtype="seg" mid="3">三。</mrk></seg-source><target>
<mrk mtype="seg" mid="1">One.</mrk><mrk mtype="seg" mid="2"><mrk mtype="x-sdl-comment" sdl:cid="c1">
Two.</mrk></mrk><mrk mtype="seg" mid="3">Three.</mrk></target><sdl:seg-defs><sdl:seg id="1"
conf="ApprovedSignOff"/><sdl:seg id="2" conf="RejectedTranslation"/><sdl:seg id="3" conf="Draft"
locked="true"><sdl:value key="x">1</sdl:value></sdl:seg></sdl:seg-defs></trans-unit>"""


def test_states_and_comments_of_trados(tmp_path: Path) -> None:
    """Each segment has its own; what is not taken over is said."""
    corpus = load(tmp_path, xliff(SEGMENTS))
    assert [(pair.status, pair.comment) for pair in corpus] == [
        ("confirmed", ""), ("needs-review", "which one?"), ("given", ""),
    ]  # fmt: skip
    assert "notes on the whole file were left out: 1" in corpus.notes
    assert "states that no status has, so that the pairs are given: Draft (1)" in corpus.notes
    assert any("units that are locked in the file: 1" in note for note in corpus.notes)


def test_what_xliff_holds_beside_its_pairs_is_counted(tmp_path: Path) -> None:
    """Suggestions and texts that are not to be translated; comments of memoQ are kept."""
    comment = '<mq:comments><mq:comment id="1">ask</mq:comment></mq:comments>'
    other = "<alt-trans><source>好。</source><target>Well.</target></alt-trans>"
    corpus = load(tmp_path, xliff(unit("", comment + other), unit('translate="no"')))
    assert [pair.comment for pair in corpus] == ["ask", ""]
    assert "suggestions of other translations were left out: 1" in corpus.notes
    assert any("not to be translated are read like the others: 1" in each for each in corpus.notes)


def test_a_text_of_xliff_may_have_a_language_of_its_own(tmp_path: Path) -> None:
    """It counts before that of the file; units beside a picture are read like others."""
    picture = "<bin-unit><bin-source><external-file href='x'/></bin-source>{}</bin-unit>"
    content = xliff(unit(target='<target xml:lang="fr"'), picture.format(unit()))
    corpus = load(tmp_path, content.replace("<source>", '<source xml:lang="yue">'))
    assert [(pair.language_zh, pair.en) for pair in corpus] == [("yue", ""), ("yue", "Good.")]
    assert any("left out, by language: fr (1)" in note for note in corpus.notes)
    assert "pictures and the like were left out: 1" in corpus.notes


@pytest.mark.parametrize(
    ("own", "read"), [("zh-HK", "zh-HK"), ("zh", "zh-TW"), ("none at all", "zh-TW")]
)
def test_a_language_of_its_own_is_a_code_and_says_more(tmp_path: Path, own: str, read: str) -> None:
    """One that is no code, or has no region, leaves that of the file as it is."""
    content = xliff(unit()).replace('"zh"', '"zh-TW"').replace('"zh-CN"', '"zh-TW"')
    corpus = load(tmp_path, content.replace("<source>", f'<source xml:lang="{own}">'))
    assert [pair.language_zh for pair in corpus] == [read]


def test_suggestions_of_xliff_2_are_counted(tmp_path: Path) -> None:
    """They are of a vocabulary of their own, and no pairs."""
    match = "<m:match ref='#1'><source>旧</source><target>Old</target></m:match>"
    corpus = load(
        tmp_path,
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" '
        'trgLang="en"><file id="f"><unit id="1"><m:matches '
        f'xmlns:m="urn:oasis:names:tc:xliff:matches:2.0">{match}</m:matches>'
        "<segment><source>好</source><target>Good</target></segment></unit></file></xliff>",
    )
    assert [(pair.zh, pair.en) for pair in corpus] == [("好", "Good")]
    assert "suggestions of other translations were left out: 1" in corpus.notes


def test_states_and_properties_of_a_trados_memory(tmp_path: Path) -> None:
    """The level of confirmation becomes the status; other properties are named."""
    corpus = load(
        tmp_path,
        '<tmx version="1.4"><header srclang="zh-CN"/><body><tu>'
        '<prop type="x-ConfirmationLevel">ApprovedTranslation</prop><prop type="x-Origin">TM</prop>'
        '<tuv xml:lang="zh-CN"><seg>好</seg></tuv><tuv xml:lang="en-US"><seg>Good</seg></tuv></tu>'
        "</body></tmx>",
    )
    assert [pair.status for pair in corpus] == ["confirmed"]
    assert "properties of other programs were left out: x-Origin" in corpus.notes


ENTITIES = '<!DOCTYPE tmx [<!ENTITY a "x">]><tmx><body>&a;</body></tmx>'
BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w") as bomb:
    bomb.writestr("xl/workbook.xml", "<workbook/>")
    bomb.writestr("xl/a.bin", b"")
    # what the archive says; to compress as many bytes would take each process a second
    bomb.getinfo("xl/a.bin").file_size = 401_000_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (ENTITIES, "declares an entity"),
        ("<tmx><body><tu>", "ends too early|cut off"),
        ("<tmx><body/></tmx>", "it holds no Chinese text"),
        ("<tmx>" + "<a>" * 200, "nested more than 100 deep"),
        ("<tmx>&nbsp;</tmx>", "unknown name|does not know"),
        ("<html><body>a</body></html>", "first element <html>"),
        ("", "empty"),
        ("一列\n没有第二列\n", "no table of two columns"),
        ("你好,再见\n谢谢,完了\n", "no column with English"),
        ('{"a": 1}\n', "which two texts are meant: a; call them src and tgt"),
        (b"%PDF-1.4", "a PDF"),
        (b"PK\x03\x04damaged", "cut off or damaged"),
        (b"PAR1damaged", "Parquet"),
        (sheet(("Code", "名称"), (1, "灯"), (2, "杆"), (3, "线")), "no column with English"),
        (sheet(("只有中文",)), "no column with English text among its 1 columns"),
        (sheet(("路灯亮了。",), ("The lamp is on.",)), "its column 1 holds both"),
        (sheet(("1", "路灯亮了。\nThe lamp is on.")), "its column 2 holds both"),
        (BOMB.getvalue(), "unpacks to more than"),
        ('a,"b\n', "never closed"),
        ('msgid ""\nmsgstr ""\n', "it holds no Chinese text"),
        ('msgid "a"\nmsgstr "b\n', "quotation mark too few"),
        ('msgid "a"\n\nmsgtxt "b"\n', "nor a keyword such as msgid"),
        ("\n<?xml version='1.0'?><tmx/>", "something stands before <.xml"),
        ('[{"zh": "走"}, 1]', "no object"),
    ],
)
def test_other_files_are_refused(content: bytes | str, reason: str, tmp_path: Path) -> None:
    """In one sentence, with the file and a remedy."""
    with pytest.raises(ac.errors.InvalidInputError, match=reason) as caught:
        load(tmp_path, content)
    assert caught.value.source.endswith("file")
    assert caught.value.remedy


def test_time_grows_with_the_number_of_units(tmp_path: Path) -> None:
    """It grew with the square: these took 3.9 s, and take 0.6 s."""
    lines = [f'{{"src": "第{n}盏灯。", "tgt": "Lamp {n}."}}' for n in range(12_000)]
    began = time.process_time()
    assert len(load(tmp_path, "\n".join(lines))) == len(lines)
    assert time.process_time() - began < 2


def test_formats_are_found_by_content() -> None:
    """Whatever the name says."""
    found = {find_format(data, name="x.txt") for data in (b"<tmx/>", b"<xliff/>", b"{", b"a,b")}
    assert found == {"tmx", "xliff", "jsonl", "csv"}
    assert found <= set(FORMATS)


def test_a_changed_sheet_keeps_its_ids(tmp_path: Path) -> None:
    """A reviser may correct texts, delete columns, and break the evidence."""
    [file] = ac.load().export("xlsx", tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(file)
    names = [cell.value for cell in book.active[1]]
    book.active.cell(2, names.index("en") + 1).value = "Mended."
    book.active.cell(3, names.index("principle_evidence") + 1).value = '[{"cut'
    book.save(file)
    before: list[Pair] = list(ac.load())
    corpus = ac.load(file)
    after = list(corpus)
    assert [pair.pair_id for pair in after] == [pair.pair_id for pair in before]
    assert after[0].en == "Mended."
    assert "the evidence of principles is damaged in row 2" in corpus.notes


@pytest.mark.parametrize("form", ["csv", "docx", "xces", "xlsx"])
def test_a_text_without_counterpart_is_judged_alike_after_an_export(
    form: str, tmp_path: Path
) -> None:
    """What an aligner left alone was not forgotten; what nobody aligned may be."""
    rows = [("第一章 总则", ""), ("城市很大。", "The city is big.")]
    given = list(ac.Corpus.from_pairs(rows))
    aligned = [
        replace(
            pair,
            status="auto" if pair.en else "omitted",
            score=0.9 if pair.en else None,
            signature="src:0+0|align:crf",
        )
        for pair in given
    ]
    ac.Corpus(aligned).export(form, tmp_path / "aligned.out")
    back = ac.load(tmp_path / "aligned.out")
    assert [list(back.check(only=code)["code"]) for code in ("empty", "omission")] == [
        [],
        ["omission"],
    ]
    if form in ("csv", "docx"):
        ac.Corpus(given).export(form, tmp_path / "given.out")
        assert list(ac.load(tmp_path / "given.out").check(only="empty")["code"]) == ["empty"]


def test_scores_of_all_pairs_show_that_an_aligner_made_them(tmp_path: Path) -> None:
    """As in the rows that `align` writes; a table without scores may have forgotten texts."""
    rows = "第一章 总则\t\t{}\n城市很大。\tThe city is big.\t{}\n我们来了。\tWe came.\t{}\n"
    for scores, code in ((("", "0.9000", "0.8000"), "omission"), (("", "", ""), "empty")):
        back = load(tmp_path, rows.format(*scores), "rows.tsv")
        assert list(back.check()["code"]) == [code]


def test_what_programs_leave_at_the_ends_of_lines_and_files_is_no_text(tmp_path: Path) -> None:
    """Three kinds of line ends, files put together with their marks, and the end of a DOS file."""
    table = "\ufeff一。\tOne.\r\r\n二。\tTwo.\r\r\n\ufeff三。\tThree.\r\r\n\x1a"
    assert texts(load(tmp_path, table)) == [("一。", "One."), ("二。", "Two."), ("三。", "Three.")]


def test_a_header_that_comes_again_is_no_pair(tmp_path: Path) -> None:
    """Two tables were put together; a sentence names the line."""
    corpus = load(tmp_path, "zh,en\n一。,One.\nzh,en\n二。,Two.\n")
    assert texts(corpus) == [("一。", "One."), ("二。", "Two.")]
    assert any("line 3, which was left out" in note for note in corpus.notes)
    first, second = list(ac.load())[:2]
    exports = []
    for pair in (first, second):
        ac.Corpus([pair]).export("csv", tmp_path / "part.csv")
        exports.append((tmp_path / "part.csv").read_text("utf-8"))
    corpus = load(tmp_path, "".join(exports))
    assert list(corpus) == [first, second]
    assert any("line 3, which was left out" in note for note in corpus.notes)


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("人工知能は新しい。", "AI is new.", "Japanese or Korean letters"),
        ("인공지능은 새롭다.", "AI is new.", "Japanese or Korean letters"),
        ("Field.", "AI is new.", "has no Chinese character"),
        ("人工智能是新的。", "智能。", "mostly Chinese"),
    ],
)
def test_texts_in_another_language_than_the_file_says_are_told(
    zh: str, en: str, said: str, tmp_path: Path
) -> None:
    """If they are half of all; a row or two among many are nothing unusual."""
    rows = [(zh, en)] * 2
    usual = [("安全是前提。", "Security is a condition.")] * 3
    for pairs, is_told in ((rows, True), (rows + usual, False)):
        lines = [json.dumps({"zh": one, "en": two}) for one, two in pairs]
        notes = load(tmp_path, "\n".join(lines)).notes
        assert any("rows 1, 2: " in note and said in note for note in notes) == is_told


def test_a_file_in_which_hardly_a_row_has_two_texts_is_no_table(tmp_path: Path) -> None:
    """Commas stand here and there in any text; a table that names its columns may have gaps."""
    lines = "\n".join(["第一条,the first of them", *(f"第{at}条," for at in range(30))])
    with pytest.raises(InvalidInputError, match="30 of 31 rows have a text in one language only"):
        load(tmp_path, lines)
    assert len(load(tmp_path, f"zh,en\n{lines}")) == 31


def test_many_columns_that_are_left_out_are_counted(tmp_path: Path) -> None:
    """A message names the first ones."""
    names = ",".join(["zh", "en", *(f"c{at}" for at in range(30))])
    corpus = load(tmp_path, f"{names}\n" + ",".join(["一。", "One.", *["x"] * 30]))
    assert any(note.endswith("14 (c11), and 18 more") for note in corpus.notes)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "big5"])
def test_json_lines_may_be_in_another_encoding(encoding: str, tmp_path: Path) -> None:
    """As tables may; a sentence names it."""
    line = json.dumps({"zh": "人工智能，安全。", "en": "AI, security."}, ensure_ascii=False)
    corpus = load(tmp_path, f"{line}\n{line}\n".encode(encoding))
    assert texts(corpus) == [("人工智能，安全。", "AI, security.")] * 2
    assert any("read as" in note and "units" not in note for note in corpus.notes)


def test_utf_8_that_is_declared_as_western_is_read_as_utf_8(tmp_path: Path) -> None:
    """Any bytes are a text in Latin-1, so that nothing else would tell."""
    sides = (("zh", "安全。"), ("en", "Safe."))
    unit = "".join(f"<tuv xml:lang='{lang}'><seg>{text}</seg></tuv>" for lang, text in sides)
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    corpus = load(tmp_path, f"{head}<tmx version='1.4'><header/><body><tu>{unit}</tu></body></tmx>")
    assert texts(corpus) == [("安全。", "Safe.")]
    assert any("declares ISO-8859-1, but its bytes are UTF-8" in note for note in corpus.notes)


def test_names_of_languages_in_xliff_are_read(tmp_path: Path) -> None:
    """As in TMX: a name, that of a locale, and a region that there is not."""
    unit = "<trans-unit id='1'><source>一。</source><target>One.</target></trans-unit>"
    for zh, en in (("Chinese", "en-EN"), ("zh_CN.UTF-8", "English")):
        languages = f"source-language='{zh}' target-language='{en}'"
        text = f"<xliff version='1.2'><file {languages}><body>{unit}</body></file></xliff>"
        assert texts(load(tmp_path, text)) == [("一。", "One.")]


def test_a_second_translation_in_a_unit_of_xliff_is_told(tmp_path: Path) -> None:
    """The first one is taken, as of a unit of TMX."""
    unit = "<source>一。</source><target>One.</target><target>1.</target>"
    corpus = load(
        tmp_path,
        "<xliff version='1.2'><file source-language='zh' target-language='en'><body>"
        f"<trans-unit id='1'>{unit}</trans-unit></body></file></xliff>",
    )
    assert texts(corpus) == [("一。", "One.")]
    assert any("further texts that a unit has" in note for note in corpus.notes)


def test_one_line_above_the_names_of_the_columns_was_left_out(tmp_path: Path) -> None:
    """The sentence about it is in the singular."""
    notes = load(tmp_path, "Project X,,\nID,Chinese,English\n1,走,Go\n").notes
    assert "line 1 above the names of the columns was left out" in notes


def test_names_of_languages_below_those_of_the_sides_are_the_names(tmp_path: Path) -> None:
    """A pair of other words there is one."""
    corpus = load(tmp_path, "Source,Target\n中文,English\n走,Go\n")
    assert texts(corpus) == [("走", "Go")]
    assert "line 1 above the names of the columns was left out" in corpus.notes
    assert len(load(tmp_path, "Source,Target\n中文,Chinese\n英文,English\n")) == 2
    assert len(load(tmp_path, "Source,Target\n简体中文（中国）,English (US)\n走,Go\n")) == 1
    for names in ("Source,Target", "zh,en", "中文,English"):  # a text is no name of a language
        assert len(load(tmp_path, f"{names}\n中文版,English version\n走,Go\n")) == 2
    assert len(load(tmp_path, "Chinese,English\nzh-CN,en-US\n走,Go\n")) == 1


def test_a_ruler_below_the_names_of_the_columns_is_no_pair(tmp_path: Path) -> None:
    """Elsewhere such a row is one."""
    corpus = load(tmp_path, "zh,en\n---,:--\n走,Go\n---,---\n")
    assert texts(corpus) == [("走", "Go"), ("---", "---")]
    assert any(note.startswith("line 2, a ruler below the names") for note in corpus.notes)


def test_a_bar_between_the_languages_divides_and_no_comma_of_a_sentence(tmp_path: Path) -> None:
    """Each line has one of both; a comma of a sentence leaves both languages in a cell."""
    text = "他来了。|He came, and I left.\n天黑了。|It was dark, and cold.\n"
    assert texts(load(tmp_path, text)) == [
        ("他来了。", "He came, and I left."),
        ("天黑了。", "It was dark, and cold."),
    ]
    text = "他来了,我走了。 When he came, I left.\n天黑,很冷。 It was dark, and cold.\n"
    with pytest.raises(InvalidInputError, match="no table of two columns"):
        load(tmp_path, text)


def test_terms_with_the_other_language_in_brackets_are_a_column(tmp_path: Path) -> None:
    """As in a glossary, though most of its cells hold both then."""
    text = "中文;English\n路灯(Lamp of a Road);road lamp\n灯杆（Pole of a Lamp）;lamp post\n"
    assert texts(load(tmp_path, text)) == [
        ("路灯(Lamp of a Road)", "road lamp"),
        ("灯杆（Pole of a Lamp）", "lamp post"),
    ]


def test_what_stands_behind_the_cells_of_the_other_lines_is_told(tmp_path: Path) -> None:
    """A comma that is not in quotes cuts a text; the line is named."""
    text = "学校开门了,The school opened\n天黑了,It was dark, and cold\n他来了,He came\n"
    (note,) = [note for note in load(tmp_path, text).notes if "quotes" in note]
    assert note.startswith("the end of line 2 was left out")


def test_a_text_with_a_comma_in_one_of_its_lines_is_no_table(tmp_path: Path) -> None:
    """Its lines are not one language beside the other."""
    text = "走，再来。\nGo, and come back.\n坐下。\nSit down.\n起来。\nStand up.\n"
    with pytest.raises(InvalidInputError, match="no table of two columns"):
        load(tmp_path, text)


def test_a_text_with_commas_in_all_of_its_paragraphs_is_no_table(tmp_path: Path) -> None:
    """Their number changes from line to line, as it does not in a table."""
    text = "走,再来,快。\nGo, and come back.\n坐,听,说,写。\nSit, hear, speak, and write.\n"
    with pytest.raises(InvalidInputError, match="no table of two columns"):
        load(tmp_path, text)


def test_the_delimiter_of_rows_without_words_is_found_at_once() -> None:
    """A cell of 100,000 letters or characters is looked through once, and not from each of them."""
    begun = time.process_time()
    for cell in ("a" * 100_000, "安" * 100_000):
        text = f"zh,en\n安全{cell},Security\n"
        rows = delimited.read_delimited(text.encode(), name="a.csv").rows
        assert {len(row.cells) for row in rows} == {2}
    assert time.process_time() - begun < 2.0
