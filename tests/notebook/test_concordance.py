"""Words in context."""

from __future__ import annotations

import copy
import html.parser
from collections import Counter

import pytest

import aigov_corpus as ac
from aigov_corpus.errors import UsageError
from aigov_corpus.research.concordance import Concordance, Line
from aigov_corpus.terminal import width_of

TEXTS = [
    ("我们支持经济合作。", "We support economic cooperation."),
    ("經濟合作很重要。", "Economic cooperation is important."),
    ("不经济合作社", "Uneconomic cooperatives"),
]


@pytest.fixture(scope="module")
def corpus() -> ac.Corpus:
    """Three short pairs."""
    return ac.Corpus.from_pairs(TEXTS)


def test_a_phrase_is_found_in_the_text_of_its_script(corpus: ac.Corpus) -> None:
    """Traditional characters and case make no difference; English only as whole words."""
    places = [
        (line.pair.seq, line.start, line.end) for line in corpus.concordance("合作", links=False)
    ]
    assert places == [(1, 6, 8), (2, 2, 4), (3, 3, 5)]
    english = corpus.concordance("Economic  COOPERATION", links=False)
    assert [line.keyword for line in english] == ["economic cooperation", "Economic cooperation"]
    assert len(corpus.concordance("经济", side="en", links=False)) == 0


@pytest.mark.parametrize(
    ("text", "phrase", "keyword"),
    [
        ("ＡＩ治理增长１２．５％。", "ai治理", "ＡＩ治理"),
        ("ＡＩ治理增长１２．５％。", "增长12.5%", "增长１２．５％"),
        ("⼈⼯智能和樂園。", "人工智能", "⼈⼯智能"),
        ("⻓江很⻓。", "长江", "⻓江"),
        ("倡议“一带一路”。", '"一带一路"', "“一带一路”"),
        ("the cafe\u0301 of the “Belt and Road” grew by 12.5%.", "café", "cafe\u0301"),
        ("the café of the “Belt and Road” grew by 12.5%.", "cafe\u0301", "café"),
        ("the café of the “Belt and Road” grew by 12.5%.", '"belt and road"', "“Belt and Road”"),
        ("the café of the “Belt and Road” grew by 12.5%.", "12.5%", "12.5%"),
    ],
)
def test_forms_of_characters_make_no_difference(text: str, phrase: str, keyword: str) -> None:
    """Width, radicals, quotation marks, accents; what is shown is the text as it is."""
    side = "en" if text.startswith("the") else "zh"
    pair = ("", text) if side == "en" else (text, "")
    found = ac.Corpus.from_pairs([pair]).concordance(phrase, side=side, links=False)
    assert [line.keyword for line in found] == [keyword]


def test_a_method_of_tables_is_answered_with_where_they_are(corpus: ac.Corpus) -> None:
    """People try `.head()`; a copy is still made, which asks for methods that are not there."""
    found = corpus.concordance("合作", links=False)
    with pytest.raises(AttributeError, match=r"no 'head'; for a table write \.to_pandas\(\)"):
        found.head()
    assert len(copy.copy(found)) == len(found)


def test_chinese_words_can_be_asked_for_as_words(corpus: ac.Corpus) -> None:
    """合作 in 合作社 is a part of another word."""
    found = corpus.concordance("合作", words=True, links=False)
    assert [line.pair.seq for line in found] == [1, 2]


def test_the_context_has_the_width_that_was_asked_for(corpus: ac.Corpus) -> None:
    """In Chinese characters; two Latin letters are as wide as one. Lines are in one column."""
    [line] = corpus.select(text="支持").concordance("经济", width=2, links=False)
    assert line.context(2) == ("支持", "合作")
    shown = repr(corpus.concordance("economic", width=5, links=False)).splitlines()[1:]
    assert [one.index("[") for one in shown] == [10 + 1, 10 + 1]
    assert width_of("安全ab") == 6


def test_wrong_arguments_say_what_would_fit(corpus: ac.Corpus) -> None:
    """In one sentence each."""
    for arguments, message in (
        ({"phrase": " "}, "the phrase is empty"),
        ({"phrase": "合作", "lemma": True}, r"forms of words \(lemma\) are for English"),
        ({"phrase": "cooperation", "words": True}, r"whole words \(words\) are for Chinese"),
        ({"phrase": "合作", "width": -1}, "width is -1"),
        ({"phrase": "合作", "width": 10**30}, "give 0 to 10,000 characters"),
    ):
        with pytest.raises(UsageError, match=message):
            corpus.concordance(**arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("has_duckdb", [True, False])
def test_only_pairs_with_a_phrase_can_be_loaded(
    has_duckdb: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are those of a concordance of all pairs; with DuckDB, if it is installed, or without."""
    if not has_duckdb:
        monkeypatch.setattr("aigov_corpus.files.parquet.find_spec", lambda name: None)
    whole = ac.load()
    for phrase in ("包容", "數字", "INCLUSIVE", "人工 智能", "蒸汽机", "("):
        everywhere = whole.concordance(phrase, links=False)
        loaded = ac.load(having=phrase)
        assert list(loaded) == list(dict.fromkeys(line.pair for line in everywhere))
        again = loaded.concordance(phrase, links=False)
        assert [line.start for line in again] == [line.start for line in everywhere]


class _Reader(html.parser.HTMLParser):
    """Collects the tags and languages of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.languages: set[str | None] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.languages.update(value for name, value in attrs if name == "lang")


def test_the_html_is_escaped_cut_and_has_languages() -> None:
    """Twenty rows; texts with markup stay texts; keyword and counterpart are marked."""
    corpus = ac.Corpus.from_pairs([("<script>经济</script>", "<b>economy</b> &amp;")] * 30)
    lines = [Line(pair, "zh", 8, 10, 3, 10) for pair in corpus]
    page = Concordance("经济<i>", lines)._repr_html_()
    reader = _Reader()
    reader.feed(page)
    assert reader.tags == {"p", "table", "thead", "tbody", "tr", "th", "td", "mark"}
    assert reader.languages == {"zh", "en"}
    assert page.count("<tr>") == 21 and "… and 10 more" in page
    assert "<mark>economy</mark>" in page and "<mark>经济</mark>" in page


@pytest.mark.slow
def test_word_links_mark_the_counterpart(corpus: ac.Corpus) -> None:
    """In the other text, from either side; the table has its offsets."""
    frame = corpus.select(text="支持|重要").concordance("经济合作").to_pandas()
    assert frame["counterpart"].str.lower().tolist() == ["economic cooperation"] * 2
    row = frame.iloc[0]
    assert row["other"][row["other_start"] : row["other_end"]] == row["counterpart"]
    [back] = corpus.select(text="支持").concordance("cooperation")
    assert back.counterpart == "合作"


@pytest.mark.slow
def test_counterparts_are_the_renderings_of_the_phrase() -> None:
    """The same words as `renderings_of` finds; a place with weak links follows the others."""
    corpus = ac.load()
    for phrase in ("governance", "数字基础设施"):
        lines = corpus.concordance(phrase)
        found = Counter(line.counterpart.lower() for line in lines if line.counterpart)
        rows = corpus.renderings_of(phrase)
        wanted = zip(rows["text"].str.lower(), rows["count"], strict=True)
        assert found == {text: count for text, count in wanted if text}
    assert corpus.renderings_of("governance")["text"].tolist()[0] == "治理"


def test_a_column_is_not_asked_of_the_lines() -> None:
    """The error says where the columns are; past the last line Python's own ends a loop."""
    lines = ac.load().concordance("治理", links=False)
    for key in ("left", None, 1.0):
        with pytest.raises(ac.errors.UsageError, match=r"names no line; .*\.to_pandas\(\)"):
            lines[key]  # type: ignore[call-overload]
    with pytest.raises(IndexError):
        lines[len(lines)]


@pytest.mark.slow
def test_a_lemma_finds_all_forms_of_a_word() -> None:
    """Also of the words of a phrase."""
    texts = ["They governed the city.", "Governing cities is hard.", "Go."]
    corpus = ac.Corpus.from_pairs([("好。", text) for text in texts])
    found = corpus.concordance("govern", lemma=True, links=False)
    assert [line.keyword for line in found] == ["governed", "Governing"]
    [line] = corpus.concordance("govern city", lemma=True, links=False)
    assert line.keyword == "Governing cities"
