"""Moses: three files with the Chinese texts, the English texts and the ids, one line per pair.

Line n of each file belongs to the same pair. The texts have no characters that a program could take
for a line end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from aigov_corpus.exporting.tally import Tally, keep_translated, remark_folded, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import one_line


def export(pairs: Iterable[Pair], out: Path, *, tally: Tally | None = None) -> list[Path]:
    """Write `OUT.zh`, `OUT.en` and `OUT.ids`; return the three files.

    Pairs without a text in both languages are left out.

    Raises:
        NothingToDoError: no pair has a text in both languages.
        AigovError: a file cannot be written.
    """
    endings = {"zh": "zh", "en": "en", "pair_id": "ids"}
    return write_lines(pairs, out, endings=endings, tally=Tally() if tally is None else tally)


def write_lines(
    pairs: Iterable[Pair],
    out: Path,
    *,
    endings: Mapping[str, str],
    tally: Tally,
    suffix: str = "",
) -> list[Path]:
    """Write files with a line for each pair, and return them.

    Args:
        pairs: the pairs; those without a text in both languages, and rejected ones, are left out.
        out: what the names of the files have in common.
        endings: for each value of a pair that is written, the ending of its file.
        tally: counts what was written and left out.
        suffix: suffix of all the files; `out` may have it already. Empty if they share none.

    Raises:
        NothingToDoError: no pair has a text in both languages.
        AigovError: a file cannot be written.
    """
    base = shared_name(out, endings.values(), suffix)
    with Replacing() as files:
        paths = {
            name: files.beside(out.with_name(f"{base}.{ending}"))
            for name, ending in endings.items()
        }
        with ExitStack() as stack:
            open_files = {
                name: stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
                for name, path in paths.items()
            }
            for pair in keep_translated(pairs, tally):
                for name, file in open_files.items():
                    file.write(one_line(getattr(pair, name)) + "\n")
                remark_folded((pair.zh, pair.en), tally)
                tally.written += 1
        require_written(tally, out)
    return files.written


def shared_name(out: Path, endings: Iterable[str], suffix: str = "") -> str:
    """Return what the names of several files have in common.

    Args:
        out: the output as the user names it: one of the files, or what their names share.
        endings: what the names of the files end with, without the suffix and the dot before it.
        suffix: the suffix of each of the files, `.txt`; empty if they share none.
    """
    name = out.name
    for end in (suffix, *(f".{ending.removesuffix(suffix)}" for ending in endings)):
        if end and name.lower().endswith(end) and len(name) > len(end):
            name = name[: -len(end)]
            if end != suffix:
                break
    return name


FORMAT = Format(export, title="Moses", summary="training and word alignment", takes_tally=True)
