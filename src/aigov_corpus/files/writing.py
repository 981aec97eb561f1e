"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType

from aigov_corpus.errors import AigovError


class Replacing(AbstractContextManager["Replacing"]):
    """Files that replace their namesakes together when the block ends well, and vanish when it does not.

    ```
    with Replacing() as files:
        files.beside(out).write_text("…")
    return files.written
    ```

    An operating system's error in the block becomes an `AigovError` that names the file.
    """

    def __init__(self) -> None:
        self.finals: dict[Path, Path] = {}
        """Temporary file to the name that it will get; may be changed until the block ends."""
        self.written: list[Path] = []

    def beside(self, out: Path) -> Path:
        """Return the name of a new temporary file in the folder of `out`, to be renamed to it."""
        if out.is_dir():
            raise AigovError(f"cannot write {out}: it is a folder; name a file in it")
        temporary = out.with_name(f".{out.name}.{os.getpid()}.{len(self.finals)}.part")
        self.finals[temporary] = out
        return temporary

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Rename the temporary files, or remove them if the block failed."""
        out = next(iter(self.finals.values()), Path())
        try:
            if error is None:
                for temporary, out in self.finals.items():
                    temporary.replace(out)
                    self.written.append(out)
        except OSError as failed:
            raise _cannot_write(out, failed) from failed
        finally:
            for temporary in self.finals:
                with suppress(OSError):  # why the block failed says more than why this does
                    temporary.unlink()
        if isinstance(error, OSError):
            raise _cannot_write(out, error) from error


def _cannot_write(out: Path, error: OSError) -> AigovError:
    remedy = {
        errno.ENOENT: f"create the folder {out.parent} first",
        errno.ENOSPC: "free some space, or choose another disk",
        errno.EDQUOT: "free some space, or choose another disk",
    }.get(error.errno or 0, "choose another place")
    return AigovError(f"cannot write {out}: {error.strerror or error}; {remedy}")
