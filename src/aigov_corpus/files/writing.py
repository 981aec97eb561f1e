"""Files that are written completely or not at all: a failure leaves the old files as they were."""

from __future__ import annotations

import errno
import os
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType

from aigov_corpus.errors import AigovError

_NO_SPACE = "free some space, or choose another disk"


class Replacing(AbstractContextManager["Replacing"]):
    """Writes files under temporary names, and renames all of them at the end.

    ```
    with Replacing() as files:
        files.beside(out).write_text("…")
    return files.written
    ```

    If the block succeeds, each temporary file takes the place of the file that it is meant for. If
    the block fails, the temporary files are removed, and the old files stay. An `OSError` in the
    block becomes an `AigovError` that names the file.
    """

    def __init__(self) -> None:
        self._outs: dict[Path, Path] = {}  # temporary file to the file that it becomes
        self.written: list[Path] = []
        """The files that were written, in the order of `beside`; empty until the block ends."""

    def beside(self, out: Path) -> Path:
        """Return the path of a new temporary file beside `out`; at the end the file becomes `out`.

        Raises:
            AigovError: `out` is a directory.
        """
        if out.is_dir():
            raise AigovError("it is a directory", source=out, remedy="name a file in it")
        temporary = out.with_name(f".{out.name}.{os.getpid()}.{len(self._outs)}.part")
        self._outs[temporary] = out
        return temporary

    def rename(self, temporary: Path, out: Path) -> None:
        """Let a temporary file become `out`, and not the file that was named to `beside`."""
        self._outs[temporary] = out

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Rename the temporary files, or remove them if the block failed."""
        out = next(iter(self._outs.values()), Path())
        try:
            if error is None:
                for temporary, out in self._outs.items():
                    temporary.replace(out)
                    self.written.append(out)
        except OSError as failure:
            raise cannot_write(out, failure) from failure
        finally:
            for temporary in self._outs:
                with suppress(OSError):  # the error of the block says more than one of this
                    temporary.unlink()
        if isinstance(error, OSError):
            raise cannot_write(out, error) from error


def cannot_write(path: Path, error: OSError) -> AigovError:
    """Return the error for a file that the operating system did not let us write."""
    remedies = {
        errno.ENOENT: f"create the directory {path.parent} first",
        errno.ENOSPC: _NO_SPACE,
        errno.EDQUOT: _NO_SPACE,
    }
    return AigovError(
        f"it cannot be written ({error.strerror or error})",
        source=path,
        remedy=remedies.get(error.errno or 0, "choose another place"),
    )
