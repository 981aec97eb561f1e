"""What the close reader learns from: plantings, and where their counterparts are."""

from __future__ import annotations

import random

import numpy as np

from aigov_corpus.records import Side
from aigov_corpus.text.words import find_words
from close_reader.plantings import choose_cut, judge_words, plant_deletion

ZH = "各国应当加强合作，反对技术垄断，共享成果。"
EN = "Countries should cooperate more, oppose monopolies of technology, and share the results."
LINKS = {
    "各国": "Countries", "应当": "should", "加强": "more", "合作": "cooperate",
    "反对": "oppose", "技术": "technology", "垄断": "monopolies", "共享": "share",
    "成果": "results",
}  # fmt: skip
ZH_WORDS = [(one, ZH.index(one), ZH.index(one) + len(one)) for one in LINKS]
EN_WORDS = find_words(EN, lang="en")


def test_what_was_deleted_is_what_the_other_text_has_too_much() -> None:
    """The words that are linked to deleted ones are absent, and no others, on either side."""
    texts: dict[Side, str] = {"zh": ZH, "en": EN}
    words: dict[Side, list[tuple[str, int, int]]] = {"zh": ZH_WORDS, "en": EN_WORDS}
    links = np.array(
        [[float(LINKS.get(one) == other) for other, _, _ in EN_WORDS] for one in LINKS], np.float32
    )
    chance = random.Random(0)
    planted = [one for _ in range(80) if (one := plant_deletion(texts, words, links, chance))]
    assert {one.side for one in planted} == {"zh", "en"}
    for one in planted:
        end = one.end - len(one.instead)
        deleted = {word for word, a, b in words[one.side] if one.start <= a and b <= end}
        kept = {word for word, a, b in words[one.side] if b <= one.start or a >= end}
        absent = {
            word
            for word, a, b in words[one.longer]
            if any(start <= a and b <= stop for start, stop in one.absent)
        }
        pairs = LINKS if one.side == "zh" else {en: zh for zh, en in LINKS.items()}
        assert {pairs[word] for word in deleted & pairs.keys()} <= absent
        assert not absent & {pairs[word] for word in kept & pairs.keys()}
        assert len(one.change(ZH, EN)[one.side == "en"]) < len(texts[one.side])


def test_clauses_and_phrases_are_deleted() -> None:
    """A clause goes with its mark; the first one leaves a capital letter; a phrase, its space."""
    chance = random.Random(1)
    cuts = [choose_cut(EN, "en", EN_WORDS, chance) for _ in range(300)]
    rests = {EN[: cut.start] + cut.instead + EN[cut.end :] for cut in cuts if cut}
    assert "Countries should cooperate more, and share the results." in rests
    assert "Oppose monopolies of technology, and share the results." in rests
    assert EN.replace(" of technology", "") in rests


def test_unlinked_words_are_judged_as_those_around_them() -> None:
    """A word between two lost ones is lost; one between a lost and a kept one is not judged."""
    text = "one two three four five"
    words = find_words(text, lang="en")
    links = np.zeros((5, 2), np.float32)
    links[[0, 2], 0] = links[4, 1] = 0.9
    assert judge_words(text, words, links, np.array([True, False])) == [1, 1, 1, -1, 0]
