"""Which words of pairs are linked. The fake encoder is used, so dictionary and numbers decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import pytest

import aigov_corpus as ac
from aigov_corpus.errors import UsageError
from aigov_corpus.word_links import LINK_STRENGTH, linking, weigh_links


def link(chinese: str, english: str, **options: Any) -> set[tuple[str, str]]:
    """Return the linked words of one pair, whose words are separated by spaces."""
    src, tgt = chinese.split(), english.split()
    [links] = ac.link_words([(src, tgt)], encoder="hash", **options)
    return {(src[i], tgt[j]) for i, j in links}


def test_words_of_the_dictionary_are_linked() -> None:
    """Order does not matter, and a word without counterpart stays alone."""
    found = link("中国 支持 和平", "Peace is what China supports")
    assert {("中国", "China"), ("支持", "supports"), ("和平", "Peace")} <= found
    assert not any(english in ("is", "what") for _, english in found)


@pytest.mark.parametrize(
    ("chinese", "english", "wanted"),
    [
        ("3月 20日", "March 20", {("3月", "March"), ("20日", "20")}),
        ("三 个 国家", "three countries", {("三", "three"), ("国家", "countries")}),
        ("GDP 经济", "economy GDP", {("GDP", "GDP"), ("经济", "economy")}),
        ("印 尼", "Indonesia", {("印", "Indonesia"), ("尼", "Indonesia")}),
        ("李 明远", "Mingyuan", {("明远", "Mingyuan")}),
        ("臺灣 經濟", "Taiwan economy", {("臺灣", "Taiwan"), ("經濟", "economy")}),
        ("你好 。", "Hello .", {("你好", "Hello"), ("。", ".")}),
    ],
)
def test_what_is_linked(chinese: str, english: str, wanted: set[tuple[str, str]]) -> None:
    """Numbers, letters, marks, names in pinyin, words that were split, Traditional characters."""
    assert wanted <= link(chinese, english)


def test_the_nearer_of_two_equal_words_is_linked() -> None:
    """A word that occurs twice on both sides is linked in order."""
    pair = (["和平", "支持", "和平"], ["peace", "supports", "peace"])
    [links] = ac.link_words([pair], encoder="hash")
    assert links == {(0, 0), (1, 1), (2, 2)}


def test_other_pairs_are_evidence() -> None:
    """Two words that no dictionary knows are linked once many pairs have both."""
    pair = (["囎囎"], ["zorple"])
    alone = weigh_links([pair], encoder="hash")[0][0, 0]
    often = weigh_links([pair] * 20, encoder="hash")[0][0, 0]
    assert often > alone


class Directions:
    """An encoder of three Chinese words, one English word near all and one near the first."""

    id = "directions@1"
    VECTORS: ClassVar = {
        "囎": (1, 0, 0, 0),
        "囏": (0, 1, 0, 0),
        "囐": (0, 0, 1, 0),
        "zorple": (0.577, 0.577, 0.577, 0),
        "quimp": (0.55, 0, 0, 0.835),
    }

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the direction of each word."""
        return np.array([self.VECTORS.get(text, (0, 0, 0, 1)) for text in texts], np.float32)


def test_a_word_that_is_near_to_all_words_is_seldom_a_counterpart() -> None:
    """Its cosines tell less than those of a word that is near to one."""
    pair = (["囎", "囏", "囐"], ["zorple", "quimp"])
    [strengths] = weigh_links([pair], encoder=Directions())
    assert strengths[0, 1] > strengths[0, 0]


def test_links_are_the_same_each_time_and_in_any_order_of_pairs() -> None:
    """The order of the pairs changes no link."""
    pairs = [(["中国", "支持"], ["China", "supports"]), (["和平", "。"], ["peace", "."])]
    first = ac.link_words(pairs, encoder="hash")
    assert first == ac.link_words(pairs, encoder="hash")
    assert first == ac.link_words(pairs[::-1], encoder="hash")[::-1]


def test_a_pair_with_an_empty_side_has_no_links() -> None:
    """No pairs, no words and empty words are allowed."""
    assert ac.link_words([]) == []
    pairs = [([], ["peace"]), (["和平"], []), ([], []), ([""], [" "])]
    assert ac.link_words(pairs, encoder="hash") == [set()] * len(pairs)
    for pair in pairs:
        assert ac.link_words([pair], encoder="hash") == [set()]


def test_strengths_lie_between_0_and_1_and_decide_what_is_linked() -> None:
    """`weigh_links` returns an array for each pair; links are its cells above the threshold."""
    pairs = [(["中国", "支持", "和平"], ["China", "peace"])]
    [strengths] = weigh_links(pairs, encoder="hash")
    assert strengths.shape == (3, 2)
    assert 0 <= strengths.min() <= strengths.max() <= 1
    cells = np.argwhere(strengths > LINK_STRENGTH).tolist()
    assert ac.link_words(pairs, encoder="hash") == [set(map(tuple, cells))]


def test_other_languages_are_linked_by_what_they_share() -> None:
    """Without the dictionary, numbers and equal words remain."""
    found = link("Paris 1999", "1999 Paris", src_lang="fr", tgt_lang="de")
    assert found == {("Paris", "Paris"), ("1999", "1999")}


@pytest.mark.parametrize(
    ("pairs", "named"),
    [
        ("中国", "pairs"),
        ([("中国", "China")], "pairs[0][0]"),
        ([(["中国"],)], "pairs[0]"),
        ([(["中国"], ["China"]), (["中国"], [3])], "pairs[1][1][0]"),
        (7, "pairs"),
    ],
)
def test_what_is_no_pair_is_named(pairs: Any, named: str) -> None:
    """The error says which item is wrong and what to pass."""
    with pytest.raises(UsageError) as caught:
        ac.link_words(pairs)
    assert caught.value.reason.startswith(named)
    assert "source words, target words" in caught.value.remedy


def test_an_unknown_language_is_refused() -> None:
    """The error is that of every language code."""
    with pytest.raises(UsageError, match="no language code"):
        ac.link_words([], src_lang="klingonish")


def test_texts_that_are_no_sentences_are_not_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time and memory grow with the product of their words; other pairs are linked as before."""
    monkeypatch.setattr(linking, "MOST_CELLS", 5)
    long, short = (["中国"] * 2, ["China"] * 3), (["和平"], ["peace"])
    strengths = weigh_links([long, short], encoder="hash")
    assert [strength.shape for strength in strengths] == [(2, 3), (1, 1)]
    assert not strengths[0].any()
    assert strengths[1].any()
