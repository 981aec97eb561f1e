"""Plain text: two files whose lines belong together, for AntConc, AntPConc and other concordancers.

`OUT.zh.txt` and `OUT.en.txt` (also for `--out OUT.txt`) are in UTF-8, without a byte-order
mark. Line n of one translates line n of the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aigov_corpus.exporting.moses import write_lines
from aigov_corpus.exporting.tally import Tally
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair


def export(pairs: Iterable[Pair], out: Path, *, tally: Tally | None = None) -> list[Path]:
    """Write `OUT.zh.txt` and `OUT.en.txt`; return the two files.

    Pairs without a text in both languages are left out.

    Raises:
        NothingToDoError: no pair has a text in both languages.
        AigovError: a file cannot be written.
    """
    tally = Tally() if tally is None else tally
    endings = {"zh": "zh.txt", "en": "en.txt"}
    return write_lines(pairs, out, endings=endings, tally=tally, suffix=".txt")


FORMAT = Format(
    export, title="plain text", summary="AntConc and AntPConc: aligned lines", takes_tally=True
)
