"""Terms of a corpus, and the renderings of a phrase."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.terms import list_candidates
from aigov_corpus.text.words import find_words

PAIRS = [
    ("我们支持经济合作。", "We support economic cooperation."),
    ("经济合作很重要。", "Economic cooperation is important."),
    ("我们需要经济合作。", "We need economic cooperation."),
    ("經濟合作帶來和平。", "Cooperation brings peace."),
    ("和平很重要。", "Peace is important."),
]


@pytest.fixture(scope="module")
def corpus() -> ac.Corpus:
    """Four pairs with 经济合作, one of them in Traditional characters."""
    return ac.Corpus.from_pairs(PAIRS, src_lang="zh", tgt_lang="en")


@pytest.mark.slow
def test_a_phrase_has_its_renderings_with_counts_and_places(corpus: ac.Corpus) -> None:
    """Forms that differ in case count as one; the places are ids of pairs."""
    found = corpus.renderings_of("经济合作")
    assert found["text"].tolist() == ["economic cooperation", "Cooperation"]
    assert found["count"].tolist() == [3, 1]
    assert found["share"].tolist() == [0.75, 0.25]
    assert found["variants"].tolist() == [["Economic cooperation"], []]
    assert [len(ids) for ids in found["pair_ids"]] == [3, 1]


@pytest.mark.slow
def test_an_english_phrase_has_chinese_renderings(corpus: ac.Corpus) -> None:
    """The language of the phrase says in which text to look."""
    assert corpus.renderings_of("Economic  Cooperation")["text"].tolist() == ["经济合作"]


@pytest.mark.slow
def test_renderings_are_counted_by_a_field_of_the_pairs(corpus: ac.Corpus) -> None:
    """The first column is that field."""
    assert corpus.renderings_of("和平", by="document").columns[0] == "document"


@pytest.mark.slow
def test_terms_come_with_their_most_frequent_rendering(corpus: ac.Corpus) -> None:
    """A phrase that occurs as a whole ranks above its parts."""
    found = corpus.terms(min_count=3)
    assert found["term"].iloc[0] == "经济合作"
    assert found["text"].iloc[0] == "economic cooperation"
    assert found["text_count"].iloc[0] == 3


def test_candidates_are_ranked_by_their_length_and_count() -> None:
    """Function words, verbs in front, and rarer phrases are no candidates."""
    texts = [find_words(zh, lang="zh") for zh in ["推动数字经济和安全"] * 3 + ["数字经济"] * 2]
    found = list_candidates(texts, min_count=3)
    assert found[0].text == "数字经济"
    assert found[0].frequency == 5
    assert not any("和" in candidate.text for candidate in found)


def test_what_cannot_be_asked_is_refused(corpus: ac.Corpus) -> None:
    """Each error says what to do."""
    with pytest.raises(UsageError, match="the phrase is empty"):
        corpus.renderings_of(" ")
    with pytest.raises(UsageError, match="choose one of rendering"):
        corpus.renderings_of("和平", by="page")
    with pytest.raises(NothingToDoError, match="no pair"):
        corpus.renderings_of("蒸汽机")
    with pytest.raises(UsageError, match="min_count is 0"):
        corpus.terms(min_count=0)


def test_a_list_without_terms_is_said(tmp_path: Path) -> None:
    """On stderr, with what to do; the exit code stays 0."""
    table = tmp_path / "pairs.tsv"
    table.write_text("".join(f"{zh}\t{en}\n" for zh, en in PAIRS), encoding="utf-8")
    found = CliRunner().invoke(main, ["terms", str(table), "--min-count", "99"])
    assert (found.exit_code, found.stdout) == (0, "")
    assert "no term occurs 99 times or more; list rarer ones with a lower" in found.stderr


def test_an_option_for_phrases_needs_a_phrase(tmp_path: Path) -> None:
    """It is told before the file is read."""
    found = CliRunner().invoke(main, ["terms", str(tmp_path / "no.tsv"), "--by", "section"])
    assert found.exit_code == UsageError.exit_code
    assert "--by needs a phrase" in found.stderr
