"""A corpus in Python: load it, filter it into a DataFrame, look at it, export it; the only pandas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigov_corpus.corpus import store
from aigov_corpus.corpus.statistics import count
from aigov_corpus.errors import AigovError
from aigov_corpus.records import Pair

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 20
"""Rows of the table in a notebook."""


class Corpus:
    """The pairs of one or more documents, and what is known of them.

    `len(corpus)` counts its pairs, iterating gives them as records, `corpus.pairs(…)` as a DataFrame.
    """

    def __init__(
        self, pairs: Sequence[Pair], *, packages: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        self._pairs = tuple(pairs)
        self._packages = tuple(packages)

    def __len__(self) -> int:
        return len(self._pairs)

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._pairs)

    def __repr__(self) -> str:
        documents = ", ".join(dict.fromkeys(pair.document for pair in self._pairs))
        return f"<Corpus: {len(self)} pairs of {documents or 'no document'}>"

    @property
    def info(self) -> dict[str, Any]:
        """What the corpus holds, counted, and the title, version, licences and sources of each document."""
        known = ("name", "title", "description", "version", "licenses", "sources", "contributors")
        return {
            "documents": [
                {key: package[key] for key in known if key in package} for package in self._packages
            ],
            "counts": count(self._pairs),
        }

    def select(
        self,
        *,
        section: str | Sequence[str] | None = None,
        principle: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        min_score: float | None = None,
        rendering: str | Sequence[str] | None = None,
    ) -> Corpus:
        """Return the corpus of the pairs that pass every filter given.

        Args:
            section: paths; `1` selects section 1 and what is nested in it.
            principle: ids; a pair passes if it has one of them.
            status: `auto`, `missing`, …
            min_score: pairs without a score do not pass.
            rendering: ids of English versions.
        """
        chosen = store.select(
            self._pairs,
            section=section,
            principle=principle,
            status=status,
            min_score=min_score,
            rendering=rendering,
        )
        return Corpus(chosen, packages=self._packages)

    def pairs(
        self,
        *,
        section: str | Sequence[str] | None = None,
        principle: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        min_score: float | None = None,
        rendering: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Return the pairs that pass every filter of `select`, one row a pair, in the order of the texts.

        Ids and principles are lists of strings, the evidence is a list of dicts, an absent score is NaN.
        """
        import pandas as pd

        from aigov_corpus.exporting.rows import COLUMNS, to_row

        chosen = self.select(
            section=section,
            principle=principle,
            status=status,
            min_score=min_score,
            rendering=rendering,
        )
        frame = pd.DataFrame([to_row(pair) for pair in chosen], columns=list(COLUMNS))
        return frame.astype({"seq": "int64", "score": "float64"})

    def export(self, format: str, path: str | Path, **options: Any) -> list[Path]:
        """Write the corpus in a format; return the files that were written.

        Args:
            format: name of the format: `tmx`, `csv`, `xlsx`, `jsonl`, `parquet`, `xces`, `moses`, or that
                of a plug-in.
            path: the file; for a format of several files, the beginning of their names.
            options: the format's own options: `dialect="excel"` (csv), `profile="omegat"` (tmx), …

        Raises:
            UnknownNameError: there is no such format, or an option has no such value.
            UsageError: the format has no such option.
            NothingToDoError: there is no pair to write.
            AigovError: a file cannot be written.
        """
        from aigov_corpus.exporting.formats import export_pairs

        return list(export_pairs(self._pairs, Path(path), format=format, **options).files)

    def _repr_html_(self) -> str:
        """Return the first rows as a table: everything escaped, no script, languages marked."""
        head = "".join(
            f"<th>{name}</th>" for name in ("§", "中文", "English", "bead", "score", "status")
        )
        rows = "".join(_html_row(pair) for pair in self._pairs[:_SHOWN])
        more = len(self) - _SHOWN
        rest = (
            f"<p>… and {more} more; corpus.pairs() gives all as a DataFrame</p>" if more > 0 else ""
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return f"<p>{escape(repr(self))}</p>{table}{rest}"


def _html_row(pair: Pair) -> str:
    score = "" if pair.score is None else f"{pair.score:.2f}"
    cells = [
        f"<td>{escape(pair.section)}</td>",
        f'<td lang="zh" style="text-align:left">{escape(pair.zh)}</td>',
        f'<td lang="en" style="text-align:left">{escape(pair.en)}</td>',
        *(f"<td>{escape(text)}</td>" for text in (pair.bead, score, pair.status)),
    ]
    return f"<tr>{''.join(cells)}</tr>"


def load(path: str | Path | None = None) -> Corpus:
    """Return the bundled corpus, or that at `path`: a directory of data/aligned, or data/aligned itself.

    Raises:
        InvalidInputError: there is no corpus at `path`, or a file of it cannot be read.
        AigovError: this installation carries no corpus.
    """
    if path is not None:
        return Corpus(store.load_pairs(path), packages=store.describe(path))
    bundled = files("aigov_corpus") / "data" / "aligned"
    if bundled.is_dir():
        with as_file(bundled) as folder:
            return load(folder)
    checkout = Path(__file__).parents[3] / "data" / "aligned"  # an editable installation
    if checkout.is_dir():
        return load(checkout)
    raise AigovError(
        "this installation carries no corpus; build one with  aigov-corpus build  and name its path"
    )
