"""Vectors on disk, by encoder and text, so that nothing is encoded twice.

One SQLite file in the user's cache directory (or `AIGOV_CACHE_DIR`; `AIGOV_CACHE_DIR=off` keeps nothing).
Any number of processes may use it at once. A damaged file is set aside and begun anew: it is a cache.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.embedding.spans import Parts, SpanEncoder, VectorSum

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SCHEMA = "CREATE TABLE IF NOT EXISTS parts (key BLOB PRIMARY KEY, clauses INTEGER, data BLOB) WITHOUT ROWID"
_LAYOUT = 2  # of what encoders make for a sentence: when it changes, what was kept is found no more
_LOOKUP = 500  # keys a query; SQLite allows 999 variables everywhere


def cache_path() -> Path | None:
    """Return where vectors are kept, or None where the cache is off."""
    chosen = os.environ.get("AIGOV_CACHE_DIR", "")
    if chosen.lower() == "off":
        return None
    if chosen:
        return Path(chosen) / "vectors.sqlite"
    from platformdirs import user_cache_path

    return user_cache_path("aigov-corpus") / "vectors.sqlite"


class CachedEncoder:
    """A SpanEncoder that looks up sentences before it encodes them."""

    def __init__(self, encoder: SpanEncoder, path: Path | None = None) -> None:
        """Wrap `encoder`; vectors are kept at `path`, by default where `cache_path` says."""
        self._encoder = encoder
        self._path = path or cache_path()
        self.encoded = 0
        """Sentences that were not in the cache."""

    @property
    def id(self) -> str:
        """The wrapped encoder's."""
        return self._encoder.id

    def reader(self) -> CachedEncoder:
        """Return the wrapped encoder's reader, with the same cache."""
        return CachedEncoder(self._encoder.reader(), self._path)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text; not cached (see `parts`)."""
        return self._encoder.encode(texts)

    def words(self, words: Sequence[str]) -> Floats:
        """Return one unit vector a word.

        Looked up only for encoders that read a word as they read a text: the embedded one makes its vector
        in the time that a look-up takes.
        """
        if not isinstance(self._encoder, VectorSum):
            return self._encoder.words(words)
        found = self.parts([[word] for word in words], spaced=True)
        return np.stack([one.clauses[0] / one.weights[0] for one in found])

    def compose(self, sums: Floats, edges: Floats, weights: Floats) -> Floats:
        """Return the wrapped encoder's composition."""
        return self._encoder.compose(sums, edges, weights)

    def parts(self, sentences: Sequence[Sequence[str]], *, spaced: bool) -> list[Parts]:
        """Return the parts of each sentence, encoding only what was never encoded before."""
        # reading a version from its metadata takes a millisecond: once
        prefix = f"{_LAYOUT}\x1f{self.id}\x1f{spaced}"
        keys = [_key(prefix, clauses) for clauses in sentences]
        found = self._read(keys)
        missing = {key: number for number, key in enumerate(keys) if key not in found}
        if missing:
            self.encoded += len(missing)
            fresh = self._encoder.parts(
                [sentences[number] for number in missing.values()], spaced=spaced
            )
            new = dict(zip(missing, fresh, strict=True))
            self._write(new)
            found |= new
        return [found[key] for key in keys]

    def _open(self) -> sqlite3.Connection | None:
        if self._path is None:
            return None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=30)
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute(_SCHEMA)
            except sqlite3.DatabaseError as error:
                connection.close()
                if isinstance(error, sqlite3.OperationalError):  # locked or read-only: do without
                    return None
                self._path.replace(self._path.with_suffix(".damaged"))
                return self._open()
        except (
            OSError,
            sqlite3.OperationalError,
        ):  # no such place, or no right to write there: do without
            return None
        return connection

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Parts]:
        connection = self._open()
        if connection is None:
            return {}
        found: dict[bytes, Parts] = {}
        try:
            unique = list(dict.fromkeys(keys))
            for at in range(0, len(unique), _LOOKUP):
                some = unique[at : at + _LOOKUP]
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT key, clauses, data FROM parts WHERE key IN ({marks})", some
                )
                found |= {key: _unpack(count, data) for key, count, data in rows}
        except (sqlite3.DatabaseError, ValueError):  # damaged: encode anew
            return {}
        finally:
            connection.close()
        return found

    def _write(self, new: dict[bytes, Parts]) -> None:
        connection = self._open()
        if connection is None:
            return
        try:
            with connection:
                connection.executemany(
                    "INSERT OR IGNORE INTO parts VALUES (?, ?, ?)",
                    ((key, len(one.weights), _pack(one)) for key, one in new.items()),
                )
        except sqlite3.DatabaseError:  # full or locked disk: the vectors are still returned
            return
        finally:
            connection.close()


def _key(prefix: str, clauses: Sequence[str]) -> bytes:
    text = "\x1f".join([prefix, *clauses])
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _pack(one: Parts) -> bytes:
    return np.concatenate([one.weights, one.edge, one.clauses.ravel()]).astype("<f4").tobytes()


def _unpack(count: int, data: bytes) -> Parts:
    values = np.frombuffer(data, "<f4").astype(np.float32)
    dim, rest = divmod(len(values) - count, count + 1)
    if rest or dim <= 0:
        raise ValueError("a damaged row")
    return Parts(
        values[count + dim :].reshape(count, dim), values[count : count + dim], values[:count]
    )
