"""Plant omissions and additions in pairs of texts, and say which words of each pair they concern.

    python benchmarks/close_reader/plantings.py PAIRS PLANTINGS

PAIRS are lines of JSON with the keys `zh`, `en` and `src` (a name for where the pair is from). Each
is a sentence or two whose texts say the same. PLANTINGS are the same lines, each with up to eight
plantings as `Planting` describes them. `train.py` reads them. 10,000 pairs take 70 seconds.

Of one text a clause, an item of a list, a phrase or some words are deleted, and the word links say
which words of the other text have lost their counterpart by it; or a clause of another pair is put
into one text.

The network of the package was trained with 163,000 pairs of free programs, translated by people:
games (Cataclysm: Dark Days Ahead, Battle for Wesnoth, Dungeon Crawl), manuals (Godot, LibreOffice,
Debian, GNOME), the kernel's documentation and the messages of programs, all from packages of Debian
and PyPI; the Bible (Chinese Union Version; World English Bible and King James); laws of Taiwan; and
chapters of novels. Academic, magazine and political texts were left out: `omission_weights.py`
learns from the first two, and the checks are measured on the last ones.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.records import Side
from aigov_corpus.text.content_words import has_content
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words
from aigov_corpus.word_links import weigh_links

Floats = NDArray[np.float32]
Place = tuple[int, int]
Words = Sequence[tuple[str, int, int]]

PLANTINGS = 8
"""How often something is planted in each pair; some attempts fail."""
ADDED = 0.13
"""Share of the plantings in which a clause of another pair is put in."""
CUT_ENGLISH = 0.62
"""Share of the deletions that are made in the English text."""
CLAUSE, FIRST, LAST, PHRASE = 0.55, 0.70, 0.78, 0.93
"""Kinds of deletions: a number between 0 and 1 is drawn, and the first one above it says which."""
FEWEST: dict[Side, int] = {"zh": 2, "en": 5}
"""Characters of the shortest deletion."""
MOST_OF_TEXT = 0.75
"""The largest share of a text that is deleted."""
LONGEST_PHRASE = 120
"""Characters."""
WORD_COUNTS = (2, 3, 3, 4, 5, 6, 8)
"""How many words are deleted where they are no clause and no phrase."""
LOST, LOST_OVER_KEPT = 0.35, 1.15
"""A word lost its counterpart if the strongest link to a deleted word is above the first number,
and so many times as strong as that to any other word."""
KEPT, KEPT_OVER_LOST = 0.3, 0.9
"""A word still has it if the strongest link to another word is above the first number, and so many
times as strong as that to any deleted word."""
NEARBY = 8
"""In a clause of at most so many words, those after the last known one are like it."""
FOUND = 0.35
"""Words that lost their counterpart, for each deleted word with meaning, at least."""
CHUNK = 2000
"""Pairs whose words are linked at once."""
SPARE: dict[Side, range] = {"zh": range(4, 41), "en": range(4, 131)}
"""Characters of a clause that is put into other texts."""
MOST_SPARE = 5000
"""Clauses of the last pairs that are kept for this."""
SEED = 7

_MARKS: dict[Side, re.Pattern[str]] = {
    "zh": re.compile("[，、；。！？：,;]"),
    "en": re.compile(r"[,;:](?=\s)|[.!?](?=\s|$)|(?<= )[-–—]+(?= )"),
}
_ENDS = ".!?。！？"
_PHRASE_STARTS = re.compile(
    r"\b(?:in|on|at|by|for|with|from|through|during|under|among|within|of|to|and|as|that|which"
    r"|who|where|when|while|including)\b"
)
_BORDER = re.compile(r"[，、；。！？,;.!?]")


class Planting(NamedTuple):
    """A change of one text of a pair, after which one of the texts says more than the other."""

    side: Side
    """The text that is changed."""
    start: int
    end: int
    """The place that is deleted; if it is empty, something is put in there."""
    instead: str
    """What stands there afterwards."""
    longer: Side
    """The text that says more: the changed one if something was put in, the other one if not."""
    absent: list[Place]
    """Places in that text for which the other one has nothing."""
    unsure: list[Place]
    """Places in it of which that is not known."""

    def change(self, zh: str, en: str) -> tuple[str, str]:
        """Return the two texts with the planting."""
        text = zh if self.side == "zh" else en
        text = text[: self.start] + self.instead + text[self.end :]
        return (text, en) if self.side == "zh" else (zh, text)


class Pair(NamedTuple):
    """A Chinese text and its English, with what can be planted there, one at a time."""

    zh: str
    en: str
    src: str
    plantings: list[Planting]


class Cut(NamedTuple):
    """What is deleted from a text, and what is put in its place: nothing, or a capital letter."""

    start: int
    end: int
    instead: str = ""


def find_marks(text: str, side: Side) -> list[int]:
    """Return the offsets of the marks between clauses."""
    return [found.start() for found in _MARKS[side].finditer(text)]


def choose_cut(text: str, side: Side, words: Words, chance: random.Random) -> Cut | None:
    """Return what to delete from a text; None if it has nothing of the kind that was drawn."""
    marks = find_marks(text, side)
    kind = chance.random()
    if kind < CLAUSE and len(marks) > 1:
        number = chance.randrange(len(marks) - 1)
        return _cut_between(text, marks[number], marks[number + 1])
    if kind < FIRST and marks:
        return _cut_first(text, marks[0])
    if kind < LAST and len(marks) > 1:
        return _cut_between(text, *marks[-2:])
    if kind < PHRASE and side == "en":
        return _cut_phrase(text, marks, chance)
    return _cut_words(text, side, words, chance) if words else None


def _cut_between(text: str, first: int, second: int) -> Cut:
    """Return a clause with the mark before it, or a sentence with the mark after it."""
    after = text[first] in _ENDS
    return Cut(first + after, second + after)


def _cut_first(text: str, mark: int) -> Cut | None:
    """Return the clause that begins a text; the next one then begins with a capital letter."""
    rest = text[mark + 1 :].lstrip(" ")
    if mark >= len(text) - 2 or text[mark] in _ENDS or not rest:
        return None
    return Cut(0, len(text) - len(rest) + 1, rest[0].upper())


def _cut_phrase(text: str, marks: Sequence[int], chance: random.Random) -> Cut | None:
    """Return an English phrase from a preposition or a conjunction to a later one, or to a mark."""
    starts = [found.start() for found in _PHRASE_STARTS.finditer(text)]
    if not starts:
        return None
    start = chance.choice(starts)
    ends = sorted([one for one in starts if one > start + 8] + [m for m in marks if m > start + 5])
    if not ends:
        return None
    end = ends[min(len(ends) - 1, int(abs(chance.gauss(0, 1.2))))]
    end = len(text[:end].rstrip(" "))
    return Cut(len(text[:start].rstrip(" ")), end) if end - start <= LONGEST_PHRASE else None


def _cut_words(text: str, side: Side, words: Words, chance: random.Random) -> Cut | None:
    """Return some words after one another, without the border of a sentence."""
    first = chance.randrange(len(words))
    last = min(len(words), first + chance.choice(WORD_COUNTS)) - 1
    start, end = words[first][1], words[last][2]
    if re.search("[。.!?；;]", text[start:end]):
        return None
    return Cut(len(text[:start].rstrip(" ")) if side == "en" else start, end)


def judge_words(text: str, words: Words, links: Floats, deleted: NDArray[np.bool_]) -> list[int]:
    """Say of each word whether it has lost its counterpart.

    Args:
        text: the text that was not changed.
        words: its words.
        links: `(words, words of the other text)`, strengths from 0 to 1.
        deleted: for each word of the other text whether it was deleted.

    Returns:
        For each word 1 if it has, 0 if it has not, and -1 if that is not known.
    """
    lost = links[:, deleted].max(axis=1, initial=0)
    kept = links[:, ~deleted].max(axis=1, initial=0)
    known = np.full(len(words), -1)
    known[(lost > LOST) & (lost > LOST_OVER_KEPT * kept)] = 1
    known[(kept > KEPT) & (kept >= KEPT_OVER_LOST * lost)] = 0
    borders = [bool(_BORDER.search(text[before[2] : word[1]])) for before, word in pairwise(words)]
    clauses = np.cumsum([0, *borders])[: len(words)]
    judged: list[int] = []
    for number in range(clauses.max(initial=-1) + 1):
        judged += _fill(known[clauses == number].tolist())
    return judged


def _fill(known: list[int]) -> list[int]:
    """Judge the unknown words of a clause as the known ones on both sides, if these agree."""
    filled = []
    for number, one in enumerate(known):
        before = next((other for other in reversed(known[:number]) if other >= 0), -1)
        after = next((other for other in known[number:] if other >= 0), -1)
        if one >= 0 or before == after:
            filled.append(after)
        elif -1 in (before, after) and len(known) <= NEARBY:
            filled.append(max(before, after))
        else:
            filled.append(-1)
    return filled


def _join(text: str, words: Words, chosen: Iterable[bool]) -> list[Place]:
    """Return the places of the chosen words; words with only spaces between them have one place."""
    places: list[Place] = []
    for (_, start, end), one in zip(words, chosen, strict=True):
        if one and places and not text[places[-1][1] : start].strip():
            places[-1] = (places[-1][0], end)
        elif one:
            places.append((start, end))
    return places


def plant_deletion(
    texts: dict[Side, str], words: dict[Side, Words], links: Floats, chance: random.Random
) -> Planting | None:
    """Delete something from one text; None if that fails, or if it is not clear what is lost.

    Args:
        texts: the two texts.
        words: their words.
        links: `(Chinese words, English words)`, strengths from 0 to 1.
        chance: what is drawn from.
    """
    side: Side = "en" if chance.random() < CUT_ENGLISH else "zh"
    longer: Side = "zh" if side == "en" else "en"
    cut = choose_cut(texts[side], side, words[side], chance)
    if cut is None or not FEWEST[side] <= cut.end - cut.start <= MOST_OF_TEXT * len(texts[side]):
        return None
    end = cut.end - bool(cut.instead)
    deleted = np.array([cut.start <= first and last <= end for _, first, last in words[side]], bool)
    content = sum(
        has_content(word, lang=side)
        for (word, _, _), gone in zip(words[side], deleted, strict=True)
        if gone
    )
    if not content or deleted.all():
        return None
    judged = judge_words(
        texts[longer], words[longer], links if longer == "zh" else links.T, deleted
    )
    if judged.count(1) < max(1, FOUND * content):
        return None
    absent, unsure = (
        _join(texts[longer], words[longer], [one == kind for one in judged]) for kind in (1, -1)
    )
    return Planting(side, *cut, longer, absent, unsure)


def plant_addition(
    texts: dict[Side, str], spare: dict[Side, list[str]], chance: random.Random
) -> Planting | None:
    """Put a clause of another pair into one text; None if there is no place or no clause for it."""
    side: Side = chance.choice(("zh", "en"))
    marks = find_marks(texts[side], side)
    clause = chance.choice(spare[side])
    if not marks:
        return None
    at = chance.choice(marks)
    added = ("，" if side == "zh" else ", ") + clause
    return Planting(side, at, at, added, side, [(at, at + len(added))], [])


def plant(
    pairs: Sequence[Pair], spare: dict[Side, list[str]], chance: random.Random
) -> Iterator[Pair]:
    """Yield pairs with plantings.

    Args:
        pairs: pairs without any.
        spare: clauses of earlier pairs; those of these pairs are added to it.
        chance: what is drawn from.
    """
    words: list[dict[Side, Words]] = [
        {"zh": find_words(simplify(one.zh), lang="zh"), "en": find_words(one.en, lang="en")}
        for one in pairs
    ]
    linked = weigh_links(
        [([word for word, _, _ in one["zh"]], [word for word, _, _ in one["en"]]) for one in words],
        together=False,
    )
    for one in pairs:
        for side, text in _sides(one).items():
            marks = find_marks(text, side)
            if len(marks) > 1:
                number = chance.randrange(len(marks) - 1)
                clause = text[marks[number] + 1 : marks[number + 1]].strip()
                spare[side] += [clause] * (len(clause) in SPARE[side])
    for clauses in spare.values():
        del clauses[:-MOST_SPARE]
    for one, of_one, links in zip(pairs, words, linked, strict=True):
        tries = PLANTINGS if min(map(len, of_one.values())) > 2 else 0
        for _ in range(tries):
            if chance.random() < ADDED and all(spare.values()):
                planting = plant_addition(_sides(one), spare, chance)
            else:
                planting = plant_deletion(_sides(one), of_one, links, chance)
            if planting:
                one.plantings.append(planting)
        yield one


def _sides(pair: Pair) -> dict[Side, str]:
    return {"zh": pair.zh, "en": pair.en}


def write_pair(pair: Pair) -> str:
    """Return a pair as a line of JSON."""
    row = {**pair._asdict(), "plantings": [one._asdict() for one in pair.plantings]}
    return json.dumps(row, ensure_ascii=False) + "\n"


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a file, with plantings if it has any."""
    pairs = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        plantings = [Planting(**one) for one in row.get("plantings", ())]
        pairs.append(Pair(row["zh"], row["en"], row["src"], plantings))
    return pairs


def main() -> None:
    """Write the pairs of a file with plantings."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("plantings", type=Path)
    options = parser.parse_args()
    pairs = read_pairs(options.pairs)
    chance = random.Random(SEED)
    spare: dict[Side, list[str]] = {"zh": [], "en": []}
    planted = 0
    with options.plantings.open("w", encoding="utf-8") as file:
        for start in range(0, len(pairs), CHUNK):
            for pair in plant(pairs[start : start + CHUNK], spare, chance):
                planted += len(pair.plantings)
                file.write(write_pair(pair))
            print(f"{min(len(pairs), start + CHUNK)} of {len(pairs)} pairs: {planted} plantings")


if __name__ == "__main__":
    main()
