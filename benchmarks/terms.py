"""How many listed terms are found, how they are rendered, and how quiet the check of terms is.

    python benchmarks/terms.py HKMA_DIR                print the figures
    python benchmarks/terms.py HKMA_DIR --save         and write benchmarks/terms.json
    python benchmarks/terms.py HKMA_DIR --part check   one part: terms or check

HKMA_DIR has chapters `YEAR-NN.zh.txt` and `YEAR-NN.en.txt`, paragraph by paragraph, and lists of
terms `YEAR.terms.jsonl`: `{term, renderings}`, a term a line.

terms
    Beside frequency alone and libraries (see term_baselines). Candidates are Chinese, and so their
    recall is measured in the years whose terms are Chinese. Only listed terms that occur at least
    three times count: rarer ones are no candidates. Nothing was chosen on these texts.
check
    Each year is checked with its own list. The paragraphs are correct, so whatever is flagged is
    flagged wrongly. Then, in each paragraph, one right rendering is replaced by that of another
    term, or one of its words by the nearest other word; found is what is flagged at that term.
    Forms, variants and parts were worked out on 2015 and 2016; limits on other texts.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

import aigov_corpus as ac
from aigov_corpus.checking import check_pairs
from aigov_corpus.checking.term_forms import find_exact, list_keys
from aigov_corpus.checking.term_places import TermIndex, TermPlace
from aigov_corpus.embedding import DEFAULT, cache_encoder
from aigov_corpus.records import Pair, Side, Span
from aigov_corpus.terms.linked import link_pairs
from aigov_corpus.terms.renderings import count_renderings, find_occurrences, find_places
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words
from figures import describe_machine
from term_baselines import list_by_others, render_by_counts, render_by_eflomal

OUT = Path(__file__).with_suffix(".json")
FIRST = (200, 500, 1000, 2000)
"""Among how many of the first candidates listed terms are looked for."""
FEWEST = 3
"""How often a term occurs, at least."""
PLACES = 3
SEED = 17
TRIES = 50
"""Terms that are drawn, at most, until one is about as long as the right one."""
DIFFERENCE: dict[Side, int] = {"en": 8, "zh": 2}
"""Characters by which it may be longer or shorter."""

Texts = Sequence[tuple[str, str]]


def read_pairs(folder: Path, year: str) -> list[tuple[str, str]]:
    """Return the paragraphs of a year that both languages have, Chinese first."""
    found = []
    for path in sorted(folder.glob(f"{year}-*.zh.txt")):
        english = path.with_name(path.name.replace(".zh.", ".en."))
        lines = zip(
            path.read_text("utf-8").splitlines(),
            english.read_text("utf-8").splitlines(),
            strict=False,
        )
        found += [(zh, en) for zh, en in lines if zh.strip() and en.strip()]
    return found


def read_entries(path: Path) -> tuple[Side, ac.Termbase]:
    """Return the language of the terms of a list, and the list as a termbase."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    source: Side = "en" if sum(row["term"].isascii() for row in rows) > len(rows) / 2 else "zh"
    entries = [
        ac.TermEntry((row["term"],), tuple(row["renderings"]))
        if source == "zh"
        else ac.TermEntry(tuple(row["renderings"]), (row["term"],))
        for row in rows
    ]
    return source, ac.Termbase(tuple(entries))


def share(part: int, whole: int) -> float:
    """Return a share, rounded."""
    return round(part / max(whole, 1), PLACES)


def measure_terms(pairs: Texts, base: ac.Termbase) -> dict[str, object]:
    """Return the recall of listed terms, and the share whose first rendering is listed."""
    listed = list_renderings(base, "zh")
    text = simplify("\n".join(zh for zh, _ in pairs))
    wanted = {term for term in listed if text.count(term) >= FEWEST}
    corpus = ac.Corpus.from_pairs(pairs)
    frame = corpus.terms(min_count=FEWEST)
    by_count = frame.sort_values("count", ascending=False, kind="stable")
    rankings = {
        "ours": frame["term"].tolist(),
        "frequency alone": by_count["term"].tolist(),
        **list_by_others(pairs),
    }
    recall = {
        name: {
            str(first): share(len(wanted & set(map(simplify, terms[:first]))), len(wanted))
            for first in FIRST
        }
        | {"listed": len(terms)}
        for name, terms in rankings.items()
    }
    ours = corpus.terms(min_count=FEWEST, termbase=base)
    found = dict(zip(ours["term"], ours["text"], strict=True))
    return {"recall in the first": recall} | compare_renderings(pairs, listed, wanted, "zh", found)


def measure_renderings(pairs: Texts, base: ac.Termbase) -> dict[str, object]:
    """Return the share of English terms whose first rendering is a listed one."""
    listed = list_renderings(base, "en")
    wanted = {
        term
        for term in listed
        if sum(len(find_places(en, term, "en")) for _, en in pairs) >= FEWEST
    }
    linked = link_pairs(pairs)
    found = {}
    for term in wanted:
        having = [at for at, (_, en) in enumerate(pairs) if find_places(en, term, "en")]
        texts = [pairs[at] for at in having]
        others = [pair for at, pair in enumerate(pairs) if at not in set(having)]
        occurrences = find_occurrences(texts, [linked[at] for at in having], term, others=others)
        renderings = count_renderings(texts.__getitem__, occurrences, "en")
        found[term] = next((item.text for item in renderings if item.text), "")
    return compare_renderings(pairs, listed, wanted, "en", found)


def list_renderings(base: ac.Termbase, side: Side) -> dict[str, set[str]]:
    """Return for each term of a list its renderings, all as they are compared."""
    listed: dict[str, set[str]] = {}
    for entry in base:
        own, other = (entry.zh, entry.en) if side == "zh" else (entry.en, entry.zh)
        listed.setdefault(simplify(own[0]), set()).update(simplify(term).lower() for term in other)
    return listed


def compare_renderings(
    pairs: Texts,
    listed: dict[str, set[str]],
    wanted: set[str],
    side: Side,
    ours: dict[str, str],
) -> dict[str, object]:
    """Return how many first renderings are listed, ours and those of other ways."""
    chosen = sorted(wanted)
    renderings = {
        "ours": ours,
        "co-occurrence alone": render_by_counts(pairs, chosen, side),
        "eflomal": render_by_eflomal(pairs, chosen, side),
    }
    first = {
        name: {term: simplify(found.get(term, "")).lower() for term in wanted}
        for name, found in renderings.items()
    }
    return {
        "pairs": len(pairs),
        "terms": len(wanted),
        "first rendering is listed": {
            name: share(sum(found[term] in listed[term] for term in wanted), len(wanted))
            for name, found in first.items()
        },
        "first rendering is listed, or a part of it, or has it as a part": {
            name: share(sum(_is_near(found[term], listed[term]) for term in wanted), len(wanted))
            for name, found in first.items()
        },
    }


def _is_near(found: str, listed: set[str]) -> bool:
    return bool(found) and any(found in other or other in found for other in listed)


class Plant(NamedTuple):
    """A wrong term in a paragraph."""

    number: int
    """Number of the paragraph."""
    place: int
    """Offset of the term in the source."""
    text: str
    """The translation with a wrong term in it."""


class Year:
    """The paragraphs of a year, with its list."""

    def __init__(self, pairs: Texts, source: Side, base: ac.Termbase) -> None:
        self.texts = [pair if source == "zh" else pair[::-1] for pair in pairs]
        """Source and translation of each paragraph."""
        self.source = source
        self.target: Side = "en" if source == "zh" else "zh"
        self.base = base
        self.found = [TermIndex(base, source).find(text) for text, _ in self.texts]
        """The terms of each paragraph."""

    def check(self, texts: Texts) -> tuple[list[Pair], set[tuple[str, int]]]:
        """Return the pairs, and for each finding the id of its pair and the place of the term."""
        corpus = ac.Corpus.from_pairs(texts, src_lang=self.source, tgt_lang=self.target)
        pairs = list(corpus)
        flagged = set()
        for finding in check_pairs(pairs, only=["term"], terms=self.base):
            place, other = finding.places[:2]
            if isinstance(place, Span) and isinstance(other, Span):
                flagged.add((place.pair_id, other.start))
        return pairs, flagged

    def plant(self, kind: str) -> Iterator[Plant]:
        """Yield one wrong term for each paragraph that has a right one."""
        chance = random.Random(SEED)
        terms = [term for entry in self.base for term in entry.terms(self.target)]
        words = _NearWords([text for _, text in self.texts], self.target)
        for number, (_, text) in enumerate(self.texts):
            right = list(self._find_right(number))
            if not right:
                continue
            found, (start, end) = chance.choice(right)
            old = text[start:end]
            if kind == "another term":
                new = self._draw(old, text, terms, chance)
            else:
                new = words.change(old, chance)
            if new:
                yield Plant(number, found.place[0], f"{text[:start]}{new}{text[end:]}")

    def _find_right(self, number: int) -> Iterator[tuple[TermPlace, tuple[int, int]]]:
        """Yield the terms with one right rendering in the translation, and its place."""
        for found in self.found[number]:
            places = {
                place
                for term in found.wanted.allowed
                for place in find_exact(self.texts[number][1], term, self.target)
            }
            if len(places) == 1:
                yield found, places.pop()

    def _draw(self, old: str, text: str, terms: Sequence[str], chance: random.Random) -> str:
        """Return a rendering of another term that is about as long and has no word of this one."""
        keys = set(list_keys(old, self.target))
        for _ in range(TRIES):
            new = chance.choice(terms)
            is_near = abs(len(new) - len(old)) <= DIFFERENCE[self.target]
            if is_near and not keys & set(list_keys(new, self.target)) and new not in text:
                return new
        return ""


class _NearWords:
    """The words of texts, by their vectors."""

    def __init__(self, texts: Sequence[str], side: Side) -> None:
        counts = Counter(
            word.lower() for text in texts for word, _, _ in find_words(text, lang=side)
        )
        self._side = side
        self._shortest = 4 if side == "en" else 2
        self._words = [
            word
            for word, count in counts.items()
            if count > 1 and len(word) >= self._shortest and word.isalpha()
        ]
        self._encoder = cache_encoder(DEFAULT)
        self._vectors = self._encoder.words(self._words)

    def change(self, term: str, chance: random.Random) -> str:
        """Return a term of several words with one of them replaced by the nearest other word."""
        words = [item for item in find_words(term, lang=self._side) if len(item[0]) > 1]
        if len(words) < 2:
            return ""
        word, start, end = chance.choice(words)
        cosines = self._vectors @ self._encoder.words([word.lower()])[0]
        for at in np.argsort(-cosines):
            other = self._words[at]
            if not set(list_keys(other, self._side)) & set(list_keys(word, self._side)):
                return f"{term[:start]}{other}{term[end:]}"
        return ""


def measure_check(pairs: Texts, source: Side, base: ac.Termbase) -> dict[str, object]:
    """Return how many correct paragraphs are flagged, and how many planted wrong terms."""
    year = Year(pairs, source, base)
    holding = sum(map(bool, year.found))
    naive = sum(
        any(not any(term.lower() in text.lower() for term in item.wanted.allowed) for item in found)
        for (_, text), found in zip(year.texts, year.found, strict=True)
    )
    flagged = {pair_id for pair_id, _ in year.check(year.texts)[1]}
    figures: dict[str, object] = {
        "direction": "zh-en" if source == "zh" else "en-zh",
        "paragraphs": len(pairs),
        "with terms": holding,
        "flagged": share(len(flagged), holding),
        "flagged by looking for the renderings alone": share(naive, holding),
    }
    for kind in ("another term", "one word"):
        plants = list(year.plant(kind))
        texts = list(year.texts)
        for item in plants:
            texts[item.number] = (texts[item.number][0], item.text)
        planted, hits = year.check(texts)
        found = sum((planted[item.number].pair_id, item.place) in hits for item in plants)
        figures[f"planted, {kind}"] = {
            "places": len(plants), "found": share(found, len(plants)),
        }  # fmt: skip
    return figures


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("terms", "check"))
    parser.add_argument("--year", action="append", help="only this year")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    figures = json.loads(OUT.read_text("utf-8")) if OUT.exists() else {}
    for path in sorted(options.folder.glob("*.terms.jsonl")):
        year = path.name.partition(".")[0]
        if options.year and year not in options.year:
            continue
        source, base = read_entries(path)
        pairs = read_pairs(options.folder, year)
        if options.part != "check":
            measure = measure_terms if source == "zh" else measure_renderings
            figures.setdefault("terms", {})[year] = measure(pairs, base)
        if options.part != "terms":
            figures.setdefault("check", {})[year] = measure_check(pairs, source, base)
    figures["machine"] = describe_machine()
    text = json.dumps(figures, indent=1, ensure_ascii=False, sort_keys=True)
    print(text)
    if options.save:
        OUT.write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
