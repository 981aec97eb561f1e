"""A corpus as the table of another library, its references, and search by meaning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import aigov_corpus as ac
from aigov_corpus.errors import (
    MissingExtraError,
    NothingToDoError,
    UnknownNameError,
    UsageError,
)


@pytest.fixture(scope="module")
def corpus() -> ac.Corpus:
    """The corpus that comes with the package."""
    return ac.load()


def test_a_search_finds_the_nearest_text_once() -> None:
    """With an encoder of our own: letters in common; the best clause counts."""
    texts = [
        ("好。", "Lamps are bright."),
        ("坏。", "We like long talks, but the sea is blue."),
    ]
    found = ac.Corpus.from_pairs(texts).search("lamps are bright.", k=5, side="en", encoder="hash")
    assert [hit.pair.seq for hit in found] == [1, 2]
    assert found[0].score == pytest.approx(1, abs=1e-3)
    assert found.to_pandas().loc[0, "en"] == "Lamps are bright."
    assert '<td lang="en"' in found._repr_html_()
    for arguments in ({"query": " "}, {"query": "x", "k": 0}, {"query": "x", "side": "fr"}):
        with pytest.raises(UsageError):
            ac.Corpus.from_pairs(texts).search(encoder="hash", **arguments)  # type: ignore[arg-type]


def test_a_search_looks_into_one_language_if_there_is_no_other(corpus: ac.Corpus) -> None:
    """In a section whose Chinese is missing, and in a corpus of nothing."""
    missing = corpus.select(status="missing")
    assert {hit.side for hit in missing.search("open source", encoder="hash")} == {"en"}
    with pytest.raises(NothingToDoError, match="no text to look in"):
        corpus[:0].search("x", encoder="hash")


def test_a_data_frame_has_categories_and_numbers_that_may_be_missing(corpus: ac.Corpus) -> None:
    """So that groups and means come out right; lists stay lists."""
    frame = corpus.to_pandas()
    types = frame.dtypes.astype(str).to_dict()
    assert (types["seq"], types["score"], types["zh"]) == ("Int64", "Float64", "string")
    assert types["status"] == types["section"] == types["rendering"] == "category"
    assert frame["score"].isna().sum() == 4
    assert frame["principles"].explode().value_counts()["security"] == 8
    assert corpus.pairs(status="missing")["status"].cat.categories.tolist() == ["missing"]


def test_references_are_of_the_texts_in_the_corpus_and_of_the_program(corpus: ac.Corpus) -> None:
    """In three forms; only the renderings that were selected."""
    bibtex = corpus.select(rendering="sinocism").cite("bibtex")
    assert bibtex.count("@misc{") == 2 and bibtex.count("@software{") == 1
    assert "en-sinocism" in bibtex and "en-plain" not in bibtex
    assert bibtex.startswith("@dataset{aigov-corpus-1.0.0,") and "year = {2026}" in bibtex
    assert "author = {{The aigov\\_corpus contributors}}" in bibtex
    entries = json.loads(corpus.cite("csl"))
    assert [entry["type"] for entry in entries] == [
        "dataset",
        *["document"] * 3,
        "software",
    ]
    assert corpus.cite("text").count("\n") == 4
    with pytest.raises(UnknownNameError, match="choose one of: bibtex, cff, csl, text"):
        corpus.cite("apa")


def test_a_missing_package_is_named_with_its_extra(
    corpus: ac.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The core does without DuckDB, Polars, datasets and simplemma."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for module in ("tables", "concordance"):
        room = "corpus" if module == "tables" else "research"
        monkeypatch.setattr(f"aigov_corpus.{room}.{module}.find_spec", lambda name: None)
    for call, extra in (
        (corpus.to_polars, "research"),
        (corpus.to_hf, "datasets"),
        (lambda: corpus.sql("select 1"), "research"),
        (lambda: corpus.concordance("govern", lemma=True), "research"),
    ):
        with pytest.raises(MissingExtraError, match=rf"pip install 'aigov-corpus\[{extra}\]'"):
            call()


@pytest.mark.slow
def test_duckdb_polars_and_datasets_have_the_same_rows(corpus: ac.Corpus) -> None:
    """Of both tables; lists are lists, and a missing score is null."""
    ids = [pair.pair_id for pair in corpus]
    polars, dataset = corpus.to_polars(), corpus.to_hf()
    assert polars["pair_id"].to_list() == list(dataset["pair_id"]) == ids
    assert polars["score"].null_count() == sum(pair.score is None for pair in corpus)
    assert dataset[0]["principles"] == list(corpus[0].principles)
    found = corpus.sql(
        "select p.section, count(*) as n from sentences s join pairs p using (pair_id) "
        "where list_contains(p.principles, 'security') group by p.section order by p.section"
    )
    assert found["section"].tolist() == ["0", "5"]
    with pytest.raises(UsageError, match="the query cannot be run"):
        corpus.sql("selct")
    with pytest.raises(UsageError, match="the query has no result; give a SELECT from pairs"):
        corpus.sql("")
    assert len(corpus[:0].to_hf()) == len(corpus[:0].to_polars()) == 0
    with pytest.raises(UsageError):
        corpus.sql("select * from read_text('/etc/hostname')")


@pytest.mark.slow
def test_duckdb_polars_and_datasets_read_both_tables_from_disk() -> None:
    """As the corpus stores them."""
    import duckdb
    import polars as pl
    from datasets import Dataset

    folder = Path(__file__).parents[2] / "data" / "aligned" / "global-ai-governance-action-plan"
    for name in ("pairs", "sentences"):
        path = str(folder / f"{name}.parquet")
        rows = duckdb.sql(f"select count(*) from '{path}'").fetchall()[0][0]
        assert rows == len(pl.read_parquet(path)) == len(Dataset.from_parquet(path)) > 0


@pytest.mark.slow
def test_search_goes_across_languages(corpus: ac.Corpus) -> None:
    """With the encoder that comes with the package: English and French find Chinese texts."""
    for query, word in (("data centres", "数据中心"), ("la conduite autonome", "自动驾驶")):
        best = corpus.search(query, k=1, side="zh")[0]
        assert word in best.pair.zh
