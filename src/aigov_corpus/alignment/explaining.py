"""What the score of each bead of an alignment is made of, and what the bead may lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.alignment.blanks import FilledText, leave_out_blanks
from aigov_corpus.alignment.feature_names import BEAD_FEATURES, NULL_FEATURES
from aigov_corpus.alignment.lacking import weigh_lacking
from aigov_corpus.alignment.model import choose_model
from aigov_corpus.alignment.pair import MAX_ALIGN, EncodedPair, check_max_align, encode_pair
from aigov_corpus.alignment.scoring import bead_features
from aigov_corpus.alignment.small_texts import is_known_pair
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.embedding.threads import limit_matrix_threads
from aigov_corpus.errors import UsageError
from aigov_corpus.records import Alignment, Lacking
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.clauses import split_clauses
from aigov_corpus.text.values import read_sentences

if TYPE_CHECKING:
    from aigov_corpus.alignment.strips import Step
    from aigov_corpus.protocols import Encoder

# Decimal places of the numbers that `explain` returns.
_PLACES = 3


@checks_arguments
@limit_matrix_threads()
def explain(
    src: Iterable[str],
    tgt: Iterable[str],
    alignment: Alignment,
    *,
    src_lang: str = "zh",
    tgt_lang: str = "en",
    encoder: Encoder | str = "use",
    max_align: int = MAX_ALIGN,
    weights: str | Path | None = None,
) -> list[dict[str, float]]:
    """Return what each feature added to the score of each bead of an alignment.

    Give the same languages, encoder, `max_align` and weights as in the call of `align_sentences`.

    Args:
        src: the source sentences that were aligned.
        tgt: the target sentences that were aligned.
        alignment: what `align_sentences` returned for these sentences.
        src_lang: ISO 639-1 code of the source language.
        tgt_lang: ISO 639-1 code of the target language.
        encoder: the encoder, or its name.
        max_align: the largest number of sentences in a bead, both sides together.
        weights: the weights file, or None for the weights that come with this package.

    Returns:
        One dictionary per bead, in the order of the beads. It maps the name of each feature
        (docs/alignment-method.md) to the feature's value times its weight. A number above 0 speaks
        for the bead, a number below 0 against it. The numbers with the largest absolute value come
        first, and zeros are left out. The dictionary of a blank sentence is empty, and all are if
        one of the texts is empty.

    Raises:
        UsageError: a text is no list of sentences, or the alignment is one of other texts; or as
            for `align_sentences`.
    """
    pair, steps, _ = _encode_again(
        src,
        tgt,
        alignment,
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        encoder=encoder,
        max_align=max_align,
        weights=weights,
    )
    return [_contributions(pair, step) if pair and any(step[2:]) else {} for step in steps]


@checks_arguments
@limit_matrix_threads()
def find_lacking(
    src: Iterable[str],
    tgt: Iterable[str],
    alignment: Alignment,
    *,
    src_lang: str = "zh",
    tgt_lang: str = "en",
    encoder: Encoder | str = "use",
) -> list[Lacking | None]:
    """Return for each bead how likely it holds something that its other side lacks.

    A high score of a bead says that its sentences belong together. This says whether a clause or a
    sentence among them has no counterpart (docs/alignment.md says how often that is right).

    Args:
        src: the source sentences that were aligned.
        tgt: the target sentences that were aligned.
        alignment: what `align_sentences` returned for these sentences.
        src_lang: ISO 639-1 code of the source language.
        tgt_lang: ISO 639-1 code of the target language.
        encoder: the encoder, or its name.

    Returns:
        One `Lacking` per bead, in the order of the beads: a side, the probability, and the clause
        that is covered worst. It is None for a bead without a sentence on one side, and for all
        beads if the languages are not Chinese and English, or the encoder is not the built-in one.

    Raises:
        UsageError: a text is no list of sentences, or the alignment is one of other texts.
        UnknownNameError: no encoder has that name.
    """
    pair, steps, texts = _encode_again(
        src, tgt, alignment, src_lang=src_lang, tgt_lang=tgt_lang, encoder=encoder
    )
    if pair is None or not is_known_pair(pair):
        return [None] * len(steps)
    clauses = [
        [split_clauses(sentence, lang=text.lang) for sentence in sentences]
        for text, sentences in zip((pair.src, pair.tgt), texts, strict=True)
    ]
    return [
        weigh_lacking(pair, step, (clauses[0], clauses[1])) if step[2] and step[3] else None
        for step in steps
    ]


def _encode_again(
    src: Iterable[str],
    tgt: Iterable[str],
    alignment: Alignment,
    *,
    src_lang: str,
    tgt_lang: str,
    encoder: Encoder | str,
    max_align: int = MAX_ALIGN,
    weights: str | Path | None = None,
) -> tuple[EncodedPair | None, list[Step], tuple[Sequence[str], Sequence[str]]]:
    """Return two texts as they were encoded for their alignment.

    Returns:
        The encoded texts, or None if one of them holds nothing but blank sentences; the beads as
        steps, in which blank sentences do not count; and the sentences of the source and the target
        of the encoded texts.
    """
    all_src, all_tgt = read_sentences(src, name="src"), read_sentences(tgt, name="tgt")
    check_max_align(max_align)
    _check_belongs(alignment, len(all_src), len(all_tgt))
    filled_src, filled_tgt = leave_out_blanks(all_src), leave_out_blanks(all_tgt)
    steps = list(_filled_steps(alignment, filled_src, filled_tgt))
    if not filled_src.sentences or not filled_tgt.sentences:
        return None, steps, ((), ())
    pair = encode_pair(
        filled_src.sentences,
        filled_tgt.sentences,
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        encoder=cache_encoder(encoder),
        model=choose_model(weights, src_lang, tgt_lang),
        max_align=max_align,
    )
    texts = filled_src.sentences, filled_tgt.sentences
    if pair.swapped:
        steps = [(j, i, tgt_size, src_size) for i, j, src_size, tgt_size in steps]
        texts = texts[::-1]
    return pair.with_ratio_of(steps) if pair.is_part else pair, steps, texts


def _check_belongs(alignment: Alignment, n_src: int, n_tgt: int) -> None:
    """Raise a `UsageError` if an alignment is not one of texts with these numbers of sentences."""
    if not isinstance(alignment, Alignment) or (alignment.n_src, alignment.n_tgt) != (n_src, n_tgt):
        held = (
            f"of {alignment.n_src} and {alignment.n_tgt} sentences"
            if isinstance(alignment, Alignment)
            else f"a {type(alignment).__name__}"
        )
        raise UsageError(
            f"the alignment is {held}, and the texts have {n_src} and {n_tgt}",
            remedy="pass what align_sentences returned for the same sentences",
        )


def _filled_steps(alignment: Alignment, src: FilledText, tgt: FilledText) -> Iterator[Step]:
    """Yield each bead as a step in which only sentences that are not blank are counted."""
    i = j = 0
    for bead in alignment.beads:
        next_i, next_j = i + len(bead.src), j + len(bead.tgt)
        filled_i, filled_j = src.count_before(i), tgt.count_before(j)
        yield (
            filled_i,
            filled_j,
            src.count_before(next_i) - filled_i,
            tgt.count_before(next_j) - filled_j,
        )
        i, j = next_i, next_j


def _contributions(pair: EncodedPair, step: Step) -> dict[str, float]:
    """Return what each feature adds to one bead's score, the largest absolute value first."""
    i, j, src_size, tgt_size = step
    names: tuple[str, ...]
    if src_size and tgt_size:
        names = BEAD_FEATURES
        weights = pair.model.beads
        values = list(bead_features(pair, step))
    else:
        names = NULL_FEATURES
        weights = pair.model.nulls
        null_src, null_tgt = pair.window((i, i + 1), (j, j + 1)).nulls()
        values = [feature[0, 0] for feature in (null_src if src_size else null_tgt)]
    products = {
        name: round(float(weight * value), _PLACES)
        for name, weight, value in zip(names, weights, values, strict=True)
    }
    ordered = sorted(products.items(), key=lambda product: -abs(product[1]))
    return {name: product for name, product in ordered if product}
