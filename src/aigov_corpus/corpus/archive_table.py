"""The table of all pairs of an archive, asked by DuckDB: the other pairs are never in memory.

It answers two questions: which pairs have a phrase, and which stand in contradiction to another one
(the same text with another counterpart). The answer has the pairs that loading the whole archive
would give, and the same order; documents that were reviewed are asked as their reviewers left them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.datapackage import hash_file
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.parquet import to_table
from aigov_corpus.exporting.rows import from_row
from aigov_corpus.files.limits import parse_json, read_record
from aigov_corpus.files.parquet import GLOB
from aigov_corpus.files.reading import require_unchanged_files
from aigov_corpus.files.temporary_folders import temporary_folder
from aigov_corpus.records import Pair

ARCHIVE = "archive.json"
"""File that marks a directory as an archive, whose documents lie in its directory `documents`."""
TABLES = "tables"
"""Key in it: the SHA-256 of each part of the table, by name; absent while a batch is working."""
PAIRS = "pairs"
"""Directory of the parts of the table."""

_MEMORY = "1GB"
"""What DuckDB may take; what needs more goes to the disk."""
_REMEDY = "run  aigov-corpus batch  again, which writes the table anew"

_ALL = """
with stored as (
    select * exclude (file_row_number), file_row_number as place
    from read_parquet($parts, file_row_number = true)
    where not list_contains($reviewed, document)
), pairs as (select * from stored union all by name select * from reviewed)
"""
_HAVING = "select * from pairs where regexp_matches({column}, $pattern) order by document, place"
# A key is coarser than what the checks of consistency compare (letters and digits in lower case),
# so pairs that they compare have one key. Of a group of one key there is work to do if its
# counterparts are not all the same.
_KEY = r"hash(regexp_replace(lower({side}), '[^a-z0-9\x{{3400}}-\x{{9fff}}]+', '', 'g'))"
_CONTRADICTING = f"""
, keyed as (
    select document, place, rendering, {_KEY.format(side="zh")} as zh_key,
        {_KEY.format(side="en")} as en_key, hash(zh) as zh_hash, hash(en) as en_hash
    from pairs where zh <> '' and en <> ''
), by_zh as (
    select rendering, zh_key from keyed group by all having min(en_hash) <> max(en_hash)
), by_en as (
    select rendering, en_key from keyed group by all having min(zh_hash) <> max(zh_hash)
), chosen as (
    select document, place from keyed semi join by_zh using (rendering, zh_key)
    union
    select document, place from keyed semi join by_en using (rendering, en_key)
)
select * from pairs semi join chosen using (document, place) order by document, place
"""


@dataclass(frozen=True, slots=True)
class ArchiveTable:
    """The table of an archive, which is as the last batch wrote it."""

    parts: tuple[Path, ...]
    reviewed: Mapping[str, Sequence[Pair]]
    """Pairs of the documents that were reviewed, as their reviewers left them, by document."""

    def find_having(self, column: str, pattern: str) -> list[Pair]:
        """Return the pairs in which a text has a pattern, in the order of the archive.

        Args:
            column: `zh` or `en`.
            pattern: a regular expression of RE2.
        """
        return self._ask(_HAVING.format(column=column), pattern=pattern)

    def find_contradicting(self) -> list[Pair]:
        """Return the pairs that share a text with one that has another counterpart, and few more.

        They are all that the checks of consistency need of the archive.
        """
        return self._ask(_CONTRADICTING)

    def _ask(self, query: str, **values: Any) -> list[Pair]:
        """Return the pairs that a query selects."""
        import duckdb

        given = {"parts": [str(part) for part in self.parts], "reviewed": list(self.reviewed)}
        with (
            temporary_folder() as spilled,
            require_unchanged_files(*self.parts),
            duckdb.connect(
                ":memory:", config={"memory_limit": _MEMORY, "temp_directory": str(spilled)}
            ) as connection,
        ):
            connection.register("reviewed", _tabulate(self.reviewed))
            try:
                found: Any = connection.sql(_ALL + query, params=given | values)
                rows = found.to_arrow_table().to_pylist()
            except duckdb.Error as error:
                raise InvalidInputError(
                    f"the table of all pairs cannot be read ({' '.join(str(error).split())})",
                    source=self.parts[0].parent,
                    remedy=_REMEDY,
                ) from error
        source = self.parts[0].parent
        return [from_row(row, source=source, place=f"the pair {row['pair_id']}") for row in rows]


def _tabulate(pairs: Mapping[str, Iterable[Pair]]) -> Any:
    """Return pairs as an Arrow table with their places in their documents in the column `place`."""
    import pyarrow as pa

    listed = [list(each) for each in pairs.values()]
    table = to_table(pair for each in listed for pair in each)
    places = [place for each in listed for place in range(len(each))]
    return table.append_column("place", pa.array(places, pa.int64()))


def find_parts(root: Path, documents: Iterable[str]) -> tuple[Path, ...]:
    """Return the parts of the table of an archive, if it can stand for the tables of its documents.

    That is so if no batch is unfinished, each part is as it was written, and it has just these
    documents. Otherwise, or without DuckDB, the result is empty.

    Args:
        root: a directory, which need not be an archive.
        documents: names of the directories of the documents.
    """
    if not find_spec("duckdb") or GLOB & set(str(root)) or not (root / ARCHIVE).is_file():
        return ()
    mark = root / ARCHIVE
    try:
        values = parse_json(read_record(mark), source=mark, remedy=_REMEDY)
        hashes = values.get(TABLES)
        parts = tuple(root / PAIRS / str(name) for name in sorted(hashes or {}))
        is_whole = all(hash_file(part) == hashes[part.name] for part in parts)
    except (InvalidInputError, OSError, AttributeError, TypeError, ValueError):
        return ()
    return parts if is_whole and parts and _list_documents(parts) == set(documents) else ()


def _list_documents(parts: Iterable[Path]) -> set[str]:
    """Return the ids of the documents in parts of a table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found: set[str] = set()
    for part in parts:
        try:
            with part.open("rb") as file:
                column = pq.read_table(file, columns=["document"]).column(0)
        except (pa.ArrowException, OSError, ValueError):
            return set()
        found.update(column.unique().to_pylist())
    return found
