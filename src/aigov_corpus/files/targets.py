"""What an output path stands for, and how finished content gets there.

| at the path | what happens |
| --- | --- |
| nothing | the new file is renamed into place |
| a file | the same; the new file keeps the mode, owner and group of the old one |
| a symbolic link | the file that it points to is replaced, and the link stays |
| a file with several names (hard links), with an owner that this process cannot give, or in a \
folder that it may not write | the content is written into the file that is there |
| a device, a FIFO, an open stream such as /dev/stdout | the content is written to it |

A rename shows either the old or the new content, whatever happens. Writing into an existing file
does not: if the process is killed while it writes, the file holds a part of the new content. On a
full disk the old content stays, because the space is reserved first (if the system can do that).
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from aigov_corpus import patterns as re
from aigov_corpus.files.reading import telling_of_wait

_OPEN_STREAM = re.compile(
    r"/dev/(?:std(?P<name>in|out|err)|fd/(?P<dev>\d+))|/proc/self/fd/(?P<proc>\d+)"
)
"""Paths that name a stream which this process has open; the stream is not opened again."""
_TEMPORARY = re.compile(r"\.aigov-\d+-[0-9a-f]{8}\.part")
"""Name of a temporary file: the number of its process, and a random one."""
_cleared: set[Path] = set()
"""Folders in which this process has looked for temporary files of killed ones."""
_NUMBERS = {"in": 0, "out": 1, "err": 2}
_NEW_FILE = 0o666
"""Mode of a new file, before the umask removes bits."""
_PRIVATE = 0o600
"""Mode of a temporary file that will replace another file, until it gets the mode of that file."""


@dataclass(frozen=True, slots=True)
class Target:
    """An output path, looked up once before anything is written."""

    out: Path
    """The path as the caller named it."""
    path: Path
    """The file behind all symbolic links."""
    found: os.stat_result | None
    """Result of `stat` for what is at the path; None if nothing is there."""

    @property
    def is_stream(self) -> bool:
        """Whether the path names a device, a FIFO or an open stream, and not a file."""
        if self.found is None:
            return False
        return not stat.S_ISREG(self.found.st_mode) or self.descriptor is not None

    @property
    def descriptor(self) -> int | None:
        """Number of the open stream that the path names, such as 1 for /dev/stdout, or None."""
        match = _OPEN_STREAM.fullmatch(str(self.out))
        if match is None:
            return None
        number = match["dev"] or match["proc"]
        return int(number) if number else _NUMBERS[match["name"]]


def find_target(out: Path) -> Target:
    """Return an output path with what is there.

    Raises:
        OSError: the path cannot be looked up, or names a directory or a write-protected file.
        ValueError: no file can have this name, because it holds a NUL.
    """
    try:
        found = out.stat()
    except FileNotFoundError:
        found = None
    path = Path(os.path.realpath(out))
    if found is not None:
        if stat.S_ISDIR(found.st_mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(out))
        if stat.S_ISREG(found.st_mode) and not os.access(path, os.W_OK):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(out))
    return Target(out, path, found)


@dataclass(frozen=True, slots=True)
class Temporary:
    """An empty file that content is written into."""

    path: Path
    lock: int | None = None
    """Number under which the file is open and locked until it is closed; None if it is not.

    So another process can tell whether the one that made the file still runs.
    """

    def close(self) -> None:
        """Let go of the lock."""
        if self.lock is not None:
            os.close(self.lock)

    def remove(self) -> None:
        """Remove the file, if it is still there under this name, and let go of the lock."""
        with suppress(OSError):  # the error of whoever wrote it says more than one of this
            self.path.unlink()
        self.close()


def make_temporary(target: Target) -> Temporary:
    """Create the empty file that the content is written into.

    It is beside the target, so that it can be renamed; for a stream, it is in the system's folder
    for temporary files. There it is, too, for a file that may be written in a folder that may not.
    """
    if not target.is_stream:
        try:
            return _create_beside(target)
        except PermissionError:
            if target.found is None:
                raise
    handle, name = tempfile.mkstemp(prefix="aigov-", suffix=".part")
    os.close(handle)
    return Temporary(Path(name))


def is_temporary(path: Path) -> bool:
    """Tell whether a path has the name of a file that is being written, or was when it ended."""
    return _TEMPORARY.fullmatch(path.name) is not None


def remove_temporary_files(folder: Path) -> None:
    """Remove the temporary files that processes left in a folder when they were killed.

    A file stays if the process that made it still runs, which holds a lock on it, or if it cannot
    be removed. Windows, which has no such locks, keeps them all.
    """
    with suppress(OSError):
        for path in folder.iterdir():
            if is_temporary(path) and not path.is_symlink():
                with suppress(OSError):
                    _remove_unlocked(path)


def _remove_unlocked(path: Path) -> None:
    """Remove a temporary file that no process has locked."""
    handle = os.open(path, os.O_RDWR | os.O_NONBLOCK)  # does not wait for somebody else's pipe
    try:
        if stat.S_ISREG(os.fstat(handle).st_mode) and lock_open_file(handle, waits=False):
            path.unlink()
    finally:
        os.close(handle)


def lock_open_file(handle: int, *, waits: bool) -> bool:
    """Lock an open file until it is closed; return whether that was done.

    Args:
        handle: the number of the file.
        waits: whether to wait for another process that has locked it.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError:  # locked by another process, or a file system without locks
        return False
    return True


def deliver(temporary: Path, target: Target) -> None:
    """Put the content of a finished temporary file where it belongs.

    Raises:
        OSError: the content cannot be written. A file that would have been replaced by a rename is
            then unchanged; a stream, or a file that is written in place, may hold a part.
    """
    if target.is_stream:
        _copy_to_stream(temporary, target)
    elif target.found is not None and not _can_replace(temporary, target):
        _copy_into(temporary, target.path)
    else:
        flush_file(temporary)
        if temporary.parent != target.path.parent:
            # another disk, perhaps, from which nothing can be renamed
            near = _create_beside(target)
            try:
                shutil.copyfile(temporary, near.path)
                shutil.copymode(temporary, near.path)
                flush_file(near.path)
                replace_file(near.path, target.path)
            finally:
                near.remove()
        else:
            replace_file(temporary, target.path)
        flush_folder(target.path.parent)


def replace_file(temporary: Path, path: Path) -> None:
    """Rename a finished file into place: the one moment in which the content of `path` changes."""
    temporary.replace(path)


def flush_file(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; on Windows, which cannot, do nothing."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _create_beside(target: Target) -> Temporary:
    """Create an empty file in the folder of the target, with a name that is always short.

    What killed processes left in the folder is removed before, once in each process.
    """
    mode = _NEW_FILE if target.found is None else _PRIVATE
    folder = target.path.parent
    if folder not in _cleared:
        remove_temporary_files(folder)
        _cleared.add(folder)
    for _ in range(tempfile.TMP_MAX):
        path = folder / f".aigov-{os.getpid()}-{os.urandom(4).hex()}.part"
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
        except FileExistsError:
            continue
        if not lock_open_file(handle, waits=True):
            os.close(handle)
            return Temporary(path)
        if os.fstat(handle).st_nlink:
            return Temporary(path, handle)
        os.close(handle)  # another process has taken it for one that was left, before it was locked
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target.path.parent))


def _can_replace(temporary: Path, target: Target) -> bool:
    """Return whether a temporary file may be renamed over the file at the target.

    It may not if the folder of the target cannot be written. Otherwise it gets that file's owner,
    group and mode, if possible.
    """
    if target.found is None or not os.access(target.path.parent, os.W_OK):
        return target.found is None
    return _take_over(temporary, target.found)


def _take_over(temporary: Path, old: os.stat_result) -> bool:
    """Give a temporary file the owner, group and mode of the file that it replaces.

    Returns:
        False if that is not possible, or if the old file has several names (a rename would change
        only one of them). The content must then be written into the old file.
    """
    if old.st_nlink > 1:
        return False
    new = temporary.stat()
    if hasattr(os, "chown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(temporary, old.st_uid, old.st_gid)
        except OSError:
            return False
    temporary.chmod(stat.S_IMODE(old.st_mode))
    return True


def _copy_to_stream(temporary: Path, target: Target) -> None:
    """Write the content of a file to a device, FIFO or open stream."""
    number = target.descriptor
    with temporary.open("rb") as content:
        if number is None:
            with telling_of_wait(target.out, lacking="from which nothing reads"):
                stream = target.out.open("wb", buffering=0)
            with stream:
                _copy(content, stream)
        else:
            with os.fdopen(os.dup(number), "wb", buffering=0) as stream:
                _copy(content, stream)


def _copy(content: IO[bytes], stream: IO[bytes]) -> None:
    """Write all of `content` to `stream`, which may take only a part of each piece at a time."""
    while piece := content.read(shutil.COPY_BUFSIZE):  # type: ignore[attr-defined]
        rest = memoryview(piece)
        while rest:
            rest = rest[stream.write(rest) :]


def _copy_into(temporary: Path, path: Path) -> None:
    """Overwrite an existing file with the content of another, and cut off the rest of the old."""
    size = temporary.stat().st_size
    with temporary.open("rb") as content, path.open("rb+") as file:
        _reserve(file, size)
        shutil.copyfileobj(content, file)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _reserve(file: IO[bytes], size: int) -> None:
    """Reserve the space for `size` bytes before the old content is overwritten.

    Nothing is done on a system that cannot reserve space.

    Raises:
        OSError: the disk is full; the file has its old content and size.
    """
    before = os.fstat(file.fileno()).st_size
    if size <= before or not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(file.fileno(), before, size - before)
    except OSError:
        with suppress(OSError):
            file.truncate(before)
        raise
