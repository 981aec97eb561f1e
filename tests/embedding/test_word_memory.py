"""Vectors of words that are remembered for a while."""

from __future__ import annotations

import numpy as np

from aigov_corpus.embedding.use import UseEncoder, remember_apart
from aigov_corpus.embedding.word_memory import WordMemory


def test_the_oldest_words_are_forgotten_first() -> None:
    """Of more words than there is room for, the first are kept; a word met again is a new one."""
    memory = WordMemory(2)
    memory.keep(["a", "b", "c"], np.eye(3, dtype=np.float32))
    assert [vector is None for vector in memory.recall(["a", "b", "c"])] == [False, False, True]
    memory.keep(["a"], np.ones((1, 3), np.float32))
    memory.keep(["d"], np.ones((1, 3), np.float32))
    assert [vector is None for vector in memory.recall(["a", "b", "d"])] == [False, True, False]


def test_a_remembered_word_has_the_same_vector_at_its_place() -> None:
    """Words that a reader has encoded stand between new ones, in the order that was asked for."""
    use = UseEncoder()
    read = use.reader().words(["记忆", "memory"])
    found = use.words(["shelf", "memory", "书架", "记忆"])
    assert np.array_equal(found[[3, 1]], read)
    assert np.allclose(found[[0, 2]], use.reader().words(["shelf", "书架"]), atol=1e-6)


def test_what_is_encoded_apart_depends_on_nothing_before() -> None:
    """A block gives the bits of new words, also inside another block that knows some of them."""
    use = UseEncoder()
    words = ["桥梁", "隧道", "bridge", "tunnel", "lamps", "渡轮", "harbour"]
    for word in words:
        use.words([word, f"{word}{word}"])
    with remember_apart():
        use.words(words[3:5])
        with remember_apart():
            found = use.words(words)
    assert found.tobytes() == use.reader().words(words).tobytes()
