"""Files in stores that fsspec reaches: `s3://bucket/law.txt`, `gs://…`, `sftp://…`.

fsspec is an extra. Most stores need a package of their own besides, which it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import AigovError, InvalidInputError, MissingExtraError
from aigov_corpus.files.limits import LARGEST_TEXT, check_size

_STORE = re.compile(r"(?!https?:|file:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""Beginning of a path in a store: a name of two letters at least, so that C:// is none."""
_REMEDY = "check the address, and that you may read there"


def is_in_store(path: str) -> bool:
    """Tell whether a text is a path in a store, and no local path (`file://` too) or web page."""
    return _STORE.match(path) is not None


def join_store(folder: str, name: str) -> str:
    """Return the path of a file in a folder of a store."""
    return f"{folder.rstrip('/')}/{name}"


def folder_in_store(path: str) -> str:
    """Return the folder of a file in a store."""
    return path.rpartition("/")[0]


def read_from_store(path: str) -> bytes:
    """Return the content of a file in a store.

    Raises:
        MissingExtraError: fsspec is not installed.
        InvalidInputError: the file cannot be read, or is too large.
    """
    with _naming(path):
        import fsspec

        with fsspec.open(path, "rb") as stream:
            data: bytes = stream.read(LARGEST_TEXT + 1)
    check_size(data, name=path)
    return data


class StoreFolder:
    """A folder in a store; every error that it raises is one of this package."""

    def __init__(self, path: str) -> None:
        """Open a folder, which need not exist yet.

        Raises:
            MissingExtraError: fsspec is not installed.
            InvalidInputError: there is no such kind of store, or its package is not installed.
        """
        self.path = path.rstrip("/")
        with _naming(self.path):
            import fsspec

            self._fs, self._root = fsspec.core.url_to_fs(self.path)

    def list_sizes(self) -> dict[str, int]:
        """Return the size in bytes of each file in it and below, by its path inside."""
        with _naming(self.path):
            if not self._fs.exists(self._root):
                return {}
            found: Any = self._fs.find(self._root, detail=True)
        root = self._root.rstrip("/") + "/"
        return {name.removeprefix(root): int(facts["size"] or 0) for name, facts in found.items()}

    def put(self, file: Path, name: str) -> None:
        """Copy a local file into it."""
        target = join_store(self._root, name)
        with _naming(join_store(self.path, name)):
            self._fs.makedirs(target.rpartition("/")[0], exist_ok=True)
            self._fs.put_file(str(file), target)

    def get(self, name: str, file: Path) -> None:
        """Copy a file of it to a local path."""
        file.parent.mkdir(parents=True, exist_ok=True)
        with _naming(join_store(self.path, name)):
            self._fs.get_file(join_store(self._root, name), str(file))

    def remove(self, name: str) -> None:
        """Remove a file of it."""
        with _naming(join_store(self.path, name)):
            self._fs.rm_file(join_store(self._root, name))


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Make each error in a `with` block one of this package that names a path in a store."""
    try:
        yield
    except AigovError:
        raise
    except ModuleNotFoundError as error:
        if error.name == "fsspec":
            kind = path.partition("://")[0]
            raise MissingExtraError(f"{kind}://…", extra="stores") from error
        raise _failed(path, error) from error
    except FileNotFoundError as error:
        raise InvalidInputError("there is no such file", source=path, remedy=_REMEDY) from error
    except Exception as error:  # packages of stores raise errors of their own
        raise _failed(path, error) from error


def _failed(path: str, error: Exception) -> InvalidInputError:
    """Return the error for a store that does not answer as it should."""
    said = " ".join(str(error).split()) or type(error).__name__
    return InvalidInputError(f"it cannot be reached ({said})", source=path, remedy=_REMEDY)
