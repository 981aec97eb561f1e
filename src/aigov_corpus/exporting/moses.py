"""Moses: three files with the Chinese texts, the English texts and the ids, one line per pair.

Line n of each file belongs to the same pair. The texts have no characters that a program could take
for a line end.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from aigov_corpus.exporting.tally import NO_TRANSLATION, REJECTED, Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import one_line

_ENDINGS = ("zh", "en", "ids")


def export(pairs: Iterable[Pair], out: Path, *, tally: Tally | None = None) -> list[Path]:
    """Write `OUT.zh`, `OUT.en` and `OUT.ids`; return the three files.

    Pairs without a text in both languages are left out.

    Raises:
        NothingToDoError: no pair has a text in both languages.
        AigovError: a file cannot be written.
    """
    tally = Tally() if tally is None else tally
    with Replacing() as files:
        paths = [files.beside(out.with_name(f"{out.name}.{ending}")) for ending in _ENDINGS]
        with ExitStack() as stack:
            zh_file, en_file, ids_file = (
                stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
                for path in paths
            )
            for pair in pairs:
                if pair.status == "rejected":
                    tally.left_out[REJECTED] += 1
                    continue
                zh = one_line(pair.zh)
                en = one_line(pair.en)
                if not zh or not en:
                    tally.left_out[NO_TRANSLATION] += 1
                    continue
                zh_file.write(zh + "\n")
                en_file.write(en + "\n")
                ids_file.write(one_line(pair.pair_id) + "\n")
                tally.written += 1
        require_written(tally, out)
    return files.written


FORMAT = Format(export, title="Moses", summary="training and word alignment", takes_tally=True)
