"""A corpus as the table of another library: pandas, Polars, Hugging Face datasets, DuckDB.

All of them are made from one Arrow table, whose columns and types are those of `pairs.parquet`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from aigov_corpus.errors import MissingExtraError, UsageError
from aigov_corpus.exporting.parquet import to_table
from aigov_corpus.exporting.rows import COLUMNS, to_row
from aigov_corpus.records import Pair

if TYPE_CHECKING:
    import pandas as pd

CATEGORIES = (
    *("document", "rendering", "section", "section_title_zh", "section_title_en", "kind"),
    *("language_zh", "language_en", "bead", "status", "source_side", "licence_en", "signature"),
    *("source_url_zh", "source_url_en", "sha256_zh", "sha256_en", "changed_by"),
)
"""Columns of texts that few values fill; they are categories in pandas."""
_NULLABLE = {"seq": "Int64", "score": "Float64", "moved_score": "Float64"}
"""Columns of numbers, with their types in pandas; a missing value is `pd.NA`."""
_OBJECTS = (
    *("zh_ids", "en_ids", "principles", "principles_zh", "principles_en"),
    *("principle_evidence", "near_misses"),
)
"""Columns of lists."""


def to_pandas(pairs: Iterable[Pair]) -> pd.DataFrame:
    """Return pairs as a DataFrame: categories, nullable numbers, texts, and lists in cells."""
    import pandas as pd

    frame = pd.DataFrame([to_row(pair) for pair in pairs], columns=list(COLUMNS))
    types: dict[str, Any] = dict.fromkeys(COLUMNS, "string")
    types |= dict.fromkeys(CATEGORIES, "category") | _NULLABLE | dict.fromkeys(_OBJECTS, "object")
    return frame.astype(types)


def require_package(name: str, *, what: str, extra: str = "research") -> None:
    """Raise a `MissingExtraError` if a package is not installed."""
    if find_spec(name) is None:
        raise MissingExtraError(what, extra=extra)


def to_polars(pairs: Iterable[Pair]) -> Any:
    """Return pairs as a Polars DataFrame; the evidence is JSON text.

    Raises:
        MissingExtraError: Polars is not installed.
    """
    require_package("polars", what="to_polars")
    import polars as pl

    return pl.from_arrow(to_table(pairs))


def to_hf(pairs: Iterable[Pair]) -> Any:
    """Return pairs as a Dataset of Hugging Face; the evidence is JSON text.

    Raises:
        MissingExtraError: the package datasets is not installed.
    """
    require_package("datasets", what="to_hf", extra="datasets")
    from datasets import Dataset, Features

    table = to_table(pairs)
    return Dataset.from_dict(table.to_pydict(), features=Features.from_arrow_schema(table.schema))


def run_sql(query: str, tables: Mapping[str, Callable[[], Any]]) -> pd.DataFrame:
    """Return the result of a query in SQL, run by DuckDB, as a DataFrame.

    Args:
        query: one or more statements; the result is that of the last one. Files and the network are
            out of reach.
        tables: for each table that the query may name, a function that returns it as Arrow table.

    Raises:
        MissingExtraError: DuckDB is not installed.
        UsageError: the query is wrong; the error is DuckDB's.
    """
    require_package("duckdb", what="sql")
    import duckdb

    remedy = f"give a SELECT from {', '.join(tables)}"
    with duckdb.connect(":memory:", config={"enable_external_access": "false"}) as connection:
        for name, load in tables.items():
            if name in query:
                connection.register(name, load())
        try:
            found = connection.sql(query)
            result: pd.DataFrame | None = None if found is None else found.df()
        except duckdb.Error as error:
            reason = " ".join(str(error).split())
            raise UsageError(f"the query cannot be run ({reason})", remedy=remedy) from error
    if result is None:
        raise UsageError("the query has no result", remedy=remedy)
    return result
