"""Aligns two lists of sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.alignment.blanks import (
    leave_out_blanks,
    move_fences,
    put_blanks_back,
)
from aigov_corpus.alignment.exchanges import take_out_exchanges
from aigov_corpus.alignment.fences import Fence, check_fences
from aigov_corpus.alignment.model import choose_model
from aigov_corpus.alignment.moves import break_moved, find_moves
from aigov_corpus.alignment.pair import (
    MANY_SENTENCES,
    MAX_ALIGN,
    EncodedPair,
    check_max_align,
    encode_pair,
)
from aigov_corpus.alignment.reordering import count_loose, put_back, restore_order
from aigov_corpus.alignment.replaced import lower_replaced
from aigov_corpus.alignment.scoring import build_lattice, score_area
from aigov_corpus.alignment.small_texts import add_nearness, judge_small_text
from aigov_corpus.alignment.stray_lines import take_out_stray_lines
from aigov_corpus.alignment.swallowed_moves import free_swallowed
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.embedding.free_memory import give_back_memory
from aigov_corpus.embedding.threads import limit_matrix_threads, map_in_parallel, take_turn
from aigov_corpus.errors import UsageError
from aigov_corpus.garbage import without_garbage_collection
from aigov_corpus.protocols import Progress, tell_nobody
from aigov_corpus.records import Alignment, Bead, Move, Signature
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import read_sentences

if TYPE_CHECKING:
    from aigov_corpus.alignment.lattice import Lattice
    from aigov_corpus.alignment.model import Model
    from aigov_corpus.alignment.strips import Step
    from aigov_corpus.protocols import ComposingEncoder, Encoder

# Sentences of both texts together up to which an alignment takes less than half a second.
_SHORT_TEXTS = 400


@checks_arguments
def align_sentences(
    src: Iterable[str],
    tgt: Iterable[str],
    *,
    src_lang: str = "zh",
    tgt_lang: str = "en",
    encoder: Encoder | str = "use",
    max_align: int = MAX_ALIGN,
    fences: Sequence[Fence] = (),
    weights: str | Path | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align two lists of sentences.

    The score of a bead is a weighted sum of features (docs/alignment-method.md). The score of an
    alignment is the sum of the scores of its beads. First a quick search finds a coarse path
    through the texts, then the alignment with the highest score near that path is found. If the
    caller swaps the two texts, the result has the same beads with their sides swapped.

    A blank sentence becomes a null bead of its own, and no bead reaches over it.

    Args:
        src: source sentences, in order: a list, an array, a Series, a generator.
        tgt: target sentences, in the same way.
        src_lang: ISO 639-1 code of the source language.
        tgt_lang: ISO 639-1 code of the target language.
        encoder: an encoder, or the name of one. Its vectors are cached under its `id`.
        max_align: the largest number of sentences that a bead may have, both sides together. It may
            be 2 to 12. If it is 8 or more, a bead with one sentence on one side may have more: up
            to 100 on the other side, as in a list.
        fences: nodes `(i, j)` that the alignment must pass through. The source sentences before
            number `i` are aligned only with the target sentences before number `j`, and the later
            ones only with the later ones. Both numbers are 0-based.
        weights: a weights file written by `aigov-corpus evaluate --fit`. By default, weights that
            come with this package are used.
        progress: called with a few words about each step, and the share of it that is done (0 to
            1).

    Returns:
        The best alignment. The `score` of a bead with sentences on both sides is the probability
        that the bead is right, according to the model. The `score` of a null bead is None.

    Raises:
        UsageError: a text is no list of sentences, or one of its items is no text; `max_align` or a
            fence is out of range; or a language code is wrong.
        UnknownNameError: no encoder has that name.
        ConfigError: the weights file cannot be used.
    """
    if src is tgt and isinstance(src, Iterator):
        raise UsageError(
            "src and tgt are the same generator, which gives each sentence once",
            remedy="pass two, or make it a list first",
        )
    all_src, all_tgt = read_sentences(src, name="src"), read_sentences(tgt, name="tgt")
    check_max_align(max_align)
    model = choose_model(weights, src_lang, tgt_lang)
    composing = cache_encoder(encoder)
    all_fences = check_fences(fences, len(all_src), len(all_tgt))
    filled_src, filled_tgt = leave_out_blanks(all_src), leave_out_blanks(all_tgt)
    if filled_src.sentences and filled_tgt.sentences:
        short = len(filled_src.sentences) + len(filled_tgt.sentences) <= _SHORT_TEXTS
        with limit_matrix_threads(), take_turn(short=short), without_garbage_collection():
            (progress or tell_nobody)("encoding", 0.0)
            pair = encode_pair(
                filled_src.sentences,
                filled_tgt.sentences,
                src_lang=src_lang,
                tgt_lang=tgt_lang,
                encoder=composing,
                model=model,
                max_align=max_align,
                fences=move_fences(all_fences, filled_src, filled_tgt),
                borders=(filled_src.borders, filled_tgt.borders),
            )
            texts = filled_src.sentences, filled_tgt.sentences
            beads, moves = _find_beads(pair, texts, composing, progress or tell_nobody)
    else:
        beads, moves = _all_null(len(filled_src.sentences), len(filled_tgt.sentences)), []
    beads = put_blanks_back(beads, filled_src, filled_tgt, all_fences)
    made_by = _signature(all_src, all_tgt, encoder=composing.id, model=model, max_align=max_align)
    moves = [
        Move(filled_src.numbers[move.src], filled_tgt.numbers[move.tgt], move.score)
        for move in moves
    ]
    return Alignment(beads, len(all_src), len(all_tgt), made_by, tuple(moves))


def _find_beads(
    pair: EncodedPair,
    texts: tuple[Sequence[str], Sequence[str]],
    encoder: ComposingEncoder,
    progress: Progress,
) -> tuple[tuple[Bead, ...], list[Move]]:
    """Return the beads of the best alignment and what was moved, in the caller's order of sides."""
    steps, scores, moves = _find_steps(pair, progress)
    if moves:
        sentences = texts[::-1] if pair.swapped else texts
        found = _look_again(pair, sentences, encoder, steps, moves)
        new_steps, _, new_moves = found
        # chance links put sentences where nothing fits them: far more are then left alone
        if count_loose(new_steps, new_moves) <= count_loose(steps, moves) + len(moves):
            steps, scores, moves = found
    beads = tuple(
        _bead(step, score, swapped=pair.swapped) for step, score in zip(steps, scores, strict=True)
    )
    if pair.swapped:
        moves = [Move(move.tgt, move.src, move.score) for move in moves]
    return beads, sorted(moves, key=lambda move: (move.src, move.tgt))


def _look_again(
    pair: EncodedPair,
    texts: tuple[Sequence[str], Sequence[str]],
    encoder: ComposingEncoder,
    steps: Sequence[Step],
    moves: Sequence[Move],
) -> tuple[list[Step], list[float], list[Move]]:
    """Return the beads, their scores and what was moved, aligned with moved passages put back."""
    order = put_back(steps, moves)
    reordered = encode_pair(
        texts[0],
        [texts[1][number] for number in order.numbers],
        src_lang=pair.src.lang,
        tgt_lang=pair.tgt.lang,
        encoder=encoder,
        model=pair.model,
        max_align=pair.max_align,
        fences=order.put_fences(pair.fences),
        borders=(pair.borders[0], order.put_borders(pair.borders[1])),
    )
    found = _find_steps(reordered, tell_nobody)
    return restore_order(reordered, order, *found, fences=pair.fences)


def _find_steps(
    pair: EncodedPair, progress: Progress
) -> tuple[list[Step], list[float], list[Move]]:
    """Return the beads of the best alignment, their scores, and what was moved."""
    steps, scores, pair = _find_likeliest(pair, progress)
    _forget_composed(pair)
    steps, scores = judge_small_text(pair, steps, scores)
    steps, scores, moves = take_out_exchanges(pair, steps, scores)
    scores = lower_replaced(pair, steps, scores)
    moved = find_moves(pair, steps, scores, moves)
    steps, scores = break_moved(steps, scores, moved)
    steps, scores, freed = free_swallowed(pair, steps, scores, moves + moved)
    return *break_moved(steps, scores, freed), moves + moved + freed


def _find_likeliest(
    pair: EncodedPair, progress: Progress
) -> tuple[list[Step], list[float], EncodedPair]:
    """Return the likeliest beads, their scores, and the pair with the ratio of lengths for them.

    The lattice, which takes more memory than all else, is not kept.
    """
    lattice = _weigh(pair, progress)
    if pair.is_part:
        pair = pair.with_ratio_of(lattice.best())
        lattice = add_nearness(pair, _weigh(pair, tell_nobody))
    steps, was = take_out_stray_lines(pair, lattice.best())
    likely = lattice.confidence([*steps, *was.values()])
    # with or without the line that was taken out, it is the same bead
    scores = likely[: len(steps)]
    for step, whole in zip(was, likely[len(steps) :], strict=True):
        at = steps.index(step)
        scores[at] = min(1.0, scores[at] + whole)
    return steps, scores, pair


def _weigh(pair: EncodedPair, progress: Progress) -> Lattice:
    """Return the lattice of two texts, with the scores of all beads in their band."""
    strips = []
    rows = len(pair.src) + 1
    for found in map_in_parallel(lambda area: score_area(pair, area), pair.areas()):
        progress("weighing", found[-1].rows[1] / rows)
        strips += found
    _forget_composed(pair)
    return build_lattice(strips, pair)


def _forget_composed(pair: EncodedPair) -> None:
    """Free the memory of what was composed of two texts, if they are long."""
    if len(pair.src) + len(pair.tgt) > MANY_SENTENCES:
        pair.src.forget_composed()
        pair.tgt.forget_composed()
        give_back_memory()


def _bead(step: Step, score: float, *, swapped: bool) -> Bead:
    """Turn a step into a bead. If `swapped`, its source sentences become the bead's target side."""
    i, j, src_size, tgt_size = step
    src = tuple(range(i, i + src_size))
    tgt = tuple(range(j, j + tgt_size))
    if swapped:
        src, tgt = tgt, src
    return Bead(src, tgt, score if src and tgt else None)


def _all_null(n_src: int, n_tgt: int) -> tuple[Bead, ...]:
    """Return one null bead for each sentence, for two texts of which at least one is empty."""
    src = (Bead((i,), ()) for i in range(n_src))
    tgt = (Bead((), (j,)) for j in range(n_tgt))
    return (*src, *tgt)


def _signature(
    src: Sequence[str], tgt: Sequence[str], *, encoder: str, model: Model, max_align: int
) -> Signature:
    """Return what a result depends on: the texts, encoder, weights, parameters and version."""
    return Signature(
        sources=(_digest(src), _digest(tgt)),
        encoder=encoder,
        aligner=f"crf-{model.name},max{max_align}",
        version=_own_version(),
    )


@cache
def _own_version() -> str:
    """Return the version of this package, whose metadata take 1 ms to read."""
    return version("aigov-corpus")


def _digest(sentences: Sequence[str]) -> str:
    """Return the SHA-256 of the sentences, joined by line feeds, in hexadecimal."""
    text = "\n".join(sentences)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
