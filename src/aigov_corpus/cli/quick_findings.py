"""What the quick checks find in pairs that `align` has made, as a count on stderr."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.cli.memory import CORPUS
from aigov_corpus.cli.messages import tell, tell_findings
from aigov_corpus.cli.output_names import is_stream
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.text.language_codes import base_language

if TYPE_CHECKING:
    from aigov_corpus.building.documents import Row

_READ_AGAIN = frozenset(
    [CORPUS, *("tsv", "jsonl", "tmx", "xlsx", "docx", "csv", "parquet", "xces", "moses")]
)
"""What `check` reads of all that `align` writes."""
_PAIRS_ONLY = frozenset({"tmx", "moses"})
"""Formats of these that leave out what has no counterpart."""


def tell_quick_findings(
    rows: Sequence[Row],
    languages: tuple[str, str],
    *,
    form: str,
    path: Path | None,
    given: str,
) -> None:
    """Print how much the quick checks find in the pairs; nothing for other languages.

    What was accepted before, beside an output that is written anew, is not counted. The command
    that lists more takes the output or, if that is a stream or a format that it does not read, the
    two texts.

    Args:
        rows: the pairs, and what has no counterpart.
        languages: language codes of the source and the target.
        form: format in which the pairs were written.
        path: where they were written; None for standard output.
        given: the two texts as the command takes them; empty if it would align them otherwise.
    """
    from aigov_corpus.checking import QUICK, check_pairs
    from aigov_corpus.corpus.accepted import ACCEPTED, read_accepted, split_accepted
    from aigov_corpus.importing.given import GivenUnit, Origin, make_pairs

    if {*map(base_language, languages)} != {"zh", "en"}:
        return
    units = [GivenUnit(row.src, row.tgt) for row in rows if row.src and row.tgt]
    pairs = make_pairs(units, Origin(*languages, "pairs", "given"))
    found = check_pairs(pairs, only=QUICK)
    if path:
        beside = path.glob(f"*/{ACCEPTED}") if path.is_dir() else (f"{path}.{ACCEPTED}",)
        try:
            accepted = [one for file in beside for one in read_accepted(Path(file))]
        except InvalidInputError as error:  # what was asked for is done
            tell(f"{error}; findings that it has are counted, too", severity="warning")
        else:
            found, _ = split_accepted(found, pairs, accepted)
    counts = Counter(finding.code for finding in found)
    if counts:
        is_readable = form in _READ_AGAIN and path and not is_stream(path)
        has_single = len(units) < len(rows)
        tell_findings(
            dict(sorted(counts.items())),
            where=path if is_readable else given,
            quick=True,
            pairs_only=bool(is_readable) and form in _PAIRS_ONLY and has_single,
        )
