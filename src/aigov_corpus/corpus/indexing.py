"""Find a pair of a corpus by its number or its id."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from operator import index

from aigov_corpus.corpus.columns import FIELDS
from aigov_corpus.errors import UsageError, show_value
from aigov_corpus.records import Pair
from aigov_corpus.text.counting import counted


def find_index(pairs: Sequence[Pair], key: object) -> int | slice:
    """Return the number of the pair that a key names, or the slice that it is.

    Args:
        pairs: the pairs.
        key: a number, counted from 0, or from -1 for the last pair backwards; the id of a pair; or
            a slice of numbers.

    Raises:
        UsageError: there is no such pair, or the key is of another type.
    """
    if isinstance(key, str):
        return _find_id(pairs, key)
    if isinstance(key, slice):
        try:
            key.indices(len(pairs))
        except (TypeError, ValueError) as error:
            raise UsageError(
                f"the slice is wrong ({error})", remedy="give whole numbers, such as [:20]"
            ) from error
        return key
    try:
        number = index(key)  # type: ignore[arg-type]  # an array of numpy may refuse
    except TypeError:
        number = None
    if number is None or isinstance(key, bool):
        raise UsageError(
            f"the key is {show_value(key)}, which names no pair",
            remedy="give a number, the id of a pair, or a slice such as [:20]; columns and masks "
            "are for the table corpus.pairs(), filters for corpus.select(…)",
        )
    if not -len(pairs) <= number < len(pairs):
        raise UsageError(
            f"there is no pair {show_value(number)}",
            remedy=f"the corpus has {counted(len(pairs), 'pair')}, and the first is 0",
        )
    return number


def _find_id(pairs: Sequence[Pair], pair_id: str) -> int:
    """Return the number of the pair with an id."""
    ids = [pair.pair_id for pair in pairs]
    if pair_id in ids:
        return ids.index(pair_id)
    if pair_id in FIELDS:
        raise UsageError(
            f"'{pair_id}' is the name of a column, and a corpus is a list of pairs",
            remedy=f"write  corpus.pairs()['{pair_id}']",
        )
    near = get_close_matches(pair_id, ids, n=3)
    raise UsageError(
        f"no pair has the id {show_value(pair_id)}",
        remedy=f"these are near: {', '.join(near)}"
        if near
        else "corpus.pairs()['pair_id'] lists the ids",
    )
