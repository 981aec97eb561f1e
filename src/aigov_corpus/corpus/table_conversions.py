"""Methods of a corpus that hand it over to other libraries, and that cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aigov_corpus.corpus.part import CorpusPart
from aigov_corpus.exporting.parquet import to_table
from aigov_corpus.text.arguments import checks_arguments

if TYPE_CHECKING:
    import pandas as pd


class TableConversions(CorpusPart):
    """The part of a corpus that makes tables of other libraries. All have the reviewed state."""

    def to_pandas(self) -> pd.DataFrame:
        """Return the pairs as a DataFrame, one row for each pair.

        docs/schema.md tells the type of each column: texts, categories, numbers that may be
        missing, and lists.
        """
        from aigov_corpus.corpus.tables import to_pandas

        return to_pandas(self._pairs)

    def to_polars(self) -> Any:
        """Return the pairs as a Polars DataFrame; the evidence of principles is JSON text.

        Raises:
            MissingExtraError: Polars is not installed.
        """
        from aigov_corpus.corpus.tables import to_polars

        return to_polars(self._pairs)

    def to_hf(self) -> Any:
        """Return the pairs as a `datasets.Dataset` of Hugging Face; the evidence is JSON text.

        Raises:
            MissingExtraError: the package datasets is not installed.
        """
        from aigov_corpus.corpus.tables import to_hf

        return to_hf(self._pairs)

    @checks_arguments
    def sql(self, query: str) -> pd.DataFrame:
        """Return the result of a query in SQL, which DuckDB runs.

        The tables are `pairs` and `sentences`; docs/schema.md tells their columns. Lists are lists
        (`list_contains(principles, 'security')`), and the evidence is JSON text.

        Args:
            query: such as `select section, count(*) from pairs group by section`.

        Raises:
            MissingExtraError: DuckDB is not installed.
            UsageError: the query is wrong; the message is that of DuckDB.
        """
        from aigov_corpus.corpus.tables import run_sql

        return run_sql(query, {"pairs": lambda: to_table(self._pairs), "sentences": self.sentences})

    @checks_arguments
    def cite(self, form: str = "bibtex") -> str:
        """Return references for this corpus, for its texts, and for the program.

        Args:
            form: `bibtex`, `csl` (JSON, for Zotero and Pandoc), `cff` (CITATION.cff) or `text`.

        Raises:
            UnknownNameError: there is no such form.
        """
        from aigov_corpus.corpus.citing import cite

        return cite(self.info["documents"], form=form, pairs=len(self._pairs))
