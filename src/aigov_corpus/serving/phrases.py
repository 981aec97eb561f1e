"""Sentences of the program in Chinese: patterns of the English ones, with blanks for what differs.

The program says everything in English, and a corpus keeps it so. A Chinese page looks each sentence
up among such patterns: `the {language} lacks the name {quoted}`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from aigov_corpus import patterns as re

_BLANK = re.compile(r"\\{(\w+)\\}")


class Phrases:
    """Patterns of English sentences, each with its Chinese."""

    def __init__(
        self,
        sentences: Iterable[tuple[str, str]],
        words: Mapping[str, Mapping[str, str]] | None = None,
        quoted: Collection[str] = (),
    ) -> None:
        """Take the sentences; nothing is compiled before it is asked for.

        Args:
            sentences: English sentences and their Chinese, in the order in which they are tried;
                a blank is a name in braces, and has the same name in both.
            words: by the name of a blank, what may stand in it, with the Chinese of each; other
                blanks hold any text, which stays as it is.
            quoted: names of the blanks that hold words in “ ”, with these marks.
        """
        self._sentences = tuple(sentences)
        self._words = words or {}
        self._quoted = frozenset(quoted)

    def translate(self, sentence: str) -> str | None:
        """Return a sentence in Chinese; None if no pattern fits."""
        for pattern, chinese in self._patterns:
            if found := pattern.fullmatch(sentence):
                blanks = {
                    name: self._words.get(name, {}).get(text, text)
                    for name, text in found.groupdict().items()
                }
                return chinese.format(**blanks)
        return None

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple(
            (re.compile(_BLANK.sub(self._pattern_of, re.escape(english)), re.DOTALL), chinese)
            for english, chinese in self._sentences
        )

    def _pattern_of(self, blank: re.Match[str]) -> str:
        """Return the pattern for what may stand in a blank."""
        name = blank[1]
        if name in self._words:
            return f"(?P<{name}>{'|'.join(map(re.escape, self._words[name]))})"
        return f"(?P<{name}>“.+”)" if name in self._quoted else f"(?P<{name}>.+?)"
