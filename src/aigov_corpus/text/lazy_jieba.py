"""jieba's tokenizer with a dictionary that is read group by group, as texts need it.

jieba keeps its dictionary of 350,000 words in a `dict` with all their beginnings, which takes half
a second and 65 MB to load. To cut a text it looks up only pieces of the text. So the words that
begin with the characters of the text are enough, and the result is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jieba import Tokenizer

from aigov_corpus.text.character_index import CharacterIndex, write_index


class LazyTokenizer(Tokenizer):  # type: ignore[misc]
    """A tokenizer of jieba that reads the words of a character when it first meets it.

    Args:
        index: the words with their frequencies, as `index_words` wrote them.
    """

    def __init__(self, index: CharacterIndex) -> None:
        super().__init__()
        self._index = index
        self._known: set[str] = set()
        self.added: dict[str, int] = {}
        """The words that were added, with their frequencies."""
        self.total = index.facts["total"]
        self.initialized = True

    def get_DAG(self, sentence: str) -> Any:
        """Return the words that begin at each place of a sentence, as jieba does."""
        self._read_words(sentence)
        return super().get_DAG(sentence)

    def add_word(self, word: str, freq: int | None = None, tag: str | None = None) -> None:
        """Add a word, as jieba does."""
        self._read_words(word)
        super().add_word(word, freq, tag)
        self.added[word] = self.FREQ[word]

    def _read_words(self, text: str) -> None:
        """Read the words that begin with a character of the text, as jieba's `gen_pfdict` does.

        Several threads may do so at once: each puts in a whole group, and it is the same one.
        """
        for character in set(text) - self._known:
            words: dict[str, int] = {}
            for line in self._index.lines(character):
                word, _, frequency = line.rpartition(" ")
                words[word] = int(frequency)
                for end in range(1, len(word)):
                    words.setdefault(word[:end], 0)
            self.FREQ.update(words | self.added)
            self._known.add(character)


def read_entries(dictionary: bytes) -> list[str]:
    """Return `word frequency` of each line of a dictionary that reads `word frequency tag`."""
    lines = dictionary.decode("utf-8").split("\n")
    return [" ".join(line.split(" ", 2)[:2]) for line in map(str.strip, lines) if line]


def index_words(
    entries: Iterable[str], *, added: Mapping[str, int] | None = None, total: int | None = None
) -> bytes:
    """Return the index of a dictionary.

    Args:
        entries: the words with their frequencies, as `read_entries` returns them.
        added: words that were added to it, with their frequencies.
        total: the sum of all frequencies, if it is not that of the dictionary.
    """
    entries = list(entries)
    if total is None:
        total = sum(int(entry.rpartition(" ")[2]) for entry in entries)
    entries += (f"{word} {frequency}" for word, frequency in (added or {}).items())
    return write_index(entries, total=total)
