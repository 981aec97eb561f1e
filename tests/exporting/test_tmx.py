"""TMX: what is written, what is left out, and that it is valid and says the same."""

from __future__ import annotations

import gzip
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from aigov_corpus.errors import NothingToDoError, UnknownNameError, UsageError
from aigov_corpus.exporting import moses, tmx, xces, xliff
from aigov_corpus.exporting.tally import FOLDED, INVISIBLE, NO_TRANSLATION, Tally
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import one_line, without_invisible, xml_text
from aigov_corpus.tmx_validation import TmxCheck

from .conftest import PAIR, any_folder, any_pairs

SCHEMA = etree.RelaxNG(file=str(Path(__file__).parents[1] / "fixtures" / "export" / "tmx14.rng"))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def units(path: Path) -> list[tuple[str, str, str, dict[str, list[str]]]]:
    """The units of a file that the schema accepts: id, Chinese, English, properties."""
    tree = etree.parse(path)
    SCHEMA.assertValid(tree)
    found = []
    for tu in tree.iterfind("body/tu"):
        zh, en = (tu.findtext(f"tuv[@{LANG}='{lang}']/seg") for lang in ("zh-CN", "en-US"))
        properties: dict[str, list[str]] = {}
        for prop in tu.iterfind("prop"):
            properties.setdefault(prop.get("type"), []).append(prop.text)
        found.append((tu.get("tuid"), zh, en, properties))
    return found


def test_a_unit_has_what_the_pair_has(tmp_path: Path, pairs: list[Pair]) -> None:
    """Each principle a property of its own; nothing empty."""
    out = tmp_path / "corpus.tmx"
    assert tmx.export(pairs, out) == [out]
    first, second = units(out)
    assert first[:3] == ("plan-2025/sinocism/p001", PAIR.zh, PAIR.en)
    assert first[3] == {
        "x-doc": ["plan-2025"],
        "x-rendering": ["sinocism"],
        "x-section": ["1"],
        "x-section-title-zh": ["一、共同把握人工智能机遇"],
        "x-section-title-en": ["I. Seizing the opportunities of AI together"],
        "x-kind": ["paragraph"],
        "x-principle": ["people", "openness"],
        "x-principle-zh": ["people"],
        "x-principle-en": ["people", "openness"],
        "x-score": ["0.8312"],
        "x-status": ["auto"],
        "x-bead": ["1-2"],
        "x-source-url-zh": ["https://www.gov.cn/a.htm?b=1&c=2"],
        "x-source-url-en": ["https://sinocism.com/p/x"],
        "x-licence-en": ["© the translator"],
    }
    assert "x-principle" not in second[3]


def test_the_header_is_what_every_program_wants(tmp_path: Path, pairs: list[Pair]) -> None:
    """OmegaT loads nothing without srclang; the DOCTYPE is for Maxprograms' validator."""
    out = tmp_path / "corpus.tmx"
    tmx.export(pairs, out)
    text = out.read_text(encoding="utf-8")
    assert text.startswith(
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n<header creationtool="aigov_corpus" creationtoolversion="'
    )
    header = etree.parse(out).find("header")
    assert (header.get("srclang"), header.get("segtype"), header.get("creationdate")) == (
        "zh-CN",
        "sentence",
        None,
    )
    assert header.findtext("prop[@type='x-signature']") == PAIR.signature


def test_a_signature_other_than_the_headers_stands_in_the_unit(
    tmp_path: Path, pairs: list[Pair]
) -> None:
    """The header carries the first pair's; no other is lost."""
    out = tmp_path / "corpus.tmx"
    tmx.export([pairs[0], replace(pairs[1], signature="src:other")], out)
    assert [unit[3].get("x-signature") for unit in units(out)] == [None, ["src:other"]]


def test_no_invisible_character_is_written(tmp_path: Path) -> None:
    """They are counted; a joiner of emoji stays."""
    pair = replace(
        PAIR, zh="\u200b安\u00ad全\ufeff。", en="Sa\u200cfe\u2060ty\x9b 👩\u200d💻.\u200e"
    )
    out, tally = tmp_path / "corpus.tmx", Tally()
    tmx.export([pair, PAIR], out, tally=tally)
    assert units(out)[0][1:3] == ("安全。", "Safety 👩\u200d💻.")
    assert tally.remarks == {INVISIBLE: 1}


def test_folded_white_space_is_counted(tmp_path: Path) -> None:
    """A memory, an XLIFF file and lines of text have one space for each run of it."""
    pair = replace(PAIR, en="Security comes\n  first. ")
    for module in (tmx, xliff, moses):
        tally = Tally()
        module.export([pair, PAIR], tmp_path / "out", tally=tally)
        assert tally.remarks[FOLDED] == 1


@any_folder
@given(any_pairs())
def test_any_text_comes_back_single_spaced(tmp_path: Path, pairs: list[Pair]) -> None:
    """Any text gives a valid file.

    A seg is its text but for white space, illegal characters and invisible ones.
    """
    out, tally = tmp_path / "corpus.tmx", Tally()
    expected = [
        (
            pair.pair_id,
            *(one_line(xml_text(without_invisible(text))) for text in (pair.zh, pair.en)),
        )
        for pair in pairs
    ]
    expected = [unit for unit in expected if unit[1] and unit[2]]
    if not expected:
        with pytest.raises(NothingToDoError):
            tmx.export(pairs, out)
        return
    tmx.export(pairs, out, tally=tally)
    assert [unit[:3] for unit in units(out)] == expected
    assert tally.written + tally.left_out[NO_TRANSLATION] == len(pairs)


def test_illegal_characters_and_white_space_become_one_space(tmp_path: Path) -> None:
    """OmegaT finds no match for a seg with a line end; no-break and ideographic space are text."""
    out = tmp_path / "corpus.tmx"
    tmx.export(
        [replace(PAIR, zh=" 一\x0b二\n\t三\u3000四\u2028五\ufffe", en="a\x00b & <c>\u00a0d ")], out
    )
    assert units(out)[0][1:3] == ("一 二 三\u3000四 五", "a b & <c>\u00a0d")


def test_a_unit_without_a_translation_is_left_out_and_counted(
    tmp_path: Path, pairs: list[Pair]
) -> None:
    """OmegaT would write the empty target into the document."""
    tally = Tally()
    tmx.export([*pairs, replace(PAIR, en=" \x0b\n")], tmp_path / "corpus.tmx", tally=tally)
    assert tally == Tally(2, Counter({NO_TRANSLATION: 2}))


def test_nothing_but_units_without_translation_is_nothing_to_do(
    tmp_path: Path, pairs: list[Pair]
) -> None:
    """The message says why."""
    with pytest.raises(
        NothingToDoError, match="left out: 1 without a text in both languages; select"
    ):
        tmx.export(pairs[2:], tmp_path / "corpus.tmx")
    assert list(tmp_path.iterdir()) == []


def test_each_rendering_gets_a_file_of_its_own(tmp_path: Path, pairs: list[Pair]) -> None:
    """Because programs keep the last translation of a sentence that they read."""
    other = [replace(pair, rendering="official/2", en=f"Or: {pair.en}") for pair in pairs]
    both = [pair for two in zip(pairs, other, strict=True) for pair in two]
    files = tmx.export(both, tmp_path / "corpus.tmx")
    assert [path.name for path in files] == ["corpus.sinocism.tmx", "corpus.official-2.tmx"]
    assert [[unit[2][:3] for unit in units(path)] for path in files] == [
        ["Art", "All"],
        ["Or:", "Or:"],
    ]
    assert sorted(tmp_path.iterdir()) == sorted(files)


def test_renderings_whose_names_are_alike_get_files_of_their_own(tmp_path: Path) -> None:
    """Names of files have no blank and no slash, and case makes no difference on many systems."""
    pairs = [replace(PAIR, rendering=name, en=f"{name}.") for name in ("a b", "a/b", "A-B")]
    files = tmx.export(pairs, tmp_path / "corpus.tmx")
    assert [path.name for path in files] == [f"corpus.{x}.tmx" for x in ("a-b", "a-b-2", "A-B-3")]
    assert [units(path)[0][2] for path in files] == ["a b.", "a/b.", "A-B."]
    links, *_ = xces.export(pairs, tmp_path / "plan")
    groups = etree.fromstring(gzip.decompress(links.read_bytes())).findall("linkGrp")
    assert len({group.get("fromDoc").casefold() for group in groups}) == len(pairs)


def test_all_renderings_in_one_file_when_asked(tmp_path: Path, pairs: list[Pair]) -> None:
    """The tally says how many translations compete."""
    tally = Tally()
    other = [replace(pair, rendering="official", en=f"Or: {pair.en}") for pair in pairs]
    [out] = tmx.export([*pairs, *other], tmp_path / "corpus.tmx", one_file=True, tally=tally)
    assert len(units(out)) == 4
    assert tally.remarks == {tmx.SEVERAL: 2}


@pytest.mark.parametrize(
    ("dedupe", "left"),
    [
        ("none", ["b", "a", "a", "c"]),
        ("exact", ["b", "a", "c"]),
        ("first", ["b"]),
        ("most-frequent", ["a"]),
    ],
)
def test_repeated_sources(dedupe: str, left: list[str], tmp_path: Path) -> None:
    """None are dropped unless asked: the same unit again, or all but one unit of a source."""
    out, tally = tmp_path / "corpus.tmx", Tally()
    tmx.export(
        [replace(PAIR, en=en) for en in ("b", "a", "a", "c")], out, dedupe=dedupe, tally=tally
    )
    assert [unit[2] for unit in units(out)] == left
    assert tally.written == len(left)
    assert sum(tally.left_out.values()) == 4 - len(left)


def test_the_most_frequent_translation_is_one_of_the_file(tmp_path: Path) -> None:
    """Each rendering counts for itself; of two equally frequent ones the first stands."""
    texts = [("one", "b"), ("two", "b"), ("one", "a"), ("two", "b"), ("two", "a"), ("one", "a")]
    pairs = [replace(PAIR, rendering=name, en=en) for name, en in texts]
    files = tmx.export(iter(pairs), tmp_path / "corpus.tmx", dedupe=tmx.MOST_FREQUENT)
    found = {file.name: [unit[2] for unit in units(file)] for file in files}
    assert found == {"corpus.one.tmx": ["a"], "corpus.two.tmx": ["b"]}
    tally = Tally()
    tie = [replace(PAIR, en=en) for en in ("x", "y", "y", "x")]
    [out] = tmx.export(tie, tmp_path / "tie.tmx", dedupe=tmx.MOST_FREQUENT, tally=tally)
    assert [unit[2] for unit in units(out)] == ["x"]
    assert tally.left_out == {tmx.RARER: 2, tmx.SAME_UNIT: 1}


def test_profiles_differ_in_names_alone(tmp_path: Path, pairs: list[Pair]) -> None:
    """Trados reads user fields with their kind, memoQ has names of its own."""
    texts, names = [], {}
    for profile in tmx.PROFILES:
        out = tmp_path / f"{profile}.tmx"
        tmx.export(pairs, out, profile=profile)
        texts.append([unit[:3] for unit in units(out)])
        names[profile] = units(out)[0][3]
    assert all(text == texts[0] for text in texts)
    assert names["omegat"] == names["generic"]
    assert names["trados"]["x-doc:SingleString"] == ["plan-2025"]
    assert names["trados"]["x-principle:MultipleString"] == ["people", "openness"]
    assert names["memoq"]["x-document"] == ["plan-2025"]
    assert names["memoq"]["aligned"] == ["yes"]
    assert etree.parse(tmp_path / "trados.tmx").find("header").get("o-tmf") == "SDL TM8 Format"


def test_no_property_is_one_that_omegat_takes_for_its_own(
    tmp_path: Path, pairs: list[Pair]
) -> None:
    """A unit with `file` is an alternative translation for OmegaT, and is not applied."""
    for profile in tmx.PROFILES:
        tmx.export(pairs, tmp_path / "x.tmx", profile=profile)
        for unit in units(tmp_path / "x.tmx"):
            assert set(unit[3]).isdisjoint({"file", "id", "prev", "next", "path"})


def test_a_creation_date_stands_everywhere_when_given(tmp_path: Path, pairs: list[Pair]) -> None:
    """In the one form that OmegaT reads; another form is refused."""
    out = tmp_path / "corpus.tmx"
    tmx.export(pairs, out, created="20261122T120000Z")
    tree = etree.parse(out)
    assert {node.get("creationdate") for node in (tree.find("header"), *tree.iter("tu"))} == {
        "20261122T120000Z"
    }
    with pytest.raises(UsageError, match="20261122T120000Z"):
        tmx.export(pairs, out, created="2026-11-22")
    with pytest.raises(UsageError, match="20260231T000000Z"):  # the format, and no day
        tmx.export(pairs, out, created="20260231T000000Z")


def test_an_unknown_option_names_those_there_are(tmp_path: Path, pairs: list[Pair]) -> None:
    """For the profile and for the way to dedupe."""
    with pytest.raises(UnknownNameError, match="generic, memoq, omegat, trados"):
        tmx.export(pairs, tmp_path / "x.tmx", profile="wordfast")
    with pytest.raises(UnknownNameError, match="exact, first, most-frequent, none"):
        tmx.export(pairs, tmp_path / "x.tmx", dedupe="all")


@pytest.mark.parametrize(
    ("languages", "tags"),
    [
        (("zh", "en"), ["zh-CN", "en-US"]),
        (("zh-TW", "en_GB"), ["zh-TW", "en-GB"]),
        (("zh-Hant", "en"), ["zh-Hant", "en-US"]),
        (("ja", "de"), ["ja", "de"]),
    ],
)
def test_the_language_is_that_of_the_documents(
    languages: tuple[str, str], tags: list[str], tmp_path: Path
) -> None:
    """Chinese and English without script and region get the region that programs expect."""
    out = tmp_path / "corpus.tmx"
    tmx.export([replace(PAIR, language_zh=languages[0], language_en=languages[1])], out)
    tree = etree.parse(out)
    assert [tuv.get(LANG) for tuv in tree.iter("tuv")] == tags
    assert tree.find("header").get("srclang") == tags[0]


def test_a_unit_of_another_chinese_names_its_source_language(tmp_path: Path) -> None:
    """The header names that of the first unit; a program would leave the other out."""
    out = tmp_path / "corpus.tmx"
    tmx.export([PAIR, replace(PAIR, pair_id="law/x/1", language_zh="zh-TW")], out)
    tree = etree.parse(out)
    assert tree.find("header").get("srclang") == "zh-CN"
    assert [tu.get("srclang") for tu in tree.iter("tu")] == [None, "zh-TW"]
    assert not list(TmxCheck(out))
