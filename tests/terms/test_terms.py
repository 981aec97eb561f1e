"""Terms of a corpus, and the renderings of a phrase."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.terms import list_candidates
from aigov_corpus.terms.candidates import list_all_candidates
from aigov_corpus.terms.linked import LinkedPair
from aigov_corpus.terms.renderings import find_occurrences
from aigov_corpus.terms.strings import Surroundings, count_items, measure_strings
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
def test_one_character_is_a_word() -> None:
    """应 is no part of 应用, unless it never stands alone."""
    pairs = [
        ("甲方应支付费用。", "Party A shall pay the fees."),
        ("应用很广。", "It has wide applications."),
    ]
    assert ac.Corpus.from_pairs(pairs).renderings_of("应")["count"].sum() == 1
    assert ac.Corpus.from_pairs(pairs[1:]).renderings_of("应")["count"].sum() == 1


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
    assert not any(candidate.text.startswith("推动") for candidate in found)


def test_strings_that_are_free_on_both_sides_or_in_lists_are_candidates() -> None:
    """Also where jieba ends no word: it knows 户政事务, and the agency is 户政事务所."""
    texts = ["到户政事务所办理登记", "户政事务所应通知本人", "向户政事务所申请", "由户政事务所查证"]
    found = measure_strings(texts, min_count=3)
    assert found["户政事务所"] == Surroundings(4, 2.0)
    assert found["户政事务"].entropy == 0.0
    words = [find_words(text, lang="zh") for text in texts]
    terms = {one.text: one for one in list_all_candidates(texts, words, min_count=3)}
    assert terms["户政事务所"].is_string and not terms["户政事务"].is_string
    assert "政事务" not in terms
    items = count_items(["加强算力、算法、数据和人才等", "甲方、乙方"])
    assert items == {"算法": 1, "数据": 1}


def test_a_term_may_have_a_joining_word_inside_and_be_an_acronym() -> None:
    """But it never begins or ends with one."""
    texts = [find_words("支付系统及储值工具的", lang="zh"), find_words("由IFFO推动", lang="zh")] * 2
    terms = {candidate.text for candidate in list_candidates(texts, min_count=2)}
    assert {"支付系统及储值工具", "IFFO"} <= terms
    assert not any(term.endswith(("的", "及")) for term in terms)


@pytest.mark.slow
def test_a_rendering_is_whole_although_a_part_of_it_has_other_links() -> None:
    """In 全球南方, only "South" is linked: "Global" goes with 全球, which stands elsewhere."""
    corpus = ac.load().select(rendering="sinocism")
    assert corpus.renderings_of("全球南方")["text"].tolist() == ["Global South"]
    assert corpus.renderings_of("数字基础设施")["text"].iloc[0] == "digital infrastructure"
    assert "数字基础设施" in corpus.renderings_of("digital infrastructure")["text"].tolist()


@pytest.mark.slow
def test_a_rendering_neither_begins_nor_ends_with_a_word_that_nobody_asks_for() -> None:
    """Such as “safe and under” for 安全可控; a phrase that asks for such a word gets it."""
    bundled = ac.load()
    texts = {row.text for row in bundled.renderings_of("安全可控").itertuples()}
    assert texts == {"ensuring security", "safe"}
    words = {"under", "through", "thus", "like", "across", "among", "the", "of", "and", "with"}
    for row in bundled.terms(min_count=1).itertuples():
        ends = {str(row.text).lower().split(" ")[at] for at in (0, -1)}
        assert not ends & words, row
    pairs = [
        ("各项工作在监督之下进行。", "All work is done under supervision."),
        ("依法办理。", "Do it."),
    ]
    [found] = ac.Corpus.from_pairs(pairs).renderings_of("在监督之下").itertuples()
    assert found.text == "under supervision"


def test_terms_are_compared_with_a_termbase(corpus: ac.Corpus) -> None:
    """Its terms are listed however rare they are."""
    base = ac.Termbase(
        (
            ac.TermEntry(("经济合作",), ("economic cooperation",)),
            ac.TermEntry(("需要",), ("requires",), forbidden_en=("need",)),
        )
    )
    found = corpus.terms(min_count=3, termbase=base).set_index("term")["termbase"]
    assert (found["经济合作"], found["需要"]) == ("allowed", "forbidden")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "tbx", "omegat", "xlsx"])
def test_terms_are_written_as_a_termbase(form: str, tmp_path: Path) -> None:
    """Each format is read again, and the tables have counts too."""
    table = tmp_path / "pairs.tsv"
    table.write_text("".join(f"{zh}\t{en}\n" for zh, en in PAIRS), encoding="utf-8")
    out = tmp_path / f"terms.{form}"
    command = ["terms", str(table), "--format", form, "--out", str(out)]
    assert CliRunner().invoke(main, command).exit_code == 0
    entry = ac.load_termbase(out).entries[0]
    assert (entry.zh, entry.en[0]) == (("经济合作",), "economic cooperation")
    assert entry.note.startswith("4 places; economic cooperation (3)")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--phrase", "和平", "--format", "csv"], "--phrase lists renderings of one phrase"),
        (["--json", "--format", "csv"], "are two forms"),
        (["--format", "table", "--out", "terms.csv"], "--out needs a format"),
        (["--out", "terms.doc"], "no format has the suffix .doc"),
    ],
)
def test_options_that_do_not_fit_are_refused(options: list[str], message: str) -> None:
    """Before the corpus is read."""
    found = CliRunner().invoke(main, ["terms", "no.tsv", *options])
    assert found.exit_code == UsageError.exit_code
    assert message in found.stderr


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


def test_places_without_a_rendering_come_last_and_a_terminal_gets_names_of_columns(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A pipe gets the rows alone."""
    file = tmp_path / "m.csv"
    file.write_text("zh,en\n安全。,Safety.\n", "utf-8")
    rows = [["", 3, 0.75, [], []], ["safety", 1, 0.25, [], []]]
    monkeypatch.setattr("aigov_corpus.corpus.terms.rows_of_renderings", lambda *_, **__: rows)
    command = ["terms", str(file), "--phrase", "安全"]
    piped = CliRunner().invoke(main, command).stdout.splitlines()
    assert piped == ["safety\t1", "\t3"]
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    shown = CliRunner().invoke(main, command).stdout.splitlines()
    assert shown == ["text\tcount", *piped]


def test_a_function_word_is_rendered_by_what_it_is_linked_with() -> None:
    """And not by a word that always stands near it; where it has no link, by nothing."""
    texts = [
        ("第一条 应当报告。", "Article 1 They shall report."),
        ("第二条 应当停止。", "Article 2 It must stop."),
        ("第三条 应当回答。", "Article 3 An answer."),
    ]
    links = {"应当": {"shall", "must"}, "报告": {"report"}, "停止": {"stop"}, "回答": {"answer"}}
    linked = []
    for zh, en in texts:
        words = (find_words(zh, lang="zh"), find_words(en, lang="en"))
        strengths = [[word in links.get(own, ()) for word, *_ in words[1]] for own, *_ in words[0]]
        linked.append(LinkedPair(*words, np.array(strengths, np.float32)))
    for phrase, wanted in [
        ("应当", ["shall", "must", ""]),
        ("shall", ["应当"]),
    ]:
        own = [at for at, pair in enumerate(texts) if any(phrase in text for text in pair)]
        found = find_occurrences([texts[at] for at in own], [linked[at] for at in own], phrase)
        side = 0 if phrase == "shall" else 1
        pieces = [
            texts[own[one.number]][side][one.rendering_start : one.rendering_end] for one in found
        ]
        assert pieces == wanted, phrase
