"""Which words translate each other without an encoder."""

from __future__ import annotations

import numpy as np
import pytest

from aigov_corpus.alignment.dictionary import Glossary, translate
from aigov_corpus.text.content_words import stem


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("治理", "governance"),
        ("上海", "Shanghai"),
        ("习近平", "Jinping"),
        ("李明远", "Mingyuan"),  # in no dictionary
        ("李明远", "Limingyuan"),
        ("浙江省", "Zhejiang"),
        ("吴丹", "Wudan"),
        ("人工智能", "intelligence"),  # by its parts
        ("GDP", "GDP"),
    ],
)
def test_a_word_is_glossed(chinese: str, english: str) -> None:
    """Dictionary, parts of a compound, pinyin of names, and the same form."""
    assert stem(english.lower()) in translate([chinese.lower()])[chinese.lower()]


def test_a_word_that_the_dictionary_lacks_has_the_glosses_of_its_parts() -> None:
    """A word that it has keeps its own; Latin letters stand for themselves."""
    found = translate(["治理", "安全网络", "GPU"])
    assert stem("govern") in found["治理"]
    assert stem("network") in found["安全网络"]
    assert found["GPU"] == {stem("GPU")}


@pytest.mark.parametrize("word", ["发展", "的", "合作"])
def test_words_that_are_no_names_have_no_pinyin(word: str) -> None:
    """What the dictionary knows as an ordinary word is not looked for as a name."""
    assert not {"fazhan", "hezuo", "de"} & translate([word])[word]


def test_readings_of_fewer_than_five_letters_are_left_out() -> None:
    """Many of them are English words."""
    assert stem("lina") not in translate(["李娜"])["李娜"]
    assert stem("yan") not in translate(["李妍"])["李妍"]


def test_a_glossary_says_which_words_of_two_texts_meet() -> None:
    """Rows and columns follow the numbers asked for; no word meets nothing."""
    glossary = Glossary(["", "治理", "安全"], ["", "governed", "safety", "cat"], chinese=True)
    asked = glossary.between(np.array([0, 2, 1]), np.array([3, 1, 2, 0]))
    assert asked.tolist() == [[0, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0]]


def test_other_languages_meet_by_form() -> None:
    """Without a dictionary, words of the same stem meet."""
    glossary = Glossary(["", "algorithmen", "paris"], ["", "paris", "kunst"], chinese=False)
    assert glossary.between(np.array([1, 2]), np.array([1, 2])).tolist() == [[0, 0], [1, 0]]
