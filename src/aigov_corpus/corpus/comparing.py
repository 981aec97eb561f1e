"""Compare the renderings of a corpus: the filters of `Corpus.compare` and of the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from aigov_corpus.comparing import Comparison, compare_renderings
from aigov_corpus.comparing.doubts import check_meaning
from aigov_corpus.comparing.selecting import RowFilters, check_kinds, select_rows
from aigov_corpus.corpus.accepted import Accepted, split_accepted
from aigov_corpus.corpus.filters import Names, compile_pattern, read_names, select_pairs
from aigov_corpus.errors import UsageError
from aigov_corpus.files.names import readable_name
from aigov_corpus.records import Pair


def gather_pairs(corpora: Sequence[tuple[str, Sequence[Pair]]]) -> list[Pair]:
    """Return the pairs of several corpora as renderings of one document.

    A rendering whose id another corpus has too gets the name of its corpus.

    Args:
        corpora: for each corpus its name and its pairs. One corpus alone is left as it is.

    Raises:
        UsageError: one of several corpora has more than one document.
    """
    if len(corpora) == 1:
        return list(corpora[0][1])
    for name, pairs in corpora:
        documents = {pair.document for pair in pairs}
        if len(documents) > 1:
            raise UsageError(
                f"it has {len(documents)} documents, and only one can be compared with other files",
                source=name,
                remedy="name the directory of one document, or one corpus alone",
            )
    counts = Counter(name for _, pairs in corpora for name in {pair.rendering for pair in pairs})
    document = next((pair.document for _, pairs in corpora for pair in pairs), "")
    found: list[Pair] = []
    stems = [readable_name(Path(name).stem) for name, _ in corpora]
    for number, ((_, pairs), stem) in enumerate(zip(corpora, stems, strict=True), start=1):
        is_taken = stems.count(stem) > 1
        own = f"{stem}-{number}" if is_taken else stem
        for pair in pairs:
            rendering = own if counts[pair.rendering] > 1 else pair.rendering
            found.append(replace(pair, document=document, rendering=rendering))
    return found


def compare_pairs(
    pairs: Iterable[Pair],
    *,
    accepted: Iterable[Accepted] = (),
    base: str | None = None,
    rendering: Names = None,
    section: Names = None,
    principle: Names = None,
    text: str | None = None,
    kind: Names = None,
    differing: bool = False,
) -> list[Comparison]:
    """Return the comparison of each document that has several renderings, with some of its rows.

    It takes what `Corpus.compare` takes, and the findings that a person has `accepted`, and raises
    the same errors.
    """
    filters = RowFilters(
        section=read_names("section", section) or (),
        principle=read_names("principle", principle) or (),
        pattern=None if text is None else compile_pattern(text),
        kinds=read_names("kind", kind) or (),
        differing=differing,
    )
    check_kinds(filters)
    pairs = list(select_pairs(pairs, rendering=rendering))
    select_pairs(pairs, section=section, principle=principle)  # raises an error for wrong names
    known = list(accepted)
    compared = compare_renderings(
        pairs,
        base=base,
        find_doubts=lambda own: split_accepted(check_meaning(own), own, known)[0],
    )
    return [select_rows(one, filters) for one in compared]
