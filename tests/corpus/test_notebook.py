"""Corpus and load: the researcher's side."""

from __future__ import annotations

import html.parser
from dataclasses import replace
from pathlib import Path

import pytest

import aigov_corpus as ac
from aigov_corpus.building import build
from aigov_corpus.corpus.corpus import Corpus
from aigov_corpus.errors import InvalidInputError, NothingToDoError, UnknownNameError, UsageError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def corpus(project: Path) -> Corpus:
    """The small document."""
    build(project, encoder="hash")
    return ac.load(project / "data" / "aligned")


def test_without_a_path_the_bundled_corpus_is_loaded() -> None:
    """It is that of data/aligned."""
    assert list(ac.load()) == list(ac.load(ROOT / "data" / "aligned"))


def test_a_table_in_place_of_a_path_is_told(corpus: Corpus) -> None:
    """With the function that takes its columns."""
    with pytest.raises(UsageError, match="path is a DataFrame, which is no path; pass two of its"):
        ac.load(corpus.pairs())  # type: ignore[arg-type]


def test_length_iteration_and_info(corpus: Corpus) -> None:
    """Light records out of it; the info holds counts, licences and sources."""
    assert len(corpus) == len(list(corpus)) == 6
    assert [pair.section for pair in corpus] == ["0", "1", "1", "1", "2", "2"]
    assert corpus.info["counts"]["units"] == 6
    assert corpus.info["documents"][0]["name"] == "plan"
    shown = repr(corpus.select(section="1").info)
    assert "3 units of 1 rendering of 1 document" in shown and "selected by: section 1" in shown
    assert len(shown.splitlines()) < 12
    assert repr(corpus) == "<Corpus: 6 pairs of plan>"


def test_pairs_are_a_data_frame(corpus: Corpus) -> None:
    """One row per pair, filters as keywords, lists in cells, NA for an absent score."""
    frame = corpus.pairs()
    assert list(frame["pair_id"]) == [pair.pair_id for pair in corpus]
    assert (str(frame["score"].dtype), str(frame["seq"].dtype)) == ("Float64", "Int64")
    assert list(frame["score"].isna()) == [pair.score is None for pair in corpus]
    assert frame.loc[0, "zh_ids"] == list(next(iter(corpus)).zh_ids)
    missing = corpus.pairs(section="2", status="missing")
    assert list(missing["bead"]) == ["0-1", "0-1"]


def test_filters_that_select_nothing_give_an_empty_frame_with_its_columns(corpus: Corpus) -> None:
    """So that code that goes on with it does not fail."""
    assert list(corpus.pairs(section=[]).columns) == list(corpus.pairs().columns)
    assert len(corpus.pairs(section=[])) == len(corpus.pairs(min_score=1)) == 0


def test_export_writes_what_was_selected(corpus: Corpus, tmp_path: Path) -> None:
    """`corpus.select(…).export(…)`; options are the format's own."""
    [path] = corpus.select(section="1").export("csv", tmp_path / "one.csv", dialect="excel")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_text("utf-8-sig").count("\n") == 4
    with pytest.raises(NothingToDoError, match="use fewer or wider filters"):
        corpus.select(section=[]).export("tmx", tmp_path / "none.tmx")
    with pytest.raises(UnknownNameError, match="no format is called 'pdf'"):
        corpus.export("pdf", tmp_path / "x.pdf")


class _Tags(html.parser.HTMLParser):
    """Collects the tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_html_is_escaped_and_has_languages_and_no_script(corpus: Corpus) -> None:
    """Whatever the texts hold; the two languages are marked, for the right glyphs and voices."""
    evil = "</td><script>alert(1)</script><img src=x onerror=y>\"'&"
    pair = replace(
        next(iter(corpus)), zh=evil, en=evil, section=evil, document=evil, status=evil, bead=evil
    )  # type: ignore[arg-type]
    parser = _Tags()
    parser.feed(Corpus([pair])._repr_html_())
    assert {tag for tag, _ in parser.tags} == {"p", "table", "thead", "tbody", "tr", "th", "td"}
    assert parser.text.count("<script>alert(1)</script>") >= 5
    assert {attrs["lang"] for _, attrs in parser.tags if "lang" in attrs} == {"zh", "en"}


def test_the_html_is_cut(corpus: Corpus) -> None:
    """Twenty rows and how many more."""
    html_text = Corpus(list(corpus) * 10)._repr_html_()
    assert html_text.count("<tr>") == 21
    assert "and 40 more" in html_text


def test_a_path_without_a_corpus(tmp_path: Path) -> None:
    """The library's own error, with the remedy."""
    with pytest.raises(InvalidInputError, match="build one with  aigov-corpus build"):
        ac.load(tmp_path)
