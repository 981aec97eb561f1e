"""Plant changes in laws and count how many sentences `changes` judges right.

    python benchmarks/editions.py ../shared [--save]

In each law a twentieth of the sentences is deleted, as many are put in from another law, changed by
a few words, and moved to a random place. Laws have many sentences that occur twice; if one of two
equal ones was moved, the other may be named.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from aigov_corpus.building.editions import read_edition
from aigov_corpus.comparing.editions import compare_editions

OUT = Path(__file__).with_suffix(".json")
SEED = 7
LAWS = 20
"""Laws of each language."""
SHARE = 20
"""One of so many sentences gets a change of each kind."""
SHORTEST = {"zh": 12, "en": 50}
"""Characters of a sentence that is changed, at least."""
WORDS = {
    "zh": ("主管機關", "人工智慧", "五十萬元", "不得"),
    "en": ("the competent authority", "artificial intelligence", "fifty", "shall not"),
}
"""What is put in place of other words."""

Truth = list[tuple[str, int | None, int | None]]
"""What happened to each sentence: kind, number in the old and in the new edition."""


def plant(
    old: Sequence[str], other: Sequence[str], lang: str, generator: random.Random
) -> tuple[list[str], Truth]:
    """Return a new edition of a text, and what happened to each sentence."""
    places = [number for number, text in enumerate(old) if len(text) > SHORTEST[lang]]
    generator.shuffle(places)
    size = max(1, len(old) // SHARE)
    kinds = ("gone", "changed", "moved", "new")
    planted = {
        place: kind
        for at, kind in enumerate(kinds)
        for place in places[at * size : (at + 1) * size]
    }
    new: list[str] = []
    truth: Truth = []
    held = [number for number, kind in planted.items() if kind == "moved"]
    for number, text in enumerate(old):
        kind = planted.get(number)
        if kind == "gone":
            truth.append(("gone", number, None))
        if kind in ("gone", "moved"):
            continue
        if kind == "new":
            truth.append(("new", None, len(new)))
            new.append(generator.choice([one for one in other if len(one) > SHORTEST["zh"]]))
        changed = change(text, lang, generator) if kind == "changed" else text
        truth.append(("same" if changed == text else "changed", number, len(new)))
        new.append(changed)
    for number in held:
        at = generator.randrange(len(new))
        truth = [(k, i, j + 1 if j is not None and j >= at else j) for k, i, j in truth]
        new.insert(at, old[number])
        truth.append(("moved", number, at))
    return new, truth


def change(text: str, lang: str, generator: random.Random) -> str:
    """Return a sentence with a few other words."""
    words = generator.choice(WORDS[lang])
    if lang == "zh":
        at = generator.randrange(len(text) - 5)
        return text[:at] + words + text[at + generator.randrange(1, 5) :]
    listed = text.split()
    at = generator.randrange(len(listed) - 3)
    listed[at : at + generator.randrange(1, 4)] = words.split()
    return " ".join(listed)


def judge(shared: Path) -> Iterator[tuple[str, str, bool]]:
    """Yield language, kind, and whether it was found, for each sentence of each law."""
    generator = random.Random(SEED)
    for lang in ("zh", "en"):
        files = sorted((shared / "gold" / "laws-tw").glob(f"*.{lang}.txt"))[:LAWS]
        laws = [read_edition(file, lang=lang).sentences for file in files]
        for number, old in enumerate(laws):
            new, truth = plant(old, laws[(number + 1) % len(laws)], lang, generator)
            found = {(one.old, one.new): one.kind for one in compare_editions(old, new, lang=lang)}
            for kind, i, j in truth:
                key = (() if i is None else (i,), () if j is None else (j,))
                # a sentence that moved over few others may count as one that stayed
                right = {kind, "same"} if kind == "moved" else {kind}
                yield lang, kind, found.get(key) in right


def main() -> None:
    """Print and perhaps save the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--save", action="store_true")
    given = parser.parse_args()
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for lang, kind, is_right in judge(given.shared):
        for name in (f"{lang} {kind}", "all"):
            total[name] += 1
            right[name] += is_right
    rows = {name: {"right": right[name], "of": total[name]} for name in sorted(total)}
    print(json.dumps(rows, indent=2))
    if given.save:
        OUT.write_text(json.dumps({"seed": SEED, "counts": rows}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
