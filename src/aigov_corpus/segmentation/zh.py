"""Chinese sentences (and Japanese, which ends them alike) by rules, in one pass over the punctuation.

The conventions are those of hand-segmented Chinese-English texts (political, academic, magazine, novels):

- 。！？ and their runs end a sentence, also between quotation marks; the closing marks ”’」』）》 go with it;
- nothing ends inside （） or 《》, nor inside a quotation that is a word in it (回答“谁来种地？”问题);
- ； ends one outside quotations (a switch, because a translator often keeps such clauses in one sentence);
- …… ends one before a closing mark or a new quotation: in mid-text it is mostly a pause;
- a mark of numbering (一、 （一） 1. 第一条) is never a sentence of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from aigov_corpus.segmentation.boundaries import sentences_between, split_paragraphs
from aigov_corpus.segmentation.version import VERSION

_OPENERS = "“‘「『（(《〈【〔［["
_CLOSERS = "”’」』）)》〉】〕］]"
# Brackets of one class close each other: （…) is common in pages set by hand.
_CLASS = dict(zip(_OPENERS + _CLOSERS, "“‘「『((《〈【〔[[" * 2, strict=True))
_QUOTES = frozenset('“‘「『"')
_PAIRED = re.compile(rf'[{re.escape(_OPENERS + _CLOSERS)}"]')

_FULL = "。！？｡﹗﹖‼⁇⁈⁉"
_RUN = re.compile(rf"[{_FULL}!?…⋯.．；;]+")
_FULL_STOP = re.compile(f"[{_FULL}]+")
_SPACE = re.compile(r"\s*+")
# What cannot begin a sentence: these marks, and these words behind a quotation.
_GOES_ON = frozenset("，、：；,:;。！？!?…⋯.．·％%" + _CLOSERS)
_GOES_ON_QUOTED = re.compile(r"的(?!确)|等[等，、。；]|之[类一]|一[词语文书说]|字样|—")

_NOTE = re.compile(r"[\[［〔]\d{1,3}[\]］〕]")

_NUMERAL = r"[一二三四五六七八九十百千零〇○两\d]{1,6}"
_NUMBERING = re.compile(
    rf"[（(〔\[]?(?:{_NUMERAL}(?:[.．]\d{{1,3}}){{0,3}}|[A-Za-z]|[ivxIVX]{{1,5}}|[①-⒛㈠-㈩])[）)〕\]]?\s?[、.．。]?"
    rf"|第{_NUMERAL}(?:编|篇|章|节|条|款|项|目|卷|回|讲|课|步|部分)(?:之{_NUMERAL})?[、.．。]?"
    rf"|[图表例注]\s?\d{{1,3}}[.．。]?"
)
_ABBREVIATION = re.compile(
    r"(?:^|[^A-Za-z])(?:[A-Za-z]|al|etc|Nos?|vs|Figs?|Mrs?|Ms|Dr|St|pp|[Vv]ol|Art|cf|eds?)$"
)

# A bracket longer than this, with several sentences in it, is a passage and is segmented like any other text.
_LONG_BRACKET = 200
# A quotation no longer than this that follows a word directly is part of its sentence.
_LONG_WORD = 40


class ChineseSegmenter:
    """Sentence boundaries of Chinese."""

    id = f"zh/{VERSION}"
    _goes_on_quoted = _GOES_ON_QUOTED

    def __init__(self, *, semicolon: bool = True) -> None:
        """Take whether ； ends a sentence; `id` tells the two apart."""
        self.semicolon = semicolon
        if not semicolon:
            self.id += "-nosemicolon"

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the sentences of `text` as `(start, end)`, in time linear in its length."""
        return [
            span
            for start, end in split_paragraphs(text)
            for span in sentences_between(
                text, start, end, self._cuts(text[start:end], start), numbering=_NUMBERING
            )
        ]

    def _cuts(self, text: str, offset: int) -> Iterator[int]:
        """Yield where sentences of the paragraph end, as far as punctuation tells; `offset` is added."""
        pairs = _pairs(text)
        stops = [run.start() for run in _FULL_STOP.finditer(text)]
        closed = _Closed(_kept_whole(text, pairs, stops))
        clauses = _Closed(_kept_from_semicolons(pairs, stops))
        closing = {close for _, close in pairs}
        sources = {
            start: end
            for start, end in pairs
            if text[start] in "（(" and not _count(stops, start, end)
        }
        cut = 0
        for run in _RUN.finditer(text):
            strength = _strength(text, run)
            if (
                not strength or run.start() < cut
            ):  # the latter stands in a source that went with its quotation
                continue
            cut = last = run.end()
            while True:  # the closing marks that follow go with the sentence
                after = _SPACE.match(text, cut).end()  # type: ignore[union-attr]
                if after == len(text) or not (
                    text[after] in _CLOSERS or (text[after] == '"' and after in closing)
                ):
                    break
                cut, last = after + 1, after
            quoted = cut > run.end() and text[last] in '”’」』"'
            if (
                quoted and cut in sources and sources[cut] - cut <= _LONG_WORD
            ):  # “学而时习之。”（《论语》）
                cut = sources[cut] + 1
            elif note := _NOTE.match(text, cut):
                cut = note.end()
            after = _SPACE.match(text, cut).end()  # type: ignore[union-attr]
            if after == len(text):
                return
            follows = text[after]
            if (
                follows in _GOES_ON
                or (quoted and self._goes_on_quoted.match(text, after))
                or closed.holds(cut)
                or (strength == "pause" and cut == run.end() and follows not in "“‘「『")
                or (strength == "clause" and (not self.semicolon or clauses.holds(cut)))
            ):
                continue
            yield offset + cut


class JapaneseSegmenter(ChineseSegmenter):
    """Sentence boundaries of Japanese, by the rules of Chinese: 「…。」と goes on."""

    id = f"ja/{VERSION}"
    _goes_on_quoted = re.compile(r"[とっでのはがをにもな]|—")

    def __init__(self, *, semicolon: bool = False) -> None:
        """Take whether ；ends a sentence, which is rare in Japanese."""
        super().__init__(semicolon=semicolon)


class _Closed:
    """Intervals that keep the sentence open, asked for in ascending order."""

    def __init__(self, intervals: list[tuple[int, int]]) -> None:
        self._intervals = iter([*intervals, (1 << 62, 1 << 62)])
        self._now = next(self._intervals)

    def holds(self, cut: int) -> bool:
        """Tell whether `start < cut <= end` for one of them."""
        while self._now[1] < cut:
            self._now = next(self._intervals)
        return self._now[0] < cut


def _pairs(text: str) -> list[tuple[int, int]]:
    """Return the opening and closing marks that match, by place of the opening one; odd ones are ignored."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    depth: Counter[str] = Counter()
    for mark in _PAIRED.finditer(text):
        at, char = mark.start(), mark.group()
        if char == "’" and text[at - 1 : at].isascii() and text[at + 1 : at + 2].isalpha():
            continue  # an apostrophe
        kind = _CLASS.get(char, char)
        if char in _OPENERS or (char == '"' and not depth[kind]):
            stack.append((kind, at))
            depth[kind] += 1
        elif depth[kind]:
            while stack[-1][0] != kind:
                depth[stack.pop()[0]] -= 1
            depth[kind] -= 1
            found.append((stack.pop()[1], at))
    return sorted(found)


def _kept_whole(text: str, pairs: list[tuple[int, int]], stops: list[int]) -> list[tuple[int, int]]:
    """Return the outermost brackets and quotations in which no sentence ends: not at `start < cut <= end`."""
    kept: list[tuple[int, int]] = []
    reach = -1
    for start, end in pairs:
        if start < reach:
            continue
        inside = _count(stops, start, end)
        word_before, word_after = (
            text[start - 1 : start].isalnum(),
            text[end + 1 : end + 2].isalnum(),
        )
        if text[start] in _QUOTES:
            if not (
                inside and word_before and end - start <= _LONG_WORD and "。" not in text[start:end]
            ):
                continue
            end += 1
        elif end - start > _LONG_BRACKET and inside > 1:
            continue
        elif word_before and word_after:
            end += 1
        kept.append((start, end))
        reach = end
    return kept


def _kept_from_semicolons(pairs: list[tuple[int, int]], stops: list[int]) -> list[tuple[int, int]]:
    """Return the outermost pairs that hold at most one full stop: the clauses in them stay together."""
    kept: list[tuple[int, int]] = []
    for start, end in pairs:
        if (not kept or start > kept[-1][1]) and _count(stops, start, end) <= 1:
            kept.append((start, end))
    return kept


def _count(stops: list[int], start: int, end: int) -> int:
    return bisect_left(stops, end) - bisect_left(stops, start)


def _strength(text: str, run: re.Match[str]) -> str:
    """Return how a run of marks ends what precedes it: `full`, `clause`, `pause` (……) or not at all."""
    marks, start, end = run.group(), run.start(), run.end()
    if any(mark in _FULL for mark in marks):
        return "full"
    before, after = text[start - 1 : start], text[end : end + 1]
    # After Latin letters and digits, ASCII marks belong to URLs, names and numbers unless a blank follows.
    latin = before.isascii() and before.isalnum()
    apart = not (after.isascii() and after.isalnum()) and not (latin and after.isalnum())
    if "?" in marks or "!" in marks:
        return "full" if apart else ""
    if "；" in marks:
        return "clause"
    if marks == ";":
        return "clause" if apart and not latin else ""
    if marks not in {".", "．"}:
        return "pause"
    if not before or before.isspace() or not apart:
        return ""
    if latin and (
        _ABBREVIATION.search(text, max(0, start - 6), start)
        or (after.isspace() and _latin_next(text, end))
    ):
        return ""
    return "full"


def _latin_next(text: str, at: int) -> bool:
    """Tell whether the next word is a Latin one: then an English phrase goes on, as far as we know."""
    follows = text[at : at + 8].lstrip()[:1]
    return follows.isascii() and follows.isalnum()
