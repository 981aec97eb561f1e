"""The line on stderr that ends `align`: what came out, and where to look."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus.cli.messages import tell
from aigov_corpus.records import is_doubtful
from aigov_corpus.text.counting import counted
from aigov_corpus.text.row_numbers import describe_rows


def tell_closing(
    beads: Sequence[tuple[bool, bool, float | None]],
    *,
    languages: tuple[str, str],
    left_out: Sequence[str],
    seconds: float,
) -> None:
    """Print how many pairs there are, how many are doubtful, and what is without a counterpart.

    Args:
        beads: for each bead, in order: whether it has a source, whether it has a target, its score.
        languages: language codes of the source and the target.
        left_out: the texts that were left out of the documents.
        seconds: how long it all took.
    """
    pairs = [number for number, (src, tgt, _) in enumerate(beads, 1) if src and tgt]
    alone = [number for number, (src, tgt, _) in enumerate(beads, 1) if not (src and tgt)]
    doubtful = [number for number, (_, _, score) in enumerate(beads, 1) if is_doubtful(score)]
    parts = [f"{counted(len(pairs), 'pair')} from {languages[0]} to {languages[1]}"]
    for count, words in ((alone, "without a counterpart"), (doubtful, "doubtful")):
        where = f" ({describe_rows(count)})" if count else ""
        parts.append(f"{len(count):,} {words}{where}")
    characters = sum(len("".join(text.split())) for text in left_out)
    parts.append(
        f"{counted(characters, 'character')} left out" if characters else "nothing left out"
    )
    tell(f"{', '.join(parts)}; {seconds:.1f} s")
