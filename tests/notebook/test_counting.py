"""Words, principles and lengths counted over small corpora whose answers are known."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

import aigov_corpus as ac
from aigov_corpus.corpus.frames import ShownFrame
from aigov_corpus.errors import NothingToDoError, UnknownNameError, UsageError
from aigov_corpus.research.sampling import divide

TEXTS = [
    ("安全很重要。", "Security is important."),
    ("发展和安全。", "Development and security."),
    ("我们促进发展。", "We promote development."),
    ("發展很重要。", "Development is important."),
]


@pytest.fixture(scope="module")
def corpus() -> ac.Corpus:
    """Four short pairs."""
    return ac.Corpus.from_pairs(TEXTS)


@pytest.fixture(scope="module")
def renderings(corpus: ac.Corpus) -> ac.Corpus:
    """The same Chinese in a second rendering, which holds the first two sentences together."""
    first, second, *rest = (
        replace(pair, rendering="other", pair_id=f"other/{pair.seq}") for pair in corpus
    )
    joined = replace(
        first,
        zh=first.zh + second.zh,
        en="Security, development.",
        zh_ids=(*first.zh_ids, *second.zh_ids),
        bead="2-1",
    )
    return corpus + ac.Corpus([joined, *rest])


def test_a_chinese_text_is_counted_once_however_many_renderings_it_has(
    corpus: ac.Corpus, renderings: ac.Corpus
) -> None:
    """Words, sentences; the English of each rendering is a text of its own."""
    assert renderings.frequencies().equals(corpus.frequencies())
    assert len(renderings) == 7
    table = renderings.crosstab("status", "document")
    assert table.counts == ((4,),)
    assert table.notes == ("4 Chinese sentences, each counted once",)
    assert renderings.crosstab("rendering", "document", side="en").counts == ((4,), (3,))


def test_frequencies_fold_traditional_characters_and_case(corpus: ac.Corpus) -> None:
    """发展 and 發展 are one word; rates count function words, which are listed on request."""
    zh = corpus.frequencies().set_index("word")
    assert zh.loc["发展", ["count", "pairs"]].tolist() == [3, 3]
    en = corpus.frequencies(side="en", function_words=True).set_index("word")
    assert en.loc["development", "count"] == 3 and en.loc["is", "count"] == 2
    assert en["per_million"].sum() == pytest.approx(1_000_000, rel=1e-6)
    assert "is" not in set(corpus.frequencies(side="en")["word"])


def test_a_concordance_says_how_many_places_the_chinese_has(
    corpus: ac.Corpus, renderings: ac.Corpus
) -> None:
    """Each is listed with every rendering, and a count of lines is no count of places."""
    assert corpus.concordance("发展", links=False).summary() == "3 places of 发展"
    twice = renderings.concordance("发展", links=False)
    assert twice.summary() == "6 places of 发展: the Chinese has 3, listed with each rendering"


def test_frequencies_of_groups_are_those_of_each_alone(renderings: ac.Corpus) -> None:
    """Counts and rates; the groups come in the order of the text, and there may be no word."""
    table = renderings.frequencies(side="en", by="rendering")
    assert list(table.columns) == ["rendering", "word", "count", "per_million", "pairs"]
    assert list(dict.fromkeys(table["rendering"])) == renderings.renderings
    for name, group in table.groupby("rendering"):
        alone = renderings.select(rendering=str(name)).frequencies(side="en")
        assert group.drop(columns="rendering").reset_index(drop=True).equals(alone)
    assert renderings[:0].frequencies(by="section").empty


def test_keyness_is_the_log_likelihood_of_rayson_and_garside() -> None:
    """The figures of a case worked by hand: 3 of 4 words against 1 of 4."""
    one = ac.Corpus.from_pairs([("好。", "apple apple apple pear")])
    two = ac.Corpus.from_pairs([("好。", "apple pear pear pear")])
    found = one.keyness(two, side="en").set_index("word")
    expected = 2 * (3 * math.log(3 / 2) + 1 * math.log(1 / 2))
    assert found.loc["apple", "log_likelihood"] == pytest.approx(expected, abs=0.005)
    assert found.loc["pear", "log_likelihood"] == pytest.approx(-expected, abs=0.005)
    assert found.loc["apple", "log_ratio"] == round(math.log2(3), 2)


def test_collocates_stand_near_the_phrase_and_are_no_part_of_it(corpus: ac.Corpus) -> None:
    """A window of one word; what is near twice counts once for each place of the text."""
    found = corpus.collocates("development", window=1, min_count=1, function_words=True)
    counts = dict(zip(found["word"], found["count"], strict=True))
    assert counts == {"and": 1, "promote": 1, "is": 1}
    with pytest.raises(NothingToDoError, match="no text has '蒸汽机'"):
        corpus.collocates("蒸汽机")


def test_shifts_tell_which_text_expresses_a_principle(corpus: ac.Corpus) -> None:
    """By the tags of each text; a pair without one of the texts is left out."""
    pairs = list(corpus)
    tagged = [
        replace(pairs[0], principles=("security",), principles_zh=("security",)),
        replace(pairs[1], principles=("security",), principles_en=("security",)),
        replace(pairs[2], principles=("security",)),
        replace(pairs[3], en="", score=None, principles_zh=("security",)),
    ]
    [row] = ac.Corpus(tagged).shifts().to_dict("records")
    assert (row["both"], row["only_zh"], row["only_en"], row["together"]) == (0, 1, 1, 1)
    assert (row["only_zh_ids"], row["only_en_ids"]) == ([pairs[0].pair_id], [pairs[1].pair_id])


def test_an_outlier_is_far_from_the_median_of_its_rendering() -> None:
    """Too long or too short; a low score, but no high one."""
    pairs = [("我们支持合作发展。", "We support co-operation" + "n" * (n % 4)) for n in range(20)]
    corpus = ac.Corpus.from_pairs([*pairs, ("我们支持合作发展。", "Yes, " * 40)])
    found = corpus.outliers("length_ratio")
    assert {"pair_id", "seq"} <= set(found.columns)
    assert found["pair_id"].tolist() == [corpus[-1].pair_id]
    assert found.loc[0, "deviation"] > 3.5
    scores = [0.99] * 20 + [0.9999, 0.2]
    scored = [
        replace(pair, score=score, pair_id=str(number))
        for number, (pair, score) in enumerate(zip([*corpus, corpus[0]], scores, strict=False))
    ]
    assert ac.Corpus(scored).outliers("score")["pair_id"].tolist() == ["21"]
    with pytest.raises(UnknownNameError, match="no measure is called 'length'"):
        corpus.outliers("length")


def test_a_sample_is_the_same_each_time_and_has_its_share_of_each_group() -> None:
    """In the order of the text; small groups are there, or said to be missing."""
    corpus = ac.Corpus.from_pairs([(f"第{n}句。", f"Sentence {n}.") for n in range(60)])
    pairs = [replace(pair, section=str(min(pair.seq // 25, 2))) for pair in corpus]
    sections = ac.Corpus(pairs)
    drawn = sections.sample(10, by="section", seed=1)
    assert list(drawn) == list(sections.sample(10, by=["section"], seed=1))
    assert list(drawn) != list(sections.sample(10, by="section", seed=2))
    assert [pair.seq for pair in drawn] == sorted(pair.seq for pair in drawn)
    assert drawn.crosstab("section", "document").counts == ((4,), (4,), (2,))
    assert "10 of 60 pairs, drawn with the seed 1" in drawn.notes
    assert "no pair was drawn of 2 small groups" in sections.sample(1, by="section").notes[-1]
    for size in (0, 61):
        with pytest.raises(UsageError):
            sections.sample(size)


@pytest.mark.parametrize("size", range(1, 31))
def test_the_groups_of_a_sample_add_up(size: int) -> None:
    """No group gives more than it has, and each gives one as soon as all can."""
    groups = {("a",): 20, ("b",): 1, ("c",): 6, ("d",): 3}
    quotas = divide(size, groups)
    assert sum(quotas.values()) == size
    assert all(quotas[group] <= groups[group] for group in groups)
    assert size < len(groups) or all(quotas.values())


def test_a_wrong_name_lists_what_there_is(corpus: ac.Corpus) -> None:
    """Columns to count, groups, sides."""
    for call, message in (
        (lambda: corpus.crosstab("principal", "section"), "choose one of: bead, document"),
        (lambda: corpus.sample(1, by="topic"), "no group is called 'topic'; choose one of"),
        (lambda: corpus.frequencies(by="topic"), "no column to group by is called 'topic'"),
        (lambda: corpus.frequencies(side="fr"), "no side is called 'fr'; choose one of: en, zh"),
    ):
        with pytest.raises(UnknownNameError, match=message):
            call()


def test_words_are_compared_with_those_of_a_corpus(corpus: ac.Corpus) -> None:
    """Not with the name of a rendering; the error says what to pass."""
    with pytest.raises(UsageError, match=r"other is 'plain' \(str\).*; pass a corpus, such as"):
        corpus.keyness("plain")  # type: ignore[arg-type]


def test_tables_of_terms_and_comparisons_show_languages_in_a_notebook() -> None:
    """Twenty rows, escaped; what is made of such a table is a plain DataFrame."""
    frame = ShownFrame.make(
        [["<b>词</b>", ["x", "y"], {"message": "m"}]] * 30,
        ["term", "others", "found"],
        caption="terms",
        languages={"term": "zh", "others": "en"},
    )
    page = frame._repr_html_()
    assert page.count("<tr>") == 21 and "… and 10 more" in page
    assert '<td lang="zh" style="text-align:left">&lt;b&gt;词&lt;/b&gt;</td>' in page
    assert ">x; y</td>" in page and "<td>m</td>" in page
    assert type(frame[frame["term"] == ""]) is pd.DataFrame
    assert 'lang="en"' in ac.load().compare()._repr_html_()
