"""TEI, vertical and plain text: nothing is lost, every pointer has its target, tags balance."""

from __future__ import annotations

import csv
import gzip
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import aigov_corpus as ac
from aigov_corpus.errors import NothingToDoError
from aigov_corpus.records import Pair

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
HOSTILE = '<s id="x"/> & "quotes" </align>\u2028<g/>'


def squeeze(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def corpus() -> ac.Corpus:
    """The bundled corpus, in which two renderings share the Chinese."""
    return ac.load()


def hostile(corpus: ac.Corpus) -> ac.Corpus:
    """Return pairs whose texts and ids look like markup."""
    pair = next(iter(corpus))
    values = {"zh": f"你好{HOSTILE}", "en": f"Hello {HOSTILE}", "document": 'a"b<c', "section": '"'}
    return ac.Corpus([replace(pair, pair_id="a;b <c", **values)])


def test_tei_holds_every_sentence_once_and_no_pointer_leads_nowhere(
    corpus: ac.Corpus, tmp_path: Path
) -> None:
    """The Chinese stands once for both renderings; a link has the texts of its pair."""
    corpus.export("tei", tmp_path / "plan.xml")
    root = etree.parse(tmp_path / "plan.xml").getroot()
    ids = [element.get(f"{XML}id") for element in root.iter() if element.get(f"{XML}id")]
    assert max(Counter(ids).values()) == 1
    pointers = [
        pointer
        for element in root.iter(f"{TEI}link", f"{TEI}join", f"{TEI}s")
        for pointer in f"{element.get('target', '')} {element.get('ana', '')}".split()
    ]
    assert pointers
    assert {pointer[1:] for pointer in pointers if pointer[0] == "#"} <= set(ids)
    assert all(pointer[0] == "#" for pointer in pointers)
    texts = {s.get(f"{XML}id"): s.text for s in root.iter(f"{TEI}s")}
    chinese = dict.fromkeys(pair.zh for pair in corpus if pair.zh)
    written = "".join(text for name, text in texts.items() if ".zh.zh-" in name)
    assert squeeze(written) == squeeze("".join(chinese))
    joins = {j.get(f"{XML}id"): j.get("target").split() for j in root.iter(f"{TEI}join")}

    def text_of(pointer: str) -> str:
        parts = joins.get(pointer[1:], [pointer])
        return squeeze("".join(texts[part[1:]] for part in parts))

    linked = [tuple(map(text_of, link.get("target").split())) for link in root.iter(f"{TEI}link")]
    wanted = [(squeeze(p.zh), squeeze(p.en)) for p in corpus if p.zh and p.en]
    assert Counter(linked) == Counter(wanted)


def read_vertical(path: Path) -> list[tuple[dict[str, str], str]]:
    """Return the attributes and the text of each unit; check that all tags balance."""
    units: list[tuple[dict[str, str], str]] = []
    stack: list[str] = []
    glue = True
    for line in path.read_text("utf-8").splitlines():
        if found := re.fullmatch(r"<(\w+)((?: \w+=\"[^\"<>]*\")*)>", line):
            stack.append(found[1])
            if found[1] == "align":
                units.append((dict(re.findall(r'(\w+)="([^"]*)"', found[2])), ""))
            glue = not (units and units[-1][1])
        elif found := re.fullmatch(r"</(\w+)>", line):
            assert stack.pop() == found[1]
        elif line == "<g/>":
            glue = True
        else:
            assert stack == ["doc", "section", "align", "s"]
            assert line
            assert not re.search(r"[<>\s]", line)
            facts, text = units[-1]
            units[-1] = (facts, text + ("" if glue else " ") + line)
            glue = False
    assert not stack
    return units


def unescape(text: str) -> str:
    """Return a text with its characters in place of references."""
    for name, character in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("amp", "&")):
        text = text.replace(f"&{name};", character)
    return text


def test_vertical_has_the_same_units_on_both_sides(corpus: ac.Corpus, tmp_path: Path) -> None:
    """Words, marks and glue give the text back; several principles are a MULTIVALUE."""
    corpus.export("vertical", tmp_path / "plan")
    both = [pair for pair in corpus if pair.zh and pair.en]
    zh, en = (read_vertical(tmp_path / f"plan.{side}.vert") for side in ("zh", "en"))
    assert [facts["id"] for facts, _ in zh] == [facts["id"] for facts, _ in en]
    assert [facts["id"] for facts, _ in zh] == [pair.pair_id for pair in both]
    assert [squeeze(unescape(text)) for _, text in zh] == [squeeze(pair.zh) for pair in both]
    assert [unescape(text) for _, text in en] == [" ".join(pair.en.split()) for pair in both]
    assert zh[0][0]["principles"].split("|") == list(both[0].principles)
    config = (tmp_path / "plan.config.txt").read_text("utf-8")
    assert 'ALIGNED "plan_en"' in config
    assert set(re.findall(r"STRUCTURE (\w+)", config)) == {"doc", "section", "align", "s", "g"}


def test_lines_of_plain_text_belong_together(corpus: ac.Corpus, tmp_path: Path) -> None:
    """Line n of one file translates line n of the other."""
    corpus.export("text", tmp_path / "plan")
    sides = [
        (tmp_path / f"plan.{side}.txt").read_text("utf-8").split("\n") for side in ("zh", "en")
    ]
    wanted: list[Pair] = [pair for pair in corpus if pair.zh and pair.en]
    assert sides[0] == [*(" ".join(pair.zh.split()) for pair in wanted), ""]
    assert sides[1] == [*(" ".join(pair.en.split()) for pair in wanted), ""]


def test_markup_in_a_text_stays_text(corpus: ac.Corpus, tmp_path: Path) -> None:
    """No tag, attribute or line of a format can begin in a text or a name."""
    strange = hostile(corpus)
    strange.export("tei", tmp_path / "x.xml")
    root = etree.parse(tmp_path / "x.xml").getroot()
    wanted = [" ".join(f"{word}{HOSTILE}".split()) for word in ("你好", "Hello ")]
    assert [s.text for s in root.iter(f"{TEI}s")] == wanted
    strange.export("vertical", tmp_path / "x")
    for side, text in zip(("zh", "en"), wanted, strict=True):
        ((facts, written),) = read_vertical(tmp_path / f"x.{side}.vert")
        assert squeeze(unescape(written)) == squeeze(text)
        assert unescape(facts["id"]) == "a;b <c"


@pytest.mark.parametrize("form", ["vertical", "text"])
def test_without_pairs_of_both_languages_nothing_is_written(
    form: str, corpus: ac.Corpus, tmp_path: Path
) -> None:
    """It is an error that says so."""
    alone = ac.Corpus([pair for pair in corpus if not pair.zh])
    with pytest.raises(NothingToDoError):
        alone.export(form, tmp_path / "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("form", "suffix"), [("vertical", "vert"), ("text", "txt")])
def test_a_suffix_in_the_name_of_the_output_is_not_doubled(
    form: str, suffix: str, tmp_path: Path
) -> None:
    """The files are those of a name without it."""
    ac.Corpus.from_pairs([("好。", "Good.")]).export(form, tmp_path / f"v.{suffix}")
    names = {path.name for path in tmp_path.iterdir()}
    assert names - {"v.config.txt"} == {f"v.zh.{suffix}", f"v.en.{suffix}"}


SCHEMA = Path(__file__).parents[1] / "fixtures" / "export" / "tei_all.rng.gz"
"""All of TEI P5 as RELAX NG, version 4.3.0 of the TEI Consortium."""


@pytest.mark.slow
def test_tei_is_valid_by_the_schema_of_the_tei_consortium(
    corpus: ac.Corpus, tmp_path: Path
) -> None:
    """The bundled corpus, hostile texts, several documents, a side that is missing, no sources."""
    schema = etree.RelaxNG(etree.fromstring(gzip.decompress(SCHEMA.read_bytes())))
    pair = next(iter(corpus))
    other = replace(pair, document="other plan", pair_id="other plan/x/1", principles=())
    alone = replace(pair, zh="", zh_ids=(), bead="0-1", status="added", source_url_en="a b")
    corpora = {
        "bundled": corpus,
        "hostile": hostile(corpus),
        "several": ac.Corpus([*corpus, other]),
        "alone": ac.Corpus([alone]),
        "bare": ac.Corpus.from_pairs([("好。", "Good.")]),
    }
    for name, one in corpora.items():
        one.export("tei", tmp_path / f"{name}.xml")
        valid = schema.validate(etree.parse(tmp_path / f"{name}.xml"))
        assert valid, (name, schema.error_log)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["bundled", "hostile"])
def test_tools_of_the_corpus_workbench_read_the_vertical(
    kind: str, corpus: ac.Corpus, tmp_path: Path
) -> None:
    """cwb-vrt finds the units of both sides with their facts, and the words in them."""
    one = corpus if kind == "bundled" else hostile(corpus)
    one.export("vertical", tmp_path / "plan")
    both = [pair for pair in one if pair.zh and pair.en]
    for side in ("zh", "en"):
        out = tmp_path / f"{side}.tsv.gz"
        words = ["meta", str(tmp_path / f"plan.{side}.vert"), "--level", "align", "--tokens"]
        command = [sys.executable, "-m", "vrt.cli", *words, "--path_out", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and "error when parsing" not in done.stderr, done.stderr
        with gzip.open(out, "rt", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        assert [unescape(row["id"]) for row in rows] == [pair.pair_id for pair in both]
        assert [row["principles"] for row in rows] == ["|".join(p.principles) for p in both]
        assert min(int(row["nr_tokens"]) for row in rows) > 0


@pytest.mark.slow
def test_nltk_reads_the_lines_of_plain_text(
    corpus: ac.Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As two corpora whose sentences belong together, and as a text with a concordance."""
    import nltk
    from nltk.corpus.reader import PlaintextCorpusReader
    from nltk.text import Text
    from nltk.tokenize import LineTokenizer

    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])  # it reads nothing elsewhere
    corpus.select(rendering="plain").export("text", tmp_path / "plan")
    lines = LineTokenizer()
    reader = PlaintextCorpusReader(
        str(tmp_path), r"plan\..*\.txt", sent_tokenizer=lines, encoding="utf-8"
    )
    chinese, english = (reader.sents(f"plan.{side}.txt") for side in ("zh", "en"))
    both = [pair for pair in corpus.select(rendering="plain") if pair.zh and pair.en]
    assert len(chinese) == len(english) == len(both)
    assert ["".join(words) for words in chinese] == [squeeze(pair.zh) for pair in both]
    found = Text(reader.words("plan.en.txt")).concordance_list("risks")
    assert len(found) == sum(len(re.findall(r"\brisks\b", pair.en.lower())) for pair in both)
