"""Files that are written under temporary names first, and put into place when all are finished.

A file is put into place completely or not at all, with the exceptions that `targets` names.

Everything that writes a file on a user's behalf does it through `Replacing`. What happens at the
path (links, devices, modes) is described in `targets`.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from types import TracebackType

from aigov_corpus.errors import AigovError, UsageError
from aigov_corpus.files.ownership import files_of_build
from aigov_corpus.files.reasons import (
    GO_ELSEWHERE,
    WHOLE_PATH,
    explain,
    explain_home,
    is_working_folder_gone,
)
from aigov_corpus.files.targets import Target, Temporary, deliver, find_target, make_temporary

_NO_SPACE = "free some space, or choose another disk"
_REMEDIES = {
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.EFBIG: "raise the limit of the size of files, or write several smaller ones",
    errno.EACCES: "check its permissions, or choose another place",
    errno.EISDIR: "name a file in it",
    errno.EEXIST: "name a directory that is new or empty",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EPIPE: "keep the program that reads it open until the end",
}
"""What a user can do, by the error number of the operating system."""

_Identity = tuple[int, int]
"""Device and inode: the same for all names of one file."""
_protected: ContextVar[Mapping[_Identity, str] | None] = ContextVar("protected", default=None)
"""The files that are being read and must not be written, each with its name in messages."""


class Replacing(AbstractContextManager["Replacing"]):
    """Writes files under temporary names, and puts all of them into place at the end.

    ```
    with Replacing() as files:
        files.beside(out).write_text("…")
    return files.written
    ```

    If the block succeeds, each temporary file takes the place of the file that it is meant for. If
    the block fails, the temporary files are removed, and the old files stay. The files are put into
    place one after the other: if one of them cannot be, those before it have been replaced.

    An `OSError` in the block becomes an `AigovError` that names the first file.
    """

    def __init__(self) -> None:
        self._targets: dict[Path, Target] = {}  # by temporary file
        self._temporary: list[Temporary] = []
        self.written: list[Path] = []
        """The files that were written, in the order of `beside`; empty until the block ends."""

    def beside(self, out: Path) -> Path:
        """Return the path of a new, empty temporary file; at the end its content goes to `out`.

        Raises:
            UsageError: `out` is being read, is a file of a corpus, or has an impossible name.
            AigovError: nothing can be written there.
        """
        target = _find_target(out)
        try:
            temporary = make_temporary(target)
        except OSError as error:
            raise cannot_write(out, error) from error
        self._temporary.append(temporary)
        self._targets[temporary.path] = target
        return temporary.path

    def rename(self, temporary: Path, out: Path) -> None:
        """Change where the content of a temporary file goes: to `out`, in place of the former file.

        Raises:
            UsageError: `out` is being read, is a file of a corpus, or has an impossible name.
            AigovError: nothing can be written there.
        """
        self._targets[temporary] = _find_target(out)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put the temporary files into place, or remove them if the block failed."""
        out = next((target.out for target in self._targets.values()), Path())
        try:
            if error is None:
                for temporary, target in self._targets.items():
                    out = target.out
                    deliver(temporary, target)
                    self.written.append(out)
        except OSError as failure:
            raise cannot_write(out, failure) from failure
        finally:
            for each in self._temporary:
                each.remove()
        if isinstance(error, OSError):
            raise cannot_write(out, error) from error


def replace_bytes(path: Path, content: bytes) -> None:
    """Write the whole content of a file.

    Raises:
        UsageError: the file is being read, is one of a corpus, or has an impossible name.
        AigovError: nothing can be written there.
    """
    with Replacing() as files:
        files.beside(path).write_bytes(content)


def replace_text(path: Path, text: str) -> None:
    """Do the same with a text, in UTF-8 and with its line ends as they are."""
    replace_bytes(path, text.encode())


@contextmanager
def protect_inputs(*inputs: Path | int) -> Iterator[None]:
    """Refuse, while the block runs, to write any of the files that are being read.

    Args:
        inputs: paths, or numbers of open files such as 0 for standard input. A path where there is
            no regular file is ignored, as it needs no protection.
    """
    files = dict(_protected.get() or {})
    for file in inputs:
        with suppress(OSError, ValueError):
            found = os.fstat(file) if isinstance(file, int) else file.stat()
            if stat.S_ISREG(found.st_mode):
                files[_identity(found)] = "standard input" if file == 0 else str(file)
    token = _protected.set(files)
    try:
        yield
    finally:
        _protected.reset(token)


def refuse_input(out: Path) -> None:
    """Raise a `UsageError` if an output is a file that is being read."""
    with suppress(OSError, ValueError):
        found = out.stat()
        if stat.S_ISREG(found.st_mode):
            _refuse_input(out, found)


def _refuse_input(out: Path, found: os.stat_result) -> None:
    """Raise a `UsageError` if what was found at an output path is a file that is being read."""
    read_as = (_protected.get() or {}).get(_identity(found))
    if read_as:
        raise UsageError(
            f"this output is also an input, '{read_as}', and would be lost",
            source=out,
            remedy="write to another file",
        )


def cannot_write(path: Path, error: OSError) -> AigovError:
    """Return the error for a file that the operating system did not let us write."""
    remedy = _REMEDIES.get(error.errno or 0, "choose another place")
    if error.errno == errno.ENOENT and not path.is_absolute() and is_working_folder_gone():
        remedy = GO_ELSEWHERE
    elif error.errno == errno.ENOENT and not path.parent.exists():
        is_home = explain_home(path)
        remedy = WHOLE_PATH if is_home else f"create the directory {path.parent} first"
    reason = explain(error, path)
    if error.errno == errno.EISDIR:
        return AigovError("it is a directory", source=path, remedy=remedy)
    return AigovError(f"it cannot be written ({reason})", source=path, remedy=remedy)


def _find_target(out: Path) -> Target:
    """Return what is at an output path; raise an error for an input or a file of a corpus."""
    try:
        target = find_target(out)
    except OSError as error:
        raise cannot_write(out, error) from error
    except ValueError as error:
        raise UsageError(
            f"no file can have the name {str(out)!r}", remedy="choose another name"
        ) from error
    if target.is_stream:
        return target
    if target.found:
        _refuse_input(out, target.found)
    if target.path.name in files_of_build(target.path.parent):
        raise UsageError(
            f"this output is a file of the corpus in '{target.path.parent}'",
            source=out,
            remedy="write to another file; only  aigov-corpus build  changes a corpus",
        )
    return target


def _identity(found: os.stat_result) -> _Identity:
    """Return the device and inode of a file, which all its names have in common."""
    return found.st_dev, found.st_ino
