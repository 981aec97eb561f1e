"""A cache of vectors on disk, so that no encoder encodes the same sentence twice.

The cache stores the parts of sentences: what a composing encoder computes for a sentence, so that
vectors can be composed from it (see `SentenceParts` in `protocols`).

The cache is one SQLite file in the user's cache directory. The environment variable
`AIGOV_CACHE_DIR` can name another directory, and `AIGOV_CACHE_DIR=off` switches the cache off.
Several processes may use the file at the same time. Each row has a checksum; a row that does not
fit it is encoded and stored anew. If the file as a whole is damaged, or another program made it, it
is renamed and a new one is begun. A line on the logger `aigov_corpus` says so. If no file can be
used, every sentence is encoded again, so a problem with the cache never makes a command fail.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aigov_corpus.embedding.composing import SummingEncoder
from aigov_corpus.files.caching import cache_directory
from aigov_corpus.files.warning import warn
from aigov_corpus.protocols import ComposingEncoder, SentenceParts
from aigov_corpus.text.capitals import lower_capitals
from aigov_corpus.text.values import read_sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS parts (key BLOB PRIMARY KEY, clauses INTEGER, data BLOB) WITHOUT ROWID
"""
# Names of the columns of that table. A file with other tables was made by another program.
_COLUMNS = {"parts": ("key", "clauses", "data")}
# Version of what encoders compute for a sentence, part of every key. A new number makes the rows
# that older versions wrote unfindable.
_LAYOUT = 5
# The most keys per query; every SQLite allows 999 variables.
_KEYS_PER_QUERY = 500
# How many seconds to wait for another process that is writing.
_LOCK_TIMEOUT = 30
# Bytes of a key: two of a billion texts share one with a probability of about 10 ** -21.
_KEY_BYTES = 16
# Bytes of the checksum that ends the data of a row.
_CHECKSUM_BYTES = 8
# Separates the clauses of a sentence in what is hashed: a control character that no clean text
# holds.
_SEPARATOR = "\x1f"
# The most sentences whose parts are remembered without a file, in some 10 KiB each.
_REMEMBERED = 4096
# Rows hold 4-byte floats, least significant byte first, on every processor.
_STORED_TYPE = "<f4"


def cache_path() -> Path | None:
    """Return the path of the cache file, or None if the cache is switched off."""
    folder = cache_directory()
    return None if folder is None else folder / "vectors.sqlite"


class CachedEncoder:
    """A composing encoder that encodes only sentences which are not yet in the cache.

    Words in capitals are encoded as if they were in small letters (see `text.capitals`).

    Args:
        encoder: the wrapped encoder, which encodes sentences that are not in the cache.
        path: the cache file; None for no file, so that all other sentences are encoded.
        remembered: parts that are in memory, by key; the parts of further sentences are added. None
            if nothing is remembered.
    """

    def __init__(
        self,
        encoder: ComposingEncoder,
        path: Path | None,
        remembered: dict[bytes, SentenceParts] | None = None,
    ) -> None:
        self._encoder = encoder
        self._path = path
        self._remembered = remembered

    @property
    def id(self) -> str:
        """The id of the wrapped encoder."""
        return self._encoder.id

    def reader(self) -> CachedEncoder:
        """Return what `reader` of the wrapped encoder returns, wrapped to use the same cache."""
        return CachedEncoder(self._encoder.reader(), self._path, self._remembered)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each text. The cache is not used."""
        read = read_sentences(texts, name="texts")
        return self._encoder.encode([lower_capitals(text) for text in read])

    def words(self, words: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each word.

        The cache is used only if the wrapped encoder is a `SummingEncoder`. The built-in encoder
        computes the vector of a word as fast as it could be looked up.
        """
        if not isinstance(self._encoder, SummingEncoder):
            return self._encoder.words(words)
        found = self.parts([[word] for word in words], spaced=True)
        return np.stack([parts.clauses[0] / parts.sizes[0] for parts in found])

    def compose(self, sums: Floats, edges: Floats, sizes: Floats) -> Floats:
        """Return the vectors that the wrapped encoder composes from these arguments."""
        return self._encoder.compose(sums, edges, sizes)

    def parts(self, sentences: Sequence[Sequence[str]], *, spaced: bool) -> list[SentenceParts]:
        """Return the parts of each sentence; encode only sentences that are not in the cache."""
        sentences = [[lower_capitals(clause) for clause in clauses] for clauses in sentences]
        # the id reads the metadata of a package, which takes a millisecond: once per call
        prefix = f"{_LAYOUT}{_SEPARATOR}{self.id}{_SEPARATOR}{spaced}"
        keys = [_key(prefix, clauses) for clauses in sentences]
        # one connection for reading and writing: to open and to close one takes a millisecond
        with _closing(self._open()) as connection:
            found = self._read(connection, keys) | self._recall(keys)
            missing = {key: number for number, key in enumerate(keys) if key not in found}
            if missing:
                unknown = [sentences[number] for number in missing.values()]
                encoded = self._encoder.parts(unknown, spaced=spaced)
                new = dict(zip(missing, encoded, strict=True))
                _write(connection, new)
                self._remember(new)
                found |= new
        return [found[key] for key in keys]

    def _recall(self, keys: Sequence[bytes]) -> dict[bytes, SentenceParts]:
        """Return the parts in memory that have these keys."""
        known = self._remembered or {}
        return {key: known[key] for key in keys if key in known}

    def _remember(self, new: dict[bytes, SentenceParts]) -> None:
        """Keep parts in memory, unless it has no room for them or nothing is remembered."""
        if self._remembered is not None and len(self._remembered) + len(new) <= _REMEMBERED:
            self._remembered.update(new)

    def _open(self) -> sqlite3.Connection | None:
        """Open the cache file. Return None if the cache is switched off or cannot be used."""
        if self._path is None:
            return None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return _connect(self._path)
            except sqlite3.OperationalError:  # locked or read-only
                return None
            except sqlite3.DatabaseError as error:
                warn(
                    f"{self._path}: {error}; it is renamed to {_rename(self._path)}, and a new "
                    "cache is begun"
                )
                return _connect(self._path)
        except (OSError, sqlite3.Error):  # no such directory, or no right to write there
            return None

    def _read(
        self, connection: sqlite3.Connection | None, keys: Sequence[bytes]
    ) -> dict[bytes, SentenceParts]:
        """Return the parts that the cache has for these keys. Keys that it lacks are left out."""
        if connection is None:
            return {}
        found: dict[bytes, SentenceParts] = {}
        damaged = 0
        try:
            unique = list(dict.fromkeys(keys))
            for start in range(0, len(unique), _KEYS_PER_QUERY):
                for key, clauses, data in _select(connection, unique[start:][:_KEYS_PER_QUERY]):
                    try:
                        found[key] = _unpack(key, clauses, data)
                    except ValueError:
                        damaged += 1
        except sqlite3.DatabaseError as error:
            warn(f"{self._path}: {error}; sentences are encoded anew")
            return {}
        if damaged:
            warn(f"{self._path}: damaged rows of the cache, made anew: {damaged}")
        return found


def _write(connection: sqlite3.Connection | None, new: dict[bytes, SentenceParts]) -> None:
    """Put parts into the cache. Do nothing if it cannot be written."""
    if connection is None:
        return
    rows = ((key, len(parts.sizes), _pack(key, parts)) for key, parts in new.items())
    # the disk is full or the file locked
    with suppress(sqlite3.DatabaseError), connection:
        connection.executemany("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", rows)


@contextmanager
def _closing(connection: sqlite3.Connection | None) -> Iterator[sqlite3.Connection | None]:
    """Close a connection, if there is one, at the end of a `with` statement."""
    try:
        yield connection
    finally:
        if connection is not None:
            connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    """Open a cache file, or begin one.

    Raises:
        sqlite3.OperationalError: the file is locked, or may not be written.
        sqlite3.DatabaseError: it is damaged, or another program made it.
    """
    connection = sqlite3.connect(path, timeout=_LOCK_TIMEOUT)
    # a damaged file may hold a text that is not UTF-8
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        with _reading_messages():
            _refuse_foreign(connection)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(_SCHEMA)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _select(connection: sqlite3.Connection, keys: Sequence[bytes]) -> list[tuple[Any, ...]]:
    """Return the rows of these keys that a cache has: key, number of clauses, data."""
    variables = ",".join("?" * len(keys))
    query = f"SELECT key, clauses, data FROM parts WHERE key IN ({variables})"
    with _reading_messages():
        return connection.execute(query, keys).fetchall()


@contextmanager
def _reading_messages() -> Iterator[None]:
    """Raise a `sqlite3.DatabaseError` if Python cannot read the message of one.

    The message quotes the damaged file, which need not be text.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise sqlite3.DatabaseError("it is damaged") from error


def _refuse_foreign(connection: sqlite3.Connection) -> None:
    """Raise a `sqlite3.DatabaseError` if the file has other tables than a cache, or columns."""
    columns = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        rows = connection.execute("SELECT name FROM pragma_table_info(?)", [table])
        columns[table] = tuple(name for (name,) in rows)
    if columns and columns != _COLUMNS:
        raise sqlite3.DatabaseError("another program made this file")


def _rename(path: Path) -> Path:
    """Give a file that cannot be used a name that no file has, and return it."""
    for number in count(1):
        aside = path.with_suffix(f".damaged-{number}")
        if not aside.exists():
            break
    return path.replace(aside)


def _key(prefix: str, clauses: Sequence[str]) -> bytes:
    """Return the key of a sentence: a hash of its clauses and of `prefix`.

    Args:
        prefix: all else that the parts of the sentence depend on, such as the encoder.
        clauses: the clauses of the sentence.
    """
    text = _SEPARATOR.join([prefix, *clauses])
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def _pack(key: bytes, parts: SentenceParts) -> bytes:
    """Return the data of a row: sizes, edge and clauses of a sentence, and a checksum."""
    values = np.concatenate([parts.sizes, parts.edge, parts.clauses.ravel()])
    content = values.astype(_STORED_TYPE).tobytes()
    return content + _checksum(key, len(parts.sizes), content)


def _checksum(key: bytes, clauses: int, content: bytes) -> bytes:
    """Return a hash of a whole row."""
    text = key + clauses.to_bytes(8, "little", signed=True) + content
    return blake2b(text, digest_size=_CHECKSUM_BYTES).digest()


def _unpack(key: object, clauses: object, data: object) -> SentenceParts:
    """Return the parts of a sentence from the columns of a row.

    Raises:
        ValueError: the row is not as it was written.
    """
    if not (isinstance(key, bytes) and isinstance(clauses, int) and isinstance(data, bytes)):
        raise ValueError("a column of the row has another type")  # noqa: TRY004  (see Raises)
    content, checksum = data[:-_CHECKSUM_BYTES], data[-_CHECKSUM_BYTES:]
    if checksum != _checksum(key, clauses, content):
        raise ValueError("the checksum of the row is another one")
    values = np.frombuffer(content, _STORED_TYPE).astype(np.float32)
    # after the sizes come the edge and one vector per clause
    dim = (len(values) - clauses) // (clauses + 1)
    sizes, edge, vectors = np.split(values, [clauses, clauses + dim])
    return SentenceParts(vectors.reshape(clauses, dim), edge, sizes)
