"""What stands at an output path decides what happens there; nothing of anybody's is lost."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from aigov_corpus.batching import archive
from aigov_corpus.building import build
from aigov_corpus.building.project import new_folder
from aigov_corpus.cli import main
from aigov_corpus.corpus.writing import lock_corpus, new_corpus
from aigov_corpus.errors import AigovError, UsageError
from aigov_corpus.files import reading, targets
from aigov_corpus.files.writing import Replacing, protect_inputs


def write(out: Path, text: str = "new") -> None:
    """Write a file as every command does."""
    with Replacing() as files:
        files.beside(out).write_text(text, encoding="utf-8")


def alone(folder: Path) -> list[str]:
    """Return the names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    """Over several links, into another folder, and to a target that is not there yet."""
    (tmp_path / "far").mkdir()
    target = tmp_path / "far" / "target"
    target.write_text("old", encoding="utf-8")
    (tmp_path / "second").symlink_to("far/target")
    (tmp_path / "first").symlink_to("second")
    (tmp_path / "loose").symlink_to("far/not-yet")
    write(tmp_path / "first")
    write(tmp_path / "loose")
    assert (tmp_path / "first").is_symlink()
    assert (tmp_path / "second").is_symlink()
    assert target.read_text() == (tmp_path / "far" / "not-yet").read_text() == "new"
    assert alone(tmp_path / "far") == ["not-yet", "target"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    """Also while the file is being written, so that nobody else can read a private file."""
    out = tmp_path / "out"
    out.write_text("old")
    out.chmod(mode)
    with Replacing() as files:
        temporary = files.beside(out)
        assert temporary.stat().st_mode & 0o077 == 0
        temporary.write_text("new")
    assert out.stat().st_mode & 0o777 == mode


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """That which the umask leaves."""
    old = os.umask(0o027)
    try:
        write(tmp_path / "out")
    finally:
        os.umask(old)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640


def test_all_names_of_a_file_get_the_content(tmp_path: Path) -> None:
    """Hard links are not cut; a shorter content leaves nothing of the longer one."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a long old content")
    two.hardlink_to(one)
    write(two)
    assert one.read_text() == two.read_text() == "new"
    assert one.stat().st_ino == two.stat().st_ino
    write(two, "n" * 10_000)
    assert one.read_text() == "n" * 10_000


def test_a_file_with_several_names_survives_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The space is reserved before the first byte is written over."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("old")
    two.hardlink_to(one)

    def full(*_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(AigovError, match="No space left on device"):
        write(two, "longer")
    assert one.read_text() == two.read_text() == "old"


def test_a_foreign_owner_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the owner cannot be given to a new file, the content goes into the old one."""
    out = tmp_path / "out"
    out.write_text("old")
    node = out.stat().st_ino
    if os.geteuid() == 0:
        os.chown(out, 12345, 12345)
        write(out)
        assert (out.stat().st_uid, out.stat().st_gid) == (12345, 12345)
        node = out.stat().st_ino

        def refuse(*_: object) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "chown", refuse)
        write(out, "newer")
        assert (out.read_text(), out.stat().st_ino) == ("newer", node)


AS_NOBODY = """
import os, sys
from pathlib import Path
from aigov_corpus.errors import AigovError
from aigov_corpus.files.writing import Replacing

if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for name in ("locked/open", "locked/new", "protected", "open"):
    try:
        with Replacing() as files:
            files.beside(Path(name)).write_text("new")
        print(name, "written")
    except AigovError as error:
        print(error)
"""


@pytest.mark.linux
def test_permissions_are_respected() -> None:
    """A file that may be written is, in any folder; one that may not be is left alone."""
    work = Path(tempfile.mkdtemp())  # pytest's own folder is for its owner alone
    try:
        (work / "locked").mkdir()
        for name in ("locked/open", "protected", "open"):
            (work / name).write_text("a longer old text")
            (work / name).chmod(0o666)
        (work / "protected").chmod(0o444)
        (work / "locked").chmod(0o555)
        work.chmod(0o777)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY], cwd=work, capture_output=True, text=True, check=True
        )
        said = done.stdout.splitlines()
        assert said[0] == "locked/open written"
        assert "locked/new: it cannot be written (Permission denied)" in said[1]
        assert "protected: it cannot be written (Permission denied)" in said[2]
        assert said[3] == "open written"
        assert (work / "locked" / "open").read_text() == (work / "open").read_text() == "new"
        assert (work / "protected").read_text() == "a longer old text"
        assert (work / "open").stat().st_uid == os.geteuid()
        assert alone(work) == ["locked", "open", "protected"]
    finally:
        (work / "locked").chmod(0o755)
        shutil.rmtree(work)


@pytest.mark.linux
def test_a_device_is_written_to(tmp_path: Path) -> None:
    """Through a link, too; a device stays a device, and a full one is an error."""
    null = tmp_path / "null"
    null.symlink_to("/dev/null")
    write(null)
    write(Path("/dev/null"))
    assert Path("/dev/null").is_char_device()
    with pytest.raises(AigovError, match=r"^/dev/full: it cannot be written \(No space left"):
        write(Path("/dev/full"))
    assert Path("/dev/full").is_char_device()


@pytest.mark.linux
def test_a_fifo_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reader gets all of it, and it stays a FIFO; that it is waited for is told."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    got: list[str] = []
    told: list[str] = []
    said = threading.Event()
    monkeypatch.setattr(reading, "_PATIENCE", 0.01)
    monkeypatch.setattr(reading, "warn", lambda text: (told.append(text), said.set()))
    reader = threading.Thread(target=lambda: (said.wait(5), got.append(fifo.read_text())))
    reader.start()
    write(fifo, "n" * 200_000)
    reader.join()
    assert got == ["n" * 200_000]
    assert told == [f"{fifo}: it is a pipe from which nothing reads yet; waiting for it"]
    assert fifo.is_fifo()
    assert alone(tmp_path) == ["fifo"]


def test_what_cannot_be_written_is_told_with_its_name(tmp_path: Path) -> None:
    """A folder, a folder that is missing, a name that no file can have."""
    with pytest.raises(AigovError, match="it is a directory; name a file in it"):
        write(tmp_path)
    with pytest.raises(AigovError, match=r"x: it cannot be written .*; create the directory"):
        write(tmp_path / "no" / "x")
    with pytest.raises(UsageError, match="no file can have the name"):
        write(tmp_path / "a\0b")
    with pytest.raises(AigovError, match=r"it cannot be written .*; choose a shorter name"):
        write(tmp_path / ("n" * 300))
    write(tmp_path / ("n" * 255))


@pytest.mark.linux
def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """Not what a living one writes, a pipe, a link, or a file of another name."""
    kept = [".aigov-1.part", ".aigov-1-0123456.part", "aigov-1-01234567.part"]
    for name in (*kept, ".aigov-1-01234567.part"):
        (tmp_path / name).write_text("half", encoding="utf-8")
    os.mkfifo(tmp_path / ".aigov-1-00000001.part")
    (tmp_path / ".aigov-1-00000002.part").symlink_to(".aigov-1.part")
    kept += [".aigov-1-00000001.part", ".aigov-1-00000002.part"]
    code = (
        "import sys, pathlib\n"
        "from aigov_corpus.files.writing import Replacing\n"
        "with Replacing() as files:\n"
        "    path = files.beside(pathlib.Path(sys.argv[1], 'other'))\n"
        "    print(path.name, flush=True)\n"
        "    sys.stdin.read()\n"
        "    path.write_text('whole')\n"
    )
    line = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as living:
        assert living.stdin and living.stdout
        name = living.stdout.readline().decode().strip()
        targets._cleared.clear()
        write(tmp_path / "out")
        assert alone(tmp_path) == sorted([*kept, name, "out"])
        living.stdin.close()
    assert alone(tmp_path) == sorted([*kept, "other", "out"])


def test_a_corpus_to_pass_on_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """What a killed process left goes with the next one; what a living one writes stays."""
    killed, living = tmp_path / ".new-out-1", tmp_path / ".new-out-2"
    for folder in (killed, living):
        folder.mkdir()
        (folder / ".lock").touch()
        (folder / "doc").touch()
    (tmp_path / ".new-out-3").mkdir()
    (tmp_path / ".new-out-of-mine").mkdir()
    with lock_corpus(living, progress=print):
        with pytest.raises(AigovError, match=r"out/doc: half"), new_corpus(tmp_path / "out") as new:
            raise AigovError("half", source=new / "doc")
        assert alone(tmp_path) == [".new-out-2", ".new-out-of-mine"]
        for name in ("out", "far/out", "old"):
            with new_corpus(tmp_path / name) as new:
                assert not (tmp_path / "out" / "doc").exists() or name != "out"
                (new / "doc").touch()
                (tmp_path / "old").mkdir(exist_ok=True)
            assert alone(tmp_path / name) == ["doc"]
        with pytest.raises(AigovError, match="not empty"), new_corpus(tmp_path / "out"):
            pass
    assert alone(tmp_path) == [".new-out-2", ".new-out-of-mine", "far", "old", "out"]


def test_an_input_is_not_written(tmp_path: Path) -> None:
    """By whatever name: its own, a link, another hard link; also as the second of two files."""
    (tmp_path / "in").write_text("old")
    (tmp_path / "link").symlink_to("in")
    (tmp_path / "same").hardlink_to(tmp_path / "in")
    with protect_inputs(tmp_path / "in", tmp_path / "not-there"):
        for name in ("in", "link", "same"):
            with pytest.raises(UsageError, match=rf"{name}: this output is also an input, '.*in'"):
                write(tmp_path / name)
        with pytest.raises(UsageError), Replacing() as files:
            files.beside(tmp_path / "first").write_text("x")
            files.rename(files.beside(tmp_path / "second"), tmp_path / "in")
    assert alone(tmp_path) == ["in", "link", "same"]
    write(tmp_path / "in")


@pytest.fixture
def corpus(project: Path) -> Path:
    """The document directory of a built corpus."""
    build(project, encoder="hash")
    return project / "data" / "aligned" / "plan"


def test_a_file_of_a_corpus_is_not_written(corpus: Path, tmp_path: Path) -> None:
    """Whoever writes; a new name beside the files of the corpus is free."""
    (tmp_path / "link").symlink_to(corpus / "pairs.csv")
    for out in (*corpus.iterdir(), tmp_path / "link"):
        with pytest.raises(UsageError, match="this output is a file of the corpus in"):
            write(out)
    write(corpus / "mine.csv")


def test_a_package_of_somebody_else_is_no_corpus(tmp_path: Path) -> None:
    """Nor is a file that only has the name of one."""
    package = tmp_path / "datapackage.json"
    for text in ('{"resources": [{"path": "mine.csv"}]}', "[" * 5_000, '{"resources": 3}', "\xff"):
        package.write_text(text, encoding="latin-1")
        write(tmp_path / "mine.csv")


def files_in(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_build_does_not_write_through_a_link(project: Path) -> None:
    """A document directory that is a link leads to somebody else's files."""
    theirs = project / "theirs"
    theirs.mkdir()
    (theirs / "pairs.csv").write_text("theirs")
    out = project / "data" / "aligned"
    out.mkdir()
    (out / "plan").symlink_to(theirs)
    report = build(project, encoder="hash")
    assert "it is a symbolic link" in report.documents[0].error
    assert files_in(theirs) == {"pairs.csv": b"theirs"}


@pytest.mark.parametrize("name", ["pairs.csv", "corpus.tmx", "datapackage.json", ".build.json"])
def test_a_build_does_not_replace_a_file_that_no_build_wrote(project: Path, name: str) -> None:
    """It says which one; a file under another name is nobody's business."""
    directory = project / "data" / "aligned" / "plan"
    directory.mkdir(parents=True)
    for mine in (name, "notes.md"):
        (directory / mine).write_text("mine")
    report = build(project, encoder="hash")
    assert f"{name}: a file of this name is there already" in report.documents[0].error
    assert files_in(directory) == {name: b"mine", "notes.md": b"mine"}
    (directory / name).unlink()
    assert build(project, encoder="hash").exit_code == 0
    assert (directory / "notes.md").read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b'{"inputs": {"corp'], ids=["empty", "half"])
def test_a_log_of_a_build_that_a_loss_of_power_cut_is_of_that_build(
    content: bytes, corpus: Path, project: Path
) -> None:
    """The next build writes it anew; the datapackage.json beside it says whose the folder is."""
    whole = files_in(corpus)
    (corpus / ".build.json").write_bytes(content)
    assert build(project, encoder="hash").exit_code == 0
    assert files_in(corpus) == whole


def test_a_build_removes_only_what_a_build_wrote(corpus: Path, project: Path) -> None:
    """What a killed build left goes; what merely looks like it, or was changed, stays."""
    out = corpus.parent
    (out / ".new-mine").mkdir()
    (out / ".new-mine" / "notes.md").write_text("mine")
    (out / ".new-empty-1").mkdir()
    (out / ".new-killed-1").mkdir()
    (out / ".new-killed-1" / ".build.json").write_text('{"inputs": {}, "files": {}}')
    (project / "elsewhere").mkdir()
    (out / ".new-link").symlink_to(project / "elsewhere")
    (corpus / "corpus.tmx").write_text("changed by hand")
    text = (project / "data" / "raw" / "plan.txt").read_text("utf-8")
    raw = project / "data" / "raw" / "plan.txt"
    raw.write_text(text.replace("开放", "关闭"), encoding="utf-8")
    assert build(project, encoder="hash").exit_code == 0
    described = ["datapackage.json", "plan", "texts.csv"]
    assert alone(out) == [".build.json", ".lock", ".new-link", ".new-mine", *described]
    assert files_in(out / ".new-mine") == {"notes.md": b"mine"}


KILLED = """
import os, signal, sys
from pathlib import Path
import pytest
from aigov_corpus.building import build
from aigov_corpus.files import targets
from aigov_corpus.corpus import writing
from conftest import put_in_order

last = int(sys.argv[1])
calls = 0
rename = targets.replace_file

def replace_file(temporary, path):
    global calls
    calls += 1
    if calls == last:
        os.kill(os.getpid(), signal.SIGKILL)
    rename(temporary, path)

targets.replace_file = writing.replace_file = replace_file
with pytest.MonkeyPatch.context() as patch:
    put_in_order(patch)
    report = build(Path("."), encoder="hash", force=True)
sys.exit(report.exit_code)
"""


def kill_at(project: Path, number: int) -> int:
    """Build in a process that is killed before a rename; return its exit code."""
    environment = dict(os.environ)
    tests = Path(__file__).parents[1]
    paths = [str(tests), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    command = [sys.executable, "-c", KILLED, str(number)]
    return subprocess.run(command, cwd=project, env=environment, check=False).returncode


@pytest.mark.slow
@pytest.mark.parametrize("first", [True, False])
def test_a_build_that_is_killed_at_any_rename_is_mended(
    tmp_path: Path, first: bool, make_project: Callable[[Path], Path], in_order: None
) -> None:
    """A first build, or one over an earlier one; the next build is as if nothing had happened."""
    whole = make_project(tmp_path / "whole")
    build(whole, encoder="hash")
    wanted = files_in(whole / "data" / "aligned")
    number, killed = 0, True
    while killed:
        number += 1
        project = make_project(tmp_path / str(number))
        if not first:
            build(project, encoder="hash")
            (project / "data" / "aligned" / "plan" / "mine.txt").write_text("mine")
        killed = kill_at(project, number) == -signal.SIGKILL
        report = build(project, encoder="hash")
        assert report.exit_code == 0, (number, report)
        found = files_in(project / "data" / "aligned")
        assert found.pop("plan/mine.txt", b"mine") == b"mine"
        assert found == wanted, number
    assert number > len(wanted)


@pytest.mark.slow
def test_a_failure_at_any_rename_leaves_no_temporary_file(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short form: the rename fails instead of the process being killed."""
    from aigov_corpus.corpus import writing

    build(project, encoder="hash")
    out = project / "data" / "aligned"
    wanted = files_in(out)
    rename: Callable[[Path, Path], None] = targets.replace_file
    calls = last = 0

    def failing(temporary: Path, path: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == last:
            raise OSError(errno.EIO, "Input/output error", str(path))
        rename(temporary, path)

    monkeypatch.setattr(targets, "replace_file", failing)
    monkeypatch.setattr(writing, "replace_file", failing)
    for last in range(1, len(wanted) + 6):
        calls = 0
        try:
            report = build(project, encoder="hash", force=True)
            said = report.documents[0].error if report.exit_code else ""
        except AigovError as error:  # of the files about the whole corpus
            said = str(error)
        assert not said or "Input/output error" in said
        calls = -100
        assert build(project, encoder="hash").exit_code == 0
        assert files_in(out) == wanted, last


@pytest.mark.parametrize("line", ["extract|", "align|a|b|--out|", "stats|", "batch|a|--out|"])
def test_an_empty_name_is_no_folder(line: str) -> None:
    """Python takes it for the current folder; it is a variable without a value in a script."""
    done = CliRunner().invoke(main, line.split("|"))
    assert done.exit_code == 2
    assert "the name of a file or folder is empty" in done.stderr


@pytest.mark.parametrize("what", ["corpus", "archive", "review"])
def test_no_empty_folder_is_left_where_nothing_could_be_written(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor those above it that were made for it."""
    out = tmp_path / "new" / "out"

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if what == "corpus":  # where each document failed, the build itself did not
        with lock_corpus(out, progress=lambda _: None):
            pass
    elif what == "archive":
        monkeypatch.setattr(archive, "_mark", full)
        with pytest.raises(AigovError, match="No space left"):
            archive.open_archive(out)
    else:
        with pytest.raises(AigovError, match="No space left"), new_folder(out, "law"):
            full()
    assert not alone(tmp_path)
