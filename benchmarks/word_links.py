"""How good and how fast word links are, beside other programs, on words linked by hand.

    python benchmarks/word_links.py GOLD_FILE GOLD_DIR

GOLD_FILE has one JSON object a line: `zh` and `en` are lists of words, `sure` and `possible` lists
of links `[zh, en]`. GOLD_DIR has texts aligned by sentences, as for alignment.py. Their pairs are
given to the aligners besides in the rows "with other pairs", and the first of them is the text for
which the speed is measured. Eflomal is measured if it is installed
(`pip install eflomal`). The figures go to benchmarks/word_links.json.

AER is the alignment error rate: 0 if all sure links and only sure or possible links are found.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aigov_corpus.alignment import align_sentences
from aigov_corpus.embedding.use import UseEncoder
from aigov_corpus.evaluation.gold import GoldText, read_gold
from aigov_corpus.text.words import list_words
from aigov_corpus.word_links import link_words
from figures import describe_machine

OUT = Path(__file__).with_suffix(".json")
WordPairs = Sequence[tuple[list[str], list[str]]]
Links = list[set[tuple[int, int]]]
PLACES = 4


def measure(gold: Sequence[dict[str, Any]], links: Links) -> dict[str, float]:
    """Return precision, recall and alignment error rate of the links of all pairs together."""
    found = right = right_sure = sure_total = 0
    for pair, of_pair in zip(gold, links, strict=True):
        sure = set(map(tuple, pair["sure"]))
        possible = sure | set(map(tuple, pair["possible"]))
        found += len(of_pair)
        right += len(of_pair & possible)
        right_sure += len(of_pair & sure)
        sure_total += len(sure)
    return {
        "precision": round(right / max(found, 1), PLACES),
        "recall": round(right_sure / max(sure_total, 1), PLACES),
        "aer": round(1 - (right + right_sure) / max(found + sure_total, 1), PLACES),
    }


def link_by_vectors(pairs: WordPairs) -> Links:
    """Link words that are nearest to each other, both ways, by their vectors alone."""
    encoder = UseEncoder()
    links: Links = []
    for src, tgt in pairs:
        cosines = encoder.words(src) @ encoder.words([word.lower() for word in tgt]).T
        nearest = enumerate(cosines.argmax(axis=1).tolist())
        backward = cosines.argmax(axis=0)
        links.append({(row, column) for row, column in nearest if backward[column] == row})
    return links


def link_by_eflomal(pairs: WordPairs) -> Links:
    """Link words by eflomal: the links that both directions have."""
    from eflomal import Aligner

    def lines(side: int) -> io.StringIO:
        texts = (" ".join(word.lower().replace(" ", "_") for word in pair[side]) for pair in pairs)
        return io.StringIO("".join(f"{text}\n" for text in texts))

    with TemporaryDirectory() as folder:
        files = [str(Path(folder, name)) for name in ("forward", "reverse")]
        Aligner().align(
            lines(0), lines(1), links_filename_fwd=files[0], links_filename_rev=files[1]
        )
        forward, reverse = (_read_links(Path(file)) for file in files)
    return [first & second for first, second in zip(forward, reverse, strict=True)]


def _read_links(path: Path) -> Links:
    """Return the links of a file in Pharaoh format, a pair a line: `0-0 1-2`."""
    found: Links = []
    for line in path.read_text("ascii").splitlines():
        cells = (cell.split("-") for cell in line.split())
        found.append({(int(row), int(column)) for row, column in cells})
    return found


def word_pairs(text: GoldText) -> list[tuple[list[str], list[str]]]:
    """Return the words of the beads of a text, Chinese first; beads with one side are left out."""
    found = []
    for src, tgt in text.beads:
        sides = [
            (lang, joint.join(sentences[number] for number in bead))
            for lang, joint, sentences, bead in (
                (text.src_lang, "" if text.src_lang == "zh" else " ", text.src, src),
                (text.tgt_lang, "" if text.tgt_lang == "zh" else " ", text.tgt, tgt),
            )
        ]
        words = [list_words(joined, lang=lang) for lang, joined in sorted(sides, reverse=True)]
        if all(words):
            found.append((words[0], words[1]))
    return found


def measure_speed(text: GoldText) -> dict[str, float]:
    """Return the seconds of processor time for aligning a text, and for linking its words."""
    pairs = word_pairs(text)
    link_words(pairs[:20])
    align_sentences(text.src[:20], text.tgt[:20], src_lang=text.src_lang, tgt_lang=text.tgt_lang)
    start = time.process_time()
    align_sentences(text.src, text.tgt, src_lang=text.src_lang, tgt_lang=text.tgt_lang)
    aligned = time.process_time()
    link_words(pairs)
    linked = time.process_time()
    return {
        "pairs": len(pairs),
        "align, s": round(aligned - start, 2),
        "link, s": round(linked - aligned, 2),
        "ratio": round((linked - aligned) / (aligned - start), 2),
    }


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold_file", type=Path)
    parser.add_argument("gold_dir", type=Path)
    arguments = parser.parse_args()
    gold = [json.loads(line) for line in arguments.gold_file.read_text("utf-8").splitlines()]
    pairs = [(pair["zh"], pair["en"]) for pair in gold]
    texts = read_gold(arguments.gold_dir)
    others = [pair for text in texts for pair in word_pairs(text)]
    linkers: dict[str, Callable[[WordPairs], Links]] = {
        "ours": link_words,
        "vectors alone": link_by_vectors,
    }
    if find_spec("eflomal"):
        linkers["eflomal, intersected"] = link_by_eflomal
    figures: dict[str, Any] = json.loads(OUT.read_text("utf-8"))["figures"] if OUT.exists() else {}
    for name, linker in linkers.items():
        figures[name] = measure(gold, linker(pairs))
        if linker is not link_by_vectors:
            with_others = linker([*pairs, *others])[: len(pairs)]
            figures[f"{name}, with {len(others)} other pairs"] = measure(gold, with_others)
    political = next(text for text in texts if text.name.startswith("pol"))
    figures["speed"] = measure_speed(political)
    written = {"machine": describe_machine(), "pairs": len(pairs), "figures": figures}
    OUT.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
