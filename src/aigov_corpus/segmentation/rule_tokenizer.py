"""spaCy's tokenizer for English, without spaCy: the same tokens from the same rules.

To import spaCy takes a second and 100 MB, several seconds and 250 MB where torch is installed, for
it imports torch. Of all this, sentences need the tokenizer only. So its rules for English are kept
in `data/tokenizer/en.json`, and this module applies them in the way of spaCy's `tokenizer.pyx`.
`benchmarks/tokenizer_rules.py` writes the file, and a test compares the tokens with spaCy's.

A *chunk* is a run of characters without white space. An *affix* is a piece that a rule takes off
one end of a chunk, such as a bracket. An *exception* is a text whose tokens are listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from aigov_corpus import patterns as re

# Chunks whose tokens are remembered by one tokenizer.
_REMEMBERED_CHUNKS = 20_000
_RUN = re.compile(r"\s+|\S+")


class RuleTokenizer:
    """Splits texts into the tokens that spaCy's `Tokenizer` finds by the same rules.

    Args:
        prefix: pattern of an affix at the beginning of a chunk.
        suffix: pattern of an affix at the end of a chunk.
        infix: pattern of what separates tokens inside a chunk, and is a token itself.
        url: pattern of chunks that are one token.
        exceptions: the tokens of each exception.
    """

    def __init__(
        self,
        prefix: str,
        suffix: str,
        infix: str,
        url: str,
        exceptions: Mapping[str, Sequence[str]],
    ) -> None:
        self._prefix = re.compile(prefix)
        self._suffix = re.compile(suffix)
        self._infix = re.compile(infix)
        self._url = re.compile(url)
        self._exceptions: dict[str, tuple[str, ...]] = {}
        # exceptions that the rules above would take apart, by the first of their parts
        self._torn: dict[str, list[tuple[str, ...]]] = {}
        for text in exceptions:
            if text == " " or self._prefix.search(text) or self._has_more(text):
                parts = self._split(text)
                self._torn.setdefault(parts[0], []).append(parts)
        self._exceptions.update((text, tuple(tokens)) for text, tokens in exceptions.items())
        self._remembered: dict[str, tuple[str, ...]] = {}

    def tokenize(self, text: str) -> tuple[list[str], list[int]]:
        """Return the tokens of a text and the offset of each; white space may be a token too."""
        tokens: list[str] = []
        starts: list[int] = []
        for run in _RUN.finditer(text):
            piece, at = run.group(), run.start()
            if piece.isspace():
                # the first space behind a token is no token
                taken = piece[0] == " " and at > 0
                if piece[taken:]:
                    tokens.append(piece[taken:])
                    starts.append(at + taken)
                continue
            for token in self._tokens_of(piece):
                tokens.append(token)
                starts.append(at)
                at += len(token)
        found = self._torn_exceptions(text, tokens, starts)
        return self._mend(tokens, starts, found) if found else (tokens, starts)

    def _tokens_of(self, chunk: str) -> tuple[str, ...]:
        """Return the tokens of a chunk, remembered from its last time if there was one."""
        tokens = self._exceptions.get(chunk) or self._remembered.get(chunk)
        if tokens is None:
            tokens = self._split(chunk)
            if len(self._remembered) < _REMEMBERED_CHUNKS:
                self._remembered[chunk] = tokens
        return tokens

    def _has_more(self, text: str) -> bool:
        """Tell whether an infix or a suffix can be found in a text."""
        return bool(self._infix.search(text) or self._suffix.search(text))

    def _split(self, chunk: str) -> tuple[str, ...]:
        """Return the tokens of a chunk: affixes, and what is left between them."""
        before: list[str] = []
        behind: list[str] = []
        length = 0
        while chunk and len(chunk) != length and chunk not in self._exceptions:
            length = len(chunk)
            prefix = _length(self._prefix, chunk)
            if chunk[prefix:] in self._exceptions:
                before.append(chunk[:prefix])
                chunk = chunk[prefix:]
                break
            suffix = _length(self._suffix, chunk[prefix:])
            if suffix and chunk[:-suffix] in self._exceptions:
                behind.append(chunk[-suffix:])
                chunk = chunk[:-suffix]
                break
            if prefix:
                before.append(chunk[:prefix])
            if suffix and prefix + suffix <= length:
                behind.append(chunk[-suffix:])
                chunk = chunk[prefix:-suffix]
            else:
                chunk = chunk[prefix:]
        return (*before, *self._split_middle(chunk), *reversed(behind))

    def _split_middle(self, text: str) -> Iterator[str]:
        """Yield the tokens of a chunk that has no affixes."""
        if text in self._exceptions:
            yield from self._exceptions[text]
        elif text and self._url.match(text):
            yield text
        elif text:
            start = 0
            for infix in self._infix.finditer(text):
                if infix.start() == 0:
                    continue
                yield from filter(None, (text[start : infix.start()], infix.group()))
                start = infix.end()
            if text[start:]:
                yield text[start:]

    def _torn_exceptions(
        self, text: str, tokens: Sequence[str], starts: Sequence[int]
    ) -> dict[int, tuple[int, tuple[str, ...]]]:
        """Return where tokens in a row are an exception that affixes tore apart.

        Of places that overlap, the longest counts, and of these the first, as in spaCy.

        Returns:
            For the number of the first token, the number behind the last one, and the tokens that
            the exception has instead.
        """
        places = [
            (at, at + len(parts))
            for at, token in enumerate(tokens)
            for parts in self._torn.get(token, ())
            if tuple(tokens[at : at + len(parts)]) == parts
        ]
        found = {}
        seen: set[int] = set()
        for first, end in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
            if first not in seen and end - 1 not in seen:
                whole = text[starts[first] : starts[end - 1] + len(tokens[end - 1])]
                if whole in self._exceptions:
                    found[first] = (end, self._exceptions[whole])
            seen.update(range(first, end))
        return found

    @staticmethod
    def _mend(
        tokens: Sequence[str],
        starts: Sequence[int],
        found: Mapping[int, tuple[int, tuple[str, ...]]],
    ) -> tuple[list[str], list[int]]:
        """Return tokens and offsets with the exceptions of `_torn_exceptions` put in."""
        mended: list[str] = []
        mended_starts: list[int] = []
        at = 0
        while at < len(tokens):
            end, instead = found.get(at, (at + 1, (tokens[at],)))
            offset = starts[at]
            for token in instead:
                mended.append(token)
                mended_starts.append(offset)
                offset += len(token)
            at = end
        return mended, mended_starts


def _length(pattern: re.Pattern[str], text: str) -> int:
    """Return the length of the first match of a pattern, or 0."""
    match = pattern.search(text)
    return match.end() - match.start() if match else 0


@lru_cache(maxsize=1)
def load_english_tokenizer(more_infixes: tuple[str, ...]) -> RuleTokenizer:
    """Return the tokenizer for English."""
    file = files("aigov_corpus") / "data" / "tokenizer" / "en.json"
    rules = json.loads(file.read_text(encoding="utf-8"))
    return RuleTokenizer(
        prefix=rules["prefix"],
        suffix=rules["suffix"],
        infix="|".join([rules["infix"], *more_infixes]),
        url=rules["url"],
        exceptions=rules["exceptions"],
    )
