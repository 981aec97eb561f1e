"""Codes of translation programs: what the text has in their place, or that they are left out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract
from aigov_corpus.importing.files import read_aligned_file
from aigov_corpus.importing.given import GivenUnit
from aigov_corpus.importing.numbered_codes import without_numbered_codes

TAGS = """<tag-defs xmlns="urn:t"><tag id="2"><ph name="softbreak">&lt;softbreak/&gt;</ph></tag>
<tag id="3"><ph name="&amp;amp;">&amp;amp;</ph></tag><tag id="4"><ph name="x">&lt;x/&gt;</ph></tag>
</tag-defs>"""
LOCKED = '<trans-unit id="lockTU_a" translate="no"><source>《照明法》</source></trans-unit>'


def xliff(source: str, *, attributes: str = "", before: str = "", inside: str = "") -> str:
    """An XLIFF file of one unit, in the dialect whose attributes the first element has."""
    return (
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" {attributes}>'
        '<file source-language="zh-CN" target-language="en-US" datatype="x" original="a">'
        f"<header>{TAGS}</header><body>{before}<trans-unit id='1'><source>{source}</source>"
        f"<target>Lamps.</target>{inside}</trans-unit></body></file></xliff>"
    )


def ph(code: str) -> str:
    """A code of memoQ in a text."""
    return f"<ph id='1'>&lt;mq:{code} /&gt;</ph>"


PHRASE = 'xmlns:m="http://www.memsource.com/mxlf/2.0"'
MARKS = "<m:tunit-metadata><m:mark id='1'><m:content>x</m:content></m:mark></m:tunit-metadata>"


@pytest.mark.parametrize(
    ("content", "zh", "codes"),
    [
        (xliff(f"总则{ph('ch val=&quot;&#9;&quot;')}范围"), "总则\t范围", 0),
        (xliff(f"总则{ph('ch val=&quot;&amp;#10;&quot;')}范围"), "总则\n范围", 0),
        (xliff(f"灯{ph('rxt val=&quot;&amp;lt;br/&amp;gt;&quot;')}杆"), "灯\n杆", 0),
        (xliff(f"灯{ph('rxt val=&quot;&amp;lt;b&amp;gt;&quot;')}杆"), "灯杆", 1),
        (xliff("灯<bpt id='1' ctype='bold'>{}</bpt>杆<ept id='1'>{}</ept>"), "灯杆", 2),
        (xliff("灯<x id='2'/>杆<x id='3'/>线<x id='4'/>。"), "灯\n杆&线。", 1),
        (xliff("依<x id='9' xid='lockTU_a'/>办理。", before=LOCKED), "依《照明法》办理。", 0),
        (
            xliff("依<x id='9' xid='lockTU_a'/>办理。").replace("</body>", f"{LOCKED}</body>"),
            "依《照明法》办理。",
            0,
        ),
        (xliff("点{1&gt;保存&lt;1}{2}。", attributes=PHRASE, inside=MARKS), "点保存{2}。", 2),
        (xliff("{1}点{b&gt;保存&lt;b}。", attributes=PHRASE, inside=MARKS), "点保存。", 3),
        (xliff("点{1&gt;保存&lt;1}。"), "点{1>保存<1}。", 0),
        (xliff("灯&#xD83D;&#xDCA1;亮&#55357;&#56481;。"), "灯💡亮💡。", 0),
    ],
)
def test_codes_of_xliff(content: str, zh: str, codes: int, tmp_path: Path) -> None:
    """Ends of lines, characters and locked text are read where the file names them."""
    path = tmp_path / "a.xlf"
    path.write_text(content, encoding="utf-8")
    found = read_aligned_file(path)
    assert [(pair.zh, pair.en) for pair in found.pairs] == [(zh, "Lamps.")]
    said = [note for note in found.notes if note.startswith("codes")]
    assert said == ([f"codes (tags of another format) were left out: {codes}"] if codes else [])


@pytest.mark.parametrize(
    ("tool", "zh"), [("OmegaT", "灯具应当检查。"), ("x", "灯具<t0/>应当检查。")]
)
def test_codes_in_a_memory_of_omegat(tool: str, zh: str, tmp_path: Path) -> None:
    """It writes them as text; memories of other programs have such text as it is."""
    path = tmp_path / "project_save.tmx"
    path.write_text(
        f'<tmx version="1.1"><header creationtool="{tool}" srclang="ZH-CN"/><body><tu>'
        '<tuv lang="ZH-CN"><seg>灯具&lt;t0/&gt;应当检查。</seg></tuv>'
        '<tuv lang="EN-US"><seg>Lamps shall be checked.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    found = read_aligned_file(path)
    assert [pair.zh for pair in found.pairs] == [zh]
    assert any(note.startswith("codes") for note in found.notes) == (tool == "OmegaT")


MEMORY = """%20250101~000000\t%LI\t%TU=00000001\t%ZH-CN\t%Wordfast TM v.5.51r/00\t%EN-US\t%-
20250101~000000\tLI\t0\tZH-CN\t灯具&tA;应当检查。\tEN-US\t&tA;Lamps shall be checked.
20250101~000000\tLI\t0\tZH-CN\t灯杆应当更换。\tEN-US\tPoles shall be replaced.
"""


def test_a_memory_of_wordfast(tmp_path: Path) -> None:
    """Its codes are left out and counted; it is no text to align."""
    path = tmp_path / "memory.txt"
    path.write_text(MEMORY, encoding="utf-8")
    found = read_aligned_file(path)
    assert [(pair.zh, pair.en) for pair in found.pairs] == [
        ("灯具应当检查。", "Lamps shall be checked."),
        ("灯杆应当更换。", "Poles shall be replaced."),
    ]
    assert "codes (tags of another format) were left out: 2" in found.notes
    with pytest.raises(InvalidInputError, match=r"memory of Wordfast \(\.txt\), which holds pairs"):
        extract(MEMORY.encode(), name="memory.txt")


@pytest.mark.parametrize(
    ("src", "tgt", "expected", "count"),
    [
        ("<1>灯</1>具<2/>。", "<1>Lamps</1>.<2/>", ("灯具。", "Lamps."), 6),
        ("[1}灯{1]具{2}。", "[1}Lamps{1]{2}.", ("灯具。", "Lamps."), 6),
        ("{1>灯<1}具{2}。", "{1>Lamps<1}{2}.", ("灯具。", "Lamps."), 6),
        ("<1>灯具。", "<1> Lamps.", ("<1>灯具。", "<1> Lamps."), 0),
        ("{1}个灯具。", "{1} lamps.", ("{1}个灯具。", "{1} lamps."), 0),
        ("集合 {1>灯。", "A set.", ("集合 {1>灯。", "A set."), 0),
    ],
)
def test_numbered_codes_in_tables(
    src: str, tgt: str, expected: tuple[str, str], count: int
) -> None:
    """Trados, memoQ and Phrase write them as text; numbers of items and variables stay."""
    units, found = without_numbered_codes([GivenUnit(src, tgt)])
    assert [(unit.src, unit.tgt) for unit in units] == [expected]
    assert found == count


def test_numbered_codes_of_a_table_are_counted(tmp_path: Path) -> None:
    """As the codes of the other formats are."""
    path = tmp_path / "review.csv"
    rows = "Source segment,Target segment\n<1>灯具</1>应当检查。,<1>Lamps</1> shall be checked.\n"
    path.write_text(rows + "灯杆应当更换。,Poles shall be replaced.\n", encoding="utf-8")
    found = read_aligned_file(path)
    assert found.pairs[0].en == "Lamps shall be checked."
    assert "codes (tags of another format) were left out: 4" in found.notes


def archive(*names: str) -> bytes:
    """A zip archive with files of one pair."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, xliff("灯具。"))
    return out.getvalue()


def test_locked_passages_that_name_one_another_many_times_are_refused(tmp_path: Path) -> None:
    """A small file would fill the memory."""
    place = "<x id='9' xid='lockTU_a'/>"
    locked = LOCKED.replace("《", place * 200)
    path = tmp_path / "a.xlf"
    path.write_text(xliff(place, before=locked), encoding="utf-8")
    with pytest.raises(InvalidInputError, match="locked passages have more than 20 million"):
        read_aligned_file(path)


def test_the_one_file_in_an_archive_is_read(tmp_path: Path) -> None:
    """A package of memoQ; of several files each must be named, and other archives are refused."""
    path = tmp_path / "a.mqxlz"
    path.write_bytes(archive("document.mqxliff", "skeleton.xml"))
    found = read_aligned_file(path)
    assert [(pair.zh, pair.en) for pair in found.pairs] == [("灯具。", "Lamps.")]
    assert "read from the archive: document.mqxliff" in found.notes
    path.write_bytes(archive("LAW.XLF", "__MACOSX/._LAW.XLF"))
    assert len(read_aligned_file(path).pairs) == 1
    path.write_bytes(archive("en/a.sdlxliff", "en/b.sdlxliff"))
    with pytest.raises(InvalidInputError, match=r"with 2 files .* one by one: en/a.sdlxliff, en/b"):
        read_aligned_file(path)
    path.write_bytes(archive("a.txt"))
    with pytest.raises(InvalidInputError, match="zip archive, and no aligned file"):
        read_aligned_file(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<?xml version='1.0'?><TRADOStag Version='2.0'><Body/></TRADOStag>", "TagEditor (.ttx)"),
        ("<?xml version='1.0'?><txml version='1.0'><a>灯</a></txml>", "Wordfast Pro (.txml)"),
        ("<TrU>\n<Seg L=ZH_CN>灯具。\n<Seg L=EN_US>Lamps.\n</TrU>\n", "Trados Workbench (.txt)"),
        (
            "<?xml version='1.0'?><office:document xmlns:office='urn:x' office:mimetype="
            "'application/vnd.oasis.opendocument.spreadsheet'></office:document>",
            "spreadsheet in one file (.fods)",
        ),
        ("<?xml version='1.0'?><martif type='TBX'><text/></martif>", "a termbase (TBX)"),
    ],
)
def test_what_is_not_read_is_named(content: str, kind: str, tmp_path: Path) -> None:
    """As a corpus and as a text."""
    path = tmp_path / "a.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInputError) as refused:
        read_aligned_file(path)
    assert kind in str(refused.value)
    with pytest.raises(InvalidInputError) as refused:
        extract(content.encode(), name="a.txt")
    assert kind in str(refused.value)


@pytest.mark.parametrize(("element", "codes"), [("g", 2), ("pc", 2), ("mrk", 0)])
def test_codes_around_words_are_counted_as_the_two_that_they_stand_for(
    tmp_path: Path, element: str, codes: int
) -> None:
    """Trados writes bold as one element around the words; an annotation is no code."""
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
        'source-language="zh" target-language="en" datatype="plaintext"><body><trans-unit id="1">'
        f'<source>安全。</source><target><{element} id="1">Safe</{element}>.</target>'
        "</trans-unit></body></file></xliff>",
        encoding="utf-8",
    )
    found = read_aligned_file(path)
    assert found.pairs[0].en == "Safe."
    assert any(f"were left out: {codes}" in note for note in found.notes) is bool(codes)
