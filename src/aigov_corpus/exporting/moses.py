"""Moses: two files with a line a pair, the Chinese and the English, and a third with the ids.

Line n of the three belongs together; no text holds anything that some program takes for the end of a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aigov_corpus.exporting.tally import NO_TRANSLATION, WRITTEN, Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import one_line


def export(pairs: Iterable[Pair], out: Path, *, tally: Tally | None = None) -> list[Path]:
    """Write `OUT.zh`, `OUT.en` and `OUT.ids`; pairs without a text in both languages are left out.

    Raises:
        NothingToDoError: no pair has both languages.
        AigovError: a file cannot be written.
    """
    tally = Tally() if tally is None else tally
    with Replacing() as files:
        zh_path, en_path, ids_path = (
            files.beside(out.with_name(f"{out.name}.{ending}")) for ending in ("zh", "en", "ids")
        )
        with (
            zh_path.open("w", encoding="utf-8", newline="\n") as zh_file,
            en_path.open("w", encoding="utf-8", newline="\n") as en_file,
            ids_path.open("w", encoding="utf-8", newline="\n") as ids_file,
        ):
            for pair in pairs:
                zh, en = one_line(pair.zh), one_line(pair.en)
                if not zh or not en:
                    tally[NO_TRANSLATION] += 1
                    continue
                zh_file.write(zh + "\n")
                en_file.write(en + "\n")
                ids_file.write(one_line(pair.pair_id) + "\n")
                tally[WRITTEN] += 1
        require_written(tally, out)
    return files.written
