"""Ids of sentences: what changes them, and what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.errors import AigovError
from aigov_corpus.records import Block, Document
from aigov_corpus.segmentation import segment_document
from aigov_corpus.segmentation.ids import name_sentences

SENTENCES = ("我们合作。", "开放是关键。", "第三句！", "为什么？")
Text = list[tuple[str, ...]]
"""The sentences of each paragraph."""
TEXTS = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(tuple), max_size=5
)


def ids(text: Sequence[Sequence[str]]) -> list[str]:
    """The ids of the sentences of some paragraphs, in order."""
    blocks = tuple(Block("paragraph", "".join(sentences), "zh") for sentences in text)
    return [segment.id for segment in segment_document(Document("", "zh", blocks)).segments]


@given(TEXTS, TEXTS, st.integers(0, 5))
@settings(max_examples=40)
def test_inserting_and_deleting_change_no_other_sentence(text: Text, more: Text, at: int) -> None:
    """Only later sentences with the same text move on by as many as were put in."""
    before = ids(text)
    after = ids([*text[:at], *more, *text[at:]])
    assert len(set(after)) == len(after)
    assert set(before) <= set(after)
    start = sum(map(len, text[:at]))
    put_in = sum(map(len, more))
    kept = after[:start] + after[start + put_in :]
    added = {sentence for paragraph in more for sentence in paragraph}
    sentences = [sentence for paragraph in text for sentence in paragraph]
    for old, new, sentence in zip(before, kept, sentences, strict=True):
        assert old == new or sentence in added


@given(TEXTS, st.integers(0, 5), st.integers(0, 3))
@settings(max_examples=40)
def test_merging_and_splitting_paragraphs_change_nothing(text: Text, at: int, cut: int) -> None:
    """The sentences are the same ones, wherever their paragraphs begin."""
    merged = [*text[:at], tuple(s for part in text[at : at + 2] for s in part), *text[at + 2 :]]
    assert ids(merged) == ids(text)
    split = [part for sentences in text for part in (sentences[:cut], sentences[cut:]) if part]
    assert ids(split) == ids(text)


@given(st.lists(st.text("ab ＡＢ１1，,　\n", min_size=1, max_size=4)))
def test_no_two_sentences_have_one_id(texts: list[str]) -> None:
    """Texts that differ in white space or width are occurrences of one text; others differ."""
    names = name_sentences(texts, lang="zh")
    assert len(set(names)) == len(names)
    hashes = {text: name.split("-")[1] for text, name in zip(texts, names, strict=True)}
    assert Counter(name.split("-")[1] for name in names).total() == len(texts)
    for one in texts:
        for other in texts:
            alike = one.translate(WIDTHS).split() == other.translate(WIDTHS).split()
            assert (hashes[one] == hashes[other]) == alike


WIDTHS = str.maketrans("ＡＢ１，", "AB1,")


def test_white_space_width_script_and_region_make_no_difference() -> None:
    """As a text looks after a format, a keyboard or a conversion."""
    [one] = name_sentences(["2030年，ＡＩ 合作。"], lang="zh")
    [other] = name_sentences(["２０３０年,AI\u3000合作。"], lang="zh-TW")
    assert one == other
    assert one.startswith("zh-")


def test_two_texts_with_one_hash_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash is too short here; the error names both texts."""
    monkeypatch.setattr("aigov_corpus.segmentation.ids.HASH_DIGITS", 0)
    with pytest.raises(AigovError, match="same id zh-: '一。' and '二。'"):
        name_sentences(["一。", "一。", "二。"], lang="zh")
