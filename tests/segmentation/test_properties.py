"""What holds for the sentences of every text: nothing is lost, and the time is linear."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.records import Block, Document
from aigov_corpus.segmentation import get_segmenter, segment_document, segment_text
from aigov_corpus.segmentation.boundaries import split_lines, split_paragraphs
from aigov_corpus.text.words import find_words, list_words

LANGS = ["zh", "en", "ja", "de", "und"]

# Dense in what the rules look at, so that random texts reach their branches.
PIECES = [
    *"。！？；…，、：“”‘’「」『』（）()《》【】[]\"'.!?;:—- \n\t\u3000第一二条章1２AIi•*",
    *[
        "……",
        "。”",
        "第三条",
        "一、",
        "（一）",
        "U.S.",
        "p.m.",
        "e.g.",
        "...",
        "人工智能",
        "治理",
        "http://a.b/c?d=1",
    ],
    *[
        "1. ",
        "Mr. ",
        "No. 5",
        ". . .",
        "The plan ",
        "it grew",
        " he asked",
        "Wang said",
        "\r\n",
        "\n\n",
        "\u2028",
    ],
]
rough = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
texts = st.one_of(rough, st.text(max_size=80))


@pytest.fixture(params=LANGS, scope="module")
def segmenter(request: pytest.FixtureRequest):
    """The segmenter of each language."""
    return get_segmenter(request.param)


@settings(deadline=None, max_examples=60)
@given(text=texts)
def test_nothing_is_lost_but_white_space(segmenter, text: str) -> None:
    """Spans are in order, trimmed, not empty, and leave out nothing but white space."""
    at = 0
    for start, end in segmenter.spans(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@settings(deadline=None, max_examples=50)
@given(text=texts, lang=st.sampled_from(["zh", "en"]))
def test_a_document_of_any_lines_can_be_segmented(text: str, lang: str) -> None:
    """Every block kind gives segments that the record accepts, with ids of their own."""
    kinds = ["title", "heading", "paragraph", "item", "table_row", "signoff", "provenance"]
    blocks = tuple(
        Block(kind=kinds[number % len(kinds)], text=text[start:end], lang=lang)
        for number, (start, end) in enumerate(split_lines(text))
    )
    segmented = segment_document(Document(title="", lang=lang, blocks=blocks))
    ids = [segment.id for segment in segmented.segments]
    assert len(set(ids)) == len(ids)


plain = st.lists(
    st.sampled_from(
        ["人工智能", "治理", "很好", "3.5", "。", "！", "？！", "，", "；", "……", "的", "AI", " "]
    ),
    max_size=30,
).map("".join)


@settings(deadline=None, max_examples=60)
@given(text=plain)
def test_a_chinese_sentence_is_one_sentence(text: str) -> None:
    """A sentence, segmented again, is itself, if it has no quotation marks or brackets."""
    segmenter = get_segmenter("zh")
    for start, end in segmenter.spans(text):
        assert segmenter.spans(text[start:end]) == [(0, end - start)]


words_and_stops = st.lists(
    st.sampled_from(
        [
            "The",
            "plan",
            "grew",
            "He",
            "U.S.",
            "No. 5",
            "3.5",
            "e.g.",
            "p.m.",
            "well.",
            "Good!",
            "Why?",
        ]
    ),
    max_size=25,
).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(text=words_and_stops)
def test_an_english_sentence_is_one_sentence(text: str) -> None:
    """A sentence, segmented again, is itself, if it has no quotation marks or brackets."""
    segmenter = get_segmenter("en")
    for start, end in segmenter.spans(text):
        assert segmenter.spans(text[start:end]) == [(0, end - start)]


@settings(deadline=None, max_examples=50)
@given(text=texts, lang=st.sampled_from(["zh", "en", "hi"]))
def test_words_have_their_places(text: str, lang: str) -> None:
    """Words are slices of the text, in order; every letter and digit is in one."""
    at = 0
    rest = []
    for word, start, end in find_words(text, lang=lang):
        assert text[start:end] == word
        assert at <= start < end
        rest.append(text[at:start])
        at = end
    rest.append(text[at:])
    assert not any(char.isalnum() for char in "".join(rest))
    assert list_words(text, lang=lang) == [word for word, _, _ in find_words(text, lang=lang)]


@settings(deadline=None)
@given(text=texts)
def test_raw_text_is_segmented_line_by_line(text: str) -> None:
    """No sentence goes over the end of a line, and nothing but white space lies between two."""
    spans = segment_text(text, lang="zh")
    assert not any(set("\r\n") & set(text[start:end]) for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(text=texts)
def test_paragraphs_are_trimmed_and_apart(text: str) -> None:
    """Paragraphs hold everything but white space."""
    kept = "".join(text[start:end] for start, end in split_paragraphs(text))
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [50_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "unit", ["a", "字", "。", "(", "“", '"', ")", "…", ".", "1", "“。", "( ", ". ", "！”", "x("]
)
def test_time_is_linear(lang: str, unit: str, size: int) -> None:
    """A million times the same mark takes seconds: every rule looks back a fixed way at most."""
    segmenter = get_segmenter(lang)
    segmenter.spans("warm up")
    text = "x" + unit * (size // len(unit)) + "x"
    began = time.process_time()
    segmenter.spans(text)
    assert time.process_time() - began < size / 50_000
