"""DataFrames that show themselves in a notebook with the language of each text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from aigov_corpus.display import SHOWN_ROWS, html_cell, html_table
from aigov_corpus.text.counting import counted


class ShownFrame(pd.DataFrame):  # type: ignore[misc]  # pandas has no type information
    """A DataFrame whose table in a notebook has 20 rows, languages, and escaped texts.

    Whatever is made of it, such as a selection of rows, is a plain DataFrame.
    """

    _metadata = ["caption", "languages"]  # noqa: RUF012  # the form that pandas asks for

    @classmethod
    def make(
        cls,
        rows: Iterable[Sequence[Any]] | Sequence[Mapping[str, Any]],
        columns: Sequence[str],
        *,
        caption: str,
        languages: Mapping[str, str],
    ) -> ShownFrame:
        """Return a frame of rows.

        Args:
            rows: the rows, as lists or as dictionaries.
            columns: names of the columns.
            caption: what the table is.
            languages: language codes of the columns that hold texts; the others have none.
        """
        frame = cls(list(rows), columns=list(columns))
        frame.caption = caption
        frame.languages = dict(languages)
        return frame

    @property
    def _constructor(self) -> Any:
        """The class of what is made of this frame."""
        return pd.DataFrame

    def _repr_html_(self) -> str:
        """Return the first rows as an HTML table."""
        columns = [
            [html_cell(_plain(value), lang=self.languages.get(name, "")) for value in values]
            for name, values in self.head(SHOWN_ROWS).items()
        ]
        return html_table(
            f"{self.caption}: {counted(len(self), 'row')}",
            list(self.columns),
            zip(*columns, strict=True),
            total=len(self),
            advice="head(100) shows more",
        )


def _plain(value: Any) -> object:
    """Return a value as a person reads it."""
    if isinstance(value, dict) and "message" in value:
        return value["message"]
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(str(_plain(item)) for item in value)
    return value
